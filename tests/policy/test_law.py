"""Facts of law hold on their days, and on no others."""

from datetime import date, timedelta

import pytest

from lupaus.policy import law
from lupaus.policy.period import Period
from lupaus.policy.vocabulary import Anchor, Category, Mechanism

TODAY = date(2026, 11, 22)
DAY = timedelta(days=1)


def test_the_personal_data_act_ends_with_2018():
    assert law.in_force("henkilotietolaki", date(2018, 12, 31))
    assert not law.in_force("henkilotietolaki", date(2019, 1, 1))
    assert law.in_force("tietosuojalaki", date(2019, 1, 1))
    assert not law.in_force("tietosuojalaki", date(2018, 12, 31))


@pytest.mark.parametrize(
    ("key", "last"),
    [
        ("sahkoisen-viestinnan-tietosuojalaki", date(2014, 12, 31)),
        ("viestintavirasto", date(2018, 12, 31)),
        ("safe-harbour", date(2015, 10, 5)),
        ("privacy-shield", date(2020, 7, 15)),
    ],
)
def test_what_has_ended_holds_on_its_last_day_and_not_on_the_next(key, last):
    assert law.in_force(key, last - DAY)
    assert law.in_force(key, last)
    assert not law.in_force(key, last + DAY)
    assert law.CITABLE[key].ended_by


def test_what_has_ended_names_its_successor():
    ended = [c for c in law.CITABLE.values() if c.in_force.last]
    assert ended
    for citable in ended:
        assert law.in_force(citable.instead, TODAY), citable.key


def test_every_citable_thing_has_a_name_in_three_languages_and_a_citation():
    for key, citable in law.CITABLE.items():
        assert citable.key == key
        assert set(citable.name) == {"fi", "sv", "en"}
        assert all(citable.name.values())
        assert citable.citation


def test_privacy_shield_carries_transfers_to_the_day_before_the_judgment():
    held = [
        law.mechanism_valid(Mechanism.PRIVACY_SHIELD, date(2020, 7, day), country="US")
        for day in (15, 16, 17)
    ]
    assert held == [True, False, False]


def test_the_privacy_framework_carries_from_its_decision_and_to_the_united_states_only():
    assert not law.mechanism_valid(Mechanism.DPF, date(2023, 7, 9), country="US")
    assert law.mechanism_valid(Mechanism.DPF, date(2023, 7, 10), country="US")
    assert not law.mechanism_valid(Mechanism.DPF, TODAY, country="BR")


@pytest.mark.parametrize("mechanism", [Mechanism.TECHNICAL_NEED, Mechanism.PROJECT_NEED])
def test_a_need_was_never_a_ground_of_transfer(mechanism):
    assert mechanism not in law.GROUNDS
    assert not law.mechanism_valid(mechanism, TODAY, country="US")


def test_the_united_kingdom_goes_from_member_to_adequate_to_nothing():
    assert law.in_eea("GB", date(2020, 12, 31))
    assert not law.in_eea("GB", date(2021, 1, 1))
    assert not law.adequate("GB", date(2021, 6, 27))
    assert law.adequate("GB", date(2021, 6, 28))
    assert law.adequate("GB", date(2031, 12, 27))
    assert not law.adequate("GB", date(2031, 12, 28))
    assert law.ever_adequate("GB")


@pytest.mark.parametrize(
    ("country", "first"),
    [("BR", date(2026, 1, 27)), ("KR", date(2021, 12, 17)), ("JP", date(2019, 1, 23))],
)
def test_a_country_is_adequate_from_the_day_of_its_decision(country, first):
    assert not law.adequate(country, first - DAY)
    assert law.adequate(country, first)


def test_the_united_states_are_not_adequate_as_a_country():
    assert not law.adequate("US", TODAY)
    assert not law.ever_adequate("US")


def test_the_economic_area_is_thirty_countries_and_aland():
    today = {country for country in law.EEA if law.in_eea(country, TODAY)}
    assert len(today) == 31
    assert {"FI", "AX", "NO", "IS", "LI"} <= today
    assert not today & {"GB", "CH", "US", "FO", "GL"}


def test_adequacy_that_covers_only_some_says_whom():
    canada = law.adequacy("CA", TODAY)
    assert canada is not None
    assert "commercial" in canada.scope


def test_vouchers_stay_six_years_from_the_end_of_the_calendar_year():
    vouchers = law.minimum(Category.VOUCHERS, TODAY)
    assert vouchers is not None
    assert (str(vouchers.at_least), vouchers.after) == ("P6Y", Anchor.FISCAL_CALENDAR_YEAR)


def test_books_of_account_stay_ten_years_from_the_end_of_the_fiscal_year():
    books = law.minimum(Category.RECORDS_OF_ACCOUNT, TODAY)
    assert books is not None
    assert (str(books.at_least), books.after) == ("P10Y", Anchor.FISCAL_YEAR)


def test_no_other_category_has_a_statutory_minimum():
    assert law.minimum(Category.EMAIL, TODAY) is None


def test_house_values_are_told_from_law():
    house = {key for key, term in law.TERMS.items() if term.house}
    assert {"review", "dpf-check", "claims"} <= house
    assert not {"answer", "extended-answer", "inform", "breach-report"} & house
    for key in house:
        assert law.TERMS[key].confidence is law.Confidence.HOUSE
    assert law.term("answer", TODAY).period == Period(months=1)


def test_the_supervisor_is_reached_by_post_and_web():
    supervisor = law.supervisor(TODAY)
    assert supervisor.name["fi"] == "tietosuojavaltuutettu"
    assert supervisor.post == "PL 800, 00531 Helsinki"
    assert supervisor.web == "tietosuoja.fi"


@pytest.mark.parametrize(
    "dated",
    [*law.CITABLE.values(), *law.ADEQUACY, *law.GROUNDS.values(), *law.MINIMA],
    ids=lambda row: row.citation,
)
def test_every_fact_has_a_citation_and_days_in_order(dated):
    assert dated.citation
    span = dated.in_force
    assert not (span.first and span.last) or span.first <= span.last
