"""The worker tries the guards by itself, where it can do so in a file of its own."""

from datetime import timedelta

import pytest
from django.db import connection
from proof_world import NOW

from lupaus import __version__
from lupaus.guard import in_force
from lupaus.keeping.jobs import Shift
from lupaus.proof import daily, models
from lupaus.proof.public import last_tested
from lupaus.proof.selftest import self_test

pytestmark = pytest.mark.engine


@pytest.fixture(autouse=True)
def _emptied(committed_register):
    yield
    models.SelfTest.objects.all().delete()


@pytest.fixture
def trials(monkeypatch) -> list[dict]:
    """Of every self-test that the worker began: how it was asked for."""
    asked: list[dict] = []
    monkeypatch.setattr(daily, "self_test", lambda at, **more: asked.append({"at": at, **more}))
    return asked


def night(now=NOW, *, stopping=False):
    daily.try_guards(Shift(lambda: now, lambda: stopping, "self-test", ""))


def tried(at, **more):
    said = {"policy_version": in_force().version, "program": __version__} | more
    models.SelfTest.objects.create(clause="x", breaker="y", caught_by="z", at=at, **said)


def test_the_worker_breaks_each_promise_in_a_sandbox_and_keeps_what_noticed():
    assert last_tested(in_force(), __version__) is None
    night()
    in_a_file = connection.vendor == "sqlite"
    assert last_tested(in_force(), __version__) == (NOW if in_a_file else None)
    assert models.SelfTest.objects.exists() == in_a_file
    assert not models.SelfTest.objects.filter(caught_by="").exists()


def test_it_never_tries_where_the_sandbox_would_be_the_register_itself(trials):
    night()
    assert len(trials) == (connection.vendor == "sqlite")


@pytest.mark.parametrize(("days", "again"), [(0, 0), (6, 0), (7, 1), (400, 1)])
def test_it_is_tried_again_after_a_week(trials, monkeypatch, days, again):
    monkeypatch.setattr(daily, "tries_by_itself", lambda: True)
    tried(NOW - timedelta(days=days))
    night()
    assert len(trials) == again


@pytest.mark.parametrize("other", [{"policy_version": -1}, {"program": "0"}])
def test_another_policy_or_program_is_tried_in_its_first_night(trials, monkeypatch, other):
    monkeypatch.setattr(daily, "tries_by_itself", lambda: True)
    tried(NOW, **other)
    night()
    assert len(trials) == 1


def test_a_trial_that_is_told_to_end_keeps_nothing_and_what_was_known_stays():
    tried(NOW)
    outcome = self_test(NOW + timedelta(days=9), stop=lambda: True)
    assert outcome.trials == ()
    assert last_tested(in_force(), __version__) == NOW


def test_it_is_tried_before_the_check_of_the_same_night():
    names = [job.name for job in daily.JOBS]
    assert names.index("self-test") < names.index("check")
