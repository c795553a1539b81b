"""What every cell of the bench agrees on: the day, the policy, who acts, and how large."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from bench.raw import Raw

#: Fixed, so that the same customers are invented and the same rows are due in every run.
TODAY = date(2026, 11, 22)
AT = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
TEMPLATE = "web-agency"
ROLE = "owner"


@dataclass(frozen=True, slots=True)
class Cell:
    """One engine at one size. ``folder`` is the controller's; ``copy`` is a copy of the same
    database (a file, or a database's name), which ``raw`` reaches without us."""

    engine: str
    people: int
    folder: Path
    copy: str
    raw: Raw
    quick: bool

    def times(self, many: int) -> int:
        """How often to repeat; five times for a quick look."""
        return 5 if self.quick else many
