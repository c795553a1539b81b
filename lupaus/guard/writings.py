"""Writing: one act, one transaction, the tables of its purpose and no others.

What could go wrong: a row written under a purpose that does not need it, or a row changed that
nobody may change. Against the first stands the grant, against the second that permissions are
append-only and that nothing but keys can be read or compared in an act.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from django.db import connection

from lupaus.finland import day_of
from lupaus.guard import cutoffs, scope
from lupaus.guard.acts import Act
from lupaus.guard.force import Adopted
from lupaus.guard.grant import Grant
from lupaus.guard.readings import Reading, stored
from lupaus.guard.refused import MINIMISATION, Refused
from lupaus.guard.scope import Machinery
from lupaus.guard.session import here, opened
from lupaus.ledger.append import append
from lupaus.ledger.entry import Entry, Event, whose_of
from lupaus.policy.holding import PARTY
from lupaus.records.catalogue import BATCH, MOVED, claims
from lupaus.sets import pieces, placeholders

_FEW = 16  # rows from which PostgreSQL's COPY is faster than INSERT
_AS_IT_IS = frozenset({str, int, bool, float, bytes, type(None)})  # stored() keeps them
_VARIABLES = 4_000  # bound values in one statement; SQLite may be built for 32,766

#: Dates of the spine that only ever move forward by themselves.
ADVANCING = frozenset({"last_contact_on", "last_contact_any_on", "last_invoice_on"})

Where = Mapping[str, Any]


class Tables:
    """Rows in and out of the tables that a grant covers. Names are those of the catalogue,
    with or without ``records_``; values are bound, always."""

    def __init__(self, grant: Grant) -> None:
        self._grant = grant
        self._numbered: dict[str, int] = {}

    def ids(self, table: str, count: int) -> Sequence[int]:
        """Ids for rows to come, so that rows of other tables can point at them."""
        name = self._table(table, self._grant.inserts)
        with connection.cursor() as cursor:
            if here().vendor == "postgresql":
                cursor.execute(
                    "SELECT nextval(%s::regclass) FROM generate_series(1, %s)",
                    [f"{name}_id_seq", count],
                )
                return [row[0] for row in cursor.fetchall()]
            # The transaction is IMMEDIATE: nobody else numbers rows meanwhile.
            cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [name])
            row = cursor.fetchone()
            first = max(row[0] if row else 0, self._numbered.get(name, 0)) + 1
            self._numbered[name] = first + count - 1
            return range(first, first + count)

    def insert(
        self, table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]
    ) -> Sequence[int]:
        """Put in the rows, however many. Returns their ids, in the order of the rows; rows
        that bring an ``id`` keep it."""
        name = self._table(table, self._grant.inserts)
        put = [tuple(row) for row in rows]
        if not put:
            return ()
        if "id" in columns:
            place = list(columns).index("id")
            ids: Sequence[int] = [row[place] for row in put]
            self._put(name, columns, put)
        elif len(put) == 1 and name not in self._numbered:  # ids handed out are not given twice
            return [self._put_one(name, columns, put[0])]
        else:
            ids = self.ids(name, len(put))
            self._put(
                name, ("id", *columns), [(i, *row) for i, row in zip(ids, put, strict=True)]
            )
        return ids

    def update(self, table: str, values: Mapping[str, Any], where: Where) -> int:
        """Set the values in the rows with these keys (``{"id": 5}``, ``{"party_id": [1, 2]}``).
        Returns how many."""
        name = self._table(table, self._grant.updates)
        said = ", ".join(f'"{_column(c)}" = %s' for c in values)
        done = self._each(f"UPDATE {name} SET {said}", list(values.values()), where)
        self._edited(name, where)
        return done

    def update_each(
        self, table: str, columns: Sequence[str], rows: Iterable[tuple[int, Sequence[Any]]]
    ) -> None:
        """Set other values in every row: (id, values)."""
        name = self._table(table, self._grant.updates)
        said = ", ".join(f'"{_column(c)}" = %s' for c in columns)
        put = [_adapted((*values, row)) for row, values in rows]
        with connection.cursor() as cursor:
            cursor.executemany(f"UPDATE {name} SET {said} WHERE id = %s", put)
        self._edited(name, {"id": [values[-1] for values in put]})

    def _edited(self, name: str, where: Where) -> None:
        """What is edited after a merge stays where it was edited, should that be undone."""
        if name == PARTY or not self._grant.tells_edits:
            return
        with connection.cursor() as cursor:
            for condition, bound in _conditions(where):
                cursor.execute(
                    f"UPDATE {MOVED} SET changed = TRUE WHERE holding = %s AND row_id IN"
                    f" (SELECT id FROM {name} WHERE {condition})",
                    [name, *bound],
                )

    def delete(self, table: str, where: Where) -> int:
        """Remove the rows with these keys. Returns how many."""
        name = self._table(table, self._grant.deletes)
        return self._each(f"DELETE FROM {name}", [], where)

    def keys(self, table: str, where: Where) -> tuple[tuple[int, int], ...]:
        """(id, party) of the rows with these keys."""
        name = self._table(table, frozenset(self._grant.reads))
        owner = "id" if name in {PARTY, BATCH} else "party_id"
        found: list[tuple[int, int]] = []
        with connection.cursor() as cursor:
            for condition, bound in _conditions(where):
                cursor.execute(f"SELECT id, {owner} FROM {name} WHERE {condition}", bound)
                found += cursor.fetchall()
        return tuple(found)

    def _each(self, statement: str, values: list[Any], where: Where) -> int:
        done = 0
        with connection.cursor() as cursor:
            for condition, bound in _conditions(where):
                cursor.execute(f"{statement} WHERE {condition}", _adapted([*values, *bound]))
                done += cursor.rowcount
        return done

    def _put_one(self, name: str, columns: Sequence[str], row: Sequence[Any]) -> int:
        into, places = _into(columns)
        sql = f"INSERT INTO {name} ({into}) VALUES ({places}) RETURNING id"
        with connection.cursor() as cursor:
            cursor.execute(sql, _adapted(row))
            return int(cursor.fetchall()[0][0])

    def _put(self, name: str, columns: Sequence[str], rows: list[tuple[Any, ...]]) -> None:
        into, places = _into(columns)
        with connection.cursor() as cursor:
            if here().vendor == "postgresql" and len(rows) >= _FEW:
                with cursor.copy(f"COPY {name} ({into}) FROM STDIN") as copying:
                    for row in rows:
                        copying.write_row(row)
                return
            # Many rows to a statement: before each statement that fires a trigger, SQLite
            # flushes the full-text index, which costs more than all the rest.
            each = max(1, _VARIABLES // len(columns))
            for piece in pieces(rows, each):
                values = ", ".join([f"({places})"] * len(piece))
                cursor.execute(
                    f"INSERT INTO {name} ({into}) VALUES {values}",
                    [
                        value if type(value) in _AS_IT_IS else stored(value)
                        for row in piece
                        for value in row
                    ],
                )

    def _table(self, table: str, allowed: frozenset[str]) -> str:
        name = table if table.startswith("records_") else f"records_{table}"
        if name not in allowed:
            claim = claims().get(name)
            raise Refused(
                f"{self._grant.name} does not cover {name}",
                law=MINIMISATION,
                clause=f"data.{claim.category}" if claim else "",
            )
        return name


def _column(name: str) -> str:
    if not name.isidentifier():
        raise ValueError(f"{name!r} is not a column")
    return name


def _into(columns: Sequence[str]) -> tuple[str, str]:
    return ", ".join(f'"{_column(c)}"' for c in columns), placeholders(columns)


def _adapted(values: Sequence[Any]) -> Sequence[Any]:
    if here().vendor != "sqlite":
        return values
    return [stored(value) for value in values]


def _conditions(where: Where) -> Iterator[tuple[str, list[Any]]]:
    """The condition, in pieces when there are many keys."""
    if len(where) != 1:
        raise ValueError("where takes one key column: id, party_id or a reference")
    column, wanted = next(iter(where.items()))
    keys = list(wanted) if isinstance(wanted, Iterable) else [wanted]
    for piece in pieces(keys):
        places = placeholders(piece)
        yield f'"{_column(column)}" IN ({places})', list(piece)


@dataclass(frozen=True, slots=True)
class Locked:
    """One row, ours until the act ends: whose it is, and the import that it came in."""

    id: int
    party: int
    batch: int | None


class Writing(Tables):
    """One act under way."""

    def __init__(self, adopted: Adopted, act: Act, grant: Grant) -> None:
        super().__init__(grant)
        self.adopted = adopted
        self.act = act
        self._entries: list[Entry] = []

    def covers(self, table: str) -> bool:
        """May this act write the table?"""
        return f"records_{table}" in self._grant.inserts

    def lock(self, table: str, row: int) -> Locked | None:
        """Nobody else changes the row until this act has ended; None when there is no such
        row. SQLite lets one act at a time change anything."""
        name = self._table(table, self._grant.updates)
        sql = f"SELECT id, party_id, batch_id FROM {name} WHERE id = %s"
        if here().vendor == "postgresql":
            sql += " FOR UPDATE"
        with connection.cursor() as cursor:
            cursor.execute(sql, [row])
            found = cursor.fetchall()
        return Locked(*found[0]) if found else None

    @contextmanager
    def seeing(self, purposes: frozenset[str] = frozenset()) -> Iterator[Reading]:
        """A reading for the purpose of the act, within it: what it may write it may compare
        with what is there, and no more. Who looked is for the caller to record, with
        :func:`lupaus.guard.readings.looked`, if anything of it leaves the act. ``purposes``
        are others than the act's, and only for what tells the act no value."""
        opening = self.adopted.opening(purposes or frozenset({self.act.purpose}))
        with opened(scope.reading(opening).another()):
            yield Reading(self.adopted, opening)

    def log(
        self,
        event: Event,
        *,
        whose: Iterable[int],
        fields: Iterable[str] = (),
        counts: Mapping[str, int] | None = None,
        clause: str = "",
    ) -> None:
        """What the ledger will say of this act; appended last, when nothing else can fail."""
        self._entries.append(
            Entry(
                actor=self.act.actor,
                event=event,
                whose=whose_of(whose),
                at=self.act.at,
                purpose=self.act.purpose,
                via=self.act.via,
                fields=tuple(fields),
                counts=counts or {},
                clause=clause,
            )
        )

    def advance(self, column: str, day: date, parties: Iterable[int]) -> int:
        """Move a date of the spine forward to the day; a later one stays. The act itself may
        not read the dates, so this is a grant of its own."""
        if column not in ADVANCING:
            raise ValueError(
                f"{column} does not move by itself: {', '.join(sorted(ADVANCING))}"
            )
        spine = Spine(scope.machinery(Machinery.SPINE))
        with opened(scope.machinery(Machinery.SPINE), writes=True):
            return spine.advance(column, day, parties)

    def finish(self) -> None:
        """Append what was logged."""
        if self._entries:
            append(self._entries)


