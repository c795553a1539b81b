"""Where the entry is that has taken in another: what an old address leads to. Ids alone."""

from collections.abc import Iterable

from lupaus.guard import Machinery, system_grant
from lupaus.policy.holding import PARTY
from lupaus.sets import pieces, placeholders


def kept_by(party: int) -> int | None:
    """The entry that holds by now what the party had, through however many merges; None for
    one that nobody has taken in. Whether it may be seen is for the reading to say."""
    sql = f"SELECT merged_into_id FROM {PARTY} WHERE id = %s"
    found: int | None = None
    passed = {party}
    with system_grant(Machinery.MERGING, why="where a merged party is now") as part:
        while rows := part.execute(sql, [found or party]):
            [(into,)] = rows
            if into is None or into in passed:
                break
            passed.add(into)
            found = int(into)
    return found


def taken_in(parties: Iterable[int]) -> frozenset[int]:
    """Those of the parties that another has taken in, for as long as that can be undone."""
    found: set[int] = set()
    ids = sorted(set(parties))
    if not ids:
        return frozenset()
    with system_grant(Machinery.MERGING, why="which parties were merged") as part:
        for piece in pieces(ids):
            sql = f"SELECT id FROM {PARTY} WHERE merged_on IS NOT NULL AND id IN"
            rows = part.execute(f"{sql} ({placeholders(piece)})", piece)
            found.update(row[0] for row in rows)
    return frozenset(found)
