"""What may be entered about whom, why, and what not: read off the policy."""

import pytest
from house import SAMPLE, adopt_sample
from register_world import CONSUMER, DAY, REPRESENTATIVE, TODAY, act, consumer

from lupaus.guard import Subject, in_force
from lupaus.policy.vocabulary import SourceKind, State, SubjectKind
from lupaus.register import relations
from lupaus.register.facts import known
from lupaus.register.fields import FIELDS, form_for, form_of

pytestmark = pytest.mark.engine

ALL = ("delivery", "relations", "accounting", "claims", "marketing")
FIRM = frozenset()


def form(kinds, *purposes, state=State.PROSPECT):
    return form_for(in_force(), Subject(kinds, state), purposes or ALL)


def test_a_section_says_for_which_purposes_and_by_which_clauses(register):
    section = form(CONSUMER, "delivery", "relations").section("emailaddress")
    assert [(b.purpose, b.clause) for b in section.because] == [
        ("delivery", "purpose.delivery"),
        ("relations", "purpose.relations"),
    ]
    assert [f.column for f in section.fields] == ["address", "kind"]


def test_what_no_purpose_of_the_asker_needs_is_refused_by_its_clause(register):
    found = form(CONSUMER, "relations")
    assert found.section("postaladdress") is None
    refused = found.refusal("postaladdress")
    assert (refused.clause, refused.law) == ("data.postal-address", "GDPR Art. 5(1)(c)")
    assert form(CONSUMER, "delivery").section("postaladdress") is not None


def test_marketing_wants_nothing_of_a_consumer(register):
    assert form(CONSUMER, "marketing").sections == ()
    assert form(REPRESENTATIVE, "marketing").section("emailaddress") is not None


def test_a_person_has_no_trade_name_a_sole_trader_has_and_a_firm_has_no_given_name(register):
    assert form(CONSUMER).section("organisation") is None
    assert form(CONSUMER).refusal("organisation") is None
    assert form(CONSUMER | {SubjectKind.SOLE_TRADER}).section("organisation") is not None
    assert form(FIRM).section("personname") is None
    assert form(FIRM).section("organisation") is not None


def test_every_table_is_either_offered_or_refused_or_not_of_such(register):
    for kinds in (CONSUMER, REPRESENTATIVE, FIRM):
        found = form(kinds)
        offered = {s.table for s in found.sections}
        refused = {r.field for r in found.refused}
        assert not offered & refused
        assert offered | refused <= set(FIELDS)


def test_sources_are_those_that_the_notice_names_for_such_data(committed_register):
    text = SAMPLE.read_text(encoding="utf-8")
    declared = "  customer: {kind: subject}"
    only = "web-address: {for: [relations], from: [customer]}"
    text = text.replace(declared, f"{declared}\n  web: {{kind: web, data: [web-address]}}")
    adopt_sample(text.replace(only, only.replace("customer]", "customer, web]")))
    web = form(CONSUMER).section("webaddress")
    assert [(s.slug, s.kind) for s in web.sources] == [
        ("customer", SourceKind.SUBJECT),
        ("web", SourceKind.WEB),
    ]
    assert web.source == ""  # somebody must say
    email = form(CONSUMER).section("emailaddress")
    assert ([s.slug for s in email.sources], email.source) == (["customer"], "customer")


def test_a_purpose_whose_time_has_passed_covers_nothing(register):
    aino = consumer()
    relations.begin_relation(act=act(), party=aino, on=TODAY - 800 * DAY)
    relations.end_relation(act=act(), party=aino, on=TODAY - 365 * DAY)
    adopted = in_force()
    day_before = form_of(adopted, known(aino), ["delivery"], TODAY - DAY)
    assert day_before.section("order") is not None
    closed = form_of(adopted, known(aino), ["delivery"], TODAY)
    assert closed.section("order") is None
    refused = closed.refusal("order")
    assert (refused.clause, refused.law) == ("retention.delivery", "GDPR Art. 5(1)(e)")
    both = form_of(adopted, known(aino), ["delivery", "relations"], TODAY)
    assert both.section("emailaddress").purposes == ("relations",)


def test_a_form_asks_the_register_nothing(register, statements):
    adopted, subject = in_force(), Subject(CONSUMER)
    facts = known(consumer())
    with statements() as counted:
        form_for(adopted, subject, ALL)
        form_of(adopted, facts, ALL, TODAY)
    assert counted == []


def test_what_is_sealed_is_entered_apart(register):
    found = form(CONSUMER)
    assert found.section("identitycode").apart
    assert not found.section("emailaddress").apart
    assert not form(FIRM).section("relationship").added
