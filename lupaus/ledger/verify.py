"""Is the ledger of this register whole, and if not, where is it not?

It streams: the memory does not grow with the ledger, and no lock is held, so work goes on
meanwhile. Entries added after the start are left to the next time.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import connection
from django.db.backends.utils import CursorWrapper

from lupaus.ledger import keys as key_files
from lupaus.ledger import reads
from lupaus.ledger.append import Head, LedgerBrokenError, read_head
from lupaus.ledger.chain import (
    Checkpoint,
    Epoch,
    Fault,
    Faults,
    Kind,
    Place,
    Walked,
    check_checkpoints,
    check_epochs,
    check_expiry,
    check_reads,
    expired_to,
    lost_in_restore,
    sealed_reads,
    walk,
)
from lupaus.ledger.checkpoint import checkpoints, epochs, journal_file, noted
from lupaus.ledger.gate import Grant, opened
from lupaus.ledger.keys import Keys, signed_by

_CHUNK = 5_000
_NO_HEAD = Head(1, 0, Place().link, 0, 0, b"?")
Progress = Callable[[int], None]
_Rows = Sequence[Sequence[Any]]


@dataclass(frozen=True, slots=True)
class Verification:
    """What was looked at and what was found. ``problems`` holds the first 200 of ``count``."""

    checked: int
    seq: int
    epoch: int
    expired_to: int
    checkpoints: int
    unsealed: int
    problems: tuple[Fault, ...]
    count: int

    @property
    def ok(self) -> bool:
        return self.count == 0


@dataclass(frozen=True, slots=True)
class _Claims:
    """What the ledger and its surroundings say about the chain."""

    head: Head
    sealed: bool
    epochs: dict[int, Epoch]
    table: list[Checkpoint]
    file: list[Checkpoint]
    kept_file: bool


def verify(
    *,
    since_checkpoint: bool = False,
    keys: Keys | None = None,
    journal: Path | None = None,
    progress: Progress | None = None,
) -> Verification:
    """Follow the whole chain, or the part after the last checkpoint.

    ``progress`` is told the number of entries read so far."""
    keys, journal = keys or key_files.current(), journal or journal_file()
    faults = Faults()
    with opened(Grant.VERIFY), connection.cursor() as cursor:
        claims = _claims(cursor, keys, journal, faults)
        start = _start(cursor, claims, keys.public, faults) if since_checkpoint else Place()
        points = [p for p in (*claims.table, *claims.file) if p.seq > start.seq]
        bound = claims.head.seq if claims.sealed else 2**62
        stored = rows(cursor, start.seq, bound, faults=faults, progress=progress)
        wanted = {p.seq for p in points} | {claims.head.seq}
        walked = walk(stored, start, claims.epochs, faults, wanted)
        _check_end(cursor, claims, walked, faults)
        allowed = _check_expired(cursor, claims, walked, start.seq, faults, keys)
        later = {e: o for e, o in claims.epochs.items() if o.first > start.seq}
        check_epochs(later, walked, faults, signed_by, keys.public)
        check_checkpoints(
            list(dict.fromkeys(points)),
            epochs=claims.epochs,
            walked=walked,
            faults=faults,
            verify=signed_by,
            key=keys.public,
        )
        _check_list(claims, faults)
        _check_reads(cursor, walked, start.seq, claims.head.seq, allowed, faults)
    return Verification(
        checked=walked.count,
        seq=walked.place.seq,
        epoch=walked.place.epoch,
        expired_to=allowed,
        checkpoints=len(claims.table),
        unsealed=reads.unsealed(),
        problems=tuple(sorted(faults.found, key=lambda fault: fault.seq)),
        count=faults.count,
    )


def _claims(cursor: CursorWrapper, keys: Keys, journal: Path | None, faults: Faults) -> _Claims:
    try:
        head = read_head(cursor)
        sealed = head.sealed(keys)
        if not sealed:
            faults.add(Kind.HEAD, head.seq, "the head of the ledger does not carry our seal")
    except LedgerBrokenError:
        head, sealed = _NO_HEAD, False
        faults.add(Kind.HEAD, 0, "the head of the ledger is gone")
    file = noted(journal) if journal else []
    return _Claims(head, sealed, epochs(cursor), checkpoints(cursor), file, journal is not None)


def _start(cursor: CursorWrapper, claims: _Claims, key: bytes, faults: Faults) -> Place:
    """The last checkpoint, when it is genuine and the chain agrees with it; else the start."""
    if not claims.table:
        return Place()
    point = claims.table[-1]
    cursor.execute("SELECT epoch, link FROM ledger_entry WHERE seq = %s", [point.seq])
    row = cursor.fetchone()
    if not signed_by(key, point.statement(), point.signature):
        faults.add(Kind.SIGNATURE, point.seq, f"checkpoint {point.number} is forged")
    elif row is None or (row[0], bytes(row[1])) != (point.epoch, point.link):
        faults.add(Kind.CHECKPOINT, point.seq, f"differs from checkpoint {point.number}")
    else:
        return Place(point.seq, point.epoch, point.link)
    return Place()


def rows(
    cursor: CursorWrapper,
    after: int,
    bound: int,
    *,
    faults: Faults | None = None,
    progress: Progress | None = None,
) -> Iterator[Sequence[Any]]:
    """Entries with their payloads, after one number and up to another."""
    first, done = after or -(2**62), 0
    while True:
        # Two reads of one primary key each: a join is planned badly on a table not analysed.
        cursor.execute(
            "SELECT seq, epoch, commitment, link FROM ledger_entry "
            "WHERE seq > %s AND seq <= %s ORDER BY seq LIMIT %s",
            [first, bound, _CHUNK],
        )
        entries = cursor.fetchall()
        if not entries:
            return
        cursor.execute(
            "SELECT seq, party, salt, payload FROM ledger_payload "
            "WHERE seq >= %s AND seq <= %s ORDER BY seq",
            [entries[0][0], entries[-1][0]],
        )
        payloads = cursor.fetchall()
        if faults is not None:
            for seq in _misfiled(payloads):
                faults.add(Kind.INDEX, seq, "is found under another party than its own")
        yield from _paired(entries, payloads)
        first, done = entries[-1][0], done + len(entries)
        if progress is not None:
            progress(done)


def _paired(entries: _Rows, payloads: _Rows) -> _Rows:
    """Entries with the salt and payload that each has, or None twice."""
    if len(entries) != len(payloads) or [e[0] for e in entries] != [p[0] for p in payloads]:
        kept = {payload[0]: payload for payload in payloads}
        none = (None, None, None, None)
        payloads = [kept.get(entry[0], none) for entry in entries]
    pairs = zip(entries, payloads, strict=True)
    return [(*entry, salt, payload) for entry, (_seq, _party, salt, payload) in pairs]


def _misfiled(payloads: _Rows) -> list[int]:
    """Where the column that finds a party's entries says another party than the payload."""
    return [
        seq
        for seq, party, _salt, payload in payloads
        if (
            _names_one(payload)
            if party is None
            else not payload.endswith(b'"whose":[%d]}' % party)
        )
    ]


