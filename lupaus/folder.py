"""The controller's folder: what lies where.

::

    DIR/policy.yaml          the promises, as the controller edits them
    DIR/register.sqlite3     the register (unless lupaus.toml names a PostgreSQL database)
    DIR/accounts.sqlite3     who signs in, and with which second factor
    DIR/lupaus.toml          where the database, the keys and the erasure journal are
                             (PostgreSQL: database = the runtime's login, without rights of its
                             own; owner = the login that migrates and adopts, or the
                             environment's LUPAUS_OWNER_URL, used for nothing else)
    KEYS/                    key files, outside the folder and its backups
    JOURNAL/                 erasure journal and ledger checkpoints, outside both
"""

import re
import secrets
import shlex
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Self
from urllib.parse import unquote, urlsplit

#: Seconds that a connection lives at most.
_KEPT_OPEN = 600


class FolderError(Exception):
    """The folder cannot be used. The message says what is wrong and what to do."""


@dataclass(frozen=True, slots=True)
class Folder:
    """Where one controller's things are. ``path`` is None for a register in memory."""

    path: Path | None = None
    keys: Path | None = None
    journal: Path | None = None
    database_url: str = ""
    owner_url: str = ""
    hosts: tuple[str, ...] = ()
    patience: float = 20  # seconds to wait for another writer of an SQLite register
    engine: str = field(default="sqlite")

    @classmethod
    def from_environment(cls, environ: Mapping[str, str]) -> Self:
        """The folder that ``LUPAUS_DIR`` names; in tests ``LUPAUS_TEST_ENGINE`` picks the
        engine of a throw-away register."""
        if directory := environ.get("LUPAUS_DIR"):
            folder = cls.open(Path(directory))
            return replace(
                folder,
                owner_url=_owner(environ) or folder.owner_url,
                patience=_seconds(environ.get("LUPAUS_PATIENCE"), folder.patience),
            )
        return cls(engine=environ.get("LUPAUS_TEST_ENGINE", "sqlite"))

    @classmethod
    def open(cls, path: Path) -> Self:
        """Read ``lupaus.toml``. Raises FolderError when it is missing or wrong."""
        file = path / "lupaus.toml"
        try:
            text = file.read_text(encoding="utf-8")
            toml = tomllib.loads(text)
        except FileNotFoundError:
            message = f"{path} is not a controller's folder: make one with lupaus init {path}"
            raise FolderError(message) from None
        except OSError as wrong:
            raise FolderError(f"{file} cannot be read: {wrong.strerror}") from None
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as wrong:
            raise FolderError(f"{file} cannot be read: {wrong}") from None
        _look_at_keys(file, text, toml)
        url = toml.get("database", "")
        for address in (url, toml.get("owner", "")):
            look_at_address(address)
        return cls(
            path=path,
            keys=Path(path, toml.get("keys", "../keys")).resolve(),
            journal=Path(path, toml.get("journal", "../journal")).resolve(),
            database_url=url,
            owner_url=toml.get("owner", ""),
            hosts=tuple(toml.get("hosts", ())),
            engine="postgresql" if url.startswith("postgresql://") else "sqlite",
        )

    def typed(self, words: str) -> str:
        """The command that does something to this folder, as one has to type it."""
        directory = "DIR" if self.path is None else shlex.quote(str(self.path))
        return f"lupaus -C {directory} {words}"

    def databases(self) -> dict[str, dict[str, Any]]:
        """Django's description of the databases: the register, the accounts of the staff and,
        on PostgreSQL, the register by its owner's login when that is known.

        What pages read stays open between them: opening it means reading hundreds of views and
        planning every statement anew, several times the page itself. Nothing is granted between
        two pages. The owner's login is closed after use."""
        found = {"default": self.database(), "accounts": self.accounts()}
        for described in found.values():
            described |= {"CONN_MAX_AGE": _KEPT_OPEN, "CONN_HEALTH_CHECKS": True}
        if self.engine == "postgresql" and self.owner_url:
            found["owner"] = _postgresql(self.owner_url)
        return found

    def accounts(self) -> dict[str, Any]:
        """Django's description of the accounts: a file of their own on either engine."""
        name = ":memory:" if self.path is None else str(self.path / "accounts.sqlite3")
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": name,
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": self.patience,
                "init_command": "PRAGMA journal_mode=WAL;PRAGMA secure_delete=ON;",
            },
        }

    def database(self) -> dict[str, Any]:
        """Django's description of the register."""
        if self.engine == "postgresql":
            return _postgresql(self.database_url)
        name = ":memory:" if self.path is None else str(self.path / "register.sqlite3")
        return {
            "ENGINE": "lupaus.guard.sqlite",
            "NAME": name,
            "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": self.patience},
        }

    def secret_key(self) -> str:
        """Django's key, from the key folder; a fresh one for a register in memory."""
        if self.keys is None:
            return secrets.token_urlsafe(48)
        try:
            return (self.keys / "web.key").read_text(encoding="utf-8").strip()
        except OSError as wrong:
            message = (
                f"{self.keys / 'web.key'} cannot be read ({wrong.strerror}): "
                "put the key folder back from its copy, or say in lupaus.toml where it is"
            )
            raise FolderError(message) from None


