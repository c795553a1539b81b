"""What is wrong with a policy, as values: collected, sorted, shown; never raised."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """How much a problem matters. An error bars adoption; a warning asks for a reason."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


_ORDER = {Level.ERROR: 0, Level.WARNING: 1, Level.NOTE: 2}


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake of the policy's author, with its cure.

    ``line`` is 1-based in the policy file; 0 stands for the file as a whole. ``hint`` says what
    to write instead. ``law`` names the provision, empty for mistakes of form.
    """

    code: str
    level: Level
    line: int
    message: str
    hint: str = ""
    law: str = ""

    def __str__(self) -> str:
        """One line for a terminal: where, what, why."""
        where = f"line {self.line}" if self.line else "policy"
        law = f" [{self.law}]" if self.law else ""
        hint = f" → {self.hint}" if self.hint else ""
        return f"{where}: {self.level} {self.code}: {self.message}{hint}{law}"


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """By line, then weight, then code; each problem once."""
    key = lambda p: (p.line, _ORDER[p.level], p.code, p.message)  # noqa: E731 - used once, here
    return tuple(sorted(set(problems), key=key))


def errors(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    return tuple(p for p in problems if p.level is Level.ERROR)
