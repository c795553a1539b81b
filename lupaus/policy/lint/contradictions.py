"""M. Contradictions within the policy, with a statutory minimum, with the table of law."""

from collections.abc import Iterator
from datetime import date
from itertools import combinations

from lupaus.policy import law
from lupaus.policy.lint.case import Case
from lupaus.policy.lint.retention import from_fiscal_year
from lupaus.policy.lint.rule import Finding, Findings, Section
from lupaus.policy.model import Retention
from lupaus.policy.problem import Level
from lupaus.policy.vocabulary import Anchor, Ban, Basis, Category, PurposeClass, State

SECTION = Section("M", "Contradictions")
rule = SECTION.rule

_FISCAL = frozenset(
    {Anchor.FISCAL_YEAR, Anchor.FISCAL_CALENDAR_YEAR, Anchor.LAST_INVOICED_FISCAL_YEAR}
)
_ACCOUNTS = (Category.VOUCHERS, Category.RECORDS_OF_ACCOUNT)


def _start(anchor: Anchor, day: date, fiscal_end: date) -> date:
    """Where a period counted from ``anchor`` begins, when the thing happened on ``day``."""
    if anchor not in _FISCAL:
        return day
    if anchor is Anchor.FISCAL_CALENDAR_YEAR:
        return date(fiscal_end.year, 12, 31)
    return fiscal_end


def _starts(case: Case, *anchors: Anchor) -> frozenset[tuple[date, ...]]:
    """Every way in which periods from these anchors can begin for one and the same thing."""
    return frozenset(tuple(_start(a, day, end) for a in anchors) for day, end in case.days)


def _comparable(one: Anchor, other: Anchor) -> bool:
    fiscal = {Anchor.FISCAL_YEAR, Anchor.FISCAL_CALENDAR_YEAR}
    return one is other or {one, other} <= fiscal


@rule(
    "R01",
    Level.ERROR,
    law="GDPR Art. 5(1)(e)",
    fix="shorten the minimum or lengthen the maximum",
)
def minimum_beyond_maximum(case: Case) -> Findings:
    """Data of one purpose must stay longer than it may.

    PASS
        retention:
          - purpose: accounting
            at_least: 6 years
            at_most: 7 years
            after: end of calendar year in which the fiscal year ended
    FAIL
        retention:
          - purpose: accounting
            at_least: 6 years
            after: end of calendar year in which the fiscal year ended
          - {purpose: accounting, at_most: 6 years, after: end of fiscal year}
        fiscal_years: [{ends: 03-31}]
    """
    numbered = list(enumerate(case.policy.retention))
    pairs = [(pair, pair) for pair in numbered]
    pairs += [ordered for a, b in combinations(numbered, 2) for ordered in ((a, b), (b, a))]
    for (i, lower), (_, upper) in pairs:
        if lower.purpose == upper.purpose and _beyond(case, lower, upper):
            least, most = f"{lower.at_least:words}", f"{upper.at_most:words}"
            said = f"{lower.purpose} stays {least} and goes after {most}"
            yield Finding(said, ("retention", i, "at_least"))


def _beyond(case: Case, lower: Retention, upper: Retention) -> bool:
    if lower.at_least is None or upper.at_most is None:
        return False
    if lower.after is None or upper.after is None or not _comparable(lower.after, upper.after):
        return False
    if not case.covered(lower) & case.covered(upper):
        return False
    return any(
        lower.at_least.after(low) > upper.at_most.after(high)
        for low, high in _starts(case, lower.after, upper.after)
    )


@rule(
    "R02",
    Level.ERROR,
    law="GDPR Art. 5(1)(a) and (e)",
    fix="a maximum of more than a year, or no window: purge daily",
)
def window_breaks_maximum(case: Case) -> Findings:
    """A yearly window cannot keep the maximum: none falls within the term.

    PASS
        retention:
          - purpose: marketing
            at_most: 2 years
            after: last contact with person
            window: 12-31
    FAIL
        retention:
          - purpose: marketing
            at_most: 6 months
            after: last contact with person
            window: 12-31
    """
    for i, period in enumerate(case.policy.retention):
        if period.window and period.at_most and period.after and _misses(case, period):
            said = f"{period.purpose}: no {period.window} within {period.at_most:words}"
            yield Finding(said, ("retention", i, "window"))


