"""Every promise with its verdict, how it is known, and what to do when it was not kept."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lupaus.guard import Refused
from lupaus.policy.clause import Clause
from lupaus.policy.phrases.labels import SECTIONS
from lupaus.policy.vocabulary import Mode, Section
from lupaus.proof import history
from lupaus.proof.attest import attest
from lupaus.proof.check import check
from lupaus.proof.models import Report
from lupaus.proof.verdict import Judged, Verdict
from lupaus.web.frame.back import said
from lupaus.web.frame.page import Access, page
from lupaus.web.frame.visit import VIA, Visit
from lupaus.web.frame.wording import sentence_of, words
from lupaus.web.promises.anew import check_anew
from lupaus.web.promises.examples import examples
from lupaus.web.promises.machinery import KEEPS, MODES, cure, proved
from lupaus.web.promises.notes import worded

VERDICTS = {
    Verdict.KEPT: (gettext_lazy("pidetty"), "kept", "check"),
    Verdict.BROKEN: (gettext_lazy("rikottu"), "broken", "triangle-alert"),
    Verdict.NOT_TESTED: (gettext_lazy("ei koeteltu"), "untested", "circle-dashed"),
    Verdict.DECLARED_ONLY: (gettext_lazy("vain kerrottu"), "", "message-square-text"),
}
#: What no check of this version has looked at yet, and how an address asks for it.
UNCHECKED = (gettext_lazy("ei vielä tarkistettu"), "", "circle-dashed")
UNCHECKED_WORD = "unchecked"


@dataclass(frozen=True, slots=True)
class Line:
    """One clause in the list. ``verdict`` is None where the last check does not know it."""

    clause: str
    sentence: str
    mode: Any
    verdict: Verdict | None
    checked: int
    broken: int

    @property
    def mark(self) -> tuple[Any, str, str]:
        return _mark(self.verdict)


def _mark(verdict: Verdict | None) -> tuple[Any, str, str]:
    return VERDICTS[verdict] if verdict else UNCHECKED


@page()
def promises(request: HttpRequest, visit: Visit) -> HttpResponse:
    """All of them by the sections of the notice."""
    report = next(iter(history.reports(1)), None)
    known = _known(visit, report)
    wanted = request.GET.get("tulos", "")
    lines = [_line(visit, clause, known) for clause in visit.adopted.clauses]
    counts = [(v.name.lower(), m, _count(lines, v)) for v, m in VERDICTS.items()]
    if unchecked := _count(lines, None):
        counts.append((UNCHECKED_WORD, UNCHECKED, unchecked))
    shown = {
        "sections": _by_section(visit, lines, wanted),
        "counts": counts,
        "wanted": wanted,
        "total": len(lines),
        "report": report,
        "is_current": bool(known),
    }
    return render(request, "promises/list.html", shown)


@page(Access.OWNER, methods="POST")
def look(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Look at all of them now; back to the page of the one where it was asked for."""
    check_anew(visit, visit.at)
    said(request, _("Lupaukset tarkistettiin."))
    clause = request.POST.get("clause", "")
    if any(one.id == clause for one in visit.adopted.clauses):
        return redirect("promise", clause)
    return redirect("promises")


def _known(visit: Visit, report: Report | None) -> Mapping[str, Any]:
    """What a report says of the clauses in force: nothing when it is of another version."""
    of_this = report is not None and report.policy_version == visit.adopted.version
    return report.clauses if report and of_this else {}


def _count(lines: Iterable[Line], verdict: Verdict | None) -> int:
    return sum(line.verdict is verdict for line in lines)


def _line(visit: Visit, clause: Clause, known: Mapping[str, Any]) -> Line:
    verdict, checked, broken = known.get(clause.id, (None, 0, 0))
    return Line(
        clause.id,
        sentence_of(visit.adopted, clause.id),
        MODES[clause.mode],
        Verdict(verdict) if verdict else None,
        checked,
        broken,
    )


