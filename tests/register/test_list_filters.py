"""Each filter of the list lets through whom it says, and nothing of what is out of sight."""

from datetime import date, timedelta

import pytest
from register_world import (
    CONSUMER,
    DAY,
    NOW,
    TODAY,
    act,
    acts_for,
    consumer,
    contact,
    firm,
    looking,
    person,
    technical,
)

from lupaus.guard import Refused
from lupaus.policy.vocabulary import Channel, SubjectKind
from lupaus.register import (
    allowed,
    messages,
    people,
    permissions,
    protected,
    relations,
    trade,
)
from lupaus.register.bans import Origin
from lupaus.register.listing import Count, Order, Sort, Wanted, count_parties, list_parties
from lupaus.register.permissions import Given
from lupaus.register.search import search
from lupaus.register.standing import bans_against
from lupaus.register.values import Address, Email, Firm, PersonName, Phone
from lupaus.register.values import Order as Service
from lupaus.register.wanted import Marketable, Money, Side

pytestmark = pytest.mark.engine

SUPPORT = ("delivery", "relations")
SALES = ("relations", "marketing")


def listed(wanted, *purposes):
    """Whom the filter leaves: the same in every way of asking."""
    with looking(*purposes or SUPPORT) as r:
        found = {row.party for row in list_parties(r, wanted).rows}
        by_number = list_parties(r, wanted, order=Order(Sort.NUMBER, descending=True))
        assert {row.party for row in by_number.rows} == found
        assert count_parties(r, wanted) == Count(len(found))
        return found


def test_sides(register):
    aino, oy = consumer(), firm()
    assert listed(Wanted(side=Side.PERSON)) == {aino}
    assert listed(Wanted(side=Side.ORGANISATION)) == {oy}


@pytest.mark.parametrize("text", ["äij", "ÄIJÄLÄ aino", "ai äijä", "401234", "040 123 4567",
                                  "358401234567", "ai", "aino@", "hämeenl",
                                  "verkkosiv"])  # fmt: skip
def test_typed_text_finds_whom_the_search_finds(register, text):
    aino = consumer("Aino", "Äijälä", Email("aino@example.fi"), Phone("+358 40 1234567"))
    at_home = [Address("Katu 1", "13100", "Hämeenlinna")]
    people.add_details(act=act("delivery"), party=aino, details=at_home)
    trade.place_order(act=act("delivery"), party=aino, order=Service("Verkkosivut"))
    firm("Toinen Oy"), consumer("Kaarlo", "Åberg")
    with looking(*SUPPORT) as r:
        assert {hit.party for hit in search(r, text).hits} == {aino}
    assert listed(Wanted(q=text)) == {aino}


def test_typed_text_looks_only_where_the_reading_sees(register):
    aino = consumer()
    at_home = [Address("Katu 1", "13100", "Hämeenlinna")]
    people.add_details(act=act("delivery"), party=aino, details=at_home)
    assert listed(Wanted(q="hämeenlinna"), "delivery") == {aino}
    assert listed(Wanted(q="hämeenlinna"), "relations") == set()


@pytest.mark.parametrize(
    "text", ["%", "_", "'", '"', "\\", "*", "a OR b", "’", "\u202e", "😀", "0" * 30]
)
def test_hostile_text_finds_nobody_and_breaks_nothing(register, text):
    firm("Esimerkki Oy")
    assert listed(Wanted(q=text, town=text, service=text)) == set()


@pytest.mark.parametrize("text", ["'", "-", "´", ".", "''", "( )", "' -", "&", "\u0301", "’"])
def test_marks_alone_are_the_beginning_of_nobody(register, text):
    """A key holds no such mark: of the text nothing would be left, and all begins with that."""
    consumer(), firm()
    assert listed(Wanted(q=text)) == set()


def test_blank_text_leaves_everybody(register):
    everybody = {consumer(), firm()}
    assert listed(Wanted(q=" ")) == listed(Wanted()) == everybody


def test_numbers_and_y_tunnus_are_typed_too(register):
    oy = firm("Oy Ab", business_id="1234567-1")
    with looking(*SUPPORT) as r:
        number = list_parties(r).rows[0].number
    assert listed(Wanted(q=str(number))) == {oy}
    assert listed(Wanted(q="1234567-1")) == {oy}


@pytest.mark.parametrize("part", ["verkko", "SIVUT", "ko", "k"])
def test_services_by_part_of_their_name(register, part):
    oy, _other = firm(), firm("Toinen Oy")
    trade.place_order(act=act("delivery"), party=oy, order=Service("Verkkosivut"))
    assert listed(Wanted(service=part), "delivery") == {oy}


