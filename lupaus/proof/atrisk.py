"""Promises at risk, from what is stored: the last check, and confirmations that go stale.

A page that checked the promises itself would make its reader wait for them; so it shows what
the last check found, and how old that is.
"""

from dataclasses import dataclass
from datetime import date, datetime

from lupaus.guard import Adopted
from lupaus.policy.vocabulary import Mode
from lupaus.proof import models
from lupaus.proof.look.elsewhere import rhythm
from lupaus.proof.verdict import Verdict


@dataclass(frozen=True, slots=True)
class Broken:
    """A clause that the last check found broken: how many looked at, how many wrong."""

    clause: str
    checked: int
    broken: int


@dataclass(frozen=True, slots=True)
class Checked:
    """The last check. ``of_this_policy`` is False when another version has been adopted since:
    then it says nothing of what is promised now."""

    at: datetime
    day: date
    of_this_policy: bool
    kept: int
    broken: int
    not_tested: int
    declared_only: int
    wrong: tuple[Broken, ...]

    def age(self, today: date) -> int:
        """In days."""
        return (today - self.day).days


@dataclass(frozen=True, slots=True)
class Confirmation:
    """A clause that somebody confirms. Nobody has yet: no days. ``left`` is negative for what
    was to be confirmed before today; 0 on its last day."""

    clause: str
    confirmed_on: date | None
    due: date | None
    left: int | None


def last_check(adopted: Adopted) -> Checked | None:
    """None before the first. One statement."""
    report = models.Report.objects.order_by("-at", "-id").first()
    if report is None:
        return None
    wrong = tuple(
        Broken(clause, checked, broken)
        for clause, (verdict, checked, broken) in report.clauses.items()
        if verdict == Verdict.BROKEN
    )
    return Checked(
        report.at,
        report.day,
        report.policy_version == adopted.version,
        report.kept,
        report.broken,
        report.not_tested,
        report.declared_only,
        wrong,
    )


def confirmations(
    adopted: Adopted, today: date, *, within: int = 30
) -> tuple[Confirmation, ...]:
    """What is to be confirmed within the days, the most urgent first; what nobody has ever
    confirmed, last. What a demo made up counts for nothing. One statement."""
    rows = (
        models.Attestation.objects.filter(seeded=False, confirmed_on__lte=today)
        .order_by("confirmed_on")
        .values_list("clause", "confirmed_on")
    )
    last = dict(rows)
    found = []
    for clause in adopted.clauses:
        if clause.mode is not Mode.ATTEST:
            continue
        day = last.get(clause.id)
        due = rhythm(clause).after(day) if day else None
        left = (due - today).days if due else None
        if left is None or left <= within:
            found.append(Confirmation(clause.id, day, due, left))
    return tuple(sorted(found, key=lambda c: (c.left is None, c.left or 0)))
