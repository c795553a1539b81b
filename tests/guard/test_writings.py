"""What an act writes, and that it stands or falls whole."""

from datetime import date, timedelta

import pytest
from bypass.world import NOW, TODAY, actor
from django.db import IntegrityError, connection

from lupaus.guard import Refused, system_grant
from lupaus.ledger.entry import Event
from lupaus.records.catalogue import CLAIMS

COLUMNS = ("party_id", "address", "folded", "kind", "source", "sourced_on")


def mail(party, address="x@example.fi"):
    return (party, address, address, "", "customer", TODAY)


def count(table):
    with system_grant("proof", why="count") as part:
        return part.execute(f"SELECT count(*) FROM records_{table}")[0][0]


def test_one_row_gets_an_id(world):
    with world.act("marketing") as w:
        [row] = w.insert("emailaddress", COLUMNS, [mail(world.bertta)])
        assert w.keys("emailaddress", {"id": row}) == ((row, world.bertta),)


@pytest.mark.parametrize("many", [2, 15, 16, 1200])
def test_many_rows_get_ids_in_their_order(world, many):
    with world.act("marketing") as w:
        rows = [mail(world.bertta, f"{i}@example.fi") for i in range(many)]
        ids = w.insert("emailaddress", COLUMNS, rows)
        assert len(set(ids)) == many
        again = w.insert("emailaddress", COLUMNS, rows)
        assert not set(ids) & set(again)
        w.delete("emailaddress", {"id": again})
    with world.marketing() as r:
        sql = f"SELECT id, address FROM {r.view('emailaddress')}"
        found = dict(r.rows(lambda *row: row, sql))
    assert [found[i] for i in ids] == [row[1] for row in rows]


def test_ids_taken_beforehand_are_not_given_again(world):
    with world.act("marketing") as w:
        ids = w.ids("emailaddress", 3)
        [other] = w.insert("emailaddress", COLUMNS, [mail(world.bertta)])
        assert other not in ids
        rows = [(i, *mail(world.bertta)) for i in ids]
        assert list(w.insert("emailaddress", ("id", *COLUMNS), rows)) == list(ids)


def test_no_rows_are_no_work(world):
    with world.act("marketing") as w:
        assert w.insert("emailaddress", COLUMNS, []) == ()


def test_every_value_may_be_set_by_its_own_row(world):
    with world.act("marketing") as w:
        ids = w.insert("emailaddress", COLUMNS, [mail(world.bertta), mail(world.bertta)])
        rows = [(row, (f"{row}@example.fi",)) for row in ids]
        w.update_each("emailaddress", ("address",), rows)
    with world.marketing() as r:
        sql = f"SELECT id, address FROM {r.view('emailaddress')}"
        found = dict(r.rows(lambda *row: row, sql))
    assert all(found[row] == f"{row}@example.fi" for row in ids)


def test_more_keys_than_a_statement_holds_are_taken_in_turns(world):
    with world.act("marketing") as w:
        rows = [mail(world.bertta) for _ in range(1100)]
        ids = w.insert("emailaddress", COLUMNS, rows)
        assert w.update("emailaddress", {"kind": "x"}, {"id": ids}) == 1100
        assert w.delete("emailaddress", {"id": ids}) == 1100


def test_an_act_that_fails_leaves_nothing(world):
    before = count("emailaddress")
    with pytest.raises(ZeroDivisionError), world.act("marketing") as w:  # noqa: PT012 - fails late
        w.insert("emailaddress", COLUMNS, [mail(world.bertta)])
        raise ZeroDivisionError
    assert count("emailaddress") == before


def test_an_act_that_is_refused_leaves_nothing(world):
    before = count("emailaddress")
    with pytest.raises(Refused), world.act("marketing") as w:  # noqa: PT012 - refused late
        w.insert("emailaddress", COLUMNS, [mail(world.bertta)])
        w.insert("phonenumber", ("party_id",), [(world.bertta,)])
    assert count("emailaddress") == before


def test_the_engine_holds_what_it_can(world):
    with pytest.raises(IntegrityError), world.act("marketing") as w:
        w.insert("emailaddress", COLUMNS, [mail(world.bertta, "no sign")])


def test_what_was_done_is_in_the_ledger_with_names_only(world):
    with world.act("marketing") as w:
        w.insert("emailaddress", COLUMNS, [mail(world.bertta)])
        w.log(Event.RECORD_CORRECTED, whose=[world.bertta], fields=["emailaddress"])
    with connection.cursor() as cursor:
        cursor.execute("SELECT payload FROM ledger_payload ORDER BY seq DESC LIMIT 1")
        payload = cursor.fetchone()[0]
    text = payload if isinstance(payload, str) else bytes(payload).decode()
    assert '"record-corrected"' in text
    assert '"marketing"' in text
    assert "example.fi" not in text


def test_the_ledger_forgets_an_act_that_failed(world):
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM ledger_entry")
        before = cursor.fetchone()
        with pytest.raises(ZeroDivisionError), world.act("marketing") as w:  # noqa: PT012 - fails late
            w.log(Event.RECORD_CORRECTED, whose=[world.bertta])
            raise ZeroDivisionError
        cursor.execute("SELECT count(*) FROM ledger_entry")
        assert cursor.fetchone() == before


def test_a_date_of_the_spine_moves_forward_only(world):
    with world.act("relations") as w:
        assert w.advance("last_contact_on", TODAY - timedelta(days=1), [world.bertta]) == 0
        assert w.advance("last_contact_on", TODAY + timedelta(days=1), [world.bertta]) == 1
        assert w.advance("last_invoice_on", date(2020, 2, 29), [world.bertta]) == 1
        with pytest.raises(ValueError, match="does not move by itself"):
            w.advance("relation_ended_on", TODAY, [world.bertta])


@pytest.mark.parametrize("column", ["id; DROP TABLE records_note", "a b", "x'", 'x"'])
def test_a_column_is_a_name(world, column):
    with world.act("marketing") as w:
        with pytest.raises(ValueError, match="is not a column"):
            w.update("emailaddress", {column: 1}, {"id": 1})
        with pytest.raises(ValueError, match="is not a column"):
            w.insert("emailaddress", (column, "party_id"), [(1, 2)])
        with pytest.raises(ValueError, match="is not a column"):
            w.delete("emailaddress", {column: 1})


def test_an_act_needs_exactly_one_key(world):
    with world.act("marketing") as w, pytest.raises(ValueError, match="one key column"):
        w.delete("emailaddress", {})


def test_every_purpose_writes_all_its_tables(world):
    for purpose in ("delivery", "relations", "accounting", "claims", "marketing"):
        with world.act(purpose) as w:
            for claim in CLAIMS:
                table = claim.table.removeprefix("records_")
                if w.covers(table) and table != "permission":
                    w.update(table, {"source": "customer"}, {"party_id": world.bertta})
                    w.delete(table, {"party_id": world.sanni})


def test_keeping_removes_without_seeing(world):
    with system_grant("keeping", why="a test") as part:
        part.delete("note", {"party_id": [world.aino, world.bertta]})
        assert part.changed("DELETE FROM records_emailaddress WHERE sourced_on <= %s", [TODAY])
    assert count("note") == 3


def test_an_actor_of_the_role_acts(world):
    act = actor("sales").act("marketing", at=NOW, via="cli", why="a test")
    assert (act.actor, act.purpose) == ("bertta", "marketing")
