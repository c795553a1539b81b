"""A purge that is killed anywhere has done whole chunks, and goes on where it stopped."""

import os
import signal
import threading
import time
from datetime import date, timedelta
from itertools import count

import pytest
from django.db import connections
from keeping_hands import act, at, two_years

from lupaus.guard import Part, system_grant
from lupaus.keeping import plan as planning
from lupaus.keeping import purge, runs
from lupaus.keeping.finish import finish
from lupaus.keeping.plan import plan
from lupaus.keeping.purge import execute
from lupaus.keeping.runs import CannotPurge, Claimed
from lupaus.ledger.verify import verify

pytestmark = pytest.mark.engine
ENDED, DAY = date(2024, 3, 5), date(2026, 3, 5)
NAMES = ("Aino", "Bertta", "Kaarlo", "Åke", "Ömer")


class PulledPlug(Exception):  # noqa: N818 - power, not an error
    """The power went."""


@pytest.fixture
def people(committed, monkeypatch):
    """Five people who are due, one to a chunk, and one who is not."""
    monkeypatch.setattr(purge, "PARTIES", 1)
    committed.adopt(two_years())
    due = [committed.person(name, relation_ended_on=ENDED) for name in NAMES]
    stays = committed.person("Tuomas")
    return committed, due, stays


def _no_half(hands, due, stays):
    assert all(len(hands.tables(party)) in (0, 4, 1) for party in due)
    assert len(hands.tables(stays)) == 4


def test_power_may_go_at_any_statement(people, monkeypatch):
    hands, due, stays = people
    found = plan(DAY, act(DAY))
    honest, left = Part.changed, [0]

    def failing(part, sql, parameters=()):
        left[0] -= 1
        if left[0] == 0:
            raise PulledPlug
        return honest(part, sql, parameters)

    monkeypatch.setattr(Part, "changed", failing)
    clock = [at(DAY)]
    for statement in range(1, 400):
        left[0], clock[0] = statement, clock[0] + timedelta(minutes=2)
        try:
            execute(found.run, today=DAY, act=act(DAY), clock=lambda: clock[0])
            finish(found.run, act=act(DAY), clock=lambda: clock[0], compacting=False)
            break
        except PulledPlug:
            left[0] = 0
            _no_half(hands, due, stays)
    assert statement > 5
    left[0] = 0
    assert all(hands.tables(party) == set() for party in due)
    with system_grant("keeping", why="a test") as part:
        run = runs.find(part, found.run)
    assert (run.state, run.destroyed, run.saved) == ("finished", 20, 0)
    assert len(hands.tables(stays)) == 4
    assert verify().ok


def test_a_plan_cut_short_is_not_carried_out_and_the_next_takes_its_place(people, monkeypatch):
    hands, due, _stays = people
    with monkeypatch.context() as broken:
        broken.setattr(planning, "_complete", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            plan(DAY, act(DAY))
    with system_grant("keeping", why="a test") as part:
        cut = runs.open_run(part)
    with pytest.raises(CannotPurge, match="plan again"):
        execute(cut.id, today=DAY, act=act(DAY))
    assert all(len(hands.tables(party)) == 4 for party in due)
    assert plan(DAY, act(DAY)).rows == 20
    with system_grant("keeping", why="a test") as part:
        assert runs.find(part, cut.id).state == "dropped"
        assert part.execute("SELECT COUNT(*) FROM keeping_item") == [(20,)]


def test_kill_9_between_chunks_leaves_whole_chunks_and_a_lease_that_ends(people):
    hands, due, stays = people
    found = plan(DAY, act(DAY))
    connections.close_all()
    child = os.fork()
    if child == 0:
        asked = [0]

        def die():
            asked[0] += 1
            if asked[0] == 3:
                os.kill(os.getpid(), signal.SIGKILL)
            return False

        execute(found.run, today=DAY, act=act(DAY), stop=die)
        os._exit(1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL
    _no_half(hands, due, stays)
    assert sum("personname" not in hands.tables(party) for party in due) == 2
    with pytest.raises(Claimed, match="another process"):
        execute(found.run, today=DAY, act=act(DAY), clock=lambda: at(DAY))
    later = at(DAY) + timedelta(minutes=2)
    done = execute(found.run, today=DAY, act=act(DAY), clock=lambda: later)
    assert (done.destroyed, done.saved) == (20, 0)
    finish(found.run, act=act(DAY))
    assert all(hands.tables(party) == set() for party in due)


def test_asked_to_stop_it_ends_after_the_chunk_and_can_be_taken_up_at_once(people):
    hands, due, _stays = people
    found = plan(DAY, act(DAY))
    answers = iter([False, True])
    stopped = execute(found.run, today=DAY, act=act(DAY), stop=lambda: next(answers))
    assert not stopped.finished
    assert stopped.destroyed == 3
    with pytest.raises(CannotPurge, match="under way"):
        plan(DAY, act(DAY))
    done = execute(found.run, today=DAY, act=act(DAY))
    assert done.finished
    assert done.destroyed == 20
    assert all(hands.tables(party) == set() for party in due)


def test_two_at_once_do_everything_once(people):
    hands, due, _stays = people
    found = plan(DAY, act(DAY))
    outcomes = []
    both = threading.Barrier(2)

    def work():
        both.wait()
        try:
            pause = lambda: time.sleep(0.02)  # noqa: E731 - answers None: do not stop
            outcomes.append(execute(found.run, today=DAY, act=act(DAY), stop=pause).destroyed)
        except Claimed:
            outcomes.append(None)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert None in outcomes
    assert 20 in outcomes
    assert all(hands.tables(party) == set() for party in due)


@pytest.mark.parametrize("stopped_after", [1, 20])
def test_whoever_claims_goes_on_from_where_the_one_before_has_left_it(
    people, monkeypatch, stopped_after
):
    """Between the look at a run and the claim another may have carried it on, or out."""
    hands, due, _stays = people
    found = plan(DAY, act(DAY))
    honest, asked = runs.claim, count()

    def late(part, number, *, now):
        monkeypatch.setattr(runs, "claim", honest)
        execute(number, today=DAY, act=act(DAY), stop=lambda: next(asked) >= stopped_after)
        return honest(part, number, now=now)

    monkeypatch.setattr(runs, "claim", late)
    done = execute(found.run, today=DAY, act=act(DAY))
    assert (done.destroyed, done.saved, done.finished) == (20, 0, True)
    assert finish(found.run, act=act(DAY)).rows == 20
    assert all(hands.tables(party) == set() for party in due)


def test_a_run_that_is_finished_does_nothing_again(people):
    hands, due, _stays = people
    found = plan(DAY, act(DAY))
    execute(found.run, today=DAY, act=act(DAY))
    first = finish(found.run, act=act(DAY))
    again = hands.person("Uusi", relation_ended_on=ENDED)
    execute(found.run, today=DAY, act=act(DAY))
    assert finish(found.run, act=act(DAY)) == first
    assert len(hands.tables(again)) == 4
    assert due
