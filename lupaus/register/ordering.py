"""The orders of the list: by what, where a page begins, and the rows from there on.

A page is found by where the last one ended, never by counting off rows, so that the hundredth
is as quick as the first. Each order has two stretches: those who have what it sorts by, then
those who have not, so that nobody is lost from a list by being sorted.

The place in a list that goes out into an address is the party alone. A key would put names
into the logs of servers; it is looked up again.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from lupaus.guard import Reading
from lupaus.register.conditions import UNPAID, Condition, conditions
from lupaus.register.sections import Loose
from lupaus.register.wanted import Kind, Order, Side, Sort, Wanted

#: Filtered sets up to this are listed from the set, larger ones from the order: where every
#: party must be looked at to know the set, and where an index finds it. Looking for more before
#: giving up makes every page of a large set wait, a state or a kind, for the sake of few.
FEW: Final = 500
FOUND: Final = 20_000
#: Beyond every key of a name, whichever way it is sorted.
_ENDS: Final = {"ASC": ("max", "<=", "\U0010ffff"), "DESC": ("min", ">=", "")}
_FIRST: Final = "list_first"
_PERSONS: Final = frozenset(Kind) - {Kind.ORGANISATION}


@dataclass(frozen=True, slots=True)
class Place:
    """After or before whom. ``at`` is the key, where it is known; it stays in the program."""

    party: int
    at: "Spot | None" = field(default=None, compare=False, repr=False)

    def __str__(self) -> str:
        """For addresses: says nothing of the party but which it is."""
        return f"p{self.party:x}"

    @classmethod
    def read(cls, text: str) -> "Place | None":
        """None for what is no place."""
        try:
            number = int(text[1:17], 16) if text[:1] == "p" else 0
        except ValueError:
            return None
        return cls(number) if 0 < number < 2**63 and str(cls(number)) == text else None


@dataclass(frozen=True, slots=True)
class Spot:
    """A stretch of the order, and the key there."""

    stretch: int
    key: Any


@dataclass(frozen=True, slots=True)
class Source:
    """Rows that bear a key: ``sql`` is what ``t`` is."""

    sql: str
    owner: str
    key: str
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Key:
    """One row of the order, before it is dressed."""

    party: int
    spot: Spot
    rest: tuple[Any, ...]


class Ordered:
    """Which parties, in which order. Raises Refused for what the reading does not see."""

    def __init__(
        self, r: Reading, wanted: Wanted, order: Order, among: Sequence[int] | None = None
    ) -> None:
        self.r, self.order = r, order
        self._conditions = conditions(r, wanted)
        if among is not None:
            listed, bound = r.listed(among)
            these = Condition(f"p.id IN (SELECT z.id FROM {listed} z)", (bound,), indexed=True)
            self._conditions = (these, *self._conditions)
        self._stretches = (tuple(_sources(r, order.sort, wanted)), (_without(r, order.sort),))
        self._of_persons = wanted.side is Side.PERSON or wanted.kind in _PERSONS
        self._few: Sequence[int] | None = None
        self._looked = False

    def rows(
        self, place: Place | None, wanted: int, *, backwards: bool = False, dress: str = ""
    ) -> list[Key]:
        """So many from the place on, in the direction of reading. ``dress`` are further
        columns about ``p``."""
        spot = place.at if place else None
        stretches = [1, 0] if backwards else [0, 1]
        found: list[Key] = []
        for stretch in stretches:
            if spot and stretch != spot.stretch and stretch == stretches[0]:
                continue  # it lies behind
            at = (spot, place.party) if spot and place and stretch == spot.stretch else None
            lacking = wanted - len(found)
            if lacking and self._stretches[stretch]:
                found += self._stretch(stretch, at, lacking, backwards=backwards, dress=dress)
        return found

    def located(self, place: Place) -> Place | None:
        """The place with its key; None when the reading does not see the party any more."""
        if place.at:
            return place
        party = self.r.view("party")
        first = self._stretches[0]
        if not first:
            sql, bound = f"SELECT p.id, NULL FROM {party} p WHERE p.id = %s", [place.party]
        else:
            keys = " UNION ALL ".join(
                f"SELECT {one.key} AS key FROM {one.sql} t"
                f" WHERE {_all((*one.also, f'{one.owner} = %s'))}"
                for one in first
            )
            sql = (
                f"SELECT p.id, (SELECT min(k.key) FROM ({keys}) k)"
                f" FROM {party} p WHERE p.id = %s"
            )
            bound = [place.party] * (len(first) + 1)
        found = self.r.one(Loose, sql, bound)
        if found is None:
            return None
        spot = Spot(1, 0) if found[1] is None else Spot(0, found[1])
        return Place(place.party, spot)

    def counted(self, most: int) -> int:
        """How many there are, up to one more than ``most``."""
        if (few := self._set()) is not None:
            return len(few)
        where = _all(c.sql for c in self._conditions)
        said = f"SELECT 1 FROM {self.r.view('party')} p WHERE {where} LIMIT {most + 1}"
        sql = f"SELECT count(*) FROM ({said}) n"
        found = self.r.one(Loose, sql, _bound(self._conditions))
        return int(found[0]) if found else 0

    def known(self, soon: int) -> int | None:
        """How many there are, where it is known already, or where nothing is filtered and they
        are not more than ``soon``."""
        if self._few is not None:
            return len(self._few)
        if self._conditions:
            return None
        number = self.counted(soon)
        return number if number <= soon else None

    def everybody(self) -> Sequence[int]:
        """All whom the filters leave, by id, however many."""
        where = _all(c.sql for c in self._conditions)
        sql = f"SELECT p.id FROM {self.r.view('party')} p WHERE {where} ORDER BY p.id"
        return [row[0] for row in self.r.rows(Loose, sql, _bound(self._conditions))]

    def before(self, place: Place, most: int) -> int:
        """How many stand before a located place, up to one more than ``most``."""
        spot = place.at
        if spot is None:
            raise ValueError("locate the place first")
        parts: list[str] = []
        bound: list[object] = []
        for stretch in range(spot.stretch + 1):
            at = (spot, place.party) if stretch == spot.stretch else None
            for source in self._stretches[stretch]:
                sql, said = self._one(source, at, stretch, most + 1, backwards=True)
                parts.append(f"SELECT 1 AS one FROM ({sql}) q{len(parts)}")
                bound += said
        sql = f"SELECT count(*) FROM (SELECT one FROM ({' UNION ALL '.join(parts)}) a"
        found = self.r.one(Loose, f"{sql} LIMIT {most + 1}) n", bound)
        return int(found[0]) if found else 0

    def _stretch(
        self,
        stretch: int,
        at: tuple[Spot, int] | None,
        size: int,
        *,
        backwards: bool,
        dress: str,
    ) -> Iterator[Key]:
        first, *others = self._stretches[stretch]
        way = self._way(stretch, backwards=backwards)
        sql, bound = self._one(first, at, stretch, size, backwards=backwards)
        parts = [f"SELECT * FROM ({sql}) q0"]
        begins = ""
        if others and self._of_persons:
            begins, parts = f"WITH {_FIRST} AS ({sql}) ", [f"SELECT * FROM {_FIRST}"]
        for number, source in enumerate(others, 1):
            until = self._until(source, size, way) if begins else None
            sql, said = self._one(source, at, stretch, size, backwards=backwards, until=until)
            parts.append(f"SELECT * FROM ({sql}) q{number}")
            bound += said
        sql = (
            f"{begins}SELECT k.party, k.key{dress} FROM ({' UNION ALL '.join(parts)}) k"
            f" JOIN {self.r.view('party')} p ON p.id = k.party"
            f" ORDER BY k.key {way}, k.party {way} LIMIT {size}"
        )
        for row in self.r.rows(Loose, sql, bound):
            yield Key(row[0], Spot(stretch, row[1]), tuple(row[2:]))

    @staticmethod
    def _until(source: Source, size: int, way: str) -> tuple[str, str]:
        """A page that the first source fills goes no further than to its last key: a list of
        persons would else walk through every firm for those few who go by a firm's name."""
        edge, sign, beyond = _ENDS[way]
        last = f"CASE WHEN count(*) = {size} THEN {edge}(key) ELSE %s END"
        return f"{source.key} {sign} (SELECT {last} FROM {_FIRST})", beyond

    def _one(  # noqa: PLR0913 - what a part of a page is made of
        self,
        source: Source,
        at: tuple[Spot, int] | None,
        stretch: int,
        size: int,
        *,
        backwards: bool,
        until: tuple[str, str] | None = None,
    ) -> tuple[str, list[object]]:
        way = self._way(stretch, backwards=backwards)
        tables, where, bound = self._tables(source)
        where += source.also
        if until:
            where.append(until[0])
            bound.append(until[1])
        if at:
            spot, party = at
            sign = ">" if way == "ASC" else "<"
            if stretch:
                where.append(f"{source.owner} {sign} %s")
                bound.append(party)
            else:
                where.append(f"({source.key}, {source.owner}) {sign} (%s, %s)")
                bound += [spot.key, party]
        order = (
            f"{source.owner} {way}" if stretch else f"{source.key} {way}, {source.owner} {way}"
        )
        sql = (
            f"SELECT {source.owner} AS party, {source.key} AS key {tables}"
            f" WHERE {_all(where)} ORDER BY {order} LIMIT {size}"
        )
        return sql, bound

    def _way(self, stretch: int, *, backwards: bool) -> str:
        """Those without a key stand by number, whichever way the keys run."""
        down = self.order.descending and stretch == 0
        return "DESC" if down is not backwards else "ASC"

    def _tables(self, source: Source) -> tuple[str, list[str], list[object]]:
        """FROM, the conditions and what they bind: from the set, where it is small. SQLite
        walks a CROSS JOIN in the order written; PostgreSQL chooses for itself."""
        party = f"{self.r.view('party')} p"
        rows = party if source.owner == "p.id" else f"{source.sql} t"
        whole = source.owner == "p.id"
        tied = "" if whole else f" CROSS JOIN {party}"
        ties = [] if whole else [f"p.id = {source.owner}"]
        if (few := self._set()) is None:
            said = [*ties, *(c.sql for c in self._conditions)]
            return f"FROM {rows}{tied}", said, _bound(self._conditions)
        listed, bound = self.r.listed(few)
        return (
            f"FROM {listed} c CROSS JOIN {rows}{tied}",
            [f"{source.owner} = c.id", *ties],
            [bound],
        )

    def _set(self) -> Sequence[int] | None:
        """Whom the filters leave, when they are few. One look."""
        if self._conditions and not self._looked:
            most = FOUND if any(c.indexed for c in self._conditions) else FEW
            where = _all(c.sql for c in self._conditions)
            sql = f"SELECT p.id FROM {self.r.view('party')} p WHERE {where} LIMIT {most + 1}"
            found = self.r.rows(Loose, sql, _bound(self._conditions))
            self._few = [row[0] for row in found] if len(found) <= most else None
            self._looked = True
        return self._few


