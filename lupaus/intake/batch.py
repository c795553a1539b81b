"""Batches: an import comes into sight at once, and can be taken out whole.

This module destroys. :func:`undo` deletes every row of one batch, and only rows that carry its
number: what was added or changed by hand since has no batch, is kept, and is told. First the
batch goes out of sight in one update; so a program that dies half-way leaves nothing half
visible, and the next import or undo finishes the work.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from lupaus.guard import Act, Machinery, Part, system_grant
from lupaus.guard.scope import machinery
from lupaus.intake.unusable import Unusable
from lupaus.ledger.entry import Event

_TABLE = "records_batch"
_PARTY = "records_party"
_NO_HOLDINGS = frozenset({_TABLE, _PARTY, "records_suppression"})
_LINES = "records_invoiceline"
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
    """``kept`` are parties that stay, because something was added to them by hand since."""

    batch: int
    rows: int
    kept: tuple[int, ...] = ()


def holding_tables() -> tuple[str, ...]:
    """Every table that a party's rows are in, children before their parents."""
    tables = sorted(machinery(Machinery.IMPORT).inserts - _NO_HOLDINGS)
    return tuple(sorted(tables, key=lambda table: table != _LINES))


def batches(part: Part) -> tuple[Batch, ...]:
    return part.rows(
        Batch, f"SELECT id, state, origin, source, started_at, rows FROM {_TABLE} ORDER BY id"
    )


def begin(part: Part, *, origin: str, source: str, at: datetime) -> int:
    """A new batch, out of sight."""
    row = ("staged", origin, source, at, 0)
    columns = ("state", "origin", "source", "started_at", "rows")
    return part.insert(_TABLE, columns, [row])[0]


def flip(part: Part, batch: int, *, rows: int, at: datetime) -> None:
    """Everything of the batch comes into sight with this one update."""
    part.update(_TABLE, {"state": "visible", "seen_at": at, "rows": rows}, {"id": batch})


def clear_dead(act: Act, *, origin: str) -> int:
    """Take out what imports that died have left: earlier tries with the same file, others
    after a day, and undoings that were cut short. Returns how many batches."""
    with system_grant(Machinery.IMPORT, why="imports that died are cleared") as part:
        dead = [b for b in batches(part) if _is_dead(b, act.at, origin) or _is_cut(part, b)]
    for batch in dead:
        _remove(batch.id)
    return len(dead)


def _is_dead(batch: Batch, at: datetime, origin: str) -> bool:
    old = at - batch.started_at > _DEAD_AFTER
    return batch.state == "staged" and (old or batch.origin == origin)


def _is_cut(part: Part, batch: Batch) -> bool:
    return batch.state == "undone" and bool(
        part.execute(f"SELECT id FROM {_PARTY} WHERE batch_id = %s LIMIT 1", [batch.id])
    )


def undo(batch: int, *, act: Act) -> Undone:
    """Take a whole import out. Raises Unusable when there is no such batch."""
    with system_grant(Machinery.IMPORT, why=f"import {batch} is undone") as part:
        found = next((b for b in batches(part) if b.id == batch), None)
        if found is None:
            known = ", ".join(str(b.id) for b in batches(part) if b.state == "visible")
            raise Unusable(f"there is no import {batch}; imports: {known or 'none'}")
        part.update(_TABLE, {"state": "undone"}, {"id": batch})
    undone = _remove(batch)
    with system_grant(Machinery.IMPORT, why=f"import {batch} is undone") as part:
        part.log(
            Event.IMPORT_UNDONE,
            actor=act.actor,
            at=act.at,
            via=act.via,
            counts={"rows": undone.rows, "kept": len(undone.kept)},
        )
    return undone


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
