"""What tells whether a row is still as a bulk act left it: a keyed digest, and no value."""

from collections.abc import Mapping, Sequence

from lupaus.guard import Writing, vault
from lupaus.records.catalogue import claims
from lupaus.register.sections import Loose


def traces(w: Writing, table: str, rows: Sequence[int]) -> Mapping[int, str]:
    """By row, of all that it says. Rows that are gone, or out of the act's sight, are not in
    it."""
    if not rows:
        return {}
    claim = claims()[f"records_{table}"]
    columns = [c for c in claim.shown if c not in {"id", "party_id"}]
    said = ", ".join(f't."{column}"' for column in columns)
    with w.seeing() as r:
        listed, bound = r.listed(rows)
        sql = (
            f"SELECT t.id, {said} FROM {listed} c CROSS JOIN {r.view(table)} t"
            " WHERE t.id = c.id"
        )
        found = r.rows(Loose, sql, [bound])
    box, made = vault(), {}
    known: dict[str, str] = {}
    for row in found:  # the same text to many is digested once
        text = "\x1f".join(str(value) for value in row[1:])
        if text not in known:
            known[text] = box.digest(text, about=f"bulk {table}").hex()[:32]
        made[row[0]] = known[text]
    return made
