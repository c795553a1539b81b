"""Facts of a party that an action must know and may not read: kinds, flags and days, no value.

They come from the spine under the grant of that name, which sees no value at all.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Any

from lupaus.guard import Machinery, Subject, system_grant
from lupaus.policy import meaning
from lupaus.policy.holding import KINDS, MERGED, UNSETTLED
from lupaus.policy.vocabulary import State, SubjectKind
from lupaus.register.unfit import Unknown
from lupaus.sets import pieces, placeholders


@dataclass(frozen=True)
class Facts:
    """One party of the spine. Restricted and closed ones too: this is no reading."""

    id: int
    number: int | None
    is_organisation: bool
    is_consumer: bool
    is_representative: bool
    is_sole_trader: bool
    is_technical: bool
    restricted: bool
    disputed: bool
    protected_on: date | None
    relation_started_on: date | None
    relation_ended_on: date | None
    last_contact_on: date | None
    last_contact_any_on: date | None
    last_invoice_on: date | None
    created_on: date
    open: bool = False  # has an invoice of this status
    collection: bool = False
    invoice_disputed: bool = False

    @cached_property
    def row(self) -> Mapping[str, Any]:
        """As the meaning of rules looks at a party."""
        return {**{name: getattr(self, name) for name in _COLUMNS}, MERGED: None}

    @cached_property
    def invoices(self) -> tuple[Mapping[str, Any], ...]:
        """Unsettled statuses, each as a row."""
        said = zip(_UNSETTLED, (self.open, self.collection, self.invoice_disputed), strict=True)
        return tuple({"status": status} for status, there in said if there)

    @property
    def state(self) -> State:
        return meaning.state_of(self.row)

    @cached_property
    def kinds(self) -> frozenset[SubjectKind]:
        return frozenset(kind for kind, flag in KINDS.items() if getattr(self, flag))

    @property
    def subject(self) -> Subject:
        return Subject(self.kinds, self.state)


_COLUMNS = tuple(f.name for f in fields(Facts))[:-3]
_UNSETTLED = tuple(UNSETTLED.values())
_SELECT = ", ".join(f"p.{column}" for column in _COLUMNS)
_HAS = ", ".join(
    "EXISTS (SELECT 1 FROM records_invoice i"
    f" WHERE i.party_id = p.id AND i.status = '{status}')"
    for status in _UNSETTLED
)


def facts_of(parties: Iterable[int]) -> Mapping[int, Facts]:
    """The facts of each party that there is; parties of an import that is not in sight are
    not, nor those that another has taken in."""
    found: dict[int, Facts] = {}
    ids = sorted(set(parties))
    with system_grant(Machinery.SPINE, why="facts of parties") as part:
        for piece in pieces(ids):
            places = placeholders(piece)
            sql = f"SELECT {_SELECT}, {_HAS} FROM records_party p WHERE p.id IN ({places})"
            sql += (
                " AND p.merged_on IS NULL AND (p.batch_id IS NULL OR p.batch_id IN"
                " (SELECT b.id FROM records_batch b WHERE b.state = 'visible'))"
            )
            rows = (_facts(*row) for row in part.execute(sql, piece))
            found.update({facts.id: facts for facts in rows})
    return found


def _facts(*values: Any) -> Facts:
    return Facts(*values[:-3], *map(bool, values[-3:]))


def known(party: int) -> Facts:
    """The facts of one party. Raises Unknown."""
    found = facts_of([party]).get(party)
    if found is None:
        raise Unknown(f"there is no party {party}")
    return found


class Status(StrEnum):
    OPEN = "open"
    PAID = "paid"
    COLLECTION = "collection"
    DISPUTED = "disputed"
    CREDITED = "credited"


def status_of(invoice: int) -> Status:
    """Where an invoice stands."""
    with system_grant(Machinery.SPINE, why="where an invoice stands") as part:
        sql = "SELECT status FROM records_invoice WHERE id = %s"
        return Status(part.execute(sql, [invoice])[0][0])


def starts_on(order: int) -> date | None:
    """When a service began, if that is known."""
    with system_grant(Machinery.SPINE, why="when a service began") as part:
        sql = "SELECT starts_on FROM records_order WHERE id = %s"
        found: date | None = part.execute(sql, [order])[0][0]
        return found
