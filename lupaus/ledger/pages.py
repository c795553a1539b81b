"""The ledger by the page, newest first: asked for by actor, event, day and party.

A page is found by number, never by reading the whole ledger. What is asked for may be rare, so
a page looks through a bounded stretch of entries and says how far it came; the next one goes on
from there. Entries stand in the order of their writing, which is the order of time but for acts
that overlapped: days are found by halving, with a day to spare at either end, and held exactly.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connection
from django.db.backends.utils import CursorWrapper

from lupaus.ledger.entry import Event, Many, Whose, checked, instant
from lupaus.ledger.gate import Grant, opened

_STRETCH = 20_000  # entries looked through by one statement
_STRETCHES = 5  # and by one page
_SLACK = timedelta(days=1)  # an act that runs longer than this is found by its number only
END = 2**62


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for. No actor, event, moment or party named: all of them.
    ``since <= at < until``."""

    actor: str = ""
    events: frozenset[Event] = frozenset()
    since: datetime | None = None
    until: datetime | None = None
    party: int | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One entry. ``event`` is empty where the payload cannot be read: verifying says where it
    was changed."""

    seq: int
    at: datetime | None
    actor: str = ""
    event: str = ""
    purpose: str = ""
    via: str = ""
    fields: tuple[str, ...] = ()
    counts: tuple[tuple[str, int], ...] = ()
    clause: str = ""
    whom: str = ""
    whose: Whose = ()


@dataclass(frozen=True, slots=True)
class Leaf:
    """One page. ``older``: the number to give as ``before`` for the next one, when there may
    be more. ``reached``: how far back was looked, where that is further than the last line."""

    lines: tuple[Line, ...]
    older: int | None = None
    reached: datetime | None = None
    expired: int = 0  # entries to this one say nothing any more: their time has passed


def page(wanted: Wanted, *, before: int = END, size: int = 50) -> Leaf:
    """The newest entries that fit and precede ``before``."""
    with opened(Grant.VERIFY), connection.cursor() as cursor:
        cursor.execute("SELECT seq, expired FROM ledger_head")
        last, expired = cursor.fetchone() or (0, 0)
        turning = _Turning(cursor, wanted, size)
        low, high = turning.between(expired + 1, min(before, last + 1))
        found = turning.of_party(low, high) if wanted.party else turning.through(low, high)
    return Leaf(*found, expired=expired)


_Found = tuple[tuple[Line, ...], int | None, datetime | None]


@dataclass(frozen=True, slots=True)
class _Turning:
    cursor: CursorWrapper
    wanted: Wanted
    size: int

    def between(self, low: int, high: int) -> tuple[int, int]:
        """The numbers between which anything asked for stands: ``low <= seq < high``."""
        if self.wanted.since:
            low = max(low, halved(self._at, low, high, instant(self.wanted.since - _SLACK)))
        if self.wanted.until:
            high = min(high, halved(self._at, low, high, instant(self.wanted.until + _SLACK)))
        return low, high

    def _at(self, seq: int) -> str | None:
        self.cursor.execute(
            "SELECT payload FROM ledger_payload WHERE seq >= %s ORDER BY seq LIMIT 1", [seq]
        )
        row = self.cursor.fetchone()
        return None if row is None else moment_of(bytes(row[0]).decode(errors="replace"))

    def through(self, low: int, high: int) -> _Found:
        """Stretch by stretch from the end, until a page is full or enough has been seen."""
        condition, bound = self._condition()
        lines: list[Line] = []
        for _stretch in range(_STRETCHES):
            start = max(low, high - _STRETCH)
            self.cursor.execute(
                "SELECT seq, payload FROM ledger_payload WHERE seq >= %s AND seq < %s"
                f"{condition} ORDER BY seq DESC LIMIT %s",
                [start, high, *bound, self.size + 1 - len(lines)],
            )
            lines += [line_of(*row) for row in self.cursor.fetchall()]
            if len(lines) > self.size:
                return tuple(lines[: self.size]), lines[self.size - 1].seq, None
            if start == low:
                return tuple(lines), None, None
            high = start
        return tuple(lines), high, self._reached(high)

    def of_party(self, low: int, high: int) -> _Found:
        """What names the party alone is found by index; beside it, among the entries about
        several parties or none, what lists it. Those of very many hold a digest instead."""
        party, (condition, bound) = self.wanted.party, self._condition()
        ends = " ORDER BY seq DESC LIMIT %s"
        self.cursor.execute(
            "SELECT seq, payload FROM ledger_payload WHERE party = %s AND seq >= %s"
            f" AND seq < %s{condition}{ends}",
            [party, low, high, *bound, self.size + 1],
        )
        rows = self.cursor.fetchall()
        nobodys = (
            "SELECT seq, payload FROM ledger_payload WHERE party IS NULL AND seq >= %s"
            " AND seq < %s ORDER BY seq DESC LIMIT %s"
        )
        names = " OR ".join([f"{holds()} > 0"] * 3)
        listed = [text.encode() for text in (f"[{party},", f",{party},", f",{party}]")]
        some = [low, high, _STRETCH]
        self.cursor.execute(
            f"SELECT seq, payload FROM ({nobodys}) AS n WHERE ({names}){condition}{ends}",
            [*some, *listed, *bound, self.size + 1],
        )
        rows += self.cursor.fetchall()
        self.cursor.execute(f"SELECT min(seq), count(*) FROM ({nobodys}) AS n", some)
        first, seen = self.cursor.fetchone()
        floor = int(first) if seen == _STRETCH else low
        lines = [line_of(*row) for row in sorted(rows, reverse=True) if row[0] >= floor]
        if len(lines) > self.size:
            return tuple(lines[: self.size]), lines[self.size - 1].seq, None
        if floor == low:
            return tuple(lines), None, None
        return tuple(lines), floor, self._reached(floor)

    def _reached(self, seq: int) -> datetime | None:
        at = self._at(seq)
        return datetime.fromisoformat(at) if at else None

    def _condition(self) -> tuple[str, list[Any]]:
        wanted, found, bound = self.wanted, [], []
        if wanted.actor:
            actor = checked("actor", "the actor", wanted.actor)
            found.append(f"{holds()} = 1")
            bound.append(f'{{"actor":"{actor}",'.encode())
        if wanted.events:
            found.append(" OR ".join([f"{holds()} > 0"] * len(wanted.events)))
            bound += [f'"event":"{event}",'.encode() for event in sorted(wanted.events)]
        for sign, moment in ((">=", wanted.since), ("<", wanted.until)):
            if moment:
                found.append(f"{moment_in('payload')} {sign} %s")
                bound.append(instant(moment).encode())
        return "".join(f" AND ({one})" for one in found), bound


def holds() -> str:
    """Where the bytes of a parameter stand in a payload; 0 when they do not."""
    postgresql = connection.vendor == "postgresql"
    return "position(%s in payload)" if postgresql else "instr(payload, %s)"


def moment_in(column: str) -> str:
    """The time that a record of this column says, as it is spelt there."""
    marked = '\'"at":"\'' if column == "record" else 'CAST(\'"at":"\' AS BLOB)'
    if connection.vendor == "postgresql":
        marked = marked if column == "record" else '\'"at":"\'::bytea'
        return f"substring({column} from position({marked} in {column}) + 6 for 24)"
    return f"substr({column}, instr({column}, {marked}) + 6, 24)"


def moment_of(text: str) -> str:
    """The time that a record says, as it is spelt there: text order is time order."""
    start = text.find('"at":"') + 6
    return text[start : start + 24]


def halved(at: Callable[[int], str | None], low: int, high: int, moment: str) -> int:
    """The first number from which on nothing is older than the moment. ``at`` is the time of
    the first record from a number on; None past the last."""
    while low < high:
        middle = (low + high) // 2
        found = at(middle)
        if found is not None and found < moment:
            low = middle + 1
        else:
            high = middle
    return low


def line_of(seq: int, payload: bytes | memoryview) -> Line:
    """An entry as values."""
    try:
        said = json.loads(bytes(payload))
        return Line(seq, *_values(said))
    except (ValueError, TypeError, KeyError, AttributeError):  # changed: verifying says where
        return Line(seq, None)


def _values(said: dict[str, Any]) -> Iterator[Any]:
    yield datetime.fromisoformat(said["at"])
    yield from (said["actor"], said["event"], said["purpose"], said["via"])
    yield tuple(said["fields"])
    yield tuple(said["counts"].items())
    yield from (said["clause"], said.get("whom", ""))
    whose = said["whose"]
    yield tuple(whose) if isinstance(whose, list) else Many(whose["digest"], whose["count"])
