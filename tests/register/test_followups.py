"""What is to be done, and by when: entered, moved, done, undone, and gone with its person."""

import pytest
from register_world import DAY, NOW, TODAY, act, consumer, firm, looking

from lupaus.guard import Actor, Refused, in_force, reading, staff
from lupaus.ledger.history import about
from lupaus.register import agenda, followups, people
from lupaus.register.agenda import Counted
from lupaus.register.edit import Mistaken, undo
from lupaus.register.followups import FollowUp
from lupaus.register.pages import person_page
from lupaus.register.unfit import Unknown

pytestmark = pytest.mark.engine


@pytest.fixture
def kaarlo(register):
    staff.add("kaarlo", "sales", act=act())
    return "kaarlo"


def to_do(party, text="soita", days=0, whose=""):
    made = followups.add(
        act=act(), party=party, followup=FollowUp(text, TODAY + days * DAY, whose)
    )
    return made.ids[0]


def due(*purposes, **asked):
    with looking(*purposes or ("relations",)) as r:
        return [one.text for one in agenda.due(r, **{"until": TODAY, **asked})]


def test_what_is_due_comes_the_oldest_first_until_the_day_itself(register):
    aino, oy = consumer(), firm()
    to_do(aino, "huomenna", 1)
    to_do(oy, "tänään")
    to_do(aino, "myöhässä", -1)
    assert due() == ["myöhässä", "tänään"]
    assert due(until=TODAY - DAY) == ["myöhässä"]
    assert due(until=TODAY + DAY) == ["myöhässä", "tänään", "huomenna"]
    assert due(until=TODAY + DAY, size=1) == ["myöhässä"]


def test_it_says_whose_it_is_and_who_looked_is_known(register):
    aino = consumer()
    to_do(aino)
    with looking("relations") as r:
        (one,) = agenda.due(r, until=TODAY)
        assert (one.party, one.name, one.author) == (aino, "Aino Äijälä", "bertta")
        assert r.whose == {aino}
    assert not one.overdue(TODAY)
    assert one.overdue(TODAY + DAY)


def test_ones_own_and_nobodys_and_not_somebody_elses(kaarlo):
    aino = consumer()
    to_do(aino, "kaarlon", whose=kaarlo)
    to_do(aino, "kenen vain")
    assert due(assigned_to="kaarlo") == ["kaarlon", "kenen vain"]
    assert due(assigned_to="eeva") == ["kenen vain"]


def test_who_does_not_work_here_is_given_nothing_to_do(register):
    with pytest.raises(Mistaken) as mistaken:
        to_do(consumer(), whose="eeva")
    assert [(w.field, w.code) for w in mistaken.value.wrong] == [("assigned_to", "staff")]


def test_they_are_counted_by_when(register):
    aino = consumer()
    assert TODAY.weekday() == 0
    for days in (-2, -1, 0, 1, 6, 7):
        to_do(aino, days=days)
    with looking("relations") as r:
        assert agenda.counted(r, today=TODAY) == Counted(2, 1, 2, later=1)
        assert agenda.counted(r, today=TODAY + 6 * DAY) == Counted(4, 1, 0, later=1)
        assert agenda.counted(r, today=TODAY, assigned_to="eeva") == Counted(2, 1, 2, later=1)


def test_nobody_counts_beyond_a_thousand(register, monkeypatch):
    monkeypatch.setattr(agenda, "COUNTED", 2)
    aino = consumer()
    for days in (-2, -1):
        to_do(aino, days=days)
    with looking("relations") as r:
        assert agenda.counted(r, today=TODAY) == Counted(2, 0, 0)
    to_do(aino, days=0)
    with looking("relations") as r:
        found = agenda.counted(r, today=TODAY)
        assert (found.more, found.more_later) == (True, False)
    for days in (7, 8, 9):
        to_do(aino, days=days)
    with looking("relations") as r:
        found = agenda.counted(r, today=TODAY)
        assert (found.later, found.more_later) == (2, True)


def test_what_is_somebody_elses_is_not_counted_later_either(kaarlo):
    to_do(consumer(), days=7, whose=kaarlo)
    with looking("relations") as r:
        assert agenda.counted(r, today=TODAY, assigned_to="eeva").later == 0
        assert agenda.counted(r, today=TODAY, assigned_to=kaarlo).later == 1


def test_what_is_done_is_no_longer_due_until_that_is_undone(register):
    aino = consumer()
    number = to_do(aino)
    done = followups.done(act=act(), followup=number)
    assert due() == []
    assert followups.done(act=act(), followup=number).undo is None
    assert about(aino)[0][1]["event"] == "task-done"
    undo(act=act(), undo=done.undo)
    assert due() == ["soita"]


def test_it_is_moved_and_moved_back(register):
    number = to_do(consumer())
    moved = followups.move(act=act(), followup=number, to=TODAY + 7 * DAY)
    assert due() == []
    undo(act=act(), undo=moved.undo)
    assert due() == ["soita"]


def test_the_day_of_a_leap_year(register):
    aino = consumer()
    followups.add(
        act=act(), party=aino, followup=FollowUp("karkauspäivä", TODAY.replace(2028, 2, 29))
    )
    assert due(until=TODAY.replace(2028, 2, 28)) == []
    assert due(until=TODAY.replace(2028, 2, 29)) == ["karkauspäivä"]


def test_of_one_party_by_day(register):
    aino, bertta = consumer(), consumer("Bertta", "Öhman")
    to_do(aino, "toinen", 2)
    to_do(aino, "ensimmäinen", 1)
    to_do(bertta, "muu")
    with looking("relations") as r:
        found = agenda.of_party(r, aino, today=TODAY)
    assert [one.text for one in found] == ["ensimmäinen", "toinen"]
    assert found[0].goes.because == "relations"


def test_who_does_not_need_notes_sees_none_and_writes_none(register):
    aino = consumer()
    number = to_do(aino)
    assert due("accounting") == []
    with looking("accounting") as r:
        assert agenda.counted(r, today=TODAY) == Counted()
    with pytest.raises(Refused) as refused:
        followups.done(act=act("accounting"), followup=number)
    assert refused.value.clause == "data.notes"


def test_a_restricted_person_is_on_nobodys_list(register):
    aino = consumer()
    number = to_do(aino)
    people.restrict(act=act(), party=aino)
    assert due() == []
    with pytest.raises(Refused, match="restricted"):
        followups.done(act=act(), followup=number)


def test_what_is_not_there_is_not_done(register):
    with pytest.raises(Unknown):
        followups.done(act=act(), followup=10**9)


def test_a_reminder_is_no_contact(register):
    aino = consumer(act=act(at=NOW - 100 * DAY))
    to_do(aino)
    with looking("relations") as r:
        page = person_page(r, aino, today=TODAY)
    assert page.relation.last_contact_on == TODAY - 100 * DAY


def test_its_time_passes_with_that_of_its_purpose(register):
    aino = consumer()
    to_do(aino)
    adopted = in_force()
    actor = Actor("bertta", "owner", adopted.purposes_of("owner"))
    later = NOW.replace(year=NOW.year + 3)
    with reading(actor, ["relations"], at=later - DAY, about="test") as r:
        assert len(agenda.due(r, until=TODAY)) == 1
    with reading(actor, ["relations"], at=later, about="test") as r:
        assert agenda.due(r, until=TODAY) == ()


def test_the_list_is_two_statements_however_long(register, statements):
    aino = consumer()
    for days in range(20):
        to_do(aino, days=-days)
    with looking("relations") as r, statements() as counted:
        assert len(agenda.due(r, until=TODAY)) == 20
    assert len(counted) == 2
