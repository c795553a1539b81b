"""The files that pages bring along, and the digest that their address carries."""

import hashlib
from functools import cache
from pathlib import Path

STATIC_FILES = Path(__file__).parent / "static"


@cache
def version() -> str:
    """Changes when any of our files does, so that a browser never shows yesterday's."""
    digest = hashlib.sha256()
    for file in sorted(STATIC_FILES.rglob("*")):
        if file.is_file():
            digest.update(file.read_bytes())
    return digest.hexdigest()[:12]
