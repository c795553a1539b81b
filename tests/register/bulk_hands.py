"""How the claims about acts on many look at one, do it, and read what was said of it."""

from register_world import NOW, act

from lupaus.guard import Actor, in_force
from lupaus.ledger.history import latest
from lupaus.register import bulk
from lupaus.register.bulk import select
from lupaus.register.wanted import Side, Wanted

PERSONS = select(Wanted(side=Side.PERSON))


def bertta():
    return Actor("bertta", "owner", in_force().purposes_of("owner"))


def shown(action, selection=PERSONS, *, purpose="relations", of=("relations",), at=NOW):
    return bulk.preview(
        act=act(purpose, at=at), actor=bertta(), purposes=of, selection=selection, action=action
    )


def done(action, selection=PERSONS, *, purpose="relations", agreed=None, at=NOW):
    if agreed is None:
        agreed = shown(action, selection, purpose=purpose, at=at).whom
    return bulk.apply(
        act=act(purpose, at=at),
        actor=bertta(),
        purposes=("relations",),
        selection=selection,
        action=action,
        agreed=agreed,
    )


def entries():
    return len(latest(10_000))


def why(left):
    return {one.why: one.count for one in left}


def told(undone):
    return {one.why: one.count for one in undone.stayed}
