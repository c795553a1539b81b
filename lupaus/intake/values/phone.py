"""Phone numbers in a cell: one or several, labelled or not.

What was typed is kept for the eye; E.164 stands beside it for search and for calling. Plain
Finnish numbers, which are nearly all, are read without the number-plan library; a test holds
that both agree.
"""

import re
from dataclasses import dataclass
from typing import Literal

import phonenumbers

from lupaus.intake.unusable import BadValue

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
_PLAIN = re.compile(r"0[1-9][\d -]{4,13}\d", re.ASCII)
_SIGNS = re.compile(r"[\s\u00a0().–-]+")
_BROKEN = re.compile(r"\d[.,]\d+E\+?\d+", re.IGNORECASE)
#: Numbers that begin like this are mobile numbers in Finland.
_MOBILE = ("40", "41", "42", "43", "44", "45", "46", "49", "50", "457")
_FINLAND = "+358"


def parse_phones(text: str) -> tuple[Phone, ...]:
    """Every number of a cell, each once. Raises BadValue if any cannot be a number."""
    if _PLAIN.fullmatch(text):
        plain = _finnish(text)
        if plain:
            return (plain,)
    if _BROKEN.search(text):
        raise BadValue(
            "a spreadsheet has rounded the number: format the column as text and type it again"
        )
    found = [_one(piece) for piece in _APART.split(text) if any(c.isdigit() for c in piece)]
    if not found:
        raise BadValue("not a phone number")
    return tuple({phone.e164: phone for phone in reversed(found)}.values())[::-1]


def _finnish(typed: str) -> Phone | None:
    """A national number of Finland that needs no library, or None."""
    national = typed.replace(" ", "").replace("-", "")[1:]
    if not 5 <= len(national) <= 10:
        return None
    kind: Kind = "mobile" if national.startswith(_MOBILE) else "landline"
    return Phone(typed.strip(), _FINLAND + national, kind)


def _one(piece: str) -> Phone:
    label = _LABEL.search(piece)
    fax = bool(label and _FAX.search(label["label"] or label["after"] or ""))
    typed = _TAIL.sub("", _LABEL.sub("", piece)).strip()
    mended = False
    bare = _SIGNS.sub("", typed)
    if bare.isascii() and bare.isdigit() and _lost_zero(bare):
        typed, mended = "0" + typed, True
    try:
        number = phonenumbers.parse(typed, "FI")
    except phonenumbers.NumberParseException:
        raise BadValue("not a phone number") from None
    if not phonenumbers.is_possible_number(number):
        raise BadValue("not a phone number: too short or too long")
    e164 = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    mobile = e164.startswith(_FINLAND) and e164[4:].startswith(_MOBILE)
    kind: Kind = "fax" if fax else "mobile" if mobile else "landline"
    if not e164.startswith(_FINLAND) and not fax:
        kind = ""
    return Phone(typed, e164, kind, mended)


def _lost_zero(digits: str) -> bool:
    """``401234567``: a mobile number whose zero went when the cell became a number."""
    return 8 <= len(digits) <= 10 and digits.startswith(_MOBILE)
