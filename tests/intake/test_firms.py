"""Firms of a list: the one that somebody acts for already, one of several lines, one alike."""

import pytest
from intake_hands import BASE, LATER, asked, order, party, taken

from lupaus.guard import system_grant
from lupaus.intake.batch import tally_of
from lupaus.intake.matching import RESTRICTED, Key
from lupaus.intake.preview import preview

pytestmark = pytest.mark.engine

HEADINGS = "Nimi;Yritys;Sähköposti;Asiakasnumero\n"
KAARLO = "Kaarlo Korhonen;Esimerkki Oy;kaarlo@example.fi;\n"


@pytest.fixture(autouse=True)
def base(register):
    assert taken(BASE).failed == 0


def firms():
    sql = "SELECT count(*) FROM records_party WHERE is_organisation"
    return asked(sql)[0][0]


def counts(report):
    return report.persons, report.organisations, report.known, report.duplicates_found


def test_somebody_known_by_address_brings_the_employer_along():
    report = taken(HEADINGS + KAARLO, at=LATER)
    assert counts(report) == (0, 0, 2, 0)
    assert {(m.party, m.by) for m in report.matched} >= {(party(8), Key.EMPLOYER)}
    assert firms() == 1
    assert asked("SELECT count(*) FROM records_affiliation") == [(1,)]


@pytest.mark.parametrize("called", ["Esimerkki", "ESIMERKKI OY AB", "Oy Esimerkki Ab"])
def test_the_form_of_the_employer_may_be_another(called):
    taken(f"{HEADINGS}Kaarlo Korhonen;{called};kaarlo@example.fi;\n", at=LATER)
    assert firms() == 1


def test_another_name_than_the_employers_is_another_firm():
    report = taken(f"{HEADINGS}Kaarlo Korhonen;Toinen Oy;kaarlo@example.fi;\n", at=LATER)
    assert counts(report) == (0, 1, 1, 0)
    assert firms() == 2


def test_another_business_id_than_the_employers_is_another_firm():
    text = "Nimi;Yritys;Y-tunnus;Sähköposti\n"
    taken(f"{text}Kaarlo Korhonen;Esimerkki Oy;2345670-5;kaarlo@example.fi\n", at=LATER)
    assert firms() == 2


def test_a_restricted_employer_is_not_made_anew():
    with system_grant("seed", why="a test restricts") as part:
        part.update("party", {"restricted": True}, {"id": party(8)})
    report = taken(HEADINGS + KAARLO, at=LATER)
    assert [r.text for r in report.remarks] == [RESTRICTED]
    assert firms() == 1


@pytest.mark.parametrize("first", [True, False])
def test_a_colleague_on_the_same_list_joins_the_employer(first):
    bertta = "Bertta Mäkelä;Esimerkki Oy;bertta@example.fi;\n"
    lines = KAARLO + bertta if first else bertta + KAARLO
    report = taken(HEADINGS + lines, at=LATER)
    assert counts(report) == (1, 0, 2, 0)
    sql = "SELECT count(*) FROM records_affiliation WHERE organisation_id = %s"
    assert asked(sql, [party(8)]) == [(2,)]


@pytest.mark.parametrize("called", ["Esimerkki Oy", "Esimerkki", "Oy Esimerkki Ab"])
def test_a_firm_of_the_same_name_may_be_the_same_and_is_not_merged(called):
    text = f"{HEADINGS}Bertta Mäkelä;{called};bertta@example.fi;\n"
    for report in (preview(order(text, at=LATER)).report, taken(text, at=LATER)):
        said = [(d.line, d.by, d.of_party) for d in report.duplicates]
        assert said == [(2, "name", party(8))]
    assert firms() == 2


def test_a_firm_that_only_begins_alike_is_nobodys_double():
    report = taken(f"{HEADINGS}Bertta Mäkelä;Esimerkkilä Oy;bertta@example.fi;\n", at=LATER)
    assert report.duplicates_found == 0


def test_one_firm_on_two_lines_counts_once_before_and_after():
    text = (
        HEADINGS + "Aino Uusi;Tuonti Oy;aino.uusi@example.fi;\n"
        "Bertta Uusi;Tuonti Oy;bertta.uusi@example.fi;\n"
    )
    before = preview(order(text, at=LATER)).report
    report = taken(text, at=LATER)
    assert counts(before) == counts(report) == (2, 1, 0, 0)
    tally = tally_of(report.batch)
    assert tally is not None
    assert (before.new, report.new, tally.parties) == (3, 3, 3)


def test_one_known_on_two_lines_counts_once():
    report = taken("Nimi;Asiakasnumero\nAino Virtanen;7\nAino Virtanen;7\n", at=LATER)
    assert (report.known, len(report.matched), report.new) == (1, 2, 0)


def test_a_line_of_which_only_the_name_is_of_use_says_so():
    text = (
        "Nimi;Sähköposti;Puh.\nKaarlo Rikki;ei ole;12\nAino Ehyt;;\nBertta Puoli;x;0401234567\n"
    )
    found = preview(order(text, at=LATER))
    assert found.report.bare == 1
    assert [r.line for r in found.report.remarks if r.fate == "noted"] == [2]
    assert found.report.new == 3
