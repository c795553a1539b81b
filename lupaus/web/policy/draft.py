"""The policy file on disk: what is being written, as told from what is in force.

``policy.yaml`` in the controller's folder is the one draft there is, for the pages and the
command line alike. It is written whole or not at all, and never over a text that somebody else
has changed meanwhile: pages compare and replace under a lock on the folder. A text editor knows
no lock; what it saves in that very moment is the only thing that could be written over.
"""

import fcntl
import hashlib
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from lupaus.guard import NoPolicy, in_force


class DraftChanged(Exception):  # noqa: N818 - no error: somebody else was quicker
    """The file is not the one that was being edited."""


class NoPlace(Exception):  # noqa: N818 - a state of the folder, with its cure
    """There is no file to write to, or it may not be written."""


@dataclass(frozen=True, slots=True)
class Draft:
    """The text, and the digest by which a writer says which text it has seen."""

    text: str
    digest: str
    is_in_force: bool


def read() -> Draft:
    """The draft; without a file, the text in force."""
    adopted = _in_force()
    text = _text(adopted)
    return Draft(text, _digest(text), text == adopted)


def write(text: str, *, seen: str) -> Draft:
    """Put a text in place of the one whose digest was seen. What is answered is what was
    written, whatever the file says a moment later. Raises DraftChanged and NoPlace."""
    file = _file()
    if file is None:
        raise NoPlace("there is no folder to write to")
    text = plain(text)
    try:
        with _alone(file.parent):
            if seen != read().digest:
                raise DraftChanged("policy.yaml was changed meanwhile")
            _replace(file, text.encode())
    except OSError as wrong:
        raise NoPlace(f"{file} cannot be written: {wrong.strerror}") from None
    return Draft(text, _digest(text), text == _in_force())


def plain(text: str) -> str:
    """As the file has it. Browsers send line breaks in two letters."""
    return text.replace("\r\n", "\n").replace("\r", "\n").rstrip() + "\n"


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Nobody else of us writes there meanwhile, in this process or another."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _replace(file: Path, octets: bytes) -> None:
    """Whole or not at all, under the rights that the file has had."""
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(octets)
        Path(name).chmod(file.stat().st_mode & 0o777 if file.exists() else 0o640)
        Path(name).replace(file)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise


def _file() -> Path | None:
    folder = settings.FOLDER.path
    return folder / "policy.yaml" if folder else None


def _text(otherwise: str) -> str:
    """What the file says. An editor that knows no UTF-8 has left it in the old letters of
    Western Europe, and saving here mends that."""
    file = _file()
    if file is None or not file.exists():
        return otherwise
    octets = file.read_bytes()
    try:
        text = octets.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = octets.decode("cp1252", "replace")
    return text.replace("\r\n", "\n")


def _in_force() -> str:
    try:
        return in_force().text
    except NoPolicy:
        return ""


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
