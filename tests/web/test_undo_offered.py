"""The undo button: once, by whoever did it, and not lost when it is refused."""

import re
from datetime import timedelta

import pytest
from card_hands import form_of, rows
from card_world import act, person
from web_hands import NOW

from lupaus.accounts import undoing
from lupaus.ledger.entry import Event
from lupaus.register import people
from lupaus.register.values import Email
from lupaus.web.events.words import via_label
from lupaus.web.frame.wording import did_label

pytestmark = pytest.mark.engine


def _added(client, party):
    """An address is added on the card; the token of its undo."""
    address = f"/asiakkaat/{party}/lisaa/emailaddress"
    return _token(client.post(address, {"address": "uusi@example.fi"}, follow=True))


def _token(answer):
    return re.findall(r'name="token" value="([^"]+)"', answer.content.decode())[-1]


def _is_there(client, party):
    client.post("/tarkoitus", {"purpose": ""})
    return "uusi@example.fi" in client.get(f"/asiakkaat/{party}").content.decode()


def test_an_undo_does_not_fail_because_the_work_was_narrowed_since(signed_in):
    party, client = person(), signed_in()
    token = _added(client, party)
    client.post("/tarkoitus", {"purpose": "claims"})
    assert "Kumottu." in client.post("/kumoa", {"token": token}, follow=True).content.decode()
    assert not _is_there(client, party)


def test_a_refused_undo_is_offered_again_and_works_when_nothing_is_against_it(signed_in):
    party, client = person(None, Email("aino@example.fi")), signed_in()
    token = _added(client, party)
    people.open_claim(act=act(), party=party)  # what may prove it stays
    answer = client.post("/kumoa", {"token": token})
    assert answer.status_code == 403
    assert _is_there(client, party)
    people.settle_claim(act=act(), party=party)
    assert _token(answer) == token
    assert "Kumottu." in client.post("/kumoa", {"token": token}, follow=True).content.decode()
    assert not _is_there(client, party)


def test_an_undo_works_once(signed_in):
    party, client = person(), signed_in()
    token = _added(client, party)
    client.post("/kumoa", {"token": token})
    again = client.post("/kumoa", {"token": token}, follow=True).content.decode()
    assert "Tätä ei voi enää kumota." in again


def test_of_two_who_take_it_at_once_one_gets_it(site, monkeypatch):
    token = undoing.keep("aino", ("edit", 1), at=NOW)
    box, other = undoing.AESGCM, []

    def slow(key):
        """While one opens it, another does."""
        monkeypatch.setattr(undoing, "AESGCM", box)
        other.append(undoing.take(token, "aino", at=NOW))
        return box(key)

    monkeypatch.setattr(undoing, "AESGCM", slow)
    both = [undoing.take(token, "aino", at=NOW), *other]
    assert sorted(one is None for one in both) == [False, True]


# --- as it is told afterwards -----------------------------------------------------------------


def _happened(client, party) -> str:
    card = client.get(f"/asiakkaat/{party}").content.decode()
    return card.split('id="aika"')[1].split("</section>")[0]


def _told(client) -> str:
    page = re.sub(r"</?strong>", "", client.get("/tapahtumat").content.decode())
    assert "web.undo" not in page
    return page


def test_an_undo_of_something_added_is_told_as_an_undo(signed_in):
    party, client = person(), signed_in()
    client.post("/kumoa", {"token": _added(client, party)})
    assert "aino kumosi lisäyksen: sähköposti" in _happened(client, party)
    assert "aino kumosi lisäyksen" in _told(client)
    assert "poisti tietoja" not in _told(client)
    assert "aino</strong> kumosi lisäyksen" in client.get("/").content.decode()


def test_an_undo_of_something_taken_away_is_told_beside_it(signed_in):
    party, client = (
        person(None, Email("aino@example.fi"), Email("toinen@example.fi")),
        signed_in(),
    )
    row = rows(party, "emails", "relations")[0].id
    address = f"/asiakkaat/{party}/muuta/emailaddress/{row}"
    form = {**form_of(client, address), "remove": "1"}
    token = _token(client.post(address, form, follow=True))
    assert "kumosi" not in _told(client)
    client.post("/kumoa", {"token": token})
    happened = _happened(client, party)
    assert happened.index("aino kumosi poiston") < happened.index("aino poisti tietoja")
    assert "aino kumosi poiston" in _told(client)


@pytest.mark.parametrize("event", Event)
def test_an_undo_of_anything_has_words(event):
    plain, undone = str(did_label(event, "web")), str(did_label(event, "web.undo"))
    assert undone.startswith("kumosi")
    assert plain == str(did_label(event, "import"))
    assert str(via_label("web.undo")) == str(via_label("web")) == "selaimessa"


@pytest.mark.parametrize(("late", "opens"), [(0, False), (-1, True)])
def test_what_was_put_back_opens_no_longer_than_before(site, late, opens):
    token = undoing.keep("aino", ("edit", 1), at=NOW)
    undoing.put_back(undoing.take(token, "aino", at=NOW))
    end = NOW + undoing.TERM + timedelta(seconds=late)
    assert (undoing.take(token, "aino", at=end) is not None) is opens
