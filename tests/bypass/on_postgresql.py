"""Ways that only PostgreSQL has."""

import itertools
from typing import Any

from django.db import connection

from bypass.reads import fetch
from bypass.world import World, path, paths
from bypass.writes import in_act, in_reading, run
from lupaus.guard import Refused
from lupaus.guard.postgresql.names import role_name
from lupaus.guard.scope import Machinery, machinery

_STATEMENTS = {
    "the role is not set": "SET ROLE lupaus_owner",
    "the role is not set locally": "SET LOCAL ROLE NONE",
    "the role is not reset": "RESET ROLE",
    "the session is not another's": "SET SESSION AUTHORIZATION lupaus_owner",
    "the role is not set by a function": "SELECT set_config('role', 'lupaus_owner', true)",
    "the role is not set by a function in capitals":
        "SELECT PG_CATALOG.SET_CONFIG('role', 'lupaus_owner', true)",
    "the role is not set by an escaped name":
        "SELECT U&\"set\\005fconfig\"('role', 'lupaus_owner', true)",
    "a statement inside a function is not run":
        "SELECT query_to_xml('SELECT * FROM records_note', true, true, '')",
    "a table is not turned to XML": "SELECT table_to_xml('records_note', true, true, '')",
    "a statement inside a statistic is not run": "SELECT ts_stat('SELECT 1')",
    "an anonymous block is not run": "DO $$ BEGIN PERFORM 1; END $$",
    "a function is not made":
        "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'",
    "a function with its owner's rights is not made":
        "CREATE FUNCTION f() RETURNS int LANGUAGE sql SECURITY DEFINER AS 'SELECT 1'",
    "a temporary function is not made":
        "CREATE FUNCTION pg_temp.f() RETURNS int LANGUAGE sql AS 'SELECT 1'",
    "a rule is not made": "CREATE RULE r AS ON SELECT TO marketing__party DO INSTEAD SELECT 1",
    "an operator is not made": "CREATE OPERATOR === (LEFTARG = text, FUNCTION = texteq)",
    "a schema is not made": "CREATE SCHEMA s",
    "a table is not copied out": "COPY records_emailaddress TO STDOUT",
    "a statement is not copied out":
        "COPY (SELECT address FROM records_emailaddress) TO STDOUT",
    "a table is not copied to a file": "COPY records_note TO '/tmp/x'",
    "a table is not copied to a program": "COPY records_note TO PROGRAM 'cat'",
    "a statement is not prepared": "PREPARE p AS SELECT address FROM records_emailaddress",
    "a cursor is not declared":
        "DECLARE c CURSOR WITH HOLD FOR SELECT address FROM marketing__emailaddress",
    "two statements are not one": "SELECT 1; SELECT address FROM records_emailaddress",
    "a second statement does not set the role": "SELECT 1; SET LOCAL ROLE NONE",
    "a comment does not hide a statement": "/* SELECT */ SET ROLE lupaus_owner",
    "a table is not made by a query": "SELECT address INTO x FROM marketing__emailaddress",
    "a temporary table is not made by a query":
        "SELECT address INTO TEMPORARY x FROM marketing__emailaddress",
    "a table is not emptied": "TRUNCATE records_note",
    "the ledger is not emptied": "TRUNCATE ledger_entry",
    "a table is not read by its short form": "TABLE records_note",
    "rows are not locked": "SELECT id FROM records_note FOR UPDATE",
    "a right is not granted": "GRANT SELECT ON records_note TO PUBLIC",
    "a role is not made": "CREATE ROLE x SUPERUSER",
    "a table's owner is not changed": "ALTER TABLE records_note OWNER TO lupaus_runtime",
    "triggers are not switched off": "ALTER TABLE ledger_entry DISABLE TRIGGER ALL",
    "a view is not replaced":
        "CREATE OR REPLACE VIEW marketing__party AS SELECT * FROM records_party",
    "statistics of columns are not read raw": "SELECT stavalues1 FROM pg_statistic",
    "a file of the server is not read": "SELECT pg_read_file('/etc/hostname')",
    "a large object is not made of a file": "SELECT lo_import('/etc/hostname')",
    "a sequence is not moved": "SELECT setval('records_party_id_seq', 1)",
    "an alias does not read through a schema": "SELECT text FROM public.records_note",
}  # fmt: skip
paths({f"with nothing open, {c}": s for c, s in _STATEMENTS.items()}, run, only="postgresql")
paths({f"in a reading, {c}": s for c, s in _STATEMENTS.items()}, in_reading, only="postgresql")
paths({f"in an act, {c}": s for c, s in _STATEMENTS.items()}, in_act, only="postgresql")


_numbers = itertools.count()

