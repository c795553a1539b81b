"""What was written by a slip and taken back was no contact: the terms run as they did."""

import pytest
from edit_world import TOMORROW, edited, only
from register_world import DAY, NOW, TODAY, act, acts_for, consumer, contact, firm

from lupaus.guard import system_grant
from lupaus.register.before import Undo, seen
from lupaus.register.edit import Change, undo
from lupaus.register.facts import known

pytestmark = pytest.mark.engine

LONG_AGO = TODAY - 400 * DAY
CALL = {"at": NOW + DAY, "direction": "out", "channel": "phone"}
CALLED = Change.add("message", CALL)
MESSAGE = Change.add("message", {"at": NOW, "direction": "in", "channel": "phone"})


@pytest.fixture
def aino(register):
    return quiet(consumer("Aino", "Äijälä"))


def quiet(party, since=LONG_AGO):
    """Nobody has been in contact for long; whatever told of it is destroyed."""
    days = {"last_contact_on": since, "last_contact_any_on": since}
    with system_grant("seed", why="a test goes back in time") as part:
        part.update("party", days, {"id": party})
    return party


def last(*parties):
    return [known(party).last_contact_any_on for party in parties]


def test_taken_back_the_day_of_contact_is_what_it_was(aino):
    done = edited(aino, MESSAGE)
    assert known(aino).last_contact_on == TODAY
    back = undo(act=act(at=TOMORROW), undo=Undo.read(done.undo.text()))
    assert known(aino).last_contact_on == LONG_AGO
    assert last(aino) == [LONG_AGO]
    undo(act=act(at=TOMORROW), undo=back.undo)  # and forth again
    assert known(aino).last_contact_on >= TODAY


def test_who_has_been_in_contact_since_stays_so(aino):
    slip = edited(aino, MESSAGE)
    edited(aino, CALLED, at=TOMORROW)
    undo(act=act(at=TOMORROW), undo=slip.undo)
    assert known(aino).last_contact_on == TODAY + DAY


def test_of_two_on_one_day_the_other_still_counts(aino):
    edited(aino, MESSAGE)
    undo(act=act(at=TOMORROW), undo=edited(aino, MESSAGE).undo)
    assert known(aino).last_contact_on == TODAY


def test_a_day_that_was_mended_forward_goes_back(aino):
    message = {"at": NOW - 9 * DAY, "direction": "in", "channel": "phone"}
    edited(aino, Change.add("message", message))
    shown = only(aino, "relations", "messages")
    change = Change.correct("message", shown.id, {"at": NOW}, seen=seen("message", shown))
    mended = edited(aino, change)
    assert known(aino).last_contact_on == TODAY
    undo(act=act(at=TOMORROW), undo=mended.undo)
    assert known(aino).last_contact_on == TODAY - 9 * DAY


def test_those_who_belong_together_go_back_together(register):
    oy, bertta = firm(), contact()
    acts_for(bertta, oy)
    quiet(oy)
    quiet(bertta)
    slip = edited(bertta, MESSAGE)
    assert last(oy, bertta) == [TODAY, TODAY]
    undo(act=act(at=TOMORROW), undo=slip.undo)
    assert last(oy, bertta) == [LONG_AGO, LONG_AGO]


def test_an_organisation_that_somebody_never_acted_for_goes_back_too(register):
    oy, bertta = quiet(firm()), contact()
    role = {"role": "billing", "organisation_id": oy}
    slip = edited(bertta, Change.add("affiliation", role))
    assert last(oy) == [TODAY]
    undo(act=act(at=TOMORROW), undo=slip.undo)
    assert last(oy) == [LONG_AGO]
