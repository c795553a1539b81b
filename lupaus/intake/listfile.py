"""A list as a file: the parties that were chosen, the columns that are shown, and no more.

What could go wrong: somebody's data leave in a file whom nobody saw in the list, or for a
purpose that does not need them, or a cell runs as a formula where the file is opened. Against
the first, the parties are resolved anew and the export is refused when it would hold others
than were agreed to; it is recorded as a read, and told in the ledger; of whom the address is
protected, nothing goes out by which they could be found. Against the second, the file is
chosen and read for the one purpose of its act, however many the visitor has. Against the
third, text is written as text in a workbook and guarded in CSV. And somebody who forbade it is
reached by such a list all the same: so whom a purpose that can be forbidden may not reach over
any channel of the file is left out of it, and every address over which it may not (see
:mod:`lupaus.register.reachable`).
"""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, BinaryIO, Final, assert_never

from django.db import transaction

from lupaus.finland import day_of
from lupaus.guard import Act, Actor, Reading, Refused, reading
from lupaus.intake.escape import harmless
from lupaus.intake.workbook import Workbook
from lupaus.ledger.append import append
from lupaus.ledger.entry import Entry, Event, whose_of
from lupaus.policy.model import Policy
from lupaus.policy.vocabulary import Channel
from lupaus.register.allowed import OBJECTION, SVPL, Ground
from lupaus.register.allowed import Reason as Against
from lupaus.register.bans import REACHED_BY
from lupaus.register.bulk.apply import Changed, Preview
from lupaus.register.bulk.choosing import Left, Reason, Selection, Why, digest_of, resolve, told
from lupaus.register.listing import Column, Listed, Order, Wanted, every_row
from lupaus.register.ordering import Ordered
from lupaus.register.protected import WITHHELD, withheld
from lupaus.register.reachable import can_be_forbidden, reachable, used
from lupaus.register.shown import (
    TABLES,
    Allowed,
    Cell,
    Held,
    HiddenColumn,
    Service,
    Unpaid,
    Without,
    hidden,
)

#: How a word of ours is said to a person; faces give their language.
Say = Callable[[str], str]


#: The heading of what a number may be used for, where the purpose uses it for several things.
NUMBER_FOR: Final = "number-for"


class Form(StrEnum):
    CSV = "csv"
    XLSX = "xlsx"


@dataclass(frozen=True, slots=True)
class Exported:
    """How many rows the file has, who was left out, and which columns its purpose hides.
    ``withheld``: of how many the address is protected and stayed here, with whatever else they
    could be found by. ``less``: of how many an address stayed here because its channel is
    forbidden to the purpose, or not permitted, and by which clause."""

    rows: int
    left: tuple[Left, ...]
    hidden: tuple[HiddenColumn, ...]
    withheld: int = 0
    less: tuple[Left, ...] = ()


@dataclass(frozen=True, slots=True)
class Planned:
    """What the file would hold now: of whom, less which columns, of how many the address is
    protected, and of how many an address stays here because its channel is shut to the
    purpose. ``says_number_for``: a column tells for what each number may be used."""

    preview: Preview
    hidden: tuple[HiddenColumn, ...]
    withheld: int
    less: tuple[Left, ...] = ()
    says_number_for: bool = False


