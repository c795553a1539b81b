"""A list that began as a saved view, opened: with all that the view says."""

from dataclasses import dataclass, replace

from lupaus.register.saved import SavedView, saved_views
from lupaus.register.wanted import Stray
from lupaus.web.customers.context import Asked
from lupaus.web.frame.visit import Visit


@dataclass(frozen=True, slots=True)
class Opened:
    """A list with the saved view that it is, or began as. ``lost``: the view that was asked
    for is no more, or is shared no more. ``changed``: it lists something else than the view."""

    asked: Asked
    view: SavedView | None
    views: tuple[SavedView, ...]
    strays: tuple[Stray, ...] = ()
    lost: bool = False

    @property
    def changed(self) -> bool:
        return self.view is not None and not self.asked.as_saved


def opened(asked: Asked, visit: Visit) -> Opened:
    """What is asked for, with everything that its saved view says."""
    views = saved_views(visit.actor.name)
    view = next((one for one in views if one.id == asked.view), None)
    if view is None:
        lost = asked.view is not None
        return Opened(replace(asked, view=None, as_saved=False), None, views, lost=lost)
    listed = view.view
    if asked.as_saved:
        same = replace(asked, wanted=listed.wanted, order=listed.order, columns=listed.columns)
        return Opened(same, view, views, listed.strays)
    as_saved = (asked.wanted, asked.order, asked.columns) == (
        listed.wanted,
        listed.order,
        listed.columns,
    )
    return Opened(replace(asked, as_saved=as_saved), view, views)
