"""Every rule finds what it is for, leaves alone what is right, and is written down."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from lint_judged import judged, policy_of

from lupaus.policy.lint import RULES, SECTIONS, lint
from lupaus.policy.lint.example import TODAY, example
from lupaus.policy.lint.machinery import KEPT
from lupaus.policy.lint.rule import Finding, Section
from lupaus.policy.problem import Level, errors
from lupaus.policy.read import read_policy
from lupaus.policy.templates import TEMPLATES, template
from tools.reference import PAGES

by_id = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)


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
