"""From a changed period to a promise in force: compared, weighed, adopted, looked back at."""

from dataclasses import replace
from datetime import date, timedelta
from io import StringIO
from typing import Any

import pytest
from django.conf import settings
from house import ENGINE, adopt_sample
from policy_hands import AGENCY, Desk
from ruamel.yaml import YAML
from web_hands import NOW

from lupaus.guard import Act, enforce, in_force, staff, system_grant, versions
from lupaus.ledger.checkpoint import JournalError
from lupaus.ledger.history import latest
from lupaus.policy.read import read_policy
from lupaus.proof import telling
from lupaus.proof.history import reports
from lupaus.register import people
from lupaus.register.values import PersonName
from lupaus.web.policy import views_adopt

pytestmark = pytest.mark.one_engine
SHORTER = AGENCY.replace(
    "purpose: marketing, at_most: 2 years", "purpose: marketing, at_most: 1 year"
)
FORM = {"dated": "on"}


@pytest.fixture
def desk(request, monkeypatch, tmp_path) -> Desk:
    """The agency's policy in force, and the same as the draft. On PostgreSQL the owner adopts,
    on a connection of its own; on SQLite all of it is rolled back, which takes less time."""
    if ENGINE == "postgresql":
        request.getfixturevalue("committed_register")
    signed_in = request.getfixturevalue("signed_in")
    adopt_sample(AGENCY)
    monkeypatch.setattr(settings, "FOLDER", replace(settings.FOLDER, path=tmp_path))
    laid = Desk(tmp_path / "policy.yaml", signed_in())
    laid.lay(AGENCY)
    return laid


def yaml_of(tree: dict[str, Any]) -> str:
    text = StringIO()
    YAML().dump(tree, text)
    return text.getvalue()


def _adopt(desk: Desk, **said):
    return desk.send("/seloste/muutokset", {**FORM, **said})


def test_without_changes_there_is_nothing_to_adopt(desk):
    before = in_force().version
    assert "Ei muutoksia" in desk.client.get("/seloste/muutokset").content.decode()
    assert _adopt(desk).status_code == 409
    assert in_force().version == before


def test_the_changes_are_told_with_their_words_and_to_whom(desk):
    desk.lay(AGENCY.replace("at_most: 2 years", "at_most: 3 years"))
    page = desk.client.get("/seloste/muutokset").content.decode()
    assert "<b>kaksi</b>" in page
    assert "<b>kolme</b>" in page
    assert "Lupaus heikkenee" in page
    assert "<strong>yhteisöasiakkaiden yhteyshenkilöt</strong>" in page


@pytest.mark.engine
def test_a_shorter_period_is_adopted_and_the_promise_says_so(desk):
    desk.lay(SHORTER)
    answer = _adopt(desk)
    now = in_force()
    assert answer.headers["Location"] == f"/seloste/versiot/{now.version}"
    assert versions()[0].adopted_by == "aino"
    assert desk.text == now.text
    page = desk.client.get("/lupaukset/retention.marketing").content.decode()
    assert "enintään yhden vuoden" in page
    notice = desk.client.get("/tietosuojaseloste").content.decode()
    assert "nintään yksi vuosi viimeisestä yhteydenpidosta kanssasi" in notice
    assert "nintään kaksi vuotta viimeisestä yhteydenpidosta kanssasi" not in notice


def test_what_is_adopted_is_checked_at_once_and_every_page_says_so(desk):
    desk.lay(SHORTER)
    _adopt(desk)
    report = reports(1)[0]
    assert report.policy_version == in_force().version
    assert "ei vielä tarkistettu" not in desk.client.get("/lupaukset").content.decode()
    home = desk.client.get("/").content.decode()
    assert f"<b>{report.kept}</b>" in home


def test_the_notice_is_dated_when_it_is_adopted_unless_somebody_says_no(desk):
    desk.lay(SHORTER)
    _adopt(desk)
    assert in_force().policy.dated == date(2026, 3, 2)
    assert in_force().policy.reviewed == date(2026, 2, 16)
    assert "\ndated: 2026-03-02\n" in desk.text
    desk.lay(desk.text.replace("2026-03-02", "2026-03-01"))
    desk.send("/seloste/muutokset", {"reviewed": "on"})
    assert in_force().policy.dated == date(2026, 3, 1)
    assert in_force().policy.reviewed == date(2026, 3, 2)


