"""The laws of merging: undone it never was, whoever was merged in whichever order; and nobody
is written to who forbade it."""

from contextlib import suppress
from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from merge_world import everything, merged, standing, taken_back
from register_world import DAY, NOW, TODAY, act, acts_for, contact, firm

from lupaus.policy.vocabulary import Channel
from lupaus.register import messages, permissions, relations, trade
from lupaus.register.facts import known
from lupaus.register.people import add_details
from lupaus.register.permissions import Given
from lupaus.register.values import Email, Order, Phone

pytestmark = pytest.mark.usefixtures("register")

SAID = ("give_consent", "refuse", "withdraw", "object_to", "lift")
THINGS = ("mail", "phone", "note", "order", "invoice", "role", "begin", *SAID)

#: What happens to one of three persons, and on which channel where that matters.
happenings = st.lists(
    st.tuples(st.integers(0, 2), st.sampled_from(THINGS), st.sampled_from((None, *Channel))),
    max_size=8,
)
#: What two of them say, and take back, one after the other.
sayings = st.lists(
    st.tuples(st.integers(0, 1), st.sampled_from(SAID), st.sampled_from((None, Channel.EMAIL))),
    min_size=2,
    max_size=5,
)
laws = settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


class Undone(Exception):  # noqa: N818 - each example leaves nothing behind
    pass


def in_a_world(happened, claim):
    """Three contacts of one firm, to whom this has happened."""
    with suppress(Undone), transaction.atomic():
        office = firm("Kukka Oy")
        people = [contact("Bertta", name) for name in ("Öhman", "Ohman", "Öman")]
        for hours, (who, what, channel) in enumerate(happened):
            happen(people[who], office, what, channel, NOW + timedelta(hours=hours))
        claim(*people)
        raise Undone


def happen(party, office, what, channel, at):
    doing = act(at=at)
    match what:
        case "mail":
            address = f"b{at.hour}@example.fi"
            add_details(act=doing, party=party, details=[Email(address)])
        case "phone":
            add_details(act=doing, party=party, details=[Phone(f"040 123 45{at.hour}")])
        case "note":
            messages.write_note(act=doing, party=party, text="Soitti", on=TODAY - DAY)
        case "order":
            trade.place_order(act=act("delivery", at=at), party=party, order=Order("Ylläpito"))
        case "invoice":
            new = trade.NewInvoice(f"{at}", (trade.Line("Työ", 100),), TODAY - 3 * DAY)
            trade.issue_invoice(act=act("accounting", at=at), party=party, invoice=new)
        case "role":
            acts_for(party, office)
        case "begin":
            if known(party).relation_started_on is None:
                relations.begin_relation(act=doing, party=party, on=TODAY - DAY)
        case _:
            getattr(permissions, what)(
                act=doing,
                party=party,
                purpose="marketing",
                channel=channel,
                given=Given("puhelin", text_version="1"),
            )


LATER = NOW + timedelta(hours=20)


@laws
@given(happenings, st.booleans())
def test_merged_and_undone_is_never_merged(happened, other_name):
    def claim(one, two, _three):
        before = everything()
        done = merged(one, two, at=LATER, personname="gone" if other_name else "keep")
        assert taken_back(done, at=LATER).whole
        assert everything() == before

    in_a_world(happened, claim)


@laws
@given(happenings)
def test_merges_undone_in_turn_were_never_made(happened):
    def claim(one, two, three):
        before = everything()
        first = merged(one, two, at=LATER)
        second = merged(three, one, at=LATER)
        assert taken_back(second, at=LATER).whole
        assert taken_back(first, at=LATER).whole
        assert everything() == before

    in_a_world(happened, claim)


@laws
@given(sayings)
def test_whatever_either_forbade_is_forbidden_afterwards(happened):
    def claim(one, two, _three):
        stood = standing(one, two)
        merged(one, two, at=LATER)
        assert standing(one) >= stood

    in_a_world(happened, claim)


@laws
@given(happenings)
def test_who_is_merged_first_makes_no_difference(happened):
    seen = []

    def claim(pairs):
        def do(*people):
            for keep, gone in pairs:
                merged(people[keep], people[gone], at=LATER)
            facts = known(people[0])
            dates = (facts.relation_started_on, facts.last_contact_on, facts.last_invoice_on)
            seen.append((dates, standing(people[0])))

        return do

    in_a_world(happened, claim(((0, 1), (0, 2))))
    in_a_world(happened, claim(((1, 2), (0, 1))))
    assert seen[0] == seen[1]
