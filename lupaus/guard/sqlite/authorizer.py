"""SQLite asks this before it prepares anything: may it?

An error here shows what must not be shown. Everything is denied that is not named; DENY is
answered, never IGNORE, which leaks the true values through RETURNING. The question names the
table, the column and the *innermost view or trigger* that wants it (or the common table
expression of that name, which is why :mod:`lupaus.guard.statement` refuses such names).

Statements already prepared are asked about again only after ``set_authorizer`` has been called
once more, so the connection calls it at every change of grant.
"""

import sqlite3
from collections.abc import Callable
from typing import Protocol

from lupaus.guard.grant import Grant, Power
from lupaus.ledger.rights import RUNTIME as LEDGER
from lupaus.records.catalogue import guarded
from lupaus.records.search import SEARCHED, SHADOWS, fts_of, triggers_of

OK, DENY = sqlite3.SQLITE_OK, sqlite3.SQLITE_DENY

GUARDED = guarded()
FTS = {fts_of(table): table for table in SEARCHED}
SHADOW = {f"{fts}_{part}": fts for fts in FTS for part in SHADOWS}
TRIGGERS = {trigger: table for table in SEARCHED for trigger in triggers_of(table)}

#: Rooms whose tables hold nothing of a person; anything not named anywhere is shut.
_OPEN_ROOMS = frozenset({"django", "guard", "keeping", "ledger", "proof"})
_SCHEMA = frozenset(
    {"sqlite_master", "sqlite_schema", "sqlite_temp_master", "sqlite_temp_schema"}
)
_OPEN_READS = frozenset({*_SCHEMA, "sqlite_sequence", "json_each", "json_tree"})
_GUARD_WRITES = {
    "guard_policyversion": Power.POLICY,
    "guard_stamp": Power.POLICY,
    "guard_cutoff": Power.CUTOFFS,
    "guard_today": Power.CUTOFFS,
    "guard_staff": Power.STAFF,
}
#: What the ledger may delete when its own retention says so.
_LEDGER_EXPIRED = frozenset({"ledger_payload", "ledger_read", "ledger_read_whose"})

#: Pragmas that only tell; and those that may be set by anybody, with the values allowed.
_TELLING = frozenset(
    "application_id cache_size collation_list compile_options data_version database_list "
    "encoding foreign_key_check foreign_key_list foreign_keys freelist_count function_list "
    "index_info index_list index_xinfo integrity_check journal_mode page_count page_size "
    "quick_check schema_version secure_delete synchronous table_info table_list table_xinfo "
    "user_version wal_autocheckpoint".split()
)
_TAKES_A_NAME = frozenset(
    "foreign_key_check foreign_key_list index_info index_list index_xinfo integrity_check "
    "quick_check table_info table_xinfo".split()
)
_FORBIDDEN_FUNCTIONS = frozenset({"load_extension", "fts3_tokenizer", "readfile", "writefile"})

Arguments = tuple[str | None, str | None, str | None, str | None]


class Asked(Protocol):
    """The gate, as far as the authorizer looks at it."""

    running: Grant
    refused: str


def authorizer(gate: Asked) -> Callable[..., int]:
    """The callback for one connection. Names what it refused in ``gate.refused``."""

    def ask(
        action: int, first: str | None, second: str | None, base: str | None, via: str | None
    ) -> int:
        # A page asks thousands of times, nearly always what has been asked before.
        question, grant = (action, first, second, base, via), gate.running
        if question in grant.allowed:
            return OK
        verdict = _whole if base == "vacuum_db" else _VERDICTS.get(action, _schema)
        if verdict(grant, first or "", second or "", via):
            grant.allowed.add(question)
            return OK
        gate.refused = _named(action, first, second)
        return DENY

    return ask


def _named(action: int, first: str | None, second: str | None) -> str:
    what = ".".join(part for part in (first, second) if part)
    return f"{_ACTIONS.get(action, 'change the schema')} {what}".strip()


def _read(  # noqa: PLR0911 - a table of cases
    grant: Grant, table: str, column: str, via: str | None
) -> bool:
    if table in grant.views or Power.SCHEMA in grant.powers:
        return True
    if table in GUARDED:
        own = grant.reads.get(table)
        if own is not None and (column in own or not column):
            return True
        return via in grant.views or (via in TRIGGERS and TRIGGERS[via] in grant.writes)
    if table in FTS:
        return via in grant.views and table in grant.indexes
    if table in SHADOW:
        return SHADOW[table] in _reached(grant)
    if table in _OPEN_READS:
        return True
    return table.partition("_")[0] in _OPEN_ROOMS


def _reached(grant: Grant) -> frozenset[str]:
    """Indexes whose inner tables FTS5 itself may use under this grant."""
    if grant.powers & {Power.COMPACTION, Power.SCHEMA}:
        return frozenset(FTS)
    return grant.indexes | {fts for fts, table in FTS.items() if table in grant.writes}


def _insert(grant: Grant, table: str, _column: str, via: str | None) -> bool:
    if table in GUARDED:
        return table in grant.inserts or Power.SCHEMA in grant.powers
    if table in FTS:
        if via in TRIGGERS:
            return TRIGGERS[via] == FTS[table]
        return bool(grant.powers & {Power.COMPACTION, Power.SCHEMA})
    return _elsewhere(grant, table, "INSERT")


def _update(grant: Grant, table: str, _column: str, _via: str | None) -> bool:
    if table in GUARDED:
        return table in grant.updates or Power.SCHEMA in grant.powers
    if (
        table in _SCHEMA
    ):  # declaring a virtual table asks this; SQLite itself lets no row change
        return True
    return _elsewhere(grant, table, "UPDATE")


