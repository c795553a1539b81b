"""What was forbidden is not done, by whatever way the person comes back."""

from datetime import UTC, datetime, timedelta

import pytest
from register_world import DAY, NOW, TODAY, act, consumer, contact, firm, technical

from lupaus.guard import Refused, in_force, system_grant
from lupaus.policy.model import Purpose
from lupaus.policy.vocabulary import Basis, Channel, PurposeClass
from lupaus.register import bans, people, permissions, relations
from lupaus.register.allowed import Ground, is_allowed, needs_consent
from lupaus.register.bans import Origin, Said
from lupaus.register.facts import known
from lupaus.register.permissions import Given
from lupaus.register.standing import bans_against, standing_bans
from lupaus.register.unfit import Unfit
from lupaus.register.values import Address, Email, Phone

pytestmark = pytest.mark.engine

BY_PHONE = Given("puhelu")
SHOWN = Given("viesti", evidence="viesti 2.3.")
CONSENT = Given("lomake", "uutiskirje 2026-1")


def may(party, purpose="marketing", channel=Channel.EMAIL, *, at=NOW):
    return is_allowed(
        act=act("marketing", at=at), party=party, purpose=purpose, channel=channel
    )


def says(decide, party, *, channel=None, given=BY_PHONE, purpose="marketing", at=NOW):
    return decide(act=act(at=at), party=party, purpose=purpose, channel=channel, given=given)


@pytest.fixture
def bertta(register):
    return contact("Bertta", "Öhman", Email("bertta@example.fi"), Phone("040 123 4567"))


def grounds(decision):
    return [reason.ground for reason in decision.reasons]


def test_a_contact_may_be_marketed_to_by_email_until_she_objects(bertta):
    assert may(bertta)
    assert len(may(bertta).addresses) == 1
    says(permissions.object_to, bertta)
    decision = may(bertta)
    assert not decision
    assert decision.addresses == ()
    assert decision.reasons[0].ground is Ground.OBJECTION
    assert (decision.reasons[0].clause, decision.reasons[0].since) == (
        "object.marketing",
        TODAY,
    )
    with pytest.raises(Refused):
        decision.require()


def test_an_objection_to_one_channel_leaves_the_other(bertta):
    people.add_details(
        act=act("delivery"), party=bertta, details=[Address("Katu 1", "33100", "Tampere")]
    )
    says(permissions.object_to, bertta, channel=Channel.POST)
    assert may(bertta)


def test_a_service_message_passes_a_ban_on_marketing(bertta):
    says(permissions.object_to, bertta)
    assert may(bertta, "delivery")
    assert may(bertta, "relations", Channel.PHONE)


def test_a_contract_is_not_forbidden_channel_by_channel(bertta):
    for decide in (permissions.object_to, permissions.give_consent, permissions.lift):
        with pytest.raises(Refused):
            says(decide, bertta, purpose="delivery", given=CONSENT)


def test_a_new_address_inherits_the_objection(bertta):
    says(permissions.object_to, bertta)
    people.add_details(act=act(), party=bertta, details=[Email("uusi@example.fi")])
    assert not may(bertta)
    other = contact("Kaarlo", "Åberg", Email("UUSI@example.fi"))
    assert grounds(may(other)) == [Ground.OBJECTION]


def test_a_corrected_address_inherits_it_too(bertta):
    says(permissions.object_to, bertta)
    with system_grant("seed", why="a test") as seed:
        [(row, _)] = seed.keys("emailaddress", {"party_id": bertta})
    people.correct(act=act(), row=row, to=Email("toinen@example.fi"))
    other = contact("Kaarlo", "Åberg", Email("toinen@example.fi"))
    assert not may(other)


def test_a_ban_outlives_the_person(bertta):
    says(permissions.object_to, bertta)
    with system_grant("keeping", why="erased") as keeping:
        for table in ("personname", "emailaddress", "phonenumber", "permission"):
            keeping.delete(table, {"party_id": bertta})
        keeping.delete("party", {"id": bertta})
    again = contact("Bertta", "Öhman", Email("Bertta@Example.fi"), Phone("+358 40 1234567"))
    assert grounds(may(again)) == [Ground.OBJECTION]


def test_a_shared_address_bans_itself_and_not_the_others_own(bertta):
    kaarlo = contact("Kaarlo", "Åberg", Email("bertta@example.fi"), Email("kaarlo@example.fi"))
    says(permissions.object_to, bertta)
    decision = may(kaarlo)
    assert decision
    assert len(decision.addresses) == 1


def test_the_register_of_bans_holds_no_address(bertta):
    says(permissions.object_to, bertta)
    with system_grant("proof", why="a test") as proof:
        rows = proof.execute("SELECT hmac, channel, purpose_class FROM records_suppression")
    assert {row[1:] for row in rows} >= {("email", "marketing"), ("sms", "marketing")}
    assert all(len(bytes(row[0])) == 32 and b"bertta" not in bytes(row[0]) for row in rows)


