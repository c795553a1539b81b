"""What the claims about editing a card see and do."""

import re
from typing import Any

from card_world import TODAY
from web_hands import NOW

from lupaus.guard import Actor, in_force, reading
from lupaus.register.pages import person_page


def rows(party: int, section: str, purpose: str) -> Any:
    """A section of the person's page, as one purpose sees it."""
    actor = Actor("bertta", "owner", in_force().purposes_of("owner"))
    with reading(actor, {purpose}, at=NOW, about="test") as r:
        return getattr(person_page(r, party, today=TODAY), section)


def email_of(party: int) -> Any:
    return rows(party, "emails", "relations")[0]


def form_of(client: Any, address: str) -> dict[str, str]:
    """The fields of the form as the page holds them."""
    page = client.get(address).content.decode()
    found = re.findall(r'<input[^>]*name="([^"]+)"(?:[^>]*value="([^"]*)")?', page)
    return {name: value for name, value in found if name in {"seen", "source"}}
