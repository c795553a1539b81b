"""The list as a file: who is in it, which columns, and what stays here."""

import csv
import io
import re

import pytest
from card_world import contact
from django.test import Client
from list_hands import agreed, owing, picked
from openpyxl import load_workbook
from web_hands import NOW, person

from lupaus.guard import Act
from lupaus.ledger.entry import Event
from lupaus.ledger.history import latest
from lupaus.register import people, permissions
from lupaus.register.permissions import Given
from lupaus.register.protected import protect
from lupaus.register.values import Email, Phone

pytestmark = pytest.mark.engine
RELATIONS = Act("bertta", "relations", NOW, "web")


def body(answer) -> str:
    return answer.content.decode()


def entries() -> int:
    return len(latest(10_000))


def exported(client: Client, form: str, *parties: int, **more: str):
    address = picked(client, "vienti", *parties)
    return taken(client, address, form=form, **more)


def taken(client: Client, address: str, *, purpose: str = "relations", **more: str):
    """Shown, agreed to, handed over."""
    address = f"{address}&purpose={purpose}"
    word = agreed(body(client.get(address)))
    return client.post(address, {"agreed": word, "form": "csv", **more})


def test_the_page_says_what_the_file_will_hold(signed_in):
    client = signed_in()
    for n in range(3):
        person("Aino", f"Äijälä {n}")
    said = body(client.get(picked(client, "vienti") + "&purpose=relations"))
    assert "Tiedostoon tulee 3 asiakasta" in said
    assert "Nimi, Nro, Asiakkuus" in said


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_the_file_is_what_stands_in_the_list(signed_in, form):
    client = signed_in()
    aino = person("Aino", "Äijälä", Email("aino@example.fi"), Phone("+358401234567"))
    person("Kaarlo", "Åberg")
    answer = exported(client, form, aino)
    assert answer.status_code == 200
    assert f'filename="asiakkaat-2026-03-02.{form}"' in answer.headers["Content-Disposition"]
    assert "no-store" in answer.headers["Cache-Control"]
    rows = _rows(form, answer.content)
    assert rows[0][:3] == ["Nimi", "Asiakasnumero", "Asiakkuus"]
    assert len(rows) == 2
    assert rows[1][0] == "Äijälä Aino"
    assert "mahdollinen" in rows[1]
    assert "aino@example.fi" in rows[1]


def _rows(form: str, content: bytes) -> list[list[str]]:
    if form == "csv":
        return list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))
    sheet = load_workbook(io.BytesIO(content)).active
    return [[str(cell or "") for cell in row] for row in sheet.iter_rows(values_only=True)]


def test_all_goes_out_in_the_order_of_the_list(signed_in):
    client = signed_in()
    for family in ("Aalto", "Zidan", "Äijälä"):
        person("Aino", family)
    address = picked(client, "vienti", address="/asiakkaat?sort=-name")
    rows = _rows("csv", taken(client, address).content)
    assert [row[0] for row in rows[1:]] == ["Äijälä Aino", "Zidan Aino", "Aalto Aino"]


def test_a_protected_address_stays_here_and_the_page_says_so(signed_in):
    client = signed_in()
    aino = person("Aino", "Äijälä", Email("aino@example.fi"), Phone("+358401234567"))
    protect(act=RELATIONS, party=aino, source="customer")
    said = body(client.get(picked(client, "vienti", aino)))
    assert "1 asiakkaalla on turvakielto" in said
    assert "roolit yrityksissä ja palvelut" in said
    content = exported(client, "csv", aino).content.decode()
    assert "Äijälä Aino" in content
    assert "aino@example.fi" not in content
    assert "1234567" not in content


def test_columns_out_of_sight_are_not_in_the_file_and_told(signed_in):
    client, aino = signed_in("sales", name="bertta"), person()
    said = body(client.get(picked(client, "vienti", aino)))
    assert "Jäävät pois, koska tarkoitus ei tarvitse niitä" in said
    assert 'href="/lupaukset/data.postal-address">Paikkakunta' in said
    rows = _rows("csv", exported(client, "csv", aino).content)
    assert "Paikkakunta" not in rows[0]


@pytest.mark.parametrize("word", ["1", "x", ""])
def test_a_file_that_nobody_was_shown_is_not_made(signed_in, word):
    client, aino = signed_in(), person()
    before = entries()
    answer = taken(client, picked(client, "vienti", aino), agreed=word)
    assert answer.status_code == 409
    assert "Tiedostoa ei tehty" in body(answer)
    assert "Tiedostoon tulee 1 asiakas" in body(answer)
    assert entries() == before


def test_a_file_of_as_many_others_is_not_made(signed_in):
    client, aino = signed_in(), person()
    address = picked(client, "vienti")
    word = agreed(body(client.get(address + "&purpose=relations")))
    people.restrict(act=RELATIONS, party=aino)
    person("Kaarlo", "Åberg")
    before = entries()
    answer = taken(client, address, agreed=word)
    assert answer.status_code == 409
    assert "joukossa olisi muita" in body(answer)
    assert "Tiedostoon tulee 1 asiakas" in body(answer)
    assert entries() == before


