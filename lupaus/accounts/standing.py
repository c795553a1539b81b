"""How accounts stand: opened or only invited, last signed in when, with which factors."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from allauth.mfa.models import Authenticator
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db.models import Exists, OuterRef, Q

from lupaus.accounts.models import Invitation, User

#: What a sign-in may ask for besides the password. Recovery codes only stand in for them.
FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


@dataclass(frozen=True, slots=True)
class Standing:
    """``opened``: somebody has chosen a password. ``invited_until``: a link is open."""

    opened: bool = False
    last_login: datetime | None = None
    factors: frozenset[str] = frozenset()
    invited_until: datetime | None = None


def standing(names: Iterable[str], *, at: datetime) -> Mapping[str, Standing]:
    """By name, for each of the names. Three statements."""
    wanted = list(names)
    users = {u.name: u for u in User.objects.filter(name__in=wanted)}
    factors: dict[int, set[str]] = {}
    kinds = Authenticator.objects.filter(user__name__in=wanted, type__in=FACTORS)
    for user, kind in kinds.values_list("user_id", "type"):
        factors.setdefault(user, set()).add(kind)
    open_ = Invitation.objects.filter(name__in=wanted, used_at=None, until__gt=at)
    until = dict(open_.values_list("name", "until"))
    return {name: _of(users.get(name), factors, until.get(name)) for name in wanted}


def _of(user: User | None, factors: Mapping[int, set[str]], until: datetime | None) -> Standing:
    if user is None:
        return Standing(invited_until=until)
    return Standing(
        opened=user.is_active and user.has_usable_password(),
        last_login=user.last_login,
        factors=frozenset(factors.get(user.pk, ())),
        invited_until=until,
    )


@dataclass(frozen=True, slots=True)
class Account:
    """An account as far as anybody else need know it. ``shares_password``: another account has
    the very same digest, which is salted, so that only copying can have made it."""

    name: str
    is_active: bool
    shares_password: bool = False


def every() -> tuple[Account, ...]:
    """Every account there is, by name."""
    alike = User.objects.filter(password=OuterRef("password")).exclude(pk=OuterRef("pk"))
    usable = ~Q(password="") & ~Q(password__startswith=UNUSABLE_PASSWORD_PREFIX)
    found = (
        User.objects.order_by("name")
        .annotate(shares=Exists(alike.filter(usable)))
        .values_list("name", "is_active", "shares")
    )
    return tuple(Account(*row) for row in found)
