"""Who receives information, on what condition, and what leaves the European Economic Area."""

from collections.abc import Iterator
from datetime import date

from lupaus.policy.clause import Clause, Kind
from lupaus.policy.clauses.making import (
    categories_cell,
    category_names,
    clause,
    optional,
    recipient_name,
    slugs,
)
from lupaus.policy.law import in_eea
from lupaus.policy.model import Policy, Recipient, Safeguard
from lupaus.policy.phrases import recipients as say
from lupaus.policy.phrases.parties import (
    CONDITIONS,
    MECHANISMS,
    MEDIA,
    ONLY_WHEN,
    RECIPIENT_ROLES,
    country,
)
from lupaus.policy.phrases.words import (
    NOTHING,
    Words,
    capital,
    full_stop,
    listed,
    on_day,
    sentences,
)
from lupaus.policy.vocabulary import Ban, Condition, Mechanism, Medium, RecipientRole, Section

_SECTION = Section.RECIPIENTS
_DECIDED = frozenset({Mechanism.ADEQUACY, Mechanism.DPF})


def recipients(policy: Policy) -> Iterator[Clause]:
    for slug, recipient in policy.recipients.items():
        yield _recipient(policy, slug, recipient)
        yield from _terms(policy, slug, recipient)
    conditional = any(r.when is not Condition.ALWAYS for r in policy.recipients.values())
    yield clause(
        "recipients.closed",
        _SECTION,
        Kind.RECIPIENTS_CLOSED,
        say.only_these(conditional=conditional) if policy.recipients else say.nobody(),
        law=("GDPR 13(1)(e)", "GDPR 14(1)(e)"),
        params={"recipients": slugs(policy.recipients)},
        line=policy.line("recipients"),
    )
    if policy.recipients:
        yield clause(
            "recipients.named",
            _SECTION,
            Kind.RIGHT,
            say.told_by_name(),
            law=("GDPR 15(1)(c)", "CJEU C-154/21"),
            params={"right": "access"},
        )
    if policy.publication:
        yield _publication(policy)


def _recipient(policy: Policy, slug: str, recipient: Recipient) -> Clause:
    name, data = recipient_name(recipient), category_names(recipient.data)
    role = RECIPIENT_ROLES[recipient.role]
    service = optional(recipient.service)
    media = NOTHING
    if Medium.PAPER in recipient.medium:
        media = listed(MEDIA[medium] for medium in recipient.medium)
    where = country(recipient.country) if recipient.country else NOTHING
    if recipient.outside_eea and not recipient.country:
        where = say.unknown_country()
    duty = role if recipient.name or recipient.sector else NOTHING
    return clause(
        f"recipient.{slug}",
        _SECTION,
        Kind.RECIPIENT,
        say.recipient(name, role, service, data),
        law=("GDPR 13(1)(e)", "GDPR 14(1)(e)"),
        params={
            "recipient": slug,
            "name": recipient.name,
            "role": str(recipient.role),
            "country": recipient.country,
            "data": slugs(recipient.data),
            "medium": slugs(recipient.medium),
            "when": str(recipient.when),
        },
        line=policy.line("recipients", slug),
        cells={
            "name": capital(name),
            "task": sentences(full_stop(capital(service)), full_stop(capital(duty))),
            "data": capital(categories_cell(policy, recipient.data)),
            "place": capital(say.place(where, media)),
        },
    )


