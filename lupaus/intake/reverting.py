"""Taking back what an import changed in rows that were there before; and saying beforehand what
would be taken back.

This module overwrites. It could write over what somebody has put right since: therefore every
row is compared with what the import left in it before it is touched; a row that anybody has
edited is left, and is told. What is shown beforehand is judged by the same function.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from lupaus.guard import Act, Part
from lupaus.intake import stored
from lupaus.intake.changes import forget, inherit_bans
from lupaus.intake.stored import Ref, Stored
from lupaus.policy.holding import PARTY

REMOVED = "it has been removed since"
RESTRICTED = "the person's data are restricted"
FORGOTTEN = (
    "what stood there before has been destroyed: its days had passed, or something of the "
    "party was destroyed since"
)


class Fate(Enum):
    """What becomes of one change when its import is undone."""

    PUT_BACK = "put back"
    GOES = "goes"  # a row that was added: it goes with its batch
    EDITED = "edited"  # by somebody since: it is kept
    LOST = "lost"


@dataclass(slots=True)
class Reverted:
    """``restored`` rows hold again what stood in them; ``edited`` were changed since and are
    kept; ``lost`` could not be restored, with the reason."""

    restored: int = 0
    edited: list[Ref] = field(default_factory=list)
    lost: list[tuple[Ref, str]] = field(default_factory=list)

    def tell(self, one: Stored, fate: Fate, why: str) -> None:
        """The dates of a party follow its rows, and are not told."""
        if one.holding == PARTY:
            return
        match fate:
            case Fate.PUT_BACK:
                self.restored += 1
            case Fate.EDITED:
                self.edited.append(one.ref)
            case Fate.LOST:
                self.lost.append((one.ref, why))
            case Fate.GOES:
                pass


def revert(part: Part, batch: int, *, act: Act) -> Reverted:
    """Put back what stood in the rows that nobody has touched since, newest change first; then
    forget it. Belongs to the transaction that takes the batch out of sight."""
    made = Reverted()
    whose: set[int] = set()
    seen = 0
    for piece in stored.in_turn(part, batch, newest_first=True):
        for one, fate, why in _judged(part, piece, batch, locked=True):
            seen += _counts(one)
            made.tell(one, fate, why)
            if fate is Fate.PUT_BACK:
                before = one.opened("before")
                part.update_each(
                    one.holding, tuple(before), [(one.row_id, list(before.values()))]
                )
                whose.add(one.party_id)
    _tell_forgotten(part, made, batch, seen)
    part.changed("UPDATE intake_taken SET changed = 0 WHERE batch_id = %s", [batch])
    forget(part, batch)
    inherit_bans(part, sorted(whose), act)
    return made


def outlook(part: Part, batch: int) -> Reverted:
    """What :func:`revert` would come to now. Reads only; the grant may be MATCHING."""
    made = Reverted()
    seen = 0
    for piece in stored.in_turn(part, batch, newest_first=True):
        for one, fate, why in _judged(part, piece, batch, locked=False):
            seen += _counts(one)
            made.tell(one, fate, why)
    _tell_forgotten(part, made, batch, seen)
    return made


def _counts(one: Stored) -> bool:
    """Whether it is one of the rows that the import said it had changed."""
    return not one.is_added and one.holding != PARTY


def _judged(
    part: Part, piece: Sequence[Stored], batch: int, *, locked: bool
) -> Iterator[tuple[Stored, Fate, str]]:
    now = stored.current(part, piece, locked=locked)
    own, shut = stored.own_batches(part, piece), stored.restricted(part, piece)
    for one in piece:
        fate, why = _fate(one, now, own, batch, is_shut=one.id in shut)
        yield one, fate, why


def _fate(
    one: Stored,
    now: Mapping[Ref, dict[str, Any]],
    own: Mapping[Ref, Any],
    batch: int,
    *,
    is_shut: bool,
) -> tuple[Fate, str]:
    """A row that was added goes with its batch, unless somebody has edited it since."""
    if one.ref not in (own if one.is_added else now):
        return Fate.LOST, REMOVED
    if one.is_added:
        return (Fate.GOES if own[one.ref] == batch else Fate.EDITED), ""
    if is_shut:
        return Fate.LOST, RESTRICTED
    if not stored.holds(now[one.ref], one.opened("after")):
        return Fate.EDITED, ""
    return Fate.PUT_BACK, ""


def _tell_forgotten(part: Part, made: Reverted, batch: int, seen: int) -> None:
    rows = part.execute("SELECT changed FROM intake_taken WHERE batch_id = %s", [batch])
    for _ in range((rows[0][0] if rows else 0) - seen):
        made.lost.append((Ref(0, "", 0), FORGOTTEN))
