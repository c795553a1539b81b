"""One act on one party: what the policy lets in is written, what it does not is named.

A way around this is a way around data minimisation: every action writes through here, and the
engine refuses besides whatever the act's purpose does not need.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

from lupaus.finland import day_of
from lupaus.guard import Act, Refused, Rejected, Subject, Writing, writing
from lupaus.guard.collecting import verdicts_for
from lupaus.ledger.entry import Event
from lupaus.policy.meaning import sees_restricted
from lupaus.policy.model import Policy
from lupaus.policy.vocabulary import Category
from lupaus.records.catalogue import claims
from lupaus.register import provenance
from lupaus.register.facts import Facts, known
from lupaus.register.unfit import Unknown
from lupaus.register.values import Value

RESTRICTION = "GDPR Art. 18(2)"

#: What somebody has edited is theirs and no import's: undoing the import leaves it.
EDITED: Mapping[str, None] = {"batch_id": None}


@dataclass(frozen=True, slots=True)
class Entered:
    """What an action did. ``ids`` are the rows it wrote, in the order given; ``rejected`` is
    what the policy kept out, by the names of the fields."""

    party: int
    ids: tuple[int, ...] = ()
    rejected: tuple[Rejected, ...] = ()


class Admission:
    """Rows on their way into the register, for one party and one act."""

    def __init__(self, w: Writing, act: Act, party: int, subject: Subject) -> None:
        self.w = w
        self.act = act
        self.party = party
        self.subject = subject
        self.today = day_of(act.at)
        self.rejected: list[Rejected] = []
        self.ids: list[int] = []
        self.written: dict[str, int] = {}

    @property
    def policy(self) -> Policy:
        return self.w.adopted.policy

    def verdict(self, table: str, source: str) -> Rejected | None:
        """Why a row of the table may not enter; None when it may."""
        verdicts = verdicts_for(self.w.adopted, self.subject, self.act.purpose)
        category = category_of(table)
        return verdicts[table] or provenance.against(self.policy, source, category, table)

    def put(
        self, values: Iterable[Value], *, source: str = "", on: date | None = None
    ) -> tuple[int, ...]:
        """Write what may enter, table by table; note what may not. Returns the new ids."""
        rows: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
        for value in values:
            rows[value.table].append(value.columns())
        return tuple(
            number
            for table, found in rows.items()
            for number in self.put_rows(table, found, source=source, on=on)
        )

    def put_rows(
        self,
        table: str,
        rows: Sequence[Mapping[str, Any]],
        *,
        source: str = "",
        on: date | None = None,
    ) -> tuple[int, ...]:
        slug = provenance.source_for(self.policy, category_of(table), source)
        if against := self.verdict(table, slug):
            self.reject(against)
            return ()
        columns = ("party_id", "source", "sourced_on", *rows[0])
        put = [(self.party, slug, on or self.today, *row.values()) for row in rows]
        ids = tuple(self.w.insert(table, columns, put))
        self.written[table] = self.written.get(table, 0) + len(ids)
        self.ids += ids
        return ids

    def reject(self, against: Rejected) -> None:
        if against not in self.rejected:
            self.rejected.append(against)

    def require(self, table: str, source: str = "") -> str:
        """The source of a row about to be written. Raises Refused when it may not enter."""
        slug = provenance.source_for(self.policy, category_of(table), source)
        if against := self.verdict(table, slug):
            raise refusal(against)
        return slug

    def log(self, event: Event, *, fields: Iterable[str] = (), clause: str = "") -> None:
        self.w.log(event, whose=[self.party], fields=fields, clause=clause)

    def done(self) -> Entered:
        return Entered(self.party, tuple(self.ids), tuple(self.rejected))

    def settle(self) -> None:
        """Say in the ledger what was kept out."""
        for against in self.rejected:
            self.log(Event.RECORD_REFUSED, fields=(against.field,), clause=against.clause)


def category_of(table: str) -> Category:
    return claims()[f"records_{table}"].category


def refusal(against: Rejected) -> Refused:
    return Refused(against.reason, law=against.law, clause=against.clause)


@contextmanager
def admitting(act: Act, party: int) -> Iterator[Admission]:
    """An act on a party that is in the register: one transaction.

    Raises Unknown for no such party, and Refused for a restricted one unless the act is for
    claims or rights. When nothing at all may enter, that is said in the ledger, and Refused.
    """
    with writing(act) as w:
        facts = known(party)
        refuse_restricted(facts, w.adopted.policy, act)
        admission = Admission(w, act, party, facts.subject)
        yield admission
        admission.settle()
    if admission.rejected and not admission.ids:
        raise refusal(admission.rejected[0])


def refuse_restricted(facts: Facts, policy: Policy, act: Act) -> None:
    """Raises Refused: while processing is restricted the data are stored, and no more."""
    if facts.restricted and not sees_restricted(policy, [act.purpose]):
        raise Refused(
            "the processing of this person's data is restricted: lift the restriction first",
            law=RESTRICTION,
            clause="right.restriction",
        )


def owner_of(w: Writing, act: Act, table: str, row: int) -> Facts:
    """Whose the row is that the act is about to change. Raises Refused when its purpose does
    not need the table or the person is restricted, and Unknown for no such row."""
    if not w.covers(table):
        raise Refused(
            f"{act.purpose} does not need {table}", clause=f"data.{category_of(table)}"
        )
    found = w.keys(table, {"id": row})
    if not found:
        raise Unknown(f"there is no {table} {row}")
    facts = known(found[0][1])
    refuse_restricted(facts, w.adopted.policy, act)
    return facts
