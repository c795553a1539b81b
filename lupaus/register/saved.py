"""Saved views: lists as somebody wants them again, one's own or everybody's.

A view keeps what was asked, never what was found. What somebody typed as a filter may be
somebody's name or town; it stays until the view is removed, and erasing a person does not look
for it. Therefore a view is shut to everything but the lists themselves.

A policy that changes may leave a view with a role, a source or a purpose that is no more. Such
a view is shown with what no longer fits and how to mend it, and lists the rest.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, fields, replace
from datetime import timedelta
from typing import Any, Final

from lupaus.guard import Act, Machinery, Part, Reading, Refused, system_grant
from lupaus.register.conditions import conditions
from lupaus.register.listing import Count, count_parties
from lupaus.register.ordering import Ordered
from lupaus.register.shown import hidden
from lupaus.register.unfit import Unfit, Unknown
from lupaus.register.values import line
from lupaus.register.wanted import Column, Order, Stray, Wanted
from lupaus.text import sort_key

BY_DESIGN: Final = "GDPR Art. 25(2)"
MOST: Final = 100  # of one person's
KEPT: Final = timedelta(days=30)  # after it is removed, for an undo
_SPELLING: Final = 4_000


@dataclass(frozen=True, slots=True)
class View:
    """What to list. ``strays`` are the parts of a stored view that nothing fits any more."""

    wanted: Wanted = field(default_factory=Wanted)
    order: Order = field(default_factory=Order)
    columns: tuple[Column, ...] = (Column.NAME, Column.NUMBER)
    strays: tuple[Stray, ...] = ()


@dataclass(frozen=True, slots=True)
class SavedView:
    id: int
    owner: str
    name: str
    shared: bool
    view: View


def save(*, act: Act, name: str, view: View, shared: bool = False) -> SavedView:
    """Keep a list under a name. Raises Unfit for a name that is one's own already."""
    name = line("name", name, 80, needed=True)
    with _lists(act) as part:
        _forget(part, act)
        mine = [one for one in _seen(part, act.actor) if one.owner == act.actor]
        if len(mine) >= MOST:
            raise Unfit("name", f"remove a view first: {MOST} are kept for each")
        _free(mine, name)
        row = {"owner": act.actor, "name": name, "shared": shared, **_stored(view)}
        [number] = part.insert("savedview", tuple(row), [tuple(row.values())])
        return SavedView(number, act.actor, name, shared, replace(view, strays=()))


def rename(*, act: Act, view: int, name: str) -> SavedView:
    """Call it otherwise. Returns it as it was, for an undo."""
    name = line("name", name, 80, needed=True)
    with _lists(act) as part:
        before = _own(part, act, view)
        mine = [one for one in _seen(part, act.actor) if one.owner == act.actor]
        _free([one for one in mine if one.id != view], name)
        part.update("savedview", {"name": name}, {"id": view})
        return before


def replace_view(*, act: Act, view: int, by: View) -> SavedView:
    """List something else under the same name. Returns it as it was, for an undo."""
    with _lists(act) as part:
        before = _own(part, act, view)
        part.update("savedview", _stored(by), {"id": view})
        return before


def share(*, act: Act, view: int, shared: bool) -> SavedView:
    """Show it to everybody, or to nobody else any more. Returns it as it was."""
    with _lists(act) as part:
        before = _own(part, act, view)
        part.update("savedview", {"shared": shared}, {"id": view})
        return before


def remove(*, act: Act, view: int) -> SavedView:
    """Take a view away. :func:`bring_back` undoes it for thirty days."""
    with _lists(act) as part:
        _forget(part, act)
        before = _own(part, act, view)
        part.update("savedview", {"removed_at": act.at}, {"id": view})
        return before


def bring_back(*, act: Act, view: int) -> SavedView:
    """Undo a removal. Raises Unfit where the name has been given anew since."""
    with _lists(act) as part:
        _forget(part, act)
        before = _own(part, act, view, removed=True)
        mine = [one for one in _seen(part, act.actor) if one.owner == act.actor]
        _free([one for one in mine if one.id != view], before.name)
        part.update("savedview", {"removed_at": None}, {"id": view})
        return before


def clear(*, act: Act) -> int:
    """What was removed more than thirty days ago goes for good. Returns how many went."""
    with _lists(act) as part:
        return _forget(part, act)


def saved_views(actor: str) -> tuple[SavedView, ...]:
    """One's own, then what others share, each by the alphabet."""
    with system_grant(Machinery.LISTS, why="saved views") as part:
        found = _seen(part, actor)
    return tuple(sorted(found, key=lambda v: (v.owner != actor, sort_key(v.name), v.id)))


