"""Batches: an import comes into sight at once, and can be taken out whole.

This module destroys. :func:`undo` deletes every row of one batch, and only rows that carry its
number: what was added or changed by hand since has no batch, is kept, and is told. First the
batch goes out of sight in one transaction, in which the rows that it changed get back what
stood in them; so a program that dies half-way leaves nothing half visible, and the next import
or undo finishes the work.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from lupaus.guard import Act, Machinery, Part, system_grant
from lupaus.guard.scope import machinery
from lupaus.intake import changes, reverting
from lupaus.intake.numbering import number_new
from lupaus.intake.reverting import Reverted
from lupaus.intake.stored import Ref
from lupaus.intake.unusable import Unusable
from lupaus.ledger.entry import Event
from lupaus.sets import pieces, placeholders

_TABLE = "records_batch"
_PARTY = "records_party"
_NO_HOLDINGS = frozenset({_TABLE, _PARTY, "records_suppression"})
_OWN = "records_"
_LINES = "records_invoiceline"
_NAMES = ("records_personname", "records_organisation")
_AFFILIATION = "records_affiliation"
#: An import that has been staged for so long without an end has died.
_DEAD_AFTER = timedelta(days=1)
_DELETED_AT_ONCE = 5_000


@dataclass(frozen=True, slots=True)
class Batch:
    id: int
    state: str
    origin: str
    source: str
    started_at: datetime
    rows: int


@dataclass(frozen=True, slots=True)
class Undone:
    """What came of undoing, in three piles. Reversed: ``rows`` that were taken out again and
    ``restored`` ones. Kept, because somebody has worked on them since: ``kept`` are parties,
    with their names, ``edited`` rows. Could not be reversed: ``lost``, with the reason.
    ``already``: it had been undone before, and nothing was left to do."""

    batch: int
    rows: int
    kept: tuple[int, ...] = ()
    restored: int = 0
    edited: tuple[Ref, ...] = ()
    lost: tuple[tuple[Ref, str], ...] = ()
    already: bool = False

    @property
    def reasons(self) -> Counter[str]:
        """Why rows could not be put back, and how many."""
        return Counter(why for _ref, why in self.lost)


BANS_STAY = (
    "addresses that it put under a ban stay under it: only the person's own word lifts a ban"
)


def holding_tables() -> tuple[str, ...]:
    """Every table that a party's rows are in, children before their parents."""
    every = machinery(Machinery.IMPORT).inserts - _NO_HOLDINGS
    tables = sorted(table for table in every if table.startswith(_OWN))
    return tuple(sorted(tables, key=lambda table: table != _LINES))


def batches(part: Part) -> tuple[Batch, ...]:
    return part.rows(
        Batch, f"SELECT id, state, origin, source, started_at, rows FROM {_TABLE} ORDER BY id"
    )


@dataclass(frozen=True, slots=True)
class Tally:
    """A batch with what there is of it: parties that it brought and that are still there, and
    rows of others that it changed."""

    batch: Batch
    parties: int
    changed: int


def tallies(most: int, *, before: int | None = None) -> tuple[Tally, ...]:
    """The latest batches that have come into sight, undone ones too, newest first; with
    ``before`` those that are older than the batch of that number."""
    with system_grant(Machinery.MATCHING, why="imports are listed") as part:
        found = [b for b in _seen(part) if before is None or b.id < before][:most]
        return _tallied(part, found)


def tally_of(batch: int) -> Tally | None:
    """One batch, however old; None when there is none of that number in sight or undone."""
    with system_grant(Machinery.MATCHING, why="an import is looked at") as part:
        found = _tallied(part, [b for b in _seen(part) if b.id == batch])
    return found[0] if found else None


def _seen(part: Part) -> Iterator[Batch]:
    """The batches that have come into sight, newest first."""
    return (b for b in reversed(batches(part)) if b.state != "staged")


def _tallied(part: Part, found: Sequence[Batch]) -> tuple[Tally, ...]:
    numbers = [b.id for b in found]
    if not numbers:
        return ()
    places = placeholders(numbers)
    parties = part.execute(
        f"SELECT batch_id, count(*) FROM {_PARTY} WHERE batch_id IN ({places})"
        " GROUP BY batch_id",
        numbers,
    )
    changed = part.execute(
        f"SELECT batch_id, changed FROM intake_taken WHERE batch_id IN ({places})", numbers
    )
    of, rows = dict(parties), dict(changed)
    return tuple(Tally(b, of.get(b.id, 0), rows.get(b.id, 0)) for b in found)


