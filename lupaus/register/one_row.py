"""One row of a party as a reading sees it: what somebody looks at who is about to mend it.

A page of the party shows the newest rows of the longer sections; an older one is mended too.
"""

from dataclasses import dataclass
from datetime import date

from lupaus.guard import Reading
from lupaus.register.before import Columns, digest, typed
from lupaus.register.fields import FIELDS
from lupaus.register.sections import Loose, a_day


@dataclass(frozen=True, slots=True, repr=False)
class OneRow:
    """``columns`` are those that somebody types; handed in with a change as what was seen."""

    table: str
    id: int
    party: int
    columns: Columns
    source: str
    sourced_on: date

    @property
    def seen(self) -> str:
        """Their digest."""
        return digest(self.table, self.columns)


def one_row(r: Reading, party: int, table: str, row: int) -> OneRow | None:
    """The row, if it is the party's and the reading sees both. One statement. Raises KeyError
    for a table whose rows are not mended in place."""
    if not r.sees(table):
        return None
    names = [one.column for one in FIELDS[table]]
    said = ", ".join(f't."{name}"' for name in names)
    sql = (
        f"SELECT t.source, t.sourced_on, {said} FROM {r.view(table)} t"
        f" WHERE t.id = %s AND t.party_id = %s"
        f" AND EXISTS (SELECT 1 FROM {r.view('party')} p WHERE p.id = t.party_id)"
    )
    found = r.one(Loose, sql, [row, party])
    if found is None:
        return None
    r.viewed([party])
    source, on, *values = found
    columns = {name: typed(name, value) for name, value in zip(names, values, strict=True)}
    return OneRow(table, row, party, columns, source, a_day(on))
