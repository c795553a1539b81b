"""What is held, of whom and for what; and where it comes from."""

from collections.abc import Iterator

from lupaus.policy.clause import Clause, Kind
from lupaus.policy.clauses.making import (
    categories_cell,
    category_names,
    clause,
    contact_categories,
    group_names,
    groups_cell,
    narrows,
    optional,
    purpose_name,
    purpose_names,
    slugs,
    source_name,
)
from lupaus.policy.model import Holding, Policy, Source
from lupaus.policy.phrases import holdings as say
from lupaus.policy.phrases.labels import CATEGORIES
from lupaus.policy.phrases.parties import MEDIA
from lupaus.policy.phrases.purposes import named
from lupaus.policy.phrases.words import (
    NOTHING,
    Words,
    at_intervals,
    capital,
    full_stop,
    listed,
    of,
    sentences,
)
from lupaus.policy.vocabulary import ELSEWHERE, Category, Medium, Mode, Section, SourceKind

_SECTION = Section.CATEGORIES
_SECRET = frozenset({Category.CREDENTIALS, Category.IDENTITY_CODE})
#: Where the person, or our own work with the person, is the source: Art. 13, not 14.
_DIRECT = frozenset({SourceKind.SUBJECT, SourceKind.WEB_FORM, SourceKind.STAFF})


def holdings(policy: Policy) -> Iterator[Clause]:
    for category, holding in policy.data.items():
        yield _category(policy, category, holding)
        yield from _conditions(policy, category, holding)
    if policy.data:
        yield clause(
            "data.closed",
            _SECTION,
            Kind.CATEGORY_CLOSED,
            say.closed(category_names(contact_categories(policy))),
            law=("GDPR 5(1)(c)", "GDPR 14(1)(d)"),
            params={"data": slugs(policy.data)},
            line=policy.line("data"),
        )
    for slug, register in policy.registers.items():
        yield clause(
            f"register.{slug}",
            _SECTION,
            Kind.REGISTER_CLOSED if register.data else Kind.STATEMENT,
            say.register(of(register.name), category_names(register.data)),
            law=("GDPR 5(1)(b)",),
            params={"name": dict(register.name), "data": slugs(register.data)},
            line=policy.line("registers", slug),
        )
    yield from _required(policy)


def _required(policy: Policy) -> Iterator[Clause]:
    """What must be given: for any contract, and for a purpose that not every contract has."""
    always = [c for c, holding in policy.data.items() if holding.required]
    at_times = {
        slug: [c for c, held in policy.data.items() if slug in held.required_for]
        for slug in policy.purposes
    }
    particular = {slug: found for slug, found in at_times.items() if found}
    if not (always or particular):
        return
    named = [*always, *(c for found in particular.values() for c in found)]
    yield clause(
        "data.required",
        _SECTION,
        Kind.STATEMENT,
        say.required(
            category_names(always),
            [
                (purpose_name(policy, p), category_names(found))
                for p, found in particular.items()
            ],
        ),
        law=("GDPR 13(2)(e)",),
        params={"data": slugs(always), "for": {p: slugs(f) for p, f in particular.items()}},
        line=policy.line("data", named[0]),
    )


def _category(policy: Policy, category: Category, holding: Holding) -> Clause:
    uses = purpose_names(policy, holding.for_)
    gives = [slug for slug in policy.sources if category in _given(policy, slug)]
    whence = listed(source_name(policy, slug) for slug in gives)
    return clause(
        f"data.{category}",
        _SECTION,
        Kind.CATEGORY_CLOSED,
        say.held(CATEGORIES[category], uses, whence),
        law=("GDPR 5(1)(b)", "GDPR 5(1)(c)", "GDPR 14(1)(d)"),
        params={
            "data": [str(category)],
            "purposes": slugs(holding.for_),
            "sources": gives,
            "subjects": slugs(holding.subjects),
            "required": holding.required,
        },
        line=policy.line("data", category),
        cells={
            "name": capital(CATEGORIES[category]),
            "note": full_stop(optional(holding.note)),
        },
        mode=Mode.ATTEST if category in ELSEWHERE else None,  # no table of ours holds it
    )


