"""A form filled in: somebody new, with everything that was typed about them, or nothing at all.

Half a customer would be worse than none, so it is one transaction; and every mistake of the
whole form is told at once. What no purpose covers is not on the form
(:mod:`lupaus.register.fields`); handed in all the same, it refuses the whole.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.db import transaction

from lupaus.guard import Act, Subject, in_force
from lupaus.guard.collecting import verdicts_for
from lupaus.policy.vocabulary import SubjectKind
from lupaus.register import people, typed
from lupaus.register.admission import Entered
from lupaus.register.edit import Applied, Change, apply_all
from lupaus.register.fields import FIELDS
from lupaus.register.unfit import Unfit
from lupaus.register.values import Firm, PersonName
from lupaus.register.wrong import Mistaken, Wrong, renumbered, wrong_of


@dataclass(frozen=True, slots=True, repr=False)
class NewRow:
    """One row of the form, as typed. One in which nothing was typed is passed over."""

    table: str
    given: Mapping[str, Any]
    source: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class Entry:
    """Somebody new. No kind: an organisation. Mistakes count the rows from 0; those of the
    entry itself (its number, its kinds) are of the table ``party``."""

    kinds: frozenset[SubjectKind]
    rows: tuple[NewRow, ...]
    number: int | None = None
    names: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "names", "personname" if self.kinds else "organisation")


def enter(*, act: Act, entry: Entry, also: Iterable[Act] = ()) -> Applied:
    """Enter somebody with every row of the form. Each row is entered in the first of the acts
    whose purpose covers it. There is no undo: somebody who is in the register leaves it by the
    terms, or by erasure.

    Raises Mistaken with every mistake, and Refused by the policy.
    """
    rows = [(number, row) for number, row in enumerate(entry.rows) if not _blank(row)]
    named = next((n for n, row in rows if row.table == entry.names), None)
    _read(entry, rows, act, named)
    assert named is not None  # noqa: S101 - without a name it was mistaken
    acts = (act, *also)
    rest = [(n, row) for n, row in rows if n != named]
    with transaction.atomic():
        entered = _begin(_covering(acts, entry), entry, entry.rows[named])
        done = _add(acts, entered.party, rest)
    return Applied(entered.party, (*entered.ids, *done), None)


def _blank(row: NewRow) -> bool:
    """Nothing was typed: what a form fills in by itself says nothing of anybody."""
    defaults = {one.column: one.default for one in FIELDS[row.table]}
    return all(
        value is None or str(value).strip() in {"", defaults.get(name)}
        for name, value in row.given.items()
    )


def _read(
    entry: Entry, rows: Sequence[tuple[int, NewRow]], act: Act, named: int | None
) -> None:
    wrong: list[Wrong] = []
    if named is None:
        wrong.append(wrong_of(entry.names, Unfit("", "say something")))
    for number, row in rows:
        try:
            typed.read(row.table, row.given, at=act.at)
        except Mistaken as mistaken:
            wrong += renumbered(mistaken.wrong, number)
    if wrong:
        raise Mistaken(tuple(wrong))


def _covering(acts: Sequence[Act], entry: Entry) -> Act:
    """The first act that may enter a name; the first of all is refused with its reason."""
    adopted, subject = in_force(), Subject(entry.kinds)
    return next(
        (
            act
            for act in acts
            if verdicts_for(adopted, subject, act.purpose)[entry.names] is None
        ),
        acts[0],
    )


def _begin(act: Act, entry: Entry, row: NewRow) -> Entered:
    columns = {one.column: row.given.get(one.column, "") for one in FIELDS[row.table]}
    try:
        if entry.kinds:
            person = people.NewPerson(PersonName(**columns), entry.kinds, number=entry.number)
            return people.add_person(act=act, person=person, source=row.source)
        firm = people.NewOrganisation(Firm(**columns), number=entry.number)
        return people.add_organisation(act=act, organisation=firm, source=row.source)
    except Unfit as unfit:
        table = "party" if unfit.field in {"number", "kinds"} else row.table
        raise Mistaken((wrong_of(table, unfit),)) from None


def _add(
    acts: Sequence[Act], party: int, rows: Sequence[tuple[int, NewRow]]
) -> tuple[int, ...]:
    if not rows:
        return ()
    first, *also = acts
    changes = [Change.add(row.table, row.given, source=row.source) for _n, row in rows]
    try:
        return apply_all(act=first, also=also, party=party, changes=changes).ids
    except Mistaken as mistaken:  # found by the register: of the rows as they stand in the form
        raise Mistaken(tuple(replace(w, at=rows[w.at][0]) for w in mistaken.wrong)) from None
