"""Each job is done once, by one worker, whatever happens to it."""

import threading
from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.db import connections
from keeping_hands import DAY, act, at, two_years

from lupaus.guard import in_force, system_grant
from lupaus.keeping import daily as keeping_daily
from lupaus.keeping.finish import certificate, last_certified
from lupaus.keeping.jobs import LEASE, Job, Shift, daily, described, enrol, every, run_due
from lupaus.keeping.plan import plan

pytestmark = pytest.mark.engine
NOW = datetime(2026, 3, 5, 1, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


def job(name, do):
    return Job(name, do, every(HOUR))


def names(done):
    return [each.name for each in done]


def test_a_job_is_done_when_it_is_due_and_not_again_before(hands):
    did = []
    jobs = (job("one", lambda shift: did.append(shift.now)),)
    enrol(jobs, NOW)
    for minutes in (0, 1, 59, 60, 61):
        list(run_due(jobs, clock=lambda m=minutes: NOW + timedelta(minutes=m)))
    assert did == [NOW, NOW + HOUR]


def test_of_two_workers_one_does_it(committed):
    did, both = [], threading.Barrier(2)
    jobs = (job("one", lambda shift: did.append(shift.claim)),)
    enrol(jobs, NOW)

    def work():
        both.wait()
        list(run_due(jobs, clock=lambda: NOW))
        connections.close_all()

    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(did) == 1


def test_a_worker_that_died_keeps_its_job_for_its_lease_and_no_longer(hands):
    def die(_shift):
        raise KeyboardInterrupt  # as good as a kill: nothing is written

    jobs = (job("one", die),)
    enrol(jobs, NOW)
    with pytest.raises(KeyboardInterrupt):
        list(run_due(jobs, clock=lambda: NOW))
    did = []
    jobs = (job("one", did.append),)
    assert names(run_due(jobs, clock=lambda: NOW + LEASE - timedelta(seconds=1))) == []
    assert names(run_due(jobs, clock=lambda: NOW + LEASE)) == ["one"]


def test_a_long_job_keeps_its_lease_by_asking_whether_to_stop(hands):
    clock = [NOW]

    def long(shift: Shift):
        for _ in range(10):
            clock[0] += LEASE / 2
            assert not shift.stop()
        again = list(run_due((job("one", long),), clock=lambda: clock[0]))
        assert again == []

    enrol((job("one", long),), NOW)
    [done] = run_due((job("one", long),), clock=lambda: clock[0])
    assert done.error == ""


def test_a_job_that_fails_waits_longer_each_time_and_the_others_go_on(hands):
    def fail(_shift):
        raise ValueError("Aino Esimerkki, 010190-901A")

    did = []
    jobs = (job("bad", fail), job("good", lambda shift: did.append(shift.now)))
    enrol(jobs, NOW)
    bad, good = run_due(jobs, clock=lambda: NOW)
    assert "Aino" not in bad.error
    assert bad.error.startswith("ValueError at ")
    assert good.error == ""
    tried = [
        m
        for m in range(1, 12)
        if "bad" in names(run_due(jobs, clock=lambda m=m: NOW + timedelta(minutes=m)))
    ]
    assert tried == [1, 3, 7]


def test_the_words_of_an_error_are_told_only_when_they_are_ours():
    assert "010190" not in described(ValueError("010190-901A"))


@pytest.mark.parametrize(
    ("now", "then"),
    [
        (datetime(2026, 3, 5, 0, 59, tzinfo=UTC), datetime(2026, 3, 5, 1, 0, tzinfo=UTC)),
        (datetime(2026, 3, 5, 1, 0, tzinfo=UTC), datetime(2026, 3, 6, 1, 0, tzinfo=UTC)),
        # Summer time begins on 29.3.2026 at three, which does not exist that night.
        (datetime(2026, 3, 28, 12, 0, tzinfo=UTC), datetime(2026, 3, 29, 1, 0, tzinfo=UTC)),
        (datetime(2026, 3, 29, 12, 0, tzinfo=UTC), datetime(2026, 3, 30, 0, 0, tzinfo=UTC)),
        (datetime(2026, 10, 25, 12, 0, tzinfo=UTC), datetime(2026, 10, 26, 1, 0, tzinfo=UTC)),
    ],
)
def test_three_in_the_morning_is_that_of_the_wall(now, then):
    assert daily(time(3, 0))(now).astimezone(UTC) == then


def shift(moment: datetime) -> Shift:
    return Shift(lambda: moment, lambda: False, "test", "claim")


@pytest.fixture
def without_compaction(monkeypatch):
    """For claims within a transaction that is rolled back."""
    honest = keeping_daily.finish
    monkeypatch.setattr(
        keeping_daily, "finish", lambda *a, **k: honest(*a, **k, compacting=False)
    )


def test_the_daily_purge_does_all_of_it_by_itself(hands, without_compaction):
    hands.adopt(two_years())
    aino = hands.person("Aino", relation_ended_on=date(2024, 3, 5))
    keeping_daily.purge(shift(NOW - timedelta(days=1)))
    assert hands.tables(aino)
    keeping_daily.purge(shift(NOW))
    assert hands.tables(aino) == set()
    assert certificate(last_certified()).rows == 4


def test_the_daily_purge_is_that_of_the_day_in_helsinki(hands, without_compaction):
    hands.adopt(two_years())
    aino = hands.person("Aino", relation_ended_on=date(2024, 3, 5))
    keeping_daily.purge(shift(datetime(2026, 3, 4, 21, 59, tzinfo=UTC)))
    assert hands.tables(aino)
    keeping_daily.purge(shift(datetime(2026, 3, 4, 22, 0, tzinfo=UTC)))
    assert hands.tables(aino) == set()


def test_a_plan_of_yesterday_that_was_not_run_is_made_anew(hands, without_compaction):
    hands.adopt(two_years())
    aino = hands.person("Aino", relation_ended_on=date(2024, 3, 5))
    old = plan(date(2026, 3, 4), act(date(2026, 3, 4)))
    keeping_daily.purge(shift(NOW))
    assert hands.tables(aino) == set()
    assert last_certified() != old.run


def test_the_sweep_comes_before_the_purge_of_the_same_night():
    due = {job.name: job.next_after(NOW) for job in keeping_daily.JOBS}
    assert due["purge"] - due["sweep"] == timedelta(minutes=30)
    named = [job.name for job in keeping_daily.JOBS]
    assert named.index("sweep") < named.index("purge")  # of a worker that slept through both


def test_a_sweep_in_pieces_finds_every_party_that_is_empty(hands, monkeypatch):
    hands.adopt(two_years())
    monkeypatch.setattr(keeping_daily, "_SWEPT", 2)
    empty = {hands.party(is_organisation=True) for _ in range(4)}
    hands.named(full := hands.party(is_organisation=True))
    keeping_daily.sweep(shift(NOW))
    with system_grant("keeping", why="a test") as part:
        swept = {party for (party,) in part.execute("SELECT party FROM keeping_emptied")}
    assert empty <= swept
    assert full not in swept


def test_a_party_emptied_by_hand_goes_after_the_sweep(hands, without_compaction):
    hands.adopt(two_years())
    firm = hands.party(is_organisation=True, relation_ended_on=date(2020, 1, 1))
    keeping_daily.purge(shift(NOW))
    assert hands.tables(firm) == {"party"}
    keeping_daily.sweep(shift(NOW))
    keeping_daily.purge(shift(NOW + timedelta(days=1)))
    assert hands.tables(firm) == set()


LOGS = "  logs: {for: [claims], from: [customer]}\nretention:\n"


@pytest.mark.parametrize(
    ("today", "last"),
    [(date(2029, 3, 1), date(2026, 3, 1)), (date(2028, 2, 29), date(2025, 2, 28))],
)
def test_the_ledgers_term_is_the_policys(hands, today, last):
    rule = "  - {purpose: claims, data: [logs], at_most: 3 years, after: collected}\n"
    hands.adopt(two_years().replace("retention:\n", LOGS + rule))
    assert keeping_daily.ledger_term(in_force(), today) == (last, "retention.claims")


def test_without_a_clause_of_logs_the_ledger_stays(hands):
    hands.adopt(two_years())
    assert keeping_daily.ledger_term(in_force(), DAY) is None


def test_the_ledger_forgets_after_its_term_and_verifies(hands):
    from lupaus.ledger.verify import verify  # noqa: PLC0415 - beside its use

    rule = "  - {purpose: claims, data: [logs], at_most: 3 years, after: collected}\n"
    hands.adopt(two_years().replace("retention:\n", LOGS + rule))
    keeping_daily.expire_ledger(shift(at(date(2035, 1, 1))))
    with system_grant("keeping", why="a test") as part:
        [(payloads,)] = part.execute("SELECT COUNT(*) FROM ledger_payload")
    assert payloads == 1  # that it was forgotten
    assert verify().ok
