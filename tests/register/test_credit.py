"""Credit information is asked for a credit decision, of a register that was named."""

from datetime import date

import pytest
from house import SAMPLE, adopt_sample
from register_world import DAY, NOW, TODAY, act, consumer, contact, looking

from lupaus.guard import Refused
from lupaus.policy.vocabulary import Category
from lupaus.register import credit, pages
from lupaus.register.rows import Why
from lupaus.register.unfit import Unfit

pytestmark = pytest.mark.engine

BUREAU = "  bureau: {kind: credit-register, name: Luottoesimerkki Oy, data: [credit]}\n"
SECOND = BUREAU.replace("bureau", "other").replace("Luotto", "Toinen ")


def text(*bureaus):
    said = SAMPLE.read_text(encoding="utf-8")
    said = said.replace("sources:\n", "sources:\n" + "".join(bureaus))
    said = said.replace(
        "  credit: {for: [claims], from: [customer]}", "  credit: {for: [credit]}"
    )
    said = said.replace(
        "purposes:\n",
        "purposes:\n  credit: {basis: legitimate-interest, class: credit,"
        " interest: {fi: luottotappioiden ehkäiseminen}, subjects: [consumer]}\n",
    )
    said = said.replace("name: {for: [", "name: {for: [credit, ")
    return said.replace(
        "retention:\n",
        "retention:\n  - {purpose: credit, data: [credit], at_most: 1 year, after: decision}\n",
    )


@pytest.fixture
def bureau(committed_register):
    adopt_sample(text(BUREAU))


def checked(party, *, purpose="credit", outcome="ei merkintöjä", **more):
    return credit.record_credit_check(act=act(purpose), party=party, outcome=outcome, **more)


def page(party, purpose="credit", *, at=NOW):
    with looking(purpose) as r:
        return pages.person_page(r, party, today=at.date())


def test_a_check_says_its_day_its_register_and_its_outcome_and_goes_a_year_after(bureau):
    aino = consumer()
    entered = checked(aino, outcome="  ei   merkintöjä ", on=date(2026, 2, 27))
    [row] = page(aino).credit_checks
    assert (row.id, row.register, row.outcome) == (
        entered.ids[0],
        "Luottoesimerkki Oy",
        "ei merkintöjä",
    )
    assert (row.checked_on, row.source, row.sourced_on) == (date(2026, 2, 27), "bureau", TODAY)
    assert row.goes.day == date(2027, 2, 27)
    assert row.goes.because == "credit"


def test_it_is_shown_for_the_credit_decision_and_for_nothing_else(bureau):
    aino = consumer()
    checked(aino)
    for purpose in ("relations", "claims", "accounting"):
        seen = page(aino, purpose)
        assert seen.credit_checks == ()
        [hidden] = [h for h in seen.hidden if h.category is Category.CREDIT]
        assert hidden.why is Why.NOT_NEEDED


@pytest.mark.parametrize("purpose", ["relations", "claims", "marketing", "delivery"])
def test_no_other_purpose_records_a_check(bureau, purpose):
    aino = consumer()
    with pytest.raises(Refused) as refused:
        checked(aino, purpose=purpose)
    assert refused.value.clause == "data.credit"
    assert page(aino).credit_checks == ()


def test_a_check_of_somebody_whom_the_purpose_does_not_cover_is_refused(bureau):
    with pytest.raises(Refused):
        checked(contact())


def test_a_register_that_the_notice_does_not_name_is_refused_with_the_law(bureau):
    aino = consumer()
    for other in ("customer", "toinen"):
        with pytest.raises(Refused, match="bureau") as refused:
            checked(aino, register=other)
        assert refused.value.law == "Luottotietolaki 19 §"
    assert page(aino).credit_checks == ()


def test_where_no_register_is_named_nothing_is_checked(committed_register):
    adopt_sample(text())
    with pytest.raises(Refused, match="none"):
        checked(consumer())


def test_of_two_registers_one_is_said(committed_register):
    adopt_sample(text(BUREAU, SECOND))
    aino = consumer()
    with pytest.raises(Unfit, match="bureau, other"):
        checked(aino)
    checked(aino, register="other")
    assert [row.register for row in page(aino).credit_checks] == ["Toinen esimerkki Oy"]


def test_the_outcome_is_one_line_and_no_report(bureau):
    aino = consumer()
    for outcome in ("", "   ", "x" * 201, "hetu 010190-999W: ei merkintöjä"):
        with pytest.raises((Unfit, Refused)):
            checked(aino, outcome=outcome)
    with pytest.raises(Unfit):
        checked(aino, on=TODAY + DAY)
    checked(aino, outcome="x" * 200, on=TODAY)


def test_a_check_is_out_of_sight_when_its_year_has_passed(bureau):
    aino = consumer()
    checked(aino, on=date(2025, 3, 2))  # a year before the day of the tests
    checked(aino, on=date(2025, 3, 3))
    assert [row.checked_on for row in page(aino).credit_checks] == [date(2025, 3, 3)]
