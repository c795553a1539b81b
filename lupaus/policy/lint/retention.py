"""G. Retention and erasure."""

from lupaus.policy import law
from lupaus.policy.lint.case import Case
from lupaus.policy.lint.rule import Finding, Findings, Section
from lupaus.policy.model import Retention
from lupaus.policy.period import Period
from lupaus.policy.problem import Level
from lupaus.policy.vocabulary import (
    Anchor,
    Basis,
    Category,
    Condition,
    Measure,
    PurposeClass,
    Right,
    State,
)

SECTION = Section("G", "Retention and erasure")
rule = SECTION.rule

#: From the end of a fiscal year, this reaches past the end of its calendar year plus six.
_SURE_FROM_FISCAL_YEAR = Period(months=84)
_ALL_TEN = Period(months=120)
#: Events that come to a person who never became a customer.
_COME_TO_ANYBODY = frozenset({Anchor.COLLECTED, Anchor.LAST_CONTACT, Anchor.CONSENT_WITHDRAWN})
_INVOICED = frozenset({Condition.INVOICING, Condition.COLLECTION})


def _is_number(rule: Retention) -> bool:
    return bool(rule.at_least or rule.at_most)


@rule(
    "N63",
    Level.ERROR,
    law="GDPR Art. 13(2)(a)",
    fix="retention: a rule for each purpose, with at_most and after",
)
def no_retention(case: Case) -> Findings:
    """No period and no criterion of retention is given.

    PASS
        retention: [{purpose: delivery, at_most: 3 years, after: relation ended}]
    FAIL
        retention: []
    """
    if not any(_is_number(r) or r.as_long_as for r in case.policy.retention):
        yield Finding("nothing says how long data is kept", ("retention",))


@rule(
    "N64",
    Level.WARNING,
    law="GDPR Arts. 5(1)(e), 13(2)(a)",
    fix="say which event ends the need, and a number: at_most: 3 years, after: relation ended",
)
def as_long_as_needed(case: Case) -> Findings:
    """A soft "as long as needed" stands for a period; an error when no rule has a number.

    PASS
        retention: [{purpose: delivery, at_most: 3 years, after: relation ended}]
    FAIL
        retention:
          - {purpose: delivery, as_long_as: needed}
          - {purpose: marketing, at_most: 2 years, after: last contact with person}
    """
    capped = any(r.at_most for r in case.policy.retention)
    for i, period in enumerate(case.policy.retention):
        if period.as_long_as:
            level = None if capped else Level.ERROR
            said = f"as long as {period.as_long_as} is no period"
            yield Finding(said, ("retention", i, "as_long_as"), level)


@rule(
    "N65",
    Level.ERROR,
    law="GDPR Art. 13(2)(a)",
    fix="after: relation ended, last contact with person, collected, …",
)
def period_from_nothing(case: Case) -> Findings:
    """A period does not say from which event it runs.

    PASS
        retention: [{purpose: delivery, at_most: 3 years, after: relation ended}]
    FAIL
        retention: [{purpose: delivery, at_most: 3 years}]
    """
    for i, period in enumerate(case.policy.retention):
        if _is_number(period) and period.after is None:
            yield Finding(f"the period of {period.purpose} has no beginning", ("retention", i))


@rule(
    "N66",
    Level.ERROR,
    law="GDPR Art. 5(1)(a) and (e)",
    fix="take window_late away: the last window before the term keeps the promise",
)
def window_after_the_term(case: Case) -> Findings:
    """Data is purged at the first window after its term, later than was promised.

    PASS
        retention:
          - purpose: marketing
            at_most: 2 years
            after: last contact with person
            window: 12-31
    FAIL
        retention:
          - purpose: marketing
            at_most: 2 years
            after: last contact with person
            window: 12-31
            window_late: true
    """
    for i, period in enumerate(case.policy.retention):
        if period.window and period.window_late and period.at_most:
            said = f"{period.purpose} is purged up to a year after its {period.at_most:words}"
            yield Finding(said, ("retention", i))


