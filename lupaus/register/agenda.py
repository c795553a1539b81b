"""What is to be done, as a reading sees it: of everybody until a day, or of one party."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from lupaus.guard import Reading
from lupaus.register.ends import Ends
from lupaus.register.named import named
from lupaus.register.rows import FollowUpRow
from lupaus.register.sections import Loose, a_day

MOST = 200
COUNTED = 1_000
Assigned = tuple[tuple[int, date], ...]  # follow-up, day


@dataclass(frozen=True, slots=True)
class Due:
    """One thing to do. ``name`` and ``number`` are the party's, as far as they may be seen."""

    id: int
    party: int
    number: int | None
    name: str
    is_organisation: bool
    due_on: date
    assigned_to: str
    author: str
    text: str

    def overdue(self, today: date) -> bool:
        return self.due_on < today


@dataclass(frozen=True, slots=True)
class Counted:
    """How many are open, by when. ``more``: there are others, due by the end of this week,
    beyond those that were counted, of which the oldest come first; ``more_later`` says so of
    those from next week on."""

    overdue: int = 0
    today: int = 0
    this_week: int = 0  # the rest of the week, to its Sunday
    more: bool = False
    later: int = 0  # from next week on
    more_later: bool = False


def due(
    r: Reading, *, until: date, assigned_to: str | None = None, size: int = 50
) -> tuple[Due, ...]:
    """What is open and due by the day, the oldest first. ``assigned_to`` leaves out what is
    somebody else's; what is nobody's is everybody's. Two statements, however much there is."""
    if not r.sees("followup"):
        return ()
    whose, bound = _whose(assigned_to)
    sql = (
        "SELECT t.id, t.party_id, t.due_on, t.assigned_to, t.author, t.text"
        f" FROM {r.view('followup')} t WHERE t.done_on IS NULL AND t.due_on <= %s{whose}"
        f" ORDER BY t.due_on, t.id LIMIT {max(1, min(size, MOST))}"
    )
    found = r.rows(Loose, sql, [until, *bound])
    parties = named(r, [row[1] for row in found])
    shown = tuple(
        Due(
            row[0],
            row[1],
            parties[row[1]].number,
            parties[row[1]].name,
            parties[row[1]].is_organisation,
            a_day(row[2]),
            *row[3:],
        )
        for row in found
        if row[1] in parties
    )
    r.viewed(one.party for one in shown)
    return shown


def counted(r: Reading, *, today: date, assigned_to: str | None = None) -> Counted:
    """How many are open: overdue, today, the rest of this week, later. One statement, which
    counts to a thousand twice: nobody reads further, and a page does not wait for it."""
    if not r.sees("followup"):
        return Counted()
    whose, bound = _whose(assigned_to)
    sunday = today + timedelta(days=6 - today.weekday())
    sql = (
        "SELECT sum(CASE WHEN c.due_on < %s THEN 1 ELSE 0 END),"
        " sum(CASE WHEN c.due_on = %s THEN 1 ELSE 0 END), count(*),"
        f" (SELECT count(*) FROM (SELECT 1 FROM {r.view('followup')} t WHERE t.done_on IS NULL"
        f" AND t.due_on > %s{whose} LIMIT {COUNTED + 1}) l)"
        f" FROM (SELECT t.due_on FROM {r.view('followup')} t WHERE t.done_on IS NULL"
        f" AND t.due_on <= %s{whose} ORDER BY t.due_on, t.id LIMIT {COUNTED + 1}) c"
    )
    found = r.one(Loose, sql, [today, today, sunday, *bound, sunday, *bound])
    overdue, now, all_, later = (int(count or 0) for count in found or (0, 0, 0, 0))
    return Counted(
        overdue,
        now,
        all_ - overdue - now,
        all_ > COUNTED,
        later=min(later, COUNTED),
        more_later=later > COUNTED,
    )


def assigned(r: Reading, name: str) -> Assigned:
    """What is open and somebody's own, whenever it is due: follow-up and day, the oldest
    first. Of whom they are is not told, so nobody has been looked at."""
    if not r.sees("followup"):
        return ()
    sql = (
        f"SELECT t.id, t.due_on FROM {r.view('followup')} t WHERE t.done_on IS NULL"
        f" AND t.assigned_to = %s ORDER BY t.due_on, t.id LIMIT {COUNTED}"
    )
    return tuple((row[0], a_day(row[1])) for row in r.rows(Loose, sql, [name]))


def of_party(r: Reading, party: int, *, today: date) -> tuple[FollowUpRow, ...]:
    """What is open for one party, by day; what has been done is in its timeline."""
    if not r.sees("followup"):
        return ()
    found = tuple(_rows(r, party, today))
    if found:
        r.viewed([party])
    return found


def _rows(r: Reading, party: int, today: date) -> Iterator[FollowUpRow]:
    sql = (
        "SELECT t.id, t.source, t.sourced_on, t.due_on, t.done_on, t.assigned_to, t.author,"
        f" t.text FROM {r.view('followup')} t WHERE t.party_id = %s AND t.done_on IS NULL"
        f" ORDER BY t.due_on, t.id LIMIT {MOST}"
    )
    found = r.rows(Loose, sql, [party])
    ends = Ends(r.adopted.policy, party, today) if found else None
    for number, source, on, due_on, done_on, *texts in found:
        assert ends is not None  # noqa: S101 - there is a row
        sourced_on = a_day(on)
        goes = ends.of("followup", {"sourced_on": sourced_on})
        yield FollowUpRow(
            number, source, sourced_on, goes, a_day(due_on), a_day(done_on), *texts
        )


def _whose(assigned_to: str | None) -> tuple[str, list[str]]:
    if assigned_to is None:
        return "", []
    return " AND t.assigned_to IN ('', %s)", [assigned_to]
