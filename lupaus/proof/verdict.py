"""Verdicts, and the report that holds one for every clause. Pure values."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from lupaus.policy.clause import Clause, Kind
from lupaus.policy.vocabulary import Mode, Section

#: References shown for one clause; the count says how many there are.
SHOWN = 5


class Verdict(StrEnum):
    """What is known of a clause. There is no word for *as good as kept*."""

    KEPT = "kept"
    BROKEN = "broken"
    NOT_TESTED = "not tested"
    DECLARED_ONLY = "declared only"


@dataclass(frozen=True, slots=True)
class Finding:
    """What one look found.

    ``looked`` is False where the machinery of the clause is not built, or there is nothing to
    look at. ``by_breaker`` marks a look that could not find the clause broken by itself: such a
    clause is kept only if its breaker was caught. ``unseen`` marks one that could not look at
    everything that the clause is about: found whole or not, such a clause is never kept.
    """

    checked: int = 0
    broken: int = 0
    examples: tuple[str, ...] = ()
    note: str = ""
    by_breaker: bool = False
    unseen: bool = False

    def __add__(self, other: "Finding") -> "Finding":
        """Two looks at one clause."""
        return Finding(
            self.checked + other.checked,
            self.broken + other.broken,
            (*self.examples, *other.examples)[:SHOWN],
            "; ".join(dict.fromkeys(n for n in (self.note, other.note) if n)),
            self.by_breaker and other.by_breaker,
            self.unseen or other.unseen,
        )


NOTHING = Finding()


def all_of(findings: Iterable[Finding]) -> Finding:
    """Several looks at one clause."""
    total = NOTHING
    for number, finding in enumerate(findings):
        total = finding if number == 0 else total + finding
    return total


@dataclass(frozen=True, slots=True)
class Tested:
    """What the last self-test said of a clause: breakers caught, and those that were not."""

    caught: int = 0
    missed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Judged:
    """One clause with its verdict."""

    id: str
    section: Section
    mode: Mode
    kind: Kind
    verdict: Verdict
    checked: int
    broken: int
    examples: tuple[str, ...] = ()
    note: str = ""
    breakers: int = 0  # caught in the last self-test

    def as_json(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "section": str(self.section),
            "mode": str(self.mode),
            "kind": str(self.kind),
            "verdict": str(self.verdict),
            "checked": self.checked,
            "broken": self.broken,
            "examples": list(self.examples),
            "breakers": self.breakers,
            "note": self.note,
        }


def judge(clause: Clause, finding: Finding, tested: Tested) -> Judged:
    """One look and the last self-test, made into a verdict."""
    notes = [finding.note, *(f"the self-test was not noticed: {m}" for m in tested.missed)]
    return Judged(
        id=clause.id,
        section=clause.section,
        mode=clause.mode,
        kind=clause.kind,
        verdict=_verdict(clause, finding, tested),
        checked=finding.checked,
        broken=finding.broken + len(tested.missed),
        examples=finding.examples,
        note="; ".join(note for note in notes if note),
        breakers=tested.caught,
    )


def _verdict(clause: Clause, finding: Finding, tested: Tested) -> Verdict:
    if clause.mode is Mode.DECLARE:
        return Verdict.DECLARED_ONLY
    if finding.broken or tested.missed:
        return Verdict.BROKEN
    if finding.unseen:
        return Verdict.NOT_TESTED
    if tested.caught or (finding.checked and not finding.by_breaker):
        return Verdict.KEPT
    return Verdict.NOT_TESTED


@dataclass(frozen=True, slots=True)
class Report:
    """A verdict for every clause of the policy in force on a day."""

    policy: int  # the version
    digest: str
    at: datetime
    clauses: tuple[Judged, ...]
    statements: int = field(default=0, compare=False)  # of SQL, for the curious

    def count(self, verdict: Verdict) -> int:
        return sum(judged.verdict is verdict for judged in self.clauses)

    def of(self, clause: str) -> Judged:
        """The verdict on one clause. Raises KeyError."""
        for judged in self.clauses:
            if judged.id == clause:
                return judged
        raise KeyError(clause)

    @property
    def broken(self) -> tuple[Judged, ...]:
        return tuple(j for j in self.clauses if j.verdict is Verdict.BROKEN)

    @property
    def summary(self) -> Mapping[str, int]:
        return {verdict.name.lower(): self.count(verdict) for verdict in Verdict}

    def as_json(self) -> dict[str, Any]:
        return {
            "policy": self.policy,
            "digest": self.digest,
            "at": self.at.isoformat(),
            "clauses": [judged.as_json() for judged in self.clauses],
            "summary": dict(self.summary),
        }
