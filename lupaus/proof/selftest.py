"""The self-test: break every promise that the register keeps by itself, and see who notices.

For each clause of the modes block and purge whose machinery is built there are breakers. Each
is done in a sandbox through the plain driver; then either the engine has refused it, or the
check must find more wrong with the clause than before. What nothing notices makes the clause
broken until the next self-test.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import takewhile
from typing import Any

from django.db import transaction

from lupaus import __version__
from lupaus.finland import day_of
from lupaus.guard import Adopted, Machinery, in_force, system_grant
from lupaus.ledger.append import append
from lupaus.ledger.entry import Entry, Event
from lupaus.policy.clause import Clause, Kind
from lupaus.policy.vocabulary import Mode
from lupaus.proof import models
from lupaus.proof.breakers import UNNOTICED, Bench, Breaker, accounts, held, opened, terms
from lupaus.proof.check import find
from lupaus.proof.looking import Look
from lupaus.proof.looks import LOOKS
from lupaus.proof.sandbox import CannotTest, Sandbox, sandbox

__all__ = ["CannotTest", "Outcome", "Trial", "self_test"]

_Breakers = Callable[[Bench, Clause], Iterator[Breaker]]

BREAKERS: Mapping[Kind, _Breakers] = {
    Kind.PURPOSE_BOUND: opened.opened_too_wide,
    Kind.ROLE: opened.opened_too_wide,
    Kind.NEED_TO_KNOW: opened.any_role,
    Kind.PERSONAL_ACCOUNTS: accounts.not_personal,
    Kind.CONSENT_GATE: held.consent,
    Kind.OBJECTION: held.objection,
    Kind.SUPPRESSION: held.suppression,
    Kind.CATEGORY_CLOSED: held.category,
    Kind.IDENTITY_CODE: held.identity_code,
    Kind.SEALED: held.sealed,
    Kind.SOURCE_KNOWN: held.source,
    Kind.SOURCES_CLOSED: held.sources,
    Kind.RETENTION: terms.overdue,
    Kind.STATUTORY_MINIMUM: terms.too_early,
    Kind.DAILY_PURGE: terms.any_overdue,
    Kind.HOLD: terms.held,
    Kind.LAST_PURPOSE: terms.moved_cutoffs,
    Kind.NEVER: opened.never,
    Kind.JOURNAL_ELSEWHERE: opened.misplaced,
    Kind.READS_RECORDED: opened.rewritten,
}


@dataclass(frozen=True, slots=True)
class Trial:
    """One breaker: what was done, and what noticed. Empty: nothing did."""

    clause: str
    breaker: str
    caught_by: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """A whole self-test. ``untried``: clauses that ought to have a breaker and have none."""

    at: datetime
    trials: tuple[Trial, ...]
    untried: tuple[str, ...] = ()

    @property
    def caught(self) -> tuple[Trial, ...]:
        return tuple(t for t in self.trials if t.caught_by)

    @property
    def missed(self) -> tuple[Trial, ...]:
        return tuple(t for t in self.trials if not t.caught_by)

    def as_json(self) -> dict[str, Any]:
        return {
            "at": self.at.isoformat(),
            "breakers": len(self.trials),
            "caught": len(self.caught),
            "missed": [{"clause": t.clause, "breaker": t.breaker} for t in self.missed],
            "untried": list(self.untried),
        }


def self_test(  # noqa: PLR0913 - what, when, who, how, and what ends it
    at: datetime,
    *,
    clauses: Iterable[str] | None = None,
    actor: str = "lupaus",
    via: str = "cli",
    store: bool = True,
    stop: Callable[[], bool] = lambda: False,
) -> Outcome:
    """Break and see. The results replace those of the last self-test, unless only some clauses
    were asked for or ``store`` is False. Raises CannotTest.

    ``stop`` is asked between clauses, while the default connection is the sandbox; told to, it
    keeps nothing of what it has seen by then.
    """
    adopted = in_force()
    wanted = frozenset(clauses) if clauses is not None else None
    chosen = [c for c in testable(adopted) if wanted is None or c.id in wanted]
    with sandbox() as box:
        trials = tuple(_tried(box, adopted, at, takewhile(lambda _clause: not stop(), chosen)))
    broken = {trial.clause for trial in trials}
    outcome = Outcome(at, trials, tuple(c.id for c in chosen if c.id not in broken))
    if store and wanted is None and not stop():
        _keep(adopted, outcome, actor=actor, via=via)
    return outcome


def testable(adopted: Adopted) -> tuple[Clause, ...]:
    """The clauses that the register keeps by itself with machinery that is built."""
    return tuple(
        c
        for c in adopted.clauses
        if c.mode in (Mode.BLOCK, Mode.PURGE) and LOOKS[c.kind].breaker
    )


def breakers(bench: Bench, clause: Clause) -> Iterator[Breaker]:
    """Every way in which we know to break the clause."""
    if clause.kind is Kind.SEGMENT:
        of_purpose = "purpose" in clause.params
        return (opened.opened_too_wide if of_purpose else held.segment)(bench, clause)
    return BREAKERS[clause.kind](bench, clause)


def _tried(
    box: Sandbox, adopted: Adopted, at: datetime, clauses: Iterable[Clause]
) -> Iterator[Trial]:
    bench = Bench(box, adopted, day_of(at))
    shared: dict[str, tuple[Breaker, list[Clause]]] = {}
    for clause in clauses:
        for breaker in breakers(bench, clause):
            if breaker.shared:
                shared.setdefault(breaker.what, (breaker, []))[1].append(clause)
            else:
                yield from _trial(bench, breaker, [clause], at)
    for breaker, concerned in shared.values():
        yield from _trial(bench, breaker, concerned, at)


def _trial(
    bench: Bench, breaker: Breaker, clauses: Sequence[Clause], at: datetime
) -> Iterator[Trial]:
    """Break once; whoever is concerned must notice."""
    with bench.sandbox.trial():
        before = _broken(bench, clauses, at, breaker.tables)
        caught = breaker.do(bench)
        after = before if caught else _broken(bench, clauses, at, breaker.tables)
    for clause in clauses:
        by = caught or ("the check" if after[clause.id] > before[clause.id] else "")
        yield Trial(clause.id, breaker.what, "" if by == UNNOTICED else by)


def _broken(
    bench: Bench, clauses: Iterable[Clause], at: datetime, tables: frozenset[str]
) -> Mapping[str, int]:
    """How much the check finds wrong with each clause in the sandbox, as it is now."""
    with system_grant(Machinery.PROOF, why="self-test") as part:
        look = Look(bench.adopted, at, day_of(at), bench.sandbox.folder, part, only=tables)
        return {clause.id: find(look, clause).broken for clause in clauses}


def _keep(adopted: Adopted, outcome: Outcome, *, actor: str, via: str) -> None:
    with transaction.atomic():
        models.SelfTest.objects.all().delete()
        models.SelfTest.objects.bulk_create(
            models.SelfTest(
                clause=trial.clause,
                breaker=trial.breaker,
                caught_by=trial.caught_by,
                at=outcome.at,
                policy_version=adopted.version,
                program=__version__,
            )
            for trial in outcome.trials
        )
        counts = {"breakers": len(outcome.trials), "caught": len(outcome.caught)}
        append([Entry(actor, Event.SELF_TESTED, (), outcome.at, via=via, counts=counts)])