def test_unpaid_and_in_collection(register):
    owing, collected, paid = firm("A Oy"), firm("B Oy"), firm("C Oy")
    for party in (owing, collected, paid):
        made = trade.NewInvoice(f"L{party}", (trade.Line("työ", 100),), TODAY)
        row = trade.issue_invoice(act=act("accounting"), party=party, invoice=made).ids[0]
        if party == collected:
            trade.send_to_collection(act=act("accounting"), invoice=row)
        if party == paid:
            trade.mark_paid(act=act("accounting"), invoice=row)
    assert listed(Wanted(money=Money.OPEN), "accounting") == {owing, collected}
    assert listed(Wanted(money=Money.COLLECTION), "accounting") == {collected}


def test_days_of_contact_the_day_before_the_day_and_the_day_after(register):
    aino = consumer(act=act(at=NOW - 10 * DAY))
    on = TODAY - timedelta(days=10)
    messages.record_message(
        act=act(at=NOW - 10 * DAY),
        party=aino,
        message=messages.Spoken(NOW - 10 * DAY, "in", "phone"),
    )
    for days, before, after in ((-1, set(), {aino}), (0, set(), set()), (1, {aino}, set())):
        day = on + timedelta(days=days)
        assert listed(Wanted(contact_before=day)) == before
        assert listed(Wanted(contact_after=day)) == after


def test_relations_ended_before_a_day(register):
    aino, _kaarlo = consumer(), consumer("Kaarlo")
    relations.begin_relation(act=act(), party=aino, on=TODAY - 20 * DAY)
    relations.end_relation(act=act(), party=aino, on=TODAY - 10 * DAY)
    assert listed(Wanted(ended_before=TODAY - 10 * DAY)) == set()
    assert listed(Wanted(ended_before=TODAY - 9 * DAY)) == {aino}


def test_who_leaves_before_a_day_is_whom_the_views_stop_showing(register):
    """Relations need a contact for three years after the last contact."""
    bertta = contact()
    gone_on = date(TODAY.year + 3, TODAY.month, TODAY.day)
    assert listed(Wanted(gone_before=gone_on), "relations") == set()
    assert listed(Wanted(gone_before=gone_on + timedelta(days=1)), "relations") == {bertta}
    assert listed(Wanted(gone_before=date.max), "relations") == {bertta}
    with pytest.raises(Refused) as refused:
        listed(Wanted(gone_before=gone_on), "delivery")
    assert refused.value.clause == "data.relation"


def test_a_source_is_that_of_the_name(register):
    aino = consumer()
    assert listed(Wanted(source="customer")) == {aino}
    assert listed(Wanted(source="web")) == set()


def test_roles_of_an_organisation_are_those_of_its_people(register):
    oy, bertta = firm(), contact()
    acts_for(bertta, oy, "billing")
    assert listed(Wanted(role="billing", side=Side.PERSON)) == {bertta}


# --- marketing -------------------------------------------------------------------------------


def said(party, decision, *, channel=Channel.EMAIL, origin=Origin.OWN, at=NOW):
    decide = getattr(permissions, decision)
    given = Given("phone", text_version="v1", origin=origin)
    decide(act=act(at=at), party=party, purpose="marketing", channel=channel, given=given)


def test_marketing_by_the_decisions_on_record(register):
    mail = Email("bertta@example.fi")
    may, objected, unreachable = contact("A", "A", mail), contact("B", "B", mail), contact()
    aino, kaarlo = consumer("Aino", "Äijälä", mail), technical()
    said(objected, "object_to")
    assert listed(Wanted(marketing=Marketable.MAY), *SALES) == {may}
    assert listed(Wanted(marketing=Marketable.OBJECTED), *SALES) == {objected}
    assert not {aino, kaarlo, unreachable} & listed(Wanted(marketing=Marketable.MAY), *SALES)


def test_a_protected_address_is_on_no_list_of_those_who_may_be_written_to(register):
    bertta = contact("B", "B", Email("bertta@example.fi"))
    protected.protect(act=act(), party=bertta, source="customer")
    assert listed(Wanted(marketing=Marketable.MAY), *SALES) == set()
    email = allowed.is_allowed(
        act=act(), party=bertta, purpose="marketing", channel=Channel.EMAIL
    )
    assert not email
    protected.end_protection(act=act(why="päättynyt"), party=bertta)
    assert listed(Wanted(marketing=Marketable.MAY), *SALES) == {bertta}


def test_a_consumer_and_contact_in_one_acts_for_a_firm_and_needs_no_consent(register):
    kinds = CONSUMER | {SubjectKind.REPRESENTATIVE}
    both = person(kinds, PersonName("Aino", "Öhman"), Email("aino@example.fi"))
    assert listed(Wanted(marketing=Marketable.MAY), *SALES) == {both}
    assert listed(Wanted(marketing=Marketable.NO_CONSENT), *SALES) == set()


