"""The ledger's tables, and what the engine itself refuses on them.

There are no models: nothing of the ORM may write here, and a flush of the tests leaves the
chain alone. On both engines triggers refuse UPDATE and DELETE of what is immutable, and DELETE
of a payload unless the head says that it has expired. Triggers stop slips and other programs;
what stops somebody who may drop triggers is the chain.
"""

import re
from collections.abc import Mapping
from typing import Any

TABLES = (
    "ledger_entry",
    "ledger_payload",
    "ledger_head",
    "ledger_epoch",
    "ledger_checkpoint",
    "ledger_read",
    "ledger_read_whose",
    "ledger_read_waiting",
)

_TABLES = (
    """CREATE TABLE ledger_entry (
        seq {big} NOT NULL PRIMARY KEY CHECK (seq > 0),
        epoch {int} NOT NULL,
        commitment {bytes} NOT NULL CHECK (length(commitment) = 32),
        link {bytes} NOT NULL CHECK (length(link) = 32)
    ){strict}""",
    """CREATE TABLE ledger_payload (
        seq {big} NOT NULL PRIMARY KEY,
        party {big},
        salt {bytes} NOT NULL,
        payload {bytes} NOT NULL
    ){strict}""",
    "CREATE INDEX ledger_payload_party ON ledger_payload (party, seq)",
    """CREATE TABLE ledger_head (
        one {int} NOT NULL PRIMARY KEY CHECK (one = 1),
        epoch {int} NOT NULL,
        seq {big} NOT NULL,
        link {bytes} NOT NULL,
        expired {big} NOT NULL,
        checkpoints {int} NOT NULL,
        mac {bytes} NOT NULL
    ){strict}""",
    """CREATE TABLE ledger_epoch (
        epoch {int} NOT NULL PRIMARY KEY CHECK (epoch > 1),
        first {big} NOT NULL,
        known_seq {big} NOT NULL,
        known_link {bytes} NOT NULL,
        at {text} NOT NULL,
        signature {bytes} NOT NULL
    ){strict}""",
    """CREATE TABLE ledger_checkpoint (
        number {int} NOT NULL PRIMARY KEY,
        epoch {int} NOT NULL,
        seq {big} NOT NULL,
        link {bytes} NOT NULL,
        at {text} NOT NULL,
        signature {bytes} NOT NULL
    ){strict}""",
    """CREATE TABLE ledger_read (
        seq {big} NOT NULL,
        nr {int} NOT NULL,
        uuid {bytes} NOT NULL UNIQUE,
        record {text} NOT NULL,
        PRIMARY KEY (seq, nr)
    ){strict}""",
    """CREATE TABLE ledger_read_whose (
        party {big} NOT NULL,
        seq {big} NOT NULL,
        nr {int} NOT NULL,
        PRIMARY KEY (party, seq, nr)
    ){rowless}""",
    "CREATE INDEX ledger_read_whose_seq ON ledger_read_whose (seq, nr)",
    """CREATE TABLE ledger_read_waiting (
        uuid {bytes} NOT NULL PRIMARY KEY,
        record {text} NOT NULL
    ){rowless}""",
    """INSERT INTO ledger_head (one, epoch, seq, link, expired, checkpoints, mac)
       VALUES (1, 1, 0, {zero}, 0, 0, {empty})""",
)
_TYPES: dict[str, dict[str, Any]] = {
    "sqlite": {
        "big": "INTEGER",
        "int": "INTEGER",
        "bytes": "BLOB",
        "text": "TEXT",
        "strict": " STRICT",
        "rowless": " STRICT, WITHOUT ROWID",
        "zero": "zeroblob(32)",
        "empty": "x''",
    },
    "postgresql": {
        "big": "bigint",
        "int": "integer",
        "bytes": "bytea",
        "text": "text",
        "strict": "",
        "rowless": "",
        "zero": f"'\\x{'00' * 32}'",
        "empty": "''",
    },
}

