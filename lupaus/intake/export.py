"""The whole register as files: CSV for spreadsheets, one for each table, or one JSON.

Read through a reading, so it holds what the purposes of the asking actor may see and nothing
else: restricted persons and closed purposes are not in it. Identity codes are masked (TSL
29 §), what is sealed stays sealed, and what the program derives for its own searching is left
out. Of a person whose address is protected nothing goes out by which they could be found,
unless that is asked for and the act says why. Pages of rows stream from the database to the
file; the file has its name only when it is whole.
"""

import csv
import json
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, TextIO

from django.db import transaction

from lupaus.guard import Act, Actor, Reading, in_force, reading
from lupaus.intake.escape import harmless
from lupaus.intake.unusable import Unusable
from lupaus.ledger.append import append
from lupaus.ledger.entry import Entry, Event, whose_of
from lupaus.policy.holding import PARTY_COLUMNS, RELATION
from lupaus.register.protected import WITHHELD, release, require_reason, withheld

_PAGE = 5_000
_PARTIES = 500
#: Never exported: sealed or derived.
_LEFT = frozenset({"sealed", "username_sealed", "secret_sealed", "content"})
_DERIVED = frozenset({"folded", "sort_key", "digits"})

Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Exported:
    """How many rows of each table, and of how many parties; ``withheld`` are those whose
    address is protected and stayed here."""

    tables: dict[str, int]
    parties: int
    withheld: int = 0


@dataclass(frozen=True, slots=True)
class _Sheet:
    table: str
    columns: tuple[str, ...]

    @property
    def owner(self) -> int:
        """The place of the party among the columns."""
        return self.columns.index("party_id") if "party_id" in self.columns else 0


@dataclass(frozen=True, slots=True)
class _Going:
    """What goes out: the tables, less the rows by which those who ``stay`` could be found.
    ``released`` are protected and go out all the same."""

    sheets: tuple[_Sheet, ...]
    stays: frozenset[int]
    released: frozenset[int]

    def of(self, sheet: _Sheet, rows: Sequence[tuple[Any, ...]]) -> Sequence[tuple[Any, ...]]:
        if not self.stays or sheet.table not in WITHHELD:
            return rows
        return [row for row in rows if row[sheet.owner] not in self.stays]


def _going(reads: Reading, actor: Actor, kept: frozenset[int], *, released: bool) -> _Going:
    nobody: frozenset[int] = frozenset()
    stays, goes = (nobody, kept) if released else (kept, nobody)
    return _Going(_sheets(reads, actor), stays, goes)


def export_csv(
    to: Path,
    *,
    actor: Actor,
    act: Act,
    protected: bool = False,
    progress: Progress = lambda _rows: None,
) -> Exported:
    """Write a folder with one CSV per table: semicolons and a byte order mark, as Excel reads
    them, and cells that would be formulas guarded by an apostrophe. ``protected``: protected
    addresses too; refused unless the act says why."""
    if protected:
        require_reason(act)
    if to.exists():
        raise Unusable(f"{to} exists: name a folder that does not")
    with _whole(to, folder=True) as part:
        with reading(actor, actor.purposes, at=act.at, about="export") as reads:
            going = _going(reads, actor, withheld(reads), released=protected)
            counts = {}
            for sheet in going.sheets:
                with _opened(part / f"{sheet.table}.csv", bom=True) as file:
                    counts[sheet.table] = _write_csv(file, reads, going, sheet, progress)
        _log(act, counts, reads.whose, going)
    return Exported(counts, len(reads.whose), len(going.stays))


def export_json(
    to: Path,
    *,
    actor: Actor,
    act: Act,
    protected: bool = False,
    progress: Progress = lambda _rows: None,
) -> Exported:
    """Write one JSON file: the parties, and in each its rows by table. ``protected`` as for
    CSV."""
    if protected:
        require_reason(act)
    if to.exists():
        raise Unusable(f"{to} exists: name a file that does not")
    with _whole(to, folder=False) as part:
        with (
            reading(actor, actor.purposes, at=act.at, about="export") as reads,
            _opened(part, bom=False) as file,
        ):
            going = _going(reads, actor, withheld(reads), released=protected)
            counts = _write_json(file, reads, going, act, progress)
        _log(act, counts, reads.whose, going)
    return Exported(counts, len(reads.whose), len(going.stays))


class _whole:  # noqa: N801 - used as a statement
    """A path that gets its name when the block has ended well, and vanishes when not."""

    def __init__(self, path: Path, *, folder: bool) -> None:
        self._path, self._folder = path, folder
        self._part = path.with_name(f".{path.name}.part")

    def __enter__(self) -> Path:
        self._clear()
        try:
            if self._folder:
                self._part.mkdir(mode=0o700, parents=True)
        except OSError as wrong:
            raise Unusable(f"{self._path} cannot be written: {wrong.strerror}") from None
        return self._part

    def __exit__(self, kind: object, *_: object) -> None:
        if kind is None:
            self._part.rename(self._path)
        else:
            self._clear()

    def _clear(self) -> None:
        if self._part.is_dir():
            for file in self._part.iterdir():
                file.unlink()
            self._part.rmdir()
        else:
            self._part.unlink(missing_ok=True)


def _opened(path: Path, *, bom: bool) -> TextIO:
    """For its owner's eyes only: the file holds everything."""
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as wrong:
        raise Unusable(f"{path} cannot be written: {wrong.strerror}") from None
    return os.fdopen(handle, "w", encoding="utf-8-sig" if bom else "utf-8", newline="")


