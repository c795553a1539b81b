"""An objection, and the ban that outlives it, cannot go unnoticed: not one of many, not all."""

import pytest
from proof_world import NOW, SAMPLE, put_in_force

from lupaus.guard import Act, system_grant
from lupaus.keeping import daily
from lupaus.keeping.jobs import Shift
from lupaus.policy.vocabulary import Channel, PurposeClass, SubjectKind
from lupaus.proof.check import check
from lupaus.proof.verdict import Verdict
from lupaus.register import bans, people, permissions
from lupaus.register.permissions import Given
from lupaus.register.values import Email, PersonName, Phone

pytestmark = pytest.mark.engine

LIST, OBJECTION = "retention.bans", "object.marketing"


def act(purpose="relations"):
    return Act("bertta", purpose, NOW, "cli")


def contact(given, *addresses):
    kinds = frozenset({SubjectKind.REPRESENTATIVE})
    person = people.NewPerson(PersonName(given, "Öhman"), kinds, addresses, None)
    return people.add_person(act=act(), person=person).party


def decide(how, party, channel=None):
    given = Given("puhelu", evidence="viesti 2.3.")
    how(act=act(), party=party, purpose="marketing", channel=channel, given=given)


@pytest.fixture
def objecting(committed_register, by_hand):
    """Aino and Kaarlo object to all marketing, each at addresses of their own. Returns both."""
    aino = contact("Aino", Email("Aino@example.fi"), Phone("040 123 4567"))
    kaarlo = contact("Kaarlo", Email("kaarlo@example.fi"))
    for party in (aino, kaarlo):
        decide(permissions.object_to, party)
    return aino, kaarlo


def verdicts(*clauses):
    report = check(NOW, clauses=clauses or (LIST, OBJECTION), tested=False)
    return [report.of(clause) for clause in clauses or (LIST, OBJECTION)]


def number(party):
    return f"customer {people.FIRST_NUMBER + party}"


def test_what_was_looked_at_is_said(objecting):
    listed, objection = verdicts()
    assert listed.verdict is Verdict.KEPT
    assert objection.verdict is Verdict.KEPT
    # An e-mail address is reached by one channel, a number by four; two objections in the
    # ledger; the length of the list.
    assert listed.checked == (1 + 4 + 1) + 2 + 1
    assert "6 bans of 2 people looked for on the list" in listed.note
    assert "2 objections that the ledger knows" in listed.note


def test_one_ban_of_many_taken_off_the_list_is_seen(objecting, by_hand):
    aino, _kaarlo = objecting
    by_hand(
        "DELETE FROM records_suppression WHERE hmac = ?",
        bans.digest("emailaddress", "aino@example.fi"),
    )
    for judged in verdicts():
        assert judged.verdict is Verdict.BROKEN
        assert number(aino) in judged.examples
        assert "1 of 6 bans" in judged.note
    assert verdicts(OBJECTION)[0].broken == 1


def test_a_ban_moved_to_another_class_is_seen(objecting, by_hand):
    by_hand("UPDATE records_suppression SET purpose_class = 'survey' WHERE channel = 'email'")
    assert verdicts(OBJECTION)[0].broken == 2


def test_every_objection_gone_with_every_ban_is_seen(objecting, by_hand):
    by_hand("DELETE FROM records_permission")
    by_hand("DELETE FROM records_suppression")
    listed, objection = verdicts()
    for judged in (listed, objection):
        assert judged.verdict is Verdict.BROKEN
        assert set(judged.examples) >= {number(party) for party in objecting}
        assert "2 of 2 objections that the ledger knows are not there" in judged.note
    assert "the list of bans has 0 rows; the ledger knows of 6" in listed.note


def test_one_objection_gone_with_its_bans_is_seen(objecting, by_hand):
    _aino, kaarlo = objecting
    by_hand("DELETE FROM records_permission WHERE party_id = ?", kaarlo)
    by_hand(
        "DELETE FROM records_suppression WHERE hmac = ?",
        bans.digest("emailaddress", "kaarlo@example.fi"),
    )
    assert verdicts(OBJECTION)[0].examples == (number(kaarlo),)


