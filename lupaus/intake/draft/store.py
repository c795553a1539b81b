"""Drafts as rows: sealed, claimed by one at a time, and destroyed.

This module destroys. A list that is destroyed too early has to be handed over again, one that
is left lies about. What prevents either: the list itself goes in the transaction in which what
it says has come into sight, or when it is discarded, or by daily keeping when its days have
passed; never while somebody is taking it in.
"""

import json
import secrets
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from lupaus.finland import day_of
from lupaus.guard import Act, Machinery, Part, system_grant, vault
from lupaus.intake.rawfile import Upload
from lupaus.intake.unusable import Unusable

#: So many bytes; a longer list is for the command line, which streams it from the disk.
LARGEST = 64 << 20
LEASE = timedelta(minutes=2)
_PIECE = 1 << 20

Clock = Callable[[], datetime]


class NoDraft(Unusable):
    """There is no such draft, or it is somebody else's. The message says what to do."""


class State(StrEnum):
    """Where a draft stands. ``interrupted`` is not stored: it is a commit that has died."""

    OPEN = "open"
    COMMITTING = "committing"
    INTERRUPTED = "interrupted"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Settings:
    """What has been said of a list. ``fields`` and ``rules`` by the place of the column, as
    words; ``alone`` is what persons without an organisation are. ``name`` is the file's and may
    be anybody's, so all of it lies sealed."""

    name: str
    sheet: str = ""
    source: str = ""
    customers: bool = True
    again: bool = False
    without_headings: bool = False
    alone: str = "consumer"
    fields: Mapping[int, str] = field(default_factory=dict)
    rules: Mapping[int, str] = field(default_factory=dict)

    def text(self) -> str:
        return json.dumps({name: getattr(self, name) for name in self.__slots__})

    @classmethod
    def read(cls, text: str) -> "Settings":
        tree = json.loads(text)
        for name in ("fields", "rules"):
            tree[name] = {int(place): word for place, word in tree[name].items()}
        return cls(**tree)


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a draft stands: ``lines`` of ``total`` are read; ``error`` is why the last try came
    to nothing; ``report`` is what came of it, as a tree, once it is done."""

    id: int
    state: State
    begun_by: str
    lines: int
    total: int
    batch: int | None
    error: str
    settings: Settings
    report: Mapping[str, Any] | None


@dataclass(frozen=True, slots=True)
class _Row:
    id: int
    state: str
    begun_by: str
    claimed_until: datetime | None
    lines: int
    total: int
    batch_id: int | None
    error: str
    settings: bytes
    report: bytes


_SELECT = (
    "SELECT id, state, begun_by, claimed_until, lines, total, batch_id, error, settings, report"
    " FROM intake_draft WHERE id = %s"
)


def make(upload: Upload, act: Act) -> int:
    """A new draft, sealed. Raises Unusable for a list that is too long."""
    if len(upload.content) > LARGEST:
        raise Unusable(
            f"the file is larger than {LARGEST >> 20} MiB: take it in on the command line "
            "(lupaus import FILE), which has no such limit"
        )
    day = day_of(act.at)
    with system_grant(Machinery.IMPORT, why="a list is handed over", actor=act.actor) as part:
        [(number,)] = part.execute(
            "INSERT INTO intake_draft (begun_on, begun_by, state, claim, lines, total, error,"
            " settings, report) VALUES (%s, %s, 'open', '', 0, 0, '', %s, %s) RETURNING id",
            [day, act.actor, b"", b""],
        )
        put_settings(part, number, Settings(upload.name))
        put_content(part, number, "file", upload.content)
    return int(number)


def put_settings(part: Part, draft: int, settings: Settings) -> None:
    sealed = _seal("intake_draft", "settings", draft, settings.text().encode())
    part.changed("UPDATE intake_draft SET settings = %s WHERE id = %s", [sealed, draft])


def put_content(part: Part, draft: int, kind: str, content: bytes) -> None:
    """Seal a file or the lines of it that failed, piece by piece."""
    for place, start in enumerate(range(0, len(content), _PIECE)):
        sealed = _seal("intake_piece", kind, draft, content[start : start + _PIECE])
        part.changed(
            "INSERT INTO intake_piece (draft_id, begun_on, part, place, content) SELECT"
            " id, begun_on, %s, %s, %s FROM intake_draft WHERE id = %s",
            [kind, place, sealed, draft],
        )


def _seal(table: str, column: str, draft: int, plain: bytes) -> bytes:
    return vault().seal_bytes(plain, table=table, column=column, party=draft)


def _open(table: str, column: str, draft: int, sealed: bytes) -> bytes:
    return vault().open_bytes(sealed, table=table, column=column, party=draft)


def standing(draft: int, *, act: Act) -> Standing:
    """Where a draft stands. Nobody sees another's. Waits for no writer."""
    with system_grant(Machinery.MATCHING, why="a draft is looked at", actor=act.actor) as part:
        rows = part.rows(_Row, _SELECT, [draft])
    if not rows or rows[0].begun_by != act.actor:
        raise NoDraft(
            "there is no such list here: it was discarded, its days have passed, or somebody "
            "else has handed it over. Hand it over again"
        )
    [row] = rows
    report = bytes(row.report)
    return Standing(
        row.id,
        _state(row, act.at),
        row.begun_by,
        row.lines,
        row.total,
        row.batch_id,
        row.error,
        Settings.read(_open("intake_draft", "settings", draft, row.settings).decode()),
        json.loads(_open("intake_draft", "report", draft, report)) if report else None,
    )


