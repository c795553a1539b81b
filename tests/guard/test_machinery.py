"""What the machinery can do, each part within its name."""

import pytest
from bypass.world import NOW

from lupaus.guard import Refused, scope, system_grant
from lupaus.guard.grant import Grant
from lupaus.guard.scope import Machinery
from lupaus.records.catalogue import claims


@pytest.mark.parametrize("name", list(Machinery))
def test_every_part_has_a_grant_that_says_something(name):
    grant = scope.machinery(name)
    assert isinstance(grant, Grant)
    assert grant.reads or grant.powers


@pytest.mark.parametrize("name", [Machinery.KEEPING, Machinery.PROOF, Machinery.SPINE])
def test_a_part_that_sees_no_values_sees_none(name):
    for table, columns in scope.machinery(name).reads.items():
        if table in claims():
            proven = scope._PROVEN.get(table, set()) if name is Machinery.PROOF else set()
            assert columns & set(claims()[table].values) <= proven


def test_only_parts_that_say_so_see_every_value():
    seeing = {
        name
        for name in Machinery
        if "address" in scope.machinery(name).reads.get("records_emailaddress", ())
    }
    digesting = {Machinery.BANS, Machinery.BANS_SEEN}
    seeing -= {Machinery.MATCHING}  # compares a list with what is there
    assert seeing == {Machinery.EXPORT, Machinery.VERIFICATION, *digesting}
    assert not scope.machinery(Machinery.BANS_SEEN).writes


def test_an_export_sees_the_restricted_too(world):
    with system_grant("export", why="a test", at=NOW) as part:
        found = part.execute("SELECT address FROM records_emailaddress")
    assert len(found) == 5


def test_a_part_unknown_is_a_bug():
    with pytest.raises(ValueError, match="snooping"), system_grant("snooping", why="a test"):
        pass


def test_an_inner_part_does_not_add_to_the_outer_one(world):
    with (
        system_grant("export", why="outer", at=NOW),
        system_grant("proof", why="inner") as part,
        pytest.raises(Refused),
    ):
        part.execute("SELECT address FROM records_emailaddress")
