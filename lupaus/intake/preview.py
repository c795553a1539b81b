"""An import as it would be: the same reading of the whole file, and nothing written."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from lupaus.guard import in_force
from lupaus.intake.csvfile import Row  # noqa: TC001 - as everywhere in this room
from lupaus.intake.entry import COLUMNS, Entry, Fate, Remark
from lupaus.intake.failures import Failures
from lupaus.intake.field import CATEGORY_OF
from lupaus.intake.known import Known
from lupaus.intake.report import Report
from lupaus.intake.take import chunks
from lupaus.intake.work import Order, Progress, Work
from lupaus.ledger.reads import record_read


@dataclass(frozen=True, slots=True)
class Shown:
    """One party of one line, table by table, in the words of the columns."""

    line: int
    kind: str
    rows: tuple[tuple[str, Mapping[str, object]], ...]


class Outcome(StrEnum):
    """What would become of a line."""

    NEW = "new"
    KNOWN = "known"  # is in the register already; the rules say what changes
    UNSURE = "unsure"  # enters as somebody new, and may be somebody who is there
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Problem:
    """One cell, by its place in the row, or the whole line (None). ``is_mended``: it enters,
    corrected."""

    place: int | None
    text: str
    clause: str = ""
    is_mended: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A line as it stands in the file, and what would become of it. ``party`` and ``by``: who
    it is about and by which key."""

    line: int
    cells: tuple[str, ...]
    outcome: Outcome
    problems: tuple[Problem, ...] = ()
    party: int = 0
    by: str = ""


@dataclass(frozen=True, slots=True)
class Preview:
    """``shown`` are parties as they would be entered, ``lines`` the cells as they are."""

    report: Report
    shown: tuple[Shown, ...]
    lines: tuple[Line, ...] = ()


def preview(
    order: Order, *, first: int = 10, progress: Progress = lambda _lines: None
) -> Preview:
    """Read the whole file as an import would, show the ``first`` lines. Writes nothing, the
    file of failed lines excepted where one was asked for. Whom the list was compared with is
    recorded: somebody has learnt who is in the register."""
    work = Work(order, in_force())
    shown: list[Shown] = []
    top: list[Row] = []
    with Known() as known, Failures(order.failures, order.table) as failures:
        for rows in chunks(order.table):
            top += rows[: max(0, first - len(top))]
            chunk = work.chunk(rows, known, failures)
            for entry in chunk.entries[: max(0, first - len(shown))]:
                shown += _shown(entry)
            work.compare(known, chunk.entries)
            progress(work.report.lines)
    _record(order, work.report)
    lines = tuple(_line(line, row, work.report) for line, row in top)
    return Preview(work.report, tuple(shown), lines)


def _record(order: Order, report: Report) -> None:
    if whose := {m.party for m in report.matched}:
        record_read(
            actor=order.actor.name,
            purposes=order.actor.purposes,
            at=order.act.at,
            about="import-preview",
            whose=whose,
        )


def _line(line: int, row: Sequence[str], report: Report) -> Line:
    found = next((m for m in report.matched if m.line == line), None)
    own = [r for r in report.remarks if r.line == line]
    if any(r.fate is Fate.FAILED for r in own):
        outcome = Outcome.FAILED
    elif found is not None:
        outcome = Outcome.KNOWN
    elif any(d.line == line for d in report.duplicates):
        outcome = Outcome.UNSURE
    else:
        outcome = Outcome.NEW
    return Line(
        line,
        tuple(row),
        outcome,
        tuple(_problems(line, own, report)),
        found.party if found else 0,
        found.by if found else "",
    )


def _problems(line: int, remarks: Sequence[Remark], report: Report) -> Iterator[Problem]:
    places = {column.heading: column.place for column in reversed(report.columns)}
    for remark in remarks:
        yield Problem(
            places.get(remark.column), remark.text, is_mended=remark.fate is Fate.MENDED
        )
    for barred_line, barred in report.barred_on:
        if barred_line == line:
            for column in report.columns:
                if CATEGORY_OF.get(column.field) is barred.category:
                    yield Problem(column.place, barred.reason, barred.clause)


def _shown(entry: Entry) -> list[Shown]:
    found = []
    for party in entry.parties:
        rows = [
            (table.removeprefix("records_"), dict(zip(COLUMNS[table], values, strict=True)))
            for table, values in party.rows or ()
        ]
        found.append(Shown(entry.line, _kind(party.is_organisation, entry), tuple(rows)))
    return found


def _kind(is_organisation: bool, entry: Entry) -> str:  # noqa: FBT001 - a fact of the party
    if is_organisation:
        return "organisation"
    person = entry.person
    if person is not None and person.is_sole_trader:
        return "sole trader"
    return "contact person" if entry.organisation is not None else "person"
