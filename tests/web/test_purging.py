"""The purge on a page: counted, typed, destroyed, certified; by the main user alone."""

from datetime import date, timedelta

import pytest
from web_hands import NOW, person

from lupaus.guard import Act, system_grant
from lupaus.keeping import plan
from lupaus.ledger.reads import reads_of
from lupaus.proof import forecast
from lupaus.proof.history import reports
from lupaus.register import relations
from lupaus.register.values import Phone

pytestmark = pytest.mark.engine
DAY = timedelta(days=1)
LONG_AGO = NOW - timedelta(days=365 * 9)


@pytest.fixture
def gone(site) -> int:
    """Somebody whose relation ended so long ago that nobody needs anything of theirs."""
    act = Act("bertta", "relations", LONG_AGO, "web")
    party = person("Aino", "Äijälä", Phone("040 123 4567"), act=act)
    day = LONG_AGO.date()
    relations.begin_relation(act=act, party=party, on=day - timedelta(days=30))
    relations.end_relation(act=act, party=party, on=day)
    return party


def _planned(client) -> tuple[str, int]:
    answer = client.post("/havitys")
    run = answer.headers["Location"]
    number = int(run.rsplit("/", 1)[1])
    return run, plan.preview(number).plan.rows


def test_the_plan_shows_how_many_go_and_by_which_promise(gone, signed_in):
    client = signed_in()
    run, rows = _planned(client)
    page = client.get(run).content.decode()
    assert rows > 0
    assert f"Kirjoita tietojen määrä: {rows}" in page
    assert "/lupaukset/retention." in page


def test_the_plan_shows_who_goes_and_what_of_them_and_that_is_a_look(gone, signed_in):
    client = signed_in()
    run, _rows = _planned(client)
    page = client.get(run).content.decode()
    number = _number(gone)
    assert "Keiden tiedot poistuvat" in page
    assert f"Asiakas {number}" in page or "Aino Äijälä" in page
    assert "puhelinnumero" in page.lower()


def test_whom_the_purposes_see_is_called_by_name_and_is_on_the_record_of_looks(
    gone, signed_in, site
):
    client = signed_in()
    seen = person("Bertta", "Äijälä")
    run = int(_planned(client)[0].rsplit("/", 1)[1])
    with system_grant("keeping", why="a test: somebody who is in sight") as part:
        part.changed(
            "INSERT INTO keeping_item (run_id, holding, party, row_id, clause)"
            " VALUES (%s, 'records_phonenumber', %s, 0, 'retention.marketing')",
            [run, seen],
        )
    page = client.get(f"/havitys/{run}").content.decode()
    assert f'<a href="/asiakkaat/{seen}">Bertta Äijälä</a>' in page
    looks = [
        read
        for read in reads_of(seen, since=LONG_AGO, until=NOW + DAY)
        if read.about == "purge-plan"
    ]
    assert looks


def test_of_many_the_first_twenty_are_shown_and_the_rest_are_counted_at_no_cost(
    gone, signed_in, statements
):
    client = signed_in()
    run = _planned(client)[0]
    client.get(run)
    with statements() as few:
        client.get(run)
    _many(int(run.rsplit("/", 1)[1]), 30)
    with statements() as many:
        page = client.get(run).content.decode()
    assert "ja 10 muuta" in page
    assert len(many) == len(few) <= 35


def _many(run: int, count: int) -> None:
    with system_grant("keeping", why="a test: many") as part:
        for party in range(1, count + 1):
            part.changed(
                "INSERT INTO keeping_item (run_id, holding, party, row_id, clause)"
                " VALUES (%s, 'records_phonenumber', %s, 0, 'retention.marketing')",
                [run, -party],
            )


def _number(party: int) -> int:
    with system_grant("keeping", why="a test") as part:
        [(number,)] = part.execute("SELECT number FROM records_party WHERE id = %s", [party])
    return int(number)


@pytest.mark.parametrize("typed", ["", "0", "kaikki", "-1", "9999999"])
def test_nothing_is_destroyed_until_the_count_is_typed(gone, signed_in, typed):
    client = signed_in()
    run, rows = _planned(client)
    answer = client.post(run, {"count": typed})
    assert answer.status_code == 422
    assert "Mitään ei hävitetty" in answer.content.decode()
    assert plan.preview(int(run.rsplit("/", 1)[1])).plan.rows == rows


def test_the_count_typed_destroys_and_leads_to_the_certificate(
    committed_register, gone, signed_in
):
    client = signed_in()
    run, rows = _planned(client)
    page = client.post(run, {"count": f" {rows} "}, follow=True).content.decode()
    assert "Hävitystodistus" in page
    assert "varmistettu" in page
    document = client.get(f"{run}/todistus.pdf")
    assert document.content.startswith(b"%PDF-")
    assert reports(1)[0].at >= NOW  # looked at anew: the list says what the purge has left
    assert "123 4567" not in client.get(f"/asiakkaat/{gone}").content.decode()


def test_a_plan_can_be_dropped_and_nothing_goes(gone, signed_in):
    client = signed_in()
    run, rows = _planned(client)
    client.post(f"{run}/hylkaa")
    _again, still = _planned(client)
    assert still == rows


def test_a_day_can_be_tried_out_without_a_plan(gone, signed_in):
    client = signed_in()
    page = client.post("/havitys/paiva", {"day": "2026-12-31"}).content.decode()
    assert "31.12.2026" in page
    assert "suunniteltu" not in client.get("/havitys").content.decode()


@pytest.mark.parametrize("day", ["", "eilen", "1026-01-01", "9999-12-31", "2026-02-29"])
def test_a_day_that_is_none_is_asked_for_again(signed_in, day):
    assert signed_in().post("/havitys/paiva", {"day": day}).status_code == 422


def test_the_calendar_tells_what_is_to_come_and_how_old_that_is(gone, signed_in):
    client = signed_in()
    forecast.look_ahead(NOW, date(2026, 3, 2))
    page = client.get("/havitys").content.decode()
    assert "laskettu 2.3.2026 klo 12.00" in page
    assert 'class="calendar"' in page


def test_staff_without_the_main_users_right_see_none_of_it(gone, signed_in):
    client = signed_in("sales", name="bertta")
    assert client.get("/havitys").status_code == 403
    assert client.post("/havitys").status_code == 403
