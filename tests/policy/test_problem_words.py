"""Every problem that a policy can have is told in three languages, with its cure."""

import re

import pytest

from lupaus.policy.lint import RULES
from lupaus.policy.mistake import CODES
from lupaus.policy.model import LANGUAGES
from lupaus.policy.phrases.problems import PROBLEMS

ALL = sorted({rule.id for rule in RULES} | set(CODES))


def test_exactly_the_problems_there_are_have_words():
    assert sorted(PROBLEMS) == ALL


@pytest.mark.parametrize("code", ALL)
def test_what_is_wrong_and_what_to_do_are_sentences_in_every_language(code):
    for said in PROBLEMS[code]:
        for language in LANGUAGES:
            text = said.everywhere()[language]
            assert re.fullmatch(r"[A-ZÅÄÖ].*[^\s.]\.", text), text
            assert "  " not in text
            assert "!" not in text or code == "Y06"  # tags begin with one


@pytest.mark.parametrize("code", ALL)
def test_the_three_languages_are_not_one_text_thrice(code):
    for said in PROBLEMS[code]:
        assert len(set(said)) == len(LANGUAGES)


def test_no_two_problems_are_told_alike():
    """The same sentence for two problems would hide which of them it is."""
    for language in LANGUAGES:
        told = [PROBLEMS[code].wrong.everywhere()[language] for code in ALL]
        assert len(told) == len(set(told))
