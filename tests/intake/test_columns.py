"""Headings of common exports, and what people call their columns."""

import pytest

from lupaus.intake.columns import Way, parse_override, recognise, require_somebody
from lupaus.intake.field import CATEGORY_OF, NEVER_FROM_A_FILE, Field
from lupaus.intake.heading_words import HEADINGS, plain
from lupaus.intake.unusable import Unusable

F = Field
EXPORTS = {
    "google": (
        (
            "First Name,Middle Name,Last Name,Nickname,Organization Name,Organization Title,"
            "Birthday,Notes,Labels,E-mail 1 - Label,E-mail 1 - Value,E-mail 2 - Value,"
            "Phone 1 - Label,Phone 1 - Value,Phone 2 - Value,Address 1 - Street,"
            "Address 1 - City,"
            "Address 1 - Postal Code,Address 1 - Country,Website 1 - Value"
        ),
        {F.GIVEN, F.FAMILY, F.ORGANISATION, F.TITLE, F.BIRTHDAY, F.NOTE, F.EMAIL, F.PHONE}
        | {F.STREET, F.TOWN, F.POSTCODE, F.COUNTRY, F.WEB},
    ),
    "google-old": (
        (
            "Name,Given Name,Additional Name,Family Name,Group Membership,E-mail 1 - Type,"
            "E-mail 1 - Value,Phone 1 - Type,Phone 1 - Value,Organization 1 - Name,"
            "Organization 1 - Title"
        ),
        {F.NAME, F.GIVEN, F.FAMILY, F.EMAIL, F.PHONE, F.ORGANISATION, F.TITLE},
    ),
    "outlook-en": (
        (
            "Title,First Name,Middle Name,Last Name,Suffix,Company,Department,Job Title,"
            "Business Street,Business City,Business Postal Code,Business Country/Region,"
            "Business Phone,Home Phone,Mobile Phone,E-mail Address,E-mail 2 Address,Notes,"
            "Web Page"
        ),
        {F.GIVEN, F.FAMILY, F.ORGANISATION, F.EXTRA, F.TITLE, F.STREET, F.TOWN, F.POSTCODE}
        | {F.COUNTRY, F.PHONE, F.EMAIL, F.NOTE, F.WEB},
    ),
    "outlook-fi": (
        (
            "Etunimi,Sukunimi,Yritys,Osasto,Tehtävänimike,Matkapuhelin,Sähköpostiosoite,"
            "Muistiinpanot,Verkkosivu"
        ),
        {F.GIVEN, F.FAMILY, F.ORGANISATION, F.EXTRA, F.TITLE, F.PHONE, F.EMAIL, F.NOTE, F.WEB},
    ),
    "hubspot": (
        (
            "Record ID,First Name,Last Name,Email,Phone Number,Associated Company,Lead Status,"
            "Last Activity Date,Job Title,Postal Code,City,Unsubscribed from all email"
        ),
        {F.GIVEN, F.FAMILY, F.EMAIL, F.PHONE, F.ORGANISATION, F.LAST_CONTACT, F.TITLE}
        | {F.POSTCODE, F.TOWN, F.OBJECTED_EMAIL},
    ),
    "pipedrive": (
        (
            "Person - Name,Person - Organization,Person - Email - Work,Person - Phone - Mobile,"
            "Person - Last activity date,Person - Owner"
        ),
        {F.NAME, F.ORGANISATION, F.EMAIL, F.PHONE, F.LAST_CONTACT},
    ),
    "procountor": (
        (
            "Asiakasnumero,Nimi,Y-tunnus,Katuosoite,Postinumero,Postitoimipaikka,Maa,Puhelin,"
            "Sähköposti,Verkkolaskuosoite,Välittäjätunnus,Maksuehto"
        ),
        {F.NUMBER, F.NAME, F.BUSINESS_ID, F.STREET, F.POSTCODE, F.TOWN, F.COUNTRY, F.PHONE}
        | {F.EMAIL, F.EINVOICE_ADDRESS, F.OPERATOR},
    ),
    "netvisor": (
        (
            "Asiakaskoodi;Nimi;Nimitarkenne;Y-tunnus;Katuosoite;Lisäosoite;Postinumero;"
            "Postitoimipaikka;Maatunnus;Puhelin;Sähköposti;Yhteyshenkilö;Laskutussähköposti"
        ),
        {F.NUMBER, F.NAME, F.EXTRA, F.BUSINESS_ID, F.STREET, F.POSTCODE, F.TOWN, F.COUNTRY}
        | {F.PHONE, F.EMAIL, F.CONTACT, F.BILLING_EMAIL},
    ),
    "swedish": (
        "Namn;Företag;FO-nummer;Telefon;E-post;Gatuadress;Postnummer;Ort;Kundnummer",
        {F.NAME, F.ORGANISATION, F.BUSINESS_ID, F.PHONE, F.EMAIL, F.STREET, F.POSTCODE}
        | {F.TOWN, F.NUMBER},
    ),
    "own": (
        (
            "Nimi;Yritys;Y-tunnus;Puh.;Matkapuhelin;Sähköposti;Katuosoite;Postinumero;"
            "Postitoimipaikka;Asiakasnumero;Asiakkuus alkanut;Asiakkuus päättynyt;"
            "Viimeisin yhteydenotto;Laskun numero;Laskun pvm;Laskun summa;Markkinointikielto"
        ),
        {F.NAME, F.ORGANISATION, F.BUSINESS_ID, F.PHONE, F.EMAIL, F.STREET, F.POSTCODE}
        | {F.TOWN, F.NUMBER, F.STARTED, F.ENDED, F.LAST_CONTACT, F.INVOICE_NUMBER}
        | {F.INVOICE_ISSUED, F.INVOICE_TOTAL, F.OBJECTED},
    ),
}


