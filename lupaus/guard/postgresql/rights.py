"""The rights that the roles of this controller really have, against those they should have."""

from django.db import connection

from lupaus.guard.force import Adopted
from lupaus.guard.postgresql import roles
from lupaus.guard.postgresql.names import role_name
from lupaus.guard.session import here
from lupaus.records.catalogue import guarded

Right = tuple[str, str, str, str]  # role, table or view, column or "", verb

#: Everything that anybody but the owner holds on a table or view of the register, whole or by
#: column; PUBLIC is nobody's role.
_HELD = """
SELECT coalesce(r.rolname::text, 'public'), c.relname::text, '', a.privilege_type::text
FROM pg_class c CROSS JOIN LATERAL aclexplode(c.relacl) a
LEFT JOIN pg_roles r ON r.oid = a.grantee
WHERE c.relnamespace = current_schema()::text::regnamespace AND c.relkind IN ('r', 'v')
  AND a.grantee <> c.relowner
UNION ALL
SELECT coalesce(r.rolname::text, 'public'), c.relname::text, t.attname::text,
  a.privilege_type::text
FROM pg_class c JOIN pg_attribute t ON t.attrelid = c.oid AND NOT t.attisdropped
CROSS JOIN LATERAL aclexplode(t.attacl) a
LEFT JOIN pg_roles r ON r.oid = a.grantee
WHERE c.relnamespace = current_schema()::text::regnamespace AND c.relkind IN ('r', 'v')
  AND a.grantee <> c.relowner
"""


def differences(adopted: Adopted) -> dict[str, str]:
    """``SET__…`` -> what is wrong. Only tables under guard and views are compared: what holds
    no value is open to all roles alike."""
    wanted = _wanted(adopted)
    with connection.cursor() as cursor:
        cursor.execute(_HELD)
        rows: list[Right] = cursor.fetchall()
    held = {row for row in rows if row[1] in guarded() or "__" in row[1]}
    short = {role_name(here(), grant): _set(grant) for grant in roles.every(adopted)}
    found = {}
    for right in held - wanted:
        found[_key(right, short)] = f"{_said(right)}, which the policy does not give"
    for right in wanted - held:
        found[_key(right, short)] = f"{_said(right, 'should')}, and may not"
    return found


def told(adopted: Adopted) -> tuple[str, ...]:
    """Every right that this program gives, whatever the register is called."""
    found = []
    for part, grant in roles.every(adopted).items():
        reads = [f"{table}.{c}" for table, columns in grant.reads.items() for c in columns]
        for verb, named in (
            ("reads", (*grant.views, *reads)),
            ("inserts", grant.inserts),
            ("updates", grant.updates),
            ("deletes", grant.deletes),
            ("may", grant.powers),
        ):
            found.append(f"{part} {verb} {' '.join(sorted(named))}")
    return tuple(found)


def _wanted(adopted: Adopted) -> set[Right]:
    found: set[Right] = set()
    for part, grant in roles.every(adopted).items():
        role = role_name(here(), part)
        found |= {(role, view, "", "SELECT") for view in grant.views}
        found |= {
            (role, table, column, "SELECT")
            for table, columns in grant.reads.items()
            for column in columns
            if table in guarded()
        }
        for verb, tables in (
            ("INSERT", grant.inserts),
            ("UPDATE", grant.updates),
            ("DELETE", grant.deletes),
        ):
            found |= {(role, table, "", verb) for table in tables if table in guarded()}
    return found


def _set(part: str) -> str:
    """``marketing`` of ``r_marketing`` and ``w_marketing``; nothing for the machinery."""
    kind, _, name = part.partition("_")
    return name if kind in ("r", "w") else ""


def _key(right: Right, short: dict[str, str]) -> str:
    role, table, column, verb = right
    return f"{short.get(role, '')}__{role} {table} {column} {verb}"


def _said(right: Right, may: str = "may") -> str:
    role, table, column, verb = right
    what = f"{table}.{column}" if column else table
    return f"{role} {may} {verb} {what}"
