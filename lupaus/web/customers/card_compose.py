"""Writing down what happened, and what is to be done: a note, a call, a letter, a meeting, a
reminder. A note takes two keys: n, then Ctrl and Enter."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from lupaus.guard import staff
from lupaus.register import edit
from lupaus.register.edit import Change, Mistaken
from lupaus.web.customers.card_base import Somebody, Where, part_page, takes_code
from lupaus.web.customers.card_edit import section_of
from lupaus.web.customers.card_forms import RowForm, refuse_past
from lupaus.web.frame.back import undoable
from lupaus.web.frame.once import once
from lupaus.web.frame.visit import Visit
from lupaus.web.undo import EDIT

#: Where the composer stands on the card.
SPOT = "kirjaa"


@dataclass(frozen=True, slots=True)
class Kind:
    """One thing to write down: the fields that are asked, and what is known without asking."""

    table: str
    icon: str
    label: Any
    told: Any
    asked: tuple[str, ...]
    fixed: Mapping[str, str]


_SPOKEN = ("direction", "at", "subject", "body")
KINDS: Mapping[str, Kind] = {
    "merkinta": Kind(
        "note", "notebook-pen", _("Merkintä"), _("Merkintä kirjattiin."), ("text",), {}
    ),
    "puhelu": Kind(
        *("message", "phone", _("Puhelu"), _("Puhelu kirjattiin."), _SPOKEN),
        {"channel": "phone"},
    ),
    "viesti": Kind(
        *("message", "mail", _("Sähköposti"), _("Sähköposti kirjattiin."), _SPOKEN),
        {"channel": "email"},
    ),
    "tapaaminen": Kind(
        *("message", "users", _("Tapaaminen"), _("Tapaaminen kirjattiin."), _SPOKEN),
        {"channel": "in-person"},
    ),
    "muistutus": Kind(
        *("followup", "alarm-clock", _("Muistutus"), _("Muistutus kirjattiin.")),
        ("text", "due_on", "assigned_to"),
        {},
    ),
}


@dataclass(frozen=True, slots=True)
class Composer:
    """The composer as a page shows it."""

    kind: str
    form: RowForm
    ways: tuple[tuple[str, Kind, str], ...]
    action: str
    days: tuple[tuple[str, Any], ...] = ()


def composer(
    visit: Visit, who: Somebody, kind: str, typed: Any = None, *, at: Where | None = None
) -> Composer | None:
    """The composer open at a kind, or at the first that may be written; None when nothing
    may."""
    at = at or who.where
    ways = tuple(
        (name, one, at.to("customer-compose", name))
        for name, one in KINDS.items()
        if who.form.section(one.table)
    )
    if not ways:
        return None
    name = kind if kind in {way[0] for way in ways} else ways[0][0]
    one = KINDS[name]
    form = RowForm(
        section_of(who, one.table),
        visit.adopted.policy,
        typed,
        slot=SPOT,
        only=one.asked,
        asks_source=False,
        initial=_initial(visit, one),
    )
    refuse_past(form, visit.today)
    days = _days(visit.today) if "due_on" in one.asked else ()
    if days:
        form.fields["due_on"].widget.attrs["list"] = f"{SPOT}-days"
    if "assigned_to" in one.asked:
        form.fields["assigned_to"] = _who_does(form.fields["assigned_to"])
    return Composer(name, form, ways, at.to("customer-compose", name), days)


def _initial(visit: Visit, one: Kind) -> dict[str, Any]:
    match one.table:
        case "message":
            return {"at": visit.at}
        case "followup":
            return {"due_on": _working(visit.today), "assigned_to": visit.actor.name}
        case _:
            return {}


def _working(today: date) -> date:
    """The next day that is no weekend."""
    day = today + timedelta(days=1)
    while day.isoweekday() > 5:
        day += timedelta(days=1)
    return day


def _days(today: date) -> tuple[tuple[str, Any], ...]:
    """Days that are often meant, as they are written."""
    later = {
        _("huomenna"): today + timedelta(days=1),
        _("viikon päästä"): today + timedelta(weeks=1),
        _("kahden viikon päästä"): today + timedelta(weeks=2),
        _("neljän viikon päästä"): today + timedelta(weeks=4),
    }
    return tuple((f"{day.day}.{day.month}.{day.year}", said) for said, day in later.items())


def _who_does(field: forms.Field) -> forms.Field:
    names = [one.name for one in staff.members() if one.until is None]
    choices = [("", _("kuka vain ehtii")), *((name, name) for name in names)]
    return forms.ChoiceField(label=field.label, required=False, choices=choices)


@part_page(methods="GET POST")
def compose(request: HttpRequest, visit: Visit, who: Somebody, kind: str) -> HttpResponse:
    """Write it down."""
    if kind not in KINDS:
        raise Http404
    one = KINDS[kind]
    section_of(who, one.table)  # refuses, with the clause
    posted = request.POST if request.method == "POST" else None
    composing = composer(visit, who, kind, posted)
    assert composing is not None  # noqa: S101 - the section is there
    form = composing.form
    if posted is not None and not form.errors:
        written = once(request, visit, lambda: _written(request, visit, who, one, form))
        if written is not None:
            return written
    shown = {"who": who, "composer": composing, "back": who.where.card}
    status = 422 if form.is_bound and form.errors else 200
    template = "customers/card_compose.html"
    if not request.htmx:  # type: ignore[attr-defined]  # the middleware's
        template = "customers/card_compose_page.html"
    return render(request, template, shown, status=status)


def _written(
    request: HttpRequest, visit: Visit, who: Somebody, one: Kind, form: RowForm
) -> HttpResponse | None:
    """Back on the card; None when the form has been told what is wrong."""
    act, *also = visit.acts()
    change = Change.add(one.table, {**one.fixed, **form.given}, source=form.source)
    try:
        applied = edit.apply(act=act, also=also, party=who.id, change=change)
    except Mistaken as mistaken:
        form.fail(mistaken, takes_code=takes_code(who))
        return None
    undoable(request, visit, str(one.told), (EDIT, applied.undo))
    return who.where.back("aika")
