"""What was done, by whom, to whose data; and the whole of it as a file for an auditor."""

import tempfile
from pathlib import Path
from typing import Any, cast

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from lupaus.ledger import pages
from lupaus.ledger.append import LedgerBrokenError
from lupaus.ledger.export import export, handed_over, write_verifier
from lupaus.register.absorbed import taken_in
from lupaus.web.events.asked import Asked, Asking, customers, turning
from lupaus.web.events.shown import by_day, first_of, told
from lupaus.web.events.words import GROUPS
from lupaus.web.frame.page import Access, page
from lupaus.web.frame.visit import VIA, Visit

ABOUT = "events"


@page(Access.OWNER, methods="GET POST")
def events(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The ledger, newest first. POST takes what is looked for and leads to its address."""
    if request.method == "POST":
        form = Asking(request.POST, visit=visit, about=ABOUT)
        if form.is_valid():
            return redirect(f"{reverse('events')}?{form.asked().query()}")
        return render(request, "events/list.html", {"form": form}, status=422)
    asked = Asked.of(request.GET.dict())
    before = request.GET.get("ennen", "")
    leaf = pages.page(asked.wanted(), before=_number(before))
    shown = _shown(visit, asked, leaf) | turning(asked, before, leaf.older)
    return render(request, "events/list.html", shown)


def _shown(visit: Visit, asked: Asked, leaf: pages.Leaf) -> dict[str, Any]:
    whose = {party for line in leaf.lines for party in first_of(line.whose)}
    seen = customers(visit, ABOUT, whose | ({asked.party} if asked.party else set()))
    merged = taken_in(whose - seen.keys())
    customer = seen.get(asked.party or 0)
    form = Asking(initial=asked.initial(customer), visit=visit, about=ABOUT)
    return {
        "form": form,
        "asked": asked,
        "customer": customer,
        "groups": [
            (word, group.label, asked.query(ryhma=word)) for word, group in GROUPS.items()
        ],
        "days": by_day(told(visit, line, seen, merged) for line in leaf.lines),
        "leaf": leaf,
        "all_groups": asked.without("ryhma"),
    }


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 19 else pages.END


@page(Access.OWNER, methods="POST")
def take_out(_request: HttpRequest, visit: Visit) -> HttpResponse:
    """The ledger as a file, for whoever verifies it elsewhere. That it was taken is recorded
    in the ledger itself, after what the file holds."""
    with tempfile.TemporaryDirectory(prefix="lupaus-ledger-") as folder:
        file = Path(folder) / "export.jsonl"
        try:
            count = export(file, at=visit.at)
        except LedgerBrokenError:
            return redirect("events-verify")
        handed_over(count, actor=visit.actor.name, at=visit.at, via=VIA)
        return _file(file, f"lupaus-tapahtumat-{visit.today}.jsonl")


@page(Access.OWNER)
def verifier(_request: HttpRequest, _visit: Visit) -> HttpResponse:
    """The program that verifies the file without ours."""
    with tempfile.TemporaryDirectory(prefix="lupaus-verifier-") as folder:
        file = Path(folder) / "verifier.pyz"
        write_verifier(file)
        return _file(file, "verifier.pyz")


def _file(file: Path, name: str) -> HttpResponse:
    """Sent as it is read. Its folder goes before that: what is open stays readable."""
    sent = FileResponse(
        file.open("rb"),
        as_attachment=True,
        filename=name,
        content_type="application/octet-stream",
    )
    return cast("HttpResponse", sent)  # a page needs nothing of it but its headers
