"""What was typed into the box, as a set of parties: the same places as the search looks into.

The search ranks and stops at twenty; a list wants everybody, so the same is said here without
an end. Places that the reading does not see are not looked into, as there.
"""

import re
from collections.abc import Iterator
from typing import Final

from lupaus.guard import Reading
from lupaus.guard.readings import like
from lupaus.text import fold, sort_key, sought_digits

_LAST: Final = "\U0010ffff"
_PHONE: Final = re.compile(r"[\d\s()+./-]{3,}", re.ASCII)
_FOLDED: Final = (
    *("personname", "organisation", "emailaddress"),
    *("postaladdress", "webaddress", "order"),
)
_BEGINNINGS: Final = {
    "personname": "sort_key",
    "organisation": "sort_key",
    "emailaddress": "folded",
}

Branch = tuple[str, tuple[object, ...]]


def typed_anywhere(r: Reading, text: str) -> Branch | None:
    """``SELECT party_id …`` of everybody whom the text finds, and what it binds; None for no
    text at all. A text of marks that no key holds, such as a lone ``'``, finds nobody."""
    if not text.strip():
        return None
    branches = [*_words(r, fold(text)), *_numbers(r, text)]
    if not branches:
        return f"SELECT p.id AS party_id FROM {r.view('party')} p WHERE 1 = 0", ()
    said = " UNION ALL ".join(sql for sql, _bound in branches)
    return said, tuple(value for _sql, bound in branches for value in bound)


def qualified(condition: str) -> str:
    """A condition of :meth:`Reading.matching`, on the search view ``s`` among others."""
    return re.sub(r"\b(folded|hit)\b", r"s.\1", condition)


def _words(r: Reading, folded: str) -> Iterator[Branch]:
    words = folded.split()
    long = [word for word in words if len(word) > 2]
    short = [word for word in words if len(word) <= 2]
    for table in _FOLDED:
        if not r.sees(table):
            continue
        if long:
            yield _inside(r, table, long, short)
        elif beginning := _beginning(table, folded):
            yield _from(r, table, *beginning)


def _inside(r: Reading, table: str, long: list[str], short: list[str]) -> Branch:
    condition, bound = r.matching(*long)
    searched = f"{r.search(table)} s"
    if not short:
        return (
            f"SELECT s.party_id AS party_id FROM {searched} WHERE {qualified(condition)}",
            tuple(bound),
        )
    also = "".join(" AND t.folded LIKE %s ESCAPE '\\'" for _ in short)
    sql = (
        f"SELECT t.party_id AS party_id FROM {searched} JOIN {r.view(table)} t"
        f" ON t.id = s.row_id WHERE {qualified(condition)}{also}"
    )
    return sql, (*bound, *(f"%{like(word)}%" for word in short))


def _beginning(table: str, text: str) -> tuple[str, str] | None:
    """The column of the table whose beginning is looked at, and the text as it is spelt there;
    None where nothing of it is left, with which everything begins."""
    column = _BEGINNINGS.get(table, "")
    spelt = sort_key(text) if column == "sort_key" else text
    return (column, spelt) if column and spelt else None


def _from(r: Reading, table: str, column: str, text: str) -> Branch:
    """What begins with the text in the order of bytes."""
    sql = (
        f"SELECT t.party_id AS party_id FROM {r.view(table)} t"
        f" WHERE t.{column} >= %s AND t.{column} < %s"
    )
    return sql, (text, text + _LAST)


def _numbers(r: Reading, text: str) -> Iterator[Branch]:
    """A customer number, a phone number in any spelling, a Y-tunnus, an invoice."""
    plain = re.sub(r"\s", "", text)
    if plain.isascii() and plain.isdecimal() and len(plain) < 19:
        sql = f"SELECT p.id AS party_id FROM {r.view('party')} p WHERE p.number = %s"
        yield sql, (int(plain),)
    phones = sought_digits(text) if _PHONE.fullmatch(text.strip()) else ()
    for phone in phones if r.sees("phonenumber") else ():
        condition, bound = r.matching(phone)
        searched = r.search("phonenumber")
        sql = f"SELECT s.party_id AS party_id FROM {searched} s WHERE {qualified(condition)}"
        yield sql, tuple(bound)
    if len(plain) < 3 or not any(c.isdigit() for c in plain):
        return
    for table, column in (("organisation", "business_id"), ("invoice", "number")):
        if r.sees(table):
            yield _from(r, table, column, plain)