_STORIES = [
    [("object_to", Origin.STAFF), ("lift", Origin.STAFF)],
    [("object_to", Origin.OWN), ("lift", Origin.STAFF)],
    [("object_to", Origin.OWN), ("lift", Origin.OWN)],
    [("object_to", Origin.IMPORT), ("give_consent", Origin.IMPORT)],
    [("object_to", Origin.BOUNCE), ("lift", Origin.OWN), ("object_to", Origin.STAFF)],
    [("give_consent", Origin.OWN), ("withdraw", Origin.OWN)],
    [("withdraw", Origin.OWN), ("give_consent", Origin.OWN)],
    [("refuse", Origin.STAFF), ("give_consent", Origin.OWN)],
    [("lift", Origin.OWN), ("object_to", Origin.STAFF)],
]


@pytest.mark.parametrize("every", [False, True])
@pytest.mark.parametrize("story", _STORIES)
def test_the_list_knows_of_the_same_bans_as_the_decision_does(register, story, every):
    bertta = contact("Bertta", "Öhman", Email("bertta@example.fi"))
    for n, (decision, origin) in enumerate(story):
        channel = None if every and n % 2 == 0 else Channel.EMAIL
        said(bertta, decision, channel=channel, origin=origin, at=NOW + n * DAY)
    from lupaus.guard import in_force  # noqa: PLC0415 - needs the register
    from lupaus.register import bans  # noqa: PLC0415 - likewise

    with bans.banning("test") as part:
        decisions = bans.said_by(part, bertta)
    policy = in_force().policy
    standing = bans_against(policy, decisions, "marketing", Channel.EMAIL)
    assert listed(Wanted(marketing=Marketable.MAY), *SALES) == (set() if standing else {bertta})
    forbidden = {bertta} if any(not ban.purpose for ban in standing) else set()
    if not every:
        assert listed(Wanted(marketing=Marketable.OBJECTED), *SALES) == forbidden


def test_what_a_reading_does_not_see_is_no_filter_of_it(register):
    firm()
    for wanted, purpose, clause in (
        (Wanted(marketing=Marketable.OBJECTED), "delivery", "data.permissions"),
        (Wanted(money=Money.OPEN), "relations", "data.vouchers"),
        (Wanted(service="sivut"), "relations", "data.orders"),
        (Wanted(contact_before=TODAY), "delivery", "data.relation"),
        (Wanted(role="billing"), "accounting", "data.role"),
        (Wanted(town="Turku"), "relations", "data.postal-address"),
    ):
        with looking(purpose) as r, pytest.raises(Refused) as refused:
            list_parties(r, wanted)
        assert refused.value.clause == clause


def test_a_filter_that_leaves_few_is_listed_from_it_and_many_from_the_order(
    register, monkeypatch
):
    parties = {firm(f"Esimerkki {n} Oy") for n in range(5)}
    for few in (0, 4, 5):
        monkeypatch.setattr("lupaus.register.ordering.FOUND", few)
        monkeypatch.setattr("lupaus.register.ordering.FEW", few)
        assert listed(Wanted(q="esimerkki", side=Side.ORGANISATION)) == parties
        assert listed(Wanted(side=Side.ORGANISATION)) == parties


# --- the spelling ----------------------------------------------------------------------------


@pytest.mark.parametrize("wanted", [
    Wanted(),
    Wanted(q="åäö & = %", town="Hämeenlinna"),
    Wanted(side=Side.PERSON, money=Money.OPEN, marketing=Marketable.NO_CONSENT),
    Wanted(contact_before=date(2024, 2, 29), gone_before=date(2026, 12, 31)),
    Wanted(role="billing", source="customer", service="sivut"),
])  # fmt: skip
def test_a_query_reads_back_as_it_was_said(wanted):
    assert Wanted.read(str(wanted)) == (wanted, ())
    assert bool(wanted) is bool(str(wanted))


def test_what_does_not_fit_is_left_out_and_told_with_its_cure():
    wanted, strays = Wanted.read("town=Turku&role=boss&contact_before=2026-02-30&kind=x&z=1")
    assert wanted == Wanted(town="Turku")
    assert [(s.field, s.said) for s in strays] == [
        ("kind", "x"), ("role", "boss"), ("contact_before", "2026-02-30")
    ]  # fmt: skip
    assert all(s.cure for s in strays)


@pytest.mark.parametrize("text", ["a" * 100_000, "&" * 500, "=&=&", "q=\x00\n", "%ff%fe=%zz"])
def test_a_hostile_spelling_is_read_without_harm(text):
    wanted, _strays = Wanted.read(text)
    assert len(wanted.q) <= 100
    assert wanted.q.isprintable()


@pytest.mark.parametrize("text", ["name", "-town", "-open-invoices"])
def test_orders_read_back(text):
    assert str(Order.read(text)) == text


def test_a_sole_trader_is_found_by_either_name(register):
    kinds = frozenset({SubjectKind.SOLE_TRADER, SubjectKind.CONSUMER})
    aino = person(kinds, PersonName("Aino", "Äijälä"), Firm("Tmi Kukka"))
    assert listed(Wanted(q="kukka")) == listed(Wanted(q="äijälä")) == {aino}
