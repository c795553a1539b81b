"""Two cards made one: looked at first, chosen field by field, done; undone in three piles."""

import re
from datetime import timedelta
from typing import Any

import pytest
from adding_hands import page_of, text
from card_world import act, firm
from house import ENGINE
from web_hands import NOW, person

from lupaus.policy.vocabulary import Channel, PurposeClass, SubjectKind
from lupaus.register import bans, people, permissions
from lupaus.register.bans import Origin
from lupaus.register.facts import known
from lupaus.register.permissions import Given
from lupaus.register.values import Email, Firm, PersonName, Phone

pytestmark = pytest.mark.engine


def two(**more: Any) -> tuple[int, int]:
    keep = person("Aino", "Äijälä", Email("aino@example.fi"), **more)
    gone = person("Aino", "Aijala", Email("a@example.fi"), Phone("040 123 4567"), **more)
    return keep, gone


def address(keep: int) -> str:
    return f"/asiakkaat/{keep}/yhdista"


def merged(client, keep: int, gone: int, follow: bool = True, **chosen: str) -> Any:  # noqa: FBT001, FBT002 - as of Django's client
    said = {"toinen": gone, "do": "merge", **chosen}
    return client.post(address(keep), said, follow=follow)


def token(page: str) -> str:
    return page.partition('name="token" value="')[2].partition('"')[0]


# --- who the other is ------------------------------------------------------------------------


def test_who_is_likely_the_same_is_offered_first(signed_in):
    keep = person("Aino", "Äijälä", Email("aino@example.fi"))
    gone = person("Aino", "Äijälä", Email("aino@example.fi"))
    page = text(signed_in().get(address(keep)))
    assert f'href="/asiakkaat/{keep}/yhdista?toinen={gone}"' in page
    assert "lähes varmasti sama: sama sähköposti, samankaltainen nimi" in page


def test_the_other_is_searched_for_and_no_address_tells_what_was_typed(signed_in):
    client = signed_in()
    keep, gone = two()
    oy = firm("Äijälä Oy")
    answer = client.post(address(keep), {"do": "look", "q": "Aijala"})
    where = answer.headers["Location"]
    assert "ijala" not in where
    page = text(client.get(where))
    assert f"?toinen={gone}" in page
    assert f"?toinen={oy}" not in page


def test_a_person_and_an_organisation_are_not_one(signed_in):
    keep, oy = person("Aino", "Äijälä"), firm("Äijälä Oy")
    page = text(signed_in().get(address(keep), {"toinen": oy}, follow=True))
    assert "Näitä kahta ei voi yhdistää" in page


@pytest.mark.parametrize("other", ["999999", "0"])
def test_with_nobody_there_is_nothing_to_merge(signed_in, other):
    keep = person("Aino", "Äijälä")
    assert signed_in().get(address(keep), {"toinen": other}).status_code == 404


# --- looked at first -------------------------------------------------------------------------


def test_side_by_side_shows_both_and_what_must_be_chosen(signed_in):
    keep, gone = two()
    page = text(signed_in().get(address(keep), {"toinen": gone}))
    for said in ("aino@example.fi", "a@example.fi", "040 123 4567", "Aino Aijala", "1 + 1"):
        assert said in page
    assert re.search(r'name="personname" value="keep"[^>]* checked', page)


def test_looking_changes_nothing(signed_in):
    client = signed_in()
    keep, gone = two()
    client.get(address(keep), {"toinen": gone, "esikatsele": "1", "do": "merge"})
    assert known(gone).id == gone


def test_the_preview_says_what_moves_and_what_will_be_said(signed_in):
    keep, gone = two()
    asked = {"toinen": gone, "esikatsele": "1", "personname": "gone"}
    page = text(signed_in().get(address(keep), asked))
    assert "Näin käy" in page
    assert re.search(r"Aino Aijala<span class=\"prov\">sulautuvalta", page)
    assert f"Numero {known(gone).number} löytää jatkossakin" in page
    assert '<input type="hidden" name="personname" value="gone">' in page
    moves = page.partition('id="moves"')[2].partition("</ul>")[0]
    assert re.findall(r'grow">([^<]*)<', moves) == ["Sähköpostit", "Puhelimet"]


