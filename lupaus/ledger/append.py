"""Appending: the only way a line gets into the ledger.

An append belongs to the caller's transaction: what was done and that it was done stand or fall
together. The head row is locked until that transaction ends, so on PostgreSQL append last; on
SQLite the transaction is IMMEDIATE and alone anyway.
"""

import os
import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from lupaus.ledger import keys as key_files
from lupaus.ledger.chain import (
    Epoch,
    Place,
    commitment_of,
    link_of,
    opening_link,
)
from lupaus.ledger.entry import Entry
from lupaus.ledger.gate import Grant, opened
from lupaus.ledger.keys import Keys
from lupaus.sets import pieces, placeholders

SALT = 16
_TOGETHER = 50  # rows in one INSERT
_FEW = 16  # rows from which COPY is faster than INSERT
_FIELDS = struct.Struct(">IQQI").pack


class LedgerBrokenError(Exception):
    """The head does not agree with its seal: nothing may be added until it is looked into."""


@dataclass(frozen=True, slots=True)
class Head:
    """Where the chain ends, and what the seal covers besides."""

    epoch: int
    seq: int
    link: bytes
    expired: int
    checkpoints: int
    mac: bytes

    def statement(self) -> bytes:
        place = _FIELDS(self.epoch, self.seq, self.expired, self.checkpoints)
        return b"lupaus ledger head 1\0" + place + self.link

    def sealed(self, keys: Keys) -> bool:
        """Does the seal fit? An untouched new ledger has none yet."""
        if not self.mac:
            new = (self.epoch, self.seq, self.expired, self.checkpoints) == (1, 0, 0, 0)
            return new and not any(self.link)
        return keys.seal(self.statement()) == self.mac

    @property
    def place(self) -> Place:
        return Place(self.seq, self.epoch, self.link)


def append(entries: Sequence[Entry], *, keys: Keys | None = None) -> range:
    """Add the entries to the chain in the current transaction. Returns their numbers."""
    if not connection.in_atomic_block:
        message = "append to the ledger inside the transaction of the act it records"
        raise transaction.TransactionManagementError(message)
    if not entries:
        return range(0)
    keys = keys or key_files.current()
    with opened(Grant.APPEND), connection.cursor() as cursor:
        head = lock_head(cursor, keys)
        return add(cursor, head, entries, keys)


def read_head(cursor: CursorWrapper, *, lock: bool = False) -> Head:
    """The head row. Raises LedgerBrokenError when it is gone."""
    sql = "SELECT epoch, seq, link, expired, checkpoints, mac FROM ledger_head WHERE one = 1"
    if lock and connection.vendor == "postgresql":
        sql += " FOR UPDATE"
    cursor.execute(sql)
    row = cursor.fetchone()
    if row is None:
        raise LedgerBrokenError("the head of the ledger is gone: restore the register")
    epoch, seq, link, expired, checkpoints, mac = row
    return Head(epoch, seq, bytes(link), expired, checkpoints, bytes(mac))


def lock_head(cursor: CursorWrapper, keys: Keys) -> Head:
    """The head, held until the transaction ends. Nothing is built on a head that is forged."""
    head = read_head(cursor, lock=True)
    if not head.sealed(keys):
        cure = settings.FOLDER.typed("ledger verify")
        raise LedgerBrokenError(
            f"the head of the ledger (entry {head.seq}) does not carry the seal of this key "
            f"folder: run {cure}, and see that the key folder is the right one"
        )
    return head


def write_head(cursor: CursorWrapper, head: Head, keys: Keys) -> Head:
    """Seal the head anew and store it."""
    head = replace(head, mac=keys.seal(head.statement()))
    cursor.execute(
        "UPDATE ledger_head SET epoch = %s, seq = %s, link = %s, expired = %s, "
        "checkpoints = %s, mac = %s WHERE one = 1",
        [head.epoch, head.seq, head.link, head.expired, head.checkpoints, head.mac],
    )
    return head


def add(
    cursor: CursorWrapper,
    head: Head,
    entries: Sequence[Entry],
    keys: Keys,
    opening: Epoch | None = None,
) -> range:
    """Link the entries to a locked head and store all three."""
    rows = list(_linked(head, entries, opening))
    insert(cursor, "ledger_entry", "seq, epoch, commitment, link", [r[:4] for r in rows])
    payloads = [(r[0], *r[4:]) for r in rows]
    insert(cursor, "ledger_payload", "seq, party, salt, payload", payloads)
    seq, epoch, _commitment, link, *_rest = rows[-1]
    write_head(cursor, replace(head, seq=seq, epoch=epoch, link=link), keys)
    return range(head.seq + 1, seq + 1)


def _linked(
    head: Head, entries: Sequence[Entry], opening: Epoch | None
) -> Iterator[tuple[Any, ...]]:
    salts = os.urandom(SALT * len(entries))
    epoch, link = opening.epoch if opening else head.epoch, head.link
    for i, entry in enumerate(entries):
        seq, salt = head.seq + 1 + i, salts[i * SALT : (i + 1) * SALT]
        payload = entry.canonical().encode()
        commitment = commitment_of(salt, payload)
        if opening and i == 0:
            link = opening_link(link, opening, commitment)
        else:
            link = link_of(link, epoch, seq, commitment)
        yield seq, epoch, commitment, link, entry.party, salt, payload


def insert(
    cursor: CursorWrapper, table: str, columns: str, rows: Sequence[Sequence[Any]]
) -> None:
    """Store the rows by the engine's fastest way that fires the triggers."""
    if connection.vendor == "postgresql" and len(rows) >= _FEW:
        with cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)
        return
    for some in pieces(rows, _TOGETHER):
        place = f"({placeholders(some[0])})"
        places = ", ".join([place] * len(some))
        cursor.execute(
            f"INSERT INTO {table} ({columns}) VALUES {places}", [*chain.from_iterable(some)]
        )
