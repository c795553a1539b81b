"""Numbers that people spell in many ways, each in the one form that is stored and compared.

Typing by hand and taking in a file come through here alike: a number that were read in two
ways would be banned in one and called in the other. Nothing raised repeats what was typed.
"""

import re

import phonenumbers
from stdnum.exceptions import ValidationError
from stdnum.fi import associationid

from lupaus.register.unfit import Unfit

# --- telephone --------------------------------------------------------------------------------

FINLAND = "+358"
_PLAIN = re.compile(r"0[1-9][\d -]{4,13}\d", re.ASCII)


def e164(typed: str) -> str:
    """A telephone number in international form; without a country it is Finnish. Raises Unfit
    for what cannot be one."""
    if plain := finnish(typed):
        return plain
    try:
        number = phonenumbers.parse(typed, "FI")
    except phonenumbers.NumberParseException:
        raise Unfit("phone", "not a phone number") from None
    if not phonenumbers.is_possible_number(number):
        raise Unfit("phone", "not a phone number: too short or too long")
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))


def finnish(typed: str) -> str:
    """A plain Finnish number, which nearly all are, without the library, which is slow; a test
    holds that both agree. Empty for any other."""
    if not _PLAIN.fullmatch(typed):
        return ""
    national = typed.replace(" ", "").replace("-", "")[1:]
    return FINLAND + national if 5 <= len(national) <= 10 else ""


# --- Y-tunnus: seven digits, a hyphen, a check digit ------------------------------------------

_BUSINESS_ID = re.compile(r"(?:FI)?(\d{6,7})-?(\d)", re.ASCII | re.IGNORECASE)
_NOISE = re.compile(r"[\s.]")
_HYPHENS = str.maketrans("‐‑‒–—−", "------")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2)  # modulo 11


def business_id(typed: str) -> str:
    """A Y-tunnus as ``1234567-1`` from any spelling: with or without the hyphen, with ``FI`` in
    front, with the leading zero that a spreadsheet has eaten. Empty stays empty; raises Unfit
    for what is none."""
    bare = _NOISE.sub("", typed).translate(_HYPHENS)
    if not bare:
        return ""
    found = _BUSINESS_ID.fullmatch(bare)
    if not found:
        raise Unfit("business_id", "not a Y-tunnus: seven digits, a hyphen and a check digit")
    seven = found[1].zfill(7)
    check = -sum(w * int(d) for w, d in zip(_WEIGHTS, seven, strict=True)) % 11
    if check != int(found[2]) or not seven.strip("0"):
        raise Unfit(
            "business_id",
            "the check digit of the Y-tunnus does not match: is a digit mistyped?",
        )
    return f"{seven}-{check}"


# --- register number of an association --------------------------------------------------------


def association_id(typed: str) -> str:
    """The register number of an association as ``123.456``. Empty stays empty; raises Unfit for
    what is none."""
    if not typed.strip():
        return ""
    try:
        return str(associationid.format(associationid.validate(typed)))
    except ValidationError:
        raise Unfit(
            "association_id", "not a register number of an association: write it as 123.456"
        ) from None
