"""Two cards made one: who the other is, the two side by side, what will happen, and then it.

Everything until the last button only looks, so the steps are addresses and the browser's way
back works; what is chosen in them are ids and sides, never a value. What happens can be taken
back for thirty days (:mod:`lupaus.web.customers.merging_recent`).
"""

from typing import Any, Final
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from lupaus.register.comparison import Comparison, compare
from lupaus.register.descriptions import FIELDS as CHOOSABLE
from lupaus.register.descriptions import Side
from lupaus.register.duplicates import Draft, Likely, likely
from lupaus.register.merge import merge as merged
from lupaus.register.named import Named
from lupaus.register.pages import organisation_page, person_page
from lupaus.register.search import search
from lupaus.register.unfit import Unfit
from lupaus.web.customers.adding_words import MATCHES
from lupaus.web.customers.card_base import Somebody, part_page
from lupaus.web.customers.duplicates import HERE, RETURN
from lupaus.web.customers.merging_bans import prohibitions
from lupaus.web.customers.merging_recent import MERGED
from lupaus.web.customers.merging_sides import Choices, beside
from lupaus.web.frame.back import undoable, warned
from lupaus.web.frame.sealed import seal, unseal
from lupaus.web.frame.visit import Visit, first_of
from lupaus.web.templatetags.lupaus import day

OTHER, PREVIEW, SOUGHT = "toinen", "esikatsele", "h"
_SHOWN: Final = 12


@part_page(methods="GET POST")
def merge(request: HttpRequest, visit: Visit, who: Somebody) -> HttpResponse:
    """The step that the address, or the button, asks for."""
    said = request.POST if request.method == "POST" else request.GET
    if request.method == "POST" and said.get("do") == "look":
        sought = seal({"q": said.get("q", "").strip()[:200]})
        asked = urlencode({SOUGHT: sought, **_returning(said)})
        return redirect(f"{request.path}?{asked}")
    other = _id(said.get(OTHER, ""))
    if other is None:
        return _choose(request, visit, who)
    try:
        with visit.reading("merge") as r:
            found = compare(r, who.id, other, today=visit.today)
    except Unfit:
        warned(request, _("Näitä kahta ei voi yhdistää: henkilö yhdistetään henkilöön."))
        return redirect("merge", who.id)
    choices = {name: Side(said[name]) for name in CHOOSABLE if said.get(name) in set(Side)}
    if request.method == "POST" and said.get("do") == "merge":
        return _merge(request, visit, found, choices)
    return _beside(request, visit, found, Choices(found, choices))


def _merge(
    request: HttpRequest, visit: Visit, found: Comparison, chosen: dict[str, Side]
) -> HttpResponse:
    keep, gone = found.keep.party, found.gone.party
    acts = visit.acts()
    done = first_of(
        acts, lambda act: merged(act=act, keep=keep, gone=gone, chosen=chosen, also=acts)
    )
    told = _("Yhdistettiin. Sen voi kumota %(until)s saakka.") % {"until": day(done.until)}
    undoable(request, visit, told, (MERGED, done.id))
    if request.POST.get(RETURN) == HERE:
        return redirect("duplicates")
    return redirect("customer", keep)


# --- who the other is ------------------------------------------------------------------------


def _choose(request: HttpRequest, visit: Visit, who: Somebody) -> HttpResponse:
    """Those who are likely the same, and whoever is searched for."""
    typed = str(unseal(request.GET.get(SOUGHT, "")).get("q", ""))
    with visit.reading("merge") as r:
        look = organisation_page if who.named.is_organisation else person_page
        page = look(r, who.id, today=visit.today)
        assert page is not None  # noqa: S101 - the page has just been seen
        first = page.names[0] if page.names else None
        firm = page.firms[0] if page.firms else None
        draft = Draft(
            given=first.given if first else "",
            family=first.family if first else "",
            organisation=firm.name if firm else "",
            emails=tuple(one.address for one in page.emails),
            phones=tuple(one.typed for one in page.phones),
            business_id=firm.business_id if firm else "",
            party=who.id,
        )
        alike = likely(r, draft)
        hits = search(r, typed).hits if typed else ()
    same = who.named.is_organisation
    found = [
        (hit, _to(request, who, hit.party))
        for hit in hits
        if hit.is_organisation is same and hit.party != who.id
    ]
    shown = {
        "who": who,
        "back": who.where.card,
        "likely": [_likely(request, who, one) for one in alike if one.is_organisation is same],
        "typed": typed,
        "found": found[:_SHOWN],
        "returning": _returning(request.GET),
    }
    return render(request, "customers/merge_choose.html", shown)


def _likely(
    request: HttpRequest, who: Somebody, one: Likely
) -> tuple[Likely, tuple[Any, ...], str]:
    return one, tuple(MATCHES[m] for m in one.matches), _to(request, who, one.party)


def _to(request: HttpRequest, who: Somebody, other: int) -> str:
    said = urlencode({OTHER: other, **_returning(request.GET)})
    return f"{reverse('merge', args=(who.id,))}?{said}"


# --- side by side, and what will happen ------------------------------------------------------


def _beside(
    request: HttpRequest, visit: Visit, found: Comparison, choices: Choices
) -> HttpResponse:
    keep, gone = (
        Named(page.party, page.number, page.is_organisation, page.title)
        for page in (found.keep, found.gone)
    )
    returning = _returning(request.GET)
    turned = urlencode({OTHER: keep.party, **returning, **choices.turned})
    again = urlencode({OTHER: gone.party, **returning, **choices.said})
    sections = beside(visit, found)
    shown = {
        "keep": keep,
        "gone": gone,
        "fields": choices.fields,
        "chosen": choices.chosen,
        "sections": sections,
        "moving": [one for one in sections if one.gone],
        "forbidden": prohibitions(visit, keep.party, gone.party),
        "flags": choices.flags,
        "turned": f"{reverse('merge', args=(gone.party,))}?{turned}",
        "another": f"{reverse('merge', args=(keep.party,))}?{urlencode(returning)}",
        "again": f"{request.path}?{again}",
        "returning": returning,
    }
    wants = PREVIEW in request.GET
    template = "customers/merge_preview.html" if wants else "customers/merge.html"
    return render(request, template, shown)


def _returning(said: Any) -> dict[str, str]:
    return {RETURN: HERE} if said.get(RETURN) == HERE else {}


def _id(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 16 else None
