"""Whether two names are likely of the same: pure, one rule for whatever compares them.

A name is compared word by word, whichever stands first and with whichever forms and given names
besides; letters that people leave the dots off are taken for the same.
"""

import re
from collections.abc import Sequence

from rapidfuzz import fuzz

from lupaus.text import fold

#: From which on two names are taken for one by a machine, and shown to a person.
SURE, LIKELY = 90.0, 85.0

#: What a company's name ends in, or begins with, and what form of company that is.
FORMS = {
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
_WITHOUT_DOTS = str.maketrans("åäö", "aao")
_INITIAL = 85.0
_SAME_WORD = 80.0  # below, two words have nothing in common


def bare_name(name: str) -> str:
    """The name of an organisation without its form, folded: what is compared."""
    words = [w.casefold() for w in _WORD.findall(name)]
    bare = [w for w in words if w not in FORMS]
    return " ".join(bare or words)


def same_name(name: str, other: str) -> bool:
    """Are two names the same, but for a letter or the order of words? What a machine asks."""
    return fuzz.token_sort_ratio(name, other) >= SURE


def of_persons(name: str, other: str) -> float:
    """How likely two persons' names are of one, up to 100. Every word of the shorter must be
    there in the longer; a single word says nothing of somebody who has two."""
    ours, theirs = _words(name), _words(other)
    if len(ours) == len(theirs):
        return min(_found(ours, theirs), _found(theirs, ours))
    return _found(*sorted((ours, theirs), key=len))


def _found(words: Sequence[str], among: Sequence[str]) -> float:
    """How surely every word is there among the others."""
    if not words or (len(words) == 1 and len(among) > 1):
        return 0.0
    best = [max(_same_word(word, there) for there in among) for word in words]
    return min(best) if min(best) < _SAME_WORD else sum(best) / len(best)


def of_organisations(name: str, other: str) -> float:
    """How likely two organisations' names are of one, up to 100; forms count for nothing."""
    ours, theirs = _plain(bare_name(name)), _plain(bare_name(other))
    return fuzz.token_set_ratio(ours, theirs) if ours and theirs else 0.0


def _words(name: str) -> Sequence[str]:
    return tuple(dict.fromkeys(_WORD.findall(_plain(name))))


def _plain(name: str) -> str:
    return fold(name).translate(_WITHOUT_DOTS)


def _same_word(word: str, other: str) -> float:
    """``M Virtanen`` may be ``Matti Virtanen``: an initial stands for a name."""
    short, long = sorted((word, other), key=len)
    if len(short) == 1 < len(long):
        return _INITIAL if long.startswith(short) else 0.0
    return fuzz.ratio(word, other)
