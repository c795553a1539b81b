"""A report or a preview in words and as JSON, for the faces."""

from collections.abc import Iterator
from itertools import islice
from typing import Any

from lupaus.intake.batch import Undone
from lupaus.intake.columns import Column, Way
from lupaus.intake.entry import Fate
from lupaus.intake.field import CATEGORY_OF
from lupaus.intake.gate import Barred
from lupaus.intake.preview import Preview, Shown
from lupaus.intake.report import Report
from lupaus.intake.stored import Ref

_LISTED = 20
_REFERENCES = 50


def in_words(report: Report, *, staged: bool) -> Iterator[str]:
    """The report line by line for a terminal; the longest lists are cut and counted."""
    verb = "taken in" if staged else "would be taken in"
    yield (
        f"{report.lines} lines: {report.persons} persons and {report.organisations} "
        f"organisations {verb} ({report.rows} rows), {report.failed} lines failed"
    )
    if staged and not (report.rows or report.changed or report.new):
        yield "nothing was taken in, so there is nothing to undo"
    elif staged:
        yield f"import {report.batch}, source {report.source}; undo: --undo {report.batch}"
    yield from _known(report)
    if report.to_be_told:
        yield (
            f"{report.to_be_told} persons did not give their data themselves: tell them within "
            "a month, and at the first contact at the latest (GDPR Art. 14(3))"
        )
    yield from report.notes
    yield from _barred(report)
    yield from _cut(
        [f"line {r.line}: {r.column or 'line'}: {r.text} ({r.fate})" for r in report.remarks],
        sum(report.fates.values()),
        "remarks",
    )
    yield from _cut([str(m) for m in report.matched], report.known, "known again")
    yield from _cut(
        [str(duplicate) for duplicate in report.duplicates],
        report.duplicates_found,
        "likely duplicates (none is merged)",
    )


def _known(report: Report) -> Iterator[str]:
    """Of those who were there before, and of bans."""
    if report.known:
        keys = ", ".join(f"{count} by {key}" for key, count in report.keys.most_common())
        yield (
            f"{report.known} are in the register already ({keys}): {report.filled} values "
            f"filled in, {report.overwritten} overwritten, {report.left} left as they were "
            "(--rule changes that)"
        )
    if report.objecting:
        yield f"{report.objecting} lines meet a ban, which stands whatever the list says"
    if report.gone:
        yield (
            f"{report.gone} of them have an address that was forbidden by somebody who is in "
            "the register no more: think whether they are to come back"
        )


def undone_in_words(undone: Undone) -> Iterator[str]:
    """In three piles: reversed, kept, could not."""
    if undone.already or not (undone.rows or undone.restored or _kept(undone) or undone.lost):
        yield (
            f"nothing is left of import {undone.batch}: it has been undone before, or took "
            "nothing in"
        )
        return
    yield (
        f"import {undone.batch} undone: {undone.rows} rows removed, {undone.restored} rows "
        "hold again what stood in them"
    )
    if undone.kept:
        kept = ", ".join(map(str, undone.kept[:_REFERENCES]))
        yield (
            f"{len(undone.kept)} parties stay, because something was added to them by hand "
            f"since: {kept}"
        )
    if undone.edited:
        kept = ", ".join(map(str, undone.edited[:_REFERENCES]))
        yield f"{len(undone.edited)} rows are kept, because they were edited since: {kept}"
    for why, count in undone.reasons.most_common():
        refs = [str(ref) for ref, said in undone.lost if said == why and ref.party]
        where = f" ({', '.join(refs[:_REFERENCES])})" if refs else ""
        yield f"{count} could not be put back{where}: {why}"


def undone_as_tree(undone: Undone) -> dict[str, Any]:
    return {
        "import": undone.batch,
        "rows": undone.rows,
        "restored": undone.restored,
        "kept": list(undone.kept),
        "edited": [_ref(ref) for ref in undone.edited],
        "could_not": [{**_ref(ref), "why": why} for ref, why in undone.lost],
        "already": undone.already,
    }


def _ref(ref: Ref) -> dict[str, Any]:
    return {"party": ref.party or None, "table": ref.table, "row": ref.row or None}


