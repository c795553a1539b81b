"""The record of processing activities (GDPR Art. 30(1)): per purpose, with the security detail
that the public notice has no need of. Internal; shown to the supervisory authority on request.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lupaus.policy.clause import Clause, Kind
from lupaus.policy.clauses.making import (
    category_names,
    group_names,
    purpose_name,
    recipient_name,
)
from lupaus.policy.clauses.recipients import leaves_eea
from lupaus.policy.clauses.retention import categories_of, period
from lupaus.policy.model import Policy, Recipient
from lupaus.policy.phrases.parties import MECHANISMS, RECIPIENT_ROLES, country
from lupaus.policy.phrases.purposes import basis
from lupaus.policy.phrases.record import NONE
from lupaus.policy.phrases.words import NOTHING, Words, amount, capital, of, on_day, same
from lupaus.policy.vocabulary import Section


@dataclass(frozen=True, slots=True)
class Activity:
    """One purpose: Art. 30(1)(b)-(f). Every field is a list, empty where there is nothing."""

    purpose: str
    name: Words
    basis: Words
    subjects: Words
    data: Words
    recipients: tuple[Words, ...]
    transfers: tuple[Words, ...]
    retention: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Record:
    """Art. 30(1)(a), the activities, and (g) the security measures, each with its clause."""

    controller: tuple[Words, ...]
    dated: str | None
    activities: tuple[Activity, ...]
    security: tuple[tuple[str, Words], ...]


_SECURITY = (
    Kind.SEALED,
    Kind.PURPOSE_BOUND,
    Kind.AGREEMENT,
    Kind.BACKUP_AGE,
)


def record(policy: Policy, clauses: Sequence[Clause]) -> Record:
    return Record(
        controller=tuple(_said(c) for c in clauses if c.section is Section.CONTROLLER),
        dated=policy.dated.isoformat() if policy.dated else None,
        activities=tuple(_activity(policy, slug) for slug in policy.purposes),
        security=tuple(
            (clause.id, _said(clause))
            for clause in clauses
            if clause.section is Section.PROTECTION or clause.kind in _SECURITY
        ),
    )


def _activity(policy: Policy, slug: str) -> Activity:
    purpose = policy.purposes[slug]
    reads = policy.categories_of(slug)
    receiving = [r for r in policy.recipients.values() if set(r.data) & set(reads)]
    ground = NOTHING
    if purpose.basis:
        interest = of(purpose.interest) if purpose.interest else NOTHING
        ground = basis(purpose.basis, interest=interest, law=purpose.law or "")
    return Activity(
        purpose=slug,
        name=capital(purpose_name(policy, slug)),
        basis=ground,
        subjects=capital(group_names(policy, purpose.subjects or policy.subjects)),
        data=capital(category_names(reads)),
        recipients=tuple(_recipient(r, reads) for r in receiving),
        transfers=tuple(_transfer(r) for r in receiving if leaves_eea(policy, r)) or (NONE,),
        retention=tuple(_limits(policy, slug)),
    )


def _recipient(recipient: Recipient, reads: Iterable[object]) -> Words:
    name, role = recipient_name(recipient), RECIPIENT_ROLES[recipient.role]
    shared = category_names(c for c in recipient.data if c in set(reads))
    return Words(
        *(f"{who} ({what}): {gets}" for who, what, gets in zip(name, role, shared, strict=True))
    )


def _transfer(recipient: Recipient) -> Words:
    where = country(recipient.country) if recipient.country else same("?")
    guard = recipient.safeguard
    how = MECHANISMS[guard.mechanism] if guard else same("?")
    if guard and guard.checked:
        day = on_day(guard.checked)
        how = Words(*(f"{text}, {when}" for text, when in zip(how, day, strict=True)))
    name = recipient_name(recipient)
    return Words(
        *(f"{who}, {at}: {text}" for who, at, text in zip(name, where, how, strict=True))
    )


def _limits(policy: Policy, slug: str) -> Iterable[Words]:
    for rule in policy.rules():
        if rule.purpose == slug:
            data, time = (
                capital(category_names(categories_of(policy, rule))),
                period(policy, rule, amount),
            )
            yield Words(*(f"{what}: {how}" for what, how in zip(data, time, strict=True)))


def _said(clause: Clause) -> Words:
    return of(clause.sentences)
