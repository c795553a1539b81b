"""A card without a name says at its top why, and by which clause."""

import re

import pytest
from card_world import DAY, TODAY, act, firm, person
from house import SAMPLE, adopt_sample

from lupaus.guard import system_grant
from lupaus.register import relations
from lupaus.register.values import Email

pytestmark = pytest.mark.engine


def _page(client, party) -> str:
    return client.get(f"/asiakkaat/{party}").content.decode()


def _former() -> int:
    """Somebody whose relation ended so long ago that no delivery needs to know of them."""
    party = person(None, Email("aino@example.fi"), purpose="delivery")
    relations.begin_relation(act=act(), party=party, on=TODAY - 30 * DAY)
    relations.end_relation(act=act(), party=party, on=TODAY - 20 * DAY)
    dates = {
        "relation_started_on": TODAY - 900 * DAY,
        "relation_ended_on": TODAY - 400 * DAY,
    }
    with system_grant("seed", why="a test") as seed:
        seed.update("party", dates, {"id": party})
    return party


def test_a_name_whose_time_has_passed_is_said_to_be_hidden_at_the_top(
    committed_register, signed_in
):
    said = SAMPLE.read_text(encoding="utf-8")
    adopt_sample(said.replace("name: {for: [delivery, relations, ", "name: {for: [delivery, "))
    there, gone = person(None, purpose="delivery"), _former()
    client = signed_in("support")
    assert "Nimi ei näy" not in _page(client, there)
    page = _page(client, gone)
    told = page.split("Nimi ei näy, koska aika, jonka sitä saa käyttää, on kulunut.")[1]
    assert "Äijälä" not in page
    assert re.match(
        r'</p><p><a href="/lupaukset/retention\.delivery" [^>]+>[^<]{20,}</a>', told
    )
    assert page.index("Nimi ei näy") < page.index('class="customer"')


def test_a_name_that_the_purpose_of_the_moment_does_not_need_says_so_at_the_top(signed_in):
    client, company = signed_in(), firm()
    assert "Nimi ei näy" not in _page(client, company)
    client.post("/tarkoitus", {"purpose": "claims"})
    assert re.search(
        r"Nimi ei näy, koska tarkoitus [^.<]+ ei tarvitse sitä.</p>"
        r'<p><a href="/lupaukset/data.organisation" [^>]+>[^<]{20,}</a>',
        _page(client, company),
    )


def test_what_the_policy_does_not_name_is_led_to_the_clause_that_keeps_it_out(
    committed_register, signed_in
):
    said = SAMPLE.read_text(encoding="utf-8")
    adopt_sample(said.replace("  web-address: {for: [relations], from: [customer]}\n", ""))
    client, party = signed_in(), person(purpose="delivery")
    told = _page(client, party).split("Ei voi lisätä: verkkosivu.")[0].rsplit("<li", 1)[1]
    assert '<a href="/lupaukset/data.closed"' in told
    assert client.get("/lupaukset/data.closed").status_code == 200
    assert "data.web-address" not in told
