"""What somebody typed into a form, made into a row to be: all that is wrong, told at once.

Whoever has filled in ten fields is told of three mistakes in one answer, each beside its field
and with its cure, and loses nothing. The checks themselves are those of every other way in
(:mod:`lupaus.register.values`); here they are only asked until nothing new is found.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from lupaus.finland import day_of
from lupaus.guard import Refused
from lupaus.records.models.people import ROLES
from lupaus.register import values as made_of
from lupaus.register.fields import FIELDS, SPOKEN_BY, Field, Input
from lupaus.register.identity_code import CLAUSE
from lupaus.register.unfit import Unfit
from lupaus.register.values import line, prose
from lupaus.register.wrong import Mistaken, Wrong, wrong_of

Given = Mapping[str, Any]
Row = dict[str, Any]


def read(table: str, given: Given, *, at: datetime, new: bool = True) -> Row:
    """The columns to store, from what was typed. Raises Mistaken with every mistake. A new row
    is of today where nobody says otherwise."""
    row, wrong = _fields(table, given)
    if new and (dated := _OF_TODAY.get(table)):
        row[dated] = row[dated] or day_of(at)
    columns: Row = {}
    for _ in FIELDS[table]:
        found = _next_mistake(table, row, at, columns)
        if found is None:
            break
        again = any(w.field == found.field for w in wrong)
        behind = wrong and not found.field  # the row as a whole is wrong for want of a stand-in
        if not (again or behind):
            wrong.append(found)
        if again or found.field not in row:
            break
        row[found.field] = _stand_in(table, found.field)
    if wrong:
        raise Mistaken(_in_order(table, wrong))
    return columns


def _next_mistake(table: str, row: Row, at: datetime, columns: Row) -> Wrong | None:
    """The first mistake that the checks find; None when the columns are made."""
    try:
        columns |= _MAKING[table](row, day_of(at), at)
    except Unfit as unfit:
        return wrong_of(table, unfit)
    except Refused as refused:  # an identity code has no place in a text
        if refused.clause != CLAUSE:
            raise
        name, _, cure = refused.reason.partition(": ")
        found = wrong_of(table, Unfit(name, cure))
        return replace(found, clause=refused.clause, law=refused.law)
    return None


def _in_order(table: str, wrong: list[Wrong]) -> tuple[Wrong, ...]:
    order = [one.column for one in FIELDS[table]]
    return tuple(
        sorted(wrong, key=lambda w: order.index(w.field) if w.field in order else len(order))
    )


# --- field by field --------------------------------------------------------------------------


def _fields(table: str, given: Given) -> tuple[Row, list[Wrong]]:
    """Days, sums and choices as values; texts as they are. What nobody knows is a mistake of
    the face, and crashes."""
    if unknown := given.keys() - {one.column for one in FIELDS[table]}:
        raise KeyError(f"{table} has no field {', '.join(sorted(unknown))}")
    row: Row = {}
    wrong: list[Wrong] = []
    for one in FIELDS[table]:
        typed = given.get(one.column, one.default)
        try:
            row[one.column] = _READ[one.input](one, typed)
        except Unfit as unfit:
            wrong.append(wrong_of(table, unfit))
            row[one.column] = _stand_in(table, one.column)
    return row, wrong


_FINNISH_DAY = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})", re.ASCII)
_ISO_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)


def _day(one: Field, typed: Any) -> date | None:
    if isinstance(typed, datetime):
        return day_of(typed)
    if isinstance(typed, date) or typed is None:
        return typed
    text = str(typed).strip()
    if not text:
        return None
    if found := _FINNISH_DAY.fullmatch(text):
        year, month, day = found[3], found[2], found[1]
    elif found := _ISO_DAY.fullmatch(text):
        year, month, day = found[1], found[2], found[3]
    else:
        raise Unfit(one.column, _NO_DAY)
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        raise Unfit(one.column, _NO_DAY) from None


def day_typed(typed: Any) -> date | None:
    """The day that somebody wrote; None for what is no day."""
    try:
        return _day(Field("day", Input.DAY), typed)
    except Unfit:
        return None


_NO_DAY = "not a day: write it as 31.12.2026"


def _moment(one: Field, typed: Any) -> datetime | None:
    """A moment with its zone; the face knows in which zone it was typed."""
    if isinstance(typed, datetime):
        if typed.tzinfo is None:
            raise ValueError(f"{one.column}: hand in a moment with its zone")
        return typed
    if not typed:
        return None
    raise Unfit(one.column, "not a day and a time: write them as 31.12.2026 12.30")


_NOISE = re.compile(r"[\s\u00a0\u2009\u202f€']")
_SUM = re.compile(r"-?\d{1,13}(?:[.,]\d{1,2})?", re.ASCII)


def _money(one: Field, typed: Any) -> int | None:
    if typed is None or isinstance(typed, int):
        return typed
    bare = _NOISE.sub("", str(typed)).replace("\u2212", "-")
    if not bare:
        return None
    if not _SUM.fullmatch(bare):
        raise Unfit(one.column, "not a sum of money: write it as 1234,50")
    cents = Decimal(bare.replace(",", ".")) * 100
    return int(cents.quantize(Decimal(1), ROUND_HALF_UP))


def _choice(one: Field, typed: Any) -> str:
    text = str(typed or one.default).strip()
    if text not in one.choices:
        raise Unfit(one.column, f"choose one of these: {', '.join(one.choices)}")
    return text


def _party(one: Field, typed: Any) -> int | None:
    if typed is None or typed == "":
        return None
    try:
        return int(typed)
    except (TypeError, ValueError):
        raise Unfit(one.column, "choose an organisation of the register") from None


def _text(_one: Field, typed: Any) -> str:
    return "" if typed is None else str(typed)


_READ: Mapping[Input, Callable[[Field, Any], Any]] = {
    **dict.fromkeys(Input, _text),
    Input.DAY: _day,
    Input.MOMENT: _moment,
    Input.MONEY: _money,
    Input.CHOICE: _choice,
    Input.PARTY: _party,
}

# --- row by row ------------------------------------------------------------------------------


def _value(kind: Callable[..., made_of.Value]) -> Callable[..., Row]:
    """Of a value that knows its own checks."""

    def make(row: Row, _today: date, _at: datetime) -> Row:
        return dict(kind(**row).columns())

    return make


FUTURE = "this day is in the future: enter it when it has come"


def _not_to_come(name: str, day: date | None, today: date) -> None:
    if day is not None and day > today:
        raise Unfit(name, FUTURE)


def _needed(row: Row, *names: str) -> None:
    for name in names:
        if row[name] is None:
            raise Unfit(name, "say something")


#: The day of a new row where none is given.
_OF_TODAY = {"affiliation": "started_on", "note": "written_on", "order": "ordered_on"}


def _order(row: Row, today: date, at: datetime) -> Row:
    _not_to_come("ordered_on", row["ordered_on"], today)
    return _value(made_of.Order)(row, today, at)


def _affiliation(row: Row, today: date, _at: datetime) -> Row:
    _needed(row, "organisation_id")
    if row["role"] not in ROLES:
        raise Unfit("role", f"choose one of these: {', '.join(ROLES)}")
    started, ended = row["started_on"], row["ended_on"]
    _not_to_come("started_on", started, today)
    _not_to_come("ended_on", ended, today)
    if started and ended and ended < started:
        raise Unfit("ended_on", "it does not end before it begins")
    return {**row, "title": line("title", row["title"], 200)}


def _relationship(row: Row, today: date, _at: datetime) -> Row:
    _needed(row, "since")
    _not_to_come("since", row["since"], today)
    _not_to_come("until", row["until"], today)
    if row["until"] and row["until"] < row["since"]:
        raise Unfit("until", "it does not end before it begins")
    return {**row, "reason": line("reason", row["reason"], 300)}


def _said(name: str, text: str, longest: int) -> str:
    kept = prose(name, text, longest)
    if not kept:
        raise Unfit(name, "say something")
    return kept


def _note(row: Row, today: date, _at: datetime) -> Row:
    text = _said("text", row["text"], 100_000)
    _needed(row, "written_on")
    _not_to_come("written_on", row["written_on"], today)
    return {**row, "text": text}


def _followup(row: Row, _today: date, _at: datetime) -> Row:
    text = _said("text", row["text"], 2_000)
    _needed(row, "due_on")
    return {**row, "text": text, "assigned_to": line("assigned_to", row["assigned_to"], 80)}


def _message(row: Row, _today: date, at: datetime) -> Row:
    _needed(row, "at")
    if row["at"] > at:
        raise Unfit("at", "a message cannot be of the future: it would lengthen the term")
    if row["channel"] not in SPOKEN_BY:
        raise Unfit("channel", f"choose one of these: {', '.join(SPOKEN_BY)}")
    subject = line("subject", row["subject"], 300)
    return {**row, "subject": subject, "body": prose("body", row["body"])}


_MAKING: Mapping[str, Callable[[Row, date, datetime], Row]] = {
    "personname": _value(made_of.PersonName),
    "organisation": _value(made_of.Firm),
    "emailaddress": _value(made_of.Email),
    "phonenumber": _value(made_of.Phone),
    "postaladdress": _value(made_of.Address),
    "webaddress": _value(made_of.Web),
    "billingprofile": _value(made_of.Billing),
    "order": _order,
    "affiliation": _affiliation,
    "relationship": _relationship,
    "note": _note,
    "followup": _followup,
    "message": _message,
}
#: Tables whose rows are entered and mended in place.
IN_PLACE = frozenset(_MAKING)

#: What passes every check, to look for further mistakes behind the first.
_STAND_IN: Mapping[str, Mapping[str, Any]] = {
    "personname": {},
    "organisation": {"name": "x"},
    "emailaddress": {"address": "x@example.fi"},
    "phonenumber": {"typed": "040 123 4567"},
    "postaladdress": {"country": "FI"},
    "webaddress": {"url": "example.fi"},
    "billingprofile": {},
    "order": {"name": "x", "status": "open"},
    "affiliation": {"organisation_id": 0, "role": ROLES[0]},
    "relationship": {"since": date.min},
    "note": {"text": "x", "written_on": date.min},
    "followup": {"text": "x", "due_on": date.max},
    "message": {"at": datetime.min.replace(tzinfo=UTC), "direction": "in", "channel": "email"},
}
_OF_INPUT = {Input.DAY: None, Input.MOMENT: None, Input.MONEY: None, Input.PARTY: None}


def _stand_in(table: str, column: str) -> Any:
    if column in (own := _STAND_IN[table]):
        return own[column]
    one = next(f for f in FIELDS[table] if f.column == column)
    return _OF_INPUT.get(one.input, "")
