"""A register with one person in it, and a hand that reaches past the program."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date
from typing import Any

import psycopg
import pytest
from django.db import connection, connections
from proof_world import TODAY

from lupaus.guard import system_grant
from lupaus.ledger.history import actors

Hand = Callable[..., None]


@pytest.fixture
def by_hand(committed_register) -> Iterator[Hand]:
    """One statement through the plain driver, as whoever holds the file or the owner's login
    could say it; committed."""

    def do(statement: str, *values: Any) -> None:
        if connection.vendor == "postgresql":
            settings = connections["owner"].settings_dict
            address = {"host": settings["HOST"], "port": settings["PORT"]}
            login = {"user": settings["USER"], "dbname": settings["NAME"]}
            with psycopg.connect(**address, **login) as plain:
                plain.execute(statement.replace("?", "%s"), values)
            return
        with closing(sqlite3.connect(connection.settings_dict["NAME"])) as plain:
            texts = [v.isoformat() if isinstance(v, date) else v for v in values]
            plain.execute(statement, texts)
            plain.commit()

    return do


@pytest.fixture
def nobody_before(django_db_setup, django_db_blocker, monkeypatch) -> None:
    """Whoever acted in other claims is nobody to this one: the ledger keeps them for ever."""
    with django_db_blocker.unblock():
        known = actors()
    monkeypatch.setattr("lupaus.proof.look.accounts.actors", lambda: actors() - known)


@pytest.fixture
def aino(committed_register) -> int:
    """A customer whose relation and contact are fresh."""
    with system_grant("seed", why="a test") as seed:
        columns = {
            "number": 1001,
            "is_organisation": False,
            "is_consumer": True,
            "is_representative": True,
            "is_sole_trader": False,
            "is_technical": False,
            "restricted": False,
            "disputed": False,
            "relation_started_on": date(2020, 1, 1),
            "last_contact_on": TODAY,
            "last_contact_any_on": TODAY,
            "created_on": TODAY,
            "source": "customer",
            "sourced_on": TODAY,
        }
        [party] = seed.insert("party", tuple(columns), [tuple(columns.values())])
        own = {"party_id": party, "source": "customer", "sourced_on": TODAY}
        row = {**own, "written_on": TODAY, "author": "bertta", "text": "soitti"}
        seed.insert("note", tuple(row), [tuple(row.values())])
    return int(party)
