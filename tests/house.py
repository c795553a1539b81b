"""What every test of the register knows: the engine, and the sample policy in force."""

import json
import os
from datetime import UTC, datetime
from pathlib import Path

ENGINE = os.environ.get("LUPAUS_TEST_ENGINE", "sqlite")
SAMPLE = Path(__file__).with_name("sample.yaml")
ADOPTED_AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def adopt_sample(text: str | None = None) -> None:
    """Put the sample policy in force, or another text, without asking the linter. On PostgreSQL
    the owner does it, on a connection of its own: nothing rolls it back."""
    from django.db import connection  # noqa: PLC0415 - needs Django to be set up

    from lupaus.guard import Act, enforce  # noqa: PLC0415 - needs Django to be set up
    from lupaus.policy.read import read_policy  # noqa: PLC0415 - likewise

    text = SAMPLE.read_text(encoding="utf-8") if text is None else text
    lasting = ENGINE == "postgresql" and connection.in_atomic_block
    assert not lasting, "it would stay in force: take committed_register"
    policy, problems = read_policy(text)
    assert policy is not None, problems
    enforce(policy, text, Act("aino", "relations", ADOPTED_AT, "cli"))


def lift_bans() -> None:
    """Say in the ledger that every ban it knows of was lifted. It outlives the register of a
    test, and would miss the list of bans that was emptied with it."""
    from lupaus.guard import system_grant  # noqa: PLC0415 - needs Django to be set up
    from lupaus.ledger.entry import Event  # noqa: PLC0415 - likewise

    with system_grant("seed", why="emptied after a test") as seed:
        payloads = (bytes(row[0]) for row in seed.execute("SELECT payload FROM ledger_payload"))
        told = [
            json.loads(p)["counts"] for p in payloads if b'"bans":' in p or b'"lifted":' in p
        ]
        rows = sum(counts.get("bans", 0) - counts.get("lifted", 0) for counts in told)
        if rows > 0:
            at, counts = ADOPTED_AT, {"lifted": rows}
            seed.log(Event.SUPPRESSION_LIFTED, actor="lupaus", at=at, counts=counts)
