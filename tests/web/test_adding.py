"""Adding a person: asked is what a purpose covers, told is everything that is wrong, and a
mistake costs nothing that was typed."""

import pytest
from adding_hands import (
    AINO,
    BERTTA,
    CONSUMER,
    PERSON,
    customers_only,
    fields,
    page_of,
    parties,
    saved,
    sent,
    text,
    told,
    two_sources,
)
from house import SAMPLE, adopt_sample
from list_hands import firm
from web_hands import NOW

from lupaus.guard import system_grant
from lupaus.policy.vocabulary import State
from lupaus.register.facts import known

pytestmark = pytest.mark.engine


def test_only_what_a_purpose_of_the_moment_covers_is_asked(signed_in):
    owner = signed_in().get(PERSON, {"laji": "consumer"})
    bookkeeper = signed_in("bookkeeping", name="kaarlo").get(PERSON, {"laji": "consumer"})
    assert {"emailaddress.address", "postaladdress.street", "note.text"} <= fields(owner)
    asked = fields(bookkeeper)
    assert {"personname.family", "postaladdress.street", "billingprofile.iban"} <= asked
    assert not asked & {"emailaddress.address", "phonenumber.typed", "note.text"}


def test_every_section_says_why_and_what_is_not_asked_says_why_not(signed_in):
    page = text(signed_in("bookkeeping", name="kaarlo").get(PERSON, {"laji": "consumer"}))
    assert 'href="/lupaukset/purpose.accounting"' in page
    assert "Sähköpostiosoite: tarkoituksesi eivät tarvitse tätä" in page
    assert 'href="/lupaukset/data.email"' in page


def test_what_somebody_is_changes_what_is_asked_and_saves_nothing(signed_in):
    client = signed_in()
    before = parties()
    typed = {**AINO, "kind": "technical"}
    answer = client.post(PERSON, {**typed, "do": "fields"})
    assert answer.status_code == 200
    assert "Hae yritys" in text(answer)
    assert 'value="Äijälä"' in text(answer)
    assert parties() == before


def test_nobody_is_asked_about_before_it_is_said_what_they_are(signed_in):
    answer = sent(signed_in(), {"personname-0-family": "Äijälä"})
    assert told(answer) == ["Valitse, kuka henkilö on."]


def test_everything_of_the_form_is_entered(signed_in):
    typed = {
        **AINO,
        "emailaddress-0-address": "Aino@Example.fi",
        "emailaddress-1-address": "",
        "emailaddress-2-address": "aino.a@example.fi",
        "phonenumber-0-typed": "040 123 4567",
        "postaladdress-0-street": "Katu 1",
        "postaladdress-0-country": "FI",
        "note-0-text": "tuli messuilta",
        "number": "77",
    }
    page = page_of(saved(signed_in(), typed))
    assert page.title == "Aino Äijälä"
    assert [one.address for one in page.emails] == ["Aino@Example.fi", "aino.a@example.fi"]
    assert (page.phones[0].typed, page.addresses[0].street) == ("040 123 4567", "Katu 1")
    assert page.notes[0].text == "tuli messuilta"
    assert page.number == 77
    assert known(page.party).state is State.PROSPECT
    assert page.permissions == ()


def test_every_mistake_is_told_at_once_beside_its_field_and_nothing_is_lost(signed_in):
    client = signed_in()
    before = parties()
    typed = {
        **CONSUMER,
        "personname-0-given": "",
        "emailaddress-0-address": "aino",
        "phonenumber-0-typed": "soita",
        "postaladdress-0-postcode": "1",
        "postaladdress-0-country": "FI",
        "note-0-text": "säilyy",
        "number": "x",
    }
    answer = sent(client, typed)
    assert answer.status_code == 422
    assert told(answer) == [
        "Asiakasnumero: Asiakasnumero on kokonaisluku, joka on suurempi kuin nolla.",
        "Nimi: Kirjoita etunimi tai sukunimi.",
        "Sähköpostiosoite: Tämä ei ole sähköpostiosoite. Kirjoita muodossa nimi@esimerkki.fi.",
        "Puhelinnumero: Tämä ei ole puhelinnumero. Kirjoita esimerkiksi 040 123 4567.",
        "Postinumero: Suomalaisessa postinumerossa on viisi numeroa.",
    ]
    page = text(answer)
    for kept in ('value="aino"', 'value="soita"', "säilyy"):
        assert kept in page
    assert 'id="f-emailaddress-0-address-error"' in page
    assert parties() == before