IMMUTABLE = ("ledger_entry", "ledger_epoch", "ledger_checkpoint")
_UNCHANGED = (*IMMUTABLE, "ledger_payload", "ledger_read", "ledger_read_whose")
_KEYS = {"ledger_entry": "seq", "ledger_payload": "seq", "ledger_epoch": "epoch"}
_EXPIRING = ("ledger_payload", "ledger_read", "ledger_read_whose")


def columns() -> Mapping[str, frozenset[str]]:
    """The columns of every table of the ledger."""
    return {
        found[1]: frozenset(re.findall(r"^ {8}(\w+) {", text, re.MULTILINE))
        for text in _TABLES
        if (found := re.match(r"CREATE TABLE (\w+)", text))
    }


def create(vendor: str) -> tuple[str, ...]:
    """The statements that make the tables on an engine (``sqlite`` or ``postgresql``)."""
    tables = tuple(table.format(**_TYPES[vendor]) for table in _TABLES)
    return tables + (_sqlite_triggers() if vendor == "sqlite" else _postgresql_triggers())


def _sqlite_triggers() -> tuple[str, ...]:
    def trigger(name: str, when: str, message: str) -> str:
        return (
            f"CREATE TRIGGER {name} BEFORE {when} BEGIN SELECT RAISE(ABORT, '{message}'); END"
        )

    made = [
        trigger(f"{t}_unchanged", f"UPDATE ON {t}", f"{t} is append-only: no UPDATE")
        for t in _UNCHANGED
    ]
    made += [
        trigger(f"{t}_kept", f"DELETE ON {t}", f"{t} is append-only: no DELETE")
        for t in (*IMMUTABLE, "ledger_head")
    ]
    # REPLACE deletes without firing the triggers of DELETE, so it is stopped before.
    made += [
        trigger(
            f"{t}_appended",
            f"INSERT ON {t} WHEN EXISTS (SELECT 1 FROM {t} WHERE {key} = NEW.{key})",
            f"{t} is append-only: the row exists",
        )
        for t, key in (_KEYS | {"ledger_checkpoint": "number", "ledger_head": "one"}).items()
    ]
    made += [
        trigger(
            f"{t}_expired",
            f"DELETE ON {t} WHEN OLD.seq > (SELECT expired FROM ledger_head)",
            f"{t} is deleted only by the expiry of the ledger",
        )
        for t in _EXPIRING
    ]
    return tuple(made)


def _postgresql_triggers() -> tuple[str, ...]:
    made = [
        """CREATE FUNCTION ledger_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            RAISE EXCEPTION '% is append-only: no %', TG_TABLE_NAME, TG_OP;
        END $$""",
        # The schema is taken from the table, so that no search_path can lead it astray.
        """CREATE FUNCTION ledger_expired() RETURNS trigger LANGUAGE plpgsql AS $$
        DECLARE early boolean;
        BEGIN
            EXECUTE format(
                'SELECT EXISTS (SELECT FROM gone WHERE seq > (SELECT expired FROM %I.%I))',
                TG_TABLE_SCHEMA, 'ledger_head') INTO early;
            IF early THEN
                RAISE EXCEPTION '% is deleted only by the expiry of the ledger', TG_TABLE_NAME;
            END IF;
            RETURN NULL;
        END $$""",
    ]
    refuse = "FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse()"
    made += [
        f"CREATE TRIGGER {t}_unchanged BEFORE UPDATE OR TRUNCATE ON {t} {refuse}"
        for t in _UNCHANGED
    ]
    made += [
        f"CREATE TRIGGER {t}_kept BEFORE DELETE ON {t} {refuse}"
        for t in (*IMMUTABLE, "ledger_head")
    ]
    made += [
        f"CREATE TRIGGER {t}_expired AFTER DELETE ON {t} REFERENCING OLD TABLE AS gone "
        "FOR EACH STATEMENT EXECUTE FUNCTION ledger_expired()"
        for t in _EXPIRING
    ]
    return tuple(made)
