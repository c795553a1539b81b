"""Why information is used: the purpose, its basis, what it reads, and how it may speak."""

from collections.abc import Iterator

from lupaus.policy.clause import Clause, Kind
from lupaus.policy.clauses.making import (
    categories_cell,
    category_names,
    clause,
    group_names,
    groups_cell,
    narrows,
    optional,
    purpose_name,
    slugs,
)
from lupaus.policy.model import Policy, Purpose
from lupaus.policy.phrases import objection as rules
from lupaus.policy.phrases import purposes as say
from lupaus.policy.phrases.labels import LETTERS
from lupaus.policy.phrases.parties import CHANNELS
from lupaus.policy.phrases.words import NOTHING, Words, capital, full_stop
from lupaus.policy.vocabulary import Basis, Channel, PurposeClass, Section

_SECTION = Section.PURPOSES
#: Channels that need consent or the soft opt-in of SVPL 200.3 §, and a way out in each message.
ELECTRONIC = frozenset({Channel.EMAIL, Channel.SMS, Channel.MESSAGING, Channel.AUTOMATED_CALL})


def purposes(policy: Policy) -> Iterator[Clause]:
    for slug, purpose in policy.purposes.items():
        yield _purpose(policy, slug, purpose)
        yield _reading(policy, slug)
        if narrows(policy, purpose.subjects):
            yield _segment(policy, slug, purpose)
        if purpose.basis:
            yield _basis(policy, slug, purpose.basis, purpose)
        yield from _rules(policy, slug, purpose)
    weighed = [
        slug for slug, p in policy.purposes.items() if p.basis is Basis.LEGITIMATE_INTEREST
    ]
    if weighed:
        yield clause(
            "basis.balance",
            _SECTION,
            Kind.BALANCE,
            say.balance(),
            law=("GDPR 6(1)(f)", "GDPR 5(2)"),
            params={"purposes": weighed},
        )


def _purpose(policy: Policy, slug: str, purpose: Purpose) -> Clause:
    name, about = purpose_name(policy, slug), optional(purpose.describe)
    return clause(
        f"purpose.{slug}",
        _SECTION,
        Kind.PURPOSE,
        say.purpose(name, about),
        law=("GDPR 5(1)(b)", "GDPR 13(1)(c)"),
        params={"purpose": slug, "class": str(purpose.class_), "exclusive": purpose.exclusive},
        line=policy.line("purposes", slug),
        cells={"name": capital(name), "about": full_stop(about)},
    )


def _reading(policy: Policy, slug: str) -> Clause:
    reads = policy.categories_of(slug)
    names = category_names(reads)
    said = say.reads_only(names) if reads else say.reads_nothing()
    return clause(
        f"reading.{slug}",
        _SECTION,
        Kind.PURPOSE_BOUND,
        say.named(capital(purpose_name(policy, slug)), said),
        law=("GDPR 5(1)(b)", "GDPR 5(1)(c)", "GDPR 25(2)"),
        params={"purpose": slug, "data": slugs(reads)},
        line=policy.line("purposes", slug),
        cells={"data": capital(categories_cell(policy, reads)) if reads else said},
    )


def _segment(policy: Policy, slug: str, purpose: Purpose) -> Clause:
    groups = group_names(policy, purpose.subjects)
    said = say.concerns(groups, one=len(purpose.subjects) == 1)
    return clause(
        f"segment.{slug}",
        _SECTION,
        Kind.SEGMENT,
        say.named(capital(purpose_name(policy, slug)), said),
        law=("GDPR 5(1)(c)",),
        params={"purpose": slug, "subjects": slugs(purpose.subjects)},
        line=policy.line("purposes", slug, "subjects"),
        cells={"groups": say.concerns_cell(groups_cell(policy, purpose.subjects))},
    )


def _basis(policy: Policy, slug: str, ground: Basis, purpose: Purpose) -> Clause:
    interest, law = optional(purpose.interest), purpose.law or ""
    said = say.basis(ground, interest=interest, law=law)
    letter = LETTERS.get(ground)
    return clause(
        f"basis.{slug}",
        _SECTION,
        Kind.BASIS,
        say.basis_sentence(capital(purpose_name(policy, slug)), said),
        law=(
            *((f"GDPR 6(1)({letter})",) if letter else ()),
            "GDPR 13(1)(c)",
            *((purpose.law,) if purpose.law else ()),
        ),
        params={
            "purpose": slug,
            "basis": str(ground),
            "interest": dict(purpose.interest) if purpose.interest else None,
            "law": purpose.law,
        },
        line=policy.line("purposes", slug, "basis"),
        cells={"basis": said},
    )


def _rules(policy: Policy, slug: str, purpose: Purpose) -> Iterator[Clause]:
    """How this purpose may speak to people, one sentence per rule."""
    name = capital(purpose_name(policy, slug))
    line = policy.line("purposes", slug)
    channels = tuple(dict.fromkeys((*purpose.channels, *purpose.consent_channels)))

    def rule(
        kind: Kind, said: Words, law: tuple[str, ...], cell: Words = NOTHING, **params: object
    ) -> Clause:
        """Without a cell of its own it reads the same for every purpose: ``shared``."""
        return clause(
            f"{kind}.{slug}",
            _SECTION,
            kind,
            say.named(name, said),
            law=law,
            params={"purpose": slug, **params},
            line=line,
            cells={"rule": cell} if cell else {"shared": said},
        )

    if channels:
        names = tuple(CHANNELS[channel] for channel in channels)
        said, cell = rules.only_by(names), rules.only_by_cell(names)
        yield rule(Kind.CHANNEL, said, ("GDPR 5(1)(b)",), cell, channels=slugs(channels))
    if purpose.basis is Basis.CONSENT:
        law = ("GDPR 6(1)(a)", "GDPR 7")
        yield rule(Kind.CONSENT_GATE, rules.consent(), law, channels=slugs(channels))
    elif purpose.consent_channels:
        names = tuple(CHANNELS[c] for c in purpose.consent_channels)
        said, cell = rules.consent_for(names), rules.consent_for_cell(names)
        law = ("GDPR 7", "SVPL 200.1 §")
        gated = slugs(purpose.consent_channels)
        yield rule(Kind.CONSENT_GATE, said, law, cell, channels=gated)
    if purpose.soft_opt_in:
        refusals = purpose.soft_opt_in.model_dump()
        said = rules.soft_opt_in()
        yield rule(Kind.SOFT_OPT_IN, said, ("SVPL 200.3 §",), said, **refusals)
    electronic = [channel for channel in channels if channel in ELECTRONIC]
    if purpose.class_ is PurposeClass.MARKETING and electronic:
        statutes = ("SVPL 200.3 §", "SVPL 202 §", "SVPL 203 §")
        yield rule(Kind.STOP_LINK, rules.stop_link(), statutes, channels=slugs(electronic))
    if purpose.targeting:
        reads = policy.categories_of(slug)
        said = rules.targeting(category_names(reads))
        cell = rules.targeting_cell()
        yield rule(Kind.TARGETING, said, ("GDPR 21(2)",), cell, data=slugs(reads))
