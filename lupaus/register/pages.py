"""Everything of one party on one page, as a reading sees it."""

from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from lupaus.guard import Reading
from lupaus.policy.holding import PROTECTED, PROTECTED_BY
from lupaus.policy.meaning import state_of
from lupaus.policy.vocabulary import State
from lupaus.register import rows, sections
from lupaus.register.ends import Ends
from lupaus.register.named import called
from lupaus.register.rows import (
    AffiliationRow,
    InvoiceLineRow,
    InvoiceRow,
    MessageRow,
    NoteRow,
    OrderRow,
    OrganisationPage,
    PermissionRow,
    PersonPage,
    Relation,
    RelationshipRow,
)
from lupaus.register.sections import FIRST, Loose, Tuple, a_day, a_moment

Row = TypeVar("Row")


def person_page(r: Reading, party: int, *, today: date) -> PersonPage | None:
    """The page of a person; None for one that the reading does not see."""
    page = _Making(r, party, today)
    if not page.begin(is_organisation=False):
        return None
    affiliations = page.affiliations("party_id", "organisation_id")
    r.viewed([party])
    return PersonPage(**page.parts(), affiliations=affiliations)


def organisation_page(r: Reading, party: int, *, today: date) -> OrganisationPage | None:
    """The page of an organisation, with the persons who act for it; None for one that the
    reading does not see."""
    page = _Making(r, party, today)
    if not page.begin(is_organisation=True):
        return None
    people = page.affiliations("organisation_id", "party_id")
    r.viewed([party, *(one.other for one in people)])
    return OrganisationPage(**page.parts(), people=people)


_FLAGS = (
    "is_organisation",
    "is_consumer",
    "is_representative",
    "is_sole_trader",
    "is_technical",
)
_KINDS: dict[str, type[Any]] = {
    "personname": rows.NameRow,
    "organisation": rows.FirmRow,
    "emailaddress": rows.EmailRow,
    "phonenumber": rows.PhoneRow,
    "postaladdress": rows.AddressRow,
    "webaddress": rows.WebRow,
    "billingprofile": rows.BillingRow,
    "identitycode": rows.IdentityCodeRow,
}


