"""The statements of a page: one for each group of sections, over the views of the reading.

Sections of one group come in one statement, so that a page stays within fourteen: each branch
of the union says its table first, and its columns lie in the same places.
"""

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from typing import Any, Self

from lupaus.guard import Reading

#: Rows of a long section on a page; one more is asked for, to know of others.
FIRST = 10

Tuple = tuple[Any, ...]


class Loose(tuple[Any, ...]):
    """A row as it comes, to be made into a row of its kind."""

    __slots__ = ()

    def __new__(cls, *values: Any) -> Self:
        return super().__new__(cls, values)


#: For each group: table -> its columns, in order. The first long ones name their order.
CONTACT = {
    "emailaddress": ("address", "kind"),
    "phonenumber": ("typed", "e164", "kind"),
    "postaladdress": ("street", "extra", "postcode", "town", "country", "kind"),
    "webaddress": ("url",),
}
NAMES = {
    "personname": ("given", "family"),
    "organisation": ("name", "business_id", "association_id", "form", "industry"),
}
SAFE = {
    "billingprofile": ("einvoice_address", "operator", "iban", "reference", "email"),
    "identitycode": ("masked", "ground"),
    "credential": ("label",),
    "creditcheck": ("register", "outcome"),
    "file": ("name", "media_type"),
}
#: A day or a number that a section has besides its texts.
DAY = {"credential": "service_ended_on", "creditcheck": "checked_on"}
_NUMBER = {"file": "size"}


def union(r: Reading, group: Mapping[str, tuple[str, ...]], party: int) -> Iterator[Tuple]:
    """(table, id, source, sourced_on, day, number, *texts) of every section of the group that
    the reading sees."""
    seen = [table for table in group if r.sees(table)]
    if not seen:
        return
    width = max(len(columns) for columns in group.values())
    said = " UNION ALL ".join(_branch(r, table, group[table], width) for table in seen)
    for row in r.rows(Loose, f"{said} ORDER BY 2", [party] * len(seen)):
        table, number, source, sourced_on, day, size, *texts = row
        yield (
            table,
            number,
            source,
            a_day(sourced_on),
            a_day(day),
            size,
            *texts[: len(group[table])],
        )


def _branch(r: Reading, table: str, columns: tuple[str, ...], width: int) -> str:
    texts = [*(f"t.{column}" for column in columns), *["''"] * (width - len(columns))]
    day = f"t.{DAY[table]}" if table in DAY else "CAST(NULL AS date)"
    number = f"t.{_NUMBER[table]}" if table in _NUMBER else "0"
    said = ", ".join((f"'{table}'", "t.id", "t.source", "t.sourced_on", day, number, *texts))
    return f"SELECT {said} FROM {r.view(table)} t WHERE t.party_id = %s"


#: What nobody has paid comes before what is settled, however old it is.
UNPAID_FIRST = "CASE WHEN t.status IN ('open', 'collection', 'disputed') THEN 0 ELSE 1 END"


def newest(  # noqa: PLR0913, PLR0917 - which rows, in which order
    r: Reading,
    table: str,
    columns: tuple[str, ...],
    party: int,
    by: str,
    first: str = "",
    *,
    row: int | None = None,
) -> Iterator[Tuple]:
    """(id, source, sourced_on, *columns) of the newest rows of a section, one too many where
    there are others. ``first`` is what goes before the day. With ``row``, of that one alone,
    however old."""
    if not r.sees(table):
        return
    said = ", ".join(f't."{column}"' for column in columns)
    order = ", ".join(each for each in (first, f"t.{by}") if each)
    sql = (
        f"SELECT t.id, t.source, t.sourced_on, {said} FROM {r.view(table)} t"
        f" WHERE t.party_id = %s{' AND t.id = %s' if row is not None else ''}"
        f" ORDER BY {order} DESC, t.id DESC LIMIT {FIRST + 1}"
    )
    yield from r.rows(Loose, sql, [party] if row is None else [party, row])


_SAID = {
    "message": "t.at, t.sourced_on, t.direction, t.channel, t.subject, t.body",
    "note": "CAST(NULL AS timestamp with time zone), t.written_on, '', t.author, '', t.text",
}


def said_lately(r: Reading, party: int) -> tuple[Tuple, ...]:
    """(table, id, source, sourced_on, at, day, direction, channel or author, subject, text) of
    the newest messages and notes."""
    parts = [
        f"SELECT * FROM (SELECT '{table}' AS what, t.id, t.source, t.sourced_on AS sourced,"
        f" {columns} FROM {r.view(table)} t WHERE t.party_id = %s"
        f" ORDER BY {'t.at' if table == 'message' else 't.written_on'} DESC, t.id DESC"
        f" LIMIT {FIRST + 1}) {table}s"
        for table, columns in _SAID.items()
        if r.sees(table)
    ]
    if not parts:
        return ()
    return r.rows(Loose, " UNION ALL ".join(parts), [party] * len(parts))


def a_day(value: Any) -> Any:
    """A day, which SQLite hands over as text where it came through a union."""
    return date.fromisoformat(value[:10]) if isinstance(value, str) else value


def a_moment(value: Any) -> datetime:
    """A moment with its zone; likewise."""
    found = datetime.fromisoformat(value) if isinstance(value, str) else value
    assert isinstance(found, datetime)  # noqa: S101 - the column is one of moments
    return found if found.tzinfo else found.replace(tzinfo=UTC)
