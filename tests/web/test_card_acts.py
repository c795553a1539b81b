"""What is decided on the card: relations, restrictions, permissions, secrets."""

import re

import pytest
from card_world import CODE, DAY, SECRET, TODAY, contact, full, person
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from lupaus.ledger.entry import Event
from lupaus.policy.vocabulary import State
from lupaus.register.facts import known
from lupaus.register.identity_code import is_code

pytestmark = pytest.mark.engine
PART = {"HX-Request": "true"}


def _page(client, party):
    return client.get(f"/asiakkaat/{party}").content.decode()


def _undo(client, page, to="/"):
    """The last of what the page offers to undo."""
    token = page.split('name="token" value="')[-1].split('"')[0]
    typed = {"token": token, "next": to}
    return client.post("/kumoa", typed, follow=True).content.decode()


def _events() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT payload FROM ledger_payload ORDER BY seq")
        return [bytes(row[0]).decode() for row in cursor.fetchall()]


# --- the relation -----------------------------------------------------------------------------


def test_a_relation_begins_ends_and_both_are_taken_back(signed_in):
    party, client = person(), signed_in("sales")
    address = f"/asiakkaat/{party}/asiakkuus"
    assert "Aloita asiakkuus" in client.get(address).content.decode()
    client.post(address, {"deed": "aloita", "day": "1.3.2026", "reason": ""})
    assert known(party).state is State.CUSTOMER
    page = client.post(address, {"deed": "paata", "day": "2.3.2026"}, follow=True)
    assert known(party).relation_ended_on == TODAY
    _undo(client, page.content.decode())
    facts = known(party)
    assert (facts.state, facts.relation_started_on) == (State.CUSTOMER, TODAY - DAY)


@pytest.mark.parametrize(
    ("day", "says"),
    [("3.3.2026", "Päivä on vasta tulossa"), ("x", "Tämä ei ole päivä"), ("", "Tämä ei ole")],
)
def test_a_day_that_cannot_be_is_told(signed_in, day, says):
    party = person()
    typed = {"deed": "aloita", "day": day}
    answer = signed_in("sales").post(f"/asiakkaat/{party}/asiakkuus", typed)
    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert known(party).state is State.PROSPECT


def test_who_does_not_see_the_relation_does_not_end_it(signed_in):
    party, client = person(), signed_in("bookkeeping")
    typed = {"deed": "aloita", "day": "1.3.2026"}
    assert client.post(f"/asiakkaat/{party}/asiakkuus", typed).status_code == 403
    assert "/asiakkuus" not in _page(client, party)


# --- restriction, claims, protection ----------------------------------------------------------


def test_a_restricted_person_leaves_the_sight_of_everybody_and_comes_back(signed_in):
    party, client = person(), signed_in("sales")
    answer = client.post(f"/asiakkaat/{party}/rajoitus", {"deed": "rajoita"}, follow=True)
    page = answer.content.decode()
    assert known(party).restricted
    assert client.get(f"/asiakkaat/{party}").status_code == 404
    _undo(client, page)
    assert not known(party).restricted


def test_a_restriction_ends_only_when_the_person_has_been_told(signed_in):
    party, client = person(), signed_in()
    client.post(f"/asiakkaat/{party}/rajoitus", {"deed": "rajoita"})
    client.post("/tarkoitus", {"purpose": "claims"})
    address = f"/asiakkaat/{party}/rajoitus"
    assert client.post(address, {"deed": "vapauta"}).status_code == 422
    assert known(party).restricted
    client.post(address, {"deed": "vapauta", "told": "on"})
    assert not known(party).restricted


def test_a_claim_is_marked_settled_and_taken_back(signed_in):
    party, client = person(), signed_in("sales")
    answer = client.post(f"/asiakkaat/{party}/riita", {"deed": "riitauta"}, follow=True)
    page = answer.content.decode()
    assert "riita" in page
    assert known(party).disputed
    _undo(client, page)
    assert not known(party).disputed


def test_a_protected_address_is_marked_and_ends_only_with_a_reason(signed_in):
    party, client = person(), signed_in("sales")
    address = f"/asiakkaat/{party}/turvakielto"
    typed = {"deed": "suojaa", "since": "1.3.2026", "source": "customer"}
    page = client.post(address, typed, follow=True)
    assert "Osoite on suojattu 1.3.2026 alkaen" in page.content.decode()
    assert client.post(address, {"deed": "paljasta", "why": " "}).status_code == 422
    typed = {"deed": "paljasta", "why": "päättyi"}
    page = client.post(address, typed, follow=True).content.decode()
    assert known(party).protected_on is None
    _undo(client, page)
    assert known(party).protected_on == TODAY - DAY


