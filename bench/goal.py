"""What is promised of speed: a text for the table, and the bound it means for these numbers."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bench.measure import Result, Timing
from bench.world import Cell


@dataclass(frozen=True, slots=True)
class Goal:
    """``bound`` gives the longest the product may take."""

    text: str
    bound: Callable[[Cell, Timing], float | None]

    def judged(self, name: str, cell: Cell, timing: Timing, **notes: float) -> Result:
        """The line of the table."""
        kept: dict[str, Any] = {
            "operation": name,
            "engine": cell.engine,
            "people": cell.people,
            "rows": timing.rows,
            "raw": timing.raw,
            "product": timing.product,
            "floor": timing.floor,
        }
        return Result(**kept, goal=self.text, bound=self.bound(cell, timing), notes=dict(notes))


NO_GOAL = Goal("", lambda _cell, _timing: None)


def times_raw(factor: float) -> Goal:
    """So many times the raw database."""
    return Goal(f"≤ {factor:g}×R", lambda _cell, timing: factor * timing.raw)


def times_floor(factor: float) -> Goal:
    """So many times Django without the guard."""
    return Goal(f"≤ {factor:g}×F", lambda _cell, timing: factor * (timing.floor or 0))


def milliseconds(sqlite: float, postgresql: float) -> Goal:
    """A time that somebody who waits does not notice."""

    def bound(cell: Cell, _timing: Timing) -> float:
        return (sqlite if cell.engine == "sqlite" else postgresql) / 1000

    text = f"≤ {sqlite:g} ms" if sqlite == postgresql else f"≤ {sqlite:g} / {postgresql:g} ms"
    return Goal(text, bound)


def per_second(sqlite: float, postgresql: float) -> Goal:
    """So many rows a second at least."""

    def bound(cell: Cell, timing: Timing) -> float:
        return timing.rows / (sqlite if cell.engine == "sqlite" else postgresql)

    def short(rate: float) -> str:
        return f"{rate / 1000:g}k"

    both = short(sqlite) if sqlite == postgresql else f"{short(sqlite)} / {short(postgresql)}"
    return Goal(f"≥ {both}/s", bound)


def either(first: Goal, second: Goal) -> Goal:
    """The kinder of two."""

    def bound(cell: Cell, timing: Timing) -> float | None:
        bounds = [b for b in (first.bound(cell, timing), second.bound(cell, timing)) if b]
        return max(bounds) if bounds else None

    return Goal(f"{first.text} or {second.text}", bound)
