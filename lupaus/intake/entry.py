"""One line of a file as it would stand in the register: values only, nothing written."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from lupaus.policy.vocabulary import Category, State


class Fate(StrEnum):
    """What became of what a remark is about."""

    LEFT_OUT = "left out"  # the line enters without this value
    MENDED = "mended"  # entered, corrected in the one way that is possible
    NOTED = "noted"  # the line enters, and whoever hands it over should know this
    FAILED = "failed"  # the line does not enter


@dataclass(frozen=True, slots=True)
class Remark:
    """What the file's owner should know of one cell or line. Holds no value of it."""

    line: int
    column: str
    fate: Fate
    text: str


class Holds(StrEnum):
    """The tables that an import fills."""

    PERSON_NAME = "records_personname"
    ORGANISATION = "records_organisation"
    AFFILIATION = "records_affiliation"
    RELATIONSHIP = "records_relationship"
    EMAIL = "records_emailaddress"
    PHONE = "records_phonenumber"
    POSTAL = "records_postaladdress"
    WEB = "records_webaddress"
    BILLING = "records_billingprofile"
    ORDER = "records_order"
    INVOICE = "records_invoice"
    NOTE = "records_note"
    PERMISSION = "records_permission"


#: The columns of each table in the order of the values of a row.
COLUMNS: dict[Holds, tuple[str, ...]] = {
    Holds.PERSON_NAME: ("given", "family", "folded", "sort_key"),
    Holds.ORGANISATION: (
        "name",
        "business_id",
        "association_id",
        "form",
        "industry",
        "folded",
        "sort_key",
    ),
    Holds.AFFILIATION: ("organisation_id", "role", "title"),
    Holds.RELATIONSHIP: ("state", "since", "until", "reason"),
    Holds.EMAIL: ("address", "folded", "kind"),
    Holds.PHONE: ("typed", "e164", "digits", "kind"),
    Holds.POSTAL: ("street", "extra", "postcode", "town", "country", "folded", "kind"),
    Holds.WEB: ("url", "folded"),
    Holds.BILLING: ("einvoice_address", "operator", "iban", "reference", "email"),
    Holds.ORDER: ("name", "reference", "ordered_on", "status", "folded"),
    Holds.INVOICE: (
        "number",
        "issued_on",
        "due_on",
        "paid_on",
        "status",
        "total_cents",
        "reference",
    ),
    Holds.NOTE: ("written_on", "author", "text"),
    Holds.PERMISSION: (
        "purpose",
        "channel",
        "decision",
        "at",
        "decided_on",
        "how",
        "actor",
        "text_version",
        "evidence",
    ),
}

CATEGORY: dict[Holds, Category] = {
    Holds.PERSON_NAME: Category.NAME,
    Holds.ORGANISATION: Category.ORGANISATION,
    Holds.AFFILIATION: Category.ROLE,
    Holds.RELATIONSHIP: Category.RELATION,
    Holds.EMAIL: Category.EMAIL,
    Holds.PHONE: Category.PHONE,
    Holds.POSTAL: Category.POSTAL_ADDRESS,
    Holds.WEB: Category.WEB_ADDRESS,
    Holds.BILLING: Category.BILLING,
    Holds.ORDER: Category.ORDERS,
    Holds.INVOICE: Category.VOUCHERS,
    Holds.NOTE: Category.NOTES,
    Holds.PERMISSION: Category.PERMISSIONS,
}

Values = tuple[object, ...]


@dataclass(slots=True)
class Party:
    """A person or an organisation of one line, with rows per table. ``known`` is the party of
    the register that it is, ``by`` the key that says so and ``state`` how it stands there.
    ``again``: an organisation that an earlier line has brought, which is not made anew."""

    is_organisation: bool = False
    is_consumer: bool = False
    is_representative: bool = False
    is_sole_trader: bool = False
    is_technical: bool = False
    number: int | None = None
    started: date | None = None
    ended: date | None = None
    last_contact: date | None = None
    last_invoice: date | None = None
    known: int = 0
    by: str = ""
    again: bool = False
    state: State | None = None
    rows: list[tuple[Holds, Values]] | None = None

    def add(self, table: Holds, *values: object) -> None:
        if self.rows is None:
            self.rows = []
        self.rows.append((table, values))

    def held(self, table: Holds) -> list[Values]:
        return [values for name, values in self.rows or () if name is table]


@dataclass(slots=True)
class Entry:
    """``role`` and ``title`` tie the person to the organisation where a line has both."""

    line: int
    person: Party | None = None
    organisation: Party | None = None
    role: str = ""
    title: str = ""

    @property
    def parties(self) -> tuple[Party, ...]:
        return tuple(p for p in (self.organisation, self.person) if p is not None)
