"""What keeps each kind of promise, what shows it, and what to do when it was not kept.

The policy's own table (``lupaus.policy.clause.KINDS``) says the same to readers of the program.
"""

from typing import Any

from django.utils.translation import gettext_lazy as _

from lupaus.policy.clause import Kind
from lupaus.policy.vocabulary import Mode
from lupaus.proof.verdict import Judged, Verdict

MODES: dict[Mode, Any] = {
    Mode.BLOCK: _("Rekisteri estää muun"),
    Mode.PURGE: _("Rekisteri hävittää ajallaan"),
    Mode.TASK: _("Rekisteri muistuttaa ajallaan"),
    Mode.ATTEST: _("Ihminen vahvistaa"),
    Mode.DECLARE: _("Vain kerrottu"),
}

_REMINDED = _("Määräaikainen tehtävä.")
_GATE = _("Jokainen lähetys kysyy luvan ennen lähtöään.")
_ATTESTED = _("Päivätty vahvistus ja tieto siitä, missä näyttö on.")

#: What enforces, and what proves.
KEEPS: dict[Kind, tuple[Any, Any]] = {
    Kind.STATEMENT: (_("Ei mikään: tämä on tieto."), _("Tätä ei voi todeta rekisteristä.")),
    Kind.PURPOSE: (_("Ei mikään: tämä on kuvaus."), _("Tätä ei voi todeta rekisteristä.")),
    Kind.BASIS: (_("Ei mikään: tämä on peruste."), _("Tätä ei voi todeta rekisteristä.")),
    Kind.BALANCE: (_("Muistutus, kun arvio vanhenee."), _ATTESTED),
    Kind.PURPOSE_BOUND: (
        _("Tietokanta näyttää tarkoitukselle vain sen omat tiedot."),
        _("Tietokannan oikeudet verrattuna selosteeseen, ja koe, joka yrittää ohi."),
    ),
    Kind.SEGMENT: (
        _("Muista ihmisryhmistä ei oteta vastaan eikä näytetä tietoa."),
        _("Tietoja muista kuin nimetyistä ryhmistä: ei ole."),
    ),
    Kind.CHANNEL: (_GATE, _("Lähetetyt viestit tarkoituksittain ja kanavittain.")),
    Kind.CONSENT_GATE: (_GATE, _("Viestejä ilman voimassa olevaa suostumusta: ei ole.")),
    Kind.SOFT_OPT_IN: (_GATE, _("Viestejä muille kuin omille asiakkaille: ei ole.")),
    Kind.STOP_LINK: (
        _("Lähetys ilman lähettäjää ja kieltotapaa ei lähde."),
        _("Lähetetyt viestit teksteineen."),
    ),
    Kind.TARGETING: (
        _("Valinta lukee vain tarkoituksen omat tiedot."),
        _("Tehdyt valinnat ja niissä käytetyt tiedot."),
    ),
    Kind.OBJECTION: (
        _(
            "Kielto henkilöllä ja hänen osoitteillaan kysytään ennen jokaista viestiä ja"
            " jokaisesta, joka on vietävässä luettelossa."
        ),
        _("Viestejä kiellon jälkeen: ei ole. Koe yrittää lähettää."),
    ),
    Kind.SUPPRESSION: (
        _("Estolista on hävityksen, yhdistämisen, tuonnin ja palautuksen ulkopuolella."),
        _("Jokaiselle kiellolle löytyy merkintä estolistalta."),
    ),
    Kind.CATEGORY_CLOSED: (
        _("Tieto, jota mikään tarkoitus ei tarvitse, ei tallennu."),
        _("Tietoja luettelon ulkopuolelta: ei ole."),
    ),
    Kind.REGISTER_CLOSED: (
        _("Rekisterin tarkoitukset näkevät vain luetellut tiedot."),
        _("Rekisterille annetut tiedot verrattuna luetteloon."),
    ),
    Kind.IDENTITY_CODE: (
        _("Henkilötunnus ilman perustetta ei tallennu."),
        _("Henkilötunnuksia ilman perustetta: ei ole."),
    ),
    Kind.SEALED: (
        _("Tieto on salattu, ja avain on muualla kuin tietokannassa."),
        _("Salaamattomia tietoja tai syyttä avattuja: ei ole."),
    ),
    Kind.SOURCE_KNOWN: (
        _("Lähteestä otetaan vain se, mitä seloste sanoo sen antavan."),
        _("Lähteestä tulleita muita tietoja: ei ole."),
    ),
    Kind.SOURCES_CLOSED: (
        _("Tieto ilman nimettyä lähdettä ei tallennu."),
        _("Tietoja ilman nimettyä lähdettä: ei ole."),
    ),
    Kind.INFORM: (_REMINDED, _("Kenelle on kerrottu ja milloin.")),
    Kind.REFRESH: (_REMINDED, _("Tarkistamattomia, liian vanhoja tietoja: ei ole.")),
    Kind.RECIPIENT: (
        _("Luovutus nimeää vastaanottajan ja antaa vain sen tiedot."),
        _("Luovutukset vastaanottajittain."),
    ),
    Kind.RECIPIENTS_CLOSED: (
        _("Luovutus muulle kuin nimetylle ei onnistu."),
        _("Luovutuksia muille: ei ole."),
    ),
    Kind.RECIPIENT_CONDITION: (
        _("Luovutus vain ehdon täyttyessä, perusteltuna ja kirjattuna."),
        _("Luovutukset ja niiden perustelut."),
    ),
    Kind.AGREEMENT: (_("Muistutus, kun vahvistus vanhenee."), _ATTESTED),
    Kind.PUBLICATION: (
        _("Julki pääsee vain se, joka on suostunut."),
        _("Julkaistuja ilman suostumusta: ei ole."),
    ),
    Kind.TRANSFER: (
        _("Siirto vain voimassa olevan suojatoimen turvin."),
        _("Suojatoimi ja sen tarkistuspäivä."),
    ),
    Kind.TRANSFERS_CLOSED: (
        _("Siirto Euroopan talousalueen ulkopuolelle ei onnistu."),
        _("Siirtoja ulkopuolelle: ei ole."),
    ),
    Kind.RETENTION: (
        _("Määräajan jälkeen tarkoitus ei näe tietoa, ja päivittäinen hävitys poistaa sen."),
        _("Määräajan ylittäneitä tietoja: ei ole."),
    ),
    Kind.STATUTORY_MINIMUM: (
        _("Hävitys ohittaa tiedon, jonka laki käskee säilyttää."),
        _("Liian aikaisin hävitettyjä: ei ole."),
    ),
    Kind.DAILY_PURGE: (_("Lupauksen taustaohjelma hävittää joka yö."), _("Hävitysten päivät.")),
    Kind.HOLD: (
        _("Avoin lasku, perintä tai riita pitää tiedon tallessa, kunnes asia on selvä."),
        _("Odottavat tiedot ja odotuksen syy."),
    ),
    Kind.LAST_PURPOSE: (
        _("Tieto poistuu, kun viimeinen sitä tarvitseva tarkoitus on päättynyt."),
        _("Tietoja, joita mikään tarkoitus ei tarvitse: ei ole."),
    ),
    Kind.REVIEW: (_REMINDED, _("Tehdyt tarkistukset.")),
    Kind.BACKUP_AGE: (_REMINDED, _("Vanhimman varmuuskopion päivä.")),
    Kind.RIGHT: (_("Pyyntö kirjataan ja käsitellään."), _("Pyynnöt ja vastaukset.")),
    Kind.RIGHT_DEADLINE: (
        _("Määräaika lasketaan pyynnön päivästä, ja siitä muistutetaan."),
        _("Myöhässä olevia vastauksia: ei ole."),
    ),
    Kind.REQUEST_CHANNEL: (
        _("Pyyntö otetaan vastaan joka kanavassa."),
        _("Pyynnöt kanavittain."),
    ),
    Kind.COOKIES: (_("Muistutus, kun vahvistus vanhenee."), _ATTESTED),
    Kind.NEVER: (
        _("Rekisterissä ei ole tapaa tehdä tätä."),
        _("Jälkiä siitä: ei ole."),
    ),
    Kind.ROLE: (
        _("Rooli saa vain nimetyt tarkoituksensa."),
        _("Tietokannan oikeudet verrattuna selosteeseen."),
    ),
    Kind.NEED_TO_KNOW: (
        _("Kukaan ei näe muuta kuin mitä oman roolin tarkoitukset tarvitsevat."),
        _("Tietokannan oikeudet verrattuna selosteeseen."),
    ),
    Kind.PERSONAL_ACCOUNTS: (
        _("Tunnus on yhden ihmisen, eikä samaa nimeä anneta toiste."),
        _("Tunnukset ja tapahtumien tekijät."),
    ),
    Kind.RIGHT_PERSON: (
        _("Henkilöllisyys varmistetaan ennen vastausta."),
        _("Vastaukset ja varmistamisen tapa."),
    ),
    Kind.JOURNAL_ELSEWHERE: (
        _("Poistopäiväkirja on eri paikassa kuin rekisteri ja sen varmuuskopiot."),
        _("Päiväkirjan paikka."),
    ),
    Kind.READS_RECORDED: (
        _("Jokainen katselu kirjataan."),
        _("Kirjatut katselut, joita ei voi muuttaa huomaamatta."),
    ),
    Kind.INCIDENT: (_REMINDED, _("Kirjatut loukkaukset ja ilmoitukset.")),
    Kind.TRAINING: (_REMINDED, _("Koulutusten päivät.")),
    Kind.BACKUP: (_REMINDED, _("Varmuuskopiot ja niiden koepalautukset.")),
    Kind.ATTEST: (_("Muistutus, kun vahvistus vanhenee."), _ATTESTED),
    Kind.NOTICE_DELIVERED: (_REMINDED, _("Kenelle seloste on annettu ja milloin.")),
}

