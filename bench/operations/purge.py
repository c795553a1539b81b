"""What is due, a hundredth of the register at a time: planned, looked at again, destroyed.

The raw side finds the rows by the same text and deletes them by their ids, with one record in
one transaction: no plan that is shown, nothing looked at again, nothing certified.
"""

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from time import perf_counter

from bench.audit import Audit
from bench.goal import milliseconds, times_raw
from bench.measure import Result, Trial, compare
from bench.world import Cell
from lupaus.guard import Act, in_force
from lupaus.guard.tables import holdings
from lupaus.keeping.finish import finish
from lupaus.keeping.plan import plan
from lupaus.keeping.purge import execute
from lupaus.policy import sql
from lupaus.policy.holding import PARTY

#: After the windows at the turn of the year, so that every turn is an ordinary night.
_FIRST = date(2027, 1, 2)
#: Days in which about a hundredth of the invented customers comes due.
_STEP = timedelta(days=9)
_DUE = "bench_due"


@dataclass(slots=True)
class Spent:
    """What the purge did besides what is timed."""

    longest: float = 0.0  # between two commits
    finishing: float = 0.0
    parties: int = 0


def act_of(day: date) -> Act:
    return Act("aino", "", datetime.combine(day, time(3), UTC), "bench")


def purge(day: date, spent: Spent | None = None) -> int:
    """Plan and carry out. Returns how many rows went."""
    spent = spent or Spent()
    found = plan(day, act_of(day))
    spent.parties = found.parties
    last = perf_counter()

    def stop() -> bool:
        nonlocal last
        now = perf_counter()
        spent.longest, last = max(spent.longest, now - last), now
        return False

    done = execute(found.run, today=day, act=act_of(day), stop=stop)
    spent.longest = max(spent.longest, perf_counter() - last)
    return done.destroyed


def finished(day: date, spent: Spent) -> None:
    from lupaus.guard import system_grant  # noqa: PLC0415 - likewise
    from lupaus.keeping import runs  # noqa: PLC0415 - only here

    started = perf_counter()
    with system_grant("keeping", why="bench") as part:
        run = runs.open_run(part)
    if run is not None:
        finish(run.id, act=act_of(day))
    spent.finishing = perf_counter() - started


def measured(cell: Cell) -> Iterator[Result]:
    raw = _Raw(cell)
    spent = Spent()
    gone = purge(_FIRST, spent)
    finished(_FIRST, spent)
    theirs = raw.purge(_FIRST)
    if gone != theirs:
        raise AssertionError(f"the first purge: raw destroyed {theirs} rows, product {gone}")
    days = [_FIRST + _STEP * turn for turn in range(1, 8)]
    memory = _peak(cell, days[0])
    raw.purge(days[0])
    spent = Spent()
    timing = compare(
        Trial(
            lambda turn: purge(days[1 + turn], spent),
            lambda turn: finished(days[1 + turn], spent),
        ),
        lambda turn: raw.purge(days[1 + turn]),
        times=5,
        warm=1,
    )
    notes = {
        "parties": spent.parties,
        "longest_transaction_ms": round(spent.longest * 1000, 1),
        "verify_certify_compact_ms": round(spent.finishing * 1000, 1),
    }
    yield times_raw(3).judged("purge of about 1 %", cell, timing, **notes, **memory)
    yield _nothing(cell, raw, days[6])


def _nothing(cell: Cell, raw: "_Raw", day: date) -> Result:
    timing = compare(
        lambda _turn: plan(day, act_of(day)).rows,
        lambda _turn: raw.due(day),
        times=cell.times(40),
    )
    return milliseconds(5, 5).judged("purge, nothing due: the plan", cell, timing)


def _peak(cell: Cell, day: date) -> dict[str, float]:
    if cell.quick:
        purge(day)
        finished(day, Spent())
        return {}
    words = (sys.executable, "-m", "bench.alone", str(cell.folder), "purge", day.isoformat())
    said = subprocess.run(words, check=True, capture_output=True, text=True)  # noqa: S603 - ours
    found: dict[str, float] = json.loads(said.stdout)
    return found


class _Raw:
    """Find by the text of the policy, delete by id, record once, commit once."""

    def __init__(self, cell: Cell) -> None:
        self._raw = cell.raw
        self._audit = Audit(cell.raw)
        self._policy = in_force().policy
        following = sql.following(holdings(), self._policy)
        own = [h for h in holdings() if h not in following and h.table != PARTY]
        self._own = sorted(own, key=lambda h: h.parent is None)
        self._following = following
        self._raw.run(
            f"CREATE TABLE {_DUE} (run bigint, holding text, row_id bigint, party bigint)"
        )
        self._raw.run(f"CREATE INDEX {_DUE}_run ON {_DUE} (run, holding)")
        self._runs = 0

    def due(self, day: date) -> int:
        """How many rows are due; writes nothing that stays."""
        with self._raw.transaction():
            return self._find(day)

    def purge(self, day: date) -> int:
        with self._raw.transaction():
            self._find(day)
            gone = sum(self._delete(h.table) for h in self._own)
            gone += self._parties(day)
            self._audit.append([("aino", "purged", gone)])
        return gone

    def _find(self, day: date) -> int:
        self._runs += 1
        found = 0
        for holding in self._own:
            query = sql.due_rows(holding, self._policy, day)
            found += self._raw.run(
                f"INSERT INTO {_DUE} SELECT {self._runs}, '{holding.table}', d.id, d.party_id"
                f" FROM (\n{query.sql}\n) d",
                query.params,
            )
        return found

    def _delete(self, table: str) -> int:
        return self._raw.run(
            f"DELETE FROM {table} WHERE id IN (SELECT row_id FROM {_DUE}"
            f" WHERE run = {self._runs} AND holding = '{table}')"
        )

    def _parties(self, day: date) -> int:
        """Those of whom nothing is left, and what goes with them."""
        among = f"SELECT party FROM {_DUE}"
        query = sql.due_parties(holdings(), self._policy, day, among=among)
        self._raw.run(
            f"INSERT INTO {_DUE} SELECT {self._runs}, '{PARTY}', d.id, d.id"
            f" FROM (\n{query.sql}\n) d",
            query.params,
        )
        gone = sum(
            self._raw.run(
                f"DELETE FROM {h.table} WHERE {h.party} IN (SELECT row_id FROM {_DUE}"
                f" WHERE run = {self._runs} AND holding = '{PARTY}')"
            )
            for h in self._following
        )
        return gone + self._delete(PARTY)
