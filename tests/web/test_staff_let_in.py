"""Letting people in and out: names of their own, one role each, a link that is shown once."""

import re
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from web_hands import BACKEND, NOW, PASSWORD, person

from lupaus.accounts import invitations
from lupaus.accounts.models import User
from lupaus.accounts.standing import Standing, every, standing
from lupaus.accounts.taking import end_sessions, remove_factors
from lupaus.guard import Act, Actor, in_force, reading, staff
from lupaus.ledger import pages
from lupaus.ledger.entry import Event
from lupaus.register import agenda, followups
from lupaus.register.followups import FollowUp

pytestmark = pytest.mark.engine
ACT = Act("owner", "", NOW, "cli")


def text(answer) -> str:
    return " ".join(answer.content.decode().split())


def told() -> tuple[str, str, str]:
    """Of the last entry: what, about whom, and why."""
    line = pages.page(pages.Wanted(), size=1).lines[0]
    return line.event, line.whom, line.clause


def link_in(answer) -> str:
    [link] = re.findall(r"http://testserver(/kutsu/[\w-]+)", answer.content.decode())
    return link


@pytest.fixture
def owner(site, signed_in) -> Client:
    return signed_in()


@pytest.fixture
def bertta(owner) -> Client:
    """Somebody who works in sales, signed in."""
    staff.add("bertta", "sales", act=ACT, pledged_on=NOW.date())
    client = Client()
    client.force_login(invitations.make("bertta", PASSWORD, at=NOW), backend=BACKEND)
    return client


# --- letting in ------------------------------------------------------------------------------


def test_an_invitation_gives_a_link_that_opens_an_account_once(owner):
    answer = owner.post("/henkilosto/kutsu", {"name": "Bertta", "role": "sales"})
    assert answer.status_code == 200
    link = link_in(answer)
    assert told() == (Event.USER_ADDED, "bertta", "")
    newcomer = Client()
    entered = newcomer.post(link, {"password": PASSWORD})
    assert entered.headers["Location"] == "/oma/kirjaaminen"
    assert newcomer.get("/").status_code == 200
    assert Client().get(link).status_code == 410


def test_the_link_is_in_no_other_answer_and_in_no_cache(owner):
    answer = owner.post("/henkilosto/kutsu", {"name": "bertta", "role": "sales"})
    token = link_in(answer).rsplit("/", 1)[1]
    assert "no-store" in answer.headers["Cache-Control"]
    assert token not in str(answer.headers)
    assert token not in str(answer.cookies)
    assert token not in owner.get("/henkilosto").content.decode()
    assert token not in owner.get("/henkilosto/tunnus/bertta").content.decode()


@pytest.mark.parametrize(
    "name",
    [
        "",
        "Aino Äijälä",
        "1aino",
        "aino@example.fi",
        "x" * 65,
        "<b>",
        "myynti",
        "INFO",
        "admin",
        "sales",
        "owner",
        "aino",
        "AINO",
        "a\u202eb",
        "\x00",
    ],
)
def test_a_name_that_is_no_persons_or_taken_is_refused_beside_its_field(owner, name):
    before = len(staff.members())
    answer = owner.post("/henkilosto/kutsu", {"name": name, "role": "sales"})
    assert answer.status_code == 422
    assert "Tarkista nämä" in text(answer)
    assert len(staff.members()) == before


def test_a_name_that_somebody_had_is_never_given_again(owner):
    staff.add("kaarlo", "sales", act=ACT)
    staff.end("kaarlo", act=ACT)
    answer = owner.post("/henkilosto/kutsu", {"name": "kaarlo", "role": "sales"})
    assert answer.status_code == 422
    assert "tai on ollut" in text(answer)


@pytest.mark.parametrize("role", ["", "keisari", "<b>"])
def test_a_role_that_the_policy_does_not_know_is_refused(owner, role):
    answer = owner.post("/henkilosto/kutsu", {"name": "bertta", "role": role})
    assert answer.status_code == 422


def test_every_role_says_its_purposes_in_words(owner):
    page = text(owner.get("/henkilosto/kutsu"))
    roles = in_force().policy.roles
    assert set(roles) == {"sales", "support", "bookkeeping"}
    for code, role in roles.items():
        assert f'value="{code}"' in page
        assert (role.name or {}).get("fi", code) in page


@pytest.mark.parametrize(("days", "status"), [(-1, 200), (0, 200), (1, 422)])
def test_where_the_notice_promises_undertakings_their_day_is_asked(
    owner, monkeypatch, days, status
):
    monkeypatch.setattr(staff, "promises_pledge", lambda: True)
    assert owner.post("/henkilosto/kutsu", {"name": "bertta", "role": "sales"}).status_code == (
        422
    )
    day = (NOW + timedelta(days=days)).date().isoformat()
    given = {"name": "bertta", "role": "sales", "pledged_on": day}
    assert owner.post("/henkilosto/kutsu", given).status_code == status