#: What lupaus.toml may say.
_TEXTS = ("database", "owner", "keys", "journal")
_LISTS = ("hosts",)


def _look_at_keys(file: Path, text: str, toml: Mapping[str, object]) -> None:
    """Raises FolderError with every key that is unknown or holds what it may not: a line that
    is passed over in silence is a setting that somebody trusts in."""
    wrong = []
    for key, value in toml.items():
        if key in _TEXTS:
            fault = "" if isinstance(value, str) else f'write text: {key} = "…"'
        elif key in _LISTS:
            fits = isinstance(value, list) and all(isinstance(each, str) for each in value)
            fault = "" if fits else f'write a list of texts: {key} = ["…"]'
        else:
            known = ", ".join((*_TEXTS, *_LISTS))
            fault = f"unknown key; there are {known}"
        if fault:
            wrong.append(f"{file}:{_line_of(key, text)}: {key}: {fault}")
    if wrong:
        raise FolderError("\n".join(wrong))


def _line_of(key: str, text: str) -> int:
    """The line on which a key or the table of that name begins."""
    name = rf"[\"']?{re.escape(key)}[\"']?"
    begins = rf"^[ \t]*(?:{name}[ \t]*[=.]|\[+[ \t]*{name}[ \t]*[\].])"
    found = re.search(begins, text, re.MULTILINE)
    return text.count("\n", 0, found.start()) + 1 if found else 1


def _owner(environ: Mapping[str, str]) -> str:
    address = environ.get("LUPAUS_OWNER_URL", "")
    look_at_address(address)
    return address


def look_at_address(address: str) -> None:
    """Raises FolderError for what is no address of a PostgreSQL database, which would else be
    taken for SQLite. Says nothing of what stands in it: there is a password."""
    cure = "write postgresql://NAME:PASSWORD@HOST:PORT/DATABASE"
    if address and not address.startswith("postgresql://"):
        message = f"the address of the database does not begin with postgresql://: {cure}"
        raise FolderError(message)
    try:
        _ = urlsplit(address).port
    except ValueError:
        message = f"the host or port in the address of the database is none: {cure}"
        raise FolderError(message) from None


def _seconds(text: str | None, otherwise: float) -> float:
    try:
        return float(text) if text else otherwise
    except ValueError:
        raise FolderError(f"LUPAUS_PATIENCE={text} is no number of seconds") from None


def _postgresql(address: str) -> dict[str, Any]:
    url = urlsplit(address)
    return {
        "ENGINE": "lupaus.guard.postgresql",
        "NAME": url.path.lstrip("/") or "lupaus",
        "USER": unquote(url.username or ""),
        "PASSWORD": unquote(url.password or ""),
        "HOST": url.hostname or "",
        "PORT": str(url.port or ""),
        "DISABLE_SERVER_SIDE_CURSORS": True,  # a cursor must not outlive its grant
    }
