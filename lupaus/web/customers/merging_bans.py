"""What stands forbidden of two who become one, and by which of them: as it was said.

It is told whatever the purposes of the moment see of the rows that say so. An address can also
stand on the list of bans without its holder having said anything: it bounced, or somebody else
who shares it objected; that is told as what it is.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from lupaus.policy.vocabulary import Channel, PurposeClass
from lupaus.register.allowed import Ground, decisions
from lupaus.register.prohibitions import Spoken, spoken
from lupaus.web.customers.card_allowed import asked_of
from lupaus.web.customers.card_words import purpose_label
from lupaus.web.customers.words import CHANNELS, CLASSES
from lupaus.web.frame.visit import Visit


@dataclass(frozen=True, slots=True)
class Forbidden:
    """One thing that stands forbidden, and by which of the two. ``listed``: nobody said it;
    the address is on the list of bans."""

    purpose: Any
    clause: str
    channels: tuple[str, ...]
    since: date | None
    keep: bool
    gone: bool
    listed: bool = False


_BANS: Final = frozenset({Ground.OBJECTION, Ground.BOUNCE, Ground.STAFF, Ground.IMPORT})
_ALL: Final = frozenset(Channel)


def prohibitions(visit: Visit, keep: int, gone: int) -> list[Forbidden]:
    """What either has forbidden: it stands of the one that they become."""
    policy = visit.adopted.policy
    act = visit.acts()[0]
    said = {party: spoken(policy, act, party) for party in (keep, gone)}
    told = {(one.purpose_class, one.channel) for some in said.values() for one in some}
    return [
        *_spoken(visit, said, keep, gone),
        *_listed(visit, told, keep, gone),
    ]


def _spoken(
    visit: Visit, said: Mapping[int, Iterable[Spoken]], keep: int, gone: int
) -> Iterator[Forbidden]:
    """Both in one line only where both said the same of the same channels."""
    policy = visit.adopted.policy
    found: dict[tuple[str, frozenset[Channel]], dict[int, date]] = {}
    for party, some in said.items():
        by_purpose: dict[str, list[Spoken]] = {}
        for one in some:
            by_purpose.setdefault(one.purpose, []).append(one)
        for purpose, ones in by_purpose.items():
            key = purpose, frozenset(one.channel for one in ones)
            found.setdefault(key, {})[party] = min(one.since for one in ones)
    for (purpose, channels), whose in found.items():
        clause = f"purpose.{purpose}" if purpose in policy.purposes else ""
        yield Forbidden(
            purpose_label(policy, purpose),
            clause,
            _named(channels),
            min(whose.values()),
            keep in whose,
            gone in whose,
        )


def _listed(
    visit: Visit, told: set[tuple[PurposeClass, Channel]], keep: int, gone: int
) -> Iterator[Forbidden]:
    """Addresses on the list of bans, where neither has said so."""
    policy = visit.adopted.policy
    found: dict[tuple[PurposeClass, Channel], set[int]] = {}
    clauses: dict[PurposeClass, str] = {}
    asked = asked_of(policy)
    for party in (keep, gone) if asked else ():
        for one in decisions(act=visit.acts()[0], party=party, asked=asked):
            class_ = policy.purposes[one.purpose].class_
            bans = [r for r in one.decision.reasons if r.ground in _BANS and r.since is None]
            if bans and (class_, one.channel) not in told:
                clauses.setdefault(class_, f"purpose.{one.purpose}")
                found.setdefault((class_, one.channel), set()).add(party)
    for (class_, channel), whose in found.items():
        yield Forbidden(
            CLASSES.get(class_, class_),
            clauses[class_],
            _named({channel}),
            None,
            keep in whose,
            gone in whose,
            listed=True,
        )


def _named(channels: Iterable[Channel]) -> tuple[str, ...]:
    wanted = {*channels}
    if wanted == _ALL:
        return (str(CHANNELS[""]),)
    return tuple(str(CHANNELS[one]) for one in Channel if one in wanted)
