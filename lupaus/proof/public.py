"""What the public may see of the proof: how the promises that were kept are kept.

Only when the controller has switched it on, only of the last check, and only while that is
fresh. Whatever was not kept is not told of at all: no verdict, no count, no reason leaves here.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import OuterRef, Subquery

from lupaus.finland import day_of
from lupaus.guard import Adopted
from lupaus.ledger.append import append
from lupaus.ledger.entry import Entry, Event
from lupaus.policy.unfolded import Told, told
from lupaus.proof import models
from lupaus.proof.verdict import Verdict

#: In days. A check is made every night; one that is older than a month and a few days says more
#: of a worker that stands still than of the register.
FRESH = 35
_ONE = 1
#: What the ledger calls the setting.
FIELD = "public_keeping"


@dataclass(frozen=True, slots=True)
class Setting:
    """``since`` is None where nobody has ever switched it."""

    shown: bool = False
    since: datetime | None = None


@dataclass(frozen=True, slots=True)
class Sight:
    """The check that the public is told of. With ``tested_at``, the moment of the self-test, a
    page made of one sight is made anew after another check or self-test."""

    report: int
    checked_at: datetime
    tested_at: datetime | None

    @property
    def checked_on(self) -> date:
        return day_of(self.checked_at)


def setting() -> Setting:
    """As it stands: off before anybody has switched it on. One statement."""
    row = models.PublicKeeping.objects.filter(id=_ONE).first()
    return Setting(row.shown, row.since) if row else Setting()


def show(shown: bool, *, by: str, at: datetime, via: str) -> bool:  # noqa: FBT001 - the setting
    """Switch it; the ledger says who did. False when it stood so already."""
    with transaction.atomic():
        models.PublicKeeping.objects.get_or_create(
            id=_ONE, defaults={"shown": False, "since": at}
        )
        row = models.PublicKeeping.objects.select_for_update().get(id=_ONE)
        if row.shown == shown:
            return False
        row.shown, row.since = shown, at
        row.save()
        counts = {"on" if shown else "off": 1}
        append(
            [Entry(by, Event.SETTING_CHANGED, (), at, via=via, fields=(FIELD,), counts=counts)]
        )
    return True


def sight(adopted: Adopted, today: date) -> Sight | None:
    """The last check, whatever the setting. None when it is of another version of the policy,
    too old, or of a day to come. One statement."""
    tested = models.SelfTest.objects.filter(policy_version=OuterRef("policy_version"))
    last = (
        models.Report.objects.order_by("-at", "-id")
        .annotate(tested_at=Subquery(tested.order_by("-at").values("at")[:1]))
        .values_list("id", "at", "policy_version", "tested_at")
        .first()
    )
    if last is None:
        return None
    report, at, version, tested_at = last
    is_fresh = 0 <= (today - day_of(at)).days <= FRESH
    return Sight(report, at, tested_at) if version == adopted.version and is_fresh else None


def public_sight(adopted: Adopted, today: date) -> Sight | None:
    """The same as far as it is shown to the public. One statement when it is not, else two."""
    return sight(adopted, today) if setting().shown else None


def last_tested(adopted: Adopted, program: str) -> datetime | None:
    """When the guards of the version were last tried by the program; None: not yet. One
    statement."""
    rows = models.SelfTest.objects.filter(policy_version=adopted.version, program=program)
    return rows.order_by("-at").values_list("at", flat=True).first()


def unfolded(adopted: Adopted, seen: Sight) -> Mapping[str, Told]:
    """What is told of each clause that was kept, by clause. Two statements."""
    report = models.Report.objects.get(id=seen.report)
    tried, missed = _tested(adopted, report.program)
    kept = {
        clause
        for clause, (verdict, *_counts) in report.clauses.items()
        if verdict == Verdict.KEPT and clause not in missed
    }
    told_of = (
        (c.id, told(c, checked=seen.checked_on, tried=tried.get(c.id)))
        for c in adopted.clauses
        if c.id in kept
    )
    return {clause: said for clause, said in told_of if said}


def _tested(adopted: Adopted, program: str) -> tuple[Mapping[str, date], frozenset[str]]:
    """The day on which each clause was tried with success by the program that checked, and the
    clauses whose break nothing noticed: a check that came before has not heard of that."""
    tried: dict[str, date] = {}
    missed: set[str] = set()
    for row in models.SelfTest.objects.filter(policy_version=adopted.version):
        if not row.caught_by:
            missed.add(row.clause)
        elif row.program == program:
            tried[row.clause] = day_of(row.at)
    return tried, frozenset(missed)
