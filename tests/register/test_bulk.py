"""One act on many: to whom, to whom not and why, once or not at all, and back again."""

import dataclasses
from datetime import date, timedelta

import pytest
from bulk_hands import done, entries, shown, told, why
from register_world import (
    DAY,
    NOW,
    TODAY,
    act,
    acts_for,
    consumer,
    contact,
    firm,
    looking,
    sees,
    technical,
)

from lupaus.guard import Refused
from lupaus.ledger.entry import Event
from lupaus.ledger.history import latest
from lupaus.policy.vocabulary import Channel, State
from lupaus.register import bulk, messages, people, permissions, relations
from lupaus.register.allowed import is_allowed
from lupaus.register.bans import Origin
from lupaus.register.bulk import Why, select, undoing
from lupaus.register.bulk.choosing import digest_of
from lupaus.register.facts import known
from lupaus.register.pages import person_page
from lupaus.register.permissions import Given
from lupaus.register.unfit import Unfit, Unknown
from lupaus.register.values import Email
from lupaus.register.wanted import Side, Wanted

pytestmark = pytest.mark.engine


@pytest.fixture
def three(register):
    return [consumer("Aino"), consumer("Kaarlo"), contact()]


ACTIONS = [
    bulk.BeginRelation(),
    bulk.WriteNote("Kevätkirje lähetetty"),
    bulk.RecordContact(messages.Spoken(NOW, "out", "post", "Kevätkirje")),
    bulk.FollowUpEach("Soita", TODAY + timedelta(days=7)),
    bulk.Restrict(),
    bulk.Forbid("marketing", Channel.EMAIL, Given("phone", origin=Origin.STAFF)),
]


@pytest.mark.parametrize("action", ACTIONS, ids=lambda a: a.verb)
def test_the_preview_is_what_is_done_and_it_is_one_entry(three, action):
    firm()
    before = entries()
    seen = shown(action)
    assert (seen.count, seen.left, seen.chosen) == (3, (), 3)
    assert seen.whom == digest_of(reversed(three))
    assert entries() == before
    applied = done(action)
    assert (applied.count, applied.left) == (3, ())
    assert entries() == before + 1
    assert bool(applied.undo) is action.undoable


@pytest.mark.parametrize("action", ACTIONS, ids=lambda a: a.verb)
def test_others_than_were_agreed_to_are_left_alone(three, action):
    before = entries()
    for agreed in ("", "x", digest_of(()), digest_of(three[:2]), digest_of([*three, 99])):
        with pytest.raises(bulk.Changed) as changed:
            done(action, agreed=agreed)
        assert (changed.value.now.count, changed.value.now.whom) == (3, digest_of(three))
    assert entries() == before
    assert all(known(p).state is State.PROSPECT and not known(p).restricted for p in three)


@pytest.mark.parametrize("action", ACTIONS, ids=lambda a: a.verb)
def test_statements_do_not_grow_with_the_number(three, statements, action):
    with statements() as few:
        done(action, select(three[:1]))
    for n in range(60):
        consumer("Aino", f"Äijälä {n}", Email(f"a{n}@example.fi"))
    rest = [row for row in everybody() if row not in three[:1]]
    with statements() as many:
        assert done(action, select(rest)).count == len(rest)
    assert len(many) <= len(few) + 12


def everybody():
    from lupaus.register.ordering import Order, Ordered  # noqa: PLC0415 - of this claim alone

    with looking("relations") as r:
        return Ordered(r, Wanted(side=Side.PERSON), Order()).everybody()


def test_the_filter_is_resolved_when_it_is_applied(three):
    agreed = shown(bulk.WriteNote("x")).whom
    consumer("Myöhempi")
    with pytest.raises(bulk.Changed) as changed:
        done(bulk.WriteNote("x"), agreed=agreed)
    assert changed.value.now.count == 4


@pytest.mark.parametrize("action", ACTIONS, ids=lambda a: a.verb)
def test_as_many_others_are_not_those_who_were_agreed_to(three, action):
    seen = shown(action)
    people.restrict(act=act(), party=three[0])
    new = consumer("Myöhempi")
    before = entries()
    with pytest.raises(bulk.Changed) as changed:
        done(action, agreed=seen.whom)
    assert changed.value.now.count == seen.count
    assert entries() == before
    assert known(new).state is State.PROSPECT