def test_what_only_the_register_can_tell_is_told_beside_its_field(signed_in):
    client = signed_in()
    saved(client, {**AINO, "number": "7"})
    answer = sent(client, {**BERTTA, "number": "7"})
    assert told(answer) == ["Asiakasnumero: Asiakasnumero on jo käytössä. Anna toinen."]


def test_an_identity_code_in_a_text_is_sent_back_with_the_rest(signed_in):
    answer = sent(signed_in(), {**AINO, "note-0-text": "tunnus 131052-9085"})
    assert answer.status_code == 422
    assert "henkilötunnus" in told(answer)[0]


def test_one_more_number_can_be_typed_and_what_was_typed_stays(signed_in):
    client = signed_in()
    typed = {**AINO, "phonenumber-0-typed": "040 123 4567", "more": "phonenumber"}
    answer = client.post(PERSON, typed)
    page = text(answer)
    assert 'name="phonenumber-1-typed"' in page
    assert 'value="040 123 4567"' in page


def test_the_next_one_begins_as_the_last_and_its_address_tells_no_name(signed_in):
    client = signed_in()
    answer = sent(client, {**AINO, "state": "prospect"}, "next")
    assert answer.status_code == 302
    assert answer.headers["Location"] == f"{PERSON}?laji=consumer&tila=prospect"
    page = text(client.get(answer.headers["Location"]))
    assert "Henkilö lisättiin." in page
    assert 'value="consumer" id="f-kind-consumer" checked' in page


# --- customers --------------------------------------------------------------------------------


def test_a_customer_is_one_from_the_day_that_is_said(signed_in):
    client = signed_in()
    asked = client.post(PERSON, {**AINO, "state": "customer", "do": "fields"})
    assert 'value="2.3.2026"' in text(asked)
    typed = {**AINO, "state": "customer", "relationship-0-since": "1.3.2026"}
    facts = known(saved(client, typed))
    assert (facts.state, str(facts.relation_started_on)) == (State.CUSTOMER, "2026-03-01")


def test_a_relation_does_not_begin_tomorrow(signed_in):
    typed = {**AINO, "state": "customer", "relationship-0-since": "3.3.2026"}
    [wrong] = told(sent(signed_in(), typed))
    assert wrong.startswith("Alkoi: Päivä on vasta tulossa.")


def test_where_the_policy_knows_customers_alone_that_is_what_is_added(
    committed_register, signed_in
):
    client = signed_in()
    customers_only()
    page = text(client.get(PERSON, {"laji": "consumer"}))
    assert 'value="customer"' in page
    assert 'value="prospect"' not in page
    typed = {**AINO, "state": "customer", "relationship-0-since": "2.3.2026"}
    assert known(saved(client, typed)).state is State.CUSTOMER


def test_of_whom_nothing_may_be_known_before_the_firm_is_the_firm_is_asked_first(
    committed_register, signed_in
):
    client = signed_in()
    customers_only()
    first = client.get(PERSON, {"laji": "representative"})
    assert "Hae yritys" in text(first)
    assert fields(first) == set()
    refused = sent(client, BERTTA)
    assert refused.status_code in {200, 422}
    assert "Valitse ensin yritys" in text(refused)


# --- sources ----------------------------------------------------------------------------------


