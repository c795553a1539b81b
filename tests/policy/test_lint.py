"""Every rule finds what it is for, leaves alone what is right, and is written down."""

import re
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import pytest

from lupaus.policy import law
from lupaus.policy.lint import RULES, SECTIONS, lint
from lupaus.policy.lint.example import TODAY, example, merged
from lupaus.policy.lint.machinery import KEPT
from lupaus.policy.lint.rule import Finding, Section
from lupaus.policy.model import Policy
from lupaus.policy.problem import Level, Problem, errors
from lupaus.policy.read import read_policy
from lupaus.policy.templates import TEMPLATES, template
from lupaus.policy.vocabulary import Mechanism
from tools.reference import PAGES

by_id = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)


@cache
def policy_of(snippet: str = "") -> Policy:
    policy, problems = read_policy(example(snippet))
    assert policy is not None, problems
    return policy


@cache
def judged(snippet: str = "") -> tuple[Problem, ...]:
    return lint(policy_of(snippet), today=TODAY)


def found(snippet: str, code: str, *, today: date = TODAY) -> list[Level]:
    return [p.level for p in lint(policy_of(snippet), today=today) if p.code == code]


def test_the_smallest_policy_has_nothing_to_find():
    assert lint(policy_of(), today=TODAY) == ()


@by_id
def test_the_passing_example_passes(rule):
    problems = judged(rule.passing)
    assert rule.id not in {p.code for p in problems}
    assert errors(problems) == ()


@by_id
def test_the_failing_example_fails_at_the_level_of_the_rule(rule):
    assert rule.level in {p.level for p in judged(rule.failing) if p.code == rule.id}


@by_id
def test_the_failing_example_points_at_a_line_of_the_file(rule):
    last = len(example(rule.failing).splitlines())
    for problem in judged(rule.failing):
        assert 0 <= problem.line <= last
        if problem.code == rule.id and rule.id != "N09":  # what has no date has no line
            assert problem.line > 0


@by_id
def test_a_rule_says_what_it_wants_with_its_law_and_its_cure(rule):
    assert rule.wants.endswith((".", ".)"))
    assert rule.passing
    assert rule.failing
    assert rule.law
    assert rule.fix


def test_a_finding_points_at_the_line_where_the_promise_stands():
    text = example("rights: {objection: {separate: false}}")
    policy, _ = read_policy(text)
    assert policy is not None
    (problem,) = lint(policy, today=TODAY)
    assert problem.code == "N86"
    assert "objection" in text.splitlines()[problem.line - 1]


def test_no_two_rules_have_the_same_id():
    ids = [rule.id for rule in RULES]
    assert len(ids) == len(set(ids))


def test_every_check_of_the_catalogue_is_a_rule_or_kept_by_machinery():
    rules = {rule.id for rule in RULES}
    kept = {kept.id for kept in KEPT}
    assert {f"N{n:02}" for n in range(1, 121)} <= rules | kept
    assert rules & kept == {"N14"}  # half of it is a matter of test messages


def test_every_error_of_the_catalogue_bars_adoption():
    notes = {rule.id for rule in RULES if rule.level is Level.NOTE}
    assert {"N43", "N74", "N90", "N93", "N102", "N107", "N114"} <= notes
    assert Level.ERROR in {rule.level for rule in RULES}


def test_every_rule_is_documented():
    page = Path("docs/reference/lint.md").read_text(encoding="utf-8")
    written = set(re.findall(r"^### ([A-Z]\d+) ·", page, flags=re.MULTILINE))
    assert written == {rule.id for rule in RULES}


@pytest.mark.parametrize("page", ["lint", "law"])
def test_the_reference_page_is_fresh(page):
    path = f"docs/reference/{page}.md"
    assert Path(path).read_text(encoding="utf-8") == PAGES[path]()


def test_a_section_keeps_its_rules_in_order():
    section = Section("Z", "Test")

    @section.rule("Z1", Level.NOTE, law="none", fix="none")
    def first(case):
        """One. PASS x FAIL y"""
        yield Finding("found")

    assert [rule.id for rule in section.rules] == ["Z1"]
    assert section.rules[0].section == "Z"
    assert replace(section.rules[0], id="Z2") != section.rules[0]


def test_sections_run_through_the_alphabet():
    letters = [section.letter for section in SECTIONS]
    assert letters == sorted(letters)


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_has_no_errors(name):
    policy, problems = read_policy(template(name), name=name)
    assert policy is not None, problems
    assert [str(p) for p in errors(lint(policy, today=TODAY))] == []


# Dates: the day before, the day, the day after.


