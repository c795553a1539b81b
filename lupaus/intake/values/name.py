"""Names in one column, in either order.

A comma or a surname in capitals settles one name by itself. Else given names that are known
settle it; and what a single name leaves open, the whole column decides.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from lupaus.intake.unusable import BadValue
from lupaus.intake.values.given_names import GIVEN_NAMES


class Order(Enum):
    GIVEN_FIRST = "given name first"
    FAMILY_FIRST = "family name first"


@dataclass(frozen=True, slots=True)
class Name:
    given: str
    family: str


#: What belongs to the family name that follows it.
_PARTICLES = frozenset(
    [
        "von",
        "af",
        "de",
        "del",
        "della",
        "der",
        "den",
        "di",
        "du",
        "la",
        "le",
        "van",
        "ter",
        "zu",
        "da",
        "dos",
    ]
)
_SEVERAL = re.compile(r"\s(?:ja|och|and|sekä|&|\+)\s|/", re.IGNORECASE)
_LETTER = re.compile(r"[^\W\d_]")


def parse_name(text: str, order: Order = Order.GIVEN_FIRST) -> Name:
    """Given and family name; someone with one name has no given name. ``order`` is what the
    column as a whole says (:func:`order_of`) and decides only what this name leaves open."""
    text = " ".join(text.split())
    if not _LETTER.search(text) or "@" in text:
        raise BadValue("not a name")
    if len(text) > 200:
        raise BadValue("too long for a name")
    family, comma, given = text.partition(",")
    if comma and given.strip():
        return Name(given.strip(), family.strip())
    if _SEVERAL.search(text):
        raise BadValue("two persons in one cell: give each a line of their own")
    words = text.removesuffix(",").split(" ")
    if len(words) == 1:
        return Name("", words[0])
    if (_evidence(words) or order) is Order.FAMILY_FIRST:
        cut = _family_length(words)
        return Name(" ".join(words[cut:]), " ".join(words[:cut]))
    cut = _given_length(words)
    return Name(" ".join(words[:cut]), " ".join(words[cut:]))


def order_of(names: Iterable[str]) -> Order:
    """The order that most of the names of a column show; given name first when none does."""
    balance = 0
    for name in names:
        words = name.split()
        if "," in name or len(words) < 2:
            continue
        match _evidence(words):
            case Order.GIVEN_FIRST:
                balance += 1
            case Order.FAMILY_FIRST:
                balance -= 1
            case None:
                pass
    return Order.FAMILY_FIRST if balance < 0 else Order.GIVEN_FIRST


def _evidence(words: list[str]) -> Order | None:
    """What the name shows by itself, None when it leaves the order open."""
    first, last = words[0], words[-1]
    if first.isupper() != last.isupper():
        shouting = [w for w in (first, last) if w.isupper() and len(w) > 2]
        if shouting:
            return Order.FAMILY_FIRST if shouting == [first] else Order.GIVEN_FIRST
    if first.casefold() in _PARTICLES:
        return Order.FAMILY_FIRST
    if words[-2].casefold() in _PARTICLES:
        return Order.GIVEN_FIRST
    first_given, last_given = _is_given(first), _is_given(last)
    if first_given == last_given:
        return None
    return Order.GIVEN_FIRST if first_given else Order.FAMILY_FIRST


def _is_given(word: str) -> bool:
    plain = word.casefold()
    if plain in GIVEN_NAMES:
        return True
    if plain.endswith(".") and len(plain) == 2:
        return True  # an initial
    return "-" in plain and plain.partition("-")[0] in GIVEN_NAMES


def _family_length(words: list[str]) -> int:
    """How many leading words are the family name; one word at least stays for the given."""
    length = 1
    while length < len(words) - 1 and words[length - 1].casefold() in _PARTICLES:
        length += 1
    return length


def _given_length(words: list[str]) -> int:
    """How many leading words are given names; one word at least stays for the family."""
    for index, word in enumerate(words[1:-1], start=1):
        if not _is_given(word):
            return index
    return len(words) - 1
