"""A demo holds nobody of whom its policy needs nothing."""

from datetime import UTC, datetime

import pytest

from lupaus.commands.demo.filling import fill
from lupaus.guard import Act, Machinery, adopt, system_grant
from lupaus.policy.templates import template

NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)


@pytest.mark.parametrize("name", ["consultancy", "retailer"])
def test_everybody_invented_has_something_that_a_purpose_needs(committed_register, name):
    adopt(template(name), Act("owner", "", NOW, "cli"))
    fill(400, today=NOW.date(), at=NOW)
    with system_grant(Machinery.PROOF, why="a test") as part:
        held = " UNION ".join(
            f"SELECT party_id FROM records_{table}"
            for table in ("personname", "organisation", "emailaddress", "relationship")
        )
        [(parties, empty)] = part.execute(
            f"SELECT count(*), sum(CASE WHEN id IN ({held}) THEN 0 ELSE 1 END)"
            " FROM records_party"
        )
    assert parties > 100
    assert empty == 0
