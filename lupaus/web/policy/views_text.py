"""The whole policy as text, with its problems beside it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from lupaus.policy.source import LARGEST_BYTES
from lupaus.web.frame.page import Access, page
from lupaus.web.frame.visit import Visit
from lupaus.web.policy import draft as drafts
from lupaus.web.policy.compared import compared
from lupaus.web.policy.desk import Desk, Room, seen_in, written
from lupaus.web.policy.problems import told


@page(Access.OWNER, methods="GET POST")
def text(request: HttpRequest, visit: Visit) -> HttpResponse:
    """POST writes the draft whatever it says: it is a draft, and nothing typed is lost. What
    somebody else has saved meanwhile is shown beside it, and goes only when that is said."""
    desk = Desk.of(visit)
    if request.method != "POST":
        return _page(request, desk, desk.draft.text)
    typed = drafts.plain(request.POST.get("text", ""))
    if len(typed.encode()) > LARGEST_BYTES:
        sorry = _("Teksti on liian pitkä. Tarkista, että liitit oikean tiedoston.")
        return _page(request, desk, typed, status=422, sorry=sorry)
    if typed != desk.draft.text and seen_in(request) != desk.draft.digest:
        between = compared(desk.draft.text, typed)
        return _page(request, desk, typed, status=409, between=between)
    if request.POST.get("only") == "show":
        return _page(request, desk, typed, is_unsaved=typed != desk.draft.text)
    room = Room("policy/text.html", _shown(desk, typed), reverse("policy-text"))
    return written(request, desk, room, typed)


@page(Access.OWNER, methods="POST")
def check(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The problems of what is being typed."""
    desk = Desk.of(visit)
    typed = drafts.plain(request.POST.get("text", ""))[:LARGEST_BYTES]
    return render(request, "policy/text_problems.html", _shown(desk, typed))


def _shown(desk: Desk, typed: str) -> dict[str, Any]:
    would = desk.would(typed)
    return {
        "desk": desk,
        "text": typed,
        "problems": told(would.problems, typed),
        "is_readable": would.policy is not None,
        "bars": len(would.bars),
        "lines": range(1, typed.count("\n") + 1),
    }


def _page(
    request: HttpRequest, desk: Desk, typed: str, *, status: int = 200, **more: Any
) -> HttpResponse:
    return render(request, "policy/text.html", {**_shown(desk, typed), **more}, status=status)
