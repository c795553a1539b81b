"""Whose list it is: a page about one draft, the actor and the act under which it is handled."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from lupaus.guard import Act, Actor, Refused
from lupaus.guard.refused import BY_DESIGN
from lupaus.intake import draft as drafts
from lupaus.intake.draft import NoDraft, Standing, State
from lupaus.intake.field import CATEGORY_OF, IDENTIFYING
from lupaus.policy.vocabulary import PurposeClass
from lupaus.web.frame.back import warned
from lupaus.web.frame.page import Access, page
from lupaus.web.frame.visit import Visit, known

_LARGEST = 2**62  # no number of a row is larger
_NAMING = frozenset(CATEGORY_OF[field] for field in IDENTIFYING)


@dataclass(frozen=True, slots=True)
class Taker:
    """Somebody who takes lists in: ``actor`` has the purposes of the moment."""

    visit: Visit
    actor: Actor
    act: Act


@dataclass(frozen=True, slots=True)
class Taking:
    """One list of somebody, and where it stands."""

    visit: Visit
    actor: Actor
    act: Act
    standing: Standing

    @property
    def draft(self) -> int:
        return self.standing.id


def taker_of(visit: Visit) -> Taker:
    """Raises Refused, with the role's clause, for somebody whose work needs nobody's name: a
    list would have nothing to go by."""
    policy = visit.adopted.policy
    own = known(visit.purposes, visit.adopted.policy)
    if not any(_NAMING.intersection(policy.categories_of(name)) for name in own):
        raise Refused(
            f"the role {visit.actor.role} needs nobody's name, so it takes no lists in",
            law=BY_DESIGN,
            clause=f"role.{visit.actor.role}",
        )
    service = (n for n in own if policy.purposes[n].class_ is PurposeClass.SERVICE)
    act = visit.act(next(service, own[0]))
    return Taker(visit, replace(visit.actor, purposes=visit.purposes), act)


DraftView = Callable[[HttpRequest, Taking], HttpResponse]


def draft_page(*, methods: str = "GET") -> Callable[[DraftView], Callable[..., HttpResponse]]:
    """A page about one draft, for whoever has handed it over. For anybody else, and when it is
    gone, the way leads back to the beginning, with what to do."""

    def framed(view: DraftView) -> Callable[..., HttpResponse]:
        @page(Access.STAFF, methods=methods)
        @wraps(view)
        def answer(request: HttpRequest, visit: Visit, draft: int) -> HttpResponse:
            taker = taker_of(visit)
            if draft > _LARGEST:
                return _gone(request)
            try:
                found = drafts.progress(draft, taker.act)
                return view(request, Taking(visit, taker.actor, taker.act, found))
            except NoDraft:
                return _gone(request)

        return answer

    return framed


def moved_on(taking: Taking) -> HttpResponse | None:
    """Where a list is that can be corrected no more."""
    match taking.standing.state:
        case State.COMMITTING:
            return redirect("import-progress", taking.draft)
        case State.DONE:
            return redirect("import-result", taking.draft)
        case State.OPEN | State.INTERRUPTED:
            return None


def _gone(request: HttpRequest) -> HttpResponse:
    warned(
        request,
        _("Luetteloa ei enää ole: se on hylätty tai sen viikko on kulunut. Tuo se uudelleen."),
    )
    return lead(request, reverse("imports"))


def lead(request: HttpRequest, address: str) -> HttpResponse:
    """To another page; the whole page goes where a part of it has asked."""
    if getattr(request, "htmx", False):
        return HttpResponse(status=204, headers={"HX-Redirect": address})
    return redirect(address)
