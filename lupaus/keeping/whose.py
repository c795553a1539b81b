"""Whose data a plan would destroy: the first of each clause, by id and number, and what kind.

Destruction is agreed to by who goes, and not by how many. No value is read here: what they are
called is for a reading to say, as far as it may.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from lupaus.guard import system_grant
from lupaus.keeping import runs
from lupaus.policy.holding import PARTY
from lupaus.policy.vocabulary import Category

FIRST = 20


@dataclass(frozen=True, slots=True)
class Whose:
    """The first parties of one clause, each with its customer number, and what goes of them."""

    clause: str
    parties: tuple[tuple[int, int | None], ...]
    categories: tuple[Category, ...]


def whose(run: int, *, first: int = FIRST) -> tuple[Whose, ...]:
    """By clause, the lowest customer numbers first. Two statements, whatever the plan holds."""
    with system_grant("keeping", why="who is in a plan is shown") as part:
        parties = part.execute(
            "SELECT clause, party, number FROM (SELECT d.clause, d.party, p.number,"
            " ROW_NUMBER() OVER (PARTITION BY d.clause ORDER BY p.number, d.party) AS place"
            " FROM (SELECT DISTINCT clause, party FROM keeping_item WHERE run_id = %s) d"
            f" LEFT JOIN {PARTY} p ON p.id = d.party) q"
            " WHERE place <= %s ORDER BY clause, place",
            [run, first],
        )
        tables = part.execute(
            "SELECT DISTINCT clause, holding FROM keeping_item WHERE run_id = %s", [run]
        )
    clauses = sorted({clause for clause, *_rest in parties})
    return tuple(
        Whose(
            clause,
            tuple((party, number) for of, party, number in parties if of == clause),
            _categories(table for of, table in tables if of == clause),
        )
        for clause in clauses
    )


def _categories(tables: Iterable[str]) -> tuple[Category, ...]:
    return tuple(sorted({runs.category_of(table) for table in tables}))
