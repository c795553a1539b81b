"""The day's cut-offs, on which every view rests.

Moving them back would open what has closed. They are moved by whoever reads or writes first on
a later day, never back by it; only an adoption sets them whatever they were.
"""

from datetime import date

from django.db import DEFAULT_DB_ALIAS, connections

from lupaus.guard import scope
from lupaus.guard.force import Adopted, standing
from lupaus.guard.scope import Machinery
from lupaus.guard.session import here, opened
from lupaus.policy import retention


def refresh(adopted: Adopted, today: date) -> None:
    """Bring the cut-offs to the day, unless they stand there or later already."""
    if _stand(adopted, today):
        return
    with opened(scope.machinery(Machinery.CUTOFFS), writes=True):
        if not _stand(adopted, today, lock=True):  # somebody else may have been first
            put(adopted, today)


def in_force_on(today: date) -> Adopted:
    """The policy in force, its cut-offs brought to the day. Raises NoPolicy."""
    adopted, day, version = standing()
    if version != adopted.version or day < today:
        refresh(adopted, today)
    return adopted


def _stand(adopted: Adopted, today: date, *, lock: bool = False) -> bool:
    sql = "SELECT day, version FROM guard_today WHERE id = 1"
    if lock and here().vendor == "postgresql":
        sql += " FOR UPDATE"
    with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
        cursor.execute(sql)
        row = cursor.fetchone()
    return row is not None and row[1] == adopted.version and row[0] >= today


def renew(adopted: Adopted, today: date, *, alias: str) -> None:
    """Write the cut-offs anew for the day that they stand at, or for a later one. The grant is
    the caller's."""
    with connections[alias].cursor() as cursor:
        cursor.execute("SELECT day FROM guard_today WHERE id = 1")
        row = cursor.fetchone()
    put(adopted, max(today, row[0]) if row else today, alias=alias)


def put(adopted: Adopted, today: date, *, alias: str = DEFAULT_DB_ALIAS) -> None:
    """Write the cut-offs of the day. The grant is the caller's."""
    days = retention.cutoffs(adopted.policy, today)
    text = here(alias).vendor == "sqlite"
    rows = [(rule, day.isoformat() if text else day) for rule, day in sorted(days.items())]
    with connections[alias].cursor() as cursor:
        cursor.execute("DELETE FROM guard_cutoff WHERE rule IS NOT NULL")
        cursor.executemany("INSERT INTO guard_cutoff (rule, day) VALUES (%s, %s)", rows)
        cursor.execute(
            "INSERT INTO guard_today (id, day, version) VALUES (1, %s, %s) "
            "ON CONFLICT (id) DO UPDATE SET day = excluded.day, version = excluded.version",
            [today.isoformat() if text else today, adopted.version],
        )
