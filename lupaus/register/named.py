"""What parties are called, as far as a reading may know."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from lupaus.guard import Reading
from lupaus.register.sections import Loose
from lupaus.sets import pieces, placeholders


@dataclass(frozen=True, slots=True)
class Named:
    party: int
    number: int | None
    is_organisation: bool
    name: str


def named(r: Reading, parties: Iterable[int]) -> Mapping[int, Named]:
    """Those of the parties that the reading sees, by id: one statement for a few hundred. A
    party whose name it may not see has an empty one. Who is shown is for the caller to say."""
    ids = sorted(set(parties))
    found: dict[int, Named] = {}
    for piece in pieces(ids):
        places = placeholders(piece)
        sql = (
            f"SELECT p.id, p.number, p.is_organisation, {called(r)} FROM {r.view('party')} p"
            f" WHERE p.id IN ({places})"
        )
        for party, number, organisation, name in r.rows(Loose, sql, piece):
            found[party] = Named(party, number, bool(organisation), (name or "").strip())
    return found


def numbered(r: Reading, number: int) -> int | None:
    """The party that has a customer number, or had it before it was merged; None where the
    reading sees no such party."""
    sql = (
        f"SELECT p.id FROM {r.view('party')} p WHERE p.number = %s"
        f" UNION ALL SELECT n.party_id FROM {r.view('oldnumber')} n WHERE n.number = %s LIMIT 1"
    )
    found = r.one(Loose, sql, [number, number])
    return found[0] if found else None


def called(r: Reading, party: str = "p.id", *, family_first: bool = False) -> str:
    """The name of a party as an SQL expression, a person's or a firm's, as far as the reading
    sees either; empty for whom it sees neither. ``party`` is the expression of its id."""
    person = "n.family || ' ' || n.given" if family_first else "n.given || ' ' || n.family"
    said = [
        f"(SELECT {text} FROM {r.view(table)} n WHERE n.party_id = {party}"
        " ORDER BY n.id LIMIT 1)"
        for table, text in (("personname", person), ("organisation", "n.name"))
        if r.sees(table)
    ]
    return f"coalesce({', '.join((*said, chr(39) * 2))})" if said else "''"
