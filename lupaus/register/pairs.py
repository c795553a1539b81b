"""Pairs of parties in the register who may be one, page by page.

The register is gone through in windows of parties, each in one statement that joins what the
reading sees with itself by its indexed keys; nothing is compared in the program but the names
of the pairs that were found. A page ends where it is full, not where the register does.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from lupaus.guard import Reading
from lupaus.register.apart import told_apart
from lupaus.register.likeness import of_organisations, of_persons
from lupaus.register.matching import Match, Rule, weigh
from lupaus.register.named import Named, named
from lupaus.register.sections import Loose

_WINDOW = 5_000  # parties gone through in one statement
_MOST = 200
_STEPS = 3  # windows that are gone through to say how many there are, about
_LAST = 2**62

#: Where a key is kept, and which column is compared.
KEPT = {
    Match.EMAIL: ("emailaddress", "folded"),
    Match.PHONE: ("phonenumber", "digits"),
    Match.BUSINESS_ID: ("organisation", "business_id"),
}

Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two who may be one. ``one`` has the lower id, and was there first."""

    one: Named
    other: Named
    matches: tuple[Match, ...]
    score: int
    certain: bool

    @property
    def place(self) -> Place:
        return self.one.party, self.other.party


@dataclass(frozen=True, slots=True)
class Pairs:
    """One page of them. ``after`` is where to go on; None at the end."""

    rows: tuple[Pair, ...]
    after: Place | None


def pairs(
    r: Reading, *, limit: int = 50, after: Place = (0, 0), rule: Rule = Rule.WIDE
) -> Pairs:
    """Pairs of persons, and of organisations, who may be one and whom nobody has told apart,
    in the order of their ids: at most ``limit`` (200), those after a place."""
    size, shown = max(1, min(limit, _MOST)), list[Pair]()
    place: Place | None = after
    while place and len(shown) < size:
        found, place = _next(r, place, size)
        shown += _judged(r, found, rule)
    if len(shown) > size or (place and len(shown) == size):
        shown = shown[:size]
        place = shown[-1].place
    r.viewed(party for pair in shown for party in pair.place)
    return Pairs(tuple(shown), place)


@dataclass(frozen=True, slots=True)
class Some:
    """How many pairs there are. ``is_more``: at least so many; the rest was not looked for."""

    count: int
    is_more: bool


def some(r: Reading, *, most: int, rule: Rule = Rule.WIDE) -> Some:
    """How many pairs there are, up to ``most``, among the first ten thousand of the register:
    it costs the same however large that is. Shows nobody."""
    count = 0
    place: Place | None = (0, 0)
    for _step in range(_STEPS):
        if place is None or count > most:
            break
        found, place = _next(r, place, most)
        count += sum(1 for _pair in _judged(r, found, rule))
    return Some(min(count, most), place is not None or count > most)


_Found = dict[Place, set[Match]]


def _next(r: Reading, place: Place, size: int) -> tuple[_Found, Place | None]:
    """What the next window has, and where to go on."""
    last = _window(r, place[0])
    if last is None or place == (last, _LAST):
        return {}, None
    most = 4 * size + 4  # of one pair there are four reasons at most
    met = _met(r, place, last, most)
    found: _Found = {}
    for one, other, match in met:
        found.setdefault((one, other), set()).add(match)
    if len(met) < most:
        return found, (last, _LAST)
    del found[max(found)]  # of the last pair there may be more to say
    return found, max(found)


def _window(r: Reading, first: int) -> int | None:
    """The last of the next parties to go through; the one that was begun is among them."""
    sql = (
        f"SELECT max(w.id) FROM (SELECT p.id FROM {r.view('party')} p WHERE p.id >= %s"
        f" ORDER BY p.id LIMIT {_WINDOW}) w"
    )
    row = r.one(Loose, sql, [first])
    return int(row[0]) if row and row[0] is not None else None


def _met(r: Reading, place: Place, last: int, most: int) -> list[tuple[int, int, Match]]:
    """(one, other, match): who of the window has a key in common with somebody later."""
    said = [
        f"SELECT a.party_id AS one, b.party_id AS other, '{match}' AS what"
        f" FROM {r.view(table)} a JOIN {r.view(table)} b"
        f" ON b.{column} = a.{column} AND b.party_id > a.party_id"
        f" JOIN {r.view('party')} p ON p.id = a.party_id"
        f" JOIN {r.view('party')} q ON q.id = b.party_id"
        " WHERE a.party_id >= %s AND a.party_id <= %s"
        " AND (a.party_id > %s OR b.party_id > %s)"
        f" AND p.is_organisation = q.is_organisation AND a.{column} <> ''{also}"
        for match, table, column, also in _reasons(r)
    ]
    if not said:
        return []
    sql = (
        f"SELECT x.one, x.other, x.what FROM ({' UNION '.join(said)}) x"
        f" ORDER BY x.one, x.other LIMIT {most}"
    )
    bound = [place[0], last, place[0], place[1]] * len(said)
    return [(one, other, Match(what)) for one, other, what in r.rows(Loose, sql, bound)]


def _reasons(r: Reading) -> Iterator[tuple[Match, str, str, str]]:
    """(match, table, column, condition). Namesakes are many: a person's name is a reason where
    the address is the same, too."""
    for match, (table, column) in KEPT.items():
        if r.sees(table):
            yield match, table, column, ""
    if r.sees("organisation"):
        yield Match.NAME, "organisation", "sort_key", ""
    if r.sees("personname") and r.sees("postaladdress"):
        view = r.view("postaladdress")
        same = (
            f" AND EXISTS (SELECT 1 FROM {view} c JOIN {view} d ON d.folded = c.folded"
            " WHERE c.party_id = a.party_id AND d.party_id = b.party_id)"
        )
        yield Match.NAME, "personname", "sort_key", same


def _judged(r: Reading, found: Mapping[Place, Iterable[Match]], rule: Rule) -> Iterator[Pair]:
    apart = told_apart(found)
    asked = {pair: matches for pair, matches in found.items() if pair not in apart}
    called = named(r, {party for pair in asked for party in pair})
    for (one, other), matches in sorted(asked.items()):
        if one not in called or other not in called:
            continue
        ours, theirs = called[one], called[other]
        alike = of_organisations if ours.is_organisation else of_persons
        verdict = weigh(matches, alike(ours.name, theirs.name))
        if verdict.passes(rule):
            yield Pair(ours, theirs, verdict.matches, verdict.score, verdict.certain)
