"""Pairs who may be one: shown page by page, told apart with an undo, merged from here."""

import re

import pytest
from adding_hands import text
from web_hands import person

from lupaus.register.values import Email, Phone
from lupaus.web.customers import duplicates

pytestmark = pytest.mark.engine
ALL, SURE = "/asiakkaat/samat", "/asiakkaat/samat?vain=varmat"


def two(name: str = "Aino", family: str = "Äijälä", other: str = "Aino") -> tuple[int, int]:
    mail = Email(f"{family}@example.fi")
    return person(name, family, mail), person(other, family, mail)


def pairs(page: str) -> list[tuple[int, int]]:
    found = re.findall(r'name="one" value="(\d+)"><input [^>]*name="other" value="(\d+)"', page)
    return [(int(one), int(other)) for one, other in found]


def test_where_there_are_none_the_page_says_what_would_be_here(signed_in):
    assert "Pareja ei löytynyt" in text(signed_in().get(ALL))


def test_a_pair_says_in_what_it_agrees_and_leads_to_both_and_to_the_merge(signed_in):
    one, other = two()
    page = text(signed_in().get(ALL))
    assert pairs(page) == [(one, other)]
    assert "sama sähköposti, samankaltainen nimi" in page
    assert f'href="/asiakkaat/{one}"' in page
    assert f'href="/asiakkaat/{one}/yhdista?toinen={other}&paluu=samat"' in page


def test_only_the_nearly_certain_when_that_is_asked(signed_in):
    client = signed_in()
    sure = two()
    family = two("Bertta", "Öhman", "Kaarlo")
    assert pairs(text(client.get(ALL))) == [sure, family]
    assert pairs(text(client.get(SURE))) == [sure]


def test_who_are_told_apart_are_gone_from_here_until_that_is_undone(signed_in):
    client = signed_in()
    one, other = two()
    said = {"one": one, "other": other, "next": ALL}
    page = text(client.post(f"{ALL}/eri", said, follow=True))
    assert pairs(page) == []
    assert "Merkittiin eri asiakkaiksi." in page
    token = page.split('name="token" value="')[1].split('"')[0]
    again = text(client.post("/kumoa", {"token": token, "next": ALL}, follow=True))
    assert pairs(again) == [(one, other)]


@pytest.mark.parametrize("said", [{}, {"one": "x", "other": "9" * 50}, {"one": "1"}])
def test_who_is_not_there_is_not_told_apart(signed_in, said):
    page = text(signed_in().post(f"{ALL}/eri", said, follow=True))
    assert "Toista ei enää ole." in page


def test_one_and_the_same_is_not_told_apart(signed_in):
    one = person("Aino", "Äijälä")
    page = text(signed_in().post(f"{ALL}/eri", {"one": one, "other": one}, follow=True))
    assert "Toista ei enää ole." in page


def test_pages_go_on_where_the_last_ended(signed_in, monkeypatch):
    monkeypatch.setattr(duplicates, "SIZE", 2)
    client = signed_in()
    wanted = [two("Aino", f"Äijälä{letter}") for letter in "abc"]
    first = text(client.get(ALL))
    following = re.search(r'rel="next" href="([^"]*)"', first)
    assert following
    second = text(client.get(following[1]))
    assert [*pairs(first), *pairs(second)] == wanted
    assert "Alkuun" in second


@pytest.mark.parametrize("place", ["x", "1", "1-", "-1-1", f"{2**64}-1", "1-2-3", "٣-٤"])
def test_a_place_that_is_none_is_the_beginning(signed_in, place):
    wanted = two()
    assert pairs(text(signed_in().get(ALL, {"jalkeen": place}))) == [wanted]


def test_who_may_not_see_the_address_is_shown_no_pair_by_it(signed_in):
    two("Bertta", "Öhman", "Kaarlo")
    bookkeeper = signed_in("bookkeeping", name="kaarlo")
    assert pairs(text(bookkeeper.get(ALL))) == []
    assert pairs(text(signed_in().get(ALL)))


def test_statements_do_not_grow_with_the_pairs(signed_in, statements):
    client = signed_in()
    two()
    with statements() as few:
        assert len(pairs(text(client.get(ALL)))) == 1
    for letter in "abcdef":
        two("Aino", f"Äijälä{letter}")
    with statements() as many:
        assert len(pairs(text(client.get(ALL)))) == 7
    assert 0 < len(few) == len(many)


# --- the way there ----------------------------------------------------------------------------

COUNT = f"{ALL}/maara"


def test_the_list_of_customers_leads_here_and_asks_for_the_count_when_it_stands(signed_in):
    client = signed_in()
    assert COUNT not in text(client.get("/asiakkaat"))  # there is nobody yet
    two()
    page = text(client.get("/asiakkaat"))
    assert f'href="{ALL}"' in page
    assert f'hx-get="{COUNT}"' in page
    narrowed = text(client.get("/asiakkaat", {"state": "prospect"}))
    assert f'href="{ALL}"' in narrowed
    assert COUNT not in narrowed


def _count(client) -> str:
    return re.sub(r"<[^>]*>", "", text(client.get(COUNT))).strip()


def test_the_count_is_of_those_that_are_open_and_stops_where_the_page_does(
    signed_in, monkeypatch
):
    client = signed_in()
    assert _count(client) == ""
    one, other = two()
    assert _count(client) == "1 avoin pari"
    client.post(f"{ALL}/eri", {"one": one, "other": other})
    assert _count(client) == ""
    monkeypatch.setattr(duplicates, "SIZE", 2)
    two("Aino", "Äijäläa")
    two("Aino", "Äijäläb")
    assert _count(client) == "2 avointa paria"
    two("Aino", "Äijäläc")
    assert _count(client) == "2+ avointa paria"


def test_the_count_costs_as_much_however_large_the_register_is(
    signed_in, statements, monkeypatch
):
    client = signed_in()
    monkeypatch.setattr("lupaus.register.pairs._WINDOW", 2)
    counts = []
    for letter in "abc":
        for name in ("Aino", "Bertta"):
            two(name, f"Äijälä{letter}{name}", name)
        with statements() as asked:
            _count(client)
        counts.append(len(asked))
    assert counts[1] == counts[2] < 20


def test_who_may_not_see_the_address_counts_no_pair_by_it(signed_in):
    two("Bertta", "Öhman", "Kaarlo")
    assert _count(signed_in("bookkeeping", name="kaarlo")) == ""


def test_a_number_is_a_reason_too(signed_in):
    phone = Phone("040 123 4567")
    person("Aino", "Äijälä", phone)
    person("Kaarlo", "Kukka", phone)
    assert "sama puhelinnumero" in text(signed_in().get(ALL))
