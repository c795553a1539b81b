"""Merged customers on a list from before: the old number finds the one who was kept."""

import pytest
from intake_hands import BASE, LATER, act, asked, party, taken, values

from lupaus.intake.matching import Key
from lupaus.register import merge

pytestmark = pytest.mark.engine

OTHER = """Nimi;Yritys;Y-tunnus;Puh.;Asiakasnumero
Salo Aino;;;;20
;Vanha Oy;2345670-5;09 123 456;21
"""


@pytest.fixture(autouse=True)
def base(register):
    assert taken(BASE).failed == 0
    assert taken(OTHER).failed == 0


def absorb(keep, gone):
    """Returns whom it became."""
    merge.merge(act=act(via="cli"), keep=party(keep), gone=party(gone))
    return party(keep)


def matched(text):
    report = taken(text, at=LATER)
    return [(m.party, m.by) for m in report.matched], report.failed


def test_the_old_number_finds_the_one_who_was_kept():
    keeper = absorb(7, 20)
    for name in ("Aino Virtanen", "Aino Salo"):  # as she is called, and as the list has it
        found = matched(f"Nimi;Asiakasnumero\n{name};20\n")
        assert found == ([(keeper, Key.NUMBER)], 0)


def test_an_old_number_with_another_name_is_still_somebody_elses():
    absorb(7, 20)
    assert matched("Nimi;Asiakasnumero\nErkki Esimerkki;20\n") == ([], 1)


def test_the_number_of_one_who_was_merged_twice_finds_the_last():
    absorb(7, 20)
    assert matched("Nimi;Asiakasnumero\nAino Salo;20\n")[0] == [(party(7), Key.NUMBER)]
    merge.merge(act=act(LATER, "cli"), keep=party(9), gone=party(7))
    report = taken("Nimi;Asiakasnumero\nBertta Mäkinen;20\nBertta Mäkinen;7\n", at=LATER)
    assert {m.party for m in report.matched} == {party(9)}


def test_what_a_merged_organisation_was_described_by_matches_the_kept_one_or_nobody():
    """Its row waits beside, out of sight; nothing is written to it."""
    keeper = absorb(8, 21)
    found, failed = matched("Yritys;Y-tunnus;Asiakasnumero;Web\nVanha Oy;;21;example.fi\n")
    assert (found, failed) == ([(keeper, Key.NUMBER)], 0)
    assert values(8, "webaddress", "url") == ["example.fi"]
    gone = party(21)
    taken("Yritys;Y-tunnus;Puh.\nVanha Oy;2345670-5;09 765 432\n", at=LATER)
    held = asked("SELECT count(*) FROM records_phonenumber WHERE party_id = %s", [gone])
    assert held == [(0,)]
