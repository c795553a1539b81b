"""A list as a file: the parties that were chosen, the columns that are shown, and no more.

What could go wrong: somebody's data leave in a file whom nobody saw in the list, or for a
purpose that does not need them, or a cell runs as a formula where the file is opened. Against
the first, the parties are resolved anew and the export is refused when it would hold others
than were agreed to; it is recorded as a read, and told in the ledger; of whom the address is
protected, nothing goes out by which they could be found. Against the second, the file is
chosen and read for the one purpose of its act, however many the visitor has. Against the
third, text is written as text in a workbook and guarded in CSV.
"""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, BinaryIO

from django.db import transaction

from lupaus.guard import Act, Actor, Reading, Refused, reading
from lupaus.intake.escape import harmless
from lupaus.intake.workbook import Workbook
from lupaus.ledger.append import append
from lupaus.ledger.entry import Entry, Event, whose_of
from lupaus.register.bulk.apply import Changed, Preview
from lupaus.register.bulk.choosing import Left, Reason, Selection, Why, digest_of, resolve, told
from lupaus.register.listing import Column, Listed, Order, Wanted, every_row
from lupaus.register.ordering import Ordered
from lupaus.register.protected import WITHHELD, withheld
from lupaus.register.shown import (
    TABLES,
    Allowed,
    Cell,
    Held,
    HiddenColumn,
    Service,
    Unpaid,
    hidden,
)

#: How a word of ours is said to a person; faces give their language.
Say = Callable[[str], str]


class Form(StrEnum):
    CSV = "csv"
    XLSX = "xlsx"


@dataclass(frozen=True, slots=True)
class Exported:
    """How many rows the file has, who was left out, and which columns its purpose hides.
    ``withheld``: of how many the address is protected and stayed here, with whatever else they
    could be found by."""

    rows: int
    left: tuple[Left, ...]
    hidden: tuple[HiddenColumn, ...]
    withheld: int = 0


@dataclass(frozen=True, slots=True)
class Planned:
    """What the file would hold now: of whom, less which columns, and of how many the address is
    protected."""

    preview: Preview
    hidden: tuple[HiddenColumn, ...]
    withheld: int


def preview_list(
    *, act: Act, actor: Actor, selection: Selection, columns: Sequence[Column]
) -> Planned:
    """What :func:`export_list` would write now. Raises Refused where they are chosen by what
    the purpose of the act does not see."""
    with _for_its_purpose(act, actor, "bulk") as r:
        ids = resolve(r, selection)
        kept = len(withheld(r) & {*ids})
        return Planned(_preview(selection, ids), hidden(r, columns), kept)


def export_list(  # noqa: PLR0913 - who takes what of whom where
    out: BinaryIO,
    *,
    act: Act,
    actor: Actor,
    selection: Selection,
    columns: Sequence[Column],
    agreed: str,
    form: Form = Form.CSV,
    order: Order | None = None,
    say: Say = str,
) -> Exported:
    """Write the file. ``agreed`` is :attr:`Preview.whom` as it was seen; raises Changed when
    the file would hold others.

    Columns that the purpose of the act does not see are left out of the file and named in the
    answer; an order by one of them is that of the names. Refused where the parties are chosen
    by what it does not see.
    """
    with transaction.atomic(), _for_its_purpose(act, actor, "export") as r:
        ids = resolve(r, selection)
        now = _preview(selection, ids)
        if now.whom != agreed:
            raise Changed(now)
        out_of_sight, shown = _columns(r, columns)
        rows = every_row(r, ids, _order(r, order or Order()), shown)
        write = _write_csv if form is Form.CSV else _write_xlsx
        count = write(out, [say(str(column)) for column in shown], _said(rows, shown, say))
        whose = r.whose
        kept = len(withheld(r) & whose)
    _log(act, shown, whose)
    return Exported(count, now.left, out_of_sight, kept)


