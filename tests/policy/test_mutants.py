"""Wrong emitters, each of which the comparison must catch: it is worth only what it kills."""

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import cache

import pytest
from retention_compare import Answers, differences, meant, said, some_grants
from retention_draw import draw_policy, draw_world
from retention_world import Run, World, fill, on_sqlite, sqlite

from lupaus.policy import predicate, retention, sql, views
from lupaus.policy.period import FiscalCalendar, Period
from lupaus.policy.vocabulary import Anchor, Hold

DAY = timedelta(days=1)
SEEDS = 50


def swapped(wrong: Callable[[str], str]):
    """The text of every query of the purge, spoilt."""
    query = sql._Binder.query
    return sql._Binder, "query", lambda bind, text: query(bind, wrong(text))


def text(old: str, new: str):
    return swapped(lambda said: said.replace(old, new))


def in_views(old: str, new: str):
    rule = views.row_rule
    return views, "row_rule", lambda *given: rule(*given).replace(old, new)


def in_predicate(name: str, wrong: Callable):
    right = getattr(predicate, name)
    return predicate, name, lambda *given: wrong(right, *given)


def shifted(name: str, days: int):
    right = getattr(retention, name)

    def wrong(*given):
        day = right(*given)
        return day and day + days * DAY

    return retention, name, wrong


def without(hold: Hold):
    right = predicate.holds

    def wrong(*given):
        return tuple(
            replace(held, stands="1 = 0", falls="1 = 1") if held.hold is hold else held
            for held in right(*given)
        )

    return predicate, "holds", wrong


def window_ignored():
    right = retention.closing_cutoff
    return (
        retention,
        "closing_cutoff",
        lambda rule, *rest: right(replace(rule, window=None), *rest),
    )


def next_window():
    """Waits for the first window after the term, as notices are published."""

    def wrong(rule, today, fiscal):
        if rule.window and rule.at_most:
            last = rule.window.on_or_before(today)
            return retention._stored(rule.anchor, rule.at_most.latest_start(last), fiscal)
        return right(rule, today, fiscal)

    right = retention.closing_cutoff
    return retention, "closing_cutoff", wrong


def year_of_the_sale():
    """Counts from the end of the fiscal year and forgets the year in which it ended."""
    right = retention._stored

    def wrong(anchor, latest, fiscal):
        year = Anchor.FISCAL_YEAR if anchor is Anchor.FISCAL_CALENDAR_YEAR else anchor
        return right(year, latest, fiscal)

    return retention, "_stored", wrong


def days_of_three_hundred_and_sixty_five():
    def wrong(period: Period, end: date) -> date:
        return end - timedelta(days=period.days + round(period.months * 365 / 12))

    return Period, "latest_start", wrong


def leap_day_forgotten():
    """Shifts months backwards instead of asking what has run by then."""
    right = Period.latest_start

    def wrong(period: Period, end: date) -> date:
        found = right(period, end)
        return found - DAY if (found.month, found.day) == (2, 29) else found

    return Period, "latest_start", wrong


def changed_years_ignored():
    right = FiscalCalendar.latest_ended
    return (
        FiscalCalendar,
        "latest_ended",
        lambda self, bound: right(FiscalCalendar(self.rhythms), bound),
    )


def first_start_only():
    return swapped(lambda said: re.sub(r"\nUNION\n.*?(?=\n\)|\Z)", "", said, flags=re.DOTALL))


def one_start_less():
    right = sql._starts
    return sql, "_starts", lambda *given: tuple(right(*given))[1:]


def first_rule_only(right, *given):
    return tuple(replace(need, closings=need.closings[:1]) for need in right(*given))


def groups_of_rules_ignored(right, rule, *rest):
    return right(replace(rule, who=retention.EVERYONE), *rest)


