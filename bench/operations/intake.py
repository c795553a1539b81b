"""Ten thousand lines of customers, with their provenance and the policy at the door."""

import csv
import json
import re
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bench import customers
from bench.alone import import_file
from bench.audit import Audit
from bench.goal import Goal, times_raw
from bench.measure import Result, Trial, compare
from bench.world import AT, TODAY, Cell
from lupaus.guard import Act, system_grant
from lupaus.intake.batch import batches, undo
from lupaus.text import fold, sort_key

_LINES = 10_000
_CHUNK = 5_000
_FASTEST = Goal(f"{times_raw(4).text}", times_raw(4).bound)
_PARTY = (
    "id, is_organisation, is_consumer, is_representative, is_sole_trader, is_technical,"
    " restricted, disputed, relation_started_on, created_on, source, sourced_on"
)
_HELD = "id, party_id, source, sourced_on"
_COLUMNS = {
    "records_personname": f"{_HELD}, given, family, folded, sort_key",
    "records_emailaddress": f"{_HELD}, address, folded, kind",
    "records_phonenumber": f"{_HELD}, typed, e164, digits, kind",
    "records_postaladdress": f"{_HELD}, street, extra, postcode, town, country, folded, kind",
    "records_relationship": f"{_HELD}, state, since, reason",
}
_SOURCE = "earlier-register"
_NOT_DIGITS = re.compile(r"\D+")

Rows = dict[str, list[tuple[Any, ...]]]


def measured(cell: Cell) -> Iterator[Result]:
    with TemporaryDirectory(prefix="lupaus-bench-") as folder:
        yield _imported(cell, Path(folder))


def _imported(cell: Cell, folder: Path) -> Result:
    raw = _Raw(cell)
    lines = _LINES // 10 if cell.quick else _LINES

    def file(turn: int) -> Path:
        made = folder / f"{turn}.csv"
        if not made.exists():
            customers.write(made, lines, turn=turn)
        return made

    for turn in range(7):
        file(turn)
    grown = {} if cell.quick else _peak(cell, file(6))
    timing = compare(
        Trial(lambda turn: import_file(file(turn)), lambda _turn: _undone()),
        Trial(lambda turn: raw.take_in(file(turn)), lambda _turn: raw.undo()),
        times=5,
    )
    return _FASTEST.judged(
        f"import of {lines} lines",
        cell,
        timing,
        lines_per_second=lines / timing.product,
        **grown,
    )


def _undone() -> None:
    with system_grant("import", why="bench") as part:
        last = batches(part)[-1]
    undo(last.id, act=Act("aino", "relations", AT, "bench"))


def _peak(cell: Cell, file: Path) -> dict[str, float]:
    """In a process of its own, which has not grown before."""
    words = (sys.executable, "-m", "bench.alone", str(cell.folder), "import", str(file))
    said = subprocess.run(words, check=True, capture_output=True, text=True)  # noqa: S603 - ours
    _undone()
    found: dict[str, float] = json.loads(said.stdout)
    return found


class _Raw:
    """Parse, normalise, insert with every index and key, one audit record for each commit."""

    def __init__(self, cell: Cell) -> None:
        self._raw = cell.raw
        self._audit = Audit(cell.raw)
        self._before: dict[str, int] = {}

    def take_in(self, file: Path) -> int:
        for table in ("records_party", *_COLUMNS):
            self._before[table] = self._raw.value(f"SELECT coalesce(max(id), 0) FROM {table}")
        put = 0
        with file.open(newline="", encoding="utf-8") as stream:
            reader = csv.reader(stream, delimiter=";")
            next(reader)
            chunk: list[list[str]] = []
            for line in reader:
                chunk.append(line)
                if len(chunk) == _CHUNK:
                    put += self._put(chunk, put)
                    chunk = []
            return put + (self._put(chunk, put) if chunk else 0)

    def _put(self, lines: list[list[str]], before: int) -> int:
        rows: Rows = defaultdict(list)
        done = before // (len(_COLUMNS) + 1)
        for number, line in enumerate(lines, start=done + 1):
            self._row(rows, number, line)
        parties = rows.pop("records_party")
        with self._raw.transaction():
            self._raw.put("records_party", _PARTY, parties)
            for table, found in rows.items():
                self._raw.put(table, _COLUMNS[table], found)
            self._audit.append([("aino", "imported", len(lines))])
        return len(parties) + sum(map(len, rows.values()))

    def _row(self, rows: Rows, number: int, line: list[str]) -> None:
        given, family, email, phone, street, postcode, town = (cell.strip() for cell in line)
        party = self._before["records_party"] + number
        flags = (False, True, False, False, False, False, False)
        dates = (TODAY, TODAY, _SOURCE, TODAY)
        rows["records_party"].append((party, *flags, *dates))

        def held(table: str) -> tuple[Any, ...]:
            return self._before[table] + number, party, _SOURCE, TODAY

        name = fold(f"{given} {family}")
        key = sort_key(family, given)
        digits, email = _NOT_DIGITS.sub("", phone), email.lower()
        place = (street, "", postcode, town, "FI", fold(f"{street} {postcode} {town}"), "")
        values = {
            "records_personname": (given, family, name, key),
            "records_emailaddress": (email, email, ""),
            "records_phonenumber": (phone, f"+358{digits[1:]}", digits, ""),
            "records_postaladdress": place,
            "records_relationship": ("customer", TODAY, ""),
        }
        for table, own in values.items():
            rows[table].append((*held(table), *own))

    def undo(self) -> None:
        with self._raw.transaction():
            for table in (*_COLUMNS, "records_party"):
                self._raw.run(f"DELETE FROM {table} WHERE id > %s", (self._before[table],))
