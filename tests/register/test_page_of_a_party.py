"""What a page shows, until when, and why the rest is not there."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from register_world import (
    DAY,
    NOW,
    TODAY,
    act,
    acts_for,
    consumer,
    contact,
    firm,
    looking,
)

from lupaus.guard import Refused, system_grant
from lupaus.policy.vocabulary import Category, Hold
from lupaus.register import files, messages, people, permissions, relations, secrets, trade
from lupaus.register.pages import file_content, invoice_lines, organisation_page, person_page
from lupaus.register.permissions import Given
from lupaus.register.rows import Hidden, Why
from lupaus.register.values import Address, Billing, Email, Order, Phone, Web

pytestmark = pytest.mark.engine


def page(party, *purposes, role="owner", today=TODAY):
    with looking(*purposes or ("relations",), role=role) as r:
        return person_page(r, party, today=today)


@pytest.fixture
def full(register):
    """Aino with something in every section."""
    aino = consumer(
        "Aino", "Äijälä", Email("aino@example.fi"), Phone("040 123 4567"), Web("example.fi")
    )
    relations.begin_relation(act=act(), party=aino, on=TODAY - 30 * DAY)
    delivery, accounting = act("delivery"), act("accounting")
    people.add_details(
        act=delivery, party=aino, details=[Address("Katu 1", "33100", "Tampere")]
    )
    people.add_details(act=accounting, party=aino, details=[Billing(reference="PO 7")])
    trade.place_order(act=delivery, party=aino, order=Order("Kotisivut", price_cents=99_000))
    lines = (trade.Line("työ", 10_000, Decimal("1.255")), trade.Line("osa", 1))
    invoice = trade.NewInvoice("17", lines, TODAY - DAY, TODAY + 13 * DAY, "1234561")
    trade.issue_invoice(act=accounting, party=aino, invoice=invoice)
    said = messages.Spoken(NOW - DAY, "in", "email", "Tarjous", "Hei!\n\nTerveisin Aino")
    messages.record_message(act=act(), party=aino, message=said)
    messages.write_note(act=act(), party=aino, text="Soittaa maanantaina.")
    permissions.object_to(
        act=act(), party=aino, purpose="marketing", channel=None, given=Given("puhelu")
    )
    file = files.NewFile("C:\\kansio\\sopimus.pdf", "application/pdf", b"%PDF")
    files.keep_file(act=delivery, party=aino, file=file)
    login = secrets.Login("sivut", "aino", "salasana")
    secrets.keep_credential(act=delivery, party=aino, login=login)
    secrets.keep_identity_code(
        act=act("claims"), party=aino, code="131052-9085", ground="luotto"
    )
    return aino


def test_support_sees_what_support_is_for(full):
    seen = page(full, "delivery", "relations", role="support")
    assert seen.title == "Aino Äijälä"
    assert [e.address for e in seen.emails] == ["aino@example.fi"]
    assert [(p.typed, p.e164) for p in seen.phones] == [("040 123 4567", "+358401234567")]
    assert [a.town for a in seen.addresses] == ["Tampere"]
    assert [w.url for w in seen.webs] == ["example.fi"]
    assert [(o.name, o.price_cents, o.ordered_on) for o in seen.orders] == [
        ("Kotisivut", 99_000, TODAY)
    ]
    assert [(m.subject, m.direction, m.at) for m in seen.messages] == [
        ("Tarjous", "in", NOW - DAY)
    ]
    assert [(n.text, n.author, n.written_on) for n in seen.notes] == [
        ("Soittaa maanantaina.", "bertta", TODAY)
    ]
    assert [(f.name, f.size) for f in seen.files] == [("sopimus.pdf", 4)]
    assert [c.label for c in seen.credentials] == ["sivut"]
    assert [(p.decision, p.how) for p in seen.permissions] == [("objected", "own: puhelu")]
    assert [s.state for s in seen.relationships] == ["customer"]
    assert seen.relation.started_on == TODAY - 30 * DAY
    assert (seen.invoices, seen.billing, seen.identity_codes) == ((), (), ())


def test_bookkeeping_sees_vouchers_and_no_messages(full):
    seen = page(full, "accounting", role="bookkeeping")
    (invoice,) = seen.invoices
    assert (invoice.number, invoice.total_cents, invoice.status) == ("17", 12_551, "open")
    assert (invoice.issued_on, invoice.due_on, invoice.paid_on) == (
        TODAY - DAY,
        TODAY + 13 * DAY,
        None,
    )
    assert [b.reference for b in seen.billing] == ["PO 7"]
    assert (seen.messages, seen.notes, seen.emails, seen.relation) == ((), (), (), None)
    with looking("accounting") as r:
        lines = invoice_lines(r, invoice.id)
    assert [(line.text, line.quantity) for line in lines] == [
        ("työ", Decimal("1.255")),
        ("osa", Decimal(1)),
    ]


def test_an_identity_code_is_masked_on_the_page(full):
    (code,) = page(full, "claims").identity_codes
    assert (code.masked, code.ground) == ("131052-****", "luotto")


def test_a_page_stays_within_fourteen_statements(full, statements):
    with looking("delivery", "relations", role="support") as r, statements() as counted:
        person_page(r, full, today=TODAY)
    assert len(counted) <= 12  # and two for opening the reading
    with statements() as counted:
        page(full, "delivery", "relations", role="support")
    assert len(counted) <= 14 + 1  # and the record of the read, on PostgreSQL


def test_a_page_takes_as_many_statements_however_much_there_is(full, statements):
    for n in range(25):
        messages.write_note(act=act(), party=full, text=f"muistiinpano {n}")
    with looking("relations") as r, statements() as counted:
        seen = person_page(r, full, today=TODAY)
    assert len(counted) <= 12
    assert len(seen.notes) == 10
    assert seen.more == {"notes"}
    assert seen.notes[0].text == "muistiinpano 24"


def test_a_file_is_fetched_by_who_may_see_it(full):
    (file,) = page(full, "delivery").files
    with looking("delivery") as r:
        assert file_content(r, file.id) == b"%PDF"
        assert r.whose == {full}
        assert file_content(r, file.id + 1) is None
    with looking("relations") as r, pytest.raises(Refused):
        file_content(r, file.id)


def test_the_page_says_who_was_seen(full):
    with looking("relations") as r:
        person_page(r, full, today=TODAY)
        assert r.whose == {full}


# --- organisations ----------------------------------------------------------------------------


def test_the_page_of_an_organisation_shows_its_people_and_records_that(register):
    oy, bertta = firm("Pähkinä Oy", business_id="2859693-4"), contact()
    acts_for(bertta, oy, title="toimitusjohtaja")
    with looking("relations") as r:
        seen = organisation_page(r, oy, today=TODAY)
        assert r.whose == {oy, bertta}
    assert [(f.name, f.business_id) for f in seen.firms] == [("Pähkinä Oy", "2859693-4")]
    assert [(p.other, p.name, p.title) for p in seen.people] == [
        (bertta, "Bertta Öhman", "toimitusjohtaja")
    ]
    (role,) = page(bertta).affiliations
    assert (role.other, role.name, role.role) == (oy, "Pähkinä Oy", "decision-maker")


def test_a_restricted_person_is_not_on_the_page_of_the_organisation(register):
    oy, bertta = firm(), contact()
    acts_for(bertta, oy)
    people.restrict(act=act(), party=bertta)
    with looking("relations") as r:
        assert organisation_page(r, oy, today=TODAY).people == ()


# --- until when, and why not ------------------------------------------------------------------


def test_every_value_says_when_it_goes(register):
    aino = consumer("Aino", "Äijälä", Email("aino@example.fi"), Web("example.fi"))
    (web,) = page(aino).webs
    assert (web.goes.day, web.goes.because) == (TODAY.replace(year=2029), "relations")
    relations.begin_relation(act=act(), party=aino, on=TODAY - DAY)
    relations.end_relation(act=act(), party=aino, on=TODAY)
    (email,) = page(aino).emails
    assert (email.goes.day, email.goes.because) == (TODAY.replace(year=2029), "relations")


def test_an_open_invoice_or_a_claim_holds_beyond_the_term(full):
    (invoice,) = page(full, "accounting").invoices
    assert invoice.goes.day is None
    assert [s.hold for s in invoice.goes.waits_for] == [Hold.OPEN_INVOICE]
    trade.mark_paid(act=act("accounting"), invoice=invoice.id)
    (invoice,) = page(full, "accounting").invoices
    assert invoice.goes.day == date(2033, 1, 1)  # six years after the year 2026


def test_a_category_that_no_purpose_of_the_reading_needs_is_named_with_its_clause(full):
    hidden = page(full).hidden
    assert Hidden(Category.VOUCHERS, "data.vouchers", Why.NOT_NEEDED) in hidden
    assert Category.EMAIL not in {h.category for h in hidden}


def test_a_term_that_has_passed_hides_and_says_which(register):
    bertta = contact("Bertta", "Öhman", Email("b@example.fi"), Web("example.fi"))
    acts_for(bertta, firm())
    long_ago = TODAY - timedelta(days=900)
    with system_grant("seed", why="a test") as seed:
        seed.update("party", {"last_contact_on": long_ago}, {"id": bertta})
    assert page(bertta, "marketing") is None
    both = page(bertta, "relations", "marketing", role="sales")
    assert both.emails
    with system_grant("seed", why="a test") as seed:
        seed.update("party", {"last_contact_any_on": TODAY - 1100 * DAY}, {"id": bertta})
    assert page(bertta, "relations") is None
    assert page(bertta, "delivery").emails


def test_what_of_a_customer_is_closed_for_one_purpose_is_told_by_its_rule(full):
    relations.end_relation(act=act(), party=full, on=TODAY - 20 * DAY)
    with system_grant("seed", why="a test") as seed:
        seed.update(
            "party",
            {
                "relation_started_on": TODAY - 900 * DAY,
                "relation_ended_on": TODAY - 400 * DAY,
            },
            {"id": full},
        )
    seen = page(full, "delivery", "relations", role="support")
    assert Hidden(Category.ORDERS, "retention.delivery", Why.CLOSED) in seen.hidden
    assert seen.orders == ()
    assert seen.emails  # relations needs it still


def test_who_is_not_there_or_not_in_sight_has_no_page(register):
    assert page(10**12) is None
    aino = consumer()
    assert page(aino, "marketing") is None
