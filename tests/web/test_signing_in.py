"""Who gets in, how, and what an account opens by itself: nothing."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils.module_loading import import_string
from web_hands import NOW, PASSWORD

from lupaus import settings
from lupaus.accounts import invitations, undoing
from lupaus.accounts.models import Invitation, Undo, User
from lupaus.guard import Act, staff
from lupaus.web.frame.middleware import TONGUE

pytestmark = pytest.mark.engine
ACT = Act("owner", "", NOW, "cli")


def test_nobody_sees_a_page_before_signing_in(site):
    answer = site.get("/asiakkaat")
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/kirjaudu")


def test_an_invited_person_chooses_a_password_once(site):
    staff.add("bertta", "sales", act=ACT)
    token = invitations.invite("bertta", at=NOW)
    assert site.get(f"/kutsu/{token}").status_code == 200
    answer = site.post(f"/kutsu/{token}", {"password": PASSWORD})
    assert answer.status_code == 302
    assert site.get("/").status_code == 200
    assert Client().get(f"/kutsu/{token}").status_code == 410


@pytest.mark.parametrize(
    ("late", "status"), [(timedelta(days=7, seconds=-1), 200), (timedelta(days=7), 410)]
)
def test_an_invitation_opens_for_a_week(site, monkeypatch, late, status):
    token = invitations.invite("bertta", at=NOW)
    monkeypatch.setattr("lupaus.web.frame.middleware.now", lambda: NOW + late)
    assert site.get(f"/kutsu/{token}").status_code == status


def test_only_the_digest_of_an_invitation_is_kept(site):
    token = invitations.invite("bertta", at=NOW)
    assert token not in "".join(map(str, Invitation.objects.values_list()))


def test_a_new_invitation_ends_the_earlier_one(site):
    first = invitations.invite("bertta", at=NOW)
    invitations.invite("bertta", at=NOW)
    assert site.get(f"/kutsu/{first}").status_code == 410


@pytest.mark.parametrize(
    ("easy", "cures"),
    [
        ("lyhyt", ("vähintään 12 merkkiä", "minst 12 tecken", "at least 12 characters")),
        ("192837465564", ("pelkkiä numeroita", "bara siffror", "only digits")),
        ("password1234", ("niin yleinen", "så vanligt", "so common")),
        ("berttabertta1", ("sama kuin tunnuksesi", "ditt användarnamn", "your user name")),
    ],
)
@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_an_easy_password_is_refused_with_the_cure(site, easy, cures, language):
    token = invitations.invite("berttabertta", at=NOW)
    site.cookies[TONGUE] = language
    answer = site.post(f"/kutsu/{token}", {"password": easy})
    assert answer.status_code == 422
    assert cures[["fi", "sv", "en"].index(language)] in answer.content.decode()
    assert not User.objects.filter(name="bertta").exists()


def test_an_account_whose_work_has_ended_opens_nothing(signed_in):
    client = signed_in("sales", name="bertta")
    assert client.get("/").status_code == 200
    staff.end("bertta", act=ACT)
    assert client.get("/").status_code == 403


def test_a_wrong_password_signs_nobody_in_and_says_so(site):
    invitations.make("aino", PASSWORD, at=NOW)
    answer = site.post("/kirjaudu", {"login": "aino", "password": "väärä-väärä-väärä"})
    assert answer.status_code == 200
    assert "_auth_user_id" not in site.session


def test_the_name_may_be_written_in_capitals(site):
    staff.add("aino", "sales", act=ACT)
    invitations.make("aino", PASSWORD, at=NOW)
    site.post("/kirjaudu", {"login": "Aino", "password": PASSWORD})
    assert site.get("/").status_code == 200


def test_guessing_is_slowed_down(site):
    invitations.make("aino", PASSWORD, at=NOW)
    for _ in range(6):
        answer = site.post("/kirjaudu", {"login": "aino", "password": "arvaus-arvaus"})
    assert "_auth_user_id" not in site.session
    right = site.post("/kirjaudu", {"login": "aino", "password": PASSWORD})
    assert answer.status_code in {200, 429}
    assert "_auth_user_id" not in site.session
    assert right.status_code in {200, 429}


@pytest.mark.parametrize(
    ("language", "said"),
    [("fi", "Liian monta yritystä"), ("sv", "För många försök"), ("en", "Too many tries")],
)
def test_whoever_tries_too_often_is_told_to_wait_in_their_own_language(site, language, said):
    site.cookies["kieli"] = language
    for _ in range(31):
        answer = site.post("/kirjaudu", {"login": "aino", "password": "arvaus-arvaus"})
        if answer.status_code == 429:
            break
    assert answer.status_code == 429
    assert said in answer.content.decode()


def test_nobody_signs_up(site):
    assert site.get("/signup/").status_code == 404
    assert site.post("/kirjaudu/uusi").status_code == 404


def test_the_second_factor_asks_for_the_password_again(signed_in):
    answer = signed_in().get("/oma/vahvistus/sovellus")
    assert answer.status_code == 302
    assert "varmista" in answer.headers["Location"]


def test_an_undo_is_unreadable_without_the_browsers_key(site):
    token = undoing.keep("aino", ("kind", {"before": "Äijälä"}), at=NOW)
    row = Undo.objects.get()
    assert "Äijälä".encode() not in bytes(row.sealed)
    assert token not in str(row.digest)


@pytest.mark.parametrize(
    ("who", "late", "opens"),
    [
        ("aino", timedelta(minutes=15, seconds=-1), True),
        ("aino", timedelta(minutes=15), False),
        ("bertta", timedelta(0), False),
    ],
)
def test_an_undo_opens_for_its_maker_for_a_quarter_of_an_hour(site, who, late, opens):
    token = undoing.keep("aino", ("kind", 1), at=NOW)
    assert (undoing.take(token, who, at=NOW + late) is not None) is opens


def test_an_undo_opens_once(site):
    token = undoing.keep("aino", ("kind", 1), at=NOW)
    taken = undoing.take(token, "aino", at=NOW)
    assert taken is not None
    assert taken.what == ("kind", 1)
    assert undoing.take(token, "aino", at=NOW) is None


def test_passwords_are_kept_as_slow_digests():
    """These claims hash quickly; nobody else does."""
    first = import_string(settings.PASSWORD_HASHERS[0])()
    assert (first.algorithm, first.work_factor) == ("scrypt", 2**14)


def test_signing_out_is_a_form_and_not_a_link(signed_in):
    client = signed_in()
    client.get("/kirjaudu/ulos")
    assert client.get("/").status_code == 200
    client.post("/kirjaudu/ulos")
    assert client.get("/").status_code == 302


def test_every_page_of_staff_stays_out_of_caches(signed_in):
    assert "no-store" in signed_in().get("/").headers["Cache-Control"]


def test_a_language_can_be_chosen_before_signing_in(site):
    site.post("/kieli", {"language": "en", "next": "/kirjaudu"})
    assert '<html lang="en"' in site.get("/kirjaudu").content.decode()


@pytest.mark.parametrize(
    "wanted",
    [
        "https://example.org/",
        "//example.org",
        "/\\example.org",
        "home",
        "ei-ole",
        "javascript:0",
    ],
)
def test_a_form_never_leads_elsewhere(site, wanted):
    answer = site.post("/kieli", {"language": "en", "next": wanted})
    assert answer.headers["Location"] == "/kirjaudu"


def test_a_change_of_language_is_told_in_the_new_one(signed_in):
    client = signed_in()
    page = client.post("/oma", {"language": "sv", "theme": ""}, follow=True).content.decode()
    assert "Inställningarna sparades." in page
    page = client.post("/oma", {"language": "fi", "theme": ""}, follow=True).content.decode()
    assert "Asetukset tallennettiin." in page
