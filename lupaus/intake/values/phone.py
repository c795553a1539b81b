"""Phone numbers in a cell: one or several, labelled or not.

What was typed is kept for the eye; E.164 stands beside it for search and for calling. How one
number is read is the register's matter, so that a typed one and an imported one are the same.
"""

import re
from dataclasses import dataclass
from typing import Literal

from lupaus.intake.unusable import BadValue
from lupaus.register.spelling import FINLAND, e164, finnish
from lupaus.register.unfit import Unfit

Kind = Literal["mobile", "landline", "fax", ""]


@dataclass(frozen=True, slots=True)
class Phone:
    """``mended`` says that a leading zero lost in a spreadsheet was put back."""

    typed: str
    e164: str
    kind: Kind
    mended: bool = False


_APART = re.compile(r"[/,;|\n]+|\s(?:tai|or|eller|ja|och|and|&)\s", re.IGNORECASE)
_LABEL = re.compile(
    r"^\s*(?P<label>[^\W\d_][\w .-]*?)\s*[.:]?\s*(?=[+(\d])|\s*\((?P<after>[^\W\d_][^)]*)\)\s*$"
)
_FAX = re.compile(r"fax|faksi|telefax", re.IGNORECASE)
_TAIL = re.compile(r"\s*\(?(?:alanumero|alanro|ext|anknytning|vaihde)\b.*$", re.IGNORECASE)
_SIGNS = re.compile(r"[\s\u00a0().–-]+")
_BROKEN = re.compile(r"\d[.,]\d+E\+?\d+", re.IGNORECASE)
#: Numbers that begin like this are mobile numbers in Finland.
_MOBILE = ("40", "41", "42", "43", "44", "45", "46", "49", "50", "457")


def parse_phones(text: str) -> tuple[Phone, ...]:
    """Every number of a cell, each once. Raises BadValue if any cannot be a number."""
    if plain := finnish(text):
        return (Phone(text.strip(), plain, _kind(plain)),)
    if _BROKEN.search(text):
        raise BadValue(
            "a spreadsheet has rounded the number: format the column as text and type it again"
        )
    found = [_one(piece) for piece in _APART.split(text) if any(c.isdigit() for c in piece)]
    if not found:
        raise BadValue("not a phone number")
    return tuple({phone.e164: phone for phone in reversed(found)}.values())[::-1]


def _kind(number: str) -> Kind:
    if not number.startswith(FINLAND):
        return ""
    return "mobile" if number[len(FINLAND) :].startswith(_MOBILE) else "landline"


def _one(piece: str) -> Phone:
    label = _LABEL.search(piece)
    fax = bool(label and _FAX.search(label["label"] or label["after"] or ""))
    typed = _TAIL.sub("", _LABEL.sub("", piece)).strip()
    mended = False
    bare = _SIGNS.sub("", typed)
    if bare.isascii() and bare.isdigit() and _lost_zero(bare):
        typed, mended = "0" + typed, True
    try:
        number = e164(typed)
    except Unfit as wrong:
        raise BadValue(wrong.reason) from None
    return Phone(typed, number, "fax" if fax else _kind(number), mended)


def _lost_zero(digits: str) -> bool:
    """``401234567``: a mobile number whose zero went when the cell became a number."""
    return 8 <= len(digits) <= 10 and digits.startswith(_MOBILE)
