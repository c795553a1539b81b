"""Two become one and, within thirty days, two again."""

from datetime import timedelta

import pytest
from merge_world import everything, forbid, merged, standing, taken_back
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
)

from lupaus.guard import Refused, system_grant
from lupaus.policy.vocabulary import Channel, PurposeClass
from lupaus.register import (
    allowed,
    duplicates,
    listing,
    merge,
    messages,
    pages,
    people,
    permissions,
    relations,
    search,
    secrets,
    trade,
)
from lupaus.register.bans import Origin, suppress_address
from lupaus.register.facts import known
from lupaus.register.permissions import Given
from lupaus.register.unfit import Unfit, Unknown
from lupaus.register.values import Email, Firm, PersonName, Phone

pytestmark = pytest.mark.usefixtures("register")

HETU = "010190-900P"


def page(party, purpose="relations"):
    return sees(purpose, lambda r: pages.person_page(r, party, today=TODAY))


def firm_page(party, purpose="relations"):
    return sees(purpose, lambda r: pages.organisation_page(r, party, today=TODAY))


def two():
    keep = consumer("Aino", "Äijälä", Email("aino@example.fi"))
    return keep, consumer("Aino", "Aijala", Email("a.aijala@example.fi"), Phone("040 123 4567"))


def test_everything_of_the_one_is_the_others():
    keep, gone = two()
    merged(keep, gone)
    found = page(keep)
    assert [e.address for e in found.emails] == ["aino@example.fi", "a.aijala@example.fi"]
    assert [p.typed for p in found.phones] == ["040 123 4567"]
    assert found.title == "Aino Äijälä"


def test_the_merged_one_is_nowhere_and_its_number_finds_the_other():
    keep, gone = two()
    number = known(gone).number
    merged(keep, gone)
    assert page(gone) is None
    with looking("relations") as r:
        assert [hit.party for hit in search.search(r, str(number)).hits] == [keep]
        assert search.search(r, "Aijala Aino").hits == ()
        assert len(listing.list_parties(r).rows) == 1
        assert duplicates.likely(r, duplicates.Draft("Aino", "Aijala", party=keep)) == ()
    with pytest.raises(Unknown):
        messages.write_note(act=act(), party=gone, text="x")
    with pytest.raises(Unfit, match="number"):
        consumer(number=number)


def test_the_other_name_is_kept_when_it_is_chosen():
    keep, gone = two()
    before = everything()
    done = merged(keep, gone, personname="gone")
    assert page(keep).title == "Aino Aijala"
    assert taken_back(done).whole
    assert everything() == before


def test_an_organisation_is_described_field_by_field():
    keep = firm("Kukka Oy")
    gone = firm("Kukka Ab", business_id="1234567-1")
    before = everything()
    done = merged(keep, gone)
    (only,) = firm_page(keep).firms
    assert (only.name, only.business_id) == ("Kukka Oy", "1234567-1")
    assert taken_back(done).whole
    assert everything() == before
    done = merged(keep, gone, organisation__name="gone", organisation__business_id="keep")
    (only,) = firm_page(keep).firms
    assert (only.name, only.business_id) == ("Kukka Ab", "")


def test_who_acted_for_the_one_acts_for_the_other():
    keep, gone, bertta = firm("Kukka Oy"), firm("Kukka Ab"), contact()
    acts_for(bertta, gone)
    relations.begin_relation(act=act(), party=gone, on=TODAY - DAY)
    before = everything()
    done = merged(keep, gone)
    assert [one.other for one in firm_page(keep).people] == [bertta]
    assert known(keep).relation_started_on == TODAY - DAY
    assert taken_back(done).whole
    assert everything() == before


def test_invoices_go_with_their_lines_and_the_last_of_both_counts():
    keep, gone = two()
    lines = (trade.Line("Kukkia", 1000), trade.Line("Toimitus", 500))
    new = trade.NewInvoice("1001", lines, TODAY - DAY)
    [invoice, *_] = trade.issue_invoice(act=act("accounting"), party=gone, invoice=new).ids
    done = merged(keep, gone)
    assert [i.id for i in page(keep, "accounting").invoices] == [invoice]
    assert len(sees("accounting", lambda r: pages.invoice_lines(r, invoice))) == 2
    assert known(keep).last_invoice_on == TODAY - DAY
    assert taken_back(done).whole
    assert known(keep).last_invoice_on is None


