"""A plan is dropped as long as nothing of it has been done, and not a moment longer."""

from dataclasses import replace
from datetime import date

import pytest
from keeping_hands import act, at, two_years

from lupaus.guard import system_grant
from lupaus.keeping import plan as planning
from lupaus.keeping import purge, runs
from lupaus.keeping.plan import drop, plan
from lupaus.keeping.purge import execute
from lupaus.keeping.runs import CannotPurge, Claimed

pytestmark = pytest.mark.engine
ENDED, DAY = date(2024, 3, 5), date(2026, 3, 5)


@pytest.fixture
def planned(hands):
    """One who is due, and the plan as somebody has read it."""
    hands.adopt(two_years())
    hands.person("Aino", relation_ended_on=ENDED)
    return look(plan(DAY, act(DAY)).run)


def look(number):
    with system_grant("keeping", why="a test") as part:
        return runs.find(part, number)


def items(number):
    with system_grant("keeping", why="a test") as part:
        return part.execute("SELECT count(*) FROM keeping_item WHERE run_id = %s", [number])


def begin(number):
    """Another process claims the run."""
    with system_grant("keeping", why="a test") as part:
        token = runs.claim(part, number, now=at(DAY))
        run = replace(runs.find(part, number), claim=token)
        runs.step(part, run, now=at(DAY), state="running")


def test_a_plan_that_nobody_has_begun_is_dropped_with_its_rows(planned):
    with system_grant("keeping", why="a test") as part:
        assert drop(part, planned, act(DAY))
    assert look(planned.id).state == "dropped"
    assert items(planned.id) == [(0,)]


def test_a_run_that_is_claimed_between_the_look_and_the_drop_keeps_its_plan(planned):
    before = items(planned.id)
    assert before != [(0,)]
    begin(planned.id)
    with system_grant("keeping", why="a test") as part:
        assert not drop(part, planned, act(DAY))
    assert look(planned.id).state == "running"
    assert items(planned.id) == before


def test_a_plan_is_dropped_once(planned):
    with system_grant("keeping", why="a test") as part:
        assert drop(part, planned, act(DAY))
        assert not drop(part, planned, act(DAY))


def test_a_new_plan_does_not_take_the_place_of_a_run_begun_meanwhile(planned, monkeypatch):
    honest = runs.open_run

    def slow(part):
        found = honest(part)
        begin(planned.id)
        return found

    before = items(planned.id)
    monkeypatch.setattr(planning.runs, "open_run", slow)
    with pytest.raises(CannotPurge, match="under way"):
        plan(DAY, act(DAY))
    assert items(planned.id) == before != [(0,)]


def test_a_plan_of_another_policy_begun_meanwhile_is_not_dropped_under_its_run(
    hands, planned, monkeypatch
):
    hands.adopt(two_years().replace("2 years", "3 years"))
    honest = purge.drop

    def late(part, run, by):
        begin(planned.id)
        return honest(part, run, by)

    monkeypatch.setattr(purge, "drop", late)
    before = items(planned.id)
    with pytest.raises(Claimed):
        execute(planned.id, today=DAY, act=act(DAY))
    assert items(planned.id) == before != [(0,)]
