"""B. Controller identity and channels."""

import re

from lupaus.policy.lint.case import Case
from lupaus.policy.lint.rule import Finding, Findings, Section
from lupaus.policy.problem import Level

SECTION = Section("B", "Controller identity and channels")
rule = SECTION.rule

_LEGAL_FORM = re.compile(
    r"\b(oyj?|abp?|oy ab|ky|kb|ay|ry|rf|r\.y|osk|osuuskunta|andelslag|tmi|toiminimi|säätiö|sr|"
    r"stiftelse|yhdistys|förening)\b",
    re.IGNORECASE,
)


@rule(
    "N11",
    Level.ERROR,
    law="GDPR Arts. 13(1)(a), 4(7)",
    fix="name the legal person with its form (Oy, Ab, Ky, ry, tmi) and its Y-tunnus",
)
def no_legal_person(case: Case) -> Findings:
    """The controller is a natural person, or lacks a legal form or a business id.

    A sole trader needs no form in the name, an association may lack a Y-tunnus.

    PASS
        controller: {name: Esimerkki Oy Ab}
    FAIL
        controller: {name: Aino Esimerkki, kind: person, business_id: null}
    """
    controller = case.policy.controller
    if controller.kind == "person":
        yield Finding(f"{controller.name} is a person, not a firm", ("controller", "name"))
        return
    if controller.kind == "company" and not _LEGAL_FORM.search(controller.name):
        yield Finding(f"{controller.name} has no legal form", ("controller", "name"))
    if controller.kind != "association" and not controller.business_id:
        yield Finding("the controller has no Y-tunnus", ("controller",))


@rule(
    "N12",
    Level.WARNING,
    law="GDPR Art. 13(1)(a)",
    fix="add controller.address with postcode and town",
)
def no_postal_address(case: Case) -> Findings:
    """The controller cannot be reached by post.

    PASS
        controller: {address: "Katu 1, 33100 Tampere"}
    FAIL
        controller: {address: null}
    """
    if not case.policy.controller.address:
        yield Finding("the controller has no postal address", ("controller",))


@rule(
    "N13",
    Level.WARNING,
    law="GDPR Art. 13(1)(a)",
    fix="one legal name; brands in use under brands, names of the past under former_names",
)
def name_of_the_past(case: Case) -> Findings:
    """A name that has been given up is still used as the name or as a brand.

    PASS
        controller: {brands: [Malli], former_names: [Vanha Malli]}
    FAIL
        controller: {brands: [Vanha Malli], former_names: [Vanha Malli]}
    """
    controller = case.policy.controller
    for former in controller.former_names:
        if former == controller.name or former in controller.brands:
            yield Finding(f"{former} was given up and is still used", ("controller", "brands"))


@rule(
    "N14",
    Level.ERROR,
    law="GDPR Art. 12(2)",
    fix="one mailbox; leave requests.email out and the controller's is printed",
)
def two_mailboxes(case: Case) -> Findings:
    """Requests are sent to another mailbox than the controller's own.

    That the mailbox is read is proved by test messages, not here.

    PASS
        requests: {email: tietosuoja@example.fi}
    FAIL
        requests: {email: toinen@example.fi}
    """
    own, other = case.policy.controller.email, case.policy.requests.email
    if own and other and own.casefold() != other.casefold():
        yield Finding(f"requests go to {other}, the controller is {own}", ("requests", "email"))
