"""Entries into the tables, a chunk at a time, as rows of one batch that nobody sees yet."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from lupaus.guard import Part
from lupaus.intake.entry import COLUMNS, Entry, Holds, Party, Values
from lupaus.intake.firms import firm_digest
from lupaus.intake.gate import Gate
from lupaus.intake.known import Known
from lupaus.intake.stored import Ref
from lupaus.policy.holding import PARTY

_PARTY_COLUMNS = (
    "id",
    "number",
    "is_organisation",
    "is_consumer",
    "is_representative",
    "is_sole_trader",
    "is_technical",
    "restricted",
    "disputed",
    "relation_started_on",
    "relation_ended_on",
    "last_contact_on",
    "last_contact_any_on",
    "last_invoice_on",
    "created_on",
    "source",
    "sourced_on",
    "batch_id",
)
_PROVENANCE = ("party_id", "source", "sourced_on", "batch_id")


@dataclass(frozen=True, slots=True)
class Staged:
    """What was written: ``fresh`` parties, those of them that were ``attached`` to somebody who
    was there before, and the rows that were ``added`` to such."""

    rows: int
    fresh: list[int]
    attached: list[int]
    added: list[Ref]


def _added(
    table: Holds, made: Sequence[int], rows: Sequence[Values], there: set[int]
) -> Iterator[Ref]:
    for number, row in zip(made, rows, strict=True):
        party = row[-len(_PROVENANCE)]
        if party in there:
            yield Ref(int(str(party)), table.value, number)


@dataclass(slots=True)
class Stager:
    """Writes the chunks of one batch. ``met`` remembers organisations of earlier lines, so that
    the contacts of one firm belong to one firm."""

    batch: int
    gate: Gate
    met: Known
    today: date
    known: set[int] = field(default_factory=set)  # organisations that were there before

    def put(self, part: Part, entries: Sequence[Entry]) -> Staged:
        """Write the entries. Of parties that the register has already only the rows that are
        added to them."""
        fresh = self._new_parties(entries)
        ids = part.ids(PARTY, len(fresh)) if fresh else ()
        id_of = {id(party): number for party, number in zip(fresh, ids, strict=True)}
        there = {p.known for entry in entries for p in entry.parties if p.known}
        id_of |= {id(p): p.known for entry in entries for p in entry.parties if p.known}
        self._join(entries, id_of)
        part.insert(PARTY, _PARTY_COLUMNS, [self._spine(p, id_of[id(p)]) for p in fresh])
        rows: dict[Holds, list[Values]] = defaultdict(list)
        for entry in entries:
            self._collect(entry, id_of, rows)
        added: list[Ref] = []
        for table, values in rows.items():
            made = part.insert(table.value, (*COLUMNS[table], *_PROVENANCE), values)
            if there:
                added += _added(table, made, values, there)
        written = sum(map(len, rows.values())) + len(fresh)
        attached = {
            id_of[id(e.person)]
            for e in entries
            if e.person and e.organisation and id_of[id(e.organisation)] in self.known
        }
        return Staged(written, [i for i in ids if i not in attached], sorted(attached), added)

    def _new_parties(self, entries: Sequence[Entry]) -> list[Party]:
        """The parties to be made: an organisation that a contact person shares with an earlier
        line is not made anew."""
        fresh: list[Party] = []
        for entry in entries:
            firm = entry.organisation
            if firm is not None and not firm.known and not firm.again:
                fresh.append(firm)
            if entry.person is not None and not entry.person.known:
                fresh.append(entry.person)
        return fresh

    def _join(self, entries: Sequence[Entry], id_of: dict[int, int]) -> None:
        """Give every organisation of the chunk its party: its own, or the one met before."""
        for entry in entries:
            firm = entry.organisation
            if firm is None or entry.person is None:
                continue
            digest = firm_digest(self.met, entry)
            if firm.known:
                self.known.add(firm.known)
            if id(firm) in id_of:
                self.met.remember(digest, id_of[id(firm)])
            else:
                known = self.met.party(digest)
                assert known is not None  # noqa: S101 - the line before it has made it
                id_of[id(firm)] = known
                firm.rows = [r for r in firm.rows or () if r[0] in PER_LINE]

    def _spine(self, party: Party, number: int) -> Values:
        return (
            number,
            party.number,
            party.is_organisation,
            party.is_consumer,
            party.is_representative,
            party.is_sole_trader,
            party.is_technical,
            False,
            False,
            party.started,
            party.ended,
            party.last_contact,
            party.last_contact,
            party.last_invoice,
            self.today,
            self.gate.source,
            self.today,
            self.batch,
        )

    def _collect(
        self, entry: Entry, id_of: dict[int, int], rows: dict[Holds, list[Values]]
    ) -> None:
        for party in entry.parties:
            owner = id_of[id(party)]
            for table, values in party.rows or ():
                rows[table].append((*values, *self._provenance(owner, table)))
        if entry.person is not None and entry.organisation is not None and entry.role:
            organisation, person = id_of[id(entry.organisation)], id_of[id(entry.person)]
            rows[Holds.AFFILIATION].append(
                (
                    organisation,
                    entry.role,
                    entry.title,
                    *self._provenance(person, Holds.AFFILIATION),
                )
            )

    def _provenance(self, owner: int, table: Holds) -> Values:
        return owner, self.gate.source_of(table), self.today, self.batch


#: What each line of one organisation adds to it; its name, address and dates came with the
#: first.
PER_LINE = frozenset({Holds.INVOICE, Holds.ORDER, Holds.NOTE})