def test_seals_open_after_the_merge_and_after_the_undo():
    keep, gone = two()
    claims = act("claims", why="luoton myöntäminen")
    made = secrets.keep_identity_code(act=claims, party=gone, code=HETU, ground="luotto")
    done = merged(keep, gone)
    for party, shown in ((keep, HETU), (gone, HETU)):
        with looking("claims") as r:
            code = secrets.reveal_identity_code(act=claims, r=r, identity_code=made.ids[0])
        assert (party, code) == (party, shown)
        if party == keep:
            taken_back(done)


def test_a_seal_that_does_not_open_stops_the_merge_and_nothing_has_moved():
    keep, gone = two()
    claims = act("claims", why="luoton myöntäminen")
    made = secrets.keep_identity_code(act=claims, party=gone, code=HETU, ground="luotto")
    with system_grant("seed", why="a broken seal") as part:
        part.update("identitycode", {"sealed": b"\x01" + b"x" * 40}, {"id": made.ids[0]})
    before = everything()
    with pytest.raises(Exception, match="does not open"):
        merged(keep, gone)
    assert everything() == before


# --- what is forbidden and what protects -----------------------------------------------------


@pytest.mark.parametrize("objector", [0, 1])
def test_an_objection_of_either_beats_a_later_consent_of_the_other(objector):
    parties = (
        contact("Bertta", "Öhman", Email("b@example.fi")),
        contact("Bertta", "Ohman", Email("bertta@example.fi")),
    )
    forbid(parties[objector])
    permissions.give_consent(
        act=act(at=NOW + timedelta(hours=1)),
        party=parties[1 - objector],
        purpose="marketing",
        channel=Channel.EMAIL,
        given=Given("lomake", text_version="1"),
    )
    before, stood = everything(), standing(*parties)
    done = merged(*parties, at=NOW + timedelta(hours=2))
    assert done.upheld
    assert standing(parties[0]) >= stood
    assert not allowed.is_allowed(
        act=act("marketing"), party=parties[0], purpose="marketing", channel=Channel.EMAIL
    )
    assert taken_back(done, at=NOW + timedelta(hours=3)).whole
    assert everything() == before


def test_a_ban_reaches_every_address_and_leaves_those_of_the_other_again():
    keep, gone = (
        contact("B", "Öhman", Email("b@example.fi")),
        contact("B", "Ö", Email("ö@example.fi")),
    )
    forbid(keep)
    before = everything()
    done = merged(keep, gone)
    assert len(everything()["records_suppression"]) > len(before["records_suppression"])
    assert taken_back(done).whole
    assert everything() == before


def test_what_is_forbidden_of_the_merged_one_stands_for_both_afterwards():
    keep, gone = (
        contact("B", "Öhman", Email("b@example.fi")),
        contact("B", "Ö", Email("ö@example.fi")),
    )
    done = merged(keep, gone)
    forbid(keep, at=NOW + timedelta(hours=1))
    undone = taken_back(done, at=NOW + timedelta(hours=2))
    assert [left.why for left in undone.kept] == [merge.Why.ADDED]
    for party in (keep, gone):
        assert standing(party)
        assert not allowed.is_allowed(
            act=act("marketing"), party=party, purpose="marketing", channel=Channel.EMAIL
        )


def test_a_claim_against_either_holds_the_one_and_is_the_others_again():
    keep, gone = two()
    people.open_claim(act=act(), party=gone)
    done = merged(keep, gone)
    assert known(keep).disputed
    taken_back(done)
    assert not known(keep).disputed
    assert known(gone).disputed


def test_a_restriction_since_the_merge_stands_for_both():
    keep, gone = two()
    done = merged(keep, gone)
    people.restrict(act=act(), party=keep)
    merge.undo(act=act("claims"), merge=done.id)
    assert known(keep).restricted
    assert known(gone).restricted


# --- what is refused -------------------------------------------------------------------------


def test_what_cannot_be_one_is_refused_with_its_reason():
    keep, gone = two()
    with pytest.raises(Unfit):
        merged(keep, keep)
    with pytest.raises(Unfit):
        merged(keep, firm())
    with pytest.raises(Unknown):
        merged(keep, 10**9)
    with pytest.raises(Unfit, match="chosen"):
        merged(keep, gone, hat="keep")
    with pytest.raises(Refused) as refused:
        merge.merge(act=act("marketing"), keep=keep, gone=gone)
    assert refused.value.clause == "purpose.marketing"
    people.restrict(act=act(), party=gone)
    with pytest.raises(Refused) as refused:
        merged(keep, gone)
    assert refused.value.clause == "right.restriction"


