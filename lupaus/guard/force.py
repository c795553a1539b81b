"""The policy in force: which version, what it says, and which sets of purposes it opens."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property, lru_cache

from django.db import connection

from lupaus.guard.refused import BY_DESIGN, NoPolicy, PolicyChanged, Refused
from lupaus.guard.stamp import Stamp
from lupaus.ledger.entry import Event
from lupaus.ledger.history import Said, last_of
from lupaus.policy import views
from lupaus.policy.clause import Clause
from lupaus.policy.model import Policy
from lupaus.records.catalogue import holdings
from lupaus.sets import placeholders


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
        """The purposes of a role of staff. The owner has all of them, unless the policy names
        that role: what a notice says of it binds the owner too."""
        if role in self.policy.roles:
            named = self.policy.roles[role].purposes
            return frozenset(p for p in named if p in self.policy.purposes)
        if role == views.OWNER:
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


#: The latest version, and the stamp on it.
_LATEST = (
    "SELECT v.version, v.digest, s.statement, s.seal{} FROM guard_policyversion v"
    " LEFT JOIN guard_stamp s ON s.id = 1{} ORDER BY v.version DESC LIMIT 1"
)


def in_force() -> Adopted:
    """The latest version adopted. Raises NoPolicy before the first, and PolicyChanged when
    what is stored is not what was adopted last."""
    with connection.cursor() as cursor:
        cursor.execute(_LATEST.format("", ""))
        row = cursor.fetchone()
    if row is None:
        raise NoPolicy
    return _stamped(*row)[0]


def standing() -> tuple[Adopted, date, int]:
    """The latest version, with the day and the version that the cut-offs stand at: one look
    instead of two. Raises as :func:`in_force` does."""
    with connection.cursor() as cursor:
        cursor.execute(
            _LATEST.format(", t.day, t.version", " LEFT JOIN guard_today t ON t.id = 1")
        )
        row = cursor.fetchone()
    if row is None:
        raise NoPolicy
    *latest, day, cut_for = row
    return _stamped(*latest)[0], day or date.min, cut_for or 0


def stamped() -> tuple[Adopted, Stamp]:
    """The latest version with its stamp. Raises as :func:`in_force` does."""
    with connection.cursor() as cursor:
        cursor.execute(_LATEST.format("", ""))
        row = cursor.fetchone()
    if row is None:
        raise NoPolicy
    return _stamped(*row)


def _stamped(
    version: int, digest: str, statement: str | None, seal: str | None
) -> tuple[Adopted, Stamp]:
    key = (version, digest, statement, seal)
    if (known := _known.get(key)) is not None:
        return known
    stamp = Stamp.genuine(statement, seal)
    if stamp is None or (stamp.version, stamp.policy) != (version, digest):
        raise PolicyChanged(version)
    found = version_of(version), stamp
    if len(_known) > _KNOWN:
        _known.clear()
    _known[key] = found
    return found


def is_stamped() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM guard_stamp WHERE id = 1")
        return cursor.fetchone() is not None


def latest(*, unheard: bool) -> Adopted:
    """The latest version without its stamp, which an upgrade is about to bring.

    Raises NoPolicy; and PolicyChanged when the ledger knows of another adoption or, unless it
    may be ``unheard`` of, of none."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT max(version) FROM guard_policyversion")
        number = cursor.fetchone()[0]
    adopted = version_of(number or 0)
    said = last_of(Event.POLICY_ADOPTED)
    if not (is_said(adopted, said[1]) if said else unheard):
        raise PolicyChanged(adopted.version)
    return adopted


def clause_of(digest: str) -> str:
    """How the ledger commits to the text of a policy, in the entry of its adoption."""
    return f"policy.{digest}"


def is_said(adopted: Adopted, said: Said) -> bool:
    """Does the entry of an adoption speak of this very version? Entries from before the ledger
    knew the text speak of its number only."""
    clause = said.get("clause")
    same = not clause or clause == clause_of(adopted.digest)
    number: object = said.get("counts", {}).get("version")
    return same and number == adopted.version


def version_of(number: int) -> Adopted:
    """An earlier version, as it was adopted. Raises NoPolicy where there is none, and
    PolicyChanged where what is stored is not what was adopted."""
    for version, digest, text in _stored([number]):
        return _parsed(digest, version, text)
    raise NoPolicy


def versions_of(numbers: Sequence[int]) -> dict[int, Adopted]:
    """Those of a few versions that are as they were adopted, by number: one statement."""
    found = {}
    for version, digest, text in _stored(numbers):
        try:
            found[version] = _parsed(digest, version, text)
        except PolicyChanged:
            continue
    return found


def _stored(numbers: Sequence[int]) -> list[tuple[int, str, str]]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT version, digest, text FROM guard_policyversion"
            f" WHERE version IN ({placeholders(numbers)})",
            list(numbers),
        )
        return [*cursor.fetchall()]


@dataclass(frozen=True, slots=True)
class Version:
    """When a version came into force and who adopted it. Its text: :func:`version_of`."""

    number: int
    adopted_at: datetime
    adopted_by: str


def versions() -> tuple[Version, ...]:
    """Every version there has been, the one in force first."""
    from lupaus.guard.models import PolicyVersion  # noqa: PLC0415 - Django may not be set up yet

    rows = PolicyVersion.objects.order_by("-version")
    return tuple(
        Version(*row) for row in rows.values_list("version", "adopted_at", "adopted_by")
    )


_KNOWN = 32
_known: dict[tuple[int, str, str | None, str | None], tuple[Adopted, Stamp]] = {}
