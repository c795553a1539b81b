"""What accounts, roles and second factors are called on the pages of the staff."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from lupaus.guard import Adopted
from lupaus.guard.staff import OWNER, FactorLost
from lupaus.web.frame.visit import known
from lupaus.web.frame.wording import purpose_label, role_label

FACTORS: Mapping[str, Any] = {"totp": _("sovellus"), "webauthn": _("avain")}
LOST: Mapping[FactorLost, Any] = {
    FactorLost.LOST: _("Laite on kadonnut"),
    FactorLost.BROKEN: _("Laite on rikki"),
    FactorLost.CHANGED: _("Laite on vaihtunut"),
}


@dataclass(frozen=True, slots=True)
class Role:
    """A role of the policy in force, in words."""

    code: str
    name: str
    purposes: tuple[str, ...]

    @property
    def is_owner(self) -> bool:
        return self.code == OWNER


def roles(adopted: Adopted) -> tuple[Role, ...]:
    """Every role that somebody may be given, the main user last."""
    codes = [*(code for code in adopted.policy.roles if code != OWNER), OWNER]
    return tuple(role(adopted, code) for code in codes)


def role(adopted: Adopted, code: str) -> Role:
    """One role; one that the policy knows no more has no purposes."""
    policy = adopted.policy
    known_role = code == OWNER or code in policy.roles
    purposes = known(adopted.purposes_of(code), policy) if known_role else ()
    return Role(
        code, role_label(policy, code), tuple(purpose_label(policy, p) for p in purposes)
    )
