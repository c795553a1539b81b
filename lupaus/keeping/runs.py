"""Runs as rows: which there are, where each stands, and who is at it.

Two workers at one run would count twice. What prevents it: a run is claimed with one UPDATE
that finds it free or its lease over, and every step that follows is bound to that claim in its
own transaction; whoever lost it meanwhile changes nothing.
"""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum, auto

from django.conf import settings

from lupaus.guard import Part
from lupaus.policy.vocabulary import Category

LEASE = timedelta(seconds=60)

Clock = Callable[[], datetime]
_COLUMNS = (
    "id, day, state, policy_version, planned_at, planned_by, via, planned, saved, destroyed,"
    " phase, through, claim, purged_at, purged_by, verified_at, certificate,"
    " dropped_at, dropped_by"
)


class Cause(Enum):
    """Why a purge cannot go on: each has its own cure, and every face its own words for it."""

    UNKNOWN = auto()  # there is no such run
    DROPPED = auto()
    UNFINISHED = auto()  # the plan was cut short
    EARLY = auto()  # planned for a day to come
    OTHER_POLICY = auto()  # the plan was made under another version, and is dropped
    UNDER_WAY = auto()  # another run has been begun and comes first
    OVERTAKEN = auto()  # another process has planned meanwhile
    CLAIMED = auto()  # another process is at the run
    NOT_CARRIED_OUT = auto()
    UNCERTIFIED = auto()
    NOT_GONE = auto()  # something that was destroyed is still there


class CannotPurge(Exception):  # noqa: N818 - the run stays as it is; says why, and the cure
    """The purge cannot go on. The message says why and what to do; ``run`` is the run that
    stands in the way, 0 when none does."""

    def __init__(self, cause: Cause, said: str, *, run: int = 0) -> None:
        super().__init__(said)
        self.cause, self.run = cause, run


class Claimed(CannotPurge):
    """Somebody else is at the run."""

    def __init__(self, said: str) -> None:
        super().__init__(Cause.CLAIMED, said)


@dataclass(frozen=True, slots=True)
class Run:
    """One purge as it stands."""

    id: int
    day: date
    state: str
    policy_version: int
    planned_at: datetime
    planned_by: str
    via: str
    planned: int
    saved: int
    destroyed: int
    phase: str
    through: int
    claim: str
    purged_at: datetime | None
    purged_by: str
    verified_at: datetime | None
    certificate: str
    dropped_at: datetime | None  # None as well of plans dropped before this was written down
    dropped_by: str | None

    @property
    def open(self) -> bool:
        return self.state not in {"finished", "dropped"}


@dataclass(frozen=True, slots=True)
class Count:
    """How many rows and parties: of one clause, of one table, or of one hold."""

    name: str
    rows: int
    parties: int
    oldest: date | None = None  # the earliest stored day that a clause counted from


def find(part: Part, number: int) -> Run:
    """Raises CannotPurge when there is no such run."""
    found = part.rows(Run, f"SELECT {_COLUMNS} FROM keeping_run WHERE id = %s", [number])
    if not found:
        every = settings.FOLDER.typed("purge show")
        raise CannotPurge(Cause.UNKNOWN, f"there is no purge {number}: {every} lists them")
    return found[0]


def open_run(part: Part) -> Run | None:
    """The one that is planned or under way."""
    found = part.rows(Run, f"SELECT {_COLUMNS} FROM keeping_run WHERE slot = 1")
    return found[0] if found else None


def latest(part: Part, count: int) -> tuple[Run, ...]:
    sql = f"SELECT {_COLUMNS} FROM keeping_run ORDER BY id DESC LIMIT %s"
    return part.rows(Run, sql, [count])


def dropped(number: int) -> CannotPurge:
    return CannotPurge(
        Cause.DROPPED, f"purge {number} was dropped, and nothing was destroyed: plan again"
    )


def claim(part: Part, number: int, *, now: datetime) -> str:
    """Take the run for a lease. Raises Claimed while another's lease stands, and
    CannotPurge when the plan has been dropped."""
    token = secrets.token_hex(16)
    done = part.changed(
        "UPDATE keeping_run SET claim = %s, claimed_until = %s WHERE id = %s AND slot = 1"
        " AND (claimed_until IS NULL OR claimed_until <= %s)",
        [token, now + LEASE, number, now],
    )
    if not done and find(part, number).state == "dropped":
        raise dropped(number)
    if not done:
        raise Claimed(
            f"purge {number} is being carried out by another process, or one died within the "
            f"last minute: try again in {LEASE.seconds} seconds"
        )
    return token


def step(part: Part, run: Run, *, now: datetime, **values: object) -> None:
    """Write where the run stands and prolong the lease, if it is still ours."""
    said = "".join(f", {name} = %s" for name in values)
    done = part.changed(
        f"UPDATE keeping_run SET claimed_until = %s{said} WHERE id = %s AND claim = %s",
        [now + LEASE, *values.values(), run.id, run.claim],
    )
    if done != 1:
        raise Claimed(f"purge {run.id} was taken over by another process: it goes on there")


def release(part: Part, run: Run) -> None:
    part.changed(
        "UPDATE keeping_run SET claim = '', claimed_until = NULL WHERE id = %s AND claim = %s",
        [run.id, run.claim],
    )


def counts(part: Part, number: int, column: str) -> tuple[Count, ...]:
    """Of what stands in the plan: by ``clause`` or by ``holding``."""
    found = part.execute(
        f"SELECT {column}, COUNT(*), COUNT(DISTINCT party), MIN(since) FROM keeping_item"
        f" WHERE run_id = %s GROUP BY {column} ORDER BY {column}",
        [number],
    )
    return tuple(Count(name, rows, parties, _day(day)) for name, rows, parties, day in found)


def _day(stored: date | str | None) -> date | None:
    """SQLite hands over what it stores."""
    return date.fromisoformat(stored) if isinstance(stored, str) else stored


def parties_of(part: Part, number: int, clause: str | None = None) -> tuple[int, ...]:
    """The parties in the plan, in order; of one clause or of all."""
    which = "" if clause is None else " AND clause = %s"
    rows = part.execute(
        f"SELECT DISTINCT party FROM keeping_item WHERE run_id = %s{which} ORDER BY party",
        [number] if clause is None else [number, clause],
    )
    return tuple(row[0] for row in rows)


def category_of(table: str) -> Category:
    from lupaus.policy.holding import RELATION  # noqa: PLC0415 - a leaf function
    from lupaus.records.catalogue import claims  # noqa: PLC0415 - likewise

    return RELATION.category if table == RELATION.table else claims()[table].category
