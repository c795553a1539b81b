"""In what two agree, and how sure that makes: the two rules by which anybody is taken for one.

A machine may take two for one only by a number that nobody else has, or by an address together
with the name, because addresses are shared by families and offices. A person is shown whatever
may be worth a look.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from lupaus.register.likeness import LIKELY, SURE


class Match(StrEnum):
    """In what two agree, the weightiest first."""

    BUSINESS_ID = "business-id"
    EMAIL = "email"
    PHONE = "phone"
    NAME = "name"


_WEIGHT: dict[Match, float] = {
    Match.BUSINESS_ID: 0.98,
    Match.EMAIL: 0.8,
    Match.PHONE: 0.7,
    Match.NAME: 0.65,
}


class Rule(StrEnum):
    """How sure one must be."""

    NARROW = "narrow"  # for machines
    WIDE = "wide"  # for people


@dataclass(frozen=True, slots=True)
class Verdict:
    """``score`` is up to 100; ``certain`` by the narrow rule."""

    matches: tuple[Match, ...]
    score: int
    certain: bool

    def passes(self, rule: Rule) -> bool:
        return bool(self.matches) and (self.certain or rule is Rule.WIDE)


def weigh(found_by: Iterable[Match], ratio: float) -> Verdict:
    """Whatever agrees makes surer; the likeness of the names counts however they were found."""
    agreed: set[Match] = {match for match in found_by if match != Match.NAME}
    certain = Match.BUSINESS_ID in agreed or (
        ratio >= SURE and not agreed.isdisjoint({Match.EMAIL, Match.PHONE})
    )
    if ratio >= LIKELY:
        agreed.add(Match.NAME)
    unlike = 1.0
    for match in agreed:
        sure = _WEIGHT[match]
        unlike *= 1.0 - (sure * ratio / 100 if match == Match.NAME else sure)
    ordered = tuple(match for match in Match if match in agreed)
    return Verdict(ordered, round(100 * (1.0 - unlike)), certain)
