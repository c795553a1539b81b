"""Undo across one redirect, without the server knowing what it keeps.

What undoes an act (it may hold a value that was just overwritten) is encrypted under a random
key; the key is the token that goes to the browser and is not kept. Without the token a row
here says only that somebody may undo something until a moment.
"""

import base64
import pickle
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from lupaus.accounts.digest import digest_of
from lupaus.accounts.models import Undo

TERM = timedelta(minutes=15)
_NONCE = bytes(12)  # each key seals one message


def keep(name: str, what: Any, *, at: datetime) -> str:
    """Seal ``what`` for a quarter of an hour; the token that opens it, for ``name`` alone."""
    key = secrets.token_bytes(32)
    token = base64.urlsafe_b64encode(key).decode().rstrip("=")
    plain = pickle.dumps(what)
    sealed = AESGCM(key).encrypt(_NONCE, plain, name.encode())
    Undo.objects.filter(until__lte=at).delete()
    Undo.objects.create(digest=digest_of(token), name=name, sealed=sealed, until=at + TERM)
    return token


@dataclass(frozen=True, slots=True)
class Taken:
    """What a token opened, and the row that it opened, should it be needed again."""

    what: Any
    row: Undo


def take(token: str, name: str, *, at: datetime) -> Taken | None:
    """What the token opens, once; None when it opens nothing (any more). Of those who ask at
    once, one gets it."""
    found = Undo.objects.filter(digest=digest_of(token), name=name, until__gt=at).first()
    if found is None:
        return None
    try:
        key = base64.urlsafe_b64decode(token + "=" * (-len(token) % 4))
        plain = AESGCM(key).decrypt(_NONCE, bytes(found.sealed), name.encode())
    except (ValueError, InvalidTag):
        return None
    if not Undo.objects.filter(id=found.id).delete()[0]:
        return None  # somebody else was first
    what = pickle.loads(plain)  # noqa: S301 - sealed by this module under that key
    return Taken(what, found)


def put_back(taken: Taken) -> None:
    """Nothing was undone: the token opens it again, for as long as it would have."""
    row = taken.row
    Undo.objects.create(digest=row.digest, name=row.name, sealed=row.sealed, until=row.until)


def forget(at: datetime) -> int:
    """Drop what nobody can use any more; how many."""
    return Undo.objects.filter(until__lte=at).delete()[0]
