"""What an import changed, as it lies stored: read piece by piece and compared with the rows as
they stand now. Writes nothing.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lupaus.guard import Machinery, Part, system_grant, vault
from lupaus.guard.session import here
from lupaus.intake.entry import Holds
from lupaus.intake.onfile import columns_of
from lupaus.policy.holding import PARTY
from lupaus.sets import PIECE, placeholders

TABLE = "intake_change"
SPINE = (
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


@dataclass(frozen=True, slots=True)
class Stored:
    """One change. ``before`` and ``after`` are sealed; both are empty for a row that was added
    to somebody who was there."""

    id: int
    party_id: int
    holding: str
    row_id: int
    before: bytes
    after: bytes

    @property
    def ref(self) -> Ref:
        return Ref(self.party_id, self.holding.removeprefix("records_"), self.row_id)

    @property
    def is_added(self) -> bool:
        return not self.after

    def opened(self, column: str) -> dict[str, Any]:
        sealed = self.before if column == "before" else self.after
        plain = vault().open(sealed, table=TABLE, column=column, party=self.party_id)
        found: dict[str, Any] = json.loads(plain)
        return found


def sealed(column: str, party: int, row: Mapping[str, Any]) -> bytes:
    return vault().seal(text_of(row), table=TABLE, column=column, party=party)


def text_of(row: Mapping[str, Any]) -> str:
    return json.dumps(dict(row), ensure_ascii=False, default=str, sort_keys=True)


def in_turn(part: Part, batch: int, *, newest_first: bool = False) -> Iterator[list[Stored]]:
    """The changes of a batch, piece by piece."""
    order, sign, last = ("DESC", "<", 2**62) if newest_first else ("ASC", ">", 0)
    while True:
        found = part.rows(
            Stored,
            f"SELECT id, party_id, holding, row_id, before, after FROM {TABLE}"
            f" WHERE batch_id = %s AND id {sign} %s ORDER BY id {order} LIMIT {PIECE}",
            [batch, last],
        )
        if not found:
            return
        yield list(found)
        last = found[-1].id


def current(
    part: Part, piece: Iterable[Stored], *, locked: bool = True
) -> dict[Ref, dict[str, Any]]:
    """What the rows hold now. ``locked``: nobody changes them until the transaction ends."""
    ids: dict[str, list[Stored]] = defaultdict(list)
    for one in piece:
        if not one.is_added:
            ids[one.holding].append(one)
    found = {}
    for table, stored in ids.items():
        by_row = {one.row_id: one for one in stored}
        if locked:
            _lock(part, table, sorted(by_row))
        columns = SPINE if table == PARTY else columns_of(Holds(table))
        with system_grant(Machinery.MATCHING, why="what stands in rows now") as matching:
            for row, values in _read(matching, table, columns, sorted(by_row)):
                found[by_row[row].ref] = values
    return found


def _lock(part: Part, table: str, ids: Sequence[int]) -> None:
    """SQLite has one writer."""
    if here().vendor == "postgresql":
        places = placeholders(ids)
        part.execute(f"SELECT id FROM {table} WHERE id IN ({places}) FOR UPDATE", ids)


def _read(
    part: Part, table: str, columns: Sequence[str], ids: Sequence[int]
) -> Iterator[tuple[int, dict[str, Any]]]:
    places = placeholders(ids)
    sql = f"SELECT id, {', '.join(columns)} FROM {table} WHERE id IN ({places})"
    for row, *values in part.execute(sql, ids):
        yield row, dict(zip(columns, values, strict=True))


def holds(now: Mapping[str, Any] | None, wanted: Mapping[str, Any]) -> bool:
    """Whether a row still holds what it should."""
    if now is None:
        return False
    return text_of({c: now[c] for c in wanted}) == text_of(wanted)


def own_batches(part: Part, piece: Iterable[Stored]) -> dict[Ref, Any]:
    """The batch that each added row carries now."""
    added: dict[str, dict[int, Ref]] = defaultdict(dict)
    for one in piece:
        if one.is_added:
            added[one.holding][one.row_id] = one.ref
    found = {}
    for table, refs in added.items():
        places = placeholders(refs)
        sql = f"SELECT id, batch_id FROM {table} WHERE id IN ({places})"
        for row, own in part.execute(sql, sorted(refs)):
            found[refs[row]] = own
    return found


def restricted(part: Part, piece: Sequence[Stored]) -> set[int]:
    """The changes that are about somebody whose data may only be stored now."""
    parties = sorted({one.party_id for one in piece})
    places = placeholders(parties)
    sql = f"SELECT id FROM {PARTY} WHERE restricted = TRUE AND id IN ({places})"
    shut = {party for (party,) in part.execute(sql, parties)}
    return {one.id for one in piece if one.party_id in shut}
