"""A form that makes something makes it once, however often it is sent."""

import re
from datetime import timedelta

import pytest
from adding_hands import AINO, FIRM, PERSON, parties
from card_world import person
from web_hands import NOW

from lupaus.accounts import sendings
from lupaus.register import edit
from lupaus.web.frame import once

pytestmark = pytest.mark.engine
INVOICE = {
    "number": "2026-9",
    "issued_on": "2.3.2026",
    "text-0": "suunnittelu",
    "quantity-0": "1",
    "price-0": "100",
}
#: What is made on a card: the page of the form, what is typed, what is then seen.
MADE = {
    "note": ("kirjaa/merkinta", {"text": "toivoo puhelua"}, ">toivoo puhelua<"),
    "e-mail": ("lisaa/emailaddress", {"address": "uusi@example.fi"}, 'mailto:uusi@example.fi"'),
    "order": ("lisaa/order", {"name": "Verkkokauppa", "status": "open"}, ">Verkkokauppa<"),
    "invoice": ("laskut/uusi", INVOICE, ">2026-9<"),
    "login": (
        "sailyta/credential",
        {"label": "webhotelli", "username": "aino", "secret": "halla"},
        "webhotelli",
    ),
}
AGAIN = "Lomake oli jo lähetetty. Sitä ei kirjattu toiseen kertaan."


def _token(client, address):
    page = client.get(address).content.decode()
    return re.search(r'name="once" value="([^"]+)"', page)[1]


def _seen(client, party, piece):
    return client.get(f"/asiakkaat/{party}").content.decode().count(piece)


@pytest.mark.parametrize("what", MADE)
def test_a_form_that_is_sent_twice_writes_once_and_leads_to_the_same_place(signed_in, what):
    page, typed, piece = MADE[what]
    party, client = person(), signed_in()
    address = f"/asiakkaat/{party}/{page}"
    form = {**typed, "once": _token(client, address)}
    first = client.post(address, form)
    seen = _seen(client, party, piece)
    second = client.post(address, form)
    assert seen > 0
    assert second.headers["Location"] == first.headers["Location"]
    assert AGAIN in client.get(f"/asiakkaat/{party}").content.decode()
    assert _seen(client, party, piece) == seen


@pytest.mark.parametrize(
    ("address", "typed"), [(PERSON, AINO), (FIRM, {"organisation-0-name": "Kukka Oy"})]
)
@pytest.mark.parametrize("do", ["save", "next"])
def test_whoever_is_sent_twice_is_added_once(signed_in, address, typed, do):
    client, before = signed_in(), parties()
    form = {**typed, "do": do, "once": _token(client, address)}
    first, second = (client.post(address, form) for _time in range(2))
    assert first.status_code == second.status_code == 302
    assert second.headers["Location"] == first.headers["Location"]
    assert parties() == before + 1
    assert AGAIN in client.get(first.headers["Location"]).content.decode()


def test_who_may_be_there_already_is_asked_about_and_then_added_once(signed_in):
    client, before = signed_in(), parties()
    client.post(PERSON, {**AINO, "do": "save"})
    asked = client.post(PERSON, {**AINO, "do": "save", "once": _token(client, PERSON)})
    assert asked.status_code == 200
    page = asked.content.decode()
    [token] = re.findall(r'name="once" value="([^"]+)"', page)
    shown = re.findall(r'name="shown" value="(\d+)"', page)
    form = {**AINO, "do": "save", "once": token, "shown": shown}
    assert [client.post(PERSON, form).status_code for _time in range(2)] == [302, 302]
    assert parties() == before + 2


def test_what_goes_to_a_card_that_is_there_goes_there_once(signed_in):
    party, client = person(), signed_in()
    address = f"/asiakkaat/{party}/taydenna"
    typed = {"note-0-text": "soitti"}
    page = client.post(address, {**typed, "do": "use"}).content.decode()
    [token] = re.findall(r'name="once" value="([^"]+)"', page)
    form = {**typed, "take": "note-0", "do": "add", "once": token}
    assert [client.post(address, form).status_code for _time in range(2)] == [302, 302]
    assert _seen(client, party, ">soitti<") == 1


