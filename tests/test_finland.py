"""A day begins at midnight in Finland, winter and summer."""

from datetime import UTC, date, datetime

import pytest

from lupaus.finland import day_of, local


@pytest.mark.parametrize(
    ("at", "day"),
    [
        (datetime(2026, 12, 31, 21, 59, tzinfo=UTC), date(2026, 12, 31)),
        (datetime(2026, 12, 31, 22, 0, tzinfo=UTC), date(2027, 1, 1)),
        (datetime(2026, 6, 23, 20, 59, tzinfo=UTC), date(2026, 6, 23)),  # an hour earlier
        (datetime(2026, 6, 23, 21, 0, tzinfo=UTC), date(2026, 6, 24)),
        (datetime(2028, 2, 28, 22, 0, tzinfo=UTC), date(2028, 2, 29)),
        (datetime(2026, 3, 2, 23, 59), date(2026, 3, 2)),  # noqa: DTZ001 - Finnish already
    ],
)
def test_the_day_of_a_moment(at, day):
    assert day_of(at) == day


def test_the_hour_is_that_of_a_clock_on_the_wall():
    assert local(datetime(2026, 6, 23, 9, 0, tzinfo=UTC)).hour == 12
