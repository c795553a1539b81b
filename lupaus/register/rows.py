"""What readers return: frozen rows that hold what the reading may see, and no more.

Every value says where it came from, since when, and when it goes if nothing changes.
"""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from lupaus.policy.meaning import Departure
from lupaus.policy.vocabulary import Category, State

__all__ = ["Departure"]


@dataclass(frozen=True, slots=True)
class Kept:
    """What every value carries. ``goes.day`` is the first day on which it is due; ``because``
    the purpose or clause that keeps it longest; ``waits_for`` what holds it besides."""

    id: int
    source: str
    sourced_on: date
    goes: Departure


@dataclass(frozen=True, slots=True)
class NameRow(Kept):
    given: str
    family: str


@dataclass(frozen=True, slots=True)
class FirmRow(Kept):
    name: str
    business_id: str
    association_id: str
    form: str
    industry: str


@dataclass(frozen=True, slots=True)
class AffiliationRow(Kept):
    """``other`` is the party at the other end: the organisation on a person's page, the person
    on an organisation's. ``name`` is empty where the reading may not see it."""

    other: int
    number: int | None
    name: str
    role: str
    title: str
    started_on: date | None
    ended_on: date | None


@dataclass(frozen=True, slots=True)
class RelationshipRow(Kept):
    state: State
    since: date
    until: date | None
    reason: str


@dataclass(frozen=True, slots=True)
class EmailRow(Kept):
    address: str
    kind: str


@dataclass(frozen=True, slots=True)
class PhoneRow(Kept):
    typed: str
    e164: str
    kind: str


@dataclass(frozen=True, slots=True)
class AddressRow(Kept):
    street: str
    extra: str
    postcode: str
    town: str
    country: str
    kind: str


@dataclass(frozen=True, slots=True)
class WebRow(Kept):
    url: str


@dataclass(frozen=True, slots=True)
class BillingRow(Kept):
    einvoice_address: str
    operator: str
    iban: str
    reference: str
    email: str


@dataclass(frozen=True, slots=True)
class IdentityCodeRow(Kept):
    masked: str
    ground: str


@dataclass(frozen=True, slots=True)
class CredentialRow(Kept):
    label: str
    service_ended_on: date | None


@dataclass(frozen=True, slots=True)
class CreditCheckRow(Kept):
    register: str
    outcome: str
    checked_on: date | None


@dataclass(frozen=True, slots=True)
class FileRow(Kept):
    name: str
    media_type: str
    size: int


@dataclass(frozen=True, slots=True)
class OrderRow(Kept):
    name: str
    reference: str
    ordered_on: date | None
    starts_on: date | None
    ends_on: date | None
    status: str
    price_cents: int | None


@dataclass(frozen=True, slots=True)
class InvoiceRow(Kept):
    number: str
    issued_on: date
    due_on: date | None
    paid_on: date | None
    status: str
    total_cents: int
    reference: str


@dataclass(frozen=True, slots=True)
class InvoiceLineRow:
    id: int
    text: str
    quantity: Decimal
    price_cents: int


@dataclass(frozen=True, slots=True)
class MessageRow(Kept):
    at: datetime
    direction: str
    channel: str
    subject: str
    body: str


@dataclass(frozen=True, slots=True)
class NoteRow(Kept):
    written_on: date
    author: str
    text: str


@dataclass(frozen=True, slots=True)
class FollowUpRow(Kept):
    """Something to do, by a day. ``assigned_to`` is a name of the staff; empty: anybody."""

    due_on: date
    done_on: date | None
    assigned_to: str
    author: str
    text: str


@dataclass(frozen=True, slots=True)
class PermissionRow(Kept):
    purpose: str
    channel: str
    decision: str
    at: datetime
    how: str
    actor: str
    text_version: str


class Why(StrEnum):
    """Why a category is not shown."""

    NOT_NEEDED = "not-needed"  # no purpose of the reading needs it
    NOT_OF_SUCH = "not-of-such"  # not of somebody of this kind or state
    CLOSED = "closed"  # the time for it has passed


@dataclass(frozen=True, slots=True)
class Hidden:
    """A category that the reading does not see of this party, and the clause that hides it.
    Says nothing of whether there is anything."""

    category: Category
    clause: str
    why: Why


@dataclass(frozen=True, slots=True)
class Relation:
    """The dates of the relation, where the reading may see them."""

    started_on: date | None
    ended_on: date | None
    last_contact_on: date | None
    last_invoice_on: date | None
    created_on: date
    state: State


@dataclass(frozen=True, slots=True)
class Protected:
    """The person's address is protected (turvakielto): since when we know, and from whom."""

    since: date
    source: str


@dataclass(frozen=True, slots=True)
class Page:
    """One party as a reading sees it. The longer sections hold the newest rows; ``more`` names
    those that have others."""

    party: int
    number: int | None
    is_organisation: bool
    is_consumer: bool
    is_representative: bool
    is_sole_trader: bool
    is_technical: bool
    restricted: bool
    disputed: bool
    protected: Protected | None
    relation: Relation | None
    names: tuple[NameRow, ...]
    firms: tuple[FirmRow, ...]
    relationships: tuple[RelationshipRow, ...]
    emails: tuple[EmailRow, ...]
    phones: tuple[PhoneRow, ...]
    addresses: tuple[AddressRow, ...]
    webs: tuple[WebRow, ...]
    billing: tuple[BillingRow, ...]
    identity_codes: tuple[IdentityCodeRow, ...]
    credentials: tuple[CredentialRow, ...]
    credit_checks: tuple[CreditCheckRow, ...]
    files: tuple[FileRow, ...]
    orders: tuple[OrderRow, ...]
    invoices: tuple[InvoiceRow, ...]
    messages: tuple[MessageRow, ...]
    notes: tuple[NoteRow, ...]
    permissions: tuple[PermissionRow, ...]
    hidden: tuple[Hidden, ...]
    more: frozenset[str]

    @property
    def title(self) -> str:
        """What the party is called, as far as the reading may know."""
        if self.names:
            return f"{self.names[0].given} {self.names[0].family}".strip()
        return self.firms[0].name if self.firms else ""


@dataclass(frozen=True, slots=True)
class PersonPage(Page):
    affiliations: tuple[AffiliationRow, ...]


@dataclass(frozen=True, slots=True)
class OrganisationPage(Page):
    people: tuple[AffiliationRow, ...]
