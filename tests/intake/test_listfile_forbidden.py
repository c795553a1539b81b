"""A list that goes out for a purpose that can be forbidden holds nobody who forbade it."""

import csv
import io
from datetime import UTC, datetime, timedelta

import pytest
from house import SAMPLE, adopt_sample

from lupaus.guard import Act, Actor, in_force
from lupaus.intake.listfile import export_list, preview_list
from lupaus.policy.vocabulary import Channel, PurposeClass, SubjectKind
from lupaus.register import bans, people, permissions
from lupaus.register.allowed import is_allowed
from lupaus.register.bans import Origin
from lupaus.register.bulk import Changed, select
from lupaus.register.bulk.choosing import Why
from lupaus.register.listing import Column, Wanted
from lupaus.register.permissions import Given
from lupaus.register.protected import protect
from lupaus.register.reachable import reachable
from lupaus.register.values import Email, PersonName, Phone

pytestmark = pytest.mark.engine

NOW = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
DAY = timedelta(days=1)
COLUMNS = (Column.NAME, Column.EMAIL, Column.PHONE)
BY_PHONE = Given("puhelu")
CONSENT = Given("lomake", "uutiskirje 2026-1")
#: Marketing by e-mail, by message and by phone; messages only to those who agree.
ALSO_BY_PHONE = (
    SAMPLE.read_text(encoding="utf-8")
    .replace("channels: [email, post]", "channels: [email, phone], consent_channels: [sms]")
    .replace(
        "phone: {for: [delivery, relations]", "phone: {for: [delivery, relations, marketing]"
    )
)


def act(purpose="relations", at=NOW):
    return Act("bertta", purpose, at, "web")


def add(given, family, *details):
    kinds = frozenset({SubjectKind.REPRESENTATIVE})
    new = people.NewPerson(PersonName(given, family), kinds, details)
    return people.add_person(act=act(), person=new).party


def decided(decide, party, *, channel=None, given=BY_PHONE, at=NOW):
    decide(act=act(at=at), party=party, purpose="marketing", channel=channel, given=given)


def planned(purpose="marketing", at=NOW, columns=COLUMNS, chosen=None):
    actor = Actor("bertta", "owner", in_force().purposes_of("owner"))
    return preview_list(
        act=act(purpose, at),
        actor=actor,
        selection=select(chosen or Wanted()),
        columns=columns,
    )


def taken(purpose="marketing", at=NOW, columns=COLUMNS, agreed=None, chosen=None):
    out = io.BytesIO()
    found = export_list(
        out,
        act=act(purpose, at),
        actor=Actor("bertta", "owner", in_force().purposes_of("owner")),
        selection=select(chosen or Wanted()),
        columns=columns,
        agreed=agreed or planned(purpose, at, columns, chosen).preview.whom,
    )
    text = out.getvalue().decode("utf-8-sig")
    return found, list(csv.reader(io.StringIO(text), delimiter=";"))[1:]


def reasons(left):
    return [(one.why, one.count, one.clause) for one in left]


@pytest.fixture
def two(register):
    bertta = add("Bertta", "Öhman", Email("bertta@example.fi"), Phone("040 123 4567"))
    return bertta, add("Kaarlo", "Åberg", Email("kaarlo@example.fi"))


BOTH = [["Åberg Kaarlo", "kaarlo@example.fi"], ["Öhman Bertta", "bertta@example.fi"]]
KAARLO = [BOTH[0]]


def test_whoever_forbids_is_in_the_file_until_then_and_not_from_then_on(two):
    assert taken(at=NOW - DAY)[1] == BOTH
    decided(permissions.object_to, two[0])
    found, rows = taken(at=NOW + DAY)
    assert rows == KAARLO
    assert reasons(found.left) == [(Why.FORBIDDEN, 1, "object.marketing")]
    seen = planned(at=NOW + DAY)
    assert (seen.preview.count, seen.preview.left) == (1, found.left)
    decided(permissions.lift, two[0], given=Given("viesti", evidence="viesti 2.3."))
    assert taken(at=NOW + DAY)[1] == BOTH


def test_a_file_that_was_agreed_to_before_the_ban_is_not_made_after_it(two):
    agreed = planned().preview.whom
    decided(permissions.object_to, two[0], channel=Channel.EMAIL)
    with pytest.raises(Changed):
        taken(agreed=agreed)


