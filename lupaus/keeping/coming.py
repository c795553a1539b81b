"""What will go, and when, were nothing to change: counts by day and clause for the year ahead.

Nothing is destroyed, planned or written by this; it counts what the purge of each day would
find, with the same texts. A count that is wrong here only misleads; the plan of the day is what
is shown before it is run.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from lupaus.guard import Adopted, Part, system_grant
from lupaus.keeping.texts import because, plain
from lupaus.policy import predicate, retention, sql
from lupaus.policy.holding import PARTY, Holding
from lupaus.records.catalogue import holdings

_DAY = timedelta(days=1)
MONTHS = 12


@dataclass(frozen=True, slots=True)
class Going:
    """What one clause lets go after one day and until another."""

    clause: str
    rows: int
    parties: int


@dataclass(frozen=True, slots=True)
class Waiting:
    """What is past its time on the day and stays all the same: why."""

    hold: str
    clause: str
    rows: int
    parties: int


@dataclass(frozen=True, slots=True)
class Stretch:
    """The purges of some days. ``held`` is of the last of them, and only of days on which a
    policy purges at once (a window) and of the next purge: elsewhere it is not counted."""

    first: date
    last: date
    going: tuple[Going, ...]
    held: tuple[Waiting, ...] = ()

    @property
    def rows(self) -> int:
        return sum(one.rows for one in self.going)


def ahead(
    adopted: Adopted, today: date, *, stop: Callable[[], bool] = lambda: False
) -> tuple[Stretch, ...]:
    """Today, tomorrow, and then month by month for a year; a day of a purge window by itself.

    One statement for each stretch, two where what is held is counted. Stretches in which
    nothing goes are there too: that, too, is known. ``stop`` is asked between them; told to,
    the answer is empty.
    """
    found: list[Stretch] = []
    for number, (first, last, held) in enumerate(_stretches(adopted, today)):
        if stop():
            return ()
        with system_grant("proof", why="what will go is counted") as part:
            going = _going(part, adopted, first - _DAY if number else None, last)
            found.append(
                Stretch(first, last, going, _held(part, adopted, last) if held else ())
            )
    return tuple(found)


def _stretches(adopted: Adopted, today: date) -> list[tuple[date, date, bool]]:
    """First day, last day, and whether what is held is counted."""
    end = _month_end(today, MONTHS)
    windows = {
        day
        for rule in retention.effective(adopted.policy)
        if rule.window
        for day in (rule.window.next_after(today), rule.window.on_or_before(end))
        if today < day <= end
    }
    alone = {today, today + _DAY} | windows
    ends = {_month_end(today, n) for n in range(MONTHS + 1)} - {today}
    lasts = sorted(alone | ends | {day - _DAY for day in windows if day - _DAY > today})
    firsts = [today, *(last + _DAY for last in lasts[:-1])]
    return [(first, last, last in alone) for first, last in zip(firsts, lasts, strict=True)]


def _month_end(day: date, months: int) -> date:
    month = day.month - 1 + months + 1
    return date(day.year + month // 12, month % 12 + 1, 1) - _DAY


def _measured(adopted: Adopted) -> Iterator[Holding]:
    """Rows that go by themselves; the rest goes with its party."""
    for holding in holdings():
        if holding.table != PARTY and not predicate.goes_with_party(holding, adopted.policy):
            yield holding


def _going(part: Part, adopted: Adopted, before: date | None, last: date) -> tuple[Going, ...]:
    """What a purge of the last day would find, and one just before the first would not."""
    said: list[str] = []
    days: dict[str, date] = {}
    for holding in _measured(adopted):
        text, bound = _of_table(holding, adopted, before, last)
        said.append(text)
        days |= bound
    union = "\nUNION ALL\n".join(said)
    found = part.execute(
        "SELECT clause, COUNT(*), COUNT(DISTINCT party) FROM (\n"
        f"{union}\n) AS going GROUP BY clause ORDER BY clause",
        days,
    )
    return tuple(Going(*row) for row in found)


def _of_table(
    holding: Holding, adopted: Adopted, before: date | None, last: date
) -> tuple[str, dict[str, date]]:
    due = sql.due_rows(holding, adopted.policy, last)
    clause, _since, days = because(holding, adopted, last)
    tables, ties = predicate.joined(holding, first="t")
    text = (
        f"SELECT {clause} AS clause, d.party_id AS party\n"
        f"FROM (\n{plain(due.sql)}\n) d CROSS JOIN {tables}\nWHERE t.id = d.id AND {ties}"
    )
    bound = {**due.params, **days}
    if before is not None:
        gone = sql.due_rows(holding, adopted.policy, before)
        earlier = re.sub(r"%\((\w+)\)s", r"%(before_\1)s", plain(gone.sql))
        text += f" AND d.id NOT IN (SELECT b.id FROM (\n{earlier}\n) b)"
        bound |= {f"before_{name}": day for name, day in gone.params.items()}
    return text, bound


def _held(part: Part, adopted: Adopted, day: date) -> tuple[Waiting, ...]:
    """What is past its time by the day and held on it."""
    queries: Sequence[sql.Query] = [
        sql.held_rows(holding, adopted.policy, day) for holding in _measured(adopted)
    ]
    union = "\nUNION ALL\n".join(f"SELECT * FROM (\n{plain(q.sql)}\n) q" for q in queries)
    days = {name: day_ for query in queries for name, day_ in query.params.items()}
    found = part.execute(
        "SELECT hold, clause, COUNT(*), COUNT(DISTINCT party_id) FROM (\n"
        f"{union}\n) AS held GROUP BY hold, clause ORDER BY hold, clause",
        days,
    )
    return tuple(Waiting(*row) for row in found)
