"""Something done to many from the list: nothing before it is shown, to nobody who was not
meant, and back again."""

import re

import pytest
from list_hands import agreed, bar_of, firm, names, picked, token
from many_hands import GIVEN, RELATIONS, body, done, entries, looked, somebody, undone
from web_hands import NOW, person

from lupaus.guard import Act
from lupaus.policy.vocabulary import Channel, State
from lupaus.register import people
from lupaus.register.allowed import is_allowed
from lupaus.register.bulk.choosing import digest_of
from lupaus.register.facts import known
from lupaus.register.values import Email
from lupaus.web.customers.verbs import VERBS, Verb

pytestmark = pytest.mark.engine


# -- whom -------------------------------------------------------------------------------------


def test_nobody_picked_goes_back_to_the_list_and_says_so(signed_in):
    person()
    client = signed_in()
    word = bar_of(body(client.get("/asiakkaat?kind=consumer")))
    answer = client.post("/asiakkaat/valitut", {"l": word, "do": "muistiinpano"}, follow=True)
    assert answer.redirect_chain[-1][0] == "/asiakkaat?kind=consumer"
    assert "Valitse ensin rivejä" in body(answer)


@pytest.mark.parametrize("party", ["x", "-1", "1' OR 1", "٣", "9" * 40])
def test_what_is_no_customer_is_picked_by_nobody(signed_in, party):
    answer = signed_in().post("/asiakkaat/valitut", {"do": "muistiinpano", "party": party})
    assert answer.headers["Location"] == "/asiakkaat"


def test_who_was_picked_cannot_be_read_in_the_address(signed_in):
    client, aino = signed_in(), person()
    assert str(aino) not in re.sub(r"x=[\w-]+$", "", picked(client, "muistiinpano", aino))


@pytest.mark.parametrize("word", ["", "x", "a" * 3000])
def test_a_word_that_is_none_of_ours_leads_back(signed_in, word):
    client = signed_in()
    for address in ("/asiakkaat/valitut/muistiinpano", "/asiakkaat/vienti"):
        answer = client.get(f"{address}?x={word}")
        assert answer.headers["Location"] == "/asiakkaat"


def test_there_is_nothing_else_to_be_done_than_what_is_named(signed_in):
    assert signed_in().get("/asiakkaat/valitut/havita").status_code == 404


def test_all_means_all_that_the_filters_leave_and_nobody_else(signed_in):
    client = signed_in()
    for n in range(60):
        person("Aino", f"Äijälä {n}")
    oy = firm()
    address = picked(client, "asiakkuus-alkaa", address="/asiakkaat?kind=consumer")
    said = looked(client, address, on="2026-03-02")
    assert "Asiakkuus alkaa 60 asiakkaalla" in said
    done(client, address, 60, on="2026-03-02")
    assert known(oy).state is State.PROSPECT
    assert len(names(body(client.get("/asiakkaat?state=customer")))) == 50


def test_what_was_typed_goes_with_all(signed_in):
    client = signed_in()
    person("Aino", "Aalto"), person("Bertta", "Öhman")
    typed = client.post("/asiakkaat/rajaa", {"q": "öhm"}).headers["Location"]
    address = picked(client, "asiakkuus-alkaa", address=typed)
    assert "alkaa 1 asiakkaalla" in looked(client, address, on="2026-03-02")


# -- what -------------------------------------------------------------------------------------


def test_every_verb_is_tried():
    assert set(GIVEN) == set(VERBS)


@pytest.mark.parametrize("verb", VERBS)
def test_it_is_asked_shown_done_and_taken_back(signed_in, verb):
    client, aino = signed_in(), somebody(verb)
    person("Kaarlo", "Åberg")
    address = picked(client, verb, aino)
    before = entries()
    assert client.get(address).status_code == 200
    said = looked(client, address, **GIVEN[verb])
    assert str(VERBS[verb].will % {"n": 1}) in said
    assert entries() == before, "looking changed something"
    answer = done(client, address, 1, **GIVEN[verb])
    assert answer.redirect_chain[-1][0] == "/asiakkaat"
    assert str(VERBS[verb].done % {"n": 1}) in body(answer)
    assert entries() == before + 1
    if verb == "kielto":
        assert "data-undo" not in body(answer)
    else:
        assert "Kumottiin 1 asiakkaalta" in undone(client, answer)


