"""``lupaus init``: a new controller's folder, whole or not at all.

Everything is made beside its place and moved there last, so that an interruption leaves no
half folder. Existing folders, keys and journals are never written over.
"""

import os
import secrets
import shutil
from contextlib import suppress
from pathlib import Path
from typing import Annotated

import typer

from lupaus.commands.opening import say
from lupaus.commands.outcome import CannotRun, today
from lupaus.folder import Folder, look_at_address
from lupaus.policy.templates import TEMPLATES, template

app = typer.Typer(add_completion=False)

_TOML = """\
# Where the things of this register are. Paths are relative to this folder.
{database}
# The keys open what is sealed and vouch for the ledger. Keep a copy of them where the backups
# are not: without them sealed values stay shut for good.
keys = "{keys}"
# The erasure journal and the ledger's checkpoints. It must not be in this folder or in its
# backups: it is what a restored backup is corrected by.
journal = "{journal}"
# Names by which this register is reached over the network besides localhost.
hosts = []
"""
_SQLITE = "# PostgreSQL instead of register.sqlite3: see docs/how-to/postgresql.md"


@app.command(help="Make a new controller's folder from a starter template.")
def init(
    directory: Annotated[Path, typer.Argument(metavar="DIR")],
    template_: Annotated[
        str, typer.Option("--template", "-t", help=f"One of: {', '.join(TEMPLATES)}.")
    ] = TEMPLATES[0],
    database: Annotated[
        str, typer.Option(help="postgresql://… of the runtime role; SQLite when left out.")
    ] = "",
    owner: Annotated[
        str, typer.Option(help="postgresql://… of the owner role, for init, upgrade and adopt.")
    ] = "",
) -> None:
    make(directory, template_, database=database, owner=owner)
    say(f"{directory} is ready.")
    say(f"  1. Write your own facts into {directory / 'policy.yaml'}")
    say(f"  2. lupaus policy lint {directory / 'policy.yaml'}")
    say(f"  3. {Folder(path=directory).typed('adopt')}")
    say(f"Keep a copy of {beside(directory, 'keys')} somewhere else: it opens what is sealed.")


def beside(directory: Path, what: str) -> Path:
    """Where the keys or the journal of a folder go: beside it, under its name."""
    full = directory.resolve()
    return full.parent / f"{full.name}-{what}"


def make(directory: Path, template_: str, *, database: str = "", owner: str = "") -> None:
    """Make the folder, its keys, its journal and an empty register. Raises CannotRun."""
    try:
        text = template(template_)
    except ValueError as unknown:
        raise CannotRun(str(unknown)) from None
    if directory.exists() and (not directory.is_dir() or any(directory.iterdir())):
        raise CannotRun(f"{directory} is not empty: name a folder that does not exist yet")
    if database and not owner:
        raise CannotRun("a PostgreSQL register needs --owner as well: the role that migrates")
    for address in (database, owner):
        look_at_address(address)
    keys, journal = beside(directory, "keys"), beside(directory, "journal")
    for place in (keys, journal):
        if place.exists():
            raise _taken(place)
    made: list[Path] = []
    try:
        _make(directory, text, made, database=database, owner=owner)
    except BaseException as wrong:
        for half in made:
            shutil.rmtree(half, ignore_errors=True)
        if isinstance(wrong, OSError):
            raise CannotRun(f"{wrong.filename or directory}: {wrong.strerror}") from None
        raise


def _make(directory: Path, text: str, made: list[Path], *, database: str, owner: str) -> None:
    """``made`` holds what is to be removed when something goes wrong; nothing once the folder
    has its place."""
    full = directory.resolve()
    keys, journal = beside(directory, "keys"), beside(directory, "journal")
    new = full.parent / f".{full.name}-{secrets.token_hex(4)}"
    new.parent.mkdir(parents=True, exist_ok=True)
    for place in (keys, journal, new):
        _make_alone(place, made)
    _write_folder(new, text, keys.name, journal.name, database=database)
    _make_keys(keys)
    _make_register(new, owner)
    with suppress(FileNotFoundError):
        directory.rmdir()  # empty, as we saw
    new.rename(full)
    made.clear()


def _make_alone(place: Path, made: list[Path]) -> None:
    """Make a folder that was not there: what another init has made in the meantime is its own,
    and is not removed when this one gives up."""
    try:
        place.mkdir(mode=0o700)
    except FileExistsError:
        raise _taken(place) from None
    made.append(place)


def _taken(place: Path) -> CannotRun:
    return CannotRun(
        f"{place} exists: it may belong to an earlier register, or to one that is being made at"
        " this moment. Move it away first"
    )


def _write_folder(new: Path, text: str, keys: str, journal: str, *, database: str) -> None:
    dated = "\n".join(
        f"{line.split(':')[0]}: {today()}" if line.startswith(("dated:", "reviewed:")) else line
        for line in text.splitlines()
    )
    (new / "policy.yaml").write_text(dated + "\n", encoding="utf-8")
    line = f'database = "{database}"' if database else _SQLITE
    toml = _TOML.format(database=line, keys=f"../{keys}", journal=f"../{journal}")
    (new / "lupaus.toml").write_text(toml, encoding="utf-8")
    (new / "lupaus.toml").chmod(0o600)


def _make_keys(keys: Path) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lupaus.settings")
    from lupaus.guard.vault import Vault  # noqa: PLC0415 - slow to load
    from lupaus.ledger.keys import Keys  # noqa: PLC0415 - likewise

    Keys.create(keys)
    Vault.create(keys)
    file = keys / "web.key"
    file.write_text(secrets.token_urlsafe(48) + "\n", encoding="ascii")
    file.chmod(0o600)


def _make_register(new: Path, owner: str) -> None:
    os.environ["LUPAUS_DIR"] = str(new)
    if owner:
        os.environ["LUPAUS_OWNER_URL"] = owner
    import django  # noqa: PLC0415 - the folder must be there before the settings are read

    django.setup()
    from django.db import connections  # noqa: PLC0415 - Django is set up now

    from lupaus.accounts import tables as accounts  # noqa: PLC0415 - likewise
    from lupaus.guard import migrate  # noqa: PLC0415 - likewise

    migrate()
    accounts.migrate()
    connections.close_all()  # WAL and shared memory go before the folder is moved
