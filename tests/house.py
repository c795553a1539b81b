"""What every test of the register knows: the engine, and the sample policy in force."""

import os
from datetime import UTC, datetime
from pathlib import Path

ENGINE = os.environ.get("LUPAUS_TEST_ENGINE", "sqlite")
SAMPLE = Path(__file__).with_name("sample.yaml")
ADOPTED_AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def adopt_sample(text: str | None = None) -> None:
    """Put the sample policy in force, or another text, without asking the linter."""
    from lupaus.guard import Act, enforce  # noqa: PLC0415 - needs Django to be set up
    from lupaus.policy.read import read_policy  # noqa: PLC0415 - likewise

    text = SAMPLE.read_text(encoding="utf-8") if text is None else text
    policy, problems = read_policy(text)
    assert policy is not None, problems
    enforce(policy, text, Act("aino", "relations", ADOPTED_AT, "cli"))
