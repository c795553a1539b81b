"""Who of those who work here would lose something by a new version: their role, or a purpose.

A role that is not in the new version opens nothing: whoever works in it would meet a closed
door on the next page, and only the main user could tell them why.
"""

from dataclasses import dataclass

from lupaus.guard import staff
from lupaus.guard.staff import OWNER
from lupaus.policy.model import Policy
from lupaus.web.frame.visit import known
from lupaus.web.frame.wording import purpose_label, role_label


@dataclass(frozen=True, slots=True)
class Loss:
    """What one of them would lose. ``is_shut``: everything, because the role goes."""

    name: str
    role: str
    is_shut: bool
    purposes: tuple[str, ...]


def losing(old: Policy, new: Policy | None) -> tuple[Loss, ...]:
    """Those who would be shut out first; nobody by a text that is no policy."""
    if new is None:
        return ()
    working = (m for m in staff.members() if m.until is None)
    found = (_loss(m.name, m.role, old, new) for m in working)
    return tuple(sorted(filter(None, found), key=lambda loss: not loss.is_shut))


def _loss(name: str, role: str, old: Policy, new: Policy) -> Loss | None:
    before, after = _purposes(old, role), _purposes(new, role)
    if before is None:  # shut out already
        return None
    gone = tuple(purpose_label(old, p) for p in before if after is None or p not in after)
    is_shut = after is None
    return Loss(name, role_label(old, role), is_shut, gone) if is_shut or gone else None


def _purposes(policy: Policy, role: str) -> tuple[str, ...] | None:
    """Those of a role, in the order of the policy; None for a role that it does not know."""
    if role in policy.roles:
        return known(policy.roles[role].purposes, policy)
    return tuple(policy.purposes) if role == OWNER else None
