"""Who may be in the register already: shown while somebody types, never a wall, remembered."""

import re

import pytest
from adding_hands import (
    AINO,
    BERTTA,
    FIRM,
    PERSON,
    TODAY,
    newest,
    page_of,
    parties,
    saved,
    sent,
    text,
    told,
)
from list_hands import firm
from web_hands import person

from lupaus.guard import system_grant
from lupaus.policy.vocabulary import State
from lupaus.register.facts import known
from lupaus.register.values import Email, Phone

pytestmark = pytest.mark.engine
LOOK = "/asiakkaat/lisaa/henkilo/samat"
SAME = {**AINO, "emailaddress-0-address": "aino@example.fi"}


def aino() -> int:
    return person("Aino", "Äijälä", Email("aino@example.fi"), Phone("040 123 4567"))


def shown(answer) -> list[int]:
    return [int(one) for one in re.findall(r'name="shown" value="(\d+)"', text(answer))]


def apart() -> list[tuple[int, int]]:
    with system_grant("merging", why="a test") as part:
        return part.execute("SELECT one, other FROM records_different")


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        (
            {"personname-0-given": "Aino", "personname-0-family": "Äijäla"},
            "samankaltainen nimi",
        ),
        ({"emailaddress-0-address": "AINO@example.fi"}, "sama sähköposti"),
        ({"phonenumber-1-typed": "+358401234567"}, "sama puhelinnumero"),
    ],
)
def test_whatever_is_typed_first_shows_her_and_says_in_what_they_agree(signed_in, typed, says):
    party = aino()
    page = signed_in().post(LOOK, typed)
    assert shown(page) == [party]
    assert says in text(page)
    assert f'href="/asiakkaat/{party}" target="_blank"' in text(page)


def test_a_firm_is_known_by_its_number_and_can_only_be_looked_at_from_a_person(signed_in):
    client = signed_in()
    typed = {"organisation-0-name": "Kukka Oy", "organisation-0-business_id": "12345671"}
    sent(client, typed, at=FIRM)
    oy = newest()
    beside = client.post("/asiakkaat/lisaa/yritys/samat", typed)
    assert shown(beside) == [oy]
    assert "lähes varmasti sama" in text(beside)
    assert "Eri yritys" in text(beside)
    assert f'formaction="/asiakkaat/{oy}/taydenna"' in text(beside)
    assert "formaction" not in text(client.post(LOOK, typed))


def test_who_may_not_see_somebody_is_not_told_of_them(signed_in):
    aino()
    bookkeeper = signed_in("bookkeeping", name="kaarlo")
    assert shown(bookkeeper.post(LOOK, {"emailaddress-0-address": "aino@example.fi"})) == []


def test_looking_takes_two_statements_and_nothing_typed_takes_none(signed_in, statements):
    client = signed_in()
    aino()
    with statements() as some:
        client.post(LOOK, SAME)
    with statements() as none:
        client.post(LOOK, {"note-0-text": "aino"})
    assert len([sql for sql in some if "__" in sql]) == 2
    assert not [sql for sql in none if "__" in sql]


# --- without JavaScript ----------------------------------------------------------------------


def test_they_are_shown_once_after_sending_and_then_it_is_saved(signed_in):
    client = signed_in()
    party, before = aino(), parties()
    first = sent(client, SAME)
    assert first.status_code == 200
    assert "Tallenna silti" in text(first)
    assert 'value="aino@example.fi"' in text(first)
    assert parties() == before
    second = sent(client, {**SAME, "shown": shown(first)})
    assert second.status_code == 302
    assert parties() == before + 1
    assert shown(first) == [party]


def test_whom_somebody_has_seen_while_typing_stops_nothing(signed_in):
    client = signed_in()
    beside = client.post(LOOK, SAME)
    assert sent(client, {**SAME, "shown": shown(beside)}).status_code == 302


# --- somebody else ----------------------------------------------------------------------------


def test_somebody_else_is_remembered_once_the_new_one_is_saved(signed_in):
    client = signed_in()
    party = aino()
    beside = client.post(LOOK, {**SAME, "apart": str(party)})
    assert shown(beside) == []
    assert f'name="apart" value="{party}"' in text(beside)
    assert apart() == []
    new = saved(client, {**SAME, "apart": str(party)})
    assert apart() == [(party, new)]


def test_somebody_else_is_taken_back_before_it_is_saved(signed_in):
    party = aino()
    beside = signed_in().post(LOOK, {**SAME, "apart": str(party), "together": "1"})
    assert shown(beside) == [party]
    assert 'type="hidden" name="apart"' not in text(beside)


def test_an_id_that_is_none_of_those_in_sight_is_passed_over(signed_in):
    client = signed_in()
    saved(client, {**SAME, "apart": ["999999", "x", "-1", "9" * 40]})
    assert apart() == []


