"""A ledger in every state, and the hands of somebody who may write the database."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.db import connection, transaction

from lupaus.ledger import tables
from lupaus.ledger.append import append
from lupaus.ledger.checkpoint import checkpoint, open_epoch
from lupaus.ledger.entry import Entry, Event
from lupaus.ledger.expire import expire
from lupaus.ledger.keys import Keys
from lupaus.ledger.reads import record_read, seal_reads

KEYS = Keys(b"m" * 32, b"s" * 32)
START = datetime(2026, 3, 1, 10, tzinfo=UTC)


def entry(party: int, *, minutes: int = 0) -> Entry:
    at = START + timedelta(minutes=minutes)
    return Entry(
        *("bertta", Event.RECORD_CORRECTED, (party,), at, "relations", "cli"),
        fields=("email",),
        counts={"rows": 1},
    )


def add(*parties: int, minutes: int = 0) -> range:
    with transaction.atomic():
        return append([entry(p, minutes=minutes) for p in parties], keys=KEYS)


def sql(statement: str, *parameters: object) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return cursor.fetchall() if cursor.description else []


def disarm() -> None:
    """What an attacker with the rights of the owner does first."""
    if connection.vendor == "postgresql":
        for table in tables.TABLES:
            sql(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        return
    found = (
        "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name LIKE 'ledger_%%'"
    )
    for (name,) in sql(found):
        sql(f"DROP TRIGGER {name}")


@contextmanager
def undone(*, durable: bool = False) -> Iterator[None]:
    """``durable``: blocks inside that mean to commit are let do so."""
    atomic = transaction.atomic()
    atomic._from_testcase = durable
    with atomic:
        yield
        transaction.set_rollback(True)


def lived_in(journal: Path) -> None:
    """20 entries, of which three have expired, two epochs, three checkpoints, two batches of
    sealed reads."""
    add(1, 2, 3)
    add(4, 5, 6, minutes=60)
    checkpoint(at=START, keys=KEYS, journal=journal)
    for party in (1, 2):
        record_read(
            actor="kaarlo", purposes=["relations"], at=START, about="page", whose=[party]
        )
    seal_reads(at=START + timedelta(minutes=60), keys=KEYS)
    half_hour = START + timedelta(minutes=30)
    assert (
        expire(half_hour, clause="retention.ledger", actor="worker", at=START, keys=KEYS) == 3
    )
    checkpoint(at=START, keys=KEYS, journal=journal)
    open_epoch(actor="aino", reason="restore", at=START, keys=KEYS, journal=journal)
    record_read(
        actor="kaarlo", purposes=["relations"], at=START, about="list", whose=range(500)
    )
    seal_reads(at=START, keys=KEYS)
    add(*range(7, 15))
    checkpoint(at=START, keys=KEYS, journal=journal)
    add(15, 16)