def test_a_ban_is_of_its_purpose_and_a_file_of_another_holds_them(two):
    decided(permissions.object_to, two[0])
    found, rows = taken("relations")
    assert [row[1] for row in rows] == ["kaarlo@example.fi", "bertta@example.fi"]
    assert (found.left, found.less) == ((), ())


def test_an_address_that_is_banned_on_anothers_card_does_not_go_out(two):
    decided(permissions.object_to, two[0])
    shared = add("Aino", "Aalto", Email("BERTTA@example.fi"), Email("aino@example.fi"))
    only = add("Eeva", "Berg", Email("bertta@example.fi"))
    found, rows = taken(chosen=[shared, only])
    assert rows == [["Aalto Aino", "aino@example.fi"]]
    assert reasons(found.left) == [(Why.FORBIDDEN, 1, "object.marketing")]
    assert reasons(found.less) == [(Why.FORBIDDEN, 1, "object.marketing")]


def test_a_ban_on_an_address_of_nobodys_card_keeps_it_here(two):
    bans.suppress_address(
        act=act(),
        channel=Channel.EMAIL,
        address="bertta@example.fi",
        purpose_class=PurposeClass.MARKETING,
        origin=Origin.OWN,
        since=NOW.date(),
    )
    assert taken()[1] == KAARLO


def test_a_list_of_names_holds_whoever_may_be_reached_over_some_channel(two):
    decided(permissions.object_to, two[0])
    assert taken(columns=(Column.NAME,))[1] == [["Åberg Kaarlo"]]


def test_a_protected_address_goes_on_no_list_that_can_be_forbidden(two):
    protect(act=act(), party=two[0], source="customer")
    found, rows = taken()
    assert rows == KAARLO
    assert [one.why for one in found.left] == [Why.PROTECTED]


@pytest.fixture
def by_phone(committed_register):
    adopt_sample(ALSO_BY_PHONE)
    bertta = add("Bertta", "Öhman", Email("bertta@example.fi"), Phone("+358401234567"))
    add("Kaarlo", "Åberg", Email("kaarlo@example.fi"), Phone("+358407654321"))
    return bertta


def test_a_consent_that_was_withdrawn_opens_its_channel_no_more(by_phone):
    only = [by_phone]
    assert taken(chosen=only)[1][0][3] == "phone"
    decided(permissions.give_consent, by_phone, channel=Channel.SMS, given=CONSENT)
    assert taken(chosen=only)[1][0][3] == "sms, phone"
    decided(permissions.withdraw, by_phone, channel=Channel.SMS, at=NOW + DAY)
    found, rows = taken(chosen=only, at=NOW + DAY)
    assert rows == [["Öhman Bertta", "bertta@example.fi", "", ""]]
    assert reasons(found.less) == [(Why.FORBIDDEN, 1, "object.marketing")]


def test_an_address_of_a_forbidden_channel_stays_here_and_the_rest_goes(by_phone):
    decided(permissions.object_to, by_phone, channel=Channel.EMAIL)
    found, rows = taken()
    assert rows[1][:2] == ["Öhman Bertta", ""]
    assert "1234567" in rows[1][2]
    assert rows[0][1] == "kaarlo@example.fi"
    assert reasons(found.less) == [(Why.FORBIDDEN, 1, "object.marketing")]
    assert taken(columns=(Column.NAME, Column.EMAIL))[1] == [BOTH[0]]


def test_without_a_consent_where_one_is_needed_nobody_is_in_the_file(committed_register):
    adopt_sample(
        ALSO_BY_PHONE.replace(
            "legitimate-interest, interest: {fi: omien palvelujen markkinointi}", "consent"
        )
    )
    party = add("Bertta", "Öhman", Email("bertta@example.fi"))
    found, rows = taken()
    assert rows == []
    assert reasons(found.left) == [(Why.NO_CONSENT, 1, "purpose.marketing")]
    decided(permissions.give_consent, party, given=CONSENT)
    assert len(taken()[1]) == 1
    decided(permissions.withdraw, party, at=NOW + DAY)
    assert taken(at=NOW + DAY)[1] == []


def test_the_list_says_of_each_what_is_said_of_one(by_phone):
    decided(permissions.object_to, by_phone, channel=Channel.PHONE)
    some = [by_phone, add("Aino", "Aalto"), add("Eeva", "Berg", Email("bertta@example.fi"))]
    found = reachable(some, "marketing", ["emailaddress"], NOW.date())
    for party in some:
        one = is_allowed(
            act=act("marketing"), party=party, purpose="marketing", channel=Channel.EMAIL
        )
        assert bool(one) is (party not in found.left)