def _for_its_purpose(act: Act, actor: Actor, about: str) -> AbstractContextManager[Reading]:
    if act.actor != actor.name:
        raise ValueError("the act and the reading are of one person")
    return reading(actor, {act.purpose}, at=act.at, about=about)


def _order(r: Reading, order: Order) -> Order:
    """The order, as far as the reading sees what it is by."""
    try:
        Ordered(r, Wanted(), order)
    except Refused:
        return Order()
    return order


def _preview(selection: Selection, ids: Sequence[int]) -> Preview:
    missing = {*selection.ids} - {*ids}
    left = told(Reason(Why.OUT_OF_SIGHT) for _ in missing)
    return Preview(len(ids), left, digest_of(ids))


def _columns(
    r: Reading, columns: Sequence[Column]
) -> tuple[tuple[HiddenColumn, ...], tuple[Column, ...]]:
    out = hidden(r, columns)
    gone = {one.column for one in out}
    return out, tuple(c for c in dict.fromkeys(columns) if c not in gone)


# --- cells -----------------------------------------------------------------------------------


def _said(rows: Iterable[Listed], columns: Sequence[Column], say: Say) -> Iterator[list[Any]]:
    for row in rows:
        yield [_cell(row, column, say) for column in columns]


def _cell(row: Listed, column: Column, say: Say) -> Any:
    match column:
        case Column.NAME:
            return row.name
        case Column.NUMBER:
            return row.number
        case _ if row.protected and TABLES[column] in WITHHELD:
            return ""
        case _:
            return _plain(row.cells.get(column), say)


def _plain(cell: Cell, say: Say) -> Any:
    match cell:
        case None | date():
            return cell
        case Unpaid():
            return Decimal(cell.cents) / 100
        case Allowed():
            return _permissions(cell, say)
        case str():
            return say(str(cell))
        case _:
            return ", ".join(_one(one, say) for one in cell)


def _one(one: str | Held | Service, say: Say) -> str:
    match one:
        case Held():
            said = say(one.role)
            return f"{said} ({one.organisation})" if one.organisation else said
        case Service():
            return one.name
        case _:
            return one


def _permissions(cell: Allowed, say: Say) -> str:
    bans = (f"{say('no')}: {say(b.purpose_class)}/{say(b.channel)}" for b in cell.bans)
    granted = (
        f"{say('yes')}: {purpose}/{say(channel or 'every-channel')}"
        for purpose, channel in cell.granted
    )
    return ", ".join(dict.fromkeys((*bans, *granted)))


# --- files -----------------------------------------------------------------------------------


def _write_csv(out: BinaryIO, headings: Sequence[str], rows: Iterator[list[Any]]) -> int:
    """Semicolons, a byte order mark and decimal commas, as a Finnish Excel reads them."""
    text = io.TextIOWrapper(out, encoding="utf-8-sig", newline="", write_through=True)
    writer = csv.writer(text, delimiter=";")
    writer.writerow(harmless(heading) for heading in headings)
    count = 0
    for row in rows:
        writer.writerow(_in_csv(value) for value in row)
        count += 1
    text.flush()
    text.detach()
    return count


def _in_csv(value: Any) -> str:
    match value:
        case None:
            return ""
        case date():
            return value.isoformat()
        case Decimal():
            return f"{value:.2f}".replace(".", ",")
        case int():
            return str(value)
        case _:
            return harmless(str(value))


def _write_xlsx(out: BinaryIO, headings: Sequence[str], rows: Iterator[list[Any]]) -> int:
    count = 0
    with Workbook(out) as book:
        book.row(headings)
        for row in rows:
            book.row(row)
            count += 1
    return count


def _log(act: Act, columns: Sequence[Column], whose: frozenset[int]) -> None:
    entry = Entry(
        actor=act.actor,
        event=Event.EXPORTED,
        whose=whose_of(whose),
        at=act.at,
        purpose=act.purpose,
        via=act.via,
        fields=tuple(str(column) for column in columns),
        counts={"rows": len(whose)},
    )
    with transaction.atomic():
        append([entry])
