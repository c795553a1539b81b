"""What came of taking a bulk act back: of how many, and of whom not, with the reason."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from lupaus.guard import Writing
from lupaus.policy.meaning import sees_restricted
from lupaus.register.bulk.traces import traces
from lupaus.register.facts import facts_of


class Stays(StrEnum):
    """Why it was not taken back of somebody."""

    CHANGED = "changed"  # somebody has changed it since
    GONE = "gone"  # somebody has taken it away since: there is nothing to take back
    RESTRICTED = "restricted"  # they asked since that nothing be done with what is on record
    TIME_PASSED = "time-passed"  # nobody sees it any more; the purge destroys it


@dataclass(frozen=True, slots=True)
class Stayed:
    """Those of whom it was not taken back for one reason: how many, and their customer numbers,
    as far as they have any."""

    why: Stays
    count: int
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Undone:
    """Of how many it was taken back, and of whom not."""

    count: int
    stayed: tuple[Stayed, ...] = ()

    @property
    def kept(self) -> int:
        """Of how many it was not."""
        return sum(one.count for one in self.stayed)


def undone(back: Iterable[int], stayed: Mapping[int, Stays]) -> Undone:
    """By party; one of whom anything stayed is told among those."""
    by_reason: dict[Stays, list[int]] = defaultdict(list)
    for party, why in stayed.items():
        by_reason[why].append(party)
    facts = facts_of(stayed)
    told = tuple(
        Stayed(
            why,
            len(by_reason[why]),
            tuple(
                sorted(
                    number
                    for party in by_reason[why]
                    if party in facts and (number := facts[party].number) is not None
                )
            ),
        )
        for why in Stays
        if why in by_reason
    )
    return Undone(len({*back} - stayed.keys()), told)


@dataclass(frozen=True, slots=True)
class Sorted:
    """Rows that are as the act left them, with their parties; and of whom others are not."""

    same: Sequence[int]
    whose: Sequence[int]
    stayed: Mapping[int, Stays]


def sort_out(
    w: Writing, table: str, left: Mapping[int, str], whose: Mapping[int, int]
) -> Sorted:
    """Which of the rows can be taken back. ``left``: the trace of each as the act left it;
    ``whose``: the party of each, for those that are gone."""
    now, party_of = traces(w, table, list(left)), {**whose}
    party_of |= dict(w.keys(table, {"id": list(left)}))
    restricted: set[int] = set()
    if not sees_restricted(w.adopted.policy, [w.act.purpose]):
        facts = facts_of(party_of.values())
        restricted = {party for party, one in facts.items() if one.restricted}
    same: list[int] = []
    stayed: dict[int, Stays] = {}
    for row, trace in left.items():
        party = party_of.get(row, 0)
        if why := _why(trace, now.get(row), hidden=party in restricted):
            stayed[party] = why
        else:
            same.append(row)
    return Sorted(same, [party_of[row] for row in same], stayed)


def _why(left: str, now: str | None, *, hidden: bool) -> Stays | None:
    if now is None:
        return Stays.GONE
    if hidden:
        return Stays.RESTRICTED
    if now == left:
        return None
    return Stays.CHANGED if now else Stays.TIME_PASSED
