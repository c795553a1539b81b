"""An import is taken out again on the pages: in three piles, by its count, by whom it may be;
and the work behind a request ends well or leaves everything as it was."""

import re
import sys
import threading

import pytest
from imports_hands import LIST, begun, counted, text
from web_hands import NOW, person

from lupaus.guard import Act, system_grant
from lupaus.intake import batch as batches
from lupaus.intake import draft as drafts
from lupaus.intake.draft import store
from lupaus.register.people import add_details
from lupaus.register.values import Email, Phone
from lupaus.web.imports import job

pytestmark = pytest.mark.engine


@pytest.fixture
def at_once(monkeypatch):
    monkeypatch.setattr(job, "behind", lambda work: work())


@pytest.fixture
def owner(signed_in, at_once):
    return signed_in()


def taken(client, content=LIST, **said):
    """The number of the import."""
    list_ = begun(client, content)
    client.post(f"{list_}/esikatselu", said)
    page = client.get(f"{list_}/tulos").content.decode()
    return re.search(r"/tuonti/(\d+)/kumoa", page)[1]


def the_count(client, batch):
    page = client.get(f"/tuonti/{batch}/kumoa").content.decode()
    return re.search(r'data-must-be="(\d+)"', page)[1]


def test_what_would_be_undone_is_shown_and_typed_before_it_is(owner):
    batch = taken(owner)
    page = text(owner.get(f"/tuonti/{batch}/kumoa"))
    assert "Poistuu kokonaan 2 asiakasta" in page
    for typed in ("", "1", "kaikki"):
        answer = owner.post(f"/tuonti/{batch}/kumoa", {"count": typed})
        assert answer.status_code == 422
        assert "Mitään ei kumottu" in text(answer)
    assert counted("personname") == 2
    count = the_count(owner, batch)
    answer = owner.post(f"/tuonti/{batch}/kumoa", {"count": f" {count} "}, follow=True)
    assert f"Tietoja poistui {count}" in text(answer)
    assert counted("personname") == 0
    page = owner.get("/tuonti")
    assert "kumottu" in text(page)
    result = re.search(r"/tuonti/\d+/tulos", page.content.decode())[0]
    assert "se on sittemmin kumottu" in text(owner.get(result))
    assert f"/tuonti/{batch}/kumoa" not in owner.get(result).content.decode()
    assert "on jo kumottu" in text(owner.get(f"/tuonti/{batch}/kumoa"))


def test_what_somebody_has_worked_on_since_is_in_a_pile_of_its_own(owner):
    person("Aino", "Äijälä", Email("aino@example.fi"))
    batch = taken(owner)
    with system_grant("matching", why="a test looks") as part:
        [(asa,)] = part.execute("SELECT party_id FROM records_personname WHERE family = 'Öst'")
    act = Act("bertta", "relations", NOW, "web")
    add_details(act=act, party=asa, details=[Phone("050 123 4567")])
    page = text(owner.get(f"/tuonti/{batch}/kumoa"))
    assert "Jätetään, koska muokattu tuonnin jälkeen" in page
    assert "Åsa Öst" in page
    count = the_count(owner, batch)
    answer = owner.post(f"/tuonti/{batch}/kumoa", {"count": count}, follow=True)
    assert "Jätettiin, koska muokattu tuonnin jälkeen" in text(answer)
    assert "Åsa Öst" in text(answer)


def test_a_ban_that_came_with_the_list_is_told_as_what_cannot_be_undone(owner):
    batch = taken(owner, "Nimi;Sähköposti;Markkinointikielto\nAino Ö;aino@example.fi;kyllä\n")
    page = text(owner.get(f"/tuonti/{batch}/kumoa"))
    assert "Ei voida perua" in page
    assert "Vain henkilö itse purkaa kiellon." in page


def test_a_count_that_has_changed_since_it_was_shown_undoes_nothing(owner):
    batch = taken(owner)
    shown = the_count(owner, batch)
    with system_grant("import", why="a test edits") as part:
        [(row,)] = part.execute("SELECT min(id) FROM records_emailaddress")
        part.update("records_emailaddress", {"batch_id": None}, {"id": row})
    answer = owner.post(f"/tuonti/{batch}/kumoa", {"count": shown, "shown": shown})
    assert answer.status_code == 422
    assert "Rekisteri on muuttunut sillä välin" in text(answer)
    assert counted("emailaddress") == 2


def test_the_main_user_undoes_any_import_and_others_their_own(owner, signed_in):
    sales = signed_in("sales", name="bertta")
    of_owner, of_sales = taken(owner), taken(sales, LIST.replace("Aino", "Anna"))
    assert sales.get(f"/tuonti/{of_owner}/kumoa").status_code == 403
    assert sales.post(f"/tuonti/{of_owner}/kumoa", {"count": "1"}).status_code == 403
    assert f"/tuonti/{of_owner}/kumoa" not in sales.get("/tuonti").content.decode()
    assert sales.get(f"/tuonti/{of_sales}/kumoa").status_code == 200
    assert owner.get(f"/tuonti/{of_sales}/kumoa").status_code == 200


def test_of_no_import_there_is_nothing_to_undo(owner):
    assert owner.get("/tuonti/77/kumoa").status_code == 404
    assert owner.post("/tuonti/77/kumoa").status_code == 404
    assert owner.get("/tuonti/77/kumottu").status_code == 404


