"""Saved views on the page: kept, shared, mended, taken away, and all of it undone."""

import re

import pytest
from django.test import Client
from list_hands import firm, names
from web_hands import person

pytestmark = pytest.mark.engine


def body(answer) -> str:
    return answer.content.decode()


def saved(client: Client, name: str, query: str = "kind=consumer", **more: str) -> str:
    """The address of a view that is kept now."""
    answer = client.post(f"/asiakkaat/nakymat/tallenna?{query}", {"name": name, **more})
    assert answer.status_code == 302
    return answer.headers["Location"]


def tabs(client: Client) -> list[str]:
    said = body(client.get("/asiakkaat"))
    found = re.findall(r'(?s)href="/asiakkaat\?view=\d+"[^>]*>(.*?)<span class="count"', said)
    inner = (re.sub(r"(?s)<svg.*?</svg>|<span.*?</span>", "", one) for one in found)
    return [name.strip() for name in inner]


def undone(client: Client, answer) -> str:
    """What the page says when the last thing is undone."""
    token = body(answer).split('name="token" value="')[-1].split('"')[0]
    return body(client.post("/kumoa", {"token": token}, follow=True))


def test_saving_is_offered_when_something_is_filtered_or_sorted(signed_in):
    client = signed_in()
    person()
    assert "Tallenna näkymäksi" not in body(client.get("/asiakkaat"))
    for query in ("kind=consumer", "sort=-name"):
        assert "Tallenna näkymäksi" in body(client.get(f"/asiakkaat?{query}"))


def test_a_view_is_kept_with_its_filters_order_and_columns(signed_in):
    client = signed_in()
    person("Aino", "Aalto"), person("Bertta", "Öhman"), firm()
    address = saved(client, "Ihmiset", "kind=consumer&sort=-name&columns=name,email")
    assert re.fullmatch(r"/asiakkaat\?view=\d+", address)
    said = body(client.get(address))
    assert names(said) == ["Öhman Bertta", "Aalto Aino"]
    assert "Sähköposti</th>" in said
    assert "Puhelin</th>" not in said
    assert "Tallenna näkymäksi" not in said
    assert tabs(client) == ["Ihmiset"]


def test_what_was_typed_is_kept_too(signed_in):
    client = signed_in()
    person("Aino", "Aalto"), person("Bertta", "Öhman")
    query = client.post("/asiakkaat/rajaa", {"q": "öhm"}).headers["Location"]
    address = saved(client, "Öhmanit", query.partition("?")[2])
    assert names(body(client.get(address))) == ["Öhman Bertta"]


@pytest.mark.parametrize(
    ("name", "why"),
    [("", "Anna näkymälle nimi"), ("a" * 81, "80 merkkiin"), ("Ihmiset", "tämän niminen")],
)
def test_a_name_that_cannot_be_is_told_beside_the_field(signed_in, name, why):
    client = signed_in()
    saved(client, "Ihmiset")
    answer = client.post("/asiakkaat/nakymat/tallenna?kind=consumer", {"name": name})
    assert answer.status_code == 422
    assert why in body(answer)
    assert tabs(client) == ["Ihmiset"]


def test_a_name_that_is_too_long_is_never_cut_on_the_way(signed_in):
    page = body(signed_in().get("/asiakkaat/nakymat/tallenna?kind=consumer"))
    asked = page.split('name="name"')[1].split(">")[0]
    assert "maxlength" not in asked


def test_a_changed_view_is_saved_anew_or_brought_up_to_date(signed_in):
    client = signed_in()
    person(), firm()
    address = saved(client, "Ihmiset")
    view = address.rpartition("=")[2]
    said = body(client.get(f"/asiakkaat?view={view}&sort=-name"))
    assert len(names(said)) == 2
    assert "Tallenna näkymäksi" in said
    assert "Päivitä Ihmiset" in said
    answer = client.post(
        f"/asiakkaat/nakymat/{view}/paivita?view={view}&sort=-name", follow=True
    )
    assert len(names(body(answer))) == 2
    undone(client, answer)
    assert names(body(client.get(address))) == ["Äijälä Aino"]


def test_a_view_said_whole_in_an_address_is_the_view(signed_in):
    client = signed_in()
    person()
    view = saved(client, "Ihmiset", "kind=consumer&columns=name,email").rpartition("=")[2]
    query = f"view={view}&kind=consumer&sort=name&columns=name,email"
    assert "Tallenna näkymäksi" not in body(client.get(f"/asiakkaat?{query}"))


