"""What an import changes in rows that were there before: kept sealed until it comes into sight,
then done at once, and taken back when the import is undone.

This module overwrites. It could write over what somebody has put right meanwhile, twice: when
the import comes into sight, and when it is undone. Both times every row is compared with what
it should hold before it is touched; a row that anybody has edited is left, and is told.

What stood in a row is personal data: it lies sealed, for the days that the catalogue says, and
goes with anything of its party that is destroyed.
"""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from lupaus.guard import Act, Machinery, Part, system_grant, vault
from lupaus.guard.session import here
from lupaus.intake.entry import Holds
from lupaus.intake.onfile import columns_of
from lupaus.intake.revise import Change
from lupaus.policy.holding import PARTY
from lupaus.register.anchors import recompute
from lupaus.register.bans import inherit

TABLE = "intake_change"
_COLUMNS = ("batch_id", "party_id", "holding", "row_id", "made_on", "before", "after")
_PIECE = 500
_SPINE = (
    "number",
    "relation_started_on",
    "relation_ended_on",
    "last_contact_on",
    "last_contact_any_on",
    "last_invoice_on",
)


@dataclass(frozen=True, slots=True, order=True)
class Ref:
    """A row by its table and number, and whose it is."""

    party: int
    table: str
    row: int

    def __str__(self) -> str:
        row = f" row {self.row}" if self.row else ""
        return f"party {self.party} {self.table}{row}"


