"""The undo button: once, by whoever did it, and not lost when it is refused."""

import re
from datetime import timedelta

import pytest
from card_world import act, person
from web_hands import NOW

from lupaus.accounts import undoing
from lupaus.register import people
from lupaus.register.values import Email

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


@pytest.mark.parametrize(("late", "opens"), [(0, False), (-1, True)])
def test_what_was_put_back_opens_no_longer_than_before(site, late, opens):
    token = undoing.keep("aino", ("edit", 1), at=NOW)
    undoing.put_back(undoing.take(token, "aino", at=NOW))
    end = NOW + undoing.TERM + timedelta(seconds=late)
    assert (undoing.take(token, "aino", at=end) is not None) is opens