@pytest.mark.parametrize("verb", [verb for verb, given in GIVEN.items() if given])
def test_an_empty_form_says_what_is_lacking_and_keeps_the_rest(signed_in, verb):
    client = signed_in()
    address = picked(client, verb, person())
    answer = client.post(address, {"step": "look", "title": "keep"})
    assert answer.status_code == 422
    assert "Tarkista nämä" in body(answer)


@pytest.mark.parametrize(
    ("verb", "given", "why"),
    [
        ("asiakkuus-alkaa", {"on": "2026-03-03"}, "vasta tulossa"),
        ("yhteydenotto", {"on": "2026-03-03"}, "vasta tulossa"),
        ("asiakkuus-alkaa", {"on": "30.2.2026"}, "muodossa 31.3.2026"),
        ("muistutus", {"assigned_to": "joku"}, "joku"),
        ("muistutus", {"due_on": "2026-03-01"}, "Päivä on jo mennyt."),
        ("rooli-alkaa", {"organisation": "Ei ole Oy"}, "ei löytynyt"),
        ("muistiinpano", {"text": "a" * 10_001}, "enintään 10000 merkkiä"),
        ("kielto", {"what": "delivery"}, "delivery"),
    ],
)
def test_what_cannot_be_is_told_beside_its_field(signed_in, verb, given, why):
    client = signed_in()
    address = picked(client, verb, somebody(verb))
    before = entries()
    answer = client.post(address, {"step": "do", **GIVEN[verb], **given})
    assert answer.status_code == 422
    assert why in body(answer)
    assert entries() == before


@pytest.mark.parametrize(("language", "day"), [("fi", "1.3.2026"), ("en", "1 Mar 2026")])
def test_the_preview_says_days_in_the_language_of_the_page(signed_in, language, day):
    client = signed_in()
    address = picked(client, "asiakkuus-alkaa", person())
    client.post("/kieli", {"language": language, "next": "/"})
    assert f"<dd>{day}</dd>" in looked(client, address, on="2026-03-01")


def test_an_organisation_of_two_is_asked_which(signed_in):
    client = signed_in()
    person_ = somebody("rooli-alkaa")
    firm("Esimerkki Kiinteistöt Oy")
    address = picked(client, "rooli-alkaa", person_)
    said = looked(client, address, **{**GIVEN["rooli-alkaa"], "organisation": "esimerkki"})
    assert "Tarkoitatko näistä jotakin" in said
    exact = {**GIVEN["rooli-alkaa"], "organisation": "esimerkki oy"}
    assert "1 henkilö saa roolin" in looked(client, address, **exact)


def test_html_in_a_note_is_text_in_the_preview(signed_in):
    client = signed_in()
    address = picked(client, "muistiinpano", person())
    said = looked(client, address, text="<script>alert(1)</script>\nja 😀")
    assert "<script>alert" not in said
    assert "&lt;script&gt;alert(1)" in said


# -- how many ---------------------------------------------------------------------------------


def test_who_is_left_out_is_counted_by_reason_with_its_clause(signed_in):
    client = signed_in()
    somebody("asiakkuus-paattyy")
    person("Kaarlo", "Åberg")
    address = picked(client, "asiakkuus-paattyy")
    said = looked(client, address, **GIVEN["asiakkuus-paattyy"])
    assert "Asiakkuus päättyy 1 asiakkaalta" in said
    assert "2 jää pois" in said
    assert "ei ole asiakas" in said


def test_whom_no_purpose_needs_it_of_is_told_with_the_clause(signed_in):
    """Marketing is for those who act for organisations: a consumer has no role in it."""
    client = signed_in("sales", name="bertta")
    address = picked(client, "rooli-paattyy", person())
    said = looked(client, address, role="billing", on="2026-03-02", purpose="marketing")
    assert "Kenellekään ei tehtäisi mitään" in said
    assert 'href="/lupaukset/data.' in said
    assert 'value="do"' not in said


def test_left_open_it_is_for_the_purpose_that_leaves_out_the_fewest(signed_in, monkeypatch):
    """Marketing is for representatives; were it the first, a consumer would be left out."""
    monkeypatch.setattr(Verb, "purposes", lambda _verb, _visit: ("marketing", "relations"))
    client, aino = signed_in(), somebody("rooli-paattyy")
    address = picked(client, "rooli-paattyy", aino)
    given = {"role": "billing", "on": "2026-03-02"}
    assert "Kenellekään" in looked(client, address, **given, purpose="marketing")
    said = looked(client, address, **given, purpose="-")
    assert "Rooli päättyy 1 henkilöltä" in said
    assert 'name="purpose" value="relations"' in said


