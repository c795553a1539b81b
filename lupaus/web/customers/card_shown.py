"""What a card shows of one customer: every value with its link, its source and its end.

Here a reading's rows become words. Nothing is added to what the reading saw: a section that it
does not see has no rows here, and is told among what is hidden.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from urllib.parse import quote

from django.utils.translation import gettext as _

from lupaus.guard import Adopted
from lupaus.register.fields import Form
from lupaus.register.rows import (
    AddressRow,
    AffiliationRow,
    BillingRow,
    EmailRow,
    FirmRow,
    InvoiceRow,
    Kept,
    OrderRow,
    Page,
    PhoneRow,
    RelationshipRow,
    WebRow,
)
from lupaus.text import digits
from lupaus.web.customers.card_base import Where
from lupaus.web.customers.card_goes import Goes, Prov
from lupaus.web.customers.card_words import CHOICES, ICONS, LABELS, ROWS, invoice_mark
from lupaus.web.customers.words import ROLES, STATES
from lupaus.web.frame.phone import written
from lupaus.web.templatetags.lupaus import day, money, number

#: Fields of a row that are told one by one: label and text.
Facts = tuple[tuple[Any, str], ...]


@dataclass(frozen=True, slots=True)
class Value:
    """One row. ``href`` leads where a click on it should; ``soft`` stands beside it, ``lines``
    below; ``edit`` is empty where the purposes of the moment cover no mending."""

    slot: str
    icon: str
    what: Any
    text: str
    prov: Prov
    edit: str = ""
    href: str = ""
    soft: str = ""
    lines: tuple[str, ...] = ()
    badge: tuple[Any, str] | None = None
    is_over: bool = False
    opens: str = ""


class Shown:
    """The values of one page, in words."""

    def __init__(self, adopted: Adopted, form: Form, at: Where, today: date) -> None:
        self.goes = Goes(adopted)
        self.form = form
        self.at = at
        self.today = today

    def _value(self, table: str, row: Kept, text: str, **more: Any) -> Value:
        edit = ""
        if self.form.section(table) is not None:
            edit = self.at.to("customer-change", table, row.id)
        return Value(
            **{
                "slot": f"{table}-{row.id}",
                "icon": ICONS[table],
                "what": ROWS[table],
                "text": text,
                "prov": self.goes.prov(table, row),
                "edit": edit,
                **more,
            }
        )

    # --- how to reach them -------------------------------------------------------------------

    def contact(self, page: Page) -> tuple[Value, ...]:
        return (
            *(self._email(row) for row in page.emails),
            *(self._phone(row) for row in page.phones),
            *(self._address(row) for row in page.addresses),
            *(self._web(row) for row in page.webs),
        )

    def _email(self, row: EmailRow) -> Value:
        href = f"mailto:{quote(row.address, safe='@.+-_')}"
        return self._value("emailaddress", row, row.address, href=href, soft=row.kind)

    def _phone(self, row: PhoneRow) -> Value:
        href = f"tel:{row.e164 or digits(row.typed)}"
        return self._value("phonenumber", row, written(row.typed), href=href, soft=row.kind)

    def _address(self, row: AddressRow) -> Value:
        town = " ".join(each for each in (row.postcode, row.town) if each)
        abroad = row.country if row.country != "FI" else ""
        first, *rest = [each for each in (row.street, row.extra, town, abroad) if each] or [""]
        return self._value("postaladdress", row, first, soft=row.kind, lines=tuple(rest))

    def _web(self, row: WebRow) -> Value:
        plain = row.url.lower().startswith(("http://", "https://"))
        href = row.url if plain else f"https://{row.url}"
        return self._value("webaddress", row, row.url, href=href)

    # --- who they are ------------------------------------------------------------------------

    def firms(self, page: Page) -> list[tuple[Value, Facts]]:
        """Each with its facts: what it is called in registers."""
        return [(self._value("organisation", r, r.name), _facts(r)) for r in page.firms]

    def roles(
        self, rows: Iterable[AffiliationRow], party: int, *, at_firm: bool
    ) -> list[Value]:
        """The present ones first. A role is its person's own row, on whosever card it is
        shown."""
        return sorted(
            (self._role(row, party, at_firm=at_firm) for row in rows),
            key=lambda value: value.is_over,
        )

    def _role(self, row: AffiliationRow, party: int, *, at_firm: bool) -> Value:
        other = Where(row.other, self.at.word)
        role = str(ROLES.get(row.role, row.role))
        edit = ""
        if at_firm:
            edit = Where(row.other, self.at.word, party).to(
                "customer-change", "affiliation", row.id
            )
        return self._value(
            "affiliation",
            row,
            row.name or str(row.number or ""),
            href=other.card,
            lines=(", ".join(each for each in (role, row.title) if each),),
            soft=period(row.started_on, row.ended_on),
            is_over=row.ended_on is not None and row.ended_on < self.today,
            icon="user" if at_firm else "building-2",
            **({"edit": edit} if at_firm else {}),
        )

    def states(self, rows: Iterable[RelationshipRow]) -> list[Value]:
        return [
            self._value(
                "relationship",
                row,
                _capital(STATES[row.state]),
                soft=period(row.since, row.until),
                lines=(row.reason,) if row.reason else (),
                is_over=row.until is not None,
            )
            for row in rows
        ]

    # --- trade -------------------------------------------------------------------------------

    def orders(self, rows: Iterable[OrderRow]) -> list[Value]:
        """What runs first."""
        found = [self._order(row) for row in rows]
        return sorted(found, key=lambda value: value.is_over)

    def _order(self, row: OrderRow) -> Value:
        over = row.status in {"ended", "cancelled", "delivered"}
        tone = "" if over else "accent"
        dates = period(row.starts_on, row.ends_on)
        if not dates and row.ordered_on:
            dates = _("tilattu %(day)s") % {"day": day(row.ordered_on)}
        return self._value(
            "order",
            row,
            row.name,
            soft=money(row.price_cents),
            lines=tuple(each for each in (dates, row.reference) if each),
            badge=(CHOICES["status"].get(row.status, row.status), tone),
            is_over=over,
        )

    def invoices(self, rows: Iterable[InvoiceRow]) -> list[Value]:
        return [self._invoice(row) for row in rows]

    def _invoice(self, row: InvoiceRow) -> Value:
        said = [_("laskutettu %(day)s") % {"day": day(row.issued_on)}]
        if row.paid_on:
            said.append(_("maksettu %(day)s") % {"day": day(row.paid_on)})
        elif row.due_on:
            said.append(_("eräpäivä %(day)s") % {"day": day(row.due_on)})
        return self._value(
            "invoice",
            row,
            row.number,
            soft=money(row.total_cents),
            lines=(", ".join(said),),
            badge=invoice_mark(row.status, row.due_on, self.today),
            is_over=row.status in {"paid", "credited"},
            opens=self.at.to("customer-invoice", row.id),
        )

    def billing(
        self, rows: Iterable[BillingRow]
    ) -> list[tuple[Value, tuple[tuple[Any, str], ...]]]:
        return [(self._value("billingprofile", row, ""), _facts(row)) for row in rows]

    # --- what is kept apart ------------------------------------------------------------------

    def files(self, page: Page) -> list[Value]:
        return [
            self._value(
                "file",
                row,
                row.name,
                href=self.at.to("customer-file", row.id),
                soft=size(row.size),
                edit=self._discard("file", row.id),
            )
            for row in page.files
        ]

    def secrets(self, page: Page) -> list[Value]:
        codes = [
            self._value(
                "identitycode",
                row,
                row.masked,
                lines=(row.ground,),
                edit=self._discard("identitycode", row.id),
                opens=self.at.to("customer-reveal", "identitycode", row.id),
            )
            for row in page.identity_codes
        ]
        logins = [
            self._value(
                "credential",
                row,
                row.label,
                soft=_("päättyi %(day)s") % {"day": day(row.service_ended_on)}
                if row.service_ended_on
                else "",
                edit=self._discard("credential", row.id),
                opens=self.at.to("customer-reveal", "credential", row.id),
            )
            for row in page.credentials
        ]
        return [*codes, *logins]

    def credit(self, page: Page) -> list[Value]:
        return [
            self._value(
                "creditcheck",
                row,
                row.outcome,
                soft=day(row.checked_on),
                lines=(row.register,),
                edit=self.at.to("customer-discard", "creditcheck", row.id),
            )
            for row in page.credit_checks
        ]

    def _discard(self, table: str, row: int) -> str:
        if self.form.section(table) is None:
            return ""
        return self.at.to("customer-discard", table, row)


def period(begins: date | None, ends: date | None) -> str:
    """3.2.2024–5.3.2026; open at either end."""
    if begins is None and ends is None:
        return ""
    return f"{day(begins)}–{day(ends)}"


_THOUSAND = 1024


def size(count: int) -> str:
    """12 kt, in the units that people know."""
    if count < _THOUSAND:
        return _("%(n)s tavua") % {"n": count}
    if count < _THOUSAND * _THOUSAND:
        return _("%(n)s kt") % {"n": round(count / _THOUSAND)}
    megabytes = round(Decimal(count) / _THOUSAND / _THOUSAND, 1)
    return _("%(n)s Mt") % {"n": number(megabytes)}


def _facts(row: FirmRow | BillingRow) -> Facts:
    table = "organisation" if isinstance(row, FirmRow) else "billingprofile"
    return tuple(
        (label, text)
        for column, label in LABELS[table].items()
        if column != "name" and (text := getattr(row, column))
    )


def _capital(text: Any) -> str:
    plain = str(text)
    return plain[:1].upper() + plain[1:]


def rest(found: Sequence[Any], table: str, form: Form) -> bool:
    """May another row of the table be added beside those that there are?"""
    section = form.section(table)
    return section is not None and section.added and (section.many or not found)
