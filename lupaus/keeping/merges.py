"""The memory of merges, which has a term of its own.

This module destroys. It could take the undo from somebody who still has it, or leave a trail of
who was who. What prevents it: a merge is forgotten on the day on which the purge destroys what
is left of the party that was taken in, and not before; numbers and pairs go only when a party
that they name is no longer there.
"""

from datetime import date

from lupaus.guard import system_grant
from lupaus.policy.holding import OLD_NUMBER, PARTY, UNDOABLE
from lupaus.records.catalogue import DIFFERENT, MERGE, MERGED_DATE, MOVED

_THERE = f"SELECT p.id FROM {PARTY} p"


def forget(today: date) -> int:
    """Forget the merges that can no longer be undone. Returns how many."""
    old = f"SELECT m.id FROM {MERGE} m WHERE m.merged_on <= %(last)s"
    bound = {"last": today - UNDOABLE}
    with system_grant("keeping", why="merges that can no longer be undone") as part:
        for table in (MOVED, MERGED_DATE):
            part.changed(f"DELETE FROM {table} WHERE merge_id IN ({old})", bound)
        done = part.changed(f"DELETE FROM {MERGE} WHERE merged_on <= %(last)s", bound)
        part.changed(f"DELETE FROM {OLD_NUMBER} WHERE party_id NOT IN ({_THERE})")
        part.changed(
            f"DELETE FROM {DIFFERENT} WHERE one NOT IN ({_THERE}) OR other NOT IN ({_THERE})"
        )
    return done
