"""What a line changes of somebody who is in the register already: decided by the rules, and
nothing written. Pure.

A wrong decision overwrites what somebody has put right by hand. Therefore: an empty cell says
nothing; where several rows are on file nobody guesses which is meant; a value is filled into a
row only where the rest of the row says the same; and of permissions only a *no* enters.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from lupaus.intake.entry import COLUMNS, Holds, Party, Values
from lupaus.intake.onfile import OnFile, Row
from lupaus.intake.rules import Rule, Rules
from lupaus.text import fold, sort_key

#: Columns that are computed from the others.
_DERIVED = frozenset({"folded", "sort_key", "kind"})
#: One row each; of the others a party may have any number.
_SINGLE = frozenset({Holds.PERSON_NAME, Holds.ORGANISATION, Holds.POSTAL, Holds.BILLING})
#: By what two rows are the same.
_SAME_BY: Mapping[Holds, str] = {
    Holds.EMAIL: "folded",
    Holds.PHONE: "digits",
    Holds.WEB: "folded",
    Holds.ORDER: "folded",
    Holds.INVOICE: "number",
}
#: Cells that mean something together only: filled when those beside them agree.
_TOGETHER: Mapping[Holds, frozenset[str]] = {
    Holds.PERSON_NAME: frozenset({"given", "family"}),
    Holds.POSTAL: frozenset({"street", "extra", "postcode", "town", "country"}),
    Holds.BILLING: frozenset({"einvoice_address", "operator"}),
}
_FOREIGN = {"country": "FI"}
PERMITS = (
    "a list never permits more than before: record it on the customer's card, with how and "
    "when it was given"
)
SEVERAL = "several are on file, and nobody guesses which is meant: left as they are"


@dataclass(frozen=True, slots=True)
class Change:
    """One row of the register: what stood in it and what will. Whole rows, so that it can be
    seen whether anybody has changed anything since."""

    party: int
    table: str
    row: int
    before: Mapping[str, Any]
    after: Mapping[str, Any]


@dataclass(slots=True)
class Decided:
    """What becomes of one party: rows to be added, rows to be changed, facts of the spine, and
    how many values were filled in, overwritten and left alone."""

    rows: list[tuple[Holds, Values]] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    spine: dict[str, Any] = field(default_factory=dict)
    filled: int = 0
    overwritten: int = 0
    left: int = 0
    remarks: list[tuple[Holds, str]] = field(default_factory=list)


class Reviser:
    """The rules of one list. ``stamp`` gives the source and day of a changed row."""

    def __init__(self, rules: Rules, stamp: Callable[[Holds], Mapping[str, Any]]) -> None:
        self._rules = rules
        self._stamp = stamp

    def revise(self, party: Party, there: OnFile) -> Decided:
        made = Decided()
        by_table: dict[Holds, list[Values]] = {}
        for table, values in party.rows or ():
            by_table.setdefault(table, []).append(values)
        for table, rows in by_table.items():
            here = there.rows[table, party.known]
            if table in _SINGLE:
                self._one_row(made, table, _named(table, rows[0]), here)
            elif table is Holds.PERMISSION:
                _narrow(made, party, there, rows)
            elif table in {Holds.EMAIL, Holds.PHONE, Holds.WEB}:
                self._several(made, table, rows, here)
            else:
                self._added(made, table, rows, there.marks[table, party.known])
        self._spine(made, party, there)
        return made

    def affiliation(self, made: Decided, row: Row, *, role: str, title: str) -> None:
        """The title and the role of a contact in the organisation that the line names."""
        said = {"title": title, "role": role}
        self._cells(made, Holds.AFFILIATION, {c: v for c, v in said.items() if v}, row)

    def _one_row(
        self, made: Decided, table: Holds, wanted: Mapping[str, Any], here: list[Row]
    ) -> None:
        said = {c: v for c, v in wanted.items() if v and c not in _DERIVED}
        said = {c: v for c, v in said.items() if v != _FOREIGN.get(c)}
        if len(here) == 1:
            self._cells(made, table, said, here[0])
        elif here:
            made.left += len(said)
            if any(self._rules.rule(table, c) is Rule.OVERWRITE for c in said):
                made.remarks.append((table, SEVERAL))
        else:
            kept = {c: v for c, v in said.items() if self._rules.rule(table, c) in _WRITES}
            made.left += len(said) - len(kept)
            if kept.keys() - {"country", "form"}:
                blank = {c: _FOREIGN.get(c, "") for c in wanted}
                whole = derived(table, {**blank, **kept})
                made.rows.append((table, tuple(whole[c] for c in COLUMNS[table])))
                made.filled += len(kept)

    def _cells(self, made: Decided, table: Holds, said: Mapping[str, Any], row: Row) -> None:
        """Cell by cell, where one row is on file."""
        if table is Holds.PERSON_NAME and _words(said) == _words(row.values):
            return  # the same name, in whichever order the list has it
        agrees = self._agrees(table, said, row)
        after: dict[str, Any] = {}
        for column, value in said.items():
            before, rule = row.values[column], self._rules.rule(table, column)
            together = column in _TOGETHER.get(table, ())
            if value == before:
                continue
            if rule is Rule.OVERWRITE and (before or agrees or not together):
                made.overwritten += bool(before)
                made.filled += not before
                after[column] = value
            elif rule is Rule.FILL and not before and (agrees or not together):
                made.filled += 1
                after[column] = value
            else:
                made.left += 1
        if after:
            self._change(made, table, row, after)

    def _agrees(self, table: Holds, said: Mapping[str, Any], row: Row) -> bool:
        """Nothing that stays on file says otherwise than the list."""
        return all(
            not row.values[c]
            or fold(str(row.values[c])) == fold(str(said[c]))
            or self._rules.rule(table, c) is Rule.OVERWRITE
            for c in _TOGETHER.get(table, frozenset()) & said.keys()
        )

    def _several(
        self, made: Decided, table: Holds, rows: list[Values], here: list[Row]
    ) -> None:
        """Addresses and numbers: what is there already is nothing new."""
        by, rule = _SAME_BY[table], self._rules.rule(table)
        there = {row.values[by] for row in here}
        fresh = [v for v in rows if _named(table, v)[by] not in there]
        if not fresh:
            return
        if rule is Rule.LEAVE or (rule is Rule.FILL and here):
            made.left += len(fresh)
        elif here and len(here) == len(rows) == 1:
            made.overwritten += 1
            self._change(made, table, here[0], _named(table, fresh[0]))
        else:
            if here:
                made.remarks.append((table, "added beside those on file"))
            made.filled += len(fresh)
            made.rows += [(table, values) for values in fresh]

    def _added(self, made: Decided, table: Holds, rows: list[Values], marks: set[Any]) -> None:
        """Rows that are added or left, never changed: notes, orders, invoices, relations."""
        rule, by = self._rules.rule(table), _SAME_BY.get(table, "")
        for values in rows:
            told = _named(table, values).get(by)
            once = table in {Holds.NOTE, Holds.RELATIONSHIP} and rule is Rule.FILL
            if by and told in marks:
                continue
            if table is Holds.RELATIONSHIP and rule is Rule.LEAVE:
                continue  # what no column says is of our own making
            if rule not in _WRITES or (marks and (once or table is Holds.RELATIONSHIP)):
                made.left += 1
            else:
                made.filled += 1
                made.rows.append((table, values))

    def _change(self, made: Decided, table: Holds, row: Row, after: Mapping[str, Any]) -> None:
        whole = derived(table, {**row.values, **after}) | dict(self._stamp(table))
        made.changes.append(Change(row.party, table.value, row.id, row.values, whole))

    def _spine(self, made: Decided, party: Party, there: OnFile) -> None:
        number = there.numbers.get(party.known)
        if party.number is not None and party.number != number:
            if number is None and self._rules.spine("number") in _WRITES:
                made.spine["number"] = party.number
                made.filled += 1
            else:
                made.left += 1
        last = there.contacts.get(party.known)
        if party.last_contact and (last is None or party.last_contact > last):
            if self._rules.spine("last_contact_on") is Rule.OVERWRITE or last is None:
                made.spine["last_contact_on"] = party.last_contact
                made.overwritten += 1
            else:
                made.left += 1


_WRITES = frozenset({Rule.FILL, Rule.OVERWRITE})


def _narrow(made: Decided, party: Party, there: OnFile, rows: list[Values]) -> None:
    """A no enters, once; a yes never does."""
    for values in rows:
        row = _named(Holds.PERMISSION, values)
        if row["decision"] != "objected":
            made.left += 1
            if (Holds.PERMISSION, PERMITS) not in made.remarks:
                made.remarks.append((Holds.PERMISSION, PERMITS))
        elif (party.known, row["purpose"], row["channel"]) not in there.objected:
            made.rows.append((Holds.PERMISSION, values))


def _named(table: Holds, values: Values) -> dict[str, Any]:
    return dict(zip(COLUMNS[table], values, strict=True))


def _words(row: Mapping[str, Any]) -> list[str]:
    return sorted(fold(f"{row.get('given', '')} {row.get('family', '')}").split())


def derived(table: Holds, row: Mapping[str, Any]) -> dict[str, Any]:
    """The row with what is computed from its own values."""
    found = dict(row)
    match table:
        case Holds.PERSON_NAME:
            given, family = str(row["given"]), str(row["family"])
            found["folded"] = fold(f"{family} {given} {family}")[:420]
            found["sort_key"] = sort_key(family, given)[:600]
        case Holds.ORGANISATION:
            found["folded"] = fold(str(row["name"]))[:320]
            found["sort_key"] = sort_key(str(row["name"]))[:600]
        case Holds.POSTAL:
            parts = (row[c] for c in ("street", "extra", "postcode", "town"))
            found["folded"] = fold(" ".join(map(str, parts)))[:540]
            found.setdefault("kind", "")
        case _:
            pass
    return found
