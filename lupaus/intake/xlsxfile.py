"""XLSX workbooks as streams of text rows.

openpyxl reads what describes the workbook: its sheets, its date formats. The rows themselves
and the shared texts are read here with expat, a piece at a time, because a million rows must
not fill the memory. Before that the archive is weighed and every part that will be read is
looked at for a document type, where entity attacks begin. Of a workbook that was sent over the
network the work is bounded as well: a few bytes that unpack to millions of cells would hold a
request for minutes.
"""

import contextlib
import warnings
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from itertools import pairwise
from math import inf
from xml.parsers import expat

from openpyxl.reader.excel import ExcelReader
from openpyxl.styles.stylesheet import apply_stylesheet

from lupaus.intake.csvfile import Row
from lupaus.intake.rawfile import ListFile, Upload
from lupaus.intake.sheetxml import Texts, doctype_in, require_marks, sheet_rows, texts_of
from lupaus.intake.unusable import Unusable

_MOST_PARTS = 5_000


@dataclass(frozen=True, slots=True)
class _Limits:
    """How much an archive may unpack to, in bytes, and how much work it may make, in marks:
    the ``<`` of its parts. ``part`` is a sheet or its texts: they are streamed, so this bounds
    time, not memory. ``other`` are styles and the like, which are read whole. What is larger
    than ``bulky`` may be no more than ``ratio`` times what it was packed to."""

    whole: int
    part: int
    other: int
    bulky: int
    ratio: int
    is_counted: bool

    def marks(self, kind: "_Kind", packed: int) -> float:
        """So many in a part of that size: whoever wants us to work sends as much himself."""
        if not self.is_counted:
            return inf
        return min(kind.base + kind.per_byte * packed, kind.most)


class _Kind(Enum):
    """How many marks a part may have: so many, and so many more for each packed byte, and so
    many in all. Honest sheets come to four a byte where most cells are empty, texts to one;
    both may have a million rows."""

    SHEET = (300_000, 6, 60_000_000)
    TEXTS = (100_000, 3, 20_000_000)
    DESCRIBING = (30_000, 0, 30_000)  # openpyxl makes objects of them, fifty times as slowly

    def __init__(self, base: int, per_byte: int, most: int) -> None:
        self.base, self.per_byte, self.most = base, per_byte, most


#: The command line has time: a list of a million rows is read there.
_ON_DISK = _Limits(16 << 30, 4 << 30, 8 << 20, bulky=64 << 20, ratio=400, is_counted=False)
#: A request has not, and others wait for it.
_SENT = _Limits(1 << 30, 1 << 30, 8 << 20, bulky=16 << 20, ratio=100, is_counted=True)


def _limits(path: ListFile) -> _Limits:
    return _SENT if isinstance(path, Upload) else _ON_DISK


@dataclass(frozen=True, slots=True)
class Sheet:
    """``part`` is where the rows are inside the archive."""

    name: str
    hidden: bool
    part: str


@dataclass(frozen=True, slots=True)
class _Book:
    sheets: tuple[Sheet, ...]
    dates: frozenset[int]  # the cell formats that show days
    epoch: datetime


class _Metadata(ExcelReader):
    """openpyxl's reader as far as it describes the workbook. The texts and the sheets, which
    it would hold or walk through, are left alone."""

    def read_at_most(self, most: float) -> None:
        """Raises Unusable when the parts that it reads have more marks than so many."""
        read, seen = self.archive.read, 0

        def counted(name: str) -> bytes:
            nonlocal seen
            part: bytes = read(name)
            seen += part.count(b"<")
            require_marks(seen, most)
            return part

        self.archive.read = counted  # type: ignore[method-assign, assignment]  # its only way in
        self.read_manifest()
        self.read_workbook()
        apply_stylesheet(self.archive, self.wb)

    def book(self) -> _Book:
        sheets = tuple(
            Sheet(sheet.name, hidden=sheet.state != "visible", part=relation.target)
            for sheet, relation in self.parser.find_sheets()
            if relation.target in self.valid_files and "chartsheet" not in relation.Type
        )
        dates = frozenset(vars(self.wb)["_date_formats"])  # openpyxl keeps them to itself
        return _Book(sheets, dates, self.wb.epoch)


def sheets_of(path: ListFile) -> tuple[Sheet, ...]:
    with _archive(path):
        return _workbook(path).sheets


def xlsx_rows(path: ListFile, *, sheet: str = "") -> Iterator[Row]:
    """The rows of one sheet that hold anything. Without ``sheet``: the only visible one."""
    with _archive(path) as archive:
        book = _workbook(path)
        chosen = _choose(path, book.sheets, sheet)
        limits = _limits(path)
        most = limits.marks(_Kind.SHEET, archive.getinfo(chosen.part).compress_size)
        with _texts(archive, limits) as texts, archive.open(chosen.part) as source:
            yield from sheet_rows(
                source, texts=texts, dates=book.dates, epoch=book.epoch, most=most
            )