@pytest.mark.parametrize(
    ("today", "level"),
    [
        (date(2026, 11, 22), []),  # 90 days after the check
        (date(2026, 11, 23), [Level.WARNING]),
    ],
)
def test_a_look_up_on_the_framework_list_is_fresh_for_ninety_days(today, level):
    host = "{name: Malli Inc., country: US, safeguard: {mechanism: dpf, checked: 2026-08-24}}"
    assert found(f"recipients: {{host: {host}}}", "N58", today=today) == level


def test_a_framework_that_nobody_looked_up_is_an_error():
    host = "{name: Malli Inc., country: US, safeguard: {mechanism: dpf}}"
    assert found(f"recipients: {{host: {host}}}", "N58") == [Level.ERROR]


def test_a_look_up_of_tomorrow_is_an_error():
    host = "{name: Malli Inc., country: US, safeguard: {mechanism: dpf, checked: 2026-11-23}}"
    assert found(f"recipients: {{host: {host}}}", "N58") == [Level.ERROR]


@pytest.mark.parametrize(
    ("today", "level"),
    [
        (date(2031, 12, 26), []),
        (date(2031, 12, 27), []),
        (date(2031, 12, 28), [Level.ERROR]),
    ],
)
def test_transfers_to_britain_end_with_its_adequacy(today, level):
    host = "{name: Malli Ltd, country: GB, safeguard: {mechanism: adequacy}}"
    assert found(f"recipients: {{host: {host}}}", "N58", today=today) == level


@pytest.mark.parametrize(
    ("until", "level"), [("2026-11-21", [Level.ERROR]), ("2026-11-22", [])]
)
def test_a_safeguard_holds_through_its_last_day(until, level):
    host = f"{{name: Malli Inc., country: US, safeguard: {{mechanism: scc, until: {until}}}}}"
    assert found(f"recipients: {{host: {host}}}", "N58") == level


def test_annulling_the_privacy_framework_turns_its_transfers_into_errors(monkeypatch):
    ended = replace(law.GROUNDS[Mechanism.DPF], in_force=law.Span(date(2023, 7, 10), TODAY))
    monkeypatch.setitem(law.GROUNDS, Mechanism.DPF, ended)
    host = "{name: Malli Inc., country: US, safeguard: {mechanism: dpf, checked: 2026-11-01}}"
    snippet = f"recipients: {{host: {host}}}"
    assert found(snippet, "N55", today=TODAY) == []
    assert found(snippet, "N55", today=TODAY + timedelta(days=1)) == [Level.ERROR]


@pytest.mark.parametrize(
    ("safeguard", "level"),
    [
        ("{mechanism: dpf, checked: 2026-11-01}", [Level.ERROR]),  # for the United States only
        ("{mechanism: adequacy}", [Level.ERROR]),  # never decided
        ("{mechanism: scc}", []),
        ("{mechanism: derogation}", [Level.WARNING]),  # not for regular transfers
    ],
)
def test_a_ground_must_serve_the_country(safeguard, level):
    host = f"{{name: Malli Ltd, country: IN, safeguard: {safeguard}}}"
    assert found(f"recipients: {{host: {host}}}", "N55") == level


@pytest.mark.parametrize("country", ["FI", "AX", "NO", "IS", "LI"])
def test_the_economic_area_needs_no_ground(country):
    assert found(f"recipients: {{host: {{name: Malli, country: {country}}}}}", "N55") == []


@pytest.mark.parametrize(
    ("today", "level"), [(date(2018, 12, 31), []), (date(2019, 1, 1), [Level.ERROR])]
)
def test_the_personal_data_act_may_be_cited_to_its_last_day(today, level):
    assert found("cites: [henkilotietolaki]", "N01", today=today) == level


@pytest.mark.parametrize(
    ("today", "level"), [(date(2020, 7, 15), []), (date(2020, 7, 16), [Level.ERROR])]
)
def test_privacy_shield_may_be_cited_to_the_day_before_the_judgment(today, level):
    assert found("cites: [privacy-shield]", "N04", today=today) == level


@pytest.mark.parametrize(
    ("today", "level"), [(date(2027, 3, 1), []), (date(2027, 3, 2), [Level.WARNING])]
)
def test_a_policy_is_gone_through_within_twelve_months(today, level):
    assert found("", "N10", today=today) == level


@pytest.mark.parametrize(
    ("within", "codes"),
    [
        ("28 days", ["N93"]),  # never more than a month: a stricter promise
        ("29 days", []),
        ("1 month", []),
        ("31 days", []),
        ("32 days", ["N92"]),
        ("5 weeks", ["N92"]),
        ("2 months", ["N92"]),
    ],
)
def test_an_answer_comes_within_a_month(within, codes):
    problems = lint(policy_of(f"requests: {{within: {within}}}"), today=TODAY)
    assert [p.code for p in problems] == codes


# Periods.


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
