"""One search box: part of a name, a number in any spelling, an address, a town, an order.

A search that looked where the reading may not would tell by its hits what it may not show. Each
place is looked into through the reading's own views; a place that it does not see is not looked
into, and the answer says so and by which clause.

Beginnings are found by the sorted columns, so that the best hits are complete however many
there are; what is inside, by trigrams, from three letters on.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum, StrEnum

from lupaus.guard import Reading
from lupaus.guard.readings import like
from lupaus.policy.vocabulary import Category
from lupaus.register.admission import category_of
from lupaus.register.named import named
from lupaus.register.search_kept import as_kept
from lupaus.register.sections import Loose
from lupaus.text import fold, sort_key, sought_digits

LIMIT = 20
_CANDIDATES = 60  # of one place; enough to rank twenty from
_LONGEST = 100
_LAST = "\U0010ffff"


class Place(StrEnum):
    """Where something was found: a table, or a number that is one's own."""

    NAME = "personname"
    ORGANISATION = "organisation"
    EMAIL = "emailaddress"
    PHONE = "phonenumber"
    ADDRESS = "postaladdress"
    WEB = "webaddress"
    ORDER = "order"
    INVOICE = "invoice"
    NUMBER = "party"


class Rank(IntEnum):
    """How well it fits: the lower the better."""

    EXACT = 0
    PREFIX = 1
    WORD = 2  # a later word begins with it
    INSIDE = 3


@dataclass(frozen=True, slots=True)
class Hit:
    """One party. ``text`` is what matched, as it is kept, where that is not the name itself."""

    party: int
    number: int | None
    is_organisation: bool
    name: str
    place: Place
    text: str
    rank: Rank


@dataclass(frozen=True, slots=True)
class NotSearched:
    """A place into which the reading may not look, and the clause that says so."""

    place: Place
    category: Category
    clause: str


@dataclass(frozen=True, slots=True)
class Found:
    hits: tuple[Hit, ...]
    not_searched: tuple[NotSearched, ...] = ()


@dataclass(frozen=True, slots=True)
class _Asked:
    """What was typed, in the forms in which it is looked for."""

    folded: str
    words: tuple[str, ...]
    phones: tuple[str, ...]  # the digits of a phone number, when it can be one
    number: str  # plain digits: a customer number, or the beginning of a Y-tunnus
    business_id: str
    invoice: str

    @property
    def long(self) -> tuple[str, ...]:
        """The words that trigrams can find."""
        return tuple(word for word in self.words if len(word) > 2)


_PHONE = re.compile(r"[\d\s()+./-]{3,}", re.ASCII)
_BUSINESS_ID = re.compile(r"(?:FI)?(?:(\d{7})-?|(\d{6})-)(\d)", re.ASCII | re.IGNORECASE)


def search(r: Reading, text: str, *, limit: int = LIMIT) -> Found:
    """Find parties by whatever is known of them: at most ``limit``, the best first."""
    asked = _asked(text)
    if not asked.folded:
        return Found(())
    branches: list[str] = []
    parameters: list[object] = []
    unsearched: list[NotSearched] = []
    for place, (wanted, look) in _PLACES.items():
        if not wanted(asked):
            continue
        if not r.sees(place):
            category = category_of(place)
            unsearched.append(NotSearched(place, category, f"data.{category}"))
            continue
        for sql, bound in look(r, asked):
            branches.append(f"SELECT * FROM ({sql} LIMIT {_CANDIDATES}) q{len(branches)}")
            parameters += bound
    rows = r.rows(Loose, " UNION ALL ".join(branches), parameters) if branches else ()
    candidates = (_Candidate(Place(place), *found) for place, *found in rows)
    shown = _named(r, _best(asked, candidates)[: max(1, min(limit, LIMIT))])
    r.viewed(hit.party for hit in shown)
    return Found(shown, tuple(unsearched))


