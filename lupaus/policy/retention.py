"""From the retention a policy promises to rules with exact days.

An error here destroys too early or too late. What stands against it: every cut-off is tested
against the plain forward arithmetic of :mod:`lupaus.policy.meaning` with days drawn around it,
minima of law are added whatever the policy says, and a rule that cannot be measured neither
closes nor holds.

A rule runs from an *anchor*. What the database stores is a *stored day* (that of the invoice);
the *anchor day* follows from it (the end of its fiscal year). Both directions never go back as
the day goes on, so each rule becomes one comparison ``stored day <= cut-off``:

* closed for the purpose on day D, iff stored day <= closing_cutoff(D);
* held on day D, iff stored day > holding_cutoff(D).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from lupaus.policy.law import MINIMA
from lupaus.policy.model import Policy, Retention
from lupaus.policy.period import FiscalCalendar, Period, YearDay
from lupaus.policy.remember import once_per_policy
from lupaus.policy.vocabulary import Anchor, Basis, Category, State, SubjectKind

_DAY = timedelta(days=1)


States = frozenset[State]
Circle = frozenset[tuple[SubjectKind, State]]
EVERY_STATE: States = frozenset(State)


@dataclass(frozen=True, slots=True)
class Who:
    """Whom a rule is about: of each kind those in certain states. No kind means everyone.

    ``organisations`` are the states in which organisations belong as well; none: they do not.
    """

    kinds: tuple[tuple[SubjectKind, States], ...] = ()
    organisations: States = frozenset()

    @property
    def everyone(self) -> bool:
        return not self.kinds


EVERYONE = Who()

#: Groups of persons that stand for an organisation: what is promised of them holds for it too.
_BUSINESS = frozenset({SubjectKind.REPRESENTATIVE, SubjectKind.SOLE_TRADER})


@dataclass(frozen=True, slots=True)
class Rule:
    """One promise of retention, ready to be measured."""

    id: str  # that of the clause
    purpose: str  # empty: law, for no purpose of the policy; such a rule only holds
    categories: tuple[Category, ...]
    anchor: Anchor
    at_least: Period | None = None
    at_most: Period | None = None
    window: YearDay | None = None
    who: Who = EVERYONE
    ground: str = ""
    ends_with_minimum: bool = False  # an obligation that is over needs the data no more
    line: int = 0

    @property
    def closes(self) -> bool:
        return self.at_most is not None or self.ends_with_minimum

    @property
    def holds(self) -> bool:
        return self.at_least is not None


#: What statutes forbid to destroy, whatever the policy says: it may promise more, never less.
BY_LAW = tuple(
    Rule(
        id=f"law.{minimum.category}",
        purpose="",
        categories=(minimum.category,),
        anchor=minimum.after,
        at_least=minimum.at_least,
        ground=minimum.citation,
    )
    for minimum in MINIMA
)


@once_per_policy
def effective(policy: Policy) -> tuple[Rule, ...]:
    """The rules that close and hold, in the order of the policy, then those of law.

    Promises without a number or without an anchor are not rules; the linter refuses them.
    """
    rules = tuple(
        _rule(policy, promise, number)
        for number, promise in enumerate(policy.rules())
        if promise.after is not None and (promise.at_least or promise.at_most)
    )
    keeps_books = policy.controller.kind != "person"
    return (*rules, *BY_LAW) if keeps_books else rules


def _rule(policy: Policy, promise: Retention, number: int) -> Rule:
    purpose = policy.purposes.get(promise.purpose)
    basis = purpose.basis if purpose else None
    assert promise.after is not None  # noqa: S101 - effective() has looked
    return Rule(
        id=promise.id,
        purpose=promise.purpose,
        categories=promise.data or policy.categories_of(promise.purpose),
        anchor=promise.after,
        at_least=promise.at_least,
        at_most=promise.at_most,
        window=promise.window if promise.at_most else None,
        who=named(policy, promise.subjects),
        ground=(purpose and purpose.law) or (str(basis) if basis else ""),
        ends_with_minimum=promise.at_most is None and basis is Basis.LEGAL_OBLIGATION,
        line=policy.line("retention", number),
    )


# --- whom ----------------------------------------------------------------------------------


def named(policy: Policy, subjects: tuple[str, ...]) -> Who:
    """The groups that a rule or a category names; everyone when it names none.

    An organisation belongs only if one of the groups acts for organisations.
    """
    return _who(policy.circle_of(subjects), _BUSINESS) if subjects else EVERYONE


def served(policy: Policy, purpose: str) -> Who:
    """Whom a purpose is for: the groups it names, or all groups of the policy.

    Organisations are no data subjects and pass whatever the kinds; a state binds them too.
    """
    found = policy.purposes.get(purpose)
    return _who(policy.circle_of(found.subjects if found else ()), frozenset(SubjectKind))


def _who(circle: Circle, for_organisations: frozenset[SubjectKind]) -> Who:
    kinds = tuple(
        (kind, frozenset(state for k, state in circle if k is kind))
        for kind in SubjectKind
        if any(k is kind for k, _ in circle)
    )
    if len(circle) == len(SubjectKind) * len(State):
        return EVERYONE
    states = (states for kind, states in kinds if kind in for_organisations)
    return Who(kinds, frozenset().union(*states))


@once_per_policy
def needing(policy: Policy, category: Category) -> tuple[str, ...]:
    """The purposes that need a category, in the order in which the policy names them."""
    held = policy.data.get(category)
    return tuple(p for p in dict.fromkeys(held.for_) if p in policy.purposes) if held else ()


#: What a party cannot be without: whether it may be addressed, and how it stands to us.
_FOLLOWING = frozenset({Category.PERMISSIONS, Category.RELATION})


def follows(policy: Policy, category: Category) -> bool:
    """A ban must outlive every address it forbids. Where the policy says nothing of permissions
    or of the relation, they are never due by themselves and go when their party goes."""
    return category in _FOLLOWING and category not in policy.data


@once_per_policy
def covered(policy: Policy, purpose: str, category: Category) -> tuple[Who, ...]:
    """What a party must be, all at once, for the purpose to need this category of it."""
    both = (served(policy, purpose), named(policy, policy.data[category].subjects))
    return tuple(who for who in both if not who.everyone)


def closing(rules: Iterable[Rule], purpose: str, category: Category) -> tuple[Rule, ...]:
    """Those of the rules any of which closes the purpose for a thing of the category."""
    return tuple(
        r for r in rules if r.closes and r.purpose == purpose and category in r.categories
    )


def holding(rules: Iterable[Rule], category: Category) -> tuple[Rule, ...]:
    """Those of the rules any of which holds a thing of the category."""
    return tuple(r for r in rules if r.holds and category in r.categories)


# --- when: forwards, for one thing -----------------------------------------------------------


def anchor_day(anchor: Anchor, stored: date, fiscal: FiscalCalendar) -> date:
    """The day from which the period runs."""
    match anchor:
        case Anchor.FISCAL_YEAR | Anchor.LAST_INVOICED_FISCAL_YEAR:
            return fiscal.containing(stored).ends
        case Anchor.FISCAL_CALENDAR_YEAR:
            return date(fiscal.containing(stored).ends.year, 12, 31)
        case _:
            return stored


def closes_on(rule: Rule, stored: date, fiscal: FiscalCalendar) -> date | None:
    """The first day on which the purpose is closed; None when the rule never closes it."""
    day = anchor_day(rule.anchor, stored, fiscal)
    if rule.at_most is not None:
        end = rule.at_most.after(day)
        return rule.window.on_or_before(end) if rule.window else end
    if rule.ends_with_minimum and rule.at_least is not None:
        last = rule.at_least.after(day)
        return last + _DAY if last < date.max else date.max
    return None


def held_until(rule: Rule, stored: date, fiscal: FiscalCalendar) -> date | None:
    """The last day on which the rule holds; None when it holds nothing."""
    if rule.at_least is None:
        return None
    return rule.at_least.after(anchor_day(rule.anchor, stored, fiscal))


# --- when: backwards, for all things at once --------------------------------------------------


def closing_cutoff(rule: Rule, today: date, fiscal: FiscalCalendar) -> date | None:
    """Closed today, iff the stored day is on or before this; None when it never closes."""
    if rule.at_most is not None:
        run_by = rule.window.next_after(today) - _DAY if rule.window else today
        return _stored(rule.anchor, rule.at_most.latest_start(run_by), fiscal)
    return holding_cutoff(rule, today, fiscal) if rule.ends_with_minimum else None


def holding_cutoff(rule: Rule, today: date, fiscal: FiscalCalendar) -> date | None:
    """Held today, iff the stored day is after this; None when it holds nothing."""
    if rule.at_least is None:
        return None
    return _stored(rule.anchor, rule.at_least.latest_start(today - _DAY), fiscal)


def _stored(anchor: Anchor, latest: date, fiscal: FiscalCalendar) -> date:
    """The latest stored day whose anchor day is on or before ``latest``."""
    match anchor:
        case Anchor.FISCAL_YEAR | Anchor.LAST_INVOICED_FISCAL_YEAR:
            return fiscal.latest_ended(latest)
        case Anchor.FISCAL_CALENDAR_YEAR:
            whole = YearDay(12, 31).on_or_before(latest)
            return fiscal.latest_ended(whole)
        case _:
            return latest


def cutoffs(policy: Policy, today: date) -> dict[str, date]:
    """The rows of the guard's table of cut-offs: clause -> last stored day that is closed."""
    found = (
        (rule.id, closing_cutoff(rule, today, policy.fiscal_calendar))
        for rule in effective(policy)
    )
    return {name: day for name, day in found if day is not None}
