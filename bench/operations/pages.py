"""The pages of the staff, whole: who asks is looked up, the rows are read and recorded, the
HTML is written. Beside them the rows alone, by hand; the floor writes them with Django's
cursor and template, a list of cells and nothing around it."""

import json
import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import Any

from django.db import connections
from django.template import engines

from bench.audit import Audit
from bench.goal import Goal, either, milliseconds, times_floor
from bench.measure import Call, Result, compare
from bench.night import spend
from bench.operations.people import Searching, by_hand, current
from bench.product import PLAIN, plain
from bench.visitor import Visitor, visitor
from bench.world import TODAY, Cell

_TURNS = 15
_SIZE = 50
_SUGGESTED = 8
_LIST = either(times_floor(2), milliseconds(10, 10))
_CARD = either(times_floor(2.5), milliseconds(12, 12))
_PAGE = milliseconds(10, 10)

Rows = list[tuple[Any, ...]]
#: Statement and parameters to rows: the driver's, or Django's.
Ask = Callable[[str, Sequence[Any]], Rows]
Ours = Callable[[int], tuple[str, str]]


def measured(cell: Cell) -> Iterator[Result]:
    plain(cell)
    spend(cell)
    who = visitor()
    yield _home(cell, who)
    yield from _lists(cell, who)
    yield _search(cell, who)
    yield _card(cell, who)
    yield _promises(cell, who)
    yield _purge(cell, who)


def _compared(  # noqa: PLR0913 - what a line of the table is made of
    cell: Cell, name: str, goal: Goal, *, ours: Ours, raw: Call, floor: Call | None = None
) -> Result:
    """``ours`` gives a page and the mark of its rows; the others how many rows there are."""
    weight = 0

    def product(turn: int) -> int:
        nonlocal weight
        page, mark = ours(turn)
        weight = max(weight, len(page.encode()))
        return len(re.findall(mark, page))

    timing = compare(product, raw, floor=floor, times=cell.times(_TURNS))
    return goal.judged(f"page: {name}", cell, timing, kilobytes=round(weight / 1000))


# --- the list --------------------------------------------------------------------------------

_NAMED = (
    "SELECT * FROM (SELECT t.sort_key AS key, p.id, p.number, p.is_organisation,"
    " t.family || ' ' || t.given AS name, p.relation_started_on, p.relation_ended_on,"
    " p.last_contact_on FROM records_personname t JOIN records_party p ON p.id = t.party_id"
    " WHERE {where} ORDER BY t.sort_key LIMIT 51) a UNION ALL SELECT * FROM"
    " (SELECT t.sort_key, p.id, p.number, p.is_organisation, t.name, p.relation_started_on,"
    " p.relation_ended_on, p.last_contact_on FROM records_organisation t"
    " JOIN records_party p ON p.id = t.party_id WHERE {where} ORDER BY t.sort_key LIMIT 51) b"
    " ORDER BY key LIMIT 50"
)
_BY_CONTACT = (
    "SELECT p.last_contact_on, p.id, p.number, p.is_organisation,"
    " coalesce(n.family || ' ' || n.given, o.name), p.relation_started_on,"
    " p.relation_ended_on, p.last_contact_on FROM records_party p"
    " LEFT JOIN records_personname n ON n.party_id = p.id"
    " LEFT JOIN records_organisation o ON o.party_id = p.id"
    " WHERE p.restricted = FALSE AND p.last_contact_on IS NOT NULL"
    " ORDER BY p.last_contact_on DESC, p.id DESC LIMIT 50"
)
_SEEN = "p.restricted = FALSE"
_CUSTOMERS = f"{_SEEN} AND p.relation_started_on IS NOT NULL AND p.relation_ended_on IS NULL"
_TOWN = (
    f"{_SEEN} AND p.id IN (SELECT a.party_id FROM records_postaladdress a"
    " WHERE a.town = 'Tampere')"
)
_DETAILS = {
    "phone": "SELECT party_id, typed FROM records_phonenumber WHERE party_id IN ({})",
    "email": "SELECT party_id, address FROM records_emailaddress WHERE party_id IN ({})",
    "town": "SELECT party_id, town FROM records_postaladdress WHERE party_id IN ({})",
    "open": "SELECT party_id, sum(total_cents) FROM records_invoice WHERE party_id IN ({})"
    " AND status IN ('open', 'collection', 'disputed') GROUP BY party_id",
}


