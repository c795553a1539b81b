"""The statements of a purge: a plan is filled, looked at again, and destroyed by, in sets.

A wrong text here destroys the wrong rows. What prevents it: which rows are due is not said
here but in :mod:`lupaus.policy.sql`, compared there with its plain meaning; nothing is deleted
from a table of the register but what stands in the plan of one run, between two parties; and
just before, everything that is no longer due is struck from the plan.

Texts name tables of the catalogue and bind everything else: ``run``, ``first`` and ``last``
(parties), and days.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from lupaus.guard import Adopted
from lupaus.policy import predicate, retention, sql
from lupaus.policy.holding import BATCH, MERGED, PARTY, RELATION, Holding
from lupaus.policy.retention import Rule
from lupaus.records.catalogue import holdings

_COMMENT = re.compile(r"^--.*\n", re.MULTILINE)
_ITEM = "run_id, holding, party, row_id, clause, since"
_PLANNED = "run_id = %(run)s AND holding = '{table}'"
_BETWEEN = f"{_PLANNED} AND party > %(first)s AND party <= %(last)s"


@dataclass(frozen=True, slots=True)
class Text:
    """A statement and the days bound to it; the rest is bound where it is run."""

    sql: str
    days: Mapping[str, date]

    def bound(self, **more: Any) -> dict[str, Any]:
        return {**self.days, **more}


@dataclass(frozen=True, slots=True)
class Step:
    """What is done for one table: put into the plan, look again, destroy."""

    table: str
    fill: Text
    strike: Text
    destroy: Text
    childless: Text | None = None  # looked at last, when the children are gone


@dataclass(frozen=True, slots=True)
class Steps:
    """Everything that one version of the policy says about one day.

    ``rows`` in the order of destruction: children before their parents. ``following`` are rows
    that go with their party, ``party`` the spine itself.
    """

    rows: tuple[Step, ...]
    following: tuple[Step, ...]
    party: Step


@lru_cache(maxsize=8)
def steps(adopted: Adopted, day: date) -> Steps:
    """Compiled once for a version and a day."""
    schema, policy = holdings(), adopted.policy
    with_party = sql.following(schema, policy)
    own = [h for h in schema if h not in with_party and h.table != PARTY]
    own.sort(key=lambda h: h.parent is None)
    return Steps(
        rows=tuple(_step(h, adopted, day) for h in own),
        following=tuple(_following(h) for h in with_party),
        party=_party(adopted, day),
    )


def _step(holding: Holding, adopted: Adopted, day: date) -> Step:
    due = sql.due_rows(holding, adopted.policy, day)
    chosen = f"SELECT row_id FROM keeping_item WHERE {_BETWEEN.format(table=holding.table)}"
    still = sql.still_due(holding, adopted.policy, day, among=chosen)
    return Step(
        holding.table,
        _fill(holding, adopted, day, due),
        _strike(holding.table, still),
        _destroy(holding),
        _childless(holding, chosen),
    )


def _childless(holding: Holding, chosen: str) -> Text | None:
    """A parent stays while anything hangs on it that is not gone by then."""
    children = " UNION ALL ".join(
        f"SELECT c.{key} FROM {child.table} c WHERE c.{key} IN ({chosen})"
        for child in holdings()
        for parent, key in ([child.parent] if child.parent else [])
        if parent == holding.table
    )
    between = _BETWEEN.format(table=holding.table)
    text = f"DELETE FROM keeping_item WHERE {between} AND row_id IN ({children})"
    return Text(text, {}) if children else None


def _strike(table: str, still: sql.Query) -> Text:
    return Text(
        f"DELETE FROM keeping_item WHERE ({_BETWEEN.format(table=table)}"
        f" AND row_id NOT IN (SELECT s.id FROM (\n{plain(still.sql)}\n) s))",
        still.params,
    )


def _destroy(holding: Holding) -> Text:
    chosen = f"SELECT row_id FROM keeping_item WHERE {_BETWEEN.format(table=holding.table)}"
    return Text(f"DELETE FROM {holding.table} WHERE id IN ({chosen})", {})


def _fill(holding: Holding, adopted: Adopted, day: date, due: sql.Query) -> Text:
    tables, ties = predicate.joined(holding, first="t")
    clause, since, days = because(holding, adopted, day)
    return Text(
        f"INSERT INTO keeping_item ({_ITEM})\n"
        f"SELECT %(run)s, '{holding.table}', d.party_id, d.id, {clause}, {since}\n"
        f"FROM (\n{plain(due.sql)}\n) d CROSS JOIN {tables}\nWHERE t.id = d.id AND {ties}",
        {**due.params, **days},
    )


def because(
    holding: Holding, adopted: Adopted, day: date
) -> tuple[str, str, Mapping[str, date]]:
    """The clause by which a row goes, and the stored day that it counts from: of the rules that
    have closed for it the one that reaches back furthest, which closed last; or that nobody
    may need such a thing of such a party."""
    days: dict[str, date] = {}
    fiscal = adopted.policy.fiscal_calendar

    def cut(rule: Rule) -> str:
        days[_name(rule)] = retention.closing_cutoff(rule, day, fiscal) or date.min
        return f"%({_name(rule)})s"

    reasons = sorted(
        (days[_name(closing.rule)], closing.rule.id, _column(closing), said)
        for need in predicate.needs(adopted.policy, holding, cut)
        for closing in need.closings
        for said in [predicate.all_of([need.covers, closing.yes])]
    )
    nobody = f"'data.{holding.category}'"
    if not reasons:
        return nobody, "CAST(NULL AS date)", {}
    rules = " ".join(f"WHEN {said} THEN '{rule}'" for _, rule, _, said in reasons)
    stored = " ".join(f"WHEN {said} THEN {column}" for _, _, column, said in reasons)
    return f"CASE {rules} ELSE {nobody} END", f"CASE {stored} END", days


def _name(rule: Rule) -> str:
    return "because_" + re.sub(r"\W", "_", rule.id)


def _column(closing: predicate.Passed) -> str:
    """Where the rule's day is stored. A consent's is a history, and has no one place."""
    column = closing.index.partition("(")[2].rstrip(")")
    return "CAST(NULL AS date)" if "," in column else f"{closing.alias}.{column}"


# --- whole parties ---------------------------------------------------------------------------


def _leaving(holding: Holding) -> str:
    """The row ``x`` stands in the plan itself."""
    return (
        f"EXISTS (SELECT 1 FROM keeping_item i WHERE i.{_PLANNED.format(table=holding.table)}"
        f" AND i.party = x.{holding.party} AND i.row_id = x.id)"
    )


def _party(adopted: Adopted, day: date) -> Step:
    schema, policy = holdings(), adopted.policy
    touched = (
        "SELECT party FROM keeping_item WHERE run_id = %(run)s"
        " UNION SELECT party FROM keeping_emptied"
        f" UNION SELECT m.id FROM {PARTY} m WHERE m.{MERGED} <= %(merged)s"
    )
    due = sql.due_parties(schema, policy, day, among=touched, planned=_leaving)
    chosen = f"SELECT row_id FROM keeping_item WHERE {_BETWEEN.format(table=PARTY)}"
    still = sql.due_parties(schema, policy, day, among=chosen)
    return Step(
        PARTY, _fill(RELATION, adopted, day, due), _strike(PARTY, still), _destroy(RELATION)
    )


def _following(holding: Holding) -> Step:
    """Rows that go when their party goes: found by the plan of the parties, and found again
    just before, because one that came since must not be left hanging."""
    parties = f"i.{_PLANNED.format(table=PARTY)}"
    fill = (
        f"INSERT INTO keeping_item ({_ITEM})\n"
        f"SELECT %(run)s, '{holding.table}', i.party, x.id, i.clause, i.since\n"
        f"FROM keeping_item i CROSS JOIN {holding.table} x\n"
        f"WHERE {parties} AND x.{holding.party} = i.party AND i.party > %(first)s"
        f" AND i.party <= %(last)s AND NOT {_leaving(holding)}"
    )
    staying = (
        f"DELETE FROM keeping_item WHERE {_BETWEEN.format(table=holding.table)}"
        " AND party NOT IN (SELECT i.party FROM keeping_item i"
        f" WHERE {_BETWEEN.format(table=PARTY)})"
    )
    return Step(holding.table, Text(fill, {}), Text(staying, {}), _destroy(holding))


def chosen(tables: Iterable[str]) -> str:
    """The parties of a chunk. Named by table, because the plan's index begins so: a look at the
    parties of a run would otherwise read the whole plan for each chunk."""
    named = ", ".join(f"'{table}'" for table in tables)
    return (
        "SELECT i.party FROM keeping_item i WHERE i.run_id = %(run)s"
        f" AND i.holding IN ({named}) AND i.party > %(first)s AND i.party <= %(last)s"
    )


def emptied(tables: Iterable[str], with_party: Iterable[str]) -> str:
    """Note the parties of the chunk of which nothing is left, to be seen again next time."""
    return f"{_nothing_left(with_party)} AND p.id IN ({chosen(tables)})"


def empty_parties(adopted: Adopted) -> str:
    """Note every party of which nothing is left, whoever emptied it."""
    apart = sql.following(holdings(), adopted.policy)
    return _nothing_left(h.table for h in apart)


def _nothing_left(with_party: Iterable[str]) -> str:
    apart = {*with_party, PARTY}
    nothing = " AND ".join(
        f"(SELECT 1 FROM {h.table} x WHERE x.{h.party} = p.id LIMIT 1) IS NULL"
        for h in holdings()
        if h.table not in apart
    )
    return (
        "INSERT INTO keeping_emptied (party)\n"
        f"SELECT p.id FROM {PARTY} p WHERE p.id > %(first)s AND p.id <= %(last)s"
        f" AND {nothing} AND p.id NOT IN (SELECT party FROM keeping_emptied)"
    )


def staged(table: str) -> str:
    """Strike rows of imports that are still under way: they are the import's to finish."""
    return (
        f"DELETE FROM keeping_item WHERE {_PLANNED.format(table=table)} AND row_id IN"
        f" (SELECT s.id FROM {table} s WHERE s.batch_id IN"
        f" (SELECT b.id FROM {BATCH} b WHERE b.state = 'staged'))"
    )


def plain(text: str) -> str:
    """Without the remarks, which are for people: a semicolon looks like two statements."""
    return _COMMENT.sub("", text)
