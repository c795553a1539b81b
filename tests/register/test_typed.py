"""What was typed into a form: stored as it should be, or every mistake told at once."""

import ast
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from register_world import DAY, NOW, TODAY

from lupaus.register import fields, spelling, typed, values
from lupaus.register.fields import FIELDS, Field, Input
from lupaus.register.typed import IN_PLACE, read
from lupaus.register.wrong import CODES, UNKNOWN, Mistaken, code_of

WHOLE = {
    "personname": {"given": "Aino", "family": "Äijälä"},
    "organisation": {"name": "Esimerkki Oy", "business_id": "2859693-4"},
    "emailaddress": {"address": "aino@example.fi"},
    "phonenumber": {"typed": "040 123 4567"},
    "postaladdress": {"street": "Katu 1", "postcode": "33100", "town": "Tampere"},
    "webaddress": {"url": "example.fi"},
    "affiliation": {"organisation_id": "7", "role": "billing", "started_on": "1.2.2026"},
    "relationship": {"since": "1.2.2026"},
    "billingprofile": {"iban": "FI21 1234 5600 0007 85"},
    "order": {"name": "Verkkosivut", "price_cents": "1 234,50 €"},
    "note": {"text": "soitti"},
    "followup": {"text": "soita", "due_on": "1.12.2026"},
    "message": {"at": NOW, "direction": "in", "channel": "email"},
}


def told(table, **given):
    with pytest.raises(Mistaken) as mistaken:
        read(table, given, at=NOW)
    return [(w.field, w.code) for w in mistaken.value.wrong]


@pytest.mark.parametrize("table", sorted(IN_PLACE))
def test_every_kind_of_row_is_made_of_what_was_typed(table):
    columns = read(table, WHOLE[table], at=NOW)
    assert {f.column for f in FIELDS[table]} <= set(columns)


def test_every_mistake_is_told_at_once_beside_its_field():
    assert told("organisation", name="", business_id="2859693-5", association_id="rek") == [
        ("name", "empty"),
        ("business_id", "business-id-digit"),
        ("association_id", "association-id"),
    ]
    assert told("affiliation", role="boss", started_on="31.2.2026", organisation_id="") == [
        ("organisation_id", "empty"),
        ("role", "choice"),
        ("started_on", "day"),
    ]
    assert told("billingprofile", iban="FI00", email="x", operator="o" * 41) == [
        ("operator", "too-long"),
        ("iban", "iban"),
        ("email", "email"),
    ]


def test_an_identity_code_in_a_text_is_a_mistake_of_that_field_with_its_clause():
    with pytest.raises(Mistaken) as mistaken:
        read("note", {"text": "hetu 010190-999W"}, at=NOW)
    (wrong,) = mistaken.value.wrong
    assert (wrong.field, wrong.code) == ("text", "identity-code")
    assert (wrong.clause, wrong.law) == ("data.identity-code", "TSL 29 §")
    assert "999W" not in str(mistaken.value)


def test_no_mistake_repeats_what_was_typed():
    with pytest.raises(Mistaken) as mistaken:
        read("emailaddress", {"address": "salainen"}, at=NOW)
    assert "salainen" not in str(mistaken.value)


def test_a_row_of_which_nothing_was_given_is_wrong_as_a_whole():
    assert told("personname", given=" ", family="") == [("", "nothing-given")]
    assert told("postaladdress") == [("", "nothing-given")]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("29.2.2024", date(2024, 2, 29)),
        ("2024-02-29", date(2024, 2, 29)),
        ("1. 3.2026", date(2026, 3, 1)),
        ("", None),
        (TODAY, TODAY),
    ],
)
def test_a_day_is_read_as_it_is_written_here(text, day):
    assert read("order", {"name": "x", "starts_on": text}, at=NOW)["starts_on"] == day


@pytest.mark.parametrize(
    "text", ["29.2.2025", "3/4/2026", "2026-13-01", "huomenna", "٢.٣.٢٠٢٦"]
)
def test_what_is_no_day_is_told(text):
    assert told("order", name="x", starts_on=text) == [("starts_on", "day")]


@pytest.mark.parametrize(
    ("text", "cents"),
    [("1 234,50 €", 123450), ("12", 1200), ("0,05", 5), ("-3,1", -310), (99, 99), ("", None)],
)
def test_a_sum_is_read_as_it_is_written_here(text, cents):
    assert read("order", {"name": "x", "price_cents": text}, at=NOW)["price_cents"] == cents


@pytest.mark.parametrize("text", ["1,234", "1.234,50,0", "x", "1e3"])
def test_what_is_no_sum_is_told(text):
    assert told("order", name="x", price_cents=text) == [("price_cents", "money")]


def test_what_has_happened_is_not_of_a_day_to_come_and_what_is_to_be_done_may_be():
    tomorrow = TODAY + DAY
    assert told("note", text="x", written_on=tomorrow) == [("written_on", "future")]
    assert told("order", name="x", ordered_on=tomorrow) == [("ordered_on", "future")]
    assert told("message", at=NOW + DAY, direction="in", channel="email") == [("at", "future")]
    assert read("followup", {"text": "x", "due_on": tomorrow}, at=NOW)["due_on"] == tomorrow
    assert read("note", {"text": "x", "written_on": TODAY}, at=NOW)["written_on"] == TODAY


def test_today_is_the_controllers_and_not_utc():
    late = datetime(2026, 3, 2, 22, 30, tzinfo=UTC)  # the third of March in Helsinki
    assert read("note", {"text": "x"}, at=late)["written_on"] == date(2026, 3, 3)


def test_a_field_that_nobody_knows_is_our_bug():
    with pytest.raises(KeyError, match="shoe_size"):
        read("personname", {"given": "Aino", "shoe_size": "38"}, at=NOW)


def _reasons(*modules):
    """Every reason that these modules can raise Unfit with."""
    for module in modules:
        for node in ast.walk(ast.parse(Path(module.__file__).read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Unfit":
                reason = node.args[1]
                if isinstance(reason, ast.Constant):
                    yield reason.value
                elif isinstance(reason, ast.JoinedStr) and isinstance(
                    reason.values[0], ast.Constant
                ):
                    yield reason.values[0].value


def test_every_reason_has_a_code():
    reasons = set(_reasons(values, spelling, typed))
    assert len(reasons) > 15
    assert [r for r in reasons if code_of(r) == UNKNOWN] == []
    assert UNKNOWN not in CODES.values()


@pytest.mark.parametrize("table", sorted(FIELDS))
def test_a_text_field_says_how_long_it_may_be_and_a_choice_what_it_may_be(table):
    for one in FIELDS[table]:
        assert isinstance(one, Field)
        assert one.longest or one.input not in {Input.LINE, Input.PROSE, Input.EMAIL}
        assert bool(one.choices) is (one.input is Input.CHOICE)
    assert set(FIELDS) == fields.APART | IN_PLACE
