"""Everything that the card may have to say has words."""

from decimal import Decimal
from importlib.resources import files

import pytest
from babel.messages.pofile import read_po
from django.utils.translation import override

from lupaus.policy.vocabulary import SourceKind
from lupaus.records.catalogue import claims
from lupaus.register.allowed import Ground, Reason
from lupaus.register.facts import Status
from lupaus.register.fields import FIELDS, Input
from lupaus.register.timeline import What
from lupaus.register.typed import IN_PLACE
from lupaus.register.wrong import CODES, UNKNOWN, Wrong
from lupaus.web.customers.card_allowed import reason_text
from lupaus.web.customers.card_forms import CHOICES
from lupaus.web.customers.card_shown import size
from lupaus.web.customers.card_trade import STEPS
from lupaus.web.customers.card_words import ICONS, INVOICES, LABELS, MISTAKES, ROWS, mistake
from lupaus.web.customers.words import CHANNELS, ROLES
from lupaus.web.templatetags.lupaus import number


@pytest.mark.parametrize("table", FIELDS)
def test_every_field_has_a_label(table):
    assert LABELS[table].keys() == {one.column for one in FIELDS[table]}


def test_every_kind_of_row_has_a_name_and_an_icon():
    tables = {table.removeprefix("records_") for table in claims()}
    assert ROWS.keys() == tables
    assert ICONS.keys() >= IN_PLACE | {"invoice", "permission", "file", "creditcheck"}
    assert {str(what) for what in What} - ICONS.keys() == {"event", "read"}


def test_every_choice_has_a_name():
    named = {**CHANNELS, **ROLES}
    for table, fields in FIELDS.items():
        for one in fields:
            if one.input is Input.CHOICE:
                known = {**named, **CHOICES.get(one.column, {})}
                assert set(one.choices) <= known.keys(), (table, one.column)


@pytest.mark.parametrize("code", sorted({*CODES.values(), UNKNOWN}))
def test_every_mistake_has_a_cure_in_finnish(code):
    assert str(mistake(Wrong("order", "name", code, "")))
    assert MISTAKES["moment"]


@pytest.mark.parametrize("ground", Ground)
def test_every_reason_against_sending_has_a_sentence(ground):
    assert reason_text(Reason(ground, "something")).endswith(".")


def test_every_state_of_an_invoice_has_words_and_a_way():
    assert INVOICES.keys() == set(Status)
    assert STEPS.keys() == set(Status)


def test_a_source_is_spoken_of_in_the_third_person():
    from lupaus.web.customers import card_words  # noqa: PLC0415 - its own names

    addressed = {SourceKind.SUBJECT, SourceKind.EMPLOYER, SourceKind.WEB_FORM}
    assert addressed <= card_words._SOURCES.keys()


@pytest.mark.parametrize(("language", "unit"), [("fi", "Mt"), ("sv", "MB"), ("en", "MB")])
@pytest.mark.parametrize("tenths", [15, 12_345])
def test_the_size_of_a_file_is_said_as_all_numbers_of_the_language(language, unit, tenths):
    with override(language):
        assert size(tenths * 1_024 * 1_024 // 10) == f"{number(Decimal(tenths) / 10)} {unit}"


@pytest.mark.parametrize("word", ["tiiviste", "ketju"])
def test_no_page_speaks_of_what_only_its_makers_know(word):
    file = files("lupaus.web").joinpath("locale", "sv", "LC_MESSAGES", "django.po")
    with file.open("rb") as stream:
        said = [str(message.id) for message in read_po(stream, locale="sv")]
    assert len(said) > 1_000
    assert not [text for text in said if word in text.lower()]
