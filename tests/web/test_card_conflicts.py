"""Two who mend or take away the same row of a card: nothing is lost, nothing done unseen."""

import re

import pytest
from card_hands import email_of, form_of, rows
from card_world import act, person

from lupaus.register import edit
from lupaus.register.edit import Change
from lupaus.register.values import Email

pytestmark = pytest.mark.engine
PART = {"HX-Request": "true"}


def _raced(client, party, **typed):
    """Somebody else mends the address between the form and its answer."""
    row = email_of(party)
    address = f"/asiakkaat/{party}/muuta/emailaddress/{row.id}"
    form = form_of(client, address)
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
    assert email_of(party).address == "toisen@example.fi"
    seen = re.search(r'name="seen" value="([^"]+)"', page)[1]
    client.post(address, {"seen": seen, "address": "minun@example.fi"})
    assert email_of(party).address == "minun@example.fi"


def test_what_somebody_else_has_changed_is_not_taken_away_unseen(signed_in):
    party, client = person(None, Email("vanha@example.fi")), signed_in("sales")
    address, answer = _raced(client, party, remove="1")
    page = answer.content.decode()
    assert answer.status_code == 409
    assert email_of(party).address == "toisen@example.fi"
    assert "Poista silti" in page
    assert "Tallenna silti" not in page
    assert 'name="address"' not in page
    seen = re.search(r'name="seen" value="([^"]+)"', page)[1]
    client.post(address, {"seen": seen, "remove": "1"})
    assert not rows(party, "emails", "relations")


def _taken_away(client, party):
    """The form of a row that somebody takes away while it is open, and its address."""
    row = email_of(party)
    address = f"/asiakkaat/{party}/muuta/emailaddress/{row.id}"
    form = form_of(client, address)
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
    assert email_of(party).address == "minun@example.fi"


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
