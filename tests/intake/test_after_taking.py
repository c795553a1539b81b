"""What an import sets going: periods run from the days on the list, and a no outlives it."""

from datetime import UTC, date, datetime

import pytest

from lupaus.guard import Act, Actor, in_force, system_grant
from lupaus.intake.batch import undo
from lupaus.intake.columns import recognise
from lupaus.intake.table import open_table
from lupaus.intake.take import Order, take_in
from lupaus.register.bans import digest

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
