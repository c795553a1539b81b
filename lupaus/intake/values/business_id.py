"""Y-tunnus: seven digits, a hyphen, a check digit (weights 7 9 10 5 8 4 2, modulo 11)."""

import re

from lupaus.intake.unusable import BadValue

_FORM = re.compile(r"(?:FI)?(\d{6,7})-?(\d)", re.ASCII | re.IGNORECASE)
_NOISE = re.compile(r"[\s.]")
_HYPHENS = str.maketrans("‐‑‒–—−", "------")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2)


def parse_business_id(text: str) -> str:
    """``1234567-1`` from any spelling: with or without the hyphen, with ``FI`` in front, with
    the leading zero that a spreadsheet has eaten."""
    found = _FORM.fullmatch(_NOISE.sub("", text.translate(_HYPHENS)))
    if not found:
        raise BadValue("not a Y-tunnus: seven digits, a hyphen and a check digit")
    digits = found[1].zfill(7)
    check = -sum(w * int(d) for w, d in zip(_WEIGHTS, digits, strict=True)) % 11
    if check != int(found[2]) or not digits.strip("0"):
        raise BadValue("the check digit of the Y-tunnus does not match: is a digit mistyped?")
    return f"{digits}-{check}"


_ASSOCIATION = re.compile(r"(\d{1,3})\.?(\d{3})", re.ASCII)


def parse_association_id(text: str) -> str:
    """The register number of an association, ``123.456``."""
    found = _ASSOCIATION.fullmatch(text.strip())
    if not found:
        raise BadValue("not a register number of an association: write it as 123.456")
    return f"{found[1]}.{found[2]}"
