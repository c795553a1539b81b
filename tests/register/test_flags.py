"""What somebody restricted or claimed is taken back by nobody's older undo."""

import pytest
from register_world import act, consumer

from lupaus.guard import Actor, in_force
from lupaus.register import bulk, flags, merge, people
from lupaus.register.bulk import select
from lupaus.register.facts import known
from lupaus.register.flags import Flag
from lupaus.register.unfit import Unfit

pytestmark = pytest.mark.engine


@pytest.fixture
def aino(register):
    return consumer("Aino", "Äijälä")


def stands(party, flag):
    return getattr(known(party), flag)


@pytest.mark.parametrize("flag", Flag)
@pytest.mark.parametrize("to", [True, False])
def test_a_turn_is_taken_back(aino, flag, to):
    if not to:
        flags.turn(act=act(), party=aino, flag=flag, to=True)
    turned = flags.turn(act=act(), party=aino, flag=flag, to=to)
    assert stands(aino, flag) is to
    flags.take_back(act=act(), turned=turned)
    assert stands(aino, flag) is not to


@pytest.mark.parametrize("flag", Flag)
@pytest.mark.parametrize("to", [True, False])
def test_what_stands_already_is_not_done_again(aino, flag, to):
    if to:
        flags.turn(act=act(), party=aino, flag=flag, to=True)
    with pytest.raises(Unfit, match=flag):
        flags.turn(act=act(), party=aino, flag=flag, to=to)


@pytest.mark.parametrize("flag", Flag)
def test_a_later_turn_is_not_taken_back_by_an_older_undo(aino, flag):
    older = flags.turn(act=act(), party=aino, flag=flag, to=True)
    flags.turn(act=act(), party=aino, flag=flag, to=False)
    with pytest.raises(Unfit):
        flags.take_back(act=act(), turned=older)  # nothing stands
    flags.turn(act=act(), party=aino, flag=flag, to=True)
    with pytest.raises(Unfit):
        flags.take_back(act=act(), turned=older)
    assert stands(aino, flag)


def test_a_turn_is_taken_back_once(aino):
    turned = people.restrict(act=act(), party=aino)
    flags.take_back(act=act(), turned=turned)
    with pytest.raises(Unfit):
        flags.take_back(act=act(), turned=turned)
    people.restrict(act=act(), party=aino)
    with pytest.raises(Unfit):
        flags.take_back(act=act(), turned=turned)
    assert known(aino).restricted


@pytest.mark.parametrize("whose", ["keeper", "merged"])
def test_who_was_merged_keeps_the_restriction_of_either(aino, whose):
    other = consumer("Aino", "Äijälä")
    first = people.restrict(act=act(), party=aino)
    if whose == "merged":
        people.restrict(act=act(), party=other)
    merge.merge(act=act("claims"), keep=aino, gone=other)
    with pytest.raises(Unfit):
        flags.take_back(act=act(), turned=first)
    assert known(aino).restricted


def test_the_undo_of_a_restriction_of_many_leaves_a_later_one(aino):
    three = [aino, consumer("Bertta"), consumer("Kaarlo")]
    bertta = Actor("bertta", "owner", in_force().purposes_of("owner"))
    common = {"actor": bertta, "purposes": ("relations",), "selection": select(three)}
    common |= {"act": act(), "action": bulk.Restrict()}
    applied = bulk.apply(**common, agreed=bulk.preview(**common).whom)
    people.lift_restriction(act=act(), party=three[1])
    people.restrict(act=act(), party=three[1])
    undone = bulk.undo(act=act(), token=applied.undo)
    assert (undone.count, undone.kept) == (2, 1)
    assert [known(party).restricted for party in three] == [False, True, False]
