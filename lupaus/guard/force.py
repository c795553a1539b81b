"""The policy in force: which version, what it says, and which sets of purposes it opens."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache

from django.db import connection

from lupaus.guard.refused import BY_DESIGN, NoPolicy, PolicyChanged, Refused
from lupaus.policy import views
from lupaus.policy.clause import Clause
from lupaus.policy.model import Policy
from lupaus.records.catalogue import holdings


@dataclass(frozen=True, eq=False)
class Adopted:
    """One version of the policy, as adopted."""

    version: int
    digest: str
    text: str
    policy: Policy

    @cached_property
    def sets(self) -> Mapping[str, views.Grant]:
        """By name: what each set of purposes opens."""
        return views.grants(self.policy, holdings())

    @cached_property
    def by_purposes(self) -> Mapping[frozenset[str], views.Grant]:
        return {opening.purposes: opening for opening in reversed(list(self.sets.values()))}

    @cached_property
    def clauses(self) -> tuple[Clause, ...]:
        from lupaus.policy.clauses import clauses  # noqa: PLC0415 - readings do not need it

        return clauses(self.policy)

    def purposes_of(self, role: str) -> frozenset[str]:
        """The purposes of a role of staff. The owner of a register without roles has all."""
        if role in self.policy.roles:
            named = self.policy.roles[role].purposes
            return frozenset(p for p in named if p in self.policy.purposes)
        if role == "owner":
            return frozenset(self.policy.purposes)
        raise Refused(
            f"the policy knows no role {role}: add it to roles, or give another",
            law=BY_DESIGN,
            clause=f"role.{role}",
        )

    def opening(self, purposes: frozenset[str]) -> views.Grant:
        """The set of exactly these purposes. Raises Refused when there is none."""
        found = self.by_purposes.get(purposes)
        if found is None:
            unknown = sorted(purposes - set(self.policy.purposes))
            raise Refused(
                f"the policy knows no purpose {', '.join(unknown)}"
                if unknown
                else "these purposes are no role's set: read for one of them, or for all of "
                f"a role ({', '.join(sorted(purposes))})",
                clause=f"purpose.{(unknown or sorted(purposes) or [''])[0]}",
            )
        return found


@lru_cache(maxsize=32)
def _parsed(digest: str, version: int, text: str) -> Adopted:
    from lupaus.policy.read import read_policy  # noqa: PLC0415 - slow to load, seldom needed

    if hashlib.sha256(text.encode()).hexdigest() != digest:
        raise PolicyChanged(version)
    policy, problems = read_policy(text)
    assert policy is not None, problems  # noqa: S101 - it was adopted
    return Adopted(version, digest, text, policy)


def in_force() -> Adopted:
    """The latest version adopted. Raises NoPolicy before the first."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT version, digest FROM guard_policyversion ORDER BY version DESC LIMIT 1"
        )
        if (row := cursor.fetchone()) is None:
            raise NoPolicy
        version, digest = row
        if (known := _known.get((version, digest))) is not None:
            return known
        cursor.execute("SELECT text FROM guard_policyversion WHERE version = %s", [version])
        adopted = _parsed(digest, version, cursor.fetchone()[0])
    if len(_known) > _KNOWN:
        _known.clear()
    _known[version, digest] = adopted
    return adopted


def standing() -> tuple[Adopted, date, int]:
    """The latest version, with the day and the version that the cut-offs stand at: one look
    instead of two. Raises NoPolicy before the first."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT v.version, v.digest, t.day, t.version FROM guard_policyversion v"
            " LEFT JOIN guard_today t ON t.id = 1 ORDER BY v.version DESC LIMIT 1"
        )
        row = cursor.fetchone()
    if row is None:
        raise NoPolicy
    version, digest, day, cut_for = row
    adopted = _known.get((version, digest)) or in_force()
    return adopted, day or date.min, cut_for or 0


def version_of(number: int) -> Adopted:
    """An earlier version, as it was adopted."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT digest, text FROM guard_policyversion WHERE version = %s", [number]
        )
        row = cursor.fetchone()
    if row is None:
        raise NoPolicy
    return _parsed(row[0], number, row[1])


_KNOWN = 32
_known: dict[tuple[int, str], Adopted] = {}
