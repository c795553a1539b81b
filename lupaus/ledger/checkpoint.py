"""Signed statements about the chain, kept inside the database and outside it.

The seal of the head finds a tail that was cut off by whoever cannot read the key folder. It
does not find a whole database put back as it was last week, head and all: only a statement that
lies elsewhere does. So every checkpoint is also appended to a file in the journal's place.

The file is written before the transaction commits. Killed in between, the file is one ahead of
the table, which is true evidence all the same; the other order would look like a forgery.
"""

import json
import os
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from lupaus.ledger import keys as key_files
from lupaus.ledger.append import Head, add, lock_head, write_head
from lupaus.ledger.chain import Checkpoint, Epoch, Place
from lupaus.ledger.entry import Entry, Event, instant
from lupaus.ledger.gate import Grant, opened
from lupaus.ledger.keys import Keys

FILE = "ledger-checkpoints.jsonl"


class JournalError(Exception):
    """The journal's file cannot be used. The message says what to do."""


def journal_file() -> Path | None:
    """Where checkpoints are kept outside the database; nowhere for a register in memory."""
    folder: Path | None = settings.FOLDER.journal
    return None if folder is None else folder / FILE


def look_at_journal(journal: Path | None = None) -> None:
    """See that the next checkpoint can be written outside the database, before what it is to
    sign is done. Raises JournalError."""
    journal = journal or journal_file()
    if journal is None:
        return
    try:
        journal.open("ab").close()
    except OSError as wrong:
        raise _unwritable(journal, wrong) from None


def checkpoint(
    *, at: datetime, keys: Keys | None = None, journal: Path | None = None
) -> Checkpoint | None:
    """Sign the end of the chain. Returns None when nothing was added since the last one."""
    keys, journal = keys or key_files.current(), journal or journal_file()
    with opened(Grant.APPEND), transaction.atomic(), connection.cursor() as cursor:
        head = lock_head(cursor, keys)
        last = checkpoints(cursor, number=head.checkpoints)
        if not head.seq or (last and (last[-1].epoch, last[-1].seq) == (head.epoch, head.seq)):
            return None
        point = signed(head, at=at, keys=keys, number=head.checkpoints + 1)
        cursor.execute(
            "INSERT INTO ledger_checkpoint (number, epoch, seq, link, at, signature) "
            "VALUES (%s, %s, %s, %s, %s, %s)",
            list(point),
        )
        write_head(cursor, replace(head, checkpoints=point.number), keys)
        if journal is not None:
            _note(journal, point)
    return point


def signed(head: Head, *, at: datetime, keys: Keys, number: int = 0) -> Checkpoint:
    """The statement about a head. Number 0 is for an export, which keeps its own."""
    point = Checkpoint(number, head.epoch, head.seq, head.link, instant(at), b"")
    return point._replace(signature=keys.sign(point.statement()))


def checkpoints(cursor: CursorWrapper, *, number: int | None = None) -> list[Checkpoint]:
    """Those in the table; only one when its number is given."""
    sql = "SELECT number, epoch, seq, link, at, signature FROM ledger_checkpoint"
    if number is None:
        cursor.execute(f"{sql} ORDER BY number")
    else:
        cursor.execute(f"{sql} WHERE number = %s", [number])
    return [
        Checkpoint(n, e, s, bytes(link), at, bytes(mark))
        for n, e, s, link, at, mark in cursor.fetchall()
    ]


def epochs(cursor: CursorWrapper) -> dict[int, Epoch]:
    cursor.execute(
        "SELECT epoch, first, known_seq, known_link, at, signature FROM ledger_epoch "
        "ORDER BY epoch"
    )
    return {
        e: Epoch(e, first, known, bytes(link), at, bytes(mark))
        for e, first, known, link, at, mark in cursor.fetchall()
    }


def noted(journal: Path) -> list[Checkpoint]:
    """Those in the file. A line that was being written when the power went is left out."""
    try:
        text = journal.read_bytes()
    except FileNotFoundError:
        return []
    except OSError as wrong:
        raise JournalError(f"{journal} cannot be read: {wrong.strerror}") from None
    found = []
    for line, row in enumerate(text[: text.rfind(b"\n") + 1].splitlines(), start=1):
        try:
            number, epoch, seq, link, at, mark = json.loads(row)
            link, mark = bytes.fromhex(link), bytes.fromhex(mark)
            found.append(Checkpoint(int(number), int(epoch), int(seq), link, str(at), mark))
        except (ValueError, TypeError):
            raise JournalError(
                f"{journal} line {line} is not a checkpoint: restore the file from its copy"
            ) from None
    return found


def _note(journal: Path, point: Checkpoint) -> None:
    number, epoch, seq, link, at, mark = point
    line = json.dumps([number, epoch, seq, link.hex(), at, mark.hex()]) + "\n"
    try:
        with journal.open("a+b") as file:
            file.seek(0)
            file.truncate(file.read().rfind(b"\n") + 1)
            file.write(line.encode())
            file.flush()
            os.fsync(file.fileno())
    except OSError as wrong:
        raise _unwritable(journal, wrong) from None


def _unwritable(journal: Path, wrong: OSError) -> JournalError:
    """A folder that is gone is never made anew: an empty one in its place would look as if
    nothing had ever been kept there."""
    if not journal.parent.is_dir():
        verify = settings.FOLDER.typed("ledger verify")
        return JournalError(
            f"the journal folder {journal.parent} is missing: put it back from its copy, or "
            "say in lupaus.toml where it is (journal). Only if it is lost for good, make an "
            f"empty one: {verify} will name the checkpoints that went with it"
        )
    return JournalError(
        f"{journal} cannot be written ({wrong.strerror}): a checkpoint needs its place "
        "outside the database; mend the journal folder named in lupaus.toml"
    )


def open_epoch(  # noqa: PLR0913 - an act's who, why and when, and where the keys are
    *,
    actor: str,
    reason: str,
    at: datetime,
    via: str = "cli",
    keys: Keys | None = None,
    journal: Path | None = None,
) -> Epoch:
    """Begin a new epoch, after a restore has put back an older end of the chain.

    Its first link hashes in the last entry that anybody signed, so that what was lost between
    is said for ever. ``reason`` is a slug, such as ``restore``."""
    keys, journal = keys or key_files.current(), journal or journal_file()
    with opened(Grant.APPEND), transaction.atomic(), connection.cursor() as cursor:
        head = lock_head(cursor, keys)
        known = _last_known(head, noted(journal) if journal else ())
        opening = Epoch(head.epoch + 1, head.seq + 1, known.seq, known.link, instant(at), b"")
        opening = opening._replace(signature=keys.sign(opening.statement()))
        cursor.execute(
            "INSERT INTO ledger_epoch (epoch, first, known_seq, known_link, at, signature) "
            "VALUES (%s, %s, %s, %s, %s, %s)",
            list(opening),
        )
        counts = {"epoch": opening.epoch, "known": known.seq, "lost": known.seq - head.seq}
        entry = Entry(
            actor, Event.EPOCH_OPENED, (), at, via=via, counts=counts, clause=f"epoch.{reason}"
        )
        add(cursor, head, [entry], keys, opening)
    return opening


def _last_known(head: Head, points: Iterable[Checkpoint]) -> Place:
    # An epoch opened after the backup is lost with it, so its numbers do not count.
    same = (Place(p.seq, p.epoch, p.link) for p in points if p.epoch == head.epoch)
    return max([head.place, *same], key=lambda place: place.seq)
