"""What is wrong with the ledger, where, and what to do about it, in the words of the page."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from lupaus.ledger.chain import Kind

_WHO = _(
    "Joku on kirjoittanut tietokantaan ohjelman ohi. Ota tietokannasta kopio talteen ennen"
    " muuta, selvitä, kenellä on ollut pääsy palvelimelle, ja palauta tarvittaessa"
    " varmuuskopio."
)
_KEYS = _(
    "Tarkista ensin, että käytössä on oikea avainkansio: lupaus.toml kertoo sen paikan. Jos"
    " avaimet ovat oikeat, tietokantaa on muutettu ohjelman ohi: ota siitä kopio talteen ja"
    " selvitä, kenellä on ollut pääsy palvelimelle."
)
_JOURNAL = _(
    "Palauta päiväkirjakansion tiedosto sen kopiosta. Jos kopiota ei ole, kirjaa, mistä asti"
    " tarkistuspisteet puuttuvat: uudet alkavat siitä."
)
_EXPIRY = _(
    "Tapahtumia on poistettu tai jätetty ohjelman ohi. Ota tietokannasta kopio talteen ja"
    " selvitä, kuka on ajanut komentoja palvelimella."
)

#: What was found, and what to do.
WORDS: Mapping[Kind, tuple[Any, Any]] = {
    Kind.SHAPE: (_("tapahtuman rivillä on väärää tietoa"), _WHO),
    Kind.ORDER: (_("tapahtuma on väärässä järjestyksessä"), _WHO),
    Kind.MISSING: (_("tapahtuma puuttuu"), _WHO),
    Kind.LINK: (_("tapahtuma ei seuraa edellisestä"), _WHO),
    Kind.PAYLOAD: (_("tapahtuman sisältöä on muutettu"), _WHO),
    Kind.PAYLOAD_MISSING: (_("sisältö on poistettu ennen aikaansa"), _EXPIRY),
    Kind.PAYLOAD_KEPT: (_("sisältö on tallessa yli aikansa"), _EXPIRY),
    Kind.INDEX: (_("tapahtuma löytyy väärän asiakkaan alta"), _WHO),
    Kind.TAIL: (_("tapahtumien loppu on katkaistu tästä"), _WHO),
    Kind.HEAD: (_("viimeisessä tapahtumassa ei ole meidän sinettiämme"), _KEYS),
    Kind.EXTRA: (_("muiden tapahtumien ulkopuolelle on lisätty yksi"), _WHO),
    Kind.EPOCH: (_("tapahtumat alkavat alusta ilman palautusta"), _WHO),
    Kind.CHECKPOINT: (_("tarkistuspiste puuttuu tai on toinen kuin kirjattu"), _JOURNAL),
    Kind.SIGNATURE: (_("allekirjoitus on väärä"), _KEYS),
    Kind.READS: (_("katseluja on muutettu tai poistettu"), _WHO),
}
