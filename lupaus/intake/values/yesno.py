"""Yes and no as people tick them."""

import re

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

_REFUSAL = re.compile(r"(ei|älä|älkää|kiel\w*|nej|inte?|ingen|no|not|do not|don.t|stop)\b")
_UNSAID = re.compile(r"(ei tie\w+|ei kysytty|ei vastau\w+|no answer|not asked|not known)\b")


def parse_yes(text: str) -> bool:
    """``kyllä``, ``x``, ``1`` … or ``ei``, ``0``, ``kielto`` …; anything else is refused,
    because guessing here is guessing what a person has agreed to."""
    plain = text.strip().casefold()
    if plain in _YES:
        return True
    if plain in _NO:
        return False
    raise BadValue("neither yes nor no: write kyllä or ei")


def refuses(text: str) -> bool:
    """``ei markkinointia``, ``no e-mails`` …: words after a no do not unsay it. Only for a
    column that says what is allowed: in one of bans, ``ei kieltoa`` would be read as a ban."""
    plain = " ".join(text.casefold().split())
    return bool(_REFUSAL.match(plain)) and not _UNSAID.match(plain)
