"""L. Security, incidents, operations."""

from typing import TYPE_CHECKING

from lupaus.policy.lint.case import Case
from lupaus.policy.lint.rule import Finding, Findings, Section
from lupaus.policy.problem import Level
from lupaus.policy.vocabulary import Anchor, Category, Measure

if TYPE_CHECKING:
    from lupaus.policy.period import Period

SECTION = Section("L", "Security, incidents, operations")
rule = SECTION.rule

_DETAILED = frozenset({Measure.FIREWALL, Measure.LOCKED_PAPER})


@rule(
    "N113",
    Level.WARNING,
    law="GDPR Arts. 32-34, 82",
    fix="take best_effort away; a breach is reported within 72 hours whatever the effort",
)
def reasonable_effort(case: Case) -> Findings:
    """A duty of security is limited to reasonable effort.

    PASS
        protection: [{measure: incidents}, {measure: backup, keep: 35 days}]
    FAIL
        protection: [{measure: incidents, best_effort: true}]
    """
    for i, measure in enumerate(case.policy.protection):
        if measure.best_effort:
            yield Finding(f"{measure.measure} is done as well as may be", ("protection", i))


@rule(
    "N114",
    Level.NOTE,
    law="GDPR Art. 30(1)(g)",
    fix="details of protection belong to the record of processing",
)
def detailed_protection(case: Case) -> Findings:
    """A public notice describes locks, alarms or firewalls.

    PASS
        protection: [{measure: need-to-know}, {measure: backup, keep: 35 days}]
    FAIL
        protection: [{measure: firewall}]
    """
    for i, measure in enumerate(case.policy.protection):
        if measure.measure in _DETAILED:
            yield Finding(f"{measure.measure} is told to everybody", ("protection", i))


@rule(
    "N117",
    Level.WARNING,
    law="GDPR Art. 5(1)(a)",
    fix="one rule for one thing",
)
def two_values(case: Case) -> Findings:
    """Two rules give the same period of the same data two lengths.

    PASS
        retention:
          - {purpose: marketing, at_most: 2 years, after: last contact with person}
          - {purpose: marketing, at_most: 3 years, after: collected}
    FAIL
        retention:
          - {purpose: marketing, at_most: 2 years, after: last contact with person}
          - {purpose: marketing, at_most: 3 years, after: last contact with person}
    """
    seen: dict[tuple[str, Anchor, Category], Period] = {}
    for i, period in enumerate(case.policy.retention):
        if period.at_most is None or period.after is None or period.subjects:
            continue
        differing = {
            first
            for category in case.covered(period)
            if (
                first := seen.setdefault(
                    (period.purpose, period.after, category), period.at_most
                )
            )
            != period.at_most
        }
        for first in differing:
            said = f"{period.purpose} ends after {first:words} and after {period.at_most:words}"
            yield Finding(said, ("retention", i))


@rule(
    "N119",
    Level.WARNING,
    law="GDPR Arts. 26(2), 28",
    fix="role: processor, joint-controller or controller",
)
def role_unstated(case: Case) -> Findings:
    """Another company handles the register, and its role is not stated.

    PASS
        recipients: {accountant: {role: processor}}
    FAIL
        recipients: {accountant: {role_unstated: true}}
    """
    for key, recipient in case.policy.recipients.items():
        if recipient.role_unstated:
            yield Finding(f"the role of {key} is not stated", ("recipients", key))
