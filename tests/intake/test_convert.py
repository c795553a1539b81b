"""One line of a list -> persons, organisations and what belongs to them."""

from datetime import UTC, date, datetime

import pytest

from lupaus.intake.columns import recognise
from lupaus.intake.convert import Converter
from lupaus.intake.entry import Fate, Holds
from lupaus.intake.permit import Terms

NOW = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)


def convert(*, customers=True, **row):
    headings = [heading.replace("_", " ") for heading in row]
    terms = Terms(("marketing",), NOW, "aino")
    cells = list(row.values())
    columns = recognise(headings)
    return Converter(columns, [(2, cells)], terms=terms, customers=customers).convert(2, cells)


def entered(**row):
    entry = convert(**row).entry
    assert entry is not None, convert(**row).reason
    return entry


def failed(**row):
    converted = convert(**row)
    assert converted.entry is None
    return converted.reason


def test_a_name_alone_is_a_consumer():
    entry = entered(Nimi="Virtanen Aino")
    assert entry.organisation is None
    assert entry.person.is_consumer
    assert entry.person.held(Holds.PERSON_NAME) == [
        ("Aino", "Virtanen", "virtanen aino virtanen", "virtanen aino")
    ]


def test_a_company_alone_has_no_person():
    entry = entered(Nimi="Esimerkki Oy", Y_tunnus="12345671")
    assert entry.person is None
    assert entry.organisation.held(Holds.ORGANISATION)[0][:4] == (
        "Esimerkki Oy",
        "1234567-1",
        "",
        "oy",
    )


@pytest.mark.parametrize("name", ["Esimerkki Oy", "ESIMERKKI OY", "Toinen Ky"])
def test_a_company_in_the_name_column_as_well_is_nobody_s_name(name):
    entry = entered(Nimi=name, Yritys="Esimerkki Oy")
    assert entry.person is None
    assert entry.organisation.held(Holds.ORGANISATION)[0][0] == "Esimerkki Oy"


def test_another_company_in_the_name_column_is_told():
    (remark,) = convert(Nimi="Toinen Ky", Yritys="Esimerkki Oy").remarks
    assert (remark.column, remark.fate) == ("Nimi", Fate.LEFT_OUT)


def test_half_an_invoice_fails_and_says_which_column_to_leave_out():
    reason = failed(Nimi="Aino", Laskupäivä="1.2.2026")
    assert reason.endswith('leave it out with --column "Laskupäivä=-"')


def test_the_day_of_the_last_invoice_is_no_invoice():
    assert entered(Nimi="Aino", **{"Viimeisin lasku": "1.2.2026"}).person.last_invoice is None


def test_a_company_is_known_by_its_business_id_as_well():
    assert entered(Nimi="Esimerkki", **{"Y-tunnus": "1234567-1"}).person is None


def test_a_company_with_a_contact_person_is_both():
    entry = entered(Yritys="Esimerkki Oy", Nimi="Aino Virtanen", Titteli="Toimitusjohtaja")
    assert entry.person.is_representative
    assert entry.organisation.is_organisation
    assert (entry.role, entry.title) == ("decision-maker", "Toimitusjohtaja")


def test_a_customer_with_a_contact_person_is_an_organisation():
    entry = entered(Nimi="Esimerkki", Yhteyshenkilö="Aino Virtanen")
    assert entry.organisation.held(Holds.ORGANISATION)[0][0] == "Esimerkki"
    assert entry.person.held(Holds.PERSON_NAME)[0][:2] == ("Aino", "Virtanen")


def test_a_technical_contact_is_technical():
    entry = entered(Yritys="Esimerkki Oy", Nimi="Aino Virtanen", Rooli="tekninen")
    assert (entry.person.is_technical, entry.role) == (True, "technical")


def test_a_sole_trader_is_one_person_with_two_names():
    entry = entered(Yritys="Tmi Aino Virtanen", Etunimi="Aino", Sukunimi="Virtanen")
    assert entry.organisation is None
    assert entry.person.is_sole_trader
    assert entry.person.held(Holds.ORGANISATION)[0][0] == "Tmi Aino Virtanen"
    assert entry.person.held(Holds.PERSON_NAME)


def test_google_writes_the_name_twice_and_it_is_one_person():
    entry = entered(Name="Aino Virtanen", Given_Name="Aino", Family_Name="Virtanen")
    assert entry.organisation is None
    assert len(entry.person.held(Holds.PERSON_NAME)) == 1


def test_an_address_alone_is_a_persons():
    assert entered(Nimi="", Sähköposti="aino@example.fi").person.is_consumer


def test_the_contact_is_reached_and_the_company_lives_somewhere():
    entry = entered(
        Yritys="Esimerkki Oy",
        Nimi="Aino Virtanen",
        Puh="040 123 4567 / 09 123 456",
        Sähköposti="aino@example.fi",
        Osoite="Katu 1, 33100 Tampere",
    )
    assert len(entry.person.held(Holds.PHONE)) == 2
    assert len(entry.person.held(Holds.EMAIL)) == 1
    assert entry.organisation.held(Holds.POSTAL)[0][:5] == (
        "Katu 1",
        "",
        "33100",
        "Tampere",
        "FI",
    )


