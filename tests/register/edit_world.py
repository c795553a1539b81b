"""Changes as a face would hand them in, for the claims about editing."""

from register_world import DAY, NOW, TODAY, act, consumer, contact, firm, looking

from lupaus.guard import system_grant
from lupaus.records.catalogue import claims
from lupaus.register.edit import apply
from lupaus.register.pages import person_page

TOMORROW = NOW + DAY
#: table -> purpose, what is typed, what is mended, and the section of the page.
ROWS = {
    "personname": ("relations", {"given": "Aino"}, {"family": "Äijö"}, "names"),
    "emailaddress": ("relations", {"address": "a@example.fi"}, {"kind": "koti"}, "emails"),
    "phonenumber": ("relations", {"typed": "09 123 456"}, {"typed": "09 123 457"}, "phones"),
    "postaladdress": (
        "delivery",
        {"street": "Katu 1", "postcode": "33100"},
        {"town": "Hämeenlinna"},
        "addresses",
    ),
    "webaddress": ("relations", {"url": "example.fi"}, {"url": "example.com"}, "webs"),
    "billingprofile": (
        "accounting",
        {"iban": "FI21 1234 5600 0007 85"},
        {"reference": "osasto 5"},
        "billing",
    ),
    "order": ("delivery", {"name": "Sivut"}, {"price_cents": "12,50"}, "orders"),
    "note": ("relations", {"text": "soitti"}, {"text": "soitti kahdesti"}, "notes"),
    "message": (
        "relations",
        {"at": NOW, "direction": "in", "channel": "phone"},
        {"subject": "Tarjous"},
        "messages",
    ),
    "affiliation": ("relations", {"role": "billing"}, {"title": "Kirjuri"}, "affiliations"),
}  # fmt: skip


def page(party, *purposes, look=person_page):
    with looking(*purposes or ("relations",)) as r:
        return look(r, party, today=TODAY)


def only(party, purpose, section):
    (row,) = getattr(page(party, purpose), section)
    return row


def edited(party, change, purpose="relations", at=TOMORROW):
    return apply(act=act(purpose, at=at), party=party, change=change)


def somebody(table, *more):
    """A party, and what is typed for a row of the table."""
    purpose, given, mended, section = ROWS[table]
    if table == "affiliation":
        return contact(), purpose, {**given, "organisation_id": firm()}, mended, section
    who = consumer("Aino", "Äijälä", *more)
    if table == "personname":  # the one that there is, and another
        return who, purpose, {"given": "Aino Maria", "family": "Äijälä"}, mended, section
    return who, purpose, given, mended, section


def raw(table, row):
    """The row as it is stored, every column."""
    with system_grant("export", why="a test", at=NOW) as part:
        columns = ", ".join(f'"{c}"' for c in claims()[f"records_{table}"].shown)
        return part.execute(f"SELECT {columns} FROM records_{table} WHERE id = %s", [row])
