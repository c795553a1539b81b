"""Somebody changes the database itself: tables, columns, triggers."""

import pytest
from django.db import connection
from proof_world import SAMPLE, TODAY, put_in_force

from lupaus.guard import structure
from lupaus.proof.check import check
from lupaus.proof.verdict import Verdict

pytestmark = pytest.mark.engine

NEVER = "never.special-categories"


@pytest.fixture
def undone(by_hand):
    """Statements by the plain driver, each undone afterwards by the second."""
    undo = []

    def do(statement, back):
        by_hand(statement)
        undo.append(back)

    yield do
    for statement in reversed(undo):
        by_hand(statement)


@pytest.fixture
def nothing_special(committed_register):
    """A policy that promises never to keep special categories."""
    put_in_force(SAMPLE.read_text(encoding="utf-8") + "never: [special-categories]\n")


def verdict(clause):
    return check(TODAY, clauses=[clause], tested=False).of(clause)


def test_a_register_as_it_was_made_has_nothing_strange(committed_register):
    found = structure.columns()
    assert found.strange == ()
    assert found.tables > 30
    assert structure.wrong_triggers() == ()


@pytest.mark.parametrize(
    ("statement", "back", "seen"),
    [
        (
            "CREATE TABLE patients (party int, diagnosis text)",
            "DROP TABLE patients",
            "patients.diagnosis",
        ),
        (
            'CREATE TABLE "Älä ""katso""" (usko text)',
            'DROP TABLE "Älä ""katso"""',
            'Älä "katso".usko',
        ),
        (
            "ALTER TABLE records_note ADD COLUMN religion text",
            "ALTER TABLE records_note DROP COLUMN religion",
            "records_note.religion",
        ),
        (
            "ALTER TABLE keeping_run ADD COLUMN health text",
            "ALTER TABLE keeping_run DROP COLUMN health",
            "keeping_run.health",
        ),
        (
            "ALTER TABLE ledger_read_waiting ADD COLUMN health text",
            "ALTER TABLE ledger_read_waiting DROP COLUMN health",
            "ledger_read_waiting.health",
        ),
    ],
)
def test_a_column_in_whosever_table_is_seen(nothing_special, undone, statement, back, seen):
    undone(statement, back)
    for clause in (NEVER, "data.closed"):
        judged = verdict(clause)
        assert judged.verdict is Verdict.BROKEN
        assert seen in judged.examples


def test_what_nobody_reads_is_not_called_kept(nothing_special, aino):
    judged = verdict(NEVER)
    assert judged.verdict is Verdict.NOT_TESTED  # Aino's note may say anything
    assert "1 notes, messages and files was not read" in judged.note
    assert judged.checked == structure.columns().columns


def test_where_nothing_is_written_the_columns_are_all_there_is(nothing_special):
    judged = verdict(NEVER)
    assert judged.verdict is Verdict.KEPT
    assert "tables were looked at" in judged.note


def _off(table, trigger):
    """Takes a trigger away, and brings it back."""
    if connection.vendor == "postgresql":
        alter = f"ALTER TABLE {table} {{}} TRIGGER {trigger}"
        return alter.format("DISABLE"), alter.format("ENABLE")
    with connection.cursor() as cursor:
        cursor.execute("SELECT sql FROM sqlite_master WHERE name = %s", [trigger])
        return f"DROP TRIGGER {trigger}", cursor.fetchone()[0]


@pytest.mark.parametrize(
    ("table", "trigger"),
    [
        ("ledger_entry", "ledger_entry_kept"),
        ("ledger_payload", "ledger_payload_expired"),
        ("ledger_read_whose", "ledger_read_whose_unchanged"),
    ],
)
def test_a_trigger_of_the_ledger_that_is_gone_is_seen(aino, undone, table, trigger):
    assert verdict("protection.reads-recorded").verdict is Verdict.KEPT
    undone(*_off(table, trigger))
    judged = verdict("protection.reads-recorded")
    assert judged.verdict is Verdict.BROKEN
    assert any(trigger in example for example in judged.examples)


def test_a_trigger_that_does_nothing_any_more_is_seen(aino, undone):
    """It bears the name, on the table, and refuses nothing."""
    drop = "DROP TRIGGER ledger_entry_unchanged"
    if connection.vendor == "postgresql":
        idle = "BEGIN RETURN NULL; END"
        undone(
            "CREATE FUNCTION idle() RETURNS trigger LANGUAGE plpgsql AS"
            f" $$ {idle} $$; {drop} ON ledger_entry; CREATE TRIGGER ledger_entry_unchanged"
            " BEFORE UPDATE OR TRUNCATE ON ledger_entry FOR EACH STATEMENT"
            " EXECUTE FUNCTION idle()",
            f"{drop} ON ledger_entry; DROP FUNCTION idle;"
            " CREATE TRIGGER ledger_entry_unchanged BEFORE UPDATE OR TRUNCATE ON ledger_entry"
            " FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse()",
        )
    else:
        statement, back = _off("ledger_entry", "ledger_entry_unchanged")
        undone(statement, back)
        idle = "BEFORE UPDATE ON ledger_entry BEGIN SELECT 1; END"
        undone(f"CREATE TRIGGER ledger_entry_unchanged {idle}", drop)
    assert "not as it was made" in str(verdict("protection.reads-recorded").examples)


def test_a_trigger_of_a_search_index_that_is_gone_is_seen(aino, undone):
    if connection.vendor == "postgresql":  # an index is part of its table, and needs none
        assert {table.partition("_")[0] for table, _name in structure._triggers()} == {"ledger"}
        return
    undone(*_off("records_personname", "records_personname_fts_delete"))
    for clause in ("retention.daily", "retention.relations"):
        judged = verdict(clause)
        assert judged.verdict is Verdict.BROKEN
        assert judged.examples == ("trigger records_personname_fts_delete is missing",)


def test_a_trigger_that_somebody_has_added_is_seen(aino, undone):
    if connection.vendor == "postgresql":
        undone(
            "CREATE FUNCTION aside() RETURNS trigger LANGUAGE plpgsql AS"
            " $$ BEGIN RETURN NULL; END $$; CREATE TRIGGER aside AFTER INSERT ON records_note"
            " FOR EACH ROW EXECUTE FUNCTION aside()",
            "DROP TRIGGER aside ON records_note; DROP FUNCTION aside",
        )
    else:
        undone(
            "CREATE TRIGGER aside AFTER INSERT ON records_note BEGIN SELECT new.text; END",
            "DROP TRIGGER aside",
        )
    judged = verdict("data.closed")
    assert judged.verdict is Verdict.BROKEN
    assert "trigger aside on records_note" in judged.examples[0]