def test_a_draft_with_an_error_is_not_adopted_and_says_which(desk):
    before = in_force().version
    desk.lay(AGENCY.replace("  erasure: {", "  # erasure: {"))
    page = desk.client.get("/seloste/muutokset").content.decode()
    assert "1 virhe estää käyttöönoton" in page
    assert "Oikeutta tietojen poistamiseen ei kerrota." in page
    assert _adopt(desk).status_code == 409
    assert in_force().version == before


def test_a_draft_that_cannot_be_read_is_not_adopted(desk):
    before = in_force().version
    desk.lay("lupaus: [\n")
    assert desk.client.get("/seloste/muutokset").status_code == 200
    assert _adopt(desk).status_code == 409
    assert in_force().version == before


def test_what_somebody_else_wrote_after_the_page_was_opened_is_not_adopted(desk):
    desk.lay(SHORTER)
    desk.client.get("/seloste/muutokset")
    stale = {"seen": "0" * 64, **FORM}
    before = in_force().version
    answer = desk.client.post("/seloste/muutokset", stale)
    assert answer.status_code == 409
    assert "Luonnos muuttui sillä välin" in answer.content.decode()
    assert in_force().version == before


def test_what_was_weighed_is_adopted_whatever_the_file_says_a_moment_later(desk, monkeypatch):
    def overtaken(*given):
        put(*given)
        desk.lay(desk.text + "# toisen työ\n")

    put = views_adopt.put
    monkeypatch.setattr(views_adopt, "put", overtaken)
    desk.lay(SHORTER)
    assert _adopt(desk).status_code == 302
    assert "toisen työ" not in in_force().text
    assert "toisen työ" in desk.text


def test_a_process_without_the_right_says_which_command_to_type(desk, monkeypatch):
    desk.lay(SHORTER)
    monkeypatch.setattr("lupaus.web.policy.views_adopt.has_owner", lambda: False)
    page = desk.client.get("/seloste/muutokset").content.decode()
    assert f"lupaus -C {settings.FOLDER.path} adopt" in page
    assert "Ota käyttöön</" not in page
    before = in_force().version
    assert _adopt(desk).status_code == 409
    assert in_force().version == before


def test_nothing_is_adopted_that_could_not_be_signed(desk, monkeypatch):
    def gone(*_args, **_more):
        raise JournalError("the journal is gone")

    desk.lay(SHORTER)
    before = in_force().version
    with monkeypatch.context() as without:  # what comes after the claim adopts, too
        without.setattr("lupaus.guard.adoption.look_at_journal", gone)
        answer = _adopt(desk)
    assert answer.status_code == 409
    assert "Käyttöönottoa ei voi allekirjoittaa" in answer.content.decode()
    assert in_force().version == before


# --- what would go -------------------------------------------------------------------------


def _forgotten(name: str) -> None:
    """A prospect of whom nothing has been heard for eleven months: a year is the limit."""
    from lupaus.policy.vocabulary import SubjectKind  # noqa: PLC0415 - beside its only use

    new = people.NewPerson(PersonName(name, "Äijälä"), frozenset({SubjectKind.CONSUMER}), ())
    act = Act("aino", "offers", NOW, "web")
    party = people.add_person(act=act, person=new, source="subject").party
    heard = NOW.date() - timedelta(days=330)
    with system_grant("seed", why="a test") as seed:
        seed.changed(
            "UPDATE records_party SET last_contact_on = %s, last_contact_any_on = %s,"
            " created_on = %s, relation_started_on = NULL WHERE id = %s",
            [heard, heard, heard, party],
        )


GOING = AGENCY.replace(
    "purpose: offers, at_most: 12 months", "purpose: offers, at_most: 1 month"
)


