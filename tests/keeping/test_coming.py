"""What will go and when is what the purges of those days would find."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from django.db import connection
from keeping_hands import DAY, two_years

from lupaus.guard import in_force
from lupaus.keeping.coming import MONTHS, ahead
from lupaus.keeping.plan import what_if

pytestmark = pytest.mark.engine
ONE = timedelta(days=1)


def windowed():
    text = two_years()
    for purpose in ("relations", "claims", "marketing"):
        rule = f"{{purpose: {purpose}, at_most: 2 years, after: relation ended"
        text = text.replace(f"{rule}}}", f"{rule}, window: 12-31}}")
    return text


def found(today=DAY):
    return ahead(in_force(), today)


def gone(stretches):
    """(first, last, rows, parties) of those in which anything goes."""
    return [
        (s.first, s.last, s.rows, max(g.parties for g in s.going)) for s in stretches if s.going
    ]


def ended(hands, name, day):
    return hands.person(name, relation_ended_on=day.replace(year=day.year - 2))


def test_days_follow_upon_one_another_to_the_end_of_the_same_month_next_year(hands):
    hands.adopt(two_years())
    stretches = found()
    assert stretches[0].first == stretches[0].last == DAY
    assert stretches[1].last == DAY + ONE
    assert stretches[-1].last == date(2027, 3, 31)
    for one, other in pairwise(stretches):
        assert other.first == one.last + ONE
    assert len(stretches) == MONTHS + 3


@pytest.mark.parametrize(
    ("goes", "first", "last"),
    [
        (DAY - ONE, DAY, DAY),
        (DAY, DAY, DAY),
        (DAY + ONE, DAY + ONE, DAY + ONE),
        (DAY + 2 * ONE, DAY + 2 * ONE, date(2026, 3, 31)),
        (date(2026, 3, 31), DAY + 2 * ONE, date(2026, 3, 31)),
        (date(2026, 4, 1), date(2026, 4, 1), date(2026, 4, 30)),
        (date(2027, 2, 28), date(2027, 2, 1), date(2027, 2, 28)),
        (date(2027, 3, 31), date(2027, 3, 1), date(2027, 3, 31)),
    ],
)
def test_somebody_is_counted_on_the_day_and_once(hands, goes, first, last):
    hands.adopt(two_years())
    ended(hands, "Aino", goes)
    assert gone(found()) == [(first, last, 3, 1)]


def test_who_goes_after_the_year_is_not_counted(hands):
    hands.adopt(two_years())
    ended(hands, "Aino", date(2027, 4, 1))
    assert gone(found()) == []


@pytest.mark.parametrize(
    "today", [DAY, date(2026, 12, 30), date(2026, 12, 31), date(2028, 2, 29)]
)
def test_each_day_counts_what_a_plan_of_that_day_would_hold(hands, today):
    hands.adopt(windowed())
    for number in range(12):
        day = today + timedelta(days=37 * number)
        ended(hands, f"Aino{number}", day.replace(day=min(day.day, 28)))
    hands.person("Bertta", relation_ended_on=today - timedelta(days=900), disputed=True)
    kaarlo = hands.person("Kaarlo", relation_ended_on=today - timedelta(days=900))
    hands.invoice(kaarlo, today - timedelta(days=900), "open")
    so_far = 0
    for stretch in found(today):
        so_far += stretch.rows
        planned = what_if(stretch.last).plan
        rows = {count.name: count.rows for count in planned.by_table}
        assert so_far == planned.rows - rows.get("records_party", 0), stretch.last


def test_a_window_is_a_day_of_its_own_with_what_is_held_on_it(hands):
    hands.adopt(windowed())
    window = date(2026, 12, 31)
    ended(hands, "Aino", date(2027, 1, 15))
    hands.person("Bertta", relation_ended_on=date(2025, 1, 15), disputed=True)
    (stretch,) = [s for s in found() if s.last == window]
    assert stretch.first == window
    assert {g.parties for g in stretch.going} == {1}
    assert [(w.hold, w.parties) for w in stretch.held] == [("dispute", 1)]


def test_clauses_are_named_by_which_it_goes(hands):
    hands.adopt(two_years())
    ended(hands, "Aino", DAY)
    clauses = {g.clause for s in found() for g in s.going}
    assert clauses <= {"retention.relations", "retention.claims", "retention.marketing"}
    assert clauses


def test_to_count_is_a_statement_for_each_stretch_and_writes_nothing(hands):
    hands.adopt(windowed())
    ended(hands, "Aino", DAY)
    counted = []

    def count(execute, sql, parameters, many, context):
        counted.append(sql)
        return execute(sql, parameters, many, context)

    with connection.execute_wrapper(count):
        stretches = found()
    said = [sql.lstrip().split()[0].upper() for sql in counted]
    assert said.count("SELECT") <= 2 * len(stretches) + 2
    assert not set(said) & {"INSERT", "UPDATE", "DELETE"}
