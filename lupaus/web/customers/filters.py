"""Filters of the list: the menu that adds one, the chips that take one off, what is typed."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import date, timedelta
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from lupaus.guard import Adopted, Reading, Refused
from lupaus.policy.model import Policy
from lupaus.policy.vocabulary import Category, State
from lupaus.register import provenance
from lupaus.register.conditions import conditions
from lupaus.register.wanted import Kind, Marketable, Money, Side, Stray, Wanted
from lupaus.web.customers.card_words import source_label
from lupaus.web.customers.context import TYPED, Asked, Links
from lupaus.web.customers.opening import opened
from lupaus.web.customers.words import FILTERS, ROLES, SORTS, VALUES
from lupaus.web.frame.back import warned
from lupaus.web.frame.page import page
from lupaus.web.frame.visit import Visit
from lupaus.web.templatetags.lupaus import day


@dataclass(frozen=True, slots=True)
class Chip:
    """One filter that is on: what it says, and the list without it."""

    label: str
    said: str
    without: str


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to filter by: the list with it."""

    said: str
    url: str
    current: bool


@dataclass(frozen=True, slots=True)
class Group:
    """What can be chosen of one filter."""

    label: Any
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Menu:
    """All that can be filtered by. ``closed`` are filters by what the reading does not see,
    with the clause that hides it; ``typed`` and ``days`` are filters with a box."""

    groups: tuple[Group, ...]
    typed: tuple[str, ...]
    days: tuple[tuple[str, Any], ...]
    closed: tuple[tuple[Any, str], ...]


# -- what is on -------------------------------------------------------------------------------


def chips(asked: Asked, adopted: Adopted) -> list[Chip]:
    """The filters that are on, in the order of the menu."""
    empty = Wanted()
    return [
        Chip(str(FILTERS[one.name]), said(adopted, one.name, value), _less(asked, one.name))
        for one in fields(Wanted)
        if (value := getattr(asked.wanted, one.name)) != getattr(empty, one.name)
    ]


def _less(asked: Asked, name: str) -> str:
    return asked.without(name).address


def said(adopted: Adopted, name: str, value: Any) -> str:
    """What a filter says, in words."""
    if isinstance(value, date):
        return day(value)
    if name == "source":
        return source_label(adopted.policy, value)
    if name in VALUES:
        return str(VALUES[name][value])
    return str(value)


def notes(strays: Sequence[Stray], adopted: Adopted) -> list[tuple[str, str, str]]:
    """What of a list was left out: which filter, what it said, and the clause that hides what
    it filters by; empty where it only fits nothing (any more)."""
    return [
        (str(FILTERS[stray.field]), _stray(stray, adopted), _clause(stray))
        for stray in strays
        if stray.field != "columns"  # told under the table
    ]


def _stray(stray: Stray, adopted: Adopted) -> str:
    if stray.field == "sort":
        return str(SORTS.get(stray.said.removeprefix("-"), stray.said))  # type: ignore[call-overload]  # a word of ours or none
    try:
        value = getattr(Wanted.of({stray.field: stray.said})[0], stray.field)
        return said(adopted, stray.field, value) or stray.said
    except KeyError:
        return stray.said


def _clause(stray: Stray) -> str:
    """The clause stands in brackets at the end of the cure."""
    found = re.search(r"\((data\.[a-z-]+)\)$", stray.cure)
    return found[1] if found else ""


# -- what can be ------------------------------------------------------------------------------

_SAMPLES: Final[dict[str, Wanted]] = {
    "state": Wanted(state=State.CUSTOMER),
    "role": Wanted(role="billing"),
    "town": Wanted(town="abc"),
    "service": Wanted(service="abc"),
    "money": Wanted(money=Money.OPEN),
    "marketing": Wanted(marketing=Marketable.MAY),
    "source": Wanted(source="x"),
    "contact_before": Wanted(contact_before=date.min),
    "contact_after": Wanted(contact_after=date.min),
    "ended_before": Wanted(ended_before=date.min),
    "gone_before": Wanted(gone_before=date.max),
}


#: By policy and purposes: asking every filter takes longer than the list itself.
_CLOSED: dict[tuple[str, frozenset[str]], dict[str, str]] = {}


def closed(r: Reading) -> dict[str, str]:
    """The filters by what the reading does not see, and the clauses that hide it."""
    key = (r.adopted.digest, r.purposes)
    if key not in _CLOSED:
        if len(_CLOSED) > 100:
            _CLOSED.clear()
        _CLOSED[key] = dict(_refused(r))
    return _CLOSED[key]