def _names_one(payload: bytes) -> bool:
    tail = payload[payload.rfind(b":") + 1 :]
    return tail.startswith(b"[") and tail != b"[]}" and b"," not in tail


def _check_end(cursor: CursorWrapper, claims: _Claims, walked: Walked, faults: Faults) -> None:
    head, last = claims.head, walked.place.seq
    if claims.sealed and last < head.seq:
        words = f"the ledger ends at entry {last}, its head says {head.seq}"
        faults.add(Kind.TAIL, last + 1, f"{words}: the tail is cut off")
    elif claims.sealed and head.seq and walked.seen.get(head.seq) not in {None, head.place}:
        faults.add(Kind.HEAD, head.seq, "is not the link that the head was sealed with")
    # One statement, so that an append meanwhile changes both or neither.
    cursor.execute(
        "SELECT (SELECT max(seq) FROM ledger_head), (SELECT max(seq) FROM ledger_entry), "
        "(SELECT max(seq) FROM ledger_payload), (SELECT min(seq) FROM ledger_payload)"
    )
    now, entries, payloads, first = (value or 0 for value in cursor.fetchone())
    if entries > now:
        faults.add(Kind.EXTRA, now + 1, "stands beyond the head of the ledger")
    if payloads > max(now, entries):
        faults.add(Kind.EXTRA, payloads, "there is a payload, but no entry")
    if first < 0:
        faults.add(Kind.EXTRA, first, "there is a payload, but no entry")


