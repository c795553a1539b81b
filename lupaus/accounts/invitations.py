"""Links by which a person gets an account, or a new password. Each opens once, for a week."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.auth.password_validation import validate_password
from django.db import transaction
from django.db.models import Q

from lupaus.accounts.digest import digest_of
from lupaus.accounts.models import Invitation, User
from lupaus.accounts.router import ACCOUNTS
from lupaus.accounts.taking import end_sessions

WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Invited:
    """An open invitation. ``name`` is empty for the first account of an installation."""

    name: str
    until: datetime


def invite(name: str, *, at: datetime, term: timedelta = WEEK) -> str:
    """A token that lets whoever holds it choose the password of ``name``, or of the first
    account when the name is empty. Earlier open links of the same name end. The token is told
    once: only its digest is kept."""
    token = secrets.token_urlsafe(24)
    with transaction.atomic(using=ACCOUNTS):
        Invitation.objects.filter(name__iexact=name, used_at=None).delete()
        Invitation.objects.create(
            digest=digest_of(token), name=name, made_at=at, until=at + term
        )
    return token


def opened(token: str, *, at: datetime) -> Invited | None:
    """What the token opens; None when it is unknown, used or too old, and when it would make
    the first account but there is one."""
    found = _open(token, at)
    return Invited(found.name, found.until) if found else None


def accept(token: str, password: str, *, at: datetime, name: str = "") -> User | None:
    """Use the token: the account gets the password, and is made if it is new. ``name`` is for
    the first account only. None when the token opens nothing (any more): of two who use it in
    one moment, one gets in.

    Raises Django's ValidationError for a password that is too easy.
    """
    with transaction.atomic(using=ACCOUNTS):
        found = _open(token, at)
        if found is None:
            return None
        wanted = found.name or name
        user = User.objects.filter(name__iexact=wanted).first()
        user = user or User(name=wanted, created_at=at)
        validate_password(password, user)
        mine = Invitation.objects.filter(pk=found.pk, used_at=None).update(used_at=at)
        if not mine:
            return None
        user.set_password(password)
        user.is_active = True
        user.save()
    return user


def _open(token: str, at: datetime) -> Invitation | None:
    found = Invitation.objects.filter(
        digest=digest_of(token), used_at=None, until__gt=at
    ).first()
    return found if found and (found.name or is_new()) else None


def is_new() -> bool:
    """Nobody has an account yet."""
    return not User.objects.exists()


def make(name: str, password: str, *, at: datetime) -> User:
    """An account with a password, without an invitation: for the demo and the tests."""
    user = User(name=name, created_at=at)
    user.set_password(password)
    user.save()
    return user


def shut(name: str) -> None:
    """The account opens nothing any more, and its sessions have ended."""
    User.objects.filter(name__iexact=name).update(is_active=False)
    end_sessions(name)
    Invitation.objects.filter(name__iexact=name, used_at=None).delete()


def forget(at: datetime) -> int:
    """Drop links that open nothing any more; how many."""
    spent = Q(until__lte=at) | Q(used_at__isnull=False)
    return Invitation.objects.filter(spent).delete()[0]
