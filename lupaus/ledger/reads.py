"""Who looked at whom. Recorded at once, sealed into the chain in batches.

A page may never wait for a writer, and on SQLite one writer at a time holds the register. So a
read is noted in a file of its own beside it (``reads.sqlite3``), and a job moves the notes into
the register and commits the chain to them. On PostgreSQL, and for a register in memory, the
notes wait in a table.

Record a read after its transaction has ended: a page that failed has been read all the same,
and a rollback must not take the note along.
"""

import json
import os
import sqlite3
import threading
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from lupaus.ledger import keys as key_files
from lupaus.ledger.append import add, insert, lock_head
from lupaus.ledger.chain import reads_digest
from lupaus.ledger.entry import (
    Entry,
    Event,
    Many,
    Whose,
    canonical_json,
    checked,
    instant,
    whose_of,
)
from lupaus.ledger.gate import Grant, opened
from lupaus.ledger.keys import Keys
from lupaus.ledger.pages import moment_in, moment_of
from lupaus.sets import pieces, placeholders

BATCH = 5_000
FILE = "reads.sqlite3"
_KEY = 24 + 32  # a moment and a uuid
_Note = tuple[bytes, str]  # uuid, canonical record


@dataclass(frozen=True, slots=True)
class Read:
    """Somebody looked. ``sealed`` is the entry that commits to it, None while it waits."""

    at: str
    actor: str
    purposes: tuple[str, ...]
    about: str
    whose: Whose
    sealed: int | None


class Waiting(Protocol):
    """Where notes wait to be sealed. ``before`` gives keys and records, newest first, those
    that precede a key; an empty key, or one that is no key, precedes nothing."""

    def note(self, note: _Note) -> None: ...
    def take(self, limit: int) -> list[_Note]: ...
    def discard(self, notes: Sequence[_Note]) -> None: ...
    def about(self, party: int) -> list[_Note]: ...
    def before(self, key: str, limit: int) -> list[tuple[str, str]]: ...
    def count(self) -> int: ...


def record_read(
    *,
    actor: str,
    purposes: Iterable[str],
    at: datetime,
    about: str,
    whose: Whose | Iterable[int],
) -> None:
    """Note that the actor saw these parties. More than a few hundred become one digest."""
    seen = whose if isinstance(whose, Many) else whose_of(whose)
    record = canonical_json(
        {
            "about": checked("slug", "the subject", about),
            "actor": checked("actor", "the actor", actor),
            "at": instant(at),
            "purposes": [checked("slug", "a purpose", p) for p in sorted(purposes)],
            "whose": {"count": seen.count, "digest": seen.digest}
            if isinstance(seen, Many)
            else seen,
        }
    )
    waiting().note((os.urandom(16), record))


def seal_reads(
    *, at: datetime, actor: str = "lupaus", via: str = "worker", keys: Keys | None = None
) -> int:
    """Move what waits into the register, batch by batch, each with its entry in the chain.

    A note is sealed exactly once: its uuid is unique in the register, and it is discarded only
    when the register has it. Killed in between, the next run discards what is there already."""
    keys, total = keys or key_files.current(), 0
    place = waiting()
    while notes := place.take(BATCH):
        with opened(Grant.SEAL):
            with transaction.atomic(durable=True), connection.cursor() as cursor:
                total += _seal(
                    cursor, notes, Entry(actor, Event.READS_SEALED, (), at, via=via), keys
                )
                if isinstance(place, _Table):
                    place.discard(notes)
            if not isinstance(place, _Table):
                place.discard(notes)
    return total


