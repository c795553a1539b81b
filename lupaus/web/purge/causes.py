"""Why a purge cannot go on, in the words of the page: what, where and what to do."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from lupaus.keeping.runs import Cause

CAUSES: Mapping[Cause, Any] = {
    Cause.UNKNOWN: _("Tätä hävitystä ei ole. Valitse hävitys luettelosta."),
    Cause.DROPPED: _("Suunnitelma on hylätty, eikä mitään hävitetty. Suunnittele uudelleen."),
    Cause.UNFINISHED: _("Suunnitelma jäi kesken. Hylkää se ja suunnittele uudelleen."),
    Cause.EARLY: _("Suunnitelma on tulevalle päivälle. Hävitä silloin tai hylkää se."),
    Cause.OTHER_POLICY: _(
        "Seloste on muuttunut suunnittelun jälkeen, joten suunnitelma hylättiin. Mitään ei"
        " hävitetty. Suunnittele uudelleen."
    ),
    Cause.UNDER_WAY: _(
        "Tämä hävitys on kesken. Vie se loppuun ja suunnittele sitten seuraava."
    ),
    Cause.OVERTAKEN: _(
        "Joku muu suunnitteli hävityksen samaan aikaan. Avaa se alta tai suunnittele uudelleen."
    ),
    Cause.CLAIMED: _(
        "Toinen ajo hävittää tätä juuri nyt tai katkesi äsken. Kokeile uudelleen minuutin"
        " kuluttua."
    ),
    Cause.NOT_CARRIED_OUT: _("Hävitystä ei ole ajettu loppuun. Vie se ensin loppuun."),
    Cause.UNCERTIFIED: _("Hävityksellä ei ole vielä todistusta. Vie hävitys loppuun."),
    Cause.NOT_GONE: _("Kaikki hävitetty ei ole poissa, joten todistusta ei annettu."),
}
