"""What each starter template is known for: the promises that make its trade what it is."""

from datetime import date
from functools import cache

import pytest

from lupaus.policy.clauses import clauses
from lupaus.policy.model import Policy
from lupaus.policy.period import Period
from lupaus.policy.read import read_policy
from lupaus.policy.retention import closes_on, effective, held_until
from lupaus.policy.templates import TEMPLATES, template
from lupaus.policy.vocabulary import (
    Anchor,
    Ban,
    Basis,
    Category,
    Condition,
    PurposeClass,
    Right,
    State,
    SubjectKind,
)

every = pytest.mark.parametrize("name", TEMPLATES)


@cache
def policy_of(name: str) -> Policy:
    policy, problems = read_policy(template(name), name=f"{name}.yaml")
    assert policy is not None, problems
    return policy


def rule_of(name: str, wanted: str):
    policy = policy_of(name)
    return next(r for r in effective(policy) if r.id == wanted), policy.fiscal_calendar


@pytest.mark.parametrize(
    ("ended", "gone"),
    [
        (date(2024, 3, 5), date(2025, 12, 31)),
        (date(2024, 12, 30), date(2025, 12, 31)),
        (date(2024, 12, 31), date(2026, 12, 31)),
        (date(2025, 1, 1), date(2026, 12, 31)),
        (date(2024, 2, 29), date(2025, 12, 31)),
    ],
)
def test_a_web_agency_purges_marketing_each_december_before_two_years_have_passed(ended, gone):
    rule, fiscal = rule_of("web-agency", "retention.marketing")
    assert closes_on(rule, ended, fiscal) == gone


def test_a_web_agency_destroys_credentials_when_the_service_ends():
    rule, fiscal = rule_of("web-agency", "retention.sites")
    assert rule.categories == (Category.CREDENTIALS,)
    assert closes_on(rule, date(2026, 2, 28), fiscal) == date(2026, 3, 1)


def test_a_web_agency_honours_an_objection_without_asking_why():
    assert policy_of("web-agency").rights[Right.OBJECTION].unconditional


def test_a_web_agency_gives_data_to_a_partner_abroad_only_in_a_project_with_one():
    partner = policy_of("web-agency").recipients["partner-abroad"]
    assert partner.when is Condition.PROJECT_PARTNER_ABROAD
    assert partner.safeguard is not None


def test_a_hosting_company_does_not_market_to_those_who_only_look_after_a_service():
    policy = policy_of("hosting-company")
    for key, purpose in policy.purposes.items():
        if purpose.class_ is PurposeClass.MARKETING:
            kinds = {kind for kind, _ in policy.circle_of(purpose.subjects)}
            assert SubjectKind.TECHNICAL not in kinds, key


def test_a_hosting_company_lets_nothing_out_of_the_eea():
    policy = policy_of("hosting-company")
    assert Ban.TRANSFERS in policy.never
    assert not any(c.id.startswith("transfer.") for c in clauses(policy))


def test_a_hosting_company_asks_for_an_identity_code_on_a_stated_ground():
    held = policy_of("hosting-company").data[Category.IDENTITY_CODE]
    assert held.need
    assert held.sealed
    assert Category.IDENTITY_CODE not in {
        c for name in TEMPLATES if name != "hosting-company" for c in policy_of(name).data
    }


def test_a_retailer_publishes_only_those_who_asked():
    policy = policy_of("retailer")
    assert policy.publication is not None
    assert policy.publication.allowed == "opt-in"
    assert policy.purposes["publication"].basis is Basis.CONSENT


def test_a_retailer_erases_on_request_save_for_law_open_invoices_and_collection():
    promise = policy_of("retailer").rights[Right.ERASURE]
    assert promise.unconditional
    assert promise.except_ == ("law", "open-invoice", "collection")


def test_a_retailer_discloses_conditionally_for_credit_collection_invoicing_and_law():
    conditions = {r.when for r in policy_of("retailer").recipients.values()}
    assert conditions >= {
        Condition.CREDIT_APPLICATION,
        Condition.COLLECTION,
        Condition.INVOICING,
        Condition.LAW,
    }


