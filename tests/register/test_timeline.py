"""What has happened with somebody, newest first, whole and once, however it is paged."""

from datetime import timedelta

import pytest
from register_world import DAY, NOW, TODAY, act, acts_for, consumer, contact, firm, looking

from lupaus.guard import Actor, in_force, reading
from lupaus.ledger.history import latest
from lupaus.register import followups, messages, people, permissions, relations, trade
from lupaus.register.before import seen
from lupaus.register.edit import Change, apply
from lupaus.register.followups import FollowUp
from lupaus.register.messages import Spoken
from lupaus.register.pages import person_page
from lupaus.register.permissions import Given
from lupaus.register.timeline import Mark, What, timeline
from lupaus.register.trade import Line, NewInvoice
from lupaus.register.values import Email, Order

pytestmark = pytest.mark.engine

OWNER = ("delivery", "relations", "accounting", "claims", "marketing")


def lines(party, *purposes, **asked):
    with looking(*purposes or OWNER) as r:
        return timeline(r, party, **asked)


def kinds(party, *purposes, **asked):
    return [item.what for item in lines(party, *purposes, **asked).items]


def note(party, text, days=0):
    messages.write_note(act=act(), party=party, text=text, on=TODAY + days * DAY)


def said(party, body, at=NOW):
    messages.record_message(act=act(), party=party, message=Spoken(at, "in", "email", "", body))


def ordered(party, name="Sivut", on=TODAY):
    trade.place_order(act=act("delivery"), party=party, order=Order(name, ordered_on=on))


def invoiced(party, on=TODAY):
    invoice = NewInvoice("1", (Line("x", 100),), on)
    trade.issue_invoice(act=act("accounting"), party=party, invoice=invoice)


def everything(bertta, oy):
    """One of each kind, and a correction."""
    relations.begin_relation(act=act(), party=bertta, on=TODAY - 9 * DAY)
    acts_for(bertta, oy, started_on=TODAY - 8 * DAY)
    ordered(bertta, on=TODAY - 7 * DAY)
    invoiced(bertta, TODAY - 6 * DAY)
    said(bertta, "kysymys", NOW - 5 * DAY)
    note(bertta, "vastattu", -4)
    made = followups.add(
        act=act(at=NOW - 3 * DAY), party=bertta, followup=FollowUp("soita", TODAY)
    )
    assert made.undo
    permissions.object_to(
        act=act("marketing", at=NOW - 2 * DAY),
        party=bertta,
        purpose="marketing",
        channel=None,
        given=Given("phone"),
    )
    with looking("relations") as r:
        shown = person_page(r, bertta, today=TODAY).emails[0]
    change = Change.correct(
        "emailaddress", shown.id, {"kind": "työ"}, seen=seen("emailaddress", shown)
    )
    apply(act=act(at=NOW - DAY), party=bertta, change=change)


@pytest.fixture
def bertta(register):
    who = contact("Bertta", "Öhman", Email("b@example.fi"))
    everything(who, firm())
    return who


def test_every_kind_is_there_newest_first(bertta):
    assert kinds(bertta) == [
        What.EVENT,
        What.PERMISSION,
        What.FOLLOWUP,
        What.NOTE,
        What.MESSAGE,
        What.INVOICE,
        What.ORDER,
        What.ROLE,
        What.RELATION,
    ]


def test_an_event_says_who_what_and_which_fields_and_no_value(bertta):
    (event,) = [i for i in lines(bertta).items if i.what is What.EVENT]
    assert (event.head, event.state) == ("bertta", "record-corrected")
    assert event.fields == ("emailaddress.kind",)
    assert "työ" not in repr(event)


@pytest.mark.parametrize("size", [1, 2, 3, 4, 8, 9, 10])
def test_the_pages_put_together_are_the_whole_and_nothing_twice(bertta, size):
    whole = lines(bertta, size=100)
    assert whole.after is None
    found, after = [], None
    for _ in range(30):
        page = lines(bertta, size=size, after=after)
        assert len(page.items) <= size
        found += page.items
        if (after := page.after) is None:
            break
        after = Mark.read(after.text())
    assert tuple(found) == whole.items


