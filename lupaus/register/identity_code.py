"""Finnish identity codes: whether a text is one, and whether one stands in it.

A code may be kept only sealed, masked and on a ground (TSL 29 §). What slips into a note, a
name or a file name is printed, searched and handed out with it; so every text that enters the
register is looked through here, whoever typed it and whatever file it came from.
"""

import re

from stdnum.fi import hetu

TSL = "TSL 29 §"
CLAUSE = "data.identity-code"
#: No shorter text holds one.
SHORTEST = 11

_HYPHENS = "-‐‑‒–—−"
#: With a sign between, as people write it: also glued to a word, with any hyphen, with spaces.
#: With a letter between, only as a word of its own: serial numbers look much like it.
_CODE = re.compile(
    rf"(?<!\d)(\d{{6}})\s?([{_HYPHENS}+])\s?(\d{{3}}[0-9A-Y])(?![^\W_])"
    r"|(?<![^\W_])(\d{6})([A-FU-Y])(\d{3}[0-9A-Y])(?![^\W_])",
    re.IGNORECASE,
)
_ONE_HYPHEN = str.maketrans(dict.fromkeys(_HYPHENS, "-"))


def is_code(text: str) -> bool:
    """Is the text an identity code, a temporary one included, by its day and check character?
    It has to be written as the law writes it, save for small letters."""
    exact = len(text) == SHORTEST and text.isascii()
    return exact and hetu.is_valid(text, allow_temporary=True)


def holds_code(text: str) -> bool:
    """Does an identity code stand anywhere in the text? One of thirty numbers of the same form
    has the right check character by chance; what has not, or names no day, is no code."""
    return any(
        is_code("".join(part for part in found if part).translate(_ONE_HYPHEN))
        for found in _CODE.findall(text)
    )
