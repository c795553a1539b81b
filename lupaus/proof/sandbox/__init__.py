"""Where promises may be broken: a sandbox that is thrown away.

What could go wrong: a breaker reaches the real register. On SQLite it cannot, because the
sandbox is another file, made of the register's own tables, triggers, views and policy but of
none of its people; only invented rows are broken. On PostgreSQL it is the register itself, with
the roles and views as they really are, inside one transaction that is always rolled back: each
breaker ends in a savepoint, and nothing here ever commits.

Breakers speak through :meth:`Sandbox.raw`: the plain driver, as the owner of the database
would, past everything that is ours. Meanwhile ``connections["default"]`` is the sandbox. So
are the accounts, which lie beside the register: an empty copy of theirs, on either engine.
"""

import shutil
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from django.db import DEFAULT_DB_ALIAS, connections

from lupaus.folder import Folder

if TYPE_CHECKING:  # it needs what is here
    from lupaus.proof.sandbox.accounts import Beside

Row = tuple[Any, ...]


class CannotTest(Exception):  # noqa: N818 - says what is missing, as CannotRun does
    """There is no sandbox to be had. The message says what to do."""


class Sandbox(Protocol):
    """One sandbox. ``folder`` is a controller's folder that holds nothing."""

    folder: Folder  # made for the sandbox, and made anew after every trial
    accounts: "Beside | None"  # a copy of their tables; None where none were handed in

    def raw(self, sql: str, params: Mapping[str, Any] | None = None) -> list[Row]:
        """One statement through the plain driver; ``:name`` for parameters."""

    def inside(self, sql: str, params: Mapping[str, Any] | None = None) -> None:
        """One statement through the driver's connection that the program itself uses, under
        whatever grant is open there."""

    def trial(self) -> AbstractContextManager[None]:
        """What is broken inside is whole again afterwards."""

    @property
    def refusals(self) -> tuple[type[Exception], ...]:
        """What an engine raises when it refuses."""


def fresh(place: Path) -> Folder:
    """A controller's folder and a journal beside it, both empty, whatever was there."""
    folder = Folder(path=place / "folder", journal=place / "journal")
    for own in (place / "folder", place / "journal"):
        if own.is_symlink():
            own.unlink()
        shutil.rmtree(own, ignore_errors=True)
        own.mkdir()
    return folder


@contextmanager
def sandbox() -> Iterator[Sandbox]:
    """A sandbox of the register that is open. Raises CannotTest."""
    if connections[DEFAULT_DB_ALIAS].vendor == "postgresql":
        from lupaus.proof.sandbox.postgresql import transaction_of  # noqa: PLC0415 - psycopg

        with transaction_of() as opened:
            yield opened
        return
    from lupaus.proof.sandbox.sqlite import copy_of  # noqa: PLC0415 - the other engine

    with copy_of() as copied:
        yield copied


@contextmanager
def in_place_of(wrapper: Any) -> Iterator[None]:
    """For as long as the block lasts this thread's register, or whatever else the wrapper goes
    by, is the sandbox."""
    real = connections[wrapper.alias]
    connections[wrapper.alias] = wrapper
    try:
        yield
    finally:
        connections[wrapper.alias] = real
        wrapper.close()
