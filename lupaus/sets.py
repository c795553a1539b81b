"""Sets of keys in statements: in pieces that no engine finds too long."""

from collections.abc import Iterator, Sequence, Sized
from typing import TypeVar

Key = TypeVar("Key")

#: Keys in one statement. More gain nothing, and long lists are what statements are kept ready
#: for in vain: pieces of one length are prepared once.
PIECE = 500


def pieces(keys: Sequence[Key], most: int = PIECE) -> Iterator[Sequence[Key]]:
    """The keys in their order, ``most`` at a time; nothing where there are none."""
    for start in range(0, len(keys), most):
        yield keys[start : start + most]


def placeholders(keys: Sized) -> str:
    """What stands in a statement for as many bound values: ``%s, %s, %s``."""
    return ", ".join(["%s"] * len(keys))
