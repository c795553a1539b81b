"""Parties of which nothing is left and that nobody needs: shells, which must go as well.

The purge sees those that it empties itself; of the others a daily sweep tells it. A shell is
therefore late when it was empty already yesterday, and the ledger, which is told of every
removal and of every hold that is lifted, says so: rows that have gone leave no date behind.
"""

import json
from datetime import date, timedelta
from typing import Any

from lupaus.guard.tables import holdings
from lupaus.policy import holding as names
from lupaus.policy import sql
from lupaus.proof.looking import GRACE, Look

#: The last entry about nobody but the party. Uses index ledger_payload(party, seq).
_LAST = (
    "(SELECT l.payload FROM ledger_payload l WHERE l.party = o.id ORDER BY l.seq DESC LIMIT 1)"
)
_STAGED = f"SELECT b.id FROM {names.BATCH} b WHERE b.state = 'staged'"


def shells(look: Look) -> tuple[int, ...]:
    """The parties that should have gone with tonight's purge at the latest."""
    if names.PARTY not in {h.table for h in look.every()}:
        return ()
    yesterday = look.today - timedelta(days=GRACE)
    empty = sql.due_parties(holdings(), look.policy, yesterday)
    found = look.rows(
        f"SELECT o.id, {_LAST} FROM (\n{empty.sql}\n) o"
        f" JOIN {names.PARTY} q ON q.id = o.id WHERE q.created_on < %(grace)s"
        f" AND (q.{names.ENDED} IS NULL OR q.{names.ENDED} < %(grace)s)"
        f" AND (q.{names.BATCH_COLUMN} IS NULL OR q.{names.BATCH_COLUMN} NOT IN ({_STAGED}))",
        {**empty.params, "grace": yesterday},
    )
    return tuple(party for party, last in found if _day(last) < yesterday)


def _day(payload: Any) -> date:
    """The day of an entry of the ledger; of none, long ago."""
    return date.fromisoformat(json.loads(bytes(payload))["at"][:10]) if payload else date.min
