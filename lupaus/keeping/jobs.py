"""Jobs: what is done again and again, each exactly once however many workers there are.

A job is a row with the time of its next run. A worker takes it with one UPDATE that finds it
due and free, which both engines let only one of two do; it holds it for a lease, prolongs the
lease as it works, and lets go by writing the next time. A worker that dies leaves its lease to
run out. What a job did before it died is the job's own affair: each is such that doing it again
does nothing twice.
"""

import secrets
import traceback
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from django.db import connection, transaction

from lupaus.finland import HELSINKI, day_of, local
from lupaus.guard import NoPolicy, PolicyChanged, Refused
from lupaus.guard.readings import stored
from lupaus.keeping.runs import CannotPurge, Clock

LEASE = timedelta(minutes=5)
FIRST_RETRY, LAST_RETRY = timedelta(minutes=1), timedelta(hours=1)

#: Their words are ours and name no value.
_OURS = (CannotPurge, Refused, NoPolicy, PolicyChanged)


@dataclass(slots=True)
class Shift:
    """What a job is given: the clock, and whether to stop. Asking prolongs the lease."""

    clock: Clock
    stopping: Callable[[], bool]
    name: str
    claim: str
    _beaten: datetime = field(init=False)

    def __post_init__(self) -> None:
        self._beaten = self.clock()

    @property
    def now(self) -> datetime:
        return self.clock()

    @property
    def today(self) -> date:
        return day_of(self.clock())

    def stop(self) -> bool:
        """Asked between pieces of work, outside of any transaction."""
        if self.now - self._beaten > LEASE / 5:
            self._beaten = self.now
            _change(
                "UPDATE keeping_job SET lease_until = %s WHERE name = %s AND claim = %s",
                [self.now + LEASE, self.name, self.claim],
            )
        return self.stopping()


@dataclass(frozen=True, slots=True)
class Job:
    """``next_after`` says when a job is due again that was done at a time."""

    name: str
    do: Callable[[Shift], None]
    next_after: Callable[[datetime], datetime]


@dataclass(frozen=True, slots=True)
class Done:
    """One job that was taken. ``error`` names kind and place; empty when it went well."""

    name: str
    error: str = ""


def every(interval: timedelta) -> Callable[[datetime], datetime]:
    return lambda at: at + interval


def daily(at: time) -> Callable[[datetime], datetime]:
    """The next time that the clock on the controller's wall shows this."""

    def following(now: datetime) -> datetime:
        here = local(now)
        day = here.date() if here.time() < at else here.date() + timedelta(days=1)
        return datetime.combine(day, at, HELSINKI)

    return following


def enrol(jobs: Sequence[Job], now: datetime) -> None:
    """Jobs that are not in the table yet are due at once."""
    for job in jobs:
        _change(
            "INSERT INTO keeping_job (name, next_run, claim, failures, error)"
            " VALUES (%s, %s, '', 0, '') ON CONFLICT (name) DO NOTHING",
            [job.name, now],
        )


def run_due(
    jobs: Sequence[Job], *, clock: Clock, stopping: Callable[[], bool] = lambda: False
) -> Iterator[Done]:
    """Do what is due, one after the other. A job that fails does not keep the others."""
    for job in jobs:
        if stopping():
            return
        token = _take(job, clock())
        if token:
            yield _do(job, Shift(clock, stopping, job.name, token))


def next_due() -> datetime | None:
    """When the next job will be due."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT MIN(next_run) FROM keeping_job")
        found = cursor.fetchone()[0]
    if isinstance(found, str):  # SQLite keeps UTC as text
        return datetime.fromisoformat(f"{found}+00:00")
    return found  # type: ignore[no-any-return]  # the driver's own datetime


def _take(job: Job, now: datetime) -> str:
    """The claim; empty when it is not due or somebody else has it."""
    token = secrets.token_hex(16)
    taken = _change(
        "UPDATE keeping_job SET claim = %s, lease_until = %s, last_started = %s WHERE name = %s"
        " AND next_run <= %s AND (lease_until IS NULL OR lease_until <= %s)",
        [token, now + LEASE, now, job.name, now, now],
    )
    return token if taken else ""


def _do(job: Job, shift: Shift) -> Done:
    try:
        job.do(shift)
    except Exception as wrong:  # noqa: BLE001 - one job's fault is not the others'
        error = described(wrong)
        _failed(shift, error)
        return Done(job.name, error)
    again = shift.now if shift.stopping() else job.next_after(shift.now)
    _change(
        "UPDATE keeping_job SET next_run = %s, lease_until = NULL, claim = '', last_ended = %s,"
        " failures = 0, error = '' WHERE name = %s AND claim = %s",
        [again, shift.now, job.name, shift.claim],
    )
    return Done(job.name)


def _failed(shift: Shift, error: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT failures FROM keeping_job WHERE name = %s", [shift.name])
        found = cursor.fetchone()
    failures = found[0] if found else 0
    wait = min(FIRST_RETRY * 2 ** min(failures, 10), LAST_RETRY)
    _change(
        "UPDATE keeping_job SET next_run = %s, lease_until = NULL, claim = '', last_ended = %s,"
        " failures = failures + 1, error = %s WHERE name = %s AND claim = %s",
        [shift.now + wait, shift.now, error, shift.name, shift.claim],
    )


def described(wrong: BaseException) -> str:
    """Kind and place of an error. Its words may hold a value, unless they are our own."""
    if isinstance(wrong, _OURS):
        return str(wrong)[:200]
    frames = traceback.extract_tb(wrong.__traceback__)
    ours = [f for f in frames if "lupaus" in f.filename] or frames
    place = f" at {Path(ours[-1].filename).name}:{ours[-1].lineno}" if ours else ""
    return f"{type(wrong).__name__}{place}"


def _change(sql: str, values: Sequence[object]) -> int:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, _bound(values))
        return int(cursor.rowcount)


def _bound(values: Sequence[object]) -> list[Any]:
    sqlite = connection.vendor == "sqlite"
    return [stored(value) if sqlite else value for value in values]