def is_undone(batch: int) -> bool:
    """Whether an import has been taken out again."""
    with system_grant(Machinery.MATCHING, why="an import is looked at") as part:
        rows = part.execute(f"SELECT state FROM {_TABLE} WHERE id = %s", [batch])
    return rows == [("undone",)]


def begin(part: Part, *, origin: str, source: str, at: datetime) -> int:
    """A new batch, out of sight."""
    row = ("staged", origin, source, at, 0)
    columns = ("state", "origin", "source", "started_at", "rows")
    return part.insert(_TABLE, columns, [row])[0]


def flip(part: Part, batch: int, *, rows: int, act: Act, late: Collection[int] = ()) -> int:
    """Everything of the batch comes into sight in this one transaction. Returns how many rows
    that were there before it changed. ``late`` are new parties whose dates wait for this.
    Raises Unusable when somebody has cleared it meanwhile."""
    flipped = part.changed(
        f"UPDATE {_TABLE} SET state = 'visible', seen_at = %s, rows = %s"
        " WHERE id = %s AND state = 'staged'",
        [act.at, rows, batch],
    )
    if not flipped:
        raise Unusable(
            "another import of the same file has taken the place of this one: nothing of this "
            "one was taken in"
        )
    done = changes.apply(part, batch, act=act, late=late)
    number_new(part, batch)
    return done


def clear_dead(act: Act, *, origin: str) -> int:
    """Take out what imports that died have left: earlier tries with the same file, others
    after a day, and undoings that were cut short. Returns how many batches."""
    with system_grant(Machinery.IMPORT, why="imports that died are cleared") as part:
        dead = [b for b in batches(part) if _is_dead(b, act.at, origin) or _is_cut(part, b)]
    for batch in dead:
        _out_of_the_way(batch.id)
        _remove(batch.id)
    return len(dead)


def _out_of_the_way(batch: int) -> None:
    """If it is not dead after all, it finds that it can no more come into sight."""
    with system_grant(Machinery.IMPORT, why=f"import {batch} is cleared") as part:
        part.update(_TABLE, {"state": "undone"}, {"id": batch})


def _is_dead(batch: Batch, at: datetime, origin: str) -> bool:
    old = at - batch.started_at > _DEAD_AFTER
    return batch.state == "staged" and (old or batch.origin == origin)


def _is_cut(part: Part, batch: Batch) -> bool:
    return batch.state == "undone" and bool(
        part.execute(f"SELECT id FROM {_PARTY} WHERE batch_id = %s LIMIT 1", [batch.id])
    )


def undo(batch: int, *, act: Act) -> Undone:
    """Take a whole import out, and put back what it overwrote. Raises Unusable when there is no
    such import."""
    with system_grant(Machinery.IMPORT, why=f"import {batch} is undone") as part:
        found = next((b for b in batches(part) if b.id == batch), None)
        if found is None:
            known = ", ".join(str(b.id) for b in batches(part) if b.state == "visible")
            raise Unusable(f"there is no import {batch}; imports: {known or 'none'}")
        reverted = Reverted()
        if found.state == "visible":
            reverted = reverting.revert(part, batch, act=act)
            _tell_bans(part, batch, reverted)
            _keep_names(part, batch)
        part.update(_TABLE, {"state": "undone"}, {"id": batch})
    removed = _remove(batch)
    undone = replace(
        removed,
        restored=reverted.restored,
        edited=tuple(sorted(reverted.edited)),
        lost=tuple(reverted.lost),
        already=found.state == "undone" and not removed.rows,
    )
    if not undone.already:
        with system_grant(Machinery.IMPORT, why=f"import {batch} is undone") as part:
            _log_undone(part, undone, act)
    return undone


def foresee(batch: int) -> Undone:
    """What :func:`undo` would come to now, in the same piles. Writes nothing and waits for no
    writer. Raises Unusable when there is no such import."""
    with system_grant(Machinery.MATCHING, why=f"undoing import {batch} is weighed") as part:
        state = next((b.state for b in batches(part) if b.id == batch), "")
        if not state:
            raise Unusable(f"there is no import {batch}")
        if state != "visible":
            return Undone(batch, 0, already=True)
        reverted = reverting.outlook(part, batch)
        _tell_bans(part, batch, reverted)
    with system_grant(Machinery.PROOF, why=f"undoing import {batch} is counted") as part:
        rows, kept = _counted(part, batch)
    edited, lost = tuple(sorted(reverted.edited)), tuple(reverted.lost)
    return Undone(batch, rows, kept, reverted.restored, edited, lost)


