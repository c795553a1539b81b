"""The raw side's own record of processing: one row, chained by a digest, no more."""

import hashlib
from collections.abc import Iterable
from typing import Any

from bench.raw import Raw

TABLE = "bench_audit"
_COLUMNS = "seq, actor, event, party, at, link"
_ONE = f"INSERT INTO {TABLE} ({_COLUMNS}) VALUES (%s, %s, %s, %s, %s, %s)"
_AT = "2026-11-22T09:00:00Z"


def create(raw: Raw) -> None:
    """The table, in the copy that only the raw side uses."""
    binary = "BLOB" if raw.engine == "sqlite" else "bytea"
    raw.run(
        f"CREATE TABLE {TABLE} (seq bigint PRIMARY KEY, actor text NOT NULL,"
        f" event text NOT NULL, party bigint, at text NOT NULL, link {binary} NOT NULL)"
    )


class Audit:
    """Appends within the caller's transaction."""

    def __init__(self, raw: Raw) -> None:
        self._raw = raw
        last = raw.rows(f"SELECT seq, link FROM {TABLE} ORDER BY seq DESC LIMIT 1")
        self._seq: int = last[0][0] if last else 0
        self._link: bytes = bytes(last[0][1]) if last else b""

    def append(self, records: Iterable[tuple[str, str, int]]) -> int:
        rows: list[tuple[Any, ...]] = []
        for actor, event, party in records:
            self._seq += 1
            self._link = _link(self._link, self._seq, actor, event, party)
            rows.append((self._seq, actor, event, party, _AT, self._link))
        if len(rows) == 1:
            self._raw.run(_ONE, rows[0])
        else:
            self._raw.put(TABLE, _COLUMNS, rows)
        return len(rows)


def verify(raw: Raw, after: int = 0) -> int:
    """Follow the chain. Raises AssertionError where it breaks; returns how many it followed."""
    before = raw.rows(f"SELECT link FROM {TABLE} WHERE seq = %s", (after,))
    link, count = (bytes(before[0][0]) if before else b""), 0
    sql = f"SELECT seq, actor, event, party, link FROM {TABLE} WHERE seq > %s ORDER BY seq"
    for seq, actor, event, party, stored in raw.each(sql, (after,)):
        link = _link(link, seq, actor, event, party)
        if link != stored:
            raise AssertionError(f"audit record {seq} does not follow")
        count += 1
    return count


def _link(before: bytes, seq: int, actor: str, event: str, party: int) -> bytes:
    text = f"{seq}|{actor}|{event}|{party}|{_AT}".encode()
    return hashlib.sha256(before + text).digest()
