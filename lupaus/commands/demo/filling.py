"""Filling a register with invented customers: only what its policy lets be collected."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from lupaus.commands.demo.invented import Row, Rows, invented
from lupaus.guard import Adopted, Part, Subject, in_force, system_grant
from lupaus.guard.collecting import verdicts_for
from lupaus.ledger.entry import Event
from lupaus.policy.vocabulary import PurposeClass, SourceKind, State, SubjectKind

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
            total += _put(seed, words.spoken(rows, adopted))
            whose = [row["id"] for row in rows.by_table["records_party"]]
            seed.log(
                Event.RECORD_CREATED,
                actor="demo",
                at=at,
                via="demo",
                whose=whose,
                counts={"parties": len(whose)},
            )
    return total


def _put(seed: Part, by_table: Mapping[str, list[Row]]) -> int:
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
        policy = adopted.policy
        by_kind = {source.kind: slug for slug, source in reversed(policy.sources.items())}
        first = next(iter(policy.sources), "subject")
        self.sources = {
            "subject": by_kind.get(SourceKind.SUBJECT, first),
            "staff": by_kind.get(SourceKind.STAFF, by_kind.get(SourceKind.SUBJECT, first)),
        }
        marketing = [
            n for n, p in policy.purposes.items() if p.class_ is PurposeClass.MARKETING
        ]
        self.marketing = marketing[0] if marketing else None

    def spoken(self, rows: Rows, adopted: Adopted) -> dict[str, list[Row]]:
        """The rows that may be there, in the policy's words."""
        parties = {row["id"]: row for row in rows.by_table["records_party"]}
        subjects = {party: _subject(row) for party, row in parties.items()}
        kept: dict[str, list[Row]] = {}
        for table, found in rows.by_table.items():
            kept[table] = [
                self._said(table, row)
                for row in found
                if table == "records_party" or self._may(adopted, table, row, subjects)
            ]
        return kept

    def _may(
        self, adopted: Adopted, table: str, row: Row, subjects: Mapping[int, Subject]
    ) -> bool:
        if table == "records_permission" and self.marketing is None:
            return False
        verdicts = verdicts_for(adopted, subjects[row["party_id"]])
        return verdicts[table.removeprefix("records_")] is None

    def _said(self, table: str, row: Row) -> Row:
        said: dict[str, Any] = {**row, "source": self.sources[row["source"]]}
        if table == "records_permission":
            said["purpose"] = self.marketing
        return said


def _subject(row: Row) -> Subject:
    kinds = frozenset(kind for flag, kind in _KINDS.items() if row[flag])
    if row["relation_started_on"] is None:
        state = State.PROSPECT
    else:
        state = State.FORMER if row["relation_ended_on"] else State.CUSTOMER
    return Subject(kinds, state)
