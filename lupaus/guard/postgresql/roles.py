"""The roles of one controller, made by the owner at adoption.

What is granted here too widely is open to every statement of the runtime. The runtime role logs
in, inherits nothing and has rights only on tables without values; one role for each set of
purposes may select from the views of that set and from nothing else; one for each purpose may
write the tables of its categories and read their keys; the machinery's have what their scope
says. Nobody but the owner may create anything, temporary or not.

Views run with the rights of their owner. They are no security barriers: such a view is planned
by itself, which made searching by trigram and joining by party hundreds of times slower, and
what it would add (operators that tell of hidden rows by failing) is in THREAT_MODEL.md.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django.apps import apps
from django.db import DEFAULT_DB_ALIAS, router
from psycopg import sql

from lupaus.guard import scope
from lupaus.guard.force import Adopted
from lupaus.guard.grant import Grant, Power
from lupaus.guard.postgresql.names import role_name
from lupaus.guard.scope import Machinery
from lupaus.ledger.rights import RUNTIME as LEDGER
from lupaus.records.catalogue import guarded

_CUTOFFS = ("guard_cutoff", "guard_today")
_EXPIRED = ("ledger_payload", "ledger_read", "ledger_read_whose")


class UnsafeRoleError(Exception):
    """The runtime role could walk around the guard. The message says how to mend it."""


def rebuild(owner: Any, runtime: str, adopted: Adopted) -> None:
    """Make every role anew and grant it what this version of the policy opens."""
    grants = every(adopted)
    with owner.cursor() as cursor:
        _check_runtime(cursor, runtime)
        wanted = {role_name(owner, role): grant for role, grant in grants.items()}
        common = role_name(owner, "common")
        _make(cursor, owner, runtime, [common, *wanted])
        _close(cursor, [common, *wanted, runtime])
        said = [*_for_everybody(cursor, [common, runtime])]
        said.append(sql.SQL("GRANT {} TO {}").format(_name(common), _names(wanted)))
        for name, grant in wanted.items():
            said += _statements(name, grant)
        _say(cursor, said)


def prepare(owner: Any, runtime: str) -> None:
    """What the runtime needs before any policy is in force: to look for one, and to append to
    the ledger that it has been adopted."""
    common = role_name(owner, "common")
    with owner.cursor() as cursor:
        _check_runtime(cursor, runtime)
        cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [common])
        if cursor.fetchone() is None:
            _say(cursor, [sql.SQL("CREATE ROLE {} NOLOGIN").format(_name(common))])
        _say(cursor, _for_everybody(cursor, [common, runtime]))


def every(adopted: Adopted) -> Mapping[str, Grant]:
    """What each role of this version is granted, by the last part of its name."""
    readings = (scope.reading(opening) for opening in adopted.sets.values())
    writings = (scope.writing(adopted.policy, p) for p in adopted.policy.purposes)
    parts = (scope.machinery(name) for name in Machinery if name not in scope.OWNERS)
    return {grant.role: grant for grant in (*readings, *writings, *parts)}


_name = sql.Identifier
Said = sql.Composable


def _names(names: Iterable[str]) -> Said:
    return sql.SQL(", ").join(map(_name, sorted(names)))


def _say(cursor: Any, statements: Iterable[Said]) -> None:
    """All in one message: a round trip for each would take seconds."""
    if said := list(statements):
        cursor.execute(sql.SQL(";\n").join(said))


def _check_runtime(cursor: Any, runtime: str) -> None:
    cursor.execute(
        "SELECT rolsuper, rolcreaterole, rolinherit,"
        " pg_has_role(rolname, current_user, 'MEMBER') FROM pg_roles WHERE rolname = %s",
        [runtime],
    )
    row = cursor.fetchone()
    if row is None:
        raise UnsafeRoleError(f"there is no role {runtime}: create it, or correct lupaus.toml")
    superuser, creates, inherits, owns = row
    if superuser or creates or owns:
        raise UnsafeRoleError(
            f"the role {runtime} could grant itself anything: give the register a login of its "
            "own that is no superuser, creates no roles and is not the owner"
        )
    if inherits:
        raise UnsafeRoleError(
            f"the role {runtime} inherits rights: ALTER ROLE {runtime} NOINHERIT"
        )


def _make(cursor: Any, owner: Any, runtime: str, wanted: Iterable[str]) -> None:
    """Create what is missing, drop what no policy knows any more."""
    wanted = set(wanted)
    prefix = role_name(owner, "")
    cursor.execute("SELECT rolname FROM pg_roles WHERE starts_with(rolname, %s)", [prefix])
    there = {name for (name,) in cursor.fetchall()}
    said: list[Said] = []
    if gone := there - wanted:
        _close(cursor, gone)  # DROP OWNED would ask the owner to be a member of each
        cursor.execute("SELECT current_schema()")
        schema = _name(cursor.fetchone()[0])
        said.append(sql.SQL("REVOKE ALL ON SCHEMA {} FROM {}").format(schema, _names(gone)))
        said.append(sql.SQL("DROP ROLE {}").format(_names(gone)))
    said += [sql.SQL("CREATE ROLE {} NOLOGIN").format(_name(n)) for n in sorted(wanted - there)]
    said.append(sql.SQL("GRANT {} TO {}").format(_names(wanted), _name(runtime)))
    _say(cursor, said)


def _close(cursor: Any, roles: Iterable[str]) -> None:
    """Take everything from everybody, so that what follows is all there is."""
    cursor.execute("SELECT current_schema(), current_database()")
    schema, database = map(_name, cursor.fetchone())
    everybody = sql.SQL("{}, PUBLIC").format(_names(roles))
    tables = "REVOKE ALL ON ALL TABLES IN SCHEMA {} FROM {}"
    sequences = "REVOKE ALL ON ALL SEQUENCES IN SCHEMA {} FROM {}"
    said: list[Said] = [
        sql.SQL(tables).format(schema, everybody),
        sql.SQL(sequences).format(schema, everybody),
        sql.SQL("REVOKE CREATE ON SCHEMA {} FROM {}").format(schema, everybody),
        sql.SQL("REVOKE CREATE, TEMPORARY ON DATABASE {} FROM {}").format(database, everybody),
    ]
    cursor.execute(  # rights on columns outlive those on tables
        "SELECT c.relname, a.attname FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid"
        " WHERE c.relnamespace = current_schema()::regnamespace AND a.attacl IS NOT NULL"
    )
    columns: dict[str, list[str]] = {}
    for table, column in cursor.fetchall():
        columns.setdefault(table, []).append(column)
    said += [
        sql.SQL("REVOKE ALL ({}) ON {} FROM {}").format(_names(named), _name(table), everybody)
        for table, named in columns.items()
    ]
    _say(cursor, said)


def _for_everybody(cursor: Any, roles: Iterable[str]) -> Iterable[Said]:
    """What everybody needs: tables that hold no value, and the ledger's own rights."""
    everybody = _names(roles)
    cursor.execute("SELECT current_schema()")
    schema = _name(cursor.fetchone()[0])
    yield sql.SQL("GRANT USAGE ON SCHEMA {} TO {}").format(schema, everybody)
    seen = ["guard_policyversion", "guard_stamp", "guard_staff", *_CUTOFFS]
    seen.append("django_migrations")
    yield sql.SQL("GRANT SELECT ON {} TO {}").format(_names(seen), everybody)
    for table, verbs in LEDGER.items():
        verb = sql.SQL(", ").join(map(sql.SQL, sorted(verbs)))
        yield sql.SQL("GRANT {} ON {} TO {}").format(verb, _name(table), everybody)
    if tables := _open_tables():
        rights = "GRANT SELECT, INSERT, UPDATE, DELETE ON {} TO {}"
        yield sql.SQL(rights).format(_names(tables), everybody)
        if sequences := _sequences(cursor, tables):
            usage = "GRANT USAGE ON SEQUENCE {} TO {}"
            yield sql.SQL(usage).format(_names(sequences), everybody)


