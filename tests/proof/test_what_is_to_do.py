"""What needs doing today: stored, cheap, and with its age."""

from datetime import timedelta

import pytest
from django.db import connection, transaction
from proof_world import NOW, TODAY

from lupaus.guard import Act, Actor, in_force, reading
from lupaus.keeping.jobs import Shift
from lupaus.proof import models
from lupaus.proof.atrisk import confirmations, last_check
from lupaus.proof.attest import attest, attestable
from lupaus.proof.check import check
from lupaus.proof.daily import JOBS, check_promises, forecast
from lupaus.proof.forecast import last_look, look_ahead
from lupaus.proof.history import keep
from lupaus.proof.home import home
from lupaus.register import followups
from lupaus.register.followups import FollowUp

pytestmark = pytest.mark.engine
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _emptied(committed_register):
    yield
    models.Forecast.objects.all().delete()
    models.Report.objects.all().delete()
    models.Attestation.objects.all().delete()


def at_home(**asked):
    actor = Actor("bertta", "owner", in_force().purposes_of("owner"))
    with reading(actor, ["relations"], at=NOW, about="home") as r:
        return home(r, today=TODAY, **asked)


def shift(now=NOW):
    return Shift(lambda: now, lambda: False, "test", "")


def test_a_new_register_has_a_home_that_says_what_is_not_known_yet(committed_register):
    found = at_home()
    assert (found.check, found.forecast, found.todo) == (None, None, ())


def test_what_is_to_be_done_this_week_is_there(aino):
    work = Act("bertta", "relations", NOW, "cli")
    for days in (0, 6, 7):
        due = FollowUp(f"soita {days}", TODAY + days * DAY)
        followups.add(act=work, party=aino, followup=due)
    found = at_home()
    assert [one.text for one in found.todo] == ["soita 0", "soita 6"]
    assert (found.todo_counts.today, found.todo_counts.this_week) == (1, 1)
    assert found.lately[0].parties[0].party == aino


def test_the_last_check_says_what_is_broken_and_how_old_it_is(aino, by_hand):
    by_hand("UPDATE records_note SET source = 'hearsay' WHERE party_id = ?", aino)
    keep(check(NOW), actor="lupaus", at=NOW, via="worker")
    found = last_check(in_force())
    assert found.of_this_policy
    assert found.age(TODAY + 3 * DAY) == 3
    assert {one.clause for one in found.wrong}
    assert found.broken == len(found.wrong)
    assert all(one.broken for one in found.wrong)


def test_a_check_of_another_policy_says_so(committed_register):
    keep(check(NOW), actor="lupaus", at=NOW, via="worker")
    models.Report.objects.update(policy_version=0)
    assert not last_check(in_force()).of_this_policy


@pytest.mark.parametrize(
    ("ago", "left"), [(334, None), (335, 30), (364, 1), (365, 0), (366, -1)]
)
def test_a_confirmation_is_told_of_from_thirty_days_before_it_goes_stale(
    committed_register, ago, left
):
    clause = attestable()[0].id
    day = TODAY - ago * DAY
    models.Attestation.objects.create(
        clause=clause, confirmed_on=day, confirmed_by="aino", evidence="x"
    )
    found = {one.clause: one for one in confirmations(in_force(), TODAY)}
    if left is None:
        assert clause not in found
    else:
        assert (found[clause].left, found[clause].confirmed_on) == (left, day)


def test_what_nobody_has_confirmed_is_told_last_and_a_demo_counts_for_nothing(
    committed_register,
):
    clauses = [one.id for one in attestable()]
    attest(clauses[-1], on=TODAY - 400 * DAY, by="aino", evidence="x", at=NOW)
    attest(clauses[0], on=TODAY, by="aino", evidence="x", at=NOW, seeded=True)
    found = confirmations(in_force(), TODAY)
    assert found[0].clause == clauses[-1]
    assert found[0].left < 0
    assert {one.clause for one in found if one.left is None} >= {clauses[0]} - {clauses[-1]}


def test_the_forecast_is_kept_as_counts_and_read_back(aino):
    made = look_ahead(NOW, TODAY)
    assert last_look() == made
    kept = str(models.Forecast.objects.get().stretches)
    assert "soitti" not in kept
    assert last_look().age(TODAY + DAY) == 1


def test_the_next_purge_is_the_first_in_which_anything_goes_from_today_on(aino, by_hand):
    long_ago = TODAY.replace(year=TODAY.year - 4)
    by_hand(
        "UPDATE records_party SET last_contact_on = ?, last_contact_any_on = ? WHERE id = ?",
        *(long_ago, long_ago, aino),
    )
    found = look_ahead(NOW, TODAY)
    purge = found.next_purge(TODAY)
    assert (purge.last, purge.rows) == (TODAY, 1)
    assert found.next_purge(TODAY + DAY) is None or found.next_purge(TODAY + DAY) != purge
    assert [s.last for s in found.calendar(TODAY)] == [TODAY]


def test_the_worker_looks_back_and_ahead_each_night(aino):
    for job in JOBS:
        job.do(shift())
    assert last_check(in_force()).age(TODAY) == 0
    assert last_look().day == TODAY
    assert {job.name for job in JOBS} == {"self-test", "check", "forecast"}


def test_to_look_again_takes_the_place_of_the_last_look(aino):
    forecast(shift())
    forecast(shift(NOW + DAY))
    assert models.Forecast.objects.count() == 1
    assert last_look().day == TODAY + DAY


def test_a_worker_that_is_told_to_end_keeps_the_last_look(aino):
    made = look_ahead(NOW, TODAY)
    assert look_ahead(NOW + DAY, TODAY + DAY, stop=lambda: True) is None
    assert last_look() == made


def test_the_page_is_few_statements_whatever_there_is(aino):
    work = Act("bertta", "relations", NOW, "cli")
    for days in range(15):
        followups.add(act=work, party=aino, followup=FollowUp("soita", TODAY - days * DAY))
    check_promises(shift())
    forecast(shift())
    counted = []

    def count(execute, sql, parameters, many, context):
        if not sql.startswith(("SAVEPOINT", "RELEASE", "SET", "RESET")):
            counted.append(sql)
        return execute(sql, parameters, many, context)

    actor = Actor("bertta", "owner", in_force().purposes_of("owner"))
    with (
        reading(actor, ["relations"], at=NOW, about="home") as r,
        transaction.atomic(),
        connection.execute_wrapper(count),
    ):
        home(r, today=TODAY)
    assert len(counted) <= 8
