"""What can be done to many at once: its name, its form, and the sentences about it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from lupaus.policy.vocabulary import Category
from lupaus.register.bulk import Why
from lupaus.web.customers import bulk_forms as forms
from lupaus.web.frame.visit import Visit, known


@dataclass(frozen=True, slots=True)
class Verb:
    """``will`` and ``done`` are sentences about a number. ``category`` is what the purpose of
    the act must need; none where any will do. ``grave``: it cannot be taken back, or much
    follows, so that the number is typed. ``short`` is its name in the bar itself. ``beyond``:
    a sentence about those whom the visitor does not see and it is done to all the same."""

    label: Any
    icon: str
    form: type[forms.Asking]
    will: Any
    done: Any
    category: Category | None = None
    grave: bool = False
    warning: Any = ""
    short: Any = ""
    beyond: Any = ""

    def purposes(self, visit: Visit) -> tuple[str, ...]:
        """Those of the moment that may do it."""
        policy = visit.adopted.policy
        return tuple(
            slug
            for slug in known(visit.purposes, visit.adopted.policy)
            if self.category is None or self.category in policy.categories_of(slug)
        )


VERBS: Final[Mapping[str, Verb]] = {
    "muistiinpano": Verb(
        _("Kirjoita muistiinpano"),
        "notebook-pen",
        forms.NoteForm,
        ngettext_lazy(
            "Muistiinpano kirjoitetaan %(n)d asiakkaalle. Se ei ole yhteydenotto, eikä se"
            " siirrä viimeisintä yhteyttä.",
            "Muistiinpano kirjoitetaan %(n)d asiakkaalle. Se ei ole yhteydenotto, eikä se"
            " siirrä viimeisintä yhteyttä.",
            "n",
        ),
        ngettext_lazy(
            "Muistiinpano kirjoitettiin %(n)d asiakkaalle.",
            "Muistiinpano kirjoitettiin %(n)d asiakkaalle.",
            "n",
        ),
        Category.NOTES,
        short=_("Muistiinpano"),
    ),
    "yhteydenotto": Verb(
        _("Kirjaa yhteydenotto"),
        "messages-square",
        forms.ContactForm,
        ngettext_lazy(
            "Yhteydenotto kirjataan %(n)d asiakkaalle.",
            "Yhteydenotto kirjataan %(n)d asiakkaalle.",
            "n",
        ),
        ngettext_lazy(
            "Yhteydenotto kirjattiin %(n)d asiakkaalle.",
            "Yhteydenotto kirjattiin %(n)d asiakkaalle.",
            "n",
        ),
        Category.MESSAGES,
        warning=_("Säilytysajat, jotka lasketaan viimeisestä yhteydestä, alkavat alusta."),
        short=_("Yhteydenotto"),
    ),
    "muistutus": Verb(
        _("Jätä muistutus"),
        "bell-plus",
        forms.FollowUpForm,
        ngettext_lazy(
            "Muistutus jätetään %(n)d asiakkaasta.",
            "Muistutus jätetään %(n)d asiakkaasta.",
            "n",
        ),
        ngettext_lazy(
            "Muistutus jätettiin %(n)d asiakkaasta.",
            "Muistutus jätettiin %(n)d asiakkaasta.",
            "n",
        ),
        Category.NOTES,
        short=_("Muistutus"),
    ),
    "asiakkuus-alkaa": Verb(
        _("Aloita asiakkuus"),
        "handshake",
        forms.BeginForm,
        ngettext_lazy(
            "Asiakkuus alkaa %(n)d asiakkaalla.", "Asiakkuus alkaa %(n)d asiakkaalla.", "n"
        ),
        ngettext_lazy(
            "Asiakkuus alkoi %(n)d asiakkaalla.", "Asiakkuus alkoi %(n)d asiakkaalla.", "n"
        ),
        Category.RELATION,
    ),
    "asiakkuus-paattyy": Verb(
        _("Päätä asiakkuus"),
        "door-open",
        forms.EndForm,
        ngettext_lazy(
            "Asiakkuus päättyy %(n)d asiakkaalta.", "Asiakkuus päättyy %(n)d asiakkaalta.", "n"
        ),
        ngettext_lazy(
            "Asiakkuus päättyi %(n)d asiakkaalta.", "Asiakkuus päättyi %(n)d asiakkaalta.", "n"
        ),
        Category.RELATION,
        grave=True,
        warning=_("Säilytysajat alkavat, ja niiden jälkeen tiedot hävitetään."),
    ),
    "rooli-alkaa": Verb(
        _("Lisää rooli yrityksessä"),
        "briefcase-business",
        forms.RoleForm,
        ngettext_lazy("%(n)d henkilö saa roolin.", "%(n)d henkilöä saa roolin.", "n"),
        ngettext_lazy("%(n)d henkilö sai roolin.", "%(n)d henkilöä sai roolin.", "n"),
        Category.ROLE,
    ),
    "rooli-paattyy": Verb(
        _("Päätä rooli yrityksessä"),
        "briefcase",
        forms.EndRoleForm,
        ngettext_lazy(
            "Rooli päättyy %(n)d henkilöltä.", "Rooli päättyy %(n)d henkilöltä.", "n"
        ),
        ngettext_lazy(
            "Rooli päättyi %(n)d henkilöltä.", "Rooli päättyi %(n)d henkilöltä.", "n"
        ),
        Category.ROLE,
    ),
    "kielto": Verb(
        _("Kirjaa kielto"),
        "ban",
        forms.ForbidForm,
        ngettext_lazy(
            "Kielto kirjataan %(n)d asiakkaalle.", "Kielto kirjataan %(n)d asiakkaalle.", "n"
        ),
        ngettext_lazy(
            "Kielto kirjattiin %(n)d asiakkaalle.", "Kielto kirjattiin %(n)d asiakkaalle.", "n"
        ),
        grave=True,
        warning=_("Kieltoja ei voi perua usealta kerralla. Peru kukin asiakkaan kortilta."),
        beyond=_("Kielto koskee myös valittuja, joita et näe, jos he ovat yhä rekisterissä."),
    ),
    "rajoitus": Verb(
        _("Rajoita käsittelyä"),
        "eye-off",
        forms.RestrictForm,
        ngettext_lazy(
            "Käsittelyä rajoitetaan %(n)d asiakkaalta.",
            "Käsittelyä rajoitetaan %(n)d asiakkaalta.",
            "n",
        ),
        ngettext_lazy(
            "Käsittelyä rajoitettiin %(n)d asiakkaalta.",
            "Käsittelyä rajoitettiin %(n)d asiakkaalta.",
            "n",
        ),
        grave=True,
        warning=_(
            "Rajoitetun asiakkaan tiedot säilyvät, mutta ne näkee vain se, joka hoitaa"
            " vaatimuksia tai oikeuksia."
        ),
    ),
}

#: In the bar itself; the rest are in its menu.
FIRST: Final = ("muistiinpano", "yhteydenotto", "muistutus")

#: Why somebody is left out.
REASONS: Final[Mapping[Why, Any]] = {
    Why.OUT_OF_SIGHT: _("poistunut tai ei näy tarkoituksillesi"),
    Why.RESTRICTED: _("käsittely on rajoitettu"),
    Why.NOT_NEEDED: _("tarkoitus ei tarvitse tällaista tietoa heistä"),
    Why.ALREADY: _("on jo näin"),
    Why.NO_CUSTOMER: _("ei ole asiakas"),
    Why.TOO_EARLY: _("päivä on liian varhainen"),
    Why.NO_PERSON: _("on yritys, ei henkilö"),
    Why.NO_ROLE: _("ei ole tässä roolissa"),
    Why.FORBIDDEN: _("tämä käyttö on kielletty"),
    Why.NO_CONSENT: _("suostumus puuttuu"),
    Why.PROTECTED: _("osoitteella on turvakielto"),
    Why.UNREACHED: _("toimivaa osoitetta tai numeroa ei ole"),
}


@dataclass(frozen=True, slots=True)
class Offered:
    """What the bar offers: keys and verbs, the first ones and the rest."""

    first: tuple[tuple[str, Verb], ...]
    rest: tuple[tuple[str, Verb], ...]


def offered(visit: Visit) -> Offered:
    """What the visitor may do to many."""
    able = {key: verb for key, verb in VERBS.items() if _is_open(key, verb, visit)}
    return Offered(
        tuple((key, able[key]) for key in FIRST if key in able),
        tuple((key, verb) for key, verb in able.items() if key not in FIRST),
    )


def _is_open(key: str, verb: Verb, visit: Visit) -> bool:
    if key == "kielto" and not forms.forbiddable(visit):
        return False
    return bool(verb.purposes(visit))