def _all(said: Any) -> str:
    return " AND ".join(said) or "1 = 1"


def _bound(said: Sequence[Condition]) -> list[object]:
    return [value for one in said for value in one.bound]


# --- by what ---------------------------------------------------------------------------------


def _sources(r: Reading, sort: Sort, wanted: Wanted) -> Iterator[Source]:
    match sort:
        case Sort.NAME:
            firms = wanted.side is Side.ORGANISATION or wanted.kind is Kind.ORGANISATION
            yield from _names(r, firms=firms)
        case Sort.NUMBER:
            yield Source(r.view("party"), "t.id", "t.number", ("t.number IS NOT NULL",))
        case Sort.TOWN:
            view = r.view("postaladdress")
            yield Source(view, "t.party_id", town_key(r), (*_first(view, "town"),))
        case Sort.OPEN:
            yield Source(_unpaid(r), "t.party_id", "t.cents")
        case Sort.CONTACT | Sort.STARTED | Sort.CREATED:
            column = f"t.{_DAYS[sort]}"
            # Any day at all: said so that the index on the days is walked in its order.
            yield Source(r.view("relation"), "t.id", column, (f"{column} >= '0001-01-01'",))


_DAYS: Final = {
    Sort.CONTACT: "last_contact_on",
    Sort.STARTED: "relation_started_on",
    Sort.CREATED: "created_on",
}


