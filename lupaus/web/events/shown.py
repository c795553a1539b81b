"""Entries of the ledger as lines of a page."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any

from lupaus.finland import day_of
from lupaus.ledger.entry import Event, Many, Whose
from lupaus.ledger.pages import Line
from lupaus.register.named import Named
from lupaus.web.events.words import counts_said, fields_said, reason_label, via_label
from lupaus.web.frame.visit import Visit
from lupaus.web.frame.wording import did_label, purpose_label, sentence_of

PARTIES = 5  # named in one line


@dataclass(frozen=True, slots=True)
class Told:
    """One line. ``parties`` are those of the first few whom the visitor sees; ``count`` is how
    many there are, ``merged`` how many of the first few another has taken in, ``unseen`` how
    many of the others are not seen. ``did`` is empty where the entry cannot be read."""

    seq: int
    at: datetime | None
    actor: str
    did: Any
    whom: str
    parties: tuple[Named, ...]
    count: int
    merged: int
    unseen: int
    purpose: str
    via: Any
    fields: tuple[str, ...]
    counts: tuple[tuple[Any, int], ...]
    clause: str
    sentence: str
    reason: Any

    @property
    def more(self) -> int:
        """How many are neither named nor said to be unseen."""
        return self.count - len(self.parties) - self.merged - self.unseen


def first_of(whose: Whose) -> tuple[int, ...]:
    """Whom a line may name."""
    return () if isinstance(whose, Many) else whose[:PARTIES]


def told(visit: Visit, line: Line, seen: Mapping[int, Named], taken_in: frozenset[int]) -> Told:
    """An entry in words. ``taken_in`` are those who were merged."""
    first = first_of(line.whose)
    parties = tuple(seen[party] for party in first if party in seen)
    merged = sum(party in taken_in for party in first if party not in seen)
    count = line.whose.count if isinstance(line.whose, Many) else len(line.whose)
    known = {clause.id for clause in visit.adopted.clauses}
    clause = line.clause if line.clause in known else ""
    return Told(
        seq=line.seq,
        at=line.at,
        actor=line.actor,
        did=did_label(line.event, line.via) if line.event in set(Event) else line.event,
        whom=line.whom,
        parties=parties,
        count=count,
        merged=merged,
        unseen=len(first) - len(parties) - merged,
        purpose=purpose_label(visit.adopted.policy, line.purpose) if line.purpose else "",
        via=via_label(line.via),
        fields=tuple(fields_said(line.fields)),
        counts=tuple(counts_said(line.counts)),
        clause=clause,
        sentence=sentence_of(visit.adopted, clause) if clause else "",
        reason=reason_label(line.clause),
    )


def by_day(lines: Iterable[Told]) -> Sequence[tuple[date | None, list[Told]]]:
    """Under the days of Finland."""
    grouped = groupby(lines, lambda line: _day(line.at))
    return [(day, list(some)) for day, some in grouped]


def _day(at: datetime | None) -> date | None:
    return day_of(at) if at else None