@pytest.mark.parametrize("size", [1, 2, 3, 7])
def test_one_day_of_many_kinds_and_times_is_paged_whole(register, size):
    aino = consumer()
    for n in range(3):
        said(aino, f"viesti {n}", NOW - timedelta(minutes=n))
        note(aino, f"muistio {n}")
        ordered(aino, f"tilaus {n}")
        followups.add(act=act(), party=aino, followup=FollowUp(f"soita {n}", TODAY + DAY))
    said(aino, "samalla hetkellä")
    whole = lines(aino, size=100).items
    assert len(whole) == 13
    found, after = [], None
    for _ in range(30):
        page = lines(aino, size=size, after=after)
        found += page.items
        if (after := page.after) is None:
            break
    assert tuple(found) == whole


def test_new_things_do_not_shift_what_comes_after(bertta):
    first = lines(bertta, size=4)
    rest = lines(bertta, size=100, after=first.after).items
    note(bertta, "uusi")
    assert lines(bertta, size=100, after=first.after).items == rest


def test_a_reading_sees_what_its_purpose_needs_and_no_more(bertta):
    assert set(kinds(bertta, "accounting")) == {What.INVOICE}
    assert What.NOTE not in kinds(bertta, "delivery")
    assert What.EVENT in kinds(bertta, "delivery")  # it sees e-mail addresses


def test_a_restricted_person_has_no_timeline(bertta):
    people.restrict(act=act(), party=bertta)
    assert lines(bertta) is None
    assert lines(10**9) is None


def test_what_is_done_lies_on_the_day_it_was_done(bertta):
    (open_,) = [i for i in lines(bertta).items if i.what is What.FOLLOWUP]
    assert (open_.state, open_.day) == ("open", TODAY - 3 * DAY)
    followups.done(act=act(), followup=open_.id)
    (done,) = [i for i in lines(bertta).items if i.what is What.FOLLOWUP]
    assert (done.state, done.day) == ("done", TODAY)


def test_who_looked_is_told_to_whom_may_know_and_only_then(bertta):
    adopted = in_force()
    kaarlo = Actor("kaarlo", "owner", adopted.purposes_of("owner"))
    with reading(kaarlo, ["relations"], at=NOW - DAY, about="person-page") as r:
        person_page(r, bertta, today=TODAY)
    assert What.READ not in kinds(bertta)
    reads = [i for i in lines(bertta, reads=True).items if i.what is What.READ]
    assert ("kaarlo", "person-page") in {(i.head, i.state) for i in reads}
    assert kinds(bertta, events=False).count(What.EVENT) == 0


def test_each_reader_is_on_one_page(bertta):
    adopted = in_force()
    kaarlo = Actor("kaarlo", "owner", adopted.purposes_of("owner"))
    for days in range(10):
        with reading(kaarlo, ["relations"], at=NOW - days * DAY, about="search") as r:
            r.viewed([bertta])
    found, after = [], None
    for _ in range(30):
        with reading(kaarlo, ["relations"], at=NOW + DAY, about="other") as r:
            page = timeline(r, bertta, reads=True, size=2, after=after)
        found += [i.at for i in page.items if i.what is What.READ and i.state == "search"]
        if (after := page.after) is None:
            break
    assert len(found) == len(set(found)) == 10


@pytest.mark.parametrize(("looks", "left"), [(2, 0), (3, 0), (5, 2)])
def test_whoever_finds_no_room_among_those_who_looked_is_counted(
    register, monkeypatch, looks, left
):
    monkeypatch.setattr("lupaus.register.timeline.LOOKED", 3)
    aino = consumer()
    kaarlo = Actor("kaarlo", "owner", in_force().purposes_of("owner"))
    for days in range(looks):
        with reading(kaarlo, ["relations"], at=NOW - days * DAY, about="search") as r:
            r.viewed([aino])
    found = lines(aino, reads=True)
    shown = [item.at for item in found.items if item.what is What.READ]
    assert (len(shown), found.left_out) == (looks - left, left)
    assert max(shown) == NOW
    assert lines(aino).left_out == 0


def test_to_look_is_recorded(bertta):
    with looking(*OWNER) as r:
        timeline(r, bertta)
        assert bertta in r.whose


def test_a_page_is_three_statements_however_much_there_is(bertta, statements):
    for days in range(30):
        note(bertta, "x", -days)
    with looking(*OWNER) as r, statements() as counted:
        timeline(r, bertta)
    assert len(counted) == 3
    assert latest(1)


@pytest.mark.parametrize("text", ["", "x", "1_2_3", "2026-13-01__0_0_0_", "__0_0_0_nyt"])
def test_what_is_no_mark_is_the_first_page(text):
    assert Mark.read(text) is None
