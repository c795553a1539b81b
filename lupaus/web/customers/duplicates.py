"""Pairs in the register who may be one: opened, merged, or told apart for good."""

from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from lupaus.register.duplicates import Pair, Rule, are_different, are_undecided, pairs, some
from lupaus.register.named import named
from lupaus.register.pairs import Place
from lupaus.register.unfit import Unfit, Unknown
from lupaus.web.customers.adding_words import MATCHES
from lupaus.web.frame.back import back, undoable, warned
from lupaus.web.frame.page import page
from lupaus.web.frame.visit import Visit
from lupaus.web.undo import undoes

SIZE: Final = 20
#: The kind of undo, and the parameters of the address.
APART: Final = "apart"
AFTER, ONLY, SURE = "jalkeen", "vain", "varmat"
#: Where a merge leads back to, when it was begun here.
RETURN, HERE = "paluu", "samat"


@dataclass(frozen=True, slots=True)
class Line:
    """One pair as the page shows it."""

    pair: Pair
    matches: tuple[Any, ...]
    merge: str


@page()
def duplicates(request: HttpRequest, visit: Visit) -> HttpResponse:
    """One page of them, in the order in which they came into the register."""
    rule = Rule.NARROW if request.GET.get(ONLY) == SURE else Rule.WIDE
    after = _place(request.GET.get(AFTER, ""))
    with visit.reading("duplicates") as r:
        found = pairs(r, limit=SIZE, after=after or (0, 0), rule=rule)
    shown = {
        "lines": [_line(pair) for pair in found.rows],
        "only_sure": rule is Rule.NARROW,
        "all": reverse("duplicates"),
        "sure": f"{reverse('duplicates')}?{urlencode({ONLY: SURE})}",
        "after": _address(rule, found.after) if found.after else "",
        "first": _address(rule, None) if after else "",
    }
    return render(request, "customers/duplicates.html", shown)


@page()
def count(request: HttpRequest, visit: Visit) -> HttpResponse:
    """How many there are, for the list of customers, which stands already."""
    with visit.reading("duplicates") as r:
        found = some(r, most=SIZE)
    return render(request, "customers/duplicates_count.html", {"found": found})


@page(methods="POST")
def told_apart(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Somebody has looked: these two are not the same."""
    one, other = (_id(request.POST.get(name, "")) for name in ("one", "other"))
    with visit.reading("duplicates") as r:
        in_sight = len(named(r, (one, other))) == 2
    if in_sight and _apart(visit, one, other):
        undoable(request, visit, _("Merkittiin eri asiakkaiksi."), (APART, (one, other)))
    else:
        warned(request, _("Toista ei enää ole. Mitään ei tallennettu."))
    return back(request, "duplicates")


def _apart(visit: Visit, one: int, other: int) -> bool:
    """False where one has gone meanwhile."""
    try:
        are_different(act=visit.acts()[0], one=one, other=other)
    except (Unknown, Unfit):
        return False
    return True


@undoes(APART)
def _together(visit: Visit, pair: tuple[int, int]) -> str:
    one, other = pair
    are_undecided(act=visit.acts()[0], one=one, other=other)
    return _("Kumottu. Pari on taas luettelossa.")


def _line(pair: Pair) -> Line:
    asked = urlencode({"toinen": pair.other.party, RETURN: HERE})
    merge = f"{reverse('merge', args=(pair.one.party,))}?{asked}"
    return Line(pair, tuple(MATCHES[match] for match in pair.matches), merge)


def _address(rule: Rule, after: Place | None) -> str:
    said = {ONLY: SURE} if rule is Rule.NARROW else {}
    if after:
        said[AFTER] = f"{after[0]}-{after[1]}"
    return f"{reverse('duplicates')}?{urlencode(said)}" if said else reverse("duplicates")


def _place(text: str) -> Place | None:
    """Where the page goes on; the beginning for what is no place."""
    one, _dash, other = text.partition("-")
    if all(part.isascii() and part.isdecimal() and len(part) < 20 for part in (one, other)):
        place = int(one), int(other)
        return place if max(place) < 2**63 else None
    return None


def _id(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 16 else 0
