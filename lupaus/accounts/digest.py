"""What is kept of a token that only its holder knows."""

import hashlib


def digest_of(token: str) -> str:
    """Enough to know the token again, and nothing to make it from: tokens are long and random,
    so that no salt is needed."""
    return hashlib.sha256(token.encode()).hexdigest()
