"""The accounts' tables in a sandbox: of the same form as the real ones, with nobody in them.

What could go wrong: a breaker reaches the accounts of real people. It cannot, because this is
another file on either engine, and while it is open it is what everybody finds by the name.
"""

import re
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from django.db import connections

from lupaus.proof.accounts import handed
from lupaus.proof.sandbox import in_place_of

_FILE = "accounts.sqlite3"
_INTO = re.compile(r"INSERT INTO (\w+) ")


class Beside:
    """The copy. ``raw`` is the plain driver; ``empty`` takes out what was put in by it."""

    def __init__(self, plain: sqlite3.Connection) -> None:
        self._plain = plain
        self._touched: set[str] = set()

    def raw(self, sql: str, params: Mapping[str, Any]) -> None:
        if into := _INTO.match(sql):
            self._touched.add(into[1])
        self._plain.execute(sql, dict(params))
        self._plain.commit()

    def empty(self) -> None:
        for table in self._touched:
            self._plain.execute(f"DELETE FROM {table}")
        self._plain.commit()
        self._touched.clear()


@contextmanager
def beside(place: Path) -> Iterator[Beside | None]:
    """The copy in the folder, for the length of the block; None where there are no accounts to
    copy the form of."""
    given = handed()
    real = connections[given.database] if given else None
    if real is None or real.vendor != "sqlite":
        yield None
        return
    with real.cursor() as cursor:
        cursor.execute(
            "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite%%'"
            " ORDER BY type = 'index'"
        )
        statements = [sql for (sql,) in cursor.fetchall()]
    file = str(place / _FILE)
    wrapper = type(real)({**real.settings_dict, "NAME": file}, real.alias)
    with closing(sqlite3.connect(file)) as plain:
        for statement in statements:
            plain.execute(statement)
        with in_place_of(wrapper):
            yield Beside(plain) if statements else None
