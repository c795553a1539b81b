"""The linter: rules of law and of good sense about the promises a policy makes.

A rule is a predicate on the policy, not on text; the few that read the author's own words say
so. Errors bar adoption, warnings ask for a reason, notes are for reading. Facts of law with a
date come from :mod:`lupaus.policy.law`.
"""

from datetime import date

from lupaus.policy.lint.case import Case
from lupaus.policy.lint.catalogue import RULES, SECTIONS
from lupaus.policy.model import Policy
from lupaus.policy.problem import Problem, in_order

__all__ = ["RULES", "SECTIONS", "lint"]


def lint(policy: Policy, *, today: date) -> tuple[Problem, ...]:
    """Everything the rules find, by line; the same policy and day always give the same."""
    case = Case(policy, today)
    return in_order(
        Problem(
            rule.id,
            finding.level or rule.level,
            policy.line(*finding.path),
            finding.message,
            finding.fix or rule.fix,
            rule.law,
        )
        for rule in RULES
        for finding in rule.find(case)
    )
