"""Carrying out a plan.

This module destroys. How it could destroy too much, twice or half, and what prevents it:

* too much: only rows that stand in the plan go, and in each chunk everything that is no longer
  due is struck from the plan first, in the same transaction, with its parties locked; a plan
  for a day to come, or made under another version of the policy, is not carried out at all;
* twice: a run is claimed by one process; the claim, the mark of how far it has come and the
  rows that went are one transaction, so whoever continues begins after them;
* half: a kill between two statements undoes the chunk; a row goes with what hangs on it, and a
  party only when nothing of it is left and nobody else's row refers to it.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from lupaus.guard import Act, Adopted, Part, in_force, system_grant
from lupaus.guard.session import here
from lupaus.keeping import passing, runs
from lupaus.keeping.plan import LAST, drop
from lupaus.keeping.runs import CannotPurge, Cause, Clock, Count, Run
from lupaus.keeping.texts import Step, Steps, chosen, emptied, steps
from lupaus.ledger.entry import Event
from lupaus.policy.holding import PARTY
from lupaus.sets import placeholders

PARTIES, ROWS = 500, 6_000  # in one transaction; one party goes in one piece whatever it has

Never = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class Purged:
    """What came of a run. ``finished`` is False when it was asked to stop on the way."""

    run: int
    destroyed: int
    saved: int
    parties: int
    by_clause: tuple[Count, ...]
    finished: bool = True


def execute(
    run: int,
    *,
    today: date,
    act: Act,
    clock: Clock | None = None,
    stop: Never = lambda: False,
) -> Purged:
    """Destroy what the plan names and what is still due; carries on where it was left.

    ``stop`` is asked between chunks. Raises Claimed while another process is at the run, and
    CannotPurge when the plan is for a day to come or the policy has changed since; the plan is
    then dropped, unless part of it has been carried out.
    """
    now = clock or (lambda: act.at)
    adopted = in_force()
    with system_grant("keeping", why=f"purge {run} is taken up", actor=act.actor) as part:
        taken = _take_up(part, run, adopted, today, replace(act, at=now()))
    if isinstance(taken, CannotPurge):
        raise taken
    if taken.state in {"planned", "running"} and not _destroy(taken, adopted, now, stop, act):
        return _result(taken.id, finished=False)
    return _result(taken.id, finished=True)


def _take_up(
    part: Part, number: int, adopted: Adopted, today: date, act: Act
) -> Run | CannotPurge:
    """The run, claimed. Raises CannotPurge; where the plan is dropped, which has to last, that
    is returned."""
    run = runs.find(part, number)
    if run.state == "dropped":
        raise runs.dropped(number)
    if run.state == "planning":
        said = f"purge {number} has not been planned to its end: plan again"
        raise CannotPurge(Cause.UNFINISHED, said)
    if run.state not in {"planned", "running"}:
        return run
    if run.day > today:
        raise CannotPurge(
            Cause.EARLY,
            f"purge {number} is planned for {run.day:%d.%m.%Y}: it is not due before that day",
        )
    if (
        run.policy_version != adopted.version
        and run.state == "planned"
        and drop(part, run, act)
    ):
        return CannotPurge(
            Cause.OTHER_POLICY,
            f"purge {number} was planned under version {run.policy_version} of the policy and "
            f"{adopted.version} is in force: the plan was dropped, plan again",
        )
    runs.claim(part, number, now=act.at)
    run = runs.find(part, number)  # as whoever had it until the claim has left it
    if run.state not in {"planned", "running"}:
        runs.release(part, run)
        return run
    runs.step(part, run, now=act.at, state="running")
    return run


def _destroy(run: Run, adopted: Adopted, now: Clock, stop: Never, act: Act) -> bool:
    """Chunk by chunk; False when asked to stop."""
    work = _present(steps(adopted, run.day), run)
    phases = ("rows", "parties")
    for phase in phases[phases.index(run.phase) :]:
        through = run.through if phase == run.phase else 0
        for first, last in _chunks(run, phase, through, work):
            if stop():
                with system_grant("keeping", why=f"purge {run.id} pauses") as part:
                    runs.release(part, run)
                return False
            _chunk(run, phase, first, last, work, now, act)
    with system_grant("keeping", why=f"purge {run.id} ends", actor=act.actor) as part:
        _end(part, run, now, act)
    return True


def _present(work: Steps, run: Run) -> Steps:
    """Without the tables of which the plan says nothing."""
    with system_grant("keeping", why=f"purge {run.id} is looked through") as part:
        named = {count.name for count in runs.counts(part, run.id, "holding")}
    return replace(work, rows=tuple(s for s in work.rows if s.table in named))


def _chunks(run: Run, phase: str, through: int, work: Steps) -> Iterator[tuple[int, int]]:
    """Bounds of parties such that each chunk has few parties and few rows."""
    apart = {PARTY, *(s.table for s in work.following)}
    places = placeholders(apart)
    which = "NOT IN" if phase == "rows" else "IN"
    with system_grant("keeping", why=f"purge {run.id} is divided") as part:
        bounds = part.execute(
            "SELECT MAX(party) FROM (SELECT party, ROW_NUMBER() OVER (ORDER BY party) AS nr,"
            " CAST(SUM(n) OVER (ORDER BY party) AS bigint) AS so_far"
            " FROM (SELECT party, COUNT(*) AS n FROM keeping_item"
            f" WHERE run_id = %s AND party > %s AND holding {which} ({places})"
            " GROUP BY party) counted) numbered"
            f" GROUP BY (nr - 1) / {PARTIES}, (so_far - 1) / {ROWS} ORDER BY 1",
            [run.id, through, *sorted(apart)],
        )
    first = through
    for (last,) in bounds:
        yield first, last
        first = last


def _chunk(  # noqa: PLR0913, PLR0917 - what, from where to where, how, when and by whom
    run: Run, phase: str, first: int, last: int, work: Steps, now: Clock, act: Act
) -> None:
    bounds = {"run": run.id, "first": first, "last": last}
    why = f"purge {run.id} destroys"
    with system_grant("keeping", why=why, actor=act.actor) as part:
        _lock(part, bounds, [s.table for s in (work.rows if phase == "rows" else [work.party])])
        gone, saved = (
            _rows(part, work, bounds) if phase == "rows" else _parties(part, work, bounds)
        )
        runs.step(part, run, now=now(), phase=phase, through=last)
        part.changed(
            "UPDATE keeping_run SET destroyed = destroyed + %s, saved = saved + %s"
            " WHERE id = %s",
            [gone, saved, run.id],
        )


def _lock(part: Part, bounds: dict[str, int], tables: list[str]) -> None:
    """Nobody adds anything to these parties until the chunk is over. SQLite has one writer."""
    if here().vendor == "postgresql":
        part.execute(
            f"SELECT p.id FROM {PARTY} p WHERE p.id IN ({chosen(tables)})"
            " ORDER BY p.id FOR UPDATE",
            bounds,
        )


def _rows(part: Part, work: Steps, bounds: dict[str, int]) -> tuple[int, int]:
    """Look at everything again before anything goes: what goes may be what a rule looks at."""
    saved = sum(part.changed(s.strike.sql, s.strike.bound(**bounds)) for s in work.rows)
    gone = 0
    for step in work.rows:
        if step.childless:
            saved += part.changed(step.childless.sql, step.childless.bound(**bounds))
        gone += _delete(part, step, bounds)
    apart = [s.table for s in work.following]
    tables = [s.table for s in work.rows]
    passing.forget(part, chosen(tables), bounds)
    part.changed(emptied(tables, apart), bounds)
    return gone, saved


def _parties(part: Part, work: Steps, bounds: dict[str, int]) -> tuple[int, int]:
    spine = work.party
    saved = part.changed(spine.strike.sql, spine.strike.bound(**bounds))
    gone = 0
    for step in work.following:
        saved += part.changed(step.strike.sql, step.strike.bound(**bounds))
        part.changed(step.fill.sql, step.fill.bound(**bounds))  # what came since the plan
        gone += _delete(part, step, bounds)
    gone += _delete(part, spine, bounds)
    passing.forget(part, chosen([PARTY]), bounds)
    part.changed(
        "DELETE FROM keeping_emptied WHERE party > %(first)s AND party <= %(last)s"
        f" AND party IN ({chosen([PARTY])})",
        bounds,
    )
    return gone, saved


def _delete(part: Part, step: Step, bounds: dict[str, int]) -> int:
    return part.changed(step.destroy.sql, step.destroy.bound(**bounds))


def _end(part: Part, run: Run, now: Clock, act: Act) -> None:
    """What was destroyed, clause by clause, on the record."""
    for count in runs.counts(part, run.id, "clause"):
        part.log(
            Event.PURGED,
            actor=act.actor,
            at=now(),
            via=act.via,
            whose=runs.parties_of(part, run.id, count.name),
            counts={"run": run.id, "rows": count.rows, "parties": count.parties},
            clause=count.name,
        )
    runs.step(part, run, now=now(), state="purged", purged_at=now(), purged_by=act.actor)
    runs.release(part, run)


def _result(number: int, *, finished: bool) -> Purged:
    with system_grant("keeping", why=f"purge {number} is told") as part:
        run = runs.find(part, number)
        return Purged(
            run=number,
            destroyed=run.destroyed,
            saved=run.saved,
            parties=len(runs.parties_of(part, number)) if run.state != "finished" else 0,
            by_clause=runs.counts(part, number, "clause"),
            finished=finished,
        )


__all__ = ["LAST", "PARTIES", "ROWS", "Purged", "execute"]
