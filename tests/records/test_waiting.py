"""A register holds many who have passed one term and wait for another. What must go is found in
one index past all of them, without their rows."""

import re
from datetime import date

import pytest
from django.apps import apps
from django.db import connection
from house import ENGINE

from lupaus.guard import Machinery, system_grant
from lupaus.policy import sql
from lupaus.policy.holding import PARTY
from lupaus.policy.read import read_policy
from lupaus.policy.templates import TEMPLATES, template
from lupaus.records import search
from lupaus.records.catalogue import holdings
from lupaus.register import ordering

TODAY = date(2026, 3, 5)
#: A party's own key ends every index of SQLite, and the ties to its rows look it up.
_KEY = {"id"}


def queries(name):
    policy, _problems = read_policy(template(name))
    return {h.table: sql.due_rows(h, policy, TODAY) for h in holdings() if h.table != PARTY}


def indexed():
    party = apps.get_model("records", "party")
    [index] = [i for i in party._meta.indexes if i.name == "party_ended"]
    return {party._meta.get_field(name).column for name in index.fields}


@pytest.mark.parametrize("name", sorted(TEMPLATES))
def test_the_index_holds_every_fact_of_the_party_by_which_rows_close(name):
    asked = {c for q in queries(name).values() for c in re.findall(r"\bp\.(\w+)", q.sql)}
    assert asked - _KEY <= indexed()


if ENGINE == "sqlite":  # PostgreSQL plans by what the tables hold

    @pytest.mark.django_db
    def test_sqlite_reads_nothing_else_of_those_who_wait():
        query = queries("web-agency")["records_emailaddress"]
        text = re.sub(r"--.*\n", "", query.sql)
        with system_grant(Machinery.KEEPING, why="test") as part:
            plan = [row[3] for row in part.execute(f"EXPLAIN QUERY PLAN {text}", query.params)]
        ended = [line for line in plan if "party_ended" in line]
        assert ended
        assert all("COVERING INDEX" in line for line in ended)
        assert not [line for line in plan if line.startswith("SCAN p")]


@pytest.mark.engine
@pytest.mark.django_db
def test_the_list_by_town_sorts_by_the_very_expression_that_is_indexed():
    class Reading:
        bytewise = staticmethod(lambda expression: expression)

    assert ordering.town_key(Reading()) == search.town_key("t.town")
    assert any(line.split()[2] == "postaladdress_town" for line in made())


def made():
    where = "sqlite_master" if connection.vendor == "sqlite" else "pg_indexes"
    column = "sql" if connection.vendor == "sqlite" else "indexdef"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM {where} WHERE {column} LIKE %s", ["%_town%"])
        return [row[0] for row in cursor.fetchall()]
