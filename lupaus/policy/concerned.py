"""Whom a change of a promise concerns: the groups of people to tell of it."""

from collections.abc import Iterable, Mapping

from lupaus.policy.clauses.making import group_names
from lupaus.policy.model import Policy
from lupaus.policy.phrases.diff import EVERYBODY
from lupaus.policy.phrases.words import Words
from lupaus.policy.vocabulary import Category


def concerned(params: Mapping[str, object], policy: Policy) -> Words:
    """The groups by the names that the notice gives them. ``params`` are the clause's own, in
    the policy that makes it."""
    groups = _groups(params, policy)
    if groups is None or set(policy.subjects) <= groups or not groups:
        return EVERYBODY
    return group_names(policy, [slug for slug in policy.subjects if slug in groups])


def _groups(params: Mapping[str, object], policy: Policy) -> set[str] | None:
    """None where nothing narrows it."""
    if named := _slugs(params.get("subjects")):
        return set(named)
    purposes = [*_slugs(params.get("purpose")), *_slugs(params.get("purposes"))]
    if purposes:
        return _of_purposes(purposes, policy)
    categories = [c for c in policy.data if c in _slugs(params.get("data"))]
    return _of_categories(categories, policy) if categories else None


def _of_purposes(slugs: Iterable[str], policy: Policy) -> set[str] | None:
    found: set[str] = set()
    for slug in slugs:
        purpose = policy.purposes.get(slug)
        if purpose is None or not purpose.subjects:
            return None
        found |= set(purpose.subjects)
    return found


def _of_categories(categories: Iterable[Category], policy: Policy) -> set[str] | None:
    found: set[str] = set()
    for category in categories:
        held = policy.data[category]
        groups = set(held.subjects) or _of_purposes(held.for_, policy)
        if groups is None:
            return None
        found |= groups
    return found


def _slugs(value: object) -> tuple[str, ...]:
    if isinstance(value, str):
        return (value,)
    return tuple(map(str, value)) if isinstance(value, list | tuple) else ()
