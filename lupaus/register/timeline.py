"""Everything that has happened with a party, newest first, page by page, within a reading.

What a reading may not see leaves no gap and no count. A page goes on where the last one ended:
rows by their day, entries of the ledger by their number; both are merged here, because a day
and a moment are not of one kind to the engines.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from enum import StrEnum
from typing import Any

from lupaus.finland import day_of
from lupaus.guard import Reading
from lupaus.ledger.entry import Event, takes_back
from lupaus.ledger.history import about
from lupaus.ledger.reads import reads_of
from lupaus.register.knowing import may_know, seen_fields
from lupaus.register.sections import Loose, a_day, a_moment

MOST = 100
LOOKED = 200  # of those who looked, on one page
_CHUNK, _CHUNKS = 100, 5


class What(StrEnum):
    """What an item is. The order is that of items of one day and no time."""

    MESSAGE = "message"
    PERMISSION = "permission"
    NOTE = "note"
    FOLLOWUP = "followup"
    ORDER = "order"
    INVOICE = "invoice"
    RELATION = "relationship"
    ROLE = "affiliation"
    EVENT = "event"
    READ = "read"


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that happened.

    ========== ============ ================= ================ =========
    what       head         state             way              text
    ========== ============ ================= ================ =========
    message    subject      in, out           channel          body
    permission purpose      decision          channel          how
    note       author                                          text
    followup   assigned to  open, done        author           text
    order      name         status            reference
    invoice    number       status            reference
    relation                state                              reason
    role       title        role, ended       (``other``: the organisation)
    event      who          event             via              fields
    read       who          what for          purposes
    ========== ============ ================= ================ =========

    ``cents`` is of orders and invoices. ``at`` is there where the moment is known.
    """

    what: What
    id: int
    day: date
    at: datetime | None
    head: str
    state: str
    way: str
    text: str
    cents: int | None = None
    other: int | None = None
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mark:
    """Where a page has ended: after which row, and before which entry of the ledger."""

    day: date | None = None
    at: datetime | None = None
    rank: int = 0
    row: int = 0
    entry: int = 0
    until: datetime | None = None  # the last moment shown

    def text(self) -> str:
        """For an address. Holds no value."""
        day = self.day.isoformat() if self.day else ""
        at = self.at.isoformat() if self.at else ""
        until = self.until.isoformat() if self.until else ""
        return "_".join((day, at, str(self.rank), str(self.row), str(self.entry), until))

    @classmethod
    def read(cls, text: str) -> "Mark | None":
        """None for what is none: the first page, then."""
        try:
            day, at, rank, row, entry, until = text.split("_")
            return cls(
                date.fromisoformat(day) if day else None,
                _aware(at),
                int(rank),
                int(row),
                int(entry),
                _aware(until),
            )
        except ValueError:
            return None


def _aware(text: str) -> datetime | None:
    return a_moment(text) if text else None


@dataclass(frozen=True, slots=True)
class Timeline:
    """One page. ``after`` is where to go on; None at the end. ``left_out``: who looked within
    the page and is not on it, because so many did; they precede the others who looked."""

    items: tuple[Item, ...]
    after: Mark | None
    left_out: int = 0


def timeline(  # noqa: PLR0913 - how a page is asked for
    r: Reading,
    party: int,
    *,
    after: Mark | None = None,
    size: int = 30,
    events: bool = True,
    reads: bool = False,
) -> Timeline | None:
    """A page of what happened; None for a party that the reading does not see. ``events`` adds
    what the ledger tells of changes, ``reads`` who has looked: say so only for an actor who
    may know. Two statements, one more with either."""
    seen = r.one(Loose, f"SELECT p.id FROM {r.view('party')} p WHERE p.id = %s", [party])
    if seen is None:
        return None
    mark, size = after or Mark(), max(1, min(size, MOST))
    rows = list(_rows(r, party, mark, size + 1))
    told = list(_events(r, party, mark, size + 1)) if events else []
    items = list(_merged(rows, told))
    page, more = items[:size], len(items) > size
    end = _mark(mark, page) if more else None
    left_out = 0
    if reads:
        found = _reads(party, mark, end)
        left_out = max(0, len(found) - LOOKED)
        page = sorted([*page, *found[left_out:]], key=_place)
    r.viewed([party])
    return Timeline(tuple(page), end, left_out)