def test_the_count_of_what_would_go_is_shown_and_must_be_typed(desk):
    for name in ("Aino", "Bertta"):
        _forgotten(name)
    desk.lay(GOING)
    page = desk.client.get("/seloste/muutokset").content.decode()
    assert "häviäisi <strong>2 asiakkaan</strong> tietoja" in page
    assert 'data-must-be="2"' in page
    before = in_force().version
    for typed in ("", "1", "kaksi"):
        answer = _adopt(desk, goes=typed)
        assert answer.status_code == 422
        assert "Kirjoita luku 2." in answer.content.decode()
    assert in_force().version == before
    assert _adopt(desk, goes=" 2 ").status_code == 302


def test_the_count_is_taken_again_when_the_button_is_pressed(desk):
    _forgotten("Aino")
    desk.lay(GOING)
    assert 'data-must-be="1"' in desk.client.get("/seloste/muutokset").content.decode()
    _forgotten("Bertta")
    assert _adopt(desk, goes="1").status_code == 422
    assert _adopt(desk, goes="2").status_code == 302


# --- telling people -------------------------------------------------------------------------

LONGER = AGENCY.replace(
    "purpose: marketing, at_most: 2 years", "purpose: marketing, at_most: 3 years"
)


def _told(desk: Desk, **said: str):
    page = f"/seloste/versiot/{in_force().version}"
    [group] = desk.client.get(page).context["tellings"]
    name = group.number
    sent = {f"{name}-on": "2026-03-01", f"{name}-how": "asiakaskirje 3/2026", "group": name}
    return desk.client.post(f"{page}/kerrottu", {**sent, **said})


def test_what_must_be_told_stays_to_be_done_until_somebody_says_that_it_was(desk):
    desk.lay(LONGER)
    _adopt(desk)
    version = in_force().version
    todo = f'href="/seloste/versiot/{version}#kerro"'
    assert todo in desk.client.get("/").content.decode()
    page = desk.client.get(f"/seloste/versiot/{version}").content.decode()
    assert "Mitä on kerrottava ja kenelle" in page
    assert "yhteisöasiakkaiden yhteyshenkilöt" in page
    assert _told(desk).status_code == 302
    page = desk.client.get(f"/seloste/versiot/{version}").content.decode()
    assert "1.3.2026 · asiakaskirje 3/2026 · aino" in page
    assert "Merkitse kerrotuksi" not in page
    assert todo not in desk.client.get("/").content.decode()


def test_the_ledger_knows_that_it_was_told_and_of_which_version(desk):
    desk.lay(LONGER)
    _adopt(desk)
    _told(desk)
    [(_seq, entry)] = latest(1)
    assert entry["event"] == "task-done"
    assert entry["fields"] == ["telling"]
    assert entry["counts"] == {"version": in_force().version, "clauses": 1}


@pytest.mark.parametrize(
    ("field", "typed"), [("on", "2026-03-03"), ("on", ""), ("how", ""), ("how", "  ")]
)
def test_a_day_to_come_and_no_word_of_how_are_told_beside_the_field(desk, field, typed):
    desk.lay(LONGER)
    _adopt(desk)
    answer = _told(desk, **{f"retention.marketing-{field}": typed})
    assert answer.status_code == 422
    [group] = answer.context["tellings"]
    assert field in group.form.errors
    assert telling.owed()


def test_a_change_that_asks_for_no_telling_leaves_nothing_to_be_done(desk):
    before = telling.owed()
    desk.lay(SHORTER)
    _adopt(desk)
    assert telling.owed() == before


def test_what_is_to_be_told_is_the_main_users_to_tell(desk, signed_in):
    desk.lay(LONGER)
    _adopt(desk)
    other = signed_in("sales", name="bertta")
    assert "#kerro" not in other.get("/").content.decode()
    address = f"/seloste/versiot/{in_force().version}/kerrottu"
    assert other.post(address, {"group": "retention.marketing"}).status_code == 403


# --- who works here ------------------------------------------------------------------------


