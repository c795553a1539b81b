"""What the tests of merging see and do."""

from datetime import datetime
from typing import Any

from register_world import NOW, act

from lupaus.guard import in_force, system_grant
from lupaus.guard.scope import Machinery, machinery
from lupaus.register import bans, merge, permissions
from lupaus.register.permissions import Given
from lupaus.register.standing import prohibitions

#: Bytes that are other ones every time that the same is sealed.
_SEALED = {"sealed", "username_sealed", "secret_sealed"}


def everything() -> dict[str, list[tuple[str, ...]]]:
    """Every row of every table of the register; seals left out."""
    found = {}
    with system_grant("export", why="a test looks at everything", at=NOW) as part:
        for table, columns in sorted(machinery(Machinery.EXPORT).reads.items()):
            said = ", ".join(f'"{column}"' for column in sorted(columns - _SEALED))
            rows = part.execute(f"SELECT {said} FROM {table} ORDER BY id")
            found[table] = [tuple(map(str, row)) for row in rows]
    return found


def merged(keep: int, gone: int, *, at: datetime = NOW, **chosen: str) -> merge.Merged:
    sides = {field.replace("__", "."): side for field, side in chosen.items()}
    return merge.merge(act=act(at=at), keep=keep, gone=gone, chosen=sides)


def taken_back(done: merge.Merged, **more: Any) -> merge.Unmerged:
    return merge.undo(act=act(**more), merge=done.id)


def forbid(party: int, **more: Any) -> None:
    permissions.object_to(
        act=act(**more), party=party, purpose="marketing", channel=None, given=Given("puhelin")
    )


def standing(*parties: int) -> set[tuple[Any, ...]]:
    """What any of them has forbidden, whenever."""
    policy = in_force().policy
    with bans.banning("test") as part:
        said = [bans.said_by(part, party) for party in parties]
    return {
        (ban.purpose_class, ban.channel, ban.origin, ban.purpose)
        for one in said
        for ban in prohibitions(policy, one)
    }
