"""The first page of the morning: what is to be done, at risk, and next."""

from datetime import timedelta

import pytest
from web_hands import NOW, person

from lupaus.guard import Act
from lupaus.proof import forecast, history
from lupaus.proof.check import check
from lupaus.register import followups, permissions
from lupaus.register.followups import FollowUp
from lupaus.register.permissions import Given

pytestmark = pytest.mark.engine
ACT = Act("bertta", "relations", NOW, "web")


def _remind(text: str, day, whose: str = "") -> int:
    party = person("Aino", "Äijälä")
    entered = followups.add(act=ACT, party=party, followup=FollowUp(text, day, whose))
    return entered.ids[0]


def test_an_empty_register_says_what_to_do_first(signed_in):
    page = signed_in().get("/").content.decode()
    assert "Tuo asiakkaat" in page


@pytest.mark.parametrize(
    ("days", "badge"), [(-1, "badge broken"), (0, "tänään"), (1, 'class="badge">3.3.2026')]
)
def test_what_is_to_be_done_tells_its_day(signed_in, days, badge):
    _remind("soita laskusta", NOW.date() + timedelta(days=days))
    page = signed_in().get("/").content.decode()
    assert "soita laskusta" in page
    assert badge in page


@pytest.mark.parametrize(("days", "said"), [((6,), ""), ((7,), "myöhemmin 1"),
                                            ((8, 90), "myöhemmin 2")])  # fmt: skip
def test_how_many_wait_from_next_week_on_is_told(signed_in, days, said):
    for ahead in days:
        _remind("soita", NOW.date() + timedelta(days=ahead))
    page = signed_in().get("/").content.decode()
    assert "myöhemmin" not in page if not said else said in page


def test_what_is_somebody_elses_is_not_mine(signed_in):
    kaarlo, bertta = (signed_in("sales", name=name) for name in ("kaarlo", "bertta"))
    _remind("vain bertalle", NOW.date(), "bertta")
    assert "vain bertalle" not in kaarlo.get("/").content.decode()
    assert "vain bertalle" in bertta.get("/").content.decode()


def test_what_has_been_done_is_gone_and_comes_back_by_undo(signed_in):
    client = signed_in()
    task = _remind("soita", NOW.date())
    answer = client.post(f"/tehtava/{task}/tehty", follow=True)
    page = answer.content.decode()
    assert "Merkittiin tehdyksi" in page
    assert "Tehty: soita" not in page
    token = page.split('name="token" value="')[1].split('"')[0]
    again = client.post("/kumoa", {"token": token}, follow=True).content.decode()
    assert "Tehty: soita" in again


def test_bookkeeping_is_told_of_no_reminder_that_it_may_not_see(signed_in):
    _remind("salaisuus", NOW.date())
    assert "salaisuus" not in signed_in("bookkeeping", name="kaarlo").get("/").content.decode()
    assert "salaisuus" in signed_in("sales", name="bertta").get("/").content.decode()


def test_the_last_check_and_the_next_purge_are_shown_with_their_age(signed_in):
    client = signed_in()
    history.keep(check(NOW), actor="lupaus", at=NOW, via="worker")
    forecast.look_ahead(NOW, NOW.date())
    page = client.get("/").content.decode()
    assert "Tarkistettu 2.3.2026 klo 12.00" in page
    assert "Vuoden sisällä ei vanhene mitään" in page


def test_bookkeeping_is_not_told_of_a_ban_that_it_may_not_see(signed_in):
    party = person("Aino", "Äijälä")
    act = Act("bertta", "relations", NOW, "web")
    given = Given("puhelimessa")
    permissions.object_to(act=act, party=party, purpose="marketing", channel=None, given=given)
    sales, books = signed_in("sales", name="bertta"), signed_in("bookkeeping", name="kaarlo")
    assert "kirjasi kiellon" in sales.get("/").content.decode()
    told = books.get("/").content.decode()
    assert "Aino Äijälä" in told
    assert "kirjasi kiellon" not in told
