"""Promises that contradict the law or each other, and those that do not."""

from datetime import date
from pathlib import Path

import pytest
from lint_judged import found, policy_of

from lupaus.policy.lint import lint
from lupaus.policy.lint.example import TODAY, merged
from lupaus.policy.model import Policy
from lupaus.policy.problem import Level, errors
from lupaus.policy.read import read_policy


def rules(*lines: str) -> str:
    return "retention:\n" + "\n".join(f"  - {{{line}}}" for line in lines)


YEAR = "end of calendar year in which the fiscal year ended"


@pytest.mark.parametrize(
    ("at_least", "after", "codes"),
    [
        ("6 years", YEAR, []),
        ("71 months", YEAR, ["R04"]),
        ("7 years", YEAR, []),
        ("10 years", YEAR, ["N68"]),
        ("6 years", "end of fiscal year", ["N67"]),
        ("83 months", "end of fiscal year", ["N67"]),
        ("7 years", "end of fiscal year", []),
        ("6 years", "collected", ["R04"]),  # the fiscal year may end a year later
        ("8 years", "collected", []),
    ],
)
def test_vouchers_stay_as_long_as_the_law_says(at_least, after, codes):
    snippet = rules(f"purpose: accounting, at_least: {at_least}, after: {after}")
    problems = lint(policy_of(snippet), today=TODAY)
    assert [p.code for p in problems] == codes


def test_the_minimum_reckons_with_the_fiscal_years_of_the_policy():
    vouchers = "purpose: accounting, data: [vouchers, name, postal-address]"
    snippet = rules(
        f"{vouchers}, at_least: 6 years, after: {YEAR}",
        "purpose: accounting, at_most: 78 months, after: end of fiscal year",
    )
    assert found(snippet, "R01") == []
    assert found(snippet + "\nfiscal_years: [{ends: 03-31}]", "R01") == [Level.ERROR]
    assert found(snippet + "\nfiscal_years: [{ends: 09-30}]", "R01") == []


def test_a_long_fiscal_year_is_reckoned_with():
    """An entry of its first day may go only after the calendar year in which it ended."""
    snippet = rules("purpose: accounting, at_least: 90 months, after: collected")
    assert found(snippet, "R04") == []
    odd = "fiscal_years: [{ends: 12-31}, {from: 2019-07-01, to: 2020-12-31}]"
    assert found(f"{snippet}\n{odd}", "R04") == []
    odd = "fiscal_years: [{ends: 12-31}, {from: 2019-06-01, to: 2021-01-31}]"
    assert found(f"{snippet}\n{odd}", "R04") == [Level.ERROR]


def test_a_minimum_of_one_purpose_is_no_contradiction_to_a_maximum_of_another():
    """The maximum closes its purpose; the minimum holds what lies there for another."""
    snippet = """
data: {vouchers: {for: [accounting, relations]}}
retention:
  - {purpose: relations, at_most: 1 year, after: last contact with person}
"""
    assert errors(lint(policy_of(snippet), today=TODAY)) == ()


@pytest.mark.parametrize(
    ("rule", "level"),
    [
        ("at_least: 2 years, at_most: 2 years", []),
        ("at_least: 25 months, at_most: 2 years", [Level.ERROR]),
    ],
)
def test_a_rule_does_not_contradict_itself(rule, level):
    assert found(rules(f"purpose: marketing, {rule}, after: collected"), "R01") == level


@pytest.mark.parametrize(
    ("at_most", "level"),
    [
        ("11 months", [Level.ERROR]),
        ("364 days", [Level.ERROR]),
        ("1 year", []),
        ("13 months", []),
    ],
)
def test_a_yearly_window_needs_a_term_of_a_year(at_most, level):
    rule = f"purpose: marketing, at_most: {at_most}, after: collected, window: 12-31"
    assert found(rules(rule), "R02") == level


@pytest.mark.parametrize(
    ("at_most", "level"), [("30 months", [Level.ERROR]), ("3 years", []), ("4 years", [])]
)
def test_a_window_must_fall_between_minimum_and_maximum(at_most, level):
    rule = f"purpose: marketing, at_least: 2 years, at_most: {at_most}, after: collected"
    assert found(rules(f"{rule}, window: 12-31"), "R02") == level


@pytest.mark.parametrize(
    ("at_most", "level"), [("3 years", []), ("37 months", [Level.WARNING]), ("36 months", [])]
)
def test_more_than_three_years_asks_for_a_reason(at_most, level):
    rule = f"purpose: delivery, at_most: {at_most}, after: relation ended"
    assert found(rules(rule), "N69") == level
    assert found(rules(rule + ", because: Takuu kestää viisi vuotta."), "N69") == []


def test_as_long_as_needed_is_an_error_where_nothing_has_a_number():
    policy = policy_of(rules("purpose: marketing, as_long_as: needed"))
    only = policy.model_copy(update={"retention": policy.retention[-1:]})
    assert [p.level for p in lint(only, today=TODAY) if p.code == "N64"] == [Level.ERROR]


def test_a_purpose_needs_an_end_for_everybody_it_covers():
    contacts = rules(
        "purpose: relations, subjects: [contact], at_most: 3 years, after: collected"
    )
    assert found(contacts, "R03") == []
    both = contacts + "\npurposes: {relations: {subjects: [contact, consumer]}}"
    assert found(both, "R03") == [Level.ERROR]
    whole = both.replace("subjects: [contact], at_most", "at_most")
    assert found(whole, "R03") == []