def begun_by(draft: int) -> str:
    """Who has handed the list over: what a job needs to know that carries its number alone."""
    with system_grant(Machinery.MATCHING, why="whose a list is") as part:
        rows = part.execute("SELECT begun_by FROM intake_draft WHERE id = %s", [draft])
    if not rows:
        raise NoDraft("there is no such list: it was discarded, or its days have passed")
    return str(rows[0][0])


def _state(row: _Row, at: datetime) -> State:
    dead = row.claimed_until is None or row.claimed_until <= at
    if row.state == State.COMMITTING and dead:
        return State.INTERRUPTED
    return State(row.state)


def content(draft: int, kind: str) -> bytes:
    """What was sealed, whole and in memory."""
    with system_grant(Machinery.MATCHING, why="a list is read") as part:
        pieces = part.execute(
            "SELECT content FROM intake_piece WHERE draft_id = %s AND part = %s ORDER BY place",
            [draft, kind],
        )
    return b"".join(_open("intake_piece", kind, draft, bytes(p)) for (p,) in pieces)


def say(draft: int, settings: Settings, *, act: Act) -> None:
    """Keep what was said of the list; one whose taking in has died is open again. Raises
    Unusable while it is being taken in."""
    with system_grant(Machinery.IMPORT, why="a list is corrected", actor=act.actor) as part:
        opened = part.changed(
            "UPDATE intake_draft SET state = 'open', claim = '', claimed_until = NULL"
            " WHERE id = %s AND (state = 'open'"
            " OR (state = 'committing' AND claimed_until <= %s))",
            [draft, act.at],
        )
        if not opened:
            raise Unusable("the list is being taken in, or has been: nothing can be changed")
        put_settings(part, draft, settings)


def discard(draft: int, *, act: Act) -> None:
    """Destroy the list and everything that was said of it. Raises Unusable while it is being
    taken in."""
    found = standing(draft, act=act)
    if found.state is State.COMMITTING:
        raise Unusable("the list is being taken in: wait for the end, and undo the import")
    with system_grant(Machinery.IMPORT, why="a list is discarded", actor=act.actor) as part:
        part.changed("DELETE FROM intake_piece WHERE draft_id = %s", [draft])
        part.changed("DELETE FROM intake_draft WHERE id = %s", [draft])


# --- being taken in --------------------------------------------------------------------------


def claim(draft: int, *, at: datetime) -> str:
    """Be the one who takes the list in. Raises Unusable when somebody is, or it has been."""
    token = secrets.token_hex(16)
    with system_grant(Machinery.IMPORT, why="a list is claimed") as part:
        taken = part.changed(
            "UPDATE intake_draft SET state = 'committing', claim = %s, claimed_until = %s,"
            " lines = 0, total = 0, error = '' WHERE id = %s AND (state = 'open'"
            " OR (state = 'committing' AND claimed_until <= %s))",
            [token, at + LEASE, draft, at],
        )
    if not taken:
        raise Unusable("the list is being taken in already, or has been: look at its progress")
    return token


def beat(draft: int, token: str, *, at: datetime, lines: int, total: int) -> None:
    """Say how far it has come. Raises Unusable when somebody else has taken it over."""
    with system_grant(Machinery.IMPORT, why="a list is being taken in") as part:
        ours = part.changed(
            "UPDATE intake_draft SET lines = %s, total = %s, claimed_until = %s"
            " WHERE id = %s AND claim = %s",
            [lines, total, at + LEASE, draft, token],
        )
    if not ours:
        raise Unusable("the list was discarded or taken over meanwhile: nothing was taken in")


def finish(part: Part, draft: int, token: str, *, batch: int, report: str) -> None:
    """It has come into sight: the list is needed no more. Belongs to that transaction."""
    sealed = _seal("intake_draft", "report", draft, report.encode())
    ours = part.changed(
        "UPDATE intake_draft SET state = 'done', claim = '', claimed_until = NULL,"
        " lines = total, batch_id = %s, report = %s WHERE id = %s AND claim = %s",
        [batch, sealed, draft, token],
    )
    if not ours:
        raise Unusable("the list was discarded or taken over meanwhile: nothing was taken in")
    part.changed("DELETE FROM intake_piece WHERE draft_id = %s AND part = 'file'", [draft])


def give_up(draft: int, token: str, error: str) -> None:
    """It came to nothing, and may be tried again."""
    with system_grant(Machinery.IMPORT, why="a list could not be taken in") as part:
        part.changed(
            "UPDATE intake_draft SET state = 'open', claim = '', claimed_until = NULL,"
            " lines = 0, error = %s WHERE id = %s AND claim = %s",
            [error[:500], draft, token],
        )


def drafts_of(act: Act) -> Iterator[Standing]:
    """The drafts of whoever acts, the newest first."""
    with system_grant(Machinery.MATCHING, why="drafts are listed", actor=act.actor) as part:
        found = part.execute(
            "SELECT id FROM intake_draft WHERE begun_by = %s ORDER BY id DESC", [act.actor]
        )
    for (number,) in found:
        yield standing(number, act=act)