def _refused(r: Reading) -> Iterator[tuple[str, str]]:
    for name, wanted in _SAMPLES.items():
        try:
            conditions(r, wanted)
        except Refused as no:
            yield name, no.clause


def menu(asked: Asked, r: Reading, today: date) -> Menu:
    """What the menu of filters offers to this reading."""
    shut, policy, links = closed(r), r.adopted.policy, asked.links()
    groups = [
        Group(FILTERS[name], tuple(_choice(links, r.adopted, name, value) for value in values))
        for name, values in _values(policy)
        if name not in shut and len(values) > 1
    ]
    terms = [
        Group(label, tuple(Choice(str(text), *links(name, d)) for text, d in days))
        for name, label, days in _terms(today)
        if name not in shut
    ]
    return Menu(
        groups=(*groups[:-1], *terms, *groups[-1:]),
        typed=tuple(name for name in ("town", "service") if name not in shut),
        days=tuple((name, FILTERS[name]) for name in _DAYS if name not in shut),
        closed=tuple(
            (FILTERS[name], clause) for name, clause in shut.items() if name not in _TWIN
        ),
    )


_DAYS: Final = ("contact_before", "contact_after", "ended_before", "gone_before")
#: Told together with another filter by the same.
_TWIN: Final = frozenset({"contact_after"})


def _choice(links: Links, adopted: Adopted, name: str, value: Any) -> Choice:
    return Choice(said(adopted, name, value), *links(name, value))


def _values(policy: Policy) -> Iterator[tuple[str, list[Any]]]:
    """The closed sets, as far as the policy knows such people and sources."""
    firms = Category.ORGANISATION in policy.data
    if firms:
        yield "side", list(Side)
    kinds = {str(subject.kind) for subject in policy.subjects.values()}
    yield "kind", [k for k in Kind if k in kinds or (firms and k is Kind.ORGANISATION)]
    yield "state", list(State)
    yield "role", list(ROLES)
    yield "money", list(Money)
    yield "marketing", list(Marketable)
    named = (Category.NAME, Category.ORGANISATION)
    yield (
        "source",
        [s for s in policy.sources if any(provenance.gives(policy, s, c) for c in named)],
    )


def _terms(today: date) -> Iterator[tuple[str, Any, list[tuple[Any, date]]]]:
    """Days that people ask by, counted from today."""
    ago = [(_("yli puoli vuotta sitten"), 182), (_("yli vuosi sitten"), 365),
           (_("yli kaksi vuotta sitten"), 730)]  # fmt: skip
    ahead = [(_("30 päivän kuluessa"), 30), (_("puolen vuoden kuluessa"), 182),
             (_("vuoden kuluessa"), 365)]  # fmt: skip
    before = [(text, today - timedelta(days)) for text, days in ago]
    yield "contact_before", _("Viimeisin yhteys"), before
    yield (
        "gone_before",
        _("Tiedot poistuvat"),
        [(text, today + timedelta(days + 1)) for text, days in ahead],
    )


# -- what is typed ---------------------------------------------------------------------------


@page(methods="POST")
def narrow(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Filter by what was typed: it goes on sealed. A box that is empty, or holds no letter and
    no number, takes its filter off."""
    asked, _strays = Asked.read(request.GET.dict())
    asked = opened(asked, visit).asked
    filters: dict[str, Any] = {
        name: request.POST[name].strip() for name in TYPED if name in request.POST
    }
    for name, said_ in filters.items():
        if not any(letter.isalnum() for letter in said_):
            filters[name] = ""  # a list looks for letters and numbers
    name, typed = request.POST.get("by", ""), request.POST.get("day", "").strip()
    if name in _DAYS and typed:
        if (day_ := read_day(typed)) is None:
            warned(request, _("Kirjoita päivä muodossa 31.3.2026."))
        else:
            filters[name] = day_
    wanted, _cut = Wanted.of({name: str(value) for name, value in filters.items()})
    return redirect(asked.filtered(**{name: getattr(wanted, name) for name in filters}).address)


def read_day(typed: str) -> date | None:
    """31.3.2026, or as a browser's calendar sends it."""
    if found := re.fullmatch(r"(\d{1,2})\.(\d{1,2})\.(\d{4})", typed):
        typed = f"{found[3]}-{int(found[2]):02}-{int(found[1]):02}"
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return None
