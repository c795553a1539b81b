"""Two side by side before they are one, and what is told of it afterwards."""

import pytest
from merge_world import merged, taken_back
from register_world import TODAY, act, consumer, looking, sees

from lupaus.guard import system_grant
from lupaus.ledger.entry import Event
from lupaus.register import merge, people
from lupaus.register.absorbed import kept_by
from lupaus.register.facts import known
from lupaus.register.unfit import Unknown
from lupaus.register.values import Email, Phone

pytestmark = pytest.mark.usefixtures("register")


def two():
    keep = consumer("Aino", "Äijälä", Email("aino@example.fi"))
    return keep, consumer("Aino", "Aijala", Email("a.aijala@example.fi"), Phone("040 123 4567"))


def test_side_by_side_shows_what_differs_and_what_is_the_same():
    keep, gone = two()
    people.add_details(act=act(), party=gone, details=[Email("aino@example.fi")])
    found = sees("relations", lambda r: merge.compare(r, keep, gone, today=TODAY))
    (name,) = found.differing
    assert (name.field, name.keep, name.gone) == ("personname", "Aino Äijälä", "Aino Aijala")
    emails = next(one for one in found.sections if one.name == "emails")
    assert [len(emails.keep), len(emails.gone), len(emails.both)] == [1, 2, 1]


def test_side_by_side_shows_nobody_whom_the_reading_does_not_see():
    keep, gone = two()
    with looking("marketing") as r, pytest.raises(Unknown):
        merge.compare(r, keep, gone, today=TODAY)


def test_recent_merges_are_told_to_who_sees_them_and_not_after_the_undo():
    keep, gone = two()
    numbers = known(keep).number, known(gone).number
    done = merged(keep, gone)
    (one,) = sees("relations", merge.merges)
    assert (one.id, one.keep, one.number, one.old_number) == (done.id, keep, *numbers)
    assert sees("marketing", merge.merges) == ()
    taken_back(done)
    assert sees("relations", merge.merges) == ()


def test_the_ledger_tells_it_of_both_and_no_value():
    keep, gone = two()
    taken_back(merged(keep, gone))
    with system_grant("proof", why="a test") as part:
        rows = part.execute("SELECT payload FROM ledger_payload ORDER BY seq DESC LIMIT 2")
    said = [bytes(payload).decode() for (payload,) in rows]
    for text, event in zip(said, (Event.MERGE_UNDONE, Event.RECORDS_MERGED), strict=True):
        assert f'"event":"{event}"' in text
        assert f'"whose":[{min(keep, gone)},{max(keep, gone)}]' in text
        assert "ijala" not in text


def test_what_was_taken_in_is_found_where_it_is_now_until_that_is_undone():
    first, second = two()
    third = consumer("Aino", "Aijälä")
    assert kept_by(first) is None
    once = merged(second, first)
    twice = merged(third, second)
    assert (kept_by(first), kept_by(second), kept_by(third)) == (third, third, None)
    taken_back(twice)
    assert kept_by(first) == second
    taken_back(once)
    assert kept_by(first) is None


def test_nobody_has_taken_in_who_never_was():
    assert kept_by(999_999) is None
