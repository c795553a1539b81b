"""Two cards side by side in words: fields of which one is kept, rows, what is forbidden.

What a merge never does is open what either has forbidden; so what stands forbidden of both is
told beforehand, whatever the purposes of the moment see of the rows that say so.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.utils.translation import gettext as _

from lupaus.register.allowed import Ground, decisions
from lupaus.register.comparison import Comparison, Section
from lupaus.register.descriptions import Side
from lupaus.register.rows import Page
from lupaus.web.customers.card_allowed import asked_of
from lupaus.web.customers.card_words import purpose_label
from lupaus.web.customers.merging_words import FIELDS, SECTIONS, Lines
from lupaus.web.customers.words import CHANNELS
from lupaus.web.frame.visit import Visit

_LINES: Final = 5
#: What there is one of is told among the fields.
_SINGLE: Final = frozenset({"names", "firms"})


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
    """One section of the two cards: a few lines of either, and how many there are."""

    label: Any
    keep: tuple[str, ...]
    gone: tuple[str, ...]
    more_keep: int
    more_gone: int
    counts: tuple[str, str]
    both: int


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
    )


@dataclass(frozen=True, slots=True)
class Forbidden:
    """One thing that stands forbidden, and by which of the two."""

    purpose: str
    clause: str
    channels: tuple[str, ...]
    since: date | None
    keep: bool
    gone: bool


_BANS: Final = frozenset({Ground.OBJECTION, Ground.BOUNCE, Ground.STAFF, Ground.IMPORT})
_NO: Final = frozenset({"refused", "withdrawn"})


def prohibitions(visit: Visit, keep: int, gone: int) -> list[Forbidden]:
    """What either has forbidden: it stands of the one that they become."""
    policy = visit.adopted.policy
    asked = asked_of(policy)
    found: dict[str, dict[str, tuple[set[int], date | None]]] = {}
    for party in (keep, gone) if asked else ():
        for one in decisions(act=visit.acts()[0], party=party, asked=asked):
            bans = [r for r in one.decision.reasons if r.ground in _BANS]
            said_no = one.last is not None and one.last.decision in _NO
            if not bans and not said_no:
                continue
            since = bans[0].since if bans else None
            channel = str(CHANNELS[one.channel])
            whose, first = found.setdefault(one.purpose, {}).get(channel, (set(), since))
            found[one.purpose][channel] = ({*whose, party}, first)
    return [
        Forbidden(
            purpose_label(policy, purpose),
            f"purpose.{purpose}",
            tuple(channels),
            min((day for _who, day in channels.values() if day), default=None),
            any(keep in who for who, _day in channels.values()),
            any(gone in who for who, _day in channels.values()),
        )
        for purpose, channels in found.items()
    ]
