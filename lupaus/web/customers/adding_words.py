"""What is said while somebody is entered: the kinds, and why something is not asked."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lupaus.guard import Adopted, Rejected, Subject
from lupaus.guard.collecting import verdicts_for
from lupaus.policy.vocabulary import State, SubjectKind
from lupaus.register.matching import Match
from lupaus.web.frame.wording import category_label

#: What somebody is: the name, in other words, the icon.
KINDS: Mapping[SubjectKind, tuple[Any, Any, str]] = {
    SubjectKind.REPRESENTATIVE: (
        _("Yhteyshenkilö"),
        _("Asioi yrityksen tai yhteisön puolesta."),
        "briefcase",
    ),
    SubjectKind.CONSUMER: (_("Yksityisasiakas"), _("Ostaa itselleen."), "user"),
    SubjectKind.SOLE_TRADER: (
        _("Toiminimi"),
        _("Yksityinen elinkeinonharjoittaja."),
        "store",
    ),
    SubjectKind.TECHNICAL: (
        _("Tekninen yhteyshenkilö"),
        _("Ylläpitää palvelua toisen puolesta."),
        "server",
    ),
}
STATES: Mapping[State, tuple[Any, Any]] = {
    State.PROSPECT: (_("Mahdollinen asiakas"), _("Ei ole vielä tilannut mitään.")),
    State.CUSTOMER: (pgettext_lazy("state", "Asiakas"), _("Asiakassuhde on alkanut.")),
}
#: In what two agree, beside the name of the other.
MATCHES: Mapping[Match, Any] = {
    Match.BUSINESS_ID: _("sama Y-tunnus"),
    Match.EMAIL: _("sama sähköposti"),
    Match.PHONE: _("sama puhelinnumero"),
    Match.NAME: _("samankaltainen nimi"),
}


@dataclass(frozen=True, slots=True)
class NotAsked:
    """One kind of data that the form does not ask. ``clause`` only where one says it."""

    label: str
    why: Any
    clause: str


def not_asked(adopted: Adopted, subject: Subject, against: Rejected) -> NotAsked:
    """Why the form does not ask it: nobody needs it, not (yet) of such, or not for you."""
    label = category_label(against.category)
    if against.category not in adopted.policy.data:
        return NotAsked(label, _("selosteen mukaan tätä ei kerätä keneltäkään"), "")
    if verdicts_for(adopted, subject, None)[against.field] is None:
        return NotAsked(label, _("tarkoituksesi eivät tarvitse tätä"), against.clause)
    customer = Subject(subject.kinds, State.CUSTOMER)
    if verdicts_for(adopted, customer, None)[against.field] is None:
        return NotAsked(label, _("kysytään vasta, kun asiakkuus on alkanut"), against.clause)
    why = (
        _("selosteen mukaan tätä ei kerätä organisaatioilta")
        if subject.is_organisation
        else _("selosteen mukaan tätä ei kerätä tällaisilta henkilöiltä")
    )
    return NotAsked(label, why, against.clause)
