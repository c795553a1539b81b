"""A text as a policy: what it promises, what is wrong with it, what it would change."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache

from lupaus.guard import Adopted
from lupaus.policy.clause import Clause
from lupaus.policy.clauses import clauses
from lupaus.policy.diff import Change, diff
from lupaus.policy.lint import lint
from lupaus.policy.model import Policy
from lupaus.policy.notice import Notice, notice
from lupaus.policy.problem import Problem, errors
from lupaus.policy.read import read_policy


@dataclass(frozen=True, eq=False)
class Weighed:
    """``policy`` is None for a text that cannot be read as one; ``problems`` then say why."""

    text: str
    policy: Policy | None
    problems: tuple[Problem, ...]

    @property
    def bars(self) -> tuple[Problem, ...]:
        """What keeps it from being adopted."""
        return errors(self.problems)

    @cached_property
    def clauses(self) -> tuple[Clause, ...]:
        return clauses(self.policy) if self.policy else ()

    @cached_property
    def page(self) -> Notice | None:
        return notice(self.policy, self.clauses) if self.policy else None


@lru_cache(maxsize=8)
def weigh(text: str, today: date) -> Weighed:
    """Takes a third of a second for a text that has not been seen lately."""
    policy, problems = read_policy(text)
    found = lint(policy, today=today) if policy else problems
    return Weighed(text, policy, found)


def changes(old: Adopted, new: Weighed) -> tuple[Change, ...]:
    """What a text would change in what is promised; nothing for one that cannot be read."""
    if new.policy is None or old.text == new.text:
        return ()
    return _changes(old, new)


@lru_cache(maxsize=8)
def _changes(old: Adopted, new: Weighed) -> tuple[Change, ...]:
    return diff(old.clauses, new.clauses)


def by_id(found: tuple[Clause, ...]) -> Mapping[str, Clause]:
    return {clause.id: clause for clause in found}
