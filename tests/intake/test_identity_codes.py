"""Identity codes in cells where they have no place."""

from datetime import UTC, datetime

import pytest

from lupaus.intake.columns import recognise
from lupaus.intake.convert import Converter
from lupaus.intake.entry import Fate, Holds
from lupaus.intake.permit import Terms

TERMS = Terms(("marketing",), datetime(2026, 3, 2, 10, 0, tzinfo=UTC), "aino")


def convert(**row):
    cells = list(row.values())
    return Converter(recognise(list(row)), [(2, cells)], terms=TERMS).convert(2, cells)


@pytest.mark.parametrize("text", ["010190-999W", "hetu 010190-999W, soita", "(010190-999w)"])
def test_an_identity_code_does_not_enter_from_a_cell_of_another_column(text):
    converted = convert(Nimi="Aino Virtanen", Huomautus=text)
    assert converted.entry.parties[0].held(Holds.NOTE) == []
    [remark] = converted.remarks
    assert (remark.column, remark.fate) == ("Huomautus", Fate.LEFT_OUT)
    assert "TSL 29 §" in remark.text
    assert "999" not in remark.text


def test_an_identity_code_is_nobodys_name():
    assert convert(Nimi="010190-999W").entry is None


@pytest.mark.parametrize("text", ["tilaus 010190-999X", "990190-999W", "X010190-999W7"])
def test_what_only_resembles_an_identity_code_enters(text):
    assert convert(Nimi="Aino Virtanen", Huomautus=text).entry.parties[0].held(Holds.NOTE)
