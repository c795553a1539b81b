"""Sealing what must not lie open: identity codes, user names and passwords.

AES-256-GCM with a key file that lives outside the controller's folder and its backups, so that
a copy of the database alone opens nothing. A seal is bound to its table, column and party:
moved to another row, it does not open. Losing the key file loses what it sealed, for good.
"""

import hmac
import os
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

FILE = "vault.key"
_LENGTH = 32
_NONCE = 12
_VERSION = b"\x01"
_HIDDEN = "****"


class VaultError(Exception):
    """The vault cannot be used, or a seal does not open. The message says what to do."""


@dataclass(frozen=True, slots=True)
class Vault:
    """One key. Never printed."""

    _key: bytes = field(repr=False)

    @classmethod
    def create(cls, folder: Path) -> Self:
        """Make a key file for its owner's eyes only. An existing one is never overwritten."""
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        key = AESGCM.generate_key(_LENGTH * 8)
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
        try:
            descriptor = os.open(folder / FILE, flags, 0o600)
        except FileExistsError:
            raise VaultError(
                f"{folder / FILE} exists: a new key would leave everything sealed with the old "
                "one shut for good"
            ) from None
        with os.fdopen(descriptor, "wb") as file:
            file.write(key)
        return cls(key)

    @classmethod
    def load(cls, folder: Path) -> Self:
        """Read the key file. Raises VaultError when it is missing or no key."""
        file = folder / FILE
        try:
            key = file.read_bytes()
        except OSError as wrong:
            raise VaultError(
                f"{file} cannot be read ({wrong.strerror}): bring the key folder back from "
                "where its copy is kept; without it nothing sealed can be opened"
            ) from None
        if len(key) != _LENGTH:
            raise VaultError(f"{file} is not a key of {_LENGTH} bytes: bring back its copy")
        return cls(key)

    def seal(self, plain: str, *, table: str, column: str, party: int) -> bytes:
        """The sealed value, different every time."""
        return self.seal_bytes(plain.encode(), table=table, column=column, party=party)

    def seal_bytes(self, plain: bytes, *, table: str, column: str, party: int) -> bytes:
        """Likewise for what is no text. What belongs to no party is bound to its row."""
        nonce = os.urandom(_NONCE)
        bound = _bound(table, column, party)
        return _VERSION + nonce + AESGCM(self._key).encrypt(nonce, plain, bound)

    def open(self, sealed: bytes, *, table: str, column: str, party: int) -> str:
        """The plain value. Raises VaultError for another key, another row or a changed byte."""
        return self.open_bytes(sealed, table=table, column=column, party=party).decode()

    def open_bytes(self, sealed: bytes, *, table: str, column: str, party: int) -> bytes:
        sealed = bytes(sealed)
        if sealed[:1] != _VERSION or len(sealed) <= 1 + _NONCE:
            raise VaultError(f"{table}.{column} of party {party} is not a seal of this vault")
        nonce, secret = sealed[1 : 1 + _NONCE], sealed[1 + _NONCE :]
        try:
            return AESGCM(self._key).decrypt(nonce, secret, _bound(table, column, party))
        except InvalidTag:
            raise VaultError(
                f"{table}.{column} of party {party} does not open: it was sealed with another "
                "key, for another row, or was changed; see that the key folder is right"
            ) from None

    def digest(self, plain: str, *, about: str) -> bytes:
        """Thirty-two bytes by which the same text is known again, and from which nobody
        without the key can learn it. ``about`` keeps digests of different matters apart."""
        own = hmac.digest(self._key, b"lupaus digest 1", "sha256")
        return hmac.digest(own, f"{about}\0{plain}".encode(), "sha256")


def _bound(table: str, column: str, party: int) -> bytes:
    return f"lupaus vault 1\0{table}\0{column}\0{party}".encode()


@cache
def vault() -> Vault:
    """The vault of this controller; a fresh one for a register in memory."""
    keys = settings.FOLDER.keys
    return Vault.load(keys) if keys else Vault(AESGCM.generate_key(_LENGTH * 8))


def masked(identity_code: str) -> str:
    """``010190-****``: the end that identifies is hidden. Takes a whole code only."""
    code = identity_code.strip()
    if len(code) != 11:
        raise ValueError("an identity code has eleven characters")
    return code[:7] + _HIDDEN
