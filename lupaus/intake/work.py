"""One pass over a file: what preview and commit have in common."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from lupaus.finland import day_of
from lupaus.guard import Act, Actor, Adopted, Machinery, system_grant
from lupaus.intake import forbidden, likeness
from lupaus.intake.columns import Column, Way, require_somebody
from lupaus.intake.convert import Converted, Converter
from lupaus.intake.csvfile import Row
from lupaus.intake.entry import CATEGORY, Entry, Fate, Holds, Party, Remark
from lupaus.intake.failures import Failures
from lupaus.intake.field import CATEGORY_OF, NEVER_FROM_A_FILE
from lupaus.intake.firms import Firms, firm_digest
from lupaus.intake.gate import Gate, chosen_source, tells_others
from lupaus.intake.known import Known
from lupaus.intake.matching import recognise_parties
from lupaus.intake.onfile import OnFile, on_file
from lupaus.intake.permit import Terms
from lupaus.intake.report import Report
from lupaus.intake.revise import Change, Decided, Reviser
from lupaus.intake.rules import Rule, Rules, without
from lupaus.intake.staging import PER_LINE
from lupaus.intake.table import Table
from lupaus.policy.holding import PARTY
from lupaus.policy.model import Policy
from lupaus.policy.vocabulary import PurposeClass, SubjectKind

Progress = Callable[[int], None]
_NO_ROLE = (
    "is in the register already and acts for nobody there: say on the customer card that it "
    "acts for this organisation"
)
_UNDER_A_BAN = "the address is under a ban, and a list never lifts one"
#: Said of a line of which nothing may enter.
NOBODY = (
    "nothing of the line may be taken in: the policy needs nothing of such a customer. Fill in "
    "the company, or say of the columns what persons without one are"
)
#: Said of a line of which a customer is made that nobody can reach.
NAME_ONLY = "nothing but the name is taken in: correct what is left out, or leave the line out"
_NAMING = frozenset({Holds.PERSON_NAME, Holds.ORGANISATION, Holds.RELATIONSHIP})
_TWICE = "stands on an earlier line already: only what is added line by line is taken from here"


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be taken in, and how. ``customers``: everybody on the list is one.
    ``again``: although the very same file has been taken in before. ``rules``: what a column
    may do to those who are in the register already, by its place. ``alone``: what persons
    without an organisation are."""

    table: Table
    columns: tuple[Column, ...]
    actor: Actor
    act: Act
    source: str = ""
    customers: bool = True
    again: bool = False
    failures: Path | IO[str] | None = None
    rules: Mapping[int, Rule] = field(default_factory=dict)
    alone: SubjectKind = SubjectKind.CONSUMER


@dataclass(slots=True)
class Chunk:
    """The lines of a chunk as they may enter, and what they change of rows that are there."""

    entries: list[Entry] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)