def test_a_communications_agency_answers_in_28_days():
    policy = policy_of("communications-agency")
    assert policy.requests.within == Period(days=28)
    for right in (Right.ACCESS, Right.RECTIFICATION, Right.ERASURE):
        assert policy.rights[right].within == Period(days=28)
    assert policy.rights[Right.ACCESS].deliver == "email on record"


def test_a_communications_agency_markets_to_organisations_alone():
    policy = policy_of("communications-agency")
    reached = {
        kind
        for purpose in policy.purposes.values()
        if purpose.class_ is PurposeClass.MARKETING
        for kind, _ in policy.circle_of(purpose.subjects)
    }
    assert reached == {SubjectKind.REPRESENTATIVE}


def test_a_communications_agency_holds_no_organisation_data_of_consumers():
    policy = policy_of("communications-agency")
    for category in (Category.ORGANISATION, Category.ROLE, Category.BILLING):
        assert SubjectKind.CONSUMER not in {
            kind for kind, _ in policy.circle_of(policy.data[category].subjects)
        }
    address = policy.data[Category.POSTAL_ADDRESS]
    assert SubjectKind.CONSUMER in {kind for kind, _ in policy.circle_of(address.subjects)}


def test_a_communications_agency_counts_from_contact_with_person_or_organisation():
    rule, fiscal = rule_of("communications-agency", "retention.relations")
    assert rule.anchor is Anchor.LAST_CONTACT_ANY
    assert closes_on(rule, date(2024, 2, 29), fiscal) == date(2027, 2, 28)


def test_a_consultancy_keeps_two_registers_with_different_data():
    registers = policy_of("consultancy").registers
    assert Category.ORDERS in registers["customers"].data
    assert Category.ORDERS not in registers["marketing"].data
    assert Category.PERMISSIONS in registers["marketing"].data


def test_a_consultancy_reviews_every_two_years_and_keeps_five_with_a_reason():
    policy = policy_of("consultancy")
    assert policy.review is not None
    assert (policy.review.every, policy.review.unanswered) == (Period(months=24), "delete")
    longest = [r for r in policy.rules() if r.at_most == Period(months=60)]
    assert [rule.purpose for rule in longest] == ["claims"]
    assert all(rule.because for rule in longest)


def test_a_consultancy_markets_to_present_customers_alone():
    policy = policy_of("consultancy")
    for key in ("marketing", "newsletter"):
        assert policy.states_of(policy.purposes[key].subjects) == {State.CUSTOMER}


@every
def test_vouchers_are_held_six_years_from_the_end_of_the_calendar_year(name):
    rule, fiscal = rule_of(name, "retention.accounting")
    assert Category.VOUCHERS in rule.categories
    assert held_until(rule, date(2025, 3, 1), fiscal) == date(2031, 12, 31)
    assert closes_on(rule, date(2025, 3, 1), fiscal) == date(2032, 1, 1)


@every
def test_books_are_held_ten_years_from_the_end_of_the_fiscal_year(name):
    rule, fiscal = rule_of(name, "retention.accounting.2")
    assert rule.categories == (Category.RECORDS_OF_ACCOUNT,)
    assert held_until(rule, date(2025, 3, 1), fiscal) == date(2035, 12, 31)


@every
def test_the_sentence_names_the_period_that_the_rule_has(name):
    said = next(c for c in clauses(policy_of(name)) if c.id == "retention.accounting")
    assert said.params["min"] == "P6Y"
    assert "kuusi vuotta" in said.sentences["fi"]


def test_a_hosting_company_asks_no_consent_and_speaks_of_none():
    said = {c.id: c.sentences["fi"] for c in clauses(policy_of("hosting-company"))}
    assert "right.withdrawal" not in said
    assert not any("suostumuksesi" in text for text in said.values())


def test_a_hosting_company_says_what_a_domain_name_and_an_invoice_need():
    needed = next(c for c in clauses(policy_of("hosting-company")) if c.id == "data.required")
    assert needed.params["for"] == {
        "domains": ["phone", "postal-address", "identity-code"],
        "credit": ["identity-code"],
        "invoicing": ["postal-address"],
    }


@every
def test_a_credit_register_gets_nothing_that_the_credit_decision_may_not_use(name):
    policy = policy_of(name)
    for recipient in policy.recipients.values():
        if recipient.when is Condition.CREDIT_APPLICATION:
            assert set(recipient.data) <= set(policy.categories_of("credit"))