def test_one_source_is_not_asked_about(signed_in):
    assert 'name="source"' not in text(signed_in().get(PERSON))


def test_whence_is_asked_once_where_there_are_several_sources(committed_register, signed_in):
    client = signed_in()
    two_sources()
    typed = {**AINO, "emailaddress-0-address": "aino@example.fi"}
    answer = sent(client, typed)
    assert told(answer) == ["Mistä tiedot saatiin: Valitse, mistä tiedot saatiin."]
    page = page_of(saved(client, {**typed, "source": "directory"}))
    assert {page.names[0].source, page.emails[0].source} == {"directory"}


def test_one_section_may_come_from_elsewhere_and_one_source_gives_the_rest(
    committed_register, signed_in
):
    client = signed_in()
    two_sources()
    typed = {
        **AINO,
        "source": "directory",
        "emailaddress-0-address": "aino@example.fi",
        "emailaddress-source": "customer",
        "phonenumber-0-typed": "040 123 4567",
    }
    page = page_of(saved(client, typed))
    assert (page.names[0].source, page.emails[0].source) == ("directory", "customer")
    assert page.phones[0].source == "customer"


# --- permissions ------------------------------------------------------------------------------

MARKETING = {"lupa_how": "puhelin", "lupa_on": "2.3.2026"}


def test_nothing_is_a_yes_by_itself(signed_in):
    page = text(signed_in().get(PERSON, {"laji": "representative"}))
    asked = page.partition('name="lupa-marketing-email"')[2].partition("</select>")[0]
    assert asked.index('value=""') < asked.index('value="objected"')
    assert "selected" not in asked.partition('value="objected"')[2]


def test_what_they_said_is_recorded_with_how(signed_in):
    typed = {**BERTTA, **MARKETING, "lupa-marketing-email": "objected"}
    [said] = page_of(saved(signed_in(), typed)).permissions
    assert (said.purpose, said.channel, said.decision) == ("marketing", "email", "objected")
    assert said.how == "own: puhelin"


def test_an_answer_needs_how_and_when(signed_in):
    client = signed_in()
    before = parties()
    typed = {**BERTTA, "lupa-marketing-email": "objected", "lupa_on": "3.3.2026"}
    wrong = told(sent(client, typed))
    assert len(wrong) == 2
    assert wrong[0].startswith("Miten vastaus tuli")
    assert wrong[1].startswith("Milloin: Päivä on vasta tulossa.")
    assert parties() == before


def test_a_consent_needs_what_shows_it_and_keeps_its_day(committed_register, signed_in):
    client = signed_in()
    said = SAMPLE.read_text(encoding="utf-8")
    adopt_sample(said.replace("channels: [email, post]", "consent_channels: [email]"))
    typed = {**BERTTA, **MARKETING, "lupa-marketing-email": "granted", "lupa_on": "1.3.2026"}
    assert "mihin tekstiin" in told(sent(client, typed))[0]
    party = saved(client, {**typed, "lupa_evidence": "messujen lomake"})
    [row] = page_of(party).permissions
    assert row.decision == "granted"
    with system_grant("export", why="a test", at=NOW) as part:
        [(shows,)] = part.execute("SELECT evidence FROM records_permission")
    assert shows == "2026-03-01: messujen lomake"


# --- for whom they act ------------------------------------------------------------------------


def test_an_organisation_is_found_and_chosen_and_the_role_is_entered(signed_in):
    client = signed_in()
    oy = firm("Kukka Oy")
    found = client.post("/asiakkaat/lisaa/etsi-yritys", {"org-q": "kuk"})
    assert f'name="org" value="{oy}"' in text(found)
    chosen = client.post(PERSON, {**BERTTA, "org-q": "kuk", "org": str(oy)})
    assert "Kukka Oy" in text(chosen)
    role = {"org": str(oy), "affiliation-0-role": "billing", "affiliation-0-title": "pj"}
    [said] = page_of(saved(client, {**BERTTA, **role})).affiliations
    assert (said.other, said.role, said.title) == (oy, "billing", "pj")


