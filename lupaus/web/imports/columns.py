"""What each column of a list is, and what it may do to those who are there already."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from lupaus.intake import draft as drafts
from lupaus.intake.columns import Column, Way, require_somebody
from lupaus.intake.draft import Recognised, Seen
from lupaus.intake.field import CATEGORY_OF, NEVER_FROM_A_FILE, REPEATABLE, Field
from lupaus.intake.rules import Rule
from lupaus.intake.unusable import Unusable
from lupaus.intake.xlsxfile import Sheet
from lupaus.policy.vocabulary import Category
from lupaus.web.imports import sentences
from lupaus.web.imports.alone import alone_choices, alone_said
from lupaus.web.imports.fields import FIELDS, RULES, Door, Refusal
from lupaus.web.imports.sources import sources_of
from lupaus.web.imports.taking import Taking, draft_page, moved_on
from lupaus.web.imports.views import require_rows
from lupaus.web.imports.words import written


@dataclass(frozen=True, slots=True)
class Row:
    """One column on the page. ``rule`` is None where no rule has a say: nothing enters, or
    what enters is a prohibition."""

    place: int
    heading: str
    examples: tuple[str, ...]
    field: Field
    rule: Rule | None
    is_guess: bool
    is_twin: bool
    is_unknown: bool
    refusal: Refusal | None
    extra: Field | None
    wrong: str = ""


@draft_page(methods="GET POST")
def columns(request: HttpRequest, taking: Taking) -> HttpResponse:
    """The columns as they are understood; POST corrects them, and goes on when all is well."""
    if moved := moved_on(taking):
        return moved
    if request.method != "POST":
        return _shown(request, taking)
    try:
        if _say_list(request, taking):
            return redirect("import-columns", taking.draft)
        twins = _say_columns(request, taking)
    except Unusable as wrong:
        return _shown(request, taking, wrong=sentences.of(wrong))
    if "stay" in request.POST:
        return redirect("import-columns", taking.draft)
    return _go_on(request, taking, twins)


def _go_on(request: HttpRequest, taking: Taking, twins: Mapping[int, str]) -> HttpResponse:
    if twins:
        return _shown(request, taking, wrong=_("Kaksi saraketta on samaa tietoa."), twins=twins)
    try:
        found = drafts.recognise(taking.draft, taking.act)
        require_rows(found)
        require_somebody(_opened(taking, found.columns))
    except Unusable as wrong:
        return _shown(request, taking, wrong=sentences.of(wrong))
    return redirect("import-preview", taking.draft)


def _opened(taking: Taking, seen: Sequence[Seen]) -> list[Column]:
    """The columns that may enter."""
    door = Door(taking.visit, taking.standing.settings.source)
    return [
        one.column
        for one in seen
        if one.rule is not Rule.NEVER and door.refusal(one.column.field) is None
    ]


# -- what was said ----------------------------------------------------------------------------


def _say_list(request: HttpRequest, taking: Taking) -> bool:
    """What was said of the list as a whole. True when it is another table now, so that what
    was said of the columns of this one means nothing. Raises Unusable."""
    before = taking.standing.settings
    sources = {whence.slug for whence in sources_of(taking.visit.adopted)}
    sheets = {sheet.name for sheet in drafts.sheets(taking.draft, taking.act)}
    sheet, source = request.POST.get("sheet", ""), request.POST.get("source", "")
    bare = "headings" not in request.POST if "columns" in request.POST else None
    drafts.choose(
        taking.draft,
        taking.act,
        sheet=sheet if sheet in sheets else None,
        source=source if source in sources else None,
        customers="customers" in request.POST if "columns" in request.POST else None,
        without_headings=bare,
        alone=alone_said(taking.visit.adopted, request.POST.get("alone", "")),
    )
    is_other = sheet in sheets and sheet != before.sheet and len(sheets) > 1
    return is_other or (bare is not None and bare != before.without_headings)


def _say_columns(request: HttpRequest, taking: Taking) -> dict[int, str]:
    """What was said of the columns. Returns those that claim what another one is, by place."""
    found = drafts.recognise(taking.draft, taking.act)
    known = {field.value: field for field in Field}
    fields: dict[int, Field] = {}
    rules: dict[int, Rule] = {}
    for one in found.columns:
        place = one.column.place
        if (field := known.get(request.POST.get(f"field-{place}", ""))) is not None:
            fields[place] = field
        rule = request.POST.get(f"rule-{place}", "")
        if rule in {str(each) for each in RULES}:
            rules[place] = Rule(rule)
        elif one.rule is Rule.NEVER and fields.get(place, Field.IGNORED) is not Field.IGNORED:
            rules[place] = Rule.FILL  # left out the last time, and taken now
    changed = {p: f for p, f in fields.items() if f is not _field(_at(found, p))}
    drafts.set_columns(taking.draft, taking.act, fields=changed, rules=rules)
    return _twins(fields)


def _at(found: Recognised, place: int) -> Seen:
    return next(one for one in found.columns if one.column.place == place)


def _field(one: Seen) -> Field:
    """What the page shows that the column is."""
    return Field.IGNORED if one.rule is Rule.NEVER else one.column.field


def _twins(fields: Mapping[int, Field]) -> dict[int, str]:
    count = Counter(fields.values())
    return {
        place: field.value
        for place, field in fields.items()
        if count[field] > 1 and field not in REPEATABLE and field is not Field.IGNORED
    }


# -- what is shown ----------------------------------------------------------------------------


def _shown(
    request: HttpRequest,
    taking: Taking,
    *,
    wrong: str = "",
    twins: Mapping[int, str] | None = None,
) -> HttpResponse:
    standing = drafts.progress(taking.draft, taking.act)
    shown: dict[str, Any] = {
        "draft": taking.draft,
        "standing": standing,
        "settings": standing.settings,
        "whences": sources_of(taking.visit.adopted),
        "wrong": wrong,
        "rules": RULES,
        "labels": FIELDS,
        "alone": alone_choices(taking.visit.adopted),
    }
    try:
        found = drafts.recognise(taking.draft, taking.act)
        shown |= _laid(taking, found, twins or {}, standing.settings.source)
    except Unusable as unread:
        sheets = drafts.sheets(taking.draft, taking.act)
        shown |= {"sheets": _visible(sheets), "hidden": _hidden(sheets)}
        is_choice = len(shown["sheets"]) > 1 and not standing.settings.sheet
        shown["wrong"] = wrong or ("" if is_choice else sentences.of(unread))
        status = 422 if shown["wrong"] else 200
        return render(request, "imports/sheets.html", shown, status=status)
    return render(request, "imports/columns.html", shown, status=422 if wrong else 200)


def _laid(
    taking: Taking, found: Recognised, twins: Mapping[int, str], source: str
) -> dict[str, Any]:
    door = Door(taking.visit, source)
    rows = [_row(one, door, twins) for one in found.columns]
    return {
        "rows": rows,
        "groups": list(door.choices()),
        "has_headings": found.has_headings,
        "from_last_time": found.from_last_time,
        "sheets": _visible(found.sheets),
        "hidden": _hidden(found.sheets),
        "enters": sum(row.field is not Field.IGNORED and not row.refusal for row in rows),
    }


def _row(one: Seen, door: Door, twins: Mapping[int, str]) -> Row:
    column = one.column
    field = _field(one)
    wrong = ""
    if column.place in twins:
        field = Field(twins[column.place])
        wrong = _("Toinenkin sarake on %(what)s. Valitse toiselle muu.") % {
            "what": str(FIELDS[field]).lower()
        }
    refusal = door.refusal(field)
    bare = field is Field.IGNORED or refusal is not None
    ruled = not bare and CATEGORY_OF.get(field) is not Category.PERMISSIONS
    return Row(
        column.place,
        column.heading,
        tuple(map(written, one.examples)),
        field,
        (one.rule if one.rule in RULES else Rule.FILL) if ruled else None,
        column.way is Way.LIKENESS or (column.way is Way.HEADING and column.confidence < 1),
        column.way is Way.TAKEN,
        column.way is Way.UNKNOWN and bool(one.examples),
        refusal,
        field if field in NEVER_FROM_A_FILE else None,
        wrong,
    )


def _visible(sheets: Sequence[Sheet]) -> list[Sheet]:
    return [sheet for sheet in sheets if not sheet.hidden]


def _hidden(sheets: Sequence[Sheet]) -> list[str]:
    return [sheet.name for sheet in sheets if sheet.hidden]