def test_the_preview_tells_what_says_the_same_on_both(signed_in):
    keep = person("Aino", "Äijälä", Email("aino@example.fi"))
    gone = person("Aino", "Äijälä", Email("aino@example.fi"))
    asked = {"toinen": gone, "esikatsele": "1"}
    assert "1 on jo säilyvällä ja jää yhteen kertaan" in text(
        signed_in().get(address(keep), asked)
    )


def test_one_address_in_two_spellings_is_the_same_and_is_kept_once(signed_in):
    keep = person("Aino", "Äijälä", Email("Aino@Example.fi"), Phone("0401234567"))
    gone = person("Aino", "Aijala", Email("aino@example.fi"), Phone("+358 40 123 4567"))
    client = signed_in()
    page = text(client.get(address(keep), {"toinen": gone}))
    assert page.count("1 + 1, 1 sama") == 2
    merged(client, keep, gone)
    found = page_of(keep)
    assert [one.address for one in found.emails] == ["Aino@Example.fi"]
    assert [one.typed for one in found.phones] == ["0401234567"]


def test_the_other_one_can_be_kept_with_the_same_choice(signed_in):
    keep, gone = two()
    page = text(signed_in().get(address(keep), {"toinen": gone, "personname": "gone"}))
    assert f'href="/asiakkaat/{gone}/yhdista?toinen={keep}&personname=keep"' in page


# --- what stands forbidden -------------------------------------------------------------------


def _forbids(party: int) -> None:
    permissions.object_to(
        act=act(), party=party, purpose="marketing", channel=None, given=Given("puhelin")
    )


def _contacts() -> tuple[int, int]:
    found = []
    for family in ("Öhman", "Ohman"):
        new = people.NewPerson(
            PersonName("Bertta", family),
            frozenset({SubjectKind.REPRESENTATIVE}),
            (Email(f"{family}@example.fi"),),
        )
        found.append(people.add_person(act=act(), person=new).party)
    return found[0], found[1]


@pytest.mark.parametrize("whose", [0, 1])
def test_what_either_has_forbidden_is_listed_and_survives(signed_in, whose):
    client = signed_in()
    both = _contacts()
    _forbids(both[whose])
    for asked in ({}, {"esikatsele": "1"}):
        page = text(client.get(address(both[0]), {"toinen": both[1], **asked}))
        assert "Kielto säilyy aina" in page
        assert 'href="/lupaukset/purpose.marketing"' in page
        named = page.partition("Nämä kiellot jäävät voimaan")[2]
        assert ("Bertta Öhman", "Bertta Ohman")[whose] in named
    merged(client, *both)
    assert [one.decision for one in page_of(both[0]).permissions] == ["objected"]


def test_a_ban_is_of_whoever_said_it_and_of_what_was_said(signed_in):
    both = _contacts()
    for party in both:
        people.add_details(act=act(), party=party, details=[Phone("040 123 4567")])
    _forbids(both[1])
    page = text(signed_in().get(address(both[0]), {"toinen": both[1]}))
    said = page.partition('id="forbidden"')[2].partition("</section>")[0]
    assert said.count("<li>") == 1
    assert "Bertta Ohman, 2.3.2026" in said
    assert "kaikki kanavat" in said
    assert "kumpikin" not in said


def test_what_both_have_forbidden_is_told_of_both(signed_in):
    both = _contacts()
    for party in both:
        _forbids(party)
    page = text(signed_in().get(address(both[0]), {"toinen": both[1]}))
    said = page.partition('id="forbidden"')[2].partition("</section>")[0]
    assert said.count("kumpikin") == said.count("<li>") == 1


def test_an_address_on_the_list_of_bans_is_told_as_that(signed_in):
    both = _contacts()
    bans.suppress_address(
        act=act(),
        channel=Channel.EMAIL,
        address="ohman@example.fi",
        purpose_class=PurposeClass.MARKETING,
        origin=Origin.BOUNCE,
        since=NOW.date(),
    )
    page = text(signed_in().get(address(both[0]), {"toinen": both[1]}))
    said = page.partition('id="forbidden"')[2].partition("</section>")[0]
    assert "Bertta Ohman: osoite on kieltolistalla" in said
    assert "kumpikin" not in said


