"""A form that is sent late or twice, and an undo of what has been decided anew."""

import pytest
from card_world import DAY, TODAY, act, person
from web_hands import NOW

from lupaus.guard import Act
from lupaus.register import people, protected
from lupaus.register.facts import known

pytestmark = pytest.mark.engine


def _undo(client, page, to="/"):
    """The last of what the page offers to undo."""
    token = page.split('name="token" value="')[-1].split('"')[0]
    typed = {"token": token, "next": to}
    return client.post("/kumoa", typed, follow=True).content.decode()


#: The page of a deed, what its form sends, and the fact that it turns.
_TYPED = {"day": "2.3.2026", "since": "2.3.2026", "source": "customer", "why": "päättyi"}
DEEDS = {
    "asiakkuus": ("aloita", "paata", lambda party: known(party).state),
    "riita": ("riitauta", "sovi", lambda party: known(party).disputed),
    "turvakielto": ("suojaa", "paljasta", lambda party: known(party).protected_on),
}


@pytest.mark.parametrize("page", DEEDS)
@pytest.mark.parametrize("deed", ["first", "second"])
def test_a_form_that_is_sent_twice_does_not_do_the_opposite(signed_in, page, deed):
    party, client = person(), signed_in("sales")
    address = f"/asiakkaat/{party}/{page}"
    one, other, fact = DEEDS[page]
    if deed == "second":
        client.post(address, {"deed": one, **_TYPED})
        one = other
    assert f'name="deed" value="{one}"' in client.get(address).content.decode()
    before = fact(party)
    assert client.post(address, {"deed": one, **_TYPED}).status_code == 302
    done = fact(party)
    assert done != before
    again = client.post(address, {"deed": one, **_TYPED})
    assert again.status_code == 409
    assert "Nyt ei muuttunut mitään" in again.content.decode()
    assert fact(party) == done


@pytest.mark.parametrize("page", [*DEEDS, "rajoitus"])
@pytest.mark.parametrize("deed", ["", "x", None])
def test_a_form_that_does_not_say_what_it_does_does_nothing(signed_in, page, deed):
    party, client = person(), signed_in("sales")
    typed = {**_TYPED, "told": "on"} | ({} if deed is None else {"deed": deed})
    before = known(party)
    assert client.post(f"/asiakkaat/{party}/{page}", typed).status_code == 409
    assert known(party) == before


def test_a_restriction_that_stands_already_is_not_lifted_by_its_form(signed_in):
    party, client = person(), signed_in()
    people.restrict(act=act(), party=party)
    client.post("/tarkoitus", {"purpose": "claims"})
    typed = {"deed": "rajoita", "told": "on"}
    assert client.post(f"/asiakkaat/{party}/rajoitus", typed).status_code == 409
    assert known(party).restricted


def test_the_undo_of_a_restriction_leaves_somebody_elses_later_one(signed_in):
    party, client = person(), signed_in("sales")
    answer = client.post(f"/asiakkaat/{party}/rajoitus", {"deed": "rajoita"}, follow=True)
    people.lift_restriction(act=act(), party=party)
    people.restrict(act=act(), party=party)
    page = _undo(client, answer.content.decode())
    assert "Joku on muuttanut tietoa sen jälkeen" in page
    assert known(party).restricted


def test_the_undo_of_a_claim_leaves_somebody_elses_later_one(signed_in):
    party, client = person(), signed_in("sales")
    address = f"/asiakkaat/{party}/riita"
    first = client.post(address, {"deed": "riitauta"}, follow=True).content.decode()
    people.settle_claim(act=act(), party=party)
    people.open_claim(act=act(), party=party)
    assert "Joku on muuttanut tietoa sen jälkeen" in _undo(client, first)
    assert known(party).disputed
    settled = client.post(address, {"deed": "sovi"}, follow=True).content.decode()
    people.open_claim(act=act(), party=party)
    people.settle_claim(act=act(), party=party)
    _undo(client, settled)
    assert not known(party).disputed


def test_the_undo_of_a_protected_address_leaves_what_was_told_since(signed_in):
    party, client = person(), signed_in("sales")
    typed = {"deed": "suojaa", "since": "2.3.2026", "source": "customer"}
    first = client.post(f"/asiakkaat/{party}/turvakielto", typed, follow=True).content.decode()
    why = Act("bertta", "relations", NOW, "web", "väärä henkilö")
    protected.end_protection(act=why, party=party)
    protected.protect(act=act(), party=party, source="customer", since=TODAY - DAY)
    assert "Joku on muuttanut tietoa sen jälkeen" in _undo(client, first)
    assert known(party).protected_on == TODAY - DAY