def test_vouchers_need_a_minimum_of_their_own_beside_the_books():
    snippet = """
data: {books: {for: [accounting]}}
retention:
  - {purpose: accounting, data: [books], at_least: 10 years, after: end of fiscal year}
"""
    assert found(snippet, "N70") == [Level.ERROR]


def test_refusals_under_a_purpose_of_rights_need_no_end():
    snippet = """
purposes:
  refusals: {basis: legal-obligation, law: GDPR Art. 21, class: rights}
data: {permissions: {for: [refusals]}}
"""
    assert errors(lint(policy_of(snippet), today=TODAY)) == ()


# Marketing.


@pytest.mark.parametrize(
    ("kind", "state", "level"),
    [
        ("consumer", "prospect", [Level.ERROR]),
        ("consumer", "customer", []),
        ("consumer", "former", []),
        ("sole-trader", "prospect", [Level.ERROR]),
        ("representative", "prospect", []),  # SVPL 202 §
    ],
)
def test_electronic_marketing_to_a_natural_person_who_is_no_customer_needs_consent(
    kind, state, level
):
    snippet = f"""
subjects: {{addressee: {{kind: {kind}, state: {state}}}}}
purposes: {{marketing: {{subjects: [addressee], consent_channels: []}}}}
"""
    assert found(snippet, "N104") == level
    by_post = snippet.replace("consent_channels: []", "channels: [post], consent_channels: []")
    assert found(by_post, "N104") == []


def test_a_prospect_in_one_group_does_not_make_prospects_of_another():
    snippet = """
subjects:
  contact: {kind: representative}
  consumer: {kind: consumer, state: customer}
purposes: {marketing: {subjects: [contact, consumer], consent_channels: []}}
"""
    assert found(snippet, "N104") == []


def test_machines_call_nobody_without_consent_customer_or_not():
    snippet = """
purposes: {marketing: {channels: [automated-call], consent_channels: [], soft_opt_in: {}}}
"""
    assert found(snippet, "N104") == [Level.ERROR]


# Hostile and odd texts.


@pytest.mark.parametrize(
    "text",
    ["[nimi]", "{{yritys}}", "<yritys>", "Lorem ipsum dolor", "(s-postiosoite)", "XXXX"],
)
def test_a_placeholder_is_found_wherever_the_author_writes(text):
    assert found(f'controller: {{brands: ["{text}"]}}', "N15") == [Level.ERROR]


@pytest.mark.parametrize(
    "text", ["Å & Ö Oy", "Hinta < 5 €", "Malli (Suomi) Oy", "Talo [2. krs]", "½ <3"]
)
def test_ordinary_signs_are_no_placeholders_and_no_markup(text):
    snippet = f'controller: {{brands: ["{text}"]}}'
    assert found(snippet, "N15") == []
    assert found(snippet, "N19") == []


def test_a_text_that_is_the_same_in_every_language_is_judged_once():
    snippet = "languages: [fi, sv, en]\npurposes: {delivery: {describe: <b>x</b>.}}"
    assert found(snippet, "N19") == [Level.NOTE]


@pytest.mark.parametrize(
    "snippet",
    [
        "dated: 9999-12-31",
        "dated: 0001-01-01",
        "fiscal_years: [{ends: 12-31}, {from: 9998-01-01, to: 9999-12-31}]",
        "fiscal_years: [{ends: 12-31}, {from: 0001-01-01, to: 0001-12-31}]",
        "fiscal_years: [{ends: 12-31, from: 9999-12-31}]",
        "recipients: {h: {country: US, safeguard: {mechanism: dpf, checked: 9999-12-31}}}",
        "retention: [{purpose: marketing, at_most: 200 years, after: collected}]",
        "purposes: null",
        "subjects: null",
        "data: null",
        "rights: null",
    ],
)
def test_the_ends_of_the_calendar_and_missing_parts_break_no_rule(snippet):
    policy = Policy.model_validate(merged(snippet))
    assert isinstance(lint(policy, today=TODAY), tuple)
    assert isinstance(lint(policy, today=date(9990, 1, 1)), tuple)


def test_a_long_hostile_text_is_judged_in_no_time():
    text = "a" * 1990 + " ("
    assert found(f'purposes: {{delivery: {{describe: "{text}"}}}}', "N20") == [Level.WARNING]


@pytest.mark.parametrize(
    ("name", "level"),
    [
        ("Esimerkki Oy", []),
        ("Oy Exempel Ab", []),
        ("Esimerkki oyj", []),
        ("Esimerkki Ky", []),
        ("Tmi Aino Esimerkki", []),
        ("Ääkköset Osk", []),
        ("Esimerkki", [Level.ERROR]),
        ("Kyläkauppa Royal", [Level.ERROR]),  # ky and oy are not words here
    ],
)
def test_a_company_has_a_legal_form(name, level):
    assert found(f"controller: {{name: {name}}}", "N11") == level


def test_an_association_may_lack_a_business_id_and_a_company_may_not():
    assert found("controller: {kind: association, business_id: null}", "N11") == []
    assert found("controller: {business_id: null}", "N11") == [Level.ERROR]


def test_the_same_policy_and_day_give_the_same_problems():
    text = Path("tests/policy/as_published/retailer.yaml").read_text(encoding="utf-8")
    policy, _ = read_policy(text)
    assert policy is not None
    assert lint(policy, today=TODAY) == lint(policy, today=TODAY)
