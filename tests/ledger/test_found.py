"""Whoever changes one row of the ledger is found, and the row is named."""

import pytest
from django.db import connection
from hypothesis import given, settings
from hypothesis import strategies as st
from ledger_hands import KEYS, START, add, disarm, lived_in, sql, undone

from lupaus.ledger.chain import Kind, link_of
from lupaus.ledger.checkpoint import checkpoint
from lupaus.ledger.verify import verify

pytestmark = pytest.mark.usefixtures("ledger")

# table: its columns, its key, and the column that says at which entry a fault is told
TABLES = {
    "ledger_entry": ("seq epoch commitment link", "seq", "seq"),
    "ledger_payload": ("seq party salt payload", "seq", "seq"),
    "ledger_head": ("epoch seq link expired checkpoints mac", "one", ""),
    "ledger_epoch": ("epoch first known_seq known_link at signature", "epoch", "first"),
    "ledger_checkpoint": ("number epoch seq link at signature", "number", ""),
    "ledger_read": ("seq nr uuid record", "seq, nr", "seq"),
    "ledger_read_whose": ("party seq nr", "party, seq, nr", "seq"),
}


def rows(table):
    columns, key, _place = TABLES[table]
    found = sql(f"SELECT {columns.replace(' ', ', ')} FROM {table} ORDER BY {key}")
    return [dict(zip(columns.split(), row, strict=True)) for row in found]


def changed(value, at):
    if value is None:
        return 999
    if isinstance(value, int):
        return value + 1000 + at
    if isinstance(value, str):
        at %= len(value)
        return value[:at] + ("a" if value[at] != "a" else "b") + value[at + 1 :]
    at %= len(value)
    return value[:at] + bytes([value[at] ^ 1]) + value[at + 1 :]


def where(table, row):
    key = TABLES[table][1] if table != "ledger_head" else "seq"
    names = key.split(", ")
    return " AND ".join(f"{n} = %s" for n in names), [row[n] for n in names]


def put(table, row, column, value):
    test, key = where(table, row)
    sql(f"UPDATE {table} SET {column} = %s WHERE {test}", value, *key)


def tamper(draw):
    """One change of one row. Returns the entries at one of which it must be told."""
    table = draw(st.sampled_from(sorted(TABLES)))
    there = rows(table)
    row = draw(st.sampled_from(there))
    place = TABLES[table][2]
    at = {row[place]} if place else None
    how = draw(st.sampled_from(["change", "delete", "swap"]))
    if how == "change":
        column = draw(st.sampled_from(TABLES[table][0].split()))
        value = changed(row[column], draw(st.integers(0, 400)))
        put(table, row, column, value)
        return at if column != place else at | {value}
    if how == "delete":
        test, key = where(table, row)
        sql(f"DELETE FROM {table} WHERE {test}", *key)
        return at
    other = draw(st.sampled_from(there))
    columns = [c for c in TABLES[table][0].split() if c not in TABLES[table][1].split(", ")]
    if other is row or not columns:
        put(table, row, TABLES[table][0].split()[0], 4711)
        return None
    for column in columns:
        if column != "uuid":  # unique in its table
            put(table, row, column, other[column])
            put(table, other, column, row[column])
    return at | {other[place]} if place else None


def test_any_change_of_any_row_is_found_and_its_entry_named(journal):
    lived_in(journal)
    whole = verify(keys=KEYS, journal=journal)
    assert whole.ok, whole.problems
    disarm()

    @settings(max_examples=250, deadline=None)
    @given(st.data())
    def found(data):
        with undone():
            expected = tamper(data.draw)
            verification = verify(keys=KEYS, journal=journal)
            assert not verification.ok
            told = {fault.seq for fault in verification.problems}
            assert expected is None or expected & told, (expected, verification.problems)

    found()


def faults(**more):
    return {(f.kind, f.seq) for f in verify(keys=KEYS, **more).problems}


def test_an_empty_ledger_is_whole():
    verification = verify(keys=KEYS)
    assert (verification.ok, verification.checked, verification.seq) == (True, 0, 0)


def test_a_ledger_of_one_entry_is_whole_and_its_change_is_found():
    assert add(1) == range(1, 2)
    assert verify(keys=KEYS).ok
    disarm()
    sql("UPDATE ledger_entry SET commitment = %s", b"x" * 32)
    assert faults() == {(Kind.LINK, 1), (Kind.PAYLOAD, 1)}


