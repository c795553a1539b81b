"""What tells whether a row is still as a bulk act left it: a keyed digest, and no value.

A row can be out of sight for the purpose for which it was written: of a former customer that
purpose's time may have passed, while another still keeps the row. So the digest is made through
the sight of every purpose; nothing but it comes out of here.
"""

from collections.abc import Mapping, Sequence

from lupaus.guard import Writing, vault
from lupaus.guard.staff import OWNER
from lupaus.records.catalogue import claims
from lupaus.register.sections import Loose


def traces(w: Writing, table: str, rows: Sequence[int]) -> Mapping[int, str]:
    """By row, of all that it says; empty for one that nobody sees, which nobody can change.
    Rows that are gone are not in it."""
    if not rows:
        return {}
    there = w.keys(table, {"id": rows})
    made = {row: "" for row, _party in there}
    claim = claims()[f"records_{table}"]
    columns = [c for c in claim.shown if c not in {"id", "party_id"}]
    said = ", ".join(f't."{column}"' for column in columns)
    with w.seeing(w.adopted.purposes_of(OWNER)) as r:
        listed, bound = r.listed(rows)
        sql = (
            f"SELECT t.id, {said} FROM {listed} c CROSS JOIN {r.view(table)} t"
            " WHERE t.id = c.id"
        )
        found = r.rows(Loose, sql, [bound])
    box = vault()
    known: dict[str, str] = {}
    for row in found:  # the same text to many is digested once
        text = "\x1f".join(str(value) for value in row[1:])
        if text not in known:
            known[text] = box.digest(text, about=f"bulk {table}").hex()[:32]
        made[row[0]] = known[text]
    return made
