"""The first account where a policy is in force already: the main user's, and a person's."""

from datetime import timedelta

import pytest
from django.test import Client
from house import SAMPLE
from web_hands import BACKEND, NOW, PASSWORD

from lupaus.accounts import invitations
from lupaus.accounts.models import User
from lupaus.guard import Act, staff
from lupaus.policy.views import OWNER
from lupaus.web.policy.draft import Draft

pytestmark = pytest.mark.engine
ACT = Act("owner", "", NOW, "cli")


@pytest.fixture
def link(site) -> str:
    return f"/kutsu/{invitations.invite('', at=NOW)}"


def places() -> dict[str, str]:
    return {m.name: m.role for m in staff.members() if m.until is None}


def test_it_is_the_main_users(site, link):
    answer = site.post(link, {"name": "Aino", "password": PASSWORD})
    assert answer.headers["Location"] == "/oma/kirjaaminen"
    assert site.get("/henkilosto").status_code == 200
    assert places() == {"aino": OWNER}


def test_so_it_is_when_only_others_were_let_in_at_the_command_line(site, link):
    staff.add("bertta", "sales", act=ACT)
    site.post(link, {"name": "aino", "password": PASSWORD})
    assert places() == {"aino": OWNER, "bertta": "sales"}


@pytest.mark.parametrize("name", ["toimisto", "myynti2", "sales", "owner", "bertta", "kaarlo"])
def test_the_name_is_a_persons_and_nobodys_before(site, link, name):
    staff.add("bertta", "sales", act=ACT)
    staff.add("kaarlo", "sales", act=ACT)
    staff.end("kaarlo", act=ACT)
    assert site.post(link, {"name": name, "password": PASSWORD}).status_code == 422
    assert OWNER not in places().values()
    assert not User.objects.exists()


@pytest.mark.parametrize("easy", ["lyhyt", "123456789012", ""])
def test_an_easy_password_leaves_neither_account_nor_place_and_the_link_open(site, link, easy):
    assert site.post(link, {"name": "aino", "password": easy}).status_code == 422
    assert not places()
    assert not User.objects.exists()
    assert site.post(link, {"name": "aino", "password": PASSWORD}).status_code == 302


def test_the_link_makes_one_main_user_only(site, link):
    site.post(link, {"name": "aino", "password": PASSWORD})
    assert Client().post(link, {"name": "bertta", "password": PASSWORD}).status_code == 410
    assert places() == {"aino": OWNER}


def test_the_link_is_over_when_somebody_has_become_the_main_user_otherwise(site, link):
    staff.add("bertta", OWNER, act=ACT)
    assert site.get(link).status_code == 410
    staff.end("bertta", act=ACT)
    assert site.get(link).status_code == 200


def test_the_link_is_over_when_there_is_an_account(site, link):
    """Somebody who found it later would make themselves the main user."""
    staff.add("bertta", "sales", act=ACT)
    invitations.make("bertta", PASSWORD, at=NOW)
    assert site.post(link, {"name": "kaarlo", "password": PASSWORD}).status_code == 410
    assert not User.objects.filter(name="kaarlo").exists()


def test_a_later_invitation_makes_nobody_a_main_user(site):
    staff.add("bertta", "sales", act=ACT)
    token = invitations.invite("bertta", at=NOW)
    site.post(f"/kutsu/{token}", {"password": PASSWORD})
    assert places() == {"bertta": "sales"}


def test_no_account_by_an_offices_name_puts_the_first_policy_in_force(site, monkeypatch):
    """Afterwards there would be a policy and nobody to change it."""
    client = Client()
    client.force_login(invitations.make("toimisto", PASSWORD, at=NOW), backend=BACKEND)
    monkeypatch.setattr("lupaus.web.start.views.has_policy", lambda: False)
    monkeypatch.setattr("lupaus.web.start.views.adopt", lambda *_: pytest.fail("adopted"))
    text = SAMPLE.read_text(encoding="utf-8")
    monkeypatch.setattr(
        "lupaus.web.start.views.draft.read", lambda: Draft(text, "", is_in_force=False)
    )
    answer = client.post("/aloitus/seloste", {"seen": ""})
    assert answer.status_code == 409
    assert "pääkäyttäjä on ihminen" in answer.content.decode()
    assert not places()


def test_the_link_opens_for_a_week(site, link, monkeypatch):
    late = NOW + timedelta(days=7)
    monkeypatch.setattr("lupaus.web.frame.middleware.now", lambda: late)
    assert site.get(link).status_code == 410
