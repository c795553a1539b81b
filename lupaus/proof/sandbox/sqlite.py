"""A file with the register's own tables, triggers, views and policy, and nobody in it."""

import re
import sqlite3
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connection, connections

from lupaus.guard import Refused
from lupaus.proof.sandbox import Row, fresh, in_place_of
from lupaus.proof.sandbox.accounts import Beside, beside

#: Tables whose rows say what is in force, and nothing of anybody.
_COPIED = (
    "guard_policyversion",
    "guard_stamp",
    "guard_cutoff",
    "guard_today",
    "django_migrations",
)
_ENGINES_OWN = (
    "sqlite_",
    "_fts_data",
    "_fts_idx",
    "_fts_docsize",
    "_fts_config",
    "_fts_content",
)


_PLANTED = re.compile(r"INSERT INTO (records_\w+) ")


class _File:
    """The sandbox. ``whole`` is what it is put back to after every trial."""

    refusals: tuple[type[Exception], ...] = (sqlite3.DatabaseError, Refused)

    def __init__(
        self,
        place: Path,
        whole: sqlite3.Connection,
        plain: sqlite3.Connection,
        accounts: Beside | None,
    ) -> None:
        self.folder = fresh(place)
        self.accounts = accounts
        self._place = place
        self._whole, self._plain = whole, plain
        self._planted: list[tuple[str, int]] = []
        self._torn = False

    def raw(self, sql: str, params: Mapping[str, Any] | None = None) -> list[Row]:
        planted = _PLANTED.match(sql)
        if planted and params and "id" in params:
            self._planted.append((planted[1], params["id"]))
        elif not sql.startswith("SELECT"):
            self._torn = True
        rows = self._plain.execute(sql, dict(params or {})).fetchall()
        self._plain.commit()
        return rows

    def inside(self, sql: str, params: Mapping[str, Any] | None = None) -> None:
        connection.connection.execute(sql, dict(params or {}))

    @contextmanager
    def trial(self) -> Iterator[None]:
        try:
            yield
        finally:
            self._plain.rollback()
            self._mend()
            if self.accounts:
                self.accounts.empty()
            fresh(self._place)

    def _mend(self) -> None:
        """Rows that were only put in are taken out again; after anything else the whole file
        is put back, which makes every connection read the schema anew."""
        if self._torn:
            self._whole.backup(self._plain)
        else:
            for table, number in reversed(self._planted):
                self._plain.execute(f"DELETE FROM {table} WHERE id = ?", (number,))
            self._plain.commit()
        self._planted.clear()
        self._torn = False


@contextmanager
def copy_of() -> Iterator[_File]:
    """Made from the schema as it stands in the file, not as a fresh one would be."""
    statements, rows = _schema(), {table: _rows(table) for table in _COPIED}
    with (
        tempfile.TemporaryDirectory(prefix="lupaus-self-test-") as name,
        closing(sqlite3.connect(Path(name) / "register.sqlite3")) as plain,
        closing(sqlite3.connect(":memory:")) as whole,
    ):
        place = Path(name)
        for statement in statements:
            plain.execute(statement)
        for table, (columns, found) in rows.items():
            places = ", ".join("?" * len(columns))
            plain.executemany(
                f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({places})", found
            )
        plain.execute("INSERT INTO ledger_head VALUES (1, 1, 0, zeroblob(32), 0, 0, x'')")
        plain.commit()
        settings = dict(connections[DEFAULT_DB_ALIAS].settings_dict)
        wrapper = type(connections[DEFAULT_DB_ALIAS])(
            {**settings, "NAME": str(place / "register.sqlite3")}, DEFAULT_DB_ALIAS
        )
        with in_place_of(wrapper), beside(place) as accounts:
            wrapper.ensure_connection()
            plain.backup(whole)
            yield _File(place, whole, plain, accounts)


def _schema() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL")
        found = cursor.fetchall()
    own = [sql for name, sql in found if not any(mark in name for mark in _ENGINES_OWN)]
    order = ("CREATE TABLE", "CREATE VIRTUAL", "CREATE INDEX", "CREATE UNIQUE", "CREATE VIEW")
    return sorted(own, key=lambda sql: _place(sql, order))


def _place(sql: str, order: tuple[str, ...]) -> int:
    starts = (number for number, word in enumerate(order) if sql.upper().startswith(word))
    return next(starts, len(order))


def _rows(table: str) -> tuple[list[str], list[Row]]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {table}")
        columns = [column[0] for column in cursor.description]
        return columns, [tuple(_plainly(v) for v in row) for row in cursor.fetchall()]


def _plainly(value: Any) -> Any:
    return (
        value.isoformat(sep=" ")
        if hasattr(value, "hour")
        else (value.isoformat() if hasattr(value, "isoformat") else value)
    )
