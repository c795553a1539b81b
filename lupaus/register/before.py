"""How a row stood before: what tells a change by somebody else, and what takes a change back.

An undo holds values, so it is kept by nobody here: the caller holds it, signed by the face, for
as long as it may be wanted. Whoever could forge one could write what they like into a row that
their purpose may write anyway, and nowhere else.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from lupaus.ledger.entry import canonical_json, instant
from lupaus.records.catalogue import PROVENANCE, claims
from lupaus.register.fields import FIELDS
from lupaus.register.rows import Kept
from lupaus.register.sections import a_day, a_moment

Columns = Mapping[str, Any]

BATCH = "batch_id"


def stored(table: str) -> tuple[str, ...]:
    """Every column of a row but whose and which it is."""
    claim = claims()[f"records_{table}"]
    return tuple(c for c in claim.shown if c not in {"id", "party_id"})


def entered(table: str, columns: Columns) -> dict[str, Any]:
    """The columns that somebody types, out of all."""
    return {one.column: columns[one.column] for one in FIELDS[table]}


def digest(table: str, columns: Columns) -> str:
    """Of what is entered in a row: alike for whoever saw the same."""
    said = {name: _plain(value) for name, value in entered(table, columns).items()}
    return hashlib.sha256(canonical_json([table, said]).encode()).hexdigest()[:32]


def seen(table: str, row: Kept) -> dict[str, Any]:
    """What a page has shown of a row: to be handed in with the change, or as its digest. A
    role is seen from the person's page."""
    theirs = {"organisation_id": "other"}
    return {f.column: getattr(row, theirs.get(f.column, f.column)) for f in FIELDS[table]}


def typed(column: str, value: Any) -> Any:
    """A column as the program has it, however it was handed over or written down."""
    if value is None:
        return None
    if column == "at":
        return a_moment(value)
    return a_day(value) if column.endswith("_on") or column in {"since", "until"} else value


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return instant(value)
    return value.isoformat() if isinstance(value, date) else value


@dataclass(frozen=True, slots=True)
class RowBefore:
    """One row that a change has touched. No ``before``: it was not there. ``after`` is the
    digest of what it became; empty: it is no longer there."""

    table: str
    row: int
    before: Columns | None
    after: str


@dataclass(frozen=True, slots=True, repr=False)
class Undo:
    """What takes a change back. Holds values: never printed, never stored here. ``days``: the
    days of contact that the change moved (:mod:`lupaus.register.days`)."""

    party: int
    rows: tuple[RowBefore, ...]
    days: tuple[Any, ...] = ()

    def text(self) -> str:
        """To be signed and held by the caller."""
        rows = [
            [
                one.table,
                one.row,
                one.before and {name: _plain(v) for name, v in one.before.items()},
                one.after,
            ]
            for one in self.rows
        ]
        return canonical_json([self.party, rows, list(self.days)])

    @classmethod
    def read(cls, text: str) -> "Undo":
        """Back from a text whose signature the caller has checked. Raises ValueError for one
        that no change ever gave out."""
        try:
            party, rows, days = json.loads(text)
            return cls(int(party), tuple(_row(*row) for row in rows), tuple(days))
        except (KeyError, TypeError, ValueError) as wrong:
            raise ValueError("this is no undo of ours") from wrong


def _row(table: str, row: int, before: Columns | None, after: str) -> RowBefore:
    known = {*stored(table), BATCH}
    if before is not None:
        if before.keys() != known or not {*PROVENANCE} <= known:
            raise ValueError(table)
        before = {name: typed(name, value) for name, value in before.items()}
    return RowBefore(table, int(row), before, str(after))
