"""A site over a real register: accounts that sign in, and a clock that stands."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext

import pytest
from django.db import connection, transaction
from django.test import Client
from web_hands import BACKEND, NOW, PASSWORD

SignedIn = Callable[..., Client]
Statements = Callable[[], AbstractContextManager[list[str]]]


@pytest.fixture
def site(request, monkeypatch) -> Iterator[Client]:
    """Somebody who has not signed in, on 2 March 2026 at noon in Helsinki. Nothing stays.

    A claim about what cannot be done within a transaction asks for ``committed_register`` too.
    """
    lasting = "committed_register" in request.fixturenames
    request.getfixturevalue("committed_register" if lasting else "register")
    monkeypatch.setattr("lupaus.web.frame.middleware.now", lambda: NOW)
    with transaction.atomic(using="accounts"):
        yield Client()
        transaction.set_rollback(True, using="accounts")
    if lasting:
        _forget_staff()


@pytest.fixture
def signed_in(site) -> SignedIn:
    """``signed_in("sales", name="bertta")``: somebody who works in the role, signed in. The
    main user when no role is said."""
    from lupaus.accounts import invitations  # noqa: PLC0415 - needs Django to be set up
    from lupaus.guard import Act, staff  # noqa: PLC0415 - likewise

    def enter(role: str = "owner", *, name: str = "aino") -> Client:
        staff.add(name, role, act=Act("owner", "", NOW, "cli"), pledged_on=NOW.date())
        client = Client()
        client.force_login(invitations.make(name, PASSWORD, at=NOW), backend=BACKEND)
        return client

    return enter


def _forget_staff() -> None:
    """No part of the program may: who works here is ended, never struck out."""
    from django.db import connections  # noqa: PLC0415 - needs Django to be set up

    from lupaus.guard import scope  # noqa: PLC0415 - likewise
    from lupaus.guard.session import opened, owner_alias  # noqa: PLC0415 - likewise

    alias, staff = owner_alias(), scope.machinery(scope.Machinery.STAFF)
    past = getattr(connections[alias], "speaking", nullcontext)
    with past(), opened(staff, alias=alias, writes=True), connections[alias].cursor() as owner:
        owner.execute("DELETE FROM guard_staff WHERE name IS NOT NULL")


@pytest.fixture
def statements() -> Statements:
    """The statements that ask the register or change it, while it is open. Taking a role or a
    savepoint is neither."""

    @contextmanager
    def counting() -> Iterator[list[str]]:
        counted: list[str] = []

        def count(execute, sql, parameters, many, context):
            if not sql.lstrip().upper().startswith(_NEITHER):
                counted.append(sql)
            return execute(sql, parameters, many, context)

        with connection.execute_wrapper(count):
            yield counted

    return counting


_NEITHER = (
    "SAVEPOINT",
    "RELEASE",
    "ROLLBACK",
    "CLOSE",
    "SET LOCAL",
    "RESET",
    "BEGIN",
    "COMMIT",
)
