"""The customer numbers of those whom a list brings without one: as of those entered by hand."""

from lupaus.guard import Part
from lupaus.policy.holding import OLD_NUMBER, PARTY
from lupaus.register.people import FIRST_NUMBER

#: Numbers of merged parties find who took them in, and are nobody else's.
_TAKEN = (
    f"SELECT max(n.number) FROM (SELECT number FROM {PARTY} WHERE number BETWEEN %s AND %s"
    f" UNION ALL SELECT o.number FROM {OLD_NUMBER} o WHERE o.number BETWEEN %s AND %s) n"
)


def number_new(part: Part, batch: int) -> None:
    """Give every party of the batch that has no number the one that follows its id, or, where
    one of those is somebody's, one beyond it. Belongs to the transaction of the flip: what the
    list itself says of numbers is known by then."""
    [(first, last)] = part.execute(
        f"SELECT min(id), max(id) FROM {PARTY} WHERE batch_id = %s AND number IS NULL", [batch]
    )
    if first is None:
        return
    beyond = FIRST_NUMBER
    while (highest := _highest(part, first + beyond, last + beyond)) is not None:
        beyond = highest + 1 - first
    part.changed(
        f"UPDATE {PARTY} SET number = id + %s WHERE batch_id = %s AND number IS NULL",
        [beyond, batch],
    )


def _highest(part: Part, low: int, high: int) -> int | None:
    """The highest number between these that is or was anybody's."""
    [(highest,)] = part.execute(_TAKEN, [low, high, low, high])
    return None if highest is None else int(highest)
