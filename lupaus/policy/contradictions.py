"""Retention that cannot be kept as written: found in the policy alone, told with the line.

``R`` codes. A contradiction is decided by trying the rules on real days, leap days and ends of
fiscal years among them, with the same arithmetic that the purge uses.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import combinations

from lupaus.policy import retention
from lupaus.policy.model import Policy, Retention
from lupaus.policy.period import FiscalCalendar, overlapping
from lupaus.policy.problem import Level, Problem, in_order
from lupaus.policy.retention import EVERY_STATE, Rule
from lupaus.policy.vocabulary import Anchor, Category, State

#: Anchors whose stored day is the same for a thing: their terms can be compared.
_KIN = (
    frozenset({Anchor.FISCAL_YEAR, Anchor.FISCAL_CALENDAR_YEAR}),
    frozenset({Anchor.LAST_INVOICE, Anchor.LAST_INVOICED_FISCAL_YEAR}),
)

#: Anchors that only certain categories have a day for.
_ONLY = {
    Anchor.REQUEST_CLOSED: frozenset({Category.REQUESTS}),
    Anchor.DECISION: frozenset({Category.CREDIT, Category.PERMISSIONS}),
}

_DAYS = tuple(date(2023, 1, 1) + timedelta(days=number) for number in range(4 * 366))


def contradictions(policy: Policy) -> tuple[Problem, ...]:
    """Minima beyond maxima, windows that break their maximum, terms that never run."""
    rules = retention.effective(policy)
    found = [
        *_calendar(policy),
        *(p for rule in rules for p in _alone(policy, rule)),
        *(p for one, other in combinations(rules, 2) for p in _together(policy, one, other)),
        *(p for number, r in enumerate(policy.retention) for p in _void(policy, r, number)),
    ]
    return in_order(found)


def _calendar(policy: Policy) -> Iterable[Problem]:
    """R08: two fiscal years claim the same day."""
    pair = overlapping(policy.fiscal_calendar.exceptions)
    if pair:
        earlier, later = pair
        yield Problem(
            "R08",
            Level.ERROR,
            policy.line("fiscal_years"),
            f"the fiscal years {earlier.starts}–{earlier.ends} and {later.starts}–{later.ends}"
            " overlap",
            "let each begin the day after the one before it ends",
        )


def _alone(policy: Policy, rule: Rule) -> Iterable[Problem]:
    fiscal = policy.fiscal_calendar
    if rule.at_least and rule.at_most and _too_short(rule, rule, fiscal):
        yield Problem(
            "R01",
            Level.ERROR,
            rule.line,
            f"{rule.id} keeps at least {rule.at_least} and at most {rule.at_most}:"
            " the minimum is the longer",
            "make at_most at least as long as at_least",
        )
    if rule.window and rule.at_most and any(_before(rule, day, fiscal) for day in _DAYS):
        yield Problem(
            "R03",
            Level.ERROR,
            rule.line,
            f"{rule.id} purges once a year, on {rule.window}, but keeps at most"
            f" {rule.at_most}: the last window within the term may come before the term begins",
            "leave the window out, so that the purge is daily, or promise a year or more",
        )
    relation = rule.anchor is Anchor.RELATION_ENDED
    if relation and rule.closes and State.FORMER not in _states(policy, rule):
        yield Problem(
            "R07",
            Level.WARNING,
            rule.line,
            f"{rule.id} runs from the end of the relation, but its purpose is not for former"
            " customers: everything goes on the day the relation ends",
            "add the state former to the subjects of the purpose, or leave the rule out",
        )


def _together(policy: Policy, one: Rule, other: Rule) -> Iterable[Problem]:
    """R02: what one rule of a purpose holds, another of the same purpose must destroy."""
    for least, most in ((one, other), (other, one)):
        if (
            least.at_least
            and most.at_most
            and least.purpose == most.purpose
            and set(least.categories) & set(most.categories)
            and _meet(least, most)
            and _too_short(least, most, policy.fiscal_calendar)
        ):
            yield Problem(
                "R02",
                Level.ERROR,
                most.line,
                f"{most.id} keeps at most {most.at_most}, but {least.id} keeps the same at"
                f" least {least.at_least}",
                "make the maximum as long as the minimum, or name different data in each",
            )


def _void(policy: Policy, promise: Retention, number: int) -> Iterable[Problem]:
    name, line = promise.purpose, policy.line("retention", number)
    if promise.window and not promise.at_most:
        yield Problem(
            "R04",
            Level.WARNING,
            line,
            f"the window {promise.window} has no maximum to keep and changes nothing",
            "add at_most, or leave the window out",
        )
    for category in promise.data:
        if promise.at_most and name not in retention.needing(policy, category):
            yield Problem(
                "R05",
                Level.WARNING,
                line,
                f"the rule names '{category}', which is not for '{name}', and closes nothing",
                f"add {name} to the 'for' of {category}, or take {category} out of the rule",
            )
    measured = _ONLY.get(promise.after) if promise.after else None
    named = promise.data or policy.categories_of(name)
    lost = [category for category in named if measured is not None and category not in measured]
    if lost:
        yield Problem(
            "R06",
            Level.WARNING,
            line,
            f"'{promise.after}' never comes for {', '.join(lost)}: the term never runs",
            "count from a day that these data have, such as: relation ended",
        )


def _too_short(least: Rule, most: Rule, fiscal: FiscalCalendar) -> bool:
    """The minimum of one outlasts the maximum of the other for a thing of some day."""
    if least.anchor is not most.anchor and {least.anchor, most.anchor} not in _KIN:
        return False
    if least.at_least is None or most.at_most is None:
        return False
    return any(
        least.at_least.after(retention.anchor_day(least.anchor, day, fiscal))
        > most.at_most.after(retention.anchor_day(most.anchor, day, fiscal))
        for day in _DAYS
    )


def _before(rule: Rule, day: date, fiscal: FiscalCalendar) -> bool:
    closes = retention.closes_on(rule, day, fiscal)
    return closes is not None and closes < retention.anchor_day(rule.anchor, day, fiscal)


def _meet(one: Rule, other: Rule) -> bool:
    """Somebody is meant by both."""
    if one.who.everyone or other.who.everyone:
        return True
    kinds = dict(other.who.kinds)
    return any(states & kinds.get(kind, frozenset()) for kind, states in one.who.kinds)


def _states(policy: Policy, rule: Rule) -> retention.States:
    who = retention.served(policy, rule.purpose)
    if who.everyone:
        return EVERY_STATE
    return frozenset().union(*(states for _, states in who.kinds))
