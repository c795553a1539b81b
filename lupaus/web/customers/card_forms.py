"""One form for every kind of row, made from what the register lets enter about this party.

The register alone judges what was typed: nothing here is required or too long, so that every
mistake is told in one way and nothing that was typed is lost on the way.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _

from lupaus.finland import HELSINKI, local
from lupaus.policy.model import Policy
from lupaus.register.fields import Field, Input, Section
from lupaus.register.one_row import OneRow
from lupaus.register.typed import day_typed
from lupaus.register.wrong import Mistaken
from lupaus.web.customers.card_words import (
    CHOICES,
    DAY_HINT,
    HINTS,
    LABELS,
    PASSED,
    mistake,
    source_label,
)
from lupaus.web.customers.words import CHANNELS, ROLES
from lupaus.web.frame.sealed import seal, unseal

#: What the author saw, sealed into the form: an undo of somebody else's change is told by it.
SEEN = "seen"
#: The day of a reminder.
DUE = "due_on"
Parties = Sequence[tuple[int, str]]


class RowForm(forms.Form):
    """The fields of one row, and the source. ``parties`` are those that may be chosen where a
    field takes one; ``only`` leaves out other fields;
    ``asks_source`` is for what may come from elsewhere than our own work."""

    use_required_attribute = False

    def __init__(  # noqa: PLR0913 - how a form is made
        self,
        section: Section,
        policy: Policy,
        typed: Any = None,
        *,
        slot: str,
        row: OneRow | None = None,
        initial: Mapping[str, Any] | None = None,
        only: Iterable[str] = (),
        parties: Parties = (),
        asks_source: bool = True,
    ) -> None:
        shown = dict(row.columns) if row else {f.column: f.default for f in section.fields}
        shown |= {"source": row.source if row else section.source, **(initial or {})}
        super().__init__(typed, auto_id=f"{slot}-%s", initial=_written(shown))
        wanted = frozenset(only)
        self._own = [f for f in section.fields if not wanted or f.column in wanted]
        for one in self._own:
            self.fields[one.column] = _field(section.table, one, parties)
        if asks_source or not section.source:
            _offer_sources(self, section, policy)
        if row:
            sealed = seal({"seen": _plain(row.columns), "source": row.source})
            self.fields[SEEN] = forms.CharField(widget=forms.HiddenInput, initial=sealed)
        if self.is_bound:
            self.errors  # noqa: B018 - judged while nothing is required yet
        for one in self._own:
            self.fields[one.column].required = one.required
        if "source" in self.fields:
            self.fields["source"].required = True

    @property
    def given(self) -> dict[str, Any]:
        """What was typed, by column."""
        seen = self.seen
        return {
            one.column: _read(one, self.cleaned_data.get(one.column, ""), seen)
            for one in self._own
        }

    @property
    def seen(self) -> dict[str, Any]:
        """What the author saw; empty when the form is none of ours."""
        found = unseal(str(self.data.get(SEEN, ""))).get("seen", {})
        return found if isinstance(found, dict) else {}

    @property
    def source(self) -> str:
        return str(self.cleaned_data.get("source", ""))

    def see(self, columns: Mapping[str, Any]) -> None:
        """From now on this is what was seen: the next attempt overwrites it knowingly."""
        said = QueryDict(mutable=True)
        said.update(self.data)
        said[SEEN] = seal({"seen": _plain(columns)})
        self.data = said

    def fail(self, mistaken: Mistaken, *, takes_code: bool = False) -> None:
        """Every mistake beside its field. ``takes_code``: see :func:`mistake`."""
        for wrong in mistaken.wrong:
            place = wrong.field if wrong.field in self.fields else None
            self.add_error(place, str(mistake(wrong, takes_code=takes_code)))

    @property
    def begins(self) -> str:
        """Where a summary leads from a mistake of the row as a whole."""
        first = next(iter(self.visible_fields()))
        return str(first.id_for_label or first.auto_id)


def refuse_past(form: RowForm, today: date) -> None:
    """Of a reminder that was sent: its day is today or later, unless it is the day that it had
    before. What is wrong is told beside the field."""
    if form.is_bound and DUE in form.fields and not form.has_error(DUE):
        day = day_typed(form.given[DUE])
        stands = day is not None and day == day_typed(form.seen.get(DUE))
        if day is not None and day < today and not stands:
            form.add_error(DUE, str(PASSED))


def _offer_sources(form: forms.Form, section: Section, policy: Policy) -> None:
    """Asked only where there is a choice."""
    if len(section.sources) < 2:
        return
    said = [(one.slug, source_label(policy, one.slug)) for one in section.sources]
    blank = [] if section.source else [("", _("Valitse"))]
    field = forms.ChoiceField(label=_("Mistä tieto saatiin"), choices=[*blank, *said])
    field.required = False
    form.fields["source"] = field
    if form.initial.get("source") not in dict(said):
        form.initial["source"] = section.source


def _field(table: str, one: Field, parties: Parties) -> forms.Field:
    """Required nowhere yet: see :class:`RowForm`."""
    said: dict[str, Any] = {
        "label": LABELS[table][one.column],
        "help_text": HINTS.get(table, {}).get(one.column, ""),
        "required": False,
    }
    plain = {"autocomplete": "off", "spellcheck": "false"}
    match one.input:
        case Input.CHOICE:
            named = {**CHANNELS, **ROLES, **CHOICES.get(one.column, {})}
            return forms.ChoiceField(
                **said, choices=[(each, named[each]) for each in one.choices]
            )
        case Input.PARTY:
            widget: forms.Widget = forms.RadioSelect()
            return forms.ChoiceField(**said, widget=widget, choices=list(parties))
        case Input.PROSE:
            widget = forms.Textarea({"rows": 3})
        case Input.EMAIL:
            widget = forms.TextInput({**plain, "inputmode": "email", "autocapitalize": "none"})
        case Input.PHONE:
            widget = forms.TextInput({**plain, "inputmode": "tel"})
        case Input.WEB:
            widget = forms.TextInput({**plain, "inputmode": "url", "autocapitalize": "none"})
        case Input.MONEY:
            widget = forms.TextInput({**plain, "inputmode": "decimal"})
        case Input.DAY:
            said["help_text"] = said["help_text"] or DAY_HINT
            widget = forms.TextInput(plain)
        case _:
            widget = forms.TextInput({"autocomplete": "off"})
    return forms.CharField(**said, widget=widget, strip=False)


# --- as it is written, and read ---------------------------------------------------------------


def _written(columns: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _text(name, value) for name, value in columns.items()}


def _text(name: str, value: Any) -> Any:
    match value:
        case datetime():
            at = local(value)
            return f"{at.day}.{at.month}.{at.year} {at.hour}.{at:%M}"
        case date():
            return f"{value.day}.{value.month}.{value.year}"
        case int() if name.endswith("_cents"):
            return f"{value / 100:.2f}".replace(".", ",")
        case None:
            return ""
        case _:
            return value


def shown_text(one: Field, value: Any) -> str:
    """A value of a field as it is read."""
    if one.input is Input.CHOICE and value:
        return str({**CHANNELS, **ROLES, **CHOICES.get(one.column, {})}.get(value, value))
    return str(_text(one.column, value))


def _plain(columns: Mapping[str, Any]) -> dict[str, Any]:
    """As it goes through a seal; the register reads it back."""
    return {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in columns.items()
    }


_MOMENT = re.compile(
    r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})(?:\s+(?:klo\s+)?|\s*,\s*)(\d{1,2})[.:](\d{2})",
    re.ASCII,
)


def _read(one: Field, typed: Any, seen: Mapping[str, Any]) -> Any:
    """As the register takes it. A moment is of the clock in Finland; its seconds, which nobody
    is shown, stay where nobody changed it."""
    if one.input is not Input.MOMENT or not isinstance(typed, str):
        return typed
    text = typed.strip()
    if before := seen.get(one.column):
        moment = datetime.fromisoformat(before)
        if text == _text(one.column, moment):
            return moment
    if found := _MOMENT.fullmatch(text):
        day, month, year, hour, minute = map(int, found.groups())
        try:
            return datetime(year, month, day, hour, minute, tzinfo=HELSINKI)
        except ValueError:
            return text
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return text
    return moment if moment.tzinfo else moment.replace(tzinfo=HELSINKI)
