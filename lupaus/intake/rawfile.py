"""What kind of file is it, and in which characters is its text written? By its bytes, never by
its name."""

import codecs
from dataclasses import dataclass
from enum import Enum
from io import BytesIO
from pathlib import Path

from lupaus.intake.unusable import Unusable

_CHUNK = 1 << 16


@dataclass(frozen=True, slots=True)
class Upload:
    """A list that came over the network. It is held in memory and never written to a disk in
    clear; it is read like a file."""

    name: str
    content: bytes

    def open(self, _mode: str = "rb") -> BytesIO:
        return BytesIO(self.content)

    def __str__(self) -> str:
        return self.name


#: Whatever a list is read from.
ListFile = Path | Upload


class Kind(Enum):
    TEXT = "text"
    XLSX = "xlsx"


@dataclass(frozen=True, slots=True)
class Encoding:
    """``codec`` decodes the file; with ``mixed`` single bytes that are not UTF-8 are read as
    cp1252, because files are glued together from pieces of different age."""

    codec: str
    skip: int = 0  # bytes of a byte order mark
    mixed: bool = False


#: First bytes of what people send by mistake -> what to do.
_FOREIGN = {
    b"\xd0\xcf\x11\xe0": "an old .xls workbook: open it and save it as .xlsx",
    b"%PDF": "a PDF: ask for the list as .xlsx or .csv",
    b"\x1f\x8b": "a gzip archive: unpack it first",
    b"7z\xbc\xaf": "a 7z archive: unpack it first",
    b"Rar!": "a rar archive: unpack it first",
    b"SQLi": "a database: export its tables as CSV",
    b"\x89PNG": "a picture: ask for the list as .xlsx or .csv",
    b"\xff\xd8\xff": "a picture: ask for the list as .xlsx or .csv",
    b"BEGIN:VC": "a vCard file: export the contacts as CSV instead",
    b"<html": "a web page: open it in a spreadsheet program and save it as .xlsx",
    b"<HTML": "a web page: open it in a spreadsheet program and save it as .xlsx",
    b"<!DOCTYP": "a web page: open it in a spreadsheet program and save it as .xlsx",
    b"<!doctyp": "a web page: open it in a spreadsheet program and save it as .xlsx",
    b"<?xml": "an XML file: open it in a spreadsheet program and save it as .xlsx",
}
#: Bytes that no text has; a list may hold a few by accident, a program is full of them.
_NO_TEXT = bytes({*range(32), 127} - {9, 10, 11, 12, 13, 26, 27})
_MOST_NO_TEXT = 0.02
#: Bytes of å ä ö Å Ä Ö, by the code pages in which Finnish lists were written.
_FINNISH_BYTES = {
    "cp1252": bytes.fromhex("e5e4f6c5c4d6"),
    "mac-roman": bytes.fromhex("8c8a9a818085"),
    "cp850": bytes.fromhex("8684948f8e99"),
}


def kind_of(path: ListFile) -> Kind:
    """XLSX or text; raises Unusable with the cure for anything else."""
    try:
        with path.open("rb") as file:
            head = file.read(8)
    except OSError as wrong:
        raise Unusable(f"{path} cannot be opened: {wrong.strerror}") from None
    if not head:
        raise Unusable(f"{path.name} is empty: nothing to take in")
    if head.startswith(b"PK\x03\x04"):
        return Kind.XLSX
    for start, cure in _FOREIGN.items():
        if head.startswith(start):
            raise Unusable(f"{path.name} is {cure}")
    if path.name.lower().endswith((".xlsx", ".xlsm")):
        raise Unusable(
            f"{path.name} is no Excel file, although it is called one: open it in a"
            " spreadsheet program and save it as .xlsx"
        )
    return Kind.TEXT


def encoding_of(path: ListFile) -> Encoding:
    """How the text is coded: by its byte order mark, else by its first byte beyond ASCII.

    Statistics are left out on purpose: on short lists they take Finnish for Japanese. The file
    is read only as far as that first byte.
    """
    with path.open("rb") as file:
        head = file.read(_CHUNK)
        for mark, codec in (
            (codecs.BOM_UTF8, "utf-8"),
            (codecs.BOM_UTF32_LE, "utf-32-le"),
            (codecs.BOM_UTF16_LE, "utf-16-le"),
            (codecs.BOM_UTF16_BE, "utf-16-be"),
        ):
            if head.startswith(mark):
                return Encoding(codec, skip=len(mark), mixed=codec == "utf-8")
        if codec := _utf16_without_mark(head):
            return Encoding(codec)
        _require_text(path, head)
        while head:
            if not head.isascii():
                return _by_first_letter(head, file.read(_CHUNK))
            head = file.read(_CHUNK)
    return Encoding("utf-8", mixed=True)


def _require_text(path: ListFile, head: bytes) -> None:
    """Raises Unusable for a program, a picture or the like."""
    odd = len(head) - len(head.translate(None, _NO_TEXT))
    if odd > max(8, _MOST_NO_TEXT * len(head)):
        raise Unusable(f"{path.name} is no text: ask for the list as .xlsx or .csv")


def _utf16_without_mark(head: bytes) -> str:
    """Every second byte is NUL in UTF-16 text of European languages."""
    even, odd = head[0::2], head[1::2]
    if len(odd) >= 4 and odd.count(0) > 0.7 * len(odd) and even.count(0) < 0.1 * len(even):
        return "utf-16-le"
    if len(odd) >= 4 and even.count(0) > 0.7 * len(even) and odd.count(0) < 0.1 * len(odd):
        return "utf-16-be"
    return ""


def _by_first_letter(chunk: bytes, more: bytes) -> Encoding:
    sample = chunk + more
    first = next(i for i, byte in enumerate(sample) if byte >= 0x80)
    for length in (2, 3, 4):
        try:
            sample[first : first + length].decode("utf-8")
        except UnicodeDecodeError:
            continue
        return Encoding("utf-8", mixed=True)
    scores = {
        codec: sum(map(sample.count, letters)) for codec, letters in _FINNISH_BYTES.items()
    }
    best = max(scores, key=lambda codec: scores[codec])
    return Encoding(best if scores[best] > scores["cp1252"] else "cp1252")


def mend(text: str) -> str:
    """A cell of a mixed file with its odd bytes read as cp1252."""
    odd = text.encode("utf-8", "surrogateescape")
    pieces = []
    while odd:
        try:
            pieces.append(odd.decode("utf-8"))
            break
        except UnicodeDecodeError as wrong:
            pieces.append(odd[: wrong.start].decode("utf-8"))
            pieces.append(odd[wrong.start : wrong.end].decode("cp1252", "replace"))
            odd = odd[wrong.end :]
    return "".join(pieces)
