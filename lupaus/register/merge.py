"""Two entries of the same person, or of the same organisation, become one.

What must not happen: that something is lost, that somebody who forbade is written to again, or
that a mistake cannot be taken back. So every row moves in sets and is noted by its id; what
either has forbidden stands, what restricts or holds either restricts and holds both; and what
loses (a name, a description, an address that both have, the entry itself) waits out of
everybody's sight, until it can no longer be wanted. It can be undone for thirty days
(:mod:`lupaus.register.unmerge`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from lupaus.finland import day_of
from lupaus.guard import Act, Machinery, Part, Reading, Writing, system_grant, writing
from lupaus.ledger.entry import Event
from lupaus.policy.holding import PARTY, PROTECTED, PROTECTED_BY, UNDOABLE
from lupaus.policy.model import Policy
from lupaus.records.catalogue import DIFFERENT, MERGE
from lupaus.register import anchors, bans, descriptions, moves, twins
from lupaus.register.comparison import compare
from lupaus.register.cover import require_cover_between
from lupaus.register.descriptions import Side
from lupaus.register.facts import known
from lupaus.register.flags import UNMARKED
from lupaus.register.moves import Move
from lupaus.register.prohibitions import Forbidden, forbidden_by, uphold
from lupaus.register.unfit import Unfit
from lupaus.register.unmerge import Left, Unmerged, Why, undo
from lupaus.sets import placeholders

__all__ = (
    "Left",
    "Merged",
    "Recent",
    "Side",
    "Unmerged",
    "Why",
    "compare",
    "last_merge",
    "merge",
    "merges",
    "undo",
)


@dataclass(frozen=True, slots=True)
class Merged:
    """What came of it. ``moved`` is how many rows changed hands; ``upheld`` how many bans had
    to be said again, so that a consent of the other does not lift them."""

    id: int
    keep: int
    gone: int
    moved: int
    upheld: int
    until: date  # the last day on which it can be undone


def merge(
    *,
    act: Act,
    keep: int,
    gone: int,
    chosen: Mapping[str, Side | str] | None = None,
    also: Sequence[Act] = (),
) -> Merged:
    """Make one party of two: ``keep`` takes in ``gone`` with everything that it has.

    ``chosen`` says whose value is kept where there can be one (:data:`descriptions.FIELDS`);
    what is not chosen is the keeper's, unless only the other has any. ``also``: what else the
    one who acts works for. A customer's contact may have been entered once more as a prospect,
    and no one purpose need be for both. Raises Unfit for two that cannot be one, and Refused
    when the purpose of the act covers neither, or no purpose covers one of them.
    """
    sides = descriptions.checked(chosen or {})
    with writing(act) as w:
        policy = w.adopted.policy
        _require(policy, (act, *also), keep, gone)
        before = _forbidden(policy, act, (keep, gone))
        with system_grant(Machinery.MERGING, why="two parties become one") as part:
            moves.lock(part, (keep, gone))
            number, together, spines = _begin(part, act, keep, gone)
            done, tables = _move(part, number, keep, gone, sides)
            _take_in(part, number, keep, gone, spines, day_of(act.at))
            _tell_apart(part, number, keep, gone)
        anchors.recompute([keep])
        upheld = _uphold(w, number, keep, before)
        with system_grant(Machinery.MERGING, why="dates after a merge") as part:
            moves.note_dates(part, number, spines, moves.spines(part, together))
        _log(w, keep, gone, tables, done)
    last = day_of(act.at) + UNDOABLE - date.resolution
    return Merged(number, keep, gone, done, upheld, last)


# --- whether ---------------------------------------------------------------------------------


def _require(policy: Policy, acts: Sequence[Act], keep: int, gone: int) -> None:
    if keep == gone:
        raise Unfit("gone", "these are one and the same entry: choose another to merge")
    facts = known(keep), known(gone)
    if facts[0].is_organisation is not facts[1].is_organisation:
        raise Unfit("gone", "a person is merged with a person, an organisation with its like")
    require_cover_between(policy, acts, facts)


# --- what ------------------------------------------------------------------------------------


def _begin(
    part: Part, act: Act, keep: int, gone: int
) -> tuple[int, list[int], dict[int, moves.Spine]]:
    row = (keep, gone, act.at, day_of(act.at), act.actor)
    [number] = part.insert(MERGE, ("keep", "gone", "merged_at", "merged_on", "actor"), [row])
    moves.note_latest(part, number)
    together = [p for p in anchors.together(part, (keep, gone)) if p != gone]
    return number, together, moves.spines(part, (*together, gone))


def _move(
    part: Part, number: int, keep: int, gone: int, sides: Mapping[str, Side]
) -> tuple[int, list[str]]:
    """Every row of the one to the other, save what there can be one of, and addresses that the
    other has already: those wait with the entry that was taken in."""
    descriptions.place(part, number, keep, gone, sides)
    single = {(descriptions.NAME, "party_id"), (descriptions.ORGANISATION, "party_id")}
    alike = twins.left_out(keep, gone)
    for table, column in moves.pointing():
        if (table, column) not in single:
            rows = _others(part, table, gone, alike[table]) if table in alike else None
            moves.note(part, number, Move(table, column, gone, keep), rows)
    planned = moves.moves_of(part, number)
    return moves.carry_out(part, number, planned), sorted({m.table for m in planned})


def _others(part: Part, table: str, gone: int, alike: frozenset[int]) -> list[int]:
    return [row for row, _party in part.keys(table, {"party_id": gone}) if row not in alike]


def _take_in(  # noqa: PLR0913, PLR0917 - two parties, as they were
    part: Part, number: int, keep: int, gone: int, spines: Mapping[int, Any], today: date
) -> None:
    """The spine of the one that stays: flags of either, dates of both; the other is marked."""
    one, other = spines[keep], spines[gone]
    for flag in moves.flags():
        either = one[flag] or other[flag]
        moves.note_one(part, number, PARTY, keep, flag, int(one[flag]), int(either))
        moves.note_one(part, number, PARTY, gone, flag, *[int(other[flag])] * 2)
    protecting = dict.fromkeys(moves.protecting(), False)  # they hold and hide the keeper now
    part.update(PARTY, {**_both(one, other), **UNMARKED}, {"id": keep})
    marked = {**protecting, **UNMARKED, "merged_into_id": keep, "merged_on": today}
    part.update(PARTY, marked, {"id": gone})
    if other["number"] is not None:
        made = part.insert("oldnumber", ("party_id", "number"), [(keep, other["number"])])
        moves.note_made(part, number, "records_oldnumber", made)


def _both(one: Mapping[str, Any], other: Mapping[str, Any]) -> dict[str, Any]:
    """The first beginning, the last end unless either goes on, the last contact of both."""
    found: dict[str, Any] = {flag: one[flag] or other[flag] for flag in moves.flags()}
    for column in ("last_contact_on", "last_contact_any_on", "last_invoice_on"):
        found[column] = _of(max, one[column], other[column])
    for column in ("created_on", "relation_started_on"):
        found[column] = _of(min, one[column], other[column])
    if one[PROTECTED] is None:  # where either lives is not given out
        found |= {column: other[column] for column in (PROTECTED, PROTECTED_BY)}
    customers = [s for s in (one, other) if s["relation_started_on"]]
    ends = [s["relation_ended_on"] for s in customers]
    found["relation_ended_on"] = None if None in ends or not ends else max(ends)
    return found


def _of(choose: Any, *days: date | None) -> date | None:
    """The first or the last of the days that are known."""
    return choose((day for day in days if day is not None), default=None)  # type: ignore[no-any-return]  # min or max of dates


def _tell_apart(part: Part, number: int, keep: int, gone: int) -> None:
    """Who is not the one is not the other either."""
    sql = f"SELECT one, other, said_on FROM {DIFFERENT} WHERE one = %s OR other = %s"
    pairs = part.execute(sql, [gone, gone])
    known_ = {frozenset(pair) for *pair, _day in part.execute(sql, [keep, keep])}
    rows = {
        (min(keep, third), max(keep, third)): day
        for one, other, day in pairs
        for third in {one, other} - {gone}
        if third != keep and frozenset((keep, third)) not in known_
    }
    put = [(*pair, day) for pair, day in sorted(rows.items())]
    made = part.insert("different", ("one", "other", "said_on"), put)
    moves.note_made(part, number, DIFFERENT, made)


# --- what stands forbidden -------------------------------------------------------------------


def _forbidden(policy: Policy, act: Act, parties: Sequence[int]) -> tuple[Forbidden, ...]:
    with bans.banning(act.via) as part:
        return tuple(forbidden_by(part, policy, party) for party in parties)


def _uphold(w: Writing, number: int, keep: int, before: Sequence[Forbidden]) -> int:
    """Objections always survive, on the person and on every address."""
    policy = w.adopted.policy
    with bans.banning(w.act.via) as part:
        said = uphold(part, policy, keep, before, w.act)
        digests = bans.spread(part, keep, policy)
    with system_grant(Machinery.MERGING, why="bans said again by a merge") as part:
        moves.note_made(part, number, "records_permission", said)
        moves.note_made(part, number, "records_suppression", digests)
    if digests:
        w.log(Event.SUPPRESSION_ADDED, whose=[keep], counts={bans.BANS: len(digests)})
    return len(said)


def _log(w: Writing, keep: int, gone: int, tables: Sequence[str], done: int) -> None:
    fields = tuple(table.removeprefix("records_") for table in tables)
    w.log(Event.RECORDS_MERGED, whose=[keep, gone], fields=fields, counts={"rows": done})


# --- which -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Recent:
    """A merge that can still be undone. ``number`` is that of the party that was kept."""

    id: int
    keep: int
    number: int | None
    old_number: int | None
    merged_at: datetime
    until: date
    actor: str


def merges(r: Reading, *, limit: int = 50) -> tuple[Recent, ...]:
    """The latest merges that have taken in somebody whom the reading sees, the newest first."""
    sql = (
        "SELECT m.id, m.keep, k.number, g.number, m.merged_at, m.merged_on, m.actor"
        f" FROM {MERGE} m JOIN {PARTY} k ON k.id = m.keep JOIN {PARTY} g ON g.id = m.gone"
        " ORDER BY m.id DESC"
    )
    with system_grant(Machinery.MERGING, why="merges that can be undone") as part:
        rows = part.rows(_Row, sql)
    seen = _seen(r, {row.keep for row in rows})
    found = [row for row in rows if row.keep in seen][: max(0, limit)]
    r.viewed(row.keep for row in found)
    return tuple(_recent(row) for row in found)


def last_merge(party: int, *, today: date) -> Recent | None:
    """The latest that the party has taken in and can still give back; None where there is none,
    and where the party itself was taken in since. Whether it may be seen is for the reading to
    say."""
    sql = (
        "SELECT m.id, m.keep, k.number, g.number, m.merged_at, m.merged_on, m.actor"
        f" FROM {MERGE} m JOIN {PARTY} k ON k.id = m.keep JOIN {PARTY} g ON g.id = m.gone"
        " WHERE m.keep = %s AND m.merged_on > %s AND k.merged_on IS NULL"
        " ORDER BY m.id DESC LIMIT 1"
    )
    with system_grant(Machinery.MERGING, why="a merge that can be undone") as part:
        found = part.rows(_Row, sql, [party, today - UNDOABLE])
    return _recent(found[0]) if found else None


def _recent(row: "_Row") -> Recent:
    last = row.merged_on + UNDOABLE - date.resolution
    who = row.keep, row.number, row.old_number
    return Recent(row.id, *who, row.merged_at, last, row.actor)


@dataclass(frozen=True, slots=True)
class _Row:
    id: int
    keep: int
    number: int | None
    old_number: int | None
    merged_at: datetime
    merged_on: date
    actor: str


def _seen(r: Reading, parties: set[int]) -> set[int]:
    if not parties:
        return set()
    ids = sorted(parties)
    places = placeholders(ids)
    sql = f"SELECT p.id FROM {r.view('party')} p WHERE p.id IN ({places})"
    return set(r.rows(int, sql, ids))
