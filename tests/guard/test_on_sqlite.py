"""What only SQLite has: one file, one writer, no server."""

import sqlite3
import threading

from bypass.world import HIDDEN, populate
from django.db import connection, connections

from lupaus.guard import system_grant


def in_a_thread(run):
    """Run it in a thread with a connection of its own; bring back what it returns or raises."""
    told = []

    def inside():
        try:
            told.append(run())
        except BaseException as wrong:  # noqa: BLE001 - brought back
            told.append(wrong)
        finally:
            connections.close_all()

    thread = threading.Thread(target=inside)
    thread.start()
    thread.join(timeout=10)
    if isinstance(told[0], BaseException):
        raise told[0]
    return told[0]


def addresses(world):
    with world.marketing() as r, connection.cursor() as cursor:
        cursor.execute(f"SELECT address FROM {r.view('emailaddress')}")
        return cursor.fetchall()


def change(world):
    with world.act("marketing") as w:
        return w.update("emailaddress", {"kind": "work"}, {"id": world.email})


def test_a_reading_does_not_keep_a_writer_waiting(committed_register):
    world = populate()
    with world.marketing():
        assert in_a_thread(lambda: change(world)) == 1


def test_a_writer_does_not_keep_a_reading_waiting(committed_register):
    world = populate()
    with world.act("marketing") as w:
        w.update("emailaddress", {"kind": "work"}, {"id": world.email})
        assert in_a_thread(lambda: addresses(world)) == [("bertta@example.fi",)]


def test_readings_in_two_threads_are_each_their_own(committed_register):
    world = populate()
    with world.reading("delivery") as outer:
        assert len(in_a_thread(lambda: addresses(world))) == 1
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT typed FROM {outer.view('phonenumber')}")
            assert len(cursor.fetchall()) == 3


def test_a_connection_opened_again_inside_a_reading_is_armed(committed_register):
    world = populate()
    with world.marketing() as r:
        connection.close()
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT address FROM {r.view('emailaddress')}")
            assert len(cursor.fetchall()) == 1


def test_the_file_is_set_up_to_forget(committed_register):
    with connection.cursor() as cursor:
        found = {}
        for pragma in ("secure_delete", "journal_mode", "foreign_keys"):
            cursor.execute(f"PRAGMA {pragma}")
            found[pragma] = cursor.fetchone()[0]
    assert found == {"secure_delete": 1, "journal_mode": "wal", "foreign_keys": 1}


def test_compaction_leaves_no_trace_of_what_was_deleted(committed_register, tmp_path):
    world = populate()
    with system_grant("seed", why="gone") as seed:
        seed.delete("personname", {"party_id": world.aino})
    with system_grant("compaction", why="a test") as part:
        index = "records_personname_fts"
        part.execute(f"INSERT INTO {index}({index}) VALUES('optimize')")
        part.execute("VACUUM")
        part.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    file = connection.settings_dict["NAME"]
    with open(file, "rb") as content:  # noqa: PTH123 - the file as it lies
        assert f"{HIDDEN} aino".encode() not in content.read()


def test_a_backup_is_the_whole_register(committed_register, tmp_path):
    populate()
    with system_grant("backup", why="a test") as part:
        part.execute("VACUUM INTO %s", [str(tmp_path / "copy.sqlite3")])
        with sqlite3.connect(tmp_path / "other.sqlite3") as other:
            connection.connection.backup(other)
        other.close()
    for name in ("copy", "other"):
        copy = sqlite3.connect(tmp_path / f"{name}.sqlite3")
        assert copy.execute("SELECT count(*) FROM records_party").fetchone() == (5,)
        copy.close()
