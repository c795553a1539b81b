"""Adding, mending and taking away on the card, with errors, conflicts and undo."""

import pytest
from adding_hands import AINO, PERSON
from card_hands import email_of, form_of, rows
from card_world import DAY, TODAY, act, contact, firm, full, person
from house import SAMPLE, adopt_sample

from lupaus.policy.vocabulary import SubjectKind
from lupaus.register import followups
from lupaus.register.followups import FollowUp
from lupaus.register.values import Email, PersonName

pytestmark = pytest.mark.engine
PART = {"HX-Request": "true"}
#: table -> the role that may, what is typed, and what is then seen on the card.
ADDED = {
    "emailaddress": ("sales", {"address": "uusi@example.fi", "kind": "työ"}, "uusi@example.fi"),
    "phonenumber": ("sales", {"typed": "09 123 456"}, "tel:+3589123456"),
    "postaladdress": ("support", {"street": "Tie 2", "country": "FI"}, "Tie 2"),
    "webaddress": ("sales", {"url": "example.com"}, "https://example.com"),
    "billingprofile": ("bookkeeping", {"reference": "osasto 5"}, "osasto 5"),
    "order": ("support", {"name": "Verkkokauppa", "status": "open"}, "Verkkokauppa"),
}


def _undo(client, page):
    token = page.split('name="token" value="')[1].split('"')[0]
    return client.post("/kumoa", {"token": token}, follow=True)


# --- adding -----------------------------------------------------------------------------------


@pytest.mark.parametrize("table", ADDED)
def test_a_row_is_added_seen_and_taken_back(signed_in, table):
    role, typed, piece = ADDED[table]
    party, client = person(), signed_in(role)
    assert client.get(f"/asiakkaat/{party}/lisaa/{table}").status_code == 200
    answer = client.post(f"/asiakkaat/{party}/lisaa/{table}", typed, follow=True)
    page = answer.content.decode()
    assert piece in page
    assert "Lisättiin:" in page
    _undo(client, page)
    assert piece not in client.get(f"/asiakkaat/{party}").content.decode()


@pytest.mark.parametrize("table", ["emailaddress", "order", "postaladdress"])
def test_every_mistake_stands_beside_its_field_and_nothing_is_lost(signed_in, table):
    typed = {
        "emailaddress": {"address": "ei osoite", "kind": "työ"},
        "order": {
            "name": "",
            "starts_on": "31.2.2026",
            "price_cents": "kallis",
            "status": "open",
        },
        "postaladdress": {"postcode": "123", "street": "Katu 1", "country": "FI"},
    }[table]
    party, client = person(), signed_in("support")
    answer = client.post(f"/asiakkaat/{party}/lisaa/{table}", typed)
    page = answer.content.decode()
    assert answer.status_code == 422
    wrong = {"emailaddress": 1, "order": 3, "postaladdress": 1}[table]
    assert page.count('aria-invalid="true"') == wrong
    for value in filter(None, typed.values()):
        assert value in page


def test_a_part_of_a_page_is_answered_to_a_part(signed_in):
    party, client = person(), signed_in("sales")
    part = client.get(f"/asiakkaat/{party}/lisaa/emailaddress", headers=PART).content.decode()
    assert part.lstrip().startswith("<form")
    wrong = client.post(
        f"/asiakkaat/{party}/lisaa/emailaddress", {"address": "x"}, headers=PART
    )
    assert wrong.status_code == 422
    assert wrong.content.decode().lstrip().startswith("<form")


def test_what_was_done_by_a_part_is_answered_with_the_whole_card(signed_in):
    party, client = person(), signed_in("sales")
    answer = client.post(
        f"/asiakkaat/{party}/lisaa/emailaddress",
        {"address": "uusi@example.fi"},
        headers=PART,
        follow=True,
    )
    assert answer.headers["HX-Retarget"] == "#main"
    assert "uusi@example.fi" in answer.content.decode()


@pytest.mark.parametrize(
    ("role", "table", "clause"),
    [
        ("bookkeeping", "emailaddress", "data.email"),
        ("sales", "order", "data.orders"),
        ("sales", "billingprofile", "data.billing"),
    ],
)
def test_what_no_purpose_of_mine_needs_is_refused_with_the_clause(
    signed_in, role, table, clause
):
    party, client = person(), signed_in(role)
    answer = client.get(f"/asiakkaat/{party}/lisaa/{table}")
    assert answer.status_code == 403
    assert f"/lupaukset/{clause}" in answer.content.decode()
    assert client.post(f"/asiakkaat/{party}/lisaa/{table}", {}).status_code == 403


