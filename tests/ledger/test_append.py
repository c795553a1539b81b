"""Appending belongs to the act's transaction, and the engine refuses everything else."""

import os
import signal
import subprocess
import sys
import threading
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import Error, transaction
from ledger_hands import KEYS, START, add, entry, lived_in, sql, undone

from lupaus.ledger import gate, rights, tables
from lupaus.ledger.append import LedgerBrokenError, append
from lupaus.ledger.entry import Event
from lupaus.ledger.expire import expire
from lupaus.ledger.reads import record_read, seal_reads
from lupaus.ledger.verify import verify

ENGINE = os.environ.get("LUPAUS_TEST_ENGINE", "sqlite")
PLAIN = pytest.mark.usefixtures("ledger")


@PLAIN
@pytest.mark.parametrize("count", [1, 49, 50, 51, 1000])
def test_entries_are_numbered_in_their_order_however_many(count):
    assert add(*range(count)) == range(1, count + 1)
    assert add(7) == range(count + 1, count + 2)
    assert verify(keys=KEYS).ok
    assert verify(keys=KEYS).checked == count + 1


@PLAIN
def test_nothing_to_append_is_nothing():
    with transaction.atomic():
        assert not append([], keys=KEYS)


def test_an_append_outside_a_transaction_is_refused(several):
    with pytest.raises(transaction.TransactionManagementError, match="inside the transaction"):
        append([entry(1)], keys=KEYS)


@PLAIN
def test_what_is_rolled_back_was_never_in_the_ledger():
    add(1)
    with undone():
        add(2)
    assert add(3) == range(2, 3)
    assert verify(keys=KEYS).ok


@PLAIN
def test_a_value_among_the_entries_stops_them_all():
    with pytest.raises(ValueError, match="names, not values"), transaction.atomic():
        append([entry(1), entry(2).__class__("a b", Event.PURGED, (), START)], keys=KEYS)
    assert verify(keys=KEYS).checked == 0


@PLAIN
def test_nothing_is_built_on_a_forged_head():
    add(1)
    sql("UPDATE ledger_head SET seq = 0")
    with pytest.raises(LedgerBrokenError, match="lupaus -C DIR ledger verify"):
        add(2)
    sql("UPDATE ledger_head SET seq = 1, mac = %s", b"")
    with pytest.raises(LedgerBrokenError, match="seal of this key folder"):
        add(2)


REFUSED = [
    *(f"DELETE FROM {table}" for table in tables.TABLES if table != "ledger_read_waiting"),
    "UPDATE ledger_entry SET epoch = 2",
    "UPDATE ledger_payload SET party = 1",
    "UPDATE ledger_epoch SET first = 1",
    "UPDATE ledger_checkpoint SET seq = 1",
    "UPDATE ledger_read SET nr = 2",
    "UPDATE ledger_read_whose SET party = 2",
]
if ENGINE == "postgresql":
    REFUSED += [f"TRUNCATE {t}" for t in ("ledger_entry", "ledger_payload", "ledger_read")]
else:
    REFUSED += [
        f"INSERT OR REPLACE INTO {t} SELECT * FROM {t}"
        for t in ("ledger_entry", "ledger_payload", "ledger_epoch", "ledger_checkpoint")
    ]


@PLAIN
@pytest.mark.parametrize("statement", REFUSED)
def test_the_engine_refuses_what_is_not_an_append(journal, statement):
    lived_in(journal)
    with pytest.raises(Error, match=r"append-only|only by the expiry"), transaction.atomic():
        sql(statement)


@PLAIN
def test_every_table_has_its_rights_and_only_expiry_deletes_payloads():
    assert set(rights.RUNTIME) == set(tables.TABLES)
    deleting = {
        grant
        for grant, held in rights.RIGHTS.items()
        if "DELETE" in held.get("ledger_payload", ())
    }
    assert deleting == {gate.Grant.EXPIRE}
    assert rights.RUNTIME["ledger_entry"] == {"SELECT", "INSERT"}


@PLAIN
def test_the_guard_opens_the_grants_it_is_asked_for():
    asked = []

    class Opened:
        def __init__(self, grant):
            asked.append(grant)

        def __enter__(self):
            return self

        def __exit__(self, *_):
            return None

    gate.install(Opened)
    try:
        add(1)
        expire(START, clause="retention.ledger", actor="worker", at=START, keys=KEYS)
        verify(keys=KEYS)
    finally:
        gate.install(None)
    assert asked[:2] == [gate.Grant.APPEND, gate.Grant.EXPIRE]
    assert gate.Grant.VERIFY in asked


# --- several at once, and killed in the middle: real files, real connections ---


def test_two_appenders_at_once_make_one_chain(several):
    wrong = []

    def work(base):
        connection = several()
        try:
            for n in range(40):
                add(base + n, base + n)
        except Exception as error:  # noqa: BLE001 - a thread hands on what it met
            wrong.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=work, args=(1000 * n,)) for n in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong
    verification = verify(keys=KEYS)
    assert (verification.ok, verification.checked) == (True, 240)


def test_the_first_two_entries_ever_may_come_at_once(several):
    together = threading.Barrier(2)
    made = []

    def work():
        connection = several()
        together.wait()
        made.append(add(1)[0])
        connection.close()

    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(made) == [1, 2]
    assert verify(keys=KEYS).ok


def test_two_sealers_at_once_seal_every_read_once(several):
    for party in range(300):
        look(party)
    sealed = []

    def work():
        connection = several()
        sealed.append(seal_reads(at=START, keys=KEYS))
        connection.close()

    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(sealed) == 300
    assert sql("SELECT count(*) FROM ledger_read") == [(300,)]
    assert verify(keys=KEYS).ok


def look(party):
    record_read(actor="kaarlo", purposes=["relations"], at=START, about="page", whose=[party])


CHILD = """
import os, sys
sys.path[:0] = [{hands!r}, {root!r}]
import django
django.setup()
from django.db import transaction
from conftest import _plain
from ledger_hands import add
_plain({name!r}, **{server!r})
add(1, 2)
with transaction.atomic():
    add(3, 4)
    print("inside", flush=True)
    sys.stdin.read()
"""


def test_killed_in_the_middle_of_a_transaction_leaves_the_chain_whole(several, ledger_server):
    hands, root = Path(__file__).parent, Path(__file__).parents[2]
    name = several().settings_dict["NAME"]
    script = CHILD.format(hands=str(hands), root=str(root), name=name, server=ledger_server)
    child = subprocess.Popen(
        [sys.executable, "-c", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert child.stdout.readline() == "inside\n"
    child.send_signal(signal.SIGKILL)
    child.communicate()
    several()
    verification = verify(keys=KEYS)
    assert (verification.ok, verification.checked) == (True, 2)
    assert add(5) == range(3, 4)
    assert verify(keys=KEYS).ok


def test_verifying_takes_no_notice_of_what_is_added_meanwhile(several):
    add(*range(6000))
    grown = []

    def meanwhile(_count):
        if not grown:
            grown.append(add(1, 2, 3))

    verification = verify(keys=KEYS, progress=meanwhile)
    assert (verification.ok, verification.checked) == (True, 6000)
    assert verify(keys=KEYS).checked == 6003


def test_an_expiry_while_verifying_is_no_fault(several):
    add(*range(6000))
    gone = []

    def meanwhile(_count):
        if not gone:
            later = START + timedelta(minutes=1)
            gone.append(
                expire(later, clause="retention.ledger", actor="w", at=later, keys=KEYS)
            )

    assert verify(keys=KEYS, progress=meanwhile).ok
    assert gone == [6000]
    assert verify(keys=KEYS).ok
