"""Until when what is shown is kept, and why the rest is not shown: by the meaning of the rules.

The facts of the party that the rules look at come from the spine, which holds no value. Only a
party that the reading sees is asked about.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from lupaus.guard import Machinery, Reading, system_grant
from lupaus.policy import meaning, retention
from lupaus.policy.meaning import Departure, Thing
from lupaus.policy.model import Policy
from lupaus.policy.vocabulary import ELSEWHERE, Anchor, Category
from lupaus.records.catalogue import APART, claims, holdings
from lupaus.register.facts import Facts, known
from lupaus.register.rows import Hidden, Why


class Ends:
    """The ends of the values of one party on one day."""

    def __init__(self, policy: Policy, party: int, today: date) -> None:
        self.policy = policy
        self.today = today
        self.facts: Facts = known(party)
        self._permissions = _permissions(policy, party)
        self._known: dict[tuple[Any, ...], Departure] = {}

    def of(
        self, table: str, row: Mapping[str, Any], parent: Mapping[str, Any] | None = None
    ) -> Departure:
        """When the row goes. Rows of one table that are dated alike go together."""
        key = (table, *row.values(), *(parent or {}).values())
        if key not in self._known:
            thing = self._thing(table, row, parent)
            self._known[key] = meaning.departure(thing, self.policy, self.today)
        return self._known[key]

    def _thing(
        self, table: str, row: Mapping[str, Any], parent: Mapping[str, Any] | None = None
    ) -> Thing:
        return Thing(
            holding=claims()[f"records_{table}"].holding(),
            row=row,
            party=self.facts.row,
            parent=parent,
            invoices=self.facts.invoices,
            permissions=self._permissions,
        )

    def hidden(self, r: Reading) -> tuple[Hidden, ...]:
        """The categories of the policy that the reading does not see of this party."""
        found = (self._hidden(r, category) for category in held(self.policy))
        return tuple(one for one in found if one is not None)

    def _hidden(self, r: Reading, category: Category) -> Hidden | None:
        needing = retention.needing(self.policy, category)
        if not r.purposes & frozenset(needing):
            return Hidden(category, f"data.{category}", Why.NOT_NEEDED)
        holding = next(h for h in holdings() if h.category is category)
        thing = Thing(
            holding,
            dict.fromkeys(holding.anchors.values()) | {"sourced_on": None},
            self.facts.row,
            permissions=self._permissions,
        )
        covering = r.purposes & frozenset(meaning.covering(thing, self.policy))
        if not covering:
            return Hidden(category, f"data.{category}", Why.NOT_OF_SUCH)
        if covering & meaning.open_purposes(thing, self.policy, self.today):
            return None
        clause = next(
            rule.id
            for purpose in sorted(covering)
            for rule in retention.closing(retention.effective(self.policy), purpose, category)
        )
        return Hidden(category, clause, Why.CLOSED)


def held(policy: Policy) -> tuple[Category, ...]:
    """The categories of the policy that this register holds of a party."""
    return tuple(c for c in policy.data if c not in ELSEWHERE and c not in APART)


def _permissions(policy: Policy, party: int) -> tuple[Mapping[str, Any], ...]:
    """Decisions matter to the terms only where one runs from a consent withdrawn."""
    rules = retention.effective(policy)
    if not any(rule.anchor is Anchor.CONSENT_WITHDRAWN for rule in rules):
        return ()
    columns = ("id", "purpose", "channel", "decision", "at", "decided_on")
    sql = f"SELECT {', '.join(columns)} FROM records_permission WHERE party_id = %s"
    with system_grant(Machinery.SPINE, why="terms that run from a consent") as part:
        rows: Iterable[tuple[Any, ...]] = part.execute(sql, [party])
    return tuple(dict(zip(columns, row, strict=True)) for row in rows)