def _terms(policy: Policy, slug: str, recipient: Recipient) -> Iterator[Clause]:
    name = recipient_name(recipient)
    if recipient.when is not Condition.ALWAYS:
        reason = CONDITIONS[recipient.when]
        yield clause(
            f"recipient.{slug}.condition",
            _SECTION,
            Kind.RECIPIENT_CONDITION,
            say.condition(name, reason),
            law=("GDPR 5(1)(b)", "GDPR 5(2)"),
            params={"recipient": slug, "when": str(recipient.when)},
            line=policy.line("recipients", slug, "when"),
            cells={"condition": full_stop(capital(ONLY_WHEN[recipient.when]))},
        )
    if recipient.role is RecipientRole.PROCESSOR:
        day = on_day(recipient.agreement) if recipient.agreement else NOTHING
        yield clause(
            f"recipient.{slug}.agreement",
            _SECTION,
            Kind.AGREEMENT,
            say.agreement(name, day),
            law=("GDPR 28(3)",),
            params={"recipient": slug, "agreement": _iso(recipient.agreement)},
            line=policy.line("recipients", slug, "agreement"),
            cells={"agreement": say.agreement_cell(day)},
        )


def _publication(policy: Policy) -> Clause:
    publication = policy.publication
    assert publication is not None  # noqa: S101 - asked by the caller
    data = category_names(publication.data)
    if publication.allowed == "opt-out":
        said = say.published_unless_refused(data)
    else:
        said = say.publication(data, by_request=publication.allowed == "opt-in")
    return clause(
        "publication",
        _SECTION,
        Kind.PUBLICATION,
        said,
        law=("GDPR 6(1)(a)", "GDPR 25(2)"),
        params={"allowed": publication.allowed, "data": slugs(publication.data)},
        line=policy.line("publication"),
    )


def transfers(policy: Policy) -> Iterator[Clause]:
    leaving = {slug: r for slug, r in policy.recipients.items() if leaves_eea(policy, r)}
    for slug, recipient in leaving.items():
        yield _transfer(policy, slug, recipient)
    promised = Ban.TRANSFERS in policy.never
    line = policy.line("never") if promised else policy.line("recipients")
    yield clause(
        "transfers.closed",
        Section.TRANSFERS,
        Kind.TRANSFERS_CLOSED,
        say.no_other_transfers() if leaving else say.no_transfers(),
        law=("GDPR 44", "GDPR 13(1)(f)"),
        params={"recipients": slugs(leaving), "none": not leaving, "promised": promised},
        line=line,
    )


def leaves_eea(policy: Policy, recipient: Recipient) -> bool:
    """Membership on the day of the notice; of an undated one, as far as is known."""
    if recipient.country is None:
        return recipient.outside_eea
    return not in_eea(recipient.country, policy.dated or date.max)


def _transfer(policy: Policy, slug: str, recipient: Recipient) -> Clause:
    name, guard = recipient_name(recipient), recipient.safeguard
    where = country(recipient.country) if recipient.country else say.unknown_country()
    return clause(
        f"transfer.{slug}",
        Section.TRANSFERS,
        Kind.TRANSFER,
        say.transfer(name, where, _safeguard(guard), _copy(guard)),
        law=("GDPR 13(1)(f)", "GDPR 44", "GDPR 45", "GDPR 46"),
        params={
            "recipient": slug,
            "country": recipient.country,
            "mechanism": str(guard.mechanism) if guard else None,
            "checked": _iso(guard.checked) if guard else None,
            "until": _iso(guard.until) if guard else None,
            "data": slugs(recipient.data),
        },
        line=policy.line("recipients", slug, "safeguard"),
        cells={
            "name": capital(name),
            "country": capital(where),
            "ground": say.ground_cell(_safeguard(guard), _copy(guard)),
        },
    )


def _safeguard(guard: Safeguard | None) -> Words:
    if guard is None:
        return say.no_safeguard()
    return say.checked(
        MECHANISMS[guard.mechanism],
        on_day(guard.checked) if guard.checked else NOTHING,
        on_day(guard.until) if guard.until else NOTHING,
    )


def _copy(guard: Safeguard | None) -> Words:
    """Art. 13(1)(f) asks for it where there is a document to copy: a decision is public."""
    if guard and guard.mechanism in _DECIDED and not guard.copy_from:
        return NOTHING
    return say.copy_on_request(optional(guard.copy_from if guard else None))


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
