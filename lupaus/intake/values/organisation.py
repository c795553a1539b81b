"""What makes a name a company's: its form."""

import re
from dataclasses import dataclass

from lupaus.register.likeness import FORMS

_WORD = re.compile(r"[\w]+")
#: Which forms count when they stand first in the name.
_LEADING = frozenset(
    [
        "oy",
        "ab",
        "tmi",
        "toiminimi",
        "fma",
        "firma",
        "as",
        "asunto",
        "bostads",
        "osk",
        "osuuskunta",
    ]
)


@dataclass(frozen=True, slots=True)
class Form:
    form: str
    is_sole_trader: bool


def form_of(name: str) -> Form | None:
    """The form that a company's name shows, or None when it shows none."""
    words = [w.casefold() for w in _WORD.findall(name)]
    if len(words) < 2:
        return None
    for size in (2, 1):
        tail, head = " ".join(words[-size:]), " ".join(words[:size])
        if tail in FORMS and len(words) > size:
            return _form(FORMS[tail])
        if head in FORMS and head.split()[0] in _LEADING and len(words) > size:
            return _form(FORMS[head])
    return None


def _form(form: str) -> Form:
    return Form(form, is_sole_trader=form == "tmi")