@pytest.mark.parametrize(("days", "whole"), [(0, True), (29, True), (30, False), (400, False)])
def test_a_merge_can_be_undone_for_thirty_days(days, whole):
    keep, gone = two()
    done = merged(keep, gone)
    assert done.until == TODAY + 29 * DAY
    later = NOW + days * DAY
    if whole:
        assert taken_back(done, at=later).whole
    else:
        with pytest.raises(Refused):
            taken_back(done, at=later)


def test_the_later_merge_is_undone_first():
    keep, gone = two()
    third = consumer("Aino", "Äijä")
    before = everything()
    one, two_ = merged(keep, gone), merged(third, keep)
    with pytest.raises(Unfit, match=f"merge {two_.id}"):
        taken_back(one)
    number = str(known(third).number)
    with looking("relations") as r:
        assert {hit.party for hit in search.search(r, number).hits} == {third}
    taken_back(two_)
    taken_back(one)
    assert everything() == before
    with pytest.raises(Unknown):
        taken_back(one)


# --- three piles -----------------------------------------------------------------------------


def test_what_was_touched_since_stays_and_is_named():
    keep, gone = two()
    mail, phone = page(gone).emails[0].id, page(gone).phones[0].id
    done = merged(keep, gone)
    people.correct(act=act(), row=mail, to=Email("uusi@example.fi"))
    people.remove(act=act(), table="phonenumber", row=phone)
    [note] = messages.write_note(act=act(), party=keep, text="Soitti").ids
    undone = taken_back(done)
    assert {(left.table, left.row, left.why) for left in undone.kept} == {
        ("emailaddress", mail, merge.Why.CHANGED),
        ("note", note, merge.Why.ADDED),
    }
    assert [(left.table, left.row, left.why) for left in undone.could_not] == [
        ("phonenumber", phone, merge.Why.REMOVED)
    ]
    assert [e.address for e in page(keep).emails] == ["aino@example.fi", "uusi@example.fi"]
    assert page(gone).emails == ()
    assert page(gone).title == "Aino Aijala"


def test_lines_stay_with_an_invoice_that_was_paid_since():
    keep, gone = two()
    new = trade.NewInvoice("1001", (trade.Line("Kukkia", 1000),), TODAY - DAY)
    invoice, line = trade.issue_invoice(act=act("accounting"), party=gone, invoice=new).ids
    done = merged(keep, gone)
    trade.mark_paid(act=act("accounting"), invoice=invoice)
    kept = taken_back(done).kept
    assert {(left.table, left.row) for left in kept} == {
        ("invoice", invoice),
        ("invoiceline", line),
    }


def test_a_description_made_of_two_that_was_mended_since_is_kept():
    keep, gone = firm("Kukka Oy"), firm("Kukka Ab", business_id="1234567-1")
    done = merged(keep, gone)
    (made,) = firm_page(keep).firms
    people.correct(act=act(), row=made.id, to=Firm("Kukkanen Oy", "1234567-1"))
    kept = taken_back(done).kept
    assert [(left.table, left.row) for left in kept] == [("organisation", made.id)]
    assert {one.name for one in firm_page(keep).firms} == {"Kukka Oy", "Kukkanen Oy"}
    assert firm_page(gone).title == "Kukka Ab"


def test_who_was_told_apart_from_the_one_is_from_the_other():
    keep, gone = two()
    third = consumer("Aino", "Äijälä", Email("aino@example.fi"))
    duplicates.are_different(act=act(), one=gone, other=third)
    before = everything()
    done = merged(keep, gone)
    with looking("relations") as r:
        assert duplicates.pairs(r).rows == ()
    taken_back(done)
    assert everything() == before


def test_a_name_alone_is_a_party_too():
    keep, gone = consumer("Aino", "Äijälä"), consumer("", "Äijälä")
    assert merged(keep, gone).moved == 0
    assert page(keep).names[0].family == "Äijälä"
    assert PersonName("", "Äijälä").columns()


def test_a_bounce_since_the_merge_is_not_lifted_by_the_undo():
    keep, gone = (
        contact("B", "Öhman", Email("b@example.fi")),
        contact("B", "Ö", Email("o@example.fi")),
    )
    forbid(keep)
    done = merged(keep, gone)
    suppress_address(
        act=act(),
        channel=Channel.EMAIL,
        address="o@example.fi",
        purpose_class=PurposeClass.MARKETING,
        origin=Origin.BOUNCE,
        since=TODAY,
    )
    taken_back(done)
    assert not allowed.is_allowed(
        act=act("marketing"), party=gone, purpose="marketing", channel=Channel.EMAIL
    )