def preview_list(
    *, act: Act, actor: Actor, selection: Selection, columns: Sequence[Column]
) -> Planned:
    """What :func:`export_list` would write now. Raises Refused where they are chosen by what
    the purpose of the act does not see."""
    with _for_its_purpose(act, actor, "bulk") as r:
        going = _going(r, act, columns, resolve(r, selection))
        kept = len(withheld(r) & {*going.ids})
        now = _preview(selection, going)
        return Planned(now, going.hidden, kept, going.less, going.says_number_for)


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

    Where the purpose can be forbidden, nobody is in the file whom it may reach over none of the
    channels of the file, and no address whose channel is forbidden or lacks a consent that law
    asks: both are told in the answer, with the clause.
    """
    with transaction.atomic(), _for_its_purpose(act, actor, "export") as r:
        going = _going(r, act, columns, resolve(r, selection))
        now = _preview(selection, going)
        if now.whom != agreed:
            raise Changed(now)
        rows = every_row(r, going.ids, _order(r, order or Order()), going.shown, going.without)
        write = _write_csv if form is Form.CSV else _write_xlsx
        headings = [*map(str, going.shown), *([NUMBER_FOR] if going.says_number_for else [])]
        count = write(out, [say(one) for one in headings], _said(rows, going, say))
        whose = r.whose
        kept = len(withheld(r) & whose)
    _log(act, going.shown, whose)
    return Exported(count, now.left, going.hidden, kept, going.less)


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


def _preview(selection: Selection, going: "_Going") -> Preview:
    ids = {*going.ids, *going.against}
    missing = [Reason(Why.OUT_OF_SIGHT) for party in {*selection.ids} - ids]
    left = told([*missing, *map(_reason, going.against.values())])
    return Preview(len(going.ids), left, digest_of(going.ids))


@dataclass(frozen=True, slots=True)
class _Going:
    """Who goes into the file and which columns; who does not, and why; which rows of whose
    addresses stay here."""

    ids: tuple[int, ...]
    against: Mapping[int, Against]
    shown: tuple[Column, ...]
    hidden: tuple[HiddenColumn, ...]
    less: tuple[Left, ...]
    without: Without
    open_to: Mapping[tuple[int, str], tuple[Channel, ...]]
    says_number_for: bool


def _going(r: Reading, act: Act, columns: Sequence[Column], ids: Sequence[int]) -> _Going:
    """What of the chosen may be in a file for the purpose of the act."""
    policy = r.adopted.policy
    over = used(policy, act.purpose)
    out = [*hidden(r, columns), *_unused(policy, act.purpose, columns)]
    out = list({one.column: one for one in reversed(out)}.values())
    gone = {one.column for one in out}
    shown = tuple(c for c in dict.fromkeys(columns) if c not in gone)
    tables = {column: TABLES[column] for column in _ADDRESSES if column in shown}
    found = reachable(ids, act.purpose, tables.values(), day_of(act.at))
    return _Going(
        tuple(party for party in ids if party not in found.left),
        found.left,
        shown,
        tuple(sorted(out, key=lambda one: columns.index(one.column))),
        told(map(_reason, found.less.values())),
        {column: found.shut.get(table, frozenset()) for column, table in tables.items()},
        found.open_to,
        Column.PHONE in shown
        and can_be_forbidden(policy.purposes[act.purpose])
        and sum(REACHED_BY[channel] == TABLES[Column.PHONE] for channel in over) > 1,
    )


#: What a file shows that somebody can be reached by. A town alone is no address.
_ADDRESSES: Final = (Column.EMAIL, Column.PHONE)


def _unused(policy: Policy, purpose: str, columns: Sequence[Column]) -> Iterator[HiddenColumn]:
    """Addresses over which the purpose reaches nobody, as its clause has it."""
    over = {REACHED_BY[channel] for channel in used(policy, purpose)}
    if over and can_be_forbidden(policy.purposes[purpose]):
        for column in _ADDRESSES:
            if column in columns and TABLES[column] not in over:
                yield HiddenColumn(column, f"purpose.{purpose}")


def _reason(against: Against) -> Reason:
    match against.ground:
        case Ground.OBJECTION | Ground.STAFF | Ground.IMPORT:
            why = Why.FORBIDDEN
        case Ground.LAW:
            why = Why.NO_CONSENT if against.law == SVPL else Why.NOT_NEEDED
        case Ground.PROTECTED:
            return Reason(Why.PROTECTED, law=against.law)
        case Ground.BOUNCE | Ground.NO_ADDRESS:
            return Reason(Why.UNREACHED)
        case _:
            assert_never(against.ground)
    law = OBJECTION if why is Why.FORBIDDEN else against.law
    return Reason(why, against.clause, law)


# --- cells -----------------------------------------------------------------------------------


def _said(rows: Iterable[Listed], going: _Going, say: Say) -> Iterator[list[Any]]:
    numbers = TABLES[Column.PHONE]
    for row in rows:
        said = [_cell(row, column, say) for column in going.shown]
        if going.says_number_for:
            over = going.open_to.get((row.party, numbers), ())
            said.append(", ".join(say(str(channel)) for channel in over))
        yield said


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
