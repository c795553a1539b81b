"""The linter: rules of law and of good sense about the promises a policy makes.

A rule is a predicate on the policy, not on text; the few that read the author's own words say
so. Errors bar adoption, warnings ask for a reason, notes are for reading. Facts of law with a
date come from :mod:`lupaus.policy.law`.
"""

from datetime import date

from lupaus.policy.lint import (
    basis,
    categories,
    contradictions,
    cookies,
    hygiene,
    identity,
    marketing,
    obsolete,
    operations,
    profiling,
    recipients,
    retention,
    rights,
    sources,
)
from lupaus.policy.lint.case import Case
from lupaus.policy.lint.rule import Rule, Section
from lupaus.policy.model import Policy
from lupaus.policy.problem import Problem, in_order

SECTIONS: tuple[Section, ...] = (
    obsolete.SECTION,
    identity.SECTION,
    hygiene.SECTION,
    basis.SECTION,
    categories.SECTION,
    sources.SECTION,
    recipients.SECTION,
    retention.SECTION,
    rights.SECTION,
    profiling.SECTION,
    marketing.SECTION,
    cookies.SECTION,
    operations.SECTION,
    contradictions.SECTION,
)

RULES: tuple[Rule, ...] = tuple(rule for section in SECTIONS for rule in section.rules)


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