# --- rows ------------------------------------------------------------------------------------

_NO_MOMENT = "CAST(NULL AS timestamp with time zone)"
_NO_NUMBER = "CAST(NULL AS bigint)"
_DONE = "CASE WHEN t.done_on IS NULL THEN 'open' ELSE 'done' END"
_ROLE = "CASE WHEN t.ended_on IS NULL THEN t.role ELSE 'ended' END"
#: what -> its day, its moment or "", then head, state, way, text, cents, other.
_COLUMNS: dict[What, tuple[str, ...]] = {
    What.MESSAGE: (
        *("t.sourced_on", "t.at", "t.subject", "t.direction", "t.channel", "t.body"),
        *(_NO_NUMBER, _NO_NUMBER),
    ),
    What.PERMISSION: (
        *("t.decided_on", "t.at", "t.purpose", "t.decision", "t.channel", "t.how"),
        *(_NO_NUMBER, _NO_NUMBER),
    ),
    What.NOTE: (
        *("t.written_on", "", "t.author", "''", "''", "t.text"),
        *(_NO_NUMBER, _NO_NUMBER),
    ),
    What.FOLLOWUP: (
        *("coalesce(t.done_on, t.sourced_on)", "", "t.assigned_to", _DONE, "t.author"),
        *("t.text", _NO_NUMBER, _NO_NUMBER),
    ),
    What.ORDER: (
        *("coalesce(t.ordered_on, t.sourced_on)", "", "t.name", "t.status", "t.reference"),
        *("''", "t.price_cents", _NO_NUMBER),
    ),
    What.INVOICE: (
        *("t.issued_on", "", "t.number", "t.status", "t.reference", "''"),
        *("t.total_cents", _NO_NUMBER),
    ),
    What.RELATION: (
        *("t.since", "", "''", "t.state", "''", "t.reason"),
        *(_NO_NUMBER, _NO_NUMBER),
    ),
    What.ROLE: (
        *("coalesce(t.ended_on, t.started_on, t.sourced_on)", "", "t.title", _ROLE, "''"),
        *("''", _NO_NUMBER, "t.organisation_id"),
    ),
}
_RANK = {what: rank for rank, what in enumerate(What)}


def _rows(r: Reading, party: int, mark: Mark, count: int) -> Iterator[Item]:
    """The next rows of every kind that the reading sees, as many of each as may be needed."""
    parts: list[str] = []
    bound: list[object] = []
    for what, (day, at, *rest) in _COLUMNS.items():
        if not r.sees(what):
            continue
        condition, values = _beyond(what, day, at, mark)
        order = ", ".join(f"{said} DESC" for said in (day, at, "t.id") if said)
        parts.append(
            f"SELECT * FROM (SELECT '{what}' AS what, t.id, {day} AS day,"
            f" {at or _NO_MOMENT} AS at, {', '.join(rest)} FROM {r.view(what)} t"
            f" WHERE t.party_id = %s{condition} ORDER BY {order} LIMIT {count}) {what}s"
        )
        bound += [party, *values]
    if not parts:
        return
    for row in r.rows(Loose, " UNION ALL ".join(parts), bound):
        what, number, day, at, head, state, way, text, cents, other = row
        moment = a_moment(at) if at is not None else None
        yield Item(What(what), number, a_day(day), moment, head, state, way, text, cents, other)


def _beyond(what: What, day: str, at: str, mark: Mark) -> tuple[str, list[object]]:
    """The rows of one kind that come after the mark: those of earlier days, and of its own day
    what stands further down there: by the moment, then without one, kind by kind."""
    if mark.day is None:
        return "", []
    rank = _RANK[what]
    earlier, same = f"{day} < %s", f"{day} = %s"
    if at and mark.at:
        moment = "<=" if rank > mark.rank else "<"
        later, values = f"{at} {moment} %s", [mark.at]
        if rank == mark.rank:
            later, values = f"({later} OR ({at} = %s AND t.id < %s))", [mark.at, mark.at]
            return _either(earlier, same, later), [mark.day, mark.day, *values, mark.row]
        return _either(earlier, same, later), [mark.day, mark.day, *values]
    if at or (not mark.at and rank < mark.rank):
        return f" AND {earlier}", [mark.day]
    if mark.at or rank > mark.rank:
        return f" AND {day} <= %s", [mark.day]
    return _either(earlier, same, "t.id < %s"), [mark.day, mark.day, mark.row]


