"""Postal addresses: postcodes that lost their zeros, towns beside them, whole addresses in
one cell, countries by name."""

import re
from dataclasses import dataclass
from functools import cache

from babel import Locale

from lupaus.intake.unusable import BadValue

_POSTCODE = re.compile(r"(?:(?:FI|AX)[- ]?)?(\d{3,5})", re.ASCII | re.IGNORECASE)
_WITH_TOWN = re.compile(r"(?:(?:FI|AX)[- ])?(\d{5})\s+(\D.*)", re.ASCII | re.IGNORECASE)
_WHOLE = re.compile(
    r"(?P<street>.+?)[,\n;]\s*(?:(?:FI|AX)[- ])?(?P<postcode>\d{5})\s+(?P<town>[^\d,;\n]+)"
    r"(?:[,;\n]\s*(?P<country>[^\d,;\n]+))?",
    re.IGNORECASE | re.DOTALL,
)

_LONGEST_POSTCODE = 12


@dataclass(frozen=True, slots=True)
class Address:
    """``mended`` says that lost zeros were put back in front of the postcode."""

    street: str = ""
    extra: str = ""
    postcode: str = ""
    town: str = ""
    country: str = "FI"
    mended: bool = False


def parse_address(
    *, street: str, extra: str = "", postcode: str = "", town: str = "", country: str = ""
) -> Address:
    """An address from its parts, wherever postcode and town were written.

    A Finnish postcode of three or four digits had zeros in front, because the column is one of
    postcodes and nothing else has that form; abroad a postcode is kept as it is typed.
    """
    code = parse_country(country)
    if not postcode and not town and (found := _WHOLE.fullmatch(street.strip())):
        return parse_address(
            street=" ".join(found["street"].split()),
            extra=extra,
            postcode=found["postcode"],
            town=found["town"],
            country=country or found["country"] or "",
        )
    if code not in {"FI", "AX"}:
        if len(postcode.strip()) > _LONGEST_POSTCODE:
            raise BadValue("too long for a postcode")
        return Address(street, extra, postcode.strip(), town.strip(), code)
    if ((found := _WITH_TOWN.fullmatch(postcode.strip())) and not town) or (
        (found := _WITH_TOWN.fullmatch(town.strip())) and postcode in {"", found[1]}
    ):
        postcode, town = found[1], found[2]
    padded = parse_postcode(postcode) if postcode.strip() else ""
    lost = bool(padded) and padded not in postcode
    return Address(street, extra, padded, " ".join(town.split()), code, mended=lost)


def parse_postcode(text: str) -> str:
    """Five digits; ``100`` is 00100."""
    found = _POSTCODE.fullmatch(text.strip())
    if not found or not found[1].strip("0"):
        raise BadValue("not a Finnish postcode: write five digits, or fill in the country")
    return found[1].zfill(5)


@cache
def _countries() -> dict[str, str]:
    named = {}
    for language in ("en", "sv", "fi"):
        for code, name in Locale(language).territories.items():
            if len(code) == 2 and code.isalpha():
                named[name.casefold()] = code
    codes = {code.casefold(): code for code in named.values()}
    odd = {"fin": "FI", "swe": "SE", "est": "EE", "nor": "NO", "deu": "DE", "usa": "US"}
    more = {"england": "GB", "englanti": "GB", "great britain": "GB", "viro": "EE"}
    return {**codes, **odd, **more, **named}


def parse_country(text: str) -> str:
    """Two letters for a country named in Finnish, Swedish or English; Finland when empty."""
    plain = text.strip().casefold()
    if not plain or plain in {"suomi", "fi", "finland"}:
        return "FI"
    try:
        return _countries()[plain]
    except KeyError:
        raise BadValue("not a country: write its name or its two letters") from None