@pytest.mark.parametrize("table", ["invoice", "relationship", "ei-ole", "organisation"])
def test_what_is_not_added_so_is_no_page(signed_in, table):
    assert signed_in().get(f"/asiakkaat/{person()}/lisaa/{table}").status_code == 404


def test_a_form_says_why_it_may_ask(signed_in):
    page = signed_in("sales").get(f"/asiakkaat/{person()}/lisaa/emailaddress").content.decode()
    assert "/lupaukset/purpose.relations" in page


def test_an_identity_code_in_a_text_is_told_beside_the_field(signed_in):
    party, client = person(), signed_in("sales")
    answer = client.post(f"/asiakkaat/{party}/kirjaa/merkinta", {"text": "tunnus 131052-9085"})
    assert answer.status_code == 422
    assert "Tekstissä on henkilötunnus" in answer.content.decode()


# --- mending ----------------------------------------------------------------------------------


def test_a_value_is_mended_and_taken_back_with_its_source_and_day(signed_in):
    party, client = person(None, Email("vanha@example.fi")), signed_in("sales")
    row = email_of(party)
    address = f"/asiakkaat/{party}/muuta/emailaddress/{row.id}"
    typed = {**form_of(client, address), "address": "uusi@example.fi"}
    page = client.post(address, typed, follow=True).content.decode()
    assert "Muutettiin: sähköposti." in page
    assert "uusi@example.fi" in page
    _undo(client, page)
    assert email_of(party) == row


def test_no_value_of_anybody_stands_in_what_a_message_says(signed_in):
    party, client = person(), signed_in("sales")
    answer = client.post(
        f"/asiakkaat/{party}/lisaa/emailaddress", {"address": "uusi@example.fi"}
    )
    assert email_of(party).address == "uusi@example.fi"
    assert "uusi@example" not in answer.headers["Location"]
    assert "uusi@example" not in str(answer.cookies)


def test_saving_what_stands_already_changes_nothing(signed_in):
    party, client = person(None, Email("vanha@example.fi")), signed_in("sales")
    row = email_of(party)
    address = f"/asiakkaat/{party}/muuta/emailaddress/{row.id}"
    typed = {**form_of(client, address), "address": "vanha@example.fi"}
    page = client.post(address, typed, follow=True).content.decode()
    assert "Mikään ei muuttunut." in page
    assert email_of(party) == row


@pytest.mark.parametrize("seen", ["", "roskaa", "A" * 80])
def test_a_form_that_is_none_of_ours_stores_nothing(signed_in, seen):
    party, client = person(None, Email("vanha@example.fi")), signed_in("sales")
    row = email_of(party)
    answer = client.post(
        f"/asiakkaat/{party}/muuta/emailaddress/{row.id}",
        {"seen": seen, "address": "uusi@example.fi"},
        follow=True,
    )
    assert "Lomake oli vanhentunut" in answer.content.decode()
    assert email_of(party) == row


def test_a_row_of_another_is_not_there(signed_in):
    one, other = person(None, Email("a@example.fi")), person(PersonName("Kaarlo", "Åberg"))
    row = email_of(one)
    client = signed_in("sales")
    answer = client.get(f"/asiakkaat/{other}/muuta/emailaddress/{row.id}")
    assert answer.status_code == 404


def test_the_seconds_of_a_message_stay_when_nobody_changes_its_time(signed_in):
    party, client = full(), signed_in("sales")
    [before] = rows(party, "messages", "relations")
    address = f"/asiakkaat/{party}/muuta/message/{before.id}"
    local = "1.3.2026 12.00"
    typed = {"direction": "in", "channel": "email", "subject": "Muu", "body": "x", "at": local}
    client.post(address, {**form_of(client, address), **typed})
    [after] = rows(party, "messages", "relations")
    assert (after.subject, after.at) == ("Muu", before.at)


# --- taking away ------------------------------------------------------------------------------


def test_a_row_is_taken_away_and_comes_back(signed_in):
    party, client = person(None, Email("vanha@example.fi")), signed_in("sales")
    row = email_of(party)
    address = f"/asiakkaat/{party}/muuta/emailaddress/{row.id}"
    typed = {**form_of(client, address), "remove": "1"}
    page = client.post(address, typed, follow=True).content.decode()
    assert "Poistettiin: sähköposti." in page
    assert "vanha@example.fi" not in page
    _undo(client, page)
    assert email_of(party) == row


def test_the_only_name_is_mended_not_taken_away(signed_in):
    party, client = person(), signed_in("sales")
    [name] = rows(party, "names", "relations")
    address = f"/asiakkaat/{party}/muuta/personname/{name.id}"
    answer = client.post(address, {**form_of(client, address), "remove": "1"})
    assert answer.status_code == 422
    assert "ainoa nimi" in answer.content.decode()


