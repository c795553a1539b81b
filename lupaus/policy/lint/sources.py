"""E. Sources."""

from lupaus.policy.lint.case import Case
from lupaus.policy.lint.rule import Finding, Findings, Section
from lupaus.policy.problem import Level
from lupaus.policy.vocabulary import (
    Category,
    Condition,
    PurposeClass,
    SourceKind,
    State,
)

SECTION = Section("E", "Sources")
rule = SECTION.rule

#: The person gives it, or it arises in dealing with the person: Art. 13, not 14.
_FROM_THE_PERSON = frozenset({SourceKind.SUBJECT, SourceKind.STAFF, SourceKind.WEB_FORM})


@rule(
    "N45",
    Level.ERROR,
    law="GDPR Art. 14(2)(f)",
    fix="list sources: who gives which data, and whether they are public",
)
def prospects_from_nowhere(case: Case) -> Findings:
    """Prospects are held and no source is named.

    PASS
        subjects: {lead: {kind: representative, state: prospect}}
    FAIL
        subjects: {lead: {kind: representative, state: prospect}}
        sources: null
        data: {name: {from: []}}
    """
    if case.policy.sources:
        return
    for key, subject in case.policy.subjects.items():
        if (subject.state or subject.states) and State.PROSPECT in subject.covers:
            yield Finding(f"nothing says where {key} come from", ("subjects", key))


@rule(
    "N46",
    Level.ERROR,
    law="GDPR Art. 14(1)-(3)",
    fix="informed: true, and they are told at first contact, within a month at the latest",
)
def not_informed(case: Case) -> Findings:
    """Data comes from somebody else, and no time of informing the person is promised.

    PASS
        sources: {ytj: {informed: true}}
    FAIL
        sources: {ytj: {informed: false}}
    """
    for key, source in case.policy.sources.items():
        if source.kind not in _FROM_THE_PERSON and not source.informed:
            yield Finding(f"people are not told of {key}", ("sources", key))


@rule(
    "N47",
    Level.ERROR,
    law="Luottotietolaki 19 §",
    fix="data: [credit] only; check addresses against another source",
)
def credit_register_for_addresses(case: Case) -> Findings:
    """A credit register is used to check identity or address data.

    PASS
        sources:
          credit: {kind: credit-register, name: Luotto Oy, data: [credit], informed: true}
        data: {credit: {for: [delivery]}}
    FAIL
        sources:
          credit: {kind: credit-register, name: Luotto Oy, data: [credit, name], informed: true}
        data: {credit: {for: [delivery]}}
    """
    for key, source in case.policy.sources.items():
        other = [c for c in source.data if c is not Category.CREDIT]
        if source.kind is SourceKind.CREDIT_REGISTER and other:
            said = f"{key} gives {', '.join(other)}"
            yield Finding(f"{said}, which is no use of a credit register", ("sources", key))


@rule(
    "N48",
    Level.WARNING,
    law="Luottotietolaki 19 § as amended 331/2022",
    fix="name the credit register as a source with informed: true",
)
def credit_check_in_the_dark(case: Case) -> Findings:
    """Credit is checked, and the register is not named or the person not told.

    PASS
        sources:
          credit: {kind: credit-register, name: Luotto Oy, data: [credit], informed: true}
        data: {credit: {for: [delivery]}}
    FAIL
        data: {credit: {for: [delivery]}}
    """
    registers = [
        (key, s)
        for key, s in case.policy.sources.items()
        if s.kind is SourceKind.CREDIT_REGISTER
    ]
    for key, source in registers:
        if not (source.name and source.informed):
            yield Finding(f"{key}: register or notice to the person missing", ("sources", key))
    checks = (
        Category.CREDIT in case.policy.data
        or any(case.of_class(PurposeClass.CREDIT))
        or any(r.when is Condition.CREDIT_APPLICATION for r in case.policy.recipients.values())
    )
    if checks and not registers:
        yield Finding("credit is checked and no register is named", ("sources",))


@rule(
    "N49",
    Level.ERROR,
    law="SVPL 205 §, GDPR Arts. 5(1)(a) and (c), 14, 26",
    fix="leave it out, or name the partners and ask for consent",
)
def traces_elsewhere(case: Case) -> Findings:
    """What people do on other parties' sites is a source.

    PASS
        sources: {web: {kind: web, public: true, informed: true}}
    FAIL
        sources: {traces: {kind: tracking, informed: true}}
    """
    for key, source in case.policy.sources.items():
        if source.kind is SourceKind.TRACKING:
            yield Finding(f"{key} follows people elsewhere", ("sources", key))
