"""Who looked at whom, when, for which purpose and from which page; by the hour and the person.

Looking here is looking at whom others looked at, and is recorded as such.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from lupaus.finland import local
from lupaus.ledger import read_pages
from lupaus.ledger.entry import Many, Whose
from lupaus.ledger.reads import Read
from lupaus.register.named import Named
from lupaus.web.events.asked import Asked, Asking, customers, turning
from lupaus.web.events.shown import first_of
from lupaus.web.events.words import about_label
from lupaus.web.frame.page import Access, page
from lupaus.web.frame.visit import Visit
from lupaus.web.frame.wording import purpose_label

ABOUT = "reads"
#: From so many different customers opened by one person within an hour, the count is marked.
MANY = 30


@dataclass(frozen=True, slots=True)
class Looked:
    """Looks one after another from the same page for the same purposes. ``parties`` are those
    of the named whom the visitor sees, ``unseen`` how many of the named are not among them;
    of a list only the first few are named."""

    first: datetime
    last: datetime
    about: Any
    purposes: tuple[str, ...]
    parties: tuple[Named, ...]
    count: int
    unseen: int

    @property
    def more(self) -> int:
        return self.count - len(self.parties) - self.unseen


@dataclass(frozen=True, slots=True)
class Hour:
    """What one person looked at within an hour of the clock. ``shown``: different customers,
    in whatever way. ``opened``: those looked at one by one; a list shows many at once and is
    not counted there."""

    begins: datetime
    actor: str
    shown: int
    opened: int
    is_waiting: bool  # some of it is not sealed yet
    looked: tuple[Looked, ...]

    @property
    def ends(self) -> int:
        return self.begins.hour + 1

    @property
    def is_marked(self) -> bool:
        return self.opened >= MANY


@page(Access.OWNER, methods="GET POST")
def reads(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Newest first. POST takes what is looked for and leads to its address."""
    if request.method == "POST":
        form = Asking(request.POST, visit=visit, about=ABOUT)
        if form.is_valid():
            return redirect(f"{reverse('reads')}?{form.asked().query()}")
        return render(request, "events/reads.html", {"form": form, "many": MANY}, status=422)
    asked = Asked.of(request.GET.dict())
    before = request.GET.get("ennen", "")
    leaf = read_pages.page(asked.wanted(), before=before)
    shown = _shown(visit, asked, leaf) | turning(asked, before, leaf.older)
    return render(request, "events/reads.html", shown)


def _shown(visit: Visit, asked: Asked, leaf: read_pages.Leaf) -> dict[str, Any]:
    own = {asked.party} if asked.party else set()
    named = {party for read in leaf.reads for party in _first(read.whose, asked.party)}
    seen = customers(visit, ABOUT, named | own)
    customer = seen.get(asked.party or 0)
    return {
        "form": Asking(initial=asked.initial(customer), visit=visit, about=ABOUT),
        "asked": asked,
        "customer": customer,
        "days": _days(visit, leaf.reads, seen, asked.party),
        "leaf": leaf,
        "reached": datetime.fromisoformat(leaf.reached) if leaf.reached else None,
        "many": MANY,
    }


def _first(whose: Whose, party: int | None) -> tuple[int, ...]:
    """Whom a line names: the first few, or whoever is asked for."""
    return (party,) if party else first_of(whose)


def _days(
    visit: Visit, found: Iterable[Read], seen: Mapping[int, Named], party: int | None
) -> list[tuple[date, list[Hour]]]:
    hours: dict[tuple[datetime, str], list[Read]] = {}
    for read in found:
        at = local(datetime.fromisoformat(read.at))
        begins = at.replace(minute=0, second=0, microsecond=0)
        hours.setdefault((begins, read.actor), []).append(read)
    made = [
        Hour(
            *(
                begins,
                actor,
                _whole(some),
                _opened(some),
                not all(read.sealed for read in some),
            ),
            tuple(_looked(visit, some, seen, party)),
        )
        for (begins, actor), some in hours.items()
    ]
    return [(day, list(some)) for day, some in groupby(made, lambda h: h.begins.date())]


def _opened(found: Sequence[Read]) -> int:
    alone = {r.whose for r in found if not isinstance(r.whose, Many) and len(r.whose) == 1}
    return len(alone)


def _whole(found: Sequence[Read]) -> int:
    """Of a list of more than are noted one by one, its length is all that is known."""
    whose = {p for r in found if not isinstance(r.whose, Many) for p in r.whose}
    bulk = max((r.whose.count for r in found if isinstance(r.whose, Many)), default=0)
    return max(len(whose), bulk)


def _looked(
    visit: Visit, found: Iterable[Read], seen: Mapping[int, Named], party: int | None
) -> Iterable[Looked]:
    for (about, purposes), together in groupby(found, lambda r: (r.about, r.purposes)):
        some = list(together)
        first = dict.fromkeys(p for r in some for p in _first(r.whose, party))
        parties = tuple(seen[p] for p in first if p in seen)
        policy = visit.adopted.policy
        yield Looked(
            first=datetime.fromisoformat(some[-1].at),
            last=datetime.fromisoformat(some[0].at),
            about=about_label(about),
            purposes=tuple(purpose_label(policy, p) for p in purposes),
            parties=parties,
            count=_whole(some),
            unseen=len(first) - len(parties),
        )
