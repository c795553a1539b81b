"""Rows past their time: how many, by which rule, which of them, and what holds the others.

One statement for the whole register. It starts from the indexes of the dates, so where little
is past its time it costs little; what is comes back grouped by its reasons and its holds. What
nothing holds is late.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from lupaus.policy import holding as names
from lupaus.policy import predicate, retention, sql
from lupaus.policy.holding import Holding
from lupaus.policy.retention import Rule
from lupaus.proof.look.shells import shells
from lupaus.proof.looking import GRACE, Look, reference
from lupaus.proof.verdict import SHOWN
from lupaus.sets import pieces

DAILY = "daily"  # late by a rule that has no window
UNCOVERED = "uncovered"  # of nobody whom any purpose covers

#: The names of the reasons and of the holds of a table, in the order of their flags.
_Flags = tuple[tuple[str, ...], tuple[str, ...]]
_AT_ONCE = 5_000


@dataclass(frozen=True, slots=True)
class Late:
    """Of one table what is late, by id of the rule, by DAILY and by UNCOVERED; and what a hold
    keeps though its time has passed."""

    counts: Mapping[str, int] = field(default_factory=dict)
    examples: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    held: Mapping[str, int] = field(default_factory=dict)  # by hold; a row may have several

    def by(self, why: str) -> tuple[int, tuple[str, ...]]:
        return self.counts.get(why, 0), self.examples.get(why, ())


def late(look: Look, holding: Holding) -> Late:
    """What of a table is late, and why."""
    every = look.once("late", lambda: _every(look))
    return every.get(holding.table, Late())


@dataclass(slots=True)
class _Cuts:
    """Cut-offs, bound: of closing as they stood yesterday, of holding as they stand today."""

    look: Look
    params: dict[str, Any] = field(default_factory=dict)

    def closing(self, rule: Rule) -> str:
        yesterday = self.look.today - timedelta(days=GRACE)
        fiscal = self.look.policy.fiscal_calendar
        return self._bind("late", rule, retention.closing_cutoff(rule, yesterday, fiscal))

    def holding(self, rule: Rule) -> str:
        fiscal = self.look.policy.fiscal_calendar
        day = retention.holding_cutoff(rule, self.look.today, fiscal)
        return self._bind("held", rule, day)

    def _bind(self, verb: str, rule: Rule, day: date | None) -> str:
        name = f"{verb}_{list(self.look.rules).index(rule.id)}"
        self.params[name] = day
        return f"%({name})s"


@dataclass(frozen=True, slots=True)
class _Group:
    """Rows past their time for the same reasons and under the same holds."""

    why: frozenset[str]
    holds: frozenset[str]
    count: int
    shown: tuple[int, int]


def _every(look: Look) -> Mapping[str, Late]:
    cuts = _Cuts(look)
    yesterday = look.today - timedelta(days=GRACE)
    params: dict[str, Any] = {"grace": yesterday}
    each: list[str] = []
    apart: list[str] = []
    flags_of: dict[str, _Flags] = {}
    for holding in look.every():
        why, held = _reasons(look, holding, cuts), _holds(look, holding, cuts)
        flags_of[holding.table] = (tuple(why), tuple(held))
        said = (*why.values(), *held.values())
        if holding.table == names.PARTY:
            apart = [_grouped(holding, said, some) for some in _some(shells(look))]
        else:
            query = sql.closed_rows(holding, look.policy, yesterday)
            params.update(query.params)  # the same name is the same day in every table
            each.append(_grouped(holding, said, query.sql))
    params.update(cuts.params)
    statements = [*apart, *(["\nUNION ALL\n".join(each)] if each else [])]
    rows = [row for statement in statements for row in look.rows(statement, params)]
    found = _groups(rows, flags_of)
    return {table: _late(look, table, groups) for table, groups in found.items()}


def _some(parties: tuple[int, ...]) -> Iterator[str]:
    """The parties as statements, none of them too long."""
    for piece in pieces(parties, _AT_ONCE):
        ids = ", ".join(map(str, piece))
        yield f"SELECT p.id AS id, p.id AS party_id FROM {names.PARTY} p WHERE p.id IN ({ids})"


def _groups(
    rows: Iterable[tuple[Any, ...]], flags_of: Mapping[str, _Flags]
) -> Mapping[str, list[_Group]]:
    found: dict[str, list[_Group]] = {}
    for table, flags, count, *shown in rows:
        why_, held_ = flags_of[table]
        reasons = [n for n, flag in zip(why_, flags, strict=False) if flag == "1"]
        holds = [n for n, flag in zip(held_, flags[len(why_) :], strict=True) if flag == "1"]
        group = _Group(frozenset(reasons), frozenset(holds), count, (shown[0], shown[1]))
        found.setdefault(table, []).append(group)
    return found


def _grouped(holding: Holding, conditions: Iterable[str], closed: str) -> str:
    """How many rows are alike, and the first and the last of them.

    Asked of each row by its id: a join makes PostgreSQL read whole tables, because it cannot
    know that next to none of the rows are closed.
    """
    flags = " || ".join(f"CASE WHEN {c} THEN '1' ELSE '0' END" for c in conditions)
    tables, ties = predicate.joined(holding, first="t")
    return (
        f"SELECT '{holding.table}',"
        f" (SELECT {flags}\nFROM {tables}\nWHERE t.id = o.id AND {ties}),"
        f" COUNT(*), MIN(o.id), MAX(o.id) FROM (\n{closed}\n) o GROUP BY 2"
    )


def _late(look: Look, table: str, groups: list[_Group]) -> Late:
    late_ = [group for group in groups if not group.holds]
    said = _references(look, table, {number for group in late_ for number in group.shown})
    counts: dict[str, int] = {}
    examples: dict[str, tuple[str, ...]] = {}
    for group in late_:
        few = tuple(said[number] for number in dict.fromkeys(group.shown))
        for why in group.why:
            counts[why] = counts.get(why, 0) + group.count
            examples[why] = (*examples.get(why, ()), *few)[:SHOWN]
    held: dict[str, int] = {}
    for group in groups:
        for hold in group.holds:
            held[hold] = held.get(hold, 0) + group.count
    return Late(counts, examples, held)


def _references(look: Look, table: str, numbers: set[int]) -> Mapping[int, str]:
    if not numbers:
        return {}
    owner = "id" if table == names.PARTY else "party_id"
    rows = look.rows(
        f"SELECT t.id, p.id, p.number FROM {table} t JOIN {names.PARTY} p"
        f" ON p.id = t.{owner} WHERE t.id IN ({', '.join(map(str, sorted(numbers)))})"
    )
    return {row[0]: reference(table, *row) for row in rows}


def _holds(look: Look, holding: Holding, cuts: _Cuts) -> Mapping[str, str]:
    """Each hold as a condition on the joined row."""
    found: dict[str, list[str]] = {}
    for held in predicate.holds(look.policy, holding, cuts.holding):
        found.setdefault(str(held.hold), []).append(held.stands)
    return {hold: predicate.any_of(conditions) for hold, conditions in found.items()}


def _reasons(look: Look, holding: Holding, cuts: _Cuts) -> Mapping[str, str]:
    """Each as a condition on the joined row: a rule is a reason only for whom its purpose
    covers. Whoever ended the relation yesterday or today is
    given until tonight's purge before a row is held of nobody."""
    passed = {
        closing.rule: predicate.all_of([need.covers, closing.yes])
        for need in predicate.needs(look.policy, holding, cuts.closing)
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
