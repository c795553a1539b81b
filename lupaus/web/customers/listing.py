"""The list of customers: the place of work."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from lupaus.guard import Reading
from lupaus.register.listing import Counting, Sheet, count_parties, list_parties
from lupaus.register.saved import View, fitting
from lupaus.register.wanted import Column, Order, Sort, Stray
from lupaus.web.customers.columns import ALL, columns_of
from lupaus.web.customers.context import Asked
from lupaus.web.customers.filters import chips, menu, notes
from lupaus.web.customers.opening import Opened, opened
from lupaus.web.customers.picked import Picked
from lupaus.web.customers.rows import rows
from lupaus.web.customers.saved import COUNTED
from lupaus.web.customers.verbs import offered
from lupaus.web.customers.words import COLUMNS, SORTS
from lupaus.web.frame.page import page
from lupaus.web.frame.visit import Visit

SIZE: Final = 50
#: The parameter by which a browser without scripts asks how many there are.
COUNT: Final = "laske"


@page()
def customers(request: HttpRequest, visit: Visit) -> HttpResponse:
    """One page of the list, with everything by which another list is asked for.

    How many there are is told at once where that is known anyway, or where somebody asks for
    it (``laske``); otherwise the page asks when it stands (:func:`count`).
    """
    begun, strays, columns = _asked(request, visit)
    with visit.reading("customer-list") as r:
        begun, left_out = _fitting(r, begun, strays, columns)
        asked = begun.asked
        sheet = list_parties(
            r,
            asked.wanted,
            order=asked.order,
            columns=columns,
            after=asked.after,
            before=asked.before,
            size=SIZE,
            counted=Counting.WHOLE if COUNT in request.GET else Counting.KNOWN,
        )
        filters = menu(asked, r, visit.today)
        sorts = _sorts(r)
    return render(
        request,
        "customers/list.html",
        {
            "filters": filters,
            "orders": _orders(asked, sorts),
            **_said(visit, begun, left_out),
            **_table(visit, asked, sheet, columns),
            **_bars(visit, begun, sheet),
        },
    )


@page()
def count(request: HttpRequest, visit: Visit) -> HttpResponse:
    """How many the list holds, for a page that stands already."""
    begun, strays, columns = _asked(request, visit)
    with visit.reading("customer-list") as r:
        begun, _left_out = _fitting(r, begun, strays, columns)
        found = count_parties(r, begun.asked.wanted)
    return render(request, "customers/list_counted.html", {"count": found})


Columns = tuple[Column, ...]
Strays = tuple[Stray, ...]


def _asked(request: HttpRequest, visit: Visit) -> tuple[Opened, Strays, Columns]:
    """The list of the address, opened; what of it says nothing; its columns."""
    asked, strays = Asked.read(request.GET.dict())
    begun = opened(asked, visit)
    return begun, (*strays, *begun.strays), columns_of(request, begun.asked)


def _fitting(
    r: Reading, begun: Opened, strays: Strays, columns: Columns
) -> tuple[Opened, Strays]:
    """As much of the list as the reading may see, and what is left out."""
    asked = begun.asked
    fits, left_out = fitting(r, View(asked.wanted, asked.order, columns, strays))
    fitted = replace(asked, wanted=fits.wanted, order=fits.order)
    return replace(begun, asked=fitted), left_out


def _said(visit: Visit, begun: Opened, left_out: tuple[Stray, ...]) -> dict[str, Any]:
    """What the list says of itself above the table."""
    asked = begun.asked
    return {
        "asked": asked,
        "query": asked.query,
        "chips": chips(asked, visit.adopted),
        "left_out": notes(left_out, visit.adopted),
        "is_filtered": bool(asked.wanted),
        "cleared": Asked(view=None, order=asked.order, columns=asked.columns).address,
        "turned": asked.sorted_by(Order(asked.order.sort, not asked.order.descending)).address,
        "order_label": SORTS[asked.order.sort],
    }


def _table(
    visit: Visit, asked: Asked, sheet: Sheet, columns: tuple[Column, ...]
) -> dict[str, Any]:
    hidden = {one.column for one in sheet.hidden}
    seen = tuple(c for c in columns if c not in hidden or c is Column.NAME)
    word = asked.packed
    return {
        "heads": [_head(asked, column) for column in seen],
        "rows": rows(sheet, seen, word, visit.adopted),
        "hidden": [(COLUMNS[one.column], one.clause) for one in sheet.hidden],
        "columns": [
            (column, COLUMNS[column], column in columns, column in hidden)
            for column in ALL
            if column is not Column.NAME
        ],
        "count": sheet.count,
        "many": len(sheet.rows) > 1 or sheet.before or sheet.after,
        "before": asked.page(before=sheet.before).address if sheet.before else "",
        "after": asked.page(after=sheet.after).address if sheet.after else "",
        "first": asked.page().address if asked.after or asked.before else "",
        "lost": sheet.lost,
        "everybody": Picked(asked, ()).word if sheet.rows else "",
    }


def _bars(visit: Visit, begun: Opened, sheet: Sheet) -> dict[str, Any]:
    """Saved views, and what can be done to those who are picked."""
    asked, view = begun.asked, begun.view
    return {
        "tabs": [
            (one, Asked(view=one.id, as_saved=True).address, one.owner == visit.actor.name)
            for one in begun.views[:COUNTED]
        ],
        "more_views": len(begun.views) > COUNTED,
        "view": view,
        "is_mine": view is not None and view.owner == visit.actor.name,
        "is_changed": begun.changed,
        "can_save": begun.changed
        or (view is None and (bool(asked.wanted) or asked.order != Order())),
        "view_lost": begun.lost,
        "bulk": offered(visit) if sheet.rows else None,
    }


# -- the heads --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a column. ``sorted``: how it is sorted now, as ARIA says it."""

    label: Any
    name: str
    url: str = ""
    sorted: str = ""


#: Columns by which the list can be sorted.
_SORTED: Final = {
    Column.NAME: Sort.NAME,
    Column.NUMBER: Sort.NUMBER,
    Column.TOWN: Sort.TOWN,
    Column.CONTACT: Sort.CONTACT,
    Column.OPEN: Sort.OPEN,
}
#: The newest and the largest are asked for first.
_DOWN: Final = frozenset({Sort.CONTACT, Sort.OPEN, Sort.CREATED, Sort.STARTED})


def _head(asked: Asked, column: Column) -> Head:
    sort = _SORTED.get(column)
    if sort is None:
        return Head(COLUMNS[column], column)
    now = asked.order
    if now.sort is not sort:
        return Head(
            COLUMNS[column], column, asked.sorted_by(Order(sort, sort in _DOWN)).address
        )
    url = asked.sorted_by(Order(sort, not now.descending)).address
    return Head(COLUMNS[column], column, url, "descending" if now.descending else "ascending")


def _sorts(r: Reading) -> list[Sort]:
    """By what the reading may sort: by what it does not see, the order would tell."""
    return [sort for sort in Sort if sort not in _NEEDS or r.sees(_NEEDS[sort])]


_NEEDS: Final = {
    Sort.TOWN: "postaladdress",
    Sort.OPEN: "invoice",
    **dict.fromkeys((Sort.CONTACT, Sort.STARTED, Sort.CREATED), "relation"),
}


def _orders(asked: Asked, sorts: Sequence[Sort]) -> list[tuple[Any, str, bool]]:
    """Everything that sorts the list, also by what is no column of it."""
    return [
        (
            SORTS[sort],
            asked.sorted_by(Order(sort, sort in _DOWN)).address,
            asked.order.sort is sort,
        )
        for sort in sorts
    ]
