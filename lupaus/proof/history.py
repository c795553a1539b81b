"""What was found is kept: verdicts by clause, with counts and without examples.

An example names a record, and records go; a history of references would outlive them.
"""

from datetime import datetime

from django.db import transaction

from lupaus import __version__
from lupaus.finland import day_of
from lupaus.ledger.append import append
from lupaus.ledger.entry import Entry, Event
from lupaus.proof import models
from lupaus.proof.verdict import Report


def keep(report: Report, *, actor: str, at: datetime, via: str) -> None:
    """Store a report of all clauses, and say in the ledger that the check was made."""
    counts = dict(report.summary)
    with transaction.atomic():
        models.Report.objects.create(
            at=at,
            day=day_of(report.at),
            policy_version=report.policy,
            program=__version__,
            clauses={j.id: [str(j.verdict), j.checked, j.broken] for j in report.clauses},
            **counts,
        )
        append([Entry(actor, Event.CHECKED, (), at, via=via, counts=_said(report))])


def _said(report: Report) -> dict[str, int]:
    return {"policy": report.policy, **report.summary}


def reports(count: int = 30) -> tuple[models.Report, ...]:
    """The latest reports, newest first."""
    return tuple(models.Report.objects.order_by("-at", "-id")[:count])
