"""What the database itself holds beside rows and views: tables, columns and triggers, compared
with what this program makes. For the proof: nothing here changes anything.

Somebody who may change tables can add a place for what is promised never to be kept, and can
take away what keeps the ledger append-only or the search indexes in step.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from django.apps import apps
from django.conf import settings
from django.db import connection

from lupaus.guard import scope
from lupaus.guard.session import here
from lupaus.ledger import tables as ledger
from lupaus.records import search
from lupaus.records.catalogue import CLAIMS, guarded

#: Tables of Django that have no model.
_DJANGOS = frozenset(
    {"django_migrations", *(str(cache_.get("LOCATION")) for cache_ in settings.CACHES.values())}
)


@dataclass(frozen=True, slots=True)
class Columns:
    """``strange``: ``table.column`` of what no category claims and no room of the program has,
    in a table of ours or in somebody else's."""

    tables: int
    columns: int
    strange: tuple[str, ...]


def columns() -> Columns:
    """Every column of every table of the register's database, whatever our own models believe.
    On PostgreSQL of the register's schema."""
    known = _known()
    there = [
        (table, column)
        for table, column in _there()
        if table not in _DJANGOS and not table.startswith("sqlite_")
    ]
    strange = (f"{t}.{c}" for t, c in there if c not in known.get(t, frozenset()))
    return Columns(len({table for table, _c in there}), len(there), tuple(sorted(strange)))


def _known() -> Mapping[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {
        model._meta.db_table: frozenset(  # noqa: SLF001 - Django's documented interface
            str(field.column)
            for field in model._meta.local_concrete_fields  # noqa: SLF001 - likewise
        )
        for model in apps.get_models(include_auto_created=True)
    }
    return {
        **found,
        **{claim.table: frozenset({*claim.shown, *claim.keys}) for claim in CLAIMS},
        **{
            table: found.get(table, frozenset()) | frozenset(names)
            for table, names in scope.NEUTRAL_COLUMNS.items()
        },
        **ledger.columns(),
    }


def _there() -> Iterator[tuple[str, str]]:
    with connection.cursor() as cursor:
        if here().vendor == "postgresql":
            cursor.execute(_COLUMNS)
            yield from cursor.fetchall()
            return
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        for (table,) in cursor.fetchall():
            if table in _INDEXES:
                continue
            if "_fts" in table:  # the guard lets nobody name such a table
                yield table, "*"
                continue
            name = table.replace('"', '""')
            cursor.execute(f'PRAGMA table_xinfo("{name}")')
            yield from ((table, row[1]) for row in cursor.fetchall())


_INDEXES = frozenset(
    name
    for table in search.SEARCHED
    for fts in [search.fts_of(table)]
    for name in (fts, *(f"{fts}_{shadow}" for shadow in search.SHADOWS))
)
#: Ordinary and partitioned tables, those of other servers, and views that keep their rows.
_COLUMNS = (
    "SELECT c.relname::text, a.attname::text FROM pg_class c"
    " JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped"
    " WHERE c.relkind IN ('r', 'p', 'f', 'm')"
    " AND c.relnamespace = current_schema()::text::regnamespace"
)


# --- triggers --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Trigger:
    """What is wrong with one trigger, and on which table. ``missing`` also when it is there and
    does something else, or nothing."""

    table: str
    what: str
    missing: bool


def wrong_triggers() -> tuple[Trigger, ...]:
    """Of the triggers on the ledger's tables and on the register's."""
    wanted = _wanted(here().vendor)
    there = _triggers()
    wrong = []
    for (table, name), does in wanted.items():
        if (table, name) not in there:
            wrong.append(Trigger(table, f"trigger {name} is missing", missing=True))
        elif there[table, name] != does:
            what = f"trigger {name} is not as it was made"
            wrong.append(Trigger(table, what, missing=True))
    ours = {*guarded(), *ledger.TABLES}
    wrong += [
        Trigger(table, f"trigger {name} on {table} is not this program's", missing=False)
        for table, name in sorted(there.keys() - wanted.keys())
        if table in ours
    ]
    return tuple(wrong)


_Does = tuple[str | int | bool, ...]
_Known = Mapping[tuple[str, str], _Does]
_MADE = re.compile(r"CREATE TRIGGER (\w+) .*? ON (\w+)", re.DOTALL)


@cache
def _wanted(vendor: str) -> _Known:
    made = [text for text in ledger.create(vendor) if text.startswith("CREATE TRIGGER")]
    if vendor == "postgresql":
        return {_named(text): _told(text) for text in made}
    made += [
        text
        for table, column in search.SEARCHED.items()
        for text in search.sqlite_statements(table, column)
        if text.startswith("CREATE TRIGGER")
    ]
    return {_named(text): (text,) for text in made}


def _named(text: str) -> tuple[str, str]:
    found = _MADE.match(text)
    assert found is not None, text  # noqa: S101 - our own statements
    return found[2], found[1]


def _triggers() -> _Known:
    with connection.cursor() as cursor:
        if here().vendor == "postgresql":
            cursor.execute(_TRIGGERS)
        else:
            cursor.execute(
                "SELECT tbl_name, name, sql FROM sqlite_master WHERE type = 'trigger'"
            )
        return {(table, name): tuple(does) for table, name, *does in cursor.fetchall()}


#: When it fires, whether it is on and without a condition, and the text of what it does.
_TRIGGERS = (
    "SELECT c.relname::text, t.tgname::text, t.tgtype::int,"
    " t.tgenabled IN ('O', 'A') AND t.tgqual IS NULL, p.prosrc"
    " FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_proc p ON p.oid = t.tgfoid"
    " WHERE NOT t.tgisinternal AND c.relnamespace = current_schema()::text::regnamespace"
)
#: The bits of pg_trigger.tgtype for triggers of whole statements.
_BITS = {"BEFORE": 2, "INSERT": 4, "DELETE": 8, "UPDATE": 16, "TRUNCATE": 32}


def _told(text: str) -> _Does:
    """The same of a statement of ours."""
    when = text.partition(" ON ")[0].split()
    function = text.rpartition("FUNCTION ")[2].partition("(")[0]
    [does] = (
        made.split("$$")[1]
        for made in ledger.create("postgresql")
        if made.startswith(f"CREATE FUNCTION {function}(")
    )
    return sum(bit for word, bit in _BITS.items() if word in when), True, does
