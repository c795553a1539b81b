"""What becomes of orders and invoices."""

from decimal import Decimal

import pytest
from register_world import DAY, TODAY, act, consumer, looking

from lupaus.guard import Refused
from lupaus.register import trade
from lupaus.register.facts import Status, status_of
from lupaus.register.pages import person_page
from lupaus.register.trade import TRANSITIONS, Line, NewInvoice
from lupaus.register.unfit import Unfit, Unknown
from lupaus.register.values import Order

pytestmark = pytest.mark.engine
BOOKS = act("accounting")

STEPS = {
    Status.PAID: trade.mark_paid,
    Status.COLLECTION: trade.send_to_collection,
    Status.DISPUTED: trade.dispute,
    Status.CREDITED: trade.credit,
    Status.OPEN: trade.settle_dispute,
}


@pytest.fixture
def invoice(register):
    new = NewInvoice("1", (Line("työ", 10_000),), TODAY)
    return trade.issue_invoice(act=BOOKS, party=consumer(), invoice=new).ids[0]


def test_every_state_of_an_invoice_has_its_transitions():
    assert set(TRANSITIONS) == set(Status) == set(STEPS)


@pytest.mark.parametrize("before", Status)
@pytest.mark.parametrize("after", Status)
def test_an_invoice_becomes_what_it_may_and_nothing_else(invoice, before, after):
    if before is not Status.OPEN:
        STEPS[before](act=BOOKS, invoice=invoice)
    if after in TRANSITIONS[before]:
        STEPS[after](act=BOOKS, invoice=invoice)
        assert status_of(invoice) is after
    else:
        with pytest.raises(Unfit, match="does not become"):
            STEPS[after](act=BOOKS, invoice=invoice)
        assert status_of(invoice) is before


def test_only_who_keeps_the_books_marks_an_invoice(invoice):
    with pytest.raises(Refused):
        trade.mark_paid(act=act("relations"), invoice=invoice)


def test_an_invoice_that_is_not_there_is_unknown(register):
    with pytest.raises(Unknown):
        trade.mark_paid(act=BOOKS, invoice=10**9)


@pytest.mark.parametrize(
    "new",
    [
        NewInvoice("", (Line("työ", 1),), TODAY),
        NewInvoice("1", (), TODAY),
        NewInvoice("1", (Line("työ", 1),), TODAY + DAY),
        NewInvoice("1", (Line("työ", 1),), TODAY, TODAY - DAY),
        NewInvoice("1", (Line("t" * 501, 1),), TODAY),
    ],
)
def test_an_invoice_that_cannot_be_right_is_not_entered(register, new):
    with pytest.raises(Unfit):
        trade.issue_invoice(act=BOOKS, party=consumer(), invoice=new)


@pytest.mark.parametrize(
    ("quantity", "price", "cents"),
    [("1.5", 999, 1499), ("0.333", 1000, 333), ("2", -500, -1000), ("0.005", 100, 1)],
)
def test_lines_are_rounded_to_the_cent_half_up(quantity, price, cents):
    assert Line("x", price, Decimal(quantity)).cents == cents


def test_a_service_ends_on_a_day_of_its_own(register):
    aino = consumer()
    order = Order("Palvelin", starts_on=TODAY - DAY, status="running")
    (row,) = trade.place_order(act=act("delivery"), party=aino, order=order).ids
    trade.end_service(act=act("delivery"), order=row, on=TODAY + DAY)
    with looking("delivery") as r:
        (seen,) = person_page(r, aino, today=TODAY).orders
    assert (seen.status, seen.ends_on) == ("ended", TODAY + DAY)
    with pytest.raises(Unfit, match="begin"):
        trade.end_service(act=act("delivery"), order=row, on=TODAY - 2 * DAY)


@pytest.mark.parametrize(
    "order",
    [
        Order(""),
        Order("x", status="lost"),
        Order("x", ordered_on=TODAY + DAY),
        Order("x", starts_on=TODAY, ends_on=TODAY - DAY),
    ],
)
def test_an_order_that_cannot_be_right_is_not_entered(register, order):
    with pytest.raises(Unfit):
        trade.place_order(act=act("delivery"), party=consumer(), order=order)
