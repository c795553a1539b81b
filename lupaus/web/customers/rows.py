"""The rows of the list as the page shows them.

Cells are drawn here and not in the template: a page has hundreds, and a template asks what
each of them is, one by one.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lupaus.guard import Adopted
from lupaus.policy.clauses.making import purpose_name
from lupaus.policy.vocabulary import Channel, State
from lupaus.register.listing import Column, Listed, Sheet
from lupaus.register.shown import Allowed, Cell, Held, Service, Unpaid
from lupaus.web.customers.context import LIST
from lupaus.web.customers.words import CHANNELS, CLASSES, COLUMNS, ROLES, STATES
from lupaus.web.frame.wording import words
from lupaus.web.templatetags.lupaus import day, grouped, money

#: Of several values in one cell, so many are written out.
_SHOWN = 2
_BADGES = {State.CUSTOMER: "accent", State.PROSPECT: "note", State.FORMER: ""}
NOTHING = SafeString("")


@dataclass(frozen=True, slots=True)
class Row:
    """One row. ``cells`` are classes and what stands there, in the order of the columns after
    the name."""

    party: int
    name: str
    url: str
    is_organisation: bool
    protected: bool
    cells: tuple[tuple[str, SafeString], ...]


def rows(sheet: Sheet, columns: Sequence[Column], word: str, adopted: Adopted) -> list[Row]:
    """The rows of a page. ``word`` is the list that the cards are opened from."""
    rest = [column for column in columns if column is not Column.NAME]
    draw = _Draw(adopted)
    base = reverse("customer", args=[0])[:-1]
    return [
        Row(
            party=one.party,
            name=one.name or _("Nimi ei näy"),
            url=f"{base}{one.party}?{LIST}={word}",
            is_organisation=one.is_organisation,
            protected=one.protected,
            cells=tuple((_CLASSES.get(column, ""), draw(one, column)) for column in rest),
        )
        for one in sheet.rows
    ]


#: How a cell stands: numbers to the right, what is short on one line.
_CLASSES = {
    Column.NUMBER: "num soft",
    Column.OPEN: "num",
    Column.PHONE: "nowrap",
    Column.CONTACT: "nowrap",
    Column.STATE: "nowrap",
    Column.EMAIL: "mail",
}


class _Draw:
    """Draws cells in the language of the page; what a policy calls things is asked once."""

    def __init__(self, adopted: Adopted) -> None:
        self._adopted = adopted
        self._purposes: dict[str, str] = {}

    def __call__(self, one: Listed, column: Column) -> SafeString:
        if column is Column.NUMBER:
            return _text(one.number)
        cell = one.cells.get(column)
        drawn = self._drawn(column, cell)
        if drawn and column in _SAID:
            return format_html('<span class="of">{}</span> {}', COLUMNS[column], drawn)
        return drawn

    def _drawn(self, column: Column, cell: Cell) -> SafeString:
        match cell:
            case None | ():
                return NOTHING
            case State():
                return format_html(
                    '<span class="badge {}">{}</span>', _BADGES[cell], STATES[cell]
                )
            case date():
                return _text(day(cell))
            case Unpaid():
                return _unpaid(cell)
            case Allowed():
                return self._allowed(cell)
            case _:
                return _several([_one(column, one) for one in cell])

    def _allowed(self, cell: Allowed) -> SafeString:
        """What is forbidden first; then what was agreed to."""
        by_class: dict[str, list[str]] = {}
        for ban in cell.bans:
            by_class.setdefault(ban.purpose_class, []).append(ban.channel)
        parts = [
            format_html(
                '<span class="badge broken">{}</span>',
                _("ei: %(what)s") % {"what": f"{CLASSES.get(name, name)} ({_on(channels)})"},
            )
            for name, channels in by_class.items()
        ]
        parts += [
            format_html(
                '<span class="badge kept">{}</span>',
                _("lupa: %(what)s")
                % {"what": f"{self._purpose(purpose)} ({CHANNELS[channel]})"},
            )
            for purpose, channel in cell.granted
        ]
        return format_html_join(" ", "{}", ((part,) for part in parts))

    def _purpose(self, slug: str) -> str:
        if slug not in self._purposes:
            self._purposes[slug] = words(purpose_name(self._adopted.policy, slug))
        return self._purposes[slug]


#: Cells that say nothing without their head, where rows are stacked on a narrow screen.
_SAID = frozenset({Column.CONTACT, Column.OPEN, Column.NUMBER})


def _on(channels: Iterable[str]) -> str:
    named = set(channels)
    if named >= set(Channel):
        return str(CHANNELS[""])
    return ", ".join(str(CHANNELS[channel]) for channel in Channel if channel in named)


def _unpaid(cell: Unpaid) -> SafeString:
    said = _text(money(cell.cents))
    if not cell.collection:
        return said
    return format_html('{}<br><span class="badge broken">{}</span>', said, _("perinnässä"))


def _one(column: Column, one: Any) -> SafeString:
    match one:
        case Held():
            role = ROLES.get(one.role, one.role)
            return _text(f"{role}, {one.organisation}" if one.organisation else role)
        case Service():
            return _text(one.name)
        case _ if column is Column.PHONE:
            number = re.sub(r"[^\d+]", "", one)
            return format_html('<a href="tel:{}">{}</a>', number, grouped(one))
        case _ if column is Column.EMAIL:
            return format_html('<a href="mailto:{}">{}</a>', one, one)
        case _:
            return _text(one)


def _several(drawn: list[SafeString]) -> SafeString:
    more = len(drawn) - _SHOWN
    shown = drawn[:_SHOWN]
    if more > 0:
        said = ngettext("ja %(n)s muu", "ja %(n)s muuta", more) % {"n": more}
        shown.append(format_html('<span class="soft">{}</span>', said))
    return format_html_join(mark_safe("<br>"), "{}", ((one,) for one in shown))


def _text(value: Any) -> SafeString:
    return format_html("{}", "" if value is None else value)