def _asked(text: str) -> _Asked:
    typed = "".join(c for c in text if c.isprintable() or c.isspace())[:_LONGEST].strip()
    folded = fold(typed)
    plain = re.sub(r"\s", "", typed)
    found = _BUSINESS_ID.fullmatch(plain)
    return _Asked(
        folded=folded,
        words=tuple(folded.split()),
        phones=sought_digits(typed) if _PHONE.fullmatch(typed) else (),
        number=plain if plain.isascii() and plain.isdecimal() else "",
        business_id=f"{found[1] or found[2]:0>7}-{found[3]}" if found else "",
        invoice=plain if any(c.isdigit() for c in plain) else "",
    )


# --- where to look ---------------------------------------------------------------------------

Branch = tuple[str, Sequence[object]]


def _names(r: Reading, asked: _Asked) -> Iterator[Branch]:
    for key in _orders(asked):
        yield _beginning(r, Place.NAME, "sort_key", key, shown="folded")
    yield from _inside(r, Place.NAME, asked)


def _organisations(r: Reading, asked: _Asked) -> Iterator[Branch]:
    if key := sort_key(asked.folded):
        yield _beginning(r, Place.ORGANISATION, "sort_key", key, shown="folded")
    if number := asked.business_id or (asked.number if len(asked.number) > 2 else ""):
        yield _beginning(r, Place.ORGANISATION, "business_id", number)
    yield from _inside(r, Place.ORGANISATION, asked)


def _emails(r: Reading, asked: _Asked) -> Iterator[Branch]:
    yield _beginning(r, Place.EMAIL, "folded", asked.folded)
    yield from _inside(r, Place.EMAIL, asked)


def _phones(r: Reading, asked: _Asked) -> Iterator[Branch]:
    for number in asked.phones:
        condition, bound = r.matching(number)
        yield _matched(r, Place.PHONE, condition), bound


def _addresses(r: Reading, asked: _Asked) -> Iterator[Branch]:
    yield from _inside(r, Place.ADDRESS, asked)


def _webs(r: Reading, asked: _Asked) -> Iterator[Branch]:
    yield from _inside(r, Place.WEB, asked)


def _ordered(r: Reading, asked: _Asked) -> Iterator[Branch]:
    yield from _inside(r, Place.ORDER, asked)


def _invoices(r: Reading, asked: _Asked) -> Iterator[Branch]:
    yield _beginning(r, Place.INVOICE, "number", asked.invoice)


def _numbers(r: Reading, asked: _Asked) -> Iterator[Branch]:
    number = int(asked.number)
    sql = f"SELECT 'party', p.id, %s, 0 FROM {r.view(Place.NUMBER)} p WHERE p.number = %s"
    yield sql, (str(number), number)
    sql = f"SELECT 'party', n.party_id, %s, 0 FROM {r.view('oldnumber')} n WHERE n.number = %s"
    yield sql, (str(number), number)


def _always(_asked: _Asked) -> bool:
    return True


#: In the order in which equals are shown: when a place is worth a look, and how it is looked
#: into.
_PLACES: dict[
    Place, tuple[Callable[[_Asked], bool], Callable[[Reading, _Asked], Iterator[Branch]]]
] = {
    Place.NUMBER: (lambda asked: 0 < len(asked.number) < 19, _numbers),
    Place.NAME: (_always, _names),
    Place.ORGANISATION: (_always, _organisations),
    Place.EMAIL: (_always, _emails),
    Place.PHONE: (lambda asked: bool(asked.phones), _phones),
    Place.INVOICE: (lambda asked: len(asked.invoice) > 2, _invoices),
    Place.ADDRESS: (lambda asked: bool(asked.long), _addresses),
    Place.WEB: (lambda asked: bool(asked.long), _webs),
    Place.ORDER: (lambda asked: bool(asked.long), _ordered),
}


def _beginning(r: Reading, place: Place, column: str, text: str, *, shown: str = "") -> Branch:
    """What begins with the text in the order of bytes. Uses the index on the column."""
    sql = (
        f"SELECT '{place}', t.party_id, t.{shown or column}, t.id FROM {r.view(place)} t"
        f" WHERE t.{column} >= %s AND t.{column} < %s ORDER BY t.{column}"
    )
    return sql, (text, text + _LAST)