def _names(r: Reading, *, firms: bool) -> Iterator[Source]:
    """Persons under their own names, a sole trader too; organisations, and a sole trader whose
    own name the reading does not see, under the firm's. ``firms``: nobody else is wanted."""
    if r.sees("personname") and not firms:
        view = r.view("personname")
        yield Source(view, "t.party_id", "t.sort_key", _only(view))
    if not r.sees("organisation"):
        return
    view = r.view("organisation")
    also = _only(view)
    if r.sees("personname"):
        named = f"SELECT 1 FROM {r.view('personname')} o WHERE o.party_id = t.party_id"
        also = (*also, f"NOT EXISTS ({named})")
    yield Source(view, "t.party_id", "t.sort_key", also)


def _only(view: str) -> tuple[str, ...]:
    """The first of the rows of a party."""
    return (
        f"NOT EXISTS (SELECT 1 FROM {view} f WHERE f.party_id = t.party_id AND f.id < t.id)",
    )


def _first(view: str, column: str) -> tuple[str, ...]:
    """The first of those rows of a party that say something in the column."""
    earlier = (
        f"SELECT 1 FROM {view} f WHERE f.party_id = t.party_id"
        f" AND f.{column} <> '' AND f.id < t.id"
    )
    return f"t.{column} <> ''", f"NOT EXISTS ({earlier})"


