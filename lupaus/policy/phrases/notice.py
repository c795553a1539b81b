"""The controller, cookies, changes; and the headings of tables, which promise nothing."""

from typing import Literal

from lupaus.policy.model import Language
from lupaus.policy.phrases.words import NOTHING, Words, sentences

TITLES = {
    "tietosuojaseloste": Words("Tietosuojaseloste", "Dataskyddsbeskrivning", "Privacy notice"),
    "rekisteriseloste": Words(
        "Rekisteriseloste", "Registerbeskrivning", "Register description"
    ),
}
LANGUAGE_NAMES: dict[Language, str] = {
    "fi": "Suomeksi",
    "sv": "På svenska",
    "en": "In English",
}
CONTENTS = Words("Sisällys", "Innehåll", "Contents")


def identity(name: str, business_id: str | None, contacts: tuple[Words, ...]) -> Words:
    identified = (
        Words(
            f" (Y-tunnus {business_id})",
            f" (FO-nummer {business_id})",
            f" (business ID {business_id})",
        )
        if business_id
        else NOTHING
    )
    reached = (
        Words(*("; ".join(texts) for texts in zip(*contacts, strict=True)))
        if contacts
        else NOTHING
    )
    said = Words(
        f"Rekisterinpitäjä on {name}{identified.fi}.",
        f"Personuppgiftsansvarig är {name}{identified.sv}.",
        f"The controller is {name}{identified.en}.",
    )
    where = Words(
        f"Yhteystiedot: {reached.fi}.",
        f"Kontaktuppgifter: {reached.sv}.",
        f"Contact: {reached.en}.",
    )
    return sentences(said, where if reached else NOTHING)


def brands(names: Words, *, one: bool) -> Words:
    which = (
        Words("tätä nimeä", "detta namn", "this name")
        if one
        else Words("näitä nimiä", "dessa namn", "these names")
    )
    return Words(
        f"Käytämme toiminnassamme myös {which.fi}: {names.fi}.",
        f"I vår verksamhet använder vi också {which.sv}: {names.sv}.",
        f"We also trade under {which.en}: {names.en}.",
    )


def former_names(names: Words) -> Words:
    return Words(
        f"Aiempi nimi: {names.fi}.", f"Tidigare namn: {names.sv}.", f"Formerly: {names.en}."
    )


def contact(who: Words) -> Words:
    return Words(
        f"Tietosuojaa koskeviin kysymyksiin vastaa {who.fi.rstrip('.')}.",
        f"Frågor om dataskydd besvaras av {who.sv.rstrip('.')}.",
        f"Questions about data protection are answered by {who.en.rstrip('.')}.",
    )


def hours(when: Words) -> Words:
    return Words(
        f"Asiakaspalvelun aukioloaika: {when.fi.rstrip('.')}.",
        f"Kundtjänstens öppettider: {when.sv.rstrip('.')}.",
        f"Customer service hours: {when.en.rstrip('.')}.",
    )


def dpo(how: str) -> Words:
    if how == "none":
        return Words(
            "Meillä ei ole tietosuojavastaavaa, koska laki ei edellytä sellaista "
            "toiminnassamme.",
            "Vi har inget dataskyddsombud, eftersom lagen inte kräver det i vår verksamhet.",
            "We have no data protection officer, because the law does not require one in our "
            "business.",
        )
    return Words(
        f"Tietosuojavastaavamme tavoitat näin: {how.rstrip('.')}.",
        f"Vårt dataskyddsombud når du så här: {how.rstrip('.')}.",
        f"Our data protection officer can be reached here: {how.rstrip('.')}.",
    )


def cookies(consent: Literal["banner", "none-needed", "browser-settings", "none"]) -> Words:
    match consent:
        case "banner":
            return Words(
                "Muita kuin välttämättömiä evästeitä asetamme vain suostumuksellasi. Kysymme "
                "sitä sivustolla, ja kieltäytyminen on yhtä helppoa kuin hyväksyminen. Voit "
                "muuttaa valintaasi milloin tahansa.",
                "Andra kakor än de nödvändiga använder vi endast med ditt samtycke. Vi "
                "frågar om det på webbplatsen och det är lika lätt att neka som att "
                "godkänna. Du kan ändra ditt val när som helst.",
                "We set cookies other than the necessary ones only with your consent. We ask "
                "for it on the website, and refusing is as easy as accepting. You can change "
                "your choice at any time.",
            )
        case "none-needed":
            return Words(
                "Verkkosivustomme käyttää vain evästeitä, jotka ovat välttämättömiä pyytämäsi "
                "palvelun toimimiselle. Niihin ei tarvita suostumusta.",
                "Vår webbplats använder endast kakor som är nödvändiga för att tjänsten du "
                "begär ska fungera. De kräver inget samtycke.",
                "Our website uses only cookies that are necessary for the service you ask for. "
                "They need no consent.",
            )
        case "browser-settings":  # as published: refused by the linter (N110)
            return Words(
                "Evästeitä säädetään selaimen asetuksista.",
                "Kakor styrs med webbläsarens inställningar.",
                "Cookies are governed by the settings of the browser.",
            )
        case "none":
            return Words(
                "Verkkosivustomme ei käytä evästeitä.",
                "Vår webbplats använder inga kakor.",
                "Our website uses no cookies.",
            )


