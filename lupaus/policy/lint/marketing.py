"""J. Direct marketing."""

from lupaus.policy.lint.case import ELECTRONIC, NATURAL, Case
from lupaus.policy.lint.rule import Finding, Findings, Section
from lupaus.policy.problem import Level
from lupaus.policy.vocabulary import (
    Anchor,
    Channel,
    PurposeClass,
    Right,
    State,
    SubjectKind,
)

SECTION = Section("J", "Direct marketing")
rule = SECTION.rule


@rule(
    "N104",
    Level.ERROR,
    law="SVPL 200.1 §; that a sole trader is a natural person here is a house rule",
    fix="consent_channels: [email, sms], or soft_opt_in for customers alone",
)
def electronic_to_prospects(case: Case) -> Findings:
    """Natural persons who are no customers get electronic marketing without consent.

    PASS
        subjects: {lead: {kind: consumer, state: prospect}}
        purposes: {marketing: {consent_channels: [email]}}
    FAIL
        subjects: {lead: {kind: consumer, state: prospect}}
        purposes: {marketing: {consent_channels: []}}
    """
    for key, purpose in case.of_class(PurposeClass.MARKETING):
        people = case.people(purpose.subjects)
        channels = case.open_channels(purpose)
        prospects = any(k in NATURAL and s is State.PROSPECT for k, s in people)
        if prospects and purpose.soft_opt_in is None and channels - {Channel.AUTOMATED_CALL}:
            yield Finding(f"{key} reaches prospects without consent", ("purposes", key))
        if Channel.AUTOMATED_CALL in channels and any(k in NATURAL for k, _ in people):
            said = f"{key} calls by machine without consent"
            yield Finding(said, ("purposes", key, "channels"))


@rule(
    "N105",
    Level.WARNING,
    law="SVPL 200.3 §, 202 §",
    fix="soft_opt_in with both chances to refuse, and the right to object told apart",
)
def no_chance_to_refuse(case: Case) -> Findings:
    """Electronic marketing without consent, and the chance to refuse is not stated.

    PASS
        purposes: {marketing: {consent_channels: [], soft_opt_in: {}}}
    FAIL
        purposes:
          marketing: {consent_channels: [], soft_opt_in: {refuse_in_every_message: false}}
    """
    objection = case.policy.rights.get(Right.OBJECTION)
    apart = objection is not None and objection.separate and objection.told == "here"
    for key, purpose in case.of_class(PurposeClass.MARKETING):
        soft = purpose.soft_opt_in
        stated = soft.refuse_at_collection and soft.refuse_in_every_message if soft else apart
        if case.open_channels(purpose) & ELECTRONIC and not stated:
            yield Finding(f"{key} does not tell how to refuse", ("purposes", key))


@rule(
    "N106",
    Level.WARNING,
    law="SVPL 200.3 §",
    fix="after the relation by post and telephone only, or with consent",
)
def after_the_relation(case: Case) -> Findings:
    """Natural persons get electronic marketing without consent after the customer relation.

    PASS
        retention: [{purpose: marketing, at_most: 2 years, after: relation ended}]
    FAIL
        purposes: {marketing: {consent_channels: [], soft_opt_in: {}}}
        retention: [{purpose: marketing, at_most: 2 years, after: relation ended}]
    """
    marketing = dict(case.of_class(PurposeClass.MARKETING))
    for i, period in enumerate(case.policy.retention):
        purpose = marketing.get(period.purpose)
        if purpose is None or period.after is not Anchor.RELATION_ENDED or not period.at_most:
            continue
        if case.open_channels(purpose) and case.kinds(purpose.subjects) & NATURAL:
            yield Finding(f"{period.purpose} outlives the relation", ("retention", i))


@rule("N107", Level.NOTE, law="GDPR Art. 5(1)(a)-(b)", fix="nothing to do: the views keep it")
def segment_promise(case: Case) -> Findings:
    """Marketing is promised to some groups only, and the promise binds.

    PASS
        purposes: {marketing: {subjects: [consumer, contact]}}
    FAIL
        purposes: {marketing: {subjects: [contact]}}
    """
    for key, purpose in case.of_class(PurposeClass.MARKETING):
        left_out = set(case.policy.subjects) - set(purpose.subjects)
        if purpose.subjects and left_out:
            said = f"{key} never reaches {', '.join(sorted(left_out))}"
            yield Finding(said, ("purposes", key, "subjects"))


@rule(
    "N118",
    Level.NOTE,
    law="Kuluttajansuojalaki 6:12 a",
    fix="after the call: an offer in durable form, and the consumer's acceptance of it",
)
def telephone_to_consumers(case: Case) -> Findings:
    """Consumers are marketed to by telephone; a sale then binds after acceptance in writing.

    PASS
        purposes: {marketing: {channels: [post]}}
    FAIL
        purposes: {marketing: {channels: [phone, post]}}
    """
    for key, purpose in case.of_class(PurposeClass.MARKETING):
        if Channel.PHONE in purpose.channels and SubjectKind.CONSUMER in case.kinds(
            purpose.subjects
        ):
            yield Finding(f"{key} calls consumers", ("purposes", key, "channels"))
