"""What columns of a list can be, in words; and why one may not be taken in.

Total: a test walks the enums, so that a field that is added gets a name.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from lupaus.guard import Adopted
from lupaus.intake.draft import beyond
from lupaus.intake.field import CATEGORY_OF, NEVER_FROM_A_FILE, Field
from lupaus.intake.gate import sources_by_category
from lupaus.intake.rules import Rule
from lupaus.policy.vocabulary import Category
from lupaus.web.frame.visit import Visit

FIELDS: Mapping[Field, Any] = {
    Field.IGNORED: lazy("Ei tuoda"),
    Field.NAME: lazy("Nimi (henkilön tai yrityksen)"),
    Field.GIVEN: lazy("Etunimi"),
    Field.FAMILY: lazy("Sukunimi"),
    Field.CONTACT: lazy("Yhteyshenkilön nimi"),
    Field.TITLE: lazy("Tehtävänimike"),
    Field.ROLE: lazy("Rooli yrityksessä"),
    Field.ORGANISATION: lazy("Yrityksen nimi"),
    Field.BUSINESS_ID: lazy("Y-tunnus"),
    Field.ASSOCIATION_ID: lazy("Yhdistyksen rekisterinumero"),
    Field.FORM: lazy("Yhtiömuoto"),
    Field.INDUSTRY: lazy("Toimiala"),
    Field.EMAIL: lazy("Sähköposti"),
    Field.PHONE: lazy("Puhelin"),
    Field.WEB: lazy("Verkkosivu"),
    Field.STREET: lazy("Katuosoite"),
    Field.EXTRA: lazy("Osoitteen lisärivi"),
    Field.POSTCODE: lazy("Postinumero"),
    Field.TOWN: lazy("Postitoimipaikka"),
    Field.COUNTRY: lazy("Maa"),
    Field.NUMBER: lazy("Asiakasnumero"),
    Field.STARTED: lazy("Asiakkuus alkanut"),
    Field.ENDED: lazy("Asiakkuus päättynyt"),
    Field.LAST_CONTACT: lazy("Viimeisin yhteydenotto"),
    Field.NOTE: lazy("Muistiinpano"),
    Field.ORDER_NAME: lazy("Palvelu tai tilaus"),
    Field.ORDER_REFERENCE: lazy("Tilauksen viite"),
    Field.ORDERED_ON: lazy("Tilauspäivä"),
    Field.EINVOICE_ADDRESS: lazy("Verkkolaskuosoite"),
    Field.OPERATOR: lazy("Verkkolaskun välittäjätunnus"),
    Field.IBAN: lazy("Tilinumero (IBAN)"),
    Field.BILLING_REFERENCE: lazy("Laskulle tuleva viite"),
    Field.BILLING_EMAIL: lazy("Laskutuksen sähköposti"),
    Field.INVOICE_NUMBER: lazy("Laskun numero"),
    Field.INVOICE_ISSUED: lazy("Laskun päivä"),
    Field.INVOICE_DUE: lazy("Laskun eräpäivä"),
    Field.INVOICE_PAID: lazy("Laskun maksupäivä"),
    Field.INVOICE_TOTAL: lazy("Laskun summa"),
    Field.INVOICE_REFERENCE: lazy("Laskun viitenumero"),
    Field.INVOICE_STATUS: lazy("Laskun tila"),
    Field.OBJECTED: lazy("Markkinointikielto"),
    Field.OBJECTED_EMAIL: lazy("Markkinointikielto: sähköposti"),
    Field.OBJECTED_SMS: lazy("Markkinointikielto: tekstiviesti"),
    Field.OBJECTED_PHONE: lazy("Markkinointikielto: puhelin"),
    Field.OBJECTED_POST: lazy("Markkinointikielto: posti"),
    Field.PERMITTED: lazy("Markkinointilupa"),
    Field.PERMITTED_EMAIL: lazy("Markkinointilupa: sähköposti"),
    Field.PERMITTED_SMS: lazy("Markkinointilupa: tekstiviesti"),
    Field.PERMITTED_PHONE: lazy("Markkinointilupa: puhelin"),
    Field.PERMITTED_POST: lazy("Markkinointilupa: posti"),
    Field.PERMISSION_EVIDENCE: lazy("Luvan näyttö: miten ja missä annettu"),
    Field.PERMISSION_DAY: lazy("Luvan päivä"),
    Field.BIRTHDAY: lazy("Syntymäaika"),
    Field.SENSITIVE: lazy("Arkaluonteinen tieto"),
    Field.IDENTITY_CODE: lazy("Henkilötunnus"),
}
_GROUPS: tuple[tuple[Any, tuple[Category, ...]], ...] = (
    (lazy("Henkilö"), (Category.NAME, Category.ROLE)),
    (lazy("Yritys"), (Category.ORGANISATION,)),
    (
        lazy("Yhteystiedot"),
        (Category.EMAIL, Category.PHONE, Category.WEB_ADDRESS, Category.POSTAL_ADDRESS),
    ),
    (lazy("Asiakkuus"), (Category.RELATION, Category.ORDERS, Category.NOTES)),
    (lazy("Laskutus"), (Category.BILLING,)),
    (lazy("Laskut"), (Category.VOUCHERS,)),
    (lazy("Luvat ja kiellot"), (Category.PERMISSIONS,)),
)
RULES: Mapping[Rule, Any] = {
    Rule.FILL: lazy("Täydennä tyhjät"),
    Rule.LEAVE: lazy("Jätä ennalleen"),
    Rule.OVERWRITE: lazy("Korvaa"),
}
_NEVER: Mapping[Field, Any] = {
    Field.BIRTHDAY: lazy("Rekisterissä ei ole paikkaa syntymäajalle, joten sitä ei tuoda."),
    Field.SENSITIVE: lazy(
        "Rekisterissä ei ole paikkaa arkaluonteisille tiedoille, joten niitä ei tuoda."
    ),
    Field.IDENTITY_CODE: lazy(
        "Henkilötunnusta ei tuoda luettelosta. Lisää se asiakkaan kortilla yksitellen, kun"
        " siihen on tietosuojalain 29 §:n mukainen peruste."
    ),
}
_NEVER_CLAUSE = {
    Field.SENSITIVE: "never.special-categories",
    Field.IDENTITY_CODE: "data.identity-code",
}


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a column may not be taken in. ``clause`` is one of the policy in force, or empty."""

    text: str
    clause: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """What a column can be. ``is_shut``: not under this policy, source and role."""

    field: Field
    label: Any
    is_shut: bool


