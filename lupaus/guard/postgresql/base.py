"""Django's postgresql backend with the guard in it.

The engine holds the line: the runtime role that logs in may read and write nothing of the
register; a grant is a role of its own, taken with SET LOCAL ROLE inside a transaction and given
back when the grant ends. The cursor adds what roles cannot: a grant is used only where it was
opened, and no statement changes the role by itself.

Cursors are the driver's own classes, so one taken from under Django is guarded as well.
"""

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any, NoReturn, Self

import psycopg
from django.db.backends.postgresql import base
from django.db.backends.postgresql.psycopg_any import register_tzloader
from psycopg import sql as composed
from psycopg.pq import TransactionStatus

from lupaus.guard.grant import NOTHING, Gate, Grant, Power
from lupaus.guard.postgresql.names import role_name
from lupaus.guard.refused import INTEGRITY, Refused
from lupaus.guard.session import OWNER
from lupaus.guard.statement import refuse_on_postgresql

_OWNERS = frozenset({Power.SCHEMA, Power.VIEWS, Power.POLICY, Power.COPY, Power.COMPACTION})


_TRANSACTION = re.compile(r"\s*(savepoint|release|rollback|begin|commit)\b", re.IGNORECASE)


#: A statement that has been read so often is planned once and for all.
_OFTEN = 3


class _Guarded(psycopg.Cursor[Any]):
    """A cursor that runs plain statements, where the grant was opened, and gives rows only
    while that very grant is on top."""

    _under: Grant = NOTHING

    @property
    def _wrapper(self) -> "DatabaseWrapper":
        wrapper: DatabaseWrapper = self.connection.lupaus  # type: ignore[attr-defined]  # ours
        return wrapper

    def _check(self, query: Any) -> None:
        wrapper = self._wrapper
        if wrapper.trusted:
            return
        grant = wrapper.gate.here()
        text = query if isinstance(query, str) else _text(query, self)
        if not wrapper.is_owner:
            refuse_on_postgresql(text)
        elif not grant.powers & _OWNERS and not _TRANSACTION.match(text):
            raise Refused("the owner's connection is for migrations and adoption")
        self._under = grant

    def _still(self) -> None:
        if self._under is not NOTHING and self._under is not self._wrapper.gate.here():
            raise Refused(f"the rows belong to {self._under.name}, which is not open now")

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Refusals by name; and no value in the words of any other error, because a cast of a
        value that the view hides can fail on it."""
        try:
            yield
        except psycopg.errors.InsufficientPrivilege as wrong:
            raise _refusal(self._wrapper.gate, wrong) from None
        except psycopg.errors.DataError as wrong:
            if not self._wrapper.gate.top.views:
                raise
            raise type(wrong)("a value does not fit the statement") from None

    def execute(self, query: Any, params: Any = None, **kwargs: Any) -> Self:
        self._check(query)
        with self._told():
            return super().execute(query, params, **kwargs)

    def executemany(self, query: Any, params_seq: Iterable[Any], **kwargs: Any) -> None:
        self._check(query)
        with self._told():
            super().executemany(query, params_seq, **kwargs)

    def stream(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        raise Refused("rows are fetched whole, not streamed", law=INTEGRITY)

    @contextmanager
    def copy(self, statement: Any, params: Any = None, **kwargs: Any) -> Iterator[Any]:
        self._check(statement)
        with self._told(), super().copy(statement, params, **kwargs) as copying:
            yield copying

    def fetchone(self) -> Any:
        self._still()
        return super().fetchone()

    def fetchmany(self, size: int = 0) -> list[Any]:
        self._still()
        return super().fetchmany(size)

    def fetchall(self) -> list[Any]:
        self._still()
        return super().fetchall()

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> Any:
        if (row := self.fetchone()) is None:
            raise StopIteration
        return row


class GuardedCursor(_Guarded, psycopg.ClientCursor[Any]):
    """What Django uses: values are bound here."""


class PreparingCursor(_Guarded):
    """What readings use: values are bound on the server, which plans a statement that comes
    often only once. Views are long, and planning one takes longer than reading a page. Whether
    the role of the moment may is asked at each execution all the same."""


def _text(query: Any, cursor: psycopg.Cursor[Any]) -> str:
    if isinstance(query, bytes):
        return query.decode()
    if isinstance(query, composed.Composable):
        return query.as_string(cursor)
    return str(query)


def _refusal(gate: Gate, wrong: psycopg.Error) -> Refused:
    what = wrong.diag.message_primary or "permission denied"
    if gate.top is NOTHING:
        return Refused(f"nothing is open: {what}")
    return Refused(f"{gate.top.name}: {what}")


def _no_server_cursor(*_args: Any, **_kwargs: Any) -> NoReturn:
    """A cursor that lives on the server could outlive its grant."""
    raise Refused("rows are fetched whole, not from a named cursor", law=INTEGRITY)


class DatabaseWrapper(base.DatabaseWrapper):
    """Takes the role of the innermost grant, and gives it back."""

    connection: Any

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.gate = Gate(self._changed)
        self.trusted = False  # while the guard itself, or Django's own set-up, is speaking

    @property
    def is_owner(self) -> bool:
        return self.alias == OWNER

    def get_new_connection(self, conn_params: Any) -> Any:
        connection = super().get_new_connection(
            {**conn_params, "cursor_factory": GuardedCursor}
        )
        connection.lupaus = self
        connection.prepare_threshold = _OFTEN
        connection.server_cursor_factory = _no_server_cursor
        return connection

    def init_connection_state(self) -> None:
        with self.speaking():
            super().init_connection_state()
            # Prepared is planned once: planning a view takes longer than reading a page.
            with self.connection.cursor() as cursor:
                cursor.execute("SET plan_cache_mode = force_generic_plan")

    def create_cursor(self, name: str | None = None) -> Any:
        if name:
            raise Refused("rows are fetched whole, not from a named cursor", law=INTEGRITY)
        return super().create_cursor()

    def reading_cursor(self, sql: str) -> Any:
        """A cursor for a statement of a reading. A pattern is planned with its value: whether
        an index serves depends on what is looked for."""
        if " LIKE " in sql:
            return self.cursor()
        self.ensure_connection()
        cursor = PreparingCursor(self.connection)
        register_tzloader(self.timezone, cursor)
        return self._prepare_cursor(cursor)  # type: ignore[attr-defined]  # not in the stubs

    @contextmanager
    def speaking(self) -> Iterator[None]:
        """The guard's own statements."""
        before, self.trusted = self.trusted, True
        try:
            yield
        finally:
            self.trusted = before

    def _changed(self, grant: Grant) -> None:
        """Close every cursor of the grant before, and take the role of this one.

        In a failed transaction nothing can be said; its roll-back takes the role back, and
        without one there is no role to take.
        """
        if self.connection is None or self.is_owner:
            return
        if self.connection.info.transaction_status == TransactionStatus.INERROR:
            self.needs_rollback = True
            return
        if not self.in_atomic_block or self.connection.autocommit:
            if grant is NOTHING:
                return
            raise Refused(f"{grant.name} needs a transaction", law=INTEGRITY)
        if grant.powers & _OWNERS and not grant.role:
            raise Refused(f"{grant.name} needs the owner's connection", law=INTEGRITY)
        role = f'"{role_name(self, grant.role)}"' if grant.role else "NONE"
        with self.speaking(), self.connection.cursor() as cursor:
            cursor.execute(f"CLOSE ALL; SET LOCAL ROLE {role}")