# --- it was her -------------------------------------------------------------------------------


def test_what_was_typed_is_offered_to_her_card_less_what_it_has(signed_in):
    client = signed_in()
    party = aino()
    typed = {
        **SAME,
        "phonenumber-0-typed": "+358 40 123 4567",
        "phonenumber-1-typed": "09 123 456",
        "note-0-text": "soitti",
    }
    page = text(sent(client, typed, "use", f"/asiakkaat/{party}/taydenna"))
    assert "Aino Äijälä" in page
    assert re.findall(r'name="take" value="([\w-]+)"', page) == ["phonenumber-1", "note-0"]
    assert "2 kirjoittamaasi tietoa on jo kortilla." in page


def test_what_was_taken_is_added_and_can_be_undone(signed_in):
    client = signed_in()
    party = aino()
    typed = {
        "phonenumber-0-typed": "09 123 456",
        "emailaddress-0-address": "uusi@example.fi",
        "take": ["phonenumber-0"],
        "do": "add",
    }
    page = text(client.post(f"/asiakkaat/{party}/taydenna", typed, follow=True))
    assert "1 tieto lisättiin." in page
    card = page_of(party)
    assert [one.typed for one in card.phones] == ["040 123 4567", "09 123 456"]
    assert len(card.emails) == 1
    token = page.split('name="token" value="')[1].split('"')[0]
    client.post("/kumoa", {"token": token})
    assert len(page_of(party).phones) == 1


def test_a_mistake_on_the_way_to_the_card_is_told_and_nothing_is_added(signed_in):
    client = signed_in()
    party = aino()
    typed = {"emailaddress-0-address": "aino", "take": "emailaddress-0", "do": "add"}
    answer = client.post(f"/asiakkaat/{party}/taydenna", typed)
    assert answer.status_code == 422
    assert told(answer)[0].startswith("Sähköpostiosoite: Tämä ei ole")
    assert 'value="aino"' in text(answer)
    assert len(page_of(party).emails) == 1


def test_what_her_card_may_not_hold_is_named_with_the_clause(signed_in):
    party = person("Aino", "Äijälä")
    typed = {"emailaddress-0-address": "a@example.fi", "postaladdress-0-street": "Katu 1"}
    bookkeeper = signed_in("bookkeeping", name="kaarlo")
    page = text(sent(bookkeeper, typed, "use", f"/asiakkaat/{party}/taydenna"))
    assert re.findall(r'name="take" value="([\w-]+)"', page) == ["postaladdress-0"]
    assert 'href="/lupaukset/data.email"' in page


def test_when_there_is_nothing_new_the_card_opens(signed_in):
    client = signed_in()
    party = aino()
    answer = sent(client, SAME, "use", f"/asiakkaat/{party}/taydenna")
    assert answer.headers["Location"].startswith(f"/asiakkaat/{party}")


def test_the_role_goes_to_the_card_with_the_organisation(signed_in):
    client = signed_in()
    oy = firm("Kukka Oy")
    bertta = saved(client, BERTTA)
    typed = {"org": str(oy), "affiliation-0-role": "billing"}
    at = f"/asiakkaat/{bertta}/taydenna"
    assert "Kukka Oy" in text(sent(client, typed, "use", at))
    sent(client, {**typed, "take": "affiliation-0"}, "add", at)
    [role] = page_of(bertta).affiliations
    assert (role.other, role.role) == (oy, "billing")


def test_nobody_is_completed_who_is_not_there(signed_in):
    assert signed_in().post("/asiakkaat/999999/taydenna", {}).status_code == 404


# --- organisations ----------------------------------------------------------------------------


def test_an_organisation_is_entered_and_its_contact_comes_next(signed_in):
    client = signed_in()
    typed = {
        "organisation-0-name": "Kukka Oy",
        "organisation-0-business_id": "FI12345671",
        "state": "customer",
        "relationship-0-since": "2.3.2026",
    }
    answer = sent(client, typed, "contact", FIRM)
    oy = newest()
    assert answer.headers["Location"] == f"{PERSON}?laji=representative&yritys={oy}"
    assert page_of(oy).firms[0].business_id == "1234567-1"
    facts = known(oy)
    assert (facts.state, facts.relation_started_on) == (State.CUSTOMER, TODAY)
    page = text(client.get(answer.headers["Location"]))
    assert f'name="org" value="{oy}"' in page
    assert "Kukka Oy" in page


def test_a_digit_that_does_not_match_is_told_beside_the_number(signed_in):
    typed = {"organisation-0-name": "Kukka Oy", "organisation-0-business_id": "1234567-2"}
    answer = sent(signed_in(), typed, at=FIRM)
    assert told(answer) == [
        "Y-tunnus: Y-tunnuksen tarkistusnumero ei täsmää. Tarkista numerot."
    ]
