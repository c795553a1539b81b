"""What undoing an import comes to, as it is told: true totals, and the first of those whom they
are about.

It crosses a redirect in the address, because the register keeps no list of whom an import was
about once it is undone. An address has an end, at which a server answers with a bare 400; so
the totals always go along, and of the references as many as there is room for.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lupaus.intake.batch import Undone
from lupaus.intake.entry import CATEGORY, Holds
from lupaus.intake.stored import Ref
from lupaus.policy.vocabulary import Category
from lupaus.web.frame.sealed import seal, unseal
from lupaus.web.frame.wording import category_label
from lupaus.web.imports import sentences

REFERENCES = 20
#: Of a sealed word. Servers take a request line of four thousand characters.
LONGEST = 3_000


@dataclass(frozen=True, slots=True)
class Kept:
    """Somebody of whom something is kept: all that was added, or these categories."""

    party: int
    categories: tuple[str, ...]

    @property
    def what(self) -> str:
        return ", ".join(category_label(Category(one)) for one in self.categories)


@dataclass(frozen=True, slots=True)
class Lost:
    """Why something cannot be reversed, how many times, and the first whose it is."""

    reason: str
    count: int
    parties: tuple[int, ...]

    @property
    def why(self) -> Any:
        return sentences.told(self.reason)


@dataclass(frozen=True, slots=True)
class Outcome:
    """The three piles. ``kept_count`` and the counts of ``lost`` are of all, ``kept`` and the
    parties are the first."""

    rows: int
    restored: int = 0
    kept_count: int = 0
    kept: tuple[Kept, ...] = ()
    lost: tuple[Lost, ...] = ()

    @property
    def kept_more(self) -> int:
        return self.kept_count - len(self.kept)

    @property
    def lost_count(self) -> int:
        return sum(one.count for one in self.lost)

    @property
    def parties(self) -> set[int]:
        """Everybody who is named."""
        return {one.party for one in self.kept} | {p for one in self.lost for p in one.parties}


def outcome_of(undone: Undone, most: int = REFERENCES) -> Outcome:
    """As it is told, with at most so many references in each pile."""
    kept = list(_kept(undone))
    return Outcome(
        undone.rows,
        undone.restored,
        len(kept),
        tuple(kept[:most]),
        tuple(_lost(undone, most)),
    )


def _kept(undone: Undone) -> Iterator[Kept]:
    for party in undone.kept:
        yield Kept(party, ())
    by: dict[int, list[str]] = {}
    for ref in undone.edited:
        by.setdefault(ref.party, []).append(_category(ref))
    for party, what in by.items():
        yield Kept(party, tuple(dict.fromkeys(what)))


def _category(ref: Ref) -> str:
    table = f"records_{ref.table}"
    return str(CATEGORY[Holds(table)] if table in set(Holds) else Category.PERMISSIONS)


def _lost(undone: Undone, most: int) -> Iterator[Lost]:
    for why, count in undone.reasons.most_common():
        parties = {ref.party for ref, said in undone.lost if said == why and ref.party}
        yield Lost(why, count, tuple(sorted(parties))[:most])


# -- across the redirect ----------------------------------------------------------------------


def packed(undone: Undone) -> str:
    """A sealed word that fits into an address, with all the totals."""
    for most in (REFERENCES, REFERENCES // 2, REFERENCES // 4):
        word = _sealed(outcome_of(undone, most))
        if len(word) <= LONGEST:
            return word
    return _sealed(outcome_of(undone, 0))


def _sealed(told: Outcome) -> str:
    return seal(
        {
            "rows": told.rows,
            "restored": told.restored,
            "kept_count": told.kept_count,
            "kept": [(one.party, *one.categories) for one in told.kept],
            "lost": [(one.reason, one.count, *one.parties) for one in told.lost],
        }
    )


def unpacked(word: str) -> Outcome | None:
    """None for a word that tells of no undoing."""
    said = unseal(word)
    if "kept_count" not in said:
        return None
    return Outcome(
        said["rows"],
        said["restored"],
        said["kept_count"],
        tuple(Kept(party, tuple(what)) for party, *what in said["kept"]),
        tuple(Lost(why, count, tuple(parties)) for why, count, *parties in said["lost"]),
    )
