"""Whose the accounts are: each one person's, of somebody who works here, and nobody else acts.

Three records are held against each other that nothing joins: who can sign in (beside the
register), who works here (the guard), and who has acted and looked (the ledger).
"""

from collections.abc import Iterable, Iterator
from enum import StrEnum

from django.db import DatabaseError

from lupaus.guard.staff import PROGRAM, is_personal
from lupaus.ledger.history import actors
from lupaus.policy.clause import Clause
from lupaus.proof.accounts import Account, handed
from lupaus.proof.looking import Look
from lupaus.proof.verdict import SHOWN, Finding

_UNHANDED = "the accounts were not handed to the check"
_UNREADABLE = "the accounts cannot be read"


class Wrong(StrEnum):
    """What may be wrong about a name, as the report says it."""

    IMPERSONAL = "a name is that of a task, a place or a role"
    PLACELESS = "an account is open to somebody who does not work here"
    LEFT = "an account is open though the work has ended"
    COPIED = "two accounts have one password"
    NOBODY = "somebody has acted or looked without an account"


def personal_accounts(look: Look, _clause: Clause) -> Finding:
    """Everybody who can sign in, works here, or is in the last entries and reads."""
    given = handed()
    if given is None:
        return Finding(note=_UNHANDED)
    try:
        accounts = tuple(given.every())
    except DatabaseError:
        return Finding(note=_UNREADABLE)
    at_work = {name: not ended for name, ended in look.rows(_STAFF)}
    acted = look.once("actors", actors) - frozenset(PROGRAM)
    names = {account.name for account in accounts} | at_work.keys()
    wrong = dict(_wrong(look, accounts, at_work, acted - names))
    notes = (*dict.fromkeys(wrong.values()), *_waiting(accounts, at_work))
    shown = tuple(f"user {name}" for name in wrong)[:SHOWN]
    return Finding(len(names | acted), len(wrong), shown, "; ".join(notes))


_STAFF = "SELECT name, until IS NOT NULL FROM guard_staff"

_Found = Iterator[tuple[str, Wrong]]


def _wrong(
    look: Look, accounts: tuple[Account, ...], at_work: dict[str, bool], nobody: Iterable[str]
) -> _Found:
    """Names, each with what is wrong; of several things about one, the last counts."""
    yield from ((name, Wrong.NOBODY) for name in sorted(nobody))
    yield from _open(accounts, at_work)
    yield from _impersonal(look, accounts, at_work)


def _open(accounts: tuple[Account, ...], at_work: dict[str, bool]) -> _Found:
    """Accounts that are open and should not be, or not by that password."""
    for account in accounts:
        if not account.is_active:
            continue
        if account.shares_password:
            yield account.name, Wrong.COPIED
        if account.name not in at_work:
            yield account.name, Wrong.PLACELESS
        elif not at_work[account.name]:
            yield account.name, Wrong.LEFT


def _impersonal(look: Look, accounts: tuple[Account, ...], at_work: dict[str, bool]) -> _Found:
    """Names by which several might sign in. A name that was ended stays as it was."""
    current = {name for name, is_there in at_work.items() if is_there}
    current |= {account.name for account in accounts if account.is_active}
    for name in sorted(current):
        if not is_personal(name, look.policy.roles):
            yield name, Wrong.IMPERSONAL


def _waiting(accounts: tuple[Account, ...], at_work: dict[str, bool]) -> Iterator[str]:
    """Who has not opened the invitation yet has no account: nothing wrong, but told."""
    opened = {account.name for account in accounts}
    count = sum(is_there and name not in opened for name, is_there in at_work.items())
    if count:
        yield f"{count} of those who work here have no account yet"
