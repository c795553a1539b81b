"""Lines that did not enter, given back as a file for Excel: the same columns, and why."""

import csv
from collections.abc import Sequence
from pathlib import Path
from typing import Self, TextIO

from lupaus.intake.escape import harmless
from lupaus.intake.table import Table

REASON = "syy/reason"


class Failures:
    """Written as lines fail; without a path, or without a failed line, no file is made."""

    def __init__(self, path: Path | None, table: Table) -> None:
        self._path = path
        self._headings = table.headings
        self._file: TextIO | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._file is not None:
            self._file.close()

    def add(self, row: Sequence[str], reason: str) -> None:
        if self._path is None:
            return
        if self._file is None:
            self._file = self._path.open("w", encoding="utf-8-sig", newline="")
            self._write([*self._headings, REASON])
        missing = len(self._headings) - len(row)
        self._write([*row, *[""] * missing, reason])

    def _write(self, row: Sequence[str]) -> None:
        assert self._file is not None  # noqa: S101 - add() has opened it
        cells = [harmless(cell.replace("\0", "")) for cell in row]
        csv.writer(self._file, delimiter=";").writerow(cells)
