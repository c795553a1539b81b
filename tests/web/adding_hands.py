"""What the claims about adding share: a form filled in, what a page says, who came of it."""

import re
from html import unescape
from typing import Any

from django.http import HttpResponse
from django.test import Client
from house import SAMPLE, adopt_sample
from web_hands import NOW

from lupaus.guard import Actor, in_force, reading, system_grant
from lupaus.register.pages import organisation_page, person_page
from lupaus.register.rows import Page

PERSON, FIRM = "/asiakkaat/lisaa/henkilo", "/asiakkaat/lisaa/yritys"
TODAY = NOW.date()
CONSUMER = {"kind": "consumer"}
AINO = {**CONSUMER, "personname-0-given": "Aino", "personname-0-family": "Äijälä"}
BERTTA = {"kind": "representative", "personname-0-family": "Öhman"}


def sent(client: Client, typed: dict[str, Any], do: str = "save", at: str = PERSON) -> Any:
    """The answer to a form that was sent by a button."""
    return client.post(at, {**typed, "do": do})


def saved(client: Client, typed: dict[str, Any], do: str = "save", at: str = PERSON) -> int:
    """Who came of a form that is right; shown twice where somebody alike is there already."""
    answer = sent(client, typed, do, at)
    if answer.status_code == 200:
        shown = re.findall(r'name="shown" value="(\d+)"', text(answer))
        answer = sent(client, {**typed, "shown": shown}, do, at)
    assert answer.status_code == 302, told(answer)
    return newest()


def newest() -> int:
    with system_grant("proof", why="a test") as part:
        return part.execute("SELECT max(id) FROM records_party")[0][0]


def parties() -> int:
    with system_grant("proof", why="a test") as part:
        return part.execute("SELECT count(*) FROM records_party")[0][0]


def page_of(party: int, *purposes: str) -> Page:
    actor = Actor("aino", "owner", in_force().purposes_of("owner"))
    with reading(actor, purposes or actor.purposes, at=NOW, about="test") as r:
        found = person_page(r, party, today=TODAY) or organisation_page(r, party, today=TODAY)
    assert found is not None
    return found


def text(answer: HttpResponse) -> str:
    return unescape(answer.content.decode())


def told(answer: HttpResponse) -> list[str]:
    """The mistakes of the summary."""
    said = text(answer).partition("banner danger")[2].partition("</ul>")[0]
    return [re.sub(r"<[^>]*>", "", one).strip() for one in re.findall(r"<li>(.*?)</li>", said)]


def fields(answer: HttpResponse) -> set[str]:
    """The names of the fields that are asked, without the numbers of rows."""
    names = re.findall(r'name="([a-z]+)-\d+-([a-z_]+)"', answer.content.decode())
    return {f"{table}.{column}" for table, column in names}


def customers_only() -> None:
    """A policy that knows customers, and nobody who is none yet."""
    said = SAMPLE.read_text(encoding="utf-8")
    for kind in ("consumer", "representative"):
        states = "states: [customer, former]"
        said = said.replace(f"{{kind: {kind}}}", f"{{kind: {kind}, {states}}}")
    adopt_sample(said)


def two_sources() -> None:
    """A policy under which a name and an address come from either of two, a number from one."""
    said = SAMPLE.read_text(encoding="utf-8")
    said = said.replace(
        "customer: {kind: subject}",
        "customer: {kind: subject}\n  directory: {kind: contact-directory}",
    )
    for line in ("name: {for", "email: {for", "postal-address: {for"):
        before = said.index(f"\n  {line}")
        after = said.index("from: [customer]", before)
        said = said[:after] + "from: [customer, directory]" + said[after + 16 :]
    adopt_sample(said)
