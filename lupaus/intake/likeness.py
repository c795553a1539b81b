"""Likely duplicates, inside the file and against the register: reported, never merged.

Keys are compared whole (e-mail, phone, Y-tunnus); names by likeness, among those of one
postcode or town and of one first letter.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from lupaus.guard import Actor, Reading, Refused, reading
from lupaus.intake.entry import Entry, Holds
from lupaus.intake.known import Known
from lupaus.intake.report import Duplicate
from lupaus.register.likeness import FORMS, bare_name, same_name
from lupaus.sets import pieces, placeholders
from lupaus.text import sort_key

_BEHIND = tuple(sort_key(form) for form in FORMS)
_BEFORE = ("oy", "ab", "ky", "tmi", "as!oy", "asunto!oy")


@dataclass(frozen=True, slots=True)
class Key:
    """What one line can be recognised by. ``column`` is where the register keeps it."""

    line: int
    by: str
    table: str
    column: str
    value: str


def keys_of(entry: Entry) -> Iterator[Key]:
    for party in entry.parties:
        if party.known or party.again:
            continue  # nothing is unsure about these
        for table, row in party.rows or ():
            if table is Holds.ORGANISATION:
                for key in _spellings(str(row[0])):
                    yield Key(entry.line, "name", "organisation", "sort_key", key)
            if table is Holds.EMAIL:
                yield Key(entry.line, "e-mail", "emailaddress", "folded", str(row[1]))
            elif table is Holds.PHONE:
                yield Key(entry.line, "phone", "phonenumber", "digits", str(row[2]))
            elif table is Holds.ORGANISATION and row[1] and entry.person is None:
                yield Key(entry.line, "y-tunnus", "organisation", "business_id", str(row[1]))
            elif table is Holds.PERSON_NAME and row[0] and entry.organisation is None:
                yield Key(entry.line, "name", "personname", "sort_key", str(row[3]))


def _spellings(name: str) -> Iterator[str]:
    """How the register may sort an organisation of the same name, whatever its form."""
    bare = sort_key(bare_name(name))
    yield bare
    yield from (f"{bare}!{form}" for form in _BEHIND)
    yield from (f"{form}!{bare}" for form in _BEFORE)
    yield from (f"oy!{bare}!ab", f"ab!{bare}!oy")


def inside(known: Known, entries: Sequence[Entry]) -> Iterator[Duplicate]:
    """Duplicates among the lines of the file, up to this chunk."""
    by: dict[int, str] = {}
    digests = []
    for entry in entries:
        for key in keys_of(entry):
            if key.by == "name":
                continue  # in the file, names are compared by likeness
            digest = known.digest(key.by, key.value)
            digests.append((digest, key.line))
            by[digest] = key.by
    reported = set()
    for digest, line, earlier in known.met(digests):
        if (line, earlier) not in reported:
            reported.add((line, earlier))
            yield Duplicate(line, by[digest], of_line=earlier)
    for line, earlier, name, other in known.alike(_names(known, entries)):
        if (line, earlier) not in reported and line != earlier and same_name(name, other):
            reported.add((line, earlier))
            yield Duplicate(line, "name", of_line=earlier)


def _names(known: Known, entries: Iterable[Entry]) -> Iterator[tuple[int, int, str]]:
    for entry in entries:
        if entry.person is not None and entry.organisation is not None:
            continue  # contacts of one organisation share its address
        for party in entry.parties:
            if party.known:
                continue
            place = next((str(r[2] or r[3]) for r in party.held(Holds.POSTAL)), "")
            name = _name(party.held(Holds.PERSON_NAME), party.held(Holds.ORGANISATION))
            if place and name:
                yield known.digest("name", f"{place}\0{name[0]}"), entry.line, name


def _name(persons: Sequence[Sequence[object]], firms: Sequence[Sequence[object]]) -> str:
    if persons:
        return " ".join(sorted(str(persons[0][2]).split()))
    return bare_name(str(firms[0][0])) if firms else ""


@dataclass(frozen=True, slots=True)
class _Found:
    value: str
    party: int


def against_register(
    actor: Actor, entries: Sequence[Entry], *, at: datetime
) -> Iterator[Duplicate]:
    """Duplicates among those whom the actor may see: nobody learns of others this way. Raises
    Refused when the actor may see nobody at all."""
    keys: dict[tuple[str, str], list[Key]] = {}
    for entry in entries:
        for key in keys_of(entry):
            keys.setdefault((key.table, key.column), []).append(key)
    reported = set()
    with reading(actor, actor.purposes, at=at, about="import-duplicates") as reads:
        for (table, column), asked in keys.items():
            if not reads.sees(table):
                continue
            found = _parties(reads, table, column, {k.value for k in asked})
            for key in asked:
                party = found.get(key.value)
                if party and (key.line, party) not in reported:
                    reported.add((key.line, party))
                    yield Duplicate(key.line, key.by, of_party=party)


def _parties(reads: Reading, table: str, column: str, values: set[str]) -> dict[str, int]:
    view = reads.view(table)
    found: dict[str, int] = {}
    ordered = sorted(values)
    for piece in pieces(ordered):
        places = placeholders(piece)
        sql = f"SELECT {column}, party_id FROM {view} WHERE {column} IN ({places})"
        for hit in reads.rows(_Found, sql, piece):
            found.setdefault(hit.value, hit.party)
    reads.viewed(found.values())
    return found


def has_anybody(actor: Actor, *, at: datetime) -> bool:
    """Whether there is anybody in the register whom the actor may see."""
    try:
        with reading(actor, actor.purposes, at=at, about="import-duplicates") as reads:
            return reads.sees("party") and bool(
                reads.rows(_One, f"SELECT id FROM {reads.view('party')} LIMIT 1")
            )
    except Refused:
        return False


@dataclass(frozen=True, slots=True)
class _One:
    id: int
