"""The policy file on disk: what is being written, as told from what is in force.

``policy.yaml`` in the controller's folder is the one draft there is, for the pages and the
command line alike. It is written whole or not at all, and never over a text that somebody else
has changed meanwhile.
"""

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from lupaus.guard import NoPolicy, in_force


class DraftChanged(Exception):  # noqa: N818 - no error: somebody else was quicker
    """The file is not the one that was being edited."""


@dataclass(frozen=True, slots=True)
class Draft:
    """The text, and the digest by which a writer says which text it has seen."""

    text: str
    digest: str
    is_in_force: bool


def read() -> Draft:
    """The draft; without a file, the text in force."""
    file = _file()
    text = file.read_text(encoding="utf-8") if file and file.exists() else _in_force()
    return Draft(text, _digest(text), text == _in_force())


def write(text: str, *, seen: str) -> Draft:
    """Put a text in place of the one whose digest was seen. Raises DraftChanged."""
    file = _file()
    if file is None:
        raise DraftChanged("there is no folder to write to")
    if seen != read().digest:
        raise DraftChanged("policy.yaml was changed meanwhile")
    text = text.replace("\r\n", "\n").rstrip() + "\n"
    beside = file.with_name(f".{file.name}.{os.getpid()}")
    beside.write_text(text, encoding="utf-8")
    beside.replace(file)
    return read()


def _file() -> Path | None:
    folder = settings.FOLDER.path
    return folder / "policy.yaml" if folder else None


def _in_force() -> str:
    try:
        return in_force().text
    except NoPolicy:
        return ""


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
