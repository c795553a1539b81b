"""An import as it would be: the same reading of the whole file, and nothing written."""

from collections.abc import Mapping
from dataclasses import dataclass

from lupaus.guard import in_force
from lupaus.intake.entry import COLUMNS, Entry
from lupaus.intake.failures import Failures
from lupaus.intake.known import Known
from lupaus.intake.report import Report
from lupaus.intake.take import Order, Progress, Work, chunks


@dataclass(frozen=True, slots=True)
class Shown:
    """One party of one line, table by table, in the words of the columns."""

    line: int
    kind: str
    rows: tuple[tuple[str, Mapping[str, object]], ...]


@dataclass(frozen=True, slots=True)
class Preview:
    report: Report
    shown: tuple[Shown, ...]


def preview(
    order: Order, *, first: int = 10, progress: Progress = lambda _lines: None
) -> Preview:
    """Read the whole file as an import would, show the ``first`` entries. Writes nothing, the
    file of failed lines excepted where one was asked for. Customer numbers that are taken in
    the register are found by the import alone, which may see them."""
    work = Work(order, in_force())
    shown: list[Shown] = []
    with Known() as known, Failures(order.failures, order.table) as failures:
        for rows in chunks(order.table):
            entries = work.entries(rows, known, failures, frozenset())
            for entry in entries[: max(0, first - len(shown))]:
                shown += _shown(entry)
            work.compare(known, entries)
            progress(work.report.lines)
    return Preview(work.report, tuple(shown))


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