def _either(earlier: str, same: str, later: str) -> str:
    return f" AND ({earlier} OR ({same} AND {later}))"


def _place(item: Item) -> tuple[Any, ...]:
    """The order of the timeline, the newest first."""
    moment = item.at.timestamp() if item.at else -1.0
    return (-item.day.toordinal(), -moment, _RANK[item.what], -item.id)


def _merged(rows: Iterable[Item], told: list[Item]) -> Iterator[Item]:
    """Both in one sequence. The ledger's entries keep their own order, whatever their times:
    the next page begins before the last of them."""
    waiting = list(reversed(told))
    for row in sorted(rows, key=_place):
        while waiting and _place(waiting[-1]) <= _place(row):
            yield waiting.pop()
        yield row
    yield from reversed(waiting)


def _mark(before: Mark, page: list[Item]) -> Mark:
    end = before
    for item in page:
        if item.what is What.EVENT:
            end = replace(end, entry=item.id)
        else:
            end = replace(end, day=item.day, at=item.at, rank=_RANK[item.what], row=item.id)
    return replace(end, until=_moment(page[-1]))


def _moment(item: Item) -> datetime:
    return item.at or datetime.combine(item.day, time(), UTC)


# --- what the ledger tells -------------------------------------------------------------------

#: What is no row of its own on the timeline, or no longer.
_TOLD = frozenset(
    {
        Event.RECORD_CORRECTED,
        Event.RECORD_REMOVED,
        Event.RECORD_REFUSED,
        Event.RECORDS_MERGED,
        Event.MERGE_UNDONE,
        Event.RESTRICTED,
        Event.RESTRICTION_LIFTED,
        Event.HOLD_PLACED,
        Event.HOLD_LIFTED,
        Event.DISCLOSED,
        Event.EXPORTED,
        Event.SECRET_REVEALED,
        Event.TASK_DONE,
        Event.REQUEST_RECEIVED,
        Event.REQUEST_ANSWERED,
        Event.REQUEST_REFUSED,
    }
)


def _events(r: Reading, party: int, mark: Mark, count: int) -> Iterator[Item]:
    """The next entries that name the party, without fields that the reading does not see."""
    before, found = mark.entry, 0
    for _ in range(_CHUNKS):
        entries = about(party, count=_CHUNK, before=before)
        for number, said in entries:
            item = _event(r, number, said)
            if item is not None:
                yield item
                found += 1
                if found == count:
                    return
        if len(entries) < _CHUNK:
            return
        before = entries[-1][0]


def _is_told(said: dict[str, Any]) -> bool:
    """A row that an undo brought back is told of, or that it was taken away stood alone."""
    event = said.get("event")
    came_back = event == Event.RECORD_CREATED and takes_back(said["via"])
    return event in _TOLD or came_back


def _event(r: Reading, number: int, said: dict[str, Any]) -> Item | None:
    if not _is_told(said):
        return None
    named = tuple(said["fields"])
    if not may_know(r, named):
        return None
    fields = seen_fields(r, named)
    at = datetime.fromisoformat(said["at"])
    return Item(
        What.EVENT,
        number,
        day_of(at),
        at,
        said["actor"],
        said["event"],
        said["via"],
        " ".join(fields),
        fields=fields,
    )


# --- who looked ------------------------------------------------------------------------------

_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
_NEVER = datetime(9999, 1, 1, tzinfo=UTC)


def _reads(party: int, mark: Mark, end: Mark | None) -> list[Item]:
    """Who looked between the beginning of the page and its end, oldest first."""
    since = end.until if end and end.until else _LONG_AGO
    until = mark.until or _NEVER
    return [
        Item(
            What.READ,
            number,
            day_of(at := datetime.fromisoformat(one.at)),
            at,
            one.actor,
            one.about,
            " ".join(one.purposes),
            "",
        )
        for number, one in enumerate(reads_of(party, since=since, until=until))
    ]