def test_restricted_unseen_and_unknown_are_left_out_and_counted_alike(three):
    people.restrict(act=act(), party=three[0])
    unseen = max(three) + 99
    seen = shown(bulk.WriteNote("x"), select([*three, three[1], unseen]))
    assert seen.count == 2
    assert why(seen.left) == {Why.OUT_OF_SIGHT: 2}


@pytest.mark.parametrize("action", ACTIONS, ids=lambda a: a.verb)
def test_no_preview_tells_whether_a_number_is_of_a_restricted_person(three, action):
    people.restrict(act=act(), party=three[0])
    restricted = shown(action, select([three[0], three[1]]))
    unknown = shown(action, select([max(three) + 99, three[1]]))
    assert restricted == unknown
    assert (restricted.count, why(restricted.left)) == (1, {Why.OUT_OF_SIGHT: 1})


def test_whoever_sees_a_restricted_person_is_told_why_the_purpose_does_not_reach_them(three):
    people.restrict(act=act(), party=three[0])
    (left,) = shown(bulk.WriteNote("x"), select(three[:1]), of=["claims"]).left
    assert (left.why, left.clause, left.law) == (
        Why.RESTRICTED,
        "right.restriction",
        "GDPR Art. 18(2)",
    )


def test_nobody_chosen_is_nothing_done(register):
    before = entries()
    assert done(bulk.WriteNote("x"), select([])).count == 0
    assert entries() == before


def test_whom_the_purpose_does_not_need_it_of_is_left_out_with_the_clause(three):
    seen = shown(bulk.WriteNote("x"), purpose="marketing")
    assert seen.count == 0
    assert {one.clause for one in seen.left} == {"data.notes"}
    with pytest.raises(Refused):
        shown(bulk.WriteNote("x"), purpose="nothing")


def test_many_are_one_digest_in_the_ledger(register):
    for n in range(201):
        consumer("Aino", f"Äijälä {n}")
    assert done(bulk.Restrict()).count == 201
    said = latest(1)[0][1]
    assert said["event"] == Event.RESTRICTED
    assert said["whose"]["count"] == 201


# --- relations -------------------------------------------------------------------------------


def test_relations_begin_and_end_and_stand_again_as_they_stood(three):
    begun = done(bulk.BeginRelation(on=TODAY - 10 * DAY))
    assert {known(p).state for p in three} == {State.CUSTOMER}
    assert why(shown(bulk.BeginRelation()).left) == {Why.ALREADY: 3}
    ended = done(bulk.EndRelation(reason="yritys lopetti"))
    assert {known(p).relation_ended_on for p in three} == {TODAY}
    assert bulk.undo(act=act(), token=ended.undo) == bulk.Undone(3)
    assert {known(p).state for p in three} == {State.CUSTOMER}
    assert bulk.undo(act=act(), token=begun.undo) == bulk.Undone(3)
    assert {known(p).state for p in three} == {State.PROSPECT}
    assert (
        sees("relations", lambda r: person_page(r, three[0], today=TODAY)).relationships == ()
    )


def test_bulk_says_the_same_as_one_by_one(three):
    alone, many = three[:2]
    relations.begin_relation(act=act(), party=alone, on=TODAY - 9 * DAY, reason="sopimus")
    relations.end_relation(act=act(), party=alone, on=TODAY - 3 * DAY, reason="loppui")
    relations.begin_relation(act=act(), party=alone, on=TODAY)
    for action in (
        bulk.BeginRelation(TODAY - 9 * DAY, "sopimus"),
        bulk.EndRelation(TODAY - 3 * DAY, "loppui"),
        bulk.BeginRelation(TODAY),
    ):
        done(action, select([many]))
    pages = [
        sees("relations", lambda r, p=p: person_page(r, p, today=TODAY)) for p in (alone, many)
    ]
    assert pages[0].relation == pages[1].relation
    rows = [[dataclasses.replace(x, id=0) for x in page.relationships] for page in pages]
    assert rows[0] == rows[1]


def test_days_that_cannot_be_are_left_out_or_refused(three):
    relations.begin_relation(act=act(), party=three[0], on=TODAY - 5 * DAY)
    seen = shown(bulk.EndRelation(on=TODAY - 6 * DAY))
    assert (seen.count, why(seen.left)) == (0, {Why.TOO_EARLY: 1, Why.NO_CUSTOMER: 2})
    assert shown(bulk.EndRelation(on=TODAY - 5 * DAY)).count == 1
    with pytest.raises(Unfit):
        shown(bulk.EndRelation(on=TODAY + DAY))
    with pytest.raises(Unfit):
        shown(bulk.BeginRelation(on=date.max))


