"""The day on which the claims about proof are made, and putting a policy in force on it."""

from datetime import UTC, datetime
from pathlib import Path

from lupaus.guard import Act, Adopted, enforce
from lupaus.policy.read import read_policy

NOW = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
TODAY = NOW.date()
SAMPLE = Path(__file__).parents[1] / "sample.yaml"


def put_in_force(text: str | None = None) -> Adopted:
    """The text, or the sample policy, without asking the linter."""
    text = SAMPLE.read_text(encoding="utf-8") if text is None else text
    policy, problems = read_policy(text)
    assert policy is not None, problems
    return enforce(policy, text, Act("aino", "relations", NOW, "cli"))
