"""Calendar periods and the only date arithmetic of the product.

A period is whole years, months or days. Adding months to a day that the target month does not
have gives the month's last day (31.8. + 1 month = 30.9.; 29.2.2024 + 2 years = 28.2.2026), the
rule of Regulation 1182/71 Art. 3(2)(c).
"""

import calendar
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Self

_TEXT = re.compile(r"(\d{1,4})\s*(year|month|week|day)s?")
_ISO = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?")
_LONGEST_YEARS = 200


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

    def after(self, day: date) -> date:
        """The day on which this period, begun on ``day``, has run."""
        year, month0 = divmod(day.year * 12 + day.month - 1 + self.months, 12)
        last = calendar.monthrange(year, month0 + 1)[1]
        return date(year, month0 + 1, min(day.day, last)) + timedelta(days=self.days)

    def latest_start(self, end: date) -> date:
        """The latest day whose period has run by ``end``: max d such that after(d) <= end."""
        base = end - timedelta(days=self.days)
        year, month0 = divmod(base.year * 12 + base.month - 1 - self.months, 12)
        start = date(year, month0 + 1, min(base.day, calendar.monthrange(year, month0 + 1)[1]))
        while self.after(start) > end:
            start -= timedelta(days=1)
        while self.after(start + timedelta(days=1)) <= end:
            start += timedelta(days=1)
        return start


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
        return this if this <= day else date(day.year - 1, self.month, self.day)

    def next_after(self, day: date) -> date:
        this = date(day.year, self.month, self.day)
        return this if this > day else date(day.year + 1, self.month, self.day)


@dataclass(frozen=True, slots=True)
class FiscalYear:
    """One accounting period, both days within it."""

    starts: date
    ends: date


@dataclass(frozen=True, slots=True)
class FiscalCalendar:
    """The controller's fiscal years: a yearly end, save for the dated exceptions.

    ``exceptions`` are whole fiscal years that broke the rhythm (a change from 31.3. to 31.12.
    makes one long or short year). They must not overlap; before and after them the years end
    on ``regular``, or on the ``rhythm`` in force.
    """

    rhythms: tuple[
        tuple[date, YearDay], ...
    ]  # (in force from, ends); ordered, first from date.min
    exceptions: tuple[FiscalYear, ...] = ()

    @classmethod
    def yearly(cls, ends: YearDay) -> Self:
        return cls(((date.min, ends),))

    def containing(self, day: date) -> FiscalYear:
        """The fiscal year into which an entry of ``day`` falls."""
        for year in self.exceptions:
            if year.starts <= day <= year.ends:
                return year
        ends = _in_force(self.rhythms, day)
        end = ends.next_after(day - timedelta(days=1))
        start = ends.on_or_before(day - timedelta(days=1)) + timedelta(days=1)
        for year in self.exceptions:  # a regular year stops where an exception begins
            if start <= year.ends < day:
                start = year.ends + timedelta(days=1)
            if day < year.starts <= end:
                end = year.starts - timedelta(days=1)
        return FiscalYear(start, end)

    def latest_ended(self, bound: date) -> date:
        """The end of the latest fiscal year that ended on or before ``bound``."""
        year = self.containing(bound)
        return year.ends if year.ends == bound else year.starts - timedelta(days=1)


def _in_force(rhythms: Sequence[tuple[date, YearDay]], day: date) -> YearDay:
    current = rhythms[0][1]
    for start, ends in rhythms:
        if start <= day:
            current = ends
    return current


def overlapping(years: Iterable[FiscalYear]) -> tuple[FiscalYear, FiscalYear] | None:
    """The first two fiscal years that claim the same day, or None."""
    ordered = sorted(years, key=lambda y: y.starts)
    for earlier, later in pairwise(ordered):
        if later.starts <= earlier.ends:
            return earlier, later
    return None
