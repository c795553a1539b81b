"""Orders, services and invoices, and what becomes of them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from lupaus.finland import day_of
from lupaus.guard import Act, Machinery, system_grant, writing
from lupaus.ledger.entry import Event
from lupaus.register import anchors
from lupaus.register.admission import EDITED, Entered, admitting, owner_of
from lupaus.register.facts import Status, starts_on, status_of
from lupaus.register.unfit import Unfit
from lupaus.register.values import Order, line


def place_order(*, act: Act, party: int, order: Order, source: str = "") -> Entered:
    """Enter an order or a service. Ordering is contact."""
    with admitting(act, party) as admission:
        ordered_on = order.ordered_on or admission.today
        if ordered_on > admission.today:
            raise Unfit("ordered_on", "this day is in the future: enter it when it has come")
        admission.put([replace(order, ordered_on=ordered_on)], source=source)
        if admission.ids:
            anchors.recompute([party])
            admission.log(Event.RECORD_CREATED, fields=("order",))
    return admission.done()


def end_service(*, act: Act, order: int, on: date | None = None) -> None:
    """A service has ended, or will on the day; what is kept for it goes after that."""
    with writing(act) as w:
        party = owner_of(w, act, "order", order).id
        day = on or day_of(act.at)
        if (started := starts_on(order)) and day < started:
            raise Unfit("ends_on", "a service does not end before it begins")
        w.update("order", {"ends_on": day, "status": "ended", **EDITED}, {"id": order})
        w.log(Event.RECORD_CORRECTED, whose=[party], fields=("order.ends_on", "order.status"))


@dataclass(frozen=True, slots=True)
class Line:
    text: str
    price_cents: int
    quantity: Decimal = Decimal(1)

    @property
    def cents(self) -> int:
        return int((self.quantity * self.price_cents).quantize(Decimal(1), ROUND_HALF_UP))


@dataclass(frozen=True, slots=True)
class NewInvoice:
    number: str
    lines: tuple[Line, ...]
    issued_on: date
    due_on: date | None = None
    reference: str = ""


def issue_invoice(*, act: Act, party: int, invoice: NewInvoice, source: str = "") -> Entered:
    """Enter an invoice with its lines; ``ids`` has the invoice first. It is a voucher: law
    keeps it whatever else goes. Raises Unfit for a number that another invoice has already."""
    with admitting(act, party) as admission:
        if invoice.issued_on > admission.today:
            raise Unfit("issued_on", "this day is in the future: enter it when it has come")
        if invoice.due_on and invoice.due_on < invoice.issued_on:
            raise Unfit("due_on", "an invoice is not due before it is issued")
        if not invoice.lines:
            raise Unfit("lines", "an invoice has at least one line")
        row = {
            "number": line("invoice_number", invoice.number, 40, needed=True),
            "issued_on": invoice.issued_on,
            "due_on": invoice.due_on,
            "status": Status.OPEN.value,
            "total_cents": sum(one.cents for one in invoice.lines),
            "reference": line("reference", invoice.reference, 40),
        }
        if _is_in_use(str(row["number"])):
            raise Unfit("invoice_number", "this number is in use: each invoice has its own")
        ids = admission.put_rows("invoice", [row], source=source)
        if ids:
            lines = _lines(ids[0], invoice.lines)
            admission.put_rows("invoiceline", lines, source=source)
            anchors.recompute([party])
            admission.log(Event.RECORD_CREATED, fields=("invoice", "invoiceline"))
    return admission.done()


def _is_in_use(number: str) -> bool:
    """Does any invoice have the number? Numbers run through all customers."""
    with system_grant(Machinery.MATCHING, why="the number of a new invoice") as part:
        sql = (
            "SELECT i.id FROM records_invoice i WHERE i.number = %s AND (i.batch_id IS NULL OR"
            " i.batch_id IN (SELECT b.id FROM records_batch b WHERE b.state = 'visible'))"
        )
        return bool(part.execute(sql, [number]))


def _lines(invoice: int, lines: Sequence[Line]) -> list[dict[str, Any]]:
    return [
        {
            "invoice_id": invoice,
            "text": line("line", one.text, 500),
            "quantity": one.quantity,
            "price_cents": one.price_cents,
        }
        for one in lines
    ]


#: What an invoice may become. A credited one is at its end; a paid one can still be credited.
TRANSITIONS: dict[Status, frozenset[Status]] = {
    Status.OPEN: frozenset({Status.PAID, Status.COLLECTION, Status.DISPUTED, Status.CREDITED}),
    Status.COLLECTION: frozenset({Status.PAID, Status.DISPUTED, Status.CREDITED}),
    Status.DISPUTED: frozenset({Status.OPEN, Status.PAID, Status.COLLECTION, Status.CREDITED}),
    Status.PAID: frozenset({Status.CREDITED}),
    Status.CREDITED: frozenset(),
}


@dataclass(frozen=True, slots=True)
class Became:
    """What an invoice was and became: what takes it back."""

    invoice: int
    was: Status
    became: Status


def take_back(*, act: Act, became: Became) -> None:
    """As if its status had not been changed. Raises Unfit when it has been changed since."""
    with writing(act) as w:
        party = owner_of(w, act, "invoice", became.invoice).id
        if status_of(became.invoice) is not became.became:
            raise Unfit("status", "it has been changed since: look at the invoice again")
        unpaid = {"paid_on": None} if became.became is Status.PAID else {}
        to = {"status": became.was.value, **unpaid, **EDITED}
        w.update("invoice", to, {"id": became.invoice})
        w.log(Event.RECORD_CORRECTED, whose=[party], fields=("invoice.status",))


def mark_paid(*, act: Act, invoice: int, on: date | None = None) -> Became:
    """What the open invoice held, it holds no longer."""
    day = on or day_of(act.at)
    if day > day_of(act.at):
        raise Unfit("paid_on", "this day is in the future: enter it when it has come")
    return _become(act, invoice, Status.PAID, paid_on=day)


def send_to_collection(*, act: Act, invoice: int) -> Became:
    return _become(act, invoice, Status.COLLECTION)


def dispute(*, act: Act, invoice: int) -> Became:
    return _become(act, invoice, Status.DISPUTED)


def settle_dispute(*, act: Act, invoice: int) -> Became:
    """The dispute is over and the invoice stands, unpaid."""
    return _become(act, invoice, Status.OPEN)


def credit(*, act: Act, invoice: int) -> Became:
    return _become(act, invoice, Status.CREDITED)


def _become(act: Act, invoice: int, status: Status, **columns: Any) -> Became:
    with writing(act) as w:
        party = owner_of(w, act, "invoice", invoice).id
        before = status_of(invoice)
        if status not in TRANSITIONS[before]:
            raise Unfit("status", f"an invoice that is {before} does not become {status}")
        w.update("invoice", {"status": status.value, **columns, **EDITED}, {"id": invoice})
        fields = ("invoice.status", *(f"invoice.{column}" for column in columns))
        w.log(Event.RECORD_CORRECTED, whose=[party], fields=fields)
    return Became(invoice, before, status)
