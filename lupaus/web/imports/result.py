"""A list on its way in, and what came of it."""

import csv
import io
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from lupaus.intake import draft as drafts
from lupaus.intake.batch import is_undone
from lupaus.intake.draft import State
from lupaus.intake.failures import REASON
from lupaus.intake.unusable import Unusable
from lupaus.register.wanted import Order, Sort, Wanted
from lupaus.web.customers.context import Asked
from lupaus.web.frame.back import warned
from lupaus.web.imports import sentences
from lupaus.web.imports.fields import known_clause
from lupaus.web.imports.people import called
from lupaus.web.imports.sources import source_label
from lupaus.web.imports.taking import Taking, draft_page, lead
from lupaus.web.imports.words import duplicates, refused, remarks

CSV = "text/csv; charset=utf-8"


@draft_page()
def progress(request: HttpRequest, taking: Taking) -> HttpResponse:
    """How far the list has come. The page asks again by itself; without a script there is a
    link that does."""
    standing = taking.standing
    match standing.state:
        case State.DONE:
            return lead(request, reverse("import-result", args=[taking.draft]))
        case State.OPEN:
            return lead(request, reverse("import-preview", args=[taking.draft]))
        case State.COMMITTING | State.INTERRUPTED:
            pass
    shown = {
        "draft": taking.draft,
        "standing": standing,
        "settings": standing.settings,
        "is_interrupted": standing.state is State.INTERRUPTED,
        "per_cent": 100 * standing.lines // standing.total if standing.total else 0,
    }
    part = bool(getattr(request, "htmx", False))
    return render(request, f"imports/{'bar' if part else 'progress'}.html", shown)


@draft_page()
def result(request: HttpRequest, taking: Taking) -> HttpResponse:
    """What came of it."""
    standing = taking.standing
    if standing.state is not State.DONE or standing.report is None:
        return redirect("import-preview", taking.draft)
    report = standing.report
    alike = list(duplicates(report))
    shown: dict[str, Any] = {
        "draft": taking.draft,
        "batch": standing.batch,
        "settings": standing.settings,
        "report": report,
        "source": source_label(taking.visit.adopted.policy, report["source"]),
        "refused": list(refused(report["refused"], taking.visit.adopted)),
        "remarks": remarks(report["remarks"]),
        "duplicates": alike,
        "names": called(taking.visit, [one.party for one in alike], about="import-result"),
        "listed": _list_of(report["source"]),
        "anything": report["rows"] or report["changed"] or report["new"],
        "is_undone": standing.batch is not None and is_undone(standing.batch),
        "clause": known_clause(taking.visit.adopted, f"source.{report['source']}"),
    }
    return render(request, "imports/result.html", shown)


def _list_of(source: str) -> str:
    """The list of those who are from the source, the newest first."""
    asked = Asked(wanted=Wanted(source=source), order=Order(Sort.CREATED, descending=True))
    return asked.address


@draft_page()
def failed(request: HttpRequest, taking: Taking) -> HttpResponse:
    """The lines that did not enter, or would not, in the list's own columns, with the reason in
    the language of the page."""
    try:
        content = drafts.failed_rows(taking.draft, actor=taking.actor, act=taking.act)
    except Unusable as wrong:
        warned(request, sentences.of(wrong))
        return redirect("imports")
    name = _("hylatyt-rivit") + ".csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(_in_words(content), content_type=CSV, headers=headers)


def _in_words(content: bytes) -> bytes:
    """The last column says why."""
    rows = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";")
    into = io.StringIO(newline="")
    writer = csv.writer(into, delimiter=";")
    for number, row in enumerate(rows):
        reason = sentences.plain(row[-1]) if number else REASON
        writer.writerow([*row[:-1], reason])
    return into.getvalue().encode("utf-8-sig")
