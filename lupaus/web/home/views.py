"""What needs doing today, what is at risk, what goes next, what changed."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from lupaus.keeping.coming import Waiting
from lupaus.proof import home as today
from lupaus.proof import telling
from lupaus.proof.forecast import Forecast
from lupaus.register import followups
from lupaus.web.frame.back import back, said, undoable
from lupaus.web.frame.page import page
from lupaus.web.frame.visit import Visit, first_of
from lupaus.web.undo import EDIT


@page()
def home(request: HttpRequest, visit: Visit) -> HttpResponse:
    with visit.reading("home") as r:
        found = today.home(r, today=visit.today, whose=visit.actor.name)
    forecast = found.forecast
    shown = {
        "home": found,
        "today": visit.today,
        "purge": next(iter(forecast.calendar(visit.today)), None) if forecast else None,
        "waiting": _waiting(forecast, visit) if forecast else (),
        "owed": telling.owed() if visit.is_owner else (),
        "is_empty": not found.lately or all(not did.count for did in found.lately),
    }
    return render(request, "home/home.html", shown)


def _waiting(forecast: Forecast, visit: Visit) -> tuple[Waiting, ...]:
    """What is past its time and held, as of the next purge."""
    soonest = forecast.next_purge(visit.today)
    return soonest.held if soonest else ()


@page(methods="POST")
def done(request: HttpRequest, visit: Visit, followup: int) -> HttpResponse:
    """A thing to do has been done."""
    acts = visit.acts()  # one purpose that needs notes may not see those of this customer
    applied = first_of(acts, lambda act: followups.done(act=act, followup=followup))
    if applied.undo is None:
        said(request, _("Oli jo tehty."))
    else:
        undoable(request, visit, _("Merkittiin tehdyksi."), (EDIT, applied.undo))
    return back(request, "home")
