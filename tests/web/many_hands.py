"""How the claims about acts on many look at one, agree to it and do it on the pages."""

from datetime import timedelta

from django.test import Client
from list_hands import acts_for, agreed, firm
from web_hands import NOW, person

from lupaus.guard import Act
from lupaus.ledger.history import latest
from lupaus.register import relations
from lupaus.register.values import Email

RELATIONS = Act("bertta", "relations", NOW, "web")


def body(answer) -> str:
    return answer.content.decode()


def looked(client: Client, address: str, **given: str) -> str:
    return body(client.post(address, {"step": "look", **given}))


def done(client: Client, address: str, count: int, **given: str):
    """Shown, agreed to, done."""
    word = agreed(looked(client, address, **given))
    asked = {"step": "do", "agreed": word, "typed": str(count), **given}
    return client.post(address, asked, follow=True)


def undone(client: Client, answer) -> str:
    token = body(answer).split('name="token" value="')[-1].split('"')[0]
    return body(client.post("/kumoa", {"token": token}, follow=True))


def entries() -> int:
    return len(latest(10_000))


#: What is filled in, by what is done.
GIVEN = {
    "muistiinpano": {"text": "Kevätkirje lähti"},
    "yhteydenotto": {
        "direction": "out", "channel": "post", "on": "2026-03-01", "subject": "Kevätkirje",
    },
    "muistutus": {"text": "Soita", "due_on": "2026-03-02", "assigned_to": "-"},
    "asiakkuus-alkaa": {"on": "2.3.2026"},
    "asiakkuus-paattyy": {"on": "2026-03-02", "reason": "muutti"},
    "rooli-alkaa": {"organisation": "Esimerkki Oy", "role": "billing", "on": "2026-03-02"},
    "rooli-paattyy": {"role": "billing", "on": "2026-03-02"},
    "kielto": {"what": "marketing", "channel": "email", "origin": "own", "how": "puhelimessa"},
    "rajoitus": {},
}  # fmt: skip


def somebody(verb: str) -> int:
    """Somebody to whom it can be done."""
    aino, oy = person("Aino", "Äijälä", Email("aino@example.fi")), firm("Esimerkki Oy")
    if verb == "rooli-paattyy":
        acts_for(aino, oy)
    if verb == "asiakkuus-paattyy":
        relations.begin_relation(act=RELATIONS, party=aino, on=NOW.date() - timedelta(9))
    return aino
