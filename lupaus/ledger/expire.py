"""The ledger's own retention.

This module destroys: payloads, and the read records that were sealed under them. It could
destroy evidence that is still owed. What prevents it: only a beginning of the ledger ever goes,
up to the first entry that is not older than the day given; the expiry is itself an entry, in
the same transaction; the engine's triggers let nothing go beyond what the sealed head says; and
the commitments stay, so that the chain verifies as before.
"""

from dataclasses import replace
from datetime import datetime

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from lupaus.ledger import keys as key_files
from lupaus.ledger.append import add, lock_head, write_head
from lupaus.ledger.entry import Entry, Event, instant
from lupaus.ledger.gate import Grant, opened
from lupaus.ledger.keys import Keys

_CHUNK = 5_000


def expire(  # noqa: PLR0913 - an act's who, why and when besides what goes
    before: datetime,
    *,
    clause: str,
    actor: str,
    at: datetime,
    via: str = "worker",
    limit: int = 50_000,
    keys: Keys | None = None,
) -> int:
    """Destroy payloads of entries made before the time. Returns how many; call until 0.

    ``limit`` bounds the write transaction."""
    keys = keys or key_files.current()
    with opened(Grant.EXPIRE), transaction.atomic(), connection.cursor() as cursor:
        head = lock_head(cursor, keys)
        last = _last_before(cursor, head.expired, instant(before), limit)
        count = last - head.expired
        if not count:
            return 0
        counts = {"first": head.expired + 1, "last": last, "count": count}
        entry = Entry(actor, Event.EXPIRED, (), at, via=via, counts=counts, clause=clause)
        head = write_head(cursor, replace(head, expired=last), keys)
        add(cursor, head, [entry], keys)
        for table in ("ledger_payload", "ledger_read_whose", "ledger_read"):
            cursor.execute(f"DELETE FROM {table} WHERE seq <= %s", [last])
    return count


def _last_before(cursor: CursorWrapper, after: int, before: str, limit: int) -> int:
    mark, bound = before.encode(), after + limit
    last = after
    while last < bound:
        cursor.execute(
            "SELECT seq, payload FROM ledger_payload WHERE seq > %s AND seq <= %s "
            "ORDER BY seq LIMIT %s",
            [last, bound, _CHUNK],
        )
        rows = cursor.fetchall()
        for seq, payload in rows:
            text = bytes(payload)
            start = text.find(b'"at":"') + 6
            if text[start : start + len(mark)] >= mark:
                return last
            last = int(seq)
        if not rows:
            return last
    return last
