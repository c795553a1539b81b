"""What the vocabulary of the policy is called on the pages."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from lupaus.policy.model import Language
from lupaus.policy.phrases.labels import SHORT
from lupaus.policy.vocabulary import Category
from lupaus.register.search import Place

_PLACES: dict[Place, Any] = {
    Place.NAME: _("nimi"),
    Place.ORGANISATION: _("yritys"),
    Place.EMAIL: _("sähköposti"),
    Place.PHONE: _("puhelin"),
    Place.ADDRESS: _("osoite"),
    Place.WEB: _("verkkosivu"),
    Place.ORDER: _("palvelu"),
    Place.INVOICE: _("lasku"),
    Place.NUMBER: _("asiakasnumero"),
}


def place_label(place: Place) -> Any:
    """Where something was found."""
    return _PLACES[place]


def category_label(category: Category) -> str:
    """The category as the notice names it, short."""
    return _in_language(SHORT[category].everywhere())


def _in_language(said: Mapping[Language, str]) -> str:
    language = get_language() or "fi"
    return next((text for code, text in said.items() if code == language), said["fi"])