def _delete(grant: Grant, table: str, _column: str, _via: str | None) -> bool:
    if table in GUARDED:
        return table in grant.deletes or Power.SCHEMA in grant.powers
    return _elsewhere(grant, table, "DELETE")


def _elsewhere(  # noqa: PLR0911 - a table of cases
    grant: Grant, table: str, verb: str
) -> bool:
    """Writing to what is not of the register."""
    if table in SHADOW:
        return SHADOW[table] in _reached(grant)
    if table in LEDGER:
        if verb in LEDGER[table] or (verb == "INSERT" and Power.SCHEMA in grant.powers):
            return True
        expiring = Power.LEDGER_EXPIRY in grant.powers
        return expiring and verb == "DELETE" and table in _LEDGER_EXPIRED
    if Power.SCHEMA in grant.powers:
        return True
    if table in _SCHEMA:
        return bool(grant.powers & {Power.VIEWS, Power.COPY, Power.COMPACTION})
    if table in _GUARD_WRITES:
        return _GUARD_WRITES[table] in grant.powers
    if "__" in table:  # dropping a view asks whether its rows may go
        return verb == "DELETE" and Power.VIEWS in grant.powers
    if table == "sqlite_sequence":
        return bool(grant.powers & {Power.COPY, Power.COMPACTION})
    return table.partition("_")[0] in _OPEN_ROOMS


def _schema(grant: Grant, _first: str, _second: str, _via: str | None) -> bool:
    """Creating, analysing; anything that has no verdict of its own."""
    return Power.SCHEMA in grant.powers


def _undo(grant: Grant, first: str, second: str, _via: str | None) -> bool:
    """Dropping and altering. What keeps the ledger whole is not undone by any grant."""
    of_ledger = first.startswith("ledger_") or second.startswith("ledger_")
    return Power.SCHEMA in grant.powers and not of_ledger


def _create_table(grant: Grant, _first: str, _second: str, _via: str | None) -> bool:
    return bool(grant.powers & {Power.SCHEMA, Power.COPY, Power.COMPACTION})


def _view(grant: Grant, name: str, _second: str, _via: str | None) -> bool:
    if Power.SCHEMA in grant.powers:
        return True
    return Power.VIEWS in grant.powers and "__" in name


def _attach(grant: Grant, name: str, _second: str, _via: str | None) -> bool:
    if not name:  # VACUUM attaches a nameless file of its own
        return bool(grant.powers & {Power.COMPACTION, Power.COPY, Power.SCHEMA})
    return Power.COPY in grant.powers


def _pragma(grant: Grant, name: str, value: str, _via: str | None) -> bool:
    if name == "writable_schema":
        return False
    if name in _TELLING and (not value or name in _TAKES_A_NAME):
        return True
    if name == "foreign_keys" and value.upper() in {"ON", "1", "TRUE", "YES"}:
        return True
    if name in {"wal_checkpoint", "incremental_vacuum", "optimize", "secure_delete"}:
        return bool(grant.powers & {Power.COMPACTION, Power.COPY, Power.SCHEMA})
    return Power.SCHEMA in grant.powers


def _whole(grant: Grant, _first: str, _second: str, _via: str | None) -> bool:
    """The file that VACUUM fills. Nobody can attach one of that name."""
    return bool(grant.powers & {Power.COMPACTION, Power.COPY, Power.SCHEMA})


def _function(_grant: Grant, _first: str, name: str, _via: str | None) -> bool:
    return name.lower() not in _FORBIDDEN_FUNCTIONS


def _always(_grant: Grant, _first: str, _second: str, _via: str | None) -> bool:
    return True


_ACTIONS = {
    sqlite3.SQLITE_READ: "read",
    sqlite3.SQLITE_INSERT: "insert into",
    sqlite3.SQLITE_UPDATE: "update",
    sqlite3.SQLITE_DELETE: "delete from",
    sqlite3.SQLITE_PRAGMA: "use pragma",
    sqlite3.SQLITE_ATTACH: "attach a file",
    sqlite3.SQLITE_FUNCTION: "use function",
}
_VERDICTS: dict[int, Callable[[Grant, str, str, str | None], bool]] = {
    sqlite3.SQLITE_READ: _read,
    sqlite3.SQLITE_INSERT: _insert,
    sqlite3.SQLITE_UPDATE: _update,
    sqlite3.SQLITE_DELETE: _delete,
    sqlite3.SQLITE_PRAGMA: _pragma,
    sqlite3.SQLITE_ATTACH: _attach,
    sqlite3.SQLITE_DETACH: _attach,
    sqlite3.SQLITE_CREATE_TABLE: _create_table,
    sqlite3.SQLITE_CREATE_INDEX: _create_table,
    sqlite3.SQLITE_ALTER_TABLE: _undo,
    sqlite3.SQLITE_DROP_TABLE: _undo,
    sqlite3.SQLITE_DROP_TRIGGER: _undo,
    sqlite3.SQLITE_DROP_INDEX: _undo,
    sqlite3.SQLITE_CREATE_VIEW: _view,
    sqlite3.SQLITE_DROP_VIEW: _view,
    sqlite3.SQLITE_FUNCTION: _function,
    sqlite3.SQLITE_SELECT: _always,
    sqlite3.SQLITE_TRANSACTION: _always,
    sqlite3.SQLITE_SAVEPOINT: _always,
    sqlite3.SQLITE_RECURSIVE: _always,
}
