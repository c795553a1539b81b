"""What of the ledger a reading may know: an entry names fields, and a field is of a table.

That something of a kind was written about somebody tells of it as much as the row does: whoever
may not see permissions is not told that one was entered.
"""

from collections.abc import Sequence

from lupaus.guard import Reading
from lupaus.policy.views import RELATION_VIEW
from lupaus.records.catalogue import claims


def seen_fields(r: Reading, fields: Sequence[str]) -> tuple[str, ...]:
    """Those of the fields of an entry that the reading sees."""
    tables = [(name, _table(name)) for name in fields]
    return tuple(name for name, table in tables if table and r.sees(table))


def may_know(r: Reading, fields: Sequence[str]) -> bool:
    """May it be told of an entry? Not where the entry speaks of the tables of the register, and
    of none that the reading sees. What speaks of none at all (a restriction, the columns of a
    list that went out) is for whoever sees the party."""
    tables = {_table(name) for name in fields} - {""}
    return not tables or any(r.sees(table) for table in tables)


def _table(name: str) -> str:
    """A field is ``table``, ``table.column`` or a day of the spine; empty for any other."""
    table = name.partition(".")[0]
    if table.endswith("_on"):
        return RELATION_VIEW
    return table if f"records_{table}" in claims() else ""