def _check_expired(  # noqa: PLR0913, PLR0917 - what was claimed, seen and is so now
    cursor: CursorWrapper,
    claims: _Claims,
    walked: Walked,
    start: int,
    faults: Faults,
    keys: Keys,
) -> int:
    """Payloads are gone as far as the head says and no further. Returns how far that is."""
    said = expired_to(walked)
    if not claims.sealed:
        check_expiry(walked, start, said, faults)
        return said
    allowed = claims.head.expired
    if (not start or said) and said != allowed:
        words = f"the head says payloads are gone to {allowed}, the entries say {said}"
        faults.add(Kind.HEAD, claims.head.seq, words)
    now = read_head(cursor)
    kept = allowed
    if now.sealed(keys):  # an expiry may have run while we walked
        allowed = max(allowed, now.expired)
    check_expiry(walked, start, allowed, faults, kept=kept)
    return allowed


def _check_list(claims: _Claims, faults: Faults) -> None:
    """The table and the file outside hold the same checkpoints, and none is missing."""
    table, head = claims.table, claims.head
    for number, point in enumerate(table, start=1):
        if point.number != number:
            faults.add(Kind.CHECKPOINT, point.seq, f"checkpoint {number} before it is missing")
            break
    if claims.sealed and head.checkpoints != len(table):
        last = table[-1].seq if table else 0
        words = f"{len(table)} checkpoints stand where the head says {head.checkpoints}"
        faults.add(Kind.CHECKPOINT, last, words)
    if not claims.kept_file:
        return
    for point in sorted(set(table) - set(claims.file)):
        words = f"checkpoint {point.number} is not in the journal's file: put its copy back"
        faults.add(Kind.CHECKPOINT, point.seq, words)
    ahead = claims.file[-1:]  # killed between the file and the commit
    for point in claims.file:
        if point not in {*table, *ahead} and not lost_in_restore(point, claims.epochs):
            words = f"checkpoint {point.number} of the journal's file is not in the register"
            faults.add(Kind.CHECKPOINT, point.seq, words)


def _check_reads(  # noqa: PLR0913, PLR0917 - one range of the ledger and what was seen of it
    cursor: CursorWrapper, walked: Walked, start: int, end: int, allowed: int, faults: Faults
) -> None:
    cursor.execute(
        "SELECT DISTINCT seq FROM ledger_read WHERE seq > %s AND seq <= %s "
        "UNION SELECT DISTINCT seq FROM ledger_read_whose WHERE seq > %s AND seq <= %s "
        "ORDER BY 1",
        [start, end, start, end],
    )
    seqs = [int(row[0]) for row in cursor.fetchall()]
    check_reads(sealed_reads(walked), _sealed_rows(cursor, seqs, faults), allowed, faults)


def _sealed_rows(
    cursor: CursorWrapper, seqs: Sequence[int], faults: Faults
) -> Iterator[tuple[int, str]]:
    for seq in seqs:
        cursor.execute("SELECT nr, party FROM ledger_read_whose WHERE seq = %s", [seq])
        found = set(cursor.fetchall())
        cursor.execute(
            "SELECT nr, uuid, record FROM ledger_read WHERE seq = %s ORDER BY nr", [seq]
        )
        stored = cursor.fetchall()
        try:
            said = {(nr, party) for nr, _uuid, text in stored for party in reads.listed(text)}
        except (ValueError, TypeError, KeyError):  # changed: its digest will tell
            said = found
        if said != found:
            faults.add(Kind.INDEX, seq, "its read records are found under other parties")
        if not stored:
            yield seq, ""
        for nr, uuid, text in stored:
            yield seq, reads.row_text(nr, bytes(uuid), text)
