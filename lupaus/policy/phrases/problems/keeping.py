"""How long, and rules that contradict each other."""

from collections.abc import Mapping

from lupaus.policy.phrases.problems.told import Told
from lupaus.policy.phrases.words import Words

KEEPING: Mapping[str, Told] = {
    "N63": Told(
        Words(
            "Säilytysaikaa tai sen perustetta ei ole kerrottu.",
            "Ingen lagringstid och inget kriterium för den anges.",
            "No period and no criterion of retention is given.",
        ),
        Words(
            "Lisää jokaiselle tarkoitukselle säilytysaika: enimmäisaika ja mistä se lasketaan.",
            "Lägg till en lagringstid för varje ändamål: högsta tid och varifrån den räknas.",
            "Add a rule for each purpose: a maximum, and from when it runs.",
        ),
    ),
    "N64": Told(
        Words(
            "Säilytysajan paikalla on väljä ilmaus, kuten tarpeen ajan.",
            "I stället för en lagringstid finns ett vagt uttryck, som så länge det behövs.",
            "A soft phrase such as as long as needed stands for a period.",
        ),
        Words(
            "Kerro, mikä tapahtuma päättää tarpeen ja kuinka pitkä aika siitä on.",
            "Ange vilken händelse som avslutar behovet och hur lång tid som räknas därifrån.",
            "Say which event ends the need, and how long after it.",
        ),
    ),
    "N65": Told(
        Words(
            "Säilytysajasta puuttuu, mistä se lasketaan.",
            "Lagringstiden saknar uppgift om varifrån den räknas.",
            "A period does not say from which event it runs.",
        ),
        Words(
            "Valitse alkuhetki, esimerkiksi asiakassuhteen päättyminen tai viimeinen"
            " yhteydenpito.",
            "Välj en början, till exempel kundförhållandets slut eller den senaste kontakten.",
            "Choose the start, such as the end of the relation or the last contact.",
        ),
    ),
    "N66": Told(
        Words(
            "Tiedot poistetaan vasta määräajan jälkeisenä poistopäivänä, myöhemmin kuin on"
            " luvattu.",
            "Uppgifterna raderas först på raderingsdagen efter tiden, senare än utlovat.",
            "Data is purged at the first window after its term, later than promised.",
        ),
        Words(
            "Poista viimeisenä poistopäivänä ennen määräajan täyttymistä.",
            "Radera på den sista raderingsdagen innan tiden går ut.",
            "Purge at the last window before the term.",
        ),
    ),
    "N67": Told(
        Words(
            "Laskujen kuusi vuotta lasketaan tilikauden päättymisestä, mikä on liian varhain.",
            "Fakturornas sex år räknas från räkenskapsperiodens utgång, vilket är för tidigt.",
            "The six years of invoices are counted from the end of the fiscal year, which"
            " is early.",
        ),
        Words(
            "Laske aika sen kalenterivuoden lopusta, jonka aikana tilikausi on päättynyt.",
            "Räkna tiden från utgången av det kalenderår då räkenskapsperioden gick ut.",
            "Count from the end of the calendar year in which the fiscal year ended.",
        ),
    ),
    "N68": Told(
        Words(
            "Laskuille luvataan kymmenen vuotta, jota laki vaatii vain kirjanpitokirjoilta.",
            "För fakturor anges tio år, som lagen kräver endast för bokföringsböcker.",
            "Ten years are claimed for invoices; the law asks them for books of account alone.",
        ),
        Words(
            "Käytä laskuille kuutta vuotta ja kirjanpitokirjoille kymmentä.",
            "Använd sex år för fakturor och tio för bokföringsböcker.",
            "Six years for invoices, ten for books of account.",
        ),
    ),
    "N69": Told(
        Words(
            "Tietoja säilytetään yli kolme vuotta, eikä syytä ole kerrottu.",
            "Uppgifter sparas över tre år utan att orsaken anges.",
            "A purpose lasts more than three years, and no reason is written.",
        ),
        Words(
            "Lyhennä aika kolmeen vuoteen tai kirjoita syy.",
            "Förkorta tiden till tre år eller skriv orsaken.",
            "Make it three years, or write the reason for more.",
        ),
    ),
    "N70": Told(
        Words(
            "Asiakkaita laskutetaan, mutta kirjanpidon säilytysaika puuttuu.",
            "Kunder faktureras, men lagringstiden för bokföringen saknas.",
            "Customers are invoiced, and what bookkeeping must keep is left out.",
        ),
        Words(
            "Lisää tarkoitus kirjanpidolle ja sille laskujen kuuden vuoden säilytysaika.",
            "Lägg till ett ändamål för bokföringen och sex års lagringstid för fakturorna.",
            "Add a purpose for bookkeeping, with six years for the invoices.",
        ),
    ),
    "N71": Told(
        Words(
            "Vanhentuneet tiedot poistetaan vain, jos ihminen pyytää.",
            "Föråldrade uppgifter raderas endast om personen ber om det.",
            "Data whose time has passed is erased only if the person asks.",
        ),
        Words(
            "Poista kohta. Määräajan täytyttyä tiedot poistuvat itsestään.",
            "Ta bort stället. När tiden har gått försvinner uppgifterna av sig själva.",
            "Take it away. What has run out goes by itself.",
        ),
    ),
    "N72": Told(
        Words(
            "Markkinoinnilla ei ole loppua niille, joista ei koskaan tule asiakkaita.",
            "Marknadsföringen har inget slut för dem som aldrig blir kunder.",
            "Marketing has no end for persons who never become customers.",
        ),
        Words(
            "Laske aika viimeisestä yhteydenpidosta tai tiedon tallentamisesta.",
            "Räkna tiden från den senaste kontakten eller från registreringen.",
            "Count from the last contact, or from the day of recording.",
        ),
    ),
    "N73": Told(
        Words(
            "Yhteys organisaatioon pidentää sellaisenkin ihmisen tietoja, joka on voinut"
            " lähteä sieltä.",
            "Kontakt med organisationen förlänger tiden också för den som kan ha slutat där.",
            "Contact with the organisation prolongs the data of a person who may have left it.",
        ),
        Words(
            "Laske aika yhteydenpidosta ihmiseen tai kysy vuosittain, ketkä ovat yhä"
            " tehtävässään.",
            "Räkna tiden från kontakten med personen, eller fråga årligen vem som är kvar.",
            "Count from contact with the person, or review yearly who still works there.",
        ),
    ),
    "N74": Told(
        Words(
            "Varmuuskopioiden tai lokien säilytysaikaa ei ole kerrottu.",
            "Lagringstiden för säkerhetskopior eller loggar anges inte.",
            "Nothing says how long backups or logs live.",
        ),
        Words(
            "Kerro, kuinka kauan varmuuskopioita säilytetään, ja lisää lokeille säilytysaika.",
            "Ange hur länge säkerhetskopior sparas och lägg till en lagringstid för loggar.",
            "Say how long backups are kept, and add a rule for logs.",
        ),
    ),
    "N75": Told(
        Words(
            "Poisto luvataan ilman poikkeuksia, vaikka laki velvoittaa säilyttämään osan.",
            "Radering utlovas utan undantag, fast lagen kräver att en del sparas.",
            "Erasure is promised without exception, and the law keeps something.",
        ),
        Words(
            "Merkitse poikkeukset: laki, avoin lasku ja perintä.",
            "Ange undantagen: lag, obetald faktura och indrivning.",
            "Mark the exceptions: law, open invoice and collection.",
        ),
    ),
    "R01": Told(
        Words(
            "Saman tarkoituksen tiedoilla vähimmäisaika on pidempi kuin enimmäisaika.",
            "För samma ändamål är minsta tiden längre än högsta tiden.",
            "Data of one purpose must stay longer than it may.",
        ),
        Words(
            "Lyhennä vähimmäisaikaa tai pidennä enimmäisaikaa.",
            "Förkorta minsta tiden eller förläng högsta tiden.",
            "Shorten the minimum, or lengthen the maximum.",
        ),
    ),
    "R02": Told(
        Words(
            "Kerran vuodessa tehtävä poisto ei ehdi ennen enimmäisajan täyttymistä.",
            "Den årliga raderingen hinner inte före högsta tidens utgång.",
            "A yearly window cannot keep the maximum: none falls within the term.",
        ),
        Words(
            "Anna enimmäisajaksi yli vuosi tai poista tiedot joka päivä.",
            "Ge en högsta tid på över ett år, eller radera varje dag.",
            "Give a maximum of more than a year, or purge daily.",
        ),
    ),
    "R03": Told(
        Words(
            "Tarkoituksen tiedoilla ei ole säilytysajan loppua.",
            "Uppgifterna för ett ändamål har inget slut på lagringstiden.",
            "A purpose has no end for one of its categories.",
        ),
        Words(
            "Lisää tarkoitukselle tai sen tiedolle enimmäisaika.",
            "Lägg till en högsta tid för ändamålet eller uppgiften.",
            "Add a maximum for the purpose, or for this category of it.",
        ),
    ),
    "R04": Told(
        Words(
            "Kirjanpidon aineisto voisi poistua ennen kuin laki sallii.",
            "Bokföringsmaterial skulle kunna försvinna tidigare än lagen tillåter.",
            "What bookkeeping keeps may go before the law lets it.",
        ),
        Words(
            "Säilytä laskut kuusi vuotta sen kalenterivuoden lopusta, jonka aikana"
            " tilikausi on päättynyt, ja kirjanpitokirjat kymmenen vuotta tilikauden"
            " päättymisestä.",
            "Spara fakturor sex år från utgången av det kalenderår då räkenskapsperioden"
            " gick ut, och bokföringsböcker tio år från räkenskapsperiodens utgång.",
            "Keep invoices six years after the end of the calendar year in which the fiscal"
            " year ended, and books ten years after the end of the fiscal year.",
        ),
    ),
    "R05": Told(
        Words(
            "Säilytysaika nimeää tiedon, jota tarkoitus ei käytä, joten se ei päätä mitään.",
            "Lagringstiden nämner en uppgift som ändamålet inte använder, så den avslutar"
            " ingenting.",
            "A rule of retention names data that is not for its purpose, so it ends nothing.",
        ),
        Words(
            "Merkitse tieto tarkoituksen käyttöön tai poista se säilytysajasta.",
            "Ange att ändamålet använder uppgiften, eller ta bort den ur regeln.",
            "Mark the category as used by the purpose, or take it out of the rule.",
        ),
    ),
    "R09": Told(
        Words(
            "Tarkoitus koskee myös mahdollisia asiakkaita, mutta päättyy vain"
            " asiakassuhteeseen, jota heillä ei ole.",
            "Ändamålet gäller också potentiella kunder men slutar endast med ett"
            " kundförhållande som de inte har.",
            "A purpose covers prospects, and ends only with a customer relation they never"
            " had.",
        ),
        Words(
            "Rajaa tarkoitus asiakkaisiin tai lisää säilytysaika viimeisestä yhteydenpidosta.",
            "Begränsa ändamålet till kunder, eller lägg till en tid från den senaste"
            " kontakten.",
            "Limit the purpose to customers, or add a rule after the last contact.",
        ),
    ),
}
