"""The ledger has a retention of its own and verifies after it; so it does after a restore."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ledger_hands import KEYS, START, add, disarm, lived_in, sql, undone

from lupaus.ledger.chain import Kind
from lupaus.ledger.checkpoint import checkpoint, open_epoch
from lupaus.ledger.expire import expire
from lupaus.ledger.verify import verify

pytestmark = pytest.mark.usefixtures("ledger")
MINUTE = timedelta(minutes=1)


def expired(before, **more):
    who = {"clause": "retention.ledger", "actor": "worker", "at": START + 99 * MINUTE}
    return expire(before, keys=KEYS, **who, **more)


@pytest.mark.parametrize(("minutes", "gone"), [(59, 0), (60, 0), (61, 1), (120, 1), (121, 2)])
def test_what_is_older_than_the_cut_off_goes_and_nothing_else(minutes, gone):
    add(1, minutes=60)
    add(2, minutes=120)
    assert expired(START + minutes * MINUTE) == gone
    assert [seq for (seq,) in sql("SELECT seq FROM ledger_payload ORDER BY seq")][:1] == [
        gone + 1
    ]
    verification = verify(keys=KEYS)
    assert (verification.ok, verification.expired_to) == (True, gone)


def test_an_expiry_is_itself_an_entry_and_expires_in_its_turn():
    add(1)
    assert expired(START + MINUTE) == 1
    add(2, minutes=200)
    assert expired(START + 150 * MINUTE) == 1
    verification = verify(keys=KEYS)
    assert (verification.ok, verification.expired_to, verification.checked) == (True, 2, 4)


def test_a_limit_leaves_the_rest_for_the_next_call():
    add(*range(10))
    assert [expired(START + MINUTE, limit=4) for _ in range(4)] == [4, 4, 2, 0]
    assert verify(keys=KEYS).ok


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.integers(1, 60), st.integers(0, 30)), max_size=6))
def test_it_verifies_after_any_sequence_of_appends_and_expiries(steps):
    with undone():
        now = 0
        for count, back in steps:
            now += 10
            add(*range(count), minutes=now)
            expired(START + (now - back) * MINUTE)
            verification = verify(keys=KEYS)
            assert verification.ok, verification.problems


def test_a_payload_gone_before_its_time_is_found_from_its_first_entry():
    add(1, 2, 3, 4)
    disarm()
    sql("DELETE FROM ledger_payload WHERE seq IN (2, 3)")
    (fault,) = verify(keys=KEYS).problems
    assert (fault.kind, fault.seq) == (Kind.PAYLOAD_MISSING, 2)
    assert fault.sentence.endswith("(to entry 3)")


def test_an_expiry_claimed_without_the_key_is_found():
    add(1, 2)
    sql("UPDATE ledger_head SET expired = 1")
    sql("DELETE FROM ledger_payload WHERE seq = 1")
    kinds = {fault.kind for fault in verify(keys=KEYS).problems}
    assert kinds == {Kind.HEAD, Kind.PAYLOAD_MISSING}


def test_a_payload_put_back_after_its_expiry_is_found():
    add(1, 2)
    ((salt, payload),) = sql("SELECT salt, payload FROM ledger_payload WHERE seq = 1")
    expired(START + MINUTE)
    columns = "INSERT INTO ledger_payload (seq, party, salt, payload) VALUES (1, 1, %s, %s)"
    sql(columns, salt, payload)
    (fault,) = verify(keys=KEYS).problems
    assert (fault.kind, fault.seq) == (Kind.PAYLOAD_KEPT, 1)


def cut_back(seq, head):
    """What restoring a backup does: the older end of the chain, with its true head."""
    disarm()
    for table in ("ledger_entry", "ledger_payload", "ledger_checkpoint"):
        sql(f"DELETE FROM {table} WHERE seq > %s", seq)
    sql("UPDATE ledger_head SET seq = %s, link = %s, checkpoints = %s, mac = %s", *head)


def test_a_restore_opens_an_epoch_that_says_for_ever_what_was_lost(journal):
    add(1, 2)
    (head,) = sql("SELECT seq, link, checkpoints, mac FROM ledger_head")
    add(3, 4)
    checkpoint(at=START, keys=KEYS, journal=journal)
    cut_back(2, head)
    assert [f.kind for f in verify(keys=KEYS, journal=journal).problems] == [Kind.TAIL]
    opening = open_epoch(actor="aino", reason="restore", at=START, keys=KEYS, journal=journal)
    assert (opening.epoch, opening.first, opening.known_seq) == (2, 3, 4)
    add(5, 6, 7)
    checkpoint(at=START, keys=KEYS, journal=journal)
    verification = verify(keys=KEYS, journal=journal)
    assert verification.ok, verification.problems
    assert (verification.epoch, verification.checked) == (2, 6)


def test_a_second_epoch_follows_the_first():
    add(1)
    for epoch in (2, 3):
        assert open_epoch(actor="aino", reason="restore", at=START, keys=KEYS).epoch == epoch
    add(2)
    assert verify(keys=KEYS).ok


def test_a_checkpoint_is_made_once_for_one_end(journal):
    assert checkpoint(at=START, keys=KEYS, journal=journal) is None
    lived_in(journal)
    assert checkpoint(at=START, keys=KEYS, journal=journal).number == 4
    assert checkpoint(at=START, keys=KEYS, journal=journal) is None
    assert len(journal.read_text().splitlines()) == 4
