"""Controllers' folders for claims about commands: made once a session, by the real commands,
and copied for whoever changes them."""

import fcntl
import os
import shutil
from pathlib import Path

import pytest
from forking import lupaus

NAME = "asiakkaat"
_PARTS = ("", "-keys", "-journal")


def adopted(template: str, factory: pytest.TempPathFactory) -> Path:
    """A folder of the template with its policy in force. To look at, not to change."""
    return made(f"adopted-{template}", factory, lambda there: _adopt(template, there))


def made(called: str, factory: pytest.TempPathFactory, make) -> Path:
    """What ``make`` puts at a path, by the first of all the session's workers that asks."""
    base = factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    place = shared / called
    with (shared / f"{called}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not place.exists():
            half = shared / f"{called}.half"
            half.mkdir()
            make(half / NAME)
            half.rename(place)
    return place / NAME


def copied(folder: Path, to: Path) -> Path:
    """A copy of the folder, with its keys and its journal beside it."""
    for part in _PARTS:
        shutil.copytree(f"{folder}{part}", f"{to / NAME}{part}")
    return to / NAME


def _adopt(template: str, there: Path) -> None:
    for words in (["init", there, "--template", template], ["-C", there, "adopt"]):
        done = lupaus(*words)
        assert done.returncode == 0, done.stderr
