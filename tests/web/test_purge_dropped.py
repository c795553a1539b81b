"""A plan that was dropped says that it was, when and by whom, and offers and claims nothing."""

import pytest
from imports_hands import text
from web_hands import NOW

from lupaus.guard import Act, system_grant
from lupaus.keeping import plan, runs

pytestmark = pytest.mark.engine


@pytest.fixture
def owner(signed_in):
    return signed_in()


@pytest.fixture
def run(owner):
    """A plan that somebody has made and dropped, by its number."""
    number = int(owner.post("/havitys").headers["Location"].rsplit("/", 1)[1])
    answer = owner.post(f"/havitys/{number}/hylkaa")
    assert answer.headers["Location"] == "/havitys"
    return number


def changed(sql, *values):
    with system_grant("keeping", why="a test") as part:
        assert part.changed(sql, list(values))


def look(run):
    with system_grant("keeping", why="a test") as part:
        return runs.find(part, run)


def test_it_says_when_and_by_whom_and_nothing_about_today(owner, run):
    page = owner.get(f"/havitys/{run}")
    assert page.status_code == 200
    assert "Suunnitelma hylättiin" in text(page)
    assert "Hylätty 2.3.2026 klo 12.00, aino" in text(page)
    assert "Tänään ei poistu" not in text(page)
    assert "Kaikella tallessa olevalla" not in text(page)


def test_it_has_no_button_of_its_own(owner, run):
    owner.get("/havitys")  # what was said of the dropping is read
    page = owner.get(f"/havitys/{run}").content.decode()
    main = page[page.index("<main") : page.index("</main>")]
    assert "<button" not in main
    assert f"/havitys/{run}/hylkaa" not in page


def test_of_one_dropped_before_that_was_written_down_it_is_not_made_up(owner, run):
    changed("UPDATE keeping_run SET dropped_at = NULL, dropped_by = NULL WHERE id = %s", run)
    page = text(owner.get(f"/havitys/{run}"))
    assert "Hylätty ei tiedossa, milloin ja kuka" in page


def test_the_list_says_of_it_that_nothing_was_destroyed(owner, run):
    page = text(owner.get("/havitys"))
    assert "mitään ei hävitetty · aino hylätty" in page


def test_whoever_posts_to_it_is_told_that_it_is_dropped(owner, run):
    answer = owner.post(f"/havitys/{run}", {"count": "0"})
    assert answer.headers["Location"] == f"/havitys/{run}"
    page = text(owner.get(f"/havitys/{run}"))
    assert "Suunnitelma on hylätty, eikä mitään hävitetty." in page


def test_dropping_it_again_is_no_complaint(owner, run):
    answer = owner.post(f"/havitys/{run}/hylkaa", follow=True)
    assert "jo aloitettu" not in text(answer)


def test_a_newer_plan_drops_an_older_one_under_the_name_of_who_planned(owner):
    older = plan.plan(NOW.date(), Act("bertta", "", NOW, "web")).run
    owner.post("/havitys")
    found = look(older)
    assert (found.state, found.dropped_by, found.dropped_at) == ("dropped", "aino", NOW)


def test_a_run_that_has_begun_meanwhile_is_not_dropped(owner, monkeypatch):
    number = plan.plan(NOW.date(), Act("aino", "", NOW, "web")).run
    honest = plan.drop

    def late(part, run, act):
        runs.claim(part, run.id, now=NOW)
        part.changed("UPDATE keeping_run SET state = 'running' WHERE id = %s", [run.id])
        return honest(part, run, act)

    monkeypatch.setattr(plan, "drop", late)
    answer = owner.post(f"/havitys/{number}/hylkaa")
    assert answer.headers["Location"] == f"/havitys/{number}"
    page = text(owner.get(f"/havitys/{number}"))
    assert "Hävitys on jo aloitettu: se viedään loppuun." in page
    assert "Hylkää suunnitelma" not in page
    assert look(number).state == "running"


def test_a_plan_without_rows_says_nothing_about_another_day(owner):
    number = plan.plan(NOW.date(), Act("aino", "", NOW, "web")).run
    assert "Tänään ei poistu mitään" in text(owner.get(f"/havitys/{number}"))
    changed("UPDATE keeping_run SET day = '2026-02-01' WHERE id = %s", number)
    assert "Tänään ei poistu mitään" not in text(owner.get(f"/havitys/{number}"))
