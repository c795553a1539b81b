"""Which of many needs open anything by themselves.

A mistake here would hide what a purpose may see, or show it longer than its own rule lets: the
comparison is by the calendar, for every day at once, and where it cannot be made a need stays.
The views made with it are compared row by row with :mod:`lupaus.policy.meaning`.
"""

from collections.abc import Iterable
from functools import lru_cache

from lupaus.policy.predicate import PROFILES, Need, Passed
from lupaus.policy.retention import States, Who
from lupaus.policy.vocabulary import Anchor


def widest(needs: Iterable[Need]) -> tuple[Need, ...]:
    """Those of the needs that open anything by themselves.

    A need says nothing more where another covers everybody whom it covers and stays open at
    least as long. What is said once is prepared once: a role with ten purposes has views of
    three or four terms.
    """
    kept: list[Need] = []
    for need in dict.fromkeys(needs):
        if not any(_outlasts(other, need) for other in kept):
            kept = [other for other in kept if not _outlasts(need, other)] + [need]
    return tuple(kept)


def _outlasts(wide: Need, narrow: Need) -> bool:
    """Wherever the narrow one is open, the wide one is."""
    reach = zip(_reach(narrow.who), _reach(wide.who), strict=True)
    return all(few <= many for few, many in reach) and all(
        any(_no_earlier(late, early) for early in narrow.closings) for late in wide.closings
    )


@lru_cache(maxsize=512)
def _reach(who: tuple[Who, ...]) -> tuple[States, ...]:
    """Whom these cover, by every combination of flags: few say otherwise than many others."""
    need = Need("", who, ())
    return tuple(need.states_of(flags) for flags in PROFILES)


def _no_earlier(late: Passed, early: Passed) -> bool:
    """Both count from the same stored day, and the one never passes before the other."""
    if late == early:
        return True
    one, other = late.rule, early.rule
    if one.at_most is None or other.at_most is None:
        return False
    return (
        one.anchor is other.anchor is not Anchor.CONSENT_WITHDRAWN
        and one.who == other.who
        and (late.alias, late.index, late.wide) == (early.alias, early.index, early.wide)
        and one.at_most.months >= other.at_most.months
        and one.at_most.days >= other.at_most.days
        and one.window in {None, other.window}
    )