def _lists(cell: Cell, who: Visitor) -> Iterator[Result]:
    named, plenty = _NAMED.format(where=_SEEN), 3 * _SIZE
    yield _list(cell, who, "list", "/asiakkaat", named)
    customers = _NAMED.format(where=_CUSTOMERS)
    yield _list(cell, who, "list, of a state", "/asiakkaat?state=customer", customers)
    if cell.raw.value(f"SELECT COUNT(*) FROM records_party p WHERE {_TOWN}") > plenty:
        address = who.post("/asiakkaat/rajaa", town="Tampere")
        yield _list(cell, who, "list, of a town", address, _NAMED.format(where=_TOWN))
    address = "/asiakkaat?sort=-last-contact"
    yield _list(cell, who, "list, by last contact", address, _BY_CONTACT)


def _list(cell: Cell, who: Visitor, name: str, address: str, sql: str) -> Result:
    def ours(_turn: int) -> tuple[str, str]:
        return who.get(address), "<tr data-row"

    def raw(_turn: int) -> int:
        return len(_sheet(cell.raw.rows, sql)[0])

    def floor(_turn: int) -> int:
        return _drawn(*_sheet(_asked, sql))

    return _compared(cell, name, _LIST, ours=ours, raw=raw, floor=floor)


def _sheet(ask: Ask, sql: str) -> tuple[Rows, dict[str, dict[int, Any]]]:
    """A page of parties, and what their cells show."""
    found = ask(sql, ())
    ids = [row[1] for row in found]
    places = ", ".join(["%s"] * len(ids))
    return found, {
        name: {row[0]: row[1] for row in ask(detail.format(places), ids)}
        for name, detail in _DETAILS.items()
    }


_TABLE = (
    '{% for row in rows %}<tr><th><a href="/asiakkaat/{{ row.id }}">{{ row.name }}</a></th>'
    "<td>{{ row.number }}</td><td>{{ row.state }}</td><td>{{ row.town }}</td>"
    '<td><a href="tel:{{ row.phone }}">{{ row.phone }}</a></td>'
    '<td><a href="mailto:{{ row.email }}">{{ row.email }}</a></td>'
    "<td>{{ row.contact }}</td><td>{{ row.open }}</td></tr>{% endfor %}"
)


def _drawn(found: Rows, details: dict[str, dict[int, Any]]) -> int:
    rows = [
        {"id": party, "number": number, "name": name, "contact": contact}
        | {"state": "" if began is None else "entinen" if ended else "asiakas"}
        | {column: values.get(party, "") for column, values in details.items()}
        for _key, party, number, _firm, name, began, ended, contact in found
    ]
    said: str = _template(_TABLE).render({"rows": rows})
    return said.count("<tr>")


@cache
def _template(text: str) -> Any:
    """Compiled once, as those of the pages are."""
    return engines["django"].from_string(text)


def _asked(sql: str, parameters: Sequence[Any]) -> Rows:
    with connections[PLAIN].cursor() as cursor:
        cursor.execute(sql, parameters)
        found: Rows = cursor.fetchall()
        return found


# --- the others ------------------------------------------------------------------------------


def _search(cell: Cell, who: Visitor) -> Result:
    searching = Searching(cell)
    texts = searching.plenty(searching.prefix, "ko vi la he ma sa ni ja ra pe".split())

    def ours(turn: int) -> tuple[str, str]:
        return who.post("/haku/ehdotukset", q=texts[turn % len(texts)]), 'id="hit-'

    def raw(turn: int) -> int:
        return len(searching.prefix(texts[turn % len(texts)])[:_SUGGESTED])

    return _compared(cell, "search, while typing", milliseconds(5, 5), ours=ours, raw=raw)