def _orders(asked: _Asked) -> list[str]:
    """Keys by which the name may be sorted: family name first, whichever was typed first."""
    *first, last = asked.words
    keys = [sort_key(asked.folded)]
    if first:
        keys.append(sort_key(asked.words[0], " ".join(asked.words[1:])))
        keys.append(sort_key(last, " ".join(first)))
    return list(dict.fromkeys(key for key in keys if key))


def _inside(r: Reading, place: Place, asked: _Asked) -> Iterator[Branch]:
    """Every word of three letters or more somewhere; where a word begins first."""
    if not asked.long:
        return
    short = [word for word in asked.words if len(word) <= 2]
    also = " AND s.folded LIKE %s ESCAPE '\\'" * len(short)
    patterns = [f"%{like(word)}%" for word in short]
    beginning, bound = r.matching(*(f" {word}" for word in asked.long))
    yield _matched(r, place, beginning) + also, [*bound, *patterns]
    anywhere, bound = r.matching(*asked.long)
    yield _matched(r, place, anywhere) + also, [*bound, *patterns]


def _matched(r: Reading, place: Place, condition: str) -> str:
    condition = re.sub(r"\b(folded|hit)\b", r"s.\1", condition)
    said = f"SELECT '{place}', s.party_id, s.folded, s.row_id FROM {r.search(place)} s"
    return f"{said} WHERE {condition}"


# --- what is best ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A row in which it was found. ``matched`` is what was looked through."""

    place: Place
    party: int
    matched: str
    row: int


def _best(asked: _Asked, candidates: Iterable[_Candidate]) -> list[tuple[Rank, _Candidate]]:
    """One line for each party: its best one, the best parties first."""
    found: dict[int, tuple[Rank, int, str, int, _Candidate]] = {}
    order = list(_PLACES)
    for one in candidates:
        rank = _rank(asked, one.place, one.matched)
        line = (rank, order.index(one.place), one.matched, one.row, one)
        if one.party not in found or line[:4] < found[one.party][:4]:
            found[one.party] = line
    best = sorted(found.values(), key=lambda line: (*line[:3], line[4].party))
    return [(rank, one) for rank, _order, _matched, _row, one in best]


def _rank(asked: _Asked, place: Place, matched: str) -> Rank:
    if place is Place.NUMBER:
        return Rank.EXACT
    wanted = _wanted(asked, place, matched)
    if place is Place.NAME:
        return _rank_of_name(asked, matched)
    if matched == wanted:
        return Rank.EXACT
    if matched.startswith(wanted):
        return Rank.PREFIX
    return Rank.WORD if f" {wanted}" in f" {matched}" else Rank.INSIDE


def _wanted(asked: _Asked, place: Place, matched: str) -> str:
    match place:
        case Place.PHONE:
            begun = (one for one in asked.phones if matched.startswith(one))
            return next(begun, asked.phones[0])
        case Place.INVOICE:
            return asked.invoice
        case Place.ORGANISATION if re.fullmatch(r"\d{7}-\d", matched):
            return asked.business_id or asked.number
        case _:
            return asked.folded


def _rank_of_name(asked: _Asked, matched: str) -> Rank:
    """A name is kept in both orders (``virtanen aino virtanen``), so that either is a piece."""
    words = matched.split()
    if sorted(set(words)) == sorted(set(asked.words)):
        return Rank.EXACT
    if matched.startswith(asked.folded) or set(asked.words) <= set(words):
        return Rank.PREFIX
    if all(f" {word}" in f" {matched}" for word in asked.words):
        return Rank.WORD
    return Rank.INSIDE


def _named(r: Reading, hits: Sequence[tuple[Rank, _Candidate]]) -> tuple[Hit, ...]:
    """The hits with the names that the reading may show, and what was found as it is kept."""
    if not hits:
        return ()
    shown = named(r, (one.party for _rank, one in hits))
    kept = as_kept(r, ((one.place, one.row) for _rank, one in hits))
    return tuple(
        Hit(
            party=one.party,
            number=shown[one.party].number,
            is_organisation=shown[one.party].is_organisation,
            name=shown[one.party].name,
            place=one.place,
            text="" if one.place is Place.NAME else kept.get((one.place, one.row), one.matched),
            rank=rank,
        )
        for rank, one in hits
        if one.party in shown
    )
