"""Breaking what is promised of time: rows kept too long, destroyed too early, seen too long."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.db import connection, transaction

from lupaus.guard import Machinery, system_grant
from lupaus.guard.tables import holdings
from lupaus.ledger.append import append
from lupaus.ledger.entry import Entry, Event
from lupaus.policy import holding as names
from lupaus.policy import meaning, retention, sql
from lupaus.policy.clause import Clause
from lupaus.policy.holding import Holding
from lupaus.policy.retention import Rule
from lupaus.policy.vocabulary import Category, Hold
from lupaus.proof.breakers import UNNOTICED, Bench, Break, Breaker
from lupaus.proof.breakers.planting import (
    LONG_AGO,
    SORTS,
    Sort,
    due,
    plain,
    plant,
    plant_party,
    thing,
)
from lupaus.proof.look.recorded import logs_kept
from lupaus.proof.looking import Look

_DAY = timedelta(days=1)


def _tables(categories: tuple[Category, ...]) -> tuple[Holding, ...]:
    return tuple(h for h in holdings() if h.category in categories and h.table != names.PARTY)


def _rules(bench: Bench) -> dict[str, Rule]:
    return {rule.id: rule for rule in retention.effective(bench.policy)}


def overdue(bench: Bench, clause: Clause) -> Iterator[Breaker]:
    """A row of each rule put past its term by moving its dates back."""
    rule = _rules(bench).get(clause.id)
    if rule is None or not rule.closes:
        return
    if Category.LOGS in rule.categories:
        yield Breaker("the ledger two hundred years later, without an expiry", _unexpired(rule))
        return
    yield from _shell(bench, rule)
    for holding in _tables(rule.categories):
        sort = next(
            (s for s in due(bench, holding) if _closed_by(bench, holding, s, rule)), None
        )
        if sort is not None:
            yield _aged(holding, sort)
            return
    if _tables(rule.categories):  # other purposes always outlast it: then it is only shut
        yield Breaker("the cut-off of its views put back", lambda at: _move(at, rule.id))


def _move(at: Bench, rule: str) -> str:
    statement = "UPDATE guard_cutoff SET day = :day WHERE rule = :rule"
    at.sandbox.raw(statement, plain({"day": LONG_AGO, "rule": rule}))
    return ""


def _unexpired(rule: Rule) -> Break:
    def wait(at: Bench) -> str:
        with transaction.atomic():
            moment = at.noon
            append([Entry("lupaus", Event.SELF_TESTED, (), moment, via="sandbox")])
        later = at.today.replace(year=at.today.year + 250, day=1)
        with system_grant(Machinery.PROOF, why="self-test") as part:
            look = Look(at.adopted, moment, later, at.sandbox.folder, part)
            return "the check" if logs_kept(look, rule).broken else UNNOTICED

    return wait


def _closed_by(bench: Bench, holding: Holding, sort: Sort, rule: Rule) -> bool:
    old = thing(bench, holding, sort, LONG_AGO)
    if rule.purpose not in meaning.covering(old, bench.policy):
        return False
    stored = meaning.stored_day(old, rule)
    if stored is None or not meaning.belongs(old.party, rule.who):
        return False
    closes = retention.closes_on(rule, stored, bench.policy.fiscal_calendar)
    return closes is not None and closes < bench.today


def _aged(holding: Holding, sort: Sort) -> Breaker:
    def age(at: Bench) -> str:
        plant(at, holding, sort, LONG_AGO)
        return ""

    what = f"a row of {holding.suffix} left standing past its term"
    return Breaker(what, age, frozenset({holding.table}))


def _shell(bench: Bench, rule: Rule) -> Iterator[Breaker]:
    """A party of which nothing is left but its dates, which say that it should have gone."""
    spine = next(h for h in holdings() if h.table == names.PARTY)
    if spine.category not in rule.categories:
        return
    for sort in SORTS:
        old = thing(bench, spine, sort, LONG_AGO)
        gone = meaning.unneeded(old, bench.policy, bench.today)
        if gone and _closed_by(bench, spine, sort, rule):

            def leave(at: Bench, sort: Sort = sort) -> str:
                plant_party(at, sort, LONG_AGO)
                return ""

            what = "a party left standing after all that was about it"
            yield Breaker(what, leave, frozenset({names.PARTY}))
            return


def any_overdue(bench: Bench, clause: Clause) -> Iterator[Breaker]:
    """The daily purge did not run: the first row that a rule without a window makes overdue."""
    if connection.vendor == "sqlite":  # an index of PostgreSQL is part of its table
        yield Breaker("the trigger taken away that empties a search index", _unindexed)
    named = clause.params.get("rules")
    known = _rules(bench)
    for name in named if isinstance(named, list) else ():
        rule = known.get(name)
        if rule is None or not rule.closes:
            continue
        for holding in _tables(rule.categories):
            for sort in due(bench, holding):
                if _closed_by(bench, holding, sort, rule):
                    yield _aged(holding, sort)
                    return


def _unindexed(at: Bench) -> str:
    at.sandbox.raw("DROP TRIGGER records_personname_fts_delete")
    return ""


def moved_cutoffs(_bench: Bench, _clause: Clause) -> Iterator[Breaker]:
    def move(at: Bench) -> str:
        day = plain({"day": LONG_AGO})
        at.sandbox.raw("UPDATE guard_cutoff SET day = :day WHERE rule IS NOT NULL", day)
        return ""

    yield Breaker("the cut-offs of the views put back, so that closed purposes see again", move)


# --- too early -------------------------------------------------------------------------------


def too_early(bench: Bench, clause: Clause) -> Iterator[Breaker]:
    """The last day of a minimum: the plan must leave the row, and take it the day after. And of
    vouchers: one removed by hand."""
    rule = _rules(bench).get(str(clause.params.get("rule")))
    if rule is None:
        return
    for holding in _tables(rule.categories):
        if holding.table == names.INVOICE:
            invoiced = (s for s in due(bench, holding) if _covered(bench, holding, s))
            if (found := next(invoiced, None)) is not None:
                yield _removed(holding, found)
        sort = _held(bench, holding, rule)
        if sort is not None:
            yield _last_day(bench, holding, rule, sort)
            return


def _covered(bench: Bench, holding: Holding, sort: Sort) -> bool:
    return bool(meaning.covering(thing(bench, holding, sort, bench.today), bench.policy))


def _removed(holding: Holding, sort: Sort) -> Breaker:
    def remove(at: Bench) -> str:
        number = plant(at, holding, sort, at.today)
        at.sandbox.raw(f"DELETE FROM {holding.table} WHERE id = :id", {"id": number})
        return ""

    return Breaker("the last invoice of a party removed by hand", remove)


def _edge(bench: Bench, rule: Rule) -> date | None:
    """The latest stored day that the rule holds no more."""
    return retention.holding_cutoff(rule, bench.today, bench.policy.fiscal_calendar)


def _held(bench: Bench, holding: Holding, rule: Rule) -> Sort | None:
    """A sort of party whose row stays by this minimum on its last day, and goes after it."""
    edge = _edge(bench, rule)
    if edge is None or edge < LONG_AGO:
        return None
    for sort in SORTS:
        last = thing(bench, holding, sort, edge + _DAY)
        after = thing(bench, holding, sort, edge)
        holds = any(
            s.clause == rule.id for s in meaning.standing(last, bench.policy, bench.today)
        )
        if holds and meaning.due(after, bench.policy, bench.today):
            return sort
    return None


def _last_day(bench: Bench, holding: Holding, rule: Rule, sort: Sort) -> Breaker:
    edge = _edge(bench, rule) or LONG_AGO

    def try_it(at: Bench) -> str:
        kept = plant(at, holding, sort, edge + _DAY)
        gone = plant(at, holding, sort, edge)
        return _plan(at, holding, leaves=kept, takes=gone)

    what = f"a row of {holding.suffix} offered to the purge on the last day of its minimum"
    return Breaker(what, try_it)


def _plan(at: Bench, holding: Holding, *, leaves: int, takes: int) -> str:
    """Does the plan of the purge leave the one and take the other?"""
    query = sql.due_rows(holding, at.policy, at.today)
    text = query.sql
    for name in query.params:
        text = text.replace(f"%({name})s", f":{name}")
    found = {number for number, _party in at.sandbox.raw(text, plain(query.params))}
    return "the plan of the purge" if leaves not in found and takes in found else UNNOTICED


def held(bench: Bench, _clause: Clause) -> Iterator[Breaker]:
    """Something due, of somebody restricted: the plan must leave it until that is lifted."""
    for holding in holdings():
        sort = next(iter(due(bench, holding)), None) if holding.table != names.PARTY else None
        if sort is None:
            continue

        def try_it(at: Bench, holding: Holding = holding, sort: Sort = sort) -> str:
            kept = plant(at, holding, sort, LONG_AGO)
            lifted = plant(at, holding, sort, LONG_AGO)
            party = f"(SELECT party_id FROM {holding.table} WHERE id = :id)"
            at.sandbox.raw(
                f"UPDATE {names.PARTY} SET {names.RESTRICTED} = TRUE WHERE id = {party}",
                {"id": kept},
            )
            return _plan(at, holding, leaves=kept, takes=lifted)

        what = f"a row of {holding.suffix} offered to the purge under {Hold.RESTRICTION}"
        yield Breaker(what, try_it)
        return
