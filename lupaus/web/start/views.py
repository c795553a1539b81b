"""Before the first policy there is one thing to do, in two steps: who you are, and yes."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from lupaus.finland import day_of
from lupaus.guard import Act, NotAdopted, Refused, adopt, has_owner, staff
from lupaus.guard.refused import BY_DESIGN
from lupaus.ledger.checkpoint import JournalError, checkpoint
from lupaus.policy.clauses import clauses
from lupaus.policy.lint import lint
from lupaus.policy.model import Policy
from lupaus.policy.notice import notice
from lupaus.policy.problem import Level
from lupaus.policy.read import read_policy
from lupaus.policy.templates import TEMPLATES
from lupaus.policy.views import OWNER
from lupaus.web.frame.back import said, warned
from lupaus.web.frame.page import Access, page
from lupaus.web.frame.visit import VIA, has_policy
from lupaus.web.policy import draft
from lupaus.web.policy.draft import Draft, DraftChanged, NoPlace
from lupaus.web.policy.problems import told
from lupaus.web.start.about import TRADES, About
from lupaus.web.start.company import written
from lupaus.web.start.found import Own, own, remember


@page(Access.ACCOUNT, methods="GET POST")
def first_policy(request: HttpRequest) -> HttpResponse:
    """Who the controller is, and in which trade; or the policy that lies there already."""
    if has_policy():
        return redirect("home")
    there = draft.read()
    mine = own(request, there)
    form = About(request.POST or None, is_over=mine is not None)
    if request.method == "POST" and form.is_valid():
        text = written(form.cleaned_data["trade"], form.company, today=_today(request))
        policy, problems = read_policy(text)
        if policy is None:
            for problem in told(problems, text):
                form.add_error(None, f"{problem.wrong} {problem.cure}")
        elif not staff.is_personal(_name(request), policy.roles):
            form.add_error("trade", _no_person(_name(request)))
        else:
            return _write(request, form, text)
    return _about(request, form, there, mine)


def _write(request: HttpRequest, form: About, text: str) -> HttpResponse:
    """In the place of what the page was made from, and of nothing else."""
    wrong: dict[str, Any]
    try:
        remember(request, draft.write(text, seen=request.POST.get("seen", "")))
    except DraftChanged:
        wrong = {"overtaken": True}
    except NoPlace as no:
        wrong = {"no_place": str(no)}
    else:
        return redirect("first-notice")
    there = draft.read()
    return _about(request, form, there, own(request, there), status=409, **wrong)


def _about(
    request: HttpRequest, form: About, there: Draft, mine: Own | None, **more: Any
) -> HttpResponse:
    assert {t[0] for t in TRADES} == set(TEMPLATES)  # noqa: S101 - every trade can be chosen
    status = more.pop("status", 422 if form.is_bound else 200)
    shown = {
        "form": form,
        "trades": TRADES,
        "chosen": form["trade"].value(),
        "seen": there.digest,
        "own": mine,
        "problems": told(mine.problems, mine.text) if mine and not mine.policy else [],
        **more,
    }
    return render(request, "start/company.html", shown, status=status)


@page(Access.ACCOUNT, methods="GET POST")
def first_notice(request: HttpRequest) -> HttpResponse:
    """The notice that would be, read before it is in force; then put in force."""
    if has_policy():
        return redirect("home")
    there = draft.read()
    policy, problems = read_policy(there.text)
    if policy is None:
        return redirect("first-policy")
    looked = (*problems, *lint(policy, today=_today(request)))
    found = [problem for problem in looked if problem.level is not Level.NOTE]
    shown: dict[str, Any] = {"problems": told(found, there.text), "seen": there.digest}
    if request.method != "POST":
        return _notice(request, policy, **shown)
    if request.POST.get("seen") != there.digest:
        return _notice(request, policy, 409, overtaken=True, **shown)
    return _adopt(request, policy, there.text, shown)


def _notice(
    request: HttpRequest, policy: Policy, status: int = 200, **more: Any
) -> HttpResponse:
    name = _name(request)
    shown = {
        "page": notice(policy, clauses(policy)),
        "barred": "" if staff.is_personal(name, policy.roles) else _no_person(name),
        "command": "" if has_owner() else settings.FOLDER.typed("adopt"),
        **more,
    }
    return render(request, "start/notice.html", shown, status=status)


def _adopt(
    request: HttpRequest, policy: Policy, text: str, shown: dict[str, Any]
) -> HttpResponse:
    """The first policy is in force, and who adopted it is the main user. What could keep the
    second from being so is looked at before the first: a policy in force for nobody could be
    mended by nobody."""
    at: Any = request.at  # type: ignore[attr-defined]  # the middleware's
    act = Act(_name(request), "", at, VIA)
    if staff.members():
        raise Refused("the main user adopts the first policy", law=BY_DESIGN)
    if not has_owner() or not staff.is_personal(act.actor, policy.roles):
        return _notice(request, policy, 409, **shown)
    try:
        adopt(text, act)
    except NotAdopted as no:
        found = {"page": None, "problems": told(no.problems, text), "reasons": no.reasons}
        return render(request, "start/notice.html", found, status=422)
    except JournalError as wrong:
        return _notice(request, policy, 409, no_journal=str(wrong), **shown)
    staff.add(act.actor, OWNER, act=act, pledged_on=_today(request))
    said(request, str(_("Seloste on voimassa. Rekisteri noudattaa sitä tästä hetkestä.")))
    _sign(request, at)
    return redirect("home")


def _sign(request: HttpRequest, at: Any) -> None:
    """Outside the database at once: a ledger that is emptied later was not always empty."""
    try:
        checkpoint(at=at)
    except JournalError:
        warned(
            request,
            gettext("Versio on voimassa, mutta sen allekirjoitus ei mennyt päiväkirjaan."),
        )


def _no_person(name: str) -> str:
    return gettext(
        "Tunnuksesi %(name)s on selosteessa tehtävän, paikan tai roolin nimi, ja pääkäyttäjä on"
        " ihminen. Valitse toinen toimiala tai vaihda roolin nimi tiedostossa policy.yaml."
    ) % {"name": name}


def _name(request: HttpRequest) -> str:
    return str(request.user.get_username())


def _today(request: HttpRequest) -> Any:
    return day_of(request.at)  # type: ignore[attr-defined]  # likewise
