"""Two who mend or take away the same row of a card: nothing is lost, nothing done unseen."""

import re

import pytest
from card_world import TODAY, act, person
from web_hands import NOW

from lupaus.guard import Actor, in_force, reading
from lupaus.register import edit
from lupaus.register.edit import Change
from lupaus.register.pages import person_page
from lupaus.register.values import Email

pytestmark = pytest.mark.engine
PART = {"HX-Request": "true"}


def _rows(party, section, purpose):
    actor = Actor("bertta", "owner", in_force().purposes_of("owner"))
    with reading(actor, {purpose}, at=NOW, about="test") as r:
        return getattr(person_page(r, party, today=TODAY), section)


def _email(party):
    return _rows(party, "emails", "relations")[0]


def _form(client, address):
    """The fields of the form as the page holds them."""
    page = client.get(address).content.decode()
    found = re.findall(r'<input[^>]*name="([^"]+)"(?:[^>]*value="([^"]*)")?', page)
    return {name: value for name, value in found if name in {"seen", "source"}}


def _raced(client, party, **typed):
    """Somebody else mends the address between the form and its answer."""
    row = _email(party)
    address = f"/asiakkaat/{party}/muuta/emailaddress/{row.id}"
    form = _form(client, address)
    theirs = Change.correct(
        "emailaddress",
        row.id,
        {"address": "toisen@example.fi"},
        seen={"address": row.address, "kind": row.kind},
    )
    edit.apply(act=act(), party=party, change=theirs)
    return address, client.post(address, {**form, **typed})


def test_who_was_slower_is_shown_the_three_sides_and_decides(signed_in):
    party, client = person(None, Email("vanha@example.fi")), signed_in("sales")
    address, answer = _raced(client, party, address="minun@example.fi")
    page = answer.content.decode()
    assert answer.status_code == 409
    for side in ("toisen@example.fi", "minun@example.fi", "vanha@example.fi"):
        assert f'<td dir="auto">{side}</td>' in page
    assert _email(party).address == "toisen@example.fi"
    seen = re.search(r'name="seen" value="([^"]+)"', page)[1]
    client.post(address, {"seen": seen, "address": "minun@example.fi"})
    assert _email(party).address == "minun@example.fi"


def test_what_somebody_else_has_changed_is_not_taken_away_unseen(signed_in):
    party, client = person(None, Email("vanha@example.fi")), signed_in("sales")
    address, answer = _raced(client, party, remove="1")
    page = answer.content.decode()
    assert answer.status_code == 409
    assert _email(party).address == "toisen@example.fi"
    assert "Poista silti" in page
    assert "Tallenna silti" not in page
    assert 'name="address"' not in page
    seen = re.search(r'name="seen" value="([^"]+)"', page)[1]
    client.post(address, {"seen": seen, "remove": "1"})
    assert not _rows(party, "emails", "relations")


def _taken_away(client, party):
    """The form of a row that somebody takes away while it is open, and its address."""
    row = _email(party)
    address = f"/asiakkaat/{party}/muuta/emailaddress/{row.id}"
    form = _form(client, address)
    seen = {"address": row.address, "kind": row.kind}
    change = Change.remove("emailaddress", row.id, seen=seen)
    edit.apply(act=act(), party=party, change=change)
    return address, form


@pytest.mark.parametrize("headers", [{}, PART])
def test_what_is_typed_survives_that_somebody_took_the_row_away(signed_in, headers):
    party, client = person(None, Email("vanha@example.fi")), signed_in("sales")
    address, form = _taken_away(client, party)
    typed = {**form, "address": "minun@example.fi"}
    answer = client.post(address, typed, headers=headers)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert page.count("Joku ehti poistaa tämän") > 1  # the title too
    assert "Joku ehti muuttaa" not in page
    assert 'value="minun@example.fi"' in page
    assert "Tallenna silti" not in page
    anew = re.search(r'<form method="post" action="([^"]+)" class="stack in-place"', page)[1]
    client.post(anew, typed)
    assert _email(party).address == "minun@example.fi"


def test_what_is_gone_is_not_taken_away_again(signed_in):
    party, client = person(None, Email("vanha@example.fi")), signed_in("sales")
    address, form = _taken_away(client, party)
    answer = client.post(address, {**form, "remove": "1"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "poistettavaa ei jäänyt" in page
    assert "Poista silti" not in page
    assert 'name="address"' not in page


def test_a_form_in_its_place_tells_that_the_row_is_gone(signed_in):
    party, client = person(None, Email("vanha@example.fi")), signed_in("sales")
    address, _asked = _taken_away(client, party)
    whole, part = client.get(address), client.get(address, headers=PART)
    assert whole.status_code == part.status_code == 404
    for answer in (whole, part):
        assert "Tietoa ei enää ole" in answer.content.decode()
    assert "<html" not in part.content.decode()
    swapped = r'"code":"([^"]*)","swap":true'
    page = client.get(f"/asiakkaat/{party}").content.decode()
    assert any(re.fullmatch(code, "404") for code in re.findall(swapped, page))
