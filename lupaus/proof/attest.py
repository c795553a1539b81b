"""Confirming by hand what no register can see: a lock, a signed paper, a contract."""

from datetime import date, datetime

from django.conf import settings
from django.db import transaction

from lupaus.finland import day_of
from lupaus.guard import Refused, in_force
from lupaus.ledger.append import append
from lupaus.ledger.entry import Entry, Event
from lupaus.policy.clause import Clause
from lupaus.policy.vocabulary import Mode
from lupaus.proof import models


def attestable() -> tuple[Clause, ...]:
    """The clauses of the policy in force that a person confirms."""
    return tuple(c for c in in_force().clauses if c.mode is Mode.ATTEST)


def attest(  # noqa: PLR0913 - a confirmation: which, when, who, by what, and how
    clause: str,
    *,
    on: date,
    by: str,
    evidence: str,
    at: datetime,
    via: str = "cli",
    seeded: bool = False,
) -> None:
    """Confirm one clause. ``evidence`` says where the evidence is; it is not copied.

    Raises Refused for a clause that nobody can confirm, for no evidence, and for a day to come.
    """
    if clause not in {c.id for c in attestable()}:
        cure = settings.FOLDER.typed("check")
        raise Refused(f"{clause} is not confirmed by hand: see {cure}", clause=clause)
    if not evidence.strip():
        raise Refused("say where the evidence is, for example: folder 4, signed list", "")
    if on > day_of(at):
        raise Refused("a day to come cannot be confirmed", "")
    with transaction.atomic():
        models.Attestation.objects.create(
            clause=clause,
            confirmed_on=on,
            confirmed_by=by,
            evidence=evidence.strip()[:500],
            seeded=seeded,
        )
        append([Entry(by, Event.ATTESTED, (), at, via=via, clause=clause)])
