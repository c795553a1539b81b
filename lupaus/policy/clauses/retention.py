"""How long: the rules, the law's minima, holds, review, backups, and what outlives erasure.

A retention clause has the id of its rule (:meth:`Policy.rules`), by which the SQL of the rule
and its verdict are found.
"""

from collections.abc import Callable, Iterator

from lupaus.policy.clause import Clause, Kind
from lupaus.policy.clauses.making import (
    categories_cell,
    category_names,
    clause,
    group_names,
    groups_cell,
    narrows,
    purpose_name,
    slugs,
)
from lupaus.policy.model import Policy, Retention
from lupaus.policy.period import Period
from lupaus.policy.phrases import retention as say
from lupaus.policy.phrases.purposes import concerns_cell
from lupaus.policy.phrases.words import (
    NOTHING,
    Words,
    amount,
    at_intervals,
    capital,
    full_stop,
    lasting,
    of,
    on_year_day,
    sentences,
    within,
)
from lupaus.policy.predicate import waits
from lupaus.policy.retention import effective
from lupaus.policy.vocabulary import Basis, Category, Hold, Measure, PurposeClass, Section

_SECTION = Section.RETENTION


def retention(policy: Policy) -> Iterator[Clause]:
    rules = policy.rules()
    for index, rule in enumerate(rules):
        yield _rule(policy, rule, policy.line("retention", index))
        if rule.at_least:
            yield _minimum(policy, rule, policy.line("retention", index))
    yield from _by_law(policy)
    if rules:
        yield from _machinery(policy, rules)
    if policy.review:
        yield clause(
            "retention.review",
            _SECTION,
            Kind.REVIEW,
            say.review(
                at_intervals(policy.review.every), delete=policy.review.unanswered == "delete"
            ),
            law=("GDPR 5(1)(e)",),
            params={"every": str(policy.review.every), "unanswered": policy.review.unanswered},
            line=policy.line("review"),
        )
    yield from _backups(policy)
    if any(p.class_ is PurposeClass.MARKETING for p in policy.purposes.values()):
        yield clause(
            "retention.bans",
            _SECTION,
            Kind.SUPPRESSION,
            say.suppression(),
            law=("GDPR 21(3)", "GDPR 6(1)(f)"),
            params={"data": [str(Category.PERMISSIONS)]},
        )


def categories_of(policy: Policy, rule: Retention) -> tuple[Category, ...]:
    return rule.data or policy.categories_of(rule.purpose)


def period(policy: Policy, rule: Retention, long: Callable[[Period], Words] = lasting) -> Words:
    """``enintään kaksi vuotta asiakassuhteen päättymisestä``, without its purpose. ``long``
    is :func:`amount` where it stands alone and no verb governs it."""
    data = categories_of(policy, rule)
    if not (rule.at_least or rule.at_most):
        return say.without_number(rule.as_long_as or "needed")
    return say.kept(
        least=long(rule.at_least) if rule.at_least else NOTHING,
        most=long(rule.at_most) if rule.at_most else NOTHING,
        start=say.since(rule.after, data) if rule.after else NOTHING,
    )


def _said(policy: Policy, rule: Retention) -> Words:
    return sentences(say.rule(period(policy, rule)), *_more(policy, rule))


def _more(policy: Policy, rule: Retention) -> list[Words]:
    """What the rule says beside its period."""
    parts = []
    if rule.at_least and not rule.at_most and _obliged(policy, rule):
        parts.append(say.then_gone())
    if rule.window:
        parts.append(say.window(on_year_day(rule.window), late=rule.window_late))
    if rule.on_request_only:
        parts.append(say.on_request_only())
    if rule.because:
        parts.append(say.because(of(rule.because)))
    return parts


def _own_groups(policy: Policy, rule: Retention) -> Words:
    if not narrows(policy, rule.subjects):
        return NOTHING
    return concerns_cell(groups_cell(policy, rule.subjects))


def _own_categories(policy: Policy, rule: Retention) -> Words:
    """Said where the rule is not for all that its purpose uses."""
    data = categories_of(policy, rule)
    if set(data) == set(policy.categories_of(rule.purpose)):
        return NOTHING
    return capital(categories_cell(policy, data))


def _rule(policy: Policy, rule: Retention, line: int) -> Clause:
    name = capital(purpose_name(policy, rule.purpose))
    data = categories_of(policy, rule)
    said = _said(policy, rule)
    groups = group_names(policy, rule.subjects)
    whom = groups.map(lambda text: f" ({text})") if narrows(policy, rule.subjects) else NOTHING
    whose = Words(*(f"{who}{groups}" for who, groups in zip(name, whom, strict=True)))
    return clause(
        rule.id,
        _SECTION,
        Kind.RETENTION,
        say.head(whose, said),
        law=("GDPR 5(1)(e)", "GDPR 13(2)(a)", *_statute(policy, rule)),
        params={
            "purpose": rule.purpose,
            "subjects": slugs(rule.subjects),
            "data": slugs(data),
            "anchor": str(rule.after) if rule.after else None,
            "min": str(rule.at_least) if rule.at_least else None,
            "max": str(rule.at_most) if rule.at_most else None,
            "window": str(rule.window) if rule.window else None,
            "ground": _ground(policy, rule),
        },
        line=line,
        cells={
            "purpose": name,
            "groups": _own_groups(policy, rule),
            "data": _own_categories(policy, rule),
            "time": sentences(
                full_stop(capital(period(policy, rule, amount))), *_more(policy, rule)
            ),
            "period": capital(period(policy, rule, amount)),
        },
    )


