"""An XLSX workbook of one sheet, written as it comes: no row is held, nothing lies in a
temporary file, and no text is ever a formula."""

import re
import zipfile
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from types import TracebackType
from typing import Any, BinaryIO, Final, Self
from xml.sax.saxutils import escape

_HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES: Final = "http://schemas.openxmlformats.org/package/2006/content-types"
_SHEET: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_EPOCH: Final = date(1899, 12, 30).toordinal()
_DAY, _MONEY = 1, 2  # cell formats, as the styles below have them
#: What XML cannot hold, and halves of pairs.
_UNFIT: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LONGEST: Final = 32_767

_PARTS: Final = {
    "[Content_Types].xml": f'<Types xmlns="{_TYPES}"><Default Extension="rels" ContentType='
    '"application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_SHEET}.sheet.main+xml"/>'
    f'<Override PartName="/xl/styles.xml" ContentType="{_SHEET}.styles+xml"/>'
    '<Override PartName="/xl/worksheets/sheet1.xml"'
    f' ContentType="{_SHEET}.worksheet+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="r1"'
    f' Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
    '<sheet name="1" sheetId="1" r:id="r1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_RELATIONS}">'
    f'<Relationship Id="r1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="r2" Type="{_OFFICE}/styles" Target="styles.xml"/></Relationships>',
    "xl/styles.xml": f'<styleSheet xmlns="{_MAIN}"><fonts count="1"><font/></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
    '<cellXfs count="3"><xf/><xf numFmtId="14" applyNumberFormat="1"/>'
    '<xf numFmtId="4" applyNumberFormat="1"/></cellXfs><cellStyles count="1">'
    '<cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>',
}


class Workbook:
    """``with Workbook(out) as book: book.row([...])``. Days are days, sums are sums, the rest
    is text."""

    def __init__(self, out: BinaryIO) -> None:
        self._archive = zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED)

    def __enter__(self) -> Self:
        for name, text in _PARTS.items():
            self._archive.writestr(name, _HEAD + text)
        self._sheet = self._archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True)
        self._put(f'{_HEAD}<worksheet xmlns="{_MAIN}"><sheetData>')
        return self

    def row(self, values: Iterable[Any]) -> None:
        self._put(f"<row>{''.join(map(_cell, values))}</row>")

    def __exit__(
        self,
        kind: type[BaseException] | None,
        wrong: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._put("</sheetData></worksheet>")
        self._sheet.close()
        self._archive.close()

    def _put(self, text: str) -> None:
        self._sheet.write(text.encode())


def _cell(value: Any) -> str:
    match value:
        case None | "":
            return "<c/>"
        case date():
            return f'<c s="{_DAY}"><v>{value.toordinal() - _EPOCH}</v></c>'
        case Decimal():
            return f'<c s="{_MONEY}"><v>{value:f}</v></c>'
        case int():
            return f"<c><v>{value}</v></c>"
        case _:
            text = escape(_UNFIT.sub("", str(value))[:_LONGEST])
            return f'<c t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'
