"""What a rule is, and how a section collects its rules."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from lupaus.policy.lint.case import Case
from lupaus.policy.problem import Level

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """One place where a rule is not met. ``level`` only where it differs from the rule's."""

    message: str
    path: Path = ()
    level: Level | None = None
    fix: str = ""


Findings = Iterator[Finding]


@dataclass(frozen=True, slots=True)
class Rule:
    """A check with its law, its cure, and the examples that the test suite runs."""

    id: str
    section: str
    level: Level
    law: str
    fix: str
    find: Callable[[Case], Findings] = field(compare=False)

    @property
    def wants(self) -> str:
        """What the rule looks for: its docstring up to the examples."""
        return " ".join((self.find.__doc__ or "").partition("PASS")[0].split())

    @property
    def passing(self) -> str:
        return _dedented(self._examples().partition("FAIL")[0])

    @property
    def failing(self) -> str:
        return _dedented(self._examples().partition("FAIL")[2])

    def _examples(self) -> str:
        return (self.find.__doc__ or "").partition("PASS")[2]


def _dedented(block: str) -> str:
    lines = [line for line in block.splitlines() if line.strip()]
    margin = min((len(line) - len(line.lstrip()) for line in lines), default=0)
    return "\n".join(line[margin:] for line in lines)


@dataclass(frozen=True, slots=True)
class Section:
    """A chapter of the catalogue; its rules in the order in which they are written."""

    letter: str
    title: str
    rules: list[Rule] = field(default_factory=list)

    def rule(
        self, code: str, level: Level, *, law: str, fix: str
    ) -> Callable[[Callable[[Case], Findings]], Callable[[Case], Findings]]:
        """Register the decorated function as a rule of this section."""

        def register(find: Callable[[Case], Findings]) -> Callable[[Case], Findings]:
            self.rules.append(Rule(code, self.letter, level, law, fix, find))
            return find

        return register
