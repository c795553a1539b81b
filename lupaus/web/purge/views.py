"""What goes when, and making it go: counted, typed in, destroyed, verified, certified.

Danger: a run destroys for good. It is planned first and shown; the number of rows has to be
typed as it stands in the plan, by the main user, and a plan that has changed since refuses it.
"""

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lupaus.guard import Act, system_grant
from lupaus.keeping import finish, plan, purge, runs, verification
from lupaus.keeping.printing import pdf
from lupaus.keeping.printing.layout import lay_out
from lupaus.keeping.runs import CannotPurge, Cause
from lupaus.keeping.verification import Verified
from lupaus.policy.vocabulary import Category
from lupaus.proof import forecast
from lupaus.web.frame import middleware
from lupaus.web.frame.back import said, warned
from lupaus.web.frame.page import Access, page
from lupaus.web.frame.visit import VIA, Visit
from lupaus.web.frame.wording import category_label, hold_label
from lupaus.web.promises.anew import check_anew
from lupaus.web.purge.causes import CAUSES
from lupaus.web.purge.who import goings

STATES = {
    "planning": gettext_lazy("kesken"),
    "planned": gettext_lazy("suunniteltu"),
    "running": gettext_lazy("kesken"),
    "purged": gettext_lazy("varmistamatta"),
    "verified": gettext_lazy("varmistettu"),
    "finished": gettext_lazy("valmis"),
    "dropped": gettext_lazy("hylätty"),
}


class Day(forms.Form):
    """A day to try out."""

    day = forms.DateField(
        label=gettext_lazy("Mitä poistuisi päivänä"),
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
    )


