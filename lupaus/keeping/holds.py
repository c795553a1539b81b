"""What stands although it is due, and why: statute, open invoice, collection, dispute,
restriction.

Nothing is stored about a hold: it is a fact of the rows, looked at anew every time. So a hold
that has fallen needs no act of anybody; the next plan finds the row.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from lupaus.guard import Adopted, Part, system_grant
from lupaus.keeping.texts import plain
from lupaus.policy import holding as names
from lupaus.policy import predicate, retention, sql
from lupaus.policy.holding import Holding
from lupaus.policy.retention import Rule
from lupaus.policy.vocabulary import Anchor, Category, Hold
from lupaus.records.catalogue import holdings
from lupaus.sets import pieces, placeholders

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Held:
    """One reason, over the whole register. ``lifts_on`` is the first day on which anything
    that it holds goes by itself; None: when somebody settles, decides or lifts it."""

    hold: Hold
    clause: str
    rows: int
    parties: int
    lifts_on: date | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """One reason that holds one row of a party, whether it is due already or not."""

    table: str
    row: int
    category: Category
    hold: Hold
    clause: str
    until: date | None


def summary(adopted: Adopted, today: date) -> tuple[Held, ...]:
    """Every reason that holds something due today: how many rows and parties."""
    found: dict[tuple[str, str], tuple[int, set[int], date | None]] = {}
    with system_grant("proof", why="holds are counted") as part:
        for holding in holdings():
            for key, row, party, day in _held_rows(part, holding, adopted, today):
                rows, parties, first = found.get(key, (0, set(), None))
                parties.add(party)
                days = [d for d in (first, day) if d]
                found[key] = (rows + 1, parties, min(days) if days else None)
                del row
    return tuple(
        Held(Hold(hold), clause, rows, len(parties), day)
        for (hold, clause), (rows, parties, day) in sorted(found.items())
    )


def _held_rows(
    part: Part, holding: Holding, adopted: Adopted, today: date
) -> Iterable[tuple[tuple[str, str], int, int, date | None]]:
    query = sql.held_rows(holding, adopted.policy, today)
    rows = part.execute(plain(query.sql), dict(query.params))
    by_rule: dict[str, list[int]] = {}
    for row, _party, hold, clause in rows:
        if hold == Hold.STATUTE:
            by_rule.setdefault(clause, []).append(row)
    ends = {
        clause: _ends(part, holding, adopted, clause, ids) for clause, ids in by_rule.items()
    }
    for row, party, hold, clause in rows:
        yield (hold, clause), row, party, ends.get(clause, {}).get(row)


def _ends(
    part: Part, holding: Holding, adopted: Adopted, clause: str, rows: list[int]
) -> dict[int, date]:
    """The day after the last on which the rule holds each row."""
    rule = next(r for r in retention.effective(adopted.policy) if r.id == clause)
    column = _column(holding, rule)
    if column is None:
        return {}
    tables, ties = predicate.joined(holding, first="t")
    found: dict[int, date] = {}
    for some in pieces(rows):
        places = placeholders(some)
        text = f"SELECT t.id, {column} FROM {tables} WHERE {ties} AND t.id IN ({places})"
        for row, stored in part.execute(text, some):
            until = retention.held_until(rule, _day(stored), adopted.policy.fiscal_calendar)
            if until is not None:
                found[row] = until + _DAY
    return found


def _column(holding: Holding, rule: Rule) -> str | None:
    if rule.anchor is Anchor.CONSENT_WITHDRAWN:
        return None
    dated = names.dated_by(holding, rule.anchor)
    if dated is None:
        return None
    in_row, column = dated
    return f"{predicate.dating(holding) if in_row else 'p'}.{column}"


def _day(stored: date | str) -> date:
    """SQLite hands over what it stores."""
    return date.fromisoformat(stored) if isinstance(stored, str) else stored


def of(party: int, adopted: Adopted, today: date) -> tuple[Standing, ...]:
    """Everything that holds anything of one party today; for its page."""
    with system_grant("proof", why="the holds of one party are shown") as part:
        return tuple(
            standing
            for holding in holdings()
            for standing in _of_party(part, holding, adopted, today, party)
        )


def _of_party(
    part: Part, holding: Holding, adopted: Adopted, today: date, party: int
) -> Iterable[Standing]:
    days: dict[str, date] = {}
    fiscal = adopted.policy.fiscal_calendar

    def cut(rule: Rule) -> str:
        name = "kept_" + re.sub(r"\W", "_", rule.id)
        days[name] = retention.holding_cutoff(rule, today, fiscal) or date.max
        return f"%({name})s"

    tables, ties = predicate.joined(holding, first="t")
    for held in predicate.holds(adopted.policy, holding, cut):
        text = (
            f"SELECT t.id FROM {tables} WHERE {ties} AND t.{holding.party} = %(party)s"
            f" AND {held.stands}"
        )
        used = {name: day for name, day in days.items() if f"%({name})s" in text}
        rows = [row for (row,) in part.execute(text, {"party": party, **used})]
        ends = (
            _ends(part, holding, adopted, held.clause, rows)
            if held.hold is Hold.STATUTE and rows
            else {}
        )
        for row in rows:
            end = ends.get(row)
            until = end - _DAY if end else None
            yield Standing(holding.table, row, holding.category, held.hold, held.clause, until)
