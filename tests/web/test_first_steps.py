"""The two pages before there is a policy: what is typed, what lies in the folder already, and
who the policy will be in force for."""

from dataclasses import replace
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from web_hands import BACKEND, NOW, PASSWORD

from lupaus.accounts import invitations
from lupaus.accounts.models import User
from lupaus.guard import in_force
from lupaus.policy.templates import roles, template

pytestmark = pytest.mark.engine
COMPANY = {
    "name": "Esimerkkikauppa Oy",
    "business_id": "1234567-1",
    "address": "Katu 1, 33100 Tampere",
    "email": "tietosuoja@example.fi",
    "year_ends": "12-31",
    "trade": "retailer",
}


class Start:
    """Somebody who has the first account, and the folder of a register without a policy."""

    def __init__(self, folder: Path, name: str) -> None:
        self.file = folder / "policy.yaml"
        self.client = Client()
        user = invitations.make(name, PASSWORD, at=NOW)
        self.client.force_login(user, backend=BACKEND)

    def about(self, **said: str):
        return self.client.post("/aloitus", {**COMPANY, **said})

    def adopt(self, **said: str):
        return self.client.post("/aloitus/seloste", said)


@pytest.fixture
def start(site, monkeypatch, tmp_path) -> Start:
    return begun(monkeypatch, tmp_path, "aino")


def begun(monkeypatch, tmp_path, name: str) -> Start:
    monkeypatch.setattr(settings, "FOLDER", replace(settings.FOLDER, path=tmp_path))
    monkeypatch.setattr("lupaus.web.start.views.has_policy", lambda: False)
    return Start(tmp_path, name)


@pytest.mark.parametrize("field", ["name", "address", "phone"])
@pytest.mark.parametrize("hidden", ["\x07", "\u202e", "\x7f"])
def test_what_nobody_sees_is_told_beside_its_field_and_leads_no_further(start, field, hidden):
    answer = start.about(**{field: f"a{hidden}b"})
    assert answer.status_code == 422
    assert "näkymätön merkki" in str(answer.context["form"].errors[field])
    assert not start.file.exists()


def test_a_policy_that_could_not_be_read_is_not_written_but_told_of(start, monkeypatch):
    monkeypatch.setattr("lupaus.web.start.views.written", lambda *_a, **_m: "lupaus: [\n")
    answer = start.about()
    assert answer.status_code == 422
    assert answer.context["form"].non_field_errors()
    assert not start.file.exists()


@pytest.mark.parametrize("name", ["null", "'", "\\", "- a", "x: y #", "{{ 7 }}", "👩‍👩‍👧‍👦 Oy"])
def test_any_name_that_can_be_seen_is_taken_to_the_notice(start, name):
    assert start.about(name=name).headers["Location"] == "/aloitus/seloste"
    assert start.client.get("/aloitus/seloste").status_code == 200


def test_before_there_is_a_policy_no_account_is_called_what_a_role_is(site, monkeypatch):
    monkeypatch.setattr("lupaus.web.signin.first.has_policy", lambda: False)
    link = f"/kutsu/{invitations.invite('', at=NOW)}"
    for name in sorted(roles()):
        assert site.post(link, {"name": name, "password": PASSWORD}).status_code == 422, name
    assert not User.objects.exists()
    assert site.post(link, {"name": "aino", "password": PASSWORD}).status_code == 302


def test_a_trade_whose_role_has_the_name_of_the_account_is_not_chosen(
    site, monkeypatch, tmp_path
):
    start = begun(monkeypatch, tmp_path, "shop")
    answer = start.about()
    assert answer.status_code == 422
    assert "Tunnuksesi shop" in str(answer.context["form"].errors["trade"])
    assert not start.file.exists()
    assert start.about(trade="consultancy").status_code == 302


def test_a_policy_that_would_be_in_force_for_nobody_is_not_adopted(site, monkeypatch, tmp_path):
    start = begun(monkeypatch, tmp_path, "shop")
    start.file.write_text(template("retailer"), encoding="utf-8")
    before = in_force().version
    page = start.client.get("/aloitus/seloste").content.decode()
    assert "Tunnuksesi shop on selosteessa" in page
    assert "Ota käyttöön</" not in page
    assert start.adopt().status_code == 409
    assert in_force().version == before
