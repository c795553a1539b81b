"""Who is not the same as who: what somebody has looked at and said, by ids alone."""

from collections.abc import Iterable

from lupaus.finland import day_of
from lupaus.guard import Act, Machinery, system_grant, writing
from lupaus.ledger.entry import Event
from lupaus.records.catalogue import DIFFERENT
from lupaus.register.facts import known
from lupaus.register.unfit import Unfit
from lupaus.sets import placeholders


def are_different(*, act: Act, one: int, other: int) -> None:
    """Remember that somebody looked, and these two are not the same. Ids and the day only."""
    pair = ordered(one, other)
    with writing(act) as w:
        known(one)
        known(other)
        with system_grant(Machinery.MERGING, why="two are told apart") as part:
            there = part.execute(
                f"SELECT id FROM {DIFFERENT} WHERE one = %s AND other = %s", pair
            )
            if there:
                return
            row = (*pair, day_of(act.at))
            part.insert("different", ("one", "other", "said_on"), [row])
        w.log(Event.TOLD_APART, whose=pair)


def are_undecided(*, act: Act, one: int, other: int) -> None:
    """Forget that two were told apart: they may be shown together again."""
    pair = ordered(one, other)
    with writing(act) as w:
        with system_grant(Machinery.MERGING, why="two may be one after all") as part:
            gone = part.changed(f"DELETE FROM {DIFFERENT} WHERE one = %s AND other = %s", pair)
        if gone:
            w.log(Event.TOLD_APART_UNDONE, whose=pair)


def ordered(one: int, other: int) -> tuple[int, int]:
    if one == other:
        raise Unfit("other", "these are one and the same entry")
    return min(one, other), max(one, other)


def apart_from(party: int, others: Iterable[int]) -> set[int]:
    """Whom not to show with the party: itself, and those that it was told apart from."""
    pairs_ = {ordered(party, other) for other in others if other != party}
    told = {third for pair in told_apart(pairs_) for third in pair}
    return {party, *told}


def told_apart(asked: Iterable[tuple[int, int]]) -> set[tuple[int, int]]:
    wanted = set(asked)
    ones = sorted({one for one, _other in wanted})
    if not ones:
        return set()
    places = placeholders(ones)
    sql = f"SELECT one, other FROM {DIFFERENT} WHERE one IN ({places})"
    with system_grant(Machinery.MERGING, why="who was told apart") as part:
        return {(one, other) for one, other in part.execute(sql, ones)} & wanted