def test_another_number_than_was_shown_does_nothing_and_shows_the_new_one(signed_in):
    client = signed_in()
    person()
    address = picked(client, "muistiinpano")
    shown = looked(client, address, text="x")
    assert "kirjoitetaan 1 asiakkaalle" in shown
    person("Kaarlo", "Åberg")
    before = entries()
    answer = client.post(address, {"step": "do", "agreed": agreed(shown), "text": "x"})
    assert answer.status_code == 409
    assert "Mitään ei tehty" in body(answer)
    assert "kirjoitetaan 2 asiakkaalle" in body(answer)
    assert entries() == before
    again = {"step": "do", "agreed": agreed(body(answer)), "text": "x"}
    assert "kirjoitettiin 2 asiakkaalle" in body(client.post(address, again, follow=True))


@pytest.mark.parametrize("verb", ["muistiinpano", "asiakkuus-alkaa", "rajoitus", "kielto"])
def test_it_is_not_done_to_as_many_others(signed_in, verb):
    client, aino = signed_in(), somebody(verb)
    person("Kaarlo", "Åberg")
    address = picked(client, verb, address="/asiakkaat?kind=consumer")
    word = agreed(looked(client, address, **GIVEN[verb]))
    people.restrict(act=RELATIONS, party=aino)
    other = person("Bertta", "Öhman")
    before = entries()
    given = {"step": "do", "agreed": word, "typed": "2", **GIVEN[verb]}
    answer = client.post(address, given)
    assert answer.status_code == 409
    assert "joukossa olisi muita" in body(answer)
    assert entries() == before
    assert not known(other).restricted


@pytest.mark.parametrize("word", ["", "x", "1", "a" * 400])
def test_what_nobody_was_shown_is_not_done(signed_in, word):
    client = signed_in()
    address = picked(client, "muistiinpano", person())
    before = entries()
    answer = client.post(address, {"step": "do", "agreed": word, "text": "x"})
    assert answer.status_code == 409
    assert entries() == before


@pytest.mark.parametrize("verb", VERBS)
def test_what_is_sent_twice_is_done_once(signed_in, verb):
    client, aino = signed_in(), somebody(verb)
    address = picked(client, verb, aino)
    said = looked(client, address, **GIVEN[verb])
    assert "data-again" not in said.partition('<form method="post" class="narrow"')[2]
    given = {"step": "do", "agreed": agreed(said), "once": token(said), "typed": "1"}
    before = entries()
    first = client.post(address, {**given, **GIVEN[verb]}, follow=True)
    assert entries() == before + 1
    second = client.post(address, {**given, **GIVEN[verb]}, follow=True)
    assert entries() == before + 1
    assert first.redirect_chain == second.redirect_chain
    assert "oli jo lähetetty" in body(second)


def test_a_preview_shown_anew_is_done_anew(signed_in):
    client = signed_in()
    address = picked(client, "muistiinpano", person())
    for _time in range(2):
        said = looked(client, address, text="x")
        given = {"step": "do", "agreed": agreed(said), "once": token(said), "text": "x"}
        assert "kirjoitettiin 1 asiakkaalle" in body(client.post(address, given, follow=True))


def test_whom_a_preview_means_cannot_be_read_in_it(signed_in):
    client, aino = signed_in(), person()
    said = looked(client, picked(client, "muistiinpano", aino), text="x")
    assert agreed(said)
    assert digest_of([aino]) not in said


@pytest.mark.parametrize("typed", ["", "0", "2", "yksi", "-1", "1e0", "١"])
def test_what_weighs_much_is_done_when_the_number_is_typed(signed_in, typed):
    client, aino = signed_in(), somebody("rajoitus")
    address = picked(client, "rajoitus", aino)
    word = agreed(looked(client, address))
    answer = client.post(address, {"step": "do", "agreed": word, "typed": typed})
    assert answer.status_code == 422
    assert "Luku on toinen. Mitään ei tehty" in body(answer)
    assert not known(aino).restricted


def test_changing_ones_mind_keeps_what_was_written(signed_in):
    client = signed_in()
    address = picked(client, "muistiinpano", person())
    said = body(client.post(address, {"step": "edit", "text": "Kevätkirje lähti"}))
    assert "Kevätkirje lähti</textarea>" in said
    assert "Tarkista nämä" not in said


