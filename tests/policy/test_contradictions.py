"""Retention that cannot be kept as written is told with its line, and nothing else is."""

from datetime import date

import pytest
from retention_case import TWO_YEARS, VOUCHERS, a_policy

from lupaus.policy.contradictions import contradictions
from lupaus.policy.problem import Level
from lupaus.policy.read import read_policy
from lupaus.policy.templates import TEMPLATES, template


def codes(*rules: dict, **more: object) -> list[str]:
    return [problem.code for problem in contradictions(a_policy(*rules, **more))]


def kept(least: str, most: str, **more: object) -> dict:
    return {**TWO_YEARS, "at_least": least, "at_most": most, **more}


@pytest.mark.parametrize(
    ("least", "most", "found"),
    [
        ("3 years", "2 years", ["R01"]),
        ("731 days", "2 years", ["R01"]),
        ("2 years", "2 years", []),
        ("1 year", "2 years", []),
        ("1 month", "31 days", []),
        ("1 month", "28 days", ["R01"]),
    ],
)
def test_a_minimum_beyond_its_own_maximum(least, most, found):
    assert codes(kept(least, most)) == found


def test_a_minimum_beyond_the_maximum_of_another_rule_of_the_purpose():
    least = {"purpose": "marketing", "at_least": "3 years", "after": "relation ended"}
    assert codes(TWO_YEARS, least) == ["R02"]
    assert codes({**TWO_YEARS, "purpose": "claims"}, least) == []
    assert codes({**TWO_YEARS, "after": "last invoice"}, least) == []


def test_six_years_of_the_calendar_year_outlast_six_years_of_the_fiscal_year():
    most = {**VOUCHERS, "at_most": "6 years", "after": "end of fiscal year"}
    del most["at_least"]
    assert codes(VOUCHERS, most, fiscal_years=[{"ends": "03-31"}]) == ["R02"]
    assert codes(VOUCHERS, most, fiscal_years=[{"ends": "12-31"}]) == []


def test_rules_for_different_people_do_not_contradict():
    groups = {"a": {"kind": "consumer"}, "b": {"kind": "technical"}}
    least = {"purpose": "marketing", "at_least": "3 years", "after": "relation ended"}
    assert (
        codes({**TWO_YEARS, "subjects": ["a"]}, {**least, "subjects": ["b"]}, subjects=groups)
        == []
    )
    assert codes(
        {**TWO_YEARS, "subjects": ["a"]}, {**least, "subjects": ["a", "b"]}, subjects=groups
    ) == ["R02"]


@pytest.mark.parametrize(
    ("most", "found"),
    [("6 months", ["R03"]), ("364 days", ["R03"]), ("1 year", []), ("2 years", [])],
)
def test_a_yearly_window_cannot_keep_less_than_a_year(most, found):
    assert codes({**TWO_YEARS, "at_most": most, "window": "12-31"}) == found


def test_a_window_without_a_maximum_changes_nothing():
    assert codes({**VOUCHERS, "window": "12-31"}) == ["R04"]


def test_a_rule_for_data_that_its_purpose_does_not_need():
    assert codes({**TWO_YEARS, "data": ["vouchers"]}) == ["R05"]


@pytest.mark.parametrize("anchor", ["request closed", "decision"])
def test_an_anchor_that_never_comes_for_the_data(anchor):
    assert codes({**TWO_YEARS, "after": anchor}) == ["R06"]


def test_the_end_of_a_relation_that_its_purpose_does_not_outlive():
    more = {
        "subjects": {"buyer": {"kind": "consumer", "state": "customer"}},
        "purposes": {"marketing": {"class": "marketing", "subjects": ["buyer"]}},
        "data": {"email": {"for": ["marketing"]}},
    }
    assert codes(TWO_YEARS, **more) == ["R07"]
    more["subjects"]["old"] = {"kind": "consumer", "state": "former"}
    more["purposes"]["marketing"]["subjects"].append("old")
    assert codes(TWO_YEARS, **more) == []


def test_fiscal_years_that_overlap():
    years = [
        {"ends": "12-31"},
        {"from": date(2024, 1, 1), "to": date(2025, 6, 30)},
        {"from": date(2025, 6, 30), "to": date(2025, 12, 31)},
    ]
    assert codes(fiscal_years=years) == ["R08"]


def test_a_contradiction_names_the_line_of_the_rule():
    policy = a_policy(VOUCHERS, kept("3 years", "2 years")).model_copy(
        update={"lines": {("retention", 1): 41}}
    )
    (problem,) = contradictions(policy)
    assert (problem.line, problem.level) == (41, Level.ERROR)
    assert problem.hint


@pytest.mark.parametrize("name", TEMPLATES)
def test_the_templates_do_not_contradict_themselves(name):
    policy, _ = read_policy(template(name))
    assert policy is not None
    assert contradictions(policy) == ()
