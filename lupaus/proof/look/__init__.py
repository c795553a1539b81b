"""One module for each part of the house that a clause can be looked at in.

A look is a function of :class:`~lupaus.proof.looking.Look` and a clause; it gives a
:class:`~lupaus.proof.verdict.Finding`. :mod:`lupaus.proof.check` knows which look is for which
kind of clause.
"""
