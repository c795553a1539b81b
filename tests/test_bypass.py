"""The table of ways around the guard. Each is tried, and each ends in a refusal, on the engine
of the run; ``-v`` prints them by name. What cannot be closed is told in THREAT_MODEL.md."""

import pytest
from bypass import on_postgresql, on_sqlite, reads, roles, writes  # noqa: F401 - enter their paths
from bypass.world import ENGINE, HIDDEN, PATHS, Path, World, everything, populate
from django.db import DatabaseError, connection, transaction

from lupaus.guard import Refused
from lupaus.guard.grant import NOTHING

HERE = [path for path in PATHS if ENGINE in path.engines]


@pytest.fixture
def world(register) -> World:
    return populate()


@pytest.mark.parametrize("path", HERE, ids=[path.claim for path in HERE])
def test_no_way_around(path: Path, world: World):
    if path.shows_nothing:
        with transaction.atomic():
            assert HIDDEN not in str(path.try_it(world))
    else:
        with pytest.raises((Refused, DatabaseError)) as refused, transaction.atomic():
            path.try_it(world)
        if not isinstance(refused.value, Refused):
            assert path.engine_says, refused.value
            assert path.engine_says in str(refused.value)
    assert connection.gate.top is NOTHING, "a grant was left open"
    with pytest.raises(Refused), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT address FROM records_emailaddress")


def test_there_was_something_to_hide(world: World):
    with everything(world) as part:
        found = part.execute("SELECT address FROM records_emailaddress")
    assert str(found).count(HIDDEN) == 4


def test_the_table_is_long_enough():
    assert len({path.claim for path in HERE}) == len(HERE) >= 35
