"""How a promise is kept, for whoever reads the notice: what keeps it, and how it was looked at.

One text for every kind of clause that a check can find kept. It says how we look and when, and
never what was found in whose data: no count, no name, and nothing from which one could tell
whether there is anybody of the sort that the sentence is about.
"""

from dataclasses import dataclass
from datetime import date

from lupaus.policy.clause import Kind
from lupaus.policy.phrases.words import NOTHING, Words, on_day

SUMMARY = Words("Näin tämä pidetään", "Så här hålls detta", "How this is kept")

#: Above a notice in which something can be unfolded.
ABOUT = Words(
    "Osan lauseista voi avata: niistä näkee, miten lupaus pidetään ja milloin se on viimeksi "
    "tarkistettu. Tarkistus koskee rekisteriä, ja se kertoo sen päivän tilanteen. Kaikkea ei "
    "voi todeta rekisteristä. Lause, jota ei voi avata, sitoo meitä yhtä lailla.",
    "En del av meningarna kan öppnas: då syns hur löftet hålls och när det senast "
    "kontrollerades. Kontrollen gäller registret och berättar om läget den dagen. Allt kan "
    "inte konstateras ur registret. En mening som inte kan öppnas binder oss lika mycket.",
    "Some of the sentences can be opened to show how the promise is kept and when it was last "
    "checked. The check is about the register and tells how things stood on that day. Not "
    "everything can be seen from the register. A sentence that cannot be opened binds us just "
    "the same.",
)


@dataclass(frozen=True, slots=True)
class How:
    """``keeps``: what sees to it. ``looks``: what the check does; nothing where a check has
    nothing to look at and only the self-test can tell. ``only_tried``: of such a clause nothing
    is said before the self-test has tried it, because what the check finds by looking would
    tell that there is somebody who has objected, owes or has given a code."""

    keeps: Words
    looks: Words
    only_tried: bool = False


_RIGHTS = Words(
    "Tarkistus vertaa tietokannan oikeuksia selosteeseen ja yrittää lukea niiden ohi.",
    "Kontrollen jämför rättigheterna i databasen med beskrivningen och försöker läsa förbi "
    "dem.",
    "The check compares the rights in the database with this notice and tries to read past "
    "them.",
)
#: What a person confirms, of whatever kind.
CONFIRMED = How(
    Words(
        "Tästä huolehtivat ihmiset, eikä sitä voi nähdä rekisteristä. Siksi se tarkistetaan "
        "määrävälein ja vahvistetaan.",
        "Det här sköts av människor och kan inte ses i registret. Därför kontrolleras och "
        "bekräftas det med jämna mellanrum.",
        "People see to this, and it cannot be seen from the register. Therefore it is "
        "inspected and confirmed at intervals.",
    ),
    Words(
        "Vahvistaja on kirjannut, minä päivänä asia tarkistettiin ja missä näyttö on.",
        "Den som bekräftade har antecknat vilken dag saken kontrollerades och var belägget "
        "finns.",
        "Whoever confirmed it has recorded the day of the inspection and where the evidence "
        "is.",
    ),
)
_SEGMENT_KEEPS = Words(
    "Rajaus on tietokannassa: muiden ryhmien tietoja ei oteta tähän eikä näytetä tässä.",
    "Avgränsningen finns i databasen: andra gruppers uppgifter tas inte emot för det här och "
    "visas inte här.",
    "The limit is in the database: data of other groups are not taken in for this and are not "
    "shown here.",
)
#: Where the limit is one of a purpose, not of a category.
SEGMENT_OF_PURPOSE = How(_SEGMENT_KEEPS, _RIGHTS)
#: Of what is never collected.
NO_PLACE = How(
    Words(
        "Rekisterissä ei ole paikkaa tällaisille tiedoille.",
        "I registret finns ingen plats för sådana uppgifter.",
        "The register has no place for such data.",
    ),
    Words(
        "Tarkistus käy läpi jokaisen tietokentän nimen.",
        "Kontrollen går igenom namnet på varje datafält.",
        "The check goes through the name of every data field.",
    ),
)

