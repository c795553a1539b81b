"""Every version there has been: its text, its notice, and what it changed."""

from dataclasses import dataclass
from itertools import pairwise

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from lupaus.guard import (
    Adopted,
    NoPolicy,
    PolicyChanged,
    Version,
    version_of,
    versions,
    versions_of,
)
from lupaus.policy.notice import notice
from lupaus.web.frame.back import said
from lupaus.web.frame.page import Access, page
from lupaus.web.frame.visit import Visit
from lupaus.web.policy import tellings
from lupaus.web.policy.desk import Desk, Room, written
from lupaus.web.policy.laid import laid
from lupaus.web.policy.tellings import Telling
from lupaus.web.policy.turns import Turns, turns
from lupaus.web.policy.views import spoken
from lupaus.web.policy.weighed import Weighed

#: So many are compared for the list; older ones on their own page.
_COMPARED = 10


@page(Access.OWNER)
def listing(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The newest first, with how much each changed."""
    found = versions()
    counted = dict.fromkeys((v.number for v in found), None) | _counts(found[: _COMPARED + 1])
    rows = [(version, counted[version.number]) for version in found]
    return render(request, "policy/versions.html", {"rows": rows, "desk": Desk.of(visit)})


def _counts(found: tuple[Version, ...]) -> dict[int, Turns | None]:
    read = versions_of([version.number for version in found])
    return {
        new.number: _between(read.get(old.number), read.get(new.number))
        for new, old in pairwise(found)
    }


@page(Access.OWNER)
def version(request: HttpRequest, visit: Visit, number: int) -> HttpResponse:
    """One version: what it changed, its notice and its text."""
    return _page(request, visit, _seen(number))


@page(Access.OWNER, methods="POST")
def told(request: HttpRequest, visit: Visit, number: int) -> HttpResponse:
    """That people were told of what it changed."""
    seen = _seen(number)
    found = _between(seen.old, seen.adopted) or Turns(())
    if form := tellings.confirm(visit, number, found, request.POST):
        return _page(request, visit, seen, form)
    said(request, _("Kirjattiin, että muutoksista on kerrottu."))
    return redirect("policy-version", number)


@dataclass(frozen=True, slots=True)
class Seen:
    """One version among the others. ``old`` is None before the first, and for one that cannot
    be read."""

    this: Version
    adopted: Adopted
    before: Version | None
    after: Version | None
    old: Adopted | None


def _seen(number: int) -> Seen:
    """Raises Http404."""
    found = versions()
    this = next((v for v in found if v.number == number), None)
    adopted = _version(number)
    if this is None or adopted is None:
        raise Http404
    before = next((v for v in found if v.number < number), None)
    after = next((v for v in reversed(found) if v.number > number), None)
    return Seen(this, adopted, before, after, _version(before.number) if before else None)


def _page(
    request: HttpRequest, visit: Visit, seen: Seen, sent: Telling | None = None
) -> HttpResponse:
    adopted, number = seen.adopted, seen.this.number
    page_ = notice(adopted.policy, adopted.clauses)
    language = spoken(request, page_.languages)
    found = _between(seen.old, adopted)
    groups = tellings.groups(visit, number, found, sent) if found else []
    shown = {
        "desk": Desk.of(visit),
        "version": seen.this,
        "before": seen.before,
        "after": seen.after,
        "turns": found,
        "tellings": groups,
        "is_owing": any(group.form for group in groups),
        "page": page_,
        "spoken": language,
        "parts": laid(page_, language, before=seen.old.clauses if seen.old else None),
        "text": adopted.text,
        "is_in_force": number == visit.adopted.version,
    }
    return render(request, "policy/version.html", shown, status=422 if sent else 200)


def _version(number: int) -> Adopted | None:
    """None for one that there is not, or whose stored text is not the adopted one."""
    try:
        return version_of(number)
    except (NoPolicy, PolicyChanged):
        return None


def _between(old: Adopted | None, new: Adopted | None) -> Turns | None:
    if old is None or new is None:
        return None
    return turns(old, Weighed(new.text, new.policy, ()))


@page(Access.OWNER, methods="POST")
def restore(request: HttpRequest, visit: Visit, number: int) -> HttpResponse:
    """The draft becomes the text of an earlier version."""
    adopted = _version(number)
    if adopted is None:
        raise Http404
    room = Room("policy/overtaken.html", {}, reverse("policy-changes"))
    return written(request, Desk.of(visit), room, adopted.text)
