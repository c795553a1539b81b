"""A list on the pages: handed over and corrected, by plain forms."""

import re

import pytest
from django.conf import settings
from imports_hands import LIST, begun, corrected, counted, handed, text, workbook

from lupaus.guard import system_grant
from lupaus.intake import draft as drafts
from lupaus.web.imports import job

pytestmark = pytest.mark.engine


@pytest.fixture(autouse=True)
def at_once(monkeypatch):
    """The work behind a request is done before it answers: these claims share one
    transaction. How it is done behind is claimed in its own file."""
    monkeypatch.setattr(job, "behind", lambda work: work())


@pytest.fixture
def owner(signed_in):
    return signed_in()


# -- handing over -----------------------------------------------------------------------------


def test_the_empty_page_teaches_and_offers_a_sample(owner):
    page = text(owner.get("/tuonti"))
    assert "Et ole vielä tuonut mitään" in page
    assert "Lataa malli" in page
    assert "enintään 64 Mt" in page


def test_a_list_is_handed_over_recognised_and_shown_before_anything_is_stored(owner):
    list_ = begun(owner)
    columns = text(owner.get(f"{list_}/sarakkeet"))
    assert "Öst Åsa" in columns
    assert "Otsikkoa ei tunnistettu" in columns
    answer = corrected(owner, list_, go="1")
    assert answer.headers["Location"] == f"{list_}/esikatselu"
    page = text(owner.get(f"{list_}/esikatselu"))
    assert "Tuo 2 asiakasta" in page
    assert "Sellaista päivää ei ole" in page
    assert counted("party") == 0


def test_a_pasted_table_is_a_list(owner):
    pasted = "Nimi\tSähköposti\nAino Äijälä\taino@example.fi\n"
    answer = owner.post("/tuonti", {"pasted": pasted, "source": "customer", "customers": "on"})
    list_ = answer.headers["Location"].removesuffix("/sarakkeet")
    assert "Liitetty taulukko" in text(owner.get(f"{list_}/sarakkeet"))
    owner.post(f"{list_}/esikatselu")
    assert counted("emailaddress") == 1


def _drafts() -> int:
    with system_grant("matching", why="a test looks") as part:
        return part.execute("SELECT count(*) FROM intake_draft")[0][0]


@pytest.mark.parametrize(
    ("said", "cure"),
    [
        ({}, "Valitse tiedosto tai liitä taulukko."),
        ({"pasted": "Nimi\nAino\n", "source": ""}, "Valitse, mistä luettelo on saatu."),
        ({"pasted": "Nimi\nAino\n", "source": "ostettu"}, "jokin selosteen lähteistä"),
        ({"pasted": "  \n "}, "Valitse tiedosto tai liitä taulukko."),
    ],
)
def test_what_is_missing_is_told_beside_the_field_and_nothing_is_kept(owner, said, cure):
    before = _drafts()
    answer = owner.post("/tuonti", {"source": "customer", **said})
    assert answer.status_code == 422
    assert cure in text(answer)
    assert _drafts() == before


HOSTILE = {
    "empty": (b"", "on tyhjä"),
    "only headings": (b"Nimi;Puhelin\n", "vain otsikot"),
    "only line ends": (b"\n\n;;\n", "ei ole rivejä"),
    "old workbook": (b"\xd0\xcf\x11\xe0" + b"x" * 99, "tallenna muodossa .xlsx"),
    "pdf": (b"%PDF-1.7 ...", "PDF"),
    "program": (bytes(range(256)) * 20, "jotain muuta kuin luettelo"),
    "web page": (b"<html><table><tr><td>Nimi", "verkkosivu"),
    "archive": (b"PK\x03\x04nonsense", "vioittunut"),
    "picture": (b"\x89PNG\r\n", "kuva"),
    "no end": (b'Nimi;Puhelin\n"Aino;040\n' + b"x" * 600_000, "liian pitkä"),
    "open quotation": (b'Nimi;Puh\n"Aino;040 123\n' + b"a;b\n" * 200_000, "lainausmerkki"),
    "utf-16 cut": ("Nimi;Puh\nAino;1\n".encode("utf-16")[:-1], "katkeaa"),
}

