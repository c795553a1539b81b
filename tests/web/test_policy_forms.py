"""A part of the policy is changed by a form: in the draft, in its place, and nowhere else."""

from dataclasses import replace

import pytest
from django.conf import settings
from house import SAMPLE
from policy_hands import AGENCY, Desk

from lupaus.guard import in_force
from lupaus.web.policy import draft

pytestmark = pytest.mark.one_engine
FORMS = (
    "/seloste/rekisterinpitaja",
    "/seloste/tiedot",
    "/seloste/roolit",
    "/seloste/oikeudet",
    "/seloste/vastaanottaja/backup",
    "/seloste/tarkoitus/marketing",
)


@pytest.fixture
def desk(signed_in, monkeypatch, tmp_path) -> Desk:
    """The main user, and a draft made of the communications agency's template."""
    monkeypatch.setattr(settings, "FOLDER", replace(settings.FOLDER, path=tmp_path))
    laid = Desk(tmp_path / "policy.yaml", signed_in())
    laid.lay(AGENCY)
    return laid


@pytest.fixture
def same(desk) -> Desk:
    """The draft is what is in force."""
    desk.lay(SAMPLE.read_text(encoding="utf-8"))
    return desk


MARKETING = 5  # where its rule is in the sample


@pytest.mark.parametrize("address", FORMS)
def test_a_form_that_is_sent_as_it_came_changes_nothing(desk, address):
    answer = desk.send(address, desk.form(address))
    assert answer.status_code == 302
    assert desk.text == AGENCY


@pytest.mark.parametrize("section", ["sailytys", "suojaus"])
def test_no_card_changes_anything_when_it_is_sent_as_it_came(desk, section):
    address = f"/seloste/{section}"
    for number in range(len(desk.client.get(address).context["cards"])):
        answer = desk.send(address, desk.form(address, number))
        assert answer.status_code == 302, number
        assert desk.text == AGENCY, number


def test_two_years_become_one_on_their_line_and_nowhere_else(desk):
    said = desk.form("/seloste/sailytys", 3) | {"at_most_n": "1"}
    answer = desk.send("/seloste/sailytys", said)
    assert answer.headers["Location"] == "/seloste/sailytys#saanto-3"
    assert desk.text == AGENCY.replace(
        "purpose: marketing, at_most: 2 years", "purpose: marketing, at_most: 1 year"
    )


def test_what_would_change_is_shown_before_it_is_written(same):
    before = same.text
    said = same.form("/seloste/sailytys", MARKETING) | {"at_most_n": "1", "only": "show"}
    page = same.send("/seloste/sailytys", said).content.decode()
    assert "<b>kaksi vuotta</b>" in page
    assert "<b>yhden vuoden</b>" in page
    assert "Luonnos muuttaa 1 lauseen" in page
    assert same.text == before


def test_while_somebody_types_only_the_panel_and_the_sentence_come(same):
    said = same.form("/seloste/sailytys", MARKETING) | {"at_most_n": "1", "only": "show"}
    page = same.send("/seloste/sailytys", said, headers={"HX-Request": "true"})
    shown = page.content.decode()
    assert "<html" not in shown
    assert 'id="lause-5" class="promise-said" hx-swap-oob="true"' in shown
    assert "Tallentamatta: 1." in shown


def test_what_is_being_typed_comes_before_what_was_saved_long_ago(desk):
    said = desk.form("/seloste/sailytys", 3) | {"at_most_n": "9", "only": "show"}
    page = desk.send("/seloste/sailytys", said, headers={"HX-Request": "true"})
    first = page.context["panel"].turns.foremost[0]
    assert first.unsaved
    assert first.clause == "retention.marketing"


def test_while_a_number_is_half_typed_nothing_breaks(same):
    said = same.form("/seloste/sailytys", MARKETING) | {"at_most_n": "", "only": "show"}
    page = same.send("/seloste/sailytys", said, headers={"HX-Request": "true"})
    assert page.status_code == 200
    assert "Kirjoita enimmäisaika tai vähimmäisaika." in page.content.decode()


