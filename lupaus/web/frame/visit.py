"""One request of somebody who works here: who, when, and for which purposes."""

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

from django.db import DatabaseError
from django.http import HttpRequest

from lupaus.finland import day_of
from lupaus.guard import (
    Act,
    Actor,
    Adopted,
    NoPolicy,
    PolicyChanged,
    Reading,
    Refused,
    in_force,
    reading,
)
from lupaus.guard.refused import BY_DESIGN
from lupaus.guard.staff import actor
from lupaus.policy.model import Language, Policy
from lupaus.policy.views import OWNER
from lupaus.register.unfit import Unknown

Done = TypeVar("Done")
#: The session's word for the purpose that somebody has narrowed the work to.
NARROWED = "purpose"
VIA = "web"


@dataclass(frozen=True, slots=True)
class Visit:
    """Who is here. ``purposes`` are those of the moment: all of the role, or the one that the
    visitor works for just now. ``language`` is the interface's; ``via`` the way that acts are
    recorded under."""

    actor: Actor
    at: datetime
    purposes: frozenset[str]
    adopted: Adopted
    language: Language
    via: str = VIA

    @property
    def today(self) -> date:
        """The day in Finland."""
        return day_of(self.at)

    @property
    def is_owner(self) -> bool:
        """The main user: runs purges, adopts policies, lets others in."""
        return self.actor.role == OWNER

    @property
    def is_narrowed(self) -> bool:
        return self.purposes != self.actor.purposes

    def reading(self, about: str) -> AbstractContextManager[Reading]:
        """A reading for the purposes of the moment. ``about`` is for the record of reads."""
        return reading(self.actor, self.purposes, at=self.at, about=about)

    def act(self, purpose: str, *, why: str = "") -> Act:
        """An act for one purpose. Raises Refused for one that the role does not have."""
        return self.actor.act(purpose, at=self.at, via=self.via, why=why)

    def acts(self, *, why: str = "") -> tuple[Act, ...]:
        """An act for each purpose of the moment, in the order of the policy: for what is done
        under the first of several purposes that covers it."""
        return tuple(
            self.act(name, why=why) for name in known(self.purposes, self.adopted.policy)
        )


def visit_of(request: HttpRequest, language: Language) -> Visit:
    """The visit of somebody who has signed in.

    Raises Refused for an account whose name does not work here (any more), and NoPolicy before
    the first policy is in force.
    """
    adopted = in_force()
    who = actor(request.user.get_username())
    at: datetime = request.at  # type: ignore[attr-defined]  # the middleware's
    wanted = request.session.get(NARROWED, "")
    purposes = frozenset({wanted}) if wanted in who.purposes else who.purposes
    return Visit(who, at, purposes, adopted, language)


def visit_if_any(request: HttpRequest) -> Visit | None:
    """The visit of whoever has signed in; none before the first policy, nor for somebody who
    does not work here, nor while the register cannot be read."""
    try:
        return visit_of(request, request.LANGUAGE_CODE)  # type: ignore[arg-type]  # one of ours
    except (Refused, NoPolicy, PolicyChanged, DatabaseError):
        return None


def has_policy() -> bool:
    """Has a first policy been put in force?"""
    try:
        in_force()
    except NoPolicy:
        return False
    return True


def known(purposes: Iterable[str], policy: Policy) -> tuple[str, ...]:
    """The purposes in the order of the policy."""
    wanted = frozenset(purposes)
    return tuple(name for name in policy.purposes if name in wanted)


def first_of(acts: Iterable[Act], do: Callable[[Act], Done]) -> Done:
    """Done under the first of the acts that sees the row and may do it. Raises Unknown when
    some may and none of them sees it, and what the first one raised when none may."""
    unseen: Unknown | None = None
    wrong: Refused | None = None
    for act in acts:
        try:
            return do(act)
        except Unknown as no:
            unseen = unseen or no
        except Refused as no:
            wrong = wrong or no
    raise unseen or wrong or Refused("the role has no purpose", law=BY_DESIGN)
