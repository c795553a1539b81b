"""Preview and apply: the same parties sorted out by the same reasons.

A bulk act is one transaction with one entry in the ledger. It refuses to touch another number
of parties than somebody has seen and agreed to.
"""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace

from django.db import transaction

from lupaus.guard import Act, Actor, Adopted, Reading, Refused, in_force, reading, writing
from lupaus.policy.meaning import sees_restricted
from lupaus.register.admission import RESTRICTION
from lupaus.register.bulk.actions import Action, Ground, Work
from lupaus.register.bulk.choosing import Left, Reason, Selection, Why, resolve, told
from lupaus.register.bulk.undoing import keep
from lupaus.register.facts import Facts, facts_of


@dataclass(frozen=True, slots=True)
class Preview:
    """To how many it would be done, and how many are left out and why."""

    count: int
    left: tuple[Left, ...]

    @property
    def chosen(self) -> int:
        return self.count + sum(one.count for one in self.left)


@dataclass(frozen=True, slots=True)
class Applied:
    """To how many it was done. ``undo`` takes it back within a day; empty: nothing can."""

    count: int
    left: tuple[Left, ...]
    undo: str = ""


class Changed(Exception):  # noqa: N818 - it is no error: the list is another than was shown
    """The act would touch another number than was agreed to: show the new preview."""

    def __init__(self, expected: int, now: Preview) -> None:
        super().__init__(
            f"{expected} were to be changed and it would be {now.count} now: the register has "
            "changed since. Nothing was done; look at the new number and confirm it"
        )
        self.expected = expected
        self.now = now


def preview(
    *, act: Act, actor: Actor, purposes: Iterable[str], selection: Selection, action: Action
) -> Preview:
    """What :func:`apply` would do now. Nothing changes, and nobody's data are shown."""
    with _seeing(act, actor, purposes) as r:
        ids = resolve(r, selection)
    ground, left = _sorted(act, in_force(), selection, ids, action)
    return Preview(len(ground.facts), left)


def apply(  # noqa: PLR0913 - who does what to whom
    *,
    act: Act,
    actor: Actor,
    purposes: Iterable[str],
    selection: Selection,
    action: Action,
    expected: int,
) -> Applied:
    """Do it to all whom it is for, or to nobody.

    ``purposes`` are those of the list in which they were chosen; what is written is for the
    purpose of the act. Raises Changed when the number is not the one that was agreed to, and
    Refused where the act's purpose may not do this at all.
    """
    _same(act, actor)
    with transaction.atomic():
        with _seeing(act, actor, purposes) as r:
            ids = resolve(r, selection)
        with writing(act) as w:
            ground, left = _sorted(act, w.adopted, selection, ids, action)
            count = len(ground.facts)
            if count != expected:
                raise Changed(expected, Preview(count, left))
            if not count:
                return Applied(0, left)
            work = Work(w, ground, sorted(ground.facts))
            action.do(work)
        token = keep(act, action.verb, work.made) if action.undoable else ""
    return Applied(count, left, token)


def _same(act: Act, actor: Actor) -> None:
    if act.actor != actor.name:
        raise ValueError("the act and the reading are of one person")
    actor.require(frozenset({act.purpose}))


def _seeing(act: Act, actor: Actor, purposes: Iterable[str]) -> AbstractContextManager[Reading]:
    return reading(actor, purposes, at=act.at, about="bulk")


def _sorted(
    act: Act, adopted: Adopted, selection: Selection, ids: Sequence[int], action: Action
) -> tuple[Ground, tuple[Left, ...]]:
    """Those whom it is for, and the reasons of the others."""
    if act.purpose not in adopted.policy.purposes:
        raise Refused(
            f"the policy knows no purpose {act.purpose}", clause=f"purpose.{act.purpose}"
        )
    asked = {*ids, *selection.ids}
    found = facts_of(asked)
    hidden = not (action.reaches_hidden or sees_restricted(adopted.policy, [act.purpose]))
    out = _out_of_sight(asked, frozenset(ids), found, hidden=hidden)
    ground = Ground(act, adopted, {p: f for p, f in found.items() if p not in out})
    left = action.left_out(ground, list(ground.facts.values()))
    able = {p: f for p, f in ground.facts.items() if p not in left}
    return replace(ground, facts=able), told([*out.values(), *left.values()])


def _out_of_sight(
    asked: Iterable[int], seen: frozenset[int], found: Mapping[int, Facts], *, hidden: bool
) -> dict[int, Reason]:
    """Those who are not in the reading, and restricted ones that the act may not reach."""
    out = {}
    for party in asked:
        restricted = party in found and found[party].restricted
        if restricted and hidden:
            out[party] = Reason(Why.RESTRICTED, "right.restriction", RESTRICTION)
        elif party not in found or (party not in seen and not restricted):
            out[party] = Reason(Why.OUT_OF_SIGHT)
    return out
