"""What the rows of a customer, their fields and their mistakes are called on the card.

Total: a test walks the register's tables, fields and codes of mistakes.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lupaus.policy.clauses.making import purpose_name, source_name
from lupaus.policy.model import Policy
from lupaus.policy.vocabulary import SourceKind
from lupaus.register.wrong import Wrong
from lupaus.web.frame.wording import words

#: One row of a table: *Lisää* …, and the head of its form.
ROWS: Mapping[str, Any] = {
    "personname": _("nimi"),
    "organisation": _("yrityksen tiedot"),
    "emailaddress": _("sähköposti"),
    "phonenumber": _("puhelin"),
    "postaladdress": _("osoite"),
    "webaddress": _("verkkosivu"),
    "affiliation": _("rooli"),
    "relationship": _("asiakkuuden vaihe"),
    "billingprofile": _("laskutustiedot"),
    "order": _("palvelu"),
    "note": _("merkintä"),
    "followup": _("muistutus"),
    "message": _("yhteydenotto"),
    "identitycode": _("henkilötunnus"),
    "credential": _("tunnus"),
    "file": _("tiedosto"),
    "invoice": _("lasku"),
    "invoiceline": _("laskun rivi"),
    "creditcheck": _("luottotiedon tarkistus"),
    "permission": _("lupa tai kielto"),
}
ICONS: Mapping[str, str] = {
    "personname": "user",
    "organisation": "building-2",
    "emailaddress": "mail",
    "phonenumber": "phone",
    "postaladdress": "map-pin",
    "webaddress": "globe",
    "affiliation": "briefcase",
    "relationship": "handshake",
    "billingprofile": "wallet",
    "order": "package",
    "note": "notebook-pen",
    "followup": "alarm-clock",
    "message": "message-square",
    "identitycode": "id-card",
    "credential": "key-round",
    "file": "file",
    "invoice": "receipt",
    "creditcheck": "badge-euro",
    "permission": "megaphone",
}
_KIND = _("Selite")
_KIND_HINT = _("Esimerkiksi työ tai koti.")
LABELS: Mapping[str, Mapping[str, Any]] = {
    "personname": {"given": _("Etunimet"), "family": _("Sukunimi")},
    "organisation": {
        "name": _("Nimi"),
        "business_id": _("Y-tunnus"),
        "association_id": _("Rekisterinumero"),
        "form": _("Yhtiömuoto"),
        "industry": _("Toimiala"),
    },
    "emailaddress": {"address": _("Sähköpostiosoite"), "kind": _KIND},
    "phonenumber": {"typed": _("Puhelinnumero"), "kind": _KIND},
    "postaladdress": {
        "street": _("Katuosoite"),
        "extra": _("Lisärivi"),
        "postcode": _("Postinumero"),
        "town": _("Postitoimipaikka"),
        "country": _("Maa"),
        "kind": _KIND,
    },
    "webaddress": {"url": _("Verkkosivun osoite")},
    "affiliation": {
        "organisation_id": _("Yritys"),
        "role": _("Rooli"),
        "title": _("Titteli"),
        "started_on": _("Alkoi"),
        "ended_on": _("Päättyi"),
    },
    "relationship": {"since": _("Alkoi"), "until": _("Päättyi"), "reason": _("Syy")},
    "billingprofile": {
        "einvoice_address": _("Verkkolaskuosoite"),
        "operator": _("Välittäjä"),
        "iban": _("Tilinumero"),
        "reference": _("Viite"),
        "email": _("Sähköposti laskuille"),
    },
    "order": {
        "name": _("Palvelu tai tilaus"),
        "reference": _("Viite"),
        "ordered_on": _("Tilattu"),
        "starts_on": _("Alkaa"),
        "ends_on": _("Päättyy"),
        "status": _("Tila"),
        "price_cents": _("Hinta euroina"),
    },
    "note": {"text": _("Merkintä"), "written_on": _("Päivä")},
    "followup": {
        "text": _("Mitä tehdään"),
        "due_on": _("Viimeistään"),
        "assigned_to": _("Kuka tekee"),
    },
    "message": {
        "at": _("Milloin"),
        "direction": _("Suunta"),
        "channel": _("Miten"),
        "subject": _("Aihe"),
        "body": _("Mitä sovittiin"),
    },
    "identitycode": {"code": _("Henkilötunnus"), "ground": _("Miksi tunnus tarvitaan")},
    "credential": {
        "label": _("Mihin palveluun"),
        "username": _("Käyttäjätunnus"),
        "secret": _("Salasana"),
    },
    "file": {"file": _("Tiedosto")},
}
HINTS: Mapping[str, Mapping[str, Any]] = {
    "emailaddress": {"kind": _KIND_HINT},
    "phonenumber": {"kind": _KIND_HINT},
    "postaladdress": {
        "kind": _KIND_HINT,
        "extra": _("Esimerkiksi osasto tai c/o."),
        "country": _("Kaksi kirjainta, Suomi on FI."),
    },
    "organisation": {"association_id": _("Yhdistyksen numero yhdistysrekisterissä.")},
    "order": {"price_cents": _("Esimerkiksi 1234,50.")},
    "followup": {"assigned_to": _("Työntekijän tunnus. Tyhjänä muistutus on kaikkien.")},
    "message": {"at": _("Päivä ja kellonaika, esimerkiksi 3.2.2026 14.30.")},
    "identitycode": {"ground": _("Esimerkiksi luottopäätös tai vuokrasopimus.")},
}
DAY_HINT = _("Esimerkiksi 3.2.2026.")
CHOICES: Mapping[str, Mapping[str, Any]] = {
    "direction": {"in": _("asiakas otti yhteyttä"), "out": _("me otimme yhteyttä")},
    "status": {
        "open": _("tilattu"),
        "delivered": _("toimitettu"),
        "running": _("voimassa"),
        "ended": _("päättynyt"),
        "cancelled": _("peruttu"),
    },
}
INVOICES: Mapping[str, tuple[Any, str]] = {
    "open": (_("avoin"), "untested"),
    "collection": (_("perinnässä"), "broken"),
    "disputed": (_("riitainen"), "broken"),
    "paid": (_("maksettu"), "kept"),
    "credited": (_("hyvitetty"), ""),
}


def invoice_mark(status: str, due_on: date | None, today: date) -> tuple[Any, str]:
    """What an invoice is, and the tone."""
    if status == "open" and due_on is not None and due_on < today:
        return _("myöhässä"), "broken"
    return INVOICES.get(status, (status, ""))


#: By the code of the mistake: what is wrong, and the cure.
MISTAKES: Mapping[str, Any] = {
    "empty": _("Kirjoita tähän jotain."),
    "too-long": _("Teksti on liian pitkä. Lyhennä sitä."),
    "no-text": _("Tekstissä on merkkejä, jotka eivät ole tekstiä. Kirjoita se uudelleen."),
    "identity-code": _("Tekstissä on henkilötunnus. Ota se pois tästä."),
    "nothing-given": _("Täytä ainakin yksi kenttä."),
    "country": _("Kirjoita maan kaksi kirjainta, esimerkiksi FI."),
    "postcode": _("Suomalaisessa postinumerossa on viisi numeroa."),
    "email": _("Tämä ei ole sähköpostiosoite. Kirjoita muodossa nimi@esimerkki.fi."),
    "phone": _("Tämä ei ole puhelinnumero. Kirjoita esimerkiksi 040 123 4567."),
    "business-id": _("Tämä ei ole Y-tunnus. Kirjoita muodossa 1234567-1."),
    "business-id-digit": _("Y-tunnuksen tarkistusnumero ei täsmää. Tarkista numerot."),
    "association-id": _("Tämä ei ole rekisterinumero. Kirjoita pelkät numerot."),
    "web": _("Kirjoita osoite, joka alkaa https://, tai pelkkä verkkotunnus."),
    "iban": _("Tilinumero ei täsmää. Tarkista numerot."),
    "choice": _("Valitse jokin vaihtoehdoista."),
    "organisation": _("Valitse rekisterissä oleva yritys."),
    "ends-before-it-begins": _("Loppu on ennen alkua. Tarkista päivät."),
    "future": _("Päivä on vasta tulossa. Kirjaa tieto, kun se on tapahtunut."),
    "day": _("Tämä ei ole päivä. Kirjoita esimerkiksi 3.2.2026."),
    "moment": _("Kirjoita päivä ja kellonaika, esimerkiksi 3.2.2026 14.30."),
    "money": _("Tämä ei ole rahasumma. Kirjoita esimerkiksi 1234,50."),
    "number": _("Asiakasnumero on kokonaisluku, joka on suurempi kuin nolla."),
    "number-taken": _("Asiakasnumero on jo käytössä. Anna toinen."),
    "source": _("Valitse, mistä tieto on saatu."),
    "last-one": _("Tämä on asiakkaan ainoa nimi. Muuta sitä, älä poista."),
    "relation": _("Aloita tai päätä asiakkuus sen omasta toiminnosta."),
    "staff": _("Tällä tunnuksella ei työskentele ketään."),
    "unfit": _("Tätä ei voi tallentaa tällaisena. Tarkista kenttä."),
}


#: What is said of a reminder for a day that has been.
PASSED = _("Päivä on jo mennyt. Valitse tämä päivä tai myöhempi.")
#: What is said where there is a place for an identity code.
CODE_HAS_PLACE = _(
    "Tekstissä on henkilötunnus. Ota se pois tästä; tunnuksen paikka on salattu."
)
_NAMELESS = _("Kirjoita etunimi tai sukunimi.")


def mistake(wrong: Wrong, *, takes_code: bool = False) -> Any:
    """What is wrong with a field, and what to do. ``takes_code``: an identity code of this
    party may be kept, sealed."""
    if wrong.field == "at" and wrong.code != "future":
        return MISTAKES["moment"]
    if takes_code and wrong.code == "identity-code":
        return CODE_HAS_PLACE
    if wrong.field:
        return MISTAKES[wrong.code]
    nameless = wrong.table == "personname" and wrong.code in {"empty", "nothing-given"}
    whole = _NAMELESS if nameless else MISTAKES[wrong.code]
    return f"{capfirst(str(ROWS[wrong.table]))}: {whole}" if wrong.table in ROWS else whole


#: Whence a value came, said of a third person; the notice says it to the person.
_SOURCES: Mapping[SourceKind, Any] = {
    SourceKind.SUBJECT: _("asiakas itse"),
    SourceKind.EMPLOYER: _("edustettu organisaatio"),
    SourceKind.STAFF: _("oma henkilöstö"),
    SourceKind.WEB_FORM: _("verkkolomake"),
    SourceKind.IMPORT: _("aiempi rekisteri"),
    SourceKind.BUSINESS_REGISTER: pgettext_lazy("source", "YTJ"),
}


def source_label(policy: Policy, slug: str) -> str:
    """Whence a value came: the name in the policy, else what its kind is called."""
    source = policy.sources.get(slug)
    if source is not None and not source.name and source.kind in _SOURCES:
        return str(_SOURCES[source.kind])
    return words(source_name(policy, slug))


def purpose_label(policy: Policy, purpose: str) -> str:
    """What a purpose is called in the notice."""
    return words(purpose_name(policy, purpose))
