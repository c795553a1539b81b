"""What makes a name a company's: its form."""

import re
from dataclasses import dataclass

_FORMS = {
    "oyj": "oyj",
    "abp": "oyj",
    "oy": "oy",
    "oy ab": "oy",
    "ab oy": "oy",
    "ab": "oy",
    "ky": "ky",
    "kb": "ky",
    "ay": "ay",
    "öb": "ay",
    "ry": "ry",
    "rf": "ry",
    "rs": "rs",
    "osk": "osk",
    "osuuskunta": "osk",
    "andelslag": "osk",
    "säätiö": "säätiö",
    "säätiö sr": "säätiö",
    "sr": "säätiö",
    "stiftelse": "säätiö",
    "tmi": "tmi",
    "toiminimi": "tmi",
    "fma": "tmi",
    "firma": "tmi",
    "ltd": "ltd",
    "inc": "inc",
    "gmbh": "gmbh",
    "llc": "llc",
    "as": "as",
    "oü": "oü",
    "asunto oy": "as oy",
    "as oy": "as oy",
    "bostads ab": "as oy",
    "kaupunki": "kunta",
    "kunta": "kunta",
    "seurakunta": "seurakunta",
}
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
        if tail in _FORMS and len(words) > size:
            return _form(_FORMS[tail])
        if head in _FORMS and head.split()[0] in _LEADING and len(words) > size:
            return _form(_FORMS[head])
    return None


def _form(form: str) -> Form:
    return Form(form, is_sole_trader=form == "tmi")


def bare_name(name: str) -> str:
    """The name without its form, folded: what duplicates are compared by."""
    words = [w.casefold() for w in _WORD.findall(name)]
    bare = [w for w in words if w not in _FORMS]
    return " ".join(bare or words)