def town_key(r: Reading) -> str:
    """A town by the Finnish alphabet: å, ä and ö by the bytes after z, as in ``sort_key``."""
    said = "lower(t.town)"
    for letters, byte in (("Åå", "{"), ("Ää", "|"), ("Öö", "}")):
        for letter in letters:
            said = f"replace({said}, '{letter}', '{byte}')"
    return r.bytewise(said)


_UNPAID: Final = ", ".join(f"'{status}'" for status in UNPAID)


def _unpaid(r: Reading) -> str:
    return (
        "(SELECT i.party_id AS party_id, CAST(sum(i.total_cents) AS bigint) AS cents"
        f" FROM {r.view('invoice')} i WHERE i.status IN ({_UNPAID}) GROUP BY i.party_id)"
    )


def _without(r: Reading, sort: Sort) -> Source:
    """The parties that have nothing to be sorted by."""
    return Source(f"{r.view('party')} p", "p.id", "0", tuple(_lacking(r, sort)))


def _lacking(r: Reading, sort: Sort) -> Iterator[str]:
    match sort:
        case Sort.NAME:
            for table in ("personname", "organisation"):
                if r.sees(table):
                    yield _none(r.view(table))
        case Sort.NUMBER:
            yield "p.number IS NULL"
        case Sort.TOWN:
            yield _none(r.view("postaladdress"), "x.town <> ''")
        case Sort.OPEN:
            yield _none(r.view("invoice"), f"x.status IN ({_UNPAID})")
        case Sort.CONTACT | Sort.STARTED | Sort.CREATED:
            said = f"x.{_DAYS[sort]} IS NOT NULL"
            yield _none(r.view("relation"), said)


def _none(view: str, said: str = "1 = 1") -> str:
    return f"NOT EXISTS (SELECT 1 FROM {view} x WHERE x.party_id = p.id AND {said})"
