"""Rows out of a worksheet's XML, piece by piece, with memory that does not grow.

expat tells of elements as they pass; what it told is drained after every piece. A cell, a row
and the distance between two elements have limits.
"""

import os
import tempfile
from array import array
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from datetime import datetime, timedelta
from itertools import islice
from math import inf
from typing import IO, Any, Self
from xml.parsers import expat

from lupaus.intake.unusable import Unusable

_PIECE = 1 << 16
_LONGEST_TEXT = 128 * 1024
_MOST_COLUMNS = 1_000
_MOST_ROWS = 1_048_576  # Excel's own limit
#: So many pieces without an element: one tag or attribute that never ends.
_SILENT_PIECES = 32
_PROLOG = 1 << 20
_LONGEST_INDEX = 9  # digits


class Texts:
    """The shared texts of a workbook, in a nameless temporary file: only where each begins is
    held in memory. The file is gone when the workbook is closed, or the program dies.

    They are read no further than the rows ask for: whoever looks at the first rows does not
    wait for the texts of a million.
    """

    def __init__(self, texts: Iterable[str] = ()) -> None:
        self._unread = iter(texts)
        self._file = tempfile.TemporaryFile()  # noqa: SIM115 - closed by __exit__
        self._starts = array("Q", [0])
        self._pending: list[bytes] = []
        self._length = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def __len__(self) -> int:
        """How many have been read."""
        return len(self._starts) - 1

    def add(self, text: str) -> None:
        coded = text.encode("utf-8", "replace")
        self._pending.append(coded)
        self._length += len(coded)
        self._starts.append(self._length)
        if len(self._pending) >= 4096:
            self._flush()

    def _flush(self) -> None:
        self._file.write(b"".join(self._pending))
        self._file.flush()
        self._pending.clear()

    def __getitem__(self, index: int) -> str:
        """Raises IndexError for a text that there is not."""
        for text in islice(self._unread, max(index + 1 - len(self), 0)):
            self.add(text)
        if self._pending:
            self._flush()
        start, end = self._starts[index], self._starts[index + 1]
        return os.pread(self._file.fileno(), end - start, start).decode("utf-8")


def doctype_in(source: IO[bytes]) -> bool:
    """Whether a document type stands before the first element, its only legal place."""
    found: list[str] = []
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = lambda *_: found.append("doctype")
    parser.StartElementHandler = lambda *_: found.append("element")
    read = 0
    try:
        while not found and read < _PROLOG and (piece := source.read(4096)):
            read += len(piece)
            parser.Parse(piece, False)
    except expat.ExpatError:
        return "doctype" in found  # other damage is told when the part is read
    return "doctype" in found or read >= _PROLOG


class _Parser:
    """expat with a watch on silence, and names without their namespaces."""

    def __init__(
        self, on_start: Callable[[str, Any], None], on_end: Callable[[str], None]
    ) -> None:
        self._heard = False
        self._on_start, self._on_end = on_start, on_end
        self._text: list[str] | None = None
        self._length = 0
        self._parser = expat.ParserCreate()
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._characters

    def feed(self, source: IO[bytes], most: float) -> Iterator[None]:
        """Parse piece after piece; a yield after each lets the caller drain what was told.
        ``most``: so many marks, counted before they are parsed, because parsing is the work."""
        silent, marks = 0, 0
        while piece := source.read(_PIECE):
            self._heard = False
            marks += piece.count(b"<")
            require_marks(marks, most)
            self._parser.Parse(piece, False)
            silent = 0 if self._heard else silent + 1
            if silent > _SILENT_PIECES:
                raise Unusable("the workbook holds a part that never ends: refused")
            yield
        self._parser.Parse(b"", True)
        yield

    def listen(self) -> None:
        self._text, self._length = [], 0

    def heard(self) -> str:
        text = "".join(self._text or ())
        self._text = None
        return text

    def _start(self, name: str, attributes: Any) -> None:
        self._heard = True
        self._on_start(name.rpartition(":")[2], attributes)

    def _end(self, name: str) -> None:
        self._heard = True
        self._on_end(name.rpartition(":")[2])

    def _characters(self, text: str) -> None:
        if self._text is None:
            return
        self._heard = True
        self._length += len(text)
        if self._length > _LONGEST_TEXT:
            raise Unusable(f"the workbook has a cell longer than {_LONGEST_TEXT} characters")
        self._text.append(text)


class _SharedTexts:
    """Turns the elements of the shared texts into texts: runs are joined, the readings of
    Asian text left out."""

    def __init__(self) -> None:
        self.done: deque[str] = deque()
        self.parser = _Parser(self._start, self._end)
        self._runs: list[str] = []
        self._in_reading = False

    def _start(self, name: str, _attributes: Any) -> None:
        if name == "si":
            self._runs = []
        elif name == "rPh":
            self._in_reading = True
        elif name == "t" and not self._in_reading:
            self.parser.listen()

    def _end(self, name: str) -> None:
        if name == "t" and not self._in_reading:
            self._runs.append(self.parser.heard())
        elif name == "rPh":
            self._in_reading = False
        elif name == "si":
            self.done.append("".join(self._runs))


