"""What the engine holds, compared with what the policy in force says it should hold.

For the proof: nothing here changes anything. On SQLite views are text in the file and are
compared as such. On PostgreSQL the engine writes a view in its own words, so adoption leaves a
mark on each (:func:`mark`), made with a key that is not in the database; rights are compared
one by one.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from django.db import connection, connections

from lupaus.guard import scope
from lupaus.guard.force import Adopted
from lupaus.guard.refused import Refused
from lupaus.guard.session import here, opened
from lupaus.ledger import keys
from lupaus.policy import views
from lupaus.records.catalogue import CLAIMS, holdings


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is not as the policy has it. ``set``: whose; empty: everybody's."""

    set: str
    what: str


def differences(adopted: Adopted) -> tuple[Difference, ...]:
    """Views missing, changed or too many; on PostgreSQL rights missing or too many as well."""
    engine = views.Engine(here().vendor)
    wanted = {view.name: view for view in made(adopted, engine)}
    match engine:
        case views.Engine.SQLITE:
            found = _sqlite(wanted)
        case views.Engine.POSTGRESQL:
            from lupaus.guard.postgresql import rights  # noqa: PLC0415 - psycopg is not always there

            found = {**_marked(wanted), **rights.differences(adopted)}
    return tuple(
        Difference(_set_of(adopted, name), said) for name, said in sorted(found.items())
    )


@lru_cache(maxsize=8)
def made(adopted: Adopted, engine: views.Engine) -> tuple[views.View, ...]:
    """The views of the policy: what the engine should hold."""
    return views.views(adopted.policy, holdings(), engine)


def _set_of(adopted: Adopted, name: str) -> str:
    """``marketing`` of ``marketing__emailaddress``."""
    own = name.partition("__")[0]
    return own if own in adopted.sets else ""


def _sqlite(wanted: Mapping[str, views.View]) -> dict[str, str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'view'")
        there = dict(cursor.fetchall())
    found = {name: f"view {name} is not in the policy" for name in there.keys() - wanted.keys()}
    for name, view in wanted.items():
        if name not in there:
            found[name] = f"view {name} is missing"
        elif there[name] != view.create:
            found[name] = f"view {name} does not say what the policy says"
    return found


_VIEWS = (
    "SELECT c.relname, pg_get_viewdef(c.oid), obj_description(c.oid, 'pg_class')"
    " FROM pg_class c WHERE c.relkind = 'v'"
    " AND c.relnamespace = current_schema()::text::regnamespace"
)


def _marked(wanted: Mapping[str, views.View]) -> dict[str, str]:
    with connection.cursor() as cursor:
        cursor.execute(_VIEWS)
        there = {name: (said, mark_) for name, said, mark_ in cursor.fetchall()}
    found = {name: f"view {name} is not in the policy" for name in there.keys() - wanted.keys()}
    for name, view in wanted.items():
        if name not in there:
            found[name] = f"view {name} is missing"
        elif there[name][1] != _mark(view, there[name][0]):
            found[name] = f"view {name} is not the one that adoption made"
    return found


def mark(owner: str, fresh: Iterable[views.View]) -> None:
    """Leave on every view of PostgreSQL what it was made from and what it became."""
    with connections[owner].cursor() as cursor:
        cursor.execute(_VIEWS)
        became = {name: said for name, said, _mark_ in cursor.fetchall()}
        for view in fresh:
            seal = _mark(view, became[view.name])
            cursor.execute(f"COMMENT ON VIEW {view.name} IS '{seal}'")


def _mark(view: views.View, became: str) -> str:
    return keys.current().seal(f"{view.create}\0{became}".encode()).hex()


def refuses(opening: views.Grant) -> tuple[str, ...]:
    """Tables that a reading of the set could read past its views: none, or the guard is off.

    Asks for nothing but the word of the engine: no row is fetched."""
    passed = []
    for table in ("records_party", "records_permission"):
        try:
            with opened(scope.reading(opening)), connection.cursor() as cursor:
                cursor.execute(f"SELECT party.* FROM {table} party WHERE 1 = 0")
        except Refused:
            continue
        passed.append(table)
    return tuple(passed)


def columns() -> tuple[int, tuple[str, ...]]:
    """How many columns the register's tables really have, and those that nobody claims,
    whatever our own models believe."""
    known = {claim.table: {*claim.shown, *claim.keys} for claim in CLAIMS}
    known |= {table: set(names) for table, names in scope.NEUTRAL_COLUMNS.items()}
    there = _there()
    strange = (f"{t}.{c}" for t, c in there if c not in known.get(t, set()))
    return len(there), tuple(sorted(strange))


def _there() -> list[tuple[str, str]]:
    with connection.cursor() as cursor:
        if here().vendor == "postgresql":
            cursor.execute(_COLUMNS)
            return list(cursor.fetchall())
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        tables = [
            t for (t,) in cursor.fetchall() if t.startswith("records") and "_fts" not in t
        ]
        found = []
        for table in tables:
            cursor.execute(f'PRAGMA table_info("{table}")')
            found += [(table, row[1]) for row in cursor.fetchall()]
        return found


_COLUMNS = (
    "SELECT c.relname::text, a.attname::text FROM pg_class c"
    " JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped"
    " WHERE c.relkind = 'r' AND starts_with(c.relname::text, 'records')"
    " AND c.relnamespace = current_schema()::text::regnamespace"
)
