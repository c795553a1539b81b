"""Protection, staff roles, cookies, what is never done, and the notice itself."""

from collections.abc import Iterator

from lupaus.policy.clause import Clause, Kind
from lupaus.policy.clauses.making import clause, optional, purpose_names, recipient_name, slugs
from lupaus.policy.clauses.retention import categories_of, period
from lupaus.policy.model import Cookies, Policy, Protection
from lupaus.policy.period import Period
from lupaus.policy.phrases import notice as page
from lupaus.policy.phrases import protection as say
from lupaus.policy.phrases.words import (
    Words,
    at_intervals,
    capital,
    full_stop,
    listed,
    of,
    on_day,
    same,
    sentences,
)
from lupaus.policy.vocabulary import Category, Measure, Section

#: Measures that the register itself keeps or sees to; the others a person confirms.
_MACHINERY: dict[Measure, Kind] = {
    Measure.PERSONAL_ACCOUNTS: Kind.PERSONAL_ACCOUNTS,
    Measure.NEED_TO_KNOW: Kind.NEED_TO_KNOW,
    Measure.TRAINING: Kind.TRAINING,
    Measure.BACKUP: Kind.BACKUP,
    Measure.INCIDENTS: Kind.INCIDENT,
    Measure.RIGHT_PERSON: Kind.RIGHT_PERSON,
    Measure.JOURNAL_ELSEWHERE: Kind.JOURNAL_ELSEWHERE,
}
_ARTICLES: dict[Measure, tuple[str, ...]] = {
    Measure.INCIDENTS: ("GDPR 33", "GDPR 34"),
    Measure.CONFIDENTIALITY: ("GDPR 32(4)", "Tietosuojalaki 35 §"),
    Measure.NEED_TO_KNOW: ("GDPR 25(2)", "GDPR 32(4)"),
    Measure.PROCESSORS_VETTED: ("GDPR 28(1)",),
    Measure.RIGHT_PERSON: ("GDPR 5(1)(d)",),
    Measure.JOURNAL_ELSEWHERE: ("GDPR 17", "GDPR 32"),
}
_CONFIRMED = {
    "monthly": Period(months=1),
    "quarterly": Period(months=3),
    "yearly": Period(months=12),
}


def protection(policy: Policy) -> Iterator[Clause]:
    seen: dict[Measure, int] = {}
    for index, measure in enumerate(policy.protection):
        seen[measure.measure] = seen.get(measure.measure, 0) + 1
        number = seen[measure.measure]
        suffix = "" if number == 1 else f".{number}"
        yield _measure(measure, suffix, policy.line("protection", index))
    yield _reads(policy)
    for slug, role in policy.roles.items():
        name = capital(of(role.name) if role.name else same(slug))
        purposes = purpose_names(policy, role.purposes)
        yield clause(
            f"role.{slug}",
            Section.PROTECTION,
            Kind.ROLE,
            say.role(name, purposes),
            law=("GDPR 25(2)", "GDPR 32(4)"),
            params={"role": slug, "purposes": slugs(role.purposes)},
            line=policy.line("roles", slug),
            cells={"role": name, "purposes": capital(_uses(policy, role.purposes))},
        )


def _uses(policy: Policy, slugs: tuple[str, ...]) -> Words:
    """In a table: what is everything, or everything but a few, is said so."""
    rest = [slug for slug in policy.purposes if slug not in slugs]
    if len(slugs) >= len(policy.purposes) > 3 or len(rest) * 3 <= len(slugs):
        return say.all_purposes(purpose_names(policy, rest))
    return purpose_names(policy, slugs)


def _measure(promise: Protection, suffix: str, line: int) -> Clause:
    measure = promise.measure
    parts = [say.MEASURES[measure], full_stop(optional(promise.detail))]
    if promise.standard:
        parts.append(say.standard(promise.standard))
    if promise.every and measure is Measure.BACKUP:
        parts[0] = say.backed_up(at_intervals(promise.every))
    elif promise.every:
        parts.append(say.done(at_intervals(promise.every)))
    if promise.attest and not promise.every:
        parts.append(say.confirmed(at_intervals(_CONFIRMED[promise.attest])))
    return clause(
        f"protection.{measure}{suffix}",
        Section.PROTECTION,
        _MACHINERY.get(measure, Kind.ATTEST),
        sentences(*parts),
        law=_ARTICLES.get(measure, ("GDPR 32",)),
        params={
            "measure": str(measure),
            "standard": promise.standard,
            "every": str(promise.every) if promise.every else None,
            "keep": str(promise.keep) if promise.keep else None,
            "attest": str(_CONFIRMED[promise.attest]) if promise.attest else None,
        },
        line=line,
    )