class Spine(Tables):
    """The dates of the spine."""

    def advance(self, column: str, day: date, parties: Iterable[int]) -> int:
        done = 0
        with connection.cursor() as cursor:
            for condition, bound in _conditions({"id": parties}):
                cursor.execute(
                    f"UPDATE {PARTY} SET {column} = %s WHERE {condition}"
                    f" AND ({column} IS NULL OR {column} < %s)",
                    _adapted([day, *bound, day]),
                )
                done += cursor.rowcount
        return done


@contextmanager
def writing(act: Act) -> Iterator[Writing]:
    """One act: a transaction in which the tables of its purpose may be written.

    Raises Refused for a purpose that the policy in force does not know. What was logged is
    appended to the ledger in the same transaction, at its end.
    """
    adopted = cutoffs.in_force_on(day_of(act.at))
    if act.purpose not in adopted.policy.purposes:
        raise Refused(
            f"the policy knows no purpose {act.purpose}", clause=f"purpose.{act.purpose}"
        )
    grant = _granted(adopted, act.purpose).another()
    with opened(grant, writes=True):
        writing_ = Writing(adopted, act, grant)
        yield writing_
        writing_.finish()


@lru_cache(maxsize=256)
def _granted(adopted: Adopted, purpose: str) -> Grant:
    return scope.writing(adopted.policy, purpose)
