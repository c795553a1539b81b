"""What a party is called and described as, of which there is one: which of two is kept.

Values are never carried through the program: a description that is made of two is put together
by the engine, from the rows that hold them, and both stay with the party that was taken in for
as long as the merge can be undone.
"""

from collections.abc import Mapping
from enum import StrEnum

from lupaus.guard import Part
from lupaus.register import moves
from lupaus.register.moves import Move
from lupaus.register.unfit import Unfit

NAME, ORGANISATION = "records_personname", "records_organisation"


class Side(StrEnum):
    """Whose value is kept."""

    KEEP = "keep"
    GONE = "gone"


#: Fields of which a party has one, by the name that ``chosen`` knows them by. A person's name
#: is one field; an organisation is described by several.
FIRM = ("name", "business_id", "association_id", "form", "industry")
FIELDS = ("personname", *(f"organisation.{column}" for column in FIRM))
#: What is made of the name goes with it.
_WITH_NAME = ("folded", "sort_key")


def checked(chosen: Mapping[str, Side | str]) -> dict[str, Side]:
    """The choices, if they are such. Raises Unfit."""
    if unknown := sorted(set(chosen) - set(FIELDS)):
        raise Unfit("chosen", f"{', '.join(unknown)} is not one of {', '.join(FIELDS)}")
    return {field: Side(side) for field, side in chosen.items()}


def place(part: Part, merge: int, keep: int, gone: int, chosen: Mapping[str, Side]) -> None:
    """Note which names and descriptions change places, and make one of two where it must be.
    What loses stays with, or goes to, the party that is taken in. The grant is MERGING."""
    names = {side: _rows(part, NAME, party) for side, party in _sides(keep, gone)}
    if names[Side.GONE] and (
        not names[Side.KEEP] or chosen.get("personname", Side.KEEP) is Side.GONE
    ):
        _swap(part, merge, NAME, keep, gone)
    firms = {side: _rows(part, ORGANISATION, party) for side, party in _sides(keep, gone)}
    if not firms[Side.GONE]:
        return
    if not firms[Side.KEEP]:
        _swap(part, merge, ORGANISATION, keep, gone)
        return
    one, other = firms[Side.KEEP][0], firms[Side.GONE][0]
    sides = _sides_of(part, one, other, chosen)
    base = sides["name"]
    if all(side is base for side in sides.values()):
        if base is Side.GONE:
            _swap(part, merge, ORGANISATION, keep, gone)
        return
    moves.note(part, merge, Move(ORGANISATION, "party_id", keep, gone))
    made = _compose(part, keep, one, other, sides)
    moves.note_made(part, merge, ORGANISATION, [made])


def _sides(keep: int, gone: int) -> tuple[tuple[Side, int], ...]:
    return (Side.KEEP, keep), (Side.GONE, gone)


def _rows(part: Part, table: str, party: int) -> tuple[int, ...]:
    return tuple(row for row, _party in sorted(part.keys(table, {"party_id": party})))


def _swap(part: Part, merge: int, table: str, keep: int, gone: int) -> None:
    moves.note(part, merge, Move(table, "party_id", gone, keep))
    moves.note(part, merge, Move(table, "party_id", keep, gone))


def _sides_of(part: Part, one: int, other: int, chosen: Mapping[str, Side]) -> dict[str, Side]:
    """Whose each field of the description is: as chosen; else the keeper's own, unless only the
    other says anything. Where both say the same it is the name's."""
    said = ", ".join(f"k.{c} = g.{c}, k.{c} <> '', g.{c} <> ''" for c in FIRM)
    sql = f"SELECT {said} FROM {ORGANISATION} k, {ORGANISATION} g WHERE k.id = %s AND g.id = %s"
    [flat] = part.execute(sql, [one, other])
    asked = {c: chosen.get(f"organisation.{c}") for c in FIRM}
    base = asked["name"] or Side.KEEP
    found = {"name": base}
    for place_, column in enumerate(FIRM[1:], start=1):
        same, ours, theirs = flat[3 * place_ : 3 * place_ + 3]
        wanted = asked[column] or (Side.GONE if theirs and not ours else Side.KEEP)
        found[column] = base if same else wanted
    return found


def _compose(part: Part, keep: int, one: int, other: int, sides: Mapping[str, Side]) -> int:
    """One description of two, with the source of its name."""
    alias = {Side.KEEP: "k", Side.GONE: "g"}
    name = alias[sides["name"]]
    columns = (*_WITH_NAME, "source", "sourced_on")
    said = {column: f"{name}.{column}" for column in columns}
    said |= {column: f"{alias[side]}.{column}" for column, side in sides.items()}
    [(made,)] = part.execute(
        f"INSERT INTO {ORGANISATION} (party_id, {', '.join(said)})"
        f" SELECT CAST(%s AS bigint), {', '.join(said.values())}"
        f" FROM {ORGANISATION} k, {ORGANISATION} g WHERE k.id = %s AND g.id = %s RETURNING id",
        [keep, one, other],
    )
    return int(made)
