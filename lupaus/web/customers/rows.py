"""The rows of the list as the page shows them.

They are drawn here and not in a template: a page has hundreds of cells, and a template asks of
each what it is. What must not happen is that a text of the register is taken for markup:
whatever is not written in this file goes through :func:`_text`.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from html import escape
from typing import Any, Final

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lupaus.guard import Adopted
from lupaus.policy.vocabulary import Channel, State
from lupaus.register.listing import Column, Listed, Sheet
from lupaus.register.shown import Allowed, Cell, Held, Service, Unpaid
from lupaus.web.customers.context import LIST
from lupaus.web.customers.words import CHANNELS, CLASSES, COLUMNS, ROLES, STATES
from lupaus.web.frame.wording import purpose_label
from lupaus.web.templatetags.lupaus import day, grouped, money

#: Of several values in one cell, so many are written out.
_SHOWN: Final = 2
_BADGES: Final = {State.CUSTOMER: "accent", State.PROSPECT: "note", State.FORMER: ""}
#: How a cell stands: numbers to the right, what is short on one line.
_CLASSES: Final = {
    Column.NUMBER: "num soft",
    Column.OPEN: "num",
    Column.PHONE: "nowrap",
    Column.CONTACT: "nowrap",
    Column.STATE: "nowrap",
    Column.EMAIL: "mail",
}
#: Cells that say nothing without their head, where rows are stacked on a narrow screen.
_SAID: Final = frozenset({Column.CONTACT, Column.OPEN, Column.NUMBER})


def rows(sheet: Sheet, columns: Sequence[Column], word: str, adopted: Adopted) -> SafeString:
    """The rows of a page, the name first. ``word`` is the list that the cards are opened
    from."""
    draw = _Draw(adopted, word, [c for c in columns if c is not Column.NAME])
    return mark_safe("".join(map(draw, sheet.rows)))  # noqa: S308 - every text is escaped


def _text(value: Any) -> str:
    """A text of the register, as text."""
    return escape(str(value))


def _named(labels: Mapping[Any, Any]) -> dict[Any, str]:
    """Names in the language of the page, escaped once for all rows."""
    return {key: _text(label) for key, label in labels.items()}


class _Draw:
    """Draws one row after the other; what things are called is asked once."""

    def __init__(self, adopted: Adopted, word: str, columns: Sequence[Column]) -> None:
        self._adopted = adopted
        self._columns = [(column, _cell_of(column)) for column in columns]
        self._card = reverse("customer", args=[0])[:-1], f"?{LIST}={_text(word)}"
        self._heads, self._states = _named(COLUMNS), _named(STATES)
        self._roles, self._channels = _named(ROLES), _named(CHANNELS)
        self._classes = _named(CLASSES)
        self._no, self._yes = _text(_("ei: %(what)s")), _text(_("lupa: %(what)s"))
        self._pick, self._unseen = _text(_("Valitse")), _text(_("Nimi ei näy"))
        self._kinds = _kind("i-p", _("Henkilö")), _kind("i-o", _("Yritys"))
        self._protected = f' <span class="badge broken">{_text(_("turvakielto"))}</span>'
        self._purposes: dict[str, str] = {}

    def __call__(self, one: Listed) -> str:
        name = _text(one.name) or self._unseen
        before, after = self._card
        cells = "".join(f"{tag}{self._cell(one, column)}</td>" for column, tag in self._columns)
        return (
            f'<tr data-row id="r{one.party}"><td class="pick"><input type="checkbox"'
            f' name="party" value="{one.party}" aria-label="{self._pick} {name}"></td>'
            f'<th scope="row">{self._kinds[one.is_organisation]}'
            f'<a href="{before}{one.party}{after}">{name}</a>'
            f"{self._protected if one.protected else ''}</th>{cells}</tr>\n"
        )

    def _cell(self, one: Listed, column: Column) -> str:
        if column is Column.NUMBER:
            return "" if one.number is None else str(one.number)
        drawn = self._drawn(column, one.cells.get(column))
        if drawn and column in _SAID:
            return f'<span class="of">{self._heads[column]}</span> {drawn}'
        return drawn

    def _drawn(self, column: Column, cell: Cell) -> str:
        match cell:
            case None | ():
                return ""
            case State():
                return f'<span class="badge {_BADGES[cell]}">{self._states[cell]}</span>'
            case date():
                return _text(day(cell))
            case Unpaid():
                return _unpaid(cell)
            case Allowed():
                return " ".join(self._allowed(cell))
            case _:
                return _several([self._one(column, one) for one in cell])

    def _one(self, column: Column, one: Any) -> str:
        match one:
            case Held():
                role = self._roles.get(one.role, _text(one.role))
                return f"{role}, {_text(one.organisation)}" if one.organisation else role
            case Service():
                return _text(one.name)
            case _ if column is Column.PHONE:
                number = re.sub(r"[^\d+]", "", one)
                return f'<a href="tel:{_text(number)}">{_text(grouped(one))}</a>'
            case _ if column is Column.EMAIL:
                return f'<a href="mailto:{_text(one)}">{_text(one)}</a>'
            case _:
                return _text(one)

    def _allowed(self, cell: Allowed) -> Iterable[str]:
        """What is forbidden first; then what was agreed to."""
        by_class: dict[str, set[str]] = {}
        for ban in cell.bans:
            by_class.setdefault(ban.purpose_class, set()).add(ban.channel)
        for name, channels in by_class.items():
            what = f"{self._classes.get(name, _text(name))} ({self._on(channels)})"
            yield f'<span class="badge broken">{self._no % {"what": what}}</span>'
        for purpose, channel in cell.granted:
            what = f"{self._purpose(purpose)} ({self._channels[channel]})"
            yield f'<span class="badge kept">{self._yes % {"what": what}}</span>'

    def _on(self, channels: set[str]) -> str:
        if channels >= set(Channel):
            return self._channels[""]
        return ", ".join(self._channels[c] for c in Channel if c in channels)

    def _purpose(self, slug: str) -> str:
        if slug not in self._purposes:
            self._purposes[slug] = _text(purpose_label(self._adopted.policy, slug))
        return self._purposes[slug]


def _cell_of(column: Column) -> str:
    style = _CLASSES.get(column)
    return f'<td class="{style}">' if style else "<td>"


def _kind(drawing: str, label: str) -> str:
    """One of the two drawings that the page holds once."""
    return (
        f'<svg class="icon" width="18" height="18" role="img" aria-label="{_text(label)}">'
        f'<use href="#{drawing}"/></svg>'
    )


def _unpaid(cell: Unpaid) -> str:
    said = _text(money(cell.cents))
    if not cell.collection:
        return said
    return f'{said}<br><span class="badge broken">{_text(_("perinnässä"))}</span>'


def _several(drawn: list[str]) -> str:
    more = len(drawn) - _SHOWN
    shown = drawn[:_SHOWN]
    if more > 0:
        said = ngettext("ja %(n)s muu", "ja %(n)s muuta", more) % {"n": more}
        shown.append(f'<span class="soft">{_text(said)}</span>')
    return "<br>".join(shown)
