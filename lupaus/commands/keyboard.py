"""Who sits at the command line: the owner, or a member of the staff. Needs an open register."""

from datetime import datetime

from lupaus.commands.outcome import CannotRun
from lupaus.guard import Act, Actor, in_force, staff
from lupaus.policy.vocabulary import PurposeClass


def known(name: str) -> str:
    """The name, when it is the owner's or somebody's who works here: nothing enters the ledger
    under another. Raises Refused."""
    return name if name == staff.OWNER else staff.actor(name).name


def at_the_keyboard(name: str, *, at: datetime, via: str) -> tuple[Actor, Act]:
    """The actor, and an act for the first service purpose of the role. Raises Refused for a
    name that does not work here."""
    actor = staff.actor(name)
    purposes = in_force().policy.purposes
    own = [slug for slug in purposes if slug in actor.purposes]
    if not own:
        raise CannotRun(f"the role {actor.role} has no purpose: give {name} another")
    service = (slug for slug in own if purposes[slug].class_ is PurposeClass.SERVICE)
    return actor, actor.act(next(service, own[0]), at=at, via=via)
