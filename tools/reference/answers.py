"""Which clause of a template answers which clause of the notice it was drawn from.

The notices themselves stay out of the repository; their clauses are known by number only. A
clause of a notice is answered by clauses of the template, or it fell away: as noise, or because
the law of today left nothing of it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import Path

from ruamel.yaml import YAML

SOURCE = Path(__file__).resolve().parents[2] / "docs" / "reference" / "answers.yaml"


@dataclass(frozen=True, slots=True)
class Answers:
    """One template. ``added`` are patterns of clause ids that no notice asked for: the law did,
    and ``away`` gives the reason why a clause of the notice has no answer."""

    seed: str
    clauses: int
    answered: Mapping[str, tuple[str, ...]]
    away: Mapping[str, str]
    added: Mapping[str, str] = field(default_factory=dict)

    def of(self, clause: str) -> tuple[str, ...]:
        """The clauses of the notice that this clause of the template answers."""
        return tuple(number for number, ids in self.answered.items() if clause in ids)

    def addition(self, clause: str) -> str:
        """Why the template says it although the notice did not; empty if no reason is given."""
        fits = (why for pattern, why in self.added.items() if fnmatchcase(clause, pattern))
        return next(fits, "")

    def unknown(self, clauses: Iterable[str]) -> tuple[str, ...]:
        """The ids that the mapping names and the template has not."""
        have = frozenset(clauses)
        named = (name for ids in self.answered.values() for name in ids)
        return tuple(dict.fromkeys(name for name in named if name not in have))


def answers() -> Mapping[str, Answers]:
    """By template, in the order of the notices."""
    with SOURCE.open(encoding="utf-8") as file:
        page = YAML(typ="safe").load(file)
    return {name: _template(said, page["added"]) for name, said in page["templates"].items()}


def _template(said: Mapping[str, object], everywhere: Mapping[str, str]) -> Answers:
    lines = said["answers"]
    added = said["added"]
    assert isinstance(lines, dict)  # noqa: S101 - the shape of our own file
    assert isinstance(added, dict)  # noqa: S101 - likewise
    return Answers(
        seed=str(said["notice"]),
        clauses=int(str(said["clauses"])),
        answered={number: tuple(ids) for number, ids in lines.items() if isinstance(ids, list)},
        away={number: why for number, why in lines.items() if isinstance(why, str)},
        added={**added, **everywhere},
    )
