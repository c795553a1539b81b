"""What the guard costs: through a reading or an act, beside the driver on the tables, and
beside Django on the tables without the guard."""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from random import Random
from typing import Any

from django.db import connections, transaction

from bench.audit import Audit
from bench.goal import NO_GOAL, times_floor
from bench.measure import Result, compare
from bench.product import PLAIN, actor, plain
from bench.world import AT, TODAY, Cell
from lupaus.guard import Act, reading, writing
from lupaus.ledger.entry import Event

_EMAIL = "SELECT party_id, address, source, sourced_on FROM {} WHERE party_id = %s"
_LIST = (
    "SELECT party_id, given, family, source, sourced_on FROM {} WHERE sort_key >= %s "
    "ORDER BY sort_key, party_id LIMIT 50"
)
_TURNS = 400


@dataclass(frozen=True, slots=True)
class _Email:
    party: int
    address: str
    source: str
    sourced_on: date


@dataclass(frozen=True, slots=True)
class _Name:
    party: int
    given: str
    family: str
    source: str
    sourced_on: date


def measured(cell: Cell) -> Iterator[Result]:
    plain(cell)
    parties = current_customers(cell)
    yield _opening(cell)
    yield _read(cell, _Statement("read 1 row", "emailaddress", _Email, _EMAIL), parties)
    letters = [(chr(ord("a") + i % 11),) for i in range(_TURNS)]
    yield _read(cell, _Statement("read 50 rows", "personname", _Name, _LIST), letters)
    yield _recorded(cell, parties)
    yield _correct(cell)


def current_customers(cell: Cell) -> list[tuple[int]]:
    """Parties of whom everything is open to the owner, in an order of no meaning."""
    found = cell.raw.rows(
        "SELECT e.party_id FROM records_emailaddress e"
        " JOIN records_party p ON p.id = e.party_id"
        " WHERE p.is_consumer = TRUE AND p.restricted = FALSE"
        " AND p.relation_started_on IS NOT NULL AND p.relation_ended_on IS NULL"
        " GROUP BY e.party_id HAVING COUNT(*) = 1 ORDER BY e.party_id LIMIT 20000"
    )
    Random(1).shuffle(found)  # noqa: S311 - the same in every run
    return found[:1000]


def _opening(cell: Cell) -> Result:
    who = actor()

    def product(_turn: int) -> int:
        with reading(who, who.purposes, at=AT, about="bench"):
            return 0

    def raw(_turn: int) -> int:
        if cell.engine == "postgresql":
            with cell.raw.transaction():
                return 0
        cell.raw.rows("SELECT 1")
        return 0

    timing = compare(product, raw, times=cell.times(_TURNS))
    return NO_GOAL.judged("guard: open and close a reading", cell, timing)


@dataclass(frozen=True, slots=True)
class _Statement:
    """``{}`` stands for the table, or for its view."""

    name: str
    table: str
    row: type[Any]
    sql: str


def _read(cell: Cell, statement: _Statement, keys: list[tuple[Any]]) -> Result:
    """Through an open reading: what the views and the cursor cost."""
    row, table, sql = statement.row, statement.table, statement.sql
    on_table = sql.format(f"records_{table}")
    with ExitStack() as stack:
        who = actor()
        opened = stack.enter_context(reading(who, who.purposes, at=AT, about="bench"))
        on_view = sql.format(opened.view(table))

        def product(turn: int) -> int:
            return len(opened.rows(row, on_view, keys[turn % len(keys)]))

        def raw(turn: int) -> int:
            found = cell.raw.rows(on_table, keys[turn % len(keys)])
            return len([row(*values) for values in found])

        def floor(turn: int) -> int:
            with connections[PLAIN].cursor() as cursor:
                cursor.execute(on_table, keys[turn % len(keys)])
                return len([row(*values) for values in cursor.fetchall()])

        timing = compare(product, raw, floor=floor, times=cell.times(_TURNS))
    return times_floor(2.5).judged(f"guard: {statement.name}, reading open", cell, timing)


def _recorded(cell: Cell, parties: list[tuple[int]]) -> Result:
    """The reading opened, one row read, and it is recorded who looked."""
    who, audit = actor(), Audit(cell.raw)
    on_table = _EMAIL.format("records_emailaddress")

    def product(turn: int) -> int:
        party = parties[turn % len(parties)]
        with reading(who, who.purposes, at=AT, about="bench") as opened:
            found = opened.rows(_Email, _EMAIL.format(opened.view("emailaddress")), party)
            opened.viewed(party)
        return len(found)

    def raw(turn: int) -> int:
        party = parties[turn % len(parties)]
        with cell.raw.transaction():
            found = [_Email(*values) for values in cell.raw.rows(on_table, party)]
            audit.append([(who.name, "viewed", party[0])])
        return len(found)

    timing = compare(product, raw, times=cell.times(_TURNS))
    return NO_GOAL.judged("guard: open, read 1 row, record who looked", cell, timing)


def _correct(cell: Cell) -> Result:
    """A phone number put right, in an act of its own with its entry in the ledger."""
    rows = cell.raw.rows("SELECT id, party_id FROM records_phonenumber ORDER BY id LIMIT 4000")
    audit, act = Audit(cell.raw), Act("aino", "relations", AT, "bench")
    sql = "UPDATE records_phonenumber SET typed = %s, e164 = %s, digits = %s WHERE id = %s"

    def number(turn: int) -> tuple[str, str, str]:
        digits = f"0509{turn:06}"
        return f"050 9{turn:06}", f"+358{digits[1:]}", digits

    def row(turn: int) -> tuple[int, int]:
        return rows[turn * 7 % len(rows)][0], rows[turn * 7 % len(rows)][1]

    def product(turn: int) -> int:
        key, party = row(turn)
        typed, e164, digits = number(turn)
        with writing(act) as work:
            values = {"typed": typed, "e164": e164, "digits": digits, "sourced_on": TODAY}
            done = work.update("phonenumber", values, {"id": key})
            work.log(Event.RECORD_CORRECTED, whose=[party], fields=["phonenumber"])
        return done

    def raw(turn: int) -> int:
        key, party = row(turn)
        with cell.raw.transaction():
            done = cell.raw.run(sql, (*number(turn), key))
            audit.append([("aino", "corrected", party)])
        return done

    def floor(turn: int) -> int:
        key, _party = row(turn)
        with transaction.atomic(using=PLAIN), connections[PLAIN].cursor() as cursor:
            cursor.execute(sql, (*number(turn), key))
            return int(cursor.rowcount)

    timing = compare(product, raw, floor=floor, times=cell.times(_TURNS))
    return times_floor(2).judged("guard: correct a phone number", cell, timing)
