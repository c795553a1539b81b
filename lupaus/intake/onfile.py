"""What is on file of those whom a list means: their rows, table by table, as values."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from lupaus.guard import Part
from lupaus.intake.entry import COLUMNS, Holds
from lupaus.intake.matching import IN_SIGHT
from lupaus.sets import pieces, placeholders

PROVENANCE = ("source", "sourced_on")
#: Tables whose rows may be changed, and so are read whole.
CHANGEABLE = (
    Holds.PERSON_NAME,
    Holds.ORGANISATION,
    Holds.POSTAL,
    Holds.BILLING,
    Holds.EMAIL,
    Holds.PHONE,
    Holds.WEB,
    Holds.AFFILIATION,
)
#: Tables to which rows are only added: what tells one row from another.
_TOLD_BY = {
    Holds.ORDER: "folded",
    Holds.INVOICE: "number",
    Holds.NOTE: "id",
    Holds.RELATIONSHIP: "state",
}


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its values, its source and day among them."""

    id: int
    party: int
    values: Mapping[str, Any]


@dataclass(slots=True)
class OnFile:
    """The rows of some parties."""

    rows: dict[tuple[Holds, int], list[Row]] = field(default_factory=lambda: defaultdict(list))
    marks: dict[tuple[Holds, int], set[Any]] = field(default_factory=lambda: defaultdict(set))
    objected: set[tuple[int, str, str]] = field(default_factory=set)
    numbers: dict[int, int | None] = field(default_factory=dict)
    contacts: dict[int, date | None] = field(default_factory=dict)


def on_file(part: Part, parties: Iterable[int]) -> OnFile:
    """The grant is MATCHING."""
    ids = sorted(set(parties))
    found = OnFile()
    for table in CHANGEABLE:
        for row in rows_of(part, table, "party_id", ids, sight=IN_SIGHT):
            found.rows[table, row.party].append(row)
    for table, column in _TOLD_BY.items():
        for party, mark in _selected(part, table.value, f"x.party_id, x.{column}", ids):
            found.marks[table, party].add(mark)
    columns = "x.party_id, x.purpose, x.channel"
    said = " AND x.decision = 'objected'"
    found.objected = set(
        _selected(part, "records_permission", columns, ids, sight=IN_SIGHT + said)
    )
    columns = "x.id, x.number, x.last_contact_on"
    for party, number, contact in _selected(part, "records_party", columns, ids, key="x.id"):
        found.numbers[party], found.contacts[party] = number, contact
    return found


def columns_of(table: Holds) -> tuple[str, ...]:
    return (*COLUMNS[table], *PROVENANCE)


def rows_of(
    part: Part, table: Holds, key: str, wanted: Sequence[int], *, sight: str = ""
) -> Iterable[Row]:
    """Rows by key; ``sight`` narrows them. The grant is MATCHING."""
    names = columns_of(table)
    columns = ", ".join(f"x.{name}" for name in ("id", "party_id", *names))
    for row in _selected(part, table.value, columns, wanted, key=f"x.{key}", sight=sight):
        yield Row(row[0], row[1], dict(zip(names, row[2:], strict=True)))


def _selected(  # noqa: PLR0913 - the parts of a statement
    part: Part,
    table: str,
    columns: str,
    wanted: Sequence[int],
    *,
    key: str = "x.party_id",
    sight: str = IN_SIGHT,
) -> Iterable[tuple[Any, ...]]:
    for piece in pieces(wanted):
        places = placeholders(piece)
        sql = f"SELECT {columns} FROM {table} x WHERE {key} IN ({places}){sight}"
        yield from part.execute(sql, list(piece))
