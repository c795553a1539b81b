"""E-mail addresses in a cell: one or several, with ``mailto:`` and names around them."""

import re

from lupaus.intake.unusable import BadValue

_ADDRESS = re.compile(
    r"[^@\s<>()\[\]\\,;:\"]{1,64}@(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)+[^\W\d_]{2,24}"
)
_NAMED = re.compile(r"(?:\"[^\"]*\"|[^<>;,]*)\s*<\s*([^<>\s]+)\s*>")
_APART = re.compile(r"[;,\s|]+|/(?=[^@]*@)")


def is_address(text: str) -> bool:
    """Whether the text as a whole could be an e-mail address."""
    return (
        len(text) <= 254
        and _ADDRESS.fullmatch(text) is not None
        and ".." not in text
        and not text.startswith(".")
        and ".@" not in text
    )


def parse_emails(text: str) -> tuple[str, ...]:
    """Every address of a cell, in order, each once, as typed but for the domain's case.

    Raises BadValue when any of them cannot be an address; ``partition_emails`` keeps the rest.
    """
    good, bad = partition_emails(text)
    if bad:
        raise BadValue("not an e-mail address")
    return good


def partition_emails(text: str) -> tuple[tuple[str, ...], int]:
    """The addresses, and how many pieces of the cell could not be one."""
    text = text.strip()
    if is_address(text):
        return (_lower_domain(text),), 0
    pieces = [p.removeprefix("mailto:") for p in _APART.split(_NAMED.sub(r" \1 ", text)) if p]
    good = [_lower_domain(p) for p in pieces if is_address(p)]
    return tuple(dict.fromkeys(good)), len(pieces) - len(good)


def _lower_domain(address: str) -> str:
    local, _at, domain = address.rpartition("@")
    return f"{local}@{domain.lower()}"
