"""The catalogue of rules, section by section."""

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
from lupaus.policy.lint.rule import Rule, Section

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
