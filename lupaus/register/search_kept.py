"""What a search found, as it is kept: what it looks through is folded and without its zeros."""

from collections.abc import Iterable, Mapping, Sequence

from lupaus.guard import Reading
from lupaus.register.sections import Loose
from lupaus.sets import placeholders

#: Table -> what is told of a row that was found.
_TOLD: Mapping[str, tuple[str, ...]] = {
    "emailaddress": ("address",),
    "phonenumber": ("typed",),
    "postaladdress": ("street", "extra", "postcode", "town"),
    "webaddress": ("url",),
    "order": ("name", "reference"),
}
_WIDTH = max(map(len, _TOLD.values()))


def as_kept(r: Reading, rows: Iterable[tuple[str, int]]) -> Mapping[tuple[str, int], str]:
    """The texts of rows by table and id, of those tables that fold them: one statement, or none
    where nothing was found in such a table."""
    by_table: dict[str, list[int]] = {}
    for table, row in rows:
        if table in _TOLD:
            by_table.setdefault(str(table), []).append(row)
    if not by_table:
        return {}
    said = " UNION ALL ".join(_branch(r, table, ids) for table, ids in by_table.items())
    found = r.rows(Loose, said, [row for ids in by_table.values() for row in ids])
    return {(table, row): _joined(table, texts) for table, row, *texts in found}


def _branch(r: Reading, table: str, ids: Sequence[int]) -> str:
    columns = [f"t.{column}" for column in _TOLD[table]]
    texts = ", ".join([*columns, *["''"] * (_WIDTH - len(columns))])
    places = placeholders(ids)
    return f"SELECT '{table}', t.id, {texts} FROM {r.view(table)} t WHERE t.id IN ({places})"


def _joined(table: str, texts: list[str]) -> str:
    if table != "postaladdress":
        return " ".join(text for text in texts if text)
    street, extra, postcode, town = texts
    town = " ".join(text for text in (postcode, town) if text)
    return ", ".join(text for text in (street, extra, town) if text)
