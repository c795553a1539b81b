"""Where the guard takes hold of the ledger.

The ledger's own statements run inside a named grant. The guard, which knows how to open one on
each engine, installs its opener at start-up; until then a grant is nothing.
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from enum import StrEnum


class Grant(StrEnum):
    """What the ledger may do meanwhile; ``rights.RIGHTS`` says on which tables."""

    APPEND = "ledger-append"  # inside the caller's transaction
    RECORD_READ = "ledger-record-read"  # one insert, outside any transaction of the caller
    SEAL = "ledger-seal"
    EXPIRE = "ledger-expire"  # the only one that deletes payloads
    VERIFY = "ledger-verify"  # reads


Opener = Callable[[Grant], AbstractContextManager[object]]
_openers: list[Opener] = []


def install(opener: Opener | None) -> None:
    """From now on every grant is opened by ``opener``; None takes it away."""
    _openers[:] = [] if opener is None else [opener]


@contextmanager
def opened(grant: Grant) -> Iterator[None]:
    if not _openers:
        yield
        return
    with _openers[0](grant):
        yield
