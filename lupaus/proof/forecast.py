"""What will go and when, as the worker counted it last: a look that costs nothing.

Counts only: who it is that goes is known on the day, by the plan. A forecast says how old it
is, because a policy or a register that has changed since makes it wrong.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from lupaus.guard import in_force
from lupaus.keeping.coming import Going, Stretch, Waiting, ahead
from lupaus.proof import models

_ONE = 1


@dataclass(frozen=True, slots=True)
class Forecast:
    """The year ahead, as counted at a moment under a version of the policy."""

    at: datetime
    day: date
    policy_version: int
    stretches: tuple[Stretch, ...]

    def age(self, today: date) -> int:
        """In days."""
        return (today - self.day).days

    def next_purge(self, today: date) -> Stretch | None:
        """The next purge in which anything goes or is held: today's, if there is anything left
        for it, else the first to come. None when nothing is known to go within the year."""
        ahead_ = (s for s in self.stretches if s.last >= today)
        return next((s for s in ahead_ if s.going or s.held), None)

    def calendar(self, today: date) -> Iterator[Stretch]:
        """Every stretch to come in which anything goes."""
        return (s for s in self.stretches if s.last >= today and s.going)


def look_ahead(
    at: datetime, today: date, *, stop: Callable[[], bool] = lambda: False
) -> Forecast | None:
    """Count anew and keep the counts in the place of the last ones. Half a minute for a
    hundred thousand people; ``stop`` is asked meanwhile, and told to, keeps the last ones."""
    adopted = in_force()
    if not (stretches := ahead(adopted, today, stop=stop)):
        return None
    found = Forecast(at, today, adopted.version, stretches)
    with transaction.atomic():
        models.Forecast.objects.update_or_create(
            id=_ONE,
            defaults={
                "at": at,
                "day": today,
                "policy_version": adopted.version,
                "stretches": [_written(stretch) for stretch in found.stretches],
            },
        )
    return found


def last_look() -> Forecast | None:
    """The last one; None before the worker has made any. One statement."""
    kept = models.Forecast.objects.filter(id=_ONE).first()
    if kept is None:
        return None
    stretches = tuple(_read(*one) for one in kept.stretches)
    return Forecast(kept.at, kept.day, kept.policy_version, stretches)


def _written(one: Stretch) -> list[Any]:
    return [
        one.first.isoformat(),
        one.last.isoformat(),
        [[g.clause, g.rows, g.parties] for g in one.going],
        [[w.hold, w.clause, w.rows, w.parties] for w in one.held],
    ]


def _read(first: str, last: str, going: list[Any], held: list[Any]) -> Stretch:
    return Stretch(
        date.fromisoformat(first),
        date.fromisoformat(last),
        tuple(Going(*one) for one in going),
        tuple(Waiting(*one) for one in held),
    )
