"""Ed25519 signatures checked with nothing but Python (RFC 8032, 5.1.7).

For the auditor's machine. It only verifies, so there is no secret whose timing could leak; the
product signs, and verifies by the thousand, with the cryptography package.
"""

import hashlib

_P = 2**255 - 19
_ORDER = 2**252 + 27742317777372353535851937790883648493
_D = -121665 * pow(121666, -1, _P) % _P
_ROOT = pow(2, (_P - 1) // 4, _P)
_Point = tuple[int, int, int, int]  # extended coordinates X, Y, Z, T


def _add(p: _Point, q: _Point) -> _Point:
    a, b = (p[1] - p[0]) * (q[1] - q[0]) % _P, (p[1] + p[0]) * (q[1] + q[0]) % _P
    c, d = 2 * p[3] * q[3] * _D % _P, 2 * p[2] * q[2] % _P
    e, f, g, h = b - a, d - c, d + c, b + a
    return (e * f % _P, g * h % _P, f * g % _P, e * h % _P)


def _times(factor: int, p: _Point) -> _Point:
    total: _Point = (0, 1, 1, 0)
    while factor:
        if factor & 1:
            total = _add(total, p)
        p = _add(p, p)
        factor >>= 1
    return total


def _point(encoded: bytes) -> _Point | None:
    y = int.from_bytes(encoded, "little")
    sign, y = y >> 255, y & (1 << 255) - 1
    if len(encoded) != 32 or y >= _P:
        return None
    square = (y * y - 1) * pow(_D * y * y + 1, -1, _P) % _P
    x = pow(square, (_P + 3) // 8, _P)
    if (x * x - square) % _P:
        x = x * _ROOT % _P
    if (x * x - square) % _P or (x == 0 and sign):
        return None
    if x & 1 != sign:
        x = _P - x
    return (x, y, 1, x * y % _P)


_BASE = _point((4 * pow(5, -1, _P) % _P).to_bytes(32, "little"))


def genuine(key: bytes, message: bytes, signature: bytes) -> bool:
    """Is this the Ed25519 signature of the message by the holder of the public key?"""
    point, nonce = _point(key), _point(signature[:32])
    s = int.from_bytes(signature[32:], "little")
    if point is None or nonce is None or _BASE is None or len(signature) != 64 or s >= _ORDER:
        return False
    h = int.from_bytes(hashlib.sha512(signature[:32] + key + message).digest(), "little")
    ours, theirs = _times(s, _BASE), _add(nonce, _times(h % _ORDER, point))
    return (
        (ours[0] * theirs[2] - theirs[0] * ours[2]) % _P
        == 0
        == (ours[1] * theirs[2] - theirs[1] * ours[2]) % _P
    )
