"""Pages that edit one part of the policy by one form."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from lupaus.guard import staff
from lupaus.web.frame.page import Access, page
from lupaus.web.frame.visit import Visit
from lupaus.web.policy.desk import Desk, Room, answered, to_text
from lupaus.web.policy.forms.controller import ControllerForm
from lupaus.web.policy.forms.parts import Ground
from lupaus.web.policy.forms.rights import RightsForm
from lupaus.web.policy.forms.tables import RolesForm, UsesForm


def part(section: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A page of the main user's that stands on a draft that can be read."""

    @page(Access.OWNER, methods="GET POST")
    def edited(request: HttpRequest, visit: Visit, **more: Any) -> HttpResponse:
        desk = Desk.of(visit)
        ground = desk.ground()
        return section(request, desk, ground, **more) if ground else to_text(request)

    return edited


@part
def controller(request: HttpRequest, desk: Desk, ground: Ground) -> HttpResponse:
    """Who is responsible, and how to reach it."""
    given = ground.tree.get("controller") or {}
    form = ControllerForm(request.POST or None, ground=ground, given=given)
    room = Room("policy/controller.html", {"form": form}, reverse("policy-controller"))
    return answered(request, desk, room, form)


@part
def uses(request: HttpRequest, desk: Desk, ground: Ground) -> HttpResponse:
    """Which data is for which purpose."""
    form = UsesForm(request.POST or None, ground=ground)
    room = Room("policy/uses.html", {"form": form}, reverse("policy-uses"))
    return answered(request, desk, room, form)


@part
def roles(request: HttpRequest, desk: Desk, ground: Ground) -> HttpResponse:
    """Which role works for which purposes, and how many work in it."""
    form = RolesForm(request.POST or None, ground=ground)
    here = [member.role for member in staff.members() if member.until is None]
    held = [(slug, word, here.count(slug)) for slug, word in form.columns]
    room = Room("policy/roles.html", {"form": form, "held": held}, reverse("policy-roles"))
    return answered(request, desk, room, form)


@part
def rights(request: HttpRequest, desk: Desk, ground: Ground) -> HttpResponse:
    """How soon requests are answered."""
    form = RightsForm(request.POST or None, ground=ground)
    room = Room("policy/rights.html", {"form": form}, reverse("policy-rights"))
    return answered(request, desk, room, form)