def test_the_effect_of_what_is_typed_is_asked_for_in_the_same_words(same):
    said = same.form("/seloste/sailytys", MARKETING) | {"at_most_n": "1", "only": "effect"}
    page = same.send("/seloste/sailytys", said, headers={"HX-Request": "true"})
    assert "Seuraavassa hävityksessä" in page.content.decode()


def test_new_problems_are_told_and_old_ones_are_not(same):
    said = {"number": str(MARKETING), "remove": "1"}
    page = same.send("/seloste/sailytys", said, follow=True)
    assert {p.code for p in page.context["panel"].fresh} == {"R03", "N72"}
    assert "Tarkoituksen tiedoilla ei ole säilytysajan loppua." in page.content.decode()


def test_the_draft_is_not_what_is_in_force(desk):
    before = in_force()
    desk.send("/seloste/sailytys", desk.form("/seloste/sailytys", 3) | {"at_most_n": "1"})
    assert in_force().version == before.version


def test_a_saved_draft_can_be_undone(desk):
    said = desk.form("/seloste/sailytys", 3) | {"at_most_n": "1"}
    page = desk.send("/seloste/sailytys", said, follow=True)
    token = page.content.decode().partition('name="token" value="')[2].partition('"')[0]
    desk.client.post("/kumoa", {"token": token})
    assert desk.text == AGENCY


def test_an_undo_does_not_take_away_what_was_written_after(desk):
    said = desk.form("/seloste/sailytys", 3) | {"at_most_n": "1"}
    page = desk.send("/seloste/sailytys", said, follow=True)
    token = page.content.decode().partition('name="token" value="')[2].partition('"')[0]
    desk.lay(AGENCY + "# lisätty käsin\n")
    answer = desk.client.post("/kumoa", {"token": token}, follow=True)
    assert "Luonnosta on muutettu sen jälkeen" in answer.content.decode()
    assert desk.text.endswith("# lisätty käsin\n")


def test_what_somebody_else_wrote_meanwhile_stays_and_so_does_what_was_typed(desk):
    said = desk.form("/seloste/sailytys", 3) | {"at_most_n": "7"}
    desk.lay(AGENCY + "# lisätty käsin\n")
    answer = desk.client.post("/seloste/sailytys", said)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Luonnos muuttui sillä välin" in page
    assert 'name="at_most_n" value="7"' in page
    assert desk.text.endswith("# lisätty käsin\n")


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [("", "Kirjoita enimmäisaika"), ("kaksi", "kokonaisluku"), ("0", "vähintään päivä"),
     ("-1", "kokonaisluku"), ("201", "enintään 200 vuotta"), ("²", "kokonaisluku"),
     ("9" * 400, "enintään 200 vuotta")],
)  # fmt: skip
def test_a_period_that_is_none_is_told_beside_its_field(desk, typed, wrong):
    said = desk.form("/seloste/sailytys", 3) | {"at_most_n": typed}
    answer = desk.send("/seloste/sailytys", said)
    assert answer.status_code == 422
    assert wrong in answer.content.decode()
    assert desk.text == AGENCY


def test_a_unit_that_nobody_offered_is_refused(desk):
    said = desk.form("/seloste/sailytys", 3) | {"at_most_unit": "fortnights"}
    assert desk.send("/seloste/sailytys", said).status_code == 422


def test_a_rule_is_added_and_taken_away(desk):
    new = {
        "number": "new", "purpose": "surveys", "at_most_n": "6", "at_most_unit": "months",
        "after": "collected", "data": ["email"],
    }  # fmt: skip
    assert desk.send("/seloste/sailytys", new).status_code == 302
    rules = desk.tree["retention"]
    assert rules[-1] == {
        "purpose": "surveys",
        "at_most": "6 months",
        "after": "collected",
        "data": ["email"],
    }
    last = {"number": str(len(rules) - 1), "remove": "1"}
    assert desk.send("/seloste/sailytys", last).status_code == 302
    assert desk.text == AGENCY


def test_the_number_of_a_rule_that_there_is_not_changes_nothing(desk):
    answer = desk.send("/seloste/sailytys", {"number": "99", "remove": "1"})
    assert answer.status_code == 200
    assert desk.text == AGENCY