@rule(
    "N67",
    Level.ERROR,
    law="Kirjanpitolaki 2:10.2",
    fix="after: end of calendar year in which the fiscal year ended",
)
def vouchers_from_fiscal_year(case: Case) -> Findings:
    """The six years of vouchers are counted from the end of the fiscal year, which is early.

    PASS
        fiscal_years: [{ends: 03-31}]
    FAIL
        retention:
          - {purpose: accounting, at_least: 6 years, after: end of fiscal year}
    """
    for i, period in enumerate(case.policy.retention):
        if from_fiscal_year(case, period):
            yield Finding("vouchers would go too early", ("retention", i, "after"))


def from_fiscal_year(case: Case, period: Retention) -> bool:
    """Vouchers that a rule lets go before the law does, whenever the years end."""
    return (
        Category.VOUCHERS in case.covered(period)
        and case.keeps_accounts(period)
        and period.after is Anchor.FISCAL_YEAR
        and period.at_least is not None
        and period.at_least.months < _SURE_FROM_FISCAL_YEAR.months
    )


@rule(
    "N68",
    Level.ERROR,
    law="Kirjanpitolaki 2:10.1-2",
    fix="six years for vouchers; ten only for data: [books]",
)
def ten_years_for_all(case: Case) -> Findings:
    """Ten years are claimed for vouchers; the law asks them for books of account alone.

    PASS
        data: {books: {for: [accounting]}}
        retention:
          - purpose: accounting
            data: [vouchers, name, postal-address]
            at_least: 6 years
            after: end of calendar year in which the fiscal year ended
          - {purpose: accounting, data: [books], at_least: 10 years, after: end of fiscal year}
    FAIL
        retention:
          - {purpose: accounting, at_least: 10 years, after: end of fiscal year}
    """
    for i, period in enumerate(case.policy.retention):
        long = period.at_least and period.at_least.months >= _ALL_TEN.months
        if long and case.keeps_accounts(period) and Category.VOUCHERS in case.covered(period):
            yield Finding(f"vouchers are kept for {period.at_least:words}", ("retention", i))


@rule(
    "N69",
    Level.WARNING,
    law="GDPR Art. 5(1)(e), laki velan vanhentumisesta 4 §; three years are a house value",
    fix="three years, or the reason for more: because: {fi: …}",
)
def long_without_reason(case: Case) -> Findings:
    """A purpose lasts more than three years, and no reason is written.

    PASS
        retention: [{purpose: delivery, at_most: 3 years, after: relation ended}]
    FAIL
        retention: [{purpose: delivery, at_most: 5 years, after: relation ended}]
    """
    usual = law.term("claims", case.today).period
    for i, period in enumerate(case.policy.retention):
        purpose = case.policy.purposes.get(period.purpose)
        by_law = purpose is not None and purpose.basis is Basis.LEGAL_OBLIGATION
        long = period.at_most and period.at_most.after(case.today) > usual.after(case.today)
        if long and not by_law and not period.because:
            said = f"{period.purpose} lasts {period.at_most:words} without a reason"
            yield Finding(said, ("retention", i))


@rule(
    "N70",
    Level.ERROR,
    law="Kirjanpitolaki 2:10, GDPR Art. 17(3)(b)",
    fix="a purpose of class accounting with data: {vouchers: …} and its rule of six years",
)
def invoices_without_carve_out(case: Case) -> Findings:
    """Customers are invoiced, and retention leaves out what bookkeeping must keep.

    PASS
        data: {billing: {for: [accounting]}}
    FAIL
        data: {billing: {for: [relations]}}
        retention: [{purpose: accounting, at_most: 2 years, after: relation ended}]
    """
    erasure = case.policy.rights.get(Right.ERASURE)
    invoices = (
        {Category.BILLING, Category.VOUCHERS} & set(case.policy.data)
        or any(r.when in _INVOICED for r in case.policy.recipients.values())
        or (erasure is not None and "open-invoice" in erasure.except_)
    )
    vouchers = {Category.VOUCHERS} & set(case.policy.data)
    kept = any(
        r.at_least and case.keeps_accounts(r) and vouchers <= case.covered(r)
        for r in case.policy.retention
    )
    if invoices and not kept:
        yield Finding("nothing keeps what bookkeeping must keep", ("retention",))