def test_a_restricted_person_is_left_out_of_a_note(signed_in):
    client, aino = signed_in(), person()
    kaarlo = person("Kaarlo", "Åberg")
    address = picked(client, "muistiinpano", aino, kaarlo)
    restrict = picked(client, "rajoitus", aino)
    done(client, restrict, 1)
    said = looked(client, address, text="x")
    assert "kirjoitetaan 1 asiakkaalle" in said
    assert "poistunut tai ei näy tarkoituksillesi" in said
    assert "rajoitettu" not in said


@pytest.mark.parametrize("verb", VERBS)
def test_a_number_written_into_the_list_does_not_tell_who_is_restricted(signed_in, verb):
    client, aino = signed_in("sales", name="bertta"), somebody(verb)
    addresses = [picked(client, verb, aino), picked(client, verb, aino + 999)]
    people.restrict(act=RELATIONS, party=aino)
    pages = [looked(client, address, **GIVEN[verb]) for address in addresses]
    bare = [re.sub(r"<[^>]*>", "", page.partition("<main")[2]) for page in pages]
    assert "1 jää pois" in bare[0]
    assert bare[0] == bare[1]


def test_a_ban_reaches_whom_nobody_sees_any_more(signed_in):
    client, aino = signed_in(), person("Aino", "Äijälä", Email("aino@example.fi"))
    kaarlo = person("Kaarlo", "Åberg")
    addresses = [picked(client, "kielto", aino), picked(client, "kielto", aino, kaarlo)]
    people.restrict(act=RELATIONS, party=aino)
    for address, count in zip(addresses, (0, 1), strict=True):
        said = looked(client, address, **GIVEN["kielto"])
        assert "Kielto koskee myös valittuja, joita et näe" in said
        assert "Kenellekään" not in said
        answer = done(client, address, count, **GIVEN["kielto"])
        assert answer.redirect_chain
        assert "Kielto koskee myös valittuja, joita et näe" in body(answer)
    act = Act("bertta", "claims", NOW, "web")
    people.lift_restriction(act=act, party=aino)
    act = Act("bertta", "marketing", NOW, "web")
    assert not is_allowed(act=act, party=aino, purpose="marketing", channel=Channel.EMAIL)


def test_a_ban_for_many_stops_marketing(signed_in):
    client, aino = signed_in(), person("Aino", "Äijälä", Email("aino@example.fi"))
    done(client, picked(client, "kielto", aino), 1, **GIVEN["kielto"])
    act = Act("bertta", "marketing", NOW, "web")
    assert not is_allowed(act=act, party=aino, purpose="marketing", channel=Channel.EMAIL)


def test_an_undo_leaves_what_has_been_changed_since(signed_in):
    client, aino = signed_in(), person()
    kaarlo = person("Kaarlo", "Åberg")
    address = picked(client, "asiakkuus-alkaa", aino, kaarlo)
    answer = done(client, address, 2, on="2026-03-02")
    done(client, picked(client, "asiakkuus-paattyy", kaarlo), 1, on="2026-03-02")
    said = undone(client, answer)
    assert "Kumottiin 1 asiakkaalta. 1 jäi ennalleen" in said
    assert known(aino).state is State.PROSPECT
    assert known(kaarlo).state is State.FORMER


def test_a_role_is_offered_what_it_may_do(signed_in):
    person()
    sales = body(signed_in("sales", name="bertta").get("/asiakkaat"))
    books = body(signed_in("bookkeeping", name="kaarlo").get("/asiakkaat"))
    assert 'value="muistiinpano"' in sales
    assert 'value="muistiinpano"' not in books
    assert 'value="rajoitus"' in books


def test_what_a_role_may_not_do_is_not_done_by_its_address_either(signed_in):
    person()
    client = signed_in("bookkeeping", name="kaarlo")
    answer = client.post(picked(client, "muistiinpano"), {"step": "do", "text": "x"})
    assert answer.headers["Location"] == "/asiakkaat"


def test_nothing_is_said_to_be_picked_before_a_script_has_counted(signed_in):
    person()
    said = body(signed_in().get("/asiakkaat"))
    assert "<p hidden>Valittuna <strong data-count></strong></p>" in said
    assert "<noscript><p>Merkitse rivejä ja valitse, mitä niille tehdään.</p>" in said