def test_the_controller_keeps_its_comments_and_gets_its_letters(desk):
    name = "Äiti & Öljy Oy: *#1* <b>😀</b>"
    said = desk.form("/seloste/rekisterinpitaja") | {"name": name, "business_id": "fi12345671"}
    assert desk.send("/seloste/rekisterinpitaja", said).status_code == 302
    assert desk.tree["controller"]["name"] == name
    assert desk.tree["controller"]["business_id"] == "1234567-1"
    assert "# Keksitty yritys." in desk.text
    page = desk.client.get("/seloste/rekisterinpitaja").content.decode()
    assert "<b>😀" not in page


@pytest.mark.parametrize(
    ("field", "typed", "wrong"),
    [
        ("business_id", "1234567-2", "Tarkista Y-tunnus"),
        ("email", "ei-osoite", "sähköposti"),
        ("name", "", "Tämä kenttä vaaditaan"),
        ("contact_sv", "", "myös tällä kielellä"),
    ],
)
def test_a_mistake_is_told_and_nothing_is_written(desk, field, typed, wrong):
    said = desk.form("/seloste/rekisterinpitaja") | {field: typed}
    answer = desk.send("/seloste/rekisterinpitaja", said)
    assert answer.status_code == 422
    assert wrong in answer.content.decode()
    assert desk.text == AGENCY


def test_a_control_character_breaks_nothing_and_is_told(desk):
    said = desk.form("/seloste/rekisterinpitaja") | {"name": "Esimerkki\u202eyO Oy"}
    answer = desk.send("/seloste/rekisterinpitaja", said)
    assert answer.status_code == 422
    assert "näkymätön merkki" in answer.content.decode()
    assert desk.text == AGENCY


def test_another_fiscal_year_is_written(desk):
    said = desk.form("/seloste/rekisterinpitaja") | {"year_ends": "03-31"}
    desk.send("/seloste/rekisterinpitaja", said)
    assert desk.tree["fiscal_years"] == [{"ends": "03-31"}]


def test_a_box_gives_a_purpose_a_category(desk):
    said = desk.form("/seloste/tiedot")
    said["on"] = [*said["on"], "notes+marketing"]
    desk.send("/seloste/tiedot", said)
    assert desk.tree["data"]["notes"]["for"] == ["delivery", "relations", "offers", "marketing"]


def test_a_row_without_boxes_leaves_every_list(desk):
    said = desk.form("/seloste/tiedot")
    said["on"] = [box for box in said["on"] if not box.startswith("requests+")]
    assert desk.send("/seloste/tiedot", said).status_code == 302
    tree = desk.tree
    assert "requests" not in tree["data"]
    assert "requests" not in tree["sources"]["subject"]["data"]
    assert "requests" not in tree["recipients"]["backup"]["data"]
    assert {"rights", "security"} <= {rule["purpose"] for rule in tree["retention"]}
    assert not [rule for rule in tree["retention"] if rule.get("data") == ["requests"]]


def test_a_category_is_added_for_a_purpose(desk):
    said = desk.form("/seloste/tiedot") | {"more": "web-address", "more_for": "relations"}
    desk.send("/seloste/tiedot", said)
    assert desk.tree["data"]["web-address"] == {"for": ["relations"]}


def test_a_role_gets_and_loses_purposes_and_a_new_one_is_made(desk):
    said = desk.form("/seloste/roolit")
    boxes = [box for box in said["on"] if box != "offers+sales"]
    said |= {
        "on": [*boxes, "claims+sales"],
        "new_fi": "Äänitys",
        "new_sv": "Ljud",
        "new_en": "S",
    }
    desk.send("/seloste/roolit", said)
    roles = desk.tree["roles"]
    assert roles["sales"]["purposes"] == [
        "relations", "marketing", "prospecting", "surveys", "claims",
    ]  # fmt: skip
    assert roles["aanitys"] == {
        "name": {"fi": "Äänitys", "sv": "Ljud", "en": "S"},
        "purposes": [],
    }