def test_an_undo_leaves_what_has_changed_since(three):
    begun = done(bulk.BeginRelation(on=TODAY - 10 * DAY))
    relations.end_relation(act=act(), party=three[0])
    undone = bulk.undo(act=act(), token=begun.undo)
    assert (undone.count, told(undone)) == (2, {bulk.Stays.CHANGED: 1})
    assert known(three[0]).state is State.FORMER


# --- rows ------------------------------------------------------------------------------------


def test_a_contact_with_each_moves_the_days_and_an_undo_moves_them_back(register):
    old = NOW - 400 * DAY
    aino, oy = consumer(act=act(at=old)), firm(act=act(at=old))
    bertta_ = contact(act=act(at=old))
    acts_for(bertta_, oy)
    before = {
        p: (known(p).last_contact_on, known(p).last_contact_any_on) for p in (aino, oy, bertta_)
    }
    spoken = messages.Spoken(NOW, "out", "post", "Kirje")
    applied = done(bulk.RecordContact(spoken), select([aino, bertta_]))
    assert known(aino).last_contact_on == known(oy).last_contact_any_on == TODAY
    assert bulk.undo(act=act(), token=applied.undo) == bulk.Undone(2)
    after = {p: (known(p).last_contact_on, known(p).last_contact_any_on) for p in before}
    assert after == before


def test_a_contact_since_keeps_the_day_when_the_bulk_one_is_taken_back(three):
    at = NOW + DAY
    applied = done(bulk.WriteNote("x"), at=NOW)
    messages.record_message(
        act=act(at=at), party=three[0], message=messages.Spoken(at, "in", "phone")
    )
    bulk.undo(act=act(at=at), token=applied.undo)
    assert known(three[0]).last_contact_on == at.date()


def test_a_role_given_to_many_was_no_contact_of_the_organisation_when_it_is_taken_back(three):
    oy = firm(act=act(at=NOW - 400 * DAY))
    quiet = known(oy).last_contact_any_on
    applied = done(bulk.EnterRole(oy, "user"))
    assert known(oy).last_contact_any_on == TODAY
    bulk.undo(act=act(), token=applied.undo)
    assert known(oy).last_contact_any_on == quiet


@pytest.mark.parametrize(("days", "gone"), [(1, 0), (2, 1)])
def test_the_worker_forgets_what_cannot_be_taken_back_any_more(three, days, gone):
    done(bulk.WriteNote("x"))
    assert undoing.clear(act=act(at=NOW + days * DAY)) == gone


def test_a_note_that_was_gone_is_not_taken_back_twice(three):
    applied = done(bulk.WriteNote("Kevätkirje"))
    page = sees("relations", lambda r: person_page(r, three[0], today=TODAY))
    assert [note.text for note in page.notes] == ["Kevätkirje"]
    assert bulk.undo(act=act(), token=applied.undo) == bulk.Undone(3)
    page = sees("relations", lambda r: person_page(r, three[0], today=TODAY))
    assert page.notes == ()
    with pytest.raises(Unknown):
        bulk.undo(act=act(), token=applied.undo)


def test_roles_are_entered_and_ended_for_persons_alone(register):
    oy, toinen, kaarlo, aino = firm(), firm("Toinen Oy"), technical(), contact("Aino")
    everybody_ = select([oy, kaarlo, aino])
    seen = shown(bulk.EnterRole(toinen, "technical"), everybody_)
    assert (seen.count, why(seen.left)) == (2, {Why.NO_PERSON: 1})
    entered = done(bulk.EnterRole(toinen, "technical"), everybody_)
    ended = done(bulk.EndRole("technical", toinen), everybody_)
    assert (ended.count, why(ended.left)) == (2, {Why.NO_PERSON: 1})
    assert why(shown(bulk.EndRole("technical"), everybody_).left)[Why.NO_ROLE] == 2
    assert bulk.undo(act=act(), token=ended.undo) == bulk.Undone(2)
    assert shown(bulk.EndRole("technical", oy), everybody_).count == 0
    assert shown(bulk.EndRole("technical", toinen), everybody_).count == 2
    assert bulk.undo(act=act(), token=entered.undo) == bulk.Undone(2)


