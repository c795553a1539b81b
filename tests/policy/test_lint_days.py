"""What the linter says on the day before, the day and the day after."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from lint_judged import found, policy_of

from lupaus.policy import law
from lupaus.policy.lint import lint
from lupaus.policy.lint.example import TODAY
from lupaus.policy.problem import Level
from lupaus.policy.vocabulary import Mechanism


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
