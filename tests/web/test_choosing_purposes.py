"""Which purposes a form offers, and in which order: what most people mean comes first."""

import re

import pytest
from card_world import contact
from house import SAMPLE, adopt_sample
from list_hands import picked
from many_hands import body, looked
from web_hands import NOW, person

from lupaus.guard import Act
from lupaus.register.values import Email

pytestmark = pytest.mark.one_engine
DELIVERY = Act("bertta", "delivery", NOW, "web")

#: Statistics and surveys stand before marketing; notes are for improvement of everybody's
#: service before they are for relations, which here are contacts' only.
SEVERAL = (
    SAMPLE.read_text(encoding="utf-8")
    .replace(
        "  delivery: {basis",
        "  summaries: {basis: legitimate-interest, interest: {fi: myynnin yhteenvedot},"
        " class: statistics}\n"
        "  improvement: {basis: legitimate-interest, interest: {fi: palvelujen parantaminen},"
        " name: {fi: palvelujen parantaminen}, class: development}\n"
        "  surveys: {basis: legitimate-interest, interest: {fi: kyselyt}, class: survey,"
        " channels: [email]}\n"
        "  delivery: {basis",
    )
    .replace(
        "{fi: asiakassuhteen hoitaminen}, class: service",
        "{fi: asiakassuhteen hoitaminen}, name: {fi: asiakassuhteen hoitaminen},"
        " class: service, subjects: [contact]",
    )
    .replace("email: {for: [delivery,", "email: {for: [delivery, surveys,")
    .replace(
        "name: {for: [delivery,", "name: {for: [delivery, surveys, improvement, summaries,"
    )
    .replace("notes: {for: [relations]", "notes: {for: [improvement, claims, relations]")
)


@pytest.fixture
def several(committed_register):
    adopt_sample(SEVERAL)


def options(page: str, name: str) -> list[tuple[str, bool]]:
    """The values of a select, and whether each is chosen."""
    menu = re.search(rf'<select name="{name}".*?</select>', page, re.DOTALL)
    assert menu, page
    found = re.findall(r'<option value="([^"]*)"( selected)?', menu[0])
    return [(value, bool(chosen)) for value, chosen in found]


def test_a_card_offers_what_concerns_the_customer_marketing_first_and_chooses_nothing(
    several, signed_in
):
    (party, _firm), client = contact(), signed_in()
    page = body(client.get(f"/asiakkaat/{party}/luvat"))
    values = options(page, "purpose")
    assert [value for value, _chosen in values] == ["", "marketing", "surveys"]
    assert not any(chosen for value, chosen in values if value)


def test_of_a_single_purpose_there_is_nothing_to_choose(several, signed_in):
    party = person("Aino", "Äijälä", Email("aino@example.fi"), act=DELIVERY)
    page = body(signed_in().get(f"/asiakkaat/{party}/luvat"))
    assert [value for value, _chosen in options(page, "purpose")] == ["surveys"]


def test_a_link_of_the_card_chooses_its_own_purpose(several, signed_in):
    (party, _firm), client = contact(), signed_in()
    page = body(client.get(f"/asiakkaat/{party}/luvat?tarkoitus=surveys"))
    assert ("surveys", True) in options(page, "purpose")


def test_a_ban_of_nothing_is_not_recorded(several, signed_in):
    (party, _firm), client = contact(), signed_in()
    typed = {"decision": "objected", "purpose": "", "channel": "email", "how": "puhelin"}
    answer = client.post(f"/asiakkaat/{party}/luvat", {**typed, "origin": "own"})
    assert answer.status_code == 422
    assert "Valitse, mihin tarkoitukseen." in body(answer)


def test_the_ban_of_many_offers_marketing_first_and_says_what_is_forbidden(several, signed_in):
    client = signed_in()
    page = body(client.get(picked(client, "kielto", contact()[0])))
    values = options(page, "what")
    assert [value for value, _chosen in values[:2]] == ["", "marketing"]
    assert not any(chosen for value, chosen in values if value)
    assert "estää kaiken markkinoinnin valitussa kanavassa" in page


def test_a_note_for_many_is_for_a_service_and_not_for_improvement(several, signed_in):
    client, (bertta, _firm) = signed_in(), contact()
    aino = person("Aino", "Äijälä", act=DELIVERY)
    address = picked(client, "muistiinpano", bertta, aino)
    page = looked(client, address, text="Avoinna myös lauantaisin", purpose="-")
    assert "<dd>asiakassuhteen hoitaminen</dd>" in page
    assert "kirjoitetaan 1 asiakkaalle" in page


def test_a_note_is_for_what_is_left_where_no_service_needs_it(several, signed_in):
    client, aino = signed_in(), person("Aino", "Äijälä", act=DELIVERY)
    address = picked(client, "muistiinpano", aino)
    page = looked(client, address, text="Avoinna myös lauantaisin", purpose="-")
    assert "<dd>palvelujen parantaminen</dd>" in page


def test_the_preview_names_the_purpose_also_where_there_is_no_choice(several, signed_in):
    client, (bertta, _firm) = signed_in("sales", name="bertta"), contact()
    page = looked(client, picked(client, "muistiinpano", bertta), text="Soitti")
    assert "<dd>asiakassuhteen hoitaminen</dd>" in page