def test_only_a_weightier_word_lifts_a_ban(bertta):
    says(permissions.object_to, bertta)
    says(permissions.lift, bertta, given=Given("siivous", origin=Origin.STAFF))
    assert not may(bertta)
    says(permissions.lift, bertta, given=SHOWN, at=NOW + DAY)
    assert may(bertta, at=NOW + DAY)


def test_that_the_person_takes_an_objection_back_needs_what_shows_it(bertta):
    says(permissions.object_to, bertta)
    with pytest.raises(Unfit, match="evidence"):
        says(permissions.lift, bertta, at=NOW + DAY)
    assert not may(bertta, at=NOW + DAY)


@pytest.mark.parametrize("decide", [permissions.lift, permissions.give_consent])
@pytest.mark.parametrize("purpose", ["accounting", "delivery", "claims"])
def test_whose_purpose_needs_no_permissions_allows_nothing_more(bertta, decide, purpose):
    says(permissions.object_to, bertta)
    later = act(purpose, at=NOW + DAY)
    with pytest.raises(Refused) as no:
        decide(act=later, party=bertta, purpose="marketing", channel=None, given=SHOWN)
    assert no.value.clause == "data.permissions"
    assert not may(bertta, at=NOW + DAY)


@pytest.mark.parametrize("decide", [permissions.refuse, permissions.withdraw])
def test_what_forbids_is_recorded_whatever_the_act_is_for(bertta, decide):
    decide(act=act("accounting"), party=bertta, purpose="marketing", channel=None, given=SHOWN)


@pytest.mark.parametrize("origin", [Origin.STAFF, Origin.IMPORT])
def test_staff_lift_what_staff_and_imports_said(bertta, origin):
    says(permissions.object_to, bertta, given=Given("lista", origin=origin))
    assert not may(bertta)
    says(permissions.lift, bertta, given=Given("x", origin=Origin.STAFF), at=NOW + DAY)
    assert may(bertta, at=NOW + DAY)


def test_an_import_lifts_nothing_not_even_an_import(bertta):
    imported = Given("lista", "v1", origin=Origin.IMPORT)
    says(permissions.object_to, bertta, given=imported)
    says(permissions.lift, bertta, given=imported, at=NOW + DAY)
    says(permissions.give_consent, bertta, given=imported, at=NOW + DAY)
    assert grounds(may(bertta, at=NOW + DAY))[0] is Ground.IMPORT


def test_the_weightiest_reason_stands_first(bertta):
    says(permissions.object_to, bertta, given=Given("lista", origin=Origin.IMPORT))
    says(permissions.object_to, bertta, given=Given("siivous", origin=Origin.STAFF))
    says(permissions.object_to, bertta)
    people.restrict(act=act(), party=bertta)
    order = list(Ground)
    said = grounds(may(bertta))
    assert said == sorted(said, key=order.index)
    assert set(said) >= {Ground.OBJECTION, Ground.LAW, Ground.STAFF, Ground.IMPORT}


def test_a_bounced_address_is_not_used_and_another_is(bertta):
    people.add_details(act=act(), party=bertta, details=[Email("toimii@example.fi")])
    bans.suppress_address(
        act=act(),
        channel=Channel.EMAIL,
        address="bertta@example.fi",
        purpose_class=PurposeClass.MARKETING,
        origin=Origin.BOUNCE,
        since=TODAY,
    )
    assert len(may(bertta).addresses) == 1
    bans.suppress_address(
        act=act(),
        channel=Channel.EMAIL,
        address="TOIMII@example.fi",
        purpose_class=PurposeClass.MARKETING,
        origin=Origin.BOUNCE,
        since=TODAY,
    )
    assert grounds(may(bertta)) == [Ground.BOUNCE]


def test_an_objection_is_recorded_whatever_the_act_is_for_and_whoever_is_restricted(bertta):
    people.restrict(act=act(), party=bertta)
    permissions.object_to(
        act=act("accounting"),
        party=bertta,
        purpose="marketing",
        channel=None,
        given=BY_PHONE,
    )
    people.lift_restriction(act=act(), party=bertta)
    assert not may(bertta)


def test_law_stands_against_what_nobody_forbade(register):
    aino = consumer("Aino", "Äijälä", Email("aino@example.fi"))
    assert grounds(may(aino)) == [Ground.LAW, Ground.LAW]  # not of such persons; no consent
    assert grounds(may(contact("Bertta", "Öhman"))) == [Ground.NO_ADDRESS]
    eeva = contact("Eeva", "Öhman", Email("eeva@example.fi"), Phone("040 1"[:5] + "23 4567"))
    assert Ground.LAW in grounds(may(eeva, channel=Channel.SMS))  # no channel of the purpose


