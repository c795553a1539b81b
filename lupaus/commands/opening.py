"""Opening the controller's folder for a command: Django set up, the register looked at.

Whatever is wrong with a folder is told here in one sentence with its cure: missing, damaged,
locked, read-only, of a newer version, without its keys.
"""

import os
import re
import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import typer

from lupaus.commands.outcome import CannotRun
from lupaus.folder import Folder, FolderError

_HEADER = b"SQLite format 3\x00"


def now() -> datetime:
    """The clock, asked nowhere else in the product but here and for the day in outcome."""
    return datetime.now(UTC)


def folder() -> Folder:
    """The folder that -C or LUPAUS_DIR names. Raises FolderError."""
    directory = os.environ.get("LUPAUS_DIR")
    if not directory:
        raise FolderError("which register? Name its folder: lupaus -C DIR …, or set LUPAUS_DIR")
    return Folder.open(Path(directory))


def address(opened: Folder, port: int = 8000) -> str:
    """Where the pages of the register are: its name on the network, or this machine."""
    return f"https://{opened.hosts[0]}" if opened.hosts else f"http://localhost:{port}"


def open_register(*, migrating: bool = False) -> Folder:
    """Set Django up for the folder and see that its register can be used.

    ``migrating`` lets an older register pass, because the command is about to bring it up.
    Raises CannotRun or FolderError.
    """
    opened = folder()
    if opened.engine == "sqlite":
        _look_at_file(opened)
    _set_up()
    _compare_versions(migrating=migrating)
    _compare_views(opened, migrating=migrating)
    return opened


def _set_up() -> None:
    import django  # noqa: PLC0415 - only commands that open a register pay for Django
    from django.conf import settings  # noqa: PLC0415 - likewise

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lupaus.settings")
    if not settings.configured or not django.apps.apps.ready:
        django.setup()


def _look_at_file(opened: Folder) -> None:
    assert opened.path is not None  # noqa: S101 - only a register in memory has none
    file = opened.path / "register.sqlite3"
    try:
        with file.open("rb") as stream:
            header = stream.read(len(_HEADER))
    except FileNotFoundError:
        raise CannotRun(
            f"{file} is missing: restore it from a backup, or make another folder with "
            "lupaus init"
        ) from None
    except OSError as wrong:
        raise CannotRun(f"{file} cannot be read: {wrong.strerror}") from None
    if header != _HEADER:
        raise CannotRun(
            f"{file} is damaged: it is not a SQLite database any more. Restore it from a backup"
        )
    if not os.access(file, os.W_OK) or not os.access(opened.path, os.W_OK):
        raise CannotRun(
            f"{opened.path} cannot be written: even looking is recorded. Give this user the "
            "right to write the folder and the files in it"
        )


def _compare_versions(*, migrating: bool) -> None:
    """Every migration we know is there, unless it is about to come, and none that we do not."""
    from django.db import DatabaseError, connection  # noqa: PLC0415 - Django is set up now
    from django.db.migrations.loader import MigrationLoader  # noqa: PLC0415 - likewise

    try:
        loader = MigrationLoader(connection)
    except (DatabaseError, sqlite3.DatabaseError) as wrong:
        raise CannotRun(because(wrong)) from None
    applied, known = set(loader.applied_migrations), set(loader.disk_migrations)
    if newer := sorted(applied - known):
        raise CannotRun(
            f"this register was written by a newer version of Lupaus ({'.'.join(newer[-1])}): "
            "upgrade the program, then try again"
        )
    if known - applied and not migrating:
        raise CannotRun(
            f"this register is of an older version: run {folder().typed('upgrade')} first"
        )


def _compare_views(opened: Folder, *, migrating: bool) -> None:
    """The views are those that this program makes: nobody works through stale ones."""
    from django.db import DatabaseError  # noqa: PLC0415 - Django is set up now

    from lupaus.guard import NoPolicy, PolicyChanged  # noqa: PLC0415 - likewise
    from lupaus.guard.probe import stale  # noqa: PLC0415 - likewise

    try:
        stamp = stale()
    except (NoPolicy, PolicyChanged):
        return  # who needs the policy is told
    except DatabaseError:
        if migrating:
            return  # the table of the stamp is about to come
        raise
    if stamp is not None and stamp.is_later:
        raise CannotRun(
            f"the views of this register were made by a newer version of Lupaus"
            f" ({stamp.program}): upgrade the program, then try again"
        )
    if stamp is not None and not migrating:
        raise CannotRun(
            f"the views of this register were made by an earlier version of Lupaus"
            f" ({stamp.program}), and this one makes others: run"
            f" {opened.typed('upgrade')} first"
        )


def because(wrong: Exception) -> str:
    """What a database's complaint means to the one who runs the command."""
    text = str(wrong).strip().splitlines()[0] if str(wrong).strip() else type(wrong).__name__
    if table := missing_table(wrong):
        cure = folder().typed("upgrade") if "__" in table else "restore it from a backup"
        return f"the register is damaged, its table or view {table} is gone: {cure}"
    if "locked" in text:
        return "the register is busy: another program keeps it locked. Wait for it to end"
    if "malformed" in text or "not a database" in text or "disk image" in text:
        return f"the register is damaged ({text}): restore it from a backup"
    if "readonly" in text:
        return "the register cannot be written: its file or folder is read-only for this user"
    away = "connect" in text or "password" in text or "does not exist" in text
    cure = "See database = … in lupaus.toml"
    return (
        f"the database cannot be reached: {text}. {cure}"
        if away
        else f"the database says: {text}"
    )


def missing_table(wrong: Exception) -> str:
    """The name of the table that a statement did not find; PostgreSQL does not call that an
    operational error."""
    found = re.search(r'no such table: (\w+)|relation "(\w+)" does not exist', str(wrong))
    return (found[1] or found[2]) if found else ""


def say(line: str = "") -> None:
    typer.echo(line)


def complain(line: str) -> None:
    typer.echo(line, err=True)
