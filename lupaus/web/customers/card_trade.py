"""Invoices: what each consists of, what becomes of it, and a new one.

An invoice is a voucher. It is never taken away here: law keeps it, and what was entered wrong
is credited.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lupaus.guard import Act
from lupaus.register import trade
from lupaus.register.facts import Status
from lupaus.register.pages import invoice_lines, invoice_of
from lupaus.register.trade import TRANSITIONS, Became, Line, NewInvoice
from lupaus.register.unfit import Unfit, Unknown
from lupaus.web.customers.card_base import (
    Somebody,
    acts_on,
    part_page,
    posted,
)
from lupaus.web.customers.card_state import day_field, line_field
from lupaus.web.customers.card_words import DAY_HINT, ICONS, MISTAKES, invoice_mark
from lupaus.web.frame.back import said, undoable
from lupaus.web.frame.once import once
from lupaus.web.frame.visit import Visit, first_of
from lupaus.web.undo import undoes

INVOICE = "invoice"
BECAME = "invoice-status"


@dataclass(frozen=True, slots=True)
class Step:
    """What can be done to an invoice, and what is said of it."""

    do: Callable[..., Became]
    label: Any
    told: Any


STEPS: Mapping[Status, Step] = {
    Status.PAID: Step(
        trade.mark_paid,
        gettext_lazy("Merkitse maksetuksi"),
        gettext_lazy("Lasku merkittiin maksetuksi."),
    ),
    Status.COLLECTION: Step(
        trade.send_to_collection,
        gettext_lazy("Siirrä perintään"),
        gettext_lazy("Lasku siirrettiin perintään."),
    ),
    Status.DISPUTED: Step(
        trade.dispute,
        gettext_lazy("Merkitse riitaiseksi"),
        gettext_lazy("Lasku merkittiin riitaiseksi."),
    ),
    Status.OPEN: Step(
        trade.settle_dispute,
        gettext_lazy("Riita ratkesi, lasku jää avoimeksi"),
        gettext_lazy("Lasku on taas avoin."),
    ),
    Status.CREDITED: Step(
        trade.credit, gettext_lazy("Hyvitä"), gettext_lazy("Lasku hyvitettiin.")
    ),
}


@part_page(methods="GET POST")
def invoice(request: HttpRequest, visit: Visit, who: Somebody, row: int) -> HttpResponse:
    """One invoice with its lines, and what becomes of it."""
    acts = acts_on(visit, who.facts, INVOICE)
    with visit.reading("customer-invoice") as r:
        found = invoice_of(r, who.id, row, today=visit.today)
        if found is None:
            raise Unknown(f"there is no invoice {row}")
        lines = invoice_lines(r, row)
    if request.method == "POST":
        return _step(request, visit, who, acts, row)
    can = TRANSITIONS[Status(found.status)]
    steps = [
        (status, STEPS[status].label)
        for status in (Status.PAID, Status.OPEN, Status.COLLECTION, Status.DISPUTED)
        if status in can
    ]
    shown = {
        "who": who,
        "invoice": found,
        "mark": invoice_mark(found.status, found.due_on, visit.today),
        "lines": lines,
        "steps": steps,
        "can_credit": Status.CREDITED in can,
        "slot": f"invoice-{row}",
        "action": request.get_full_path(),
        "back": who.where.card,
    }
    template = "customers/card_invoice.html"
    if not request.htmx:  # type: ignore[attr-defined]  # the middleware's
        template = "customers/card_invoice_page.html"
    return render(request, template, shown)


def _step(
    request: HttpRequest, visit: Visit, who: Somebody, acts: tuple[Act, ...], row: int
) -> HttpResponse:
    wanted = request.POST.get("status", "")
    if wanted not in set(Status):
        return who.where.back()
    step = STEPS[Status(wanted)]
    try:
        became = first_of(acts, lambda act: step.do(act=act, invoice=row))
    except Unfit:
        said(request, _("Laskun tila on muuttunut sillä välin. Katso se uudelleen."))
    else:
        undoable(request, visit, str(step.told), (BECAME, (who.id, became)))
    return who.where.back("laskut")


@undoes(BECAME)
def _status_back(visit: Visit, kept: tuple[int, Became]) -> str:
    _party, became = kept
    try:
        first_of(visit.acts(), lambda act: trade.take_back(act=act, became=became))
    except Unfit:
        return _("Joku on muuttanut tietoa sen jälkeen, joten sitä ei kumottu.")
    return _("Kumottu.")


# --- a new one ------------------------------------------------------------------------------

_FEW, _MOST = 3, 40
_SUM = re.compile(r"-?\d{1,9}(?:[.,]\d{1,2})?", re.ASCII)
_COUNT = re.compile(r"\d{1,6}(?:[.,]\d{1,3})?", re.ASCII)


def _number(pattern: re.Pattern[str], text: str) -> Decimal | None:
    bare = re.sub(r"[\s\u00a0€]", "", text).replace("\u2212", "-")
    if not pattern.fullmatch(bare):
        return None
    try:
        return Decimal(bare.replace(",", "."))
    except InvalidOperation:
        return None


class Invoicing(forms.Form):
    """A new invoice. How many lines there are is told by the form that was sent."""

    use_required_attribute = False

    def __init__(self, visit: Visit, typed: Any, count: int) -> None:
        super().__init__(typed, auto_id="lasku-%s")
        self.count = max(1, min(count, _MOST))
        due = forms.DateField(
            label=_("Eräpäivä"),
            required=False,
            help_text=DAY_HINT,
            input_formats=["%d.%m.%Y", "%Y-%m-%d"],
            error_messages={"invalid": MISTAKES["day"]},
            widget=forms.TextInput({"autocomplete": "off"}),
        )
        self.fields |= {
            "number": line_field(_("Laskun numero"), required=True),
            "issued_on": day_field(_("Laskun päivä"), visit.today),
            "due_on": due,
            "reference": line_field(_("Viite")),
        }
        for place in range(self.count):
            self.fields[f"text-{place}"] = line_field(_("Selite"))
            self.fields[f"quantity-{place}"] = line_field(_("Määrä"))
            self.fields[f"price-{place}"] = line_field(_("Hinta euroina"))
            self.fields[f"quantity-{place}"].initial = "1"

    @property
    def heads(self) -> list[forms.BoundField]:
        return [self[name] for name in ("number", "issued_on", "due_on", "reference")]

    @property
    def rows(self) -> list[tuple[int, list[forms.BoundField]]]:
        return [
            (place + 1, [self[f"{name}-{place}"] for name in ("text", "quantity", "price")])
            for place in range(self.count)
        ]

    def clean(self) -> dict[str, Any]:
        """The lines that say anything; a line without a text or a price is a mistake."""
        told: dict[str, Any] = super().clean() or {}
        lines = []
        for place in range(self.count):
            text, price = told.get(f"text-{place}", ""), told.get(f"price-{place}", "")
            if not text and not price:
                continue
            cost = _number(_SUM, price)
            count = _number(_COUNT, told.get(f"quantity-{place}") or "1")
            if not text:
                self.add_error(f"text-{place}", MISTAKES["empty"])
            if cost is None:
                self.add_error(f"price-{place}", MISTAKES["money"])
            if count is None:
                self.add_error(f"quantity-{place}", _("Kirjoita luku, esimerkiksi 2 tai 1,5."))
            if text and cost is not None and count is not None:
                lines.append(Line(text, int(cost * 100), count))
        if not lines and not self.errors:
            self.add_error("text-0", _("Laskussa on vähintään yksi rivi."))
        told["lines"] = tuple(lines)
        return told


@part_page(methods="GET POST")
def issue(request: HttpRequest, visit: Visit, who: Somebody) -> HttpResponse:
    """Enter an invoice."""
    acts = acts_on(visit, who.facts, INVOICE)
    count = request.POST.get("count", "")
    wanted = int(count) if count.isdecimal() and len(count) < 4 else _FEW
    longer = request.method == "POST" and "longer" in request.POST
    form = Invoicing(visit, posted(request), wanted + (_FEW if longer else 0))
    if request.method == "POST" and not longer and form.is_valid():
        issued = once(request, visit, lambda: _issued(request, who, acts, form))
        if issued is not None:
            return issued
    if longer:  # only another line was asked for: nothing is judged yet
        form = _unjudged(visit, request, form.count)
    shown = {
        "who": who,
        "form": form,
        "icon_name": ICONS[INVOICE],
        "back": who.where.card,
        "action": request.get_full_path(),
    }
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "customers/card_invoice_new.html", shown, status=status)


def _unjudged(visit: Visit, request: HttpRequest, count: int) -> Invoicing:
    form = Invoicing(visit, None, count)
    for name, field in form.fields.items():
        if name in request.POST:
            field.initial = request.POST[name]
    return form


def _issued(
    request: HttpRequest, who: Somebody, acts: tuple[Act, ...], form: Invoicing
) -> HttpResponse | None:
    """Back on the card; None when the form has been told what is wrong."""
    try:
        first_of(acts, lambda act: _issue(act, who.id, form.cleaned_data))
    except Unfit as unfit:
        _told(form, unfit)
        return None
    said(request, _("Lasku kirjattiin."))
    return who.where.back("laskut")


def _issue(act: Act, party: int, told: Mapping[str, Any]) -> Any:
    new = NewInvoice(
        told["number"], told["lines"], told["issued_on"], told["due_on"], told["reference"]
    )
    return trade.issue_invoice(act=act, party=party, invoice=new)


def _told(form: Invoicing, unfit: Unfit) -> None:
    place = {"invoice_number": "number", "line": "text-0"}.get(unfit.field, unfit.field)
    text = MISTAKES["too-long"]
    if "in use" in unfit.reason:
        text = _("Tämä numero on jo toisella laskulla. Kirjoita laskun oma numero.")
    elif "future" in unfit.reason:
        text = MISTAKES["future"]
    elif "not due before" in unfit.reason:
        text = MISTAKES["ends-before-it-begins"]
    elif unfit.field == "source":
        text = _("Selosteessa ei ole lähdettä, josta laskut tulevat. Lisää se selosteeseen.")
    form.add_error(place if place in form.fields else None, str(text))
