"""Sums of money: ``1 234,50 €``, ``1.234,50``, ``1,234.50``, ``12,-`` -> cents."""

import re
from decimal import ROUND_HALF_UP, Decimal

from lupaus.intake.unusable import BadValue

#: Spaces between thousands are of many kinds: space, no-break, thin, narrow no-break.
_NOISE = re.compile(r"[\s\u00a0\u2009\u202f€']|EUR", re.IGNORECASE)
_PLAIN = re.compile(r"[+-]?\d{1,15}(?:,\d+)?", re.ASCII)
_THOUSANDS = re.compile(
    r"[+-]?\d{1,3}(?P<sign>[.,])\d{3}(?:(?P=sign)\d{3})*(?:(?!(?P=sign))[.,]\d{1,2})?", re.ASCII
)
_DOTTED = re.compile(r"[+-]?\d{1,15}\.\d+", re.ASCII)
_LIMIT = 10**15


def parse_cents(text: str) -> int:
    """The sum in cents. A comma is the decimal sign as in Finland; a lone dot before exactly
    three digits parts thousands. ``1,234`` is refused: it is read in two ways."""
    bare = _NOISE.sub("", text).replace("\u2212", "-").removesuffix(",-").removesuffix(",–")
    number = _decimal(bare)
    cents = int((number * 100).quantize(Decimal(1), ROUND_HALF_UP))
    if abs(cents) > _LIMIT:
        raise BadValue("the sum is too great to be true")
    return cents


def _decimal(bare: str) -> Decimal:
    if _PLAIN.fullmatch(bare):
        _whole, _sign, decimals = bare.partition(",")
        if len(decimals) == 3:
            raise BadValue("thousands or decimals? write the sum as 1234,50")
        return Decimal(bare.replace(",", "."))
    if found := _THOUSANDS.fullmatch(bare):
        return Decimal(bare.replace(found["sign"], "").replace(",", "."))
    if _DOTTED.fullmatch(bare):
        return Decimal(bare)
    raise BadValue("not a sum of money: write it as 1234,50")
