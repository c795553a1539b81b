"""What the draft would do to the data that is here, in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from lupaus.keeping.effect import Effect, Sight, Tally, effect, goes_by
from lupaus.policy.clauses.making import category_names, purpose_name
from lupaus.policy.model import Policy
from lupaus.policy.phrases.words import capital, of
from lupaus.web.frame.wording import words
from lupaus.web.policy.weighed import Weighed, by_id


@dataclass(frozen=True, slots=True)
class Seen:
    """What one purpose would see less, or more: of how many customers, and what of them."""

    purpose: str
    parties: int
    categories: str


@dataclass(frozen=True, slots=True)
class Going:
    """What would go by one clause, by the sentence that it would have."""

    sentence: str
    rows: int
    parties: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """``year``: so many more customers would lose something within a year."""

    goes: tuple[int, int]  # customers, rows
    stays: tuple[int, int]
    by_clause: tuple[Going, ...]
    hidden: tuple[Seen, ...]
    shown: tuple[Seen, ...]
    year: int = 0

    @property
    def is_nothing(self) -> bool:
        return not (self.goes[0] or self.stays[0] or self.hidden or self.shown or self.year)


def outcome(old: Policy, new: Weighed, today: date, *, year: bool = False) -> Outcome | None:
    """None for a text that is no policy."""
    if new.policy is None:
        return None
    found = effect(old, new.policy, today)
    later = today.replace(year=today.year + 1, day=min(today.day, 28))
    return _told(found, old, new, goes_by(old, new.policy, later).parties if year else 0)


def _told(found: Effect, old: Policy, new: Weighed, year: int) -> Outcome:
    policy = new.policy or old
    return Outcome(
        goes=(found.goes.parties, found.goes.rows),
        stays=(found.stays.parties, found.stays.rows),
        by_clause=tuple(_going(tally, new) for tally in found.goes.by_clause),
        hidden=_seen(found.hidden, old),
        shown=_seen(found.shown, policy),
        year=year,
    )


def _going(tally: Tally, new: Weighed) -> Going:
    clause = by_id(new.clauses).get(tally.clause)
    said = words(of(clause.sentences)) if clause else tally.clause
    return Going(said, tally.rows, tally.parties)


def _seen(sights: Iterable[Sight], policy: Policy) -> tuple[Seen, ...]:
    return tuple(
        Seen(
            words(capital(purpose_name(policy, sight.purpose))),
            sight.parties,
            words(category_names(sight.categories)),
        )
        for sight in sights
    )
