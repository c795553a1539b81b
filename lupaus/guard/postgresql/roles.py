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
from psycopg import sql

from lupaus.guard import scope
from lupaus.guard.force import Adopted
from lupaus.guard.grant import Grant, Power
from lupaus.guard.postgresql.names import role_name
from lupaus.guard.scope import Machinery
from lupaus.ledger.rights import RUNTIME as LEDGER
from lupaus.records.catalogue import guarded

_OWNERS_OWN = frozenset(
    {Machinery.MIGRATION, Machinery.ADOPTION, Machinery.BACKUP, Machinery.COMPACTION}
)
_CUTOFFS = ("guard_cutoff", "guard_today")
_EXPIRED = ("ledger_payload", "ledger_read", "ledger_read_whose")


class UnsafeRoleError(Exception):
    """The runtime role could walk around the guard. The message says how to mend it."""


def rebuild(owner: Any, runtime: str, adopted: Adopted) -> None:
    """Make every role anew and grant it what this version of the policy opens."""
    grants = _grants(adopted)
    with owner.cursor() as cursor:
        _check_runtime(cursor, runtime)
        wanted = {role_name(owner, role): grant for role, grant in grants.items()}
        common = role_name(owner, "common")
        _make(cursor, owner, runtime, [common, *wanted])
        _close(cursor, runtime, [common, *wanted])
        _open_common(cursor, [common, runtime])
        for name, grant in wanted.items():
            _say(cursor, "GRANT {} TO {}", common, name)
            for statement, *names in _statements(name, grant):
                _say(cursor, statement, *names)


def prepare(owner: Any, runtime: str) -> None:
    """What the runtime needs before any policy is in force: to look for one, and to append to
    the ledger that it has been adopted."""
    common = role_name(owner, "common")
    with owner.cursor() as cursor:
        _check_runtime(cursor, runtime)
        cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [common])
        if cursor.fetchone() is None:
            _say(cursor, "CREATE ROLE {} NOLOGIN", common)
        cursor.execute("SELECT current_schema()")
        _say(cursor, "GRANT USAGE ON SCHEMA {} TO {}", cursor.fetchone()[0], runtime)
        _open_common(cursor, [common, runtime])


def _grants(adopted: Adopted) -> Mapping[str, Grant]:
    readings = (scope.reading(opening) for opening in adopted.sets.values())
    writings = (scope.writing(adopted.policy, p) for p in adopted.policy.purposes)
    parts = (scope.machinery(name) for name in Machinery if name not in _OWNERS_OWN)
    return {grant.role: grant for grant in (*readings, *writings, *parts)}


def _say(cursor: Any, statement: str, *names: str) -> None:
    """One statement with names in the places of ``{}``, quoted."""
    cursor.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))


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
    for name in sorted(there - wanted):
        _say(cursor, "DROP OWNED BY {}", name)
        _say(cursor, "DROP ROLE {}", name)
    for name in sorted(wanted - there):
        _say(cursor, "CREATE ROLE {} NOLOGIN", name)
    for name in sorted(wanted):
        _say(cursor, "GRANT {} TO {}", name, runtime)


def _close(cursor: Any, runtime: str, roles: Iterable[str]) -> None:
    """Take everything from everybody, so that what follows is all there is."""
    cursor.execute("SELECT current_schema(), current_database()")
    schema, database = cursor.fetchone()
    for name in (*roles, runtime):
        _say(cursor, "REVOKE ALL ON ALL TABLES IN SCHEMA {} FROM {}", schema, name)
        _say(cursor, "REVOKE ALL ON ALL SEQUENCES IN SCHEMA {} FROM {}", schema, name)
        _revoke_columns(cursor, name)
        _say(cursor, "REVOKE CREATE ON SCHEMA {} FROM {}", schema, name)
        _say(cursor, "GRANT USAGE ON SCHEMA {} TO {}", schema, name)
    cursor.execute(
        sql.SQL("REVOKE ALL ON ALL TABLES IN SCHEMA {} FROM PUBLIC").format(
            sql.Identifier(schema)
        )
    )
    cursor.execute(
        sql.SQL("REVOKE CREATE ON SCHEMA {} FROM PUBLIC").format(sql.Identifier(schema))
    )
    cursor.execute(
        sql.SQL("REVOKE CREATE, TEMPORARY ON DATABASE {} FROM PUBLIC").format(
            sql.Identifier(database)
        )
    )


def _revoke_columns(cursor: Any, name: str) -> None:
    """Rights on columns outlive those on tables."""
    cursor.execute(
        "SELECT DISTINCT table_name::text, column_name::text FROM"
        " information_schema.column_privileges"
        " WHERE grantee = %s AND table_schema = current_schema()",
        [name],
    )
    for table, column in cursor.fetchall():
        cursor.execute(
            sql.SQL("REVOKE ALL ({}) ON {} FROM {}").format(
                sql.Identifier(column), sql.Identifier(table), sql.Identifier(name)
            )
        )


def _open_common(cursor: Any, roles: Iterable[str]) -> None:
    """What everybody needs: tables that hold no value."""
    open_tables = [
        model._meta.db_table  # noqa: SLF001 - Django's documented interface
        for model in apps.get_models(include_auto_created=True)
        if model._meta.db_table not in guarded()  # noqa: SLF001 - likewise
        and model._meta.app_label not in {"ledger", "guard"}  # noqa: SLF001 - likewise
    ]
    for name in roles:
        for table in ("guard_policyversion", *_CUTOFFS, "django_migrations"):
            _say(cursor, "GRANT SELECT ON {} TO {}", table, name)
        for table, verbs in LEDGER.items():
            said = ", ".join(sorted(verbs))
            _say(cursor, f"GRANT {said} ON {{}} TO {{}}", table, name)
        for table in open_tables:
            _say(cursor, "GRANT SELECT, INSERT, UPDATE, DELETE ON {} TO {}", table, name)
            _sequence(cursor, table, name)


def _sequence(cursor: Any, table: str, role: str) -> None:
    cursor.execute(
        "SELECT c.relname FROM pg_class c JOIN pg_depend d ON d.objid = c.oid"
        " WHERE c.relkind = 'S' AND d.refobjid = %s::regclass",
        [table],
    )
    for (sequence,) in cursor.fetchall():
        _say(cursor, "GRANT USAGE ON SEQUENCE {} TO {}", sequence, role)


def _statements(role: str, grant: Grant) -> list[tuple[str, ...]]:
    """Each statement with the names for its ``{}``."""
    found: list[tuple[str, ...]] = [
        ("GRANT SELECT ON {} TO {}", view, role) for view in sorted(grant.views)
    ]
    for table, columns in sorted(grant.reads.items()):
        places = ", ".join(["{}"] * len(columns))
        found.append(
            (f"GRANT SELECT ({places}) ON {{}} TO {{}}", *sorted(columns), table, role)
        )
    for verb, tables in (
        ("INSERT", grant.inserts),
        ("UPDATE", grant.updates),
        ("DELETE", grant.deletes),
    ):
        found += [(f"GRANT {verb} ON {{}} TO {{}}", table, role) for table in sorted(tables)]
    found += [
        ("GRANT USAGE ON SEQUENCE {} TO {}", f"{table}_id_seq", role)
        for table in sorted(grant.inserts)
    ]
    if Power.CUTOFFS in grant.powers:
        verbs = "GRANT INSERT, UPDATE, DELETE ON {} TO {}"
        found += [(verbs, table, role) for table in _CUTOFFS]
    if Power.LEDGER_EXPIRY in grant.powers:
        found += [("GRANT DELETE ON {} TO {}", table, role) for table in _EXPIRED]
    return found
