"""What an import changes in rows that were there before: kept sealed until it comes into sight,
then done at once, and taken back when the import is undone (:mod:`lupaus.intake.reverting`).

This module overwrites. It could write over what somebody has put right meanwhile: therefore,
when the import comes into sight, every row is compared with what it should hold before it is
touched; a row that anybody has edited is left, and is told.

What stood in a row is personal data: it lies sealed, for the days that the catalogue says, and
goes with anything of its party that is destroyed.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from lupaus.finland import day_of
from lupaus.guard import Act, Part
from lupaus.intake.revise import Change
from lupaus.intake.stored import (
    SPINE,
    TABLE,
    Ref,
    Stored,
    current,
    holds,
    in_turn,
    restricted,
    sealed,
)
from lupaus.policy.holding import PARTY
from lupaus.register.anchors import recompute
from lupaus.register.bans import inherit
from lupaus.sets import pieces, placeholders

_COLUMNS = ("batch_id", "party_id", "holding", "row_id", "made_on", "before", "after")


def remember(
    part: Part, batch: int, on: date, changes: Iterable[Change], added: Iterable[Ref]
) -> None:
    """Keep what is to be changed, and which rows were added to somebody who was there."""
    rows: list[tuple[Any, ...]] = [
        (
            batch,
            change.party,
            change.table,
            change.row,
            on,
            sealed("before", change.party, change.before),
            sealed("after", change.party, change.after),
        )
        for change in changes
    ]
    rows += [(batch, ref.party, ref.table, ref.row, on, b"", b"") for ref in added]
    places = f"({', '.join(['%s'] * len(_COLUMNS))})"
    for piece in pieces(rows):
        part.changed(
            f"INSERT INTO {TABLE} ({', '.join(_COLUMNS)}) VALUES"
            f" {', '.join([places] * len(piece))}",
            [value for row in piece for value in row],
        )


def forget(part: Part, batch: int) -> None:
    part.changed(f"DELETE FROM {TABLE} WHERE batch_id = %s", [batch])


def apply(part: Part, batch: int, *, act: Act, late: Collection[int] = ()) -> int:
    """Do what was kept for the batch, in the transaction that brings it into sight. What was
    edited meanwhile stays as it is. Returns how many rows were changed."""
    done = 0
    for piece in in_turn(part, batch):
        stale = []
        work: dict[tuple[str, tuple[str, ...]], list[tuple[int, list[Any]]]] = defaultdict(list)
        now = current(part, piece)
        shut = restricted(part, piece) | _taken_numbers(part, piece)
        for one in piece:
            if one.is_added:
                continue
            if one.id in shut or not holds(now.get(one.ref), one.opened("before")):
                stale.append(one.id)
                continue
            after = one.opened("after")
            work[one.holding, tuple(after)].append((one.row_id, list(after.values())))
            done += one.holding != PARTY
        for (table, columns), rows in work.items():
            part.update_each(table, columns, rows)
        _drop(part, stale)
    _settle(part, batch, act, frozenset(late))
    part.changed(
        "INSERT INTO intake_taken (batch_id, taken_on, changed) VALUES (%s, %s, %s)",
        [batch, day_of(act.at), done],
    )
    return done


def _settle(part: Part, batch: int, act: Act, late: frozenset[int]) -> None:
    """The dates of whoever was there before, and the bans that new addresses inherit."""
    rows = part.execute(f"SELECT DISTINCT party_id FROM {TABLE} WHERE batch_id = %s", [batch])
    touched = sorted({party for (party,) in rows} | late)
    if not touched:
        return
    affected = sorted({*touched, *_connected(part, touched)})
    before = _dates(part, affected)
    recompute(touched)
    after = _dates(part, affected)
    moved = [
        Change(party, PARTY, party, before[party], after[party])
        for party in affected
        if party not in late and party in before and before[party] != after[party]
    ]
    remember(part, batch, day_of(act.at), moved, ())
    inherit_bans(part, touched, act)


def changed(part: Part, batch: int) -> tuple[list[int], list[str]]:
    """Whose rows the batch has changed, and of which tables."""
    found = part.execute(
        f"SELECT DISTINCT party_id, holding FROM {TABLE} WHERE batch_id = %s"
        " AND length(before) > 0 AND holding <> %s",
        [batch, PARTY],
    )
    tables = sorted({table.removeprefix("records_") for _, table in found})
    return sorted({party for party, _ in found}), tables


def inherit_bans(part: Part, parties: Sequence[int], act: Act) -> None:
    """New addresses of whoever has forbidden something are forbidden too."""
    for party in sorted({p for _row, p in part.keys("permission", {"party_id": parties})}):
        inherit(party, act=act)


def _connected(part: Part, parties: Sequence[int]) -> Iterator[int]:
    for piece in pieces(parties):
        places = placeholders(piece)
        sql = (
            f"SELECT organisation_id FROM records_affiliation WHERE party_id IN ({places})"
            " UNION SELECT party_id FROM records_affiliation"
            f" WHERE organisation_id IN ({places})"
        )
        for (party,) in part.execute(sql, [*piece, *piece]):
            yield party


def _dates(part: Part, parties: Sequence[int]) -> dict[int, dict[str, Any]]:
    found = {}
    for piece in pieces(parties):
        places = placeholders(piece)
        sql = f"SELECT id, {', '.join(SPINE)} FROM {PARTY} WHERE id IN ({places})"
        for party, *values in part.execute(sql, piece):
            found[party] = dict(zip(SPINE, values, strict=True))
    return found


def _taken_numbers(part: Part, piece: Sequence[Stored]) -> set[int]:
    """The changes that would give a customer number that is somebody's by now."""
    wanted = {
        after["number"]: one.id
        for one in piece
        if one.holding == PARTY and not one.is_added
        for after in [one.opened("after")]
        if after.get("number")
    }
    if not wanted:
        return set()
    places = placeholders(wanted)
    sql = f"SELECT number FROM {PARTY} WHERE number IN ({places})"
    return {wanted[number] for (number,) in part.execute(sql, sorted(wanted))}


def _drop(part: Part, ids: Sequence[int]) -> None:
    for piece in pieces(ids):
        places = placeholders(piece)
        part.changed(f"DELETE FROM {TABLE} WHERE id IN ({places})", piece)
