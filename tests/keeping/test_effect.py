"""What another policy would do is counted before it is adopted, and is what it then does."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from keeping_hands import DAY, two_years

from lupaus.keeping.effect import Due, Sight, Tally, effect, goes_by
from lupaus.keeping.plan import what_if
from lupaus.policy.model import Policy
from lupaus.policy.read import read_policy
from lupaus.policy.vocabulary import Category

pytestmark = pytest.mark.engine
ONE = timedelta(days=1)


def parsed(text: str) -> Policy:
    policy, problems = read_policy(text)
    assert policy is not None, problems
    return policy


def years(text: str, number: int, *purposes: str) -> str:
    for purpose in purposes:
        rule = f"purpose: {purpose}, at_most: 2 years"
        assert rule in text
        text = text.replace(rule, f"purpose: {purpose}, at_most: {number} years")
    return text


ALL = ("relations", "claims", "marketing")
NOW = two_years()
SHORTER = years(NOW, 1, *ALL)


def compared(old: str, new: str, day: date = DAY):
    return effect(parsed(old), parsed(new), day)


def ended(hands, name: str, day: date) -> int:
    return hands.person(name, relation_ended_on=day)


def test_the_same_promises_in_other_words_do_nothing_and_look_at_nothing(hands):
    hands.adopt(NOW)
    ended(hands, "Aino", DAY - timedelta(days=500))
    same = NOW.replace("2 years", "24 months")
    with CaptureQueriesContext(connection) as asked:
        found = compared(NOW, same)
    assert (found.goes, found.stays, found.hidden, found.shown) == (Due(), Due(), (), ())
    assert not [q for q in asked.captured_queries if "records_" in q["sql"]]


@pytest.mark.parametrize(
    ("day", "goes"),
    [
        (DAY.replace(year=2025) - ONE, True),
        (DAY.replace(year=2025), True),
        (DAY.replace(year=2025) + ONE, False),
        (DAY.replace(year=2024), False),  # is past the longer time, too
        (DAY.replace(year=2024) + ONE, True),
    ],
)
def test_a_shorter_time_lets_go_what_is_between_the_two_days(hands, day, goes):
    hands.adopt(NOW)
    ended(hands, "Äijä", day)
    found = compared(NOW, SHORTER)
    assert found.goes.parties == (1 if goes else 0)
    assert found.stays == Due()


def test_what_is_counted_is_what_the_purge_finds_once_it_is_adopted(hands):
    hands.adopt(NOW)
    for name, days in (("Aino", 300), ("Bertta", 400), ("Kaarlo", 700), ("Åke", 800)):
        ended(hands, name, DAY - timedelta(days=days))
    before = what_if(DAY).plan
    counted = compared(NOW, SHORTER).goes
    hands.adopt(SHORTER)
    after = what_if(DAY).plan
    assert counted.parties == after.parties - before.parties == 2
    assert counted.rows == (after.rows - after.whole) - (before.rows - before.whole)
    assert sum(one.rows for one in counted.by_clause) == counted.rows


def test_a_longer_time_keeps_what_would_have_gone(hands):
    hands.adopt(SHORTER)
    ended(hands, "Aino", DAY - timedelta(days=400))
    found = compared(SHORTER, NOW)
    assert found.goes == Due()
    assert found.stays.parties == 1


def test_what_a_purpose_no_longer_sees_stays_for_the_others(hands):
    hands.adopt(NOW)
    hands.person(
        "Aino",
        is_consumer=False,
        is_representative=True,
        relation_ended_on=DAY - timedelta(days=400),
    )
    found = compared(NOW, years(NOW, 1, "marketing"))
    assert found.goes == Due()
    assert found.hidden == (Sight("marketing", 1, (Category.NAME, Category.EMAIL)),)
    assert found.shown == ()


def test_a_purpose_that_gets_a_category_sees_more_people(hands):
    hands.adopt(NOW)
    hands.person("Aino", is_consumer=False, is_representative=True)
    hands.person("Bertta")  # a consumer: marketing is not for her
    wider = NOW.replace("notes: {for: [relations]", "notes: {for: [relations, marketing]")
    found = compared(NOW, wider)
    assert found.shown == (Sight("marketing", 1, (Category.NOTES,)),)
    assert found.hidden == ()


def test_a_category_that_is_given_up_goes_whole(hands):
    hands.adopt(NOW)
    hands.person("Aino")
    without = "\n".join(line for line in NOW.splitlines() if not line.startswith("  notes:"))
    found = compared(NOW, without)
    assert found.goes == Due(1, 1, (Tally("data.notes", 1, 1),))
    assert found.hidden == (Sight("relations", 1, (Category.NOTES,)),)


def test_what_goes_within_a_year_is_told_apart(hands):
    hands.adopt(NOW)
    ended(hands, "Aino", DAY)
    old, new = parsed(NOW), parsed(SHORTER)
    later = DAY.replace(year=2027)
    assert goes_by(old, new, later - ONE) == Due()
    assert goes_by(old, new, later).parties == 1


def test_an_empty_register_is_counted_as_such(hands):
    hands.adopt(NOW)
    found = compared(NOW, SHORTER)
    assert (found.goes, found.stays, found.hidden, found.shown) == (Due(), Due(), (), ())


def test_it_leaves_nothing_behind(hands):
    hands.adopt(NOW)
    ended(hands, "Aino", DAY - timedelta(days=400))
    with CaptureQueriesContext(connection) as asked:
        compared(NOW, SHORTER)
    words = {q["sql"].split()[0].upper() for q in asked.captured_queries}
    assert not words & {"INSERT", "UPDATE", "DELETE"}
