"""A merge taken back: what was moved returns, save what has been touched since.

What must not happen: that an undo loses what somebody has written after the merge, or opens
what was forbidden or held meanwhile. So only rows that stand as the merge left them go back;
the others stay where they are and are named, with the reason; and what was forbidden or
restricted of the merged party stands for both, because nobody knows of which it was said.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from lupaus.finland import day_of
from lupaus.guard import Act, Machinery, Part, Refused, Writing, system_grant, writing
from lupaus.ledger.entry import Event
from lupaus.policy.holding import PARTY, PROTECTED, PROTECTED_BY, UNDOABLE
from lupaus.records.catalogue import CLAIMS, MERGE, MOVED, SUPPRESSION
from lupaus.register import anchors, bans, moves
from lupaus.register.cover import require_cover
from lupaus.register.facts import known
from lupaus.register.flags import UNMARKED
from lupaus.register.moves import LATEST, MADE
from lupaus.register.prohibitions import Forbidden, forbidden_by, uphold
from lupaus.register.standing import prohibitions
from lupaus.register.unfit import Unfit, Unknown

__all__ = ("Left", "Unmerged", "Why", "undo")


class Why(StrEnum):
    """Why a row is not back where it was."""

    CHANGED = "changed"  # edited since the merge: it stays with the merged party
    ADDED = "added"  # came after the merge
    REMOVED = "removed"  # somebody or a purge has taken it away
    ELSEWHERE = "elsewhere"  # it belongs to somebody else by now


@dataclass(frozen=True, slots=True)
class Left:
    """One row that an undo left where it found it, or did not find."""

    table: str
    row: int
    why: Why


@dataclass(frozen=True, slots=True)
class Unmerged:
    """The three piles: how many rows are back; what was kept, and why; what could not be put
    back, and why."""

    keep: int
    gone: int
    back: int
    kept: tuple[Left, ...]
    could_not: tuple[Left, ...]

    @property
    def whole(self) -> bool:
        """Is everything as it was before the merge?"""
        return not self.kept and not self.could_not


@dataclass(frozen=True, slots=True)
class _Merge:
    id: int
    keep: int
    gone: int
    merged_on: date


def undo(*, act: Act, merge: int) -> Unmerged:
    """Make two of one again. Raises Unknown for no such merge, Unfit when a later one must be
    undone first, and Refused after thirty days or under a purpose that does not cover it."""
    with writing(act) as w:
        with system_grant(Machinery.MERGING, why="a merge is looked up") as part:
            found = _find(part, merge)
            moves.lock(part, (found.keep, found.gone))
            _require(part, found, day_of(act.at))
        require_cover(w.adopted.policy, act, known(found.keep))
        since = _said_since(w, found)
        with system_grant(Machinery.MERGING, why="one party becomes two again") as part:
            unmerged, lifted = _separate(part, found)
        anchors.recompute([found.keep, found.gone])
        added = _stand_for_both(w, found, since)
        _log(w, unmerged, added, lifted)
    return unmerged


def _log(w: Writing, done: Unmerged, added: int, lifted: int) -> None:
    both = (done.keep, done.gone)
    counts = {"rows": done.back, "kept": len(done.kept), "lost": len(done.could_not)}
    w.log(Event.MERGE_UNDONE, whose=both, counts=counts)
    if lifted:
        w.log(Event.SUPPRESSION_LIFTED, whose=both, counts={bans.LIFTED: lifted})
    if added:
        w.log(Event.SUPPRESSION_ADDED, whose=both, counts={bans.BANS: added})


def _find(part: Part, merge: int) -> _Merge:
    sql = f"SELECT id, keep, gone, merged_on FROM {MERGE} WHERE id = %s"
    rows = part.rows(_Merge, sql, [merge])
    if not rows:
        raise Unknown(f"there is no merge {merge} that can be undone")
    return rows[0]


def _require(part: Part, merge: _Merge, today: date) -> None:
    if today >= merge.merged_on + UNDOABLE:
        raise Refused(
            f"the merge of {merge.merged_on:%d.%m.%Y} could be undone for {UNDOABLE.days} days",
            law="GDPR Art. 5(1)(e)",
        )
    there = f"SELECT id FROM {PARTY} WHERE id = %s AND merged_into_id = %s"
    if not part.execute(there, [merge.gone, merge.keep]):
        raise Refused(
            "the time of what was taken in has passed meanwhile, and it is destroyed",
            law="GDPR Art. 5(1)(e)",
        )
    later = part.execute(
        f"SELECT id FROM {MERGE} WHERE id > %s AND (keep IN (%s, %s) OR gone IN (%s, %s))"
        " ORDER BY id DESC LIMIT 1",
        [merge.id, *[merge.keep, merge.gone] * 2],
    )
    if later:
        raise Unfit("merge", f"merge {later[0][0]} came later and is undone first")


# --- rows ------------------------------------------------------------------------------------


def _separate(part: Part, merge: _Merge) -> tuple[Unmerged, int]:
    """The piles, and how many addresses no longer stand under a ban of the other."""
    _mark_children(part, merge.id)
    planned = moves.moves_of(part, merge.id)
    kept, could_not = _piles(part, merge, planned)
    back = moves.carry_out(part, merge.id, planned, back=True)
    _bring_children(part, merge)
    unmade = moves.unmake(part, merge.id)
    moves.put_dates_back(part, merge.id)
    _flags_back(part, merge)
    part.update(PARTY, {"merged_into_id": None, "merged_on": None}, {"id": merge.gone})
    part.delete(MERGE, {"id": merge.id})
    moves.forget(part, merge.id)
    done = Unmerged(merge.keep, merge.gone, back, tuple(kept), tuple(could_not))
    return done, unmade.get(SUPPRESSION, 0)


_CHILDREN = tuple((c.table, *c.parent) for c in CLAIMS if c.parent)


def _mark_children(part: Part, merge: int) -> None:
    """What hangs on a row that was edited stays with it."""
    noted = (
        f"SELECT row_id FROM {MOVED} WHERE merge_id = %s AND holding = %s AND changed = TRUE"
    )
    for table, parent, column in _CHILDREN:
        part.changed(
            f"UPDATE {MOVED} SET changed = TRUE WHERE merge_id = %s AND holding = %s"
            f" AND row_id IN (SELECT c.id FROM {table} c WHERE c.{column} IN ({noted}))",
            [merge, table, merge, parent],
        )


def _bring_children(part: Part, merge: _Merge) -> None:
    """What was hung on a row since goes back with it."""
    for table, parent, column in _CHILDREN:
        part.changed(
            f"UPDATE {table} SET party_id = %s WHERE party_id = %s AND {column} IN"
            f" (SELECT x.id FROM {parent} x WHERE x.party_id = %s)",
            [merge.gone, merge.keep, merge.gone],
        )


def _piles(
    part: Part, merge: _Merge, planned: Iterable[moves.Move]
) -> tuple[list[Left], list[Left]]:
    """What will stay where it is, and what is not to be found there."""
    kept = [*_edited(part, merge), *_added(part, merge)]
    could_not: list[Left] = []
    for move in planned:
        noted = (
            f"SELECT m.row_id, t.{move.column} FROM {MOVED} m LEFT JOIN {move.table} t"
            " ON t.id = m.row_id WHERE m.merge_id = %s AND m.holding = %s AND m.what = %s"
            f" AND m.was = %s AND m.now = %s AND (t.id IS NULL OR t.{move.column} <> %s)"
            " ORDER BY 1"
        )
        bound = [merge.id, move.table, move.column, move.was, move.now, move.now]
        could_not += [
            Left(_short(move.table), row, Why.REMOVED if there is None else Why.ELSEWHERE)
            for row, there in part.execute(noted, bound)
        ]
    lost = {(left.table, left.row) for left in could_not}
    return [left for left in kept if (left.table, left.row) not in lost], could_not


def _edited(part: Part, merge: _Merge) -> list[Left]:
    sql = (
        f"SELECT DISTINCT holding, row_id FROM {MOVED} WHERE merge_id = %s AND changed = TRUE"
        " AND holding <> 'records_suppression' ORDER BY 1, 2"
    )
    return [
        Left(_short(table), row, Why.CHANGED) for table, row in part.execute(sql, [merge.id])
    ]


def _added(part: Part, merge: _Merge) -> list[Left]:
    newest = _noted(part, merge.id, LATEST)
    made = {
        (table, row)
        for table, row in part.execute(
            f"SELECT holding, row_id FROM {MOVED} WHERE merge_id = %s AND what = %s",
            [merge.id, MADE],
        )
    }
    return [
        Left(_short(table), row, Why.ADDED)
        for table, last in sorted(newest.items())
        if table in _OWN
        for row, _party in sorted(part.keys(table, {"party_id": merge.keep}))
        if row > last and (table, row) not in made
    ]


_OWN = frozenset(claim.table for claim in CLAIMS)


def _noted(part: Part, merge: int, what: str) -> Mapping[str, int]:
    sql = f"SELECT holding, row_id FROM {MOVED} WHERE merge_id = %s AND what = %s"
    return dict(part.execute(sql, [merge, what]))


def _short(table: str) -> str:
    return table.removeprefix("records_")


# --- the spine -------------------------------------------------------------------------------


def _flags_back(part: Part, merge: _Merge) -> None:
    """Flags become what they were. What was restricted or held since stays so, for both."""
    now = moves.spines(part, (merge.keep, merge.gone))
    sql = f"SELECT row_id, what, was, now FROM {MOVED} WHERE merge_id = %s AND holding = %s"
    rows = part.execute(sql, [merge.id, PARTY])
    noted = {(party, flag): (bool(was), bool(left)) for party, flag, was, left in rows}
    for party in (merge.keep, merge.gone):
        values: dict[str, Any] = dict(UNMARKED)
        for flag in moves.flags():
            if (party, flag) not in noted:  # a flag that the program has learnt since
                continue
            was, _left = noted[party, flag]
            left = noted[merge.keep, flag][1]
            current = now[merge.keep][flag]
            protects = flag in moves.protecting()
            values[flag] = was or (protects and current and not left)
            if not protects and party == merge.keep and current is not left:
                values[flag] = current
        part.update(PARTY, values, {"id": party})
    told = {column: now[merge.keep][column] for column in (PROTECTED, PROTECTED_BY)}
    if told[PROTECTED] is not None and now[merge.gone][PROTECTED] is None:
        part.update(PARTY, told, {"id": merge.gone})  # told since, of either


# --- what stands forbidden -------------------------------------------------------------------


def _said_since(w: Writing, merge: _Merge) -> Forbidden:
    """What the merged party has forbidden since it was merged."""
    with system_grant(Machinery.MERGING, why="what was said since a merge") as part:
        latest = _noted(part, merge.id, LATEST).get("records_permission", 0)
        made = part.execute(
            f"SELECT row_id FROM {MOVED} WHERE merge_id = %s AND holding = %s AND what = %s",
            [merge.id, "records_permission", MADE],
        )
    policy = w.adopted.policy
    with bans.banning(w.act.via) as part:
        forbidden = forbidden_by(part, policy, merge.keep)
    ours = {row for (row,) in made}
    said = tuple(one for one in forbidden.said if one.id > latest and one.id not in ours)
    return Forbidden(said, prohibitions(policy, said))


def _stand_for_both(w: Writing, merge: _Merge, since: Forbidden) -> int:
    """What was forbidden since stands for the one and for the other. Returns how many of their
    addresses came under a ban by it."""
    if not since.standing:
        return 0
    policy = w.adopted.policy
    with bans.banning(w.act.via) as part:
        uphold(part, policy, merge.gone, [since], w.act)
        uphold(part, policy, merge.keep, [since], w.act)
        both = (merge.keep, merge.gone)
        return sum(len(bans.spread(part, party, policy)) for party in both)
