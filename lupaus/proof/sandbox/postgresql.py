"""The register itself, in a transaction of its owner that is rolled back."""

import copy
import re
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
from django.db import DEFAULT_DB_ALIAS, connection, connections, transaction

from lupaus.guard import Refused, in_force
from lupaus.guard.postgresql import roles
from lupaus.guard.postgresql.names import role_name
from lupaus.proof.sandbox import CannotTest, Row, fresh, in_place_of
from lupaus.proof.sandbox.accounts import Beside, beside

OWNER = "owner"
_NAMED = re.compile(r"(?<!:):([a-z_0-9]+)")


class _Transaction:
    """The sandbox. The plain cursor speaks as the owner, whom nothing stops."""

    refusals: tuple[type[Exception], ...] = (psycopg.Error, Refused)

    def __init__(self, place: Path, accounts: Beside | None) -> None:
        self.folder = fresh(place)
        self.accounts = accounts
        self._place = place

    def raw(self, sql: str, params: Mapping[str, Any] | None = None) -> list[Row]:
        with psycopg.Cursor(connection.connection) as cursor:
            if params:
                cursor.execute(_NAMED.sub(r"%(\1)s", sql), dict(params))
            else:
                cursor.execute(sql)
            return cursor.fetchall() if cursor.description else []

    def inside(self, sql: str, params: Mapping[str, Any] | None = None) -> None:
        self.raw(sql, params)  # the same session, in the role of the grant that is open

    @contextmanager
    def trial(self) -> Iterator[None]:
        self.raw("SAVEPOINT trial")
        try:
            yield
        finally:
            self.raw("ROLLBACK TO SAVEPOINT trial")
            connection.needs_rollback = False
            if self.accounts:
                self.accounts.empty()
            fresh(self._place)


@contextmanager
def transaction_of() -> Iterator[_Transaction]:
    """Needs the owner's credentials: the runtime role can break nothing, which is the point."""
    if OWNER not in connections.databases:
        raise CannotTest(
            "the self-test on PostgreSQL needs the owner's credentials: set owner = "
            '"postgresql://…" in lupaus.toml, or LUPAUS_OWNER_URL in the environment'
        )
    settings = copy.deepcopy(connections[OWNER].settings_dict)
    wrapper = type(connections[DEFAULT_DB_ALIAS])(settings, DEFAULT_DB_ALIAS)
    with (
        tempfile.TemporaryDirectory(prefix="lupaus-self-test-") as place,
        in_place_of(wrapper),
        beside(Path(place)) as accounts,
    ):
        opened = _Transaction(Path(place), accounts)
        with transaction.atomic():
            try:
                _join_roles(opened, str(settings["USER"]))
                yield opened
            finally:
                transaction.set_rollback(True)


def _join_roles(opened: _Transaction, owner: str) -> None:
    """The owner takes the roles that the runtime takes, for the length of the transaction."""
    opened.raw("SET LOCAL lock_timeout = '10s'")
    for part in roles.every(in_force()):
        role = role_name(connection, part)
        opened.raw(f'GRANT "{role}" TO "{owner}"')
