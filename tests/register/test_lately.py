"""What has changed lately: who did it, to whom, as far as the reader may know."""

import pytest
from register_world import DAY, NOW, TODAY, act, consumer, contact, firm, looking

from lupaus.guard import system_grant
from lupaus.ledger.append import append
from lupaus.ledger.entry import Entry, Event, whose_of
from lupaus.register import messages, people, permissions, relations, trade
from lupaus.register.bans import Origin
from lupaus.register.lately import lately
from lupaus.register.permissions import Given
from lupaus.register.values import Phone

pytestmark = pytest.mark.engine


def told(*purposes, **asked):
    with looking(*purposes or ("relations",)) as r:
        return lately(r, **asked)


def noted(party, n=0):
    messages.write_note(act=act(at=NOW + n * DAY), party=party, text="x", on=TODAY)


def test_the_newest_comes_first_with_who_and_whose(register):
    aino = consumer()
    noted(aino, 1)
    first, second = told()[:2]
    assert (first.actor, first.events, first.count) == ("bertta", ("record-created",), 1)
    assert [(p.party, p.name) for p in first.parties] == [(aino, "Aino Äijälä")]
    assert first.at == NOW + DAY
    assert second.at == NOW


def test_one_act_is_one_line(register):
    bertta, oy = contact(act=act(at=NOW - DAY)), firm(act=act(at=NOW - 2 * DAY))
    relations.affiliate(act=act(), person=bertta, role=relations.Role(oy, "user"))
    relations.begin_relation(act=act(), party=oy)
    line = told()[0]
    assert set(line.events) == {"relation-started", "record-created"}
    assert {p.party for p in line.parties} == {bertta, oy}


def test_who_is_not_seen_is_not_told_of(register):
    aino, bertta = consumer(act=act(at=NOW - DAY)), consumer("Bertta", "Öhman")
    people.restrict(act=act(at=NOW + DAY), party=bertta)
    lines = told()
    assert all(p.party != bertta for line in lines for p in line.parties)
    assert lines[0].parties[0].party == aino
    assert told("marketing") == () or all(
        aino != p.party for line in told("marketing") for p in line.parties
    )


def test_what_is_not_seen_of_somebody_who_is_seen_is_not_told_of(register):
    bertta = contact(act=act(at=NOW - DAY))
    ban = Given("phone", origin=Origin.OWN)
    permissions.object_to(
        act=act("marketing", at=NOW + DAY),
        party=bertta,
        purpose="marketing",
        channel=None,
        given=ban,
    )
    assert told()[0].events == ("objection-made",)
    books = told("accounting")
    assert {p.party for line in books for p in line.parties} == {bertta}
    assert {event for line in books if line.parties for event in line.events} == {
        "record-created"
    }
    assert "objection-made" not in {event for line in books for event in line.events}


def test_of_one_act_only_what_is_seen_is_told(register):
    aino = consumer(act=act(at=NOW - DAY))
    noted(aino)
    made = trade.NewInvoice("1", (trade.Line("työ", 1_000),), TODAY)
    trade.issue_invoice(act=act("accounting"), party=aino, invoice=made)
    people.restrict(act=act(at=NOW + DAY), party=aino)
    people.lift_restriction(act=act("claims", at=NOW + 2 * DAY), party=aino)
    of_aino = [line.events for line in told("accounting") if line.parties]
    assert of_aino == [
        ("restriction-lifted",), ("restricted",), ("record-created",), ("record-created",),
    ]  # fmt: skip


def test_what_is_of_the_whole_register_is_told_without_a_party(register):
    from django.db import transaction  # noqa: PLC0415 - of this test alone

    many = whose_of(range(1, 400))
    with transaction.atomic():
        append([Entry("kaarlo", Event.IMPORT_FLIPPED, many, NOW + DAY, via="cli")])
    line = told()[0]
    assert (line.actor, line.parties, line.count) == ("kaarlo", (), 399)


def test_housekeeping_is_not_told(register):
    from django.db import transaction  # noqa: PLC0415 - of this test alone

    with transaction.atomic():
        append([Entry("lupaus", Event.CHECKED, (), NOW + DAY, via="worker")])
    assert all("checked" not in line.events for line in told())


def test_there_are_no_more_than_asked_for_and_a_line_names_a_few(register):
    people_ = [consumer(f"Aino {n}", "Äijälä", act=act(at=NOW - DAY)) for n in range(8)]
    for one in people_:
        noted(one, 2)
    line, *_ = told(size=1)
    assert len(told(size=3)) <= 3
    assert (len(line.parties), line.count) == (5, 8)


def test_to_look_is_recorded_and_is_two_statements(register, statements):
    aino = consumer("Aino", "Äijälä", Phone("09 123 456"))
    for n in range(30):
        noted(aino, n)
    with looking("relations") as r, statements() as counted:
        lately(r)
        assert aino in r.whose
    assert len(counted) == 2


def test_an_entry_whose_payload_has_gone_is_passed_over(register):
    with system_grant("proof", why="a test") as proof:
        assert proof.execute("SELECT count(*) FROM ledger_entry")
    assert isinstance(told(), tuple)
