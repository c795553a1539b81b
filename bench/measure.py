"""Running both sides in turn, and what came of it."""

import gc
import statistics
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter

Call = Callable[[int], int]


def _nothing(_turn: int) -> None:
    pass


@dataclass(frozen=True, slots=True)
class Trial:
    """One side of an operation. ``run`` does it for a turn and returns how many rows; ``after``
    cleans up and is not timed."""

    run: Call
    after: Callable[[int], None] = _nothing


@dataclass(frozen=True, slots=True)
class Timing:
    """Medians in seconds. ``floor`` is Django without the guard, where that was measured."""

    rows: float
    raw: float
    product: float
    floor: float | None = None


class UnequalError(AssertionError):
    """The two sides did not touch equally many rows: nothing may be compared."""


def compare(
    product: Trial | Call,
    raw: Trial | Call,
    *,
    times: int,
    floor: Trial | Call | None = None,
    warm: int | None = None,
) -> Timing:
    """Run the sides in turn, ``warm`` turns for nothing and ``times`` for the median. Raises
    UnequalError when one of them does not do what the others do."""
    sides = [_trial(side) for side in (raw, product, floor) if side is not None]
    warm = max(1, times // 10) if warm is None else warm
    seconds: list[list[float]] = [[] for _ in sides]
    rows: list[int] = []
    gc.collect()
    for turn in range(warm + times):
        counts = []
        for side, spent in zip(sides, seconds, strict=True):
            started = perf_counter()
            count = side.run(turn)
            spent.append(perf_counter() - started)
            counts.append(count)
            side.after(turn)
        if len(set(counts)) > 1:
            raise UnequalError(f"turn {turn}: raw, product, floor touched {counts} rows")
        rows.append(counts[0])
    medians = [statistics.median(spent[warm:]) for spent in seconds]
    return Timing(statistics.mean(rows[warm:]), medians[0], medians[1], *medians[2:])


def _trial(side: Trial | Call) -> Trial:
    return side if isinstance(side, Trial) else Trial(side)


@dataclass(slots=True)
class Memory:
    """Bytes: what the process held before, and how much more at its peak."""

    before: int = 0
    grown: int = 0


_STATUS = Path("/proc/self/status")
_CLEAR = Path("/proc/self/clear_refs")
_CLEAR_PEAK = "5"


@contextmanager
def peak() -> Iterator[Memory]:
    """How far the block drives this process's resident memory. Linux only; zero elsewhere."""
    memory = Memory()
    gc.collect()
    try:
        _CLEAR.write_text(_CLEAR_PEAK, encoding="ascii")
    except OSError:
        yield memory
        return
    memory.before = _resident("VmRSS")
    yield memory
    memory.grown = max(0, _resident("VmHWM") - memory.before)


def _resident(line: str) -> int:
    for text in _STATUS.read_text(encoding="ascii").splitlines():
        if text.startswith(f"{line}:"):
            return int(text.split()[1]) * 1024
    return 0


@dataclass(frozen=True, slots=True)
class Result:
    """One line of the table. ``bound`` is the longest that the goal allows the product."""

    operation: str
    engine: str
    people: int
    rows: float
    raw: float
    product: float
    floor: float | None = None
    goal: str = ""
    bound: float | None = None
    notes: dict[str, float] = field(default_factory=dict)

    @property
    def ratio(self) -> float:
        return self.product / self.raw if self.raw else float("nan")

    @property
    def met(self) -> bool | None:
        return None if self.bound is None else self.product <= self.bound
