"""What people must be told of a new version is owed until somebody says when and how it was."""

from datetime import date, timedelta

import pytest
from proof_world import NOW, TODAY

from lupaus.guard import Refused
from lupaus.ledger.entry import Event
from lupaus.ledger.history import latest
from lupaus.proof.telling import Owed, Told, confirm, owe, owed, told

pytestmark = pytest.mark.engine


@pytest.fixture(autouse=True)
def _register(register):
    return register


def say(*clauses: str, version: int = 2, on: date = TODAY, how: str = "letter 3/2026"):
    confirm(version, clauses, on=on, how=how, by="aino", at=NOW, via="web")


def test_it_is_owed_change_by_change_and_version_by_version():
    owe(3, ["purpose.surveys"])
    owe(2, ["retention.marketing", "recipient.backup"])
    owe(2, ["recipient.backup"])
    assert owed() == (Owed(2, 2), Owed(3, 1))
    say("recipient.backup")
    assert owed() == (Owed(2, 1), Owed(3, 1))
    assert told(2) == {"recipient.backup": Told(TODAY, "aino", "letter 3/2026")}


def test_the_first_word_stands_and_the_ledger_hears_it_once():
    owe(2, ["recipient.backup"])
    say("recipient.backup")
    before = latest(1)
    say("recipient.backup", how="another letter")
    assert told(2)["recipient.backup"].how == "letter 3/2026"
    assert latest(1) == before
    assert before[0][1]["event"] == Event.TASK_DONE


def test_what_nobody_said_was_owed_can_be_told_too():
    """Of a version from before this was remembered."""
    say("recipient.backup")
    assert not owed()
    assert told(2)


@pytest.mark.parametrize(
    "wrong", [{"on": TODAY + timedelta(days=1)}, {"how": " "}, {"clauses": ()}]
)
def test_a_day_to_come_nothing_and_no_word_of_how_are_refused(wrong):
    owe(2, ["recipient.backup"])
    clauses = wrong.pop("clauses", ("recipient.backup",))
    with pytest.raises(Refused):
        say(*clauses, **wrong)
    assert owed() == (Owed(2, 1),)
