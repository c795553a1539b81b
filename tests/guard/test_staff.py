"""Names are personal: given once, each with one role, ended for good."""

from datetime import UTC, date, datetime

import pytest

from lupaus.guard import Act, Refused, in_force, staff

pytestmark = pytest.mark.engine
AT = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
ACT = Act("owner", "", AT, "cli")


@pytest.fixture
def role(register) -> str:
    return next(r for r in in_force().policy.roles if r != "owner")


def _add(name: str, role: str) -> None:
    staff.add(name, role, act=ACT, pledged_on=date(2026, 1, 2))


def test_a_member_has_the_purposes_of_the_role_and_no_others(role):
    _add("aino", role)
    actor = staff.actor("aino")
    assert actor.purposes == in_force().purposes_of(role)
    assert actor.purposes < frozenset(in_force().policy.purposes)


def test_a_name_is_never_given_twice_even_after_its_end(role):
    _add("aino", role)
    staff.end("aino", act=ACT)
    with pytest.raises(Refused, match="given before"):
        _add("aino", role)


def test_an_ended_name_opens_nothing(role):
    _add("bertta", role)
    staff.end("bertta", act=ACT)
    with pytest.raises(Refused, match="any more"):
        staff.actor("bertta")


def test_a_stranger_opens_nothing(register):
    with pytest.raises(Refused, match="nobody works here"):
        staff.actor("kaarlo")


def test_nobody_can_be_called_owner(role):
    with pytest.raises(Refused):
        _add("owner", role)


def test_a_role_that_the_policy_does_not_know_is_refused(register):
    with pytest.raises(Refused, match="no role"):
        _add("aino", "astronaut")


@pytest.mark.parametrize(
    "name", ["", "aino virtanen", "aino@example.fi", "1", "a" * 200, "a\nb"]
)
def test_what_is_no_account_name_is_refused_with_the_form(role, name):
    with pytest.raises(Refused, match="no account name"):
        _add(name, role)


def test_finnish_letters_make_a_name(role):
    _add("väinö.åberg", role)
    assert [m.name for m in staff.members()] == ["väinö.åberg"]


def test_a_changed_role_counts_at_once(role):
    _add("aino", role)
    other = next(r for r in in_force().policy.roles if r not in (role, "owner"))
    staff.change_role("aino", other, act=ACT)
    assert staff.actor("aino").purposes == in_force().purposes_of(other)


@pytest.mark.parametrize("name", ["toimisto", "Info", "myynti2", "sales_team", "tuki.myynti"])
def test_a_name_of_an_office_is_nobodys(role, name):
    with pytest.raises(Refused, match="belongs to one person"):
        _add(name, role)


@pytest.mark.parametrize("name", ["aino2", "aino.myynti", "kassandra", "testamentti"])
def test_a_name_that_only_resembles_one_is_somebodys(role, name):
    _add(name, role)
    assert staff.actor(name).name == name


def test_the_command_lines_own_name_gets_no_invitation(role):
    with pytest.raises(Refused, match="has no account"):
        staff.invited("owner", act=ACT)


def test_whoever_works_in_the_role_of_the_owner_is_a_main_user_until_the_end(role):
    _add("bertta", role)
    assert not staff.has_main_user()
    _add("aino", "owner")
    assert staff.has_main_user()
    staff.end("aino", act=ACT)
    assert not staff.has_main_user()


BY_STAFF = Act("bertta", "", AT, "web")


@pytest.mark.parametrize(
    "leave",
    [
        lambda: staff.end("aino", act=BY_STAFF),
        lambda: staff.change_role("aino", "sales", act=BY_STAFF),
    ],
    ids=["ended", "in another role"],
)
def test_the_last_main_user_stays_until_another_is_let_in(register, leave):
    _add("aino", staff.OWNER)
    with pytest.raises(Refused, match="last main user: let in another"):
        leave()
    assert staff.has_main_user()
    _add("kaarlo", staff.OWNER)
    leave()
    assert {m.name for m in staff.members() if m.role == "owner" and m.until is None} == {
        "kaarlo"
    }


def test_the_command_line_may_end_even_the_last(register):
    _add("aino", staff.OWNER)
    staff.end("aino", act=ACT)
    assert not staff.has_main_user()
