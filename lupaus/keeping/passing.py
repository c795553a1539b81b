"""What only passes through is destroyed in its time: lists that were never taken in, and what
imports found in the rows that they changed.

This module destroys. It could destroy what somebody still needs, or leave what was promised to
go. What prevents it: only tables that the catalogue calls passing are touched, each by its own
day and number of days, and what is somebody's goes with the first thing of that party that is
destroyed, because a copy must never outlive what it was copied from.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from lupaus.guard import Part, system_grant
from lupaus.keeping.compaction import compact
from lupaus.records.catalogue import PASSING, Passing


def expire(today: date) -> int:
    """Destroy every row whose days have passed: ``days`` after its day it is gone. Returns how
    many went."""
    gone: dict[str, int] = {}
    with system_grant("keeping", why="what passes through has had its time") as part:
        for one in PASSING:
            if one.days:
                gone[one.table] = part.changed(
                    f"DELETE FROM {one.table} WHERE {one.day} <= %s", [last_day(one, today)]
                )
    if touched := [table for table, rows in gone.items() if rows]:
        compact(touched)
    return sum(gone.values())


def last_day(one: Passing, today: date) -> date:
    """The latest day whose rows have had their time."""
    return today - timedelta(days=one.days)


def forget(part: Part, parties: str, bound: Mapping[str, Any]) -> int:
    """Destroy the copies of whatever belongs to the parties that a text chooses. Belongs to the
    transaction that destroys what they were copied from. The grant is KEEPING."""
    return sum(
        part.changed(f"DELETE FROM {one.table} WHERE {one.party} IN ({parties})", bound)
        for one in PASSING
        if one.party
    )
