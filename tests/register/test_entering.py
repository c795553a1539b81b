"""A form filled in: somebody new with everything, or every mistake and nothing."""

import pytest
from register_world import CONSUMER, REPRESENTATIVE, TODAY, act, looking

from lupaus.guard import Refused
from lupaus.ledger.history import about
from lupaus.register import agenda
from lupaus.register.edit import Mistaken
from lupaus.register.entering import Entry, NewRow, enter
from lupaus.register.pages import organisation_page, person_page

pytestmark = pytest.mark.engine

NAME = NewRow("personname", {"given": "Aino", "family": "Äijälä"})
MAIL = NewRow("emailaddress", {"address": "aino@example.fi", "kind": ""})


def entered(*rows, kinds=CONSUMER, number=None, also=("delivery",)):
    entry = Entry(kinds, rows, number)
    return enter(act=act(), entry=entry, also=[act(purpose) for purpose in also])


def told(*rows, **more):
    with pytest.raises(Mistaken) as mistaken:
        entered(*rows, **more)
    return [(w.at, w.table, w.field, w.code) for w in mistaken.value.wrong]


def parties():
    from lupaus.guard import system_grant  # noqa: PLC0415 - of this test alone

    with system_grant("proof", why="a test") as part:
        return part.execute("SELECT count(*) FROM records_party")[0][0]


def test_everything_of_the_form_is_entered_each_for_the_first_purpose_that_needs_it(register):
    done = entered(
        NAME,
        MAIL,
        NewRow("postaladdress", {"street": "Katu 1", "country": "FI"}),
        NewRow("note", {"text": "tuli messuilta"}),
        NewRow("followup", {"text": "soita", "due_on": "3.3.2026", "assigned_to": ""}),
    )
    assert done.undo is None
    with looking("relations") as r:
        page = person_page(r, done.party, today=TODAY)
        assert (page.title, page.emails[0].address) == ("Aino Äijälä", "aino@example.fi")
        assert page.notes[0].text == "tuli messuilta"
        assert agenda.of_party(r, done.party, today=TODAY)[0].text == "soita"
    with looking("delivery") as r:
        assert person_page(r, done.party, today=TODAY).addresses[0].street == "Katu 1"
    assert {said["purpose"] for _n, said in about(done.party)} == {"relations", "delivery"}


def test_an_organisation_and_who_acts_for_it(register):
    oy = entered(
        NewRow("organisation", {"name": "Esimerkki Oy"}), kinds=frozenset(), number=77
    ).party
    bertta = entered(
        NewRow("personname", {"family": "Öhman"}),
        NewRow("affiliation", {"organisation_id": oy, "role": "billing"}),
        kinds=REPRESENTATIVE,
    ).party
    with looking("relations") as r:
        page = organisation_page(r, oy, today=TODAY)
    assert (page.number, [p.other for p in page.people]) == (77, [bertta])


def test_rows_in_which_nothing_was_typed_are_passed_over(register):
    done = entered(
        NAME,
        NewRow("emailaddress", {"address": " ", "kind": ""}),
        NewRow("postaladdress", {"street": "", "country": "FI"}),
        NewRow("order", {"name": "", "status": "open"}),
    )
    assert len(done.ids) == 1


def test_every_mistake_of_the_form_is_told_by_its_row_and_nobody_is_entered(register):
    before = parties()
    assert told(
        NAME,
        NewRow("emailaddress", {"address": ""}),
        NewRow("emailaddress", {"address": "aino"}),
        NewRow("phonenumber", {"typed": "soita"}),
    ) == [
        (2, "emailaddress", "address", "email"),
        (3, "phonenumber", "typed", "phone"),
    ]
    assert parties() == before


def test_nobody_is_entered_without_a_name(register):
    assert told(MAIL) == [(0, "personname", "", "empty")]
    assert told(NewRow("personname", {"given": "", "family": " "}), MAIL) == [
        (0, "personname", "", "empty")
    ]


def test_what_only_the_register_can_tell_takes_everything_back(register):
    before = parties()
    aino = entered(NAME).party
    rows = (
        NewRow("emailaddress", {"address": ""}),
        NAME,
        NewRow("affiliation", {"organisation_id": aino, "role": "user"}),
    )
    assert told(*rows, kinds=REPRESENTATIVE) == [
        (2, "affiliation", "organisation_id", "organisation")
    ]
    assert parties() == before + 1


def test_a_number_that_somebody_has_is_a_mistake_of_the_party(register):
    entered(NAME, number=7)
    assert told(NAME, number=7) == [(0, "party", "number", "number-taken")]
    assert told(NAME, number=-1) == [(0, "party", "number", "number")]


def test_what_no_purpose_covers_refuses_the_whole(register):
    before = parties()
    with pytest.raises(Refused) as refused:
        entered(NAME, NewRow("billingprofile", {"reference": "x"}))
    assert refused.value.clause == "data.billing"
    assert parties() == before


def test_a_purpose_that_may_not_know_the_name_leaves_it_to_one_that_may(register):
    entry = Entry(CONSUMER, (NAME, MAIL))
    done = enter(act=act("marketing"), also=[act("relations")], entry=entry)
    with looking("relations") as r:
        assert person_page(r, done.party, today=TODAY).emails
    with pytest.raises(Refused):
        enter(act=act("marketing"), entry=entry)
