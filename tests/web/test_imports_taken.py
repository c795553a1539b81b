"""A list on the pages: shown, taken in, told, discarded."""

import pytest
from imports_hands import begun, counted, text
from web_hands import NOW, person

from lupaus.guard import Act
from lupaus.policy.vocabulary import Category, Channel, PurposeClass
from lupaus.register.bans import Origin, suppress_address
from lupaus.register.values import Email
from lupaus.web.imports import job, taking

pytestmark = pytest.mark.engine


@pytest.fixture(autouse=True)
def at_once(monkeypatch):
    """The work behind a request is done before it answers: these claims share one
    transaction. How it is done behind is claimed in its own file."""
    monkeypatch.setattr(job, "behind", lambda work: work())


@pytest.fixture
def owner(signed_in):
    return signed_in()


# -- seeing -----------------------------------------------------------------------------------


def test_whom_the_list_meets_is_told_by_name_and_key(owner):
    person("Aino", "Äijälä", Email("aino@example.fi"))
    list_ = begun(owner)
    page = text(owner.get(f"{list_}/esikatselu"))
    assert "jo rekisterissä" in page
    assert "Aino Äijälä sama sähköposti ja nimi" in page
    assert "Tuo: uusia 1, täydennettäviä 1" in page


def test_bans_and_those_who_were_erased_are_told_before_anything_comes_in(owner):
    for address in ("asa@example.fi", "aino@example.fi"):
        suppress_address(
            act=Act("aino", "relations", NOW, "desk"),
            channel=Channel.EMAIL,
            address=address,
            purpose_class=PurposeClass.MARKETING,
            origin=Origin.OWN,
            since=NOW.date(),
        )
    list_ = begun(owner)
    page = text(owner.get(f"{list_}/esikatselu"))
    assert "2 rivin osoitteen on kieltänyt joku, joka ei ole enää rekisterissä" in page
    assert "2 rivin osoitteessa tai asiakkaalla on kielto" in page


def test_an_identity_code_in_a_note_stays_out_and_its_cell_says_so(owner):
    list_ = begun(owner, "Nimi;Muistiinpano\nAino Äijälä;hetu 010190-900P\n")
    assert "Näyttää henkilötunnukselta" in text(owner.get(f"{list_}/esikatselu"))
    owner.post(f"{list_}/esikatselu")
    assert counted("note") == 0


def test_the_statements_of_the_pages_do_not_grow_with_the_list(owner, statements):
    found = []
    for lines in (20, 200):
        rows = "".join(f"Aino Mäki{n};a{n}@example.fi\n" for n in range(lines))
        list_ = begun(owner, f"Nimi;Sähköposti\n{rows}")
        for page in ("sarakkeet", "esikatselu"):
            with statements() as seen:
                owner.get(f"{list_}/{page}")
            found.append(len(seen))
    assert found[:2] == found[2:]
    assert found[0] <= 20
    assert found[1] <= 40


# -- taking in --------------------------------------------------------------------------------


def test_a_list_is_taken_in_and_what_came_of_it_is_told(owner):
    list_ = begun(owner)
    answer = owner.post(f"{list_}/esikatselu")
    assert answer.headers["Location"] == f"{list_}/eteneminen"
    answer = owner.get(f"{list_}/eteneminen")
    assert answer.headers["Location"] == f"{list_}/tulos"
    page = owner.get(f"{list_}/tulos")
    assert "2 uutta asiakasta" in text(page)
    assert "1 rivi ei tullut" in text(page)
    assert "/asiakkaat?source=customer&amp;sort=-created" in page.content.decode()
    assert counted("personname") == 2
    assert "asiakkaat.csv" in text(owner.get("/tuonti"))


def test_lines_that_failed_come_back_in_their_own_columns_with_the_reason(owner):
    list_ = begun(owner)
    before = owner.get(f"{list_}/hylatyt.csv").content
    owner.post(f"{list_}/esikatselu")
    after = owner.get(f"{list_}/hylatyt.csv")
    assert after.content == before
    assert 'filename="hylatyt-rivit.csv"' in after.headers["Content-Disposition"]
    lines = after.content.decode("utf-8-sig").splitlines()
    assert lines[0].startswith("Nimi;Sähköposti;Puhelin;Kengännumero;")
    assert lines[1].startswith("Mäki Kaarlo;kaarlo@example.fi;")
    assert "Sellaista päivää ei ole" in lines[1]
    assert len(lines) == 2


def test_the_very_same_list_is_taken_in_again_only_when_it_is_said(owner):
    owner.post(f"{begun(owner)}/esikatselu")
    list_ = begun(owner)
    assert "on tuotu jo 2.3.2026" in text(owner.get(f"{list_}/esikatselu"))
    answer = owner.post(f"{list_}/esikatselu")
    assert answer.status_code == 422
    assert "valitse, että tuot silti uudelleen" in text(answer)
    assert owner.post(f"{list_}/esikatselu", {"again": "on"}).status_code == 302
    page = text(owner.get(f"{list_}/tulos"))
    assert "Mitään ei tullut sisään" in page
    assert "2 oli jo rekisterissä" in page


def test_a_list_can_be_discarded_and_is_gone(owner):
    list_ = begun(owner)
    assert "odottaa sinua" in text(owner.get("/tuonti"))
    owner.post(f"{list_}/hylkaa")
    assert "odottaa sinua" not in text(owner.get("/tuonti"))
    answer = owner.get(f"{list_}/sarakkeet", follow=True)
    assert "Luetteloa ei enää ole" in text(answer)


def test_nobody_sees_anothers_list(owner, signed_in):
    list_ = begun(owner)
    other = signed_in("sales", name="bertta")
    for page in ("sarakkeet", "esikatselu", "eteneminen", "tulos", "hylatyt.csv"):
        answer = other.get(f"{list_}/{page}")
        assert answer.headers["Location"] == "/tuonti", page
    other.post(f"{list_}/hylkaa")
    assert owner.get(f"{list_}/sarakkeet").status_code == 200


@pytest.mark.parametrize("number", [0, 77, 10**18 - 1])
def test_a_number_that_is_no_list_leads_back(owner, number):
    assert owner.get(f"/tuonti/{number}/sarakkeet").headers["Location"] == "/tuonti"


def test_whoever_needs_nobodys_name_takes_no_lists_in(signed_in, monkeypatch):
    client = signed_in("sales", name="bertta")
    assert client.get("/tuonti").status_code == 200
    monkeypatch.setattr(taking, "_NAMING", frozenset({Category.CREDENTIALS}))
    answer = client.get("/tuonti")
    assert answer.status_code == 403
    assert "/lupaukset/role.sales" in answer.content.decode()
