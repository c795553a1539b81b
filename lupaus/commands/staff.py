"""Who sits at the command line: a name, in a role of the policy. Needs an open register."""

from datetime import datetime

from lupaus.commands.outcome import CannotRun
from lupaus.guard import Act, Actor, in_force
from lupaus.policy.vocabulary import PurposeClass


def at_the_keyboard(name: str, role: str, *, at: datetime, via: str) -> tuple[Actor, Act]:
    """The actor, and an act for the first service purpose of the role."""
    adopted = in_force()
    actor = Actor(name, role, adopted.purposes_of(role))
    purposes = [slug for slug in adopted.policy.purposes if slug in actor.purposes]
    if not purposes:
        raise CannotRun(f"the role {role} has no purpose: give another with --role")
    service = (
        slug
        for slug in purposes
        if adopted.policy.purposes[slug].class_ is PurposeClass.SERVICE
    )
    return actor, actor.act(next(service, purposes[0]), at=at, via=via)