def test_a_missing_day_is_entered_later_and_is_in_the_ledger(owner, bertta, monkeypatch):
    monkeypatch.setattr(staff, "promises_pledge", lambda: True)
    staff.add("kaarlo", "sales", act=ACT)
    assert "ei kirjattu" in text(owner.get("/henkilosto"))
    address = "/henkilosto/tunnus/kaarlo/sitoumus"
    late = (NOW + timedelta(days=1)).date().isoformat()
    assert owner.post(address, {"pledged_on": late}).status_code == 422
    assert owner.post(address, {"pledged_on": "2026-03-02"}).status_code == 302
    assert told() == (Event.USER_CHANGED, "kaarlo", "")


# --- a lost password -------------------------------------------------------------------------


def test_a_new_link_gives_a_new_password_and_is_in_the_ledger(owner, bertta):
    answer = owner.post("/henkilosto/tunnus/bertta/linkki")
    assert told() == (Event.USER_INVITED, "bertta", "")
    fresh = Client()
    assert fresh.post(link_in(answer), {"password": "uusi-uusi-uusi"}).status_code == 302
    fresh.post("/kirjaudu/ulos")
    fresh.post("/kirjaudu", {"login": "bertta", "password": "uusi-uusi-uusi"})
    assert fresh.get("/").status_code == 200


def test_a_new_password_opens_nothing_past_the_second_factor(owner, bertta):
    """Whoever makes or steals the link has no phone."""
    _with_phone("bertta")
    answer = owner.post("/henkilosto/tunnus/bertta/linkki")
    somebody = Client()
    entered = somebody.post(link_in(answer), {"password": "uusi-uusi-uusi"})
    assert entered.headers["Location"] == "/kirjaudu"
    assert somebody.get("/").status_code == 302


# --- another role ----------------------------------------------------------------------------


def test_a_role_is_changed_and_changed_back(owner, bertta):
    wanted = next(r for r in in_force().policy.roles if r not in {"sales", "owner"})
    owner.post("/henkilosto/tunnus/bertta/rooli", {"role": wanted})
    assert staff.actor("bertta").role == wanted
    assert told()[:2] == (Event.USER_CHANGED, "bertta")
    page = owner.get("/henkilosto/tunnus/bertta").content.decode()
    [token] = re.findall(r'name="token" value="([\w=-]+)"', page)
    owner.post("/kumoa", {"token": token})
    assert staff.actor("bertta").role == "sales"


def test_an_undo_leaves_a_later_change_alone(owner, bertta):
    first, second = [r for r in in_force().policy.roles if r not in {"sales", "owner"}][:2]
    owner.post("/henkilosto/tunnus/bertta/rooli", {"role": first})
    page = owner.get("/henkilosto/tunnus/bertta").content.decode()
    [token] = re.findall(r'name="token" value="([\w=-]+)"', page)
    staff.change_role("bertta", second, act=ACT)
    owner.post("/kumoa", {"token": token})
    assert staff.actor("bertta").role == second


@pytest.mark.parametrize("what", ["rooli", "paata", "linkki", "vahvistus"])
def test_nobody_shuts_themselves_out(owner, what):
    assert owner.post(f"/henkilosto/tunnus/aino/{what}", {"role": "sales"}).status_code == 403
    assert staff.actor("aino").role == "owner"


@pytest.mark.parametrize("what", ["", "/rooli", "/paata", "/linkki", "/vahvistus", "/sitoumus"])
def test_only_the_main_user_lets_people_in_and_out(owner, bertta, what):
    method = bertta.post if what else bertta.get
    assert method(f"/henkilosto/tunnus/aino{what}").status_code == 403
    assert bertta.get("/henkilosto").status_code == 403
    assert bertta.post("/henkilosto/kutsu", {"name": "x", "role": "owner"}).status_code == 403


def test_nobody_there_is_no_page(owner):
    assert owner.get("/henkilosto/tunnus/kukaan").status_code == 404
    assert owner.post("/henkilosto/tunnus/kukaan/paata").status_code == 404


# --- the second factor -----------------------------------------------------------------------


def _with_phone(name: str) -> None:
    user = User.objects.get(name=name)
    for kind in (Authenticator.Type.TOTP, Authenticator.Type.RECOVERY_CODES):
        Authenticator.objects.create(user=user, type=kind, data={})


def test_a_lost_second_factor_is_removed_with_its_reason_and_everything_signed_out(
    owner, bertta
):
    _with_phone("bertta")
    assert "sovellus" in text(owner.get("/henkilosto"))
    address = "/henkilosto/tunnus/bertta/vahvistus"
    assert owner.post(address, {}).status_code == 422
    assert Authenticator.objects.count() == 2
    owner.post(address, {"reason": "lost-device"})
    assert told() == (Event.SECOND_FACTOR_REMOVED, "bertta", "reason.lost-device")
    assert not Authenticator.objects.exists()
    assert bertta.get("/").status_code == 302
    assert owner.get("/").status_code == 200
    assert "laite kadonnut" in text(owner.get("/tapahtumat"))