def test_the_page_afterwards_stands_on_no_address_of_somebodys_making(owner):
    batch = taken(owner)
    for word in ("", "x", "A" * 3000):
        answer = owner.get(f"/tuonti/{batch}/kumottu", {"x": word})
        assert answer.status_code == 200


def later(count):
    """So many imports come into sight after what is there; the number of the last."""
    with system_grant("import", why="a test imports") as part:
        for _ in range(count):
            number = batches.begin(part, origin="", source="customer", at=NOW)
            part.update("records_batch", {"state": "visible"}, {"id": number})
    return number


def test_an_import_is_undone_however_many_have_come_after_it(owner):
    batch = taken(owner)
    later(51)
    count = the_count(owner, batch)
    answer = owner.post(f"/tuonti/{batch}/kumoa", {"count": count}, follow=True)
    assert answer.status_code == 200
    assert f"Tietoja poistui {count}" in text(answer)
    assert counted("personname") == 0


def test_every_import_stands_on_some_page_of_the_list(owner):
    batch = int(taken(owner))
    last = later(100)
    found, address, pages = [], "/tuonti", 0
    while address:
        page = owner.get(address).content.decode()
        found += map(int, re.findall(r"/tuonti/(\d+)/kumoa", page))
        older = re.search(r'rel="next" href="([^"#]+)', page)
        address, pages = (older[1] if older else ""), pages + 1
    assert pages == 3
    assert found == sorted({*found}, reverse=True)
    assert (found[0], found[-1], len(found)) == (last, batch, 101)


@pytest.mark.parametrize("before", ["", "x", "-1", "²", "0", "9" * 19, "9" * 400])
def test_whatever_stands_in_the_address_the_list_is_shown(owner, before):
    taken(owner)
    assert owner.get("/tuonti", {"ennen": before}).status_code == 200


@pytest.mark.parametrize("count", [50, 51])
def test_there_is_a_next_page_when_there_is_something_on_it(owner, count):
    later(count)
    page = owner.get("/tuonti").content.decode()
    assert ('rel="next"' in page) == (count > 50)


# -- behind the request ----------------------------------------------------------------------


def test_a_server_that_stops_takes_nothing_in_and_offers_again(signed_in, monkeypatch):
    owner = signed_in()
    monkeypatch.setattr(job, "behind", lambda _work: None)  # as a kill leaves it
    list_ = begun(owner)
    owner.post(f"{list_}/esikatselu")
    page = text(owner.get(f"{list_}/eteneminen"))
    assert "Luetteloa tuodaan" in page
    assert owner.get(f"{list_}/sarakkeet").headers["Location"] == f"{list_}/eteneminen"
    monkeypatch.setattr("lupaus.web.frame.middleware.now", lambda: NOW + store.LEASE)
    page = text(owner.get(f"{list_}/eteneminen"))
    assert "Tuonti keskeytyi, eikä mitään tullut sisään" in page
    assert "keskeytyi, mitään ei tullut sisään" in text(owner.get("/tuonti"))
    assert counted("party") == 0
    monkeypatch.setattr(job, "behind", lambda work: work())
    owner.post(f"{list_}/esikatselu")
    assert "2 uutta asiakasta" in text(owner.get(f"{list_}/tulos"))


def test_an_error_of_ours_leaves_the_list_as_it_was_and_says_so(owner, monkeypatch, caplog):
    def breaks(*_args, **_options):
        raise RuntimeError(value)

    value = "aino@example.fi"
    list_ = begun(owner)
    monkeypatch.setattr(sys.modules["lupaus.intake.draft.commit"], "take_in", breaks)
    owner.post(f"{list_}/esikatselu")
    assert owner.get(f"{list_}/eteneminen").headers["Location"] == f"{list_}/esikatselu"
    assert "Tuonti keskeytyi, eikä mitään tullut sisään." in text(
        owner.get(f"{list_}/esikatselu")
    )
    assert "RuntimeError" in caplog.text
    assert value not in caplog.text


def test_the_part_of_the_page_that_asks_is_led_on(owner):
    list_ = begun(owner)
    owner.post(f"{list_}/esikatselu")
    answer = owner.get(f"{list_}/eteneminen", headers={"HX-Request": "true"})
    assert answer.headers["HX-Redirect"] == f"{list_}/tulos"


def test_the_work_is_done_behind_the_request_on_connections_of_its_own(
    committed_register, signed_in
):
    """With a real thread, as the server does it."""
    client = signed_in()
    list_ = begun(client)
    try:
        client.post(f"{list_}/esikatselu")
        for thread in threading.enumerate():
            if thread.name == "lupaus-import":
                thread.join(30)
        assert client.get(f"{list_}/eteneminen").headers["Location"] == f"{list_}/tulos"
        assert counted("personname") == 2
    finally:
        number = int(list_.rsplit("/", 1)[1])
        drafts.discard(number, act=Act("aino", "relations", NOW, "web"))
        with system_grant("import", why="a test is over") as part:
            part.changed("DELETE FROM intake_mapping WHERE id > 0")
            part.changed("DELETE FROM intake_taken WHERE id > 0")
