"""XLSX workbooks as streams of text rows.

openpyxl reads what describes the workbook: its sheets, its date formats. The rows themselves
and the shared texts are read here with expat, a piece at a time, because a million rows must
not fill the memory. Before that the archive is weighed and every part that will be read is
looked at for a document type, where entity attacks begin.
"""

import contextlib
import warnings
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from xml.parsers import expat

from openpyxl.reader.excel import ExcelReader
from openpyxl.styles.stylesheet import apply_stylesheet

from lupaus.intake.csvfile import Row
from lupaus.intake.rawfile import ListFile
from lupaus.intake.sheetxml import Texts, doctype_in, sheet_rows, texts_of
from lupaus.intake.unusable import Unusable

_LARGEST_PART = 4 << 30  # a sheet or its texts: streamed, so this bounds time, not memory
_LARGEST_OTHER = 8 << 20  # styles and the like: read whole
_MOST_PARTS = 5_000
_BOMB_SIZE, _BOMB_RATIO = 64 << 20, 400


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

    def read(self) -> None:
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
        with _texts(archive) as texts, archive.open(chosen.part) as source:
            yield from sheet_rows(source, texts=texts, dates=book.dates, epoch=book.epoch)


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
    for part in parts:
        bulky = part.filename.startswith("xl/worksheets/") or "sharedStrings" in part.filename
        read_whole = part.filename.endswith((".xml", ".rels")) and not bulky
        ratio = part.file_size / max(part.compress_size, 1)
        if part.file_size > (_LARGEST_OTHER if read_whole else _LARGEST_PART) or (
            part.file_size > _BOMB_SIZE and ratio > _BOMB_RATIO
        ):
            raise Unusable(
                f"{path.name} would unpack to {part.file_size >> 20} MiB ({part.filename}): "
                "refused; save the list as CSV if it really is that large"
            )
        if part.filename.endswith((".xml", ".rels")):
            with archive.open(part) as source:
                if doctype_in(source):
                    raise Unusable(
                        f"{path.name} declares a document type in {part.filename}, which no "
                        "spreadsheet program does: refused"
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
                reader.read()
                return reader.book()
    except Exception as wrong:  # noqa: BLE001 - see above
        raise Unusable(
            f"{path.name} is not a workbook that can be read ({type(wrong).__name__}): "
            "open it in a spreadsheet program and save it again as .xlsx"
        ) from None


@contextlib.contextmanager
def _texts(archive: zipfile.ZipFile) -> Iterator[Texts]:
    names = [n for n in archive.namelist() if n.lower() == "xl/sharedstrings.xml"]
    with Texts() as texts:
        if names:
            with archive.open(names[0]) as source:
                for text in texts_of(source):
                    texts.add(text)
        yield texts