def _seal(cursor: CursorWrapper, notes: Sequence[_Note], entry: Entry, keys: Keys) -> int:
    head = lock_head(cursor, keys)  # before the look: another sealer may have been faster
    known = _known(cursor, [uuid for uuid, _record in notes])
    fresh = [(uuid, record) for uuid, record in notes if uuid not in known]
    if not fresh:
        return 0
    digest = reads_digest(row_text(nr, *note) for nr, note in enumerate(fresh, start=1))
    sealing = Entry(
        *(entry.actor, entry.event, Many(digest, len(fresh)), entry.at), via=entry.via
    )
    seq = add(cursor, head, [sealing], keys)[0]
    rows = [(seq, nr, uuid, record) for nr, (uuid, record) in enumerate(fresh, start=1)]
    insert(cursor, "ledger_read", "seq, nr, uuid, record", rows)
    parties = [
        (party, seq, nr)
        for nr, (_uuid, record) in enumerate(fresh, start=1)
        for party in listed(record)
    ]
    insert(cursor, "ledger_read_whose", "party, seq, nr", parties)
    return len(fresh)


def _known(cursor: CursorWrapper, uuids: Sequence[bytes]) -> set[bytes]:
    known: set[bytes] = set()
    for some in pieces(uuids):
        places = placeholders(some)
        cursor.execute(f"SELECT uuid FROM ledger_read WHERE uuid IN ({places})", some)
        known.update(bytes(row[0]) for row in cursor.fetchall())
    return known


def row_text(nr: int, uuid: bytes, record: str) -> str:
    """How a read record is spelt in the digest of its batch."""
    return f"{nr} {uuid.hex()} {record}"


def listed(record: str) -> tuple[int, ...]:
    """The parties of a record, when they are listed."""
    whose = json.loads(record)["whose"]
    return tuple(whose) if isinstance(whose, list) else ()


def reads_of(party: int, *, since: datetime, until: datetime) -> tuple[Read, ...]:
    """Who looked at one party in a period (since <= at < until), oldest first; for Art. 15.

    Bulk reads are not here: they hold a digest, to be compared with the stored plan."""
    with opened(Grant.VERIFY), connection.cursor() as cursor:
        # Uses the primary key of ledger_read_whose.
        cursor.execute(
            "SELECT r.record, r.seq FROM ledger_read_whose w JOIN ledger_read r "
            "ON r.seq = w.seq AND r.nr = w.nr WHERE w.party = %s",
            [party],
        )
        found = [read_of(record, seq) for record, seq in cursor.fetchall()]
    found += [read_of(record, None) for _uuid, record in waiting().about(party)]
    first, end = instant(since), instant(until)
    return tuple(sorted((r for r in found if first <= r.at < end), key=lambda r: r.at))


def read_of(record: str, sealed: int | None) -> Read:
    """A stored record as values."""
    said = json.loads(record)
    whose = said["whose"]
    return Read(
        said["at"],
        said["actor"],
        tuple(said["purposes"]),
        said["about"],
        tuple(whose) if isinstance(whose, list) else Many(whose["digest"], whose["count"]),
        sealed,
    )


def unsealed() -> int:
    """How many notes wait: what nothing vouches for yet."""
    return waiting().count()


def waiting() -> Waiting:
    """The place that fits the register."""
    name = str(connection.settings_dict["NAME"])
    if connection.vendor == "sqlite" and name != ":memory:" and "mode=memory" not in name:
        return _SideFile(Path(name).parent / FILE)
    return _Table()


