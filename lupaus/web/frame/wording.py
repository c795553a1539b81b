"""What the vocabulary of the policy is called on the pages."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from lupaus.guard import Adopted
from lupaus.ledger.entry import Event, takes_back
from lupaus.policy.clauses.making import purpose_name
from lupaus.policy.model import Language, Policy
from lupaus.policy.phrases.labels import SHORT
from lupaus.policy.phrases.words import Words
from lupaus.policy.views import OWNER
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

_EVENTS: dict[Event, Any] = {
    Event.POLICY_ADOPTED: _("otti selosteen käyttöön"),
    Event.RECORD_CREATED: _("lisäsi"),
    Event.RECORD_CORRECTED: _("korjasi"),
    Event.RECORD_REMOVED: _("poisti tietoja"),
    Event.RECORD_REFUSED: _("ei saanut tallentaa"),
    Event.RECORDS_MERGED: _("yhdisti"),
    Event.MERGE_UNDONE: _("kumosi yhdistämisen"),
    Event.TOLD_APART: _("erotti eri asiakkaiksi"),
    Event.TOLD_APART_UNDONE: _("kumosi erottamisen"),
    Event.RELATION_STARTED: _("aloitti asiakkuuden"),
    Event.RELATION_ENDED: _("päätti asiakkuuden"),
    Event.IMPORT_STAGED: _("valmisteli tuonnin"),
    Event.IMPORT_FLIPPED: _("toi luettelon"),
    Event.IMPORT_UNDONE: _("kumosi tuonnin"),
    Event.PERMISSION_GRANTED: _("kirjasi luvan"),
    Event.PERMISSION_REFUSED: _("kirjasi, ettei lupaa annettu"),
    Event.PERMISSION_WITHDRAWN: _("kirjasi luvan peruutuksen"),
    Event.OBJECTION_MADE: _("kirjasi kiellon"),
    Event.OBJECTION_LIFTED: _("kirjasi kiellon peruutuksen"),
    Event.SUPPRESSION_ADDED: _("lisäsi osoitteen estoon"),
    Event.SUPPRESSION_LIFTED: _("poisti osoitteen estosta"),
    Event.RESTRICTED: _("rajoitti käsittelyä"),
    Event.RESTRICTION_LIFTED: _("poisti rajoituksen"),
    Event.ADDRESS_PROTECTED: _("merkitsi turvakiellon"),
    Event.ADDRESS_PROTECTION_ENDED: _("poisti turvakiellon"),
    Event.HOLD_PLACED: _("pani poiston odottamaan"),
    Event.HOLD_LIFTED: _("vapautti poiston"),
    Event.PURGE_PLANNED: _("suunnitteli hävityksen"),
    Event.PURGED: _("hävitti vanhentuneet tiedot"),
    Event.ERASURE_PLANNED: _("suunnitteli poiston"),
    Event.ERASED: _("poisti henkilön tiedot"),
    Event.VERIFIED_GONE: _("varmisti hävityksen"),
    Event.DISCLOSED: _("luovutti tietoja"),
    Event.EXPORTED: _("vei tietoja tiedostoon"),
    Event.MESSAGE_SENT: _("lähetti viestin"),
    Event.SECRET_REVEALED: _("avasi salatun tiedon"),
    Event.REQUEST_RECEIVED: _("kirjasi pyynnön"),
    Event.REQUEST_ANSWERED: _("vastasi pyyntöön"),
    Event.REQUEST_REFUSED: _("kieltäytyi pyynnöstä"),
    Event.READING_REFUSED: _("ei saanut katsoa"),
    Event.EXCEPTION_OPENED: _("avasi perustellun poikkeuksen"),
    Event.ATTESTED: _("vahvisti lupauksen"),
    Event.TASK_DONE: _("merkitsi tehtävän tehdyksi"),
    Event.CHECKED: _("tarkisti lupaukset"),
    Event.SELF_TESTED: _("koetteli valvonnan"),
    Event.GRANT_OPENED: _("avasi koneen oikeuden"),
    Event.USER_ADDED: _("kutsui työntekijän"),
    Event.USER_CHANGED: _("muutti työntekijän roolia"),
    Event.USER_REMOVED: _("päätti työntekijän tunnuksen"),
    Event.USER_INVITED: _("teki työntekijälle kirjautumislinkin"),
    Event.SECOND_FACTOR_REMOVED: _("poisti työntekijän toisen tunnistusvaiheen"),
    Event.SETTING_CHANGED: _("muutti asetusta"),
    Event.BACKUP_MADE: _("teki varmuuskopion"),
    Event.RESTORED: _("palautti varmuuskopion"),
    Event.INCIDENT_RECORDED: _("kirjasi tietoturvaloukkauksen"),
    Event.READS_SEALED: _("sinetöi katselut"),
    Event.EXPIRED: _("poisti vanhat tapahtumat"),
    Event.EPOCH_OPENED: _("aloitti uuden tapahtumien jakson"),
}


_HOLDS: dict[str, Any] = {
    "collection": _("perintä"),
    "open-invoice": _("avoin lasku"),
    "dispute": _("riita"),
    "restriction": _("käsittelyn rajoitus"),
    "statute": _("lain säilytysaika"),
}


def hold_label(hold: str) -> Any:
    """Why something past its time stays."""
    return _HOLDS.get(hold, hold)


def event_label(event: str) -> Any:
    """What somebody did, as the predicate of a sentence: *aino* lisäsi."""
    return _EVENTS[Event(event)]


#: What was taken back, by what taking it back did.
_UNDONE: dict[Event, Any] = {
    Event.RECORD_CREATED: _("kumosi poiston"),
    Event.RECORD_CORRECTED: _("kumosi muutoksen"),
    Event.RECORD_REMOVED: _("kumosi lisäyksen"),
    Event.MERGE_UNDONE: _EVENTS[Event.MERGE_UNDONE],
    Event.TOLD_APART_UNDONE: _EVENTS[Event.TOLD_APART_UNDONE],
    Event.RESTRICTION_LIFTED: _("kumosi käsittelyn rajoituksen"),
    Event.ADDRESS_PROTECTED: _("kumosi turvakiellon poiston"),
    Event.ADDRESS_PROTECTION_ENDED: _("kumosi turvakiellon merkinnän"),
    Event.USER_CHANGED: _("kumosi työntekijän roolin muutoksen"),
    Event.SETTING_CHANGED: _("kumosi asetuksen muutoksen"),
}


def did_label(event: str, via: str) -> Any:
    """What somebody did, and whether that took back what had just been done."""
    if not takes_back(via):
        return event_label(event)
    one = Event(event)
    return _UNDONE.get(one) or _("kumosi teon: %(did)s") % {"did": event_label(one)}


_MACHINERY: dict[str, Any] = {
    "lupaus": "Lupaus",
    "owner": _("pääkäyttäjä"),  # at the command line
    "demo": _("esittely"),
}


def actor_label(actor: str) -> Any:
    """Who did it: a name of the staff, or the machinery."""
    return _MACHINERY.get(actor, actor)


def place_label(place: Place) -> Any:
    """Where something was found."""
    return _PLACES[place]


def category_label(category: Category) -> str:
    """The category as the notice names it, short."""
    return in_language(SHORT[category].everywhere())


def purpose_label(policy: Policy, purpose: str) -> str:
    """The purpose as the notice names it; its code where the policy has it no more."""
    return words(purpose_name(policy, purpose))


def role_label(policy: Policy, role: str) -> str:
    """The role as the policy names it."""
    if role == OWNER:
        return str(_("Pääkäyttäjä"))
    named = policy.roles.get(role)
    return (named and named.name and in_language(named.name)) or role


def sentence_of(adopted: Adopted, clause: str) -> str:
    """What the clause says in the language of the page; its id where there is none now."""
    said = _sentences(adopted).get(clause)
    return in_language(said) if said else clause


_CLOSED = "data.closed"


def standing(adopted: Adopted, clause: str) -> str:
    """The clause to lead to: of a category that the policy does not name, the one that keeps
    out whatever it does not."""
    there = _sentences(adopted)
    unnamed = clause not in there and clause.startswith("data.")
    return _CLOSED if unnamed and _CLOSED in there else clause


@lru_cache(maxsize=8)
def _sentences(adopted: Adopted) -> Mapping[str, Mapping[Language, str]]:
    """By clause: a page of promises asks for two hundred."""
    return {clause.id: clause.sentences for clause in adopted.clauses}


def words(said: Words) -> str:
    """A phrase of the policy's own in the language of the page."""
    return in_language(said.everywhere())


def in_language(said: Mapping[Language, str]) -> str:
    """The text of a mapping by language in the language of the page, or the first there is."""
    language = get_language() or "fi"
    return next(
        (text for code, text in said.items() if code == language),
        next(iter(said.values()), ""),
    )
