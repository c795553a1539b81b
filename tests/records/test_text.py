"""Folding, sorting and digits: one order and one search for both engines."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lupaus.text import digits, fold, sort_key, sought_digits


def in_order(*names):
    assert sorted(names, key=sort_key) == list(names)


def test_the_finnish_alphabet_ends_in_its_own_letters():
    in_order("Virtanen", "Zidane", "Åberg", "Ääri", "Öhman")


def test_v_and_w_are_apart():
    in_order("Viro", "Virtanen", "Vuori", "Waara", "Wirtanen")


def test_a_shorter_name_comes_before_a_longer_one():
    in_order("Mäki", "Mäki-Lehto", "Mäkinen")


def test_u_with_dots_sorts_as_y():
    in_order("Xu", "Yli-Mäki", "Ünal", "Zhou")


def test_numbers_are_in_order_of_size():
    in_order("Talo 2 Oy", "Talo 10 Oy", "Talo 100 Oy")


def test_case_and_accents_do_not_part_namesakes():
    assert sort_key("ANDRÉ") == sort_key("Andre")


def test_the_family_name_decides_before_the_given_one():
    people = [("Mäki", "Bertta"), ("Mäki", "Aino"), ("Lehto", "Kaarlo"), ("Mäki-Aho", "Aino")]
    found = sorted(people, key=lambda name: sort_key(*name))
    assert found == [people[2], people[1], people[0], people[3]]


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Sébastien MÄKI", "sebastien mäki"),
        ("Väisänen", "väisänen"),
        ("VA\u0308ISA\u0308NEN", "väisänen"),  # the same, letters and dots apart
        ("Łódź", "lodz"),
        ("Straße", "strasse"),
        ("Søren Kjær", "sören kjär"),
        ("  Aino \t\n  Oy ", "aino oy"),
        ("Åbo", "åbo"),
        ("", ""),
        ("日本", "日本"),
    ],
)
def test_folding(text, folded):
    assert fold(text) == folded


@given(st.text())
def test_folding_twice_is_folding_once(text):
    assert fold(fold(text)) == fold(text)


#: Alphabets, presentation forms and the letters of mathematics; ideographs fold to themselves.
LETTERS = (
    range(0x80, 0x3000),
    range(0xA640, 0xAC00),
    range(0xF900, 0x10800),
    range(0x1D400, 0x1F200),
)


def test_folding_every_letter_twice_is_folding_it_once():
    letters = (chr(i) for letters in LETTERS for i in letters)
    assert not [c for c in letters if not c.isascii() and fold(fold(c)) != fold(c)]


@given(st.text(alphabet="aåäöAÅÄÖ b-'.", max_size=30))
def test_a_key_is_plain_bytes(text):
    assert sort_key(text).isascii()


@pytest.mark.parametrize(
    "typed",
    [
        "+358 40 123 4567",
        "+358401234567",
        "00358 40 1234567",
        "040-123 4567",
        "0401234567",
        "(040) 123 4567",
        "+358 (0)40 123 4567",
        " 040 1234567 ",
    ],
)
def test_every_spelling_of_a_number_is_the_same_digits(typed):
    assert digits(typed) == "401234567"


@pytest.mark.parametrize(
    ("typed", "sought"),
    [
        ("358401234567", ("358401234567", "401234567")),
        ("358 40", ("35840",)),
        ("35840123", ("35840123", "40123")),
        ("+35840123", ("40123",)),
        ("0358 123", ("358123",)),
        ("040 123", ("40123",)),
        ("358", ("358",)),
        ("04", ()),
    ],
)
def test_a_bare_country_code_may_be_one_or_the_beginning_of_a_number(typed, sought):
    assert sought_digits(typed) == sought


@pytest.mark.parametrize(
    ("typed", "found"),
    [("+46 8 123 456", "468123456"), ("112", "112"), ("", ""), ("puhelin", ""), ("+", "")],
)
def test_other_numbers_keep_their_digits(typed, found):
    assert digits(typed) == found
