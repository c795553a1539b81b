"""How many rows each table holds, of what sort of party and from which source.

One statement for the whole register. What a rule is about, whom a category is held of and what
a source gave are sums over its lines.
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


@dataclass(frozen=True, slots=True)
class Line:
    """Rows of one table that are alike: of which sort of party, and from where."""

    shape: int
    source: str
    count: int

    @property
    def party(self) -> Mapping[str, Any]:
        """A party of that sort, as the meaning of rules knows it."""
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


def census(look: Look) -> Mapping[str, tuple[Line, ...]]:
    """By table. Reads every table once: the dearest statement of a check."""
    return look.once("census", lambda: _census(look))


def _census(look: Look) -> Mapping[str, tuple[Line, ...]]:
    shape = _shape()
    each = [
        f"SELECT '{h.table}', {shape} AS shape, t.source, COUNT(*)"
        f" FROM {h.table} t JOIN {names.PARTY} p ON p.id = t.{h.party}"
        " GROUP BY 2, 3"
        for h in look.every()
    ]
    found: dict[str, list[Line]] = {}
    for table, shape_, source, count in look.rows("\nUNION ALL\n".join(each)):
        found.setdefault(table, []).append(Line(shape_, source, count))
    return {table: tuple(lines) for table, lines in found.items()}


def count(
    look: Look, tables: Iterable[str], counts: Callable[[Line], bool] = lambda _line: True
) -> int:
    """How many rows the tables hold of the lines that count."""
    found = census(look)
    return sum(line.count for table in tables for line in found.get(table, ()) if counts(line))


def belongs(line: Line, whos: Iterable[Who]) -> bool:
    """Are these rows of parties that are all of this?"""
    return all(meaning.belongs(line.party, who) for who in whos)
