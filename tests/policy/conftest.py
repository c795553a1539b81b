"""The engine that the retention queries run on, as a function ``run(text, params)``."""

import os
from collections.abc import Iterator

import psycopg
import pytest
import retention_world

ENGINE = os.environ.get("LUPAUS_TEST_ENGINE", "sqlite")


@pytest.fixture(scope="session")
def run(request: pytest.FixtureRequest) -> Iterator[retention_world.Run]:
    """Plain tables of the retention room on the engine of this test run."""
    if ENGINE == "sqlite":
        connection = retention_world.sqlite()
        yield retention_world.on_sqlite(connection)
        connection.close()
        return
    where = request.getfixturevalue("postgres")
    conninfo = f"host={where['HOST']} port={where['PORT']} user={where['USER']} dbname=postgres"
    with psycopg.connect(conninfo, autocommit=True) as admin:
        admin.execute("CREATE DATABASE retention")
    with psycopg.connect(
        conninfo.replace("dbname=postgres", "dbname=retention"),
        autocommit=True,
        cursor_factory=psycopg.ClientCursor,  # as Django binds
    ) as connection:
        connection.execute("SET jit = off")
        yield retention_world.on_postgresql(connection)
