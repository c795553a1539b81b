"""The stamp on what is in force: which text of the policy, made into which views, by which
program.

It is sealed with a key that is not in the database. So a text that is changed together with its
digest, a version that is taken away, and a stamp that is written anew are all told from what
was adopted; and views that an earlier program made are told from views that somebody changed.
"""

import hashlib
import hmac
from dataclasses import astuple, dataclass
from functools import cache
from pathlib import Path
from typing import Self

from django.db import connections

from lupaus import __version__
from lupaus.ledger import keys

_TAG = b"lupaus stamp 1\0"
#: Where the texts of views and the rights of roles are written.
_WRITERS = ("policy/*.py", "records/*.py", "guard/scope.py", "guard/postgresql/*.py")


@dataclass(frozen=True, slots=True)
class Stamp:
    version: int
    policy: str  # digest of its text
    views: str  # digest of their texts; on PostgreSQL of the rights as well
    program: str
    source: str  # digest of the program's own text, as far as it makes views

    @classmethod
    def genuine(cls, statement: str | None, seal: str | None) -> Self | None:
        """The stamp, if its seal is ours."""
        if not statement or not hmac.compare_digest(_seal(statement), seal or ""):
            return None
        version, *rest = statement.split(" ")
        return cls(int(version), *rest)

    def put(self, alias: str) -> None:
        """Seal and store it. The grant is the caller's."""
        statement = " ".join(map(str, astuple(self)))
        with connections[alias].cursor() as cursor:
            cursor.execute(
                "INSERT INTO guard_stamp (id, statement, seal) VALUES (1, %s, %s) "
                "ON CONFLICT (id) DO UPDATE"
                " SET statement = excluded.statement, seal = excluded.seal",
                [statement, _seal(statement)],
            )

    @property
    def is_later(self) -> bool:
        """A newer program than this one has made it."""
        return _numbers(self.program) > _numbers(__version__)


def _seal(statement: str) -> str:
    return keys.current().seal(_TAG + statement.encode()).hex()


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split(".") if part.isdecimal())


@cache
def source() -> str:
    """Tells two programs apart that would perhaps make other views. Cheap, unlike making them;
    where there is no source to read every program is another one."""
    room = Path(__file__).parent.parent
    digest = hashlib.sha256()
    for pattern in _WRITERS:
        for file in sorted(room.glob(pattern)):
            digest.update(file.read_bytes())
    return digest.hexdigest()
