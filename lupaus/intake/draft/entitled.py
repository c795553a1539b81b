"""What of a list the role of whoever hands it over covers.

Nobody takes in by a list what they could not enter by hand: a column of a category that the
policy needs, but no purpose of the role, stays out. Permissions are no such category: what
people have forbidden comes in with them, whoever brings the list.
"""

from collections.abc import Iterable
from dataclasses import replace

from lupaus.guard import Actor
from lupaus.intake.columns import Column, Way
from lupaus.intake.field import CATEGORY_OF, Field
from lupaus.policy.model import Policy
from lupaus.policy.vocabulary import Category


def beyond(policy: Policy, purposes: Iterable[str]) -> frozenset[Category]:
    """The categories that the policy needs for other purposes only."""
    needed = {c for purpose in policy.purposes for c in policy.categories_of(purpose)}
    own = {c for purpose in purposes for c in policy.categories_of(purpose)}
    return frozenset(needed - own - {Category.PERMISSIONS})


def entitled(columns: Iterable[Column], actor: Actor, policy: Policy) -> tuple[Column, ...]:
    """The columns, with those left out that are beyond the actor's purposes."""
    shut = beyond(policy, actor.purposes)
    return tuple(
        replace(column, field=Field.IGNORED, way=Way.OPTION)
        if CATEGORY_OF.get(column.field) in shut
        else column
        for column in columns
    )