def test_the_address_of_a_firm_is_not_protected(signed_in):
    _one, firm = contact()
    client = signed_in("sales")
    assert "/turvakielto" not in _page(client, firm)
    typed = {"deed": "suojaa", "since": "1.3.2026", "source": "customer"}
    assert client.post(f"/asiakkaat/{firm}/turvakielto", typed).status_code == 422


# --- permissions ------------------------------------------------------------------------------


def _said(client, party, said, **more):
    typed = {
        "decision": said,
        "purpose": "marketing",
        "channel": "email",
        "how": "puhelin",
        "origin": "own",
        "evidence": "",
        **more,
    }
    return client.post(f"/asiakkaat/{party}/luvat", typed, follow=True)


def _email_line(page: str) -> str:
    section = page.split('id="luvat"')[1].split("</section>", maxsplit=1)[0]
    return section.split("permission-channel")[1]


def test_what_the_person_says_is_honoured_at_once(signed_in):
    (party, _firm), client = contact(), signed_in("sales")
    assert "sallittu, ei kielletty" in _email_line(_page(client, party))
    page = _said(client, party, "objected").content.decode()
    assert "kielletty" in _email_line(page)
    assert "2.3.2026, puhelimessa" in _email_line(page)
    page = _said(client, party, "lifted", evidence="viesti 2.3.").content.decode()
    assert "sallittu" in _email_line(page)


def test_that_a_person_takes_an_objection_back_needs_something_to_show(signed_in):
    (party, _firm), client = contact(), signed_in("sales")
    _said(client, party, "objected")
    answer = _said(client, party, "lifted")
    assert answer.status_code == 422
    assert "mistä näkee, että asiakas perui kiellon" in answer.content.decode()
    assert "kielletty" in _email_line(_page(client, party))


@pytest.mark.parametrize("said", ["lifted", "granted"])
def test_who_does_not_see_permissions_writes_none_that_allow_more(signed_in, said):
    (party, _firm), sales = contact(), signed_in("sales")
    books = signed_in("bookkeeping", name="kaarlo")
    _said(sales, party, "objected")
    offered = books.get(f"/asiakkaat/{party}/luvat").content.decode()
    assert 'value="objected"' in offered
    assert f'value="{said}"' not in offered
    assert _said(books, party, said, evidence="viesti 2.3.").status_code == 422
    assert "kielletty" in _email_line(_page(sales, party))


def test_staff_do_not_lift_what_the_person_said(signed_in):
    (party, _firm), client = contact(), signed_in("sales")
    _said(client, party, "objected")
    page = _said(client, party, "lifted", origin="staff").content.decode()
    assert "kielletty" in _email_line(page)


def test_a_consent_needs_something_to_show(signed_in):
    (party, _firm), client = contact(), signed_in("sales")
    answer = _said(client, party, "granted")
    assert answer.status_code == 422
    assert "Kerro, mihin tekstiin suostuttiin" in answer.content.decode()
    page = _said(client, party, "granted", evidence="lomake 4").content.decode()
    assert "sallittu" in _email_line(page)
    assert "2.3.2026, puhelimessa" in _email_line(page)


def test_anybody_who_is_told_writes_down_an_objection(signed_in):
    """A right is exercised wherever somebody answers the phone."""
    (party, _firm), books = contact(), signed_in("support")
    _said(books, party, "objected", channel="kaikki")
    page = _page(signed_in("sales", name="kaarlo"), party)
    assert "kielletty" in _email_line(page)


@pytest.mark.parametrize(
    "typed", [{"purpose": "ei-ole"}, {"channel": "savu"}, {"decision": "x"}, {"origin": "law"}]
)
def test_a_decision_that_cannot_be_is_told(signed_in, typed):
    (party, _firm), client = contact(), signed_in("sales")
    assert _said(client, party, "objected", **typed).status_code == 422


def test_an_identity_code_is_no_evidence(signed_in):
    (party, _firm), client = contact(), signed_in("sales")
    answer = _said(client, party, "granted", evidence=CODE)
    assert answer.status_code == 422
    assert "Tekstissä on henkilötunnus" in answer.content.decode()


# --- secrets ----------------------------------------------------------------------------------


