"""What may be done just now: a grant, and the gate that holds the grants of one connection.

Nothing is open by default. A grant is opened by a reading, a writing or a named part of the
machinery; an inner one replaces the outer one, it does not add to it; when it ends, the outer
one is back. A grant belongs to the task that opened it: the same connection in the hands of
another thread, or of another asynchronous task, finds it shut.
"""

import asyncio
import threading
from collections.abc import Callable, Mapping
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from enum import StrEnum
from types import MappingProxyType

from lupaus.guard.refused import INTEGRITY, Refused


class Power(StrEnum):
    """What only the machinery needs, each by name."""

    SCHEMA = "schema"  # migrations: any statement but undoing the ledger
    VIEWS = "views"  # adoption: views come and go
    POLICY = "policy"  # adoption: a new version
    CUTOFFS = "cutoffs"  # the day's cut-offs
    STAFF = "staff"  # who works with the register, in which role
    LEDGER_EXPIRY = "ledger-expiry"  # payloads whose own term has passed
    COMPACTION = "compaction"  # indexes optimised, free pages overwritten
    COPY = "copy"  # the whole file to another place: backup


#: Action, two names, the database and the view or trigger, as the authorizer is asked.
Question = tuple[int, str | None, str | None, str | None, str | None]

_NOTHING: Mapping[str, frozenset[str]] = MappingProxyType({})


@dataclass(frozen=True, slots=True, eq=False)
class Grant:
    """Exactly what an engine lets pass. Two grants are never the same grant."""

    name: str
    views: frozenset[str] = frozenset()
    indexes: frozenset[str] = frozenset()  # full-text tables within reach of those views
    reads: Mapping[str, frozenset[str]] = field(
        default_factory=lambda: _NOTHING
    )  # tables' own columns
    inserts: frozenset[str] = frozenset()
    updates: frozenset[str] = frozenset()
    deletes: frozenset[str] = frozenset()
    powers: frozenset[Power] = frozenset()
    tells_edits: bool = False  # a row that it changes is noted by the merge that moved it
    role: str = ""  # PostgreSQL's role; empty: the runtime role itself, which has no rights
    #: What SQLite has asked about this grant or its like and was allowed.
    allowed: set[Question] = field(default_factory=set, repr=False)

    def another(self) -> "Grant":
        """The same rights, another grant: what was opened under one is not under the other."""
        return replace(self)

    @property
    def writes(self) -> frozenset[str]:
        return self.inserts | self.updates | self.deletes


NOTHING = Grant("nothing")


@dataclass(frozen=True, slots=True, eq=False)
class Opened:
    """A grant in force, whose it is, and what it covers up."""

    grant: Grant
    owner: tuple[int, int]


_held: ContextVar[tuple[Opened, ...]] = ContextVar("lupaus_held", default=())


def whoami() -> tuple[int, int]:
    """The present thread, and the asynchronous task that runs in it (0: none)."""
    try:
        task = asyncio.current_task()
    except RuntimeError:  # no loop runs here
        task = None
    return threading.get_ident(), id(task) if task is not None else 0


class Gate:
    """The grants of one connection. ``changed`` is called at every change, with the new one.

    The engine's part of the guard asks :meth:`here` before each statement, and must not let
    anything pass while it raises.
    """

    def __init__(self, changed: Callable[[Grant], None]) -> None:
        self._stack: list[Opened] = []
        self._changed = changed
        #: The grant of the statement that a guarded cursor is running at this moment.
        self.running: Grant = NOTHING
        #: What the engine refused last, for the message. Names only.
        self.refused: str = ""

    @property
    def top(self) -> Grant:
        """The innermost grant, whoever asks. For the engine to set itself up."""
        return self._stack[-1].grant if self._stack else NOTHING

    def holds(self, grant: Grant) -> bool:
        """The grant is in force, on top or covered up."""
        return any(opened.grant is grant for opened in self._stack)

    def here(self) -> Grant:
        """The innermost grant, if it was opened here; NOTHING when none is open.

        Raises Refused when it was opened in another thread, task or context.
        """
        if not self._stack:
            return NOTHING
        opened = self._stack[-1]
        if opened.owner != whoami() or opened not in _held.get():
            raise Refused(
                f"{opened.grant.name} was opened elsewhere: in another thread or task",
                law=INTEGRITY,
            )
        return opened.grant

    def open(self, grant: Grant) -> Opened:
        """Put a grant on top. Raises Refused when the one below was opened elsewhere."""
        self.here()
        opened = Opened(grant, whoami())
        self._stack.append(opened)
        _held.set((*_held.get(), opened))
        try:
            self._changed(grant)
        except BaseException:
            self._forget(opened)
            raise
        return opened

    def close(self, opened: Opened) -> None:
        """Take the grant away, and whatever was left open above it."""
        self._forget(opened)
        self._changed(self.top)

    def _forget(self, opened: Opened) -> None:
        if opened in self._stack:
            del self._stack[self._stack.index(opened) :]
        _held.set(tuple(o for o in _held.get() if o is not opened))
