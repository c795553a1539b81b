"""How many rows each table holds and from which source, and what sorts of party there are.

Two statements for the whole register. They read every table, so they are kept from joining: a
rule counts the rows of its tables if there is anybody at all whom it is about.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from lupaus.policy import holding as names
from lupaus.policy import meaning
from lupaus.policy.predicate import MARKS
from lupaus.policy.retention import Who
from lupaus.proof.looking import Look

_BITS = {mark: 1 << place for place, mark in enumerate(MARKS)}
_STATE = 1 << len(MARKS)
_CUSTOMER, _FORMER = _STATE, 2 * _STATE

#: table -> source -> rows
Census = Mapping[str, Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class Sort:
    """Parties that are alike: their marks and their state in one number."""

    shape: int
    count: int

    @property
    def party(self) -> Mapping[str, Any]:
        """One of them, as the meaning of rules knows it."""
        return _party(self.shape)


@cache
def _party(shape: int) -> Mapping[str, Any]:
    marks: dict[str, Any] = {mark: bool(shape & bit) for mark, bit in _BITS.items()}
    marks[names.STARTED] = date.min if shape >= _CUSTOMER else None
    marks[names.ENDED] = date.min if shape >= _FORMER else None
    return marks


def _shape() -> str:
    marks = (f"CASE WHEN p.{mark} = TRUE THEN {bit} ELSE 0 END" for mark, bit in _BITS.items())
    state = (
        f"CASE WHEN p.{names.ENDED} IS NOT NULL THEN {_FORMER}"
        f" WHEN p.{names.STARTED} IS NOT NULL THEN {_CUSTOMER} ELSE 0 END"
    )
    return " + ".join((*marks, state))


def sorts(look: Look) -> tuple[Sort, ...]:
    """What sorts of party there are."""
    sql = f"SELECT {_shape()} AS shape, COUNT(*) FROM {names.PARTY} p GROUP BY 1"
    return look.once("sorts", lambda: tuple(Sort(*row) for row in look.rows(sql)))


def anybody(look: Look, whos: Iterable[Who]) -> bool:
    """Is there a party that is all of this?"""
    asked = tuple(whos)
    return any(all(meaning.belongs(sort.party, who) for who in asked) for sort in sorts(look))


def census(look: Look) -> Census:
    """Rows by table and source."""
    return look.once("census", lambda: _census(look))


def _census(look: Look) -> Census:
    each = [
        f"SELECT '{h.table}', source, COUNT(*) FROM {h.table} GROUP BY source"
        for h in look.every()
    ]
    found: dict[str, dict[str, int]] = {}
    for table, source, count_ in look.rows("\nUNION ALL\n".join(each)):
        found.setdefault(table, {})[source] = count_
    return found


def count(
    look: Look, tables: Iterable[str], counts: Callable[[str], bool] = lambda _source: True
) -> int:
    """How many rows the tables hold from the sources that count."""
    found = census(look)
    return sum(
        rows
        for table in tables
        for source, rows in found.get(table, {}).items()
        if counts(source)
    )
