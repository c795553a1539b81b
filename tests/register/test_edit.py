"""Every kind of row is added, mended and taken away in one way, and got back as it was."""

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
from lupaus.ledger.history import about
from lupaus.policy.vocabulary import Channel
from lupaus.register import messages, people, permissions, relations
from lupaus.register.allowed import is_allowed
from lupaus.register.before import Undo, digest, seen
from lupaus.register.edit import Change, Changed, Mistaken, apply, apply_all, undo
from lupaus.register.pages import organisation_page, person_page
from lupaus.register.permissions import Given
from lupaus.register.unfit import Unknown
from lupaus.register.values import Email, Phone

pytestmark = pytest.mark.engine

TOMORROW = NOW + DAY
#: table -> purpose, what is typed, what is mended, and the section of the page.
ROWS = {
    "personname": ("relations", {"given": "Aino"}, {"family": "Äijö"}, "names"),
    "emailaddress": ("relations", {"address": "a@example.fi"}, {"kind": "koti"}, "emails"),
    "phonenumber": ("relations", {"typed": "09 123 456"}, {"typed": "09 123 457"}, "phones"),
    "postaladdress": (
        "delivery",
        {"street": "Katu 1", "postcode": "33100"},
        {"town": "Hämeenlinna"},
        "addresses",
    ),
    "webaddress": ("relations", {"url": "example.fi"}, {"url": "example.com"}, "webs"),
    "billingprofile": (
        "accounting",
        {"iban": "FI21 1234 5600 0007 85"},
        {"reference": "osasto 5"},
        "billing",
    ),
    "order": ("delivery", {"name": "Sivut"}, {"price_cents": "12,50"}, "orders"),
    "note": ("relations", {"text": "soitti"}, {"text": "soitti kahdesti"}, "notes"),
    "message": (
        "relations",
        {"at": NOW, "direction": "in", "channel": "phone"},
        {"subject": "Tarjous"},
        "messages",
    ),
    "affiliation": ("relations", {"role": "billing"}, {"title": "Kirjuri"}, "affiliations"),
}  # fmt: skip


def page(party, *purposes, look=person_page):
    with looking(*purposes or ("relations",)) as r:
        return look(r, party, today=TODAY)


def only(party, purpose, section):
    (row,) = getattr(page(party, purpose), section)
    return row


def edited(party, change, purpose="relations", at=TOMORROW):
    return apply(act=act(purpose, at=at), party=party, change=change)


def somebody(table, *more):
    """A party, and what is typed for a row of the table."""
    purpose, given, mended, section = ROWS[table]
    if table == "affiliation":
        return contact(), purpose, {**given, "organisation_id": firm()}, mended, section
    who = consumer("Aino", "Äijälä", *more)
    if table == "personname":  # the one that there is, and another
        return who, purpose, {"given": "Aino Maria", "family": "Äijälä"}, mended, section
    return who, purpose, given, mended, section


def raw(table, row):
    """The row as it is stored, every column."""
    with system_grant("export", why="a test", at=NOW) as part:
        from lupaus.records.catalogue import claims  # noqa: PLC0415 - of the test alone

        columns = ", ".join(f'"{c}"' for c in claims()[f"records_{table}"].shown)
        return part.execute(f"SELECT {columns} FROM records_{table} WHERE id = %s", [row])


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


# --- mistakes ------------


def test_every_mistake_of_every_change_is_told_and_nothing_is_stored(register):
    aino = consumer()
    changes = [
        Change.add("emailaddress", {"address": "aino"}),
        Change.add("phonenumber", {"typed": "09 123 456"}),
        Change.add("webaddress", {"url": "javascript:alert(1)"}),
    ]
    with pytest.raises(Mistaken) as mistaken:
        apply_all(act=act(), party=aino, changes=changes)
    assert [(w.at, w.table, w.field, w.code) for w in mistaken.value.wrong] == [
        (0, "emailaddress", "address", "email"),
        (2, "webaddress", "url", "web"),
    ]
    assert page(aino).phones == ()


def test_a_mistake_that_only_the_register_can_tell_takes_the_rest_back(register):
    aino, bertta = contact(), consumer("Bertta", "Öhman")
    changes = [
        Change.add("phonenumber", {"typed": "09 123 456"}),
        Change.add("affiliation", {"organisation_id": bertta, "role": "user"}),
    ]
    with pytest.raises(Mistaken) as mistaken:
        apply_all(act=act(), party=aino, changes=changes)
    (wrong,) = mistaken.value.wrong
    assert (wrong.at, wrong.field, wrong.code) == (1, "organisation_id", "organisation")
    assert page(aino).phones == ()


