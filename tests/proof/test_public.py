"""What the public may see of the proof: only what the last check found kept, while it is
fresh, and only when it is switched on."""

from dataclasses import replace
from datetime import timedelta

import pytest
from proof_world import NOW, TODAY

from lupaus.guard import in_force
from lupaus.ledger.entry import Event
from lupaus.ledger.history import latest
from lupaus.proof import models
from lupaus.proof.check import check
from lupaus.proof.history import keep
from lupaus.proof.public import FRESH, public_sight, setting, show, sight, unfolded
from lupaus.proof.verdict import Verdict

pytestmark = pytest.mark.engine
DAY = timedelta(days=1)
CLAUSE = "reading.relations"


@pytest.fixture(autouse=True)
def _register(register):
    return register


def checked(at=NOW, **verdicts):
    """A check, kept; some clauses found otherwise than they were."""
    report = check(at)
    clauses = tuple(
        replace(j, verdict=verdicts[j.id]) if j.id in verdicts else j for j in report.clauses
    )
    keep(replace(report, clauses=clauses), actor="lupaus", at=at, via="worker")


def tried(clause=CLAUSE, caught_by="the check", **more):
    said = {"at": NOW, "policy_version": in_force().version, "program": program()}
    models.SelfTest.objects.create(
        clause=clause, caught_by=caught_by, **({"breaker": "x"} | said | more)
    )


def program():
    return models.Report.objects.latest("id").program


def seen(today=TODAY):
    found = sight(in_force(), today)
    return unfolded(in_force(), found) if found else {}


def test_it_is_off_until_somebody_switches_it_on():
    checked()
    assert not setting().shown
    assert public_sight(in_force(), TODAY) is None
    assert show(True, by="aino", at=NOW, via="web")
    assert public_sight(in_force(), TODAY) == sight(in_force(), TODAY) is not None
    assert show(False, by="aino", at=NOW, via="web")
    assert public_sight(in_force(), TODAY) is None


def test_the_ledger_says_who_switched_it_and_nothing_when_nothing_changed():
    assert show(True, by="aino", at=NOW, via="web")
    [(_seq, said)] = before = latest(1)
    assert said["event"] == Event.SETTING_CHANGED
    assert said["actor"] == "aino"
    assert said["fields"] == ["public_keeping"]
    assert said["counts"] == {"on": 1}
    assert not show(True, by="bertta", at=NOW, via="web")
    assert latest(1) == before


def test_only_what_was_kept_is_told_of():
    checked()
    report = models.Report.objects.get()
    kept = {clause for clause, (verdict, *_) in report.clauses.items() if verdict == "kept"}
    assert CLAUSE in seen()
    assert set(seen()) <= kept


@pytest.mark.parametrize("verdict", [v for v in Verdict if v is not Verdict.KEPT])
def test_any_other_verdict_leaves_no_trace(verdict):
    checked()
    before = seen()
    checked(NOW + DAY, **{CLAUSE: verdict})
    after = seen(TODAY + DAY)
    assert set(before) - set(after) == {CLAUSE}


@pytest.mark.parametrize(("age", "is_told"), [(0, True), (FRESH, True), (FRESH + 1, False)])
def test_a_check_that_has_grown_old_is_not_told_of(age, is_told):
    checked()
    assert bool(seen(TODAY + age * DAY)) is is_told


def test_a_check_of_a_day_to_come_is_not_told_of():
    checked(NOW + DAY)
    assert not seen(TODAY)


def test_the_day_is_the_one_in_finland():
    late = NOW.replace(hour=23)  # the third of March in Helsinki
    checked(late)
    assert not seen(TODAY)
    assert "3.3.2026" in seen(TODAY + DAY)[CLAUSE].lines[1].fi


def test_a_check_of_another_version_says_nothing_of_what_is_promised_now():
    checked()
    models.Report.objects.update(policy_version=in_force().version - 1)
    assert not seen()


def test_an_older_check_does_not_speak_for_the_last_one():
    checked()
    checked(NOW + DAY)
    last = models.Report.objects.latest("id")
    models.Report.objects.filter(id=last.id).update(policy_version=last.policy_version - 1)
    assert not seen(TODAY + DAY)


def test_a_break_that_nothing_noticed_since_the_check_silences_the_clause_at_once():
    checked()
    assert CLAUSE in seen()
    tried(caught_by="")
    tried(breaker="y", at=NOW + DAY)
    assert CLAUSE not in seen()


def test_a_trial_is_told_with_its_day_while_it_is_of_the_program_that_checked():
    checked()
    untried = len(seen()[CLAUSE].lines)
    tried(program="0.0.0")
    assert len(seen()[CLAUSE].lines) == untried
    tried(breaker="y", at=NOW - 9 * DAY)
    assert "21.2.2026" in seen()[CLAUSE].lines[-1].fi


def test_another_check_and_another_trial_make_another_sight():
    checked()
    first = sight(in_force(), TODAY)
    tried()
    second = sight(in_force(), TODAY)
    checked(NOW + timedelta(minutes=1))
    third = sight(in_force(), TODAY)
    assert len({first, second, third}) == 3