def test_a_recipient_is_added_changed_and_taken_away(desk):
    new = {
        "name": "Kuva & Ääni Oy", "role": "processor", "country": "NO", "when": "always",
        "data": ["name", "files"], "medium": ["electronic"], "agreement": "2026-02-28",
        "service_fi": "kuvankäsittely", "service_sv": "bild", "service_en": "images",
    }  # fmt: skip
    assert desk.send("/seloste/vastaanottajat/uusi", new).status_code == 302
    made = desk.tree["recipients"]["kuva-aani-oy"]
    assert made["name"] == "Kuva & Ääni Oy"
    assert made["country"] == "NO"
    assert "role" not in made
    address = "/seloste/vastaanottaja/kuva-aani-oy"
    said = desk.form(address) | {"country": "US", "mechanism": "scc", "checked": "2026-03-01"}
    assert desk.send(address, said).status_code == 302
    assert str(desk.tree["recipients"]["kuva-aani-oy"]["safeguard"]["checked"]) == "2026-03-01"
    assert desk.send(address, {"remove": "1"}).status_code == 302
    assert desk.text == AGENCY


def test_a_recipient_needs_a_name_or_a_sector_and_data(desk):
    answer = desk.send("/seloste/vastaanottajat/uusi", {"role": "processor"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Kirjoita nimi tai toimiala" in page
    assert "Valitse tiedot" in page


def test_a_purpose_that_goes_takes_its_rules_and_its_mentions_along(desk):
    assert desk.send("/seloste/tarkoitus/surveys", {"remove": "1"}).status_code == 302
    tree = desk.tree
    assert "surveys" not in tree["purposes"]
    assert not [r for r in tree["retention"] if r["purpose"] == "surveys"]
    assert not [c for c, held in tree["data"].items() if "surveys" in held["for"]]
    assert not [r for r in tree["roles"].values() if "surveys" in r["purposes"]]


def test_a_legitimate_interest_is_named_in_every_language(desk):
    said = desk.form("/seloste/tarkoitus/marketing") | {"interest_fi": "", "interest_sv": "",
                                                        "interest_en": ""}  # fmt: skip
    answer = desk.send("/seloste/tarkoitus/marketing", said)
    assert answer.status_code == 422
    assert "Kirjoita, mikä etu on" in answer.content.decode()


def test_a_right_that_is_not_told_leaves_the_notice(desk):
    said = desk.form("/seloste/oikeudet")
    del said["told_erasure"]
    assert desk.send("/seloste/oikeudet", said).status_code == 302
    assert "erasure" not in desk.tree["rights"]
    assert desk.tree["rights"]["restriction"] == {}


def test_a_deadline_is_promised_by_days(desk):
    said = desk.form("/seloste/oikeudet") | {"within_objection_n": "3"}
    assert said["within_objection_unit"] == "days"
    desk.send("/seloste/oikeudet", said)
    assert desk.tree["rights"]["objection"]["within"] == "3 days"


def test_a_measure_is_confirmed_at_another_rhythm(desk):
    said = desk.form("/seloste/suojaus", 1) | {"attest": "yearly"}
    desk.send("/seloste/suojaus", said)
    assert desk.tree["protection"][1]["attest"] == "yearly"


def test_a_draft_that_cannot_be_read_leads_to_its_text(desk):
    desk.lay("lupaus: 1\ncontroller: [\n")
    for address in FORMS:
        answer = desk.client.get(address)
        assert answer.headers["Location"] == "/seloste/teksti"
    assert desk.client.get("/seloste").status_code == 200


def test_a_folder_that_cannot_be_written_is_told(desk, monkeypatch):
    def full(*_args, **_more):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(draft, "_replace", full)
    said = desk.form("/seloste/sailytys", 3) | {"at_most_n": "1"}
    answer = desk.send("/seloste/sailytys", said)
    assert answer.status_code == 409
    assert "Luonnosta ei voi tallentaa" in answer.content.decode()


def test_letters_of_an_old_editor_are_read(desk):
    desk.file.write_bytes(AGENCY.encode("cp1252", "replace"))
    assert "Keksitty yritys. Kirjoita tilalle kaupparekisteriin merkitty" in draft.read().text
    assert "yhteisöasiakkaiden" in draft.read().text


def test_nobody_but_the_main_user_edits(desk, signed_in):
    other = signed_in("sales", name="bertta")
    for address in (*FORMS, "/seloste/sailytys", "/seloste/teksti", "/seloste/muutokset"):
        assert other.get(address).status_code == 403
        assert other.post(address, {"seen": draft.read().digest}).status_code == 403
