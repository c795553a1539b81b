"""Who looked, by the page, newest first: what waits to be sealed, then what has been sealed.

Like the pages of entries (:mod:`lupaus.ledger.pages`): found by key, through a bounded stretch
of records, with the way on from there. A page never ends within an hour of the clock unless the
hour alone is longer than a page, so that whatever is counted by the hour is counted whole.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import connection
from django.db.backends.utils import CursorWrapper

from lupaus.ledger.entry import checked, instant
from lupaus.ledger.gate import Grant, opened
from lupaus.ledger.pages import END, Wanted, halved, moment_in, moment_of
from lupaus.ledger.reads import Read, listed, read_of, waiting

_STRETCH = 20_000
_STRETCHES = 5
_SLACK = timedelta(days=1)
_NR = 2**31 - 1

_Stored = tuple[str, int | None, str]  # key, the entry that sealed it, record


@dataclass(frozen=True, slots=True)
class Leaf:
    """One page of reads. ``older``: the key to give as ``before`` for the next one. ``cut``:
    the last hour goes on there. ``reached`` as in the pages of entries."""

    reads: tuple[Read, ...]
    older: str = ""
    cut: bool = False
    reached: str = ""


def page(wanted: Wanted, *, before: str = "", size: int = 300) -> Leaf:
    """The newest reads that fit and precede the key. Events are not asked for here. A read of
    more parties than are listed holds a digest, and is not found by party."""
    stored, older, reached = _waiting_page(wanted, before, size)
    if len(stored) <= size and not older:
        with opened(Grant.VERIFY), connection.cursor() as cursor:
            sealed = _Sealed(cursor, wanted, size + 1 - len(stored))
            more, older, reached = sealed.page(before if before.startswith("s") else "")
        stored += more
    return _whole_hours(stored, older, reached, size)


def _whole_hours(stored: Sequence[_Stored], older: str, reached: str, size: int) -> Leaf:
    """Cut before the hour that would go on, where another hour stands before it."""
    if len(stored) <= size:
        return Leaf(_reads(stored), older, cut=bool(older), reached=reached)
    hours = [moment_of(record)[:13] for _key, _seq, record in stored]
    end = hours.index(hours[size])
    kept = stored[: end or size]
    return Leaf(_reads(kept), kept[-1][0], cut=not end)


def _reads(stored: Sequence[_Stored]) -> tuple[Read, ...]:
    found = (read_of(record, seq) for _key, seq, record in stored)
    return tuple(sorted(found, key=lambda read: read.at, reverse=True))


# --- what waits ------------------------------------------------------------------------------


def _waiting_page(wanted: Wanted, before: str, size: int) -> tuple[list[_Stored], str, str]:
    """Nothing for a key among the sealed: whoever has come so far has seen what waits."""
    if before.startswith("s"):
        return [], "", ""
    key = before.removeprefix("w")
    found: list[_Stored] = []
    for _stretch in range(_STRETCHES):
        some = waiting().before(key, _STRETCH)
        found += [(f"w{k}", None, record) for k, record in some if _fits(wanted, record)]
        if len(found) > size or len(some) < _STRETCH:
            return found[: size + 1], "", ""
        key = some[-1][0]
    return found, f"w{key}", moment_of(some[-1][1])


def _fits(wanted: Wanted, record: str) -> bool:
    """The actor is told by the text, so that a record is parsed only where it must be."""
    if wanted.actor and f'"actor":"{wanted.actor}",' not in record:
        return False
    at = moment_of(record)
    if wanted.since and at < instant(wanted.since):
        return False
    if wanted.until and at >= instant(wanted.until):
        return False
    return not wanted.party or wanted.party in listed(record)


# --- what is sealed --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Sealed:
    cursor: CursorWrapper
    wanted: Wanted
    limit: int

    def page(self, before: str) -> tuple[list[_Stored], str, str]:
        low, high = self._between(before)
        if self.wanted.party:
            return self._of_party(low, high), "", ""
        return self._through(low, high)

    def _between(self, before: str) -> tuple[int, tuple[int, int]]:
        """The first entry, and the place before which anything asked for stands."""
        place = _place(before) if before else (END, 0)
        self.cursor.execute("SELECT min(seq), max(seq) FROM ledger_read")
        first, last = self.cursor.fetchone()
        if first is None:
            return 0, (0, 0)
        low, high = int(first), min(place, (int(last), _NR))
        if self.wanted.since:
            low = halved(self._at, low, high[0], instant(self.wanted.since - _SLACK))
            # The batch before may begin earlier and end later.
            self.cursor.execute("SELECT max(seq) FROM ledger_read WHERE seq < %s", [low])
            low = int(self.cursor.fetchone()[0] or first)
        if self.wanted.until:
            end = halved(self._at, low, high[0] + 1, instant(self.wanted.until + _SLACK))
            high = min(high, (end, _NR))
        return low, high

    def _at(self, seq: int) -> str | None:
        self.cursor.execute(
            "SELECT record FROM ledger_read WHERE seq >= %s ORDER BY seq, nr LIMIT 1", [seq]
        )
        row = self.cursor.fetchone()
        return None if row is None else moment_of(row[0])

    def _of_party(self, low: int, high: tuple[int, int]) -> list[_Stored]:
        """By the primary key of what lists the parties of reads."""
        condition, bound = self._condition()
        return self._rows(
            "SELECT r.seq, r.nr, r.record FROM ledger_read_whose w JOIN ledger_read r"
            " ON r.seq = w.seq AND r.nr = w.nr WHERE w.party = %s AND w.seq >= %s"
            f" AND (w.seq, w.nr) < (%s, %s){condition} ORDER BY w.seq DESC, w.nr DESC LIMIT %s",
            [self.wanted.party, low, *high, *bound, self.limit],
        )

    def _through(self, low: int, high: tuple[int, int]) -> tuple[list[_Stored], str, str]:
        condition, bound = self._condition()
        below = "FROM ledger_read WHERE seq >= %s AND (seq, nr) < (%s, %s)"
        newest = "ORDER BY seq DESC, nr DESC"
        found: list[_Stored] = []
        for _stretch in range(_STRETCHES):
            some = [low, *high, _STRETCH]
            found += self._rows(
                f"SELECT * FROM (SELECT seq, nr, record {below} {newest} LIMIT %s) AS r"
                f" WHERE seq IS NOT NULL{condition} {newest} LIMIT %s",
                [*some, *bound, self.limit - len(found)],
            )
            if len(found) >= self.limit:
                return found, "", ""
            self.cursor.execute(
                f"SELECT seq, nr, record {below} {newest} LIMIT 1 OFFSET %s",
                [low, *high, _STRETCH - 1],
            )
            row = self.cursor.fetchone()
            if row is None:
                return found, "", ""
            high = (int(row[0]), int(row[1]))
        return found, f"s{high[0]}.{high[1]}", moment_of(row[2])

    def _rows(self, sql: str, bound: Sequence[Any]) -> list[_Stored]:
        self.cursor.execute(sql, bound)
        return [(f"s{seq}.{nr}", seq, record) for seq, nr, record in self.cursor.fetchall()]

    def _condition(self) -> tuple[str, list[Any]]:
        wanted, found, bound = self.wanted, "", []
        if wanted.actor:
            postgresql = connection.vendor == "postgresql"
            found += f" AND {'strpos' if postgresql else 'instr'}(record, %s) > 0"
            bound.append(f'"actor":"{checked("actor", "the actor", wanted.actor)}",')
        for sign, moment in ((">=", wanted.since), ("<", wanted.until)):
            if moment:
                found += f" AND {moment_in('record')} {sign} %s"
                bound.append(instant(moment))
        return found, bound


def _place(key: str) -> tuple[int, int]:
    """``s12.3``; the end for a key that is none of ours."""
    seq, _dot, nr = key.removeprefix("s").partition(".")
    if seq.isdecimal() and nr.isdecimal() and len(seq) < 19 and len(nr) < 10:
        return int(seq), int(nr)
    return END, 0
