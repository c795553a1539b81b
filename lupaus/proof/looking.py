"""One check under way: the policy, the day, and statements that clauses share.

Everything here counts. It reads keys and facts of the raw tables under the grant of proof,
which covers no value, and remembers every answer for as long as the check lasts, because many
clauses ask the same of the same table.
"""

import re
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, TypeVar, cast

from lupaus.folder import Folder
from lupaus.guard import Adopted, Part
from lupaus.guard.tables import holdings
from lupaus.policy import holding as names
from lupaus.policy import retention
from lupaus.policy.holding import Holding
from lupaus.policy.model import Policy
from lupaus.policy.retention import Rule
from lupaus.policy.vocabulary import Category
from lupaus.proof.verdict import SHOWN

T = TypeVar("T")

_COMMENT = re.compile(r"--[^\n]*\n")

#: A row that should have gone yesterday is late: the purge runs once a day.
GRACE = 1


@dataclass(slots=True)
class Look:
    """What the functions that look at clauses are given."""

    adopted: Adopted
    at: datetime
    today: date
    folder: Folder
    part: Part
    only: frozenset[str] = frozenset()  # the only tables to look at; none named: all
    statements: int = 0
    _known: dict[Hashable, Any] = field(default_factory=dict)

    @property
    def policy(self) -> Policy:
        return self.adopted.policy

    def once(self, key: Hashable, find: Callable[[], T]) -> T:
        """The answer, found once in a check."""
        if key not in self._known:
            self._known[key] = find()
        return cast("T", self._known[key])

    @property
    def rules(self) -> Mapping[str, Rule]:
        """By the id of its clause: what closes and what holds."""
        return self.once(
            "rules", lambda: {rule.id: rule for rule in retention.effective(self.policy)}
        )

    def holdings(self, categories: Iterable[Category]) -> tuple[Holding, ...]:
        """The tables that hold any of the categories. The spine, whose dates are of the
        category relation, is late only where nothing but a party's shell is left."""
        wanted = frozenset(categories)
        return tuple(h for h in self.every() if h.category in wanted)

    def every(self) -> tuple[Holding, ...]:
        """Every table that is looked at, the spine among them."""
        return tuple(h for h in holdings() if not self.only or h.table in self.only)

    def rows(self, sql: str, params: Mapping[str, Any] | None = None) -> list[tuple[Any, ...]]:
        """Every row of one statement."""
        self.statements += 1
        # Comments may hold a semicolon, which is one statement too many for PostgreSQL's guard.
        return self.part.execute(_COMMENT.sub("", sql), params or {})

    def number(self, sql: str, params: Mapping[str, Any] | None = None) -> int:
        """The single number that a statement counts."""
        return int(self.rows(sql, params)[0][0] or 0)

    def examples(
        self, table: str, sql: str, params: Mapping[str, Any] | None = None
    ) -> tuple[str, ...]:
        """References to the first rows of a statement that selects ``id, party_id``."""
        found = self.rows(
            f"SELECT x.id, p.id, p.number FROM (\n{sql}\n) x"
            f" LEFT JOIN {names.PARTY} p ON p.id = x.party_id ORDER BY x.id LIMIT {SHOWN}",
            params,
        )
        return tuple(reference(table, *row) for row in found)


def reference(table: str, row: int, party: int | None, number: int | None) -> str:
    """``emailaddress#5 of customer 1001``: where to look, and nothing of what is there."""
    here = f"{table.partition('_')[2] or table}#{row}"
    if party is None or (table == names.PARTY and number is None):
        return here
    whose = f"customer {number}" if number is not None else f"party#{party}"
    return whose if table == names.PARTY else f"{here} of {whose}"