def test_whoever_would_be_shut_out_or_see_less_is_named_before(desk, signed_in):
    for name, role in (("bertta", "sales"), ("daavid", "producer"), ("kaarlo", "bookkeeping")):
        signed_in(role, name=name)
    staff.end("daavid", act=Act("aino", "", NOW, "cli"))
    tree = desk.tree
    del tree["roles"]["bookkeeping"]
    del tree["roles"]["producer"]
    tree["roles"]["sales"]["purposes"].remove("surveys")
    desk.lay(yaml_of(tree))
    answer = desk.client.get("/seloste/muutokset")
    assert [(one.name, one.is_shut) for one in answer.context["losing"]] == [
        ("kaarlo", True),
        ("bertta", False),
    ]
    page = answer.content.decode()
    assert "Anna ensin toinen rooli" in page
    assert "Roolista poistuu: " in page
    assert "daavid" not in page


def test_where_nobody_loses_anything_nobody_is_named(desk, signed_in):
    signed_in("sales", name="bertta")
    desk.lay(SHORTER)
    assert not desk.client.get("/seloste/muutokset").context["losing"]


def test_whoever_has_no_role_any_more_signs_out_where_they_stand(desk, signed_in):
    other = signed_in("bookkeeping", name="kaarlo")
    adopt_sample(AGENCY.replace("\n  bookkeeping:\n    name", "\n  books:\n    name"))
    for address, status in (("/", 403), ("/oma", 200)):
        page = other.get(address)
        assert page.status_code == status
        assert 'action="/kirjaudu/ulos"' in page.content.decode()
    assert "Pyydä pääkäyttäjää" in other.get("/").content.decode()


# --- versions ------------------------------------------------------------------------------


def test_every_version_is_listed_with_what_it_changed(desk):
    desk.lay(SHORTER)
    _adopt(desk)
    page = desk.client.get("/seloste/versiot").content.decode()
    now = in_force().version
    assert f"Versio {now}" in page
    assert "2 lausetta" in page  # the period, and the date of the notice


def test_a_version_shows_its_notice_its_text_and_its_difference(desk):
    desk.lay(SHORTER)
    _adopt(desk)
    page = desk.client.get(f"/seloste/versiot/{in_force().version}").content.decode()
    assert "<b>kaksi vuotta</b>" in page
    assert '<mark class="changed">' in page
    assert "# Viestintätoimiston tietosuojalupaus." in page


def test_a_version_that_there_is_not_is_not_found(desk):
    assert desk.client.get("/seloste/versiot/999999").status_code == 404
    assert desk.client.post("/seloste/versiot/999999/luonnokseksi").status_code == 404


def test_an_earlier_version_becomes_the_draft_and_not_the_policy(desk):
    desk.lay(SHORTER)
    _adopt(desk)
    now = in_force().version
    desk.send(f"/seloste/versiot/{now - 1}/luonnokseksi", {})
    assert desk.text == AGENCY
    assert in_force().version == now


def test_the_changes_of_the_draft_are_discarded(desk):
    desk.lay(SHORTER)
    desk.send("/seloste/luonnos/hylkaa", {})
    assert desk.text == AGENCY


def test_a_policy_that_lost_what_it_promised_is_adopted_only_as_a_whole(desk):
    """The adoption of a policy that the tables cannot hold changes nothing, either."""
    desk.lay(AGENCY.replace("    for: [security]", "    for: []"))
    before = in_force().version
    assert _adopt(desk).status_code == 409
    assert in_force().version == before


def test_the_overview_says_since_when_by_whom_and_what_next(desk):
    page = desk.client.get("/seloste").content.decode()
    assert "2.3.2026 klo 11.00" in page
    assert "Luonnoksessa ei ole muutoksia." in page
    desk.lay(SHORTER)
    page = desk.client.get("/seloste").content.decode()
    assert "Luonnos muuttaa 1 lauseen." in page


def test_enforcing_leaves_no_parsed_policy_of_another_text(desk):
    """Two texts with one promise: no sentence changes, and the page says so."""
    text = AGENCY + "# huomautus\n"
    policy, _ = read_policy(text)
    enforce(policy, text, Act("aino", "", NOW, "cli"))
    desk.lay(AGENCY)
    page = desk.client.get("/seloste").content.decode()
    assert "lauseet ovat ennallaan" in page
