"""What the claims about the list share: who is in the register, what a page says."""

import re
from html import unescape

from django.test import Client
from web_hands import NOW

from lupaus.guard import Act
from lupaus.register import people, relations, trade
from lupaus.register.values import Firm

RELATIONS = Act("bertta", "relations", NOW, "web")
ACCOUNTING = Act("bertta", "accounting", NOW, "web")


def firm(name: str = "Esimerkki Oy") -> int:
    new = people.NewOrganisation(Firm(name))
    return people.add_organisation(act=RELATIONS, organisation=new).party


def acts_for(party: int, organisation: int, role: str = "billing") -> None:
    made = relations.Role(organisation, role)
    relations.affiliate(act=RELATIONS, person=party, role=made)


def owing(party: int, *, cents: int, collection: bool = False) -> None:
    new = trade.NewInvoice(f"L{party}", (trade.Line("työ", cents),), NOW.date())
    row = trade.issue_invoice(act=ACCOUNTING, party=party, invoice=new).ids[0]
    if collection:
        trade.send_to_collection(act=ACCOUNTING, invoice=row)


def names(said: str) -> list[str]:
    """Who stands in the list, in its order."""
    return [unescape(name) for name in re.findall(r'\?l=[\w-]+">([^<]*)</a>', said)]


def heads(said: str) -> dict[str, str]:
    """The heads that sort, and where they lead."""
    head = said.partition("<thead>")[2].partition("</thead>")[0]
    found = re.findall(r'<a href="([^"]*)">([^<]*)', head)
    return {unescape(label).strip(): unescape(url) for url, label in found}


def near(said: str, which: str) -> str:
    """Where the next page or the one before is; empty at an end."""
    found = re.search(rf'rel="{which}" href="([^"]*)"', said)
    return unescape(found[1]) if found else ""


def bar_of(said: str) -> str:
    """The word of the list that the form of the bar carries."""
    found = re.search(r'name="l" value="([\w-]+)"', said)
    return found[1] if found else ""


def agreed(said: str) -> str:
    """The sealed word of a preview: who they are that were shown."""
    found = re.search(r'name="agreed" value="([\w-]+)"', said)
    return found[1] if found else ""


def token(said: str) -> str:
    """By which a form that is sent twice is known."""
    found = re.search(r'name="once" value="([\w-]+)"', said)
    return found[1] if found else ""


def picked(client: Client, verb: str, *parties: int, address: str = "/asiakkaat") -> str:
    """The address of the page that asks, from the bar of the list."""
    word = bar_of(client.get(address).content.decode())
    given = {"l": word, "do": verb, "party": parties} if parties else {"all": "1", "do": verb}
    answer = client.post("/asiakkaat/valitut", {**given, "l": word})
    assert answer.status_code == 302
    return answer.headers["Location"]
