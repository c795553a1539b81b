"""Invoices on the card: entered, read, and what becomes of them."""

import re

import pytest
from card_world import DAY, TODAY, act, full, person

from lupaus.register import trade
from lupaus.register.facts import Status, status_of
from lupaus.register.sections import FIRST
from lupaus.register.values import Email

pytestmark = pytest.mark.engine


def _page(client, party):
    return client.get(f"/asiakkaat/{party}").content.decode()


def _undo(client, page, to="/"):
    """The last of what the page offers to undo."""
    token = page.split('name="token" value="')[-1].split('"')[0]
    typed = {"token": token, "next": to}
    return client.post("/kumoa", typed, follow=True).content.decode()


BILL = {
    "number": "2026-8",
    "issued_on": "2.3.2026",
    "due_on": "16.3.2026",
    "count": "3",
    "text-0": "suunnittelu",
    "quantity-0": "1,5",
    "price-0": "1 000,00 €",
}


def test_an_invoice_is_entered_with_its_lines(signed_in):
    party, client = person(), signed_in("bookkeeping")
    page = client.post(f"/asiakkaat/{party}/laskut/uusi", BILL, follow=True).content.decode()
    assert "1\xa0500,00\xa0€" in page
    row = re.search(rf"/asiakkaat/{party}/laskut/(\d+)", page)[1]
    lines = client.get(f"/asiakkaat/{party}/laskut/{row}").content.decode()
    assert "suunnittelu" in lines
    assert "1,5" in lines


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"number": ""}, "Kirjoita tähän jotain."),
        ({"text-0": "", "price-0": ""}, "Laskussa on vähintään yksi rivi."),
        ({"price-0": "kallis"}, "Tämä ei ole rahasumma."),
        ({"quantity-0": "monta"}, "Kirjoita luku"),
        ({"text-0": ""}, "Kirjoita tähän jotain."),
        ({"issued_on": "3.3.2026"}, "Päivä on vasta tulossa."),
        ({"due_on": "1.3.2026"}, "Loppu on ennen alkua."),
    ],
)
def test_a_mistake_in_an_invoice_is_told_and_nothing_is_lost(signed_in, typed, says):
    party, client = person(), signed_in("bookkeeping")
    answer = client.post(f"/asiakkaat/{party}/laskut/uusi", {**BILL, **typed})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert says in page
    assert 'value="16.3.2026"' in page or "due_on" in typed


def test_more_lines_are_asked_for_without_losing_what_is_typed(signed_in):
    party, client = person(), signed_in("bookkeeping")
    answer = client.post(f"/asiakkaat/{party}/laskut/uusi", {**BILL, "longer": "1"})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert 'name="text-5"' in page
    assert 'value="suunnittelu"' in page


def test_a_number_that_another_invoice_has_is_refused_beside_its_field(signed_in):
    (one, other), client = (person(), person()), signed_in("bookkeeping")
    client.post(f"/asiakkaat/{one}/laskut/uusi", BILL)
    answer = client.post(f"/asiakkaat/{other}/laskut/uusi", {**BILL, "number": " 2026-8 "})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Tämä numero on jo toisella laskulla" in page.split('id="lasku-number-error"')[1]
    assert "/laskut/1" not in _page(client, other)


def _issued(party, count=1):
    """Invoices of a line each, the oldest first."""
    return [
        trade.issue_invoice(
            act=act("accounting"),
            party=party,
            invoice=trade.NewInvoice(
                f"{party}-{n}", (trade.Line(f"työ {party}-{n}", 100),), TODAY - (99 - n) * DAY
            ),
        ).ids[0]
        for n in range(count)
    ]


def test_an_older_invoice_is_read_and_marked_as_paid(signed_in):
    party, client = person(), signed_in("bookkeeping")
    oldest, *_others = _issued(party, FIRST + 3)
    address = f"/asiakkaat/{party}/laskut/{oldest}"
    page = client.get(address).content.decode()
    assert f"Lasku {party}-0" in page
    assert "Merkitse maksetuksi" in page
    client.post(address, {"status": "paid"})
    assert status_of(oldest) is Status.PAID


def test_an_old_invoice_that_is_unpaid_stands_before_newer_ones_that_are_paid(signed_in):
    party, client = person(), signed_in("bookkeeping")
    oldest, *others = _issued(party, FIRST + 3)
    for one in others:
        trade.mark_paid(act=act("accounting"), invoice=one)
    section = _page(client, party).split('id="laskut"')[1].split("</section>")[0]
    assert re.findall(r"/laskut/(\d+)", section)[0] == str(oldest)


@pytest.mark.parametrize("count", [1, FIRST + 3])
def test_an_invoice_of_another_customer_is_not_there_on_this_card(signed_in, count):
    (one, other), client = (person(), person()), signed_in("bookkeeping")
    _issued(one, count)
    (theirs,) = _issued(other)
    address = f"/asiakkaat/{one}/laskut/{theirs}"
    answer = client.get(address)
    assert answer.status_code == 404
    assert f"työ {other}" not in answer.content.decode()
    assert client.post(address, {"status": "paid"}).status_code == 404
    assert status_of(theirs) is Status.OPEN


def _invoice(client, party):
    return re.search(rf"/asiakkaat/{party}/laskut/\d+", _page(client, party))[0]


@pytest.mark.parametrize("status", ["paid", "collection", "disputed", "credited"])
def test_what_becomes_of_an_invoice_is_taken_back(signed_in, status):
    party, client = full(), signed_in("bookkeeping")
    address = _invoice(client, party)
    page = client.post(address, {"status": status}, follow=True).content.decode()
    invoices = page.split('id="laskut"')[1].split("</section>")[0]
    assert "myöhässä" not in invoices
    _undo(client, page)
    assert "myöhässä" in _page(client, party)


@pytest.mark.parametrize("status", ["", "x", "open"])
def test_what_an_invoice_cannot_become_it_does_not(signed_in, status):
    party, client = full(), signed_in("bookkeeping")
    client.post(_invoice(client, party), {"status": status})
    assert "myöhässä" in _page(client, party)


def test_an_invoice_of_another_is_not_there(signed_in):
    party, other, client = full(), person(), signed_in("bookkeeping")
    address = _invoice(client, party).replace(f"/{party}/", f"/{other}/")
    assert client.get(address).status_code == 404
    assert client.post(address, {"status": "paid"}).status_code == 404
    assert "myöhässä" in _page(client, party)


def test_who_does_not_keep_the_books_enters_no_invoice(signed_in):
    party = person(None, Email("a@example.fi"))
    assert signed_in("sales").get(f"/asiakkaat/{party}/laskut/uusi").status_code == 403
