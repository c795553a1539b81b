"""Planning a purge: which rows go, written down before anything happens.

A plan that names too much would destroy too much; so a plan is shown before it is run, is in
the ledger before it is run, and every row of it is looked at again when it is run. There is one
open run at a time, and a plan that was not run is dropped by the next.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from django.conf import settings
from django.db import IntegrityError, transaction

from lupaus.guard import Act, Adopted, Part, in_force, system_grant
from lupaus.keeping import holds, runs
from lupaus.keeping.holds import Held
from lupaus.keeping.runs import CannotPurge, Cause, Count, Run
from lupaus.keeping.texts import Steps, staged, steps
from lupaus.ledger.entry import Event
from lupaus.policy.holding import BATCH, PARTY

#: Larger than any id: a bound for all parties.
LAST = 2**62


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run would destroy. ``whole`` are parties of which nothing will be left."""

    run: int
    day: date
    rows: int
    parties: int
    whole: int
    by_clause: tuple[Count, ...]
    by_table: tuple[Count, ...]


@dataclass(frozen=True, slots=True)
class Preview:
    """The plan, and what is due by its dates but stays: why, and until when at least."""

    plan: Plan
    held: tuple[Held, ...]


def plan(today: date, act: Act) -> Plan:
    """Write down what is due on the day, and append the plan to the ledger.

    An earlier plan that was not begun is dropped. Raises CannotPurge while a run is under way:
    carry that out first.
    """
    adopted = in_force()
    why = "a purge is planned"
    try:
        with system_grant("keeping", why=why, actor=act.actor) as part:
            _drop_open(part, act)
            number = _new_run(part, adopted, today, act)
    except IntegrityError as wrong:
        if not _is_slot_taken(wrong):
            raise
        raise CannotPurge(
            Cause.OVERTAKEN, "another process has just planned a purge: try again"
        ) from None
    work = steps(adopted, today)
    for step in work.rows:  # a transaction each: others may write between two tables
        with system_grant("keeping", why=why, actor=act.actor) as part:
            part.changed(step.fill.sql, step.fill.bound(run=number))
    with system_grant("keeping", why=why, actor=act.actor) as part:
        found = _complete(part, number, today, work)
        _settle(part, found)
        _tell(part, found, act)
    return found


#: How the engines name the only constraint that two planners can meet at.
_SLOT = ("UNIQUE constraint failed: keeping_run.slot", "keeping_run_slot_key")


def _is_slot_taken(wrong: IntegrityError) -> bool:
    """The slot of the open run was taken in the meantime. Anything else is no other planner."""
    cause = wrong.__cause__
    named = getattr(getattr(cause, "diag", None), "constraint_name", None) or str(cause)
    return named in _SLOT


def planned_or_new(number: int | None, *, today: date, act: Act) -> Run:
    """The run of that number; without one the open run, unless it is a plan of an earlier day
    or of another policy, or a new plan. Raises CannotPurge."""
    with system_grant("keeping", why="a plan is looked for") as part:
        found = runs.open_run(part) if number is None else runs.find(part, number)
    if found is None or (number is None and _stale(found, today)):
        number = plan(today, act).run
        with system_grant("keeping", why="a plan is looked for") as part:
            return runs.find(part, number)
    return found


def _stale(run: Run, today: date) -> bool:
    """A plan that was never finished, of an earlier day or of another policy."""
    other = run.day != today or run.policy_version != in_force().version
    return run.state == "planning" or (run.state == "planned" and other)


def what_if(today: date) -> Preview:
    """What would be destroyed on a day, were nothing to change until then. Leaves no plan."""
    adopted = in_force()
    act = Act("lupaus", "", datetime.combine(today, time(), UTC), "what-if")
    with _forgotten(), system_grant("keeping", why="a purge is tried out") as part:
        part.changed("UPDATE keeping_run SET slot = NULL WHERE slot = 1")
        number = _new_run(part, adopted, today, act)
        work = steps(adopted, today)
        for step in work.rows:
            part.changed(step.fill.sql, step.fill.bound(run=number))
        found = _complete(part, number, today, work)
    return Preview(found, holds.summary(adopted, today))


