"""Choices of the forms, in the words of the notice."""

from datetime import date
from typing import Any

from babel import Locale
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from lupaus.policy.clauses.making import group_name, purpose_name
from lupaus.policy.law import in_eea
from lupaus.policy.model import Policy
from lupaus.policy.period import YearDay
from lupaus.policy.phrases.labels import BASES, SHORT
from lupaus.policy.phrases.parties import (
    CHANNELS,
    MECHANISMS,
    MEDIA,
    ONLY_WHEN,
    RECIPIENT_ROLES,
)
from lupaus.policy.phrases.retention import FROM
from lupaus.policy.phrases.words import Words, capital, on_year_day
from lupaus.policy.vocabulary import AS_PUBLISHED, Category, Measure, Right
from lupaus.web.frame.wording import words

Choices = list[tuple[str, Any]]

KINDS = (
    ("company", _("yritys")),
    ("sole-trader", _("toiminimi")),
    ("association", _("yhdistys")),
    ("person", _("yksityishenkilö")),
)
ATTESTS = (
    ("", _("ei vahvisteta")),
    ("monthly", _("kuukausittain")),
    ("quarterly", _("neljännesvuosittain")),
    ("yearly", _("vuosittain")),
)
DELIVERIES = (
    ("", _("ei sanota")),
    ("email on record", _("rekisterissä olevaan sähköpostiin")),
    ("link", _("suojatulla linkillä")),
    ("paper", _("paperilla")),
)
MEASURES: dict[Measure, Any] = {
    Measure.PERSONAL_ACCOUNTS: _("Henkilökohtaiset tunnukset"),
    Measure.NEED_TO_KNOW: _("Vain työssä tarvittavat tiedot"),
    Measure.CONFIDENTIALITY: _("Salassapitositoumukset"),
    Measure.TRAINING: _("Henkilöstön koulutus"),
    Measure.LOCKED_PAPER: _("Lukittu paperiaineisto"),
    Measure.PAPER_DESTRUCTION: _("Papereiden tuhoaminen"),
    Measure.SECURE_SERVERS: _("Suojatut palvelimet"),
    Measure.FIREWALL: _("Palomuuri"),
    Measure.DEVICES: _("Suojatut laitteet"),
    Measure.BACKUP: _("Varmuuskopiot"),
    Measure.PROCESSORS_VETTED: _("Palveluntarjoajien selvittäminen"),
    Measure.ENCRYPTION: _("Salaus"),
    Measure.INCIDENTS: _("Tietoturvaloukkaukset"),
    Measure.RIGHT_PERSON: _("Oikean ihmisen tiedot"),
    Measure.JOURNAL_ELSEWHERE: _("Poistojen päiväkirja erillään"),
}
RIGHTS: dict[Right, Any] = {
    Right.ACCESS: _("Omien tietojen saaminen"),
    Right.RECTIFICATION: _("Tietojen oikaiseminen"),
    Right.ERASURE: _("Tietojen poistaminen"),
    Right.RESTRICTION: _("Käsittelyn rajoittaminen"),
    Right.OBJECTION: _("Vastustaminen"),
    Right.PORTABILITY: _("Tietojen siirtäminen"),
    Right.WITHDRAWAL: _("Suostumuksen peruuttaminen"),
    Right.COMPLAINT: _("Valitus viranomaiselle"),
}

#: The last days of the months, by which fiscal years end and windows purge.
_MONTH_ENDS = tuple(
    YearDay(month, 28 if month == 2 else 30 if month in {4, 6, 9, 11} else 31)
    for month in range(1, 13)
)


def _listed(table: Any) -> Choices:
    return [(str(k), words(capital(v))) for k, v in table.items() if k not in AS_PUBLISHED]


def roles() -> Choices:
    return _listed(RECIPIENT_ROLES)


def conditions() -> Choices:
    return _listed(ONLY_WHEN)


def mechanisms() -> Choices:
    return [("", _("ei ole")), *_listed(MECHANISMS)]


def media() -> Choices:
    return _listed(MEDIA)


def bases() -> Choices:
    return [("", _("ei valittu")), *_listed(BASES)]


def channels() -> Choices:
    return _listed(CHANNELS)


def anchors() -> Choices:
    """Whence a period runs, as it goes on after *enintään kaksi vuotta*."""
    return [(str(anchor), words(said)) for anchor, said in FROM.items()]


def purpose_choices(policy: Policy) -> Choices:
    return [(slug, words(capital(purpose_name(policy, slug)))) for slug in policy.purposes]


def category_choices(policy: Policy) -> Choices:
    return [(str(category), category_word(category)) for category in policy.data]


def category_word(category: Category) -> str:
    return words(capital(SHORT[category]))


def group_choices(policy: Policy) -> Choices:
    return [(slug, words(capital(group_name(policy, slug)))) for slug in policy.subjects]


def year_days(chosen: YearDay | None) -> Choices:
    """Ends of months, and the one that is chosen whatever it is."""
    days = sorted({*_MONTH_ENDS, *([chosen] if chosen else [])}, key=lambda d: (d.month, d.day))
    if chosen is None:
        return [("", _("useita tilikausia: muuta tekstistä"))]
    return [(str(day), _Day(day)) for day in days]


def windows(chosen: YearDay | None) -> Choices:
    """Daily, or on one day of the year."""
    days = sorted({*_MONTH_ENDS, *([chosen] if chosen else [])}, key=lambda d: (d.month, d.day))
    each = [(str(day), words(_yearly(day))) for day in days]
    return [("", _("joka päivä, heti kun aika on täynnä")), *each]


def _yearly(day: YearDay) -> Words:
    said = on_year_day(day)
    return Words(f"joka vuosi {said.fi}", f"varje år {said.sv}", f"every year {said.en}")


class _Day:
    """``31.12.``"""

    def __init__(self, day: YearDay) -> None:
        self._day = day

    def __str__(self) -> str:
        return f"{self._day.day}.{self._day.month}."


def countries(policy: Policy) -> Choices:
    """Finland and those in use first; then all by name."""
    known = Locale(get_language() or "fi").territories
    names = {str(code): str(name) for code, name in known.items()}
    used = {r.country for r in policy.recipients.values() if r.country} | {"FI"}
    codes = {c for c in names if len(c) == 2 and c.isalpha()} - _NOWHERE
    near, rest = (
        sorted(some, key=lambda code: str(names.get(code, code)).casefold())
        for some in (used, codes - used)
    )
    return [("", _("ei tiedossa")), *((c, names.get(c, c)) for c in (*near, *rest))]


#: Codes of regions that are no countries.
_NOWHERE = frozenset({"EU", "EZ", "UN", "QO", "XA", "XB", "ZZ"})


def is_away(country: str | None, today: date) -> bool:
    """Outside the European Economic Area on the day."""
    return country is not None and not in_eea(country, today)
