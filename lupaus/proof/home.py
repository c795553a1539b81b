"""What needs doing today, on one page: everything on it is stored or found by an index.

Nothing is checked, planned or counted through for it; what comes from the night says how old it
is. Imports that wait and merges that can be undone are asked of their own rooms.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from lupaus.guard import Reading
from lupaus.proof.atrisk import Checked, Confirmation, confirmations, last_check
from lupaus.proof.forecast import Forecast, last_look
from lupaus.register.agenda import Counted, Due, counted, due
from lupaus.register.lately import Did, lately


@dataclass(frozen=True, slots=True)
class Home:
    """``check`` and ``forecast`` are None before the worker's first night."""

    todo: tuple[Due, ...]
    todo_counts: Counted
    check: Checked | None
    confirmations: tuple[Confirmation, ...]
    forecast: Forecast | None
    lately: tuple[Did, ...]


def home(r: Reading, *, today: date, whose: str | None = None, size: int = 20) -> Home:
    """The page, as the reading sees it: what is to be done by the end of the week, by
    ``whose`` or by anybody. Eight statements at most, whatever the register holds."""
    sunday = today + timedelta(days=6 - today.weekday())
    return Home(
        todo=due(r, until=sunday, assigned_to=whose, size=size),
        todo_counts=counted(r, today=today, assigned_to=whose),
        check=last_check(r.adopted),
        confirmations=confirmations(r.adopted, today),
        forecast=last_look(),
        lately=lately(r, size=size),
    )