def test_a_form_shown_anew_writes_anew(signed_in):
    party, client = person(), signed_in()
    address = f"/asiakkaat/{party}/kirjaa/merkinta"
    for _time in range(2):
        client.post(address, {"text": "soitti", "once": _token(client, address)})
    assert _seen(client, party, ">soitti<") == 2


def test_something_else_typed_into_the_same_form_is_not_turned_away(signed_in):
    party, client = person(), signed_in()
    address = f"/asiakkaat/{party}/kirjaa/merkinta"
    token = _token(client, address)
    for text in ("soitti", "soitti taas"):
        client.post(address, {"text": text, "once": token})
    assert _seen(client, party, ">soitti<") == _seen(client, party, ">soitti taas<") == 1


def test_a_form_that_was_faulty_may_be_mended_and_sent(signed_in):
    party, client = person(), signed_in()
    address = f"/asiakkaat/{party}/lisaa/emailaddress"
    token = _token(client, address)
    for _time in range(2):  # the second is judged too, not led away
        faulty = client.post(address, {"address": "ei osoite", "once": token})
        assert faulty.status_code == 422
    client.post(address, {"address": "uusi@example.fi", "once": token})
    assert _seen(client, party, "uusi@example.fi") > 0


def test_a_form_whose_deed_failed_may_be_sent_again(signed_in, monkeypatch):
    party, client = person(), signed_in()
    address = f"/asiakkaat/{party}/kirjaa/merkinta"
    form = {"text": "soitti", "once": _token(client, address)}

    def fail(**_asked):
        raise RuntimeError

    with monkeypatch.context() as failing:
        failing.setattr(edit, "apply", fail)
        with pytest.raises(RuntimeError):
            client.post(address, form)
    client.post(address, form)
    assert _seen(client, party, ">soitti<") == 1


def test_whoever_sends_it_while_the_first_is_at_work_is_told_to_look(signed_in, monkeypatch):
    party, client = person(), signed_in()
    address = f"/asiakkaat/{party}/kirjaa/merkinta"
    form = {"text": "soitti", "once": _token(client, address)}
    monkeypatch.setattr(once, "MOMENT", 0)
    second = []
    apply = edit.apply

    def slow(**asked):
        monkeypatch.setattr(edit, "apply", apply)
        second.append(client.post(address, form))
        return apply(**asked)

    monkeypatch.setattr(edit, "apply", slow)
    client.post(address, form)
    assert second[0].status_code == 409
    assert "vielä kesken" in second[0].content.decode()
    assert _seen(client, party, ">soitti<") == 1


def test_the_same_form_of_two_people_is_two_forms(signed_in):
    party, aino, bertta = person(), signed_in(), signed_in("sales", name="bertta")
    address = f"/asiakkaat/{party}/kirjaa/merkinta"
    form = {"text": "soitti", "once": _token(aino, address)}
    aino.post(address, form)
    bertta.post(address, form)
    assert _seen(aino, party, ">soitti<") == 2


def test_nothing_that_was_typed_is_kept_of_a_form(signed_in):
    from lupaus.accounts.models import Sending  # noqa: PLC0415 - needs Django to be set up

    party, client = person(), signed_in()
    address = f"/asiakkaat/{party}/kirjaa/merkinta"
    client.post(address, {"text": "Aino soitti", "once": _token(client, address)})
    (kept,) = Sending.objects.values()
    assert "Aino" not in str(kept)
    assert kept["led_to"] == f"/asiakkaat/{party}#aika"


def test_sent_forms_are_forgotten_in_their_time(site):
    assert sendings.begin("a", at=NOW)
    sendings.finish("a", "/")
    assert sendings.forget(NOW + sendings.TERM - timedelta(seconds=1)) == 0
    assert not sendings.begin("a", at=NOW + sendings.TERM - timedelta(seconds=1))
    assert sendings.forget(NOW + sendings.TERM) == 1
    assert sendings.begin("a", at=NOW + sendings.TERM)
