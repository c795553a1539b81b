"""The product, opened in this process for one cell."""

import copy
import os
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from bench.world import AT, ROLE, TEMPLATE, TODAY, Cell

if TYPE_CHECKING:  # importing the guard needs Django to be set up
    from lupaus.guard import Actor

PLAIN = "plain"


def open_folder(folder: Path) -> None:
    """Set Django up for the folder; one folder to a process."""
    os.environ["LUPAUS_DIR"] = str(folder)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lupaus.settings")
    import django  # noqa: PLC0415 - reads the folder

    django.setup()


def fill(people: int) -> None:
    """Adopt the template and put the invented customers in."""
    from lupaus.commands.demo.filling import fill as put_in  # noqa: PLC0415 - needs Django
    from lupaus.guard import Act, adopt  # noqa: PLC0415 - likewise
    from lupaus.policy.templates import template  # noqa: PLC0415 - likewise

    adopt(template(TEMPLATE), Act("aino", "", AT, "bench"))
    put_in(people, today=TODAY, at=AT)


@cache
def actor() -> "Actor":
    """The owner, with every purpose."""
    from lupaus.guard import Actor, in_force  # noqa: PLC0415 - needs Django

    return Actor("aino", ROLE, in_force().purposes_of(ROLE))


def plain(cell: Cell) -> None:
    """Let Django reach the raw side's copy without the guard, as the floor to compare with."""
    from django.db import connections  # noqa: PLC0415 - needs Django

    if PLAIN in connections.databases:
        return
    settings = copy.deepcopy(connections["default"].settings_dict)
    settings["NAME"] = cell.copy
    if cell.engine == "sqlite":
        settings["ENGINE"] = "django.db.backends.sqlite3"
        settings["OPTIONS"]["init_command"] = "PRAGMA synchronous = NORMAL"
    else:
        settings["ENGINE"] = "django.db.backends.postgresql"
        settings["USER"] = "postgres"
    connections.databases[PLAIN] = settings