@pytest.mark.parametrize("table", ["ledger_entry", "ledger_payload", "ledger_head"])
def test_an_emptied_table_is_found(table):
    add(1, 2, 3)
    disarm()
    sql(f"DELETE FROM {table}")
    assert faults()


@pytest.mark.parametrize("left", [0, 1, 4])
def test_a_tail_that_is_cut_off_is_found_at_its_first_missing_entry(left):
    add(1, 2, 3, 4, 5)
    disarm()
    for table in ("ledger_entry", "ledger_payload"):
        sql(f"DELETE FROM {table} WHERE seq > %s", left)
    assert (Kind.TAIL, left + 1) in faults()


def test_a_gap_is_told_from_its_first_entry_to_its_last():
    add(1, 2, 3, 4, 5)
    disarm()
    for table in ("ledger_entry", "ledger_payload"):
        sql(f"DELETE FROM {table} WHERE seq IN (2, 3)")
    (fault,) = verify(keys=KEYS).problems
    assert fault.sentence == "entry 2: is missing, and all to entry 3"


def test_an_entry_put_between_others_is_found():
    add(1, 2, 3)
    disarm()
    copied = "SELECT seq + 1, epoch, commitment, link FROM ledger_entry WHERE seq = 3"
    sql(f"INSERT INTO ledger_entry (seq, epoch, commitment, link) {copied}")
    assert (Kind.EXTRA, 4) in faults()


def test_a_well_linked_entry_by_somebody_without_the_key_is_found():
    add(1)
    (row,) = rows("ledger_entry")
    link = link_of(bytes(row["link"]), 1, 2, bytes(row["commitment"]))
    columns = "INSERT INTO ledger_entry (seq, epoch, commitment, link) VALUES (2, 1, %s, %s)"
    sql(columns, row["commitment"], link)
    assert faults() == {(Kind.EXTRA, 2)}
    sql("UPDATE ledger_head SET seq = 2, link = %s", link)
    assert (Kind.HEAD, 2) in faults()


def test_a_whole_database_put_back_as_it_was_is_found_by_the_checkpoint_outside(journal):
    add(1, 2)
    before = rows("ledger_head")[0]
    add(3, 4, 5)
    checkpoint(at=START, keys=KEYS, journal=journal)
    disarm()
    for table in ("ledger_entry", "ledger_payload"):
        sql(f"DELETE FROM {table} WHERE seq > 2")
    sql("DELETE FROM ledger_checkpoint")
    for column in ("link", "mac", "checkpoints", "seq"):
        sql(f"UPDATE ledger_head SET {column} = %s", before[column])
    assert verify(keys=KEYS).ok  # by itself it is a true older state
    assert faults(journal=journal) == {(Kind.TAIL, 5)}


def test_a_checkpoint_taken_out_of_the_file_is_found(journal):
    lived_in(journal)
    lines = journal.read_text().splitlines(keepends=True)
    journal.write_text("".join(lines[1:]))
    assert {kind for kind, _seq in faults(journal=journal)} == {Kind.CHECKPOINT}


def test_a_checkpoint_half_written_when_the_power_went_is_no_fault_and_is_mended(journal):
    lived_in(journal)
    with journal.open("a") as file:
        file.write("[4, 2, 1")
    assert verify(keys=KEYS, journal=journal).ok
    checkpoint(at=START, keys=KEYS, journal=journal)
    assert verify(keys=KEYS, journal=journal).ok


def test_from_the_last_checkpoint_only_the_newer_entries_are_read(journal):
    lived_in(journal)
    new = verify(since_checkpoint=True, keys=KEYS, journal=journal)
    assert (new.ok, new.checked) == (True, 2)
    disarm()
    last = new.seq
    sql("UPDATE ledger_payload SET salt = %s WHERE seq = %s", b"y" * 16, last)
    assert faults(since_checkpoint=True) == {(Kind.PAYLOAD, last)}


def test_text_in_the_place_of_bytes_is_a_fault_and_not_a_crash():
    if connection.vendor == "postgresql":
        with pytest.raises(Exception, match="bytea"), undone():
            sql("UPDATE ledger_payload SET salt = 1")
        return
    add(1, 2)
    disarm()
    sql("PRAGMA writable_schema = ON")
    sql("UPDATE sqlite_master SET sql = replace(sql, 'STRICT', '') WHERE name LIKE 'ledger_%%'")
    sql("PRAGMA writable_schema = RESET")
    sql("UPDATE ledger_payload SET salt = 'text' WHERE seq = 2")
    assert faults() == {(Kind.SHAPE, 2)}
