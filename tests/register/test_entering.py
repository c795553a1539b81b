"""A form filled in: somebody new with everything, or every mistake and nothing."""

import pytest
from house import SAMPLE, adopt_sample
from register_world import CONSUMER, DAY, REPRESENTATIVE, TODAY, act, looking

from lupaus.guard import Refused
from lupaus.ledger.history import about
from lupaus.policy.vocabulary import State
from lupaus.register import agenda
from lupaus.register.edit import Mistaken
from lupaus.register.entering import Entry, NewRow, enter
from lupaus.register.facts import known
from lupaus.register.pages import organisation_page, person_page

pytestmark = pytest.mark.engine

NAME = NewRow("personname", {"given": "Aino", "family": "Äijälä"})
MAIL = NewRow("emailaddress", {"address": "aino@example.fi", "kind": ""})


OY = NewRow("organisation", {"name": "Esimerkki Oy"})
ORGANISATION = frozenset()


def since(day, reason=""):
    return NewRow("relationship", {"since": day, "reason": reason})


def role(organisation="", name="decision-maker"):
    return NewRow("affiliation", {"organisation_id": organisation, "role": name})


def entered(*rows, kinds=CONSUMER, number=None, also=("delivery",), employer=None):
    entry = Entry(kinds, rows, number)
    more = [act(purpose) for purpose in also]
    return enter(act=act(), entry=entry, also=more, employer=employer)


def customers_only():
    """A policy that knows customers, and nobody who is none yet."""
    text = SAMPLE.read_text(encoding="utf-8")
    for kind in ("consumer", "representative"):
        states = "states: [customer, former]"
        text = text.replace(f"{{kind: {kind}}}", f"{{kind: {kind}, {states}}}")
    adopt_sample(text)


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


@pytest.mark.parametrize("kinds", [CONSUMER, ORGANISATION])
def test_whoever_is_a_customer_when_entered_is_one_from_the_day_that_was_said(register, kinds):
    name = NAME if kinds else OY
    party = entered(name, since(TODAY - DAY, "messuilta"), kinds=kinds).party
    facts = known(party)
    assert facts.state is State.CUSTOMER
    assert facts.relation_started_on == TODAY - DAY
    with looking("relations") as r:
        page = (person_page if kinds else organisation_page)(r, party, today=TODAY)
    [row] = page.relationships
    assert (row.state, row.since, row.until) == (State.CUSTOMER, TODAY - DAY, None)
    assert row.reason == "messuilta"


def test_without_a_day_nobody_is_a_customer(register):
    party = entered(NAME, since("", " ")).party
    assert known(party).state is State.PROSPECT


@pytest.mark.parametrize(("day", "code"), [(TODAY + DAY, "future"), ("eilen", "day")])
def test_a_relation_that_cannot_have_begun_is_told_with_the_other_mistakes(register, day, code):
    before = parties()
    wrong = [(1, "relationship", "since", code), (2, "emailaddress", "address", "email")]
    assert told(NAME, since(day), NewRow("emailaddress", {"address": "aino"})) == wrong
    assert parties() == before


def test_a_customer_is_entered_where_the_policy_knows_customers_alone(committed_register):
    customers_only()
    with pytest.raises(Refused):
        entered(NAME, MAIL)
    party = entered(NAME, MAIL, since(TODAY)).party
    with looking("relations") as r:
        assert person_page(r, party, today=TODAY).emails


def test_who_acts_for_a_customer_is_judged_as_one(committed_register):
    customers_only()
    oy = entered(OY, since(TODAY - 3 * DAY), kinds=ORGANISATION).party
    with pytest.raises(Refused):
        entered(NAME, MAIL, kinds=REPRESENTATIVE)
    with pytest.raises(Refused):
        entered(NAME, MAIL, role(oy, "technical"), kinds=REPRESENTATIVE)
    bertta = entered(NAME, MAIL, role(oy), kinds=REPRESENTATIVE).party
    facts = known(bertta)
    assert (facts.state, facts.relation_started_on) == (State.CUSTOMER, TODAY - 3 * DAY)


def test_somebody_and_the_organisation_that_is_new_as_well(register):
    employer = Entry(ORGANISATION, (OY, since(TODAY)))
    bertta = entered(NAME, role(), kinds=REPRESENTATIVE, employer=employer).party
    with looking("relations") as r:
        [oy] = person_page(r, bertta, today=TODAY).affiliations
    assert oy.name == "Esimerkki Oy"
    assert known(bertta).state is known(oy.other).state is State.CUSTOMER


def test_mistakes_of_both_are_told_at_once_and_neither_is_entered(register):
    before = parties()
    wrong_firm = Entry(
        ORGANISATION,
        (NewRow("organisation", {"name": "", "business_id": "1"}), since(TODAY + DAY)),
    )
    assert told(NAME, MAIL, NewRow("phonenumber", {"typed": "x"}), employer=wrong_firm) == [
        (0, "employer.organisation", "name", "empty"),
        (0, "employer.organisation", "business_id", "business-id"),
        (1, "employer.relationship", "since", "future"),
        (2, "phonenumber", "typed", "phone"),
    ]
    assert parties() == before


def test_an_organisation_is_not_left_alone_when_the_person_cannot_be_entered(register):
    before = parties()
    employer = Entry(ORGANISATION, (OY,))
    with pytest.raises(Refused):
        entered(
            NAME,
            role(),
            NewRow("billingprofile", {"reference": "x"}),
            kinds=REPRESENTATIVE,
            employer=employer,
        )
    assert parties() == before
