"""How a clause is made, and the names by which clauses speak of a policy's parts."""

import re
from collections.abc import Iterable, Mapping

from lupaus.policy.clause import KINDS, Clause, Kind
from lupaus.policy.model import Language, Policy, Recipient
from lupaus.policy.phrases.labels import CATEGORIES, CLASSES, STATES, SUBJECTS
from lupaus.policy.phrases.parties import RECIPIENT_ROLES, SOURCES
from lupaus.policy.phrases.words import NOTHING, Words, listed, of, same
from lupaus.policy.vocabulary import Category, Mode, Section, State


def clause(  # noqa: PLR0913 - one argument per field of a clause
    name: str,
    section: Section,
    kind: Kind,
    said: Words,
    *,
    law: Iterable[str] = (),
    params: Mapping[str, object] | None = None,
    line: int = 0,
    cells: Mapping[str, Words] | None = None,
    mode: Mode | None = None,
) -> Clause:
    """A clause in the mode of its kind, unless a person was asked to confirm it."""
    return Clause(
        id=name,
        section=section,
        mode=mode or KINDS[kind].mode,
        kind=kind,
        sentences=_one_stop(said).everywhere(),
        law=tuple(law),
        params=dict(params or {}),
        line=line,
        cells={
            column: _one_stop(text).everywhere()
            for column, text in (cells or {}).items()
            if text
        },
    )


#: Two stops, neither of them part of an ellipsis.
_TWO_STOPS = re.compile(r"(?<=\w)\.\.(?!\.)")


def _one_stop(said: Words) -> Words:
    """A name that ends in a stop (*Esimerkki Inc.*) ends its sentence as well."""
    return said.map(lambda text: _TWO_STOPS.sub(".", text))


def purpose_name(policy: Policy, slug: str) -> Words:
    """A rule may name a purpose that does not exist: then the linter speaks, and the slug
    stands in."""
    purpose = policy.purposes.get(slug)
    if purpose is None:
        return same(slug)
    return of(purpose.name) if purpose.name else CLASSES[purpose.class_]


def purpose_names(policy: Policy, slugs: Iterable[str]) -> Words:
    return listed(purpose_name(policy, slug) for slug in slugs)


def category_names(categories: Iterable[Category]) -> Words:
    return listed(CATEGORIES[category] for category in categories)


def group_name(policy: Policy, slug: str) -> Words:
    group = policy.subjects.get(slug)
    if group is None:
        return same(slug)
    if group.name:
        return of(group.name)
    kind = SUBJECTS[group.kind]
    if group.covers == frozenset(State):
        return kind
    where = listed(STATES[state] for state in State if state in group.covers)
    return Words(*(f"{who} ({state})" for who, state in zip(kind, where, strict=True)))


def group_names(policy: Policy, slugs: Iterable[str]) -> Words:
    return listed(group_name(policy, slug) for slug in slugs)


def narrows(policy: Policy, subjects: tuple[str, ...]) -> bool:
    """Does naming these groups leave anybody out?"""
    return bool(subjects) and not set(policy.subjects) <= set(subjects)


def source_name(policy: Policy, slug: str) -> Words:
    source = policy.sources.get(slug)
    if source is None:
        return same(slug)
    return same(source.name) if source.name else SOURCES[source.kind]


def recipient_name(recipient: Recipient) -> Words:
    if recipient.name:
        return same(recipient.name)
    return of(recipient.sector) if recipient.sector else RECIPIENT_ROLES[recipient.role]


def optional(text: Mapping[Language, str] | None) -> Words:
    return of(text) if text else NOTHING


def slugs(values: Iterable[str]) -> list[str]:
    """Enum members and slugs as plain strings, for params."""
    return [str(value) for value in values]