def _open_tables() -> list[str]:
    """Tables of rooms that hold no value of a person in the register; accounts lie apart."""
    return [
        model._meta.db_table  # noqa: SLF001 - Django's documented interface
        for model in apps.get_models(include_auto_created=True)
        if router.allow_migrate_model(DEFAULT_DB_ALIAS, model)
        and model._meta.db_table not in guarded()  # noqa: SLF001 - likewise
        and model._meta.app_label not in {"ledger", "guard"}  # noqa: SLF001 - likewise
    ]


def _sequences(cursor: Any, tables: list[str]) -> list[str]:
    cursor.execute(
        "SELECT DISTINCT c.relname FROM pg_class c JOIN pg_depend d ON d.objid = c.oid"
        " JOIN pg_class t ON t.oid = d.refobjid WHERE c.relkind = 'S' AND t.relname = ANY(%s)",
        [tables],
    )
    return [name for (name,) in cursor.fetchall()]


def _statements(role: str, grant: Grant) -> Iterable[Said]:
    """Exactly what the grant says, in PostgreSQL's words."""
    to = _name(role)
    tables: dict[str, list[str]] = {
        "SELECT": sorted(grant.views),
        "INSERT": sorted(grant.inserts),
        "UPDATE": sorted(grant.updates),
        "DELETE": sorted(grant.deletes),
    }
    for verb, named in tables.items():
        if named:
            yield sql.SQL(f"GRANT {verb} ON {{}} TO {{}}").format(_names(named), to)
    for table, columns in sorted(grant.reads.items()):
        given = "GRANT SELECT ({}) ON {} TO {}"
        yield sql.SQL(given).format(_names(columns), _name(table), to)
    if grant.inserts:
        named = [f"{table}_id_seq" for table in grant.inserts]
        yield sql.SQL("GRANT USAGE ON SEQUENCE {} TO {}").format(_names(named), to)
    if Power.CUTOFFS in grant.powers:
        rights = "GRANT INSERT, UPDATE, DELETE ON {} TO {}"
        yield sql.SQL(rights).format(_names(_CUTOFFS), to)
    if Power.STAFF in grant.powers:
        yield sql.SQL("GRANT INSERT, UPDATE ON {} TO {}").format(_name("guard_staff"), to)
    if Power.LEDGER_EXPIRY in grant.powers:
        yield sql.SQL("GRANT DELETE ON {} TO {}").format(_names(_EXPIRED), to)
