"""The self-test: break every promise that the register keeps by itself, and see who notices."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any


class CannotTest(Exception):  # noqa: N818 - says what is missing, as CannotRun does
    """There is no sandbox to be had. The message says what to do."""


@dataclass(frozen=True, slots=True)
class Trial:
    """One breaker: what was done, and what noticed. Empty: nothing did."""

    clause: str
    breaker: str
    caught_by: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """A whole self-test. ``untried``: clauses of the kind that has breakers, without one."""

    at: datetime
    trials: tuple[Trial, ...]
    untried: tuple[str, ...] = field(default=())

    @property
    def caught(self) -> tuple[Trial, ...]:
        return tuple(t for t in self.trials if t.caught_by)

    @property
    def missed(self) -> tuple[Trial, ...]:
        return tuple(t for t in self.trials if not t.caught_by)

    def as_json(self) -> dict[str, Any]:
        return {
            "at": self.at.isoformat(),
            "breakers": len(self.trials),
            "caught": len(self.caught),
            "missed": [{"clause": t.clause, "breaker": t.breaker} for t in self.missed],
            "untried": list(self.untried),
        }


def self_test(at: datetime) -> Outcome:
    raise CannotTest(str(at))
