"""How Finnish text is folded for searching and keyed for sorting: pure functions.

Both engines compare the results byte by byte (SQLite by nature, PostgreSQL through
``COLLATE "C"``), so a list has one order wherever it is kept.
"""

import re
import unicodedata

#: Letters of the Finnish alphabet that an accent does not reduce to another letter.
_KEPT = frozenset("åäö")
_WITHOUT_KEPT = dict.fromkeys(map(ord, _KEPT))
#: Letters that Unicode does not take apart.
_REPLACED = str.maketrans(
    {"æ": "ä", "ø": "ö", "đ": "d", "ð": "d", "ł": "l", "ŋ": "n", "ŧ": "t", "þ": "th", "ı": "i"}
)
#: å, ä and ö come after z in that order; these are the bytes after z.
_SORTED = str.maketrans({"å": "{", "ä": "|", "ö": "}"})
#: German and Estonian letters sort where the Finnish alphabet puts them (SFS 4600).
_SORTED_AS = str.maketrans({"ü": "y", "ű": "y", "õ": "ö", "ő": "ö"})
_BETWEEN_WORDS = re.compile(r"[\s\-‐-―/.,'’()&+]+")
_NUMBER = re.compile(r"\d+")


def fold(text: str) -> str:
    """Lower case without accents, save for å, ä, ö: ``Sébastien MÄKI`` is ``sebastien mäki``.

    Spaces are made one, so that what was typed or pasted with care or without is found.
    """
    if text.isascii():  # most text, and most of the time of an import
        return " ".join(text.lower().split())
    plain = unicodedata.normalize("NFKC", text).casefold()
    plain = unicodedata.normalize("NFKC", plain).translate(_REPLACED)
    if not plain.translate(_WITHOUT_KEPT).isascii():
        plain = "".join(c if c in _KEPT else _bare(c) for c in plain)
    return " ".join(plain.split())


def _bare(letter: str) -> str:
    if letter.isascii():
        return letter
    parts = unicodedata.normalize("NFKD", letter)
    return "".join(p for p in parts if not unicodedata.combining(p)).translate(_REPLACED)


def sort_key(*parts: str) -> str:
    """A key whose byte order is the Finnish alphabet: … v w x y z å ä ö, v and w apart.

    Give the parts in the order that decides: family name, given name. A shorter name comes
    before the longer one that begins with it; numbers are in order of size.
    """
    return " ".join(_key(part) for part in parts)


def _key(part: str) -> str:
    if part.isascii() and part.isalpha():
        return part.lower()
    letters = fold(unicodedata.normalize("NFC", part).casefold().translate(_SORTED_AS))
    words = _BETWEEN_WORDS.sub("!", letters).strip("!")
    return _NUMBER.sub(lambda n: n[0].lstrip("0").rjust(10, "0")[-20:], words).translate(
        _SORTED
    )


def digits(typed: str) -> str:
    """The significant digits of a phone number, however it was typed.

    ``+358 40 123 4567``, ``00358401234567`` and ``040-123 4567`` are all ``401234567``-ended;
    the country code of Finland and the trunk zero go, so that each finds the others.
    """
    number = re.sub(r"\(0\)", "", typed)
    found = re.sub(r"\D", "", number)
    if number.strip().startswith("+"):
        return found.removeprefix("358")
    if found.startswith("00"):
        return found[2:].removeprefix("358")
    return found.removeprefix("0")


def sought_digits(typed: str) -> tuple[str, ...]:
    """The digits, or the beginnings of them, that may be meant by part of a phone number: a
    bare ``35840`` is looked for as it stands and, as spreadsheets write it without the plus,
    as ``+358 40``."""
    found = digits(typed)
    bare = found.removeprefix("358") if re.sub(r"\D", "", typed) == found else found
    return tuple(one for one in dict.fromkeys((found, bare)) if len(one) > 2)
