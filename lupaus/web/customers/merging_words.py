"""What the parts of two cards are called side by side, and a row of each in one line."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from datetime import date
from typing import Any, Final

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lupaus.register import rows
from lupaus.register.rows import Kept
from lupaus.register.unmerge import Why
from lupaus.web.customers.card_allowed import decided_text
from lupaus.web.customers.card_words import INVOICES, LABELS, ROWS, purpose_label
from lupaus.web.customers.words import CHANNELS, ROLES, STATES
from lupaus.web.frame.phone import written
from lupaus.web.frame.visit import Visit
from lupaus.web.templatetags.lupaus import day, money

#: The sections of two pages, by the names of :class:`lupaus.register.rows.Page`.
SECTIONS: Final[Mapping[str, Any]] = {
    "names": _("Nimi"),
    "firms": _("Yrityksen tiedot"),
    "affiliations": _("Roolit"),
    "people": _("Yhteyshenkilöt"),
    "relationships": _("Asiakkuuden vaiheet"),
    "emails": _("Sähköpostit"),
    "phones": _("Puhelimet"),
    "addresses": _("Osoitteet"),
    "webs": _("Verkkosivut"),
    "billing": _("Laskutustiedot"),
    "identity_codes": _("Henkilötunnus"),
    "credentials": _("Tunnukset"),
    "credit_checks": _("Luottotiedon tarkistukset"),
    "files": _("Tiedostot"),
    "orders": _("Palvelut"),
    "invoices": _("Laskut"),
    "messages": _("Yhteydenotot"),
    "notes": _("Merkinnät"),
    "permissions": _("Luvat ja kiellot"),
}
#: The fields of which one is kept, by the names of ``chosen``.
FIELDS: Final[Mapping[str, Any]] = {
    "personname": _("Nimi"),
    **{f"organisation.{column}": label for column, label in LABELS["organisation"].items()},
}
#: Tables of rows that an undo left where they were; what no card names is told in general.
TABLES: Final[Mapping[str, Any]] = {**ROWS, "oldnumber": _("vanha asiakasnumero")}
OTHER_ROW: Final = _("muu tieto")
WHY: Final[Mapping[Why, Any]] = {
    Why.CHANGED: _("muutettu yhdistämisen jälkeen"),
    Why.ADDED: _("lisätty yhdistämisen jälkeen"),
    Why.REMOVED: _("poistettu yhdistämisen jälkeen"),
    Why.ELSEWHERE: pgettext_lazy("row", "siirretty toiselle asiakkaalle"),
}
_LONGEST = 90
_CARRIED = frozenset(one.name for one in fields(Kept))


class Lines:
    """Rows as one line each, for somebody who compares."""

    def __init__(self, visit: Visit) -> None:
        self._policy = visit.adopted.policy

    def of(self, row: Kept) -> str:
        """What the row says, cut where it is long."""
        say = self._decided if isinstance(row, rows.PermissionRow) else _SAID.get(type(row))
        said = say(row) if say else _texts(row)
        text = " · ".join(part for part in said if part)
        return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"

    def _decided(self, row: Any) -> Sequence[str]:
        purpose = purpose_label(self._policy, row.purpose)
        channel = str(CHANNELS.get(row.channel, row.channel))
        return day(row.at), purpose, channel, decided_text(row.decision)


def _texts(row: Kept) -> Sequence[str]:
    """Whatever is written in the row."""
    said = (getattr(row, one.name) for one in fields(row) if one.name not in _CARRIED)
    return [text for text in said if isinstance(text, str)]


#: Rows that hold more than texts, or texts that are codes.
_SAID: Final[Mapping[type[Kept], Callable[[Any], Sequence[str]]]] = {
    rows.AffiliationRow: lambda row: (
        row.name or str(row.number or ""),
        str(ROLES[row.role]),
        row.title,
    ),
    rows.RelationshipRow: lambda row: (
        str(STATES[row.state]),
        _period(row.since, row.until),
        row.reason,
    ),
    rows.PhoneRow: lambda row: (written(row.typed), row.kind),
    rows.AddressRow: lambda row: (
        row.street,
        row.extra,
        f"{row.postcode} {row.town}".strip(),
        row.kind,
    ),
    rows.OrderRow: lambda row: (row.name, row.reference, _period(row.starts_on, row.ends_on)),
    rows.InvoiceRow: lambda row: (
        row.number,
        day(row.issued_on),
        money(row.total_cents),
        str(INVOICES[row.status][0] if row.status in INVOICES else row.status),
    ),
    rows.MessageRow: lambda row: (day(row.at), row.subject or row.body),
    rows.NoteRow: lambda row: (day(row.written_on), row.text),
    rows.FileRow: lambda row: (row.name,),
    rows.CreditCheckRow: lambda row: (row.register, row.outcome, day(row.checked_on)),
}


def _period(since: date | None, until: date | None) -> str:
    """1.2.2024–5.3.2026; open at either end."""
    return f"{day(since)}–{day(until)}" if since or until else ""
