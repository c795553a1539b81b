"""Rows that should be gone: how many, by which rule, and which.

Where nothing is late, one statement over every table says so, and starts from the indexes of
the dates. Only for tables where something is late the reasons are asked, for all rules at once.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from lupaus.policy import holding as names
from lupaus.policy import predicate, retention, sql
from lupaus.policy.holding import Holding
from lupaus.policy.retention import Rule
from lupaus.proof.looking import GRACE, Look, reference
from lupaus.proof.verdict import SHOWN

#: Rows looked through for examples before a reason is asked for by itself.
_FIRST = 400

DAILY = "daily"  # late by a rule that has no window
UNCOVERED = "uncovered"  # of nobody whom any purpose covers


@dataclass(frozen=True, slots=True)
class Late:
    """Of one table: counts and examples by id of the rule, by DAILY and by UNCOVERED."""

    counts: Mapping[str, int] = field(default_factory=dict)
    examples: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def by(self, why: str) -> tuple[int, tuple[str, ...]]:
        return self.counts.get(why, 0), self.examples.get(why, ())


def overdue(look: Look) -> Mapping[str, int]:
    """How many rows of each table should have gone by yesterday and nothing holds."""
    return look.once("overdue", lambda: _overdue(look))


def _overdue(look: Look) -> Mapping[str, int]:
    each: list[str] = []
    params: dict[str, date] = {}
    for holding in look.measured():
        query = _query(look, holding)
        each.append(f"SELECT '{holding.table}', COUNT(*) FROM (\n{query.sql}\n) x")
        params.update(query.params)  # the same name is the same day in every table
    if not each:
        return {}
    return dict(look.rows("\nUNION ALL\n".join(each), params))


def _query(look: Look, holding: Holding) -> sql.Query:
    return look.once(
        f"overdue {holding.table}",
        lambda: sql.overdue_rows(holding, look.policy, look.today, grace=GRACE),
    )


def late(look: Look, holding: Holding) -> Late:
    """Why the rows of a table are late."""
    if not overdue(look)[holding.table]:
        return Late()
    return look.once(f"late {holding.table}", lambda: _late(look, holding))


@dataclass(slots=True)
class _Cuts:
    """Cut-offs as they stood yesterday, bound."""

    look: Look
    params: dict[str, Any] = field(default_factory=dict)

    def __call__(self, rule: Rule) -> str:
        name = f"late_{list(self.look.rules).index(rule.id)}"
        yesterday = self.look.today - timedelta(days=GRACE)
        fiscal = self.look.policy.fiscal_calendar
        self.params[name] = retention.closing_cutoff(rule, yesterday, fiscal)
        return f"%({name})s"


def _late(look: Look, holding: Holding) -> Late:
    query, cuts = _query(look, holding), _Cuts(look)
    why = _reasons(look, holding, cuts)
    tables, ties = predicate.joined(holding, first="t")
    source = f"FROM (\n{query.sql}\n) o CROSS JOIN {tables}\nWHERE t.id = o.id AND {ties}"
    params = {**query.params, **cuts.params, "grace": look.today - timedelta(days=GRACE)}
    flags = [f"CASE WHEN {condition} THEN 1 ELSE 0 END" for condition in why.values()]
    sums = ", ".join(f"SUM({flag})" for flag in flags)
    [totals] = look.rows(f"SELECT {sums} {source}", params)
    counts = {name: int(total or 0) for name, total in zip(why, totals, strict=True)}
    first = look.rows(
        f"SELECT t.id, p.id, p.number, {', '.join(flags)} {source}"
        f" ORDER BY t.id LIMIT {_FIRST}",
        params,
    )
    examples = {}
    for place, (name, condition) in enumerate(why.items(), start=3):
        rows = [row[:3] for row in first if row[place]]
        if counts[name] and not rows:
            rows = look.rows(
                f"SELECT t.id, p.id, p.number {source} AND {condition}"
                f" ORDER BY t.id LIMIT {SHOWN}",
                params,
            )
        examples[name] = tuple(reference(holding.table, *row) for row in rows[:SHOWN])
    return Late(counts, examples)


def _reasons(look: Look, holding: Holding, cuts: _Cuts) -> Mapping[str, str]:
    """Each as a condition on the joined row: a rule is a reason only for whom its purpose
    covers. Whoever ended the relation yesterday or today is
    given until tonight's purge before a row is held of nobody."""
    passed = {
        closing.rule: predicate.all_of([need.covers, closing.yes])
        for need in predicate.needs(look.policy, holding, cuts)
        for closing in need.closings
    }
    every = predicate.any_of(passed.values())
    daily = predicate.any_of(yes for rule, yes in passed.items() if rule.window is None)
    settled = f"(p.{names.ENDED} IS NULL OR p.{names.ENDED} < %(grace)s)"
    return {
        **{rule.id: yes for rule, yes in passed.items()},
        DAILY: daily,
        UNCOVERED: f"CASE WHEN {every} THEN 0 ELSE 1 END = 1 AND {settled}",
    }
