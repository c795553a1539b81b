"""Ways past the role and its purposes that end at the guard on both engines."""

from typing import Any

from bypass.reads import SEEN, fetch
from bypass.world import NOW, World, actor, path
from lupaus.guard import Actor, reading


@path("a purpose that the role does not have is refused")
def _role(world: World) -> Any:
    with reading(actor("bookkeeping"), ["marketing"], at=NOW, about="test"):
        return fetch(SEEN)


@path("a forged actor has no more than its role")
def _forged(world: World) -> Any:
    kaarlo = Actor("kaarlo", "bookkeeping", frozenset({"marketing"}))
    with reading(kaarlo, ["marketing"], at=NOW, about="test"):
        return fetch(SEEN)


@path("an actor is held to the purposes that it was given")
def _narrow(world: World) -> Any:
    kaarlo = Actor("kaarlo", "owner", frozenset({"delivery"}))
    with reading(kaarlo, ["marketing"], at=NOW, about="test"):
        return fetch(SEEN)


@path("a role that the policy does not know is refused")
def _no_role(world: World) -> Any:
    kaarlo = Actor("kaarlo", "cleaning", frozenset({"marketing"}))
    with reading(kaarlo, ["marketing"], at=NOW, about="test"):
        return fetch(SEEN)


@path("an actor without a role is refused")
def _roleless(world: World) -> Any:
    with reading(Actor("kaarlo", "", frozenset({"marketing"})), ["marketing"], at=NOW):
        return fetch(SEEN)


@path("a set of purposes of nobody's is refused")
def _set(world: World) -> Any:
    with world.reading("marketing", "accounting"):
        return fetch(SEEN)


@path("an act does not forget the role either")
def _act(world: World) -> Any:
    return actor("bookkeeping").act("marketing", at=NOW, via="cli")
