"""Django's sqlite3 backend with the guard in it.

The guard sits in the driver's own connection class, so that a cursor taken from under Django is
guarded as well. Two things work together: the authorizer, which SQLite asks while preparing,
and the cursor, which says under which grant it prepares. A statement prepared past the guarded
cursor finds no grant at all.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, NoReturn, Self
from weakref import WeakSet

from django.db.backends.sqlite3 import base

from lupaus.guard.grant import NOTHING, Gate, Grant, Power
from lupaus.guard.refused import INTEGRITY, PURPOSE_LIMITATION, Refused
from lupaus.guard.sqlite.authorizer import authorizer
from lupaus.guard.statement import refuse_on_sqlite

#: Grants whose statements are our own text about the schema itself.
_AUTHORS = frozenset({Power.SCHEMA, Power.VIEWS, Power.COMPACTION})
_DENIED = ("not authorized", "prohibited", "authorization denied")


class _Guarded(sqlite3.Cursor):
    """A cursor that runs a statement only under the grant that was opened where it is used,
    and that gives rows only while this very grant is on top."""

    connection: "GuardedConnection"
    _under: Grant = NOTHING

    @contextmanager
    def _running(self) -> Iterator[Gate]:
        gate = self.connection.gate
        before, gate.running = gate.running, self._under
        try:
            yield gate
        except sqlite3.DatabaseError as wrong:
            if any(sign in str(wrong) for sign in _DENIED):
                raise _refusal(gate) from None
            raise
        finally:
            gate.running = before

    def _check(self, sql: str) -> None:
        grant = self.connection.gate.here()
        if not grant.powers & _AUTHORS:
            refuse_on_sqlite(sql)
        self._under = grant

    def _still(self) -> None:
        if self._under is not NOTHING and self._under is not self.connection.gate.here():
            raise Refused(f"the rows belong to {self._under.name}, which is not open now")

    def execute(self, sql: str, parameters: Any = ()) -> Self:
        self._check(sql)
        with self._running():
            return super().execute(sql, () if parameters is None else parameters)

    def executemany(self, sql: str, parameters: Iterable[Any]) -> Self:
        self._check(sql)
        with self._running():
            return super().executemany(sql, parameters)

    def executescript(self, script: str) -> Self:
        self._check(script)
        if Power.SCHEMA not in self._under.powers:
            raise Refused("one statement at a time: scripts are for migrations", law=INTEGRITY)
        with self._running():
            super().executescript(script)
        return self

    def fetchone(self) -> Any:
        self._still()
        with self._running():
            return super().fetchone()

    def fetchmany(self, size: int | None = None) -> list[Any]:
        self._still()
        with self._running():
            return super().fetchmany(self.arraysize if size is None else size)

    def fetchall(self) -> list[Any]:
        self._still()
        with self._running():
            return super().fetchall()

    def __next__(self) -> Any:
        self._still()
        with self._running():
            return super().__next__()


class GuardedCursor(base.SQLiteCursorWrapper, _Guarded):  # type: ignore[misc]  # stubs: Database.Cursor
    """What Django uses: its parameter styles over the guard."""


def _refusal(gate: Gate) -> Refused:
    what = gate.refused or "do this"
    if gate.running is NOTHING:
        return Refused(f"nothing is open: open a reading or a writing to {what}")
    return Refused(f"{gate.running.name} may not {what}", law=PURPOSE_LIMITATION)


class GuardedConnection(sqlite3.Connection):
    """A connection that is armed for as long as it lives."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.gate = Gate(lambda _grant: None)
        self._cursors: WeakSet[_Guarded] = WeakSet()
        self._armed = False

    def arm(self, gate: Gate) -> None:
        """From now on the gate decides. Called again at every change of grant, because SQLite
        asks about cached statements anew only then."""
        self.gate = gate
        self._armed = True
        super().set_authorizer(authorizer(gate))

    def shut(self, still: Grant) -> None:
        """Close every cursor that is not of the grant in force or of one below it."""
        for cursor in list(self._cursors):
            under = cursor._under  # noqa: SLF001 - ours
            if under is not NOTHING and under is not still and not self.gate.holds(under):
                cursor.close()

    def cursor(self, factory: Any = None) -> Any:
        if factory is None:
            factory = _Guarded
        if not (isinstance(factory, type) and issubclass(factory, _Guarded)):
            _refuse("a cursor that is not guarded")
        cursor = super().cursor(factory)
        self._cursors.add(cursor)
        return cursor

    def execute(self, sql: str, parameters: Any = ()) -> Any:
        return self.cursor().execute(sql, parameters)

    def executemany(self, sql: str, parameters: Iterable[Any]) -> Any:
        return self.cursor().executemany(sql, parameters)

    def executescript(self, script: str) -> Any:
        return self.cursor().executescript(script)

    def set_authorizer(self, *_args: Any, **_kwargs: Any) -> None:
        _refuse("another authorizer")

    def blobopen(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        """Opening a value by its row asks no authorizer."""
        _refuse("opening a value past the authorizer")

    def backup(self, *args: Any, **kwargs: Any) -> None:
        if Power.COPY not in self.gate.here().powers:
            _refuse("copying the register")
        super().backup(*args, **kwargs)

    def serialize(self, *args: Any, **kwargs: Any) -> bytes:
        if Power.COPY not in self.gate.here().powers:
            _refuse("copying the register")
        return super().serialize(*args, **kwargs)

    def deserialize(self, *_args: Any, **_kwargs: Any) -> None:
        _refuse("replacing the register")

    def create_function(self, *args: Any, **kwargs: Any) -> None:
        """Django's own are there before the connection is armed. One that came later would be
        run on rows that the view hides."""
        if self._armed:
            _refuse("a function of one's own")
        super().create_function(*args, **kwargs)

    def create_aggregate(self, *args: Any, **kwargs: Any) -> None:
        if self._armed:
            _refuse("a function of one's own")
        super().create_aggregate(*args, **kwargs)

    def create_collation(self, *_args: Any, **_kwargs: Any) -> None:
        _refuse("an order of one's own")

    def create_window_function(self, *_args: Any, **_kwargs: Any) -> None:
        _refuse("a function of one's own")

    def set_trace_callback(self, *_args: Any, **_kwargs: Any) -> None:
        """A trace sees the values that statements carry."""
        _refuse("listening to statements")

    def enable_load_extension(self, *_args: Any, **_kwargs: Any) -> None:
        _refuse("loading an extension")

    def load_extension(self, *_args: Any, **_kwargs: Any) -> None:
        _refuse("loading an extension")


def _refuse(what: str) -> NoReturn:
    raise Refused(f"{what} is not for this connection", law=INTEGRITY)


class DatabaseWrapper(base.DatabaseWrapper):
    """The grants live here and not on the driver's connection, so that one that is closed and
    opened again is armed with what is in force."""

    connection: GuardedConnection

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.gate = Gate(self._changed)

    def get_connection_params(self) -> dict[str, Any]:
        return {**super().get_connection_params(), "factory": GuardedConnection}

    def get_new_connection(self, conn_params: Mapping[str, Any]) -> GuardedConnection:
        connection: GuardedConnection = super().get_new_connection(conn_params)
        if not self.is_in_memory_db():
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA secure_delete = ON")
        connection.arm(self.gate)
        return connection

    def create_cursor(self, name: str | None = None) -> Any:  # noqa: ARG002 - Django's interface
        return self.connection.cursor(GuardedCursor)

    def reading_cursor(self, _sql: str) -> Any:
        """The driver keeps what it has prepared, for as long as a grant is open."""
        return self.cursor()

    def _changed(self, grant: Grant) -> None:
        if self.connection is not None:
            self.connection.arm(self.gate)
            self.connection.shut(grant)
