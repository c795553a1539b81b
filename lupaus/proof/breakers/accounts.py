"""Breaking what is promised of accounts: shared names, doors left open, deeds of nobody."""

from collections.abc import Iterator
from typing import Any

from lupaus.guard import Act, Refused, staff
from lupaus.ledger.entry import canonical_json, instant
from lupaus.policy.clause import Clause
from lupaus.policy.views import OWNER
from lupaus.proof.breakers import UNNOTICED, Bench, Breaker
from lupaus.proof.breakers.planting import plain

#: What the sign-in library asks of an account at least.
_COLUMNS = {
    "password": "scrypt$x",
    "language": "",
    "theme": "",
    "single_keys": True,
    "is_active": True,
}


def not_personal(bench: Bench, _clause: Clause) -> Iterator[Breaker]:
    """The guard is asked for an account of an office; the others go past it."""
    yield Breaker("somebody let in under the name of an office", _office)
    yield Breaker("a deed of somebody who has no account", _deed)
    if bench.sandbox.accounts is None:
        return
    yield Breaker("an account of somebody who does not work here", _account)
    yield _both("an account left open when its owner left", "koe", until=True)
    yield _both("an account of an office put in by hand", "toimisto")
    yield Breaker("one password copied to another account", _copied)


def _office(at: Bench) -> str:
    act = Act("lupaus", "", at.noon, "sandbox")
    try:
        staff.add(f"toimisto{at.number()}", OWNER, act=act, pledged_on=at.today)
    except Refused:
        return "the guard"
    return UNNOTICED


def _deed(at: Bench) -> str:
    said = {"actor": f"koe{at.number()}", "at": instant(at.noon)}
    at.sandbox.raw(
        "INSERT INTO ledger_payload (seq, party, salt, payload)"
        " VALUES (:seq, NULL, :salt, :payload)",
        {
            "seq": at.number(),
            "salt": b"x",
            "payload": canonical_json(said).encode(),
        },
    )
    return ""


def _account(at: Bench) -> str:
    _put(at, f"koe{at.number()}")
    return ""


def _both(what: str, name: str, *, until: bool = False) -> Breaker:
    def do(at: Bench) -> str:
        own = f"{name}{at.number()}"
        _employ(at, own, until=at.noon if until else None)
        _put(at, own)
        return ""

    return Breaker(what, do)


def _copied(at: Bench) -> str:
    """Both have a place, so that nothing but the password is wrong."""
    for _each in range(2):
        name = f"koe{at.number()}"
        _employ(at, name, until=None)
        _put(at, name)
    return ""


def _employ(at: Bench, name: str, *, until: Any) -> None:
    row = plain({"name": name, "role": OWNER, "since": at.noon, "until": until})
    at.sandbox.raw(
        "INSERT INTO guard_staff (name, role, since, until)"
        " VALUES (:name, :role, :since, :until)",
        row,
    )


def _put(at: Bench, name: str) -> None:
    beside = at.sandbox.accounts
    assert beside is not None  # noqa: S101 - the breaker is not offered without
    row = {**_COLUMNS, "name": name, "created_at": at.noon.isoformat(sep=" ")}
    columns, places = ", ".join(row), ", ".join(f":{column}" for column in row)
    beside.raw(f"INSERT INTO accounts_user ({columns}) VALUES ({places})", row)
