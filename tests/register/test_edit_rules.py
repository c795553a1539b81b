"""What an edit must not do and what it brings along: mistakes, rules, the relation, imports."""

import pytest
from edit_world import edited, only, page
from register_world import (
    DAY,
    NOW,
    TODAY,
    act,
    acts_for,
    consumer,
    contact,
    firm,
)

from lupaus.guard import Refused, system_grant
from lupaus.ledger.history import about
from lupaus.policy.vocabulary import Channel
from lupaus.register import messages, people, permissions, relations
from lupaus.register.allowed import is_allowed
from lupaus.register.before import Undo, seen
from lupaus.register.edit import Change, Mistaken, apply_all, undo
from lupaus.register.pages import organisation_page, person_page
from lupaus.register.permissions import Given
from lupaus.register.unfit import Unknown
from lupaus.register.values import Email, Phone

pytestmark = pytest.mark.engine


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


def test_a_note_about_somebody_lengthens_no_term_of_theirs(register):
    aino = consumer(act=act(at=NOW - 400 * DAY))
    before = page(aino).relation.last_contact_on
    edited(aino, Change.add("note", {"text": "soitti", "written_on": TODAY - DAY}), at=NOW)
    assert page(aino).relation.last_contact_on == before


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
