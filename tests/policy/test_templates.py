"""The starter templates: lawful as shipped, complete against the notices they came from."""

from datetime import date
from fnmatch import fnmatchcase
from functools import cache
from itertools import chain

import pytest
from stdnum.fi import ytunnus

from lupaus.policy.clause import Clause
from lupaus.policy.clauses import clauses
from lupaus.policy.lint import lint
from lupaus.policy.model import LANGUAGES, Policy
from lupaus.policy.problem import errors
from lupaus.policy.read import read_policy
from lupaus.policy.templates import TEMPLATES, roles, template
from lupaus.policy.vocabulary import (
    Anchor,
    PurposeClass,
    State,
)
from tools.reference import ROOT, templates
from tools.reference.answers import answers

TODAY = date(2026, 11, 22)
SEED_CLAUSES = {"000": 31, "001": 25, "002": 35, "003": 37, "004": 29}
every = pytest.mark.parametrize("name", TEMPLATES)


@cache
def policy_of(name: str) -> Policy:
    policy, problems = read_policy(template(name), name=f"{name}.yaml")
    assert policy is not None, problems
    return policy


@cache
def said_by(name: str) -> tuple[Clause, ...]:
    return clauses(policy_of(name))


def ids(name: str) -> tuple[str, ...]:
    return tuple(clause.id for clause in said_by(name))


def clause(name: str, wanted: str) -> Clause:
    return next(c for c in said_by(name) if c.id == wanted)


# --- the form -------------------------------------------------------------------------------


def test_an_unknown_template_is_answered_with_those_there_are():
    with pytest.raises(ValueError, match="web-agency, hosting-company, retailer"):
        template("butcher")


@pytest.mark.parametrize("name", ["", "../secrets", "web-agency.yaml"])
def test_a_name_that_is_a_path_is_no_template(name):
    with pytest.raises(ValueError, match="there is no template"):
        template(name)


@every
def test_a_template_reads_without_a_problem(name):
    assert read_policy(template(name), name=name)[1] == ()


@every
def test_a_template_has_no_error(name):
    assert errors(lint(policy_of(name), today=TODAY)) == ()


@every
def test_a_template_stays_without_error_three_years_later(name):
    """Its safeguards do not rot: an owner who starts in 2029 is not met by our old dates."""
    assert errors(lint(policy_of(name), today=date(2029, 11, 22))) == ()


@every
def test_every_text_of_the_author_is_in_every_language(name):
    policy = policy_of(name)
    assert policy.languages == LANGUAGES
    texts = [found for found in _texts(policy.model_dump()) if set(found) != set(LANGUAGES)]
    assert texts == []


def _texts(value: object) -> list[dict[str, str]]:
    if isinstance(value, dict):
        if value and set(value) <= set(LANGUAGES):
            return [value]
        return list(chain.from_iterable(_texts(part) for part in value.values()))
    if isinstance(value, list | tuple):
        return list(chain.from_iterable(_texts(part) for part in value))
    return []


@every
def test_every_sentence_is_said_in_every_language(name):
    for one in said_by(name):
        assert set(one.sentences) == set(LANGUAGES), one.id
        assert all(text.strip() for text in one.sentences.values()), one.id


@every
def test_names_of_purposes_and_groups_fit_a_list(name):
    policy = policy_of(name)
    named = [p.name for p in policy.purposes.values()]
    named += [s.name for s in policy.subjects.values()]
    for words in named:
        assert words is not None
        for text in words.values():
            assert text[-1] not in ".!"
            assert "," not in text


@every
def test_nobody_real_stands_in_a_template(name):
    policy = policy_of(name)
    who = policy.controller
    assert ytunnus.is_valid(who.business_id)
    assert (who.email or "").rpartition("@")[2].startswith("example.")
    assert "Esimerkki" in who.name
    for key, recipient in policy.recipients.items():
        invented = recipient.name is None or {"Esimerkki", "Example"} & set(
            recipient.name.split()
        )
        assert invented, key


def test_the_five_controllers_are_five():
    assert len({policy_of(name).controller.business_id for name in TEMPLATES}) == 5


# --- the whole ------------------------------------------------------------------------------


@every
def test_every_category_is_used_has_a_source_and_an_end(name):
    policy = policy_of(name)
    for category, holding in policy.data.items():
        assert holding.for_, category
        assert any(category in source.data for source in policy.sources.values()), category
        for purpose in holding.for_:
            covered = [
                rule
                for rule in policy.rules()
                if rule.purpose == purpose and (not rule.data or category in rule.data)
            ]
            assert covered, (purpose, category)


@every
def test_no_term_of_a_prospect_runs_from_a_relation_that_never_began(name):
    """Its anchor would never come, and the data of a prospect would stay for ever."""
    policy = policy_of(name)
    started = {Anchor.RELATION_ENDED, Anchor.LAST_INVOICE}
    for rule in policy.rules():
        meant = policy.circle_of(rule.subjects or policy.purposes[rule.purpose].subjects)
        if rule.after in started:
            assert State.PROSPECT not in {state for _, state in meant}, rule.id


@every
def test_every_purpose_is_some_role_of_staff(name):
    policy = policy_of(name)
    held = set(chain.from_iterable(role.purposes for role in policy.roles.values()))
    assert held == set(policy.purposes)


@every
def test_everybody_in_the_register_is_covered_by_some_service(name):
    policy = policy_of(name)
    served = chain.from_iterable(
        policy.circle_of(p.subjects)
        for p in policy.purposes.values()
        if p.class_ is PurposeClass.SERVICE
    )
    assert policy.circle_of(()) <= set(served)


# --- the notices they answer ----------------------------------------------------------------


def test_every_clause_of_the_five_notices_is_mapped():
    mapped = {
        mapping.seed: {*mapping.answered, *mapping.away} for mapping in answers().values()
    }
    assert mapped == {
        seed: {f"{seed}-{number:02}" for number in range(1, count + 1)}
        for seed, count in SEED_CLAUSES.items()
    }
    assert sum(map(len, mapped.values())) == 157


def test_each_template_answers_one_notice_in_their_order():
    assert tuple(answers()) == TEMPLATES
    assert [mapping.seed for mapping in answers().values()] == list(SEED_CLAUSES)
    assert [mapping.clauses for mapping in answers().values()] == [*SEED_CLAUSES.values()]


@every
def test_every_answer_is_a_clause_of_the_template(name):
    assert answers()[name].unknown(ids(name)) == ()


@every
def test_every_clause_of_a_template_answers_something_or_says_why_it_is_there(name):
    mapping = answers()[name]
    idle = [one for one in ids(name) if not mapping.of(one) and not mapping.addition(one)]
    assert idle == []


def test_every_reason_for_an_addition_is_needed():
    """A pattern that no clause needs hides the day when one does."""
    needed = set()
    for name, mapping in answers().items():
        for one in ids(name):
            if not mapping.of(one):
                needed.add(next(p for p in mapping.added if fnmatchcase(one, p)))
    written = {pattern for mapping in answers().values() for pattern in mapping.added}
    assert written - needed == set()


@every
def test_what_fell_away_is_explained(name):
    for number, why in answers()[name].away.items():
        assert "corrected away" in why or "noise" in why, number


def test_the_page_about_the_templates_is_fresh():
    assert templates.page() == (ROOT / "docs/reference/templates.md").read_text("utf-8")


def test_the_roles_of_all_templates_are_known_without_reading_them():
    named = (set(read_policy(template(trade))[0].roles) for trade in TEMPLATES)
    assert roles() == set.union(*named)
