"""Personal accounts only: what is promised is held against the accounts themselves."""

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.db import DatabaseError, connection, connections, transaction
from proof_world import NOW, SAMPLE, TODAY, put_in_force

from lupaus.accounts import invitations
from lupaus.accounts.models import User
from lupaus.accounts.router import ACCOUNTS
from lupaus.accounts.standing import every
from lupaus.guard import Act, Actor, Machinery, in_force, reading, scope, staff, system_grant
from lupaus.guard.session import opened
from lupaus.ledger.append import append
from lupaus.ledger.entry import Entry, Event
from lupaus.policy.clauses import clauses
from lupaus.policy.read import read_policy
from lupaus.proof import accounts as handed
from lupaus.proof import verdict as judging
from lupaus.proof.look.accounts import personal_accounts
from lupaus.proof.looking import Look
from lupaus.proof.selftest import self_test
from lupaus.proof.verdict import Judged, Verdict, judge

pytestmark = pytest.mark.engine
CLAUSE = "protection.personal-accounts"
PROMISED = f"{SAMPLE.read_text(encoding='utf-8')}protection: [{{measure: personal-accounts}}]\n"
ACT = Act("owner", "", NOW, "cli")
PASSWORD = "kuusi-lumi-halla-usva"
STRANGER = "kaarlo.tuntematon"  # in no other claim: the ledger forgets nobody


@pytest.fixture
def accounts(register, nobody_before) -> Iterator[None]:
    with transaction.atomic(using=ACCOUNTS):
        yield
        transaction.set_rollback(True, using=ACCOUNTS)


def judged() -> Judged:
    """Of the clause, over the register as it is."""
    policy, _problems = read_policy(PROMISED)
    assert policy is not None
    [clause] = [one for one in clauses(policy) if one.id == CLAUSE]
    with system_grant(Machinery.PROOF, why="a test") as part:
        look = Look(in_force(), NOW, TODAY, settings.FOLDER, part)
        return judge(clause, personal_accounts(look, clause), judging.Tested())


def works(name: str, *, account: bool = True) -> None:
    staff.add(name, "sales", act=ACT, pledged_on=TODAY)
    if account:
        invitations.make(name, PASSWORD, at=NOW)


def past_the_guard(name: str) -> None:
    """Into a role, by whoever can write the table."""
    with opened(scope.machinery(Machinery.STAFF), writes=True), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO guard_staff (name, role, since) VALUES (%s, %s, %s)",
            [name, "sales", NOW.isoformat(sep=" ")],
        )


def looks(name: str) -> None:
    who = Actor(name, "sales", in_force().purposes_of("sales"))
    with reading(who, who.purposes, at=NOW, about="card") as r:
        r.viewed([1])


def acts(name: str) -> None:
    with transaction.atomic():
        append([Entry(name, Event.TASK_DONE, (), NOW)])


def test_where_nobody_has_an_account_nothing_is_proved(accounts):
    found = judged()
    assert (found.verdict, found.checked) == (Verdict.NOT_TESTED, 0)


def test_it_is_kept_by_everybody_with_an_account_of_their_own(accounts):
    for name in ("aino", STRANGER):
        works(name)
        looks(name)
        acts(name)
    found = judged()
    assert (found.verdict, found.checked, found.note) == (Verdict.KEPT, 2, "")


def test_whoever_has_left_is_looked_at_and_nothing_wrong(accounts):
    works("aino")
    works(STRANGER)
    looks(STRANGER)
    staff.end(STRANGER, act=ACT)
    invitations.shut(STRANGER)
    found = judged()
    assert (found.verdict, found.checked) == (Verdict.KEPT, 2)


def test_whoever_has_not_opened_the_invitation_is_counted_aloud(accounts):
    works("aino")
    works("bertta", account=False)
    found = judged()
    assert found.verdict is Verdict.KEPT
    assert found.note == "1 of those who work here have no account yet"


@pytest.mark.parametrize(
    "name", ["toimisto", "info", "Myynti", "admin2", "asiakaspalvelu", "sales", "owner"]
)
def test_a_name_of_an_office_or_a_role_is_a_shared_account(accounts, name):
    past_the_guard(name)
    invitations.make(name, PASSWORD, at=NOW)
    found = judged()
    assert (found.verdict, found.broken) == (Verdict.BROKEN, 1)
    assert found.examples == (f"user {name}",)
    assert "a task, a place or a role" in found.note