#: Those of which the register can show that there is none.
NONE_OF = frozenset(
    {
        Kind.SEGMENT,
        Kind.CONSENT_GATE,
        Kind.SOFT_OPT_IN,
        Kind.CATEGORY_CLOSED,
        Kind.IDENTITY_CODE,
        Kind.SEALED,
        Kind.SOURCE_KNOWN,
        Kind.SOURCES_CLOSED,
        Kind.REFRESH,
        Kind.RECIPIENTS_CLOSED,
        Kind.PUBLICATION,
        Kind.TRANSFERS_CLOSED,
        Kind.RETENTION,
        Kind.STATUTORY_MINIMUM,
        Kind.LAST_PURPOSE,
        Kind.RIGHT_DEADLINE,
        Kind.NEVER,
    }
)

#: What to do about a broken one; by kind where there is more to say than by mode.
_CURES: dict[Kind, Any] = {
    Kind.CATEGORY_CLOSED: _(
        "Joko tieto poistetaan, tai selosteeseen lisätään tarkoitus, joka tarvitsee sen."
    ),
    Kind.SOURCES_CLOSED: _("Merkitse tiedoille oikea lähde, tai lisää lähde selosteeseen."),
    Kind.SOURCE_KNOWN: _("Merkitse tiedoille oikea lähde, tai laajenna lähteen tietoja."),
    Kind.SUPPRESSION: _(
        "Estolistalta on poistettu merkintä ohjelman ohi. Kirjaa kielto uudelleen asiakkaan"
        " kortilta ja selvitä, kuka poisti sen."
    ),
    Kind.READS_RECORDED: _("Tapahtumia on muutettu ohjelman ohi. Selvitä, kuka teki sen."),
    Kind.SEGMENT: _("Tarkista, onko asiakas merkitty oikeaan ryhmään."),
    Kind.PERSONAL_ACCOUNTS: _(
        "Kutsu jokainen omalla nimellään ja päätä tunnus, joka on yhteinen tai jonka haltija ei"
        " työskentele täällä. Komento lupaus user end sulkee myös tunnuksen, jota ei näy"
        " henkilöstössä. Vaihda kopioitu salasana uudella linkillä."
    ),
}
_MODE_CURES: dict[Mode, Any] = {
    Mode.BLOCK: _(
        "Tietokantaa on muutettu ohjelman ohi. Pääkäyttäjä saa oikeudet ennalleen ottamalla"
        " selosteen uudelleen käyttöön; selvitä, kuka teki muutoksen."
    ),
    Mode.PURGE: _(
        "Mikä on juuri vanhentunut, esimerkiksi kun määräaika lyheni, poistuu seuraavassa"
        " hävityksessä. Jos tieto on siellä vielä sen jälkeen, katso, mikä pitää sitä tallessa."
    ),
    Mode.TASK: _("Tee odottava tehtävä ja kirjaa se tehdyksi."),
    Mode.ATTEST: _("Tarkista asia ja vahvista se alla."),
    Mode.DECLARE: "",
}


def proved(kind: Kind, judged: Judged) -> str:
    """What shows it, with what was found: that there is none is said only when it was looked
    for and there is none."""
    said = str(KEEPS[kind][1])
    head, colon, _nothing = said.rpartition(":")
    if kind not in NONE_OF or not colon:
        return said
    if judged.broken:
        return f"{head}: {judged.broken}."
    return said if judged.verdict is Verdict.KEPT else f"{head}: {_('ei ole vielä tiedossa')}."


def cure(kind: Kind, mode: Mode) -> Any:
    """What to do about a broken promise of this kind."""
    return _CURES.get(kind) or _MODE_CURES[mode]
