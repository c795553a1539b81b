"""Taking an import out again, in three piles: what is reversed, what is kept because somebody
has worked on it since, and what can not be, and why.

Danger: customers go. What would happen is shown first; the count has to be typed as it stands
there, and when it is another by then, nothing is undone and the new one is shown.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from lupaus.intake import batch as batches
from lupaus.intake.batch import Tally, Undone
from lupaus.intake.entry import CATEGORY, Holds
from lupaus.intake.stored import Ref
from lupaus.policy.vocabulary import Category
from lupaus.web.frame.page import Access, page
from lupaus.web.frame.sealed import seal, unseal
from lupaus.web.frame.visit import Visit
from lupaus.web.frame.wording import category_label
from lupaus.web.imports import sentences
from lupaus.web.imports.people import called
from lupaus.web.imports.sources import source_label
from lupaus.web.imports.taking import taker_of
from lupaus.web.imports.views import LISTED, require_undo

_REFERENCES = 20


@dataclass(frozen=True, slots=True)
class Kept:
    """Somebody of whom something is kept: all that was added, or these of the data."""

    party: int
    what: str


@dataclass(frozen=True, slots=True)
class Lost:
    """Why something cannot be reversed, how many times, and whose it is."""

    why: Any
    count: int
    parties: tuple[int, ...]


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
            return redirect(
                f"{reverse('import-undone', args=[batch])}?x={seal(_packed(undone_))}"
            )
        wrong = True
    shown = {
        **_piles(visit, foreseen),
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
    told = _unpacked(batch, unseal(request.GET.get("x", "")))
    shown = {
        **_piles(visit, told or Undone(batch, 0)),
        "tally": tally,
        "is_told": told is not None,
    }
    return render(request, "imports/undone.html", shown)


def _find(batch: int) -> Tally:
    found = next((t for t in batches.tallies(LISTED) if t.batch.id == batch), None)
    if found is None:
        raise Http404
    return found


def _count(foreseen: Undone) -> int:
    """What is typed: the rows that go, and those that get back what stood in them."""
    return foreseen.rows + foreseen.restored


def _piles(visit: Visit, undone_: Undone) -> dict[str, Any]:
    kept, lost = list(_kept(undone_)), list(_lost(undone_))
    met = {one.party for one in kept[:_REFERENCES]}
    met |= {party for one in lost for party in one.parties}
    return {
        "undone": undone_,
        "names": called(visit, met, about="import-undo"),
        "kept": kept[:_REFERENCES],
        "kept_more": max(len(kept) - _REFERENCES, 0),
        "kept_count": len(kept),
        "lost": lost,
        "lost_count": len(undone_.lost),
    }


def _kept(undone_: Undone) -> Iterator[Kept]:
    for party in undone_.kept:
        yield Kept(party, "")
    by: dict[int, list[str]] = {}
    for ref in undone_.edited:
        by.setdefault(ref.party, []).append(_what(ref))
    for party, what in by.items():
        yield Kept(party, ", ".join(dict.fromkeys(what)))


def _what(ref: Ref) -> str:
    table = f"records_{ref.table}"
    category = CATEGORY[Holds(table)] if table in set(Holds) else Category.PERMISSIONS
    return category_label(category)


def _lost(undone_: Undone) -> Iterator[Lost]:
    for why, count in undone_.reasons.most_common():
        parties = {ref.party for ref, said in undone_.lost if said == why and ref.party}
        yield Lost(sentences.told(why), count, tuple(sorted(parties))[:_REFERENCES])


# -- across the redirect: numbers only, sealed ------------------------------------------------


def _packed(undone_: Undone) -> dict[str, Any]:
    """An address has an end: of long piles the first."""
    return {
        "rows": undone_.rows,
        "restored": undone_.restored,
        "kept": undone_.kept[:_REFERENCES],
        "edited": [(r.party, r.table, r.row) for r in undone_.edited[:_REFERENCES]],
        "lost": [(r.party, r.table, r.row, why) for r, why in undone_.lost[:_REFERENCES]],
    }


def _unpacked(batch: int, said: dict[str, Any]) -> Undone | None:
    if "rows" not in said:
        return None
    return Undone(
        batch,
        said["rows"],
        tuple(said["kept"]),
        said["restored"],
        tuple(Ref(*ref) for ref in said["edited"]),
        tuple((Ref(*ref), why) for *ref, why in said["lost"]),
    )
