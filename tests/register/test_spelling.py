"""Numbers have one form, however they are typed and whatever way they come in."""

import phonenumbers
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lupaus.intake.values.phone import parse_phones
from lupaus.register.spelling import association_id, business_id, e164, finnish
from lupaus.register.unfit import Unfit
from lupaus.register.values import Phone


@given(st.from_regex(r"\A0[1-9][0-9]{4,9}\Z"))
@settings(max_examples=300)
def test_the_short_way_agrees_with_the_number_plan(typed):
    number = phonenumbers.parse(typed, "FI")
    short = finnish(typed)
    if short and phonenumbers.is_valid_number(number):
        wanted = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
        assert short == wanted


@pytest.mark.parametrize(
    "typed",
    [
        "040 123 4567",
        "+358 (0)40 123 4567",
        "00358401234567",
        "040-1234567",
        "+46 70 123 45 67",
    ],
)
def test_a_number_that_is_typed_and_one_that_is_imported_are_the_same(typed):
    assert Phone(typed).columns()["e164"] == e164(typed)
    assert [phone.e164 for phone in parse_phones(typed)] == [e164(typed)]


@pytest.mark.parametrize("typed", ["", "12", "soita", "0" * 40])
def test_what_is_no_phone_number_is_refused(typed):
    with pytest.raises(Unfit):
        e164(typed)


@pytest.mark.parametrize(
    "typed", ["1234567-1", "12345671", "FI12345671", "fi 1234567-1", "1234567–1", " 1234567-1 "]
)
def test_a_business_id_has_one_form(typed):
    assert business_id(typed) == "1234567-1"


def test_a_business_id_gets_its_lost_zero_back():
    assert business_id("112038-9") == business_id("0112038-9") == "0112038-9"


@pytest.mark.parametrize(
    "typed", ["1234567-2", "123", "0000000-0", "1234567-1x", "010190-999P"]
)
def test_a_mistyped_business_id_is_refused(typed):
    with pytest.raises(Unfit):
        business_id(typed)


def test_an_association_has_a_number_of_its_own():
    assert association_id("123456") == association_id("123.456") == "123.456"
    assert association_id("1") == "1"
    with pytest.raises(Unfit):
        association_id("rek")


def test_an_empty_number_stays_empty():
    assert business_id("  ") == association_id("") == ""
