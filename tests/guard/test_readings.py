"""What a reading shows, and what it notes."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import pytest
from bypass.world import NOW, TODAY, actor
from django.db import connection

from lupaus.guard import Refused, in_force, reading, system_grant
from lupaus.ledger.reads import reads_of


@dataclass(frozen=True, slots=True)
class Mail:
    party: int
    address: str


@dataclass(frozen=True, slots=True)
class Said:
    at: datetime
    on: date


def addresses(world, *purposes, at=NOW):
    with reading(actor(), purposes, at=at, about="test") as r:
        sql = f"SELECT party_id, address FROM {r.view('emailaddress')} ORDER BY address"
        return [mail.party for mail in r.rows(Mail, sql)]


def test_a_reading_gives_rows_of_the_asked_form(world):
    with world.marketing() as r:
        sql = f"SELECT party_id, address FROM {r.view('emailaddress')}"
        assert r.rows(Mail, sql) == (Mail(world.bertta, "bertta@example.fi"),)


def test_marketing_does_not_see_the_phone(world):
    with world.marketing() as r:
        assert r.sees("emailaddress")
        assert not r.sees("phonenumber")
        with pytest.raises(Refused) as refused:
            r.view("phonenumber")
    assert refused.value.clause == "data.phone"


def test_a_purpose_for_everybody_sees_both_kinds(world):
    assert addresses(world, "delivery") == [world.bertta, world.aino, world.eeva]


def test_a_role_sees_what_any_of_its_purposes_sees(world):
    assert addresses(world, "relations", "marketing") == [
        world.bertta,
        world.aino,
        world.eeva,
    ]


@pytest.mark.parametrize(("days", "seen"), [(-1, True), (0, False), (1, False)])
def test_a_purpose_closes_on_the_day_its_term_has_run(world, days, seen):
    """Two years after the last contact: the day before, the day, the day after."""
    with system_grant("seed", why="a contact two years ago") as seed:
        last = date(2024, 6, 15)
        seed.update("party", {"last_contact_on": last}, {"id": world.bertta})
    at = datetime(2026, 6, 15, 9, 0, tzinfo=UTC) + timedelta(days=days)
    assert (world.bertta in addresses(world, "marketing", at=at)) is seen


def test_a_new_contact_opens_a_closed_purpose_at_once(world):
    assert world.eeva not in addresses(world, "marketing")
    with world.act("marketing") as w:
        assert w.advance("last_contact_on", TODAY, [world.eeva]) == 1
    assert world.eeva in addresses(world, "marketing")


def test_a_restricted_person_is_seen_again_when_the_restriction_is_lifted(world):
    with world.act("relations") as w:
        w.update("party", {"restricted": False}, {"id": world.kaarlo})
    assert world.kaarlo in addresses(world, "marketing")


def test_a_batch_comes_into_sight_when_it_is_flipped(world):
    with system_grant("import", why="flip") as part:
        [batch] = part.execute("SELECT id FROM records_batch")[0]
        part.update("batch", {"state": "visible"}, {"id": batch})
    assert world.sanni in addresses(world, "marketing")


def test_the_outer_reading_is_back_after_an_inner_one(world):
    with world.marketing() as outer:
        sql = f"SELECT party_id, address FROM {outer.view('emailaddress')}"
        with world.reading("delivery") as inner:
            phones = f"SELECT party_id, typed FROM {inner.view('phonenumber')}"
            assert len(inner.rows(Mail, phones)) == 3
        assert len(outer.rows(Mail, sql)) == 1


def test_the_outer_reading_is_back_after_an_exception_in_an_inner_one(world):
    with world.marketing() as outer:
        with pytest.raises(ZeroDivisionError), world.reading("delivery"):
            raise ZeroDivisionError
        sql = f"SELECT party_id, address FROM {outer.view('emailaddress')}"
        assert len(outer.rows(Mail, sql)) == 1


def test_the_act_is_back_after_a_reading_inside_it(world):
    with world.act("marketing") as w:
        with world.marketing() as r:
            assert r.one(Mail, f"SELECT party_id, address FROM {r.view('emailaddress')}")
        assert w.update("emailaddress", {"kind": "work"}, {"id": world.email}) == 1


def test_a_statement_may_join_and_name_its_own_expressions(world):
    with world.reading("relations") as r:
        sql = (
            f"WITH named AS (SELECT party_id, given FROM {r.view('personname')})"
            f" SELECT e.party_id, n.given FROM {r.view('emailaddress')} e"
            " JOIN named n ON n.party_id = e.party_id WHERE e.party_id IN (%s, %s)"
            " ORDER BY 2"
        )
        found = r.rows(Mail, sql, [world.bertta, world.eeva])
    assert [mail.address for mail in found] == ["bertta", "sala eeva"]


@pytest.mark.parametrize(
    ("term", "found"), [("rtta@ex", 1), ("sala", 0), ("%%%", 0), ('"or"', 0)]
)
def test_a_search_finds_part_of_an_address_within_the_reading(world, term, found):
    with world.marketing() as r:
        condition, parameter = r.matching(term)
        sql = f"SELECT party_id, 'x' FROM {r.search('emailaddress')} WHERE {condition}"
        assert len(r.rows(Mail, sql, parameter)) == found


def test_a_search_follows_a_correction_and_a_removal(world):
    def hits(term):
        with world.marketing() as r:
            condition, parameter = r.matching(term)
            sql = f"SELECT party_id, 'x' FROM {r.search('emailaddress')} WHERE {condition}"
            return len(r.rows(Mail, sql, parameter))

    with world.act("marketing") as w:
        w.update("emailaddress", {"folded": "väinö@example.fi"}, {"id": world.email})
    assert (hits("bertta"), hits("väinö")) == (0, 1)
    with world.act("marketing") as w:
        w.delete("emailaddress", {"id": world.email})
    assert hits("väinö") == 0


def test_days_and_moments_come_back_as_they_went_in(world):
    at = datetime(2026, 2, 28, 22, 30, 15, 123000, tzinfo=UTC)
    row = (world.bertta, "customer", date(2024, 2, 29), at, "in", "email", "", "")
    columns = "party_id source sourced_on at direction channel subject body".split()
    with world.act("relations") as w:
        w.insert("message", columns, [row])
    with world.reading("relations") as r:
        sql = (
            f"SELECT at, sourced_on FROM {r.view('message')} WHERE at = %s AND sourced_on = %s"
        )
        assert r.rows(Said, sql, [at, date(2024, 2, 29)]) == (Said(at, date(2024, 2, 29)),)


def test_who_looked_is_noted_with_what_was_shown(world):
    with world.marketing() as r:
        r.viewed([world.bertta])
    [read] = reads_of(world.bertta, since=NOW, until=NOW + timedelta(days=1))
    assert (read.actor, read.purposes, read.about) == ("bertta", ("marketing",), "test")


def test_a_page_that_failed_was_looked_at_all_the_same(world):
    with pytest.raises(ZeroDivisionError), world.marketing() as r:  # noqa: PT012 - fails after it
        r.viewed([world.bertta])
        raise ZeroDivisionError
    assert reads_of(world.bertta, since=NOW, until=NOW + timedelta(days=1))


def test_a_reading_that_showed_nobody_is_not_noted(world):
    with world.marketing():
        pass
    assert not reads_of(world.aino, since=NOW, until=NOW + timedelta(days=1))


def test_every_set_of_the_policy_opens_and_reads_all_its_views(world):
    for purposes, opening in in_force().by_purposes.items():
        with world.reading(*purposes) as r, connection.cursor() as cursor:
            condition, parameter = r.matching("sala")
            for view in {*opening.all_views} - {*opening.searches.values()}:
                cursor.execute(f"SELECT * FROM {view}")
            for view in opening.searches.values():
                cursor.execute(f"SELECT * FROM {view} WHERE {condition}", parameter)
                cursor.fetchall()


def test_a_person_of_an_undone_reading_is_refused_by_name(world):
    with pytest.raises(Refused, match="does not have the purpose marketing") as refused:
        actor("bookkeeping").act("marketing", at=NOW, via="cli")
    assert refused.value.clause == "role.bookkeeping"


def test_what_has_been_read_often_is_still_refused_to_another_purpose(world):
    """Both engines keep what they have planned; neither may keep the leave with it."""
    with world.reading("delivery") as r:
        sql = f"SELECT party_id, typed FROM {r.view('phonenumber')} WHERE party_id = %s"
        before = [r.rows(Mail, sql, [world.aino]) for _ in range(12)]
    assert all(before)
    with world.marketing() as r, pytest.raises(Refused):
        r.rows(Mail, sql, [world.aino])
