"""What the columns of a list were taken for the last time, remembered by its headings.

Nothing of a list is kept but a keyed digest of its headings together: not a heading, not a
value. A list without headings is not remembered.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from lupaus.guard import Machinery, Part, system_grant, vault
from lupaus.intake.failures import REASON
from lupaus.intake.field import Field
from lupaus.intake.heading_words import plain
from lupaus.intake.rules import Rule
from lupaus.intake.table import Table


@dataclass(frozen=True, slots=True)
class Remembered:
    """Fields and rules by the place of the column."""

    fields: Mapping[int, str]
    rules: Mapping[int, str]


def _own(table: Table) -> tuple[str, ...]:
    """The headings of the list itself: lines that failed come back with one more."""
    headings = table.headings
    return headings[:-1] if headings[-1:] == (REASON,) else headings


def _digest(table: Table) -> str:
    headings = "\0".join(plain(heading) for heading in _own(table))
    return vault().digest(headings, about="headings of a list").hex()


def remembered(table: Table) -> Remembered | None:
    if not table.headings_line:
        return None
    with system_grant(Machinery.MATCHING, why="a list is recognised") as part:
        rows = part.execute(
            "SELECT columns FROM intake_mapping WHERE headings = %s", [_digest(table)]
        )
    if not rows:
        return None
    columns = json.loads(rows[0][0])
    if len(columns) != len(_own(table)):
        return None
    known, rules = set(Field), set(Rule)
    return Remembered(
        {place: f for place, (f, _) in enumerate(columns) if f in known},
        {place: r for place, (_, r) in enumerate(columns) if r in rules},
    )


def remember(part: Part, table: Table, columns: list[tuple[str, str]], *, on: date) -> None:
    """``columns``: field and rule of each, in order."""
    if not table.headings_line:
        return
    part.changed(
        "INSERT INTO intake_mapping (headings, columns, used_on) VALUES (%s, %s, %s)"
        " ON CONFLICT (headings) DO UPDATE SET columns = excluded.columns,"
        " used_on = excluded.used_on",
        [_digest(table), json.dumps(columns[: len(_own(table))]), on],
    )
