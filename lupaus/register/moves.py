"""What a merge does to rows, in sets, and the memory by which it is undone.

What could go wrong: a row left behind with a party that nobody sees, a seal that no longer
opens, a memory that holds values. Against the first, the columns that name a party are taken
from the catalogue; against the second, a seal is opened before the row moves and nothing moves
when it does not open; the memory is ids, flags and dates of the spine.

Every function takes the grant MERGING.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from lupaus.guard import Part, vault
from lupaus.guard.session import here
from lupaus.policy.holding import (
    OLD_NUMBER,
    PARTY,
    PERMISSION,
    PROTECTED,
    PROTECTED_BY,
)
from lupaus.records.catalogue import (
    CLAIMS,
    DIFFERENT,
    MERGED_DATE,
    MOVED,
    PASSING,
    SUPPRESSION,
)
from lupaus.records.models import Party
from lupaus.sets import pieces, placeholders

#: What a merge notes of a row that is not a column of it.
MADE, LATEST = "made", "latest"

#: Dates of the spine that follow from rows; when it began, and when it was told to be secret.
DATES = (
    "relation_started_on",
    "relation_ended_on",
    "last_contact_on",
    "last_contact_any_on",
    "last_invoice_on",
    "created_on",
    PROTECTED,
)

#: Seals are bound to their party, and are made anew for another.
SEALED: Mapping[str, tuple[str, ...]] = {
    "records_identitycode": ("sealed",),
    "records_credential": ("username_sealed", "secret_sealed"),
    **{one.table: one.sealed for one in PASSING if one.party},
}


@cache
def flags() -> tuple[str, ...]:
    """Flags of the spine. What holds of either of two parties holds of the one made of them."""
    found = Party._meta.local_concrete_fields  # noqa: SLF001 - Django's documented interface
    named = (str(f.column) for f in found if f.get_internal_type() == "BooleanField")
    return tuple(column for column in named if column != "is_organisation")


@cache
def protecting() -> tuple[str, ...]:
    """The flags that do not say what a person is, but hold or hide what is known of them."""
    return tuple(flag for flag in flags() if not flag.startswith("is_"))


@cache
def pointing() -> tuple[tuple[str, str], ...]:
    """(table, column) of everything that names a party."""
    claimed = [(claim.table, c) for claim in CLAIMS for c in ("party_id", *claim.refers)]
    through = [(one.table, one.party) for one in PASSING if one.party]
    return (*claimed, *through, (OLD_NUMBER, "party_id"))


@dataclass(frozen=True, slots=True)
class Move:
    """The rows of a table whose column a merge set from one party to the other."""

    table: str
    column: str
    was: int
    now: int


def lock(part: Part, parties: Iterable[int]) -> None:
    """Nobody else changes these parties until the act has ended. SQLite has one writer."""
    if here().vendor == "postgresql":
        ids = sorted(set(parties))
        places = placeholders(ids)
        sql = f"SELECT p.id FROM {PARTY} p WHERE p.id IN ({places}) ORDER BY p.id FOR UPDATE"
        part.execute(sql, ids)


# --- rows ------------------------------------------------------------------------------------


def note(part: Part, merge: int, move: Move, rows: Sequence[int] | None = None) -> None:
    """Note the rows that are to move: those given, or all of the party."""
    some = "" if rows is None else f" AND t.id IN ({', '.join(['%s'] * len(rows)) or 'NULL'})"
    part.changed(
        f"INSERT INTO {MOVED} (merge_id, holding, row_id, what, was, now, changed)"
        f" SELECT CAST(%s AS bigint), '{move.table}', t.id, '{move.column}',"
        " CAST(%s AS bigint), CAST(%s AS bigint), FALSE"
        f" FROM {move.table} t WHERE t.{move.column} = %s{some}",
        [merge, move.was, move.now, move.was, *(rows or ())],
    )


def note_one(  # noqa: PLR0913, PLR0917 - the columns of one line
    part: Part, merge: int, table: str, row: int, what: str, was: int = 0, now: int = 0
) -> None:
    """Note one thing that was done to one row."""
    columns = ("merge_id", "holding", "row_id", "what", "was", "now", "changed")
    part.insert(MOVED, columns, [(merge, table, row, what, was, now, False)])


def note_made(part: Part, merge: int, table: str, rows: Iterable[int]) -> None:
    """Note rows that the merge itself has put in."""
    for row in rows:
        note_one(part, merge, table, row, MADE)


def note_latest(part: Part, merge: int) -> None:
    """Note the newest row of every table, so that what comes later is told from it."""
    tables = sorted({table for table, column in pointing() if column == "party_id"})
    said = " UNION ALL ".join(
        f"SELECT '{table}', coalesce(max(t.id), 0) FROM {table} t" for table in tables
    )
    for table, newest in part.execute(said):
        note_one(part, merge, table, newest, LATEST)


def moves_of(part: Part, merge: int) -> tuple[Move, ...]:
    """What a merge moved, table by table."""
    sql = (
        f"SELECT DISTINCT holding, what, was, now FROM {MOVED}"
        " WHERE merge_id = %s AND what LIKE '%%\\_id' ESCAPE '\\' ORDER BY 1, 2, 3"
    )
    return tuple(Move(*row) for row in part.execute(sql, [merge]))


def carry_out(part: Part, merge: int, moves: Iterable[Move], *, back: bool = False) -> int:
    """Set the column in every row that was noted and still is where it was; ``back`` to what it
    was before. Rows that were edited since stay. Returns how many moved."""
    chosen = (
        f"SELECT m.row_id FROM {MOVED} m WHERE m.merge_id = %s AND m.holding = %s"
        " AND m.what = %s AND m.was = %s AND m.now = %s AND m.changed = FALSE"
    )
    done = 0
    listed = [
        (
            move,
            part.execute(
                f"{chosen} ORDER BY 1", [merge, move.table, move.column, move.was, move.now]
            ),
        )
        for move in moves
    ]
    for move, rows in listed:
        first, last = (move.now, move.was) if back else (move.was, move.now)
        reseal(part, move, [row for (row,) in rows], first, last)
        done += part.changed(
            f"UPDATE {move.table} SET {move.column} = %s WHERE {move.column} = %s"
            f" AND id IN ({chosen})",
            [last, first, merge, move.table, move.column, move.was, move.now],
        )
    return done


def reseal(part: Part, move: Move, rows: Sequence[int], was: int, now: int) -> None:
    """Make the seals of the rows anew for another party. Raises VaultError for one that does
    not open, and nothing has moved."""
    columns = SEALED.get(move.table, ())
    if not columns or move.column != "party_id":
        return
    said = ", ".join(columns)
    for row in rows:
        sql = f"SELECT {said} FROM {move.table} WHERE id = %s AND party_id = %s"
        for seals in part.execute(sql, [row, was]):
            fresh = {
                column: _resealed(move.table, column, bytes(seal), was, now)
                for column, seal in zip(columns, seals, strict=True)
                if seal
            }
            if fresh:
                part.update(move.table, fresh, {"id": row})


def _resealed(table: str, column: str, seal: bytes, was: int, now: int) -> bytes:
    plain = vault().open(seal, table=table, column=column, party=was)
    return vault().seal(plain, table=table, column=column, party=now)


# --- the spine -------------------------------------------------------------------------------

Spine = Mapping[str, Any]


def spines(part: Part, parties: Iterable[int]) -> dict[int, Spine]:
    """Flags and dates of parties, as they are now."""
    columns = (*DATES, *flags(), PROTECTED_BY, "number")
    found: dict[int, Spine] = {}
    for piece in pieces(sorted(set(parties))):
        places = placeholders(piece)
        sql = f"SELECT id, {', '.join(columns)} FROM {PARTY} WHERE id IN ({places})"
        for row, *values in part.execute(sql, piece):
            known = dict(zip(columns, values, strict=True))
            known |= {flag: bool(known[flag]) for flag in flags()}
            found[row] = known
    return found


def note_dates(
    part: Part, merge: int, before: Mapping[int, Spine], after: Mapping[int, Spine]
) -> None:
    """Note every date of the spine that the merge changed, of whomever."""
    rows = [
        (merge, party, name, spine[name], after[party][name])
        for party, spine in before.items()
        if party in after
        for name in DATES
        if spine[name] != after[party][name]
    ]
    part.insert(MERGED_DATE, ("merge_id", "party", "name", "was", "now"), rows)


def put_dates_back(part: Part, merge: int) -> None:
    """Dates that stand as the merge left them become what they were. Of one that a later merge
    has moved on, that one will find what it was."""
    sql = f"SELECT id, party, name, was, now FROM {MERGED_DATE} WHERE merge_id = %s"
    for _id, party, name, was, now in part.execute(sql, [merge]):
        assert name in DATES  # noqa: S101 - we wrote it
        later = (
            f"UPDATE {MERGED_DATE} SET was = %s WHERE party = %s AND name = %s"
            " AND merge_id > %s AND was IS NOT DISTINCT FROM %s"
        )
        if not part.changed(later, [was, party, name, merge, now]):
            also = f", {PROTECTED_BY} = NULL" if name == PROTECTED and was is None else ""
            part.changed(
                f"UPDATE {PARTY} SET {name} = %s{also}"
                f" WHERE id = %s AND {name} IS NOT DISTINCT FROM %s",
                [was, party, now],
            )


def forget(part: Part, merge: int) -> None:
    """A merge that was undone leaves nothing to undo."""
    for table in (MOVED, MERGED_DATE):
        part.changed(f"DELETE FROM {table} WHERE merge_id = %s", [merge])


def unmake(part: Part, merge: int) -> dict[str, int]:
    """Take out what the merge put in, save what somebody has edited or said anew since."""
    done: dict[str, int] = {}
    chosen = f"SELECT row_id FROM {MOVED} WHERE merge_id = %s AND holding = %s AND what = %s"
    for table in ("records_organisation", PERMISSION, SUPPRESSION, OLD_NUMBER, DIFFERENT):
        gone = part.changed(
            f"DELETE FROM {table} WHERE id IN ({chosen} AND changed = FALSE)",
            [merge, table, MADE],
        )
        if gone:
            done[table] = gone
    return done
