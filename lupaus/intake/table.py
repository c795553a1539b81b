"""A file as a table: headings, where they stand, and rows that stream."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from lupaus.intake.csvfile import Row, csv_rows
from lupaus.intake.heading_words import HEADINGS, plain
from lupaus.intake.rawfile import Kind, ListFile, kind_of
from lupaus.intake.unusable import Unusable
from lupaus.intake.values.email import is_address
from lupaus.intake.xlsxfile import Sheet, sheets_of, xlsx_rows

_LOOKED_AT = 15  # rows in which headings are sought
_MOST_COLUMNS = 1_000
_NUMBERISH = re.compile(r"[+\d][\d .,/+()-]*")


@dataclass(frozen=True, slots=True)
class Table:
    """``headings_line`` is 0 when the file has none: columns are then called 1, 2, 3 …
    ``hidden`` names sheets that were left alone because they are hidden."""

    path: ListFile
    headings: tuple[str, ...]
    headings_line: int
    sheet: str = ""
    hidden: tuple[str, ...] = ()

    def rows(self) -> Iterator[Row]:
        """The rows below the headings, from the beginning at every call."""
        return (row for row in _rows(self.path, self.sheet) if row[0] > self.headings_line)

    def sample(self, size: int = 500) -> tuple[Row, ...]:
        return tuple(islice(self.rows(), size))


def open_table(path: ListFile, *, sheet: str = "", without_headings: bool = False) -> Table:
    """Look at the file and find its headings. Raises Unusable when it cannot be a list."""
    sheets: tuple[Sheet, ...] = sheets_of(path) if kind_of(path) is Kind.XLSX else ()
    top = list(islice(_rows(path, sheet), _LOOKED_AT))
    if not top:
        raise Unusable(f"{path.name} holds no rows: nothing to take in")
    width = max(len(cells) for _, cells in top)
    if width > _MOST_COLUMNS:
        raise Unusable(f"{path.name} has {width} columns: this is not a list of customers")
    hidden = tuple(s.name for s in sheets if s.hidden and s.name != sheet)
    line, cells = _headings(path, top, without_headings=without_headings)
    names = [cell.strip() or str(n) for n, cell in enumerate(cells, start=1)]
    names += [str(n) for n in range(len(names) + 1, width + 1)]
    return Table(path, tuple(names), line, sheet, hidden)


def _rows(path: ListFile, sheet: str) -> Iterator[Row]:
    if kind_of(path) is Kind.XLSX:
        return xlsx_rows(path, sheet=sheet)
    if sheet:
        raise Unusable(f"{path.name} is a text file and has no sheets: leave out --sheet")
    return csv_rows(path)


def _headings(
    path: ListFile, top: list[Row], *, without_headings: bool
) -> tuple[int, list[str]]:
    """The line and cells of the headings: the row that has most words we know."""
    if without_headings:
        return 0, []
    known = [sum(plain(cell) in HEADINGS for cell in cells if cell) for _, cells in top]
    best = max(range(len(top)), key=lambda i: known[i])
    needed = 1 if max(len(cells) for _, cells in top) == 1 else 2
    if known[best] >= needed:
        return top[best]
    line, cells = top[0]
    if not known[0] and _looks_like_a_customer(cells):
        raise Unusable(
            f"{path.name}, line {line} looks like a customer, not like headings. Add a line of "
            'headings, or say what the columns are: --column "1=name" --column "2=phone"'
        )
    return line, cells


def _looks_like_a_customer(cells: Iterable[str]) -> bool:
    filled = [cell.strip() for cell in cells if cell.strip()]
    return any(is_address(cell) or _NUMBERISH.fullmatch(cell) for cell in filled)
