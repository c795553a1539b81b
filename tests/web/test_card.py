"""The card of a customer: what is seen, whence, until when, and what is not."""

import pytest
from card_world import contact, full

pytestmark = pytest.mark.engine


def _card(client, party, **asked):
    return client.get(f"/asiakkaat/{party}", asked)


def test_a_card_opens_for_everybody_who_may_see_the_customer(signed_in):
    one, other = contact()
    client = signed_in("sales", name="kaarlo")
    for party in (full(), one, other):
        assert _card(client, party).status_code == 200
