"""Adding, mending and taking away, row by row, in one way for every kind of row.

What must not happen: that one overwrites what another has just written, that a mistake costs
the rest of the form, or that what was taken away cannot be got back. So a change says what its
author saw, and Changed tells the three sides apart; every mistake is told at once; and what a
change did comes back as an undo that the caller holds. Nothing of it is kept here.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Self

from django.db import transaction

from lupaus.guard import Act, in_force
from lupaus.guard.collecting import verdicts_for
from lupaus.guard.readings import looked
from lupaus.register import days, typed
from lupaus.register.admission import refusal
from lupaus.register.before import Columns, RowBefore, Undo
from lupaus.register.facts import Facts, known
from lupaus.register.fields import FIELDS
from lupaus.register.hand import Changed, Hand, Wanted
from lupaus.register.unfit import Unfit, Unknown
from lupaus.register.wrong import Mistaken, Wrong, renumbered, wrong_of

__all__ = ("Applied", "Change", "Changed", "Kind", "Mistaken", "Undo", "apply", "apply_all")


class Kind(StrEnum):
    ADD = "add"
    CORRECT = "correct"
    REMOVE = "remove"


@dataclass(frozen=True, slots=True, repr=False)
class Change:
    """One change of one row. ``given`` is by column, as typed; columns left out stay as they
    were seen. ``seen`` is what its author saw: the entered columns, or their digest
    (:mod:`lupaus.register.before`); without it nothing is mended or taken away."""

    kind: Kind
    table: str
    given: Mapping[str, Any] = field(default_factory=dict)
    row: int = 0
    seen: Columns | str = ""
    source: str = ""

    @classmethod
    def add(cls, table: str, given: Mapping[str, Any], *, source: str = "") -> Self:
        return cls(Kind.ADD, table, given, source=source)

    @classmethod
    def correct(
        cls,
        table: str,
        row: int,
        given: Mapping[str, Any],
        *,
        seen: Columns | str,
        source: str = "",
    ) -> Self:
        return cls(Kind.CORRECT, table, given, row, seen, source)

    @classmethod
    def remove(cls, table: str, row: int, *, seen: Columns | str) -> Self:
        return cls(Kind.REMOVE, table, {}, row, seen)


@dataclass(frozen=True, slots=True)
class Applied:
    """What was done. ``ids`` are the rows, in the order of the changes. ``undo`` is None where
    nothing came of it: somebody saved what was there already."""

    party: int
    ids: tuple[int, ...]
    undo: Undo | None


def apply(*, act: Act, party: int, change: Change, also: Iterable[Act] = ()) -> Applied:
    """One change. See :func:`apply_all`."""
    return apply_all(act=act, party=party, changes=[change], also=also)


def apply_all(
    *, act: Act, party: int, changes: Sequence[Change], also: Iterable[Act] = ()
) -> Applied:
    """Every change or none. Each is done in the first of the acts whose purpose covers it; give
    further acts of the same person in ``also`` where one purpose does not need everything.

    Raises Mistaken with every mistake of every change, Changed where somebody was faster,
    Refused by the policy, Unknown for a row that none of the acts sees.
    """
    rows = _read(changes, act)
    acts = (act, *also)
    facts = known(party)
    with _on_the_record(act) as shown, transaction.atomic():
        before = _days_of(party, (change.table for change in changes), rows)
        done = [
            _one(acts, facts, Wanted(change.table, change.row, row, change.seen, change.source),
                 change.kind, shown, number)
            for number, (change, row) in enumerate(zip(changes, rows, strict=True))
        ]  # fmt: skip
        moved = tuple(days.changed(before))
    touched = [one for some in done for one in some]
    undo = Undo(party, tuple(reversed(touched)), moved) if touched else None
    ids = tuple(
        some[0].row if some else change.row for some, change in zip(done, changes, strict=True)
    )
    return Applied(party, ids, undo)


def undo(*, act: Act, undo: Undo, also: Iterable[Act] = ()) -> Applied:
    """Take a change back: values, source and day as they were. Raises Changed when somebody has
    changed a row since, and then takes nothing back. What comes back is the way forth again."""
    acts = (act, *also)
    facts = known(undo.party)
    touched: list[RowBefore] = []
    with _on_the_record(act) as shown, transaction.atomic():
        there = (one.before for one in undo.rows if one.before)
        before = _days_of(undo.party, (one.table for one in undo.rows), there)
        for one in undo.rows:
            touched += _back(acts, facts, one, shown)
        days.back(undo.days)
        moved = tuple(days.changed(before))
    return Applied(
        undo.party,
        tuple(one.row for one in undo.rows),
        Undo(undo.party, tuple(reversed(touched)), moved),
    )


def _days_of(party: int, tables: Iterable[str], rows: Iterable[Columns]) -> days.Days:
    """The days of contact, where such rows may move them."""
    if days.MOVED_BY.isdisjoint(tables):
        return {}
    firms = (row.get("organisation_id") for row in rows)
    return days.of([party, *(int(firm) for firm in firms if firm)])


def _read(changes: Sequence[Change], act: Act) -> list[Columns]:
    """What was typed, as columns: every mistake of every change at once."""
    rows: list[Columns] = []
    wrong: list[Wrong] = []
    for number, change in enumerate(changes):
        if change.kind is not Kind.ADD and not change.seen:
            raise ValueError("say what was seen of the row that is to be changed")
        try:
            rows.append({} if change.kind is Kind.REMOVE else _columns(change, act))
        except Mistaken as mistaken:
            wrong += renumbered(mistaken.wrong, number)
    if wrong:
        raise Mistaken(tuple(wrong))
    return rows


def _columns(change: Change, act: Act) -> Columns:
    if change.kind is Kind.ADD:
        return typed.read(change.table, change.given, at=act.at)
    if isinstance(change.seen, Mapping):
        given = {**change.seen, **change.given}
    elif change.given.keys() == {one.column for one in FIELDS[change.table]}:
        given = dict(change.given)
    else:  # what is left out would be emptied
        raise ValueError("with a digest of what was seen, hand in every field of the row")
    return typed.read(change.table, given, at=act.at, new=False)


def _one(  # noqa: PLR0913, PLR0917 - one change, and what it is done under
    acts: Sequence[Act],
    facts: Facts,
    wanted: Wanted,
    kind: Kind,
    shown: set[int],
    number: int,
) -> list[RowBefore]:
    """In the first act that covers the table and, where there is one, sees the row."""
    try:
        for act in _covering(acts, facts, wanted.table):
            with Hand.at_work(act, facts, shown) as hand:
                match kind:
                    case Kind.ADD:
                        return hand.add(wanted)
                    case Kind.CORRECT if hand.sees(wanted):
                        return hand.correct(wanted)
                    case Kind.REMOVE if hand.sees(wanted):
                        return hand.remove(wanted)
                    case _:
                        pass
    except Unfit as unfit:
        raise Mistaken((wrong_of(wanted.table, unfit, at=number),)) from None
    except Mistaken as mistaken:
        raise Mistaken(renumbered(mistaken.wrong, number)) from None
    raise Unknown(f"there is no {wanted.table} {wanted.row}, or not for these purposes")


def _back(
    acts: Sequence[Act], facts: Facts, one: RowBefore, shown: set[int]
) -> list[RowBefore]:
    for act in _covering(acts, facts, one.table):
        with Hand.at_work(act, facts, shown) as hand:
            if (done := hand.back(one)) is not None:
                return done
    raise Unknown(f"there is no {one.table} {one.row}, or not for these purposes")


def _covering(acts: Sequence[Act], facts: Facts, table: str) -> Sequence[Act]:
    """The acts whose purpose needs such rows of such a party. Raises Refused when none does."""
    adopted = in_force()
    against = {act: verdicts_for(adopted, facts.subject, act.purpose)[table] for act in acts}
    found = [act for act in acts if against[act] is None]
    if not found and (refused := against[acts[0]]):
        raise refusal(refused)
    return found


@contextmanager
def _on_the_record(act: Act) -> Iterator[set[int]]:
    """Whoever is shown what somebody else wrote has looked at it, whatever comes of the act."""
    shown: set[int] = set()
    try:
        yield shown
    finally:
        if shown:
            looked(act, shown, about="edit")
