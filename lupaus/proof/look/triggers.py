"""Triggers, which keep the ledger append-only and the search indexes in step with their tables.

Whoever may change tables may take them away, and nothing else would tell.
"""

from collections.abc import Iterable

from lupaus.guard.structure import Trigger, wrong_triggers
from lupaus.proof.looking import Look
from lupaus.proof.verdict import SHOWN, Finding

_CURE = "somebody has changed the database itself: a backup from before holds it as it was"


def kept(look: Look, tables: Iterable[str]) -> Finding:
    """The triggers of the tables that are missing, switched off or changed."""
    wanted, found = frozenset(tables), _all(look)
    wrong = tuple(t.what for t in found if t.missing and t.table in wanted)
    return Finding(0, len(wrong), wrong[:SHOWN], _CURE if wrong else "", by_breaker=True)


def strange_triggers(look: Look) -> tuple[str, ...]:
    """Triggers that somebody else has made."""
    return tuple(t.what for t in _all(look) if not t.missing)


def _all(look: Look) -> tuple[Trigger, ...]:
    def find() -> tuple[Trigger, ...]:
        look.statements += 1
        return wrong_triggers()

    return look.once("triggers", find)
