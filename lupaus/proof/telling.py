"""Telling people of what a new version of the notice changes: what is owed, and what was done.

What widens the use of somebody's information must be told to them before it is used so (GDPR
13(3), 14(4)). Nothing here sends anything: it remembers what is owed until somebody says on
which day and how it was told, and the ledger keeps that they said it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Count

from lupaus.finland import day_of
from lupaus.guard import Refused
from lupaus.ledger.append import append
from lupaus.ledger.entry import Entry, Event
from lupaus.proof import models

#: What the ledger calls the task.
FIELD = "telling"


@dataclass(frozen=True, slots=True)
class Told:
    """That a change was told: on which day and how, and who says so."""

    on: date
    by: str
    how: str


@dataclass(frozen=True, slots=True)
class Owed:
    """So many changes of a version that nobody has said to have told."""

    version: int
    changes: int


def owe(version: int, clauses: Iterable[str]) -> None:
    """The changes of these clauses are to be told. Said twice is said once."""
    rows = [models.Telling(version=version, clause=clause) for clause in clauses]
    models.Telling.objects.bulk_create(rows, ignore_conflicts=True)


def confirm(  # noqa: PLR0913 - a confirmation: of what, when, who, and how
    version: int,
    clauses: Iterable[str],
    *,
    on: date,
    how: str,
    by: str,
    at: datetime,
    via: str,
) -> None:
    """The changes of these clauses have been told. Of what was told already the first word
    stands. Raises Refused for a day to come, for no word of how, and for no change at all."""
    wanted = sorted(set(clauses))
    if not wanted:
        raise Refused("say which changes were told")
    if on > day_of(at):
        raise Refused("nothing has been told on a day to come")
    if not how.strip():
        raise Refused("say how it was told, for example: newsletter 3/2026")
    with transaction.atomic():
        owe(version, wanted)
        now = models.Telling.objects.filter(
            version=version, clause__in=wanted, told_on__isnull=True
        ).update(told_on=on, told_by=by, how=how.strip()[:500])
        if now:
            counts = {"version": version, "clauses": now}
            append(
                [Entry(by, Event.TASK_DONE, (), at, via=via, fields=(FIELD,), counts=counts)]
            )


def told(version: int) -> Mapping[str, Told]:
    """What was told of a version, by clause. One statement."""
    rows = models.Telling.objects.filter(version=version, told_on__isnull=False)
    return {row.clause: Told(row.told_on, row.told_by, row.how) for row in rows if row.told_on}


def owed() -> tuple[Owed, ...]:
    """What is still to be told, the oldest version first. One statement."""
    rows = (
        models.Telling.objects.filter(told_on__isnull=True)
        .order_by("version")
        .values_list("version")
        .annotate(changes=Count("id"))
    )
    return tuple(Owed(*row) for row in rows)