def _counted(part: Part, batch: int) -> tuple[int, tuple[int, ...]]:
    """How many rows would go, and the parties that would stay because of other rows."""
    rows = 0
    for table in (*holding_tables(), _PARTY):
        sql = f"SELECT count(*) FROM {table} WHERE batch_id = %s"
        rows += int(part.execute(sql, [batch])[0][0])
    kept = _kept(part, batch)
    for table in _NAMES:
        for piece in pieces(kept):
            places = placeholders(piece)
            sql = f"SELECT count(*) FROM {table} WHERE batch_id = %s AND party_id IN ({places})"
            rows -= int(part.execute(sql, [batch, *piece])[0][0])
    return rows - len(kept), kept


def _kept(part: Part, batch: int) -> tuple[int, ...]:
    """The parties of the batch to which something belongs that is not of the batch."""
    others = [
        f"EXISTS (SELECT 1 FROM {table} x WHERE x.party_id = {_PARTY}.id"
        " AND (x.batch_id IS NULL OR x.batch_id <> %s))"
        for table in holding_tables()
    ]
    others.append(
        f"EXISTS (SELECT 1 FROM {_AFFILIATION} a WHERE a.organisation_id = {_PARTY}.id"
        " AND (a.batch_id IS NULL OR a.batch_id <> %s))"
    )
    found = part.execute(
        f"SELECT id FROM {_PARTY} WHERE batch_id = %s AND ({' OR '.join(others)}) ORDER BY id",
        [batch] * (len(others) + 1),
    )
    return tuple(row[0] for row in found)


def _keep_names(part: Part, batch: int) -> None:
    """Whoever stays keeps the name: what was added by hand must be found under something."""
    for piece in pieces(_kept(part, batch)):
        places = placeholders(piece)
        for table in _NAMES:
            part.changed(
                f"UPDATE {table} SET batch_id = NULL WHERE batch_id = %s"
                f" AND party_id IN ({places})",
                [batch, *piece],
            )


def _tell_bans(part: Part, batch: int, reverted: Reverted) -> None:
    """What the list forbade is taken out with it; the addresses keep their bans."""
    rows = part.execute(
        "SELECT DISTINCT party_id FROM records_permission WHERE batch_id = %s", [batch]
    )
    reverted.lost += [(Ref(party, "suppression", 0), BANS_STAY) for (party,) in rows]


def _log_undone(part: Part, undone: Undone, act: Act) -> None:
    part.log(
        Event.IMPORT_UNDONE,
        actor=act.actor,
        at=act.at,
        via=act.via,
        counts={
            "rows": undone.rows,
            "kept": len(undone.kept),
            "restored": undone.restored,
            "edited": len(undone.edited),
            "lost": len(undone.lost),
        },
    )


def _remove(batch: int) -> Undone:
    """Delete the rows, in pieces short enough that others need not wait; then the parties to
    which nothing else belongs."""
    removed = 0
    for table in holding_tables():
        removed += sum(_deleted(table, batch))
    with system_grant(Machinery.IMPORT, why=f"import {batch} is undone") as part:
        belongs = " AND ".join(
            f"NOT EXISTS (SELECT 1 FROM {table} x WHERE x.party_id = {_PARTY}.id)"
            for table in holding_tables()
        )
        belongs += (
            f" AND NOT EXISTS (SELECT 1 FROM {_AFFILIATION} a"
            f" WHERE a.organisation_id = {_PARTY}.id)"
        )
        removed += part.changed(
            f"DELETE FROM {_PARTY} WHERE batch_id = %s AND {belongs}", [batch]
        )
        kept = part.execute(f"SELECT id FROM {_PARTY} WHERE batch_id = %s ORDER BY id", [batch])
        part.update(_PARTY, {"batch_id": None}, {"id": [row[0] for row in kept]})
        part.update(_TABLE, {"state": "undone", "rows": 0}, {"id": batch})
        changes.forget(part, batch)
    return Undone(batch, removed, tuple(row[0] for row in kept))


def _deleted(table: str, batch: int) -> Iterator[int]:
    """Piece by piece: how many rows went."""
    while True:
        with system_grant(Machinery.IMPORT, why=f"import {batch} is undone") as part:
            done = part.changed(
                f"DELETE FROM {table} WHERE id IN (SELECT id FROM {table}"
                f" WHERE batch_id = %s ORDER BY id LIMIT {_DELETED_AT_ONCE})",
                [batch],
            )
        yield done
        if done < _DELETED_AT_ONCE:
            return
