"""A list as it would be taken in: how many, what of it stays out and why, and the first lines
with their problems. POST takes it in."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from lupaus.intake import draft as drafts
from lupaus.intake.columns import Column
from lupaus.intake.entry import Fate
from lupaus.intake.field import CATEGORY_OF, Field
from lupaus.intake.preview import Line, Outcome, Problem
from lupaus.intake.preview import Preview as Seen
from lupaus.intake.report import Report
from lupaus.intake.told import as_tree
from lupaus.intake.unusable import Unusable
from lupaus.policy.vocabulary import Category
from lupaus.web.imports import job, sentences
from lupaus.web.imports.people import called
from lupaus.web.imports.sources import source_label
from lupaus.web.imports.taking import Taking, draft_page, moved_on
from lupaus.web.imports.words import (
    KEYS,
    OUTCOMES,
    duplicates,
    key_counts,
    refused,
    remarks,
    written,
)

FIRST = 20


@draft_page(methods="GET POST")
def preview(request: HttpRequest, taking: Taking) -> HttpResponse:
    """The whole list read as it would be taken in. Writes nothing but who has looked."""
    if moved := moved_on(taking):
        return moved
    if request.method == "POST":
        return _take_in(request, taking)
    return _shown(request, taking)


def _take_in(request: HttpRequest, taking: Taking) -> HttpResponse:
    try:
        drafts.recognise(taking.draft, taking.act)
        drafts.choose(taking.draft, taking.act, again="again" in request.POST)
        if "again" not in request.POST and drafts.taken_before(taking.draft, taking.act):
            return _shown(request, taking, wrong=True)
        job.begin(taking)
    except Unusable as wrong:
        return _shown(request, taking, error=sentences.of(wrong))
    return redirect("import-progress", taking.draft)


def _shown(
    request: HttpRequest, taking: Taking, *, error: str = "", wrong: bool = False
) -> HttpResponse:
    base = {
        "draft": taking.draft,
        "settings": taking.standing.settings,
        "error": error or (taking.standing.error and sentences.told(taking.standing.error)),
        "wrong": wrong,
    }
    try:
        before = drafts.taken_before(taking.draft, taking.act)
        found = drafts.preview(taking.draft, actor=taking.actor, act=taking.act, first=FIRST)
    except Unusable as unread:
        shown = {**base, "error": sentences.of(unread)}
        return render(request, "imports/unread.html", shown, status=422)
    shown = {**base, **_laid(taking, found), "before": before}
    status = 422 if error or wrong else 200
    return render(request, "imports/preview.html", shown, status=status)


def _laid(taking: Taking, found: Seen) -> dict[str, Any]:
    report = found.report
    tree = as_tree(report)
    alike = list(duplicates(tree))
    met = [line.party for line in found.lines] + [one.party for one in alike]
    entering = [c for c in report.columns if c.field is not Field.IGNORED]
    permits = any(CATEGORY_OF.get(c.field) is Category.PERMISSIONS for c in entering)
    return {
        "report": report,
        "source": source_label(taking.visit.adopted.policy, report.source),
        "columns": report.columns,
        "lines": [_line(line, report.columns) for line in found.lines],
        "keys": list(key_counts(report.keys)),
        "refused": list(refused(tree["refused"], taking.visit.adopted)),
        "left_out": report.fates[Fate.LEFT_OUT],
        "mended": report.fates[Fate.MENDED],
        "remarks": remarks(tree["remarks"]),
        "duplicates": alike,
        "names": called(taking.visit, met, about="import-preview"),
        "permits": permits,
        "anything": _comes_in(report),
    }


def _comes_in(report: Report) -> bool:
    return bool(
        report.new or report.rows or report.changed or report.filled or report.overwritten
    )


# -- the first lines --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Told:
    """What is to be known of a cell or a line. ``is_mended``: it enters, corrected."""

    text: str
    is_mended: bool = False
    clause: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: what stands in it, and what is to be known of it. ``is_left``: nothing of its
    column enters."""

    text: str
    is_left: bool
    told: tuple[Told, ...]

    @property
    def mark(self) -> str:
        """How the cell looks."""
        if not self.told:
            return ""
        return "mended" if all(one.is_mended for one in self.told) else "marked"


@dataclass(frozen=True, slots=True)
class Shown:
    """One line. ``badge`` and ``icon`` are how its fate looks, ``fate`` what it is called."""

    number: int
    fate: Any
    badge: str
    icon: str
    key: Any
    party: int
    told: tuple[Told, ...]
    cells: tuple[Cell, ...]


def _line(line: Line, columns: Sequence[Column]) -> Shown:
    fate, badge, icon = OUTCOMES[line.outcome]
    by_place: dict[int | None, list[Told]] = defaultdict(list)
    for problem in line.problems:
        place, told = _placed(problem, columns)
        if told not in by_place[place]:
            by_place[place].append(told)
        if problem.place is None and place is not None:  # the line is told of it too
            by_place[None].append(Told(sentences.plain(problem.text)))
    return Shown(
        line.line,
        fate,
        badge,
        icon,
        KEYS.get(line.by, "") if line.outcome is Outcome.KNOWN else "",
        line.party,
        tuple(by_place[None]),
        tuple(_cells(line, columns, by_place)),
    )


def _cells(
    line: Line, columns: Sequence[Column], by_place: Mapping[int | None, list[Told]]
) -> Iterator[Cell]:
    for column in columns:
        text = line.cells[column.place] if column.place < len(line.cells) else ""
        told = by_place.get(column.place, ()) if text.strip() else ()
        yield Cell(written(text), column.field is Field.IGNORED, tuple(told))


def _placed(problem: Problem, columns: Sequence[Column]) -> tuple[int | None, Told]:
    """What makes a whole line fail may be of one cell: it then begins with its heading."""
    if problem.clause.startswith("source."):
        return problem.place, Told(_("Ei saada tästä lähteestä."), clause=problem.clause)
    if problem.clause:
        text = _("Mikään tarkoitus ei tarvitse tätä.")
        return problem.place, Told(text, clause=problem.clause)
    if problem.place is None:
        for column in columns:
            head, rest = f"{column.heading}: ", problem.text
            if rest.startswith(head):
                return column.place, Told(sentences.plain(rest.removeprefix(head)))
    return problem.place, Told(sentences.told(problem.text), problem.is_mended)
