"""Problems of a policy as a page tells them: plainly first, exactly for whoever asks."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from lupaus.policy.phrases.problems import PROBLEMS
from lupaus.policy.problem import Level, Problem
from lupaus.web.frame.wording import words

#: What a level is called, its badge and its icon; the gravest first.
LEVELS: dict[Level, tuple[Any, str, str]] = {
    Level.ERROR: (_("virhe"), "broken", "circle-x"),
    Level.WARNING: (_("huomio"), "untested", "triangle-alert"),
    Level.NOTE: (_("vinkki"), "note", "info"),
}


@dataclass(frozen=True, slots=True)
class Told:
    """``quote`` is the line as the author wrote it, so that it is found without numbers."""

    code: str
    level: Level
    wrong: str
    cure: str
    line: int
    quote: str
    law: str
    exact: str

    @property
    def mark(self) -> tuple[Any, str, str]:
        return LEVELS[self.level]


def told(problems: Iterable[Problem], text: str = "") -> list[Told]:
    """The gravest first, each with its line of the text."""
    order = list(Level)
    lines = text.splitlines()
    found = sorted(problems, key=lambda p: (order.index(p.level), p.line, p.code))
    return [_told(problem, lines) for problem in found]


def _told(problem: Problem, lines: list[str]) -> Told:
    wrong, cure = PROBLEMS[problem.code]
    hint = f" → {problem.hint}" if problem.hint else ""
    inside = 0 < problem.line <= len(lines)
    return Told(
        code=problem.code,
        level=problem.level,
        wrong=words(wrong),
        cure=words(cure),
        line=problem.line,
        quote=lines[problem.line - 1].strip()[:120] if inside else "",
        law=problem.law,
        exact=f"{problem.message}{hint}",
    )