@rule(
    "N71",
    Level.ERROR,
    law="GDPR Arts. 5(1)(e), 17(1)(a)",
    fix="take on_request_only away; what has run out goes by itself",
)
def only_on_request(case: Case) -> Findings:
    """Data whose time has passed is erased only if the person asks.

    PASS
        rights: {erasure: {unconditional: true, except: [law]}}
    FAIL
        retention:
          - {purpose: delivery, at_most: 3 years, after: relation ended, on_request_only: true}
    """
    for i, period in enumerate(case.policy.retention):
        if period.on_request_only:
            said = f"{period.purpose} ends only when somebody asks"
            yield Finding(said, ("retention", i, "on_request_only"))


@rule(
    "N72",
    Level.WARNING,
    law="GDPR Art. 5(1)(e)",
    fix="count from last contact with person, or from collected",
)
def marketing_without_end(case: Case) -> Findings:
    """Marketing has no end for persons who never become customers.

    PASS
        subjects: {lead: {kind: representative, state: prospect}}
        retention:
          - {purpose: marketing, at_most: 2 years, after: last contact with person}
    FAIL
        subjects: {lead: {kind: representative, state: prospect}}
        retention: [{purpose: marketing, at_most: 2 years, after: relation ended}]
    """
    if not any(_is_number(r) for r in case.policy.retention):
        return
    for key, purpose in case.of_class(PurposeClass.MARKETING):
        prospects = State.PROSPECT in case.policy.states_of(purpose.subjects)
        ends = any(
            r.purpose == key and r.at_most and r.after in _COME_TO_ANYBODY
            for r in case.policy.retention
        )
        if prospects and not ends:
            yield Finding(f"{key} never ends for a prospect", ("purposes", key))


@rule(
    "N73",
    Level.WARNING,
    law="GDPR Art. 5(1)(d)-(e)",
    fix="last contact with person, or review: {every: 1 year} to ask who still works there",
)
def kept_by_the_employer(case: Case) -> Findings:
    """Contact with the organisation prolongs the data of a person who may have left it.

    PASS
        review: {every: 1 year}
        retention:
          - purpose: relations
            at_most: 3 years
            after: last contact with person or organisation
    FAIL
        retention:
          - purpose: relations
            at_most: 3 years
            after: last contact with person or organisation
    """
    for i, period in enumerate(case.policy.retention):
        if period.after is Anchor.LAST_CONTACT_ANY and case.policy.review is None:
            said = f"{period.purpose} is prolonged by contact with somebody else"
            yield Finding(said, ("retention", i, "after"))


@rule(
    "N74",
    Level.NOTE,
    law="GDPR Art. 17",
    fix="protection: backup with keep, and data: logs with a rule",
)
def backups_and_logs(case: Case) -> Findings:
    """Nothing says how long backups and logs live.

    PASS
        protection: [{measure: backup, keep: 35 days}]
    FAIL
        protection: [{measure: backup}]
    """
    backups = any(p.measure is Measure.BACKUP and p.keep for p in case.policy.protection)
    if not backups:
        yield Finding("nothing says how long a backup lives", ("protection",))
    if not any(Category.LOGS in case.covered(r) for r in case.policy.retention):
        yield Finding("nothing says how long logs live", ("retention",))


@rule(
    "N75",
    Level.WARNING,
    law="GDPR Arts. 17(3), 5(1)(a)",
    fix="except: [law, open-invoice, collection], so that the promise is true",
)
def erasure_beyond_holds(case: Case) -> Findings:
    """Erasure is promised without exception, and the law keeps something.

    PASS
        rights: {erasure: {unconditional: true, except: [law]}}
    FAIL
        rights: {erasure: {unconditional: true}}
    """
    erasure = case.policy.rights.get(Right.ERASURE)
    held = any(r.at_least for r in case.policy.retention)
    if erasure and erasure.unconditional and held and "law" not in erasure.except_:
        yield Finding("not everything can be erased", ("rights", "erasure"))
