"""The main user acts under every purpose of the policy, unless the policy says otherwise."""

from datetime import UTC, datetime

import pytest
from bypass.world import SAMPLE, populate

from lupaus.guard import Act, Refused, enforce, in_force, reading, staff, writing
from lupaus.policy.read import read_policy

pytestmark = pytest.mark.engine
AT = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
ACT = Act("owner", "", AT, "cli")
TEXT = SAMPLE.read_text(encoding="utf-8")


def _adopt(text: str) -> None:
    policy, problems = read_policy(text)
    assert policy is not None, problems
    enforce(policy, text, ACT)


def test_the_owner_reads_for_all_purposes_at_once_where_no_role_says_what_it_has(
    register: None,
) -> None:
    populate()
    assert "owner" not in in_force().policy.roles
    owner = staff.actor()
    assert owner.purposes == frozenset(in_force().policy.purposes)
    with reading(owner, owner.purposes, at=AT) as reads:
        seen = reads.rows(int, f"SELECT id FROM {reads.view('party')}")
    assert seen
    for purpose in owner.purposes:  # and sees whatever one of them sees; but nobody restricted
        if in_force().opening(frozenset({purpose})).sees_restricted:
            continue
        with reading(owner, {purpose}, at=AT) as reads:
            assert {*reads.rows(int, f"SELECT id FROM {reads.view('party')}")} <= {*seen}


def test_the_owner_acts_under_every_purpose(register: None) -> None:
    owner = staff.actor()
    for purpose in sorted(owner.purposes):
        with writing(owner.act(purpose, at=AT, via="web")):
            pass


def test_somebody_with_a_name_may_be_the_main_user(register: None) -> None:
    staff.add("aino", "owner", act=ACT)
    aino = staff.actor("aino")
    assert aino.purposes == staff.actor().purposes
    with reading(aino, aino.purposes, at=AT) as reads:
        assert reads.sees("party")


def test_nobody_else_gets_the_set_of_all_purposes(register: None) -> None:
    staff.add("bertta", "sales", act=ACT)
    bertta = staff.actor("bertta")
    with pytest.raises(Refused), reading(bertta, in_force().policy.purposes, at=AT):
        pass


def test_an_owner_whom_the_policy_names_has_what_the_policy_says(
    committed_register: None,
) -> None:
    _adopt(TEXT.replace("roles:\n", "roles:\n  owner: {purposes: [relations, accounting]}\n"))
    owner = staff.actor()
    assert owner.purposes == {"relations", "accounting"}
    with pytest.raises(Refused, match="does not have the purpose marketing"):
        owner.act("marketing", at=AT, via="web")
