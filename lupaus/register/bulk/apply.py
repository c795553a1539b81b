"""Preview and apply: the same parties sorted out by the same reasons.

A bulk act is one transaction with one entry in the ledger. It refuses to touch other parties
than somebody has seen and agreed to: not another number, and not the same number of others.

What is counted, and the reason why somebody is left out, must tell nothing of those whom the
reading does not see: a number typed in at random would say who is restricted, or that somebody
is in the register. Whoever is not seen is out of sight, whatever else might be said of them.
"""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace

from django.db import transaction

from lupaus.guard import Act, Actor, Adopted, Reading, Refused, in_force, reading, writing
from lupaus.policy.meaning import sees_restricted
from lupaus.register.admission import RESTRICTION
from lupaus.register.bulk.actions import Action, Ground, Work
from lupaus.register.bulk.choosing import Left, Reason, Selection, Why, digest_of, resolve, told
from lupaus.register.bulk.undoing import keep
from lupaus.register.facts import Facts, facts_of


@dataclass(frozen=True, slots=True)
class Preview:
    """To how many it would be done, and how many are left out and why. ``whom`` is a digest of
    those who are counted, for agreeing to them. ``beyond``: it is done to those out of sight
    as well, as far as there are any; they are not counted."""

    count: int
    left: tuple[Left, ...]
    whom: str
    beyond: bool = False

    @property
    def chosen(self) -> int:
        return self.count + sum(one.count for one in self.left)


@dataclass(frozen=True, slots=True)
class Applied:
    """To how many it was done, as :class:`Preview` counts them. ``undo`` takes it back within a
    day; empty: nothing can."""

    count: int
    left: tuple[Left, ...]
    undo: str = ""
    beyond: bool = False


class Changed(Exception):  # noqa: N818 - it is no error: the list is another than was shown
    """The act would touch others than were agreed to: show the new preview."""

    def __init__(self, now: Preview) -> None:
        super().__init__(
            f"it would be done to others than were agreed to, {now.count} of them: the register"
            " has changed since. Nothing was done; look at the new preview and confirm it"
        )
        self.now = now


def preview(
    *, act: Act, actor: Actor, purposes: Iterable[str], selection: Selection, action: Action
) -> Preview:
    """What :func:`apply` would do now. Nothing changes, and nobody's data are shown."""
    with _seeing(act, actor, purposes) as r:
        ids = resolve(r, selection)
    return _sorted(act, in_force(), selection, ids, action).told


def apply(  # noqa: PLR0913 - who does what to whom
    *,
    act: Act,
    actor: Actor,
    purposes: Iterable[str],
    selection: Selection,
    action: Action,
    agreed: str,
) -> Applied:
    """Do it to all whom it is for, or to nobody.

    ``purposes`` are those of the list in which they were chosen; what is written is for the
    purpose of the act. ``agreed`` is :attr:`Preview.whom` as it was seen. Raises Changed when
    it would be done to others, and Refused where the act's purpose may not do this at all.
    """
    _same(act, actor)
    with transaction.atomic():
        with _seeing(act, actor, purposes) as r:
            ids = resolve(r, selection)
        with writing(act) as w:
            found = _sorted(act, w.adopted, selection, ids, action)
            now = found.told
            if now.whom != agreed:
                raise Changed(now)
            if not found.ground.facts:
                return Applied(0, now.left, beyond=now.beyond)
            work = Work(w, found.ground, sorted(found.ground.facts))
            action.do(work)
        token = keep(act, action.verb, work.made) if action.undoable else ""
    return Applied(now.count, now.left, token, now.beyond)


def _same(act: Act, actor: Actor) -> None:
    if act.actor != actor.name:
        raise ValueError("the act and the reading are of one person")
    actor.require(frozenset({act.purpose}))


def _seeing(act: Act, actor: Actor, purposes: Iterable[str]) -> AbstractContextManager[Reading]:
    return reading(actor, purposes, at=act.at, about="bulk")


@dataclass(frozen=True, slots=True)
class _Sorted:
    """Those whom it is for, and what is told of it."""

    ground: Ground
    told: Preview


def _sorted(
    act: Act, adopted: Adopted, selection: Selection, ids: Sequence[int], action: Action
) -> _Sorted:
    """Those whom it is for, and the reasons of the others."""
    if act.purpose not in adopted.policy.purposes:
        raise Refused(
            f"the policy knows no purpose {act.purpose}", clause=f"purpose.{act.purpose}"
        )
    seen = frozenset(ids)
    found = facts_of({*ids, *selection.ids})
    unseen = {*selection.ids} - seen
    out = {party: Reason(Why.OUT_OF_SIGHT) for party in {*unseen, *(seen - found.keys())}}
    if not (action.reaches_hidden or sees_restricted(adopted.policy, [act.purpose])):
        restricted = Reason(Why.RESTRICTED, "right.restriction", RESTRICTION)
        out |= {p: restricted for p in seen & found.keys() if found[p].restricted}
    reached = _reached(unseen, found) if action.reaches_hidden else frozenset()
    facts = {p: f for p, f in found.items() if p not in out or p in reached}
    ground = Ground(act, adopted, facts)
    left = action.left_out(ground, list(facts.values()))
    able = {p: f for p, f in facts.items() if p not in left}
    reasons = [*out.values(), *(reason for p, reason in left.items() if p not in out)]
    beyond = action.reaches_hidden and bool(unseen)
    counted = able.keys() - out.keys()
    preview = Preview(len(counted), told(reasons), digest_of(counted), beyond=beyond)
    return _Sorted(replace(ground, facts=able), preview)


def _reached(unseen: Iterable[int], found: Mapping[int, Facts]) -> frozenset[int]:
    """Restricted persons whom the reading does not see. A right reaches them; that they were
    among those chosen is told to nobody."""
    return frozenset(party for party in unseen if party in found and found[party].restricted)
