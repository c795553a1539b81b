"""Ways that only SQLite has."""

import sqlite3
from collections.abc import Callable
from typing import Any

from django.db import connection

from bypass.reads import fetch
from bypass.world import World, path, paths
from bypass.writes import in_act, in_part, in_reading, run
from lupaus.guard import Refused, scope
from lupaus.guard.grant import NOTHING, Grant
from lupaus.guard.machinery import _held
from lupaus.guard.scope import Machinery

_FTS = "records_emailaddress_fts"
_SEARCHES = {
    "the index is not matched": f"SELECT rowid FROM {_FTS} WHERE folded MATCH 'sala'",
    "the index is not matched by its name":
        f"SELECT rowid FROM {_FTS} WHERE {_FTS} MATCH 'sala'",
    "the index highlights nothing": f"SELECT highlight({_FTS}, 0, '', '') FROM {_FTS}"
    f" WHERE folded MATCH 'sala'",
    "the index cuts no snippet": f"SELECT snippet({_FTS}, 0, '', '', '', 9) FROM {_FTS}",
    "the index is not read": f"SELECT * FROM {_FTS}",
    "the inner tables of the index are not read": f"SELECT block FROM {_FTS}_data",
    "the terms of the index are not read": f"SELECT term FROM {_FTS}_idx",
    "the quoted inner tables are not read": f'SELECT term FROM "{_FTS}_idx"',
    "the index is not emptied": f"INSERT INTO {_FTS} ({_FTS}) VALUES ('delete-all')",
    "the index gives no vocabulary": f"CREATE VIRTUAL TABLE v USING fts5vocab('{_FTS}', 'row')",
    "the index gives no temporary vocabulary":
        f"CREATE VIRTUAL TABLE temp.v USING fts5vocab('main', '{_FTS}', 'row')",
}  # fmt: skip
for _where, _run in (("", run), ("in a reading, ", in_reading), ("in an act, ", in_act)):
    paths({_where + claim: sql for claim, sql in _SEARCHES.items()}, _run, only="sqlite")

_FILE = {
    "the schema is not made writable": "PRAGMA writable_schema = ON",
    "no file is attached": "ATTACH DATABASE ':memory:' AS other",
    "no extension is loaded": "SELECT load_extension('/tmp/x')",
    "the tokenizer is not replaced": "SELECT fts3_tokenizer('simple')",
    "the pages are not listed": "SELECT name FROM dbstat",
    "statistics of columns are not gathered": "ANALYZE",
    "the key checks are not switched off": "PRAGMA foreign_keys = OFF",
    "the journal is not switched off": "PRAGMA journal_mode = OFF",
    "what is deleted is overwritten, always": "PRAGMA secure_delete = OFF",
    "a trigger is not made":
        "CREATE TRIGGER x AFTER INSERT ON records_note BEGIN SELECT 1; END",
    "a temporary trigger is not made":
        "CREATE TEMP TRIGGER x AFTER INSERT ON main.records_note BEGIN SELECT 1; END",
    "the trigger of an index is not dropped": "DROP TRIGGER records_note_fts_delete",
    "a table is not read under its schema's name": "SELECT text FROM main.records_note",
    "a table is not read in capitals": "SELECT TEXT FROM RECORDS_NOTE",
    "rows are not read by rowid": "SELECT rowid FROM records_note",
}  # fmt: skip
for _where, _run in (("", run), ("in a reading, ", in_reading), ("in an act, ", in_act)):
    paths({_where + claim: sql for claim, sql in _FILE.items()}, _run, only="sqlite")

_SCHEMA = {
    "the schema is not edited": "UPDATE sqlite_master SET sql = '' WHERE name = 'records_note'",
    "the schema is not emptied": "DELETE FROM sqlite_master",
}
for _where, _run in (("", run), ("in a reading, ", in_reading), ("in an act, ", in_act)):
    paths(
        {_where + claim: sql for claim, sql in _SCHEMA.items()},
        _run,
        only="sqlite",
        engine_says="may not be modified",
    )

_MASKS = {
    "an expression named like a trigger reads nothing in an act":
        f"WITH {_FTS}_insert AS (SELECT folded FROM records_emailaddress)"
        f" SELECT * FROM {_FTS}_insert",
    "an expression named in brackets reads nothing":
        "WITH [marketing__emailaddress] AS MATERIALIZED (SELECT address FROM"
        " records_emailaddress) SELECT * FROM [marketing__emailaddress]",
    "an expression named in back ticks reads nothing":
        "WITH `marketing__emailaddress` AS NOT MATERIALIZED (SELECT address FROM"
        " records_emailaddress) SELECT * FROM `marketing__emailaddress`",
    "an expression named as text reads nothing":
        "WITH 'marketing__emailaddress' AS (SELECT address FROM records_emailaddress)"
        " SELECT * FROM 'marketing__emailaddress'",
    "an expression within a sub-query reads nothing":
        "SELECT * FROM (WITH Marketing__EmailAddress(x) AS (SELECT address FROM"
        " records_emailaddress) SELECT x FROM Marketing__EmailAddress)",
}  # fmt: skip
paths(_MASKS, in_reading, only="sqlite")
paths({f"in an act, {claim}": sql for claim, sql in _MASKS.items()}, in_act, only="sqlite")


