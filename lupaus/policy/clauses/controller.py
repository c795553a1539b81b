"""Who is responsible: identity, other names, how to reach, the data protection officer."""

from collections.abc import Iterator

from lupaus.policy.clause import Clause, Kind
from lupaus.policy.clauses.making import clause
from lupaus.policy.model import Controller, Policy
from lupaus.policy.phrases import notice as say
from lupaus.policy.phrases.words import Words, listed, of, same
from lupaus.policy.vocabulary import Section

_SECTION = Section.CONTROLLER


def controller(policy: Policy) -> Iterator[Clause]:
    who, line = policy.controller, policy.line("controller")
    yield clause(
        "controller.identity",
        _SECTION,
        Kind.STATEMENT,
        say.identity(who.name, who.business_id, contact_details(who)),
        law=("GDPR 13(1)(a)", "GDPR 14(1)(a)"),
        params=_identity(who),
        line=line,
    )
    names = listed(map(same, who.brands))
    if who.brands:
        said = say.brands(names, one=len(who.brands) == 1)
        yield _fact("brands", said, line, names=list(who.brands))
    if who.former_names:
        earlier = listed(map(same, who.former_names))
        yield _fact("former-names", say.former_names(earlier), line, names=[*who.former_names])
    if who.contact:
        yield _fact("contact", say.contact(of(who.contact)), line, contact=dict(who.contact))
    if who.hours:
        yield _fact("hours", say.hours(of(who.hours)), line, hours=dict(who.hours))
    if who.dpo:
        yield clause(
            "controller.dpo",
            _SECTION,
            Kind.STATEMENT,
            say.dpo(who.dpo),
            law=("GDPR 13(1)(b)", "GDPR 37"),
            params={"dpo": who.dpo},
            line=line,
        )


def _fact(name: str, said: Words, line: int, **params: object) -> Clause:
    law = ("GDPR 13(1)(a)",)
    return clause(
        f"controller.{name}", _SECTION, Kind.STATEMENT, said, law=law, params=params, line=line
    )


def contact_details(who: Controller) -> tuple[Words, ...]:
    """As they stand after *Yhteystiedot:*."""
    details = []
    if who.address:
        details.append(same(who.address))
    if who.email:
        details.append(same(who.email))
    if who.phone:
        details.append(
            Words(f"puhelin {who.phone}", f"telefon {who.phone}", f"telephone {who.phone}")
        )
    return tuple(details)


def _identity(who: Controller) -> dict[str, object]:
    return {
        "name": who.name,
        "kind": who.kind,
        "business_id": who.business_id,
        "address": who.address,
        "email": who.email,
        "phone": who.phone,
    }
