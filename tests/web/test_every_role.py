"""Whatever page somebody comes to, by whatever link, what their purposes hide is on none."""

import re
from collections import Counter, deque
from html import unescape

import pytest
from card_world import CODE, SECRET, act, full
from django.test import Client
from test_every_address import TABLE

from lupaus.guard import in_force
from lupaus.policy.vocabulary import Category
from lupaus.register import people
from lupaus.register.values import Address

pytestmark = pytest.mark.engine

#: Of everything that is kept of somebody, as it would stand on a page.
VALUES = {
    Category.EMAIL: ("aino@example.fi",),
    Category.PHONE: ("0401234567", "040 123 4567", "+358401234567"),
    Category.POSTAL_ADDRESS: ("Kehruukatu 77",),
    Category.WEB_ADDRESS: ("www.example.fi",),
    Category.IDENTITY_CODE: (CODE,),
    Category.BILLING: ("FI2112345600000785", "FI21 1234 5600 0007 85"),
    Category.ORDERS: ("Kotisivut",),
    Category.VOUCHERS: ("suunnittelu", "2026-7<"),
    Category.MESSAGES: ("Lähettäisittekö",),
    Category.NOTES: ("toivoo puhelua", "soita tarjouksesta"),
    Category.FILES: ("sopimus.pdf",),
    Category.CREDENTIALS: (SECRET,),
}
LEAST = 40  # pages that each comes to
ALIKE = 3  # addresses that differ in a number or a question alone: so many of them
LEFT = {"/kirjaudu/ulos"}


def _pages(client: Client, starts: list[str]) -> dict[str, str]:
    """What is reached by links, with its text: of a list's pages the first few."""
    waiting, met, found = deque(starts), set(starts), {}
    of_a_kind: Counter[str] = Counter()
    while waiting:
        address = waiting.popleft()
        answer = client.get(address, follow=True)
        text = b"".join(answer) if answer.streaming else answer.content
        if answer.headers.get("Content-Type", "").startswith("text/"):
            found[address] = unescape(text.decode("utf-8", "replace"))
        for link in re.findall(r'(?:href|hx-get)="(/[^"#]*)', found.get(address, "")):
            kind = re.sub(r"\d+|\?.*", "", link)
            if link in met or link in LEFT or link.startswith("/static/"):
                continue
            met.add(link)
            of_a_kind[kind] += 1
            if of_a_kind[kind] <= ALIKE:
                waiting.append(link)
    return found


@pytest.mark.parametrize("role", ["sales", "support", "bookkeeping"])
def test_no_page_shows_a_role_what_its_purposes_hide(site, signed_in, role):
    party = full()
    address = Address("Kehruukatu 77", "33100", "Tampere")
    people.add_details(act=act("delivery"), party=party, details=[address])
    policy = in_force().policy
    seen = {c for p in policy.roles[role].purposes for c in policy.categories_of(p)}
    starts = [
        address.replace("999999", str(party))
        for _name, address, view in TABLE
        if "GET" in view.methods and address not in LEFT
    ]
    found = _pages(signed_in(role, name="bertta"), starts)
    wrong = [
        f"{where} shows {value} ({category})"
        for category, values in VALUES.items()
        if category not in seen
        for value in values
        for where, text in found.items()
        if value in text
    ]
    assert not wrong, "\n".join(wrong)
    assert len(found) >= LEAST
    shown = {
        c
        for c, values in VALUES.items()
        for v in values
        if v in found.get(f"/asiakkaat/{party}", "")
    }
    assert shown & seen, "the card shows nothing at all: the claim would hold of an empty page"
