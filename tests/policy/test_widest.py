"""Which of many needs a view has to say: those that open anything by themselves."""

import pytest

from lupaus.policy import predicate, views
from lupaus.policy.holding import Holding
from lupaus.policy.read import read_policy
from lupaus.policy.vocabulary import Category
from lupaus.policy.widest import widest

EMAIL = Holding("records_emailaddress", Category.EMAIL, ("address",), search="folded")
POLICY = """
lupaus: 1
languages: [en]
dated: 2026-03-01
controller:
  {{name: Esimerkki Oy, business_id: 1234567-1, address: Katu 1, email: tietosuoja@example.fi}}
fiscal_years: [{{ends: 12-31}}]
registers:
  customers: {{name: {{en: Customers}}, data: [email]}}
subjects:
  consumer: {{kind: consumer}}
  contact: {{kind: representative}}
purposes:
  short: {{basis: contract, class: service, subjects: {short}}}
  long: {{basis: contract, class: service, subjects: {long}}}
data:
  email: {{for: [short, long], from: [subject]}}
sources:
  subject: {{kind: subject}}
retention:
  - {{purpose: short, {first}}}
  - {{purpose: long, {second}}}
"""
BOTH, ONE = "[consumer, contact]", "[consumer]"
ENDED = "after: relation ended"


def kept(
    short=BOTH,
    long=BOTH,
    first=f"at_most: 1 year, {ENDED}",
    second=f"at_most: 2 years, {ENDED}",
):
    text = POLICY.format(short=short, long=long, first=first, second=second)
    policy, problems = read_policy(text)
    assert policy is not None, problems
    needs = predicate.needs(policy, EMAIL, lambda rule: f":{rule.id}")
    return {need.purpose for need in widest(needs)}


def test_a_shorter_term_for_fewer_people_says_nothing_more():
    assert kept(short=ONE) == {"long"}
    assert kept() == {"long"}


def test_a_shorter_term_for_others_is_said():
    assert kept(long=ONE) == {"short", "long"}


def test_equal_needs_are_said_once():
    assert len(kept(second=f"at_most: 1 year, {ENDED}")) == 1


@pytest.mark.parametrize(
    ("first", "second"),
    [
        # another day is counted from
        ("at_most: 1 year, after: last contact with person", f"at_most: 2 years, {ENDED}"),
        # no telling for every day: 31 days may be more than a month, and less
        (f"at_most: 31 days, {ENDED}", f"at_most: 1 month, {ENDED}"),
        # the longer one is purged in a window, which may come before the shorter one's end
        (f"at_most: 18 months, {ENDED}", f"at_most: 2 years, {ENDED}, window: 12-31"),
    ],
)
def test_what_cannot_be_compared_is_said(first, second):
    assert kept(first=first, second=second) == {"short", "long"}


def test_a_window_only_ever_closes_earlier():
    assert kept(first=f"at_most: 2 years, {ENDED}, window: 12-31") == {"long"}


def test_a_purpose_that_never_closes_outlasts_every_other():
    text = POLICY.format(short=BOTH, long=BOTH, first=f"at_most: 1 year, {ENDED}", second="x")
    text = "\n".join(line for line in text.splitlines() if "purpose: long" not in line)
    policy, problems = read_policy(text)
    assert policy is not None, problems
    needs = predicate.needs(policy, EMAIL, lambda rule: f":{rule.id}")
    assert {need.purpose for need in widest(needs)} == {"long"}


def test_a_view_names_only_the_rules_that_matter():
    text = (
        POLICY.format(
            short=BOTH,
            long=BOTH,
            first=f"at_most: 1 year, {ENDED}",
            second=f"at_most: 2 years, {ENDED}",
        )
        + "roles: {all: {name: {en: all}, purposes: [short, long]}}\n"
    )
    policy, problems = read_policy(text)
    assert policy is not None, problems
    role = views.grants(policy, (EMAIL,))["role_all"]
    rule = views.row_rule(role, EMAIL, policy)
    assert "'retention.long'" in rule
    assert "'retention.short'" not in rule
