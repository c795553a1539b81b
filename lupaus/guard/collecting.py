"""Collecting: what may be taken in about somebody, and what is refused before it is stored.

Only what a purpose needs of this kind of person may be collected (Art. 5(1)(c)). What is
refused is reported by the name of its field, never by its value.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from lupaus.guard.force import Adopted
from lupaus.policy import retention
from lupaus.policy.retention import Who
from lupaus.policy.vocabulary import Category, State, SubjectKind
from lupaus.records.catalogue import claims


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom something is collected about. No kind at all: an organisation."""

    kinds: frozenset[SubjectKind]
    state: State = State.PROSPECT

    @property
    def is_organisation(self) -> bool:
        return not self.kinds


@dataclass(frozen=True, slots=True)
class Rejected:
    """One field that may not be collected, and why."""

    field: str  # the table, as in ``emailaddress``
    category: Category
    reason: str
    clause: str
    law: str = "GDPR Art. 5(1)(c)"


@dataclass(frozen=True, slots=True)
class Collected:
    """What was asked for, divided."""

    allowed: tuple[str, ...]
    rejected: tuple[Rejected, ...]


def collect(
    adopted: Adopted, subject: Subject, fields: Iterable[str], *, purpose: str | None = None
) -> Collected:
    """Divide the fields (tables, as in ``emailaddress``) into what may be collected about the
    subject and what may not; for one purpose, or for any when none is given. A field that the
    catalogue does not know is a KeyError: a bug, not a decision."""
    allowed: list[str] = []
    rejected: list[Rejected] = []
    verdicts = verdicts_for(adopted, subject, purpose)
    for name in dict.fromkeys(fields):
        verdict = verdicts[name]
        if verdict is None:
            allowed.append(name)
        else:
            rejected.append(verdict)
    return Collected(tuple(allowed), tuple(rejected))


@lru_cache(maxsize=256)
def _verdicts(
    adopted: Adopted, subject: Subject, purpose: str | None
) -> Mapping[str, Rejected | None]:
    found: dict[str, Rejected | None] = {}
    for claim in claims().values():
        name = claim.table.removeprefix("records_")
        reason = _against(adopted, subject, claim.category, purpose)
        clause = f"data.{claim.category}"
        found[name] = Rejected(name, claim.category, reason, clause) if reason else None
    return found


def verdicts_for(
    adopted: Adopted, subject: Subject, purpose: str | None = None
) -> Mapping[str, Rejected | None]:
    """For every table: None where it may be collected, or why not. Cheap for many rows."""
    return _verdicts(adopted, subject, purpose)


def _against(
    adopted: Adopted, subject: Subject, category: Category, purpose: str | None
) -> str:
    """Why the category may not be collected; empty when it may."""
    policy = adopted.policy
    needing = retention.needing(policy, category)
    if purpose is not None:
        needing = tuple(p for p in needing if p == purpose)
    if not needing:
        return (
            f"no purpose needs {category}"
            if purpose is None
            else (f"{purpose} does not need {category}")
        )
    for name in needing:
        if all(_within(who, subject) for who in retention.covered(policy, name, category)):
            return ""
    whom = "organisations" if subject.is_organisation else ", ".join(sorted(subject.kinds))
    return f"no purpose needs {category} of {whom} ({subject.state})"


def _within(who: Who, subject: Subject) -> bool:
    if who.everyone:
        return True
    if subject.is_organisation:
        return subject.state in who.organisations
    return any(kind in subject.kinds and subject.state in states for kind, states in who.kinds)
