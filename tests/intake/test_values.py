"""Cells as people type them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lupaus.intake.unusable import BadValue
from lupaus.intake.values.address import parse_address, parse_country, parse_postcode
from lupaus.intake.values.day import parse_day
from lupaus.intake.values.email import parse_emails, partition_emails
from lupaus.intake.values.given_names import GIVEN_NAMES
from lupaus.intake.values.money import parse_cents
from lupaus.intake.values.name import Name, Order, order_of, parse_name
from lupaus.intake.values.organisation import form_of
from lupaus.intake.values.phone import parse_phones
from lupaus.intake.values.yesno import parse_yes
from lupaus.register.likeness import bare_name


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("1.2.2025", date(2025, 2, 1)),
        ("01.02.2025", date(2025, 2, 1)),
        ("1. 2. 2025", date(2025, 2, 1)),
        ("1.2.25", date(2025, 2, 1)),
        ("1.2.29", date(2029, 2, 1)),
        ("1.2.30", date(1930, 2, 1)),
        ("29.2.2024", date(2024, 2, 29)),
        ("31.12.2025 14:05", date(2025, 12, 31)),
        ("31.12.2025 klo 14.05", date(2025, 12, 31)),
        ("2025-02-01", date(2025, 2, 1)),
        ("2025-02-01T00:00:00Z", date(2025, 2, 1)),
        ("2025-02-01 00:00:00+02:00", date(2025, 2, 1)),
        ("20250201", date(2025, 2, 1)),
        ("31/12/2025", date(2025, 12, 31)),
        ("12/31/2025", date(2025, 12, 31)),
        ("5/5/2025", date(2025, 5, 5)),
        ("45689", date(2025, 2, 1)),
        ("45689,5", date(2025, 2, 1)),
        ("  1.2.2025 ", date(2025, 2, 1)),
    ],
)
def test_days_are_read_as_finns_write_them(typed, day):
    assert parse_day(typed) == day


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "eilen",
        "29.2.2025",
        "31.4.2025",
        "0.1.2025",
        "1.13.2025",
        "3/4/2025",
        "1.2",
        "2025",
        "1.2.0025",
        "1.2.9999",
        "1.2.2025x",
        "99999",
        "١.٢.٢٠٢٥",
        "1.2.2025\n3.4.2025",
        "9" * 5000,
    ],
)
def test_what_is_not_a_day_is_refused_and_never_guessed(typed):
    with pytest.raises(BadValue):
        parse_day(typed)


@given(st.dates(date(1900, 3, 1), date(2100, 12, 31)))
def test_every_day_is_read_back_from_every_spelling(day):
    serial = (day - date(1899, 12, 30)).days
    spellings = [f"{day.day}.{day.month}.{day.year}", day.isoformat(), f"{day:%d.%m.%Y}"]
    if serial >= 10_000:
        spellings.append(str(serial))
    assert {parse_day(s) for s in spellings} == {day}


@given(st.dates(date(1930, 1, 1), date(2029, 12, 31)))
def test_two_digits_of_a_year_mean_the_hundred_years_that_excel_means(day):
    assert parse_day(f"{day.day}.{day.month}.{day.year % 100:02}") == day


@given(st.text(max_size=40))
def test_any_text_is_a_day_or_refused(text):
    try:
        day = parse_day(text)
    except BadValue:
        return
    assert date(1900, 1, 1) <= day <= date(2100, 12, 31)


@pytest.mark.parametrize(
    ("typed", "cents"),
    [
        ("1 234,50 €", 123450),
        ("1\u00a0234,50", 123450),
        ("1\u202f234,5", 123450),
        ("1.234,50", 123450),
        ("1,234.50", 123450),
        ("1.234.567,89", 123456789),
        ("1234.50", 123450),
        ("12,-", 1200),
        ("-12,00", -1200),
        ("−12", -1200),
        ("0", 0),
        ("1.234", 123400),
        ("12,4999999999", 1250),
        ("1234.567", 123457),
        ("99 EUR", 9900),
    ],
)
def test_sums_are_read_with_a_decimal_comma(typed, cents):
    assert parse_cents(typed) == cents


@pytest.mark.parametrize(
    "typed", ["", "1,234", "kymppi", "1.2.3", "1,2,3", "€", "1e9", "1.234.56"]
)
def test_a_sum_that_reads_in_two_ways_is_refused(typed):
    with pytest.raises(BadValue):
        parse_cents(typed)


@given(st.integers(0, 10**12))
def test_every_sum_is_read_back(cents):
    whole, rest = divmod(cents, 100)
    grouped = f"{whole:,}".replace(",", " ")
    assert parse_cents(f"{grouped},{rest:02} €") == cents
    assert parse_cents(f"{whole:,}".replace(",", ".") + f",{rest:02}") == cents


@pytest.mark.parametrize(
    ("typed", "e164"),
    [
        ("040 123 4567", ["+358401234567"]),
        ("0401234567", ["+358401234567"]),
        ("040-1234567", ["+358401234567"]),
        ("(09) 123 456", ["+3589123456"]),
        ("+358 40 1234567", ["+358401234567"]),
        ("00358401234567", ["+358401234567"]),
        ("358401234567", ["+358401234567"]),
        ("+358 (0)40 1234567", ["+358401234567"]),
        ("040 123 4567 / 09 123 456", ["+358401234567", "+3589123456"]),
        ("puh. 0401234567, gsm 0501234567", ["+358401234567", "+358501234567"]),
        ("Puh: 040 123 4567", ["+358401234567"]),
        ("040 123 4567 (työ)", ["+358401234567"]),
        ("040 1234567 tai 050 1234567", ["+358401234567", "+358501234567"]),
        ("0401234567\n0401234567", ["+358401234567"]),
        ("0295 333 200", ["+358295333200"]),
        ("+46 70 123 45 67", ["+46701234567"]),
        ("401234567", ["+358401234567"]),
        ("p.0401234567", ["+358401234567"]),
        ("09 123 456 alanumero 12", ["+3589123456"]),
    ],
)
def test_phones_are_found_in_any_spelling(typed, e164):
    assert [phone.e164 for phone in parse_phones(typed)] == e164


def test_a_phone_is_kept_as_it_was_typed():
    assert parse_phones(" 040-123 4567 ")[0].typed == "040-123 4567"
    assert parse_phones("Puh. 040 123 4567 (työ)")[0].typed == "040 123 4567"


def test_a_zero_lost_in_a_spreadsheet_is_put_back_and_told():
    (phone,) = parse_phones("401234567")
    assert (phone.typed, phone.mended) == ("0401234567", True)
    assert not parse_phones("0401234567")[0].mended


def test_a_fax_is_told_from_a_phone():
    assert [p.kind for p in parse_phones("faksi 09 123 456, 040 123 4567")] == ["fax", "mobile"]


@pytest.mark.parametrize(
    "typed", ["", "ei ole", "12", "4,01235E+08", "0401234567890123456", "()"]
)
def test_what_is_not_a_phone_is_refused(typed):
    with pytest.raises(BadValue):
        parse_phones(typed)


@given(st.text(alphabet="+0123456789 ()-/,.;puhgsmE\n", max_size=60))
def test_any_phone_cell_gives_international_numbers_or_is_refused(text):
    try:
        found = parse_phones(text)
    except BadValue:
        return
    assert found
    assert all(p.e164.startswith("+") and 5 <= len(p.e164) <= 16 for p in found)


@pytest.mark.parametrize(
    ("typed", "addresses"),
    [
        ("aino@example.fi", ("aino@example.fi",)),
        ("Aino@Example.FI", ("Aino@example.fi",)),
        ("mailto:aino@example.fi", ("aino@example.fi",)),
        ("Aino <aino@example.fi>", ("aino@example.fi",)),
        ('"Aino, V." <aino@example.fi>', ("aino@example.fi",)),
        ("aino@example.fi; bertta@example.fi", ("aino@example.fi", "bertta@example.fi")),
        ("aino@example.fi, aino@example.fi", ("aino@example.fi",)),
        ("aino@example.fi / bertta@example.fi", ("aino@example.fi", "bertta@example.fi")),
        ("äiti@müökki.example", ("äiti@müökki.example",)),
    ],
)
def test_every_address_of_a_cell_is_found(typed, addresses):
    assert parse_emails(typed) == addresses


@pytest.mark.parametrize(
    "typed",
    ["aino", "aino@", "@example.fi", "aino@example", "a..b@example.fi", "aino(at)example.fi"],
)
def test_what_is_no_address_is_refused(typed):
    with pytest.raises(BadValue):
        parse_emails(typed)


def test_a_bad_address_does_not_take_the_good_one_with_it():
    assert partition_emails("aino@example.fi, bertta@") == (("aino@example.fi",), 1)


@pytest.mark.parametrize(
    ("typed", "code"), [("00100", "00100"), ("100", "00100"), ("FI-00100", "00100")]
)
def test_a_postcode_gets_its_lost_zeros_back(typed, code):
    assert parse_postcode(typed) == code


@pytest.mark.parametrize("typed", ["1", "12", "123456", "Hki", "00000"])
def test_what_is_no_postcode_is_refused(typed):
    with pytest.raises(BadValue):
        parse_postcode(typed)


def test_an_address_is_found_wherever_its_parts_were_written():
    whole = parse_address(street="Katu 1 A 2, 33100 Tampere")
    parts = parse_address(street="Katu 1 A 2", postcode="33100", town="Tampere")
    mixed = parse_address(street="Katu 1 A 2", town="33100 Tampere")
    other = parse_address(street="Katu 1 A 2", postcode="33100 Tampere")
    assert whole == parts == mixed == other


def test_a_postcode_abroad_is_left_as_it_is():
    address = parse_address(
        street="Gata 1", postcode="111 22", town="Stockholm", country="Ruotsi"
    )
    assert (address.postcode, address.country) == ("111 22", "SE")


@pytest.mark.parametrize(
    ("typed", "code"), [("", "FI"), ("Suomi", "FI"), ("Sverige", "SE"), ("de", "DE")]
)
def test_countries_are_known_by_their_names(typed, code):
    assert parse_country(typed) == code


@pytest.mark.parametrize(
    ("typed", "yes"), [("Kyllä", True), ("x", True), ("EI", False), ("0", False)]
)
def test_yes_and_no_are_told_apart(typed, yes):
    assert parse_yes(typed) is yes


@pytest.mark.parametrize("typed", ["ehkä", "", "soittaa", "-"])
def test_what_is_neither_yes_nor_no_is_refused(typed):
    with pytest.raises(BadValue):
        parse_yes(typed)


@pytest.mark.parametrize(
    ("typed", "given_name", "family"),
    [
        ("Aino Virtanen", "Aino", "Virtanen"),
        ("Virtanen Aino", "Aino", "Virtanen"),
        ("Virtanen, Aino", "Aino", "Virtanen"),
        ("VIRTANEN Aino", "Aino", "VIRTANEN"),
        ("Virtanen Aino Maria", "Aino Maria", "Virtanen"),
        ("Aino Maria Virtanen", "Aino Maria", "Virtanen"),
        ("Anna-Liisa Virtanen", "Anna-Liisa", "Virtanen"),
        ("Virtanen-Korhonen Aino", "Aino", "Virtanen-Korhonen"),
        ("Aino Korhonen Virtanen", "Aino", "Korhonen Virtanen"),
        ("Bertta von Essen", "Bertta", "von Essen"),
        ("von Essen Bertta", "Bertta", "von Essen"),
        ("A. Virtanen", "A.", "Virtanen"),
        ("Aino", "", "Aino"),
        ("  Åke   Öberg ", "Åke", "Öberg"),
        ("Zxcv Qwerty", "Zxcv", "Qwerty"),
    ],
)
def test_names_are_read_in_either_order(typed, given_name, family):
    assert parse_name(typed) == Name(given_name, family)


def test_the_column_decides_what_a_name_leaves_open():
    column = ["Virtanen Aino", "Korhonen Kaarlo", "Mäkinen Bertta", "Zxcv Qwerty"]
    order = order_of(column)
    assert order is Order.FAMILY_FIRST
    assert parse_name("Zxcv Qwerty", order) == Name("Qwerty", "Zxcv")
    assert parse_name("Aino Virtanen", order) == Name("Aino", "Virtanen")


@pytest.mark.parametrize(
    "typed", ["Aino ja Kaarlo Virtanen", "Aino & Kaarlo Virtanen", "123", "a@b.fi"]
)
def test_two_persons_or_none_in_a_cell_are_refused(typed):
    with pytest.raises(BadValue):
        parse_name(typed)


FAMILIES = ["Virtanen", "Korhonen", "Mäkinen", "von Essen", "af Ursin", "Åkerblom", "Öst-Ek"]


@given(st.sampled_from(sorted(GIVEN_NAMES)), st.sampled_from(FAMILIES))
def test_every_known_given_name_is_told_from_a_family_name(first, family):
    expected = Name(first.capitalize(), family)
    assert parse_name(f"{expected.given} {family}") == expected
    assert parse_name(f"{family} {expected.given}") == expected
    assert parse_name(f"{family}, {expected.given}") == expected


@given(st.text(max_size=60))
def test_no_word_of_a_name_is_lost(text):
    try:
        name = parse_name(text)
    except BadValue:
        return
    words = sorted(text.replace(",", " ").split())
    assert sorted(f"{name.given} {name.family}".replace(",", " ").split()) == words


@pytest.mark.parametrize(
    ("name", "form", "sole"),
    [
        ("Esimerkki Oy", "oy", False),
        ("Oy Exempel Ab", "oy", False),
        ("Tmi Aino Virtanen", "tmi", True),
        ("Esimerkkiyhdistys ry", "ry", False),
        ("Asunto Oy Esimerkinkatu 1", "as oy", False),
        ("Esimerkki Oyj", "oyj", False),
    ],
)
def test_a_company_is_known_by_its_form(name, form, sole):
    found = form_of(name)
    assert found is not None
    assert (found.form, found.is_sole_trader) == (form, sole)


@pytest.mark.parametrize("name", ["Aino Virtanen", "Oy", "", "Ryyti", "Kyösti Korhonen"])
def test_a_person_is_not_taken_for_a_company(name):
    assert form_of(name) is None


def test_a_company_is_compared_without_its_form():
    assert bare_name("Oy Exempel Ab") == bare_name("Exempel Oy") == "exempel"
