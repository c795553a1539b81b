"""Two parties side by side, as a reading sees them, before one takes in the other."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import date

from lupaus.guard import Reading
from lupaus.register.descriptions import FIRM
from lupaus.register.pages import organisation_page, person_page
from lupaus.register.rows import Kept, OrganisationPage, Page, PersonPage
from lupaus.register.twins import spelt
from lupaus.register.unfit import Unfit, Unknown

#: What a row carries besides what it says.
_CARRIED = frozenset(f.name for f in fields(Kept))


@dataclass(frozen=True, slots=True)
class Section:
    """One section of the two pages. ``both`` are pairs of rows that say the same; of addresses
    those, of which a merge keeps one."""

    name: str
    keep: tuple[Kept, ...]
    gone: tuple[Kept, ...]
    both: tuple[tuple[Kept, Kept], ...]


@dataclass(frozen=True, slots=True)
class Differing:
    """A field of which there can be one, and what either says. ``field`` is as in ``chosen``;
    an empty text says nothing."""

    field: str
    keep: str
    gone: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """Both pages; the sections in which either has anything; and what must be chosen."""

    keep: Page
    gone: Page
    sections: tuple[Section, ...]
    differing: tuple[Differing, ...]


def compare(r: Reading, keep: int, gone: int, *, today: date) -> Comparison:
    """The two as the reading sees them. Raises Unknown for one that it does not see, and Unfit
    for two that cannot be one."""
    if keep == gone:
        raise Unfit("gone", "these are one and the same entry: choose another to merge")
    one, other = _page(r, keep, today), _page(r, gone, today)
    if one.is_organisation is not other.is_organisation:
        raise Unfit("gone", "a person is merged with a person, an organisation with its like")
    return Comparison(one, other, tuple(_sections(one, other)), tuple(_differing(one, other)))


def _page(r: Reading, party: int, today: date) -> PersonPage | OrganisationPage:
    page = person_page(r, party, today=today) or organisation_page(r, party, today=today)
    if page is None:
        raise Unknown(f"there is no party {party}, or not in this reading")
    return page


def _sections(one: Page, other: Page) -> Iterator[Section]:
    for section in fields(one):
        ours, theirs = getattr(one, section.name), getattr(other, section.name)
        rows = (*ours, *theirs) if isinstance(ours, tuple) else ()
        if rows and all(isinstance(row, Kept) for row in rows):
            yield Section(section.name, ours, theirs, tuple(_same(ours, theirs)))


def _same(ours: Sequence[Kept], theirs: Sequence[Kept]) -> Iterator[tuple[Kept, Kept]]:
    """Each of theirs at most once, with the first of ours that says as much."""
    for other in theirs:
        pair = next((one for one in ours if _says_as_much(one, other)), None)
        if pair is not None:
            yield pair, other


def _says_as_much(one: Kept, other: Kept) -> bool:
    """An address however it is spelt; anything else to the letter."""
    ours, theirs = spelt(one), spelt(other)
    if ours is None or theirs is None:
        return _says(one) == _says(other)
    return ours.says_all_of(theirs)


def _says(row: Kept) -> tuple[object, ...]:
    """What a row says, without which it is, whence it came and when it goes."""
    said = (getattr(row, f.name) for f in fields(row) if f.name not in _CARRIED)
    return (type(row), *said)


def _differing(one: Page, other: Page) -> Iterator[Differing]:
    if one.names and other.names:
        ours, theirs = one.names[0], other.names[0]
        said = f"{ours.given} {ours.family}".strip(), f"{theirs.given} {theirs.family}".strip()
        if said[0] != said[1]:
            yield Differing("personname", *said)
    if one.firms and other.firms:
        for column in FIRM:
            pair = getattr(one.firms[0], column), getattr(other.firms[0], column)
            if pair[0] != pair[1]:
                yield Differing(f"organisation.{column}", *pair)