class Work:
    """One pass over a file."""

    def __init__(self, order: Order, adopted: Adopted) -> None:
        columns = without(order.columns, order.rules)
        require_somebody(columns)
        self.order = order
        self.source = chosen_source(adopted.policy, order.source)
        self.gate = Gate(adopted, self.source)
        terms = Terms(_marketing(adopted.policy), order.act.at, order.act.actor)
        self.converter = Converter(
            columns,
            order.table.sample(),
            terms=terms,
            customers=order.customers,
            alone=order.alone,
        )
        self.report = Report(columns, self.source, name_order=self.converter.order.value)
        self._rules = Rules.of(columns, order.rules)
        self._reviser = Reviser(self._rules, self._stamp)
        self._tells = tells_others(adopted.policy, self.source)
        self._firms = Firms()
        self._compares = likeness.has_anybody(order.actor, at=order.act.at)
        self.report.notes += _notes(order, columns)

    def _stamp(self, table: Holds) -> Mapping[str, object]:
        return {
            "source": self.gate.source_of(table),
            "sourced_on": day_of(self.order.act.at).isoformat(),
        }

    def chunk(self, rows: Sequence[Row], known: Known, failures: Failures) -> Chunk:
        """The report says what became of the lines that do not enter."""
        read = [(row, self.converter.convert(line, row)) for line, row in rows]
        failed = recognise_parties([c.entry for _, c in read if c.entry is not None])
        entries = []
        for row, converted in read:
            entry = converted.entry
            reason = converted.reason
            if entry is not None:
                reason = failed.get(entry.line) or self._clash(entry, known)
            if entry is None or reason:
                line = entry.line if entry else converted.remarks[-1].line
                self._fail(line, row, reason, failures, converted)
                continue
            barred = self.gate.admit(entry)
            self.report.add_barred(entry.line, barred)
            if not entry.parties:
                self._fail(entry.line, row, NOBODY, failures, converted)
                continue
            self.report.add_remarks(converted.remarks)
            if _is_bare(entry, converted.remarks):
                self.report.bare += 1
                self.report.add_remarks([Remark(entry.line, "", Fate.NOTED, NAME_ONLY)])
            entries.append(entry)
        self.report.lines += len(rows)
        self._firms.settle(known, entries)
        self._honour_bans(entries)
        chunk = Chunk(entries, list(self._revise(entries, known)))
        self.count(entries)
        return chunk

    def _fail(
        self, line: int, row: Sequence[str], reason: str, failures: Failures, was: Converted
    ) -> None:
        remarks = was.remarks if was.reason else (Remark(line, "", Fate.FAILED, reason),)
        self.report.add_remarks(remarks)
        self.report.failed += 1
        failures.add(row, reason)

    def _clash(self, entry: Entry, known: Known) -> str:
        """Why the customer number cannot enter: it is somebody else's on an earlier line.
        Contacts of one organisation share its number."""
        number = next((p.number for p in entry.parties if p.number), None)
        if number is None:
            return ""
        digest = known.digest("number", str(number))
        shared = entry.organisation is not None and entry.person is not None
        owner = firm_digest(known, entry) if shared else entry.line
        there = next((p.known for p in entry.parties if p.number == number), 0)
        owner = -there or owner
        earlier = known.party(digest)
        if earlier is not None and earlier != owner:
            return f"customer number {number} is somebody else's on an earlier line"
        known.remember(digest, owner)
        return ""

    # --- those who are in the register already -----------------------------------------------

    def _revise(self, entries: Sequence[Entry], known: Known) -> Iterator[Change]:
        parties = [(e, p) for e in entries for p in e.parties if p.known]
        if not parties:
            return
        with system_grant(Machinery.MATCHING, why="what is on file of a list") as part:
            there = on_file(part, {p.known for _, p in parties})
        for entry, party in parties:
            is_first = self._once(entry, party, known)
            made = self._reviser.revise(party, there)
            party.rows = list(made.rows)
            if party is entry.person and entry.organisation is not None:
                self._affiliation(entry, made, there)
            self._tell(entry, party, made, is_first=is_first)
            yield from made.changes
            if made.spine:
                yield Change(
                    party.known, PARTY, party.known, _spine(party, there, made), made.spine
                )

    def _once(self, entry: Entry, party: Party, known: Known) -> bool:
        """Two lines about one party would overwrite each other: the first one counts. Returns
        whether this is the first."""
        digest = known.digest("known", str(party.known))
        first = known.party(digest)
        known.remember(digest, entry.line)
        if first in {None, entry.line}:
            return True
        kept = [row for row in party.rows or () if row[0] in PER_LINE]
        lost = {table for table, _ in party.rows or ()} - PER_LINE - {Holds.RELATIONSHIP}
        if lost and party is entry.person:
            self._remark(entry.line, Holds.PERSON_NAME, _TWICE)
        party.rows, party.number, party.last_contact = kept, None, None
        return False

    def _affiliation(self, entry: Entry, made: Decided, there: OnFile) -> None:
        person, firm = entry.person, entry.organisation
        assert person is not None  # noqa: S101 - the caller asked
        assert firm is not None  # noqa: S101 - likewise
        for row in there.rows[Holds.AFFILIATION, person.known]:
            if firm.known and row.values["organisation_id"] == firm.known:
                self._reviser.affiliation(made, row, role=entry.role, title=entry.title)
                entry.role = ""
                return
        if entry.role and not (person.is_representative or person.is_technical):
            self._remark(entry.line, Holds.AFFILIATION, _NO_ROLE)
            entry.role = ""

    def _tell(self, entry: Entry, party: Party, made: Decided, *, is_first: bool) -> None:
        report = self.report
        report.add_matched(entry.line, party.known, party.by, is_first=is_first)
        report.filled += made.filled
        report.overwritten += made.overwritten
        report.left += made.left
        report.changed += len(made.changes)
        for table, text in made.remarks:
            self._remark(entry.line, table, text)

    def _honour_bans(self, entries: Sequence[Entry]) -> None:
        """A yes of a list is nothing against an address that is under a ban."""
        found = forbidden.look(entries)
        self.report.objecting += len(found.lines)
        self.report.gone += len(found.gone)
        for entry in entries:
            for party in entry.parties:
                rows = party.rows or []
                if id(party) not in found.parties or party.known:
                    continue
                kept = [
                    r for r in rows if r[0] is not Holds.PERMISSION or "granted" not in r[1]
                ]
                if len(kept) < len(rows):
                    party.rows = kept
                    self._remark(entry.line, Holds.PERMISSION, _UNDER_A_BAN)

    def _remark(self, line: int, table: Holds, text: str) -> None:
        category = CATEGORY[table]
        headings = (
            c.heading for c in self.report.columns if CATEGORY_OF.get(c.field) is category
        )
        remark = Remark(line, next(headings, ""), Fate.LEFT_OUT, text)
        self.report.add_remarks([remark])

    # --- counting ----------------------------------------------------------------------------

    def count(self, entries: Sequence[Entry]) -> None:
        new = [p for e in entries for p in e.parties if not (p.known or p.again)]
        for entry in entries:
            self.report.add_entry(entry)
        persons = sum(not p.is_organisation for p in new)
        self.report.new += len(new)
        self.report.persons += persons
        self.report.organisations += len(new) - persons
        self.report.to_be_told += persons if self._tells else 0

    def compare(self, known: Known, entries: Sequence[Entry]) -> None:
        self.report.add_duplicates(likeness.inside(known, entries))
        if self._compares:
            found = likeness.against_register(self.order.actor, entries, at=self.order.act.at)
            self.report.add_duplicates(found)