class _Table:
    """Notes in the register's own database."""

    def note(self, note: _Note) -> None:
        self._do("INSERT INTO ledger_read_waiting (uuid, record) VALUES (%s, %s)", note)

    def take(self, limit: int) -> list[_Note]:
        """The oldest first, so that what is sealed stands in the order of time."""
        sql = (
            f"SELECT uuid, record FROM ledger_read_waiting ORDER BY {moment_in('record')}, uuid"
        )
        return self._rows(f"{sql} LIMIT %s", [limit])

    def before(self, key: str, limit: int) -> list[tuple[str, str]]:
        """A key is the moment and the uuid. What waits is not indexed by time: it is little."""
        at, uuid, earlier = moment_in("record"), "lower(hex(uuid))", ""
        if connection.vendor == "postgresql":
            uuid = "encode(uuid, 'hex')"
        bound: list[Any] = []
        if len(key) == _KEY:
            earlier, bound = f" WHERE ({at}, {uuid}) < (%s, %s)", [key[:24], key[24:]]
        sql = (
            f"SELECT uuid, record FROM ledger_read_waiting{earlier}"
            f" ORDER BY {at} DESC, {uuid} DESC LIMIT %s"
        )
        found = self._rows(sql, [*bound, limit])
        return [(moment_of(record) + uuid.hex(), record) for uuid, record in found]

    def discard(self, notes: Sequence[_Note]) -> None:
        with connection.cursor() as cursor:
            sql = "DELETE FROM ledger_read_waiting WHERE uuid = %s"
            cursor.executemany(sql, [(uuid,) for uuid, _record in notes])

    def about(self, party: int) -> list[_Note]:
        notes = self._rows("SELECT uuid, record FROM ledger_read_waiting", [])
        return [note for note in notes if party in listed(note[1])]

    def count(self) -> int:
        with opened(Grant.VERIFY), connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM ledger_read_waiting")
            return int(cursor.fetchone()[0])

    def _do(self, sql: str, parameters: Sequence[Any]) -> None:
        with opened(Grant.RECORD_READ), connection.cursor() as cursor:
            cursor.execute(sql, parameters)

    def _rows(self, sql: str, parameters: Sequence[Any]) -> list[_Note]:
        with opened(Grant.VERIFY), connection.cursor() as cursor:
            cursor.execute(sql, parameters)
            return [(bytes(uuid), record) for uuid, record in cursor.fetchall()]


_local = threading.local()


@dataclass(frozen=True, slots=True)
class _SideFile:
    """Notes in a file of their own, which nobody writes for long."""

    path: Path

    def note(self, note: _Note) -> None:
        self._open().execute("INSERT INTO waiting (uuid, record) VALUES (?, ?)", note)

    def take(self, limit: int) -> list[_Note]:
        sql = "SELECT uuid, record FROM waiting ORDER BY nr LIMIT ?"
        return self._open().execute(sql, (limit,)).fetchall()

    def discard(self, notes: Sequence[_Note]) -> None:
        side = self._open()
        for piece in pieces(notes):  # short transactions: readers are noting
            some = [(uuid,) for uuid, _record in piece]
            side.execute("BEGIN IMMEDIATE")
            side.executemany("DELETE FROM waiting WHERE uuid = ?", some)
            side.execute("COMMIT")

    def about(self, party: int) -> list[_Note]:
        notes = self._open().execute("SELECT uuid, record FROM waiting").fetchall()
        return [note for note in notes if party in listed(note[1])]

    def before(self, key: str, limit: int) -> list[tuple[str, str]]:
        last = int(key) if key.isdecimal() and len(key) < 19 else 2**62
        sql = "SELECT nr, record FROM waiting WHERE nr < ? ORDER BY nr DESC LIMIT ?"
        found = self._open().execute(sql, (last, limit)).fetchall()
        return [(str(nr), record) for nr, record in found]

    def count(self) -> int:
        return int(self._open().execute("SELECT count(*) FROM waiting").fetchone()[0])

    def _open(self) -> sqlite3.Connection:
        """The connection of the thread; a forked child gets its own."""
        key = (os.getpid(), str(self.path))
        kept_key, kept = getattr(_local, "side", ((0, ""), None))
        if kept_key == key and isinstance(kept, sqlite3.Connection):
            return kept
        if kept_key[0] == os.getpid() and isinstance(kept, sqlite3.Connection):
            kept.close()
        if not self.path.exists():
            self.path.touch(mode=0o600)
        side = sqlite3.connect(self.path, isolation_level=None, timeout=20)
        side.execute("PRAGMA journal_mode = WAL")
        side.execute("PRAGMA synchronous = NORMAL")
        side.execute("PRAGMA secure_delete = ON")
        side.execute(
            "CREATE TABLE IF NOT EXISTS waiting "
            "(nr INTEGER PRIMARY KEY, uuid BLOB NOT NULL UNIQUE, record TEXT NOT NULL)"
        )
        _local.side = (key, side)
        return side
