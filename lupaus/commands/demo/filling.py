"""Filling a register with invented customers: only what its policy lets be collected."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from lupaus.commands.demo.invented import Row, Rows, invented
from lupaus.guard import Adopted, Part, Subject, in_force, system_grant
from lupaus.guard.collecting import verdicts_for
from lupaus.guard.tables import holdings
from lupaus.ledger.entry import Event
from lupaus.policy.holding import PARTY
from lupaus.policy.vocabulary import Channel, PurposeClass, SourceKind, State, SubjectKind
from lupaus.register.anchors import recompute
from lupaus.register.bans import BANS, Origin, Reached, banning, digest, suppress
from lupaus.register.provenance import gives

#: Parents before children.
_ORDER = ("records_party", "records_invoice")
_KINDS = {
    "is_consumer": SubjectKind.CONSUMER,
    "is_representative": SubjectKind.REPRESENTATIVE,
    "is_sole_trader": SubjectKind.SOLE_TRADER,
    "is_technical": SubjectKind.TECHNICAL,
}


def fill(people: int, *, today: date, at: datetime) -> int:
    """Put ``people`` invented parties into an empty register. Returns how many rows went in.

    Rows that no purpose of the policy covers for that kind of person are left out, as they
    would be at any other door.
    """
    adopted = in_force()
    words = _Words(adopted)
    total = 0
    for rows in invented(people, today=today):
        with system_grant("seed", why="invented customers") as seed:
            kept = words.spoken(rows, adopted)
            total += _put(seed, kept, counted=len(rows.by_table[PARTY]))
            whose = [row["id"] for row in kept[PARTY]]
            seed.log(
                Event.RECORD_CREATED,
                actor="demo",
                at=at,
                via="demo",
                whose=whose,
                counts={"parties": len(whose)},
            )
        _remember_bans(kept, at)
        recompute(whose)
    return total


def _number(seed: Part, by_table: Mapping[str, list[Row]], counted: int) -> None:
    """Let the engine count the ids that the rows bring or need, so that it gives none of them
    to somebody else: PostgreSQL counts only what it was asked for. ``counted`` parties were
    invented, whether they stay or not."""
    seed.ids(PARTY, counted)
    invoices = by_table.get("records_invoice", [])
    ids = dict(
        zip(
            [row["id"] for row in invoices],
            seed.ids("records_invoice", len(invoices)) if invoices else (),
            strict=True,
        )
    )
    for row in invoices:
        row["id"] = ids[row["id"]]
    for row in by_table.get("records_invoiceline", []):
        row["invoice_id"] = ids[row["invoice_id"]]


def _put(seed: Part, by_table: Mapping[str, list[Row]], *, counted: int) -> int:
    _number(seed, by_table, counted)
    total = 0
    ordered = sorted(by_table, key=lambda table: (table not in _ORDER, table))
    for table in ordered:
        rows = by_table[table]
        if not rows:
            continue
        columns = tuple(rows[0])
        seed.insert(table, columns, [tuple(row[c] for c in columns) for row in rows])
        total += len(rows)
    return total


class _Words:
    """The policy's own names for what the invention calls by kind."""

    def __init__(self, adopted: Adopted) -> None:
        self.policy = adopted.policy
        self.categories = {holding.table: holding.category for holding in holdings()}
        purposes = self.policy.purposes.items()
        marketing = [n for n, p in purposes if p.class_ is PurposeClass.MARKETING]
        self.marketing = marketing[0] if marketing else ""
        self._sources: dict[tuple[str, str], str | None] = {}

    def spoken(self, rows: Rows, adopted: Adopted) -> dict[str, list[Row]]:
        """The rows that may be there, in the policy's words."""
        parties = {row["id"]: row for row in rows.by_table["records_party"]}
        subjects = {party: _subject(row) for party, row in parties.items()}
        kept: dict[str, list[Row]] = {}
        for table, found in rows.by_table.items():
            said = (
                self._said(table, row)
                for row in found
                if table == PARTY or self._may(adopted, table, row, subjects)
            )
            kept[table] = [row for row in said if row["source"] is not None]
        held = _held(kept)
        kept[PARTY] = [row for row in kept[PARTY] if row["id"] in held]
        return kept

    def _may(
        self, adopted: Adopted, table: str, row: Row, subjects: Mapping[int, Subject]
    ) -> bool:
        if table == "records_permission" and not self.marketing:
            return False
        verdicts = verdicts_for(adopted, subjects[row["party_id"]])
        return verdicts[table.removeprefix("records_")] is None

    def _said(self, table: str, row: Row) -> Row:
        said: dict[str, Any] = {**row, "source": self.source(table, row["source"])}
        if table == "records_permission":
            said["purpose"] = self.marketing
        return said

    def source(self, table: str, kind: str) -> str | None:
        """A source that the notice names for such data, of that kind if there is one; None
        when the notice says that they come from nowhere."""
        if (table, kind) not in self._sources:
            category = self.categories.get(table)
            given = [
                slug
                for slug in self.policy.sources
                if category is None or gives(self.policy, slug, category)
            ]
            of_kind = [s for s in given if self.policy.sources[s].kind == SourceKind(kind)]
            self._sources[table, kind] = next(iter(of_kind or given), None)
        return self._sources[table, kind]


def _held(kept: Mapping[str, list[Row]]) -> frozenset[int]:
    """Parties of whom anything is left: a register is for nobody else."""
    rows = (row for table, found in kept.items() if table != PARTY for row in found)
    return frozenset(
        row[key] for row in rows for key in ("party_id", "organisation_id") if row.get(key)
    )


def _remember_bans(by_table: Mapping[str, list[Row]], at: datetime) -> None:
    """Put the addresses of whoever objected on the list of bans, as an objection does."""
    since = {
        row["party_id"]: row["decided_on"]
        for row in by_table.get("records_permission", [])
        if row["decision"] == "objected"
    }
    if not since:
        return
    added = 0
    with transaction.atomic(), banning("invented customers") as part:
        for table, column in _ADDRESSES.items():
            for row in by_table.get(f"records_{table}", []):
                if row["party_id"] in since:
                    reached = Reached(0, table, digest(table, row[column]))
                    added += suppress(
                        part,
                        [reached],
                        tuple(Channel),
                        purpose_class=PurposeClass.MARKETING,
                        since=since[row["party_id"]],
                        origin=Origin.OWN,
                    )
        event, counts = Event.SUPPRESSION_ADDED, {BANS: added}
        part.log(event, actor="demo", at=at, via="demo", whose=since, counts=counts)


_ADDRESSES = {"emailaddress": "address", "phonenumber": "e164", "postaladdress": "folded"}


def _subject(row: Row) -> Subject:
    kinds = frozenset(kind for flag, kind in _KINDS.items() if row[flag])
    if row["relation_started_on"] is None:
        state = State.PROSPECT
    else:
        state = State.FORMER if row["relation_ended_on"] else State.CUSTOMER
    return Subject(kinds, state)
