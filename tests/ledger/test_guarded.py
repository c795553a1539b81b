"""The same ledger with the guard on it: the grants it is given are enough, and no more."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from ledger_hands import START, entry, sql

from lupaus.guard import Refused
from lupaus.ledger.append import append
from lupaus.ledger.checkpoint import checkpoint, open_epoch
from lupaus.ledger.expire import expire
from lupaus.ledger.export import export
from lupaus.ledger.reads import reads_of, record_read, unsealed
from lupaus.ledger.verifier import verify_export
from lupaus.ledger.verify import verify


def test_the_runtime_can_do_all_that_the_ledger_does(register, tmp_path):
    others = verify(journal=tmp_path / "journal").problems  # checkpoints that others wrote down
    with transaction.atomic():
        append([entry(n) for n in range(100)])
    record_read(actor="kaarlo", purposes=["relations"], at=START, about="page", whose=[77])
    assert unsealed()
    assert reads_of(77, since=START, until=START + timedelta(days=1))
    checkpoint(at=START, journal=tmp_path / "journal")
    open_epoch(actor="aino", reason="restore", at=START, journal=tmp_path / "journal")
    later = START + timedelta(days=9_000)  # after whatever other claims left behind
    assert expire(later, clause="retention.ledger", actor="worker", at=later) > 100
    verification = verify(journal=tmp_path / "journal")
    assert set(verification.problems) <= set(others)
    assert export(tmp_path / "export.jsonl", at=later) == verification.checked
    assert not verify_export(tmp_path / "export.jsonl")[1].count


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM ledger_entry WHERE seq > 0",
        "UPDATE ledger_entry SET epoch = 2",
        "DELETE FROM ledger_payload WHERE seq > 0",
        "UPDATE ledger_payload SET party = 2",
        "DELETE FROM ledger_checkpoint WHERE seq > 0",
        "DELETE FROM ledger_head WHERE one = 1",
        "DROP TABLE ledger_entry",
        "ALTER TABLE ledger_entry ADD COLUMN extra integer",
    ],
)
def test_the_runtime_can_undo_nothing(register, statement):
    with transaction.atomic():
        append([entry(1)])
    with pytest.raises((Refused, DatabaseError)), transaction.atomic():
        sql(statement)