def test_a_name_is_changed_and_back(signed_in):
    client = signed_in()
    view = saved(client, "Ihmiset").rpartition("=")[2]
    form = body(client.get(f"/asiakkaat/nakymat/{view}/nimi"))
    assert 'value="Ihmiset"' in form
    answer = client.post(f"/asiakkaat/nakymat/{view}/nimi", {"name": "Väki"}, follow=True)
    assert tabs(client) == ["Väki"]
    assert "Kumottu" in undone(client, answer)
    assert tabs(client) == ["Ihmiset"]


def test_a_view_is_shared_and_its_maker_named(signed_in):
    aino, kaarlo = signed_in(), signed_in("sales", name="kaarlo")
    view = saved(aino, "Ihmiset").rpartition("=")[2]
    assert tabs(kaarlo) == []
    answer = aino.post(f"/asiakkaat/nakymat/{view}/jako", {"shared": "1"}, follow=True)
    assert tabs(kaarlo) == ["Ihmiset"]
    assert "aino jakoi:" in body(kaarlo.get("/asiakkaat"))
    undone(aino, answer)
    assert tabs(kaarlo) == []


def test_nobody_changes_a_view_of_another(signed_in):
    aino, kaarlo = signed_in(), signed_in("sales", name="kaarlo")
    view = saved(aino, "Ihmiset", shared="on").rpartition("=")[2]
    said = body(kaarlo.get(f"/asiakkaat?view={view}"))
    assert "Poista näkymä" not in said
    for what in ("nimi", "jako", "poista", "paivita"):
        answer = kaarlo.post(f"/asiakkaat/nakymat/{view}/{what}", {"name": "Minun"})
        assert answer.status_code == 403
    assert tabs(aino) == ["Ihmiset"]


def test_a_view_is_taken_away_and_comes_back(signed_in):
    client = signed_in()
    view = saved(client, "Ihmiset").rpartition("=")[2]
    answer = client.post(f"/asiakkaat/nakymat/{view}/poista", follow=True)
    assert "Näkymä poistettiin" in body(answer)
    assert tabs(client) == []
    assert "Kumottu" in undone(client, answer)
    assert tabs(client) == ["Ihmiset"]


def test_a_name_given_anew_meanwhile_stands_against_the_undo(signed_in):
    client = signed_in()
    view = saved(client, "Ihmiset").rpartition("=")[2]
    answer = client.post(f"/asiakkaat/nakymat/{view}/poista", follow=True)
    saved(client, "Ihmiset")
    assert "tätä ei kumottu" in undone(client, answer)


@pytest.mark.parametrize("what", ["nimi", "jako", "poista", "paivita"])
def test_a_view_that_is_not_is_no_page(signed_in, what):
    assert signed_in().post(f"/asiakkaat/nakymat/999/{what}").status_code == 404


def test_a_view_that_is_no_more_is_the_whole_list_and_says_so(signed_in):
    person()
    said = body(signed_in().get("/asiakkaat?view=999"))
    assert "Näkymää ei enää ole" in said
    assert names(said) == ["Äijälä Aino"]


def test_counts_come_by_themselves_and_on_the_page_of_views(signed_in):
    client = signed_in()
    person(), person("Kaarlo", "Åberg"), firm()
    view = saved(client, "Ihmiset").rpartition("=")[2]
    part = body(client.get("/asiakkaat/nakymat/maarat"))
    assert re.search(rf'id="view-{view}" hx-swap-oob="true">\s*2\s*<', part)
    said = body(client.get("/asiakkaat/nakymat"))
    assert "Ihmiset" in said
    assert '<span class="num">2</span>' in said


def test_a_view_by_what_a_role_does_not_see_lists_the_rest_and_counts_nobody(signed_in):
    aino, kaarlo = signed_in(), signed_in("sales", name="kaarlo")
    person()
    address = saved(aino, "Velalliset", "money=open", shared="on")
    assert '<span class="num">0</span>' in body(aino.get("/asiakkaat/nakymat"))
    views = body(kaarlo.get("/asiakkaat/nakymat"))
    assert '<span class="num">–</span>' in views
    assert 'href="/lupaukset/data.vouchers">Laskut: maksamatta' in views
    tab = body(kaarlo.get("/asiakkaat/nakymat/maarat"))
    assert "ei lasketa" in tab
    assert not re.search(r'swap-oob="true">\s*1', tab)
    said = body(kaarlo.get(address))
    assert "Laskut: maksamatta" in said
    assert 'href="/lupaukset/data.vouchers"' in said
    assert names(said) == ["Äijälä Aino"]


def test_no_views_yet_says_how_one_comes_to_be(signed_in):
    assert "Ei vielä yhtään" in body(signed_in().get("/asiakkaat/nakymat"))
