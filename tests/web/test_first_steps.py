"""The two pages before there is a policy: what is typed, what lies in the folder already, and
who the policy will be in force for."""

from dataclasses import replace
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from house import ENGINE
from web_hands import BACKEND, NOW, PASSWORD

from lupaus.accounts import invitations
from lupaus.accounts.models import User
from lupaus.guard import in_force, staff
from lupaus.ledger.checkpoint import JournalError
from lupaus.policy.templates import TEMPLATES, roles, template
from lupaus.web.policy import draft

pytestmark = pytest.mark.one_engine
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
        return self.client.post("/aloitus", {"seen": draft.read().digest, **COMPANY, **said})

    def ready(self) -> None:
        """A policy whose safeguards were looked up before the day on which the clock stands."""
        self.about()
        text = self.file.read_text("utf-8")
        self.file.write_text(text.replace("2026-11-16", "2026-02-16"), "utf-8")

    def adopt(self, **said: str):
        return self.client.post("/aloitus/seloste", {"seen": draft.read().digest, **said})


@pytest.fixture
def start(site, monkeypatch, tmp_path) -> Start:
    return begun(monkeypatch, tmp_path, "aino")


def begun(monkeypatch, tmp_path, name: str) -> Start:
    monkeypatch.setattr(settings, "FOLDER", replace(settings.FOLDER, path=tmp_path))
    monkeypatch.setattr("lupaus.web.start.views.has_policy", lambda: False)
    monkeypatch.setattr(draft, "_in_force", lambda: "")
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


# --- what lies in the folder already --------------------------------------------------------


@pytest.fixture
def edited(start) -> Start:
    """Somebody has written into the policy for three evenings."""
    start.file.write_text(template("consultancy") + "# kolmen illan muokkaus\n", "utf-8")
    return start


def test_a_policy_that_somebody_has_written_is_offered_first(edited):
    page = edited.client.get("/aloitus").content.decode()
    assert "Kansiossa on jo seloste" in page
    assert 'href="/aloitus/seloste"' in page


def test_a_policy_that_somebody_has_written_goes_only_when_they_say_so(edited):
    before = edited.file.read_text("utf-8")
    answer = edited.about()
    assert answer.status_code == 422
    assert "replace" in answer.context["form"].errors
    assert edited.file.read_text("utf-8") == before
    assert edited.about(replace="on").status_code == 302
    assert "kolmen illan" not in edited.file.read_text("utf-8")


def test_one_that_cannot_be_read_is_told_with_its_problems(edited):
    edited.file.write_text("lupaus: [\n", "utf-8")
    page = edited.client.get("/aloitus/seloste", follow=True)
    assert "ei voi lukea selosteena" in page.content.decode()
    assert page.context["problems"]


@pytest.mark.parametrize("trade", TEMPLATES)
def test_a_template_as_it_came_may_be_written_over_without_a_word(start, trade):
    dated = template(trade).replace("\ndated: ", "\ndated: 2026-03-02 # ")
    start.file.write_text(dated, "utf-8")
    assert "Kansiossa on jo" not in start.client.get("/aloitus").content.decode()
    assert start.about().status_code == 302


def test_whoever_comes_back_from_the_notice_changes_the_company_without_a_word(start):
    start.about()
    assert start.about(name="Toinen Oy").status_code == 302
    assert "Toinen Oy" in start.file.read_text("utf-8")


def test_what_was_written_after_the_page_was_opened_is_not_written_over(start):
    seen = draft.read().digest
    start.file.write_text(template("consultancy") + "# juuri nyt\n", "utf-8")
    answer = start.about(seen=seen, replace="on")
    assert answer.status_code == 409
    assert "muuttui sillä välin" in answer.content.decode()
    assert "juuri nyt" in start.file.read_text("utf-8")


def test_a_folder_that_cannot_be_written_is_told_with_its_cure(start, monkeypatch):
    def full(*_args):
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr(draft, "_replace", full)
    answer = start.about()
    assert answer.status_code == 409
    assert "Anna ohjelmalle oikeus kirjoittaa" in answer.content.decode()
    assert 'value="Esimerkkikauppa Oy"' in answer.content.decode()


# --- the notice that was read is the one in force ---------------------------------------------


def test_a_text_that_nobody_has_read_is_shown_and_not_adopted(start):
    start.about()
    seen = draft.read().digest
    text = start.file.read_text("utf-8").replace("Esimerkkikauppa Oy", "Toinen Oy")
    start.file.write_text(text, "utf-8")
    before = in_force().version
    for stale in ({"seen": seen}, {"seen": ""}):
        answer = start.adopt(**stale)
        assert answer.status_code == 409
        assert "lue se uudelleen" in answer.content.decode()
        assert "Toinen Oy" in answer.content.decode()
    assert in_force().version == before


def test_without_the_right_to_make_views_the_command_is_told(start, monkeypatch):
    start.about()
    monkeypatch.setattr("lupaus.web.start.views.has_owner", lambda: False)
    before = in_force().version
    answer = start.adopt()
    assert answer.status_code == 409
    assert settings.FOLDER.typed("adopt") in answer.content.decode()
    assert in_force().version == before


def test_what_could_not_be_signed_is_not_adopted(start, monkeypatch):
    def gone(*_args, **_more):
        raise JournalError("the journal is gone")

    start.ready()
    before = in_force().version
    with monkeypatch.context() as patched:
        patched.setattr("lupaus.guard.adoption.look_at_journal", gone)
        answer = start.adopt()
    assert answer.status_code == 409
    assert "Käyttöönottoa ei voi allekirjoittaa" in answer.content.decode()
    assert in_force().version == before
    assert not staff.members()


def test_what_was_read_is_in_force_and_its_reader_the_main_user(request):
    if ENGINE == "postgresql":  # what its owner adopts is not rolled back
        request.getfixturevalue("committed_register")
    start = request.getfixturevalue("start")
    start.ready()
    assert start.adopt().status_code == 302
    assert in_force().text == start.file.read_text("utf-8")
    assert [(m.name, m.role) for m in staff.members()] == [("aino", "owner")]