def _misses(case: Case, period: Retention) -> bool:
    """Is there a day from which no window comes in time? A term of a year always has one."""
    if period.window is None or period.at_most is None or period.after is None:
        return False
    for (start,) in _starts(case, period.after):
        floor = period.at_least.after(start) if period.at_least else start
        if period.window.on_or_before(period.at_most.after(start)) <= floor:
            return True
    return False


@rule(
    "R03",
    Level.ERROR,
    law="GDPR Arts. 5(1)(e), 13(2)(a)",
    fix="a rule with at_most for the purpose, or for this category of it",
)
def no_end(case: Case) -> Findings:
    """A purpose has no end for one of its categories.

    Refusals kept under a purpose of class rights stay as long as there is marketing to refuse.

    PASS
        retention:
          - {purpose: delivery, at_most: 3 years, after: relation ended}
    FAIL
        retention:
          - {purpose: delivery, data: [orders], at_most: 3 years, after: relation ended}
    """
    if not any(r.at_most or r.at_least or r.as_long_as for r in case.policy.retention):
        return  # N63 says it once for all
    for key, purpose in case.policy.purposes.items():
        endless = [c for c in case.policy.categories_of(key) if _endless(case, key, c)]
        if purpose.class_ is PurposeClass.RIGHTS and Category.PERMISSIONS in endless:
            endless.remove(Category.PERMISSIONS)
        if endless:
            said = f"{key} has no end for {', '.join(endless)}"
            yield Finding(said, ("purposes", key))


def _endless(case: Case, key: str, category: Category) -> bool:
    """Is there somebody whose data of the category no rule of the purpose ends?"""
    policy = case.policy
    held_of = case.people(policy.purposes[key].subjects) & case.people(
        policy.data[category].subjects
    )
    ended_of = [
        case.people(r.subjects)
        for r in policy.retention
        if _ends(case, key, r) and category in case.covered(r)
    ]
    return not ended_of or bool(held_of.difference(*ended_of))


def _ends(case: Case, key: str, period: Retention) -> bool:
    """A soft "as long as needed" counts here; N64 speaks of it."""
    by_law = case.policy.purposes[key].basis is Basis.LEGAL_OBLIGATION
    return period.purpose == key and bool(
        period.at_most or period.as_long_as or (period.at_least and by_law)
    )


@rule(
    "R04",
    Level.ERROR,
    law="Kirjanpitolaki 2:10",
    fix="vouchers: 6 years after end of calendar year in which the fiscal year ended; "
    "books: 10 years after end of fiscal year",
)
def shorter_than_statute(case: Case) -> Findings:
    """What bookkeeping keeps may go before the law lets it.

    PASS
        retention:
          - purpose: accounting
            at_least: 6 years
            after: end of calendar year in which the fiscal year ended
    FAIL
        retention:
          - purpose: accounting
            at_least: 5 years
            after: end of calendar year in which the fiscal year ended
    """
    for i, period in enumerate(case.policy.retention):
        if not period.at_least or not period.after or not case.keeps_accounts(period):
            continue
        if from_fiscal_year(case, period):
            continue  # N67 says it better
        for category in _ACCOUNTS:
            if category in case.covered(period) and _too_early(case, period, category):
                said = f"{category} are kept {period.at_least:words}, the law asks for more"
                yield Finding(said, ("retention", i, "at_least"))


def _too_early(case: Case, period: Retention, category: Category) -> bool:
    statute = law.minimum(category, case.today)
    if statute is None or period.at_least is None or period.after is None:
        return False
    return any(
        period.at_least.after(promised) < statute.at_least.after(lawful)
        for promised, lawful in _starts(case, period.after, statute.after)
    )