#: What the engine refuses by itself, should the reading of its text be passed by.
_ENGINES = {
    claim: sql
    for claim, sql in _STATEMENTS.items()
    if sql.split()[0] in {"CREATE", "COPY", "TRUNCATE", "TABLE", "GRANT", "ALTER", "PREPARE"}
    or sql.startswith(("SET ROLE", "SET SESSION", "SELECT address INTO"))
    or "FOR UPDATE" in sql
    or "FROM public" in sql
}


def by_engine(world: World, sql: str) -> Any:
    name = f"p{next(_numbers)}"  # prepared statements outlive a roll-back
    with connection.speaking():
        run(world, sql.replace("PREPARE p ", f"PREPARE {name} "))
        return run(world, f"EXECUTE {name}") if sql.startswith("PREPARE") else None


def by_engine_in_a_reading(world: World, sql: str) -> Any:
    with world.marketing():
        return by_engine(world, sql)


paths(
    {f"by the engine alone, {c}": s for c, s in _ENGINES.items()}, by_engine, only="postgresql"
)
paths(
    {f"in a reading, by the engine alone, {c}": s for c, s in _ENGINES.items()},
    by_engine_in_a_reading,
    only="postgresql",
)


@path("statistics tell nothing of hidden columns", only="postgresql", shows_nothing=True)
def _statistics(world: World) -> Any:
    sql = "SELECT * FROM pg_stats WHERE tablename LIKE 'records%%'"
    return fetch(sql), in_reading(world, sql), in_act(world, sql)


@path("the words of an error tell no hidden value", only="postgresql", shows_nothing=True)
def _cast(world: World) -> Any:
    sql = (
        "SELECT id FROM marketing__emailaddress WHERE"
        " CASE WHEN address LIKE 'sala%%' THEN CAST(address AS int) ELSE 0 END = 1"
    )
    try:
        with world.marketing():
            return fetch(sql)
    except Refused:
        raise
    except Exception as wrong:  # noqa: BLE001 - its words are the claim
        seen = [str(wrong), repr(wrong), str(wrong.__cause__), str(wrong.__context__)]
        diagnosis = getattr(wrong.__cause__, "diag", None)
        seen.append(str(diagnosis and diagnosis.message_primary))
        return seen


@path("a prepared statement of a reading shows nothing after it", only="postgresql")
def _prepared(world: World) -> Any:
    with connection.speaking(), connection.cursor() as cursor:
        cursor.execute("PREPARE late AS SELECT address FROM marketing__emailaddress")
    try:
        with world.marketing(), connection.speaking():
            fetch("EXECUTE late")
        with connection.speaking():
            return fetch("EXECUTE late")
    finally:
        pass


@path("a declared cursor of a reading is gone after it", only="postgresql")
def _declared(world: World) -> Any:
    with world.marketing(), connection.speaking(), connection.cursor() as cursor:
        cursor.execute(
            "DECLARE late CURSOR WITH HOLD FOR SELECT address FROM marketing__emailaddress"
        )
    with connection.speaking(), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_cursors")
        if cursor.fetchone() == (0,):
            raise Refused("every cursor is closed")
        cursor.execute("FETCH ALL FROM late")
        return cursor.fetchall()


@path("the role is given back when a reading ends", only="postgresql")
def _role_back(world: World) -> Any:
    with world.marketing():
        pass
    with connection.speaking():
        assert fetch("SELECT current_user") == [("lupaus_runtime",)]
        return fetch("SELECT address FROM marketing__emailaddress")


@path("a named cursor of the driver is refused", only="postgresql")
def _named(world: World) -> Any:
    with world.marketing():
        return connection.connection.cursor(name="late")


@path("a named cursor of Django is refused", only="postgresql")
def _chunked(world: World) -> Any:
    with world.marketing():
        return connection.chunked_cursor()


@path("rows are not streamed", only="postgresql")
def _streamed(world: World) -> Any:
    with world.marketing():
        cursor = connection.connection.cursor()
        return list(cursor.stream("SELECT address FROM marketing__emailaddress"))


@path("a reading outside a transaction is refused", only="postgresql")
def _no_transaction(world: World) -> Any:
    loose = connection.copy()
    loose.connect()
    try:
        return loose.gate.open(machinery(Machinery.PROOF))
    finally:
        loose.close()


@path("the runtime is no member of the owner", only="postgresql")
def _member(world: World) -> Any:
    with connection.speaking():
        return fetch("SET ROLE lupaus_owner")


@path("a reading's role has no rights on a table even by its own name", only="postgresql")
def _own_name(world: World) -> Any:
    name = role_name(connection, "r_marketing")
    with connection.speaking():
        fetch_ = connection.cursor()
        fetch_.execute(f'SET LOCAL ROLE "{name}"')
        return fetch("SELECT address FROM records_emailaddress")