def test_a_shared_account_that_was_ended_and_shut_is_past(accounts):
    past_the_guard("toimisto")
    invitations.make("toimisto", PASSWORD, at=NOW)
    staff.end("toimisto", act=ACT)
    invitations.shut("toimisto")
    assert judged().verdict is Verdict.KEPT


def test_an_account_left_open_is_found_until_it_is_shut(accounts):
    works("bertta")
    staff.end("bertta", act=ACT)
    found = judged()
    assert (found.verdict, found.examples) == (Verdict.BROKEN, ("user bertta",))
    assert "though the work has ended" in found.note
    invitations.shut("bertta")
    assert judged().verdict is Verdict.KEPT


def test_an_account_of_somebody_who_never_worked_here_is_found(accounts):
    works("aino")
    invitations.make("kaarlo", PASSWORD, at=NOW)
    found = judged()
    assert (found.broken, found.examples) == (1, ("user kaarlo",))
    assert "does not work here" in found.note


def test_a_password_copied_from_one_account_to_another_is_found_at_both(accounts):
    works("aino")
    works("bertta")
    assert judged().verdict is Verdict.KEPT  # the same password twice is two digests
    theirs = User.objects.get(name="aino").password
    User.objects.filter(name="bertta").update(password=theirs)
    found = judged()
    assert found.examples == ("user aino", "user bertta")
    assert found.note == "two accounts have one password"


@pytest.mark.parametrize("password", ["", "!"])
def test_accounts_without_a_password_share_none(accounts, password):
    works("aino")
    works("bertta")
    User.objects.update(password=password)
    assert judged().verdict is Verdict.KEPT


@pytest.mark.parametrize("deed", [looks, acts])
def test_a_deed_or_a_look_by_somebody_without_an_account_is_found(accounts, deed):
    works("aino")
    deed(STRANGER)
    found = judged()
    assert found.examples == (f"user {STRANGER}",)
    assert found.note == "somebody has acted or looked without an account"


@pytest.mark.parametrize("name", staff.PROGRAM)
def test_the_command_line_and_the_worker_need_no_account(accounts, monkeypatch, name):
    works("aino")
    monkeypatch.setattr("lupaus.proof.look.accounts.actors", lambda: frozenset({name}))
    found = judged()
    assert (found.verdict, found.checked) == (Verdict.KEPT, 1)


def test_more_are_counted_than_shown(accounts):
    for number in range(7):
        invitations.make(f"koe.{'abcdefg'[number]}", PASSWORD, at=NOW)
    found = judged()
    assert (found.broken, len(found.examples)) == (7, 5)


def _unreadable():
    raise DatabaseError("no such table: accounts_user")


@pytest.mark.parametrize("source", [None, _unreadable])
def test_accounts_that_cannot_be_looked_at_prove_nothing_and_stop_nothing(accounts, source):
    works("aino")
    try:
        handed.hand_in(source, ACCOUNTS)
        assert judged().verdict is Verdict.NOT_TESTED
    finally:
        handed.hand_in(every, ACCOUNTS)


# --- the self-test ---------------------------------------------------------------------------


def tried():
    return self_test(NOW, clauses=[CLAUSE], store=False)


def test_each_way_of_breaking_it_is_caught_and_the_real_accounts_stay_as_they_were(
    committed_register, nobody_before
):
    put_in_force(PROMISED)
    before = [*User.objects.values_list()]
    here = connections[ACCOUNTS]
    outcome = tried()
    assert [trial.caught_by for trial in outcome.trials] == ["the guard", *["the check"] * 5]
    assert [*User.objects.values_list()] == before
    assert connections[ACCOUNTS] is here


def test_a_guard_that_gives_an_office_an_account_is_missed(committed_register, monkeypatch):
    put_in_force(PROMISED)
    monkeypatch.setattr(staff, "is_personal", lambda *_: True)
    assert [trial.breaker for trial in tried().missed] == [
        "somebody let in under the name of an office"
    ]


def test_a_look_that_sees_no_accounts_is_missed(committed_register, monkeypatch):
    """The trial itself must be able to fail."""
    put_in_force(PROMISED)
    monkeypatch.setattr("lupaus.proof.look.accounts._open", lambda *_: iter(()))
    assert {trial.breaker for trial in tried().missed} == {
        "an account of somebody who does not work here",
        "an account left open when its owner left",
        "one password copied to another account",
    }