# -- for one purpose --------------------------------------------------------------------------


def test_the_file_holds_what_its_purpose_needs_and_the_page_says_so_before(signed_in):
    client = signed_in()
    aino = person("Aino", "Äijälä", Email("aino@example.fi"))
    owing(aino, cents=123_450)
    bertta, _firm = contact()
    address = picked(client, "vienti", aino, bertta)
    page = body(client.get(f"{address}&purpose=marketing"))
    assert "Tiedostoon tulee 1 asiakas" in page
    assert "poistunut tai ei näy" in page
    assert "Maksamatta" in page.partition("Jäävät pois, koska")[2].partition("</p>")[0]
    content = taken(client, address, purpose="marketing").content.decode()
    assert "bertta@example.fi" in content
    for other in ("aino@example.fi", "Äijälä", "1234567", "1234,50"):
        assert other not in content
    assert latest(1)[0][1]["purpose"] == "marketing"
    books = taken(client, address, purpose="accounting").content.decode()
    assert "1234,50" in books
    assert "example.fi" not in books


def test_whoever_forbade_it_is_not_in_a_file_for_marketing_and_the_page_says_so(signed_in):
    client, (bertta, _firm) = signed_in(), contact()
    address = picked(client, "vienti", bertta)
    assert "bertta@example.fi" in taken(client, address, purpose="marketing").content.decode()
    given, act = Given("phone"), Act("bertta", "marketing", NOW, "web")
    permissions.object_to(act=act, party=bertta, purpose="marketing", channel=None, given=given)
    page = body(client.get(f"{address}&purpose=marketing"))
    assert "Tiedostoon tulee 0 asiakasta" in page
    assert "tämä käyttö on kielletty" in page
    assert 'href="/lupaukset/object.marketing"' in page
    assert client.get("/lupaukset/object.marketing").status_code == 200
    assert "Lataa tiedosto" not in page
    answer = taken(client, address, purpose="marketing")
    assert "bertta" not in answer.content.decode().casefold().partition("<main")[2]
    assert "bertta@example.fi" in taken(client, address).content.decode()


def test_every_purpose_of_the_role_is_offered_and_the_one_shown_is_marked(signed_in):
    client = signed_in("sales", name="bertta")
    address = picked(client, "vienti", person())
    page = body(client.get(f"{address}&purpose=marketing"))
    found = re.findall(r'purpose=([a-z]+)"( aria-current="page")?>', page)
    assert dict(found) == {"relations": "", "marketing": ' aria-current="page"'}
    books = signed_in("bookkeeping", name="kaarlo")
    assert "Mihin tarkoitukseen" not in body(books.get(picked(books, "vienti")))


def test_a_list_by_what_a_purpose_does_not_see_is_no_file_of_that_purpose(signed_in):
    client = signed_in()
    owing(person(), cents=100)
    address = picked(client, "vienti", address="/asiakkaat?money=open")
    page = body(client.get(f"{address}&purpose=marketing"))
    assert "Luetteloa ei voi rajata näin tähän tarkoitukseen" in page
    assert 'href="/lupaukset/data.vouchers"' in page
    assert "Lataa tiedosto" not in page
    assert taken(client, address, purpose="marketing").status_code == 403
    assert "Tiedostoon tulee 1 asiakas" in body(client.get(address))
    assert taken(client, address, purpose="accounting").status_code == 200


@pytest.mark.parametrize("purpose", ["", "marketing", "accounting", "nothing"])
def test_no_file_is_made_for_a_purpose_that_is_not_the_visitors(signed_in, purpose):
    client = signed_in("support", name="bertta")
    address = picked(client, "vienti", person())
    before = entries()
    answer = taken(client, address, purpose=purpose)
    assert answer.status_code == 409
    assert entries() == before


def test_that_it_went_out_is_in_the_ledger(signed_in):
    client, aino = signed_in(), person()
    before = entries()
    exported(client, "csv", aino)
    assert entries() == before + 1
    assert latest(1)[0][1]["event"] == Event.EXPORTED


def test_a_name_that_begins_like_a_formula_does_not_run(signed_in):
    client, aino = signed_in(), person("Aino", "=HYPERLINK(1)")
    rows = _rows("csv", exported(client, "csv", aino).content)
    assert rows[1][0].startswith("'=")


def test_own_objection_of_a_consent_stands_in_the_file(signed_in):
    client, aino = signed_in(), person()
    given = Given("phone")
    act = Act("bertta", "marketing", NOW, "web")
    permissions.object_to(act=act, party=aino, purpose="marketing", channel=None, given=given)
    client.post("/asiakkaat/sarakkeet", {"column": ["permissions"]})
    assert "kielto: markkinointi" in exported(client, "csv", aino).content.decode()