def test_where_nothing_is_forbidden_that_is_said(signed_in):
    both = _contacts()
    page = text(signed_in().get(address(both[0]), {"toinen": both[1]}))
    assert "Kumpikaan ei ole kieltänyt mitään" in page


def test_a_bookkeeper_is_told_of_a_ban_whose_rows_are_hidden(signed_in):
    both = _contacts()
    _forbids(both[1])
    client = signed_in("bookkeeping", name="kaarlo")
    page = text(client.get(address(both[0]), {"toinen": both[1]}))
    assert "Nämä kiellot jäävät voimaan" in page


# --- done, and where everything is then ------------------------------------------------------


def test_the_two_are_one_and_old_ways_lead_there(signed_in):
    client = signed_in()
    keep, gone = two()
    number = known(gone).number
    page = text(merged(client, keep, gone, personname="gone"))
    assert "Yhdistettiin. Sen voi kumota 31.3.2026 saakka." in page
    card = page_of(keep)
    assert card.title == "Aino Aijala"
    assert {one.address for one in card.emails} == {"aino@example.fi", "a@example.fi"}
    old = client.get(f"/asiakkaat/{gone}")
    assert (old.status_code, old.headers["Location"]) == (302, f"/asiakkaat/{keep}")
    assert client.get(f"/asiakkaat/{gone}/luvat").headers["Location"] == f"/asiakkaat/{keep}"
    found = client.post("/haku", {"q": str(number)}, follow=True)
    assert found.redirect_chain[-1][0] == f"/asiakkaat/{keep}"


def test_an_old_address_tells_nothing_to_who_may_not_see_where_it_leads(signed_in):
    keep, gone = two()
    client = signed_in()
    merged(client, keep, gone)
    people.restrict(act=act(), party=keep)
    assert client.get(f"/asiakkaat/{gone}").status_code == 404


def test_from_the_pairs_it_leads_back_to_the_pairs(signed_in):
    keep, gone = two()
    answer = merged(signed_in(), keep, gone, follow=False, paluu="samat")
    assert answer.headers["Location"] == "/asiakkaat/samat"


def test_what_was_merged_already_is_not_merged_again(signed_in):
    client = signed_in()
    keep, gone = two()
    merged(client, keep, gone)
    assert merged(client, keep, gone).status_code == 404


def test_fields_of_an_organisation_are_chosen_one_by_one(signed_in):
    client = signed_in()
    keep = firm("Kukka Oy", business_id="1234567-1")
    new = people.NewOrganisation(Firm("Kukka Ab", form="osakeyhtiö"))
    gone = people.add_organisation(act=act(), organisation=new).party
    page = text(client.get(address(keep), {"toinen": gone}))
    assert 'name="organisation.name" value="keep"' in page
    assert re.search(r'name="organisation.form" value="gone"[^>]* checked', page)
    merged(client, keep, gone, **{"organisation.name": "gone"})
    [said] = page_of(keep).firms
    assert (said.name, said.business_id, said.form) == ("Kukka Ab", "1234567-1", "osakeyhtiö")


# --- undone ----------------------------------------------------------------------------------


def test_the_toast_takes_it_back(signed_in):
    client = signed_in()
    keep, gone = two()
    page = text(merged(client, keep, gone))
    after = text(client.post("/kumoa", {"token": token(page), "next": "/"}, follow=True))
    assert "Yhdistäminen kumottiin." in after
    assert "tietoa palautui." in after
    assert known(gone).id == gone


def _number_of(client) -> int:
    page = text(client.get("/asiakkaat/yhdistetyt"))
    found = re.search(r"/asiakkaat/yhdistetyt/(\d+)/kumoa", page)
    assert found
    return int(found[1])


def test_recent_merges_are_listed_with_their_days(signed_in):
    client = signed_in()
    assert "Ei kumottavia yhdistämisiä" in text(client.get("/asiakkaat/yhdistetyt"))
    keep, gone = two()
    number = known(gone).number
    merged(client, keep, gone)
    page = text(client.get("/asiakkaat/yhdistetyt"))
    assert f"siihen sulautui {number}" in page
    assert "29 päivää jäljellä" in page


