"""Days, months and fiscal years: the only date arithmetic, at its edges."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lupaus.policy.period import (
    FiscalCalendar,
    FiscalYear,
    Period,
    YearDay,
    overlapping,
)

DAY = timedelta(days=1)
days = st.dates(date(1900, 1, 1), date(2300, 12, 31))
around_leap = st.dates(date(2024, 2, 26), date(2024, 3, 2))
periods = st.builds(Period, months=st.integers(0, 30), days=st.integers(0, 40)).filter(
    lambda p: p.months or p.days
)
year_days = st.builds(YearDay, st.integers(1, 12), st.integers(1, 28)) | st.sampled_from(
    [YearDay(12, 31), YearDay(2, 28), YearDay(3, 31), YearDay(1, 1)]
)


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2 years", "P2Y"),
        ("1 year", "P1Y"),
        ("18 months", "P1Y6M"),
        ("28 days", "P28D"),
        ("6 weeks", "P42D"),
        ("P1Y6M", "P1Y6M"),
        ("P2Y", "P2Y"),
        ("  3 months ", "P3M"),
    ],
)
def test_a_period_reads_words_and_iso_and_prints_iso(text, iso):
    assert str(Period.parse(text)) == iso


@given(periods)
def test_what_is_printed_reads_back_the_same(period):
    assert Period.parse(str(period)) == period


@pytest.mark.parametrize(
    "text",
    ["", "long", "2", "years", "P", "0 years", "-1 years", "201 years", "P99999D", "2.5 y"],
)
def test_what_is_no_period_is_refused_with_a_cure(text):
    with pytest.raises(ValueError, match=r"write for example|leave the period out|longer than"):
        Period.parse(text)


@pytest.mark.parametrize(
    ("start", "period", "end"),
    [
        ("2024-03-05", "2 years", "2026-03-05"),
        ("2024-02-29", "2 years", "2026-02-28"),
        ("2024-02-29", "4 years", "2028-02-29"),
        ("2023-02-28", "1 year", "2024-02-28"),
        ("2025-08-31", "1 month", "2025-09-30"),
        ("2025-08-31", "6 months", "2026-02-28"),
        ("2023-08-31", "6 months", "2024-02-29"),
        ("2025-12-31", "28 days", "2026-01-28"),
        ("9999-06-01", "1 year", "9999-12-31"),
        ("9999-12-20", "28 days", "9999-12-31"),
    ],
)
def test_a_period_ends_on_the_last_day_that_the_month_has(start, period, end):
    found = Period.parse(period).after(date.fromisoformat(start))
    assert found == date.fromisoformat(end)


@given(days | around_leap, periods)
def test_the_latest_start_has_run_and_the_next_day_has_not(end, period):
    start = period.latest_start(end)
    assert period.after(start) <= end < period.after(start + DAY)


@given(days | around_leap, periods)
def test_a_later_start_never_ends_earlier(day, period):
    assert period.after(day) <= period.after(day + DAY)


def test_both_29_and_28_february_had_run_two_years_by_28_february():
    assert Period(months=24).latest_start(date(2026, 2, 28)) == date(2024, 2, 29)
    assert Period(months=24).latest_start(date(2026, 2, 27)) == date(2024, 2, 27)


def test_a_period_longer_than_the_calendar_stops_at_its_first_day():
    assert Period(months=240).latest_start(date(5, 1, 1)) == date.min
    assert Period(days=400).latest_start(date(1, 6, 1)) == date.min
    assert Period(months=1).latest_start(date.max) == date.max


@pytest.mark.parametrize(
    "text", ["2 years", "1 year", "18 months", "1 month", "28 days", "1 day"]
)
def test_a_period_is_told_as_policies_write_it(text):
    assert f"{Period.parse(text):words}" == text


@pytest.mark.parametrize("text", ["02-29", "13-01", "4-31", "31.12.", "", "12-31-01"])
def test_a_day_that_does_not_come_every_year_is_refused(text):
    with pytest.raises(ValueError, match=r".+"):
        YearDay.parse(text)


@given(days, year_days)
def test_a_yearly_day_comes_within_a_year_on_either_side(day, yearly):
    assert yearly.on_or_before(day) <= day < yearly.next_after(day)
    assert yearly.next_after(yearly.on_or_before(day)) == yearly.next_after(day)


def test_a_yearly_day_stops_at_the_edges_of_the_calendar():
    assert YearDay(12, 31).on_or_before(date.min) == date.min
    assert YearDay(1, 1).next_after(date.max) == date.max


# --- fiscal years -----------------------------------------------------------------------------

MARCH, DECEMBER = YearDay(3, 31), YearDay(12, 31)
LONG = FiscalYear(date(2024, 4, 1), date(2025, 12, 31))


@pytest.mark.parametrize(
    ("day", "ends"),
    [
        ("2023-04-01", "2024-03-31"),
        ("2024-03-31", "2024-03-31"),
        ("2024-04-01", "2025-03-31"),
    ],
)
def test_a_fiscal_year_that_ends_in_march(day, ends):
    year = FiscalCalendar.yearly(MARCH).containing(date.fromisoformat(day))
    assert year.ends == date.fromisoformat(ends)


@pytest.mark.parametrize(
    ("day", "starts", "ends"),
    [
        ("2024-03-31", "2023-04-01", "2024-03-31"),
        ("2024-04-01", "2024-04-01", "2025-12-31"),
        ("2025-12-31", "2024-04-01", "2025-12-31"),
        ("2026-01-01", "2026-01-01", "2026-12-31"),
    ],
)
def test_one_long_year_carries_the_change_from_march_to_december(day, starts, ends):
    calendar = FiscalCalendar(((date.min, MARCH), (date(2026, 1, 1), DECEMBER)), (LONG,))
    expected = FiscalYear(date.fromisoformat(starts), date.fromisoformat(ends))
    assert calendar.containing(date.fromisoformat(day)) == expected


def test_a_new_rhythm_cuts_the_year_before_it_short():
    calendar = FiscalCalendar(((date.min, MARCH), (date(2024, 1, 1), DECEMBER)))
    short = FiscalYear(date(2023, 4, 1), date(2023, 12, 31))
    assert calendar.containing(date(2023, 12, 31)) == short
    assert calendar.containing(date(2024, 1, 1)).starts == date(2024, 1, 1)


def test_years_beside_an_exception_stop_where_it_begins_and_resume_where_it_ends():
    calendar = FiscalCalendar(((date.min, MARCH),), (LONG,))
    assert calendar.containing(date(2026, 2, 1)) == FiscalYear(
        date(2026, 1, 1), date(2026, 3, 31)
    )


calendars = st.builds(
    lambda first, second, change, length: FiscalCalendar(
        ((date.min, first), (change, second)),
        (FiscalYear(change - timedelta(days=length), change - DAY),),
    ),
    year_days,
    year_days,
    st.dates(date(2015, 1, 1), date(2030, 1, 1)),
    st.integers(1, 700),
)
near = st.dates(date(2012, 1, 1), date(2033, 1, 1))


@given(calendars, near)
def test_fiscal_years_cover_each_day_once_and_in_order(calendar, day):
    year = calendar.containing(day)
    assert year.starts <= day <= year.ends
    assert calendar.containing(year.starts) == calendar.containing(year.ends) == year
    assert calendar.containing(year.ends + DAY).starts == year.ends + DAY


@given(calendars, near, near)
def test_an_entry_is_in_an_ended_year_iff_it_is_no_later_than_the_latest_end(calendar, day, by):
    assert (calendar.containing(day).ends <= by) == (day <= calendar.latest_ended(by))


def test_the_first_and_the_last_day_of_all_have_a_fiscal_year():
    calendar = FiscalCalendar.yearly(MARCH)
    assert calendar.containing(date.min).starts == date.min
    assert calendar.containing(date.max).ends == date.max
    assert FiscalCalendar.yearly(YearDay(1, 1)).containing(date.min).ends >= date.min


def test_two_fiscal_years_that_claim_one_day_are_found():
    other = FiscalYear(date(2025, 12, 31), date(2026, 12, 31))
    assert overlapping([other, LONG]) == (LONG, other)
    assert overlapping([LONG, FiscalYear(date(2026, 1, 1), date(2026, 12, 31))]) is None
