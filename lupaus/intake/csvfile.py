"""CSV as Excel writes it in Finland: semicolons, cp1252 or UTF-8, quotes, ``sep=;``.

Streams. A line, a cell and a record have a greatest length, so that a file without line ends
or with a quotation mark that never closes is refused instead of filling the memory.
"""

import csv
import io
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from lupaus.intake.rawfile import Encoding, ListFile, encoding_of, mend
from lupaus.intake.unusable import Unusable

#: One line of the file, and one record (which may span lines inside quotes), in characters.
LONGEST_LINE = 256 * 1024
LONGEST_RECORD = 512 * 1024
SEPARATORS = (";", ",", "\t", "|")
_SNIFFED_LINES = 60

#: A row of the file: the line it begins on (1-based) and its cells.
Row = tuple[int, list[str]]


class _Lines:
    """The lines of a text file one by one, counted and measured."""

    def __init__(self, file: io.TextIOWrapper, *, name: str) -> None:
        self.number = 0
        self.first_of_record = 1
        self._record_length = 0
        self._file = file
        self._name = name

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        try:
            line = self._file.readline(LONGEST_LINE)
        except UnicodeDecodeError:
            raise Unusable(
                f"{self._name}, after line {self.number}: the text breaks off or is damaged; "
                "save the file again as CSV UTF-8"
            ) from None
        if not line:
            raise StopIteration
        self.number += 1
        if len(line) == LONGEST_LINE and line[-1] not in "\r\n":
            raise Unusable(
                f"{self._name}, line {self.number} is longer than {LONGEST_LINE} characters: "
                "this is not a list with a customer on each line"
            )
        self._record_length += len(line)
        if self._record_length > LONGEST_RECORD:
            raise Unusable(self._unclosed())
        return line

    def new_record(self) -> None:
        self.first_of_record = self.number + 1
        self._record_length = 0

    def _unclosed(self) -> str:
        return (
            f"{self._name}, line {self.first_of_record}: a quotation mark opens a cell that "
            "does not close; remove it or double it"
        )


def _open(path: ListFile, encoding: Encoding) -> io.TextIOWrapper:
    raw = path.open("rb")
    raw.seek(encoding.skip)
    errors = "surrogateescape" if encoding.mixed else "replace"
    if encoding.codec.startswith("utf-16") or encoding.codec.startswith("utf-32"):
        errors = "strict"
    return io.TextIOWrapper(raw, encoding=encoding.codec, errors=errors, newline="")


def csv_rows(path: ListFile, *, separator: str = "") -> Iterator[Row]:
    """The rows of the file that hold anything, with the lines they begin on."""
    encoding = encoding_of(path)
    separator, skipped = (separator, 0) if separator else sniff(path, encoding)
    with _open(path, encoding) as file:
        lines = _Lines(file, name=path.name)
        for _ in range(skipped):
            next(lines)
            lines.new_record()
        reader = csv.reader(lines, delimiter=separator)
        try:
            for cells in reader:
                if any(cells):
                    if encoding.mixed:
                        cells = _mended(cells)  # noqa: PLW2901 - the same row, readable
                    yield lines.first_of_record, cells
                lines.new_record()
        except csv.Error as wrong:
            raise Unusable(
                f"{path.name}, line {lines.first_of_record}: {wrong}; is there a quotation "
                "mark that does not close?"
            ) from None


def _mended(cells: list[str]) -> list[str]:
    """Most rows are sound, and telling that costs one encoding of the whole row."""
    try:
        "".join(cells).encode()
    except UnicodeEncodeError:
        return [mend(cell) for cell in cells]
    return cells


def sniff(path: ListFile, encoding: Encoding) -> tuple[str, int]:
    """The separator, and how many lines stand before the list (Excel's own ``sep=;``).

    The separator is the one that gives the most rows one and the same number of cells: a comma
    in an address or a sum moves about, a separator does not.
    """
    with _open(path, encoding) as file:
        lines = list(islice(_Lines(file, name=path.name), _SNIFFED_LINES))
    first = lines[0].strip() if lines else ""
    if first.lower().startswith("sep=") and len(first) == 5:
        return first[4], 1
    if first.lower() == "sep=":  # a tab that was stripped
        return "\t", 1
    return max(SEPARATORS, key=lambda s: _evenness(lines, s)), 0


def _evenness(lines: list[str], separator: str) -> tuple[float, int]:
    counts: Counter[int] = Counter()
    try:
        for cells in csv.reader(lines, delimiter=separator):
            if any(cells):
                counts[len(cells)] += 1
    except csv.Error:
        return 0.0, 0
    several = Counter({n: rows for n, rows in counts.items() if n > 1})
    if not several:
        return 0.0, 0
    width, rows = max(several.items(), key=lambda item: (item[1], item[0]))
    return round(rows / counts.total(), 1), width