@page(Access.OWNER, methods="GET POST")
def overview(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The year ahead and what has been done. POST writes down what is due today."""
    if request.method == "POST":
        return _plan(request, visit)
    ahead = forecast.last_look()
    with system_grant("keeping", why="purges are listed") as part:
        done = runs.latest(part, 30)
    shown = {
        "ahead": ahead,
        "is_current": ahead is not None and ahead.policy_version == visit.adopted.version,
        "calendar": list(ahead.calendar(visit.today)) if ahead else [],
        "next": ahead.next_purge(visit.today) if ahead else None,
        "runs": [(run, _state(run)) for run in done],
        "today": visit.today,
        "form": Day(initial={"day": visit.today}),
    }
    return render(request, "purge/overview.html", shown)


def _plan(request: HttpRequest, visit: Visit) -> HttpResponse:
    try:
        found = plan.plan(visit.today, _act(visit))
    except CannotPurge as no:
        return _stopped(request, no, no.run)
    return redirect("purge-run", found.run)


@page(Access.OWNER, methods="POST")
def count_anew(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Count the year ahead now instead of tonight."""
    forecast.look_ahead(visit.at, visit.today)
    said(request, _("Laskettiin uudelleen."))
    return redirect("purge")


@page(Access.OWNER, methods="POST")
def what_if(request: HttpRequest, visit: Visit) -> HttpResponse:
    """What would go on a day, were nothing to change until then. Leaves no plan."""
    form = Day(request.POST)
    if not form.is_valid():
        return render(request, "purge/what_if.html", {"form": form}, status=422)
    day = form.cleaned_data["day"]
    if not visit.today.year - 1 <= day.year <= visit.today.year + 50:
        form.add_error("day", _("Valitse päivä lähivuosilta."))
        return render(request, "purge/what_if.html", {"form": form}, status=422)
    shown = _shown(plan.what_if(day))
    return render(request, "purge/what_if.html", {**shown, "form": form, "day": day})


@page(Access.OWNER, methods="GET POST")
def one(request: HttpRequest, visit: Visit, run: int) -> HttpResponse:
    """One purge: its plan with the counts. POST carries it out, when the count is typed."""
    found = _find(run)
    if found.state == "finished":
        return redirect("purge-certificate", run)
    if found.state == "dropped":
        return _dropped(request, found)
    if found.state in _DONE:
        return _unverified(request, visit, found)
    shown = _shown(plan.preview(run))
    if request.method == "POST":
        typed = "".join(request.POST.get("count", "").split())
        if typed == str(shown["plan"].rows):
            return _run(request, visit, run)
        shown["wrong"] = True
    shown |= {"run": found, "state": _state(found), "today": visit.today}
    shown["goings"] = goings(visit, run, shown["plan"].by_clause)
    return render(request, "purge/one.html", shown, status=422 if "wrong" in shown else 200)


def _dropped(request: HttpRequest, found: runs.Run) -> HttpResponse:
    """A plan that is no more: what it held is forgotten. POST says so."""
    if request.method == "POST":
        return _stopped(request, runs.dropped(found.id), found.id)
    return render(request, "purge/dropped.html", {"run": found, "state": _state(found)})


#: All of it has been carried out; what is left to do is to see that it is gone.
_DONE = frozenset({"purged", "verified"})


def _unverified(request: HttpRequest, visit: Visit, found: runs.Run) -> HttpResponse:
    """A run whose rows have been destroyed, and whether they are gone. POST looks again, and
    certifies when they are: nothing more is destroyed, so no count is typed."""
    if request.method == "POST":
        return _run(request, visit, found.id)
    with system_grant("keeping", why="is what was destroyed gone") as part:
        seen = verification.look(part, found.id)
    left = [
        (category_label(category), rows, parties)
        for category, (rows, parties) in _by_category(seen).items()
    ]
    shown = {"run": found, "state": _state(found), "seen": seen, "left": left}
    return render(request, "purge/unverified.html", shown)


def _by_category(seen: Verified) -> dict[Category, tuple[int, int]]:
    """What is still there, by what it is: of one party several tables may be."""
    found: dict[Category, tuple[int, int]] = {}
    for count in seen.left:
        category = runs.category_of(count.name)
        rows, parties = found.get(category, (0, 0))
        found[category] = (rows + count.rows, max(parties, count.parties))
    return found


def _run(request: HttpRequest, visit: Visit, run: int) -> HttpResponse:
    """Destroy, verify, certify: whatever was begun before is carried on."""
    try:
        purge.execute(run, today=visit.today, act=_act(visit), clock=middleware.now)
        finish.finish(run, act=_act(visit), clock=middleware.now)
    except CannotPurge as no:
        return _stopped(request, no, run)
    check_anew(visit, middleware.now())
    said(request, _("Hävitys on tehty, varmistettu ja lupaukset tarkistettu."))
    return redirect("purge-certificate", run)


@page(Access.OWNER, methods="POST")
def drop(request: HttpRequest, visit: Visit, run: int) -> HttpResponse:
    """Forget a plan of which nothing has been done."""
    found = _find(run)
    with system_grant("keeping", why="a plan is dropped", actor=visit.actor.name) as part:
        dropped = plan.drop(part, found, _act(visit))
    if not dropped and _find(run).state != "dropped":  # which is what was wanted
        warned(request, _("Hävitys on jo aloitettu: se viedään loppuun."))
        return redirect("purge-run", run)
    said(request, _("Suunnitelma hylättiin. Mitään ei hävitetty."))
    return redirect("purge")


@page(Access.OWNER)
def certificate(request: HttpRequest, _visit: Visit, run: int) -> HttpResponse:
    return render(request, "purge/certificate.html", {"certificate": _certificate(run)})


@page(Access.OWNER)
def certificate_pdf(_request: HttpRequest, visit: Visit, run: int) -> HttpResponse:
    document = pdf.render(lay_out(_certificate(run), visit.language))
    name = _("havitystodistus") + f"-{run}.pdf"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(document, content_type="application/pdf", headers=headers)


def _certificate(run: int) -> Any:
    try:
        return finish.certificate(run)
    except CannotPurge:
        raise Http404 from None


def _find(run: int) -> runs.Run:
    with system_grant("keeping", why="a purge is shown") as part:
        try:
            return runs.find(part, run)
        except CannotPurge:
            raise Http404 from None


def _shown(preview: plan.Preview) -> dict[str, Any]:
    held = [(hold_label(str(h.hold)), h) for h in preview.held]
    return {"plan": preview.plan, "held": held}


def _stopped(request: HttpRequest, no: CannotPurge, run: int) -> HttpResponse:
    """Why it did not go on, on the page of the run that it is about. What is not gone is told
    by that page itself, as long as it is so."""
    if no.cause is not Cause.NOT_GONE:
        warned(request, str(CAUSES[no.cause]))
    return redirect("purge-run", run) if run else redirect("purge")


def _state(found: runs.Run) -> Any:
    return STATES.get(found.state, found.state)


def _act(visit: Visit) -> Act:
    return Act(visit.actor.name, "", visit.at, VIA)
