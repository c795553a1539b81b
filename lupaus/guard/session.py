"""Opening and closing a grant on the connection of this task, whichever engine it is."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Protocol, cast

from django.db import DEFAULT_DB_ALIAS, connections, transaction

from lupaus.guard.grant import Gate, Grant

OWNER = "owner"


class Wrapped(Protocol):
    """A Django connection with the guard in it."""

    gate: Gate
    vendor: str
    in_atomic_block: bool

    def reading_cursor(self, sql: str) -> Any: ...


def here(alias: str = DEFAULT_DB_ALIAS) -> Wrapped:
    """The connection of this task. Opens it, so that there is something to arm."""
    connection = connections[alias]
    connection.ensure_connection()
    return cast("Wrapped", connection)


def owner_alias() -> str:
    """The connection that may change tables and views: the owner's on PostgreSQL, where the
    runtime role may not; the only one there is on SQLite."""
    if here().vendor != "postgresql":
        return DEFAULT_DB_ALIAS
    if OWNER not in connections.databases:
        raise RuntimeError(
            "PostgreSQL needs the owner's credentials for this: set owner = "
            '"postgresql://…" in lupaus.toml, or LUPAUS_OWNER_URL in the environment'
        )
    return OWNER


def has_owner() -> bool:
    """May this process change tables and views: adopt, migrate? On PostgreSQL only with the
    owner's credentials, which a web server had better not have."""
    return here().vendor != "postgresql" or OWNER in connections.databases


@contextmanager
def opened(
    grant: Grant, *, alias: str = DEFAULT_DB_ALIAS, writes: bool = False
) -> Iterator[Wrapped]:
    """Open the grant for the length of the block.

    A writing is a transaction. So is every grant on PostgreSQL, where a role is set within one;
    a reading on SQLite is not, so that it never waits for a writer nor keeps one waiting.
    """
    connection = here(alias)
    if writes or connection.vendor == "postgresql":
        with transaction.atomic(using=alias), _held(connection, grant):
            yield connection
    else:
        with _held(connection, grant):
            yield connection


@contextmanager
def _held(connection: Wrapped, grant: Grant) -> Iterator[None]:
    token = connection.gate.open(grant)
    try:
        yield
    finally:
        connection.gate.close(token)
