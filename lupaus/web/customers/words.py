"""What the vocabulary of people and companies is called on the pages of customers.

Total: a test walks the enums, so that a member that is added gets a name.
"""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lupaus.policy.vocabulary import Channel, PurposeClass, State
from lupaus.register.wanted import Column, Kind, Marketable, Money, Side, Sort

STATES: Mapping[str, Any] = {
    State.PROSPECT: _("mahdollinen"),
    State.CUSTOMER: pgettext_lazy("state", "asiakas"),
    State.FORMER: _("entinen"),
}
SIDES: Mapping[str, Any] = {Side.ORGANISATION: _("yritykset"), Side.PERSON: _("henkilöt")}
KINDS: Mapping[str, Any] = {
    Kind.ORGANISATION: _("yritys tai yhteisö"),
    Kind.CONSUMER: _("yksityisasiakas"),
    Kind.REPRESENTATIVE: _("yrityksen edustaja"),
    Kind.SOLE_TRADER: _("elinkeinonharjoittaja"),
    Kind.TECHNICAL: _("palvelujen ylläpitäjä"),
}
#: A person's duties in an organisation, as ``records`` knows them.
ROLES: Mapping[str, Any] = {
    "decision-maker": _("päättäjä"),
    "administration": _("hallinto"),
    "billing": _("laskutus"),
    "technical": pgettext_lazy("role", "tekninen"),
    "user": _("käyttäjä"),
}
MONEY: Mapping[str, Any] = {
    Money.OPEN: _("maksamatta"),
    Money.COLLECTION: _("perinnässä"),
}
MARKETABLE: Mapping[str, Any] = {
    Marketable.MAY: _("saa lähettää"),
    Marketable.OBJECTED: _("kielletty"),
    Marketable.NO_CONSENT: _("lupa puuttuu"),
}
CHANNELS: Mapping[str, Any] = {
    Channel.EMAIL: _("sähköposti"),
    Channel.SMS: _("tekstiviesti"),
    Channel.PHONE: _("puhelin"),
    Channel.POST: _("posti"),
    Channel.MESSAGING: _("pikaviesti"),
    Channel.AUTOMATED_CALL: _("automaattisoitto"),
    "in-person": _("tapaaminen"),
    "form": _("verkkolomake"),
    "": _("kaikki kanavat"),
}
CLASSES: Mapping[str, Any] = {
    PurposeClass.MARKETING: _("markkinointi"),
    PurposeClass.SURVEY: _("kyselyt"),
    PurposeClass.PUBLICATION: _("julkaiseminen"),
    PurposeClass.DEVELOPMENT: _("kehittäminen"),
    PurposeClass.STATISTICS: _("tilastot"),
}
#: The heads of the columns.
COLUMNS: Mapping[Column, Any] = {
    Column.NAME: _("Nimi"),
    Column.NUMBER: _("Nro"),
    Column.STATE: _("Asiakkuus"),
    Column.TOWN: _("Paikkakunta"),
    Column.PHONE: _("Puhelin"),
    Column.EMAIL: _("Sähköposti"),
    Column.ROLES: _("Rooli"),
    Column.SERVICES: _("Palvelut"),
    Column.CONTACT: _("Viimeisin yhteys"),
    Column.OPEN: _("Maksamatta"),
    Column.PERMISSIONS: _("Luvat ja kiellot"),
}
SORTS: Mapping[Sort, Any] = {
    Sort.NAME: _("Nimi"),
    Sort.NUMBER: _("Asiakasnumero"),
    Sort.TOWN: _("Paikkakunta"),
    Sort.CONTACT: _("Viimeisin yhteys"),
    Sort.STARTED: _("Asiakkuuden alku"),
    Sort.OPEN: _("Maksamatta"),
    Sort.CREATED: _("Lisäyspäivä"),
}
#: The filters, by the fields of what is wanted.
FILTERS: Mapping[str, Any] = {
    "q": _("Haku"),
    "side": _("Näytä"),
    "kind": _("Laji"),
    "state": _("Asiakkuus"),
    "town": _("Paikkakunta"),
    "role": _("Rooli"),
    "service": _("Palvelu"),
    "money": _("Laskut"),
    "marketing": _("Markkinointi sähköpostilla"),
    "source": _("Nimen lähde"),
    "contact_before": _("Viimeisin yhteys ennen"),
    "contact_after": _("Viimeisin yhteys jälkeen"),
    "ended_before": _("Asiakkuus päättynyt ennen"),
    "gone_before": _("Tiedot poistuvat ennen"),
    "sort": _("Järjestys"),
    "columns": _("Sarake"),
}
#: What each filter may say, where that is a closed set.
VALUES: Mapping[str, Mapping[str, Any]] = {
    "side": SIDES,
    "kind": KINDS,
    "state": STATES,
    "role": ROLES,
    "money": MONEY,
    "marketing": MARKETABLE,
}
