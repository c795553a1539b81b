"""The register as a list: sorted, filtered, page by page in both directions.

How many there are is counted only when asked, and no further than to ten thousand; a page that
has come to know it anyway says so. Every page is on the record of who looked at whom.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from types import MappingProxyType
from typing import assert_never

from lupaus.guard import Reading
from lupaus.policy.holding import PROTECTED
from lupaus.register.named import called
from lupaus.register.ordering import Key, Ordered, Place
from lupaus.register.shown import Cell, HiddenColumn, Without, cells, hidden
from lupaus.register.wanted import Column, Kind, Order, Sort, Wanted
from lupaus.sets import pieces

__all__ = [
    "Column",
    "Count",
    "Counting",
    "Kind",
    "Listed",
    "Neighbours",
    "Order",
    "Place",
    "Sheet",
    "Sort",
    "Wanted",
    "count_parties",
    "every_row",
    "list_parties",
    "neighbours",
]

MOST = 200
COUNTED = 10_000
#: As many are counted in no time, where nothing is filtered.
SOON = 1_000


class Counting(Enum):
    """How many there are: is it told with a page?"""

    NONE = auto()
    KNOWN = auto()  # where the page has come to know it, or a look at a thousand tells it
    WHOLE = auto()  # counted to ten thousand


@dataclass(frozen=True, slots=True)
class Count:
    """How many. Beyond ten thousand it is only said that there are more."""

    number: int
    exact: bool = True

    def __str__(self) -> str:
        """``214``, ``9 999``; ``10 000+``."""
        said = f"{self.number:,}".replace(",", "\N{NO-BREAK SPACE}")
        return said if self.exact else f"{said}+"


@dataclass(frozen=True, slots=True)
class Listed:
    """One row. ``cells`` are by the columns asked for; the name and the number are beside.
    ``protected``: the address is (turvakielto); the list shows the mark, and no town."""

    party: int
    number: int | None
    is_organisation: bool
    name: str
    place: Place
    cells: Mapping[Column, Cell]
    protected: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page of the list. ``before`` and ``after`` are where to go on; None at an end.
    ``lost``: the place that was asked for is no more, and this is the first page. ``count``:
    of the whole list; None where it would have to be counted and nobody asked."""

    rows: tuple[Listed, ...]
    before: Place | None
    after: Place | None
    count: Count | None = None
    hidden: tuple[HiddenColumn, ...] = ()
    lost: bool = False


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Who stands beside somebody in a list. ``position`` counts from one; None when it was not
    asked for, or lies beyond the ten thousandth."""

    before: int | None
    after: int | None
    position: int | None = None


def list_parties(  # noqa: PLR0913 - how a list is asked for
    r: Reading,
    wanted: Wanted | None = None,
    *,
    order: Order | None = None,
    columns: tuple[Column, ...] = (Column.NAME, Column.NUMBER),
    after: Place | None = None,
    before: Place | None = None,
    size: int = 50,
    counted: Counting = Counting.NONE,
) -> Sheet:
    """One page of the list: the first, the one after a place, or the one before it.

    At most eight statements, whatever is asked. Raises Refused for a filter or an order by what
    the reading does not see; a column that it does not see is told in ``hidden``.
    """
    if after and before:
        raise ValueError("a page is after a place or before one")
    size = max(1, min(size, MOST))
    ordered = Ordered(r, wanted or Wanted(), order or Order())
    asked = after or before
    place = ordered.located(asked) if asked else None
    back = before is not None and place is not None
    keys = ordered.rows(
        place, size + 1, backwards=back, dress=_DRESS.format(called(r, family_first=True))
    )
    more, keys = len(keys) > size, keys[:size]
    if back:
        keys.reverse()
    rows = _dressed(r, keys, columns)
    r.viewed(row.party for row in rows)
    first, last = (rows[0].place, rows[-1].place) if rows else (None, None)
    begins, ends = (not more, False) if back else (place is None, not more)
    whole = Count(len(rows)) if begins and ends else None
    return Sheet(
        rows,
        None if begins else first,
        None if ends else last,
        _told(ordered, whole, counted),
        hidden(r, columns),
        lost=asked is not None and place is None,
    )


def every_row(
    r: Reading,
    parties: Sequence[int],
    order: Order,
    columns: tuple[Column, ...],
    without: Without = MappingProxyType({}),
) -> Iterator[Listed]:
    """These parties whole, in the order of a list; for files. Their columns are looked up a
    page at a time, less the rows that stay out of them."""
    ordered = Ordered(r, Wanted(), order, parties)
    keys = ordered.rows(None, len(parties), dress=_DRESS.format(called(r, family_first=True)))
    for piece in pieces(keys, MOST):
        rows = _dressed(r, piece, columns, without)
        r.viewed(row.party for row in rows)
        yield from rows


_DRESS = f", p.number, p.is_organisation, {{}}, p.{PROTECTED}"


def count_parties(r: Reading, wanted: Wanted | None = None) -> Count:
    """How many there are: one statement, and one look at the filters."""
    return _count(Ordered(r, wanted or Wanted(), Order(Sort.NUMBER)))


def _count(ordered: Ordered) -> Count:
    number = ordered.counted(COUNTED)
    return Count(min(number, COUNTED), number <= COUNTED)


def _told(ordered: Ordered, whole: Count | None, counted: Counting) -> Count | None:
    """What a page says of how many there are; ``whole`` where it holds the whole list."""
    match counted:
        case Counting.NONE:
            return None
        case Counting.KNOWN:
            number = None if whole else ordered.known(SOON)
            return whole if number is None else Count(min(number, COUNTED), number <= COUNTED)
        case Counting.WHOLE:
            return whole or _count(ordered)
        case _:
            assert_never(counted)


def neighbours(
    r: Reading, wanted: Wanted, order: Order, party: int, *, counted: bool = False
) -> Neighbours | None:
    """Who comes before and after the party in the list. It need not be in the list any more:
    an edit that takes somebody out of it does not lose the way. None when the reading does not
    see the party."""
    ordered = Ordered(r, wanted, order)
    place = ordered.located(Place(party))
    if place is None:
        return None
    before = ordered.rows(place, 1, backwards=True)
    after = ordered.rows(place, 1)
    stand = ordered.before(place, COUNTED) + 1 if counted else COUNTED + 1
    return Neighbours(
        before[0].party if before else None,
        after[0].party if after else None,
        stand if stand <= COUNTED else None,
    )


def _dressed(
    r: Reading,
    keys: Sequence[Key],
    columns: tuple[Column, ...],
    without: Without = MappingProxyType({}),
) -> tuple[Listed, ...]:
    shown = cells(r, [key.party for key in keys], columns, without)
    return tuple(
        Listed(
            party=key.party,
            number=key.rest[0],
            is_organisation=bool(key.rest[1]),
            name=(key.rest[2] or "").strip(),
            place=Place(key.party, key.spot),
            cells=_sealed(shown[key.party], protected=key.rest[3] is not None),
            protected=key.rest[3] is not None,
        )
        for key in keys
    )


def _sealed(cells: Mapping[Column, Cell], *, protected: bool) -> Mapping[Column, Cell]:
    """The cells for whoever may only read them; without the town where that is protected."""
    less = {Column.TOWN: ()} if protected and Column.TOWN in cells else {}
    return MappingProxyType({**cells, **less})
