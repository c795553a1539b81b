"""``lupaus check`` as it is run: a folder, a plain driver, an exit code."""

import json
import sqlite3
from contextlib import closing
from datetime import date, timedelta

import forking
import pytest
from folders import adopted, copied

ROW = {"source": "subject", "sourced_on": str(date.today())}  # noqa: DTZ011 - the program's own day


def lupaus(*arguments, expect=0):
    ran = forking.lupaus(*arguments)
    assert ran.returncode == expect, ran.stdout + ran.stderr
    return ran.stdout


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A retailer's register with one customer and a message, by the plain driver."""
    place = copied(adopted("retailer", tmp_path_factory), tmp_path_factory.mktemp("check"))
    today = date.today().isoformat()  # noqa: DTZ011 - likewise
    party = {
        **ROW, "id": 1, "number": 1001, "is_organisation": 0, "is_consumer": 1,
        "is_representative": 0, "is_sole_trader": 0, "is_technical": 0, "restricted": 0,
        "disputed": 0, "relation_started_on": "2020-01-01", "last_contact_on": today,
        "last_contact_any_on": today, "created_on": today,
    }  # fmt: skip
    note = {
        **ROW, "id": 1, "party_id": 1, "source": "staff", "at": f"{today} 12:00:00",
        "direction": "in", "channel": "email", "subject": "", "body": "terve",
    }  # fmt: skip
    with closing(sqlite3.connect(place / "register.sqlite3")) as plain:
        for table, row in (("records_party", party), ("records_message", note)):
            names = ", ".join(row)
            places = ", ".join("?" * len(row))
            plain.execute(f"INSERT INTO {table} ({names}) VALUES ({places})", [*row.values()])
        plain.commit()
    return place


def test_a_date_changed_by_hand_ends_with_one_and_names_clause_and_record(folder):
    said = json.loads(lupaus("-C", folder, "check", "--format", "json"))
    assert said["summary"]["broken"] == 0
    assert set(said) == {"policy", "digest", "at", "clauses", "summary"}
    long_ago = (date.today() - timedelta(days=3 * 366)).isoformat()  # noqa: DTZ011 - likewise
    with closing(sqlite3.connect(folder / "register.sqlite3")) as plain:
        plain.execute("UPDATE records_party SET relation_ended_on = ?", [long_ago])
        plain.commit()
    text = lupaus("-C", folder, "check", expect=1)
    assert "BROKEN retention.claims" in text
    assert "message#1 of customer 1001" in text
    said = json.loads(lupaus("-C", folder, "check", "--format", "json", expect=1))
    [claims] = [c for c in said["clauses"] if c["id"] == "retention.claims"]
    assert claims["verdict"] == "broken"
    assert claims["examples"] == ["message#1 of customer 1001"]
    with closing(sqlite3.connect(folder / "register.sqlite3")) as plain:
        plain.execute("UPDATE records_party SET relation_ended_on = NULL")
        plain.commit()
    lupaus("-C", folder, "check")


def test_the_self_test_says_how_many_breakers_were_caught(folder):
    said = json.loads(lupaus("-C", folder, "check", "--self-test", "--format", "json"))
    assert said["self_test"]["missed"] == []
    assert said["self_test"]["caught"] == said["self_test"]["breakers"] > 100


def test_a_clause_that_is_not_there_cannot_be_checked(folder):
    lupaus("-C", folder, "check", "--clause", "retention.nothing", expect=2)
    lupaus("-C", folder, "check", "--at", "yesterday", expect=2)


def test_attest_lists_and_confirms(folder):
    assert "protection.locked-paper" in lupaus("-C", folder, "attest")
    lupaus("-C", folder, "attest", "protection.locked-paper", "-e", "kansio 4")
    text = lupaus("-C", folder, "check", "--clause", "protection.locked-paper")
    assert "kept" in text
    lupaus("-C", folder, "attest", "sources.closed", "-e", "kansio 4", expect=1)