def _conditions(policy: Policy, category: Category, holding: Holding) -> Iterator[Clause]:
    line = policy.line("data", category)
    label = CATEGORIES[category]
    if narrows(policy, holding.subjects):
        groups = group_names(policy, holding.subjects)
        yield clause(
            f"data.{category}.groups",
            _SECTION,
            Kind.SEGMENT,
            say.about_groups(label, groups),
            law=("GDPR 5(1)(c)",),
            params={"data": [str(category)], "subjects": slugs(holding.subjects)},
            line=line,
            cells={"detail": say.groups_cell(groups_cell(policy, holding.subjects))},
        )
    if category is Category.IDENTITY_CODE and holding.need:
        yield clause(
            "data.identity-code.need",
            _SECTION,
            Kind.IDENTITY_CODE,
            say.identity_code(of(holding.need)),
            law=("Tietosuojalaki 29 §", "KHO:2023:56"),
            params={"data": [str(category)], "need": dict(holding.need)},
            line=line,
            cells={"detail": say.identity_code(of(holding.need))},
        )
    if category in _SECRET and holding.sealed:
        yield clause(
            f"data.{category}.sealed",
            _SECTION,
            Kind.SEALED,
            say.sealed(label),
            law=("GDPR 5(1)(f)", "GDPR 32"),
            params={"data": [str(category)]},
            line=line,
            cells={"detail": say.sealed_cell()},
        )
    if Medium.PAPER in holding.medium:
        media = listed(MEDIA[medium] for medium in holding.medium)
        yield clause(
            f"data.{category}.medium",
            _SECTION,
            Kind.STATEMENT,
            say.medium(label, media),
            law=("GDPR 2(1)", "GDPR 4(6)"),
            params={"data": [str(category)], "medium": slugs(holding.medium)},
            line=line,
            cells={"detail": say.medium_cell(media)},
        )


def sources(policy: Policy) -> Iterator[Clause]:
    for slug, source in policy.sources.items():
        yield from _source(policy, slug, source)
    outside = [
        slug
        for slug, s in policy.sources.items()
        if s.kind not in _DIRECT and s.informed is not False
    ]
    elsewhere = [slug for slug, s in policy.sources.items() if s.kind not in _DIRECT]
    if policy.sources:
        yield clause(
            "sources.closed",
            Section.SOURCES,
            Kind.SOURCES_CLOSED,
            say.sources_closed(),
            law=("GDPR 14(2)(f)", "GDPR 15(1)(g)"),
            params={"sources": slugs(policy.sources)},
            line=policy.line("sources"),
        )
    if outside:
        yield clause(
            "sources.inform",
            Section.SOURCES,
            Kind.INFORM,
            say.informed(
                listed(source_name(policy, slug) for slug in outside)
                if outside != elsewhere
                else NOTHING
            ),
            law=("GDPR 14(1)", "GDPR 14(3)"),
            params={"sources": outside, "within": "P1M"},
            line=policy.line("sources", outside[0]),
        )


def _source(policy: Policy, slug: str, source: Source) -> Iterator[Clause]:
    name, line = source_name(policy, slug), policy.line("sources", slug)
    data = category_names(_given(policy, slug))
    public = say.public_source() if source.public else NOTHING
    why = full_stop(capital(optional(source.why)))

    def about(suffix: str, kind: Kind, said: Words, **params: object) -> Clause:
        return clause(
            f"source.{slug}{suffix}",
            Section.SOURCES,
            kind,
            named(capital(name), said),
            law=(_SOURCE_LAW[kind],),
            params={"source": slug, **params},
            line=line,
            cells={"detail": said},
        )

    yield clause(
        f"source.{slug}",
        Section.SOURCES,
        Kind.SOURCE_KNOWN,
        sentences(say.source(name, data), public, why),
        law=("GDPR 14(2)(f)",),
        params={
            "source": slug,
            "source_kind": str(source.kind),
            "data": slugs(_given(policy, slug)),
            "public": source.public,
        },
        line=line,
        cells={
            "name": capital(name),
            "data": capital(categories_cell(policy, _given(policy, slug))),
            "about": sentences(why, public) if why or public else NOTHING,
        },
    )
    if source.refresh:
        often = say.refreshed(at_intervals(source.refresh))
        yield about(".refresh", Kind.REFRESH, often, every=str(source.refresh))
    if source.kind is SourceKind.CREDIT_REGISTER:
        yield about(".refusal", Kind.INFORM, say.credit_check(name), within="P0D")


_SOURCE_LAW = {Kind.REFRESH: "GDPR 5(1)(d)", Kind.INFORM: "Luottotietolaki 19 §"}


def _given(policy: Policy, slug: str) -> tuple[Category, ...]:
    """What a source gives: as it says itself, else the categories that name it."""
    named = [c for c, holding in policy.data.items() if slug in holding.from_]
    return policy.sources[slug].data or tuple(named)
