"""Adopting a policy changes who may see what, at once and everywhere."""

from datetime import timedelta

import pytest
from bypass.world import NOW, SAMPLE, populate
from django.db import connection, connections

from lupaus.guard import (
    Act,
    NotAdopted,
    Refused,
    adopt,
    adoption,
    cutoffs,
    enforce,
    has_owner,
    in_force,
    system_grant,
    version_of,
    versions,
)
from lupaus.policy.read import read_policy
from lupaus.records import catalogue
from lupaus.records.catalogue import explain_startup

ACT = Act("aino", "relations", NOW, "cli")
TEXT = SAMPLE.read_text(encoding="utf-8")


def put_in_force(text):
    policy, problems = read_policy(text)
    assert policy is not None, problems
    return enforce(policy, text, ACT)


def addresses(world, purpose):
    with world.reading(purpose) as r, connection.cursor() as cursor:
        cursor.execute(f"SELECT party_id FROM {r.view('emailaddress')}")
        return {row[0] for row in cursor.fetchall()}


def test_removing_a_purpose_from_a_category_refuses_the_same_read(committed_register):
    world = populate()
    assert addresses(world, "marketing") == {world.bertta}
    sql = "SELECT address FROM marketing__emailaddress"
    put_in_force(TEXT.replace("email: {for: [delivery, relations, marketing]",
                              "email: {for: [delivery, relations]"))  # fmt: skip
    with pytest.raises(Refused, match="does not need emailaddress"):
        addresses(world, "marketing")
    with pytest.raises(Exception, match=r"no such table|does not exist"), world.marketing():  # noqa: SIM117
        with connection.cursor() as cursor:
            cursor.execute(sql)
    with pytest.raises(Refused, match="does not cover"), world.act("marketing") as w:
        w.update("emailaddress", {"kind": "x"}, {"id": world.email})
    assert world.bertta in addresses(world, "relations")


def test_a_longer_term_shows_again_what_had_closed(committed_register):
    world = populate()
    assert world.eeva not in addresses(world, "marketing")
    put_in_force(
        TEXT.replace(
            "{purpose: marketing, at_most: 2 years", "{purpose: marketing, at_most: 3 years"
        )
    )
    assert world.eeva in addresses(world, "marketing")


def test_a_role_that_loses_a_purpose_loses_it_at_once(committed_register):
    world = populate()
    put_in_force(
        TEXT.replace(
            "sales: {purposes: [relations, marketing]}", "sales: {purposes: [relations]}"
        )
    )
    with pytest.raises(Refused) as refused, world.reading("relations", "marketing"):
        pass
    assert "role" in refused.value.reason or "set" in refused.value.reason


def test_versions_stay_readable(committed_register):
    first = in_force().version
    second = put_in_force(TEXT + "# a remark\n").version
    assert second == first + 1 == in_force().version
    assert version_of(first).text == TEXT


def test_every_version_says_when_it_came_into_force_and_by_whom(committed_register):
    first = in_force().version
    put_in_force(TEXT + "# a remark\n")
    newest, before, *_ = versions()
    assert (newest.number, before.number) == (first + 1, first)
    assert (newest.adopted_at, newest.adopted_by) == (NOW, "aino")


def test_only_a_process_that_may_make_views_says_that_it_may_adopt(register, monkeypatch):
    assert has_owner()
    monkeypatch.delitem(connections.databases, "owner", raising=False)
    assert has_owner() is (connection.vendor == "sqlite")


def test_an_adoption_that_fails_changes_nothing(committed_register, monkeypatch):
    world = populate()
    before = in_force().version

    def broken(*_args, **_kwargs):
        raise ZeroDivisionError

    monkeypatch.setattr(adoption, "append", broken)
    with pytest.raises(ZeroDivisionError):
        put_in_force(TEXT.replace("email: {for: [delivery, relations, marketing]",
                                  "email: {for: [delivery]"))  # fmt: skip
    assert in_force().version == before
    assert addresses(world, "marketing") == {world.bertta}


def test_a_policy_with_mistakes_is_not_adopted_and_says_all_of_them(committed_register):
    before = in_force().version
    with pytest.raises(NotAdopted) as told:
        adopt("lupaus: 1\ncontroller: {name: X}\nwrong: 1\n", ACT)
    assert told.value.problems
    assert in_force().version == before


def test_cut_offs_move_forward_by_a_reading_and_never_back(committed_register):
    def days():
        with connection.cursor() as cursor:
            cursor.execute("SELECT rule, day FROM guard_cutoff ORDER BY rule")
            return cursor.fetchall()

    cutoffs.refresh(in_force(), NOW.date() + timedelta(days=1))
    tomorrow = days()
    cutoffs.refresh(in_force(), NOW.date())
    assert days() == tomorrow
    cutoffs.refresh(in_force(), NOW.date() + timedelta(days=2))
    assert days() != tomorrow
    put_in_force(TEXT)  # an adoption sets them whatever they were
    assert days() != tomorrow


def test_a_category_that_no_table_holds_stops_with_its_line(monkeypatch):
    text = TEXT.replace(
        "  credit: {for", "  requests: {for: [claims], from: [customer]}\n  credit: {for"
    )
    policy, problems = read_policy(text)
    assert policy is not None, problems
    assert explain_startup(policy) == ()
    monkeypatch.setattr(catalogue, "APART", {})
    [line] = explain_startup(policy)
    number = text.splitlines().index("  requests: {for: [claims], from: [customer]}") + 1
    assert line.startswith(f"policy line {number}: no table holds 'requests'")


def test_what_an_export_opens_is_told_to_the_ledger(register):
    with pytest.raises(ValueError, match="say at="), system_grant("export", why="forgot when"):
        pass
    with system_grant("export", why="told", at=NOW):
        pass
    with connection.cursor() as cursor:
        cursor.execute("SELECT payload FROM ledger_payload ORDER BY seq DESC LIMIT 1")
        payload = cursor.fetchone()[0]
    text = payload if isinstance(payload, str) else bytes(payload).decode()
    assert '"grant-opened"' in text
    assert '"export"' in text
