"""A purge that cannot go on says why, in words of its own for each cause; and that something
destroyed is not gone is said as the serious thing it is, for as long as it is so."""

import re
from datetime import timedelta

import pytest
from imports_hands import text
from web_hands import NOW, person

from lupaus.guard import Act, system_grant
from lupaus.keeping import finish, plan, purge, runs
from lupaus.keeping.runs import Cause
from lupaus.register import relations
from lupaus.register.values import Phone
from lupaus.web.purge.causes import CAUSES

pytestmark = pytest.mark.engine
LONG_AGO = NOW - timedelta(days=365 * 9)
TODAY = NOW.date()


@pytest.fixture
def owner(signed_in):
    """The main user; Aino's term is over, Bertta stays."""
    act = Act("bertta", "relations", LONG_AGO, "web")
    aino = person("Aino", "Äijälä", Phone("040 123 4567"), act=act)
    relations.begin_relation(act=act, party=aino, on=LONG_AGO.date() - timedelta(days=30))
    relations.end_relation(act=act, party=aino, on=LONG_AGO.date())
    person("Bertta", "Öst", Phone("050 765 4321"))
    return signed_in()


@pytest.fixture
def run(owner):
    """The number of a plan."""
    return int(owner.post("/havitys").headers["Location"].rsplit("/", 1)[1])


def act():
    return Act("aino", "", NOW, "web")


def count(run):
    return plan.preview(run).plan.rows


def changed(sql, *values):
    with system_grant("keeping", why="a test") as part:
        assert part.changed(sql, list(values))


def state(run):
    with system_grant("keeping", why="a test") as part:
        return runs.find(part, run).state


def carried_out(run):
    """Destroyed, and not looked at yet."""
    purge.execute(run, today=TODAY, act=act())
    assert state(run) == "purged"


def still_there(run):
    """The number that was destroyed is there after all: Bertta's stands for it."""
    with system_grant("matching", why="a test") as part:
        [(row,)] = part.execute("SELECT max(id) FROM records_phonenumber")
    changed("UPDATE keeping_item SET row_id = %s WHERE holding = 'records_phonenumber'", row)


def test_every_cause_has_words_of_its_own():
    assert set(CAUSES) == set(Cause)
    assert len({str(said) for said in CAUSES.values()}) == len(Cause)


@pytest.mark.parametrize(
    ("sql", "said"),
    [
        ("UPDATE keeping_run SET policy_version = 77", "Seloste on muuttunut suunnittelun"),
        ("UPDATE keeping_run SET state = 'planning'", "Suunnitelma jäi kesken."),
        ("UPDATE keeping_run SET day = '2026-03-09'", "Suunnitelma on tulevalle päivälle."),
        (
            "UPDATE keeping_run SET state = 'running', claimed_until = '2026-03-02 10:00:30'",
            "Toinen ajo hävittää tätä juuri nyt tai katkesi äsken.",
        ),
    ],
)
def test_what_stands_in_the_way_is_told_on_the_page_of_the_run(owner, run, sql, said):
    typed = count(run)
    changed(f"{sql} WHERE id = %s", run)
    answer = owner.post(f"/havitys/{run}", {"count": typed})
    assert answer.headers["Location"] == f"/havitys/{run}"
    assert said in text(owner.get("/havitys"))


def test_a_new_plan_leads_to_the_run_that_comes_first(owner, run):
    changed("UPDATE keeping_run SET state = 'running' WHERE id = %s", run)
    answer = owner.post("/havitys")
    assert answer.headers["Location"] == f"/havitys/{run}"
    assert "Tämä hävitys on kesken." in text(owner.get(f"/havitys/{run}"))


def test_what_is_not_gone_is_told_with_what_and_where_and_what_to_do(owner, run, monkeypatch):
    typed = count(run)
    honest = purge.execute

    def tampered(*args, **more):
        done = honest(*args, **more)
        still_there(run)
        return done

    monkeypatch.setattr(purge, "execute", tampered)
    answer = owner.post(f"/havitys/{run}", {"count": typed})
    assert answer.headers["Location"] == f"/havitys/{run}"
    page = text(owner.get(f"/havitys/{run}"))
    assert "Hävitetyt tiedot eivät ole poissa" in page
    assert re.search(r"[Pp]uhelin\S*: 1 tieto · 1 asiakas", page), page
    assert "Varmista uudelleen" in page
    assert "eikä uutta hävitystä voi aloittaa" in page
    assert "Hävitystä ei voi ajaa nyt" not in page


def test_the_page_says_so_until_it_is_gone_and_then_certifies(owner, run):
    carried_out(run)
    still_there(run)
    for _ in range(2):
        assert owner.post(f"/havitys/{run}").headers["Location"] == f"/havitys/{run}"
        assert "eivät ole poissa" in text(owner.get(f"/havitys/{run}"))
    changed("UPDATE keeping_item SET row_id = 987654321 WHERE holding = 'records_phonenumber'")
    page = text(owner.get(f"/havitys/{run}"))
    assert "eivät ole poissa" not in page
    assert "Varmista vielä" in page
    assert state(run) == "purged"


def test_a_run_that_awaits_its_verification_is_verified_without_a_count(
    committed_register, owner, run
):
    carried_out(run)
    page = text(owner.get(f"/havitys/{run}"))
    assert "Varmista vielä" in page
    assert "Kirjoita tietojen määrä" not in page
    assert "Hylkää suunnitelma" not in page
    answer = owner.post(f"/havitys/{run}")
    assert answer.headers["Location"] == f"/havitys/{run}/todistus"
    assert finish.certificate(run).rows


def test_a_missing_trigger_is_named(owner, run, monkeypatch):
    carried_out(run)
    monkeypatch.setattr(
        "lupaus.keeping.verification._missing", lambda _part: ("records_note_fts_delete",)
    )
    page = text(owner.get(f"/havitys/{run}"))
    assert "records_note_fts_delete" in page
    assert "herättimet" in page
