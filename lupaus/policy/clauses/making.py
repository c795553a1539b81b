"""How a clause is made, and the names by which clauses speak of a policy's parts."""

import re
from collections.abc import Iterable, Mapping, Sequence

from lupaus.policy.clause import KINDS, Clause, Kind
from lupaus.policy.model import Language, Policy, Recipient
from lupaus.policy.phrases import holdings as say
from lupaus.policy.phrases.labels import (
    CLASSES,
    CONTACT,
    CONTACT_DETAILS,
    SHORT,
    STATES,
    SUBJECTS,
)
from lupaus.policy.phrases.parties import RECIPIENT_ROLES, SOURCES
from lupaus.policy.phrases.words import NOTHING, Words, listed, of, same
from lupaus.policy.vocabulary import Category, Mode, Section, State, SubjectKind


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
    return listed(SHORT[category] for category in categories)


def contact_categories(policy: Policy) -> tuple[Category, ...]:
    """Those that *contact details* stand for under this policy; none where it has but one."""
    held = tuple(category for category in CONTACT if category in policy.data)
    return held if len(held) > 1 else ()


def categories_cell(policy: Policy, categories: Iterable[Category]) -> Words:
    """The same for a table, where one list after the other tires: what is everything, or
    everything but a few, is said so, and contact details are not counted out."""
    named = tuple(categories)
    rest = [category for category in policy.data if category not in named]
    if len(named) >= _MANY and len(rest) * 3 <= len(named) and set(named) <= set(policy.data):
        return say.everything(_gathered(policy, rest))
    return _gathered(policy, named)


_MANY = 6


def _gathered(policy: Policy, categories: Sequence[Category]) -> Words:
    contact = contact_categories(policy)
    if not contact or not set(contact) <= set(categories):
        return category_names(categories)
    first = min(categories.index(category) for category in contact)
    kept = [
        CONTACT_DETAILS if place == first else SHORT[category]
        for place, category in enumerate(categories)
        if place == first or category not in contact
    ]
    return listed(kept)


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


def groups_cell(policy: Policy, slugs: Iterable[str]) -> Words:
    """The same for a table: all customers are not counted out group by group."""
    named = tuple(slugs)
    everyone = {
        (kind, state)
        for kind, state in policy.circle_of(tuple(policy.subjects))
        if kind is not SubjectKind.TECHNICAL  # no customers of ours
    }
    circle = set(policy.circle_of(named)) if set(named) <= set(policy.subjects) else set()
    for states in (_CUSTOMERS, frozenset({State.CUSTOMER})):
        whole = {(kind, state) for kind, state in everyone if state in states}
        if len(named) > 1 and circle == whole:
            contacts = any(kind is SubjectKind.REPRESENTATIVE for kind, _ in whole)
            return say.all_customers(former=State.FORMER in states, contacts=contacts)
    return group_names(policy, named)


_CUSTOMERS = frozenset({State.CUSTOMER, State.FORMER})


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
