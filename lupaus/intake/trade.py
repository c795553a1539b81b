"""The customer relation of a line, its billing, orders and invoices."""

from datetime import date

from lupaus.intake.cells import Cells
from lupaus.intake.entry import Entry, Holds, Party
from lupaus.intake.field import Field
from lupaus.intake.unusable import BadValue
from lupaus.intake.values.day import parse_day
from lupaus.intake.values.email import is_address
from lupaus.intake.values.money import parse_cents
from lupaus.text import fold

_STATUS = {
    "paid": "maksettu maksetut paid betald suoritettu",
    "collection": "perinnässä perintä collection inkasso ulosotto",
    "credited": "hyvitetty hyvityslasku credited krediterad",
    "disputed": "riitautettu reklamoitu disputed bestridd",
    "open": "avoin avoinna maksamatta lähetetty erääntynyt open unpaid sent overdue öppen "
    "obetald",
}
_STATUS_OF = {word: status for status, words in _STATUS.items() for word in words.split()}
_LONGEST_NUMBER = 18  # digits
_INVOICE = frozenset({Field.INVOICE_NUMBER, Field.INVOICE_ISSUED, Field.INVOICE_TOTAL})
_BILLING = frozenset(
    {
        Field.EINVOICE_ADDRESS,
        Field.OPERATOR,
        Field.IBAN,
        Field.BILLING_REFERENCE,
        Field.BILLING_EMAIL,
    }
)
_ORDER = frozenset({Field.ORDER_NAME, Field.ORDER_REFERENCE})


def day_in(cells: Cells, field: Field) -> date | None:
    """The day of a cell, None when it is empty. A wrong day fails its line: periods run from
    days, and a customer without the day would be kept too long or too short."""
    text = cells.get(field)
    if not text:
        return None
    try:
        return parse_day(text)
    except BadValue as wrong:
        raise BadValue(f"{cells.headings.get(field, field)}: {wrong}") from None


def add_relation(cells: Cells, entry: Entry, *, today: date, customers: bool) -> None:
    """When the relation began and ended, when there was contact.

    With ``customers`` everybody on the list is one: where the file does not say since when, the
    relation began at the latest on the first day that the line knows of. Else a line without a
    beginning is a prospect.
    """
    started, ended = day_in(cells, Field.STARTED), day_in(cells, Field.ENDED)
    contact = day_in(cells, Field.LAST_CONTACT)
    invoiced = day_in(cells, Field.INVOICE_ISSUED)
    if contact and contact > today:
        raise BadValue("the last contact is in the future")
    if started and ended and ended < started:
        raise BadValue("the relation ended before it began")
    if started is None and (customers or ended):
        started = min(day for day in (today, ended, contact, invoiced) if day is not None)
    number = _number(cells)
    for party in entry.parties:
        party.started, party.ended, party.last_contact = started, ended, contact
        party.last_invoice = invoiced
        if started:
            party.add(Holds.RELATIONSHIP, "customer", started, ended, "")
        if ended:
            party.add(Holds.RELATIONSHIP, "former", ended, None, "")
    (entry.organisation or entry.parties[0]).number = number


def _number(cells: Cells) -> int | None:
    text = cells.get(Field.NUMBER).replace(" ", "")
    if not text:
        return None
    if not (text.isascii() and text.isdecimal() and len(text) <= _LONGEST_NUMBER):
        cells.left_out(Field.NUMBER, "a customer number has digits only")
        return None
    return int(text)


def add_billing(cells: Cells, party: Party) -> None:
    if not cells.has(_BILLING):
        return
    email = cells.get(Field.BILLING_EMAIL).removeprefix("mailto:")
    if email and not is_address(email):
        cells.left_out(Field.BILLING_EMAIL, "not an e-mail address")
        email = ""
    row = (
        cells.get(Field.EINVOICE_ADDRESS).replace(" ", ""),
        cells.get(Field.OPERATOR).replace(" ", ""),
        _iban(cells),
        cells.get(Field.BILLING_REFERENCE),
        email,
    )
    if any(row):
        party.add(Holds.BILLING, *row)


def _iban(cells: Cells) -> str:
    """ISO 13616: letters count as two digits, and the whole is 1 modulo 97."""
    text = cells.get(Field.IBAN).replace(" ", "").upper()
    if not text:
        return ""
    sound = 15 <= len(text) <= 34 and text.isascii() and text.isalnum() and text[:2].isalpha()
    if not sound or int("".join(str(int(c, 36)) for c in text[4:] + text[:4])) % 97 != 1:
        cells.left_out(Field.IBAN, "not an IBAN: its check digits do not match")
        return ""
    return text


def add_order(cells: Cells, party: Party) -> None:
    if not cells.has(_ORDER):
        return
    name, reference = cells.get(Field.ORDER_NAME), cells.get(Field.ORDER_REFERENCE)
    ordered = day_in(cells, Field.ORDERED_ON)
    folded = fold(f"{name} {reference}")
    party.add(Holds.ORDER, name or reference, reference, ordered, "open", folded)


def add_invoice(cells: Cells, party: Party) -> None:
    """An invoice needs its number, its day and its sum; with some of them the line fails,
    because half a voucher in the books is worse than none."""
    if not cells.has(_INVOICE):
        return
    number, issued = cells.get(Field.INVOICE_NUMBER), day_in(cells, Field.INVOICE_ISSUED)
    total = cells.get(Field.INVOICE_TOTAL)
    if not number or issued is None or not total:
        found = [cells.headings[field] for field in cells.one if field in _INVOICE]
        leave = " ".join(f'--column "{heading}=-"' for heading in found)
        raise BadValue(
            "an invoice needs its number, its day and its sum; here is only "
            f"{' and '.join(found)}: add the rest, or leave it out with {leave}"
        )
    due, status, paid = day_in(cells, Field.INVOICE_DUE), _status(cells), _paid(cells)
    if paid and not status:
        status = "paid"
    if status == "paid" and paid is None:
        raise BadValue("the invoice is said to be paid, but not when: add the day")
    party.add(
        Holds.INVOICE,
        number,
        issued,
        due,
        paid,
        status or "open",
        _cents(total),
        cells.get(Field.INVOICE_REFERENCE),
    )


def _cents(total: str) -> int:
    try:
        return parse_cents(total)
    except BadValue as wrong:
        raise BadValue(f"sum of the invoice: {wrong}") from None


def _status(cells: Cells) -> str:
    text = cells.get(Field.INVOICE_STATUS).casefold()
    if not text:
        return ""
    status = _STATUS_OF.get(text)
    if status is None:
        raise BadValue("state of the invoice: write avoin, maksettu, perinnässä or hyvitetty")
    return status


def _paid(cells: Cells) -> date | None:
    return day_in(cells, Field.INVOICE_PAID)