# --- roles ------------------------------------------------------------------------------------


def test_a_firm_is_found_by_its_name_and_chosen(signed_in):
    party = person(PersonName("Bertta", "Öhman"), kinds=(SubjectKind.REPRESENTATIVE,))
    other, client = firm("Kukkakauppa Oy", ""), signed_in("sales")
    address = f"/asiakkaat/{party}/lisaa/affiliation"
    looked = client.post(address, {"finder": "kukka", "look": "1"})
    assert looked.status_code == 200
    assert "Kukkakauppa Oy" in looked.content.decode()
    assert not rows(party, "affiliations", "relations")
    typed = {"organisation_id": str(other), "role": "billing", "started_on": "1.3.2026"}
    client.post(address, typed)
    [role] = rows(party, "affiliations", "relations")
    assert (role.other, role.role, role.started_on) == (other, "billing", TODAY - DAY)


def test_somebody_is_added_to_a_firm_from_its_own_card(signed_in):
    party = person(PersonName("Bertta", "Öhman"), kinds=(SubjectKind.REPRESENTATIVE,))
    other, client = firm(), signed_in("sales")
    address = f"/asiakkaat/{other}/lisaa/affiliation"
    assert (
        "Bertta Öhman" in client.post(address, {"finder": "öhm", "look": "1"}).content.decode()
    )
    typed = {"organisation_id": str(party), "role": "user"}
    page = client.post(address, typed, follow=True).content.decode()
    assert f'href="/asiakkaat/{party}"' in page
    _undo(client, page)
    assert not rows(party, "affiliations", "relations")


def test_a_role_that_was_mended_on_the_firms_card_leads_back_there(signed_in):
    party, other = contact()
    client = signed_in("sales")
    [role] = rows(party, "affiliations", "relations")
    address = f"/asiakkaat/{party}/muuta/affiliation/{role.id}?k={other}"
    typed = {"organisation_id": str(other), "role": "billing", "title": "Kirjuri"}
    answer = client.post(address, {**form_of(client, address), **typed})
    assert answer.headers["Location"].startswith(f"/asiakkaat/{other}")


def test_nobody_is_chosen_whom_the_visitor_does_not_see(signed_in):
    party = person(PersonName("Bertta", "Öhman"), kinds=(SubjectKind.REPRESENTATIVE,))
    answer = signed_in("sales").post(
        f"/asiakkaat/{party}/lisaa/affiliation", {"organisation_id": "999999", "role": "user"}
    )
    assert answer.status_code == 422


# --- writing down -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "typed", "piece"),
    [
        ("merkinta", {"text": "kahvi maistui 🙂"}, "kahvi maistui 🙂"),
        ("puhelu", {"at": "1.3.2026 9.05", "direction": "in", "subject": "Vika"}, "Vika"),
        ("viesti", {"at": "1.3.2026 klo 9.05", "direction": "out", "body": "Hei"}, "Hei"),
        ("tapaaminen", {"at": "2026-03-01T09:05", "direction": "out"}, "Tapaaminen"),
        ("muistutus", {"text": "soita", "due_on": "9.3.2026"}, "soita"),
    ],
)
def test_what_happened_is_written_down_and_taken_back(signed_in, kind, typed, piece):
    party, client = person(), signed_in("sales")
    assert client.get(f"/asiakkaat/{party}/kirjaa/{kind}").status_code == 200
    page = client.post(f"/asiakkaat/{party}/kirjaa/{kind}", typed, follow=True).content.decode()
    assert piece in page.split('id="aika"')[1]
    _undo(client, page)
    after = client.get(f"/asiakkaat/{party}").content.decode().split('id="aika"')[1]
    assert piece not in after.split("</section>")[0]


@pytest.mark.parametrize(
    ("kind", "typed", "says"),
    [
        ("merkinta", {"text": "  "}, "Kirjoita tähän jotain."),
        ("puhelu", {"at": "eilen", "direction": "in"}, "Kirjoita päivä ja kellonaika"),
        ("puhelu", {"at": "3.3.2026 12.00", "direction": "in"}, "Päivä on vasta tulossa"),
        ("puhelu", {"at": "31.2.2026 12.00", "direction": "in"}, "Kirjoita päivä ja"),
        ("muistutus", {"text": "soita", "due_on": "pian"}, "Tämä ei ole päivä"),
        ("muistutus", {"text": "soita", "due_on": ""}, "Kirjoita tähän jotain."),
    ],
)
def test_a_mistake_in_what_is_written_down_is_told(signed_in, kind, typed, says):
    answer = signed_in("sales").post(f"/asiakkaat/{person()}/kirjaa/{kind}", typed)
    assert answer.status_code == 422
    assert says in answer.content.decode()


