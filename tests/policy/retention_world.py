"""A small register on plain tables, as the retention room sees it: schema, rows, engines."""

import re
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

import psycopg

from lupaus.policy import holding as names
from lupaus.policy import predicate, sql
from lupaus.policy.holding import RELATION, Holding
from lupaus.policy.meaning import Thing
from lupaus.policy.model import Policy
from lupaus.policy.vocabulary import Anchor, Category

DAY = timedelta(days=1)
EMAIL = Holding(
    "records_emailaddress",
    Category.EMAIL,
    ("address", "sourced_on"),
    anchors={Anchor.COLLECTED: "sourced_on"},
    search="address",
)
INVOICE = Holding(
    "records_invoice",
    Category.VOUCHERS,
    ("issued_on", "status"),
    anchors={Anchor.COLLECTED: "sourced_on", Anchor.FISCAL_YEAR: "issued_on"},
)
LINE = Holding(
    "records_invoiceline",
    Category.VOUCHERS,
    ("text",),
    anchors={Anchor.COLLECTED: "sourced_on", Anchor.FISCAL_YEAR: "issued_on"},
    parent=("records_invoice", "invoice_id"),
)
CREDENTIAL = Holding(
    "records_credential",
    Category.CREDENTIALS,
    ("label",),
    anchors={Anchor.COLLECTED: "sourced_on", Anchor.SERVICE_ENDED: "service_ended_on"},
)
CREDIT = Holding(
    "records_creditcheck",
    Category.CREDIT,
    ("checked_on",),
    anchors={Anchor.DECISION: "checked_on"},
)
PERMISSION = Holding(
    "records_permission",
    Category.PERMISSIONS,
    ("purpose", "channel", "decision", "decided_on"),
    anchors={Anchor.COLLECTED: "sourced_on"},
)
ROLE = Holding(
    "records_affiliation",
    Category.ROLE,
    ("organisation_id",),
    anchors={Anchor.COLLECTED: "sourced_on"},
    refers=("organisation_id",),
)
SCHEMA = (RELATION, EMAIL, INVOICE, LINE, CREDENTIAL, CREDIT, PERMISSION, ROLE)

FLAGS = ("is_organisation", *names.KINDS.values(), "restricted", "disputed")
SPINE_DATES = (
    "relation_started_on",
    "relation_ended_on",
    "last_contact_on",
    "last_contact_any_on",
    "last_invoice_on",
    "created_on",
)
_HELD = "id INTEGER PRIMARY KEY, party_id INTEGER, batch_id INTEGER, sourced_on DATE"
_SAID = "purpose TEXT, channel TEXT, decision TEXT, at INTEGER, decided_on DATE"
_MARKS = ", ".join((*predicate.MARKS, names.STARTED, names.ENDED))
_ENDED = (
    "relation_ended_on, relation_started_on, last_contact_on, last_contact_any_on,"
    f" last_invoice_on, {', '.join(FLAGS)}, merged_on"
)
DDL = (
    "CREATE TABLE records_batch (id INTEGER PRIMARY KEY, state TEXT)",
    "CREATE TABLE guard_cutoff (rule TEXT PRIMARY KEY, day DATE NOT NULL)",
    "CREATE TABLE records_party (id INTEGER PRIMARY KEY, number INTEGER, batch_id INTEGER, "
    + ", ".join(f"{c} BOOLEAN NOT NULL" for c in FLAGS)
    + ", "
    + ", ".join(f"{c} DATE" for c in SPINE_DATES)
    + f", merged_on DATE, {names.PROTECTED} DATE, {names.PROTECTED_BY} TEXT)",
    "CREATE TABLE records_oldnumber (id INTEGER PRIMARY KEY, party_id INTEGER, number INTEGER)",
    f"CREATE TABLE records_emailaddress ({_HELD}, address TEXT)",
    f"CREATE TABLE records_invoice ({_HELD}, issued_on DATE, status TEXT)",
    f"CREATE TABLE records_invoiceline ({_HELD}, invoice_id INTEGER, text TEXT)",
    f"CREATE TABLE records_credential ({_HELD}, service_ended_on DATE, label TEXT)",
    f"CREATE TABLE records_creditcheck ({_HELD}, checked_on DATE)",
    f"CREATE TABLE records_permission ({_HELD}, {_SAID})",
    f"CREATE TABLE records_affiliation ({_HELD}, organisation_id INTEGER)",
    f"CREATE INDEX party_ended ON records_party ({_ENDED})",
    "CREATE INDEX party_contact ON records_party (last_contact_on)",
    "CREATE INDEX party_contact_any ON records_party (last_contact_any_on)",
    "CREATE INDEX party_invoiced ON records_party (last_invoice_on)",
    "CREATE INDEX party_created ON records_party (created_on)",
    "CREATE INDEX party_merged ON records_party (merged_on)",
    f"CREATE INDEX party_flags ON records_party ({_MARKS})",
    "CREATE INDEX email_party ON records_emailaddress (party_id)",
    "CREATE INDEX invoice_party ON records_invoice (party_id)",
    "CREATE INDEX invoice_issued ON records_invoice (issued_on)",
    "CREATE INDEX line_invoice ON records_invoiceline (invoice_id)",
    *(
        f"CREATE INDEX {table}_{column} ON records_{table} ({column}_id)"
        for table in ("invoiceline", "credential", "creditcheck", "permission", "affiliation")
        for column in ("party", *(["organisation"] if table == "affiliation" else []))
    ),
)
TABLES = tuple(found[1] for d in DDL if (found := re.match(r"CREATE TABLE (\w+)", d)))

