"""Whence a list may be: the sources of the policy, as the staff speak of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from lupaus.guard import Adopted
from lupaus.intake.field import CATEGORY_OF, IDENTIFYING
from lupaus.intake.gate import sources_by_category, tells_others
from lupaus.policy.model import Policy
from lupaus.policy.vocabulary import SourceKind
from lupaus.web.templatetags.lupaus import in_language

SOURCES: Mapping[SourceKind, Any] = {
    SourceKind.SUBJECT: lazy("Henkilöt itse"),
    SourceKind.EMPLOYER: lazy("Organisaatio, jota henkilö edustaa"),
    SourceKind.STAFF: lazy("Oma työmme"),
    SourceKind.BUSINESS_REGISTER: lazy("Yritys- ja yhteisötietojärjestelmä (YTJ)"),
    SourceKind.ASSOCIATION_REGISTER: lazy("Yhdistysrekisteri"),
    SourceKind.CREDIT_REGISTER: lazy("Luottotietorekisteri"),
    SourceKind.CONTACT_DIRECTORY: lazy("Yhteystietopalvelu"),
    SourceKind.UPDATE_SERVICE: lazy("Osoitetietojen päivityspalvelu"),
    SourceKind.STATISTICS_REGISTER: lazy("Tilastokeskuksen yritysrekisteri"),
    SourceKind.WEB: lazy("Julkiset verkkosivut"),
    SourceKind.RESELLER: lazy("Jälleenmyyjä"),
    SourceKind.SUBCONTRACTOR: lazy("Alihankkija"),
    SourceKind.OTHER_COMPANY: lazy("Toinen yritys"),
    SourceKind.WEB_FORM: lazy("Henkilöt itse verkkolomakkeella"),
    SourceKind.IMPORT: lazy("Aiempi asiakasrekisterimme"),
    SourceKind.TRACKING: lazy("Seuranta muilla sivustoilla"),
}
_NAMING = {CATEGORY_OF[field] for field in IDENTIFYING}


@dataclass(frozen=True, slots=True)
class Whence:
    """A source to choose: its name, why the notice says that we get data from it, and whether
    the people on the list must be told (Art. 14)."""

    slug: str
    label: str
    why: str
    must_tell: bool


def source_label(policy: Policy, slug: str) -> str:
    """What the staff call a source."""
    source = policy.sources.get(slug)
    if source is None:
        return slug
    return source.name or str(SOURCES[source.kind])


def sources_of(adopted: Adopted) -> tuple[Whence, ...]:
    """The sources that give somebody's name or address: the usual one of lists first, then in
    the order of the policy."""
    policy = adopted.policy
    found = [
        Whence(
            slug,
            source_label(policy, slug),
            in_language(source.why) if source.why else "",
            tells_others(policy, slug),
        )
        for slug, source in policy.sources.items()
        if any(sources_by_category(policy, slug).get(c) == slug for c in _NAMING)
    ]
    usual = usual_source(policy)
    return tuple(sorted(found, key=lambda whence: whence.slug != usual))


def usual_source(policy: Policy) -> str:
    """The one that lists come from, where the policy has but one such."""
    found = [s for s, source in policy.sources.items() if source.kind is SourceKind.IMPORT]
    return found[0] if len(found) == 1 else ""


def nothing_to_choose() -> str:
    return _(
        "Selosteessa ei ole lähdettä, josta nimiä saadaan, joten luetteloa ei voi tuoda."
        " Pääkäyttäjä lisää lähteen selosteeseen."
    )
