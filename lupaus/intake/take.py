"""Taking a file in: read, convert, admit, stage in chunks, compare, flip."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import file_digest
from itertools import islice
from pathlib import Path

from lupaus.guard import Act, Actor, Adopted, Machinery, Part, in_force, system_grant
from lupaus.intake import batch as batches
from lupaus.intake import likeness
from lupaus.intake.columns import Column, Way, require_somebody
from lupaus.intake.convert import Converted, Converter
from lupaus.intake.csvfile import Row
from lupaus.intake.entry import Entry, Fate, Remark
from lupaus.intake.failures import Failures
from lupaus.intake.field import NEVER_FROM_A_FILE
from lupaus.intake.gate import Gate, chosen_source, tells_others
from lupaus.intake.known import Known
from lupaus.intake.permit import Terms
from lupaus.intake.report import Report
from lupaus.intake.staging import Stager, firm_digest
from lupaus.intake.table import Table
from lupaus.intake.unusable import Unusable
from lupaus.ledger.entry import Event
from lupaus.policy.model import Policy
from lupaus.policy.vocabulary import PurposeClass
from lupaus.register.anchors import recompute
from lupaus.register.bans import inherit

#: Lines to a commit: a writer who waits for one waits a quarter of a second at most.
CHUNK = 2_000

Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be taken in, and how. ``customers``: everybody on the list is one.
    ``again``: although the very same file has been taken in before."""

    table: Table
    columns: tuple[Column, ...]
    actor: Actor
    act: Act
    source: str = ""
    customers: bool = True
    again: bool = False
    failures: Path | None = None


class Work:
    """One pass over a file: what staging and preview have in common."""

    def __init__(self, order: Order, adopted: Adopted) -> None:
        require_somebody(order.columns)
        self.order = order
        self.source = chosen_source(adopted.policy, order.source)
        self.gate = Gate(adopted, self.source)
        terms = Terms(_marketing(adopted.policy), order.act.at, order.act.actor)
        self.converter = Converter(
            order.columns, order.table.sample(), terms=terms, customers=order.customers
        )
        self.report = Report(order.columns, self.source, name_order=self.converter.order.value)
        self._tells = tells_others(adopted.policy, self.source)
        self._compares = likeness.has_anybody(order.actor, at=order.act.at)
        self.report.notes += _notes(order)

    def entries(
        self, rows: Sequence[Row], known: Known, failures: Failures, taken: frozenset[int]
    ) -> list[Entry]:
        """The lines of a chunk as they may enter; the report says what became of the others."""
        entries = []
        for line, row in rows:
            converted = self.converter.convert(line, row)
            reason = converted.reason or self._clash(converted, known, taken)
            if reason:
                converted = Converted(None, (Remark(line, "", Fate.FAILED, reason),))
            self.report.add_remarks(converted.remarks)
            if converted.entry is None:
                self.report.failed += 1
                failures.add(row, reason)
                continue
            self.report.barred.update(self.gate.admit(converted.entry))
            if converted.entry.parties:
                entries.append(converted.entry)
                self.report.add_entry(converted.entry)
        self.report.lines += len(rows)
        self.count(entries)
        return entries

    def _clash(self, converted: Converted, known: Known, taken: frozenset[int]) -> str:
        """Why the customer number cannot enter: it is somebody's already. Contacts of one
        organisation share its number."""
        entry = converted.entry
        number = next((p.number for p in entry.parties if p.number), None) if entry else None
        if entry is None or number is None:
            return ""
        if number in taken:
            return f"customer number {number} is in the register already"
        digest = known.digest("number", str(number))
        shared = entry.organisation is not None and entry.person is not None
        owner = firm_digest(known, entry) if shared else entry.line
        earlier = known.party(digest)
        if earlier is not None and earlier != owner:
            return f"customer number {number} is somebody else's on an earlier line"
        known.remember(digest, owner)
        return ""

    def count(self, entries: Sequence[Entry]) -> None:
        persons = sum(entry.person is not None for entry in entries)
        self.report.persons += persons
        self.report.organisations += sum(e.organisation is not None for e in entries)
        self.report.to_be_told += persons if self._tells else 0

    def compare(self, known: Known, entries: Sequence[Entry]) -> None:
        self.report.add_duplicates(likeness.inside(known, entries))
        if self._compares:
            found = likeness.against_register(self.order.actor, entries, at=self.order.act.at)
            self.report.add_duplicates(found)


def take_in(order: Order, *, progress: Progress = lambda _lines: None) -> Report:
    """Take the file in. Nothing is in sight until all of it is; then everything at once.

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
    with Known() as known, Failures(order.failures, order.table) as failures:
        stager = Stager(batch, work.gate, known, order.act.at.date())
        work.report.rows = 0
        written = 0
        for rows in chunks(order.table):
            with system_grant(Machinery.IMPORT, why="an import is staged") as part:
                taken = _taken(part, work, rows)
                entries = work.entries(rows, known, failures, taken)
                done, parties = stager.put(part, entries)
                recompute(parties)
                _log(part, order.act, Event.IMPORT_STAGED, done, parties)
                forbidding = sorted(
                    {p for _row, p in part.keys("permission", {"party_id": parties})}
                )
            for party in forbidding:  # few: a ban outlives the person and this import
                inherit(party, act=order.act)
            written += done
            work.compare(known, entries)
            progress(work.report.lines)
    with system_grant(Machinery.IMPORT, why="an import comes into sight") as part:
        batches.flip(part, batch, rows=written, at=order.act.at)
        _log(part, order.act, Event.IMPORT_FLIPPED, written, ())
    work.report.rows = written
    return work.report


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


def _taken(part: Part, work: Work, rows: Sequence[Row]) -> frozenset[int]:
    """The customer numbers of a chunk that somebody has already."""
    wanted = sorted(work.converter.numbers(rows))
    found: set[int] = set()
    for start in range(0, len(wanted), 500):
        piece = wanted[start : start + 500]
        places = ", ".join(["%s"] * len(piece))
        sql = f"SELECT number FROM records_party WHERE number IN ({places})"
        batch = work.report.batch
        own = f" AND (batch_id IS NULL OR batch_id <> {batch:d})"
        found.update(row[0] for row in part.execute(sql + own, piece))
    return frozenset(found)


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


def _marketing(policy: Policy) -> tuple[str, ...]:
    return tuple(
        slug for slug, p in policy.purposes.items() if p.class_ is PurposeClass.MARKETING
    )


def _notes(order: Order) -> Iterator[str]:
    for column in order.columns:
        if why := NEVER_FROM_A_FILE.get(column.field):
            yield f"column {column.heading!r} is left out: {why}"
    unknown = [c.heading for c in order.columns if c.way in {Way.UNKNOWN, Way.TAKEN}]
    if unknown:
        yield (
            f"columns left out: {', '.join(unknown)} (see --preview; --column "
            '"HEADING=FIELD" takes one in)'
        )
    if order.table.hidden:
        yield f"hidden sheets are left out: {', '.join(order.table.hidden)}"
