"""What only passes through goes in its time, goes with its party, and is shut to everybody."""

from contextlib import nullcontext
from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction
from keeping_hands import DAY, act, at, two_years

from lupaus.guard import Actor, Refused, in_force, reading, system_grant, writing
from lupaus.keeping import daily, passing
from lupaus.keeping.plan import plan
from lupaus.keeping.purge import execute
from lupaus.records.catalogue import PASSING, guarded, unclaimed

pytestmark = pytest.mark.engine
ENDED, DUE = date(2024, 3, 5), date(2026, 3, 5)


def overwritten(party, on=DUE):
    """What an import found in a row of the party, as it lies sealed."""
    with system_grant("import", why="a test") as part:
        part.changed(
            "INSERT INTO intake_change (batch_id, party_id, holding, row_id, made_on, before,"
            " after) VALUES (1, %s, 'records_note', 1, %s, %s, %s)",
            [party, on, b"sealed", b"sealed"],
        )


def left():
    with system_grant("import", why="a test") as part:
        rows = part.execute("SELECT party_id FROM intake_change ORDER BY party_id")
        return [party for (party,) in rows]


@pytest.fixture
def clean():
    yield
    with system_grant("import", why="a test is over") as part:
        part.changed("DELETE FROM intake_change WHERE id > 0")


def test_a_purge_takes_along_what_an_import_had_overwritten(hands, clean):
    hands.adopt(two_years())
    gone, there = hands.person("Aino", relation_ended_on=ENDED), hands.person("Kaarlo")
    overwritten(gone)
    overwritten(there)
    found = plan(DUE, act(DUE))
    execute(found.run, today=DUE, act=act(DUE))
    assert left() == [there]


def test_a_purge_of_part_of_somebody_takes_it_along_too(hands, clean):
    """An invoice keeps the party; the address that went must not live on in a copy."""
    hands.adopt(two_years())
    aino = hands.person("Aino", relation_ended_on=ENDED)
    hands.held(
        "invoice", aino, number="1", issued_on=date(2024, 2, 29), status="open", total_cents=1,
        reference="",
    )  # fmt: skip
    overwritten(aino)
    found = plan(DUE, act(DUE))
    execute(found.run, today=DUE, act=act(DUE))
    assert left() == []


@pytest.mark.parametrize(("days", "there"), [(29, 1), (30, 0), (31, 0)])
@pytest.mark.parametrize("made", [DAY, date(2024, 1, 30)])  # thirty days on: a 29 February
def test_the_daily_job_destroys_it_on_its_day(committed, clean, made, days, there):
    overwritten(1, on=made)
    assert passing.expire(made + timedelta(days=days)) == 1 - there
    assert len(left()) == there


def test_the_worker_has_the_job():
    assert "passing" in {job.name for job in daily.JOBS}


def test_every_table_that_passes_is_shut_and_claimed():
    assert {one.table for one in PASSING} <= guarded()
    assert not [name for name in unclaimed() if name.startswith("intake_")]


@pytest.mark.parametrize("table", [one.table for one in PASSING])
@pytest.mark.parametrize("verb", ["SELECT id FROM {}", "DELETE FROM {} WHERE id > 0"])
def test_neither_a_reading_nor_an_act_nor_most_parts_reach_it(register, table, verb):
    from django.db import connection  # noqa: PLC0415 - the driver's own way

    sql = verb.format(table)
    owner = Actor("bertta", "sales", in_force().purposes_of("sales"))

    def tried(opened):
        with (
            pytest.raises((Refused, DatabaseError)),
            transaction.atomic(),
            opened,
            connection.cursor() as cursor,
        ):
            cursor.execute(sql)

    tried(reading(owner, {"marketing"}, at=at(DAY)))
    tried(writing(owner.act("relations", at=at(DAY), via="cli")))
    tried(system_grant("seed", why="a test"))
    tried(system_grant("bans", why="a test"))
    tried(system_grant("proof", why="a test"))
    tried(nullcontext())


def test_keeping_sees_how_old_it_is_and_not_what_it_holds(register):
    for column in ("before", "after"):
        with (
            pytest.raises((Refused, DatabaseError)),
            transaction.atomic(),
            system_grant("keeping", why="a test") as part,
        ):
            part.execute(f"SELECT {column} FROM intake_change")
