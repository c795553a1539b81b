"""What breaks a promise, in words: which sort of thing, and whose.

The check names it by table and number (``personname#7 of customer 1001``), which says nothing
of what is there and is the same from one check to the next; the command line shows that. A
page says it in words, and leads to the card whoever may see it.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from lupaus.guard import Reading
from lupaus.register.named import named, numbered
from lupaus.web.customers.card_words import ROWS
from lupaus.web.frame.visit import Visit

_ROW = re.compile(
    r"(?:(?P<table>(?!party#)[a-z]+)#\d+)?(?: of )?"
    r"(?:customer (?P<number>\d+)|party#(?P<party>\d+))?"
)
_ACCOUNT = re.compile(r"user (?P<name>\S+)")
_BANS = "list of bans"


@dataclass(frozen=True, slots=True)
class Example:
    """One of them. ``url`` is its customer's card, where the purposes of the moment see it.
    ``is_code``: it has no words, and is shown as the check has it."""

    text: str
    url: str = ""
    is_code: bool = False


def examples(visit: Visit, told: Iterable[str]) -> tuple[Example, ...]:
    """In the order of the check."""
    listed = tuple(told)
    rows = {text: match for text in listed if text and (match := _ROW.fullmatch(text))}
    cards = _cards(visit, rows)
    return tuple(
        Example(said, cards.get(text, "")) if (said := _words(text, rows)) else _code(text)
        for text in listed
    )


def _code(text: str) -> Example:
    return Example(text, is_code=True)


def _words(text: str, rows: Mapping[str, re.Match[str]]) -> str:
    """Empty for what has none."""
    if account := _ACCOUNT.fullmatch(text):
        return _("Tunnus %(name)s") % {"name": account["name"]}
    if text == _BANS:
        return _("Estolista")
    match = rows.get(text)
    if match is None or (match["table"] and match["table"] not in ROWS):
        return ""
    whose = _whose(match)
    what = str(ROWS[match["table"]]) if match["table"] else ""
    return str(capfirst(", ".join(part for part in (what, whose) if part)))


def _whose(match: re.Match[str]) -> str:
    if match["number"]:
        return _("asiakas %(number)s") % {"number": match["number"]}
    return _("asiakas, jolla ei ole numeroa") if match["party"] else ""


def _cards(visit: Visit, rows: Mapping[str, re.Match[str]]) -> Mapping[str, str]:
    """The addresses of the cards that the visitor may see. No name is asked for."""
    asked = {text: match for text, match in rows.items() if match["number"] or match["party"]}
    if not asked:
        return {}
    with visit.reading("promise-examples") as r:
        found = {text: _party(r, match) for text, match in asked.items()}
    return {text: reverse("customer", args=(p,)) for text, p in found.items() if p}


def _party(r: Reading, match: re.Match[str]) -> int | None:
    if match["number"]:
        return numbered(r, int(match["number"]))
    party = int(match["party"])
    return party if party in named(r, [party]) else None
