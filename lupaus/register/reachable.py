"""Whom a list may reach for a purpose: :mod:`lupaus.register.allowed` asked of many at once.

An error here hands out the address of somebody who forbade it. So a list for a purpose that can
be forbidden holds an address only where a channel that the purpose uses is open over it, and
none of them is forbidden; and it holds nobody whom it may reach over none. Everything is
decided from what is stored now: decisions, consents, and the bans on the addresses themselves,
on whoever's card they were recorded.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from django.db import transaction

from lupaus.guard import in_force
from lupaus.policy.model import Policy, Purpose
from lupaus.policy.vocabulary import Basis, Channel, PurposeClass
from lupaus.register import bans
from lupaus.register.admission import category_of
from lupaus.register.allowed import (
    GROUND_OF,
    OBJECTION,
    SVPL,
    Ground,
    Reason,
    banned_of,
    judged,
    objecting,
)
from lupaus.register.bans import FORBIDDABLE, REACHED_BY, Origin, Reached, Said
from lupaus.register.facts import Facts, facts_of
from lupaus.register.standing import bans_against, consented

#: What is done without sending anything: whoever forbids it forbids it on every channel.
UNSENT: Final = frozenset(
    {PurposeClass.PUBLICATION, PurposeClass.DEVELOPMENT, PurposeClass.STATISTICS}
)
_FORBIDDEN: Final = frozenset({Ground.OBJECTION, Ground.STAFF, Ground.IMPORT})
#: What says nothing against a list without addresses.
_OF_ADDRESSES: Final = frozenset({Ground.NO_ADDRESS, Ground.BOUNCE})


@dataclass(frozen=True, slots=True)
class Reachable:
    """Who is left out of the list, each for the weightiest reason; of those who stay, whose
    address does not go along, and for what; and the ids of all the rows that do not, by their
    table. ``open_to``: over which channels the addresses of a table may be used, by party."""

    left: Mapping[int, Reason] = field(default_factory=dict)
    less: Mapping[int, Reason] = field(default_factory=dict)
    shut: Mapping[str, frozenset[int]] = field(default_factory=dict)
    open_to: Mapping[tuple[int, str], tuple[Channel, ...]] = field(default_factory=dict)


def can_be_forbidden(purpose: Purpose) -> bool:
    """Is anybody asked about it at all?"""
    return purpose.class_ in FORBIDDABLE or purpose.basis is Basis.CONSENT


def used(policy: Policy, slug: str) -> tuple[Channel, ...]:
    """The channels over which the purpose reaches people: those it names, or every one; less
    those whose addresses it does not need. None where nothing is sent for it."""
    purpose = policy.purposes[slug]
    if purpose.class_ in UNSENT:
        return ()
    named = {*purpose.channels, *purpose.consent_channels} if purpose.channels else {*Channel}
    needed = policy.categories_of(slug)
    return tuple(c for c in Channel if c in named and category_of(REACHED_BY[c]) in needed)


def reachable(
    parties: Iterable[int], purpose: str, tables: Iterable[str], today: date
) -> Reachable:
    """Who may stand in a list for the purpose that shows the addresses of these tables; none
    of them: in a list without addresses. Nobody is left out of one for a purpose that cannot be
    forbidden."""
    policy = in_force().policy
    if not can_be_forbidden(policy.purposes[purpose]):
        return Reachable()
    asked = _Asked(policy, purpose, used(policy, purpose), frozenset(tables), today)
    ids = sorted(set(parties))
    facts = facts_of(ids)
    with transaction.atomic(), bans.banning("whom a list may reach") as part:
        said = bans.said_by_each(part, ids)
        reached: dict[int, list[Reached]] = defaultdict(list)
        for party, one in bans.addresses_of(part, ids):
            reached[party].append(one)
        every = [one for each in reached.values() for one in each]
        questions = [(purpose, channel) for channel in Channel]
        banned = {
            channel: digests
            for (channel, class_), digests in banned_of(part, policy, every, questions).items()
            if class_ is policy.purposes[purpose].class_
        }
    found = _Found()
    for party in ids:
        if party in facts:
            person = _Person(party, facts[party], said.get(party, []), reached.get(party, []))
            found.add(_one(asked, person, banned))
    return found.told()


@dataclass(frozen=True, slots=True)
class _Asked:
    policy: Policy
    purpose: str
    channels: tuple[Channel, ...]
    tables: frozenset[str]
    today: date


@dataclass(frozen=True, slots=True)
class _Person:
    party: int
    facts: Facts
    said: Sequence[Said]
    reached: Sequence[Reached]


@dataclass(slots=True)
class _Answer:
    """One party: why it is left out, or what of it goes along."""

    party: int
    left: Reason | None = None
    less: Reason | None = None
    shut: list[Reached] = field(default_factory=list)
    open_to: dict[str, tuple[Channel, ...]] = field(default_factory=dict)


Banned = Mapping[Channel, Mapping[bytes, Origin]]


def _one(asked: _Asked, person: _Person, banned: Banned) -> _Answer:
    answer = _Answer(person.party)
    if not asked.channels:
        answer.left = _weightiest(_unsent(asked, person))
        return answer
    reasons = {c: _reasons(asked, person, c, banned) for c in asked.channels}
    tables = asked.tables & {REACHED_BY[channel] for channel in asked.channels}
    if not tables:
        if not any(_open_without_address(each) for each in reasons.values()):
            answer.left = _weightiest(r for each in reasons.values() for r in each)
        return answer
    against: list[Reason] = []
    for table in sorted(tables):
        against += _of_table(asked, person, answer, table, reasons, banned)
    if not answer.open_to:
        answer.left = _weightiest(against)
    elif answer.shut:
        answer.less = _weightiest(against)
    return answer


def _of_table(  # noqa: PLR0913, PLR0917 - what is known of somebody, and where it is put
    asked: _Asked,
    person: _Person,
    answer: _Answer,
    table: str,
    reasons: Mapping[Channel, Sequence[Reason]],
    banned: Banned,
) -> list[Reason]:
    """Which addresses of the table go along, and what is against the rest."""
    over = [c for c in asked.channels if REACHED_BY[c] == table]
    there = [one for one in person.reached if one.table == table]
    forbidden = any(r.ground in _FORBIDDEN for c in over for r in reasons[c])
    open_ = tuple(c for c in over if not reasons[c])
    free = [
        one
        for one in there
        if open_ and not forbidden and not any(one.digest in banned.get(c, {}) for c in over)
    ]
    against = [r for c in over for r in reasons[c]]
    if free:
        answer.open_to[table] = open_
    shut = [one for one in there if one not in free]
    answer.shut += shut
    by = [
        banned[c][one.digest] for c in over for one in shut if one.digest in banned.get(c, {})
    ]
    if by:
        ground = GROUND_OF[min(by, key=list(Origin).index)]
        clause = objecting(asked.policy, asked.purpose)
        against.append(Reason(ground, "the address is banned", OBJECTION, clause))
    return against if shut or not there else []


def _reasons(
    asked: _Asked, person: _Person, channel: Channel, banned: Banned
) -> tuple[Reason, ...]:
    there = [one for one in person.reached if one.table == REACHED_BY[channel]]
    own = {one.digest for one in there}
    shut = {digest: o for digest, o in banned.get(channel, {}).items() if digest in own}
    return judged(
        asked.policy,
        person.facts,
        tuple(person.said),
        asked.purpose,
        channel,
        there,
        shut,
        asked.today,
    ).reasons


def _open_without_address(reasons: Sequence[Reason]) -> bool:
    return all(reason.ground in _OF_ADDRESSES for reason in reasons)


def _unsent(asked: _Asked, person: _Person) -> Iterable[Reason]:
    """What is against it where nothing is sent."""
    clause = objecting(asked.policy, asked.purpose)
    for channel in Channel:
        for ban in bans_against(asked.policy, person.said, asked.purpose, channel):
            why = "forbidden by the person" if ban.origin is Origin.OWN else "banned"
            yield Reason(Ground.OBJECTION, why, OBJECTION, clause, ban.since)
    if asked.policy.purposes[asked.purpose].basis is Basis.CONSENT and not any(
        consented(person.said, asked.purpose, channel) for channel in Channel
    ):
        clause = f"purpose.{asked.purpose}"
        yield Reason(Ground.LAW, "there is no consent to this", SVPL, clause)


_ORDER: Final = list(Ground)


def _weightiest(reasons: Iterable[Reason]) -> Reason | None:
    return min(reasons, key=lambda r: _ORDER.index(r.ground), default=None)


@dataclass(slots=True)
class _Found:
    answers: list[_Answer] = field(default_factory=list)

    def add(self, answer: _Answer) -> None:
        self.answers.append(answer)

    def told(self) -> Reachable:
        shut: dict[str, set[int]] = defaultdict(set)
        for answer in self.answers:
            for one in answer.shut:
                shut[one.table].add(one.row)
        return Reachable(
            {a.party: a.left for a in self.answers if a.left},
            {a.party: a.less for a in self.answers if a.less and not a.left},
            {table: frozenset(rows) for table, rows in shut.items()},
            {(a.party, table): over for a in self.answers for table, over in a.open_to.items()},
        )