@pytest.mark.parametrize("text", ["", "   ", "\x00"])
def test_an_empty_note_is_refused(three, text):
    with pytest.raises(Unfit):
        shown(bulk.WriteNote(text))


# --- bans and restriction --------------------------------------------------------------------


@pytest.mark.parametrize("channel", [Channel.EMAIL, None])
def test_a_ban_for_many_is_the_ban_of_one(register, channel):
    mail = Email("bertta@example.fi")
    alone, many = contact("Aino", "A", mail), contact("Bertta", "B", Email("b@example.fi"))
    given = Given("phone", origin=Origin.STAFF)
    permissions.object_to(
        act=act(), party=alone, purpose="marketing", channel=channel, given=given
    )
    done(bulk.Forbid("marketing", channel, given), select([many]))
    decisions = [
        is_allowed(act=act(), party=p, purpose="marketing", channel=Channel.EMAIL)
        for p in (alone, many)
    ]
    assert not any(decisions)
    assert decisions[0].reasons == decisions[1].reasons
    again = shown(bulk.Forbid("marketing", channel, given), select([alone, many]))
    assert why(again.left) == {Why.ALREADY: 2}
    own = Given("letter", origin=Origin.OWN)
    assert shown(bulk.Forbid("marketing", channel, own), select([alone, many])).count == 2


def test_a_ban_reaches_restricted_persons_and_shared_addresses(register):
    mail = Email("info@example.fi")
    parties = [contact("A", "A", mail), contact("B", "B", mail)]
    people.restrict(act=act(), party=parties[0])
    given = Given("list", origin=Origin.OWN)
    applied = done(bulk.Forbid("marketing", None, given), select(parties))
    assert (applied.count, why(applied.left)) == (1, {Why.OUT_OF_SIGHT: 1})
    assert applied.beyond
    for party in parties:
        assert not is_allowed(
            act=act(), party=party, purpose="marketing", channel=Channel.EMAIL
        )


def test_a_ban_on_a_restricted_person_alone_is_recorded_and_counts_nobody(three):
    people.restrict(act=act(), party=three[2])
    ban = bulk.Forbid("marketing", None, Given("list", origin=Origin.OWN))
    applied = done(ban, select([three[2]]))
    assert (applied.count, applied.beyond) == (0, True)
    assert latest(1)[0][1]["event"] == Event.OBJECTION_MADE
    again = done(ban, select([three[2]]))
    assert again == applied, "a second time must not tell that there was a first"


def test_what_cannot_be_forbidden_is_refused(three):
    with pytest.raises(Refused):
        shown(bulk.Forbid("delivery", None, Given("phone")))


def test_restriction_and_its_undo(three):
    people.restrict(act=act(), party=three[0])
    applied = done(bulk.Restrict(), select(three))
    assert (applied.count, why(applied.left)) == (2, {Why.OUT_OF_SIGHT: 1})
    people.lift_restriction(act=act(), party=three[1])
    undone = bulk.undo(act=act(), token=applied.undo)
    assert (undone.count, told(undone)) == (1, {bulk.Stays.CHANGED: 1})
    assert known(three[0]).restricted


# --- the undo --------------------------------------------------------------------------------


def test_an_undo_is_of_whoever_did_it_for_that_purpose_and_for_a_day(three):
    applied = done(bulk.WriteNote("x"))
    others = dataclasses.replace(act(), actor="kaarlo")
    with pytest.raises(Refused):
        bulk.undo(act=others, token=applied.undo)
    with pytest.raises(Refused):
        bulk.undo(act=act("delivery"), token=applied.undo)
    with pytest.raises(Unknown):
        bulk.undo(act=act(at=NOW + timedelta(days=1, seconds=1)), token=applied.undo)
    with pytest.raises(Unknown):
        bulk.undo(act=act(), token="x" * 500)
    assert bulk.undo(act=act(at=NOW + timedelta(days=1)), token=applied.undo).count == 3


def test_the_same_note_about_many_lengthens_no_term(three):
    before = [known(party).last_contact_any_on for party in three]
    done(bulk.WriteNote("Joulukortti"), at=NOW + DAY)
    assert [known(party).last_contact_any_on for party in three] == before
