"""A form filled in: somebody new, with everything that was typed about them, or nothing at all.

Half a customer would be worse than none, so it is one transaction; and every mistake of the
whole form is told at once. What no purpose covers is not on the form
(:mod:`lupaus.register.fields`); handed in all the same, it refuses the whole.

What may be known of somebody depends on whether they are a customer. Whoever is one when they
are entered is judged as one from the first row on.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.db import transaction

from lupaus.guard import Act, Subject, in_force
from lupaus.guard.collecting import verdicts_for
from lupaus.policy.vocabulary import SubjectKind
from lupaus.register import people, relations, typed
from lupaus.register.admission import Entered
from lupaus.register.edit import Applied, Change, apply_all
from lupaus.register.facts import facts_of
from lupaus.register.fields import FIELDS
from lupaus.register.people import NO_DAYS, Days, state_since
from lupaus.register.unfit import Unfit
from lupaus.register.values import Firm, PersonName
from lupaus.register.wrong import Mistaken, Wrong, renumbered, wrong_of

RELATION, ROLE = "relationship", "affiliation"
#: How the tables begin in the mistakes of an employer that is entered with somebody.
EMPLOYER = "employer"


@dataclass(frozen=True, slots=True, repr=False)
class NewRow:
    """One row of the form, as typed. One in which nothing was typed is passed over."""

    table: str
    given: Mapping[str, Any]
    source: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class Entry:
    """Somebody new. No kind: an organisation. A row of ``relationship`` says since when it is
    a customer, and why; without one it is not (yet). A representative stands in the relation
    of the organisation. Mistakes count the rows from 0; those of the entry itself (its number,
    its kinds) are of the table ``party``."""

    kinds: frozenset[SubjectKind]
    rows: tuple[NewRow, ...]
    number: int | None = None
    names: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "names", "personname" if self.kinds else "organisation")

    def working_for(self, organisation: int) -> "Entry":
        """With the organisation in every role that names none."""
        rows = tuple(
            replace(row, given={**row.given, "organisation_id": organisation})
            if row.table == ROLE and not row.given.get("organisation_id")
            else row
            for row in self.rows
        )
        return replace(self, rows=rows)


def enter(
    *, act: Act, entry: Entry, also: Iterable[Act] = (), employer: Entry | None = None
) -> Applied:
    """Enter somebody with every row of the form. Each row is entered in the first of the acts
    whose purpose covers it. There is no undo: somebody who is in the register leaves it by the
    terms, or by erasure. ``employer`` is an organisation that is entered with them, for whom
    they act in every role that names no other.

    Raises Mistaken with every mistake, and Refused by the policy.
    """
    acts = (act, *also)
    if employer is None:
        return _enter(acts, entry)
    wrong = [*_of_employer(mistakes(employer, act)), *mistakes(entry.working_for(0), act)]
    if wrong:
        raise Mistaken(tuple(wrong))
    with transaction.atomic():
        try:
            firm = _enter(acts, employer)
        except Mistaken as mistaken:  # found by the register
            raise Mistaken(_of_employer(mistaken.wrong)) from None
        return _enter(acts, entry.working_for(firm.party))


def mistakes(entry: Entry, act: Act) -> tuple[Wrong, ...]:
    """All that is wrong, as far as it can be told without the register."""
    try:
        _read(entry, act)
    except Mistaken as mistaken:
        return mistaken.wrong
    return ()


def _enter(acts: Sequence[Act], entry: Entry) -> Applied:
    rows = _read(entry, acts[0])
    named = next(n for n in rows if entry.rows[n].table == entry.names)
    begins = next((n for n in rows if entry.rows[n].table == RELATION), None)
    days = _days(entry, rows)
    subject = Subject(entry.kinds, state_since(days))
    rest = [(n, entry.rows[n]) for n in rows if n not in {named, begins}]
    with transaction.atomic():
        act = _covering(acts, subject, entry.names)
        entered = _begin(act, entry, entry.rows[named], days)
        if begins is not None:
            act = _covering(acts, subject, RELATION)
            _begin_relation(act, entered.party, rows[begins], entry.rows[begins], begins)
        done = _add(acts, entered.party, rest)
    return Applied(entered.party, (*entered.ids, *done), None)


# --- what was typed --------------------------------------------------------------------------

Read = Mapping[int, Mapping[str, Any]]


def _blank(row: NewRow) -> bool:
    """Nothing was typed: what a form fills in by itself says nothing of anybody."""
    defaults = {one.column: one.default for one in FIELDS[row.table]}
    return all(
        value is None or str(value).strip() in {"", defaults.get(name)}
        for name, value in row.given.items()
    )


def _read(entry: Entry, act: Act) -> Read:
    """The columns of each row in which something was typed. Raises Mistaken."""
    wrong: list[Wrong] = []
    found: dict[int, Mapping[str, Any]] = {}
    rows = {n: row for n, row in enumerate(entry.rows) if not _blank(row)}
    if not any(row.table == entry.names for row in rows.values()):
        wrong.append(wrong_of(entry.names, Unfit("", "say something")))
    for number, row in rows.items():
        try:
            found[number] = typed.read(row.table, row.given, at=act.at)
        except Mistaken as mistaken:
            wrong += renumbered(mistaken.wrong, number)
    if wrong:
        raise Mistaken(tuple(wrong))
    return found


def _of_employer(wrong: Iterable[Wrong]) -> tuple[Wrong, ...]:
    return tuple(replace(one, table=f"{EMPLOYER}.{one.table}") for one in wrong)


# --- as what they are judged -----------------------------------------------------------------

_OWN = frozenset({SubjectKind.CONSUMER, SubjectKind.SOLE_TRADER})


def _days(entry: Entry, rows: Read) -> Days:
    """Of the relation that they stand in: their own, else that of the organisations."""
    for number, columns in rows.items():
        if entry.rows[number].table == RELATION:
            return columns["since"], None
    if SubjectKind.REPRESENTATIVE not in entry.kinds or entry.kinds & _OWN:
        return NO_DAYS
    roles = [
        columns
        for number, columns in rows.items()
        if entry.rows[number].table == ROLE and columns["role"] != "technical"
    ]
    firms = facts_of(columns["organisation_id"] for columns in roles)
    found = [one for one in firms.values() if one.relation_started_on]
    if not found:
        return NO_DAYS
    ends = [one.relation_ended_on for one in found if one.relation_ended_on]
    started = min(one.relation_started_on for one in found if one.relation_started_on)
    return started, max(ends) if len(ends) == len(found) else None


def _covering(acts: Sequence[Act], subject: Subject, table: str) -> Act:
    """The first act that may enter such a row; the first of all is refused with its reason."""
    adopted = in_force()
    return next(
        (act for act in acts if verdicts_for(adopted, subject, act.purpose)[table] is None),
        acts[0],
    )


# --- entered ---------------------------------------------------------------------------------


def _begin(act: Act, entry: Entry, row: NewRow, days: Days) -> Entered:
    columns = {one.column: row.given.get(one.column, "") for one in FIELDS[row.table]}
    try:
        if entry.kinds:
            name = PersonName(**columns)
            person = people.NewPerson(name, entry.kinds, number=entry.number, days=days)
            return people.add_person(act=act, person=person, source=row.source)
        firm = people.NewOrganisation(Firm(**columns), number=entry.number, days=days)
        return people.add_organisation(act=act, organisation=firm, source=row.source)
    except Unfit as unfit:
        table = "party" if unfit.field in {"number", "kinds"} else row.table
        at = entry.rows.index(row)
        raise Mistaken((wrong_of(table, unfit, at=0 if table == "party" else at),)) from None


def _begin_relation(
    act: Act, party: int, columns: Mapping[str, Any], row: NewRow, number: int
) -> None:
    try:
        relations.record_beginning(
            act=act,
            party=party,
            on=columns["since"],
            reason=columns["reason"],
            source=row.source,
        )
    except Unfit as unfit:
        raise Mistaken((wrong_of(RELATION, unfit, at=number),)) from None


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
