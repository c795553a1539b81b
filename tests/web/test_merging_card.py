"""A merge is told of on the card and in the ledger for as long as it can be taken back."""

import re
from datetime import timedelta

import pytest
from adding_hands import text
from card_world import act
from web_hands import NOW, person

from lupaus.register import merge
from lupaus.register.facts import known
from lupaus.register.values import Email, Phone

pytestmark = pytest.mark.engine


def two() -> tuple[int, int]:
    keep = person("Aino", "Äijälä", Email("aino@example.fi"))
    return keep, person("Aino", "Aijala", Email("a@example.fi"), Phone("040 123 4567"))


def merged(client, keep: int, gone: int) -> None:
    client.post(f"/asiakkaat/{keep}/yhdista", {"toinen": gone, "do": "merge"})


def test_the_card_offers_the_undo_and_says_until_when(signed_in):
    client, (keep, gone) = signed_in(), two()
    number = known(gone).number
    assert "Kumoa yhdistäminen" not in text(client.get(f"/asiakkaat/{keep}"))
    merged(client, keep, gone)
    page = text(client.get(f"/asiakkaat/{keep}"))
    assert f'href="/asiakkaat/{keep}#yhdistetty"' in page
    assert f"Tähän yhdistettiin asiakas {number}" in page
    assert "Voi kumota 31.3.2026 saakka" in page
    address_ = re.search(r'action="(/asiakkaat/yhdistetyt/\d+/kumoa)"', page)
    assert address_ is not None
    client.post(address_[1])
    assert "Kumoa yhdistäminen" not in text(client.get(f"/asiakkaat/{keep}"))


@pytest.mark.parametrize(("days", "offered"), [(29, True), (30, False)])
def test_the_card_offers_the_undo_for_as_long_as_it_is_possible(days, offered, register):
    keep, gone = two()
    merge.merge(act=act(), keep=keep, gone=gone)
    found = merge.last_merge(keep, today=NOW.date() + timedelta(days=days))
    assert (found is not None) is offered


def test_the_ledger_says_of_the_one_that_it_was_merged(signed_in):
    client, (keep, gone) = signed_in(), two()
    merged(client, keep, gone)
    lines = client.get("/tapahtumat").content.decode().split("<li")
    told = [line for line in lines if "1 yhdistetty toiseen" in line]
    assert told
    assert not any("hävitetty tai piilossa" in line for line in told)