def _sheets(reads: Reading, actor: Actor) -> tuple[_Sheet, ...]:
    """The tables that the reading sees, the party first, with the columns worth handing on."""
    opening = in_force().opening(actor.purposes)
    held = sorted(opening.holdings, key=lambda holding: holding.suffix)
    sheets = [_Sheet("party", PARTY_COLUMNS)]
    if reads.sees("relation"):
        sheets.append(_Sheet("relation", ("party_id", *RELATION.columns)))
    for holding in held:
        columns = tuple(c for c in holding.columns if c not in _LEFT | _DERIVED)
        sheets.append(_Sheet(holding.suffix, columns))
    return tuple(sheets)


@dataclass(frozen=True, slots=True, init=False)
class _Row:
    """A row of whatever columns were asked for."""

    values: tuple[Any, ...]

    def __init__(self, *values: Any) -> None:
        object.__setattr__(self, "values", values)


def _pages(reads: Reading, sheet: _Sheet) -> Iterator[Sequence[tuple[Any, ...]]]:
    """The rows of a table in order of their key, a page at a time."""
    key = sheet.columns[0]
    after = 0
    columns = ", ".join(sheet.columns)
    sql = (
        f"SELECT {columns} FROM {reads.view(sheet.table)}"
        f" WHERE {key} > %s ORDER BY {key} LIMIT {_PAGE}"
    )
    while page := [row.values for row in reads.rows(_Row, sql, [after])]:
        after = page[-1][0]
        reads.viewed(row[sheet.owner] for row in page)
        yield page


def _write_csv(
    file: TextIO, reads: Reading, going: _Going, sheet: _Sheet, progress: Progress
) -> int:
    writer = csv.writer(file, delimiter=";")
    writer.writerow(sheet.columns)
    count = 0
    for page in _pages(reads, sheet):
        goes = going.of(sheet, page)
        writer.writerows([_cell(value) for value in row] for row in goes)
        count += len(goes)
        progress(len(page))
    return count


def _cell(value: Any) -> str:
    """As a Finnish spreadsheet reads it back: days as ISO, decimals with a comma."""
    match value:
        case None:
            return ""
        case bool():
            return "kyllä" if value else "ei"
        case int():
            return str(value)
        case Decimal() | float():
            return str(value).replace(".", ",")
        case date():
            return _moment(value)
        case _:
            return harmless(str(value))


def _write_json(
    file: TextIO, reads: Reading, going: _Going, act: Act, progress: Progress
) -> dict[str, int]:
    sheets = going.sheets
    counts = dict.fromkeys((sheet.table for sheet in sheets), 0)
    head = {
        "exported_at": act.at.isoformat(),
        "policy_version": in_force().version,
        "purposes": sorted(reads.purposes),
    }
    file.write(json.dumps(head, ensure_ascii=False)[:-1] + ', "parties": [')
    between = "\n"
    after = 0
    while parties := _parties_after(reads, sheets[0], after):
        after = max(parties)
        for sheet in sheets[1:]:
            counts[sheet.table] += _add_rows(reads, going, sheet, parties)
        for party in parties.values():
            file.write(between + json.dumps(party, ensure_ascii=False, default=_plain))
            between = ",\n"
        counts["party"] += len(parties)
        progress(len(parties))
    file.write("\n]}\n")
    return counts


def _parties_after(reads: Reading, sheet: _Sheet, after: int) -> dict[int, dict[str, Any]]:
    sql = (
        f"SELECT {', '.join(sheet.columns)} FROM {reads.view('party')}"
        f" WHERE id > %s ORDER BY id LIMIT {_PARTIES}"
    )
    rows = reads.rows(_Row, sql, [after])
    reads.viewed(row.values[0] for row in rows)
    return {row.values[0]: dict(zip(sheet.columns, row.values, strict=True)) for row in rows}


def _add_rows(
    reads: Reading, going: _Going, sheet: _Sheet, parties: dict[int, dict[str, Any]]
) -> int:
    """Put the rows of one table under the parties of a page."""
    sql = (
        f"SELECT {', '.join(sheet.columns)} FROM {reads.view(sheet.table)}"
        " WHERE party_id BETWEEN %s AND %s"
    )
    found = [row.values for row in reads.rows(_Row, sql, [min(parties), max(parties)])]
    count = 0
    for values in going.of(sheet, found):
        if (party := parties.get(values[sheet.owner])) is not None:
            named = dict(zip(sheet.columns, values, strict=True))
            del named["party_id"]
            party.setdefault(sheet.table, []).append(named)
            count += 1
    return count


def _moment(value: date) -> str:
    """A day, or a moment with its zone: SQLite keeps moments in UTC without saying so."""
    if isinstance(value, datetime) and value.tzinfo is None:
        return value.replace(tzinfo=UTC).isoformat()
    return value.isoformat()


def _plain(value: Any) -> str:
    if isinstance(value, date):
        return _moment(value)
    if isinstance(value, Decimal):
        return str(value)
    raise TypeError(f"{type(value).__name__} has no place in an export")


def _log(act: Act, counts: dict[str, int], whose: frozenset[int], going: _Going) -> None:
    """What went out, and whose, as one digest."""
    release(act=act, parties=going.released)
    entry = Entry(
        actor=act.actor,
        event=Event.EXPORTED,
        whose=whose_of(whose),
        at=act.at,
        purpose=act.purpose,
        via=act.via,
        fields=tuple(sorted(counts)),
        counts={"rows": sum(counts.values())},
    )
    with transaction.atomic():
        append([entry])
