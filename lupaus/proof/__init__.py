"""Proof: for every sentence of the notice, was it kept?

``check(at)`` gives a verdict for every clause; ``self_test(at)`` breaks what can be broken in a
sandbox and sees whether anybody notices. docs/explanation/verdicts.md explains both.
"""