@dataclass(slots=True)
class Reverted:
    """``restored`` rows hold again what stood in them; ``edited`` were changed since and are
    kept; ``lost`` could not be restored, with the reason."""

    restored: int = 0
    edited: list[Ref] = field(default_factory=list)
    lost: list[tuple[Ref, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Stored:
    id: int
    party_id: int
    holding: str
    row_id: int
    before: bytes
    after: bytes

    @property
    def ref(self) -> Ref:
        return Ref(self.party_id, self.holding.removeprefix("records_"), self.row_id)

    def opened(self, column: str) -> dict[str, Any]:
        sealed = self.before if column == "before" else self.after
        plain = vault().open(sealed, table=TABLE, column=column, party=self.party_id)
        found: dict[str, Any] = json.loads(plain)
        return found


def remember(
    part: Part, batch: int, on: date, changes: Iterable[Change], added: Iterable[Ref]
) -> None:
    """Keep what is to be changed, and which rows were added to somebody who was there."""
    rows: list[tuple[Any, ...]] = [
        (
            batch,
            change.party,
            change.table,
            change.row,
            on,
            _sealed("before", change.party, change.before),
            _sealed("after", change.party, change.after),
        )
        for change in changes
    ]
    rows += [(batch, ref.party, ref.table, ref.row, on, b"", b"") for ref in added]
    places = f"({', '.join(['%s'] * len(_COLUMNS))})"
    for start in range(0, len(rows), _PIECE):
        piece = rows[start : start + _PIECE]
        part.changed(
            f"INSERT INTO {TABLE} ({', '.join(_COLUMNS)}) VALUES"
            f" {', '.join([places] * len(piece))}",
            [value for row in piece for value in row],
        )


def _sealed(column: str, party: int, row: Mapping[str, Any]) -> bytes:
    return vault().seal(_text(row), table=TABLE, column=column, party=party)


def _text(row: Mapping[str, Any]) -> str:
    return json.dumps(dict(row), ensure_ascii=False, default=str, sort_keys=True)


def forget(part: Part, batch: int) -> None:
    part.changed(f"DELETE FROM {TABLE} WHERE batch_id = %s", [batch])


# --- coming into sight -----------------------------------------------------------------------


def apply(part: Part, batch: int, *, act: Act, late: Collection[int] = ()) -> int:
    """Do what was kept for the batch, in the transaction that brings it into sight. What was
    edited meanwhile stays as it is. Returns how many rows were changed."""
    done = 0
    for piece in _pieces(part, batch):
        stale = []
        work: dict[tuple[str, tuple[str, ...]], list[tuple[int, list[Any]]]] = defaultdict(list)
        now = _current(part, piece)
        shut = _restricted(part, piece) | _taken_numbers(part, piece)
        for one in piece:
            if not one.after:
                continue
            if one.id in shut or not _holds(now.get(one.ref), one.opened("before")):
                stale.append(one.id)
                continue
            after = one.opened("after")
            work[one.holding, tuple(after)].append((one.row_id, list(after.values())))
            done += one.holding != PARTY
        for (table, columns), rows in work.items():
            part.update_each(table, columns, rows)
        _drop(part, stale)
    _settle(part, batch, act, frozenset(late))
    part.changed(
        "INSERT INTO intake_taken (batch_id, taken_on, changed) VALUES (%s, %s, %s)",
        [batch, act.at.date(), done],
    )
    return done


def _settle(part: Part, batch: int, act: Act, late: frozenset[int]) -> None:
    """The dates of whoever was there before, and the bans that new addresses inherit."""
    rows = part.execute(f"SELECT DISTINCT party_id FROM {TABLE} WHERE batch_id = %s", [batch])
    touched = sorted({party for (party,) in rows} | late)
    if not touched:
        return
    affected = sorted({*touched, *_connected(part, touched)})
    before = _dates(part, affected)
    recompute(touched)
    after = _dates(part, affected)
    moved = [
        Change(party, PARTY, party, before[party], after[party])
        for party in affected
        if party not in late and party in before and before[party] != after[party]
    ]
    remember(part, batch, act.at.date(), moved, ())
    _inherit(part, touched, act)


def changed(part: Part, batch: int) -> tuple[list[int], list[str]]:
    """Whose rows the batch has changed, and of which tables."""
    found = part.execute(
        f"SELECT DISTINCT party_id, holding FROM {TABLE} WHERE batch_id = %s"
        " AND length(before) > 0 AND holding <> %s",
        [batch, PARTY],
    )
    tables = sorted({table.removeprefix("records_") for _, table in found})
    return sorted({party for party, _ in found}), tables


def _inherit(part: Part, parties: Sequence[int], act: Act) -> None:
    for party in sorted({p for _row, p in part.keys("permission", {"party_id": parties})}):
        inherit(party, act=act)


def _connected(part: Part, parties: Sequence[int]) -> Iterator[int]:
    for piece in _cut(parties):
        places = ", ".join(["%s"] * len(piece))
        sql = (
            f"SELECT organisation_id FROM records_affiliation WHERE party_id IN ({places})"
            " UNION SELECT party_id FROM records_affiliation"
            f" WHERE organisation_id IN ({places})"
        )
        for (party,) in part.execute(sql, [*piece, *piece]):
            yield party


def _dates(part: Part, parties: Sequence[int]) -> dict[int, dict[str, Any]]:
    found = {}
    for piece in _cut(parties):
        places = ", ".join(["%s"] * len(piece))
        sql = f"SELECT id, {', '.join(_SPINE)} FROM {PARTY} WHERE id IN ({places})"
        for party, *values in part.execute(sql, piece):
            found[party] = dict(zip(_SPINE, values, strict=True))
    return found


# --- going back ------------------------------------------------------------------------------


def revert(part: Part, batch: int, *, act: Act) -> Reverted:
    """Put back what stood in the rows that nobody has touched since, newest change first; then
    forget it. Belongs to the transaction that takes the batch out of sight."""
    made = Reverted()
    whose: set[int] = set()
    seen = 0
    for piece in _pieces(part, batch, newest_first=True):
        now, own = _current(part, piece), _batches(part, piece)
        shut = _restricted(part, piece)
        for one in piece:
            spine = one.holding == PARTY
            seen += bool(one.after) and not spine
            if not one.after:
                _judge_added(made, one, own, batch)
            elif one.ref not in now:
                _lose(made, one, "it has been removed since", told=not spine)
            elif one.id in shut:
                _lose(made, one, "the person's data are restricted", told=not spine)
            elif not _holds(now[one.ref], one.opened("after")):
                made.edited += [] if spine else [one.ref]
            else:
                before = one.opened("before")
                part.update_each(
                    one.holding, tuple(before), [(one.row_id, list(before.values()))]
                )
                made.restored += not spine
                whose.add(one.party_id)
    _tell_forgotten(part, made, batch, seen)
    forget(part, batch)
    _inherit(part, sorted(whose), act)
    return made


FORGOTTEN = (
    "what stood there before has been destroyed: its days had passed, or something of the "
    "party was destroyed since"
)


def _tell_forgotten(part: Part, made: Reverted, batch: int, seen: int) -> None:
    rows = part.execute("SELECT changed FROM intake_taken WHERE batch_id = %s", [batch])
    for _ in range((rows[0][0] if rows else 0) - seen):
        made.lost.append((Ref(0, "", 0), FORGOTTEN))
    part.changed("UPDATE intake_taken SET changed = 0 WHERE batch_id = %s", [batch])


def _judge_added(made: Reverted, one: _Stored, own: Mapping[Ref, Any], batch: int) -> None:
    """A row that was added goes with its batch, unless somebody has edited it since."""
    if one.ref not in own:
        _lose(made, one, "it has been removed since", told=True)
    elif own[one.ref] != batch:
        made.edited.append(one.ref)


def _lose(made: Reverted, one: _Stored, why: str, *, told: bool) -> None:
    if told:
        made.lost.append((one.ref, why))


# --- rows ------------------------------------------------------------------------------------


def _pieces(part: Part, batch: int, *, newest_first: bool = False) -> Iterator[list[_Stored]]:
    """The changes of a batch, piece by piece."""
    order, sign, last = ("DESC", "<", 2**62) if newest_first else ("ASC", ">", 0)
    while True:
        found = part.rows(
            _Stored,
            f"SELECT id, party_id, holding, row_id, before, after FROM {TABLE}"
            f" WHERE batch_id = %s AND id {sign} %s ORDER BY id {order} LIMIT {_PIECE}",
            [batch, last],
        )
        if not found:
            return
        yield list(found)
        last = found[-1].id


def _current(part: Part, piece: Iterable[_Stored]) -> dict[Ref, dict[str, Any]]:
    """What the rows hold now; nobody changes them until the transaction ends."""
    ids: dict[str, list[_Stored]] = defaultdict(list)
    for one in piece:
        if one.after:
            ids[one.holding].append(one)
    found = {}
    for table, stored in ids.items():
        by_row = {one.row_id: one for one in stored}
        _lock(part, table, sorted(by_row))
        columns = _SPINE if table == PARTY else columns_of(Holds(table))
        with system_grant(Machinery.MATCHING, why="what stands in rows now") as matching:
            for row, values in _read(matching, table, columns, sorted(by_row)):
                found[by_row[row].ref] = values
    return found


def _lock(part: Part, table: str, ids: Sequence[int]) -> None:
    """SQLite has one writer."""
    if here().vendor == "postgresql":
        places = ", ".join(["%s"] * len(ids))
        part.execute(f"SELECT id FROM {table} WHERE id IN ({places}) FOR UPDATE", ids)


def _read(
    part: Part, table: str, columns: Sequence[str], ids: Sequence[int]
) -> Iterator[tuple[int, dict[str, Any]]]:
    places = ", ".join(["%s"] * len(ids))
    sql = f"SELECT id, {', '.join(columns)} FROM {table} WHERE id IN ({places})"
    for row, *values in part.execute(sql, ids):
        yield row, dict(zip(columns, values, strict=True))


def _holds(now: Mapping[str, Any] | None, wanted: Mapping[str, Any]) -> bool:
    if now is None:
        return False
    return _text({c: now[c] for c in wanted}) == _text(wanted)


def _batches(part: Part, piece: Iterable[_Stored]) -> dict[Ref, Any]:
    """The batch that each added row carries now."""
    added: dict[str, dict[int, Ref]] = defaultdict(dict)
    for one in piece:
        if not one.after:
            added[one.holding][one.row_id] = one.ref
    found = {}
    for table, refs in added.items():
        places = ", ".join(["%s"] * len(refs))
        sql = f"SELECT id, batch_id FROM {table} WHERE id IN ({places})"
        for row, own in part.execute(sql, sorted(refs)):
            found[refs[row]] = own
    return found


def _restricted(part: Part, piece: Sequence[_Stored]) -> set[int]:
    """The changes that are about somebody whose data may only be stored now."""
    parties = sorted({one.party_id for one in piece})
    places = ", ".join(["%s"] * len(parties))
    sql = f"SELECT id FROM {PARTY} WHERE restricted = TRUE AND id IN ({places})"
    shut = {party for (party,) in part.execute(sql, parties)}
    return {one.id for one in piece if one.party_id in shut}


def _taken_numbers(part: Part, piece: Sequence[_Stored]) -> set[int]:
    """The changes that would give a customer number that is somebody's by now."""
    wanted = {
        after["number"]: one.id
        for one in piece
        if one.holding == PARTY and one.after
        for after in [one.opened("after")]
        if after.get("number")
    }
    if not wanted:
        return set()
    places = ", ".join(["%s"] * len(wanted))
    sql = f"SELECT number FROM {PARTY} WHERE number IN ({places})"
    return {wanted[number] for (number,) in part.execute(sql, sorted(wanted))}


def _drop(part: Part, ids: Sequence[int]) -> None:
    for piece in _cut(ids):
        places = ", ".join(["%s"] * len(piece))
        part.changed(f"DELETE FROM {TABLE} WHERE id IN ({places})", piece)


def _cut(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    return (ids[start : start + 400] for start in range(0, len(ids), 400))