def _choose(path: ListFile, sheets: tuple[Sheet, ...], wanted: str) -> Sheet:
    if wanted:
        for sheet in sheets:
            if sheet.name.casefold() == wanted.casefold():
                return sheet
        names = ", ".join(s.name for s in sheets)
        raise Unusable(f"{path.name} has no sheet {wanted!r}; it has: {names}")
    visible = [s for s in sheets if not s.hidden] or list(sheets)
    if not visible:
        raise Unusable(f"{path.name} has no sheet with rows")
    if len(visible) > 1:
        names = ", ".join(s.name for s in visible)
        raise Unusable(f"{path.name} has several sheets: choose one with --sheet ({names})")
    return visible[0]


@contextlib.contextmanager
def _archive(path: ListFile) -> Iterator[zipfile.ZipFile]:
    """The workbook's archive, weighed. Whatever is damaged inside is told as one sentence."""
    try:
        with path.open("rb") as file, zipfile.ZipFile(file) as archive:
            _weigh(path, archive)
            yield archive
    except (zipfile.BadZipFile, EOFError, KeyError, NotImplementedError, RuntimeError) as wrong:
        raise Unusable(f"{path.name} is damaged or locked with a password: {wrong}") from None
    except expat.ExpatError as wrong:
        raise Unusable(f"{path.name} is damaged: {wrong}; open it and save it again") from None


def _weigh(path: ListFile, archive: zipfile.ZipFile) -> None:
    parts = archive.infolist()
    if len(parts) > _MOST_PARTS:
        raise Unusable(f"{path.name} holds {len(parts)} parts: this is not a list of customers")
    spans = sorted((p.header_offset, p.header_offset + p.compress_size) for p in parts)
    if any(end > start for (_, end), (start, _) in pairwise(spans)):
        raise Unusable(f"{path.name} is made to unpack without end: refused")
    limits = _limits(path)
    _weigh_all(path, parts, limits)
    for part in parts:
        streamed = (
            part.filename.startswith("xl/worksheets/") or "sharedStrings" in part.filename
        )
        read_whole = part.filename.endswith((".xml", ".rels")) and not streamed
        most = limits.other if read_whole else limits.part
        if part.file_size > most or _is_bomb(part.file_size, part.compress_size, limits):
            raise _too_large(path, part.file_size, part.filename)
        if part.filename.endswith((".xml", ".rels")):
            with archive.open(part) as source:
                if doctype_in(source):
                    raise Unusable(
                        f"{path.name} declares a document type in {part.filename}, which no "
                        "spreadsheet program does: refused"
                    )


def _weigh_all(path: ListFile, parts: Sequence[zipfile.ZipInfo], limits: _Limits) -> None:
    """Many parts that are large together."""
    size = sum(part.file_size for part in parts)
    if size > limits.whole or _is_bomb(size, sum(p.compress_size for p in parts), limits):
        raise _too_large(path, size, "all its parts")


def _is_bomb(size: int, packed: int, limits: _Limits) -> bool:
    return size > limits.bulky and size > limits.ratio * max(packed, 1)


def _too_large(path: ListFile, size: int, what: str) -> Unusable:
    return Unusable(
        f"{path.name} would unpack to {size >> 20} MiB ({what}): "
        "refused; save the list as CSV if it really is that large"
    )


def _workbook(path: ListFile) -> _Book:
    """What openpyxl says of the workbook. It meets damaged files with errors of every kind,
    and every one of them means the same to the file's owner."""
    try:
        with warnings.catch_warnings(), contextlib.ExitStack() as stack:
            warnings.simplefilter("ignore")  # openpyxl tells of styles that it does not draw
            file = stack.enter_context(path.open("rb"))
            reader = _Metadata(file, read_only=True, data_only=True, keep_links=False)
            with reader.archive:
                reader.read_at_most(_limits(path).marks(_Kind.DESCRIBING, 0))
                return reader.book()
    except Unusable:
        raise
    except Exception as wrong:  # noqa: BLE001 - see above
        raise Unusable(
            f"{path.name} is not a workbook that can be read ({type(wrong).__name__}): "
            "open it in a spreadsheet program and save it again as .xlsx"
        ) from None


@contextlib.contextmanager
def _texts(archive: zipfile.ZipFile, limits: _Limits) -> Iterator[Texts]:
    found = [p for p in archive.infolist() if p.filename.lower() == "xl/sharedstrings.xml"]
    if not found:
        with Texts() as texts:
            yield texts
        return
    most = limits.marks(_Kind.TEXTS, found[0].compress_size)
    with archive.open(found[0]) as source, Texts(texts_of(source, most=most)) as texts:
        yield texts
