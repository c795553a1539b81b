"""What may be taken in about whom."""

import pytest
from bypass.world import SAMPLE

from lupaus.guard import Adopted, Subject, collect
from lupaus.policy.read import read_policy
from lupaus.policy.vocabulary import State, SubjectKind

CONSUMER = Subject(frozenset({SubjectKind.CONSUMER}))
CONTACT = Subject(frozenset({SubjectKind.REPRESENTATIVE}))
ORGANISATION = Subject(frozenset())


def adopted(text=None):
    text = text or SAMPLE.read_text(encoding="utf-8")
    policy, problems = read_policy(text)
    assert policy is not None, problems
    return Adopted(1, "", text, policy)


def test_what_a_purpose_needs_is_allowed_in_the_order_given():
    found = collect(adopted(), CONSUMER, ["phonenumber", "personname", "phonenumber"])
    assert found.allowed == ("phonenumber", "personname")
    assert found.rejected == ()


def test_what_no_purpose_needs_is_refused_by_name():
    text = SAMPLE.read_text(encoding="utf-8")
    text = text.replace("  credit: {for: [claims], from: [customer]}\n", "")
    found = collect(adopted(text), CONSUMER, ["creditcheck", "personname"])
    assert found.allowed == ("personname",)
    [rejected] = found.rejected
    assert (rejected.field, rejected.clause) == ("creditcheck", "data.credit")
    assert rejected.reason == "no purpose needs credit"


@pytest.mark.parametrize(("subject", "allowed"), [(CONTACT, True), (CONSUMER, False)])
def test_what_one_kind_is_asked_is_not_asked_of_another(subject, allowed):
    found = collect(adopted(), subject, ["emailaddress"], purpose="marketing")
    assert bool(found.allowed) is allowed
    if not allowed:
        assert "consumer" in found.rejected[0].reason


def test_a_person_of_two_kinds_is_asked_what_either_is():
    both = Subject(CONSUMER.kinds | CONTACT.kinds)
    assert collect(adopted(), both, ["emailaddress"], purpose="marketing").allowed


def test_a_state_that_the_purpose_leaves_out_is_refused():
    text = SAMPLE.read_text(encoding="utf-8")
    text = text.replace(
        "contact: {kind: representative}", "contact: {kind: representative, state: customer}"
    )
    customer = Subject(CONTACT.kinds, State.CUSTOMER)
    policy = adopted(text)
    assert collect(policy, customer, ["emailaddress"], purpose="marketing").allowed
    assert not collect(policy, CONTACT, ["emailaddress"], purpose="marketing").allowed


def test_organisations_are_no_data_subjects():
    assert collect(adopted(), ORGANISATION, ["organisation", "emailaddress"]).rejected == ()


def test_what_the_catalogue_does_not_know_is_nobodys():
    with pytest.raises(KeyError, match="hobby"):
        collect(adopted(), CONSUMER, ["hobby"])