def test_a_bad_value_is_left_out_and_its_column_told_without_the_value():
    converted = convert(Nimi="Aino Virtanen", Puh="12", Sähköposti="aino@")
    assert converted.entry is not None
    assert {(r.column, r.fate) for r in converted.remarks} == {
        ("Puh", Fate.LEFT_OUT),
        ("Sähköposti", Fate.LEFT_OUT),
    }
    assert all("aino@" not in r.text for r in converted.remarks)


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ({"Nimi": "", "Puh": "040 123 4567"}, "nobody"),
        ({"Nimi": "Aino ja Kaarlo Virtanen"}, "two persons"),
        ({"Nimi": "Aino", "Asiakkuus päättynyt": "30.2.2025"}, "no such day"),
        (
            {
                "Nimi": "Aino",
                "Asiakkuus alkanut": "2.1.2025",
                "Asiakkuus päättynyt": "1.1.2025",
            },
            "ended before",
        ),
        ({"Nimi": "Aino", "Viimeisin yhteydenotto": "3.3.2026"}, "future"),
        ({"Nimi": "Aino", "Laskun numero": "1", "Laskun summa": "5"}, "its day"),
        (
            {"Nimi": "Aino", "Laskun numero": "1", "Laskun pvm": "1.1.2025", "Summa": "1,234"},
            "thousands",
        ),
        ({"Nimi": "Ai\0no"}, "NUL"),
    ],
)
def test_a_line_that_would_be_half_wrong_fails_with_the_reason(row, why):
    assert why in failed(**row)


def test_more_cells_than_headings_fail_the_line():
    columns = recognise(["Nimi", "Puh."])
    converter = Converter(columns, [], terms=Terms((), NOW, "aino"))
    assert converter.convert(2, ["Aino", "040 1234567", ""]).entry is not None
    assert "separator" in converter.convert(2, ["Aino", "1", "x"]).reason


def test_the_last_contact_may_be_today():
    contact = entered(Nimi="Aino", **{"Viimeisin yhteydenotto": "2.3.2026"}).person.last_contact
    assert contact == date(2026, 3, 2)


def test_everybody_on_a_list_of_customers_is_a_customer():
    assert entered(Nimi="Aino").person.started == date(2026, 3, 2)
    assert entered(Nimi="Aino", Päättynyt="1.2.2020").person.started == date(2020, 2, 1)
    assert entered(customers=False, Nimi="Aino").person.started is None


def test_yes_without_evidence_permits_nothing():
    converted = convert(Nimi="Aino", Markkinointilupa="kyllä")
    assert converted.entry.person.held(Holds.PERMISSION) == []
    assert "evidence" in converted.remarks[0].text


def test_yes_with_evidence_and_day_is_recorded_with_them():
    entry = entered(
        Nimi="Aino",
        Sähköpostimarkkinointi="x",
        Luvan_näyttö="verkkolomake",
        Luvan_päivä="1.2.2025",
    )
    (row,) = entry.person.held(Holds.PERMISSION)
    assert row[:3] == ("marketing", "email", "granted")
    assert (row[4], row[-1]) == (date(2025, 2, 1), "verkkolomake")


@pytest.mark.parametrize(
    ("heading", "cell", "channel"),
    [
        ("Markkinointilupa", "ei", ""),
        ("Markkinointi", "ei markkinointia", ""),
        ("Markkinointi", "Ei  saa lähettää", ""),
        ("Markkinointi", "Ei!", ""),
        ("Markkinointi", "älä soita", ""),
        ("Sähköpostimarkkinointi", "nej tack", "email"),
        ("Markkinointikielto", "kyllä", ""),
        ("Markkinointikielto", "soittanut ja kieltänyt", ""),
        ("Unsubscribed from all email", "true", "email"),
        ("Puhelinkielto", "x", "phone"),
    ],
)
def test_no_is_always_an_objection(heading, cell, channel):
    entry = entered(**{"Nimi": "Aino", heading: cell})
    (row,) = entry.person.held(Holds.PERMISSION)
    assert row[:3] == ("marketing", channel, "objected")


@pytest.mark.parametrize("cell", ["ei tietoa", "ei tiedossa", "ei kysytty", "soita keväällä"])
def test_what_says_neither_is_told_and_bans_nothing(cell):
    converted = convert(Nimi="Aino", Markkinointi=cell)
    assert converted.entry.person.held(Holds.PERMISSION) == []
    assert [r.column for r in converted.remarks] == ["Markkinointi"]


def test_no_ban_is_no_permission():
    assert entered(Nimi="Aino", Markkinointikielto="ei").person.held(Holds.PERMISSION) == []


def test_a_guarded_cell_comes_back_as_it_was():
    assert entered(Nimi="Aino", Puh="'+358 40 1234567").person.held(Holds.PHONE)[0][0] == (
        "+358 40 1234567"
    )


def test_the_identity_code_never_enters_from_a_file():
    entry = entered(Nimi="Aino", Henkilötunnus="010190-999P")
    assert "010190" not in str(entry)


@pytest.mark.parametrize(
    "formula", ['=HYPERLINK("http://example.fi";"Aino")', "=A2&B2", "=+C3"]
)
def test_a_formula_is_told_as_one_and_nobody_is_named_after_it(formula):
    reason = failed(Nimi=formula)
    assert "Nimi" in reason
    assert "formula" in reason
    assert "paste it as values" in reason


def test_a_formula_beside_the_name_is_left_out_and_told():
    converted = convert(Nimi="Aino Virtanen", Paikkakunta="=PROPER(B2)")
    assert converted.entry.parties[0].held(Holds.POSTAL) == []
    [remark] = converted.remarks
    assert (remark.column, remark.fate) == ("Paikkakunta", Fate.LEFT_OUT)
    assert "formula" in remark.text


@pytest.mark.parametrize("text", ["=> soita", "== tärkeä ==", "=HYPERLINK(1)"])
def test_a_note_may_look_like_a_formula(text):
    party = convert(Nimi="Aino Virtanen", Huomautus=text).entry.parties[0]
    assert party.held(Holds.NOTE)[0][-1] == text


def test_a_name_that_an_export_has_guarded_is_text():
    assert convert(Yritys="'=HYPERLINK(1)").entry.organisation is not None
