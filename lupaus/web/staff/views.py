"""Who works here, in which role and why; what is changed about one of them."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from lupaus.accounts import taking
from lupaus.accounts.standing import Standing, standing
from lupaus.guard import Act, Refused, staff
from lupaus.guard.staff import Member
from lupaus.web.frame.back import said, undoable
from lupaus.web.frame.page import Access, page
from lupaus.web.frame.visit import Visit
from lupaus.web.frame.wording import role_label
from lupaus.web.staff.forms import Lost, Pledge, Roles
from lupaus.web.staff.words import FACTORS, Role, role, roles
from lupaus.web.undo import undoes

_ROLE = "staff-role"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of the staff, as the pages show it."""

    name: str
    role: Role
    since: datetime
    until: datetime | None
    pledged_on: date | None
    standing: Standing
    factors: tuple[Any, ...]
    is_self: bool

    @classmethod
    def of(cls, visit: Visit, member: Member, found: Standing) -> "Person":
        return cls(
            name=member.name,
            role=role(visit.adopted, member.role),
            since=member.since,
            until=member.until,
            pledged_on=member.pledged_on,
            standing=found,
            factors=tuple(FACTORS[kind] for kind in sorted(found.factors)),
            is_self=member.name == visit.actor.name,
        )


def act_of(visit: Visit) -> Act:
    """Letting people in and out serves no purpose of the policy's: it is the main user's."""
    return Act(visit.actor.name, "", visit.at, visit.via)


@page(Access.OWNER)
def members(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Everybody who works here; those who did below."""
    everybody = staff.members()
    stands = standing((m.name for m in everybody), at=visit.at)
    people = [Person.of(visit, m, stands[m.name]) for m in everybody]
    shown = {
        "people": [one for one in people if one.until is None],
        "gone": [one for one in people if one.until is not None],
        "pledges": staff.promises_pledge(),
        "roles": roles(visit.adopted),
    }
    return render(request, "staff/members.html", shown)


@page(Access.OWNER)
def member(request: HttpRequest, visit: Visit, name: str) -> HttpResponse:
    return _page(request, visit, person_of(visit, name))


def person_of(visit: Visit, name: str) -> Person:
    """Somebody by name, working here or gone. Raises Http404 for nobody."""
    found = next((m for m in staff.members() if m.name == name), None)
    if found is None:
        raise Http404
    return Person.of(visit, found, standing([name], at=visit.at)[name])


def _page(request: HttpRequest, visit: Visit, person: Person, **forms: Any) -> HttpResponse:
    """The page of somebody; with a form that was answered wrongly, where there is one."""
    shown = {
        "person": person,
        "pledges": staff.promises_pledge(),
        "roles": roles(visit.adopted),
        "role_form": Roles(initial={"role": person.role.code}, adopted=visit.adopted),
        "lost_form": Lost(),
        "pledge_form": Pledge(initial={"pledged_on": visit.today}, today=visit.today),
    }
    return render(request, "staff/member.html", shown | forms, status=422 if forms else 200)


def at_work(visit: Visit, name: str) -> Person:
    """Somebody who works here and is not the visitor, who could shut themselves out."""
    person = person_of(visit, name)
    if person.is_self:
        raise Refused("nobody changes their own role or ends their own account: ask another")
    if person.until is not None:
        raise Refused(f"{name} does not work here any more")
    return person


@page(Access.OWNER, methods="POST")
def change_role(request: HttpRequest, visit: Visit, name: str) -> HttpResponse:
    person = at_work(visit, name)
    form = Roles(request.POST, adopted=visit.adopted)
    if not form.is_valid():
        return _page(request, visit, person, role_form=form)
    wanted = form.cleaned_data["role"]
    if wanted == person.role.code:
        said(request, _("Rooli oli jo tämä."))
        return redirect("staff-member", name)
    staff.change_role(name, wanted, act=act_of(visit))
    sentence = _("Rooli on nyt %(role)s.") % {"role": role_label(visit.adopted.policy, wanted)}
    undoable(request, visit, sentence, (_ROLE, (name, person.role.code, wanted)))
    return redirect("staff-member", name)


@undoes(_ROLE)
def _role_back(visit: Visit, value: Any) -> str:
    """Unless somebody has given yet another role since."""
    name, before, after = value
    person = at_work(visit, name)
    if not visit.is_owner or person.role.code != after:
        return _("Rooli on muuttunut sen jälkeen, joten sitä ei palautettu.")
    staff.change_role(name, before, act=act_of(visit))
    return _("Kumottu.")


@page(Access.OWNER, methods="POST")
def remove_factor(request: HttpRequest, visit: Visit, name: str) -> HttpResponse:
    """The second factor of somebody who lost it. One's own is taken away on one's own page,
    where it is asked for first."""
    person = at_work(visit, name)
    form = Lost(request.POST)
    if not form.is_valid():
        return _page(request, visit, person, lost_form=form)
    staff.second_factor_removed(name, form.lost(), act=act_of(visit))
    taking.remove_factors(name)
    said(request, _("Toinen vaihe poistettiin, ja tunnus kirjattiin ulos kaikkialta."))
    return redirect("staff-member", name)


@page(Access.OWNER, methods="POST")
def pledge(request: HttpRequest, visit: Visit, name: str) -> HttpResponse:
    """Also one's own: it is a date of a paper."""
    person = person_of(visit, name)
    form = Pledge(request.POST, today=visit.today)
    if not form.is_valid():
        return _page(request, visit, person, pledge_form=form)
    staff.pledge(name, form.cleaned_data["pledged_on"], act=act_of(visit))
    said(request, _("Sitoumuksen päivä kirjattiin."))
    return redirect("staff-member", name)