def test_removing_what_is_not_there_removes_nobody_elses(owner, bertta):
    _with_phone("aino")
    assert remove_factors("bertta") == 0
    assert remove_factors("kukaan") == 0
    assert end_sessions("kukaan") == 0
    assert Authenticator.objects.count() == 2


# --- leaving ---------------------------------------------------------------------------------


def _reminder(whose: str) -> None:
    to_do = FollowUp("soita", NOW.date(), whose)
    act = Act("bertta", "relations", NOW, "web")
    followups.add(act=act, party=person(), followup=to_do)


def _reminders(whose: str) -> int:
    who = Actor("aino", "owner", frozenset(in_force().policy.purposes))
    with reading(who, who.purposes, at=NOW, about="test") as r:
        return len(agenda.assigned(r, whose))


@pytest.mark.parametrize("to", ["", "aino"])
def test_whoever_leaves_is_out_at_once_and_the_reminders_go_on(owner, bertta, to):
    for whose in ("bertta", "bertta", "aino"):
        _reminder(whose)
    page = text(owner.get("/henkilosto/tunnus/bertta/paata"))
    assert "Hänellä on 2 avointa muistutusta." in page
    answer = owner.post("/henkilosto/tunnus/bertta/paata", {"typed": "bertta", "reminders": to})
    assert answer.headers["Location"] == "/henkilosto"
    assert bertta.get("/").status_code == 302
    assert _reminders("bertta") == 0
    assert _reminders("aino") == (3 if to else 1)
    assert told()[:2] == (Event.USER_REMOVED, "bertta")
    page = text(owner.get("/henkilosto"))
    assert "1 päättynyt tunnus" in page


@pytest.mark.parametrize("typed", ["", "aino", "berta", "bertta bertta"])
def test_nobody_is_let_go_until_the_name_is_typed(owner, bertta, typed):
    answer = owner.post("/henkilosto/tunnus/bertta/paata", {"typed": typed})
    assert answer.status_code == 422
    assert bertta.get("/").status_code == 200


def test_reminders_go_to_nobody_who_does_not_work_here(owner, bertta):
    _reminder("bertta")
    given = {"typed": "bertta", "reminders": "kukaan"}
    assert owner.post("/henkilosto/tunnus/bertta/paata", given).status_code == 422
    assert staff.actor("bertta")


def test_an_open_link_of_somebody_who_left_opens_nothing(owner, bertta):
    link = link_in(owner.post("/henkilosto/tunnus/bertta/linkki"))
    owner.post("/henkilosto/tunnus/bertta/paata", {"typed": "bertta"})
    assert Client().get(link).status_code == 410
    assert owner.post("/henkilosto/tunnus/bertta/linkki").status_code == 403


# --- what is told ----------------------------------------------------------------------------


def test_the_list_says_how_each_account_stands(owner, bertta, statements):
    owner.post("/henkilosto/kutsu", {"name": "kaarlo", "role": "sales"})
    with statements() as asked:
        page = text(owner.get("/henkilosto"))
    assert "kutsuttu, linkki 9.3.2026 asti" in page
    assert "ei käytössä" in page
    assert len(asked) <= 6


def test_an_account_that_is_not_there_stands_for_nothing(site):
    assert standing(["kukaan"], at=NOW) == {"kukaan": Standing()}
    assert every() == ()


def test_staff_see_what_their_role_sees_and_what_it_does_not(bertta):
    page = text(bertta.get("/oma"))
    assert "Mitä näen ja miksi" in page
    policy = in_force().policy
    for purpose in in_force().purposes_of("sales"):
        assert f"/lupaukset/basis.{purpose}" in page
    hidden = {
        c
        for c in policy.data
        if not any(c in policy.categories_of(p) for p in in_force().purposes_of("sales"))
    }
    assert hidden
    for category in hidden:
        assert f"/lupaukset/data.{category}" in page


def test_the_account_page_is_there_before_there_is_a_role(site):
    client = Client()
    client.force_login(invitations.make("kaarlo", PASSWORD, at=NOW), backend=BACKEND)
    assert client.get("/oma").status_code == 200
    assert client.get("/oma/kirjaaminen").status_code == 200


def test_that_looking_is_recorded_is_always_to_be_found(bertta):
    page = text(bertta.get("/asiakkaat"))
    assert 'href="/oma/kirjaaminen"' in page
    assert "kenen tiedot näkyivät" in text(bertta.get("/oma/kirjaaminen"))
