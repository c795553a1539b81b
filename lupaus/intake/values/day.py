"""Days: ``1.2.2025``, ``1.2.25``, ``2025-02-01``, ``20250201`` and Excel's serial numbers."""

import re
from datetime import date, timedelta
from functools import lru_cache

from lupaus.intake.unusable import BadValue

_TIME = r"(?:[T ,klo]+\d{1,2}[.:]\d{2}(?:[.:]\d{2}(?:[.,]\d+)?)?\s*(?:Z|[+-]\d\d:?\d\d)?)?"
_FINNISH = re.compile(rf"(\d{{1,2}})\.\s?(\d{{1,2}})\.\s?(\d{{4}}|\d{{2}}){_TIME}", re.ASCII)
_ISO = re.compile(rf"(\d{{4}})-(\d{{1,2}})-(\d{{1,2}}){_TIME}", re.ASCII)
_SOLID = re.compile(r"(19\d\d|20\d\d)(\d\d)(\d\d)", re.ASCII)
_SLASHED = re.compile(rf"(\d{{1,2}})/(\d{{1,2}})/(\d{{4}}){_TIME}", re.ASCII)
_SERIAL = re.compile(r"(\d{5})(?:[.,]\d+)?", re.ASCII)

#: Excel counts from here: day 60 was the leap day that 1900 did not have.
_EXCEL_EPOCH = date(1899, 12, 30)
_EARLIEST, _LATEST = 1900, 2100
#: Two digits: up to 29 this century, as Excel reads them.
_PIVOT = 29


def _day(year: int, month: int, day: int) -> date:
    if not _EARLIEST <= year <= _LATEST:
        raise BadValue(f"the year is not between {_EARLIEST} and {_LATEST}")
    try:
        return date(year, month, day)
    except ValueError:
        raise BadValue("there is no such day: write it as 31.12.2025") from None


def _full_year(text: str) -> int:
    year = int(text)
    if len(text) == 4:
        return year
    return year + (2000 if year <= _PIVOT else 1900)


@lru_cache(maxsize=4096)  # a list has few days, each many times
def parse_day(text: str) -> date:
    """The day that a cell means. A time of day is dropped. ``3/4/2025`` is refused, because
    half of the world reads it as March and half as April; ``31/12/2025`` is not."""
    text = text.strip()
    if found := _FINNISH.fullmatch(text):
        return _day(_full_year(found[3]), int(found[2]), int(found[1]))
    if found := _ISO.fullmatch(text) or _SOLID.fullmatch(text):
        return _day(int(found[1]), int(found[2]), int(found[3]))
    if found := _SLASHED.fullmatch(text):
        first, second = int(found[1]), int(found[2])
        if first <= 12 and second <= 12 and first != second:
            raise BadValue("day and month cannot be told apart: write it as 31.12.2025")
        month, day = (first, second) if first <= 12 else (second, first)
        return _day(int(found[3]), month, day)
    if found := _SERIAL.fullmatch(text):
        shown = _EXCEL_EPOCH + timedelta(days=int(found[1]))
        return _day(shown.year, shown.month, shown.day)
    raise BadValue("not a date: write it as 31.12.2025")
