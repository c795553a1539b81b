"""The days of contact of the spine before and after an act, so that an undo finds back.

They only move forward by themselves. Taking back an act that moved them takes them back as
well, but never behind what the rows still say, and never where somebody has moved them since.
"""

from collections.abc import Iterable, Mapping, Sequence

from lupaus.guard import Machinery, Part, system_grant
from lupaus.register import anchors
from lupaus.register.sections import a_day
from lupaus.sets import pieces, placeholders

#: Rows that are contact, or bring somebody together with those who have had any.
MOVED_BY = frozenset({"affiliation", "message", "order"})

_COLUMNS = ("last_contact_on", "last_contact_any_on")
Days = Mapping[int, tuple[str | None, ...]]


def of(parties: Sequence[int]) -> Days:
    """The days of the parties and of those that they belong together with."""
    with system_grant(Machinery.SPINE, why="days before an act") as part:
        return _read(part, anchors.together(part, parties))


def changed(before: Days) -> list[list[object]]:
    """Which of the days are others now: party, before, after."""
    if not before:
        return []
    with system_grant(Machinery.SPINE, why="days after an act") as part:
        after = _read(part, before)
    return [
        [party, list(old), list(after[party])]
        for party, old in before.items()
        if party in after and after[party] != old
    ]


def back(made: Iterable[Sequence[object]]) -> None:
    """Where the days stand as the act left them, put back what was; then the rows decide."""
    wanted = {int(str(party)): (old, new) for party, old, new in made}
    if not wanted:
        return
    with system_grant(Machinery.SPINE, why="days after an undo") as part:
        now = _read(part, wanted)
        rows = []
        for party, (old, new) in wanted.items():
            if party in now and list(now[party]) == new and isinstance(old, list):
                rows.append((party, tuple(a_day(day) for day in old)))
        part.update_each("party", _COLUMNS, rows)
    anchors.recompute(wanted)


def _read(part: Part, parties: Iterable[int]) -> Days:
    ids, found = sorted(parties), {}
    for piece in pieces(ids):
        places = placeholders(piece)
        sql = f"SELECT id, {', '.join(_COLUMNS)} FROM records_party WHERE id IN ({places})"
        for party, *days in part.execute(sql, piece):
            found[party] = tuple(None if day is None else str(day) for day in days)
    return found
