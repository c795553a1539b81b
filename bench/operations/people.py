"""Finding somebody, and looking at everything of a person."""

from collections.abc import Iterator
from dataclasses import fields
from random import Random
from typing import Any

from django.db import connection

from bench.audit import Audit
from bench.goal import Goal, milliseconds
from bench.measure import Result, compare
from bench.product import actor
from bench.world import AT, TODAY, Cell
from lupaus.guard import reading
from lupaus.register.pages import person_page
from lupaus.register.search import search
from lupaus.text import digits

_TURNS = 200
_MOST = 20
_SECTION = 10
_LAST = "\U0010ffff"


def measured(cell: Cell) -> Iterator[Result]:
    raw = Searching(cell)
    yield from _searches(cell, raw)
    yield from _pages(cell)


# --- search ----------------------------------------------------------------------------------


def _searches(cell: Cell, raw: "Searching") -> Iterator[Result]:
    letters = raw.plenty(raw.prefix, "ko vi la he ma sa ni ja ra pe".split())
    yield _searched(cell, "prefix, 2 letters", letters, raw.prefix, milliseconds(5, 5))
    inside = raw.plenty(raw.inside, "nen kinen ainen inen tinen nieminen virta".split())
    yield _searched(cell, "substring, common", inside, raw.inside, milliseconds(50, 50))
    rare = raw.one_of_a_kind()
    yield _searched(cell, "substring, one hit", rare, raw.inside, milliseconds(50, 50))
    yield _searched(cell, "phone number", raw.numbers(), raw.phone, milliseconds(50, 50))


def _searched(cell: Cell, name: str, texts: list[str], raw: Any, goal: Goal) -> Result:
    who = actor()

    def product(turn: int) -> int:
        with reading(who, who.purposes, at=AT, about="search") as opened:
            return len(search(opened, texts[turn % len(texts)]).hits)

    timing = compare(
        product, lambda turn: len(raw(texts[turn % len(texts)])), times=cell.times(_TURNS)
    )
    return goal.judged(f"search: {name}", cell, timing)


class Searching:
    """Names, firms and e-mail addresses by hand; a number by its digits."""

    def __init__(self, cell: Cell) -> None:
        self._raw = cell.raw
        self._sqlite = cell.engine == "sqlite"
        self._most = _MOST

    def plenty(self, look: Any, texts: list[str]) -> list[str]:
        """Those that find so many that a page is full whoever of them is out of sight."""
        self._most = 5 * _MOST
        found = [text for text in texts if len(look(text)) >= 3 * _MOST]
        self._most = _MOST
        return found

    def prefix(self, text: str) -> list[Any]:
        places = (
            ("personname", "sort_key"),
            ("organisation", "sort_key"),
            ("emailaddress", "folded"),
        )
        each = [
            f"SELECT * FROM (SELECT party_id FROM records_{table} WHERE {column} >= %s"
            f" AND {column} < %s ORDER BY {column} LIMIT {self._most}) q{i}"
            for i, (table, column) in enumerate(places)
        ]
        return self._named(each, [text, text + _LAST] * len(places))

    def inside(self, text: str) -> list[Any]:
        places = ("personname", "organisation", "emailaddress")
        each = [
            self._trigrams(table, "folded") + f" LIMIT {self._most}) q{i}"
            for i, table in enumerate(places)
        ]
        return self._named(each, [self._term(text)] * len(places))

    def phone(self, text: str) -> list[Any]:
        each = [self._trigrams("phonenumber", "digits") + f" LIMIT {self._most}) q"]
        return self._named(each, [self._term(digits(text))])

    def _trigrams(self, table: str, column: str) -> str:
        if self._sqlite:
            return (
                f"SELECT * FROM (SELECT t.party_id FROM records_{table}_fts f"
                f" JOIN records_{table} t ON t.id = f.rowid WHERE f.{column} MATCH %s"
            )
        return (
            f"SELECT * FROM (SELECT t.party_id FROM records_{table} t"
            f" WHERE t.{column} || '' LIKE %s"
        )

    def _term(self, text: str) -> str:
        return f'"{text}"' if self._sqlite else f"%{text}%"

    def _named(self, each: list[str], parameters: list[str]) -> list[Any]:
        """The parties that may be seen, with their names."""
        found = {party for (party,) in self._raw.rows(" UNION ALL ".join(each), parameters)}
        if not found:
            return []
        places = ", ".join(["%s"] * len(found))
        return self._raw.rows(
            "SELECT p.id, p.number, coalesce(n.given || ' ' || n.family, o.name)"
            " FROM records_party p LEFT JOIN records_personname n ON n.party_id = p.id"
            " LEFT JOIN records_organisation o ON o.party_id = p.id"
            f" WHERE p.restricted = FALSE AND p.id IN ({places}) LIMIT {self._most}",
            sorted(found),
        )

    def one_of_a_kind(self) -> list[str]:
        """``nen.4711@``: of current customers, one address each."""
        found = current(self._raw, "SELECT t.folded FROM records_emailaddress t")
        return [text[: text.index("@") + 1][-10:] for (text,) in found]

    def numbers(self) -> list[str]:
        found = current(self._raw, "SELECT t.typed FROM records_phonenumber t")
        return [text for (text,) in found]