@path("another's search view finds nothing", only="sqlite")
def _search(world: World) -> Any:
    sql = "SELECT party_id FROM delivery__phonenumber_search WHERE hit MATCH 'sala'"
    return in_reading(world, sql)


@path("a search finds no hidden person", only="sqlite", shows_nothing=True)
def _found(world: World) -> Any:
    sql = "SELECT party_id FROM marketing__emailaddress_search WHERE hit MATCH '\"sala\"'"
    found = in_reading(world, sql)
    assert found == []
    return found


def raw() -> Any:
    return connection.connection


def driver(claim: str, run: Callable[[World], Any]) -> None:
    """The same with nothing open, and inside a reading."""

    def inside(world: World) -> Any:
        with world.marketing():
            return run(world)

    path(claim, only="sqlite")(run)
    path(f"in a reading, {claim}", only="sqlite")(inside)


driver("a value is not opened by its row", lambda _: raw().blobopen("records_note", "text", 1))
driver("the driver does not copy the file", lambda _: raw().backup(sqlite3.connect(":memory:")))
driver("the driver does not hand out the file", lambda _: raw().serialize())
driver("the driver does not replace the file", lambda _: raw().deserialize(b""))
driver("the driver does not dump", lambda _: list(raw().iterdump()))
driver("the driver runs no script", lambda _: raw().executescript("SELECT 1"))
driver("a cursor runs no script", lambda _: raw().cursor().executescript("SELECT 1"))
driver("the authorizer is not replaced", lambda _: raw().set_authorizer(None))
driver("extensions are not enabled", lambda _: raw().enable_load_extension(True))
driver("a function of one's own sees no rows", lambda _: raw().create_function("f", 1, str))
driver("an aggregate of one's own sees no rows", lambda _: raw().create_aggregate("f", 1, list))
driver("an order of one's own sees no rows", lambda _: raw().create_collation("c", max))
driver(
    "a window of one's own sees no rows", lambda _: raw().create_window_function("f", 1, list)
)
driver("statements are not listened to", lambda _: raw().set_trace_callback(print))
driver("an unguarded cursor is not given", lambda _: raw().cursor(sqlite3.Cursor))


def past_the_cursor(sql: str) -> Any:
    """SQLite's own words: our cursor is not there to translate them."""
    try:
        return sqlite3.Cursor(raw()).execute(sql).fetchall()
    except sqlite3.DatabaseError as wrong:
        if "prohibited" in str(wrong) or "not authorized" in str(wrong):
            raise Refused(str(wrong)) from wrong
        raise


for _what, _sql in {
    "view": "SELECT address FROM marketing__emailaddress",
    "table": "SELECT address FROM records_emailaddress",
    "index": f"SELECT rowid FROM {_FTS} WHERE folded MATCH 'sala'",
    "index's inner table": f"SELECT term FROM {_FTS}_idx",
    "search": "SELECT party_id FROM marketing__emailaddress_search WHERE hit MATCH 'sala'",
}.items():
    driver(
        f"a cursor made past the connection reads no {_what}",
        lambda _, sql=_sql: past_the_cursor(sql),
    )


@path("a cursor's base class gives no row after the reading", only="sqlite")
def _base_class(world: World) -> Any:
    with world.marketing():
        cursor = raw().cursor()
        cursor.execute("SELECT address FROM marketing__emailaddress")
    try:
        return sqlite3.Cursor.fetchall(cursor)
    except sqlite3.ProgrammingError as wrong:
        raise Refused(str(wrong)) from wrong


@path("the migrations' grant is not left open", only="sqlite")
def _migration(_world: World) -> Any:
    with _held("default", scope.machinery(Machinery.MIGRATION)):
        fetch("SELECT address FROM records_emailaddress")
    return fetch("SELECT address FROM records_emailaddress")


@path("not even migrations change the ledger", only="sqlite")
def _migration_ledger(_world: World) -> Any:
    with _held("default", scope.machinery(Machinery.MIGRATION)):
        return run(_world, "DELETE FROM ledger_entry")


@path("not even migrations drop the ledger", only="sqlite")
def _migration_drop(_world: World) -> Any:
    with _held("default", scope.machinery(Machinery.MIGRATION)):
        return run(_world, "DROP TABLE ledger_payload")


@path("not even migrations make the schema writable", only="sqlite")
def _migration_schema(_world: World) -> Any:
    with _held("default", scope.machinery(Machinery.MIGRATION)):
        return run(_world, "PRAGMA writable_schema = ON")


def vacuum_into(grant: Grant) -> Any:
    """On a connection of its own, because VACUUM runs outside any transaction."""
    loose = connection.copy()
    loose.connect()
    held = loose.gate.open(grant)
    try:
        loose.cursor().execute("VACUUM INTO '/tmp/copy.sqlite3'")
    finally:
        loose.gate.close(held)
        loose.close()


for _part in (Machinery.COMPACTION, Machinery.KEEPING, Machinery.EXPORT):
    path(f"{_part} does not copy the file", only="sqlite")(
        lambda _, part=_part: vacuum_into(scope.machinery(part))
    )
path("nobody copies the file with nothing open", only="sqlite")(lambda _: vacuum_into(NOTHING))
path("compaction does not see values", only="sqlite")(
    lambda w: in_part("compaction")(w, "SELECT address FROM records_emailaddress")
)
