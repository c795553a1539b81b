"""Seeing that what a run destroyed is gone: asked of the tables, not of the plan.

Views show nothing but rows of tables, so what no table has no view has. The search index of
SQLite holds no text of its own and follows its table by triggers; that each of them is there is
looked at, and the compaction afterwards rewrites the index without what was taken out. Ids are
never given twice, so a row that has the id of a destroyed one is that row.
"""

from dataclasses import dataclass

from lupaus.guard import Part
from lupaus.guard.session import here
from lupaus.keeping.runs import Count, counts
from lupaus.records.search import SEARCHED, triggers_of


@dataclass(frozen=True, slots=True)
class Verified:
    """``left`` are tables in which something of the run is still there, and how much."""

    looked_at: int
    left: tuple[Count, ...]
    triggers_missing: tuple[str, ...]

    @property
    def gone(self) -> bool:
        return not self.left and not self.triggers_missing


def look(part: Part, run: int) -> Verified:
    """Look for every row that the plan of the run names."""
    by_table = counts(part, run, "holding")
    left = []
    for count in by_table:
        [(rows, parties)] = part.execute(
            f"SELECT COUNT(*), COUNT(DISTINCT i.party) FROM keeping_item i, {count.name} t"
            " WHERE i.run_id = %s AND i.holding = %s AND t.id = i.row_id",
            [run, count.name],
        )
        if rows:
            left.append(Count(count.name, rows, parties))
    return Verified(sum(c.rows for c in by_table), tuple(left), _missing(part))


def _missing(part: Part) -> tuple[str, ...]:
    """Triggers that keep the search indexes in step and are not there."""
    if here().vendor != "sqlite":
        return ()  # an index of PostgreSQL is part of its table
    wanted = {trigger for table in SEARCHED for trigger in triggers_of(table)}
    there = part.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
    return tuple(sorted(wanted - {name for (name,) in there}))
