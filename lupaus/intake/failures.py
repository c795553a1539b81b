"""Lines that did not enter, given back as a file for Excel: the same columns, and why."""

import csv
from collections.abc import Sequence
from pathlib import Path
from typing import IO, Self

from lupaus.intake.escape import harmless
from lupaus.intake.table import Table

REASON = "syy/reason"


class Failures:
    """Written as lines fail; without a path, or without a failed line, no file is made. An open
    text is written to and left open."""

    def __init__(self, into: Path | IO[str] | None, table: Table) -> None:
        self._path = into if isinstance(into, Path) else None
        self._headings = table.headings
        self._text = None if isinstance(into, Path) else into
        self._file: IO[str] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._file is not None and self._file is not self._text:
            self._file.close()

    def add(self, row: Sequence[str], reason: str) -> None:
        if self._path is None and self._text is None:
            return
        if self._file is None:
            if self._path is not None:
                self._file = self._path.open("w", encoding="utf-8-sig", newline="")
            else:
                self._file = self._text
            self._write([*self._headings, REASON])
        missing = len(self._headings) - len(row)
        self._write([*row, *[""] * missing, reason])

    def _write(self, row: Sequence[str]) -> None:
        assert self._file is not None  # noqa: S101 - add() has opened it
        cells = [harmless(cell.replace("\0", "")) for cell in row]
        csv.writer(self._file, delimiter=";").writerow(cells)
