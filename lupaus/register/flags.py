"""Flags of a party: that its processing is restricted, that a claim is pending.

A flag that is taken down lets data be used or destroyed again, so whoever takes an act back
must not take back somebody else's later one. Each turn of a flag leaves a mark of its own, at
random and without meaning; an act is taken back only where its mark still stands.
"""

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from lupaus.guard import Act, Machinery, system_grant, writing
from lupaus.ledger.entry import Event
from lupaus.policy.holding import PARTY
from lupaus.register.facts import known
from lupaus.register.moves import lock
from lupaus.register.unfit import Unfit
from lupaus.sets import pieces, placeholders


class Flag(StrEnum):
    """Named as its column."""

    RESTRICTED = "restricted"
    DISPUTED = "disputed"

    @property
    def mark(self) -> str:
        """The column that holds the mark of who turned it last."""
        return f"{self}_mark"


#: What the spine says of two parties that become one, or two again: what somebody did to either
#: is not taken back after that.
UNMARKED: Final[Mapping[str, None]] = dict.fromkeys((flag.mark for flag in Flag), None)

_TOLD: Final[Mapping[tuple[Flag, bool], Event]] = {
    (Flag.RESTRICTED, True): Event.RESTRICTED,
    (Flag.RESTRICTED, False): Event.RESTRICTION_LIFTED,
    (Flag.DISPUTED, True): Event.HOLD_PLACED,
    (Flag.DISPUTED, False): Event.HOLD_LIFTED,
}


@dataclass(frozen=True, slots=True)
class Flagged:
    """A flag that was turned: what takes it back."""

    party: int
    flag: Flag
    now: bool
    mark: str


def new_mark() -> str:
    return secrets.token_urlsafe(9)


def turn(*, act: Act, party: int, flag: Flag, to: bool) -> Flagged:
    """Put the flag up or take it down. Raises Unfit where it stands so already: somebody else
    did it, and theirs is not this act's to take back."""
    return _turned(act, Flagged(party, flag, to, new_mark()), after=None)


def take_back(*, act: Act, turned: Flagged) -> None:
    """As if the flag had not been turned. Raises Unfit when somebody has turned it since."""
    other = Flagged(turned.party, turned.flag, not turned.now, new_mark())
    _turned(act, other, after=turned.mark)


def _turned(act: Act, to: Flagged, *, after: str | None) -> Flagged:
    with writing(act) as w:
        facts = known(to.party)
        with system_grant(Machinery.SPINE, why="nobody turns a flag at the same time") as part:
            lock(part, [facts.id])
        if getattr(known(facts.id), to.flag) is to.now:
            raise Unfit(to.flag, "it is so already: somebody has been faster")
        if after is not None and marks([facts.id], to.flag).get(facts.id) != after:
            raise Unfit(to.flag, "somebody has turned it since")
        w.update("party", {to.flag: to.now, to.flag.mark: to.mark}, {"id": facts.id})
        w.log(_TOLD[to.flag, to.now], whose=[facts.id])
    return to


def marks(parties: Iterable[int], flag: Flag) -> Mapping[int, str | None]:
    """The mark of who turned the flag last, by party."""
    found: dict[int, str | None] = {}
    with system_grant(Machinery.SPINE, why="who turned a flag last") as part:
        for piece in pieces(sorted(set(parties))):
            places = placeholders(piece)
            sql = f"SELECT id, {flag.mark} FROM {PARTY} WHERE id IN ({places})"
            found.update((row, mark) for row, mark in part.execute(sql, piece))
    return found