def require_marks(marks: int, most: float) -> None:
    """Raises Unusable when a part has more marks than so many."""
    if marks > most:
        raise Unusable(
            "the workbook packs more cells or styles than a list of its size has: refused; "
            "copy the list into a new workbook, or save it as CSV"
        )


def texts_of(source: IO[bytes], *, most: float = inf) -> Iterator[str]:
    """The shared texts of a workbook, in order. Raises Unusable for more than so many marks."""
    texts = _SharedTexts()
    for _ in texts.parser.feed(source, most):
        while texts.done:
            yield texts.done.popleft()


class _Rows:
    """Turns the elements of a worksheet into rows."""

    def __init__(self, texts: Texts, dates: Any, epoch: datetime) -> None:
        self.done: deque[tuple[int, list[str]]] = deque()
        self.parser = _Parser(self._start, self._end)
        self._texts, self._dates, self._epoch = texts, frozenset(dates), epoch
        self._row = 0
        self._cells: list[str] = []
        self._column = 0
        self._type = "n"
        self._style = 0

    def _start(self, name: str, attributes: Any) -> None:
        if name == "c":
            self._column = _column_of(attributes.get("r", ""), after=self._column)
            self._type = attributes.get("t", "n")
            self._style = int(attributes.get("s", "0") or 0)
        elif name in {"v", "t"}:
            self.parser.listen()
        elif name == "row":
            number = attributes.get("r", "")
            self._row = int(number) if number.isdecimal() else self._row + 1
            if not 0 < self._row <= _MOST_ROWS:
                raise Unusable("the workbook has a row that no spreadsheet can hold: refused")
            self._cells, self._column = [], 0

    def _end(self, name: str) -> None:
        if name == "v" or (name == "t" and self._type == "inlineStr"):
            if text := self._value(self.parser.heard()):
                self._put(text)
        elif name == "row" and any(self._cells):
            self.done.append((self._row, self._cells))
            self._cells = []

    def _put(self, text: str) -> None:
        missing = self._column - len(self._cells)
        if missing > 0:
            self._cells.extend([""] * missing)
        self._cells[self._column - 1] += text

    def _value(self, text: str) -> str:
        match self._type:
            case "s":
                return self._shared(text)
            case "b":
                return "kyllä" if text.strip() == "1" else "ei"
            case "e":
                return ""  # #REF! and its kin say nothing about a customer
            case "n":
                return self._number(text.strip())
            case _:
                return text

    def _shared(self, text: str) -> str:
        if text.isdecimal() and len(text) <= _LONGEST_INDEX:
            with suppress(IndexError):
                return self._texts[int(text)]
        raise Unusable("the workbook is damaged: a cell points at a text that is not there")

    def _number(self, text: str) -> str:
        if self._style in self._dates and text:
            return self._day(text)
        if text.lstrip("-").isdecimal() or not text:
            return text
        try:
            number = float(text)
        except ValueError:
            return text
        if number.is_integer() and abs(number) < 1e15:
            return str(int(number))
        return f"{number:.10f}".rstrip("0").replace(".", ",")

    def _day(self, text: str) -> str:
        try:
            moment = self._epoch + timedelta(days=float(text))
        except (ValueError, OverflowError):
            return text
        if self._epoch.year == 1899 and moment < datetime(1900, 3, 1):  # noqa: DTZ001 - a day, no moment
            moment += timedelta(days=1)  # Excel's 29.2.1900
        return moment.date().isoformat()


def _column_of(reference: str, *, after: int) -> int:
    """The number of column ``AB`` in ``AB12``; the next one when the cell does not say."""
    number = 0
    for letter in reference[:4]:
        if not "A" <= letter <= "Z":
            break
        number = number * 26 + ord(letter) - 64
    number = number or after + 1
    if number > _MOST_COLUMNS:
        raise Unusable(f"the workbook has more than {_MOST_COLUMNS} columns: refused")
    return number


def sheet_rows(
    source: IO[bytes], *, texts: Texts, dates: Any, epoch: datetime, most: float = inf
) -> Iterator[tuple[int, list[str]]]:
    """Rows that hold anything, with their numbers. Values only: a formula gives the value that
    was saved with it. Days become ``2025-02-01``, other numbers what a Finn would type.
    Raises Unusable for more than ``most`` marks."""
    rows = _Rows(texts, dates, epoch)
    for _ in rows.parser.feed(source, most):
        while rows.done:
            yield rows.done.popleft()
