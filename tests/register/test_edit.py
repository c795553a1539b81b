"""Every kind of row is added, mended and taken away in one way, and got back as it was."""

import pytest
from edit_world import ROWS, TOMORROW, edited, only, page, raw, somebody
from register_world import (
    NOW,
    TODAY,
    act,
    consumer,
)

from lupaus.ledger.history import about
from lupaus.register import people
from lupaus.register.before import Undo, digest, seen
from lupaus.register.edit import Change, Changed, undo
from lupaus.register.values import Email

pytestmark = pytest.mark.engine


# --- every kind of row ------------


@pytest.mark.parametrize("table", sorted(ROWS))
def test_a_row_is_added_mended_and_taken_away_and_each_is_undone(register, table):
    who, purpose, given, mended, section = somebody(table)
    added = edited(who, Change.add(table, given), purpose, at=NOW)
    [number] = added.ids
    first = raw(table, number)

    shown = next(r for r in getattr(page(who, purpose), section) if r.id == number)
    change = Change.correct(table, number, mended, seen=seen(table, shown))
    corrected = edited(who, change, purpose)
    second = raw(table, number)
    assert second != first

    shown = next(r for r in getattr(page(who, purpose), section) if r.id == number)
    removed = edited(who, Change.remove(table, number, seen=seen(table, shown)), purpose)
    assert raw(table, number) == []

    undo(act=act(purpose, at=TOMORROW), undo=removed.undo)
    assert raw(table, number) == second
    undo(act=act(purpose, at=TOMORROW), undo=corrected.undo)
    assert raw(table, number) == first  # source and day as well
    undo(act=act(purpose, at=TOMORROW), undo=added.undo)
    assert raw(table, number) == []


@pytest.mark.parametrize("table", sorted(ROWS))
def test_an_undo_survives_being_written_down(register, table):
    who, purpose, given, _mended, section = somebody(table)
    added = edited(who, Change.add(table, given), purpose, at=NOW)
    shown = next(r for r in getattr(page(who, purpose), section) if r.id == added.ids[0])
    removed = edited(who, Change.remove(table, shown.id, seen=seen(table, shown)), purpose)
    assert Undo.read(removed.undo.text()) == removed.undo


def test_an_undo_is_undone(register):
    aino = consumer("Aino", "Äijälä", Email("a@example.fi"))
    shown = only(aino, "relations", "emails")
    change = Change.correct(
        "emailaddress", shown.id, {"address": "b@example.fi"}, seen=seen("emailaddress", shown)
    )
    back = undo(act=act(), undo=edited(aino, change).undo)
    assert only(aino, "relations", "emails").address == "a@example.fi"
    undo(act=act(), undo=back.undo)
    assert only(aino, "relations", "emails").address == "b@example.fi"


@pytest.mark.parametrize("text", ["", "{}", "[1]", '[1,[["party",1,null,""]]]', "[1,[[1,2]]]"])
def test_what_is_no_undo_is_refused(text):
    with pytest.raises(ValueError, match="no undo"):
        Undo.read(text)


def test_an_undo_never_prints_a_value(register):
    aino = consumer("Aino", "Äijälä", Email("salainen@example.fi"))
    shown = only(aino, "relations", "emails")
    gone = edited(
        aino, Change.remove("emailaddress", shown.id, seen=seen("emailaddress", shown))
    )
    assert "salainen" not in repr(gone.undo)


# --- two at once ------------


def test_who_was_slower_is_told_all_three_sides_and_nothing_is_stored(register):
    aino = consumer("Aino", "Äijälä", Email("a@example.fi"))
    shown = only(aino, "relations", "emails")
    original = seen("emailaddress", shown)
    edited(aino, Change.correct("emailaddress", shown.id, {"kind": "työ"}, seen=original))
    with pytest.raises(Changed) as changed:
        edited(
            aino,
            Change.correct(
                "emailaddress", shown.id, {"address": "b@example.fi"}, seen=original
            ),
        )
    told = changed.value
    assert told.current == {"address": "a@example.fi", "kind": "työ"}
    assert told.yours == {"address": "b@example.fi", "kind": ""}
    assert told.original == {"address": "a@example.fi", "kind": ""}
    assert "example.fi" not in str(told)
    assert only(aino, "relations", "emails").address == "a@example.fi"


def test_a_digest_tells_the_same_but_for_the_original(register):
    aino = consumer("Aino", "Äijälä", Email("a@example.fi"))
    shown = only(aino, "relations", "emails")
    mark = digest("emailaddress", seen("emailaddress", shown))
    whole = {"address": "b@example.fi", "kind": ""}
    edited(aino, Change.correct("emailaddress", shown.id, whole, seen=mark))
    with pytest.raises(Changed) as changed:
        edited(aino, Change.correct("emailaddress", shown.id, whole, seen=mark))
    assert changed.value.original is None
    with pytest.raises(ValueError, match="every field"):
        edited(aino, Change.correct("emailaddress", shown.id, {"kind": ""}, seen=mark))


def test_what_was_taken_away_meanwhile_is_told(register):
    aino = consumer("Aino", "Äijälä", Email("a@example.fi"))
    shown = only(aino, "relations", "emails")
    people.remove(act=act(), table="emailaddress", row=shown.id)
    with pytest.raises(Changed) as changed:
        edited(
            aino,
            Change.correct(
                "emailaddress", shown.id, {"kind": "x"}, seen=seen("emailaddress", shown)
            ),
        )
    assert changed.value.current is None


def test_an_undo_of_what_has_been_changed_since_takes_nothing_back(register):
    aino = consumer("Aino", "Äijälä", Email("a@example.fi"))
    shown = only(aino, "relations", "emails")
    first = edited(
        aino,
        Change.correct(
            "emailaddress", shown.id, {"kind": "1"}, seen=seen("emailaddress", shown)
        ),
    )
    people.correct(act=act(), row=shown.id, to=Email("c@example.fi", "2"))
    with pytest.raises(Changed):
        undo(act=act(), undo=first.undo)
    assert only(aino, "relations", "emails").address == "c@example.fi"


def test_an_undo_is_good_once(register):
    aino = consumer()
    added = edited(aino, Change.add("emailaddress", {"address": "a@example.fi"}))
    undo(act=act(), undo=added.undo)
    with pytest.raises(Changed):
        undo(act=act(), undo=added.undo)


def test_nothing_is_mended_unseen(register):
    with pytest.raises(ValueError, match="seen"):
        edited(consumer(), Change.correct("emailaddress", 1, {}, seen=""))


def test_to_save_what_is_there_is_no_change(register):
    aino = consumer("Aino", "Äijälä", Email("a@example.fi"))
    shown = only(aino, "relations", "emails")
    before = len(about(aino))
    same = edited(
        aino, Change.correct("emailaddress", shown.id, {}, seen=seen("emailaddress", shown))
    )
    assert (same.undo, len(about(aino))) == (None, before)
    assert only(aino, "relations", "emails").sourced_on == TODAY