@pytest.mark.parametrize(
    ("days", "says"),
    [(28, "1 päivä jäljellä"), (29, "viimeinen päivä"), (30, "Ei kumottavia yhdistämisiä")],
)
def test_the_last_day_is_the_last(signed_in, monkeypatch, days, says):
    client = signed_in()
    keep, gone = two()
    merged(client, keep, gone)
    number = _number_of(client)
    later = NOW + timedelta(days=days)
    monkeypatch.setattr("lupaus.web.frame.middleware.now", lambda: later)
    assert says in text(client.get("/asiakkaat/yhdistetyt"))
    answer = client.post(f"/asiakkaat/yhdistetyt/{number}/kumoa")
    assert answer.status_code == (403 if days == 30 else 302)


def test_an_undo_shows_three_piles(signed_in):
    client = signed_in()
    keep, gone = two()
    merged(client, keep, gone)
    mine = next(one for one in page_of(keep).emails if one.address == "a@example.fi")
    people.correct(act=act(), row=mine.id, to=Email("uusi@example.fi"))
    [phone] = page_of(keep).phones
    people.remove(act=act(), table="phonenumber", row=phone.id)
    people.add_details(act=act(), party=keep, details=[Email("kolmas@example.fi")])
    at = f"/asiakkaat/yhdistetyt/{_number_of(client)}/kumoa"
    page = text(client.post(at, follow=True))
    kept = page.partition('id="pile-kept"')[2].partition('id="pile-lost"')[0]
    lost = page.partition('id="pile-lost"')[2].partition('id="two"')[0]
    assert "muutettu yhdistämisen jälkeen" in kept
    assert "lisätty yhdistämisen jälkeen" in kept
    assert "poistettu yhdistämisen jälkeen" in lost
    assert "<b>2</b>" in kept
    assert "<b>1</b>" in lost
    assert f'href="/asiakkaat/{gone}"' in page
    assert {one.address for one in page_of(keep).emails} == {
        "aino@example.fi",
        "uusi@example.fi",
        "kolmas@example.fi",
    }


def test_a_later_merge_is_undone_first(signed_in):
    client = signed_in()
    keep, gone = two()
    third = person("Aino", "Äijälä", Email("kolmas@example.fi"))
    merged(client, keep, gone)
    first = _number_of(client)
    merged(client, third, keep)
    page = text(client.post(f"/asiakkaat/yhdistetyt/{first}/kumoa", follow=True))
    assert "Kumoa ensin yhdistäminen, joka tehtiin tämän jälkeen." in page


def test_what_was_never_merged_is_not_undone(signed_in):
    page = text(signed_in().post("/asiakkaat/yhdistetyt/999999/kumoa", follow=True))
    assert "ei voi enää kumota" in page


@pytest.mark.parametrize("word", ["", "x", "AAAA"])
def test_piles_that_are_none_lead_to_the_list(signed_in, word):
    answer = signed_in().get("/asiakkaat/yhdistetyt/kumottu", {"x": word})
    assert answer.headers["Location"] == "/asiakkaat/yhdistetyt"


@pytest.mark.parametrize(
    ("language", "until"), [("fi", "31.3.2026"), ("en", "31 Mar 2026"), ("sv", "31.3.2026")]
)
def test_until_when_it_can_be_undone_is_said_in_the_language_of_the_page(
    signed_in, language, until
):
    client = signed_in()
    keep, gone = two()
    client.post("/kieli", {"language": language, "next": "/"})
    said = {"toinen": gone, "do": "merge"}
    assert until in client.post(address(keep), said, follow=True).content.decode()


def test_statements_of_the_two_side_by_side_are_pinned(signed_in, statements):
    client = signed_in()
    keep, gone = two()
    with statements() as counted:
        client.get(address(keep), {"toinen": gone})
    few = len(counted)
    for number in range(5):
        people.add_details(act=act(), party=gone, details=[Email(f"a{number}@example.fi")])
    with statements() as more:
        client.get(address(keep), {"toinen": gone})
    assert len(more) == few
    if ENGINE == "sqlite":  # PostgreSQL says more where a role is taken
        assert few == 41