def test_a_source_that_the_notice_does_not_name_is_a_mistake_beside_the_source(register):
    with pytest.raises(Mistaken) as mistaken:
        edited(
            consumer(),
            Change.add("emailaddress", {"address": "a@example.fi"}, source="hearsay"),
        )
    assert [(w.field, w.code) for w in mistaken.value.wrong] == [("source", "source")]


def test_the_last_name_is_mended_and_not_taken_away(register):
    aino = consumer()
    shown = only(aino, "relations", "names")
    with pytest.raises(Mistaken) as mistaken:
        edited(aino, Change.remove("personname", shown.id, seen=seen("personname", shown)))
    assert mistaken.value.wrong[0].code == "last-one"


# --- the rules ------------


def test_a_purpose_that_does_not_need_it_changes_nothing(register):
    aino = consumer("Aino", "Äijälä", Phone("09 123 456"))
    shown = only(aino, "relations", "phones")
    change = Change.correct(
        "phonenumber", shown.id, {"kind": "koti"}, seen=seen("phonenumber", shown)
    )
    with pytest.raises(Refused) as refused:
        edited(aino, change, "accounting")
    assert refused.value.clause == "data.phone"


def test_each_change_is_done_in_the_first_act_that_covers_it(register):
    aino = consumer()
    changes = [
        Change.add("postaladdress", {"street": "Katu 1"}),
        Change.add("note", {"text": "muutti"}),
    ]
    done = apply_all(act=act("relations"), also=[act("delivery")], party=aino, changes=changes)
    assert len(done.ids) == 2
    assert only(aino, "delivery", "addresses").street == "Katu 1"
    purposes = [said["purpose"] for _seq, said in about(aino)][:2]
    assert purposes == ["relations", "delivery"]
    undo(act=act("delivery"), also=[act("relations")], undo=done.undo)
    assert page(aino, "delivery").addresses == ()
    assert page(aino).notes == ()


def test_a_row_of_somebody_else_is_unknown(register):
    aino, bertta = (
        consumer("Aino", "Äijälä", Email("a@example.fi")),
        consumer("Bertta", "Öhman"),
    )
    shown = only(aino, "relations", "emails")
    with pytest.raises(Unknown):
        edited(
            bertta, Change.remove("emailaddress", shown.id, seen=seen("emailaddress", shown))
        )


def test_a_restricted_person_and_a_pending_claim_stand_in_the_way(register):
    aino = consumer("Aino", "Äijälä", Email("a@example.fi"))
    shown = only(aino, "relations", "emails")
    change = Change.remove("emailaddress", shown.id, seen=seen("emailaddress", shown))
    people.open_claim(act=act(), party=aino)
    with pytest.raises(Refused, match="claim"):
        edited(aino, change)
    people.settle_claim(act=act(), party=aino)
    people.restrict(act=act(), party=aino)
    with pytest.raises(Refused, match="restricted"):
        edited(aino, change)


def test_the_ledger_names_the_fields_and_no_value(register):
    aino = consumer("Aino", "Äijälä", Email("a@example.fi"))
    shown = only(aino, "relations", "emails")
    edited(
        aino,
        Change.correct(
            "emailaddress",
            shown.id,
            {"address": "b@example.fi"},
            seen=seen("emailaddress", shown),
        ),
    )
    (_seq, said), *_ = about(aino)
    assert (said["event"], said["fields"]) == ("record-corrected", ["emailaddress.address"])
    assert "example" not in str(about(aino))


def test_a_mended_address_inherits_what_was_forbidden_and_so_does_the_one_got_back(register):
    bertta = contact("Bertta", "Öhman", Email("b@example.fi"))
    permissions.object_to(
        act=act("marketing"),
        party=bertta,
        purpose="marketing",
        channel=None,
        given=Given("phone"),
    )
    shown = only(bertta, "relations", "emails")
    change = Change.correct(
        "emailaddress", shown.id, {"address": "c@example.fi"}, seen=seen("emailaddress", shown)
    )
    mended = edited(bertta, change)

    def barred():
        found = is_allowed(
            act=act("marketing"), party=bertta, purpose="marketing", channel=Channel.EMAIL
        )
        return [str(reason.ground) for reason in found.reasons]

    assert barred()[0] == "objection"
    undo(act=act(), undo=mended.undo)
    assert barred()[0] == "objection"


# --- the relation and the spine ------------


def relation(party, look=person_page):
    found = page(party, look=look)
    rows = {r.state: r for r in found.relationships}
    return found.relation, rows


def test_the_end_of_a_relation_is_moved_with_the_state_beside_it_and_back(register):
    oy = firm()
    relations.begin_relation(act=act(at=NOW - 40 * DAY), party=oy)
    relations.end_relation(act=act(), party=oy, on=TODAY - 10 * DAY)
    dates, rows = relation(oy, organisation_page)
    change = Change.correct(
        "relationship",
        rows["customer"].id,
        {"until": TODAY - 20 * DAY},
        seen=seen("relationship", rows["customer"]),
    )
    done = edited(oy, change)
    dates, rows = relation(oy, organisation_page)
    assert dates.ended_on == rows["former"].since == rows["customer"].until == TODAY - 20 * DAY
    undo(act=act(), undo=done.undo)
    dates, rows = relation(oy, organisation_page)
    assert dates.ended_on == rows["former"].since == rows["customer"].until == TODAY - 10 * DAY