def _reads(policy: Policy) -> Clause:
    rules = [r for r in policy.rules() if Category.LOGS in categories_of(policy, r) and r.data]
    named = rules or [r for r in policy.rules() if Category.LOGS in categories_of(policy, r)]
    said = say.reads_recorded()
    if named:
        said = sentences(said, say.reads_kept(period(policy, named[0])))
    return clause(
        "protection.reads-recorded",
        Section.PROTECTION,
        Kind.READS_RECORDED,
        said,
        law=("GDPR 5(2)", "GDPR 15", "CJEU C-579/21"),
        params={"rule": named[0].id if named else None},
    )


def cookies(policy: Policy) -> Iterator[Clause]:
    promise = policy.cookies
    if promise is None:
        return
    line = policy.line("cookies")

    def about(name: str, said: Words, *law: str, **params: object) -> Clause:
        return clause(
            f"cookies.{name}",
            Section.COOKIES,
            Kind.COOKIES,
            said,
            law=law,
            params=params,
            line=line,
        )

    consent = "SVPL 205 §"
    yield about("consent", page.cookies(promise.consent), consent, consent=promise.consent)
    yield from (about(*each) for each in _cookie_facts(policy, promise))


def _cookie_facts(policy: Policy, promise: Cookies) -> Iterator[tuple[str, Words, str]]:
    if promise.consent == "none":
        return
    yield (
        "kinds",
        page.cookie_uses(listed(page.COOKIE_KINDS[k] for k in promise.kinds)),
        "SVPL 205 §",
    )
    if promise.collects:
        yield (
            "contents",
            page.cookie_contents(listed(map(of, promise.collects))),
            "GDPR 13(1)(c)",
        )
    if promise.analytics:
        names = (
            recipient_name(policy.recipients[slug]) if slug in policy.recipients else same(slug)
            for slug in promise.analytics
        )
        yield "analysts", page.analysts(listed(names)), "GDPR 13(1)(e)"
    if promise.joined_to_forms or set(promise.kinds) != {"necessary"}:
        yield "forms", page.joined_to_forms(joined=promise.joined_to_forms), "GDPR 4(1)"


def never(policy: Policy) -> Iterator[Clause]:
    for ban in dict.fromkeys(policy.never):
        yield clause(
            f"never.{ban}",
            Section.NEVER,
            Kind.NEVER,
            say.BANS[ban],
            law=_BAN_LAW.get(str(ban), ("GDPR 5(1)(b)",)),
            params={"never": str(ban)},
            line=policy.line("never", policy.never.index(ban)),
        )


_BAN_LAW: dict[str, tuple[str, ...]] = {
    "automated-decisions": ("GDPR 22", "GDPR 13(2)(f)"),
    "profiling": ("GDPR 4(4)", "GDPR 21(2)"),
    "special-categories": ("GDPR 9",),
    "transfers-outside-eea": ("GDPR 44",),
    "publication": ("GDPR 25(2)",),
}


def changes(policy: Policy) -> Iterator[Clause]:
    facts = []
    if policy.dated:
        facts.append(page.dated(on_day(policy.dated)))
    if policy.reviewed:
        facts.append(page.reviewed(on_day(policy.reviewed)))
    if facts:
        yield clause(
            "changes.version",
            Section.CHANGES,
            Kind.STATEMENT,
            sentences(*facts),
            law=("GDPR 5(2)", "GDPR 24(1)"),
            params={
                "dated": policy.dated.isoformat() if policy.dated else None,
                "reviewed": policy.reviewed.isoformat() if policy.reviewed else None,
            },
            line=policy.line("dated"),
        )
    yield clause(
        "changes.delivered",
        Section.CHANGES,
        Kind.NOTICE_DELIVERED,
        page.delivered(),
        law=("GDPR 13(1)", "GDPR 13(3)", "GDPR 14(4)", "KHO:2023:81"),
    )