Row = dict[str, object]
Run = Callable[[str, dict[str, object]], list[tuple]]


@dataclass
class World:
    policy: Policy
    today: date
    rows: dict[str, list[Row]] = field(default_factory=dict)

    def of(self, table: str, party: object) -> list[Row]:
        return [row for row in self.rows[table] if row["party_id"] == party]

    def things(self, holding: Holding) -> Iterator[Thing]:
        parties = {p["id"]: p for p in self.rows["records_party"]}
        invoices = {i["id"]: i for i in self.rows["records_invoice"]}
        staged = {b["id"] for b in self.rows["records_batch"] if b["state"] != "visible"}
        for row in self.rows[holding.table]:
            party = row[holding.party]
            yield Thing(
                holding,
                row,
                parties[party],
                invoices[row["invoice_id"]] if holding.parent else None,
                self.of("records_invoice", party),
                self.of("records_permission", party),
                row["batch_id"] not in staged,
            )


# --- engines --------------------------------------------------------------------------------


def sqlite() -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    for statement in DDL:
        connection.execute(statement)
    connection.execute(
        "CREATE VIRTUAL TABLE records_emailaddress_fts USING fts5"
        "(folded, content='', tokenize='trigram')"
    )
    return connection


def _text(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


def on_sqlite(connection: sqlite3.Connection) -> Run:
    def run(text: str, params: dict[str, object]) -> list[tuple]:
        plain = re.sub(r"%\((\w+)\)s", r":\1", text)
        return connection.execute(plain, {k: _text(v) for k, v in params.items()}).fetchall()

    return run


def on_postgresql(connection: psycopg.Connection) -> Run:
    for statement in DDL:
        connection.execute(statement)

    def run(text: str, params: dict[str, object]) -> list[tuple]:
        found = connection.execute(text, params)
        return found.fetchall() if found.description else []

    return run


def fill(run: Run, world: World) -> None:
    for table in TABLES:
        run(f"DELETE FROM {table}", {})
        rows = world.rows[table]
        for start in range(0, len(rows), 100):
            chunk = rows[start : start + 100]
            params = {f"{c}_{n}": v for n, row in enumerate(chunk) for c, v in row.items()}
            values = ", ".join(
                "(" + ", ".join(f"%({c}_{n})s" for c in row) + ")"
                for n, row in enumerate(chunk)
            )
            run(f"INSERT INTO {table} ({', '.join(chunk[0])}) VALUES {values}", params)


def ask(run: Run, query: sql.Query) -> list[tuple]:
    return run(query.sql, dict(query.params))


def ids(rows: list[tuple]) -> list[int]:
    return sorted(row[0] for row in rows)
