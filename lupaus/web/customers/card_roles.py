"""Who acts for whom: the other party is found by the search of the register and chosen.

What is typed into the finder is posted, as everywhere: no name goes into an address.
"""

from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from lupaus.register.named import named
from lupaus.register.search import search
from lupaus.web.customers.card_forms import Parties, RowForm
from lupaus.web.frame.visit import Visit

#: What is typed to find somebody, and the button that only looks.
FINDER, LOOK = "finder", "look"
PARTY = "organisation_id"
_MOST = 8


def is_look(request: HttpRequest) -> bool:
    """Was somebody only looked for? Then nothing is stored."""
    return request.method == "POST" and LOOK in request.POST


def offered(
    visit: Visit, request: HttpRequest, *, organisations: bool, chosen: int | None = None
) -> Parties:
    """Who may be chosen: whoever was chosen before, and whom the finder finds."""
    typed = request.POST.get(FINDER, "").strip()
    ids = [party for party in (_id(request.POST.get(PARTY)), chosen) if party is not None]
    if not typed and not ids:
        return ()
    with visit.reading("customer-role") as r:
        known = named(r, ids)
        found = {
            one.party: _called(one.name, one.number)
            for one in known.values()
            if one.is_organisation is organisations
        }
        if typed:
            hits = search(r, typed, limit=3 * _MOST).hits
            wanted = [hit for hit in hits if hit.is_organisation is organisations][:_MOST]
            found |= {hit.party: _called(hit.name, hit.number) for hit in wanted}
        r.viewed(found)
    return tuple(found.items())


def with_finder(form: RowForm, *, organisations: bool) -> RowForm:
    """The form with the finder before what it finds."""
    label = _("Hae yritys") if organisations else _("Hae henkilö")
    attributes: dict[str, Any] = {"autocomplete": "off", "spellcheck": "false"}
    finder = forms.CharField(
        label=label,
        required=False,
        help_text=_("Nimi, Y-tunnus tai asiakasnumero.") if organisations else "",
        widget=forms.TextInput(attributes),
    )
    finder.required = True  # not judged: only what it says of itself
    form.fields = {FINDER: finder, **form.fields}
    if not organisations:
        form.fields[PARTY].label = str(_("Henkilö"))
    return form


def _called(name: str, number: int | None) -> str:
    return f"{name} ({number})" if name and number else name or str(number or "")


def _id(text: str | None) -> int | None:
    return int(text) if text and text.isdecimal() and len(text) < 16 else None