PASSED = "Päivä on jo mennyt. Valitse tämä päivä tai myöhempi."


@pytest.mark.parametrize(
    ("day", "status"), [(TODAY, 302), (TODAY - DAY, 422), (TODAY.replace(year=1900), 422)]
)
def test_a_reminder_is_of_today_or_later_wherever_it_is_written(signed_in, day, status):
    party, client, due = person(), signed_in("sales"), f"{day.day}.{day.month}.{day.year}"
    one = {"text": "soita", "due_on": due}
    new = {
        **AINO,
        "do": "save",
        "followup-0-text": "soita",
        "followup-0-due_on": due,
        "shown": str(party),
    }
    card = f"/asiakkaat/{party}"
    answers = [
        client.post(f"{card}/kirjaa/muistutus", one),
        client.post(f"{card}/lisaa/followup", one),
        client.post(f"{card}/taydenna", {**new, "take": "followup-0", "do": "add"}),
        client.post(PERSON, new),
    ]
    assert [answer.status_code for answer in answers] == [status] * 4
    told = [PASSED in answer.content.decode() for answer in answers]
    assert told == [status == 422] * 4


def _overdue(party) -> int:
    due = FollowUp("soita", TODAY - 9 * DAY)
    return followups.add(act=act(), party=party, followup=due).ids[0]


@pytest.mark.parametrize(
    ("day", "status"), [(TODAY, 302), (TODAY - DAY, 422), (TODAY - 9 * DAY, 302)]
)
def test_a_reminder_that_is_late_moves_to_today_or_stays_where_it_was(signed_in, day, status):
    party, client = person(), signed_in("sales")
    address = f"/asiakkaat/{party}/muuta/followup/{_overdue(party)}"
    due = f"{day.day}.{day.month}.{day.year}"
    form = {**form_of(client, address), "text": "soita pian", "due_on": due}
    answer = client.post(address, form)
    assert answer.status_code == status
    assert (PASSED in answer.content.decode()) is (status == 422)


def test_a_reminder_that_is_late_is_done_and_taken_away_as_any(signed_in):
    party, client = person(), signed_in("sales")
    client.post(f"/tehtava/{_overdue(party)}/tehty")
    assert ">Tehty<" in client.get(f"/asiakkaat/{party}").content.decode()
    address = f"/asiakkaat/{party}/muuta/followup/{_overdue(party)}"
    assert client.post(address, {**form_of(client, address), "remove": "1"}).status_code == 302


@pytest.mark.parametrize(("role", "has_place"), [("sales", False), ("owner", True)])
def test_the_place_of_an_identity_code_is_named_where_there_is_one(signed_in, role, has_place):
    at = f"/asiakkaat/{person()}/kirjaa/merkinta"
    said = signed_in(role).post(at, {"text": "koodi 131052-9085"}).content.decode()
    assert "Tekstissä on henkilötunnus. Ota se pois tästä" in said
    assert ("tunnuksen paikka on salattu" in said) is has_place


def test_the_head_of_the_card_names_what_it_opens(signed_in):
    page = signed_in("sales").get(f"/asiakkaat/{person()}").content.decode()
    said = page.split("data-writes>")[1].split("</a>")[0]
    assert said.endswith("Merkintä")
    assert 'href="#kirjaa"' in page
    assert 'id="kirjaa"' in page


def test_without_notes_the_head_of_the_card_opens_a_call(committed_register, signed_in):
    without = SAMPLE.read_text(encoding="utf-8").replace(
        "  notes: {for: [relations], from: [customer]}\n", ""
    )
    adopt_sample(without)
    page = signed_in("sales").get(f"/asiakkaat/{person()}").content.decode()
    assert page.split("data-writes>")[1].split("</a>")[0].endswith("Puhelu")


def test_who_may_write_nothing_down_is_offered_nothing(signed_in):
    client, party = signed_in("bookkeeping"), person()
    assert "/kirjaa/" not in client.get(f"/asiakkaat/{party}").content.decode()
    assert client.get(f"/asiakkaat/{party}/kirjaa/merkinta").status_code == 403


def test_a_time_is_of_the_clock_in_finland(signed_in):
    party, client = person(), signed_in("sales")
    typed = {"at": "1.3.2026 9.05", "direction": "in"}
    client.post(f"/asiakkaat/{party}/kirjaa/puhelu", typed)
    [row] = rows(party, "messages", "relations")
    assert row.at.isoformat() == "2026-03-01T07:05:00+00:00"
