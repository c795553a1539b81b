"""The cells of one line, by field: trimmed, the empty ones gone, none too long or broken."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from lupaus.intake.columns import Column
from lupaus.intake.entry import Fate, Remark
from lupaus.intake.escape import GUARD, is_formula, unguarded
from lupaus.intake.field import IDENTIFYING, NEVER_FROM_A_FILE, REPEATABLE, Field
from lupaus.intake.unusable import BadValue
from lupaus.register.identity_code import SHORTEST, holds_code

#: What people write for nothing.
_NOTHING = frozenset({"-", "--", "–", "—", "?", "n/a", "#n/a", "null", "none", "nan", "ei ole"})
_LONGEST = 300
_LONGER = {Field.NOTE: 100_000, Field.WEB: 500, Field.EMAIL: 1_000, Field.PHONE: 500}
_SHORTER = {Field.NUMBER: 20, Field.INVOICE_NUMBER: 40, Field.INVOICE_REFERENCE: 40}
_SHORTER |= {Field.IBAN: 50, Field.EINVOICE_ADDRESS: 40, Field.OPERATOR: 40, Field.TOWN: 100}
_SHORTER |= {
    Field.POSTCODE: 40,
    Field.FORM: 60,
    Field.INDUSTRY: 200,
    Field.TITLE: 200,
    Field.STREET: 200,
}
_SHORTER |= {Field.STREET: 200, Field.EXTRA: 200}
_SHORTER |= {Field.BILLING_REFERENCE: 100, Field.ORDER_REFERENCE: 100}
#: Signs that no keyboard types into a customer list; tabs and line ends are no such signs.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")


@dataclass(slots=True)
class Cells:
    """``remark`` notes what is left out; ``column`` finds the heading of a field."""

    line: int
    one: dict[Field, str] = field(default_factory=dict)
    many: dict[Field, list[tuple[str, str]]] = field(default_factory=dict)
    remarks: list[Remark] = field(default_factory=list)
    headings: dict[Field, str] = field(default_factory=dict)

    def get(self, name: Field) -> str:
        return self.one.get(name, "")

    def has(self, names: frozenset[Field]) -> bool:
        return not names.isdisjoint(self.one)

    def left_out(self, name: Field, why: str, *, heading: str = "") -> None:
        column = heading or self.headings.get(name, name.value)
        self.remarks.append(Remark(self.line, column, Fate.LEFT_OUT, why))

    def mended(self, name: Field, how: str, *, heading: str = "") -> None:
        column = heading or self.headings.get(name, name.value)
        self.remarks.append(Remark(self.line, column, Fate.MENDED, how))


class Sorter:
    """Sorts the cells of a line by field. One for a file."""

    def __init__(self, columns: Iterable[Column]) -> None:
        self._width = 0
        self._targets = []
        self.headings: dict[Field, str] = {}
        for column in columns:
            self._width = max(self._width, column.place + 1)
            if column.field is Field.IGNORED or column.field in NEVER_FROM_A_FILE:
                continue
            self.headings.setdefault(column.field, column.heading)
            self._targets.append((column.place, column.field, column.heading))

    def sort(self, line: int, row: Sequence[str]) -> Cells:
        """Raises BadValue when the line as a whole cannot be trusted."""
        if len(row) > self._width and any(row[self._width :]):
            raise BadValue(
                f"{len(row)} cells under {self._width} headings: is there a separator inside "
                "a cell? put the cell in quotation marks"
            )
        if _CONTROL.search("".join(row)):
            raise BadValue("holds signs that no text has (NUL or the like): type it again")
        cells = Cells(line, headings=self.headings)
        filled = len(row)
        for place, name, heading in self._targets:
            if place >= filled:
                continue
            text = row[place].strip()
            if not text or (len(text) < 8 and text.casefold() in _NOTHING):
                continue
            guarded = text[0] == GUARD
            if guarded:
                text = unguarded(text)
            if why := _unfit(name, text, guarded=guarded):
                if why is _FORMULA and name in IDENTIFYING:  # whose the line is, must be there
                    raise BadValue(f"{heading}: {why}")
                cells.left_out(name, why, heading=heading)
            elif name in REPEATABLE:
                cells.many.setdefault(name, []).append((heading, text))
            else:
                cells.one[name] = text
        return cells


_FORMULA = (
    "holds a formula, not what the spreadsheet shows: copy the column, paste it as values, "
    "save the file again"
)


def _unfit(name: Field, text: str, *, guarded: bool) -> str:
    """Why the text of a cell may not enter; empty when it may. A guarded cell was text in the
    register from which it was exported."""
    if len(text) >= SHORTEST and holds_code(text):
        return NEVER_FROM_A_FILE[Field.IDENTITY_CODE]
    if not guarded and name is not Field.NOTE and is_formula(text):
        return _FORMULA
    if len(text) > 20 and len(text) > _limit(name):
        return f"longer than {_limit(name)} characters"
    return ""


def _limit(name: Field) -> int:
    return _SHORTER.get(name) or _LONGER.get(name, _LONGEST)
