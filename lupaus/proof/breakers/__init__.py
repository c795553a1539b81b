"""How each kind of promise is broken, by hand and past the program.

A breaker says what it does, to which tables it matters, and does it in a sandbox. It may come
back with the name of what refused it; otherwise the check must find the clause broken.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time

from lupaus.guard import Adopted
from lupaus.policy.model import Policy
from lupaus.proof.sandbox import Sandbox

#: Does the breaking. Returns what refused it, or empty: then the check is asked.
Break = Callable[["Bench"], str]

#: The check was not asked, because the breaker looked by itself and nothing noticed.
UNNOTICED = "-"


@dataclass(frozen=True, slots=True)
class Breaker:
    """One way to break a clause."""

    what: str
    do: Break
    tables: frozenset[str] = frozenset()  # the only ones that the check need look at; or all
    shared: bool = False  # breaks every clause that names it at once: done once, seen by each


@dataclass(slots=True)
class Bench:
    """What breakers work on."""

    sandbox: Sandbox
    adopted: Adopted
    today: date
    _next: int = field(default=9_000_000_000)

    @property
    def policy(self) -> Policy:
        return self.adopted.policy

    @property
    def noon(self) -> datetime:
        """The moment of what is done in a trial."""
        return datetime.combine(self.today, time(12), UTC)

    def number(self) -> int:
        """An id that no row of the register has."""
        self._next += 1
        return self._next