#: Slots of rows of which a card shows each.
_SHOWN = ("emailaddress", "phonenumber", "postaladdress", "order", "invoice", "relationship")


def _card(cell: Cell, who: Visitor) -> Result:
    few = " AND ".join(
        f"(SELECT COUNT(*) FROM records_{table} x WHERE x.party_id = p.id) <= 10"
        for table in (*_SHOWN, "message")
    )
    name = "SELECT t.party_id FROM records_personname t"
    parties = [row[0] for row in current(cell.raw, name, f"AND {few}")]
    audit = Audit(cell.raw)

    def ours(turn: int) -> tuple[str, str]:
        page = who.get(f"/asiakkaat/{parties[turn % len(parties)]}")
        return page, rf'id="(?:{"|".join(_SHOWN)})-\d'

    def raw(turn: int) -> int:
        party = parties[turn % len(parties)]
        with cell.raw.transaction():
            by_hand(cell, party)
            count = len(_slots(cell.raw.rows, party))
            audit.append([("aino", "viewed", party)])
        return count

    def floor(turn: int) -> int:
        found = _slots(_asked, parties[turn % len(parties)])
        said: str = _template(_VALUES).render({"rows": found})
        return said.count("<li>")

    return _compared(cell, "card", _CARD, ours=ours, raw=raw, floor=floor)


_VALUES = (
    "{% for row in rows %}<li>{% for value in row %}<p>{{ value }}</p>{% endfor %}</li>"
    "{% endfor %}"
)


def _slots(ask: Ask, party: int) -> Rows:
    return [
        row
        for table in _SHOWN
        for row in ask(f"SELECT * FROM records_{table} WHERE party_id = %s", (party,))
    ]


def _home(cell: Cell, who: Visitor) -> Result:
    def raw(_turn: int) -> int:
        rows = cell.raw.rows
        rows("SELECT * FROM proof_report ORDER BY at DESC LIMIT 1")
        rows("SELECT * FROM proof_forecast WHERE id = 1")
        rows("SELECT seq, payload FROM ledger_payload ORDER BY seq DESC LIMIT 400")
        todo = rows(
            "SELECT t.id, t.due_on, t.text, coalesce(n.given || ' ' || n.family, o.name)"
            " FROM records_followup t LEFT JOIN records_personname n"
            " ON n.party_id = t.party_id LEFT JOIN records_organisation o"
            " ON o.party_id = t.party_id WHERE t.done_on IS NULL AND t.due_on <= %s"
            " ORDER BY t.due_on, t.id LIMIT 20",
            (TODAY,),
        )
        return len(todo)

    def ours(_turn: int) -> tuple[str, str]:
        return who.get("/"), "<li data-row"

    return _compared(cell, "home", _PAGE, ours=ours, raw=raw)


def _promises(cell: Cell, who: Visitor) -> Result:
    def raw(_turn: int) -> int:
        sql = "SELECT clauses FROM proof_report ORDER BY at DESC LIMIT 1"
        return len(_tree(cell.raw.value(sql)))

    def ours(_turn: int) -> tuple[str, str]:
        return who.get("/lupaukset"), "<li data-row"

    return _compared(cell, "promises", _PAGE, ours=ours, raw=raw)


def _purge(cell: Cell, who: Visitor) -> Result:
    def raw(_turn: int) -> int:
        cell.raw.rows("SELECT * FROM keeping_run ORDER BY id DESC LIMIT 30")
        year = _tree(cell.raw.value("SELECT stretches FROM proof_forecast WHERE id = 1"))
        return sum(1 for _first, _last, going, _held in year if going)

    def ours(_turn: int) -> tuple[str, str]:
        return who.get("/havitys"), '<li><div class="when"'

    return _compared(cell, "purge calendar", _PAGE, ours=ours, raw=raw)


def _tree(value: Any) -> Any:
    """What stands in a column of JSON, as either driver hands it over."""
    return json.loads(value) if isinstance(value, str) else value
