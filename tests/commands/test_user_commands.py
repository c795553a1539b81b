"""Letting people in and out at the command line leaves in the ledger what the pages leave."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import transaction
from django.test import Client
from typer.testing import CliRunner, Result

from lupaus.accounts import invitations
from lupaus.accounts.models import User
from lupaus.commands import user
from lupaus.commands.outcome import CannotRun
from lupaus.guard import Refused
from lupaus.ledger import pages
from lupaus.ledger.entry import Event

pytestmark = pytest.mark.engine
NOW = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture(autouse=True)
def here(register, monkeypatch) -> Iterator[None]:
    """The command line in the register of the tests."""
    monkeypatch.setattr(user, "open_register", lambda: None)
    monkeypatch.setattr(user, "folder", lambda: settings.FOLDER)
    monkeypatch.setattr(user, "now", lambda: NOW)
    with transaction.atomic(using="accounts"):
        yield
        transaction.set_rollback(True, using="accounts")


def typed(*words: str) -> Result:
    return CliRunner().invoke(user.app, words)


def told() -> tuple[str, str, str, str]:
    """Of the last entry: what, about whom, why, by which way."""
    line = pages.page(pages.Wanted(), size=1).lines[0]
    return line.event, line.whom, line.clause, line.via


@pytest.fixture
def bertta() -> User:
    """Works here, and has an account."""
    assert typed("add", "bertta", "--role", "sales").exit_code == 0
    return invitations.make("bertta", "kuusi-lumi-halla-usva", at=NOW)


def with_phone(whose: User) -> None:
    for kind in (Authenticator.Type.TOTP, Authenticator.Type.RECOVERY_CODES):
        Authenticator.objects.create(user=whose, type=kind, data={})


def test_a_new_link_is_in_the_ledger(bertta):
    assert "/kutsu/" in typed("invite", "bertta").stdout
    assert told() == (Event.USER_INVITED, "bertta", "", "cli")


@pytest.mark.parametrize("name", ["kukaan", "owner"])
def test_a_link_for_nobody_is_refused_and_in_no_ledger(bertta, name):
    before = told()
    refused = typed("invite", name)
    assert isinstance(refused.exception, Refused)
    assert "/kutsu/" not in refused.stdout
    assert told() == before


def test_a_lost_second_factor_is_removed_with_its_reason_and_everything_signed_out(bertta):
    with_phone(bertta)
    Client().force_login(bertta, backend=BACKEND)
    assert Session.objects.count() == 1
    done = typed("remove-factor", "bertta", "--reason", "lost-device")
    assert "password alone" in done.stdout
    assert told() == (Event.SECOND_FACTOR_REMOVED, "bertta", "reason.lost-device", "cli")
    assert not Authenticator.objects.exists()
    assert not Session.objects.exists()


def test_it_is_so_for_a_main_user_who_is_alone_too(register):
    typed("add", "aino", "--role", "owner")
    with_phone(invitations.make("aino", "kuusi-lumi-halla-usva", at=NOW))
    assert typed("remove-factor", "aino", "--reason", "broken-device").exit_code == 0
    assert not Authenticator.objects.exists()


def test_where_there_is_no_second_factor_nothing_is_removed_nor_told(bertta):
    before = told()
    assert "no second factor" in typed("remove-factor", "bertta", "--reason=lost-device").stdout
    assert told() == before


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        (("bertta", "--reason", "forgot it"), CannotRun),
        (("bertta", "--reason", ""), CannotRun),
        (("kukaan", "--reason", "lost-device"), Refused),
        (("owner", "--reason", "lost-device"), Refused),
    ],
)
def test_without_a_reason_or_a_person_the_factors_stay(bertta, words, kind):
    with_phone(bertta)
    assert isinstance(typed("remove-factor", *words).exception, kind)
    assert Authenticator.objects.count() == 2


def test_a_reason_is_asked_for(bertta):
    with_phone(bertta)
    assert typed("remove-factor", "bertta").exit_code == 2
    assert Authenticator.objects.count() == 2


def test_an_account_without_a_place_is_shut_and_the_ledger_told(bertta):
    invitations.make("kaarlo", "kuusi-lumi-halla-usva", at=NOW)
    assert typed("end", "kaarlo").exit_code == 0
    assert told() == (Event.USER_REMOVED, "kaarlo", "", "cli")
    assert not User.objects.get(name="kaarlo").is_active


def test_an_account_that_was_opened_again_past_the_program_is_shut_again(bertta):
    typed("end", "bertta")
    User.objects.update(is_active=True)
    assert typed("end", "bertta").exit_code == 0
    assert not User.objects.get(name="bertta").is_active


def test_nobody_ends_twice(bertta):
    typed("end", "bertta")
    before = told()
    assert isinstance(typed("end", "bertta").exception, Refused)
    assert isinstance(typed("end", "kukaan").exception, Refused)
    assert told() == before