@dataclass(frozen=True, slots=True)
class Tally:
    """How many a view lists. ``count`` is None where a filter of it does not fit: the number of
    all the rest would pass for that of the view. ``dropped`` are those filters."""

    count: Count | None
    dropped: tuple[Stray, ...] = ()


def counted(r: Reading, view: View) -> Tally:
    """How many a view lists, bounded; no number where the reading may not filter so."""
    fit, strays = fitting(r, view)
    dropped = tuple(stray for stray in strays if stray.field not in _NO_FILTERS)
    return Tally(None, dropped) if dropped else Tally(count_parties(r, fit.wanted))


#: Parts of a view that do not decide who is in it.
_NO_FILTERS: Final = frozenset({"sort", "columns"})


def fitting(r: Reading, view: View) -> tuple[View, tuple[Stray, ...]]:
    """As much of a view as this reading can list, and what it cannot with the cure."""
    strays = [*view.strays, *_against(r, view)]
    refused = {stray.field for stray in strays}
    empty = Wanted()
    kept = {
        one.name: getattr(empty if one.name in refused else view.wanted, one.name)
        for one in fields(Wanted)
    }
    order = Order() if "sort" in refused else view.order
    return replace(view, wanted=Wanted(**kept), order=order, strays=()), tuple(strays)


def _against(r: Reading, view: View) -> Iterator[Stray]:
    empty = Wanted()
    for one in fields(Wanted):
        said = getattr(view.wanted, one.name)
        if said == getattr(empty, one.name):
            continue
        sources = r.adopted.policy.sources
        if one.name == "source" and said not in sources:
            yield Stray("source", said, f"choose one of {', '.join(sources)}")
        elif cure := _refusal(r, Wanted(**{one.name: said}), Order()):
            yield Stray(one.name, str(said), cure)
    if cure := _refusal(r, empty, view.order):
        yield Stray("sort", str(view.order), cure)
    for column in hidden(r, view.columns):
        yield Stray(
            "columns",
            str(column.column),
            f"take it off, or look for a purpose that needs it ({column.clause})",
        )


def _refusal(r: Reading, wanted: Wanted, order: Order) -> str:
    try:
        conditions(r, wanted)
        Ordered(r, Wanted(), order)
    except Refused as refused:
        return f"take it off, or look for a purpose that needs it ({refused.clause})"
    return ""


# --- kept ------------------------------------------------------------------------------------


def _lists(act: Act) -> Any:
    return system_grant(Machinery.LISTS, why=f"saved views ({act.via})", actor=act.actor)


_COLUMNS: Final = "id, owner, name, shared, query, sort, columns"


def _seen(part: Part, actor: str) -> tuple[SavedView, ...]:
    sql = (
        f"SELECT {_COLUMNS} FROM records_savedview"
        " WHERE removed_at IS NULL AND (owner = %s OR shared = TRUE)"
    )
    return tuple(_view(*row) for row in part.execute(sql, [actor]))


def _own(part: Part, act: Act, view: int, *, removed: bool = False) -> SavedView:
    """Raises Refused for somebody else's, and Unknown for none."""
    gone = "IS NOT NULL" if removed else "IS NULL"
    sql = f"SELECT {_COLUMNS} FROM records_savedview WHERE id = %s AND removed_at {gone}"
    found = [_view(*row) for row in part.execute(sql, [view])]
    if not found or (found[0].owner != act.actor and not found[0].shared):
        raise Unknown(f"there is no saved view {view}")
    if found[0].owner != act.actor:
        raise Refused(
            f"this view is {found[0].owner}'s: save it as your own and change that",
            law=BY_DESIGN,
        )
    return found[0]


def _free(mine: Iterable[SavedView], name: str) -> None:
    if any(one.name == name for one in mine):
        raise Unfit("name", "you have a view of this name: choose another, or replace it")


def _stored(view: View) -> dict[str, str]:
    query = str(view.wanted)
    if len(query) > _SPELLING:
        raise Unfit("query", "this is too much to keep: take a filter off")
    columns = ",".join(dict.fromkeys(view.columns))
    return {"query": query, "sort": str(view.order), "columns": columns}


def _view(  # noqa: PLR0913, PLR0917 - the columns of a row
    number: int, owner: str, name: str, shared: object, query: str, sort: str, columns: str
) -> SavedView:
    wanted, strays = Wanted.read(query)
    known = tuple(Column(c) for c in columns.split(",") if c in set(Column))
    view = View(wanted, Order.read(sort), known, strays)
    return SavedView(number, owner, name, bool(shared), view)


def _forget(part: Part, act: Act) -> int:
    return part.changed("DELETE FROM records_savedview WHERE removed_at < %s", [act.at - KEPT])
