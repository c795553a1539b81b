"""What has changed lately and who did it, as far as a reading may know: from the ledger.

The ledger names parties of everybody and whatever was written of them; shown is only whose
number the reading sees, and only what is of a table that it sees. Entries of one act are one
line.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from lupaus.guard import Reading
from lupaus.ledger.entry import Event
from lupaus.ledger.history import latest
from lupaus.register.knowing import may_know
from lupaus.register.named import Named, named

MOST = 100
_LOOKED_AT = 400  # entries; a large act is one line of many
_SHOWN = 5  # parties by name in one line

#: The machinery's own housekeeping, and what is no change.
_UNTOLD = frozenset(
    {
        Event.READS_SEALED,
        Event.EXPIRED,
        Event.CHECKED,
        Event.SELF_TESTED,
        Event.GRANT_OPENED,
        Event.VERIFIED_GONE,
        Event.PURGE_PLANNED,
        Event.SUPPRESSION_ADDED,
    }
)


@dataclass(frozen=True, slots=True)
class Did:
    """One act. ``events`` in the order of their weight in it; ``parties`` the first few that
    the reading sees, ``count`` how many it concerned. No party at all: the register as a whole,
    or people whom the reading does not see, when there is a count."""

    entry: int
    at: datetime
    actor: str
    via: str
    events: tuple[str, ...]
    parties: tuple[Named, ...]
    count: int


def lately(r: Reading, *, size: int = 20) -> tuple[Did, ...]:
    """The latest acts, the newest first. Acts on single people whom the reading does not see,
    or on what it does not see of them, are left out. Two statements."""
    acts = _acts(r, latest(_LOOKED_AT))
    listed = {party for act in acts for party in act.listed}
    seen = named(r, sorted(listed, reverse=True)[:_LOOKED_AT])
    found: list[Did] = []
    for act in acts:
        parties = tuple(seen[p] for p in act.listed if p in seen)
        if act.listed and not parties and not act.many:
            continue
        found.append(act.told(parties[:_SHOWN], len(parties)))
        if len(found) == max(1, min(size, MOST)):
            break
    r.viewed(one.party for act in found for one in act.parties)
    return tuple(found)


@dataclass(slots=True)
class _Act:
    """Entries of one act, being gathered."""

    entry: int
    at: datetime
    actor: str
    via: str
    events: dict[str, None]
    listed: dict[int, None]
    many: int = 0

    def told(self, parties: tuple[Named, ...], seen: int) -> Did:
        count = max(seen, self.many)
        return Did(
            self.entry, self.at, self.actor, self.via, tuple(self.events), parties, count
        )


def _acts(r: Reading, entries: Iterable[tuple[int, dict[str, Any]]]) -> list[_Act]:
    """Neighbouring entries with one actor, moment and way are of one act."""
    acts: list[_Act] = []
    for number, said in entries:
        if not said or said["event"] in _UNTOLD or not may_know(r, said.get("fields", ())):
            continue
        key = (said["at"], said["actor"], said["via"])
        at = datetime.fromisoformat(said["at"])
        if not acts or (acts[-1].at, acts[-1].actor, acts[-1].via) != (at, *key[1:]):
            acts.append(_Act(number, at, said["actor"], said["via"], {}, {}))
        act = acts[-1]
        act.events[said["event"]] = None
        if isinstance(said["whose"], list):
            act.listed |= dict.fromkeys(said["whose"])
        else:
            act.many = max(act.many, said["whose"]["count"])
    return acts
