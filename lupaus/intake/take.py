"""Taking a file in: read, convert, admit, stage in chunks, compare, flip."""

from collections.abc import Callable, Iterator, Sequence
from hashlib import file_digest
from itertools import islice

from lupaus.finland import day_of
from lupaus.guard import Act, Machinery, Part, in_force, system_grant
from lupaus.intake import batch as batches
from lupaus.intake import changes
from lupaus.intake.csvfile import Row
from lupaus.intake.failures import Failures
from lupaus.intake.known import Known
from lupaus.intake.report import Report
from lupaus.intake.staging import Staged, Stager
from lupaus.intake.table import Table
from lupaus.intake.unusable import Unusable
from lupaus.intake.work import Chunk, Order, Progress, Work
from lupaus.ledger.entry import Event
from lupaus.register.anchors import recompute
from lupaus.register.bans import inherit

#: Lines to a commit: a writer who waits for one waits a quarter of a second at most.
CHUNK = 2_000

Ending = Callable[[Part, Report], None]


def take_in(
    order: Order,
    *,
    progress: Progress = lambda _lines: None,
    ending: Ending = lambda _part, _report: None,
) -> Report:
    """Take the file in. Nothing is in sight until all of it is; then everything at once, what
    it changes of those who were there before included. ``ending`` is called in that last
    transaction.

    Raises Unusable when the file, the source or the columns cannot be used, and Refused when
    the policy bars the act; the register is then as it was.
    """
    work = Work(order, in_force())
    origin = origin_of(order.table)
    batches.clear_dead(order.act, origin=origin)
    with system_grant(Machinery.IMPORT, why="an import begins") as part:
        if not order.again:
            _refuse_again(part, origin)
        batch = batches.begin(part, origin=origin, source=work.source, at=order.act.at)
    work.report.batch = batch
    written, late = 0, set[int]()
    with Known() as known, Failures(order.failures, order.table) as failures:
        stager = Stager(batch, work.gate, known, day_of(order.act.at))
        for rows in chunks(order.table):
            with system_grant(Machinery.IMPORT, why="an import is staged") as part:
                chunk = work.chunk(rows, known, failures)
                staged = stager.put(part, chunk.entries)
                _settle(part, order.act, batch, chunk, staged)
            written += staged.rows
            late.update(staged.attached)
            work.compare(known, chunk.entries)
            progress(work.report.lines)
    work.report.rows = written
    with system_grant(Machinery.IMPORT, why="an import comes into sight") as part:
        done = batches.flip(part, batch, rows=written, act=order.act, late=late)
        work.report.left += work.report.changed - done
        work.report.changed = done
        _log(part, order.act, Event.IMPORT_FLIPPED, written, ())
        _log_changed(part, order.act, batch, done)
        ending(part, work.report)
    return work.report


def _settle(part: Part, act: Act, batch: int, chunk: Chunk, staged: Staged) -> None:
    """The dates and bans of those who are new; what concerns the others waits for the end."""
    recompute(staged.fresh)
    changes.remember(part, batch, day_of(act.at), chunk.changes, staged.added)
    whose = [*staged.fresh, *staged.attached]
    _log(part, act, Event.IMPORT_STAGED, staged.rows, whose)
    forbidding = sorted({p for _row, p in part.keys("permission", {"party_id": whose})})
    for party in forbidding:  # few: a ban outlives the person and this import
        inherit(party, act=act)


def chunks(table: Table, size: int = CHUNK) -> Iterator[list[Row]]:
    rows = table.rows()
    while chunk := list(islice(rows, size)):
        yield chunk


def origin_of(table: Table) -> str:
    """The file by its content: its name might be a person's, and may change."""
    with table.path.open("rb") as file:
        digest = file_digest(file, "sha256").hexdigest()
    return f"sha256:{digest}" + (f" {len(table.sheet)}" if table.sheet else "")


def _refuse_again(part: Part, origin: str) -> None:
    for batch in batches.batches(part):
        if batch.origin == origin and batch.state == "visible":
            raise Unusable(
                f"this very file was taken in on {batch.started_at:%d.%m.%Y} as import "
                f"{batch.id}. Undo that one first (--undo {batch.id}), or say --again"
            )


def _log_changed(part: Part, act: Act, batch: int, done: int) -> None:
    if done:
        whose, tables = changes.changed(part, batch)
        part.log(
            Event.RECORD_CORRECTED,
            actor=act.actor,
            at=act.at,
            whose=whose,
            purpose=act.purpose,
            via=act.via,
            fields=tables,
            counts={"rows": done},
        )


def _log(part: Part, act: Act, event: Event, rows: int, parties: Sequence[int]) -> None:
    part.log(
        event,
        actor=act.actor,
        at=act.at,
        whose=parties,
        purpose=act.purpose,
        via=act.via,
        counts={"rows": rows},
    )


__all__ = ["CHUNK", "Order", "Progress", "Work", "chunks", "origin_of", "take_in"]
