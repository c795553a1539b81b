"""Two cards side by side in words: fields of which one is kept, rows, what is forbidden.

What a merge never does is open what either has forbidden; so what stands forbidden of both is
told beforehand (:mod:`lupaus.web.customers.merging_bans`).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext as _

from lupaus.register.comparison import Comparison, Section
from lupaus.register.descriptions import Side
from lupaus.register.rows import Page
from lupaus.web.customers.merging_words import FIELDS, SECTIONS, Lines
from lupaus.web.frame.visit import Visit

_LINES: Final = 5
#: What there is one of is told among the fields.
_SINGLE: Final = frozenset({"names", "firms"})
#: Of what there is one of each, however it is spelt.
_ONCE: Final = frozenset({"emails", "phones", "addresses", "webs"})


@dataclass(frozen=True, slots=True)
class FieldChoice:
    """A field of which one is kept: what either says, and which is chosen."""

    name: str
    label: Any
    keep: str
    gone: str
    side: Side

    @property
    def takes_gone(self) -> bool:
        return self.side is Side.GONE

    @property
    def said(self) -> str:
        """What will be said."""
        return self.gone if self.takes_gone else self.keep


class Choices:
    """What was chosen of what there can be one of; where nothing was, the keeper's, unless
    only the other says anything: as the register does it."""

    def __init__(self, found: Comparison, chosen: Mapping[str, Side]) -> None:
        self._found = found
        self.fields = [
            FieldChoice(
                one.field,
                FIELDS[one.field],
                one.keep,
                one.gone,
                chosen.get(one.field, Side.GONE if one.gone and not one.keep else Side.KEEP),
            )
            for one in found.differing
        ]

    @property
    def chosen(self) -> list[tuple[str, str]]:
        """Names and sides, for a form."""
        return [(one.name, one.side.value) for one in self.fields]

    @property
    def said(self) -> dict[str, str]:
        """The same for an address."""
        return dict(self.chosen)

    @property
    def turned(self) -> dict[str, str]:
        """The same values, seen from the other side."""
        other = {Side.KEEP: Side.GONE, Side.GONE: Side.KEEP}
        return {one.name: other[one.side].value for one in self.fields}

    @property
    def flags(self) -> list[str]:
        """What holds of either and will hold of the one."""
        both = (self._found.keep, self._found.gone)
        return list(_flags(both))


def _flags(both: tuple[Page, Page]) -> Iterator[str]:
    if any(page.restricted for page in both):
        yield _("Käsittelyn rajoitus jää voimaan.")
    if any(page.disputed for page in both):
        yield _("Riita jää voimaan, eikä mitään hävitetä sen aikana.")
    if any(page.protected for page in both):
        yield _("Turvakielto jää voimaan.")


@dataclass(frozen=True, slots=True)
class Rows:
    """One section of the two cards: a few lines of either, and how many there are. ``once``: of
    what both have, one is kept."""

    label: Any
    keep: tuple[str, ...]
    gone: tuple[str, ...]
    more_keep: int
    more_gone: int
    counts: tuple[str, str]
    both: int
    once: bool


def beside(visit: Visit, found: Comparison) -> list[Rows]:
    """The sections in which either has anything, save those of which one is kept."""
    lines = Lines(visit)
    return [
        _rows(section, found, lines)
        for section in found.sections
        if section.name not in _SINGLE and section.name in SECTIONS
    ]


def _rows(section: Section, found: Comparison, lines: Lines) -> Rows:
    said = tuple(
        tuple(lines.of(row) for row in side[:_LINES]) for side in (section.keep, section.gone)
    )
    counts = tuple(
        f"{len(side)}+" if section.name in page.more else str(len(side))
        for side, page in ((section.keep, found.keep), (section.gone, found.gone))
    )
    return Rows(
        SECTIONS[section.name],
        said[0],
        said[1],
        max(0, len(section.keep) - _LINES),
        max(0, len(section.gone) - _LINES),
        (counts[0], counts[1]),
        len(section.both),
        section.name in _ONCE,
    )