@rule(
    "R05",
    Level.WARNING,
    law="GDPR Art. 5(1)(b)",
    fix="write the purpose into the category's for, or the category out of the rule",
)
def rule_for_nothing(case: Case) -> Findings:
    """A rule of retention names data that is not for its purpose, so it ends nothing.

    PASS
        retention:
          - {purpose: delivery, at_most: 3 years, after: relation ended}
          - {purpose: delivery, data: [orders], at_most: 1 year, after: last invoice}
    FAIL
        retention:
          - {purpose: delivery, at_most: 3 years, after: relation ended}
          - {purpose: delivery, data: [vouchers], at_most: 1 year, after: last invoice}
    """
    for i, period in enumerate(case.policy.retention):
        for n, category in enumerate(period.data):
            holding = case.policy.data.get(category)
            if holding and holding.for_ and period.purpose not in holding.for_:
                said = f"{category} is not for {period.purpose}"
                yield Finding(said, ("retention", i, "data", n))


def _broken(case: Case) -> Iterator[tuple[Ban, str]]:
    outside = ", ".join(key for key, _ in case.outside())
    if outside:
        yield Ban.TRANSFERS, f"{outside} outside the EEA"
    publication = case.policy.publication
    if publication and publication.allowed != "never":
        yield Ban.PUBLICATION, f"a list of customers by {publication.allowed}"


@rule(
    "R06",
    Level.ERROR,
    law="GDPR Art. 5(1)(a)",
    fix="take the promise away, or what breaks it",
)
def never_and_yet(case: Case) -> Findings:
    """The policy does what it says it never does.

    PASS
        never: [automated-decisions, publication]
        publication: {allowed: never}
    FAIL
        never: [automated-decisions, publication]
        publication: {allowed: opt-in, data: [name]}
    """
    for ban, breach in _broken(case):
        if ban in case.policy.never:
            yield Finding(f"never {ban}, and yet: {breach}", ("never",))


@rule(
    "R07",
    Level.ERROR,
    law="GDPR Art. 6(1)(c)",
    fix="law: the statute and its section, such as Kirjanpitolaki 2:10",
)
def obligation_of_no_law(case: Case) -> Findings:
    """A purpose rests on a legal obligation, and no law is named.

    PASS
        purposes: {accounting: {law: Kirjanpitolaki 2:10}}
    FAIL
        purposes: {accounting: {law: null}}
    """
    for key, purpose in case.policy.purposes.items():
        if purpose.basis is Basis.LEGAL_OBLIGATION and not purpose.law:
            yield Finding(f"{key} does not name its law", ("purposes", key))


@rule(
    "R08",
    Level.ERROR,
    law="GDPR Art. 12(1)",
    fix="one of the keys in docs/reference/law.md, such as gdpr or tietosuojalaki",
)
def cites_the_unknown(case: Case) -> Findings:
    """The policy cites something that the table of law does not know.

    PASS
        cites: [gdpr]
    FAIL
        cites: [gdrp]
    """
    for i, key in enumerate(case.policy.cites):
        if key not in law.CITABLE:
            yield Finding(f"{key} is not a known statute or authority", ("cites", i))


@rule(
    "R09",
    Level.WARNING,
    law="GDPR Art. 5(1)(e)",
    fix="a purpose for customers only, or a second rule after last contact with person",
)
def end_that_never_comes(case: Case) -> Findings:
    """A purpose covers prospects and ends only with a customer relation they never had.

    Marketing is for N72.

    PASS
        retention:
          - {purpose: relations, at_most: 3 years, after: relation ended}
          - {purpose: relations, at_most: 3 years, after: last contact with person}
    FAIL
        retention: [{purpose: relations, at_most: 3 years, after: relation ended}]
    """
    for key, purpose in case.policy.purposes.items():
        if purpose.class_ is PurposeClass.MARKETING or not case.policy.categories_of(key):
            continue
        anchors = {r.after for r in case.policy.retention if r.purpose == key and r.at_most}
        prospects = any(state is State.PROSPECT for _, state in case.people(purpose.subjects))
        if prospects and anchors == {Anchor.RELATION_ENDED}:
            yield Finding(f"{key} never ends for a prospect", ("purposes", key))
