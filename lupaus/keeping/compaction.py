"""Compaction: what was deleted leaves the file as well.

Deleting marks bytes free; on both engines copies of a destroyed row can outlive it: in free
pages (SQLite: overwritten at once, by secure_delete, which is asserted here), in the full-text
index until it is optimised, in the write-ahead log until it is emptied. PostgreSQL's VACUUM
makes the room of a row free to be written over, and only VACUUM FULL writes the page anew;
the log of its cluster goes by the cluster's own settings.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db import connections

from lupaus.guard import system_grant
from lupaus.guard.session import here, owner_alias
from lupaus.records.catalogue import guarded
from lupaus.records.search import SEARCHED, fts_of


@dataclass(frozen=True, slots=True)
class Compacted:
    """``left`` says what could not be done now, and who does it later; empty: all was done."""

    tables: tuple[str, ...]
    left: str = ""


def compact(tables: Collection[str] | None = None, *, vacuum: bool = False) -> Compacted:
    """Make the bytes follow: of these tables, or of all. Outside any transaction.

    ``vacuum`` writes everything anew, the SQLite file or each table of PostgreSQL: nobody can
    use it meanwhile, and it needs as much room again.
    """
    touched = tuple(sorted(guarded() if tables is None else set(tables) & guarded()))
    if here().vendor == "postgresql":
        return _postgresql(touched, full=vacuum)
    return _sqlite(touched, vacuum=vacuum)


def _sqlite(tables: tuple[str, ...], *, vacuum: bool) -> Compacted:
    with system_grant("compaction", why="what was destroyed leaves the file") as part:
        if part.execute("PRAGMA secure_delete") != [(1,)]:
            raise RuntimeError("secure_delete is off: what is deleted would stay in the file")
        for table in tables:
            if table in SEARCHED:
                index = fts_of(table)
                part.execute(f"INSERT INTO {index} ({index}) VALUES ('optimize')")
        if vacuum:
            part.execute("VACUUM")
        [(busy, _log, _moved)] = part.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    left = "somebody is reading: the write-ahead log is emptied by the next run" if busy else ""
    return Compacted(tables, left)


def _postgresql(tables: tuple[str, ...], *, full: bool) -> Compacted:
    try:
        alias = owner_alias()
    except RuntimeError:
        return Compacted((), "the owner's credentials are not here: left to autovacuum")
    with system_grant("compaction", why="what was destroyed leaves the pages"):
        cursor: Any
        with connections[alias].cursor() as cursor:
            for table in tables:
                cursor.execute(f"VACUUM {'FULL ' if full else ''}{table}")
    return Compacted(tables)