#: What would be a list, were it not for this; a workbook is told by its first bytes.
IN_CSV = {
    "only headings",
    "only line ends",
    "program",
    "no end",
    "open quotation",
    "utf-16 cut",
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_what_can_be_no_list_ends_in_a_sentence_with_the_cure(owner, kind):
    content, cure = HOSTILE[kind]
    answer = handed(owner, content, name=f"asiakkaat.{'csv' if kind in IN_CSV else 'xlsx'}")
    if answer.status_code == 302:  # told when the whole of it is read
        list_ = answer.headers["Location"].removesuffix("/sarakkeet")
        answer = owner.get(f"{list_}/esikatselu")
    assert answer.status_code == 422
    assert cure in text(answer)
    assert "Traceback" not in answer.content.decode()
    assert counted("party") == 0


def test_a_bomb_is_not_unpacked(owner, tmp_path):
    import zipfile  # noqa: PLC0415 - of this claim alone

    path = tmp_path / "pommi.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * (80 << 20))
    answer = handed(owner, path.read_bytes())
    assert answer.status_code == 422
    assert "purkautuisi kohtuuttoman suureksi" in text(answer)


def test_a_list_that_is_too_long_is_told_with_the_limit(owner, monkeypatch):
    monkeypatch.setattr(drafts.store, "LARGEST", len(LIST) - 1)
    answer = handed(owner)
    assert answer.status_code == 422
    assert "on suurempi kuin" in text(answer)


def test_a_request_longer_than_any_list_is_told_so(owner, monkeypatch):
    """Its file is left out before the page sees it."""
    monkeypatch.setattr(settings, "FILE_UPLOAD_MAX_MEMORY_SIZE", 10)
    answer = handed(owner)
    assert answer.status_code == 422
    assert "on suurempi kuin 64 Mt" in text(answer)


@pytest.mark.parametrize("codec", ["cp1252", "utf-8", "utf-8-sig", "utf-16"])
def test_the_letters_are_right_whichever_program_wrote_them(owner, codec):
    list_ = begun(owner, LIST.encode(codec))
    assert "Öst Åsa" in text(owner.get(f"{list_}/sarakkeet"))


def test_a_hostile_name_and_cells_are_text(owner):
    list_ = begun(
        owner,
        "Nimi;<script>x</script>\n<b>Aino</b>;=cmd|x\n",
        name="../<img src=x>\r\nX: y.csv",
    )
    for page in ("sarakkeet", "esikatselu"):
        html = owner.get(f"{list_}/{page}").content.decode()
        assert "<b>Aino" not in html
        assert "<script>x" not in html
        assert "<img src=x" not in html
        assert "&lt;b&gt;Aino" in html


# -- correcting -------------------------------------------------------------------------------


def test_of_several_sheets_one_is_chosen_and_hidden_ones_are_told(owner):
    content = workbook(
        ("Nykyiset", [["Nimi", "Puh."], ["Aino Äijälä", "050 111 2223"]]),
        ("Entiset", [["Nimi", "Sähköposti"], ["Bertta Öst", "bertta@example.fi"]]),
        ("Piilo", [["x"]]),
        Piilo="hidden",
    )
    list_ = begun(owner, content, name="kirja.xlsx")
    page = text(owner.get(f"{list_}/sarakkeet"))
    assert "Mikä niistä tuodaan?" in page
    assert "Piilotettuja ei tuoda: Piilo." in page
    owner.post(f"{list_}/sarakkeet", {"sheet": "Entiset", "stay": "1"})
    assert "bertta@example.fi" in text(owner.get(f"{list_}/sarakkeet"))
    corrected(owner, list_, sheet="Nykyiset", stay="1")
    assert "050 111 2223" in text(owner.get(f"{list_}/sarakkeet"))


def test_a_list_without_headings_is_one_all_the_same(owner):
    list_ = begun(owner, "Aino Äijälä;050 111 2223\nBertta Öst;040 123 4567\n")
    assert "ensimmäinenkin rivi on asiakas" in text(owner.get(f"{list_}/sarakkeet"))
    form = {"columns": "1", "source": "customer", "field-0": "name", "field-1": "phone"}
    answer = owner.post(f"{list_}/sarakkeet", {**form, "go": "1"})
    assert answer.headers["Location"] == f"{list_}/esikatselu"
    assert "Tuo 2 asiakasta" in text(owner.get(f"{list_}/esikatselu"))


def test_what_was_said_stays_when_one_goes_back_and_forth(owner):
    list_ = begun(owner)
    corrected(owner, list_, **{"field-3": "note", "rule-1": "overwrite", "go": "1"})
    owner.get(f"{list_}/esikatselu")
    page = owner.get(f"{list_}/sarakkeet").content.decode()
    assert re.search(r'name="field-3".*?value="note" selected', page, re.DOTALL)
    assert re.search(r'name="rule-1".*?value="overwrite" selected', page, re.DOTALL)


def test_two_columns_that_claim_one_thing_are_told(owner):
    list_ = begun(owner, "Nimi;Asiakas\nAino Äijälä;Oy Ab\n")
    answer = corrected(owner, list_, **{"field-0": "name", "field-1": "name", "go": "1"})
    assert answer.status_code == 422
    assert "Kaksi saraketta on samaa tietoa." in text(answer)


def test_a_list_in_which_nobody_can_be_recognised_goes_no_further(owner):
    list_ = begun(owner)
    off = {f"field-{place}": "-" for place in range(3)}
    answer = corrected(owner, list_, **off, go="1")
    assert answer.status_code == 422
    assert "Mikään sarake ei kerro, keitä asiakkaat ovat." in text(answer)


def test_what_may_not_be_taken_in_says_by_which_clause(owner):
    list_ = begun(owner, "Nimi;Syntymäaika;Hetu\nAino Äijälä;1.2.1980;010280-900P\n")
    page = owner.get(f"{list_}/sarakkeet").content.decode()
    assert "ei ole paikkaa syntymäajalle" in page
    assert "/lupaukset/data." in page
    assert "tietosuojalain 29" in page


def test_nobody_takes_in_what_the_role_does_not_handle(owner, signed_in):
    client = signed_in("bookkeeping", name="bertta")
    list_ = begun(client)
    page = client.get(f"{list_}/sarakkeet").content.decode()
    assert "Roolisi ei käsittele tätä tietoa." in page
    assert "/lupaukset/role.bookkeeping" in page
    client.post(f"{list_}/esikatselu")
    assert counted("personname") > 0
    assert counted("phonenumber") == 0
