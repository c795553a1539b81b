"""Whom a purpose means: groups are pairs of kind and state, never a product of the two."""

from lupaus.policy.model import Controller, Policy, Subject
from lupaus.policy.vocabulary import State, SubjectKind

REPRESENTATIVE, CONSUMER = SubjectKind.REPRESENTATIVE, SubjectKind.CONSUMER


def policy(**groups: Subject) -> Policy:
    return Policy(lupaus=1, controller=Controller(name="Esimerkki Oy"), subjects=groups)


def test_a_group_without_a_state_covers_every_state():
    one = policy(contact=Subject(kind=REPRESENTATIVE))
    assert one.circle_of(("contact",)) == {(REPRESENTATIVE, state) for state in State}


def test_a_group_of_customers_and_former_ones_leaves_prospects_out():
    one = policy(contact=Subject(kind=REPRESENTATIVE, states=(State.CUSTOMER, State.FORMER)))
    assert one.states_of(("contact",)) == {State.CUSTOMER, State.FORMER}


def test_prospects_of_one_kind_do_not_let_in_prospects_of_another():
    one = policy(
        contact=Subject(kind=REPRESENTATIVE, state=State.PROSPECT),
        private=Subject(kind=CONSUMER, state=State.CUSTOMER),
    )
    assert one.circle_of(("contact", "private")) == {
        (REPRESENTATIVE, State.PROSPECT),
        (CONSUMER, State.CUSTOMER),
    }


def test_a_purpose_that_names_no_group_means_all_groups_of_the_policy():
    one = policy(private=Subject(kind=CONSUMER, state=State.FORMER))
    assert one.circle_of(()) == {(CONSUMER, State.FORMER)}


def test_a_policy_without_groups_means_everybody():
    assert len(policy().circle_of(())) == len(SubjectKind) * len(State)
