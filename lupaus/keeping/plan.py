"""Planning a purge: which rows go, written down before anything happens.

A plan that names too much would destroy too much; so a plan is shown before it is run, is in
the ledger before it is run, and every row of it is looked at again when it is run. There is one
open run at a time, and a plan that was not run is dropped by the next.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from django.db import IntegrityError, transaction

from lupaus.guard import Act, Adopted, Part, in_force, system_grant
from lupaus.keeping import holds, runs
from lupaus.keeping.holds import Held
from lupaus.keeping.runs import CannotPurge, Count, Run
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
    try:
        with system_grant("keeping", why="a purge is planned", actor=act.actor) as part:
            _drop_open(part)
            number = _new_run(part, adopted, today, act)
            found = _fill(part, number, adopted, today)
            sql = "UPDATE keeping_run SET planned = %s WHERE id = %s"
            part.changed(sql, [found.rows, number])
            _tell(part, found, act)
    except IntegrityError:  # the slot of the open run, taken in the meantime
        raise CannotPurge("another process has just planned a purge: try again") from None
    return found


def planned_or_new(number: int | None, *, today: date, act: Act) -> Run:
    """The run of that number; without one the open run, unless it is a plan of an earlier day
    or of another policy, or a new plan. Raises CannotPurge."""
    with system_grant("keeping", why="a plan is looked for") as part:
        found = runs.open_run(part) if number is None else runs.find(part, number)
    stale = found and (found.day != today or found.policy_version != in_force().version)
    if found is None or (number is None and found.state == "planned" and stale):
        number = plan(today, act).run
        with system_grant("keeping", why="a plan is looked for") as part:
            return runs.find(part, number)
    return found


def what_if(today: date) -> Preview:
    """What would be destroyed on a day, were nothing to change until then. Leaves no plan."""
    adopted = in_force()
    act = Act("lupaus", "", datetime.combine(today, time(), UTC), "what-if")
    with _forgotten(), system_grant("keeping", why="a purge is tried out") as part:
        part.changed("UPDATE keeping_run SET slot = NULL WHERE slot = 1")
        number = _new_run(part, adopted, today, act)
        found = _fill(part, number, adopted, today)
    return Preview(found, holds.summary(adopted, today))


def preview(run: int) -> Preview:
    """The plan of a run as it stands, and what is held today."""
    adopted = in_force()
    with system_grant("keeping", why="a plan is shown") as part:
        found = runs.find(part, run)
        shown = _plan_of(part, run, found.day)
    return Preview(shown, holds.summary(adopted, found.day))


def drop(part: Part, run: Run) -> None:
    """Forget a plan: nothing of it has been done."""
    part.changed("DELETE FROM keeping_item WHERE run_id = %s", [run.id])
    part.changed(
        "UPDATE keeping_run SET state = 'dropped', slot = NULL WHERE id = %s", [run.id]
    )


def _drop_open(part: Part) -> None:
    before = runs.open_run(part)
    if before is None:
        return
    if before.state != "planned":
        raise CannotPurge(
            f"purge {before.id} is under way since {before.planned_at:%d.%m.%Y %H.%M}: "
            "lupaus purge run carries it to its end"
        )
    drop(part, before)


def _new_run(part: Part, adopted: Adopted, today: date, act: Act) -> int:
    values = [1, today, "planned", adopted.version, act.at, act.actor, act.via]
    values += [0, 0, 0, "rows", 0, "", "", ""]
    return int(
        part.execute(
            "INSERT INTO keeping_run (slot, day, state, policy_version, planned_at, planned_by,"
            " via, planned, saved, destroyed, phase, through, claim, purged_by, certificate)"
            f" VALUES ({', '.join(['%s'] * len(values))}) RETURNING id",
            values,
        )[0][0]
    )


def _fill(part: Part, number: int, adopted: Adopted, today: date) -> Plan:
    """The rows that are due, then the parties that they were the last of, then what follows
    these."""
    work = steps(adopted, today)
    found = sum(part.changed(s.fill.sql, s.fill.bound(run=number)) for s in work.rows)
    if found:
        found -= _strike_staged(part, number, work)
    parties = part.changed(work.party.fill.sql, work.party.fill.bound(run=number))
    if parties:
        bounds = {"run": number, "first": 0, "last": LAST}
        for following in work.following:
            part.changed(following.fill.sql, following.fill.bound(**bounds))
    if not found and not parties:
        return Plan(number, today, 0, 0, 0, (), ())
    return _plan_of(part, number, today)


def _strike_staged(part: Part, number: int, work: Steps) -> int:
    if not part.execute(f"SELECT id FROM {BATCH} WHERE state = 'staged' LIMIT 1"):
        return 0
    return sum(part.changed(staged(s.table), {"run": number}) for s in work.rows)


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
