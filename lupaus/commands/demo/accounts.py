"""Accounts for the demo: a main user, and one for each role of the policy.

The password is new for every demo and printed by it; nothing of it is in the program.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime

from lupaus.accounts import invitations
from lupaus.finland import day_of
from lupaus.guard import Act, in_force, staff
from lupaus.policy.views import OWNER

_NAMES = ("aino", "bertta", "kaarlo", "daavid", "eeva", "faarao")
_WORDS = (
    "aamu halla kaisla kanerva kaste koivu korpi kuusi lehto lumi niitty nummi poro puro ranta "
    "saari suvi syksy talvi tammi tuuli usva varpu vuono"
).split()


@dataclass(frozen=True, slots=True)
class Account:
    name: str
    password: str
    role: str


def staffed(*, at: datetime) -> tuple[Account, ...]:
    """Let a few people work here; their names, passwords and roles."""
    roles = [OWNER, *(role for role in in_force().policy.roles if role != OWNER)]
    password = "-".join(secrets.choice(_WORDS) for _ in range(4))
    act = Act(OWNER, "", at, "demo")
    made = []
    for name, role in zip(_NAMES, roles, strict=False):
        staff.add(name, role, act=act, pledged_on=day_of(at))
        invitations.make(name, password, at=at)
        made.append(Account(name, password, role))
    return tuple(made)