@pytest.mark.parametrize("name", EXPORTS)
def test_the_columns_of_common_exports_are_known(name):
    line, expected = EXPORTS[name]
    headings = line.split(";" if ";" in line else ",")
    columns = recognise(headings)
    assert {c.field for c in columns} - {F.IGNORED} == expected
    assert all(c.way is not Way.LIKENESS for c in columns)


def test_a_job_title_beats_the_title_of_address():
    columns = recognise(["Title", "Job Title", "Name"])
    assert [c.field for c in columns] == [F.IGNORED, F.TITLE, F.NAME]
    assert columns[0].way is Way.TAKEN


def test_every_phone_and_email_column_is_taken():
    columns = recognise(["Nimi", "Phone 1 - Value", "Phone 2 - Value", "Email", "Sähköposti 2"])
    assert [c.field for c in columns] == [F.NAME, F.PHONE, F.PHONE, F.EMAIL, F.EMAIL]


def test_a_mistyped_heading_is_guessed_and_said_to_be_a_guess():
    (column,) = recognise(["Sähköpsoti"])
    assert (column.field, column.way) == (F.EMAIL, Way.LIKENESS)
    assert 0.86 <= column.confidence < 1


@pytest.mark.parametrize("heading", ["Kenkäkoko", "X", "", "123"])
def test_what_is_not_known_is_left_out(heading):
    (column,) = recognise([heading])
    assert (column.field, column.way) == (F.IGNORED, Way.UNKNOWN)


def test_an_option_overrides_what_was_recognised():
    columns = recognise(["Nimi", "Lisätieto", "Puh."], {"Puh.": F.NOTE, "Lisätieto": F.IGNORED})
    assert [c.field for c in columns] == [F.NAME, F.IGNORED, F.NOTE]


def test_an_option_may_name_a_column_by_its_place():
    assert recognise(["Jokin", "Muu"], {"2": F.NAME})[1].field is F.NAME


def test_an_option_for_a_column_that_is_not_there_lists_those_that_are():
    with pytest.raises(Unusable, match="Nimi, Puh"):
        recognise(["Nimi", "Puh."], {"Osoite": F.STREET})


@pytest.mark.parametrize("text", ["Puh.", "Puh.=puhelin", "=phone", ""])
def test_an_option_that_says_nothing_lists_the_fields(text):
    with pytest.raises(Unusable, match="customer-number"):
        parse_override(text)


def test_an_option_may_have_a_sign_of_equality_in_its_heading():
    assert parse_override("a=b=phone") == ("a=b", F.PHONE)
    assert parse_override("X=-") == ("X", F.IGNORED)


def test_a_list_of_nobody_is_refused():
    with pytest.raises(Unusable, match="who the customers are"):
        require_somebody(recognise(["Puhelin", "Postinumero"]))


def test_every_field_enters_somewhere_or_is_refused_with_a_reason():
    assert set(Field) == {*CATEGORY_OF, *NEVER_FROM_A_FILE, F.IGNORED}


def test_no_heading_is_written_so_that_it_can_never_match():
    assert [heading for heading in HEADINGS if plain(heading) != heading] == []
