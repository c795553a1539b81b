"""Yes and no as people tick them."""

from lupaus.intake.unusable import BadValue

_YES = frozenset(
    [
        "kyllä",
        "k",
        "x",
        "1",
        "true",
        "tosi",
        "yes",
        "y",
        "ja",
        "j",
        "on",
        "joo",
        "sallittu",
        "lupa",
        "annettu",
        "opt-in",
        "ok",
        "✓",
        "✔",
    ]
)
_NO = frozenset(
    [
        "ei",
        "e",
        "0",
        "false",
        "epätosi",
        "no",
        "n",
        "nej",
        "off",
        "kielto",
        "kielletty",
        "kieltänyt",
        "opt-out",
        "unsubscribed",
    ]
)


def parse_yes(text: str) -> bool:
    """``kyllä``, ``x``, ``1`` … or ``ei``, ``0``, ``kielto`` …; anything else is refused,
    because guessing here is guessing what a person has agreed to."""
    plain = text.strip().casefold()
    if plain in _YES:
        return True
    if plain in _NO:
        return False
    raise BadValue("neither yes nor no: write kyllä or ei")
