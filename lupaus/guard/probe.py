"""What the engine holds, compared with what the policy in force says it should hold.

For the proof: nothing here changes anything. On SQLite views are text in the file and are
compared as such. On PostgreSQL the engine writes a view in its own words, so adoption leaves a
mark on each (:func:`mark`), made with a key that is not in the database; rights are compared
one by one.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from django.db import connection, connections

from lupaus import __version__
from lupaus.guard import scope
from lupaus.guard.force import Adopted, stamped
from lupaus.guard.refused import Refused
from lupaus.guard.session import here, opened
from lupaus.guard.stamp import Stamp, source
from lupaus.ledger import keys
from lupaus.policy import views
from lupaus.records.catalogue import holdings


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is not as the policy has it. ``set``: whose; empty: everybody's."""

    set: str
    what: str
    stale: bool = False  # another program has made it so: nobody's deed


def differences(adopted: Adopted) -> tuple[Difference, ...]:
    """Views missing, changed or too many; on PostgreSQL rights missing or too many as well.

    Where another program has made them, what this one would make says nothing: then they are
    held to what that one has left."""
    engine = views.Engine(here().vendor)
    if (stamp := stale()) is not None:
        return _since(stamp, engine)
    wanted = {view.name: view for view in made(adopted, engine)}
    match engine:
        case views.Engine.SQLITE:
            found = _sqlite(wanted)
        case views.Engine.POSTGRESQL:
            from lupaus.guard.postgresql import rights  # noqa: PLC0415 - psycopg is not always there

            found = {**_marked(wanted), **rights.differences(adopted)}
    return tuple(
        Difference(_set_of(adopted, name), said) for name, said in sorted(found.items())
    )


def _since(stamp: Stamp, engine: views.Engine) -> tuple[Difference, ...]:
    by = f"Lupaus {stamp.program} has made the views; this one, {__version__}, makes others"
    stale_ = Difference("", by, stale=True)
    if _as_left(stamp, engine):
        return (stale_,)
    return (stale_, Difference("", "the views are not the ones that adoption made"))


def stale() -> Stamp | None:
    """The stamp of what is in force, when this program would make other views or rights of the
    same policy: the cure is an upgrade. None when it would make the same."""
    adopted, stamp = stamped()
    if stamp.source == source() or stamp.views == _fingerprint(adopted):
        return None
    return stamp


def stamp_of(adopted: Adopted) -> Stamp:
    """What is to be stamped once the views and roles have been made."""
    return Stamp(adopted.version, adopted.digest, _fingerprint(adopted), __version__, source())


@lru_cache(maxsize=8)
def _fingerprint(adopted: Adopted) -> str:
    engine = views.Engine(here().vendor)
    said = [view.create for view in made(adopted, engine)]
    if engine is views.Engine.POSTGRESQL:
        from lupaus.guard.postgresql import rights  # noqa: PLC0415 - psycopg is not always there

        said += rights.told(adopted)
    return _digest(said)


def _digest(said: Iterable[str]) -> str:
    return hashlib.sha256("\0".join(sorted(said)).encode()).hexdigest()


def _as_left(stamp: Stamp, engine: views.Engine) -> bool:
    """Are the views those that were there when the stamp was put?"""
    match engine:
        case views.Engine.SQLITE:
            return _digest(_stored().values()) == stamp.views
        case views.Engine.POSTGRESQL:
            return all(
                mark_ == _mark((mark_ or "").partition(" ")[0], said)
                for said, mark_ in _described().values()
            )


@lru_cache(maxsize=8)
def made(adopted: Adopted, engine: views.Engine) -> tuple[views.View, ...]:
    """The views of the policy: what the engine should hold."""
    return views.views(adopted.policy, holdings(), engine)


def _set_of(adopted: Adopted, name: str) -> str:
    """``marketing`` of ``marketing__emailaddress``."""
    own = name.partition("__")[0]
    return own if own in adopted.sets else ""


def _sqlite(wanted: Mapping[str, views.View]) -> dict[str, str]:
    there = _stored()
    found = {name: f"view {name} is not in the policy" for name in there.keys() - wanted.keys()}
    for name, view in wanted.items():
        if name not in there:
            found[name] = f"view {name} is missing"
        elif there[name] != view.create:
            found[name] = f"view {name} does not say what the policy says"
    return found


def _stored() -> dict[str, str]:
    """The text of every view of an SQLite register."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'view'")
        return dict(cursor.fetchall())


_VIEWS = (
    "SELECT c.relname, pg_get_viewdef(c.oid), obj_description(c.oid, 'pg_class')"
    " FROM pg_class c WHERE c.relkind = 'v'"
    " AND c.relnamespace = current_schema()::text::regnamespace"
)


def _marked(wanted: Mapping[str, views.View]) -> dict[str, str]:
    there = _described()
    found = {name: f"view {name} is not in the policy" for name in there.keys() - wanted.keys()}
    for name, view in wanted.items():
        if name not in there:
            found[name] = f"view {name} is missing"
        elif there[name][1] != _mark(_digest([view.create]), there[name][0]):
            found[name] = f"view {name} is not the one that adoption made"
    return found


def _described() -> dict[str, tuple[str, str | None]]:
    """What PostgreSQL says that every view is, and the mark on it."""
    with connection.cursor() as cursor:
        cursor.execute(_VIEWS)
        return {name: (said, mark_) for name, said, mark_ in cursor.fetchall()}


def mark(owner: str, fresh: Iterable[views.View]) -> None:
    """Leave on every view of PostgreSQL what it was made from and what it became."""
    with connections[owner].cursor() as cursor:
        cursor.execute(_VIEWS)
        became = {name: said for name, said, _mark_ in cursor.fetchall()}
        for view in fresh:
            seal = _mark(_digest([view.create]), became[view.name])
            cursor.execute(f"COMMENT ON VIEW {view.name} IS '{seal}'")


def _mark(text: str, became: str) -> str:
    """The digest of the view's own text, sealed together with the engine's words for it."""
    return f"{text} {keys.current().seal(f'{text} {became}'.encode()).hex()}"


def refuses(opening: views.Grant) -> tuple[str, ...]:
    """Tables that a reading of the set could read past its views: none, or the guard is off.

    Asks for nothing but the word of the engine: no row is fetched."""
    passed = []
    for table in ("records_party", "records_permission"):
        try:
            with opened(scope.reading(opening)), connection.cursor() as cursor:
                cursor.execute(f"SELECT party.* FROM {table} party WHERE 1 = 0")
        except Refused:
            continue
        passed.append(table)
    return tuple(passed)