def test_the_last_day_of_the_term_and_the_day_after(bertta):
    with system_grant("seed", why="a test") as seed:
        seed.update("party", {"last_contact_on": TODAY.replace(year=2024)}, {"id": bertta})
    assert may(bertta, at=NOW - DAY)
    decision = may(bertta)
    assert grounds(decision) == [Ground.LAW]
    assert decision.reasons[0].clause == "retention.marketing"


def test_consent_needs_what_shows_it(bertta):
    with pytest.raises(Unfit, match="evidence"):
        says(permissions.give_consent, bertta)
    says(permissions.give_consent, bertta, given=CONSENT)


def test_an_unknown_purpose_is_refused(bertta):
    with pytest.raises(Refused):
        may(bertta, "curiosity")
    with pytest.raises(Refused):
        says(permissions.object_to, bertta, purpose="curiosity")


@pytest.mark.parametrize("channel", Channel)
def test_an_automated_call_always_needs_consent(register, channel):
    wanted = Purpose.model_validate({"basis": "legitimate-interest", "class": "marketing"})
    assert needs_consent(wanted, known(contact()), channel) is (
        channel is Channel.AUTOMATED_CALL
    )


def test_electronic_marketing_to_natural_persons_needs_consent_save_to_own_customers(register):
    plain = Purpose.model_validate({"basis": "legitimate-interest", "class": "marketing"})
    soft = plain.model_copy(update={"soft_opt_in": True})
    service = plain.model_copy(update={"class_": PurposeClass.SERVICE})
    consent = service.model_copy(update={"basis": Basis.CONSENT})
    aino, oy, kaarlo = consumer(), firm(), technical()
    for party, needed in ((aino, True), (kaarlo, True), (oy, False)):
        assert needs_consent(plain, known(party), Channel.EMAIL) is needed
        assert needs_consent(plain, known(party), Channel.POST) is False
        assert needs_consent(service, known(party), Channel.EMAIL) is False
        assert needs_consent(consent, known(party), Channel.POST) is True
    assert needs_consent(soft, known(aino), Channel.EMAIL)  # no customer yet
    relations.begin_relation(act=act(), party=aino)
    assert not needs_consent(soft, known(aino), Channel.EMAIL)
    relations.end_relation(act=act(), party=aino)
    assert needs_consent(soft, known(aino), Channel.EMAIL)


# --- what stands, purely ---------------------------------------------------------------------

START = datetime(2026, 1, 1, tzinfo=UTC)


def history(*lines):
    return tuple(
        Said(n, "marketing", channel, decision, START + timedelta(days=n), origin)
        for n, (channel, decision, origin) in enumerate(lines)
    )


@pytest.mark.parametrize(
    ("lines", "stands"),
    [
        ((), False),
        ((("", "objected", Origin.OWN),), True),
        ((("email", "objected", Origin.OWN),), True),
        ((("sms", "objected", Origin.OWN),), False),
        ((("", "objected", Origin.OWN), ("email", "lifted", Origin.OWN)), False),
        ((("", "objected", Origin.OWN), ("sms", "lifted", Origin.OWN)), True),
        ((("email", "objected", Origin.OWN), ("", "granted", Origin.OWN)), False),
        ((("", "granted", Origin.OWN), ("", "objected", Origin.OWN)), True),
        ((("", "objected", Origin.BOUNCE), ("", "lifted", Origin.STAFF)), True),
        ((("", "objected", Origin.STAFF), ("", "lifted", Origin.BOUNCE)), False),
        ((("", "withdrawn", Origin.OWN),), True),
        ((("", "refused", Origin.OWN), ("", "granted", Origin.STAFF)), True),
    ],
)
def test_the_last_word_of_the_weightiest_stands(register, lines, stands):
    policy = in_force().policy
    found = bans_against(policy, history(*lines), "marketing", Channel.EMAIL)
    assert bool(found) is stands


def test_only_objections_follow_the_addresses(register):
    policy = in_force().policy
    assert standing_bans(policy, history(("", "withdrawn", Origin.OWN))) == ()
    banned = standing_bans(policy, history(("email", "objected", Origin.OWN)))
    assert [(b.channel, b.purpose_class) for b in banned] == [
        (Channel.EMAIL, PurposeClass.MARKETING)
    ]


@pytest.mark.parametrize(
    ("how", "decision", "origin"),
    [
        ("own: lomake", "objected", Origin.OWN),
        ("import", "granted", Origin.IMPORT),
        ("puhelu", "objected", Origin.OWN),
        ("lomake", "granted", Origin.IMPORT),
        ("ownership", "granted", Origin.IMPORT),
    ],
)
def test_a_doubt_about_who_said_it_never_opens(how, decision, origin):
    assert bans.origin_of(how, decision) is origin