class _Making:
    """A page being made."""

    def __init__(self, r: Reading, party: int, today: date) -> None:
        self.r, self.party, self.today = r, party, today
        self.more: set[str] = set()

    def begin(self, *, is_organisation: bool) -> bool:
        """Is the party in sight, and what it is asked to be?"""
        r = self.r
        related = (
            f"EXISTS (SELECT 1 FROM {r.view('relation')} d WHERE d.id = p.id)"
            if r.sees("relation")
            else "1 = 0"
        )
        sql = (
            f"SELECT p.number, {', '.join(f'p.{flag}' for flag in _FLAGS)}, {related},"
            f" p.{PROTECTED}, p.{PROTECTED_BY}"
            f" FROM {r.view('party')} p WHERE p.id = %s"
        )
        found = r.one(Loose, sql, [self.party])
        if found is None or bool(found[1]) is not is_organisation:
            return False
        self.number, *flags, self.related, since, source = found
        self.protected = rows.Protected(a_day(since), source or "") if since else None
        self.flags = {flag: bool(value) for flag, value in zip(_FLAGS, flags, strict=True)}
        self.ends = Ends(r.adopted.policy, self.party, self.today)
        return True

    def parts(self) -> dict[str, Any]:
        """Every section, by the names of :class:`Page`."""
        named = self._group(sections.NAMES)
        contact = self._group(sections.CONTACT)
        safe = self._group(sections.SAFE)
        messages, notes = self._said()
        return {
            "party": self.party,
            "number": self.number,
            **self.flags,
            "restricted": self.ends.facts.restricted,
            "disputed": self.ends.facts.disputed,
            "protected": self.protected,
            "relation": self._relation() if self.related else None,
            "names": named["personname"],
            "firms": named["organisation"],
            "relationships": self._relationships(),
            "emails": contact["emailaddress"],
            "phones": contact["phonenumber"],
            "addresses": contact["postaladdress"],
            "webs": contact["webaddress"],
            "billing": safe["billingprofile"],
            "identity_codes": safe["identitycode"],
            "credentials": safe["credential"],
            "credit_checks": safe["creditcheck"],
            "files": safe["file"],
            "orders": self._orders(),
            "invoices": self.invoices(),
            "messages": messages,
            "notes": notes,
            "permissions": self._permissions(),
            "hidden": self.ends.hidden(self.r),
            "more": frozenset(self.more),
        }

    def _relation(self) -> Relation:
        facts = self.ends.facts
        return Relation(
            facts.relation_started_on,
            facts.relation_ended_on,
            facts.last_contact_on,
            facts.last_invoice_on,
            facts.created_on,
            state_of(facts.row),
        )

    def _group(self, group: dict[str, tuple[str, ...]]) -> dict[str, tuple[Any, ...]]:
        found: dict[str, list[Any]] = {table: [] for table in group}
        for row in sections.union(self.r, group, self.party):
            found[row[0]].append(self._one(*row))
        return {table: tuple(listed) for table, listed in found.items()}

    def _one(self, table: str, number: int, source: str, on: date, *rest: Any) -> Any:
        day, size, *texts = rest
        dated: dict[str, Any] = {"sourced_on": on}
        if table in sections.DAY:
            dated[sections.DAY[table]] = day
        kept = (number, source, on, self.ends.of(table, dated))
        match table:
            case "credential":
                return rows.CredentialRow(*kept, texts[0], day)
            case "creditcheck":
                return rows.CreditCheckRow(*kept, texts[0], texts[1], day)
            case "file":
                return rows.FileRow(*kept, texts[0], texts[1], size)
            case _:
                return _KINDS[table](*kept, *texts)

    def _kept(
        self, table: str, row: Tuple, **dated: Any
    ) -> tuple[int, str, date, rows.Departure]:
        number, source, sourced_on = row[0], row[1], a_day(row[2])
        return (
            number,
            source,
            sourced_on,
            self.ends.of(table, {"sourced_on": sourced_on, **dated}),
        )

    def _first(self, section: str, found: list[Row]) -> tuple[Row, ...]:
        """The rows that a page shows; one more than these says that there are others."""
        if len(found) > FIRST:
            self.more.add(section)
        return tuple(found[:FIRST])

    def affiliations(self, ours: str, theirs: str) -> tuple[AffiliationRow, ...]:
        """Where the party stands on one side, with the names of the other."""
        r = self.r
        if not r.sees("affiliation"):
            return ()
        name = called(r, f"t.{theirs}")
        sql = (
            f"SELECT t.id, t.source, t.sourced_on, t.{theirs}, (SELECT p.number FROM"
            f" {r.view('party')} p WHERE p.id = t.{theirs}), {name}, t.role,"
            f" t.title, t.started_on, t.ended_on FROM {r.view('affiliation')} t"
            f" WHERE t.{ours} = %s ORDER BY t.id"
        )
        return tuple(
            AffiliationRow(
                *self._kept("affiliation", row),
                other=row[3],
                number=row[4],
                name=(row[5] or "").strip(),
                role=row[6],
                title=row[7],
                started_on=a_day(row[8]),
                ended_on=a_day(row[9]),
            )
            for row in r.rows(Loose, sql, [self.party])
        )

    def _relationships(self) -> tuple[RelationshipRow, ...]:
        columns = ("state", "since", "until", "reason")
        found = [
            RelationshipRow(
                *self._kept("relationship", row),
                State(row[3]),
                a_day(row[4]),
                a_day(row[5]),
                row[6],
            )
            for row in sections.newest(self.r, "relationship", columns, self.party, "since")
        ]
        return self._first("relationships", found)

    def _orders(self) -> tuple[OrderRow, ...]:
        columns = (
            *("name", "reference", "ordered_on", "starts_on", "ends_on"),
            *("status", "price_cents"),
        )
        found = [
            OrderRow(
                *self._kept("order", row, ends_on=a_day(row[7])),
                *row[3:5],
                *map(a_day, row[5:8]),
                *row[8:],
            )
            for row in sections.newest(self.r, "order", columns, self.party, "ordered_on")
        ]
        return self._first("orders", found)

    def invoices(self, row: int | None = None) -> tuple[InvoiceRow, ...]:
        """The unpaid and the newest; or one, however old."""
        columns = (
            *("number", "issued_on", "due_on", "paid_on"),
            *("status", "total_cents", "reference"),
        )
        found = [
            InvoiceRow(
                *self._kept("invoice", row, issued_on=a_day(row[4]), status=row[7]),
                row[3],
                *map(a_day, row[4:7]),
                *row[7:],
            )
            for row in sections.newest(
                *(self.r, "invoice", columns, self.party, "issued_on", sections.UNPAID_FIRST),
                row=row,
            )
        ]
        return self._first("invoices", found)

    def _said(self) -> tuple[tuple[MessageRow, ...], tuple[NoteRow, ...]]:
        messages, notes = [], []
        for table, *row in sections.said_lately(self.r, self.party):
            kept = self._kept(table, tuple(row))
            _id, _source, _on, at, day, direction, second, subject, text = row
            if table == "message":
                messages.append(
                    MessageRow(*kept, a_moment(at), direction, second, subject, text)
                )
            else:
                notes.append(NoteRow(*kept, a_day(day), second, text))
        return self._first("messages", messages), self._first("notes", notes)

    def _permissions(self) -> tuple[PermissionRow, ...]:
        columns = ("purpose", "channel", "decision", "at", "how", "actor", "text_version")
        found = [
            PermissionRow(
                *self._kept("permission", row),
                row[3],
                row[4],
                row[5],
                a_moment(row[6]),
                *row[7:],
            )
            for row in sections.newest(self.r, "permission", columns, self.party, "at")
        ]
        return self._first("permissions", found)


def invoice_of(r: Reading, party: int, invoice: int, *, today: date) -> InvoiceRow | None:
    """One invoice of the party, however old. None for another's, and for one that the reading
    does not see."""
    making = _Making(r, party, today)
    if not any(making.begin(is_organisation=kind) for kind in (False, True)):
        return None
    return next(iter(making.invoices(invoice)), None)


def invoice_lines(r: Reading, invoice: int) -> tuple[InvoiceLineRow, ...]:
    """The lines of an invoice that the reading sees."""
    sql = (
        "SELECT t.id, t.text, t.quantity, t.price_cents, t.party_id"
        f" FROM {r.view('invoiceline')} t WHERE t.invoice_id = %s ORDER BY t.id"
    )
    found = r.rows(Loose, sql, [invoice])
    r.viewed(row[4] for row in found)
    # SQLite hands a decimal over as a float; its shortest writing is the one that was stored.
    return tuple(
        InvoiceLineRow(number, text, Decimal(str(quantity)), cents)
        for number, text, quantity, cents, _party in found
    )


def file_content(r: Reading, file: int) -> bytes | None:
    """A file whole; None for one that the reading does not see."""
    sql = f"SELECT t.content, t.party_id FROM {r.view('file')} t WHERE t.id = %s"
    found = r.one(Loose, sql, [file])
    if found is None:
        return None
    r.viewed([found[1]])
    return bytes(found[0])
