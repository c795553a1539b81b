"""What the worker clears besides keeping: what can no longer be used waits for nobody."""

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.sessions.models import Session
from django.db import transaction

from lupaus.accounts import invitations, undoing
from lupaus.accounts.models import Invitation, Undo
from lupaus.commands.worker import _jobs
from lupaus.keeping.jobs import Shift

NOW = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def accounts(register):
    with transaction.atomic(using="accounts"):
        yield
        transaction.set_rollback(True, using="accounts")


def work(name, at):
    [job] = [job for job in _jobs() if job.name == name]
    job.do(Shift(lambda: at, lambda: False, name, ""))


def test_no_two_jobs_have_one_name():
    names = [job.name for job in _jobs()]
    assert len(names) == len(set(names))
    assert {"purge", "check", "lists", "accounts", "dead-imports"} <= set(names)


@pytest.mark.parametrize(("later", "left"), [(14 * MINUTE, 1), (15 * MINUTE, 0)])
def test_a_sealed_undo_goes_with_its_quarter_of_an_hour(accounts, later, left):
    undoing.keep("aino", ("edit", "x"), at=NOW)
    work("accounts", NOW + later)
    assert Undo.objects.count() == left


def test_links_that_open_nothing_go_and_the_others_stay(accounts):
    old = invitations.invite("aino", at=NOW - timedelta(days=7))
    used = invitations.invite("bertta", at=NOW)
    invitations.accept(used, "kuusi-lumi-halla-usva", at=NOW)
    good = invitations.invite("kaarlo", at=NOW)
    work("accounts", NOW)
    assert [each.name for each in Invitation.objects.all()] == ["kaarlo"]
    assert invitations.opened(good, at=NOW)
    assert not invitations.opened(old, at=NOW)


def test_sessions_go_when_they_have_ended(accounts):
    for key, ends in (("ended", NOW), ("open", NOW + MINUTE)):
        Session.objects.create(session_key=key, session_data="", expire_date=ends)
    work("accounts", NOW)
    assert [each.session_key for each in Session.objects.all()] == ["open"]


def test_the_lists_are_cleared(accounts):
    work("lists", NOW)
