"""Letting somebody go: what they had to do goes to others, and their account ends at once."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lupaus.accounts import invitations
from lupaus.guard import Refused, staff
from lupaus.register import agenda, followups
from lupaus.register.unfit import Unknown
from lupaus.web.frame.back import said, warned
from lupaus.web.frame.page import Access, page
from lupaus.web.frame.visit import Visit, first_of
from lupaus.web.staff.forms import Leaving
from lupaus.web.staff.views import act_of, at_work


@page(Access.OWNER, methods="GET POST")
def end(request: HttpRequest, visit: Visit, name: str) -> HttpResponse:
    """Shows what they have to do, and asks for the name to be typed."""
    person = at_work(visit, name)
    with visit.reading("staff") as r:
        own = agenda.assigned(r, name)
    others = [m.name for m in staff.members() if m.until is None and m.name != name]
    form = Leaving(request.POST or None, name=name, count=len(own), others=others)
    if request.method == "POST" and form.is_valid():
        left = _handed_over(visit, own, form.cleaned_data.get("reminders", ""))
        staff.end(name, act=act_of(visit))
        invitations.shut(name)
        said(request, _("Tunnus on päättynyt."))
        if left:
            warned(request, _left(left))
        return redirect("staff")
    shown = {"person": person, "form": form, "count": len(own)}
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "staff/end.html", shown, status=status)


def _handed_over(visit: Visit, own: agenda.Assigned, to: str) -> int:
    """Each by itself: what cannot be changed, because its person is restricted, stays as it is
    and stops nothing else. How many those are."""
    left = 0
    for followup, day in own:
        try:
            _hand_over(visit, followup, day, to)
        except (Refused, Unknown):
            left += 1
    return left


def _hand_over(visit: Visit, followup: int, day: date, to: str) -> None:
    first_of(
        visit.acts(),
        lambda act: followups.move(act=act, followup=followup, to=day, assigned_to=to),
    )


def _left(count: int) -> str:
    return ngettext(
        "%(count)s muistutus jäi siirtämättä, koska asiakkaan käsittelyä on rajoitettu.",
        "%(count)s muistutusta jäi siirtämättä, koska asiakkaiden käsittelyä on rajoitettu.",
        count,
    ) % {"count": count}
