"""What somebody looks for in the ledger or among the reads: a form, and an address.

A customer is named by number in the form and by id in the address: what was typed stays out of
it. Everything else in the address is a code.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lupaus.finland import HELSINKI
from lupaus.guard import staff
from lupaus.ledger.entry import NotANameError, checked
from lupaus.ledger.pages import Wanted
from lupaus.register.named import Named, named, numbered
from lupaus.web.events.words import GROUPS
from lupaus.web.frame.visit import Visit
from lupaus.web.frame.wording import actor_label


class Asking(forms.Form):
    """Who, what, when, whose. Nothing is required."""

    who = forms.ChoiceField(label=gettext_lazy("Kuka"), required=False)
    group = forms.ChoiceField(label=gettext_lazy("Mitä"), required=False)
    since = forms.DateField(
        label=gettext_lazy("Alkaen"),
        required=False,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
    )
    until = forms.DateField(
        label=gettext_lazy("Saakka"),
        required=False,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
    )
    customer = forms.CharField(
        label=gettext_lazy("Asiakasnumero"),
        required=False,
        max_length=20,
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, visit: Visit, about: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._visit, self._about = visit, about
        self.fields["who"].choices = _actors()  # type: ignore[attr-defined]  # a choice field
        groups = [("", _("Kaikki")), *((word, g.label) for word, g in GROUPS.items())]
        self.fields["group"].choices = groups  # type: ignore[attr-defined]  # likewise

    def clean_customer(self) -> int | None:
        """The party of the number."""
        typed = self.cleaned_data["customer"].strip()
        if not typed:
            return None
        if typed.isdecimal() and len(typed) < 19:
            with self._visit.reading(self._about) as r:
                if party := numbered(r, int(typed)):
                    return party
        raise forms.ValidationError(
            _("Asiakasta ei löydy tällä numerolla. Numero on asiakkaan kortilla.")
        )

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = self.cleaned_data
        if said.get("since") and said.get("until") and said["since"] > said["until"]:
            self.add_error("until", _("Loppu on ennen alkua."))
        return said

    def asked(self) -> "Asked":
        said = self.cleaned_data
        return Asked(
            *(said["who"], said.get("group", ""), said["since"], said["until"]),
            said["customer"],
        )


def _actors() -> list[tuple[str, Any]]:
    names = [member.name for member in staff.members()]
    rest = [name for name in staff.PROGRAM if name not in names]
    return [("", _("Kaikki")), *((n, actor_label(n)) for n in (*names, *rest))]


@dataclass(frozen=True, slots=True)
class Asked:
    """The same as the address says it."""

    who: str = ""
    group: str = ""
    since: date | None = None
    until: date | None = None
    party: int | None = None

    @classmethod
    def of(cls, query: Mapping[str, str]) -> "Asked":
        """What an address says; what it says wrongly is left out."""
        party = query.get("asiakas", "")
        return cls(
            _actor(query.get("kuka", "")),
            query.get("ryhma", "") if query.get("ryhma", "") in GROUPS else "",
            _day(query.get("alku", "")),
            _day(query.get("loppu", "")),
            int(party) if party.isdecimal() and len(party) < 19 else None,
        )

    def query(self, **more: object) -> str:
        """The address after its question mark."""
        said = {
            "kuka": self.who,
            "ryhma": self.group,
            "alku": self.since,
            "loppu": self.until,
            "asiakas": self.party,
        }
        return urlencode({name: value for name, value in (said | more).items() if value})

    def without(self, *names: str) -> str:
        """The query of the same, but for something."""
        return self.query(**dict.fromkeys(names, ""))

    @property
    def is_anything(self) -> bool:
        return self != Asked()

    def wanted(self) -> Wanted:
        """The days are Finland's: each begins at its midnight."""
        group = GROUPS.get(self.group)
        return Wanted(
            actor=self.who,
            events=group.events if group else frozenset(),
            since=_midnight(self.since),
            until=_midnight(self.until + timedelta(days=1)) if self.until else None,
            party=self.party,
        )

    def initial(self, customer: Named | None) -> dict[str, Any]:
        """What the form shows."""
        return {
            "who": self.who,
            "group": self.group,
            "since": self.since,
            "until": self.until,
            "customer": customer.number if customer else "",
        }


def _midnight(day: date | None) -> datetime | None:
    return datetime.combine(day, time(), HELSINKI) if day else None


def _actor(name: str) -> str:
    try:
        return checked("actor", "the actor", name) if name else ""
    except NotANameError:
        return ""


def _day(text: str) -> date | None:
    """Days of our time: an address may say anything."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if 1990 <= day.year <= 2200 else None


def customers(visit: Visit, about: str, parties: Iterable[int]) -> Mapping[int, Named]:
    """Who they are, as far as the visitor sees, on the record."""
    with visit.reading(about) as r:
        found = named(r, parties)
        r.viewed(found)
    return found


def turning(asked: Asked, before: str, older: int | str | None) -> dict[str, object]:
    """The ways on from a page, each as an address after its question mark. ``is_later``: this
    is not the first page."""
    return {
        "without_customer": asked.without("asiakas"),
        "is_later": bool(before),
        "newest": asked.query(),
        "older": asked.query(ennen=older) if older else "",
    }
