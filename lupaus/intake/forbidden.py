"""Which lines meet a ban: of the address itself, or of somebody who is in the register.

A ban on an address outlives the person: when one of a list belongs to nobody in the register,
its owner has been erased, or was never here. Such a line may enter, as a contract may ask for
it; the ban stands all the same, and the list is told of it before anything is taken in.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from lupaus.guard import Machinery, Part, system_grant
from lupaus.intake.entry import COLUMNS, Entry, Holds, Party
from lupaus.intake.matching import IN_SIGHT
from lupaus.register.bans import digest
from lupaus.sets import pieces, placeholders

#: By which column an address is digested, and by which it is found in the register.
_ADDRESS = {
    Holds.EMAIL: ("address", "folded"),
    Holds.PHONE: ("e164", "digits"),
    Holds.POSTAL: ("folded", "folded"),
}


@dataclass(frozen=True, slots=True)
class _Address:
    table: Holds
    text: str
    found_by: str


@dataclass(slots=True)
class Forbidden:
    """Lines that meet a ban; of them those with an address whose owner is ``gone``; and the
    parties of the list, by identity, whose addresses are under a ban."""

    lines: set[int] = field(default_factory=set)
    gone: set[int] = field(default_factory=set)
    parties: set[int] = field(default_factory=set)


def look(entries: Sequence[Entry]) -> Forbidden:
    """What stands against the addresses and the known parties of the entries."""
    whose: dict[bytes, list[tuple[Entry, Party, _Address]]] = defaultdict(list)
    known: dict[int, list[int]] = defaultdict(list)
    for entry in entries:
        for party in entry.parties:
            if party.known:
                known[party.known].append(entry.line)
            for address in _addresses(party):
                sealed = digest(address.table.removeprefix("records_"), address.text)
                whose[sealed].append((entry, party, address))
    made = Forbidden()
    with system_grant(Machinery.MATCHING, why="whom a list must not reach") as part:
        shut = _suppressed(part, whose)
        here = _of_somebody(part, [a for sealed in shut for _, _, a in whose[sealed]])
        for party_id in _objecting(part, known):
            made.lines.update(known[party_id])
    for sealed in shut:
        for entry, party, address in whose[sealed]:
            made.lines.add(entry.line)
            made.parties.add(id(party))
            if address not in here:
                made.gone.add(entry.line)
    return made


def _addresses(party: Party) -> Iterable[_Address]:
    for table, (digested, found_by) in _ADDRESS.items():
        for values in party.held(table):
            row = dict(zip(COLUMNS[table], values, strict=True))
            text = str(row[digested] or row[found_by])
            if text:
                yield _Address(table, text, str(row[found_by]))


def _suppressed(part: Part, digests: Iterable[bytes]) -> set[bytes]:
    found: set[bytes] = set()
    ordered = sorted(digests)
    for piece in pieces(ordered):
        places = placeholders(piece)
        sql = f"SELECT hmac FROM records_suppression WHERE hmac IN ({places})"
        found.update(bytes(row[0]) for row in part.execute(sql, piece))
    return found


def _of_somebody(part: Part, addresses: Iterable[_Address]) -> set[_Address]:
    """Those of the addresses that somebody in the register has."""
    by_table: dict[Holds, set[_Address]] = defaultdict(set)
    for address in addresses:
        by_table[address.table].add(address)
    found: set[_Address] = set()
    for table, wanted in by_table.items():
        column = _ADDRESS[table][1]
        texts = sorted({a.found_by for a in wanted})
        for piece in pieces(texts):
            places = placeholders(piece)
            sql = f"SELECT x.{column} FROM {table} x WHERE x.{column} IN ({places}){IN_SIGHT}"
            there = {row[0] for row in part.execute(sql, piece)}
            found |= {a for a in wanted if a.found_by in there}
    return found


def _objecting(part: Part, parties: Iterable[int]) -> set[int]:
    found: set[int] = set()
    ordered = sorted(parties)
    for piece in pieces(ordered):
        places = placeholders(piece)
        sql = (
            "SELECT DISTINCT party_id FROM records_permission WHERE decision IN"
            f" ('objected', 'refused', 'withdrawn') AND party_id IN ({places})"
        )
        found.update(row[0] for row in part.execute(sql, piece))
    return found
