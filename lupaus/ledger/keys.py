"""The two keys of the ledger, which live outside the database.

The MAC key seals the head row at every append, so that whoever can only write the database can
neither cut off the tail nor add to it. The Ed25519 key signs checkpoints, epochs and exports,
so that whoever has the public key can verify without any secret.

Losing them loses no data: the chain still verifies link by link, but its head cannot be
vouched for. So keep a copy of the key folder where the backups are not.
"""

import hmac
import os
import secrets
import stat
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Self

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)
from django.conf import settings

MAC_FILE = "ledger-mac.key"
SIGNING_FILE = "ledger-signing.key"
PUBLIC_FILE = "ledger-public.txt"
LENGTH = 32


class KeyFileError(Exception):
    """A key cannot be used. The message says what is wrong and what to do."""


@dataclass(frozen=True, slots=True)
class Keys:
    """Never printed: the secrets stay out of ``repr``."""

    mac: bytes = field(repr=False)
    signing: bytes = field(repr=False)

    @classmethod
    def generate(cls) -> Self:
        """Fresh keys that nothing keeps: for a register in memory."""
        return cls(secrets.token_bytes(LENGTH), secrets.token_bytes(LENGTH))

    @classmethod
    def create(cls, folder: Path) -> Self:
        """Write fresh keys into the folder, for its owner's eyes only. Existing keys are never
        overwritten."""
        keys = cls.generate()
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        _write(folder / MAC_FILE, keys.mac)
        _write(folder / SIGNING_FILE, keys.signing)
        (folder / PUBLIC_FILE).write_text(keys.public.hex() + "\n", encoding="ascii")
        return keys

    @classmethod
    def load(cls, folder: Path) -> Self:
        """Read the keys. Raises KeyFileError when they are missing, open to others or wrong."""
        return cls(_read(folder / MAC_FILE), _read(folder / SIGNING_FILE))

    def seal(self, statement: bytes) -> bytes:
        return hmac.digest(self.mac, statement, "sha256")

    def sign(self, statement: bytes) -> bytes:
        return Ed25519PrivateKey.from_private_bytes(self.signing).sign(statement)

    @property
    def public(self) -> bytes:
        return (
            Ed25519PrivateKey.from_private_bytes(self.signing).public_key().public_bytes_raw()
        )


def signed_by(key: bytes, statement: bytes, signature: bytes) -> bool:
    """The fast twin of ``ed25519.genuine``."""
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(signature, statement)
    except (InvalidSignature, ValueError, TypeError):
        return False
    return True


@cache
def current() -> Keys:
    """The keys of the controller's folder; of this process, for a register in memory."""
    folder: Path | None = settings.FOLDER.keys
    return Keys.generate() if folder is None else Keys.load(folder)


def _write(file: Path, key: bytes) -> None:
    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise KeyFileError(
            f"{file} exists and is not overwritten: entries made with it could never be "
            "vouched for again. Move it away if you mean to start a new ledger"
        ) from None
    except OSError as wrong:
        raise KeyFileError(f"{file} cannot be written: {wrong.strerror}") from None
    with os.fdopen(handle, "w", encoding="ascii") as open_file:
        open_file.write(key.hex() + "\n")


def _read(file: Path) -> bytes:
    try:
        text = file.read_text(encoding="ascii").strip()
        mode = stat.S_IMODE(file.stat().st_mode)
    except FileNotFoundError:
        raise KeyFileError(
            f"{file} is missing: restore the key folder from its copy; lupaus.toml says where "
            "the folder is"
        ) from None
    except (OSError, UnicodeDecodeError) as wrong:
        why = wrong.strerror if isinstance(wrong, OSError) else "it is not text"
        raise KeyFileError(
            f"{file} cannot be read ({why}): restore it from the copy of the key folder"
        ) from None
    if mode & 0o077:
        raise KeyFileError(f"{file} is open to others (mode {mode:o}): run chmod 600 {file}")
    try:
        key = bytes.fromhex(text)
    except ValueError:
        key = b""
    if len(key) != LENGTH:
        raise KeyFileError(
            f"{file} does not hold {LENGTH} bytes in hex ({len(text)} characters): restore it "
            "from the copy of the key folder"
        )
    return key