class Door:
    """What of a list may enter: by the policy, from a source, through somebody's role."""

    def __init__(self, visit: Visit, source: str) -> None:
        policy = visit.adopted.policy
        self._adopted = visit.adopted
        self._role = visit.actor.role
        self._needed = {c for p in policy.purposes for c in policy.categories_of(p)}
        self._beyond = beyond(policy, visit.purposes)
        self._source = source
        self._given = (
            sources_by_category(policy, source).keys() if source in policy.sources else None
        )

    def refusal(self, field: Field) -> Refusal | None:
        """Why nothing of such a column enters, whoever it is about; None where it may."""
        if field in NEVER_FROM_A_FILE:
            return self._no(str(_NEVER[field]), _NEVER_CLAUSE.get(field, "data.closed"))
        category = CATEGORY_OF.get(field)
        if category is None:
            return None
        if category not in self._needed:
            text = _("Mikään selosteen tarkoitus ei tarvitse tätä tietoa.")
            return self._no(text, f"data.{category}", "data.closed")
        if category in self._beyond:
            return self._no(_("Roolisi ei käsittele tätä tietoa."), f"role.{self._role}")
        if self._given is not None and category not in self._given:
            text = _("Seloste ei kerro, että tätä tietoa saadaan tästä lähteestä.")
            return self._no(text, f"source.{self._source}")
        return None

    def _no(self, text: str, *clauses: str) -> Refusal:
        return Refusal(text, known_clause(self._adopted, *clauses))

    def choices(self) -> Iterator[tuple[Any, list[Choice]]]:
        """The fields by groups."""
        for label, categories in _GROUPS:
            fields = [f for f in FIELDS if CATEGORY_OF.get(f) in categories]
            yield label, [Choice(f, FIELDS[f], self.refusal(f) is not None) for f in fields]

    def opened(self) -> Iterator[Field]:
        """The fields that may enter."""
        for _label, choices in self.choices():
            yield from (choice.field for choice in choices if not choice.is_shut)


def known_clause(adopted: Adopted, *clauses: str) -> str:
    """The first of the clauses that the policy in force has, so that a page shows it."""
    there = {clause.id for clause in adopted.clauses}
    return next((clause for clause in clauses if clause in there), "")
