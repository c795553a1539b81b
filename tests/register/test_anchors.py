"""The dates from which terms run follow the facts, and never run backwards."""

from datetime import date, datetime, timedelta
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
    technical,
)

from lupaus.guard import Refused, system_grant
from lupaus.register import anchors, messages, relations, trade
from lupaus.register.facts import known
from lupaus.register.messages import Spoken
from lupaus.register.unfit import Unfit
from lupaus.register.values import Order

pytestmark = pytest.mark.engine

WEEK = timedelta(days=7)


def call(party, at=NOW, *, direction="in"):
    messages.record_message(
        act=act(at=max(at, NOW)), party=party, message=Spoken(at, direction, "phone")
    )


def settle(party, **dates):
    """As if the party had been entered long ago."""
    with system_grant("seed", why="a test") as seed:
        seed.update("party", dates, {"id": party})


def test_a_prospect_without_contact_counts_from_the_day_of_entry(register):
    facts = known(consumer())
    assert (facts.last_contact_on, facts.last_contact_any_on) == (TODAY, TODAY)
    assert facts.relation_started_on is None


def test_a_message_moves_the_last_contact_and_an_older_one_does_not(register):
    aino = consumer()
    settle(aino, last_contact_on=TODAY - WEEK)
    call(aino, NOW - DAY)
    assert known(aino).last_contact_on == TODAY - DAY
    call(aino, NOW - 3 * DAY)
    assert known(aino).last_contact_on == TODAY - DAY


def test_a_message_of_the_future_is_refused(register):
    aino = consumer()
    with pytest.raises(Unfit, match="future"):
        messages.record_message(
            act=act(), party=aino, message=Spoken(NOW + timedelta(seconds=1), "in", "email")
        )


def test_the_day_of_a_message_is_the_day_where_the_controller_is(register):
    aino = consumer()
    settle(aino, last_contact_on=date(2025, 1, 1))
    call(aino, datetime.fromisoformat("2026-02-28T22:30:00+00:00"))
    assert known(aino).last_contact_on == date(2026, 3, 1)


def test_an_order_is_contact_and_a_note_is_not(register):
    aino = consumer()
    settle(aino, last_contact_on=TODAY - WEEK)
    messages.write_note(act=act(), party=aino, text="Joulukortti", on=TODAY - 2 * DAY)
    assert known(aino).last_contact_on == TODAY - WEEK
    trade.place_order(act=act("delivery"), party=aino, order=Order("Kotisivut"))
    assert known(aino).last_contact_on == TODAY


def test_an_invoice_is_no_contact_but_the_last_invoice(register):
    aino = consumer()
    settle(aino, last_contact_on=TODAY - WEEK)
    lines = (trade.Line("työ", 1_000, Decimal("1.5")),)
    for day in (TODAY - DAY, TODAY - WEEK):
        invoice = trade.NewInvoice(f"{day}", lines, day)
        trade.issue_invoice(act=act("accounting"), party=aino, invoice=invoice)
    facts = known(aino)
    assert (facts.last_invoice_on, facts.last_contact_on) == (TODAY - DAY, TODAY - WEEK)


def test_contact_with_either_is_contact_with_person_or_organisation(register):
    oy, bertta = firm(), contact()
    acts_for(bertta, oy)
    for party in (oy, bertta):
        settle(party, last_contact_on=TODAY - WEEK, last_contact_any_on=TODAY - WEEK)
    call(oy, NOW - DAY)
    assert known(bertta).last_contact_on == TODAY - WEEK
    assert known(bertta).last_contact_any_on == TODAY - DAY
    call(bertta)
    assert known(oy).last_contact_on == TODAY - DAY
    assert known(oy).last_contact_any_on == TODAY


def test_contact_with_the_organisation_counts_while_the_person_acts_for_it(register):
    oy, bertta = firm(), contact()
    row = acts_for(bertta, oy, started_on=TODAY - 4 * WEEK)
    for party in (oy, bertta):
        settle(
            party,
            last_contact_on=TODAY - 4 * WEEK,
            last_contact_any_on=TODAY - 4 * WEEK,
        )
    relations.end_affiliation(act=act(), person=bertta, affiliation=row, on=TODAY - WEEK)
    call(oy)
    assert known(bertta).last_contact_any_on == TODAY - WEEK


def test_a_relation_begins_ends_and_begins_anew(register):
    aino = consumer()
    relations.begin_relation(act=act(), party=aino, on=TODAY - 4 * WEEK)
    assert known(aino).relation_started_on == TODAY - 4 * WEEK
    relations.end_relation(act=act(), party=aino, on=TODAY - WEEK)
    assert known(aino).relation_ended_on == TODAY - WEEK
    relations.begin_relation(act=act(), party=aino)
    facts = known(aino)
    assert (facts.relation_started_on, facts.relation_ended_on) == (TODAY - 4 * WEEK, None)


