"""What another policy would do to the data that is here: counted before it is adopted.

Nothing is planned or written. What would go is counted by the texts by which a purge finds it,
so that the count and the purge cannot differ; a wrong count only misleads.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from lupaus.guard import Adopted, Part, system_grant
from lupaus.keeping.texts import because, plain
from lupaus.policy import predicate, retention, sql
from lupaus.policy.holding import MERGED, PARTY, Holding
from lupaus.policy.model import Policy
from lupaus.policy.predicate import Need
from lupaus.policy.retention import Rule
from lupaus.policy.vocabulary import Category
from lupaus.records.catalogue import holdings


@dataclass(frozen=True, slots=True)
class Tally:
    """By one clause: so many rows of so many parties."""

    clause: str
    rows: int
    parties: int


@dataclass(frozen=True, slots=True)
class Due:
    """What the purge of a day finds under one policy and not under another."""

    rows: int = 0
    parties: int = 0
    by_clause: tuple[Tally, ...] = ()


@dataclass(frozen=True, slots=True)
class Sight:
    """What a purpose sees under one policy and not under another: of how many parties in all,
    and which categories."""

    purpose: str
    parties: int
    categories: tuple[Category, ...]


@dataclass(frozen=True, slots=True)
class Effect:
    """``goes`` at the purge of the day only because of the new policy; ``stays`` only because
    of it. ``hidden`` are rows that a purpose would no longer see, those that go among them."""

    day: date
    goes: Due
    stays: Due
    hidden: tuple[Sight, ...]
    shown: tuple[Sight, ...]


def effect(old: Policy, new: Policy, day: date) -> Effect:
    """Up to four statements; a table that both policies treat alike is not looked at."""
    with system_grant("proof", why="what another policy would do is counted") as part:
        return Effect(
            day,
            _due(part, new, old, day),
            _due(part, old, new, day),
            _sights(part, old, new, day),
            _sights(part, new, old, day),
        )


def goes_by(old: Policy, new: Policy, day: date) -> Due:
    """What goes by a later day only because of the new policy, were nothing else to change."""
    with system_grant("proof", why="what another policy would do is counted") as part:
        return _due(part, new, old, day)


# --- what goes -------------------------------------------------------------------------------


def _due(part: Part, one: Policy, other: Policy, day: date) -> Due:
    texts: list[str] = []
    days: dict[str, date] = {}
    for text, bound in _dues(one, other, day):
        texts.append(text)
        days |= bound
    if not texts:
        return Due()
    union = "\nUNION ALL\n".join(texts)
    found = part.execute(
        f"WITH going AS (\n{union}\n)\n"
        "SELECT clause, COUNT(*), COUNT(DISTINCT party) FROM going GROUP BY clause\n"
        "UNION ALL SELECT '', COUNT(*), COUNT(DISTINCT party) FROM going\nORDER BY 1",
        days,
    )
    total, *clauses = (Tally(*row) for row in found)
    return Due(total.rows, total.parties, tuple(clauses))


def _dues(one: Policy, other: Policy, day: date) -> Iterator[tuple[str, dict[str, date]]]:
    for holding in holdings():
        if holding.table == PARTY or predicate.goes_with_party(holding, one):
            continue
        due, spared = sql.due_rows(holding, one, day), sql.due_rows(holding, other, day)
        if (due.sql, due.params) != (spared.sql, spared.params):
            yield _beyond(holding, one, due, spared, day)


def _beyond(
    holding: Holding, one: Policy, due: sql.Query, spared: sql.Query, day: date
) -> tuple[str, dict[str, date]]:
    clause, _since, days = because(holding, Adopted(0, "", "", one), day)
    tables, ties = predicate.joined(holding, first="t")
    others = re.sub(r"%\((\w+)\)s", r"%(other_\1)s", plain(spared.sql))
    text = (
        f"SELECT {clause} AS clause, d.party_id AS party\n"
        f"FROM (\n{plain(due.sql)}\n) d CROSS JOIN {tables}\nWHERE t.id = d.id AND {ties}"
        f" AND d.id NOT IN (SELECT b.id FROM (\n{others}\n) b)"
    )
    other = {f"other_{name}": bound for name, bound in spared.params.items()}
    return text, {**due.params, **days, **other}


# --- what is seen ----------------------------------------------------------------------------


def _sights(part: Part, one: Policy, other: Policy, day: date) -> tuple[Sight, ...]:
    texts: list[str] = []
    days: dict[str, date] = {}
    for holding in holdings():
        ours, theirs = _needs(one, holding, day, "one"), _needs(other, holding, day, "other")
        for purpose, (need, bound) in ours.items():
            its, others = theirs.get(purpose, (None, {}))
            if its is None or not _alike(need, bound, its, others):
                texts.append(_unseen(holding, need, its))
                days |= bound | others
    if not texts:
        return ()
    union = "\nUNION ALL\n".join(texts)
    found = part.execute(
        f"WITH seen AS (\n{union}\n)\n"
        "SELECT purpose, category, COUNT(DISTINCT party) FROM seen GROUP BY purpose, category\n"
        "UNION ALL SELECT purpose, '', COUNT(DISTINCT party) FROM seen GROUP BY purpose",
        days,
    )
    return _by_purpose(one, found)


def _by_purpose(policy: Policy, found: Iterable[tuple[str, str, int]]) -> tuple[Sight, ...]:
    """In the order of the policy."""
    counted = {(purpose, category): parties for purpose, category, parties in found}
    return tuple(
        Sight(
            purpose,
            counted[purpose, ""],
            tuple(c for c in policy.data if (purpose, c) in counted),
        )
        for purpose in policy.purposes
        if (purpose, "") in counted
    )


Needed = dict[str, tuple[Need, dict[str, date]]]


def _needs(policy: Policy, holding: Holding, day: date, whose: str) -> Needed:
    """By purpose: the need, and the days bound in its text."""
    days: dict[str, date] = {}
    fiscal = policy.fiscal_calendar

    def cut(rule: Rule) -> str:
        name = f"{whose}_" + re.sub(r"\W", "_", rule.id)
        days[name] = retention.closing_cutoff(rule, day, fiscal) or date.min
        return f"%({name})s"

    needs = predicate.needs(policy, holding, cut)
    return {
        need.purpose: (
            need,
            {name: at for name, at in days.items() if f"%({name})s" in need.closed + need.open},
        )
        for need in needs
    }


def _alike(need: Need, bound: dict[str, date], its: Need, others: dict[str, date]) -> bool:
    """Do both see the same rows on the day, for all that their texts say?"""
    return _said(need, bound) == _said(its, others)


def _said(need: Need, bound: dict[str, date]) -> str:
    return re.sub(r"%\((\w+)\)s", lambda name: bound[name[1]].isoformat(), need.open)


def _unseen(holding: Holding, need: Need, its: Need | None) -> str:
    tables, ties = predicate.joined(holding, first="t")
    shut = predicate.any_of([its.misses, its.closed]) if its else "1 = 1"
    return (
        f"SELECT '{need.purpose}' AS purpose, '{holding.category}' AS category,"
        f" t.{holding.party} AS party\nFROM {tables}\n"
        f"WHERE {ties} AND p.{MERGED} IS NULL AND {need.open} AND {shut}"
    )