def test_a_name_that_was_typed_and_not_chosen_is_a_mistake_with_the_candidates(signed_in):
    client = signed_in()
    firm("Kukka Oy")
    answer = sent(client, {**BERTTA, "org-q": "Kukka"})
    assert told(answer) == ["Yritys: Valitse yritys luettelosta tai lisää se uutena."]
    assert "Kukka Oy" in text(answer)
    nobody = sent(client, {**BERTTA, "org-q": "Ei Ole Oy"})
    assert "ei ole rekisterissä" in told(nobody)[0]


def test_a_new_organisation_is_entered_with_them(signed_in):
    client = signed_in()
    asked = client.post(PERSON, {**BERTTA, "org-q": "Uusi Oy", "do": "org-new"})
    assert 'name="employer-0-name" value="Uusi Oy"' in text(asked)
    typed = {
        **BERTTA,
        "org-new": "1",
        "employer-0-name": "Uusi Oy",
        "employer-0-business_id": "FI12345671",
        "state": "customer",
        "relationship-0-since": "2.3.2026",
        "affiliation-0-role": "decision-maker",
    }
    bertta = page_of(saved(client, typed))
    [role] = bertta.affiliations
    oy = page_of(role.other)
    assert (oy.firms[0].name, oy.firms[0].business_id) == ("Uusi Oy", "1234567-1")
    assert known(role.other).state is known(bertta.party).state is State.CUSTOMER


def test_mistakes_of_a_new_organisation_stand_beside_its_fields(signed_in):
    typed = {
        **BERTTA,
        "org-new": "1",
        "employer-0-name": "",
        "employer-0-business_id": "1234567-2",
        "affiliation-0-role": "user",
    }
    answer = sent(signed_in(), typed)
    assert told(answer) == [
        "Nimi: Kirjoita tähän jotain.",
        "Y-tunnus: Y-tunnuksen tarkistusnumero ei täsmää. Tarkista numerot.",
    ]


def test_the_summary_leads_to_the_name_of_somebody_who_has_none(signed_in):
    answer = sent(signed_in(), {**CONSUMER, "personname-0-given": ""})
    assert 'href="#f-personname-0-given"' in text(answer)
    assert 'id="f-personname-0-given"' in text(answer)


def test_somebody_new_is_first_taken_for_a_customer_of_their_own(signed_in):
    page = text(signed_in().get(PERSON))
    assert 'value="consumer" id="f-kind-consumer" checked' in page
    assert "Etunimet" in page


# --- who may not ------------------------------------------------------------------------------


def test_whose_purposes_need_nobody_is_told_the_clause(committed_register, signed_in):
    said = SAMPLE.read_text(encoding="utf-8")
    adopt_sample(said.replace("purposes: [accounting]", "purposes: [claims]").replace(
        "name: {for: [delivery, relations, accounting, claims, marketing]",
        "name: {for: [delivery, relations, accounting, marketing]",
    ))  # fmt: skip
    answer = signed_in("bookkeeping", name="kaarlo").get(PERSON)
    assert answer.status_code == 403
    assert "data.name" in text(answer)


HOSTILE = ["<script>alert(1)</script>", "{{ 7|add:7 }}", "\u202egnp.exe", "a\x00b", "Ä" * 500]


@pytest.mark.parametrize("typed", HOSTILE)
def test_what_nobody_should_type_is_text_or_a_mistake(signed_in, typed):
    answer = sent(
        signed_in(),
        {
            **CONSUMER,
            "personname-0-family": typed,
            "note-0-text": typed,
            "emailaddress-0-address": typed,
            "org-q": typed,
            "number": typed,
        },
    )
    assert answer.status_code == 422
    assert "<script>alert" not in answer.content.decode()
