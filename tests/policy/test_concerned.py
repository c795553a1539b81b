"""A change is told to those whom it is about, by the names that the notice gives them."""

import pytest

from lupaus.policy.clauses import clauses
from lupaus.policy.concerned import concerned
from lupaus.policy.phrases.diff import EVERYBODY
from lupaus.policy.read import read_policy
from lupaus.policy.templates import TEMPLATES, template


def parsed(text: str):
    policy, problems = read_policy(text)
    assert policy is not None, problems
    return policy


AGENCY = parsed(template("communications-agency"))
CLAUSES = {clause.id: clause for clause in clauses(AGENCY)}


def of(clause: str) -> str:
    return concerned(CLAUSES[clause].params, AGENCY).fi


def test_a_period_concerns_the_groups_of_its_purpose():
    assert of("retention.marketing") == "yhteisöasiakkaiden yhteyshenkilöt"


def test_a_category_concerns_the_groups_of_which_it_is_held():
    assert of("data.role").startswith("yhteisöasiakkaiden yhteyshenkilöt ja mahdollisten")
    assert "kuluttaja" not in of("data.role")


def test_a_purpose_for_all_concerns_everybody():
    assert of("purpose.rights") == EVERYBODY.fi


def test_a_promise_about_nobody_in_particular_concerns_everybody():
    assert of("protection.backup") == EVERYBODY.fi


@pytest.mark.parametrize("name", TEMPLATES)
def test_every_clause_of_every_template_concerns_somebody(name):
    policy = parsed(template(name))
    for clause in clauses(policy):
        assert all(concerned(clause.params, policy))


def test_a_purpose_that_is_unknown_concerns_everybody_rather_than_nobody():
    assert concerned({"purpose": "unknown"}, AGENCY) == EVERYBODY
