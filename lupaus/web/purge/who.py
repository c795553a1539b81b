"""Who goes by a plan, in words: read through the guard, and on the record of who looked."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from lupaus.keeping.runs import Count
from lupaus.keeping.whose import Whose, whose
from lupaus.register.named import Named, named
from lupaus.web.frame.visit import Visit
from lupaus.web.frame.wording import category_label


@dataclass(frozen=True, slots=True)
class Goer:
    """One customer. ``is_seen``: the purposes of the moment open the card."""

    party: int
    number: int | None
    name: str
    is_seen: bool


@dataclass(frozen=True, slots=True)
class Going:
    """Those of one clause, the first of them by name, and what kind of data goes."""

    clause: str
    what: tuple[str, ...]
    goers: tuple[Goer, ...]
    more: int


def goings(visit: Visit, run: int, by_clause: Iterable[Count]) -> tuple[Going, ...]:
    """By clause. Two statements for who they are, and one for a few hundred names."""
    found = whose(run)
    if not found:
        return ()
    parties = {party for one in found for party, _number in one.parties}
    with visit.reading("purge-plan") as r:
        seen = named(r, parties)
        r.viewed(seen)
    counted = {one.name: one.parties for one in by_clause}
    return tuple(_going(one, counted, seen) for one in found)


def _going(one: Whose, counted: Mapping[str, int], seen: Mapping[int, Named]) -> Going:
    goers = tuple(
        Goer(party, number, seen[party].name if party in seen else "", party in seen)
        for party, number in one.parties
    )
    return Going(
        one.clause,
        tuple(category_label(category) for category in one.categories),
        goers,
        counted.get(one.clause, len(goers)) - len(goers),
    )
