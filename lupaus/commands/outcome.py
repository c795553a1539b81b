"""How a command ends and what it leaves: exit codes, output, files.

0 is fine, 1 is found something, 2 is could not run.
"""

import os
import sys
import tempfile
from contextlib import suppress
from datetime import UTC, date, datetime
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

FINE, FOUND, CANNOT_RUN, INTERRUPTED = 0, 1, 2, 130


class CannotRun(Exception):  # noqa: N818 - says what could not be done, as FolderError does
    """The command cannot run. The message says what is wrong and what to do about it."""


def today() -> date:
    """The date on the controller's wall."""
    return datetime.now(UTC).astimezone().date()


def stays_outside(output: Path | None, *folders: Path | None) -> None:
    """Raises CannotRun for a file of personal data that would lie in the register's own folder,
    with its keys or in its journal: nothing guards it there, and backups would carry it on."""
    for folder in folders:
        if output and folder and output.resolve().is_relative_to(folder.resolve()):
            raise CannotRun(
                f"{output} would lie in {folder}, where nothing guards it and every backup"
                " takes it along: name a place elsewhere"
            )


F = TypeVar("F", bound=StrEnum)


def by_name(output: Path | None, otherwise: F) -> F:
    """The format that the name of the file promises, as ``notice.pdf`` does."""
    ending = output.suffix.lower().removeprefix(".") if output else ""
    ending = {"md": "markdown", "txt": "text"}.get(ending, ending)
    return next((each for each in type(otherwise) if each == ending), otherwise)


def put(content: str | bytes, output: Path | None) -> None:
    """To the file, whole or not at all; without one to standard output."""
    octets = content.encode("utf-8") if isinstance(content, str) else content
    if output is None:
        _print(octets, binary=isinstance(content, bytes))
        return
    try:
        _replace(output, octets)
    except OSError as wrong:
        raise CannotRun(f"{output} cannot be written: {wrong.strerror}") from None


def _print(octets: bytes, *, binary: bool) -> None:
    if binary and sys.stdout.isatty():
        raise CannotRun("this is no text for a terminal: name a file with --output FILE")
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(octets)
        sys.stdout.buffer.flush()
    except BrokenPipeError:  # the reader has seen enough: no matter for a complaint
        raise
    except OSError as wrong:
        raise CannotRun(f"the output cannot be written: {wrong.strerror}") from None


def _replace(output: Path, octets: bytes) -> None:
    if output.exists() and not output.is_file():  # a pipe or a device is written as it is
        with output.open("wb") as stream:
            stream.write(octets)
        return
    handle, name = tempfile.mkstemp(dir=output.parent, prefix=f".{output.name}.")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(octets)
        mode = output.stat().st_mode & 0o777 if output.exists() else 0o666 & ~_umask()
        Path(name).chmod(mode)
        Path(name).replace(output)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise


def _umask() -> int:
    """What the user's files may not be; asking means setting."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
