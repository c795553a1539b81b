"""Accounts, as far as the check looks at them.

They lie in a room beside this one, in a database of their own, and neither room knows the other
(docs/decisions/0009-accounts-apart.md). The outermost layer, which knows both, hands them in.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Protocol


class Account(Protocol):
    """One account. ``is_active``: somebody may sign in by it. ``shares_password``: another has
    the very same digest, which only a copy can have."""

    @property
    def name(self) -> str: ...
    @property
    def is_active(self) -> bool: ...
    @property
    def shares_password(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class Handed:
    """Where accounts come from. ``database`` is the alias of theirs, in the place of which the
    self-test puts a copy with nobody in it."""

    every: Callable[[], Iterable[Account]]
    database: str


_handed: list[Handed] = []


def hand_in(every: Callable[[], Iterable[Account]] | None, database: str = "") -> None:
    """From now on the check looks at these accounts; None takes them away."""
    _handed[:] = [] if every is None else [Handed(every, database)]


def handed() -> Handed | None:
    """None where nobody has handed any in: then nothing is said of them."""
    return _handed[0] if _handed else None
