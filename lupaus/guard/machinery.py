"""Grants of the machinery itself: each part by its name, each opening on the record.

These are the ways past the purposes, so they are few, named, and narrow: keeping destroys
without seeing values, proof counts without seeing them, and what does see everything (export,
verification) says so in the ledger.
"""

import logging
from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from datetime import date, datetime
from typing import Any, TypeVar

from django.core.management import call_command
from django.db import DEFAULT_DB_ALIAS, connection, connections

from lupaus.guard import scope
from lupaus.guard.grant import Grant
from lupaus.guard.readings import Parameters, adapted, whole
from lupaus.guard.scope import Machinery
from lupaus.guard.session import here, opened, owner_alias
from lupaus.guard.writings import Tables
from lupaus.ledger import gate as ledger
from lupaus.ledger.append import append
from lupaus.ledger.entry import Entry, Event, whose_of

Row = TypeVar("Row")
_log = logging.getLogger("lupaus.guard")

#: Parts that write, and so are one transaction.
_WRITING = frozenset(
    {
        Machinery.IMPORT,
        Machinery.KEEPING,
        Machinery.LEDGER_EXPIRY,
        Machinery.LISTS,
        Machinery.SEED,
    }
)
#: Parts whose opening alone is an event: they see every value.
_TOLD = frozenset({Machinery.EXPORT, Machinery.VERIFICATION})


class Part(Tables):
    """A part of the machinery at work. Statements name tables, within its scope."""

    def __init__(self, grant: Grant) -> None:
        super().__init__(grant)
        self._entries: list[Entry] = []

    def rows(self, row: type[Row], sql: str, parameters: Parameters = ()) -> tuple[Row, ...]:
        """Every row of the statement, as ``row(*columns)``."""
        return whole(row, self.execute(sql, parameters))

    def execute(self, sql: str, parameters: Parameters = ()) -> list[tuple[Any, ...]]:
        """Run one statement; its rows, if it has any, whole."""
        with connection.cursor() as cursor:
            cursor.execute(sql, adapted(parameters))
            return cursor.fetchall() if cursor.description else []

    def changed(self, sql: str, parameters: Parameters = ()) -> int:
        """Run one statement; how many rows it changed."""
        with connection.cursor() as cursor:
            cursor.execute(sql, adapted(parameters))
            return int(cursor.rowcount)

    def log(  # noqa: PLR0913 - an entry of the ledger, field by field
        self,
        event: Event,
        *,
        actor: str,
        at: datetime,
        whose: Iterable[int] = (),
        purpose: str = "",
        via: str = "",
        fields: Iterable[str] = (),
        counts: Mapping[str, int] | None = None,
        clause: str = "",
    ) -> None:
        """What the ledger will say; appended at the end, in the same transaction."""
        self._entries.append(
            Entry(
                actor=actor,
                event=event,
                whose=whose_of(whose),
                at=at,
                purpose=purpose,
                via=via,
                fields=tuple(fields),
                counts=counts or {},
                clause=clause,
            )
        )

    def finish(self) -> None:
        if self._entries:
            append(self._entries)
            self._entries.clear()


@contextmanager
def system_grant(
    name: Machinery | str, *, why: str, at: datetime | None = None, actor: str = "lupaus"
) -> Iterator[Part]:
    """Open the grant of a part of the machinery. ``why`` goes into the program's own log.

    Parts that see every value need ``at``: their opening is an entry of the ledger. Parts that
    write are one transaction.
    """
    part = Machinery(name)
    grant = scope.machinery(part)
    alias = owner_alias() if part in scope.OWNERS else DEFAULT_DB_ALIAS
    _log.info("grant %s opened by %s: %s", part, actor, why)
    told = part in _TOLD
    if told and at is None:
        raise ValueError(f"{part} sees every value: say at=, for the ledger")
    work = Part(grant)
    if part in {Machinery.COMPACTION, Machinery.BACKUP}:  # not within a transaction
        with _held(alias, grant):
            yield work
        return
    with opened(grant, alias=alias, writes=part in _WRITING or told):
        if told and at is not None:
            work.log(Event.GRANT_OPENED, actor=actor, at=at, via=str(part))
        yield work
        work.finish()


def for_the_ledger(wanted: ledger.Grant) -> AbstractContextManager[object]:
    """What the ledger asks for. Appending, noting and sealing are within everybody's rights,
    and no more than that is; only what deletes is a grant of its own."""
    if wanted is ledger.Grant.EXPIRE:
        return opened(scope.machinery(Machinery.LEDGER_EXPIRY), writes=True)
    return nullcontext()


@contextmanager
def _held(alias: str, grant: Grant) -> Iterator[None]:
    gate = here(alias).gate
    token = gate.open(grant)
    try:
        yield
    finally:
        gate.close(token)


def migrate(*, verbosity: int = 0, today: date | None = None) -> None:
    """Bring the tables to the newest form: on PostgreSQL as the owner, who then lets the
    runtime role at what holds no value.

    Views stand on the tables, so they go first and come back last; interrupted in between,
    nobody can read, and running it again completes it. ``today``: see ``remake``.
    """
    from lupaus.guard.adoption import drop_views, remake, to_remake  # noqa: PLC0415 - adoption needs us

    alias = owner_alias()
    with _held(alias, scope.machinery(Machinery.MIGRATION)):
        new = "guard_stamp" not in connections[alias].introspection.table_names()
        if not new:
            to_remake(new=False)  # before anything goes: from what is stored it could not come
        drop_views(alias)
        call_command(
            "migrate", database=alias, verbosity=verbosity, interactive=False, skip_checks=True
        )
        if here().vendor == "postgresql":
            from lupaus.guard.postgresql import roles  # noqa: PLC0415 - PostgreSQL only

            runtime = str(connections[DEFAULT_DB_ALIAS].settings_dict["USER"])
            roles.prepare(connections[alias], runtime)
    remake(new=new, today=today)
