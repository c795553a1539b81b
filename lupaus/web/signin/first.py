"""The first account of an installation, which is the main user's.

Before there is a policy whoever has it goes on to choose one, and becomes the main user by
putting it in force. Where the policy was put in force at the command line there is nothing left
to choose: then the account is the main user's as soon as it is made.
"""

from datetime import datetime

from django.db import transaction

from lupaus.accounts import invitations
from lupaus.accounts.invitations import Invited
from lupaus.accounts.models import User
from lupaus.finland import day_of
from lupaus.guard import Act, in_force, staff
from lupaus.policy.templates import roles
from lupaus.policy.views import OWNER
from lupaus.web.frame.visit import VIA, has_policy


def opened(token: str, *, at: datetime) -> Invited | None:
    """What the token opens. The first account's opens nothing when somebody was made the main
    user at the command line meanwhile: that person has a link of their own."""
    invited = invitations.opened(token, at=at)
    if invited and not invited.name and staff.has_main_user():
        return None
    return invited


def taken(name: str) -> bool:
    """Somebody works here by the name, or has."""
    return name in {member.name for member in staff.members()}


def is_personal(name: str) -> bool:
    """Could the name be one person's, whatever roles there are, or will be?"""
    named = frozenset(in_force().policy.roles) if has_policy() else roles()
    return staff.is_personal(name, named)


def accept(
    token: str, invited: Invited, *, name: str, password: str, at: datetime
) -> User | None:
    """The account, and the place of the main user with it where there is a policy: both or
    neither. None when the token opens nothing any more. Raises ValidationError for a password
    that is too easy."""
    if invited.name or not has_policy():
        return invitations.accept(token, password, at=at, name=name)
    with transaction.atomic():
        staff.add(name, OWNER, act=Act(name, "", at, VIA), pledged_on=day_of(at))
        user = invitations.accept(token, password, at=at, name=name)
        if user is None:
            transaction.set_rollback(True)
    return user
