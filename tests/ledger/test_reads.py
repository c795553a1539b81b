"""Reads are recorded apart, sealed exactly once, and found for the person they were about."""

import sqlite3
import threading
import time
from datetime import timedelta

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st
from ledger_hands import KEYS, START, sql

from lupaus.ledger import reads
from lupaus.ledger.entry import Many, NotANameError
from lupaus.ledger.expire import expire
from lupaus.ledger.verify import verify

DAY = timedelta(days=1)


def look(*whose, at=START, about="person-page"):
    reads.record_read(
        actor="kaarlo", purposes=["relations", "delivery"], at=at, about=about, whose=whose
    )


def seal():
    return reads.seal_reads(at=START + DAY, keys=KEYS)


@pytest.mark.usefixtures("ledger")
def test_a_read_is_found_before_and_after_it_is_sealed():
    look(1)
    period = {"since": START, "until": START + DAY}
    (before,) = reads.reads_of(1, **period)
    assert (before.sealed, reads.unsealed()) == (None, 1)
    assert (seal(), reads.unsealed()) == (1, 0)
    (after,) = reads.reads_of(1, **period)
    assert (after.sealed, after.actor, after.purposes) == (
        1,
        "kaarlo",
        ("delivery", "relations"),
    )
    assert not reads.reads_of(2, **period)
    assert verify(keys=KEYS).ok


@pytest.mark.usefixtures("ledger")
@pytest.mark.parametrize(("days", "found"), [(-1, 0), (0, 1), (1, 0)])
def test_a_period_holds_its_first_instant_and_not_its_last(days, found):
    look(1)
    since = START + DAY * days
    assert len(reads.reads_of(1, since=since, until=since + DAY)) == found


@pytest.mark.usefixtures("ledger")
def test_a_bulk_read_is_one_digest_over_its_plan():
    look(*range(5000))
    assert seal() == 1
    assert not sql("SELECT * FROM ledger_read_whose")
    (record,) = sql("SELECT record FROM ledger_read")[0]
    assert reads.whose_of(range(5000)).digest in record
    assert isinstance(reads.whose_of(range(5000)), Many)


@pytest.mark.usefixtures("ledger")
def test_nothing_waiting_seals_nothing():
    assert seal() == 0
    assert verify(keys=KEYS).checked == 0


@pytest.mark.usefixtures("ledger")
def test_a_value_is_not_recorded_as_the_subject():
    with pytest.raises(NotANameError):
        look(1, about="search aino")


@pytest.mark.usefixtures("ledger")
def test_reads_expire_with_the_entry_that_sealed_them():
    look(1)
    seal()
    later = START + 2 * DAY
    assert expire(later, clause="retention.ledger", actor="worker", at=later, keys=KEYS) == 1
    assert not reads.reads_of(1, since=START, until=START + DAY)
    assert not sql("SELECT * FROM ledger_read_whose")
    assert verify(keys=KEYS).ok


@pytest.fixture
def beside(tmp_path, monkeypatch):
    """Reads of a register that is a file."""
    side = reads._SideFile(tmp_path / "reads.sqlite3")
    monkeypatch.setattr(reads, "waiting", lambda: side)
    return side


@pytest.mark.usefixtures("ledger")
def test_killed_between_the_register_and_the_file_every_read_is_sealed_once(
    beside, monkeypatch
):
    for party in range(10):
        look(party)
    with monkeypatch.context() as killed:
        killed.setattr(reads._SideFile, "discard", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            seal()
    look(10)
    assert seal() == 1
    assert beside.count() == 0
    assert sql("SELECT count(*) FROM ledger_read") == [(11,)]
    assert verify(keys=KEYS).ok


@pytest.mark.usefixtures("ledger")
def test_killed_before_the_register_has_them_no_read_is_lost(beside, monkeypatch):
    look(1)
    with monkeypatch.context() as killed:
        killed.setattr(reads, "_seal", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            seal()
    assert beside.count() == 1
    assert seal() == 1


@pytest.mark.usefixtures("ledger")
def test_a_read_in_the_file_beside_is_found_and_the_file_is_for_its_owner_alone(beside):
    look(1, 2)
    (found,) = reads.reads_of(2, since=START, until=START + DAY)
    assert (found.whose, found.sealed) == ((1, 2), None)
    assert beside.path.stat().st_mode & 0o777 == 0o600


def test_recording_a_read_does_not_wait_for_a_writer_of_the_register(beside, tmp_path):
    register = sqlite3.connect(tmp_path / "register.sqlite3", isolation_level=None)
    register.execute("PRAGMA journal_mode = WAL")
    register.execute("BEGIN IMMEDIATE")
    started = time.perf_counter()
    for party in range(50):
        look(party)
    assert time.perf_counter() - started < 5
    register.execute("ROLLBACK")
    register.close()
    assert beside.count() == 50


def test_threads_record_side_by_side(beside):
    def work(base):
        for n in range(50):
            look(base + n)

    threads = [threading.Thread(target=work, args=(k * 100,)) for k in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert beside.count() == 200


def test_a_register_in_a_file_keeps_its_reads_beside_it(monkeypatch, tmp_path):
    if connection.vendor == "postgresql":
        assert isinstance(reads.waiting(), reads._Table)
        return
    monkeypatch.setitem(connection.settings_dict, "NAME", str(tmp_path / "register.sqlite3"))
    assert reads.waiting() == reads._SideFile(tmp_path / "reads.sqlite3")


@given(st.lists(st.integers(1, 2**40)))
def test_whose_does_not_depend_on_order_or_repetition(ids):
    assert reads.whose_of(ids) == reads.whose_of([*ids, *reversed(ids)])
