"""What was searched for, in an address that says nothing: names stay out of logs and history.

A search is a form that posts; what was typed goes on in the address as a sealed word, so that
a page of results can be reloaded, gone back to and kept as a bookmark of this installation.
"""

import base64
import hashlib
import json
import os
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

_NONCE = 12


def seal(said: dict[str, Any]) -> str:
    """A word for an address. Different every time."""
    nonce = os.urandom(_NONCE)
    plain = json.dumps(said, separators=(",", ":"), ensure_ascii=False).encode()
    sealed = nonce + AESGCM(_key()).encrypt(nonce, plain, b"address")
    return base64.urlsafe_b64encode(sealed).decode().rstrip("=")


def unseal(word: str) -> dict[str, Any]:
    """What was sealed; nothing for a word that is none of ours."""
    try:
        sealed = base64.urlsafe_b64decode(word + "=" * (-len(word) % 4))
        plain = AESGCM(_key()).decrypt(sealed[:_NONCE], sealed[_NONCE:], b"address")
        said = json.loads(plain)
    except (ValueError, InvalidTag):
        return {}
    return said if isinstance(said, dict) else {}


def _key() -> bytes:
    return hashlib.sha256(b"lupaus address " + settings.SECRET_KEY.encode()).digest()
