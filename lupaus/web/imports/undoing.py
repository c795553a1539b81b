"""Taking an import out again, in three piles: what is reversed, what is kept because somebody
has worked on it since, and what can not be, and why.

Danger: customers go. What would happen is shown first; the count has to be typed as it stands
there, and when it is another by then, nothing is undone and the new one is shown.
"""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from lupaus.intake import batch as batches
from lupaus.intake.batch import Tally, Undone
from lupaus.web.frame.page import Access, page
from lupaus.web.frame.visit import Visit
from lupaus.web.imports.outcome import Outcome, outcome_of, packed, unpacked
from lupaus.web.imports.people import called
from lupaus.web.imports.sources import source_label
from lupaus.web.imports.taking import taker_of
from lupaus.web.imports.views import require_undo


@page(Access.STAFF, methods="GET POST")
def undo(request: HttpRequest, visit: Visit, batch: int) -> HttpResponse:
    """What undoing would come to. POST undoes it, when the count is typed."""
    taker = taker_of(visit)
    tally = _find(batch)
    require_undo(taker, batch)
    foreseen = batches.foresee(batch)
    if foreseen.already:
        return render(request, "imports/nothing_left.html", {"tally": tally})
    count = _count(foreseen)
    wrong = False
    if request.method == "POST":
        typed = "".join(request.POST.get("count", "").split())
        if typed == str(count):
            undone_ = batches.undo(batch, act=taker.act)
            return redirect(f"{reverse('import-undone', args=[batch])}?x={packed(undone_)}")
        wrong = True
    shown = {
        **_piles(visit, outcome_of(foreseen)),
        "tally": tally,
        "source": source_label(visit.adopted.policy, tally.batch.source),
        "going": max(tally.parties - len(foreseen.kept), 0),
        "count": count,
        "wrong": wrong,
        "changed_since": wrong and request.POST.get("shown", "") not in {"", str(count)},
    }
    return render(request, "imports/undo.html", shown, status=422 if wrong else 200)


@page(Access.STAFF)
def undone(request: HttpRequest, visit: Visit, batch: int) -> HttpResponse:
    """What came of it; what it kept is told as long as the address lasts."""
    taker_of(visit)
    tally = _find(batch)
    told = unpacked(request.GET.get("x", ""))
    shown = {
        **_piles(visit, told or Outcome(0)),
        "tally": tally,
        "is_told": told is not None,
    }
    return render(request, "imports/undone.html", shown)


def _find(batch: int) -> Tally:
    found = batches.tally_of(batch)
    if found is None:
        raise Http404
    return found


def _count(foreseen: Undone) -> int:
    """What is typed: the rows that go, and those that get back what stood in them."""
    return foreseen.rows + foreseen.restored


def _piles(visit: Visit, told: Outcome) -> dict[str, Any]:
    return {"undone": told, "names": called(visit, told.parties, about="import-undo")}
