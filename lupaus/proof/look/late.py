"""Rows that should be gone: how many, by which rule, and which.

One statement for the whole register. It starts from the indexes of the dates, so where nothing
is late it costs little; what is late comes back grouped by the reasons for it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from lupaus.policy import holding as names
from lupaus.policy import predicate, retention, sql
from lupaus.policy.holding import Holding
from lupaus.policy.retention import Rule
from lupaus.proof.looking import GRACE, Look, reference
from lupaus.proof.verdict import SHOWN

DAILY = "daily"  # late by a rule that has no window
UNCOVERED = "uncovered"  # of nobody whom any purpose covers


@dataclass(frozen=True, slots=True)
class Late:
    """Of one table: counts and examples by id of the rule, by DAILY and by UNCOVERED."""

    counts: Mapping[str, int] = field(default_factory=dict)
    examples: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def by(self, why: str) -> tuple[int, tuple[str, ...]]:
        return self.counts.get(why, 0), self.examples.get(why, ())


def late(look: Look, holding: Holding) -> Late:
    """What of a table is late, and why."""
    every = look.once("late", lambda: _every(look))
    return every.get(holding.table, Late())


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


def _every(look: Look) -> Mapping[str, Late]:
    each: list[str] = []
    names_of: dict[str, tuple[str, ...]] = {}
    cuts = _Cuts(look)
    params: dict[str, Any] = {"grace": look.today - timedelta(days=GRACE)}
    for holding in look.measured():
        why = _reasons(look, holding, cuts)
        names_of[holding.table] = tuple(why)
        query = sql.overdue_rows(holding, look.policy, look.today, grace=GRACE)
        params.update(query.params)  # the same name is the same day in every table
        each.append(_grouped(holding, why.values(), query.sql))
    params.update(cuts.params)
    found: dict[str, list[_Group]] = {}
    for table, flags, count, first, last in look.rows("\nUNION ALL\n".join(each), params):
        why_ = [n for n, flag in zip(names_of[table], flags, strict=True) if flag == "1"]
        found.setdefault(table, []).append(_Group(frozenset(why_), count, (first, last)))
    return {table: _late(look, table, groups) for table, groups in found.items()}


def _grouped(holding: Holding, conditions: Iterable[str], overdue: str) -> str:
    """How many rows are overdue for the same reasons, and the first and the last of them."""
    flags = " || ".join(f"CASE WHEN {c} THEN '1' ELSE '0' END" for c in conditions)
    tables, ties = predicate.joined(holding, first="t")
    return (
        f"SELECT '{holding.table}', {flags}, COUNT(*), MIN(t.id), MAX(t.id)"
        f" FROM (\n{overdue}\n) o CROSS JOIN {tables}\nWHERE t.id = o.id AND {ties} GROUP BY 2"
    )


@dataclass(frozen=True, slots=True)
class _Group:
    why: frozenset[str]
    count: int
    shown: tuple[int, int]


def _late(look: Look, table: str, groups: list[_Group]) -> Late:
    shown = sorted({number for group in groups for number in group.shown})
    numbers = ", ".join(map(str, shown))
    rows = look.rows(
        f"SELECT t.id, p.id, p.number FROM {table} t JOIN {names.PARTY} p"
        f" ON p.id = t.party_id WHERE t.id IN ({numbers})"
    )
    said = {row[0]: reference(table, *row) for row in rows}
    counts: dict[str, int] = {}
    examples: dict[str, tuple[str, ...]] = {}
    for group in groups:
        few = tuple(said[number] for number in dict.fromkeys(group.shown))
        for why in group.why:
            counts[why] = counts.get(why, 0) + group.count
            examples[why] = (*examples.get(why, ()), *few)[:SHOWN]
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