def _opens(client, party, table):
    page = _page(client, party)
    return re.search(rf'href="(/asiakkaat/{party}/avaa/{table}/\d+)"', page)[1]


@pytest.mark.parametrize(("table", "secret"), [("identitycode", CODE), ("credential", SECRET)])
def test_a_secret_is_shown_once_for_a_reason_and_kept_nowhere(signed_in, table, secret):
    party, client = full(), signed_in()
    address = _opens(client, party, table)
    assert secret not in client.get(address).content.decode()
    assert client.post(address, {"why": "  "}).status_code == 422
    answer = client.post(address, {"why": "sivujen siirto"})
    assert secret in answer.content.decode()
    assert "no-store" in answer.headers["Cache-Control"]
    assert str(Event.SECRET_REVEALED) in _events()[-1]
    assert not any(secret in event for event in _events())
    assert secret not in client.get(address).content.decode()
    assert secret not in _page(client, party)


def test_a_secret_is_not_opened_by_who_does_not_need_it(signed_in):
    party = full()
    address = _opens(signed_in(), party, "credential")
    sales = signed_in("sales", name="kaarlo")
    assert sales.post(address, {"why": "uteliaisuus"}).status_code in {403, 404}


def test_a_secret_of_another_is_not_opened_under_a_name(signed_in):
    party, other, client = full(), person(), signed_in()
    address = _opens(client, party, "credential").replace(f"/{party}/", f"/{other}/")
    assert client.post(address, {"why": "x"}).status_code == 404


KEPT = {
    "identitycode": ({"code": CODE, "ground": "luotto"}, "131052-****"),
    "credential": ({"label": "webhotelli", "username": "aino", "secret": " s "}, "webhotelli"),
}


@pytest.mark.parametrize("table", KEPT)
def test_what_is_kept_apart_is_entered_taken_away_and_put_back(signed_in, table):
    typed, piece = KEPT[table]
    party, client = person(), signed_in()
    page = client.post(f"/asiakkaat/{party}/sailyta/{table}", typed, follow=True)
    assert piece in page.content.decode()
    away = re.search(rf'href="(/asiakkaat/{party}/poista/{table}/\d+)"', page.content.decode())[
        1
    ]
    assert piece in client.get(away).content.decode()
    gone = client.post(away, follow=True).content.decode()
    assert piece not in gone
    assert piece in _undo(client, gone, f"/asiakkaat/{party}")


def test_a_wrong_code_is_told_and_never_repeated_outside_its_field(signed_in):
    wrong = "131052-9086"
    assert not is_code(wrong)
    party, client = person(), signed_in()
    answer = client.post(
        f"/asiakkaat/{party}/sailyta/identitycode", {"code": wrong, "ground": "luotto"}
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Henkilötunnus ei täsmää" in page


def test_a_file_is_kept_whole_and_comes_as_a_file(signed_in):
    party, client = person(), signed_in("support")
    sent = SimpleUploadedFile("../söpimus <1>.html", b"<script>alert(1)</script>", "text/html")
    page = client.post(f"/asiakkaat/{party}/sailyta/file", {"file": sent}, follow=True)
    address = re.search(rf'href="(/asiakkaat/{party}/tiedosto/\d+)"', page.content.decode())[1]
    answer = client.get(address)
    assert answer.content == b"<script>alert(1)</script>"
    assert answer.headers["Content-Disposition"].startswith("attachment;")
    assert "\n" not in answer.headers["Content-Disposition"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("sent", [None, SimpleUploadedFile("tyhja.txt", b"", "text/plain")])
def test_no_file_and_an_empty_one_are_told(signed_in, sent):
    party, client = person(), signed_in("support")
    typed = {"file": sent} if sent else {}
    assert client.post(f"/asiakkaat/{party}/sailyta/file", typed).status_code == 422


def test_a_file_of_another_is_not_there(signed_in):
    party, other, client = full(), person(), signed_in()
    page = _page(client, party)
    row = re.search(rf"/asiakkaat/{party}/tiedosto/(\d+)", page)[1]
    assert client.get(f"/asiakkaat/{other}/tiedosto/{row}").status_code == 404


def _invoice(client, party):
    return re.search(rf"/asiakkaat/{party}/laskut/\d+", _page(client, party))[0]


def test_a_part_is_answered_to_a_part(signed_in):
    party, client = full(), signed_in()
    for address in (_invoice(client, party), _opens(client, party, "credential")):
        part = client.get(address, headers=PART).content.decode()
        assert "<html" not in part
