"""Before the first policy there is one thing to do, in two steps: who you are, and yes."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from lupaus.finland import day_of
from lupaus.guard import Act, NotAdopted, Refused, adopt, staff
from lupaus.guard.refused import BY_DESIGN
from lupaus.policy.clauses import clauses
from lupaus.policy.lint import lint
from lupaus.policy.model import Policy
from lupaus.policy.notice import notice
from lupaus.policy.problem import Level
from lupaus.policy.read import read_policy
from lupaus.policy.templates import TEMPLATES
from lupaus.policy.views import OWNER
from lupaus.web.frame.back import said
from lupaus.web.frame.page import Access, page
from lupaus.web.frame.visit import VIA, has_policy
from lupaus.web.policy import draft
from lupaus.web.policy.problems import told
from lupaus.web.start.about import TRADES, About
from lupaus.web.start.company import written


@page(Access.ACCOUNT, methods="GET POST")
def first_policy(request: HttpRequest) -> HttpResponse:
    """Who the controller is, and which trade it is in."""
    if has_policy():
        return redirect("home")
    form = About(request.POST or None)
    if request.method == "POST" and form.is_valid():
        text = written(form.cleaned_data["trade"], form.company, today=_today(request))
        policy, problems = read_policy(text)
        if policy is not None and not staff.is_personal(_name(request), policy.roles):
            form.add_error("trade", _no_person(_name(request)))
        elif policy is not None:
            draft.write(text, seen=draft.read().digest)
            return redirect("first-notice")
        for problem in told(problems, text):
            form.add_error(None, f"{problem.wrong} {problem.cure}")
    status = 422 if form.is_bound else 200
    assert {t[0] for t in TRADES} == set(TEMPLATES)  # noqa: S101 - every trade can be chosen
    said = {"form": form, "trades": TRADES, "chosen": form["trade"].value()}
    return render(request, "start/company.html", said, status=status)


@page(Access.ACCOUNT, methods="GET POST")
def first_notice(request: HttpRequest) -> HttpResponse:
    """The notice that would be, read before it is in force; then put in force."""
    if has_policy():
        return redirect("home")
    text = draft.read().text
    policy, problems = read_policy(text)
    if policy is None:
        return redirect("first-policy")
    if request.method == "POST":
        return _adopt(request, text, policy)
    looked = (*problems, *lint(policy, today=_today(request)))
    found = [problem for problem in looked if problem.level is not Level.NOTE]
    return _notice(request, policy, problems=told(found, text))


def _notice(
    request: HttpRequest, policy: Policy, status: int = 200, **more: Any
) -> HttpResponse:
    name = _name(request)
    barred = "" if staff.is_personal(name, policy.roles) else _no_person(name)
    shown = {"page": notice(policy, clauses(policy)), "barred": barred, **more}
    return render(request, "start/notice.html", shown, status=status)


def _adopt(request: HttpRequest, text: str, policy: Policy) -> HttpResponse:
    """The first policy is in force, and who adopted it is the main user. What could keep the
    second from being so is looked at before the first: a policy in force for nobody could be
    mended by nobody."""
    name = _name(request)
    at: Any = request.at  # type: ignore[attr-defined]  # the middleware's
    if staff.members():
        raise Refused("the main user adopts the first policy", law=BY_DESIGN)
    if not staff.is_personal(name, policy.roles):
        return _notice(request, policy, 409)
    try:
        adopt(text, Act(name, "", at, VIA))
    except NotAdopted as no:
        found = {"page": None, "problems": told(no.problems, text), "reasons": no.reasons}
        return render(request, "start/notice.html", found, status=422)
    staff.add(name, OWNER, act=Act(name, "", at, VIA), pledged_on=_today(request))
    said(request, str(_("Seloste on voimassa. Rekisteri noudattaa sitä tästä hetkestä.")))
    return redirect("home")


def _no_person(name: str) -> str:
    return gettext(
        "Tunnuksesi %(name)s on selosteessa tehtävän, paikan tai roolin nimi, ja pääkäyttäjä on"
        " ihminen. Valitse toinen toimiala tai vaihda roolin nimi tiedostossa policy.yaml."
    ) % {"name": name}


def _name(request: HttpRequest) -> str:
    return str(request.user.get_username())


def _today(request: HttpRequest) -> Any:
    return day_of(request.at)  # type: ignore[attr-defined]  # likewise
