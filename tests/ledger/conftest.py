"""The ledger on plain engines, without the guard: what is claimed here is its own doing.

Each test has a connection of its own in the place of Django's, on SQLite in memory or in the
PostgreSQL of this session, in a transaction that is rolled back.
"""

import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.db import connections, transaction
from ledger_hands import KEYS

from lupaus.ledger import gate, keys, tables

ENGINE = os.environ.get("LUPAUS_TEST_ENGINE", "sqlite")
_DEFAULTS = {
    "ATOMIC_REQUESTS": False,
    "AUTOCOMMIT": True,
    "CONN_HEALTH_CHECKS": False,
    "CONN_MAX_AGE": 0,
    "TIME_ZONE": None,
    "TEST": {},
    "USER": "",
    "PASSWORD": "",
    "HOST": "",
    "PORT": "",
}
Connect = Callable[[], Any]


def _plain(name: str, **server: str) -> Any:
    """A connection by Django's own backend, in the place of this thread's default."""
    settings: dict[str, Any] = {**_DEFAULTS, "NAME": name, **server}
    if ENGINE == "postgresql":
        from django.db.backends.postgresql.base import DatabaseWrapper  # noqa: PLC0415
    else:
        from django.db.backends.sqlite3.base import DatabaseWrapper  # noqa: PLC0415

        settings["OPTIONS"] = {"transaction_mode": "IMMEDIATE", "timeout": 20}
    settings.setdefault("OPTIONS", {})
    connections["default"] = DatabaseWrapper(settings, "default")
    return connections["default"]


def _apart(monkeypatch: pytest.MonkeyPatch) -> None:
    """Known keys, and nobody at the gate."""
    monkeypatch.setattr(keys, "current", lambda: KEYS)
    monkeypatch.setattr(gate, "_openers", [])


def _create(connection: Any) -> None:
    with connection.cursor() as cursor:
        for statement in tables.create(connection.vendor):
            cursor.execute(statement)


@pytest.fixture(scope="session")
def ledger_server(request) -> dict[str, str]:
    return request.getfixturevalue("postgres") if ENGINE == "postgresql" else {}


@pytest.fixture
def several(ledger_server, tmp_path, django_db_blocker, monkeypatch) -> Iterator[Connect]:
    """A committed ledger; every call connects the calling thread to it anew."""
    _apart(monkeypatch)
    name = str(tmp_path / "register.sqlite3")
    if ledger_server:
        name = f"ledger_{os.getpid()}_{abs(hash(tmp_path))}"
        address = "host={HOST} port={PORT} user={USER} dbname=postgres".format(**ledger_server)
        with psycopg.connect(address, autocommit=True) as superuser:
            superuser.execute(f"CREATE DATABASE {name}")
    guarded = connections["default"]
    made: dict[int, Any] = {}

    def connect() -> Any:
        thread = threading.get_ident()
        if thread in made:
            made.pop(thread).close()
        made[thread] = _plain(name, **ledger_server)
        return made[thread]

    with django_db_blocker.unblock():
        _create(connect())
        yield connect
        made.pop(threading.get_ident()).close()
    connections["default"] = guarded


@pytest.fixture(scope="session")
def ledger_connection(ledger_server, django_db_blocker) -> Iterator[Any]:
    guarded = connections["default"]
    with django_db_blocker.unblock():
        name = "postgres" if ledger_server else ":memory:"
        made = _plain(name, **ledger_server)
        _create(made)
        connections["default"] = guarded
        yield made
        made.close()


@pytest.fixture
def ledger(ledger_connection, django_db_blocker, monkeypatch) -> Iterator[None]:
    """An empty ledger, rolled back afterwards."""
    _apart(monkeypatch)
    guarded = connections["default"]
    connections["default"] = ledger_connection
    with django_db_blocker.unblock():
        atomic = transaction.atomic()
        atomic._from_testcase = True  # durable blocks inside are meant
        with atomic:
            yield
            transaction.set_rollback(True)
    connections["default"] = guarded


@pytest.fixture
def journal(tmp_path: Path) -> Path:
    (tmp_path / "journal").mkdir()
    return tmp_path / "journal" / "ledger-checkpoints.jsonl"
