"""What the box finds, while typing and as a page.

What is typed is posted, never put into an address: names and numbers stay out of logs.
"""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from lupaus.policy.vocabulary import Category
from lupaus.register.search import Found, Hit, Place
from lupaus.register.search import search as look
from lupaus.web.frame.context import WAYS
from lupaus.web.frame.page import page
from lupaus.web.frame.phone import written
from lupaus.web.frame.sealed import seal, unseal
from lupaus.web.frame.visit import Visit
from lupaus.web.frame.wording import category_label, place_label

SUGGESTED = 8
#: Letters of what is typed that are looked for: an address has an end.
MOST = 200


@page(methods="GET POST")
def results(request: HttpRequest, visit: Visit) -> HttpResponse:
    """POST takes what was typed and leads to an address that does not tell it; one sure hit
    leads straight to the card."""
    if request.method == "POST":
        typed = request.POST.get("q", "").strip()[:MOST]
        return redirect(f"{reverse('search')}?h={seal({'q': typed})}")
    typed = str(unseal(request.GET.get("h", "")).get("q", ""))
    found = _look(visit, typed, 20)
    if len(found.hits) == 1 and "h" in request.GET:
        return redirect("customer", found.hits[0].party)
    return render(request, "search/results.html", {"typed": typed, **_shown(found)})


@page(methods="POST")
def suggestions(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The part under the box."""
    typed = request.POST.get("q", "").strip()
    found = _look(visit, typed, SUGGESTED)
    said: dict[str, Any] = {"typed": typed, **_shown(found)}
    said["pages"] = _pages(visit, typed) if typed else []
    return render(request, "search/suggestions.html", said)


def _look(visit: Visit, typed: str, limit: int) -> Found:
    if not typed:
        return Found(())
    with visit.reading("search") as r:
        return look(r, typed, limit=limit)


def _shown(found: Found) -> dict[str, Any]:
    return {
        "hits": [(hit, _where(hit)) for hit in found.hits],
        "not_searched": [
            (category_label(Category(n.category)), n.clause) for n in found.not_searched
        ],
    }


def _where(hit: Hit) -> str:
    """Where it was found and what stands there; nothing where that is the name itself."""
    match hit.place:
        case Place.NAME | Place.ORGANISATION:
            return ""
        case Place.PHONE:
            return f"{place_label(hit.place)} {written(hit.text)}"
        case _:
            return f"{place_label(hit.place)} {hit.text}"


def _pages(visit: Visit, typed: str) -> list[tuple[str, Any, str]]:
    """Pages whose name begins with what was typed."""
    wanted = typed.casefold()
    return [
        (reverse(way.name), way.label, way.icon)
        for way in WAYS
        if str(way.label).casefold().startswith(wanted) and (visit.is_owner or not way.owners)
    ]