def current(raw: Any, select: str, more: str = "") -> list[tuple[Any, ...]]:
    """Rows of customers of whom everything is open, in an order of no meaning."""
    found: list[tuple[Any, ...]] = raw.rows(
        f"{select} JOIN records_party p ON p.id = t.party_id WHERE p.is_consumer = TRUE"
        " AND p.restricted = FALSE AND p.relation_started_on IS NOT NULL"
        f" AND p.relation_ended_on IS NULL {more} ORDER BY t.id LIMIT 10000"
    )
    Random(2).shuffle(found)  # noqa: S311 - the same in every run
    return found[:500]


# --- a person --------------------------------------------------------------------------------

_ONE = (
    "personname", "relationship", "emailaddress", "phonenumber", "postaladdress", "webaddress",
    "permission",
)  # fmt: skip
_NEWEST = {"order": "ordered_on", "invoice": "issued_on", "message": "at"}


def _pages(cell: Cell) -> Iterator[Result]:
    """Of customers whose sections all fit on the page."""
    few = " AND ".join(
        f"(SELECT COUNT(*) FROM records_{table} x WHERE x.party_id = p.id) <= {_SECTION}"
        for table in (*_NEWEST, "note")
    )
    parties = [row[0] for row in current(cell.raw, _NAME, f"AND {few}")]
    who, audit = actor(), Audit(cell.raw)
    statements = _counted(parties[0])

    def product(turn: int) -> int:
        with reading(who, who.purposes, at=AT, about="person-page") as opened:
            page = person_page(opened, parties[turn % len(parties)], today=TODAY)
        return _rows(page)

    def raw(turn: int) -> int:
        party = parties[turn % len(parties)]
        with cell.raw.transaction():
            count = by_hand(cell, party)
            audit.append([(who.name, "viewed", party)])
        return count

    timing = compare(product, raw, times=cell.times(_TURNS))
    yield milliseconds(12, 12).judged(
        "person page, audited", cell, timing, statements=statements
    )
    with reading(who, who.purposes, at=AT, about="person-page") as opened:
        timing = compare(
            lambda turn: _rows(person_page(opened, parties[turn % len(parties)], today=TODAY)),
            lambda turn: by_hand(cell, parties[turn % len(parties)]),
            times=cell.times(_TURNS),
        )
    yield milliseconds(12, 12).judged("person page, reading open", cell, timing)


_NAME = "SELECT t.party_id FROM records_personname t"


def by_hand(cell: Cell, party: int) -> int:
    """Nine statements and more: the spine, each table, ten rows of each that grows."""
    raw = cell.raw
    raw.rows("SELECT * FROM records_party WHERE id = %s", (party,))
    count = sum(
        len(raw.rows(f"SELECT * FROM records_{table} WHERE party_id = %s", (party,)))
        for table in _ONE
    )
    for table, column in _NEWEST.items():
        sql = (
            f"SELECT * FROM records_{table} WHERE party_id = %s"
            f" ORDER BY {column} DESC LIMIT {_SECTION}"
        )
        count += len(raw.rows(sql, (party,)))
    notes = "SELECT * FROM records_note WHERE party_id = %s ORDER BY written_on DESC LIMIT 10"
    return count + len(raw.rows(notes, (party,)))


_SECTIONS = frozenset(
    "names relationships emails phones addresses webs orders invoices messages notes"
    " permissions".split()
)


def _rows(page: Any) -> int:
    return sum(len(getattr(page, f.name)) for f in fields(page) if f.name in _SECTIONS)


def _counted(party: int) -> int:
    """How many statements a page takes once its reading is open."""
    counted = 0

    def count(execute: Any, sql: Any, params: Any, many: Any, context: Any) -> Any:
        nonlocal counted
        counted += 1
        return execute(sql, params, many, context)

    who = actor()
    with (
        reading(who, who.purposes, at=AT, about="person-page") as opened,
        connection.execute_wrapper(count),
    ):
        person_page(opened, party, today=TODAY)
    return counted
