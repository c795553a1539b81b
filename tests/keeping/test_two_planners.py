"""Two who plan at once: the second is told so, and nothing else is taken for it."""

from datetime import date

import pytest
from django.db import IntegrityError
from keeping_hands import act

from lupaus.guard import in_force
from lupaus.keeping import plan as planning
from lupaus.keeping.plan import plan
from lupaus.keeping.runs import CannotPurge

pytestmark = pytest.mark.engine
DAY = date(2026, 3, 5)


def test_whoever_comes_second_is_told_to_try_again(hands, monkeypatch):
    def faster(part, _act):
        planning._new_run(part, in_force(), DAY, act(DAY))

    monkeypatch.setattr(planning, "_drop_open", faster)
    with pytest.raises(CannotPurge, match="another process has just planned"):
        plan(DAY, act(DAY))


@pytest.mark.parametrize(
    "wrong",
    [
        "UPDATE keeping_run SET state = 'nonsense' WHERE slot = 1",  # a check
        "UPDATE keeping_run SET planned_by = NULL WHERE slot = 1",  # not null
    ],
)
def test_any_other_broken_rule_of_the_tables_is_our_bug_and_not_another_planner(
    hands, monkeypatch, wrong
):
    honest = planning._new_run

    def broken(part, *asked):
        number = honest(part, *asked)
        part.changed(wrong)
        return number

    monkeypatch.setattr(planning, "_new_run", broken)
    with pytest.raises(IntegrityError):
        plan(DAY, act(DAY))
