"""The database without us: the driver's own connection and statements written by hand.

Both engines get the settings that the product uses, and psycopg prepares what is repeated.
"""

import re
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import Any

import psycopg

sqlite3.register_adapter(date, date.isoformat)

_PRAGMAS = (
    "journal_mode = WAL",
    "synchronous = NORMAL",
    "foreign_keys = ON",
    "secure_delete = ON",
)


_VARIABLES = 4_000
_NAMED = re.compile(r"%\((\w+)\)s")

Parameters = Sequence[Any] | Mapping[str, Any]


class Raw:
    """One connection. Statements have ``%s`` or ``%(name)s`` for their parameters on either
    engine."""

    def __init__(self, engine: str, address: str) -> None:
        self.engine = engine
        self.address = address
        self._connection: Any
        if engine == "sqlite":
            self._connection = sqlite3.connect(address, isolation_level=None, timeout=20)
            for pragma in _PRAGMAS:
                self._connection.execute(f"PRAGMA {pragma}")
        else:
            self._connection = psycopg.connect(address, autocommit=True)
        self._cursor = self._connection.cursor()

    def rows(self, sql: str, parameters: Parameters = ()) -> list[tuple[Any, ...]]:
        """All rows of the statement."""
        found: list[tuple[Any, ...]] = self._cursor.execute(
            self._spelled(sql), parameters
        ).fetchall()
        return found

    def value(self, sql: str, parameters: Parameters = ()) -> Any:
        """The first column of the first row."""
        return self.rows(sql, parameters)[0][0]

    def run(self, sql: str, parameters: Parameters = ()) -> int:
        """How many rows the statement changed."""
        return int(self._cursor.execute(self._spelled(sql), parameters).rowcount)

    def each(self, sql: str, parameters: Parameters = ()) -> Iterator[tuple[Any, ...]]:
        """The rows of the statement, streamed."""
        if self.engine == "sqlite":
            yield from self._connection.execute(self._spelled(sql), parameters)
            return
        with self._connection.transaction(), self._connection.cursor("each") as cursor:
            cursor.itersize = 5000
            yield from cursor.execute(sql, parameters)

    def put(self, table: str, columns: str, rows: Iterable[Sequence[Any]]) -> None:
        """Many rows by the fastest way: COPY; many rows to a statement, where a statement that
        fires a trigger first writes out the full-text index."""
        if self.engine == "sqlite":
            width = columns.count(",") + 1
            place = f"({', '.join('?' * width)})"
            every, each = list(rows), _VARIABLES // width
            for start in range(0, len(every), each):
                some = every[start : start + each]
                sql = f"INSERT INTO {table} ({columns}) VALUES {', '.join([place] * len(some))}"
                self._cursor.execute(sql, [*chain.from_iterable(some)])
            return
        with self._cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copying:
            for row in rows:
                copying.write_row(row)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """One that writes, from its beginning."""
        self._cursor.execute("BEGIN IMMEDIATE" if self.engine == "sqlite" else "BEGIN")
        try:
            yield
        except BaseException:
            self._cursor.execute("ROLLBACK")
            raise
        self._cursor.execute("COMMIT")

    def close(self) -> None:
        self._connection.close()

    def _spelled(self, sql: str) -> str:
        return _sqlite(sql) if self.engine == "sqlite" else sql


@lru_cache(maxsize=512)
def _sqlite(sql: str) -> str:
    return _NAMED.sub(r":\1", sql).replace("%s", "?").replace("%%", "%")


def copy_sqlite(origin: Path, copy: Path) -> None:
    """The register's file as it stands, in another place."""
    source, target = sqlite3.connect(origin), sqlite3.connect(copy)
    with source, target:
        source.backup(target)
    source.close()
    target.close()