def _minimum(policy: Policy, rule: Retention, line: int) -> Clause:
    law = _statute(policy, rule)
    said = (
        say.minimum(law[0] if law else "") if _obliged(policy, rule) else say.promised_minimum()
    )
    return clause(
        f"{rule.id}.minimum",
        _SECTION,
        Kind.STATUTORY_MINIMUM,
        say.head(purpose_name(policy, rule.purpose), said),
        law=(*law, "GDPR 17(3)(b)"),
        params={
            "rule": rule.id,
            "data": slugs(categories_of(policy, rule)),
            "anchor": str(rule.after) if rule.after else None,
            "min": str(rule.at_least),
        },
        line=line,
        cells={"minimum": said},
    )


def _by_law(policy: Policy) -> Iterator[Clause]:
    """What statutes forbid to destroy, promised or not; the ids are those that holds bear."""
    for rule in effective(policy):
        if rule.purpose or rule.at_least is None or rule.categories[0] not in policy.data:
            continue
        start = say.FROM[rule.anchor]
        time = say.kept(least=lasting(rule.at_least), most=NOTHING, start=start)
        yield clause(
            rule.id,
            _SECTION,
            Kind.STATUTORY_MINIMUM,
            say.by_law(category_names(rule.categories), time, rule.ground),
            law=(rule.ground, "GDPR 17(3)(b)"),
            params={
                "rule": rule.id,
                "data": slugs(rule.categories),
                "anchor": str(rule.anchor),
                "min": str(rule.at_least),
            },
        )


def _obliged(policy: Policy, rule: Retention) -> bool:
    purpose = policy.purposes.get(rule.purpose)
    return purpose is not None and purpose.basis is Basis.LEGAL_OBLIGATION


def _statute(policy: Policy, rule: Retention) -> tuple[str, ...]:
    purpose = policy.purposes.get(rule.purpose)
    return (purpose.law,) if purpose and purpose.law else ()


def _ground(policy: Policy, rule: Retention) -> str | None:
    """The statute, else the author's reason in Finnish, else the basis."""
    if law := _statute(policy, rule):
        return law[0]
    if rule.because:
        return of(rule.because).fi
    purpose = policy.purposes.get(rule.purpose)
    return str(purpose.basis) if purpose and purpose.basis else None


def _machinery(policy: Policy, rules: tuple[Retention, ...]) -> Iterator[Clause]:
    line = policy.line("retention")
    if any(rule.window is None for rule in rules):
        yield clause(
            "retention.daily",
            _SECTION,
            Kind.DAILY_PURGE,
            say.daily(windows=any(rule.window for rule in rules)),
            law=("GDPR 5(1)(e)",),
            params={"rules": [rule.id for rule in rules if rule.window is None]},
            line=line,
        )
    yield clause(
        "retention.last-purpose",
        _SECTION,
        Kind.LAST_PURPOSE,
        say.last_purpose(),
        law=("GDPR 5(1)(b)", "GDPR 5(1)(e)"),
        params={"rules": [rule.id for rule in rules]},
        line=line,
    )
    yield _holds(policy, line)


def _holds(policy: Policy, line: int) -> Clause:
    """Unpaid invoices hold themselves; what else waits for them the policy says."""
    debts = (Hold.OPEN_INVOICE, Hold.COLLECTION)
    waited = [hold for hold in debts if waits(policy, hold)]
    itself = [h for h in debts if h not in waited and Category.VOUCHERS in policy.data]
    reasons = [Hold.STATUTE, *waited, Hold.DISPUTE, Hold.RESTRICTION]
    return clause(
        "retention.holds",
        _SECTION,
        Kind.HOLD,
        say.holds(reasons, itself),
        law=("GDPR 17(3)(b)", "GDPR 17(3)(e)", "GDPR 18"),
        params={"holds": slugs(reasons), "vouchers": slugs(itself)},
        line=line,
    )


def _backups(policy: Policy) -> Iterator[Clause]:
    for index, measure in enumerate(policy.protection):
        if measure.measure is Measure.BACKUP and measure.keep:
            yield clause(
                "retention.backups",
                _SECTION,
                Kind.BACKUP_AGE,
                say.backups(within(measure.keep)),
                law=("GDPR 5(1)(e)", "GDPR 17(1)"),
                params={"keep": str(measure.keep)},
                line=policy.line("protection", index),
            )
            return