def test_a_person_gone_with_objection_and_bans_is_seen_by_the_length_of_the_list(
    objecting, by_hand
):
    _aino, kaarlo = objecting
    for table in ("permission", "emailaddress", "personname"):
        by_hand(f"DELETE FROM records_{table} WHERE party_id = ?", kaarlo)
    by_hand("DELETE FROM records_party WHERE id = ?", kaarlo)
    assert verdicts(LIST)[0].verdict is Verdict.KEPT  # the ban outlives the person
    by_hand(
        "DELETE FROM records_suppression WHERE hmac = ?",
        bans.digest("emailaddress", "kaarlo@example.fi"),
    )
    [judged] = verdicts(LIST)
    assert judged.verdict is Verdict.BROKEN
    assert judged.examples == ("list of bans",)


def test_an_address_added_past_the_program_has_no_ban(objecting, by_hand):
    aino, _kaarlo = objecting
    by_hand(
        "INSERT INTO records_emailaddress (party_id, address, folded, kind, source, sourced_on)"
        " VALUES (?, 'toinen@example.fi', 'toinen@example.fi', '', 'customer', ?)",
        *(aino, NOW.date()),
    )
    assert verdicts(LIST)[0].examples == (number(aino),)


def test_an_address_added_with_the_program_inherits_the_ban(objecting):
    aino, _kaarlo = objecting
    people.add_details(act=act(), party=aino, details=[Email("toinen@example.fi")])
    [judged] = verdicts(LIST)
    assert judged.verdict is Verdict.KEPT
    assert judged.checked == 7 + 2 + 1


def test_what_the_person_lifted_is_no_breach(objecting):
    aino, kaarlo = objecting
    decide(permissions.lift, aino, Channel.EMAIL)
    decide(permissions.lift, kaarlo)
    for judged in verdicts():
        assert judged.verdict is Verdict.KEPT
    assert "4 bans of 1 people" in verdicts(LIST)[0].note


def test_who_lifts_at_a_shared_address_lifts_nobody_elses_ban(objecting):
    aino, kaarlo = objecting
    people.add_details(act=act(), party=kaarlo, details=[Email("aino@example.fi")])
    decide(permissions.lift, kaarlo)
    assert verdicts(LIST)[0].verdict is Verdict.KEPT
    assert "5 bans of 1 people" in verdicts(LIST)[0].note
    decide(permissions.lift, aino)
    assert verdicts(LIST)[0].verdict is not Verdict.BROKEN


def test_a_purpose_that_the_policy_gives_up_leaves_its_bans_good(objecting):
    text = SAMPLE.read_text(encoding="utf-8")
    put_in_force(
        text.replace("marketing", "letters").replace("class: letters", "class: marketing")
    )
    [judged] = verdicts(LIST)
    assert judged.verdict is Verdict.KEPT


def test_a_purge_that_takes_the_permissions_takes_no_promise(objecting, by_hand):
    """Objections go when the policy says so; the bans stay."""
    long_ago = NOW.date().replace(year=2010)
    by_hand(
        "UPDATE records_party SET last_contact_on = ?, last_contact_any_on = ?",
        *(long_ago, long_ago),
    )
    daily.purge(Shift(lambda: NOW, lambda: False, "test", "claim"))
    with system_grant("proof", why="a test") as part:
        assert part.execute("SELECT COUNT(*) FROM records_permission") == [(0,)]
    listed, objection = verdicts()
    assert listed.verdict is not Verdict.BROKEN
    assert objection.verdict is not Verdict.BROKEN
    by_hand("DELETE FROM records_suppression WHERE channel = 'email'")
    assert verdicts(LIST)[0].verdict is Verdict.BROKEN


def test_a_ban_on_an_address_of_nobody_is_counted(committed_register, by_hand):
    bans.suppress_address(
        act=act(),
        channel=Channel.EMAIL,
        address="kukaan@example.fi",
        purpose_class=PurposeClass.MARKETING,
        origin=bans.Origin.BOUNCE,
        since=NOW.date(),
    )
    assert verdicts(LIST)[0].verdict is Verdict.KEPT
    by_hand("DELETE FROM records_suppression")
    assert verdicts(LIST)[0].verdict is Verdict.BROKEN
