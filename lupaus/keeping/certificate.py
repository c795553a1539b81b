"""The certificate of destruction: what a run destroyed, by which promise, and that it is gone.

It is drawn from the run before its plan is forgotten and holds no value and no id of anybody:
sentences of the notice, counts, days and digests. Whoever has the list of parties from a
backup can compute the digests again.
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from lupaus.guard import Adopted, Part
from lupaus.keeping import runs
from lupaus.keeping.holds import Held
from lupaus.keeping.runs import Count, Run, category_of
from lupaus.policy.holding import PARTY
from lupaus.policy.vocabulary import Hold


@dataclass(frozen=True, slots=True)
class Destroyed:
    """What went by one clause of the notice."""

    clause: str
    sentences: dict[str, str]  # by language
    rows: int
    parties: int
    oldest: str | None  # the earliest day that the clause counted from
    digest: str  # SHA-256 over the parties' ids in order, one to a line


@dataclass(frozen=True, slots=True)
class Kept:
    """What was due by its date and stays."""

    hold: str
    clause: str
    rows: int
    parties: int
    lifts_on: str | None


@dataclass(frozen=True, slots=True)
class Certificate:
    """Everything that is printed, in any form. Days and times are ISO 8601."""

    run: int
    controller: str
    business_id: str
    policy_version: int
    policy_digest: str
    day: str
    planned_at: str
    planned_by: str
    purged_at: str
    purged_by: str
    verified_at: str
    rows: int
    parties: int
    whole: int
    saved: int
    digest: str
    clauses: tuple[Destroyed, ...]
    categories: dict[str, int]
    held: tuple[Kept, ...]

    def text(self) -> str:
        """As it is stored, and as ``--format json`` prints it."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=2)


def read(text: str) -> Certificate:
    tree: dict[str, Any] = json.loads(text)
    clauses = tuple(Destroyed(**clause) for clause in tree.pop("clauses"))
    held = tuple(Kept(**each) for each in tree.pop("held"))
    return Certificate(**tree, clauses=clauses, held=held)


def draw(part: Part, run: Run, adopted: Adopted, held: Iterable[Held]) -> Certificate:
    """From a run that was carried out and verified, while its plan is still there."""
    tables = runs.counts(part, run.id, "holding")
    parties = runs.parties_of(part, run.id)
    controller = adopted.policy.controller
    return Certificate(
        run=run.id,
        controller=controller.name,
        business_id=controller.business_id or "",
        policy_version=adopted.version,
        policy_digest=adopted.digest,
        day=run.day.isoformat(),
        planned_at=_instant(run.planned_at),
        planned_by=run.planned_by,
        purged_at=_instant(run.purged_at),
        purged_by=run.purged_by,
        verified_at=_instant(run.verified_at),
        rows=sum(c.rows for c in tables),
        parties=len(parties),
        whole=next((c.rows for c in tables if c.name == PARTY), 0),
        saved=run.saved,
        digest=_digest(parties),
        clauses=tuple(
            _destroyed(part, run, adopted, count)
            for count in runs.counts(part, run.id, "clause")
        ),
        categories=_by_category(tables),
        held=tuple(_kept(each) for each in held),
    )


def _destroyed(part: Part, run: Run, adopted: Adopted, count: Count) -> Destroyed:
    clause = next((c for c in adopted.clauses if c.id == count.name), None)
    return Destroyed(
        clause=count.name,
        sentences={str(k): v for k, v in clause.sentences.items()} if clause else {},
        rows=count.rows,
        parties=count.parties,
        oldest=_iso(count.oldest),
        digest=_digest(runs.parties_of(part, run.id, count.name)),
    )


def _kept(held: Held) -> Kept:
    return Kept(Hold(held.hold), held.clause, held.rows, held.parties, _iso(held.lifts_on))


def _by_category(tables: Iterable[Count]) -> dict[str, int]:
    found: dict[str, int] = {}
    for count in tables:
        category = str(category_of(count.name))
        found[category] = found.get(category, 0) + count.rows
    return found


def _digest(parties: Iterable[int]) -> str:
    """The same as the ledger's."""
    return hashlib.sha256("\n".join(map(str, parties)).encode()).hexdigest()


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _instant(at: datetime | None) -> str:
    return at.isoformat(timespec="seconds") if at else ""
