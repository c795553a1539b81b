"""Calendar periods and the only date arithmetic of the product.

A period is whole years, months or days. Adding months to a day that the target month does not
have gives the month's last day (31.8. + 1 month = 30.9.; 29.2.2024 + 2 years = 28.2.2026), the
rule of Regulation 1182/71 Art. 3(2)(c). What would fall outside the years 1 to 9999 stops at
the first or the last day there is: an absurd date in a record must not stop a purge.
"""

import calendar
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Self

_TEXT = re.compile(r"(\d{1,4})\s*(year|month|week|day)s?")
_ISO = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?")
_LONGEST_YEARS = 200
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Period:
    """So many calendar months and days; years are twelve months. Never negative."""

    months: int = 0
    days: int = 0

    @classmethod
    def parse(cls, text: str) -> Self:
        """``2 years``, ``18 months``, ``28 days``, ``6 weeks`` or ISO 8601 ``P2Y``.

        Raises ValueError with the cure.
        """
        if found := _TEXT.fullmatch(text.strip()):
            number, unit = int(found[1]), found[2]
            period = {
                "year": cls(months=12 * number),
                "month": cls(months=number),
                "week": cls(days=7 * number),
                "day": cls(days=number),
            }[unit]
        elif (found := _ISO.fullmatch(text.strip())) and any(found.groups()):
            years, months, days = (int(g or 0) for g in found.groups())
            period = cls(months=12 * years + months, days=days)
        else:
            raise ValueError(f"'{text}' is not a period; write for example 2 years or 28 days")
        if period.months > 12 * _LONGEST_YEARS or period.days > 366 * _LONGEST_YEARS:
            raise ValueError(f"'{text}' is longer than {_LONGEST_YEARS} years")
        if not (period.months or period.days):
            raise ValueError(f"'{text}' is no time at all; leave the period out instead")
        return period

    def __str__(self) -> str:
        """ISO 8601: ``P2Y``, ``P1Y6M``, ``P28D``."""
        years, months = divmod(self.months, 12)
        parts = (f"{years}Y" if years else "", f"{months}M" if months else "")
        return "P" + "".join(parts) + (f"{self.days}D" if self.days else "")

    def __format__(self, spec: str) -> str:
        """``{period:words}`` is as policies write it: ``2 years``, ``18 months``."""
        if spec != "words":
            return format(str(self), spec)
        whole = self.months % 12 == 0
        counts = (
            (self.months // 12, "year") if whole else (self.months, "month"),
            (self.days, "day"),
        )
        said = [f"{n} {unit}{'' if n == 1 else 's'}" for n, unit in counts if n]
        return " and ".join(said)

    def after(self, day: date) -> date:
        """The day on which this period, begun on ``day``, has run."""
        return _shift(_shift_months(day, self.months), self.days)

    def latest_start(self, end: date) -> date:
        """The latest day whose period has run by ``end``: max d such that after(d) <= end.

        The first day there is when no period of this length can have run by then.
        """
        if end == date.max:
            return end
        start = _shift_months(_shift(end, -self.days), -self.months)
        while self.after(start) > end and start > date.min:
            start -= _DAY
        while self.after(start + _DAY) <= end:
            start += _DAY
        return start


def _shift(day: date, days: int) -> date:
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return date.max if days > 0 else date.min


def _shift_months(day: date, months: int) -> date:
    year, month0 = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not date.min.year <= year <= date.max.year:
        return date.max if months > 0 else date.min
    return date(year, month0 + 1, min(day.day, calendar.monthrange(year, month0 + 1)[1]))


@dataclass(frozen=True, slots=True)
class YearDay:
    """A day that comes every year, such as the end of a fiscal year or a purge window."""

    month: int
    day: int

    @classmethod
    def parse(cls, text: str) -> Self:
        """``12-31`` (month-day). 29 February is refused: it does not come every year."""
        found = re.fullmatch(r"(\d{1,2})-(\d{1,2})", text.strip())
        if found is None:
            raise ValueError(f"'{text}' is not month-day; write for example 12-31")
        month, day = int(found[1]), int(found[2])
        date(2023, month, day)  # a common year: refuses 02-29 as well as 13-45
        return cls(month, day)

    def __str__(self) -> str:
        return f"{self.month:02}-{self.day:02}"

    def on_or_before(self, day: date) -> date:
        this = date(day.year, self.month, self.day)
        if this <= day:
            return this
        return this.replace(year=day.year - 1) if day.year > date.min.year else date.min

    def next_after(self, day: date) -> date:
        this = date(day.year, self.month, self.day)
        if this > day:
            return this
        return this.replace(year=day.year + 1) if day.year < date.max.year else date.max


@dataclass(frozen=True, slots=True)
class FiscalYear:
    """One accounting period, both days within it."""

    starts: date
    ends: date


@dataclass(frozen=True, slots=True)
class FiscalCalendar:
    """The controller's fiscal years: a yearly end, save for the dated exceptions.

    ``rhythms`` are (first day of the first year in this rhythm, yearly end), in order; the
    first holds for all time before the second. Where a rhythm begins, the year before it ends
    the day before, short or not. ``exceptions`` are whole fiscal years that broke the rhythm
    (a change from 31.3. to 31.12. makes one long or short year); they must not overlap.

    Fiscal years cover every day once and in order, so the end of the fiscal year never goes
    back as the day goes on. The cut-offs of retention rest on that.
    """

    rhythms: tuple[tuple[date, YearDay], ...]
    exceptions: tuple[FiscalYear, ...] = ()

    @classmethod
    def yearly(cls, ends: YearDay) -> Self:
        return cls(((date.min, ends),))

    def containing(self, day: date) -> FiscalYear:
        """The fiscal year into which an entry of ``day`` falls."""
        for year in self.exceptions:
            if year.starts <= day <= year.ends:
                return year
        before = _shift(day, -1)
        ends = self._rhythm(day)
        last = ends.on_or_before(before)
        start = _shift(last, 1) if last < day else last
        end = ends.next_after(before) if day > date.min else ends.next_after(day)
        for first, _ in self.rhythms[1:]:
            start, end = _clip(start, end, day, first, first)
        for year in self.exceptions:
            start, end = _clip(start, end, day, year.starts, _shift(year.ends, 1))
        return FiscalYear(start, end)

    def latest_ended(self, bound: date) -> date:
        """The end of the latest fiscal year that ended on or before ``bound``."""
        year = self.containing(bound)
        return year.ends if year.ends == bound else _shift(year.starts, -1)

    def _rhythm(self, day: date) -> YearDay:
        current = self.rhythms[0][1]
        for first, ends in self.rhythms[1:]:
            if first <= day:
                current = ends
        return current


def _clip(start: date, end: date, day: date, begins: date, resumes: date) -> tuple[date, date]:
    """A year cannot reach over a break that begins on one day and is over on another."""
    if resumes <= day:
        start = max(start, resumes)
    if begins > day:
        end = min(end, _shift(begins, -1))
    return start, end


def overlapping(years: Iterable[FiscalYear]) -> tuple[FiscalYear, FiscalYear] | None:
    """The first two fiscal years that claim the same day, or None."""
    ordered = sorted(years, key=lambda y: y.starts)
    for earlier, later in pairwise(ordered):
        if later.starts <= earlier.ends:
            return earlier, later
    return None