def preview(run: int) -> Preview:
    """The plan of a run as it stands, and what is held today."""
    adopted = in_force()
    with system_grant("keeping", why="a plan is shown") as part:
        found = runs.find(part, run)
        shown = _plan_of(part, run, found.day)
    return Preview(shown, holds.summary(adopted, found.day))


def drop(part: Part, run: Run, act: Act) -> bool:
    """Forget a plan of which nothing has been done. False, and the plan stays whole, when it
    has been begun meanwhile: the list of what a run destroys may not go before the run ends."""
    dropped = part.changed(
        "UPDATE keeping_run SET state = 'dropped', slot = NULL, dropped_at = %s,"
        " dropped_by = %s WHERE id = %s AND state IN ('planning', 'planned')",
        [act.at, act.actor, run.id],
    )
    if dropped:
        part.changed("DELETE FROM keeping_item WHERE run_id = %s", [run.id])
    return bool(dropped)


def _drop_open(part: Part, act: Act) -> None:
    before = runs.open_run(part)
    if before is None:
        return
    if not drop(part, before, act):
        raise CannotPurge(
            Cause.UNDER_WAY,
            f"purge {before.id} is under way since {before.planned_at:%d.%m.%Y %H.%M}: "
            f"{settings.FOLDER.typed('purge run')} carries it to its end",
            run=before.id,
        )


def _new_run(part: Part, adopted: Adopted, today: date, act: Act) -> int:
    values = [1, today, "planning", adopted.version, act.at, act.actor, act.via]
    values += [0, 0, 0, "rows", 0, "", "", ""]
    return int(
        part.execute(
            "INSERT INTO keeping_run (slot, day, state, policy_version, planned_at, planned_by,"
            " via, planned, saved, destroyed, phase, through, claim, purged_by, certificate)"
            f" VALUES ({', '.join(['%s'] * len(values))}) RETURNING id",
            values,
        )[0][0]
    )


def _complete(part: Part, number: int, today: date, work: Steps) -> Plan:
    """To the rows that are due, the parties that they are the last of and what follows."""
    _strike_staged(part, number, work)
    parties = part.changed(work.party.fill.sql, work.party.fill.bound(run=number))
    if parties:
        bounds = {"run": number, "first": 0, "last": LAST}
        for following in work.following:
            part.changed(following.fill.sql, following.fill.bound(**bounds))
    return _plan_of(part, number, today)


def _settle(part: Part, found: Plan) -> None:
    """The plan is whole, unless another has taken its place meanwhile."""
    done = part.changed(
        "UPDATE keeping_run SET state = 'planned', planned = %s"
        " WHERE id = %s AND state = 'planning'",
        [found.rows, found.run],
    )
    if not done:
        raise CannotPurge(
            Cause.OVERTAKEN,
            "another process has planned a purge meanwhile: see"
            f" {settings.FOLDER.typed('purge show')}",
        )


def _strike_staged(part: Part, number: int, work: Steps) -> None:
    if part.execute(f"SELECT id FROM {BATCH} WHERE state = 'staged' LIMIT 1"):
        for step in work.rows:
            part.changed(staged(step.table), {"run": number})


def _plan_of(part: Part, number: int, day: date) -> Plan:
    by_table = runs.counts(part, number, "holding")
    [(parties,)] = part.execute(
        "SELECT COUNT(DISTINCT party) FROM keeping_item WHERE run_id = %s", [number]
    )
    return Plan(
        run=number,
        day=day,
        rows=sum(c.rows for c in by_table),
        parties=parties,
        whole=next((c.rows for c in by_table if c.name == PARTY), 0),
        by_clause=runs.counts(part, number, "clause"),
        by_table=by_table,
    )


def _tell(part: Part, found: Plan, act: Act) -> None:
    """One entry for each clause, before anything is destroyed."""
    for count in found.by_clause:
        part.log(
            Event.PURGE_PLANNED,
            actor=act.actor,
            at=act.at,
            via=act.via,
            whose=runs.parties_of(part, found.run, count.name),
            counts={"run": found.run, "rows": count.rows, "parties": count.parties},
            clause=count.name,
        )


@contextmanager
def _forgotten() -> Iterator[None]:
    """A transaction of which nothing stays."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
