"""What a report of the import is called on the pages: fates, keys, and the lists in it.

Reports are read as trees, because that is how they are kept once a list has been taken in.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from lupaus.guard import Adopted
from lupaus.intake.matching import Key
from lupaus.intake.preview import Outcome
from lupaus.policy.phrases.labels import STATES, SUBJECTS
from lupaus.policy.vocabulary import Category, State, SubjectKind
from lupaus.web.frame.wording import category_label, words
from lupaus.web.imports import sentences
from lupaus.web.imports.fields import known_clause

LISTED = 20
#: What a fate is called, how its badge looks, and its icon.
OUTCOMES: Mapping[Outcome, tuple[Any, str, str]] = {
    Outcome.NEW: (lazy("uusi"), "kept", "user-plus"),
    Outcome.KNOWN: (lazy("jo rekisterissä"), "note", "user-check"),
    Outcome.UNSURE: (lazy("ehkä sama"), "untested", "users"),
    Outcome.FAILED: (lazy("ei tule"), "broken", "ban"),
}
KEYS: Mapping[str, Any] = {
    Key.NUMBER: lazy("asiakasnumero"),
    Key.BUSINESS_ID: lazy("Y-tunnus"),
    Key.EMAIL: lazy("sähköposti ja nimi"),
    Key.CONTACT: lazy("nimi ja yritys"),
    Key.EMPLOYER: lazy("nimi ja yhteyshenkilö"),
}
#: By what two may be the same.
LIKENESSES: Mapping[str, Any] = {
    "e-mail": lazy("sama sähköposti"),
    "phone": lazy("sama puhelinnumero"),
    "y-tunnus": lazy("sama Y-tunnus"),
    "name": lazy("sama nimi"),
}
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T ]00:00(?::00)?)?")
_OF_WHOM = re.compile(r"no purpose needs \S+ of (?P<whom>.+) \((?P<state>\S+)\)")


@dataclass(frozen=True, slots=True)
class Refused:
    """What the policy keeps out of a list, and by which clause."""

    what: str
    columns: str
    values: int
    why: str
    clause: str
    law: str


@dataclass(frozen=True, slots=True)
class Likeness:
    """Two that may be the same: lines of the list, or somebody of the register."""

    line: int
    by: Any
    of_line: int
    party: int


@dataclass(frozen=True, slots=True)
class Remark:
    """What became of a cell or of a line. ``fate``: failed, noted, left out, mended."""

    line: int
    column: str
    fate: str
    text: Any


def written(cell: str) -> str:
    """A cell as people write it: a day out of a workbook is none of theirs."""
    match = _ISO.fullmatch(cell)
    return f"{int(match[3])}.{int(match[2])}.{match[1]}" if match else cell


def key_counts(keys: Mapping[str, int]) -> Iterator[tuple[Any, int]]:
    """By what somebody was known again, and how many."""
    for key, count in sorted(keys.items(), key=lambda item: -item[1]):
        yield KEYS.get(key, key), count


def refused(found: Sequence[Mapping[str, Any]], adopted: Adopted) -> Iterator[Refused]:
    """What the policy keeps out, in words."""
    for one in found:
        category = Category(one["category"])
        yield Refused(
            category_label(category),
            ", ".join(one["columns"]),
            one["values"],
            _why(one["reason"], one["clause"]),
            known_clause(adopted, one["clause"], "data.closed"),
            one["law"],
        )


def _why(reason: str, clause: str) -> str:
    if clause.startswith("source."):
        return _("Seloste ei kerro, että tätä tietoa saadaan tästä lähteestä.")
    match = _OF_WHOM.fullmatch(reason)
    if match is None:
        return _("Mikään selosteen tarkoitus ei tarvitse tätä tietoa.")
    return _("Mikään selosteen tarkoitus ei tarvitse tätä tietoa: %(whom)s (%(state)s).") % {
        "whom": _whom(match["whom"]),
        "state": words(STATES[State(match["state"])]),
    }


def _whom(said: str) -> str:
    if said == "organisations":
        return _("yritykset ja yhteisöt")
    return ", ".join(words(SUBJECTS[SubjectKind(kind)]) for kind in said.split(", "))


def remarks(found: Sequence[Mapping[str, Any]]) -> list[Remark]:
    """The first remarks, what failed before what was left out and what was mended."""
    order = {"failed": 0, "noted": 1, "left out": 2, "mended": 3}
    chosen = sorted(found, key=lambda r: (order.get(r["fate"], 4), r["line"]))[:LISTED]
    return [
        Remark(r["line"], r["column"], r["fate"].replace(" ", "-"), sentences.told(r["text"]))
        for r in chosen
    ]


def duplicates(tree: Mapping[str, Any]) -> Iterator[Likeness]:
    """The first of those that may be the same; the report says how many there are."""
    for one in tree["duplicates"][:LISTED]:
        yield Likeness(
            one["line"],
            LIKENESSES.get(one["by"], one["by"]),
            one["of_line"] or 0,
            one["of_party"] or 0,
        )