def _by_section(
    visit: Visit, lines: Iterable[Line], wanted: str
) -> list[tuple[str, list[Line]]]:
    found: dict[Section, list[Line]] = {section: [] for section in Section}
    for clause, line in zip(visit.adopted.clauses, lines, strict=True):
        word = line.verdict.name.lower() if line.verdict else UNCHECKED_WORD
        if not wanted or word == wanted:
            found[clause.section].append(line)
    return [(words(SECTIONS[s]), some) for s, some in found.items() if some]


class Confirm(forms.Form):
    """What somebody who confirms a promise says."""

    on = forms.DateField(
        label=gettext_lazy("Tarkistettu"),
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
    )
    evidence = forms.CharField(
        label=gettext_lazy("Missä näyttö on"),
        help_text=gettext_lazy("Esimerkiksi: kansio 4, allekirjoitettu luettelo."),
        max_length=500,
    )


@page(methods="GET POST")
def promise(request: HttpRequest, visit: Visit, clause: str) -> HttpResponse:
    """One promise with the verdict of the last check, as the list has it, and what a look just
    now finds otherwise."""
    found = next((c for c in visit.adopted.clauses if c.id == clause), None)
    if found is None:
        raise Http404
    form = Confirm(request.POST or None, initial={"on": visit.today})
    if request.method == "POST":
        if found.mode is not Mode.ATTEST or not visit.is_owner:
            raise Refused("the main user confirms what can be confirmed", clause=clause)
        if form.is_valid() and (answer := _confirm(request, visit, found, form)):
            return answer
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "promises/one.html", _shown(visit, found, form), status=status)


def _confirm(
    request: HttpRequest, visit: Visit, clause: Clause, form: Confirm
) -> HttpResponse | None:
    day: date = form.cleaned_data["on"]
    if day > visit.today:
        form.add_error("on", _("Tulevaa päivää ei voi vahvistaa."))
        return None
    attest(
        clause.id,
        on=day,
        by=visit.actor.name,
        evidence=form.cleaned_data["evidence"],
        at=visit.at,
        via=VIA,
    )
    check_anew(visit, visit.at)  # or the list would go on saying that nobody has confirmed it
    said(request, _("Vahvistus kirjattiin."))
    return redirect("promise", clause.id)


def _shown(visit: Visit, clause: Clause, form: Confirm) -> dict[str, Any]:
    judged = check(visit.at, clauses=[clause.id]).clauses[0]
    reports = history.reports(60)
    report = next(iter(reports), None)
    stands = _line(visit, clause, _known(visit, report))
    is_broken = Verdict.BROKEN in {judged.verdict, stands.verdict}
    return {
        "clause": clause,
        "sentence": stands.sentence,
        "others": [
            (code, text) for code, text in clause.sentences.items() if code != visit.language
        ],
        "section": words(SECTIONS[clause.section]),
        "judged": judged,
        "stands": stands,
        "report": report if stands.verdict else None,
        "now": VERDICTS[judged.verdict] if _differs(judged, stands) else None,
        "mode": MODES[clause.mode],
        "enforces": KEEPS[clause.kind][0],
        "proves": proved(clause.kind, judged),
        "note": worded(judged.note),
        "examples": examples(visit, judged.examples),
        "cure": cure(clause.kind, clause.mode) if is_broken else "",
        "history": _history(clause.id, reports),
        "form": form if clause.mode is Mode.ATTEST and visit.is_owner else None,
    }


def _differs(judged: Judged, stands: Line) -> bool:
    """Does a look just now say otherwise than the last check? How many were looked at grows
    by itself, and says nothing."""
    return (judged.verdict, judged.broken) != (stands.verdict, stands.broken)


def _history(
    clause: str, reports: Iterable[Report]
) -> list[tuple[date, tuple[Any, str, str], int, int]]:
    """Verdicts of the latest checks, newest first; days on which nothing changed are left
    out between."""
    found: list[tuple[date, tuple[Any, str, str], int, int]] = []
    for report in reports:
        if clause in report.clauses:
            verdict, checked, broken = report.clauses[clause]
            found.append((report.day, VERDICTS[Verdict(verdict)], checked, broken))
    return [
        one
        for number, one in enumerate(found)
        if number in {0, len(found) - 1} or one[1] != found[number + 1][1]
    ]
