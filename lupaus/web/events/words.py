"""What an entry of the ledger and a record of looking say, in words.

The ledger knows names: of events, fields, counts, ways. What has no word here is shown as it
is.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from lupaus.guard.staff import FactorLost
from lupaus.ledger.entry import UNDO, Event
from lupaus.web.customers.card_words import LABELS, ROWS
from lupaus.web.customers.words import COLUMNS


@dataclass(frozen=True, slots=True)
class Group:
    """Events that somebody looks for together."""

    label: Any
    events: frozenset[Event]


_E = Event
#: By the word in the address. Every event is in one of them, and in one only.
GROUPS: Mapping[str, Group] = {
    "tiedot": Group(
        _("Asiakkaiden tiedot"),
        frozenset(
            {
                _E.RECORD_CREATED,
                _E.RECORD_CORRECTED,
                _E.RECORD_REMOVED,
                _E.RECORD_REFUSED,
                _E.RECORDS_MERGED,
                _E.MERGE_UNDONE,
                _E.TOLD_APART,
                _E.TOLD_APART_UNDONE,
                _E.RELATION_STARTED,
                _E.RELATION_ENDED,
                _E.TASK_DONE,
            }
        ),
    ),
    "tuonti": Group(
        _("Tuonti"), frozenset({_E.IMPORT_STAGED, _E.IMPORT_FLIPPED, _E.IMPORT_UNDONE})
    ),
    "luvat": Group(
        _("Luvat ja kiellot"),
        frozenset(
            {
                _E.PERMISSION_GRANTED,
                _E.PERMISSION_REFUSED,
                _E.PERMISSION_WITHDRAWN,
                _E.OBJECTION_MADE,
                _E.OBJECTION_LIFTED,
                _E.SUPPRESSION_ADDED,
                _E.SUPPRESSION_LIFTED,
                _E.RESTRICTED,
                _E.RESTRICTION_LIFTED,
                _E.ADDRESS_PROTECTED,
                _E.ADDRESS_PROTECTION_ENDED,
            }
        ),
    ),
    "havitys": Group(
        _("Hävitys"),
        frozenset(
            {
                _E.HOLD_PLACED,
                _E.HOLD_LIFTED,
                _E.PURGE_PLANNED,
                _E.PURGED,
                _E.ERASURE_PLANNED,
                _E.ERASED,
                _E.VERIFIED_GONE,
            }
        ),
    ),
    "ulos": Group(
        _("Luovutukset ja avaukset"),
        frozenset(
            {
                _E.DISCLOSED,
                _E.EXPORTED,
                _E.MESSAGE_SENT,
                _E.SECRET_REVEALED,
                _E.READING_REFUSED,
                _E.EXCEPTION_OPENED,
                _E.REQUEST_RECEIVED,
                _E.REQUEST_ANSWERED,
                _E.REQUEST_REFUSED,
                _E.INCIDENT_RECORDED,
            }
        ),
    ),
    "seloste": Group(
        _("Seloste ja lupaukset"),
        frozenset(
            {
                _E.POLICY_ADOPTED,
                _E.ATTESTED,
                _E.CHECKED,
                _E.SELF_TESTED,
                _E.SETTING_CHANGED,
            }
        ),
    ),
    "henkilosto": Group(
        _("Henkilöstö"),
        frozenset(
            {
                _E.USER_ADDED,
                _E.USER_CHANGED,
                _E.USER_REMOVED,
                _E.USER_INVITED,
                _E.SECOND_FACTOR_REMOVED,
            }
        ),
    ),
    "yllapito": Group(
        _("Ylläpito"),
        frozenset(
            {
                _E.GRANT_OPENED,
                _E.BACKUP_MADE,
                _E.RESTORED,
                _E.READS_SEALED,
                _E.EXPIRED,
                _E.EPOCH_OPENED,
            }
        ),
    ),
}

_VIA: Mapping[str, Any] = {
    "web": _("selaimessa"),
    "cli": _("komentorivillä"),
    "worker": _("Lupauksen taustaohjelma"),
    "import": _("tuonnissa"),
    "demo": _("esittelyä tehtäessä"),
}
_ABOUT: Mapping[str, Any] = {
    "bulk": _("monen käsittely kerralla"),
    "customer-card": _("asiakkaan kortti"),
    "customer-edit": _("kortin muokkaus"),
    "customer-file": _("asiakkaan tiedosto"),
    "customer-invoice": _("asiakkaan lasku"),
    "customer-list": _("asiakasluettelo"),
    "customer-merge": _("asiakkaiden yhdistäminen"),
    "customer-part": _("asiakkaan kortti"),
    "customer-role": _("roolin valinta"),
    "customer-secret": _("avattu salattu tieto"),
    "customer-timeline": _("asiakkaan tapahtumat"),
    "demo": _("esittelyä tehtäessä"),
    "edit": _("kortin muokkaus"),
    "events": _("tapahtumat"),
    "export": _("vienti tiedostoon"),
    "home": _("etusivu"),
    "import-duplicates": _("tuonnin vertailu rekisteriin"),
    "import-preview": _("tuonnin esikatselu"),
    "reads": _("katselut"),
    "search": _("haku"),
    "staff": _("henkilöstö"),
}
_FIELDS: Mapping[str, Any] = {
    "name": _("nimi"),
    "role": _("rooli"),
    "password": _("salasana"),
    "second_factor": _("toinen tunnistusvaihe"),
    "account": _("tunnus"),
    "ledger": _("tapahtumat"),
    "public_keeping": _("lupausten pitäminen julkisessa selosteessa"),
    "telling": _("muutoksista kertominen"),
    "relation_started_on": _("asiakkuuden alku"),
    "relation_ended_on": _("asiakkuuden loppu"),
    "restricted": _("käsittelyn rajoitus"),
    "protected_on": _("turvakielto"),
    "number": _("asiakasnumero"),
    "party": _("asiakas"),
}
#: What a file of the list held.
_COLUMNS: Mapping[str, Any] = {column.value: said for column, said in COLUMNS.items()}
_COUNTS: Mapping[str, Any] = {
    "addresses": _("osoitteita"),
    "bans": _("kieltoja"),
    "breakers": _("rikkomisyrityksiä"),
    "broken": _("rikottuja"),
    "caught": _("huomattuja"),
    "clauses": _("lauseita"),
    "count": _("tapahtumia"),
    "declared_only": _("vain kerrottuja"),
    "edited": _("sittemmin muokattuja"),
    "entries": _("tapahtumia"),
    "epoch": _("jakso"),
    "first": _("ensimmäinen"),
    "kept": _("pidettyjä"),
    "known": _("viimeinen tunnettu"),
    "last": _("viimeinen"),
    "lifted": _("poistettuja kieltoja"),
    "lost": _("kadonneita"),
    "not_tested": _("koettelemattomia"),
    "off": _("pois päältä"),
    "on": _("päällä"),
    "parties": _("asiakkaita"),
    "policy": _("selosteen versio"),
    "restored": _("palautettuja"),
    "rows": _("tietoja"),
    "run": _("ajo"),
    "version": _("versio"),
    "views": _("näkymiä"),
}
_REASONS: Mapping[str, Any] = {
    f"reason.{FactorLost.LOST}": _("laite kadonnut"),
    f"reason.{FactorLost.BROKEN}": _("laite rikki"),
    f"reason.{FactorLost.CHANGED}": _("laite vaihtunut"),
    "epoch.restore": _("palautus varmuuskopiosta"),
}


def group_of(event: str) -> str:
    """The word of the group that an event is in."""
    return next((word for word, group in GROUPS.items() if event in group.events), "")


def via_label(via: str) -> Any:
    """By which way something was done."""
    plain = via.removesuffix(UNDO)
    return _VIA.get(plain, plain)


def about_label(about: str) -> Any:
    """From which page somebody looked."""
    return _ABOUT.get(about, about)


def reason_label(clause: str) -> Any:
    """What stands in the place of a clause and is a reason; empty for a clause."""
    return _REASONS.get(clause, "")


def fields_said(fields: Iterable[str]) -> list[str]:
    """The names of fields, each once: ``emailaddress.address`` is a table and its column."""
    return list(dict.fromkeys(_field(name) for name in fields))


def _field(name: str) -> str:
    table, _dot, column = name.partition(".")
    if table not in ROWS:
        return str(_FIELDS.get(name) or _COLUMNS.get(name, name)).lower()
    said = LABELS.get(table, {}).get(column)
    return f"{ROWS[table]}: {str(said).lower()}" if said else str(ROWS[table])


def counts_said(counts: Iterable[tuple[str, int]]) -> list[tuple[Any, int]]:
    """What was counted and how much of it was there; what is nothing is not told."""
    return [(_COUNTS.get(name, name), count) for name, count in counts if count]