MUTANTS = {
    "before, not on or before, the cut-off": text("<= %(closed", "< %(closed"),
    "held a day longer": text("> %(kept", ">= %(kept"),
    "released a day late": text("<= %(kept", "< %(kept"),
    "any closed purpose is enough": text("\n  AND (", "\n  OR ("),
    "all alternatives at once": swapped(lambda said: said.replace(" OR ", " AND ")),
    "an unknown date holds": swapped(
        lambda said: re.sub(r"\(\w+\.\w+ IS NULL OR (\w+\.\w+ <= %\(kept\w+\)s)\)", r"\1", said)
    ),
    "held unless an invoice is open": text(
        "NOT EXISTS (SELECT 1 FROM records_inv", "EXISTS (SELECT 1 FROM records_inv"
    ),
    "other people's invoices": text("i.party_id = p.id AND", ""),
    "another status": text("'collection'", "'paid'"),
    "consent that stands is not looked at": text(
        "records_permission g WHERE", "records_permission g WHERE 1 = 0 AND"
    ),
    "a word for every channel is not heard": text("IN (g.channel, '')", "IN (g.channel)"),
    "the first word counts, not the last": text("l.at > g.at", "l.at < g.at"),
    "another purpose's consent": text("l.purpose = g.purpose AND ", ""),
    "consent of another purpose": text("g.purpose = '", "g.purpose <> '"),
    "objections do not end a consent": text("('objected', 'withdrawn')", "('withdrawn')"),
    "the restricted may go": text("p.restricted = FALSE", "1 = 1"),
    "the disputed may go": text("p.disputed = FALSE", "1 = 1"),
    "a duty stands on what was merged": text(" AND p.merged_on IS NULL", ""),
    "merged a day longer": text("p.merged_on <=", "p.merged_on <"),
    "what was merged stays": text("p.merged_on <=", "1 = 0 AND p.merged_on <="),
    "organisations are nobody": text("p.is_organisation = FALSE", "1 = 1"),
    "prospects have begun": text(
        "p.relation_started_on IS NULL", "p.relation_started_on IS NOT NULL"
    ),
    "a part of the rows is not looked for": one_start_less(),
    "only the first place is looked at": first_start_only(),
    "closing a day early": shifted("closing_cutoff", 1),
    "closing a day late": shifted("closing_cutoff", -1),
    "holding a day short": shifted("holding_cutoff", 1),
    "holding a day long": shifted("holding_cutoff", -1),
    "the window is ignored": window_ignored(),
    "the window after the term": next_window(),
    "the calendar year is forgotten": year_of_the_sale(),
    "a year has 365 days": days_of_three_hundred_and_sixty_five(),
    "leap days are forgotten": leap_day_forgotten(),
    "changed fiscal years are ignored": changed_years_ignored(),
    "kinds are ignored when closing": in_predicate("outside", lambda _right, _who: "1 = 0"),
    "kinds are ignored when covering": in_predicate("within", lambda _right, _who: "1 = 1"),
    "only the first rule closes": in_predicate("needs", first_rule_only),
    "a rule for some is a rule for all": in_predicate("passed", groups_of_rules_ignored),
    "a line follows an earlier invoice": text("r.id = t.invoice_id", "r.id = t.invoice_id - 1"),
    "a view shows what closes today": in_views("> (SELECT o.day", ">= (SELECT o.day"),
    "a view forgets who is restricted": in_views("p.restricted = FALSE", "1 = 1"),
    "a view shows who was merged": in_views("p.merged_on IS NULL", "1 = 1"),
    "a view shows what is not in sight": in_views("b.state = 'visible'", "b.state <> ''"),
    "a view hides what is in a batch": in_views(
        ".batch_id IN (SELECT b.id", ".batch_id NOT IN (SELECT b.id"
    ),
    "a view wants all purposes at once": in_views(" OR ", " AND "),
    "a view hides what has no date": in_views("IS NULL OR p.", "IS NULL AND p."),
    "a view forgets the cut-off of one rule": in_views("o.rule = 'retention.claims'", "1 = 0"),
    **{f"the hold is dropped: {hold}": without(hold) for hold in Hold},
}


@cache
def drawn(seed: int) -> tuple[World, list[views.Grant], Answers]:
    """Drawn and thought through before anything is spoilt."""
    draw = random.Random(seed)
    world = draw_world(draw_policy(draw), draw)
    grants = some_grants(world, draw)
    return world, grants, meant(world, grants)


@pytest.fixture(scope="module")
def plain() -> Iterator[Run]:
    """SQLite whatever the engine of the run: what is spoilt is the text, not the engine."""
    connection = sqlite()
    yield on_sqlite(connection)
    connection.close()


@pytest.fixture(scope="module", autouse=True)
def _thought_through() -> None:
    for seed in range(SEEDS):
        drawn(seed)


def killed(run: Run) -> bool:
    for seed in range(SEEDS):
        world, grants, right = drawn(seed)
        fill(run, world)
        if differences(said(run, world, grants), right):
            return True
    return False


def test_nothing_is_killed_that_is_not_spoilt(plain):
    assert not killed(plain)


@pytest.mark.parametrize("mutant", MUTANTS)
def test_the_comparison_kills(mutant, plain, monkeypatch):
    place, name, wrong = MUTANTS[mutant]
    monkeypatch.setattr(place, name, wrong)
    assert killed(plain), f"survived: {mutant}"
