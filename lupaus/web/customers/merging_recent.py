"""Merges that can still be taken back, and what came of taking one back: three piles.

Only what stands as the merge left it goes back. What was changed since stays where it is and is
told with the reason, so that nobody's work is lost by an undo.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lupaus.register.merge import Left, Recent, Unmerged, merges
from lupaus.register.merge import undo as unmerge
from lupaus.register.named import named
from lupaus.register.unfit import Unfit, Unknown
from lupaus.register.unmerge import Why
from lupaus.web.customers.merging_words import OTHER_ROW, TABLES, WHY
from lupaus.web.frame.back import said, warned
from lupaus.web.frame.page import page
from lupaus.web.frame.sealed import seal, unseal
from lupaus.web.frame.visit import Visit, first_of
from lupaus.web.undo import undoes

#: The kind of undo of a toast.
MERGED: Final = "merge"
_MOST: Final = 100


@dataclass(frozen=True, slots=True)
class Line:
    """One merge as the page shows it. ``left``: days after today on which it can be undone."""

    merge: Recent
    name: str
    left: int


@page()
def recent(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The merges that can be undone, the newest first."""
    with visit.reading("merges") as r:
        found = merges(r, limit=_MOST)
        called = named(r, {one.keep for one in found})
    lines = [
        Line(
            one,
            called[one.keep].name if one.keep in called else "",
            (one.until - visit.today).days,
        )
        for one in found
        if one.until >= visit.today
    ]
    return render(request, "customers/merged.html", {"lines": lines})


@page(methods="POST")
def undo(request: HttpRequest, visit: Visit, merge: int) -> HttpResponse:
    """Make two of one again, then show the piles."""
    try:
        done = _undone(visit, merge)
    except Unknown:
        warned(request, _("Tätä yhdistämistä ei voi enää kumota."))
        return redirect("merges")
    except Unfit:
        warned(request, _("Kumoa ensin yhdistäminen, joka tehtiin tämän jälkeen."))
        return redirect("merges")
    if done.whole:
        said(request, _sentence(done))
    return redirect(f"{reverse('merge-undone')}?x={seal(_packed(done))}")


@page()
def undone(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The three piles of an undo."""
    piles = unseal(request.GET.get("x", ""))
    if "back" not in piles:
        return redirect("merges")
    both = (int(piles["keep"]), int(piles["gone"]))
    with visit.reading("merges") as r:
        called = named(r, both)
        r.viewed(called)
    shown = {
        "back": piles["back"],
        "kept": _told(piles["kept"]),
        "could_not": _told(piles["could_not"]),
        "kept_count": sum(n for _t, _w, n in piles["kept"]),
        "could_not_count": sum(n for _t, _w, n in piles["could_not"]),
        "both": [called[party] for party in both if party in called],
    }
    return render(request, "customers/merge_undone.html", shown)


@undoes(MERGED)
def _undo(visit: Visit, merge: int) -> str:
    """From the toast, right after."""
    try:
        return _sentence(_undone(visit, merge))
    except Unknown:
        return _("Tätä yhdistämistä ei voi enää kumota.")
    except Unfit:
        return _("Kumoa ensin yhdistäminen, joka tehtiin tämän jälkeen.")


def _undone(visit: Visit, merge: int) -> Unmerged:
    """Under the first purpose of the moment that covers it. Raises Unknown, Unfit, Refused."""
    return first_of(visit.acts(), lambda act: unmerge(act=act, merge=merge))


def _sentence(done: Unmerged) -> str:
    back = ngettext("%(n)d tieto palautui.", "%(n)d tietoa palautui.", done.back)
    told = [_("Yhdistäminen kumottiin."), back % {"n": done.back}]
    if done.kept:
        kept = ngettext(
            "%(n)d jäi yhdistetylle, koska siihen on koskettu.",
            "%(n)d jäi yhdistetylle, koska niihin on koskettu.",
            len(done.kept),
        )
        told.append(kept % {"n": len(done.kept)})
    if done.could_not:
        lost = ngettext(
            "%(n)d ei palautunut, koska sitä ei enää ole.",
            "%(n)d ei palautunut, koska niitä ei enää ole.",
            len(done.could_not),
        )
        told.append(lost % {"n": len(done.could_not)})
    return " ".join(told)


# --- as they travel in an address: tables, reasons and counts ---------------------------------


def _packed(done: Unmerged) -> dict[str, Any]:
    return {
        "keep": done.keep,
        "gone": done.gone,
        "back": done.back,
        "kept": _counted(done.kept),
        "could_not": _counted(done.could_not),
    }


def _counted(left: Iterable[Left]) -> list[tuple[str, str, int]]:
    counts = Counter((one.table, one.why.value) for one in left)
    return [(table, why, count) for (table, why), count in sorted(counts.items())]


def _told(pile: Iterable[tuple[str, str, int]]) -> list[tuple[Any, Any, int]]:
    return [(TABLES.get(table, OTHER_ROW), WHY[Why(why)], n) for table, why, n in pile]