COOKIE_KINDS = {
    "necessary": Words("sivuston toiminta", "webbplatsens funktion", "running the site"),
    "analytics": Words("käytön mittaaminen", "mätning av användningen", "measuring use"),
    "targeting": Words(
        "markkinoinnin kohdentaminen", "riktad marknadsföring", "targeted marketing"
    ),
}


def cookie_uses(kinds: Words) -> Words:
    return Words(
        f"Evästeillä on vain nämä tarkoitukset: {kinds.fi}.",
        f"Kakorna används endast för följande: {kinds.sv}.",
        f"The cookies serve these purposes only: {kinds.en}.",
    )


def cookie_contents(things: Words) -> Words:
    return Words(
        f"Evästeillä saamme vain nämä tiedot: {things.fi}.",
        f"Med kakorna får vi endast dessa uppgifter: {things.sv}.",
        f"Through cookies we get this information only: {things.en}.",
    )


def analysts(names: Words) -> Words:
    return Words(
        f"Sivuston käytön mittaa lukuumme {names.fi}.",
        f"Användningen av webbplatsen mäts för vår räkning av {names.sv}.",
        f"The use of the site is measured on our behalf by {names.en}.",
    )


def joined_to_forms(*, joined: bool) -> Words:
    if joined:
        return Words(
            "Suostumuksellasi liitämme evästeillä saadut tiedot siihen, mitä kerrot "
            "lomakkeellamme.",
            "Med ditt samtycke kopplar vi uppgifterna från kakorna till det du uppger i vårt "
            "formulär.",
            "With your consent we combine what cookies tell us with what you enter in our "
            "form.",
        )
    return Words(
        "Emme liitä evästeillä saatuja tietoja lomakkeilla antamiisi tietoihin.",
        "Vi kopplar inte uppgifter från kakorna till uppgifter som du lämnar i formulär.",
        "We do not combine what cookies tell us with what you enter in forms.",
    )


def dated(day: Words) -> Words:
    return Words(
        f"Tämän selosteen päiväys on {day.fi}.",
        f"Denna beskrivning är daterad {day.sv}.",
        f"This notice is dated {day.en}.",
    )


def reviewed(day: Words) -> Words:
    return Words(
        f"Olemme viimeksi tarkistaneet sen {day.fi}.",
        f"Vi granskade den senast {day.sv}.",
        f"We last reviewed it on {day.en}.",
    )


def delivered() -> Words:
    return Words(
        "Saat tämän selosteen viimeistään silloin, kun keräämme sinulta tietoja. Jos alamme "
        "käyttää tietojasi uudella tavalla, kerromme siitä sinulle etukäteen emmekä vain "
        "päivitä selostetta verkkosivullamme.",
        "Du får denna beskrivning senast när vi samlar in uppgifter från dig. Om vi börjar "
        "använda dina uppgifter på ett nytt sätt berättar vi det för dig på förhand och nöjer "
        "oss inte med att uppdatera beskrivningen på webbplatsen.",
        "You receive this notice at the latest when we collect information from you. If we "
        "begin to use your information in a new way, we tell you beforehand; we do not merely "
        "update the notice on our website.",
    )


#: Column heads of the tables.
HEADS = {
    "purpose": Words("Tarkoitus", "Ändamål", "Purpose"),
    "data": Words("Tiedot", "Uppgifter", "Information"),
    "basis": Words(
        "Peruste (tietosuoja-asetus)", "Grund (dataskyddsförordningen)", "Basis (GDPR)"
    ),
    "how": Words("Yhteydenotot", "Kontakter", "Contact"),
    "how-targeted": Words(
        "Yhteydenotot ja kohderyhmät", "Kontakter och målgrupper", "Contact and target groups"
    ),
    "country": Words("Maa", "Land", "Country"),
    "ground": Words("Siirtoperuste", "Överföringsgrund", "Ground for the transfer"),
    "category": Words("Tieto", "Uppgift", "Information"),
    "uses": Words("Tarkoitukset", "Ändamål", "Purposes"),
    "details": Words("Tarkennuksia", "Preciseringar", "Details"),
    "source": Words("Lähde", "Källa", "Source"),
    "recipient": Words("Vastaanottaja", "Mottagare", "Recipient"),
    "task": Words("Tehtävä", "Roll", "Task"),
    "place": Words("Missä", "Var", "Where"),
    "time": Words("Säilytysaika", "Lagringstid", "How long"),
    "role": Words("Työtehtävä", "Arbetsuppgift", "Staff role"),
}

CAPTIONS = {
    "purposes": Words(
        "Tarkoitukset, tiedot ja perusteet",
        "Ändamål, uppgifter och grunder",
        "Purposes, information and bases",
    ),
    "contact": Words("Yhteydenotot", "Kontakter", "Contact"),
    "transfers": Words("Siirrot", "Överföringar", "Transfers"),
    "data": Words("Käsiteltävät tiedot", "Uppgifter som behandlas", "Information held"),
    "sources": Words("Lähteet", "Källor", "Sources"),
    "recipients": Words("Vastaanottajat", "Mottagare", "Recipients"),
    "retention": Words("Säilytysajat", "Lagringstider", "Retention periods"),
    "roles": Words("Kuka näkee mitä", "Vem som ser vad", "Who sees what"),
}
