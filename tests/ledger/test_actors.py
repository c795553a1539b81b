"""Who has acted and looked lately, from both records, sealed or not."""

from datetime import timedelta

import pytest
from ledger_hands import KEYS, START, add, entry, sql

from lupaus.ledger.append import append
from lupaus.ledger.entry import Entry, Event
from lupaus.ledger.history import actors
from lupaus.ledger.reads import record_read, seal_reads

pytestmark = pytest.mark.usefixtures("ledger")


def looks(name: str) -> None:
    record_read(actor=name, purposes=["relations"], at=START, about="card", whose=[1])


def seal() -> None:
    seal_reads(at=START + timedelta(days=1), keys=KEYS)


def test_nobody_has_before_the_first_entry():
    assert actors() == frozenset()


def test_whoever_acted_is_told_and_not_whom_it_was_about():
    append([Entry("aino", Event.USER_ADDED, (), START, whom="kaarlo")], keys=KEYS)
    assert actors() == {"aino"}


def test_whoever_looked_is_told_before_and_after_the_sealing():
    looks("äiti.kaarlo")
    assert actors() == {"äiti.kaarlo"}
    seal()
    assert actors() == {"äiti.kaarlo", "lupaus"}


def test_only_the_last_of_each_are_looked_through():
    add(1, 2, 3)
    looks("aino")
    seal()
    looks("kaarlo")
    seal()
    assert entry(1).actor == "bertta"
    assert actors(1) == {"lupaus", "kaarlo"}
    assert actors(2) == {"lupaus", "kaarlo", "aino"}
    assert actors(3) == {"lupaus", "kaarlo", "aino", "bertta"}


@pytest.mark.parametrize(
    ("payload", "told"), [(b"\xff{", set()), (b'{"actor":"\xff","at":""}', {"\ufffd"})]
)
def test_an_entry_that_was_made_unreadable_stops_nothing(payload, told):
    add(1)
    sql(
        "INSERT INTO ledger_payload (seq, party, salt, payload) VALUES (%s, NULL, %s, %s)",
        *(9, b"x", payload),
    )
    assert actors() == {"bertta"} | told