def _is_bare(entry: Entry, remarks: Iterable[Remark]) -> bool:
    """Whether some of the line was of no use, and only the name of somebody new is left."""
    return (
        not any(party.known for party in entry.parties)
        and any(remark.fate is Fate.LEFT_OUT for remark in remarks)
        and all(table in _NAMING for party in entry.parties for table, _ in party.rows or ())
    )


def _spine(party: Party, there: OnFile, made: Decided) -> dict[str, object]:
    before = {
        "number": there.numbers.get(party.known),
        "last_contact_on": there.contacts.get(party.known),
    }
    return {column: before[column] for column in made.spine}


def _marketing(policy: Policy) -> tuple[str, ...]:
    return tuple(
        slug for slug, p in policy.purposes.items() if p.class_ is PurposeClass.MARKETING
    )


def _notes(order: Order, columns: Sequence[Column]) -> Iterator[str]:
    for column in columns:
        if why := NEVER_FROM_A_FILE.get(column.field):
            yield f"column {column.heading!r} is left out: {why}"
    unknown = [c.heading for c in columns if c.way in {Way.UNKNOWN, Way.TAKEN}]
    if unknown:
        yield (
            f"columns left out: {', '.join(unknown)} (see --preview; --column "
            '"HEADING=FIELD" takes one in)'
        )
    if order.table.hidden:
        yield f"hidden sheets are left out: {', '.join(order.table.hidden)}"
