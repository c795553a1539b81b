"""Start-up explains itself: what is unclaimed stops the server, with the line to fix."""

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Error, Tags, register
from django.db import DatabaseError

from lupaus.guard.force import in_force
from lupaus.guard.refused import NoPolicy
from lupaus.records.catalogue import explain_startup


@register()
def catalogue(**_kwargs: Any) -> list[CheckMessage]:
    """Every column is claimed, and every claim is a column."""
    return [Error(line, id="lupaus.E001") for line in explain_startup(None)]


@register(Tags.database)
def policy(databases: Sequence[str] | None = None, **_kwargs: Any) -> list[CheckMessage]:
    """Every category of the policy in force has a table."""
    if not databases:
        return []
    try:
        adopted = in_force()
    except (NoPolicy, DatabaseError):
        return []  # nothing to compare with yet
    lines = explain_startup(adopted.policy)
    return [Error(line, id="lupaus.E002") for line in lines if line.startswith("policy")]
