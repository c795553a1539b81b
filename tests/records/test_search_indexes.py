"""What the search indexes are used for, and what not."""

import os

import psycopg
import pytest

from lupaus.records.search import SEARCHED, searched, sqlite_statements

ENGINE = os.environ.get("LUPAUS_TEST_ENGINE", "sqlite")
pytestmark = pytest.mark.engine


@pytest.mark.parametrize(("table", "column"), SEARCHED.items())
def test_only_a_search_goes_by_trigrams(request, table, column):
    if ENGINE == "sqlite":  # an index of its own, which answers nothing but MATCH
        made = "\n".join(sqlite_statements(table, column))
        assert "CREATE VIRTUAL TABLE" in made
        assert "CREATE INDEX" not in made
        return
    request.getfixturevalue("django_db_setup")
    server = request.getfixturevalue("postgres")
    address = f"host={server['HOST']} port={server['PORT']} user=postgres dbname=lupaus"
    with psycopg.connect(address) as connection, psycopg.ClientCursor(connection) as cursor:
        cursor.execute("SET enable_seqscan = off")  # an index wherever one will do

        def plan(condition, value):
            text = f"EXPLAIN SELECT id FROM {table} WHERE {condition}"
            return "\n".join(row[0] for row in cursor.execute(text, [value]).fetchall())

        assert "trigrams" not in plan(f"{column} = %s", "virtanen")
        assert "trigrams" in plan(f"({searched(column)}) LIKE %s", "%virtanen%")
