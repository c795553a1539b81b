"""What an import sets going: periods run from the days on the list, and a no outlives it."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from lupaus.guard import Act, Actor, in_force, system_grant
from lupaus.intake.batch import undo
from lupaus.intake.columns import recognise
from lupaus.intake.table import open_table
from lupaus.intake.take import Order, take_in
from lupaus.register import people, relations, trade
from lupaus.register.bans import digest
from lupaus.register.values import Email

pytestmark = pytest.mark.engine

ACT = Act("bertta", "relations", datetime(2026, 3, 2, 10, 0, tzinfo=UTC), "import")
LIST = """Nimi;Sähköposti;Asiakkuus alkanut;Viimeisin yhteydenotto;Markkinointikielto
Virtanen Aino;aino@example.fi;1.2.2020;15.1.2026;kyllä
Korhonen Kaarlo;kaarlo@example.fi;1.2.2021;28.2.2026;
"""


@pytest.fixture
def report(register, tmp_path):
    path = tmp_path / "asiakkaat.csv"
    path.write_text(LIST, encoding="cp1252")
    table = open_table(path)
    actor = Actor("bertta", "sales", in_force().purposes_of("sales"))
    return take_in(Order(table, recognise(table.headings), actor, ACT, source="customer"))


def _column(table: str, column: str) -> set:
    with system_grant("import", why="a test looks") as part:
        rows = part.execute(f"SELECT {column} FROM records_{table}")
    return {row[0] for row in rows}


def test_periods_run_from_the_days_on_the_list(report):
    days = {str(day) for day in _column("party", "last_contact_on")}
    assert days == {"2026-01-15", "2026-02-28"}
    assert {str(d) for d in _column("party", "relation_started_on")} == {
        str(date(2020, 2, 1)),
        str(date(2021, 2, 1)),
    }


def test_a_no_on_the_list_shuts_the_address_itself(report):
    assert digest("emailaddress", "Aino@Example.fi") in {
        bytes(each) for each in _column("suppression", "hmac")
    }


def test_nobody_else_on_the_list_is_shut_out(report):
    banned = {bytes(each) for each in _column("suppression", "hmac")}
    assert digest("emailaddress", "kaarlo@example.fi") not in banned


def test_the_no_stays_when_the_import_is_undone(report):
    undo(report.batch, act=ACT)
    assert _column("party", "id") == set()
    assert digest("emailaddress", "aino@example.fi") in {
        bytes(each) for each in _column("suppression", "hmac")
    }


def test_undoing_an_import_leaves_what_somebody_has_edited_since(report):
    aino = _party_of("aino@example.fi")
    [row] = _ids("emailaddress", aino)
    people.correct(act=ACT, row=row, to=Email("aino.virtanen@example.fi"))
    relations.end_relation(act=ACT, party=aino, on=date(2026, 3, 1))
    undone = undo(report.batch, act=ACT)
    assert undone.kept == (aino,)
    assert _column("emailaddress", "id") == {row}
    assert len(_column("personname", "id")) == 1, "who stays keeps the name to be found by"
    # The state that was ended by hand, and the one that began with that.
    assert _column("relationship", "party_id") == {aino}
    assert len(_column("relationship", "id")) == 2


def test_undoing_an_import_leaves_an_invoice_whose_payment_was_entered(register, tmp_path):
    path = tmp_path / "laskut.csv"
    path.write_text(
        "Nimi;Laskun numero;Laskun päiväys;Laskun summa\n"
        "Virtanen Aino;17;1.2.2026;10,00\nVirtanen Bertta;18;1.2.2026;10,00\n",
        encoding="cp1252",
    )
    table = open_table(path)
    actor = Actor("bertta", "owner", in_force().purposes_of("owner"))
    books = replace(ACT, purpose="accounting")
    taken = take_in(Order(table, recognise(table.headings), actor, books, source="customer"))
    paid = min(_column("invoice", "id"))
    trade.mark_paid(act=books, invoice=paid)
    undo(taken.batch, act=books)
    assert _column("invoice", "id") == {paid}


def _party_of(address: str) -> int:
    with system_grant("export", why="a test looks", at=ACT.at) as part:
        sql = "SELECT party_id FROM records_emailaddress WHERE address = %s"
        return part.execute(sql, [address])[0][0]


def _ids(table: str, party: int) -> list[int]:
    with system_grant("import", why="a test looks") as part:
        return [row for row, _party in part.keys(table, {"party_id": party})]