def _kept(undone: Undone) -> bool:
    return bool(undone.kept or undone.edited)


def columns_in_words(report: Report) -> Iterator[str]:
    width = max((len(column.heading) for column in report.columns), default=0)
    for column in report.columns:
        yield f"  {column.heading:{width}}  {_where(column)}"
    yield f"names are read {report.name_order}"


def shown_in_words(shown: Shown) -> Iterator[str]:
    yield f"line {shown.line}: {shown.kind}"
    for table, row in shown.rows:
        said = ", ".join(
            f"{name} {value}"
            for name, value in row.items()
            if value not in (None, "") and name not in _INNER
        )
        yield f"    {table}: {said}"


_INNER = frozenset({"folded", "sort_key", "digits"})


def _where(column: Column) -> str:
    match column.way:
        case Way.UNKNOWN:
            return "left out: not recognised (say --column HEADING=FIELD to take it)"
        case Way.TAKEN:
            return "left out: another column fills its place"
        case Way.LIKENESS:
            return f"{column.field}  (a guess, {column.confidence:.0%} alike: look at it)"
        case Way.HEADING | Way.OPTION:
            return "left out" if column.field == "-" else column.field.value


def _barred(report: Report) -> Iterator[str]:
    for barred, count in report.barred.most_common():
        columns = ", ".join(headings_of(report, barred)) or "from other columns"
        yield (
            f"not taken in: {barred.category} ({columns}), {count} values: {barred.reason} "
            f"[{barred.law}, {barred.clause}]"
        )


def headings_of(report: Report, barred: Barred) -> tuple[str, ...]:
    """The columns of the file whose values the policy keeps out."""
    return tuple(
        column.heading
        for column in report.columns
        if CATEGORY_OF.get(column.field) is barred.category
    )


def _cut(lines: list[str], count: int, what: str) -> Iterator[str]:
    if count:
        yield f"{count} {what}:"
        yield from (f"  {line}" for line in islice(lines, _LISTED))
        if count > _LISTED:
            yield f"  … and {count - _LISTED} more"


_COUNTS = (
    "lines persons organisations rows new known bare filled overwritten left changed objecting "
    "gone failed"
).split()


def as_tree(report: Report) -> dict[str, Any]:
    """The report for a program."""
    return {
        "import": report.batch or None,
        "source": report.source,
        **{name: getattr(report, name) for name in _COUNTS},
        "left_out": report.fates[Fate.LEFT_OUT],
        "mended": report.fates[Fate.MENDED],
        "to_be_told": report.to_be_told,
        "name_order": report.name_order,
        "columns": [
            {
                "heading": column.heading,
                "field": column.field.value,
                "way": column.way.value,
                "confidence": column.confidence,
            }
            for column in report.columns
        ],
        "refused": [
            {
                "category": barred.category.value,
                "columns": list(headings_of(report, barred)),
                "values": count,
                "reason": barred.reason,
                "law": barred.law,
                "clause": barred.clause,
            }
            for barred, count in report.barred.most_common()
        ],
        "remarks": [
            {"line": r.line, "column": r.column, "fate": r.fate.value, "text": r.text}
            for r in report.remarks
        ],
        "matched": [{"line": m.line, "party": m.party, "by": m.by} for m in report.matched],
        "duplicates_found": report.duplicates_found,
        "duplicates": [
            {
                "line": d.line,
                "by": d.by,
                "of_line": d.of_line or None,
                "of_party": d.of_party or None,
            }
            for d in report.duplicates
        ],
        "notes": report.notes,
    }


def preview_as_tree(preview: Preview) -> dict[str, Any]:
    shown = [
        {
            "line": s.line,
            "kind": s.kind,
            "rows": [
                {
                    "table": table,
                    **{
                        name: value if isinstance(value, (str, int, bool)) else str(value or "")
                        for name, value in row.items()
                        if name not in _INNER
                    },
                }
                for table, row in s.rows
            ],
        }
        for s in preview.shown
    ]
    return {**as_tree(preview.report), "preview": shown}