@pytest.mark.parametrize(
    ("given", "field", "code"),
    [
        ({"until": ""}, "until", "relation"),
        ({"until": TODAY - 90 * DAY}, "until", "ends-before-it-begins"),
        ({"until": TODAY + DAY * 2}, "until", "future"),
        ({"since": ""}, "since", "empty"),
    ],
)
def test_days_of_a_relation_that_cannot_be(register, given, field, code):
    oy = firm()
    relations.begin_relation(act=act(at=NOW - 40 * DAY), party=oy)
    relations.end_relation(act=act(), party=oy, on=TODAY - 10 * DAY)
    _dates, rows = relation(oy, organisation_page)
    change = Change.correct(
        "relationship",
        rows["customer"].id,
        given,
        seen=seen("relationship", rows["customer"]),
    )
    with pytest.raises(Mistaken) as mistaken:
        edited(oy, change, at=NOW)
    assert [(w.field, w.code) for w in mistaken.value.wrong] == [(field, code)]


def test_a_relation_is_neither_added_nor_taken_away(register):
    oy = firm()
    relations.begin_relation(act=act(), party=oy)
    _dates, rows = relation(oy, organisation_page)
    shown = rows["customer"]
    for change in (
        Change.add("relationship", {"since": TODAY}),
        Change.remove("relationship", shown.id, seen=seen("relationship", shown)),
    ):
        with pytest.raises(Mistaken) as mistaken:
            edited(oy, change)
        assert mistaken.value.wrong[0].code == "relation"


def test_a_note_is_contact(register):
    aino = consumer(act=act(at=NOW - 400 * DAY))
    edited(aino, Change.add("note", {"text": "soitti", "written_on": TODAY - DAY}), at=NOW)
    assert page(aino).relation.last_contact_on == TODAY - DAY


def test_who_acts_for_a_firm_no_longer_by_mistake_is_put_back(register):
    bertta, oy = contact(), firm()
    number = acts_for(bertta, oy, started_on=TODAY - 30 * DAY)
    (shown,) = page(bertta).affiliations
    gone = edited(bertta, Change.remove("affiliation", number, seen=seen("affiliation", shown)))
    assert page(oy, look=organisation_page).people == ()
    undo(act=act(), undo=gone.undo)
    (back,) = page(bertta).affiliations
    assert (back.other, back.started_on) == (oy, TODAY - 30 * DAY)


# --- imports ------------


def test_what_was_mended_by_hand_no_longer_goes_with_its_import_until_it_is_undone(register):
    aino = consumer()
    with system_grant("seed", why="a test") as seed:
        columns = ("state", "source", "started_at", "seen_at", "origin", "rows")
        [batch] = seed.insert("batch", columns, [("visible", "customer", NOW, NOW, "", 1)])
        row = {"party_id": aino, "source": "customer", "sourced_on": TODAY, "batch_id": batch}
        row |= {"address": "a@example.fi", "folded": "a@example.fi", "kind": ""}
        [number] = seed.insert("emailaddress", tuple(row), [tuple(row.values())])

    def of_batch():
        with system_grant("import", why="a test") as part:
            sql = "SELECT batch_id FROM records_emailaddress WHERE id = %s"
            return part.execute(sql, [number])[0][0]

    shown = only(aino, "relations", "emails")
    done = edited(
        aino,
        Change.correct("emailaddress", number, {"kind": "x"}, seen=seen("emailaddress", shown)),
    )
    assert of_batch() is None
    undo(act=act(), undo=done.undo)
    assert of_batch() == batch

    shown = only(aino, "relations", "emails")
    gone = edited(aino, Change.remove("emailaddress", number, seen=seen("emailaddress", shown)))
    with system_grant("import", why="a test") as part:
        part.update("batch", {"state": "undone"}, {"id": batch})
    undo(act=act(), undo=gone.undo)
    assert of_batch() is None  # it would be out of sight
    assert only(aino, "relations", "emails").id == number


def test_somebody_who_has_gone_does_not_come_back_by_an_undo(register):
    aino = consumer()
    message = messages.Spoken(NOW, "in", "email")
    messages.record_message(act=act(), party=aino, message=message)
    added = edited(aino, Change.add("emailaddress", {"address": "a@example.fi"}))
    forged = Undo(10**9, added.undo.rows)
    with pytest.raises(Unknown):
        undo(act=act(), undo=forged)