@pytest.mark.parametrize("purpose", ["delivery", "accounting"])
def test_a_relation_is_not_begun_for_a_purpose_that_does_not_need_it(register, purpose):
    aino = consumer()
    with pytest.raises(Refused):
        relations.begin_relation(act=act(purpose), party=aino)
    assert known(aino).relation_started_on is None


def test_what_has_not_begun_does_not_end_and_nothing_ends_before_it_began(register):
    aino = consumer()
    with pytest.raises(Unfit):
        relations.end_relation(act=act(), party=aino)
    relations.begin_relation(act=act(), party=aino)
    with pytest.raises(Unfit):
        relations.begin_relation(act=act(), party=aino)
    with pytest.raises(Unfit):
        relations.end_relation(act=act(), party=aino, on=TODAY - DAY)
    with pytest.raises(Unfit):
        relations.end_relation(act=act(), party=aino, on=TODAY + DAY)
    relations.end_relation(act=act(), party=aino, on=TODAY)
    assert known(aino).relation_ended_on == TODAY


def test_a_representative_stands_in_the_relation_of_the_organisation(register):
    oy, bertta = firm(), contact()
    acts_for(bertta, oy)
    assert known(bertta).relation_started_on is None
    relations.begin_relation(act=act(), party=oy, on=TODAY - WEEK)
    assert known(bertta).relation_started_on == TODAY - WEEK
    relations.end_relation(act=act(), party=oy)
    assert known(bertta).relation_ended_on == TODAY


def test_a_representative_who_leaves_leaves_the_relation(register):
    oy, bertta = firm(), contact()
    relations.begin_relation(act=act(), party=oy, on=TODAY - 4 * WEEK)
    row = acts_for(bertta, oy)
    assert known(bertta).relation_ended_on is None
    relations.end_affiliation(act=act(), person=bertta, affiliation=row)
    assert known(bertta).relation_ended_on == TODAY
    assert known(oy).relation_ended_on is None


def test_who_acts_for_two_stands_in_the_relation_that_lasts(register):
    one, other, bertta = firm("Yksi Oy"), firm("Kaksi Oy"), contact()
    for oy in (one, other):
        relations.begin_relation(act=act(), party=oy, on=TODAY - WEEK)
        acts_for(bertta, oy)
    relations.end_relation(act=act(), party=one)
    assert known(bertta).relation_ended_on is None
    relations.end_relation(act=act(), party=other)
    assert known(bertta).relation_ended_on == TODAY


def test_a_technical_contact_stands_in_no_relation(register):
    oy, kaarlo = firm(), technical()
    relations.begin_relation(act=act(), party=oy)
    acts_for(kaarlo, oy, "technical")
    assert known(kaarlo).relation_started_on is None


def test_an_own_relation_is_not_that_of_the_organisation(register):
    oy, bertta = firm(), contact()
    relations.begin_relation(act=act(), party=bertta, on=TODAY - 4 * WEEK)
    acts_for(bertta, oy)
    relations.begin_relation(act=act(), party=oy)
    relations.end_relation(act=act(), party=oy)
    facts = known(bertta)
    assert (facts.relation_started_on, facts.relation_ended_on) == (TODAY - 4 * WEEK, None)


def test_dates_stay_when_the_rows_that_told_them_have_gone(register):
    aino = consumer()
    relations.begin_relation(act=act(), party=aino, on=TODAY - WEEK)
    relations.end_relation(act=act(), party=aino)
    call(aino)
    before = known(aino)
    with system_grant("keeping", why="a test") as keeping:
        for table in ("message", "relationship"):
            keeping.delete(table, {"party_id": aino})
    anchors.recompute([aino])
    assert known(aino) == before


def test_who_is_imported_as_former_counts_from_the_end_of_the_relation(register):
    aino = consumer()
    settle(
        aino,
        relation_started_on=TODAY - 4 * WEEK,
        relation_ended_on=TODAY - 3 * WEEK,
        last_contact_on=None,
        last_contact_any_on=None,
    )
    anchors.recompute([aino])
    facts = known(aino)
    assert (facts.last_contact_on, facts.last_contact_any_on) == (TODAY - 3 * WEEK,) * 2


def test_recomputing_takes_as_many_statements_for_many_as_for_one(register, statements):
    parties = [consumer("Aino", f"Äijälä {n}") for n in range(30)]
    with statements() as counted:
        anchors.recompute(parties)
    assert len(counted) == 6
    anchors.recompute([])
