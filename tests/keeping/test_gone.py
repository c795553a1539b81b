"""What was destroyed is gone: from the tables, from the file, from the log before it."""

import json
import os
from datetime import date
from pathlib import Path

import psycopg
import pytest
from django.db import connections
from keeping_hands import act, two_years

from lupaus.guard import system_grant
from lupaus.keeping import finish as finishing
from lupaus.keeping.compaction import compact
from lupaus.keeping.finish import NotGone, finish
from lupaus.keeping.plan import plan
from lupaus.keeping.printing import html, pdf, text
from lupaus.keeping.printing.layout import lay_out
from lupaus.keeping.purge import execute
from lupaus.ledger.history import latest

pytestmark = pytest.mark.engine
ENDED, DAY = date(2024, 3, 5), date(2026, 3, 5)
NAME = "Qwxzåvuokko"


def purged(hands):
    hands.adopt(two_years())
    aino = hands.person(NAME, relation_ended_on=ENDED)
    hands.person("Kaarlo", relation_ended_on=ENDED, restricted=True)
    found = plan(DAY, act(DAY))
    execute(found.run, today=DAY, act=act(DAY))
    return aino, found


def octets() -> bytes:
    """Everything that the register has on disk, its write-ahead log included; on PostgreSQL the
    tables and indexes themselves, because the log of a cluster is not one register's."""
    default = connections["default"]
    if default.vendor == "sqlite":
        file = Path(default.settings_dict["NAME"])
        return b"".join(f.read_bytes() for f in file.parent.glob(f"{file.name}*"))
    where = default.settings_dict
    address = f"host={where['HOST']} port={where['PORT']} user=postgres dbname={where['NAME']}"
    with psycopg.connect(address, autocommit=True) as superuser:
        superuser.execute("CHECKPOINT")
        [home] = superuser.execute("SHOW data_directory").fetchone()
        found = superuser.execute(
            "SELECT pg_relation_filepath(oid) FROM pg_class WHERE relname LIKE 'records%'"
            " AND relkind IN ('r', 'i')"
        ).fetchall()
    return b"".join(Path(home, file).read_bytes() for (file,) in found)


#: VACUUM leaves what was in the free part of a page until something is written over it.
ANEW = [True] if os.environ.get("LUPAUS_TEST_ENGINE") == "postgresql" else [False, True]


@pytest.mark.parametrize("vacuum", ANEW)
def test_the_bytes_of_a_destroyed_name_are_in_no_file(committed, vacuum):
    committed.adopt(two_years())
    committed.person("Ennen")
    committed.person(NAME, relation_ended_on=ENDED)
    committed.person("Jälkeen")
    compact()
    assert NAME.encode() in octets()
    found = plan(DAY, act(DAY))
    execute(found.run, today=DAY, act=act(DAY))
    finish(found.run, act=act(DAY))
    compact(vacuum=vacuum)
    left = octets()
    assert "Jälkeen".encode() in left
    for trace in (NAME, NAME.lower(), NAME[:6], NAME[:6].lower()):
        assert trace.encode() not in left


def test_the_file_is_sound_after_compaction(committed):
    committed.adopt(two_years())
    committed.person("Aino")
    compact(vacuum=True)
    if connections["default"].vendor == "sqlite":
        with system_grant("compaction", why="a test") as part:
            assert part.execute("PRAGMA integrity_check") == [("ok",)]
    assert b"Aino" in octets()


def test_compaction_of_everything_works_on_either_engine(committed):
    done = compact(vacuum=True)
    assert "records_personname" in done.tables
    assert done.left == ""


def test_a_row_that_is_still_there_is_no_certificate(hands):
    _aino, found = purged(hands)
    with system_grant("keeping", why="a test") as part:
        [(party,)] = part.execute("SELECT id FROM records_party WHERE restricted = TRUE")
        [(row,)] = part.execute(
            "SELECT id FROM records_personname WHERE party_id = %s", [party]
        )
        part.changed(
            "UPDATE keeping_item SET row_id = %s WHERE holding = 'records_personname'", [row]
        )
    with pytest.raises(NotGone, match="records_personname"):
        finish(found.run, act=act(DAY), compacting=False)
    with pytest.raises(finishing.CannotPurge, match="no certificate"):
        finishing.certificate(found.run)


def test_the_certificate_tells_counts_promises_and_holds_and_nobody(hands):
    aino, found = purged(hands)
    drawn = finish(found.run, act=act(DAY), compacting=False)
    assert (drawn.rows, drawn.parties, drawn.whole, drawn.saved) == (4, 1, 1, 0)
    assert drawn.clauses[0].oldest == "2024-03-05"
    assert [(k.hold, k.parties) for k in drawn.held] == [("restriction", 1)]
    for language, title in (
        ("fi", "hävittämisestä"),
        ("sv", "förstöring"),
        ("en", "destruction"),
    ):
        page = lay_out(drawn, language)
        printed = text.render(page) + html.render(page)
        assert title in printed
        assert NAME.lower() not in printed.lower()
        assert "1234567-1" in printed
    assert pdf.render(lay_out(drawn, "fi")).startswith(b"%PDF")
    assert json.loads(drawn.text())["digest"] == drawn.digest
    assert aino


def test_the_plan_is_forgotten_when_the_certificate_is_written(hands):
    _aino, found = purged(hands)
    finish(found.run, act=act(DAY), compacting=False)
    with system_grant("keeping", why="a test") as part:
        assert part.execute("SELECT * FROM keeping_item") == []
        assert part.execute("SELECT * FROM keeping_emptied") == []


def test_the_ledger_knows_plan_destruction_and_verification(hands):
    _aino, found = purged(hands)
    finish(found.run, act=act(DAY), compacting=False)
    events = [said["event"] for _seq, said in latest(20) if said]
    for event in ("purge-planned", "purged", "verified-gone"):
        assert event in events
    planned = [said for _seq, said in latest(20) if said and said["event"] == "purge-planned"]
    assert {said["clause"] for said in planned} <= {c.name for c in found.by_clause}