HOW: dict[Kind, How] = {
    Kind.PURPOSE_BOUND: How(
        Words(
            "Tietokanta näyttää tätä tarkoitusta varten vain nämä tiedot. Muita se ei anna, "
            "vaikka ohjelma pyytäisi.",
            "För det här ändamålet visar databasen bara de här uppgifterna. Andra lämnar den "
            "inte ut, även om programmet skulle be om dem.",
            "For this purpose the database shows these data only. It gives out no others, even "
            "if the program should ask.",
        ),
        _RIGHTS,
    ),
    Kind.ROLE: How(
        Words(
            "Tietokanta avaa roolille vain nämä tarkoitukset.",
            "Databasen öppnar bara de här ändamålen för rollen.",
            "The database opens these purposes only to the role.",
        ),
        _RIGHTS,
    ),
    Kind.NEED_TO_KNOW: How(
        Words(
            "Ilman roolia ei näe mitään, ja rooli avaa vain omien tarkoitustensa tiedot.",
            "Utan roll syns ingenting, och en roll öppnar bara uppgifterna för sina ändamål.",
            "Without a role nothing is shown, and a role opens the data of its own purposes "
            "only.",
        ),
        _RIGHTS,
    ),
    Kind.PERSONAL_ACCOUNTS: How(
        Words(
            "Tunnus on yhden ihmisen, ja se suljetaan, kun työ päättyy.",
            "Ett konto hör till en enda människa och stängs när arbetet slutar.",
            "An account belongs to one person and is closed when the work ends.",
        ),
        Words(
            "Tarkistus käy läpi tunnukset ja etsii yhteisiä ja auki jääneitä.",
            "Kontrollen går igenom kontona och söker delade och sådana som har lämnats öppna.",
            "The check goes through the accounts and looks for shared ones and ones left open.",
        ),
    ),
    Kind.SEGMENT: How(
        _SEGMENT_KEEPS,
        Words(
            "Tarkistus etsii tietoja muista kuin nimetyistä ryhmistä.",
            "Kontrollen söker uppgifter om andra än de nämnda grupperna.",
            "The check looks for data of people outside the named groups.",
        ),
    ),
    Kind.CATEGORY_CLOSED: How(
        Words(
            "Tieto, jota mikään tarkoitus ei tarvitse, ei tallennu.",
            "En uppgift som inget ändamål behöver sparas inte.",
            "Data that no purpose needs are not stored.",
        ),
        Words(
            "Tarkistus etsii tietoja, joita mikään tarkoitus ei kata.",
            "Kontrollen söker uppgifter som inget ändamål täcker.",
            "The check looks for data that no purpose covers.",
        ),
    ),
    Kind.SOURCE_KNOWN: How(
        Words(
            "Jokaiseen tietoon on merkitty lähde, ja lähteestä otetaan vain nämä tiedot.",
            "Vid varje uppgift finns källan antecknad, och ur källan tas bara de här "
            "uppgifterna.",
            "The source is recorded with every item, and only these data are taken from it.",
        ),
        Words(
            "Tarkistus etsii lähteestä tulleita muita tietoja.",
            "Kontrollen söker andra uppgifter från källan.",
            "The check looks for other data from the source.",
        ),
    ),
    Kind.SOURCES_CLOSED: How(
        Words(
            "Tieto ilman tässä nimettyä lähdettä ei tallennu.",
            "En uppgift utan en källa som nämns här sparas inte.",
            "Data without a source named here are not stored.",
        ),
        Words(
            "Tarkistus etsii tietoja, joiden lähdettä ei ole nimetty.",
            "Kontrollen söker uppgifter vars källa inte är nämnd.",
            "The check looks for data whose source is not named.",
        ),
    ),
    Kind.REFRESH: How(
        Words(
            "Lähteestä saatuihin tietoihin on merkitty, milloin ne on saatu.",
            "Vid uppgifterna från källan finns antecknat när de erhölls.",
            "The day is recorded with the data from the source.",
        ),
        Words(
            "Tarkistus etsii tietoja, jotka ovat luvattua vanhempia.",
            "Kontrollen söker uppgifter som är äldre än utlovat.",
            "The check looks for data older than promised.",
        ),
    ),
    Kind.SEALED: How(
        Words(
            "Tieto on salattu, ja avain on muualla kuin tietokannassa.",
            "Uppgiften är krypterad, och nyckeln finns på annat håll än i databasen.",
            "The data are encrypted, and the key is kept elsewhere than in the database.",
        ),
        Words(
            "Tarkistus katsoo, että arvot ovat salattuja. Niitä se ei avaa.",
            "Kontrollen ser efter att värdena är krypterade. Den öppnar dem inte.",
            "The check sees that the values are encrypted. It does not open them.",
        ),
    ),
    Kind.IDENTITY_CODE: How(
        Words(
            "Henkilötunnus tallentuu vain, kun sille on kirjattu peruste.",
            "En personbeteckning sparas bara när en grund har antecknats.",
            "A personal identity code is stored only when its ground is recorded.",
        ),
        Words(
            "Tarkistus etsii henkilötunnuksia, joilta peruste puuttuu.",
            "Kontrollen söker personbeteckningar som saknar grund.",
            "The check looks for identity codes without a ground.",
        ),
        only_tried=True,
    ),
    Kind.CONSENT_GATE: How(
        Words(
            "Suostumuksesta kirjataan, milloin ja mihin tekstiin se annettiin. Kieltoa ei voi "
            "kumota muu kuin henkilö itse.",
            "Av ett samtycke antecknas när och till vilken text det gavs. Ett förbud kan bara "
            "hävas av personen själv.",
            "Of a consent it is recorded when it was given and to which text. A refusal can be "
            "lifted only by the person.",
        ),
        Words(
            "Tarkistus etsii suostumuksia, joista teksti puuttuu tai jotka muu kuin henkilö "
            "itse on merkinnyt kiellon jälkeen.",
            "Kontrollen söker samtycken som saknar text eller som någon annan än personen "
            "själv har antecknat efter ett förbud.",
            "The check looks for consents that lack their text or that somebody other than the "
            "person recorded after a refusal.",
        ),
        only_tried=True,
    ),
    Kind.OBJECTION: How(
        Words(
            "Kielto merkitään henkilölle ja viedään osoitteiden estolistalle. Sitä ei voi "
            "kumota muu kuin henkilö itse.",
            "Förbudet antecknas för personen och förs in på adressernas spärrlista. Det kan "
            "bara hävas av personen själv.",
            "An objection is recorded for the person and put on the suppression list of "
            "addresses. It can be lifted only by the person.",
        ),
        Words(
            "Tarkistus etsii kieltoja, jotka joku muu on kumonnut tai joiden merkintä puuttuu "
            "estolistalta.",
            "Kontrollen söker förbud som någon annan har hävt eller som saknas på spärrlistan.",
            "The check looks for objections that somebody else has lifted or that are missing "
            "from the suppression list.",
        ),
        only_tried=True,
    ),
    Kind.SUPPRESSION: How(
        Words(
            "Kiellot ovat erillisellä estolistalla, jolla ei ole nimiä eikä osoitteita ja jota "
            "hävitys ei koske.",
            "Förbuden finns på en särskild spärrlista utan namn och adresser, som gallringen "
            "inte berör.",
            "Objections are on a suppression list of their own, without names or addresses, "
            "which purging does not touch.",
        ),
        Words(
            "Tarkistus etsii estolistalta puuttuvia kieltoja.",
            "Kontrollen söker förbud som saknas på spärrlistan.",
            "The check looks for objections that are missing from the suppression list.",
        ),
        only_tried=True,
    ),
    Kind.RETENTION: How(
        Words(
            "Kun aika on kulunut, tietoa ei enää näe tätä tarkoitusta varten. Hävitys poistaa "
            "sen, ellei toinen tarkoitus, laki tai keskeneräinen asia edellytä säilyttämistä.",
            "När tiden har gått syns uppgiften inte längre för det här ändamålet. Gallringen "
            "raderar den, om inte ett annat ändamål, lagen eller ett oavslutat ärende kräver "
            "att den bevaras.",
            "When the time has passed, the data are no longer shown for this purpose. The "
            "purge erases them, unless another purpose, the law or an unsettled matter "
            "requires that they stay.",
        ),
        Words(
            "Tarkistus etsii tietoja, jotka olisi pitänyt poistaa.",
            "Kontrollen söker uppgifter som borde ha raderats.",
            "The check looks for data that should have been erased.",
        ),
    ),
    Kind.STATUTORY_MINIMUM: How(
        Words(
            "Hävitys jättää paikalleen sen, mitä laki käskee säilyttää.",
            "Gallringen lämnar kvar det som lagen kräver att bevaras.",
            "The purge leaves in place what the law requires to be kept.",
        ),
        NOTHING,
        only_tried=True,
    ),
    Kind.DAILY_PURGE: How(
        Words(
            "Ohjelma poistaa joka yö itsestään sen, minkä aika on kulunut.",
            "Programmet raderar varje natt av sig självt det vars tid har gått.",
            "Every night the program erases by itself whatever has reached its term.",
        ),
        Words(
            "Tarkistus etsii tietoja, jotka olisi pitänyt poistaa, ja katsoo, milloin hävitys "
            "on viimeksi ajettu.",
            "Kontrollen söker uppgifter som borde ha raderats och ser efter när gallringen "
            "senast kördes.",
            "The check looks for data that should have been erased and sees when the purge "
            "last ran.",
        ),
    ),
    Kind.HOLD: How(
        Words(
            "Hävitys ohittaa tiedon, jolla on este, ja kirjaa syyn. Kun viimeinen este "
            "poistuu, seuraava hävitys poistaa tiedon.",
            "Gallringen går förbi en uppgift som har ett hinder och antecknar orsaken. När det "
            "sista hindret försvinner raderar nästa gallring uppgiften.",
            "The purge passes over data with such a hold and records the reason. When the last "
            "hold lifts, the next purge erases them.",
        ),
        NOTHING,
        only_tried=True,
    ),
    Kind.LAST_PURPOSE: How(
        Words(
            "Kun tarkoituksen aika on kulunut, tietokanta ei enää näytä tietoa sitä varten, "
            "vaikka toinen tarkoitus vielä tarvitsisi tietoa.",
            "När ändamålets tid har gått visar databasen inte längre uppgiften för det, även "
            "om ett annat ändamål ännu behöver den.",
            "When the time of a purpose has passed, the database no longer shows the data for "
            "it, though another purpose may still need them.",
        ),
        Words(
            "Tarkistus vertaa tietokannan rajapäiviä selosteeseen.",
            "Kontrollen jämför gränsdagarna i databasen med beskrivningen.",
            "The check compares the cut-off days in the database with this notice.",
        ),
    ),
    Kind.JOURNAL_ELSEWHERE: How(
        Words(
            "Luettelo poistoista on muualla kuin rekisterin kansiossa, josta varmuuskopiot "
            "otetaan.",
            "Förteckningen över raderingar finns på annat håll än i registrets mapp, som "
            "säkerhetskopieras.",
            "The list of erasures lies elsewhere than in the folder of the register, which is "
            "backed up.",
        ),
        Words(
            "Tarkistus katsoo, missä luettelo on.",
            "Kontrollen ser efter var förteckningen finns.",
            "The check sees where the list is.",
        ),
    ),
    Kind.READS_RECORDED: How(
        Words(
            "Katselu ei avaudu ilman kirjausta. Merkinnät muodostavat ketjun, jota ei voi "
            "muuttaa huomaamatta.",
            "Ingenting visas utan att det antecknas. Anteckningarna bildar en kedja som inte "
            "kan ändras obemärkt.",
            "Nothing is shown without being recorded. The entries form a chain that cannot be "
            "changed unnoticed.",
        ),
        Words(
            "Tarkistus seuraa ketjua ja etsii muutettuja ja puuttuvia merkintöjä.",
            "Kontrollen följer kedjan och söker ändrade och saknade anteckningar.",
            "The check follows the chain and looks for changed and missing entries.",
        ),
    ),
}


def nothing_amiss(day: date) -> Words:
    """Of a look."""
    fi, sv, en = on_day(day)
    return Words(
        f"Viimeksi tarkistettu {fi}, eikä poikkeamia löytynyt.",
        f"Senast kontrollerat {sv}, och inga avvikelser hittades.",
        f"Last checked on {en}, and nothing was found amiss.",
    )


def stood(day: date) -> Words:
    """Of a confirmation."""
    fi, sv, en = on_day(day)
    return Words(
        f"Vahvistus oli voimassa {fi}.",
        f"Bekräftelsen gällde {sv}.",
        f"The confirmation was in force on {en}.",
    )


def tried(day: date) -> Words:
    """Of the self-test."""
    fi, sv, en = on_day(day)
    return Words(
        f"Lupausta on koeteltu {fi}: se rikottiin tahallaan kokeessa, joka ei koskenut "
        "kenenkään tietoja, ja rikkominen estettiin tai huomattiin.",
        f"Löftet har prövats {sv}: det bröts avsiktligt i ett prov som inte rörde "
        "någons uppgifter, och brottet hindrades eller upptäcktes.",
        f"The promise was tested on {en}: it was broken on purpose in a trial that "
        "touched nobody's data, and the breach was stopped or noticed.",
    )
