"""Recipients, publication and transfers."""

from collections.abc import Mapping

from lupaus.policy.phrases.problems.told import Told
from lupaus.policy.phrases.words import Words

SHARING: Mapping[str, Told] = {
    "N50": Told(
        Words(
            "Vastaanottajalla ei ole nimeä eikä toimialaa.",
            "En mottagare har varken namn eller bransch.",
            "A recipient has neither a name nor a sector.",
        ),
        Words(
            "Nimeä vastaanottaja tai sen toimiala, esimerkiksi tilitoimisto tai painotalo.",
            "Ange mottagaren eller dess bransch, till exempel redovisningsbyrå eller tryckeri.",
            "Name the recipient or its sector, such as accountant or printer.",
        ),
    ),
    "N51": Told(
        Words(
            "Suojatoimen paikalla on vakuutus, että vastaanottaja noudattaa lakia.",
            "I stället för en skyddsåtgärd finns en försäkran om att mottagaren följer lagen.",
            "An assertion that the recipient follows the law stands in place of a safeguard.",
        ),
        Words(
            "Tee käsittelysopimus, kirjoita sen päivä ja valitse siirron suojatoimi, jos"
            " tiedot lähtevät ETA-alueelta.",
            "Ingå ett biträdesavtal, skriv dess dag och välj en skyddsåtgärd om uppgifterna"
            " lämnar EES.",
            "Make a processing agreement, write its day, and choose a safeguard where data"
            " leaves the EEA.",
        ),
    ),
    "N52": Told(
        Words(
            "Seloste väittää, että vain me näemme tiedot, mutta luettelossa on käsittelijöitä.",
            "Beskrivningen påstår att endast vi ser uppgifterna, men förteckningen har"
            " biträden.",
            "The notice claims that only we have access, beside a list of processors.",
        ),
        Words(
            "Poista väite. Tietoihin pääsevät me ja luetellut käsittelijät.",
            "Ta bort påståendet. Åtkomst har vi och de uppräknade biträdena.",
            "Take the claim away. Those who have access are us and the listed processors.",
        ),
    ),
    "N53": Told(
        Words(
            "Seloste lupaa, etteivät tiedot koskaan lähde ETA-alueelta. Käsittelijän"
            " tukipalvelukin voi rikkoa lupauksen.",
            "Beskrivningen lovar att uppgifterna aldrig lämnar EES. Redan ett biträdes"
            " stödtjänst kan bryta löftet.",
            "The notice promises that nothing ever leaves the EEA. Even a processor's"
            " support can break that.",
        ),
        Words(
            "Pidä lupaus vain, jos yksikään käsittelijä tai sen tuki ei toimi ETA-alueen"
            " ulkopuolelta.",
            "Behåll löftet endast om inget biträde och ingen stödtjänst arbetar utanför EES.",
            "Keep the promise only if no processor, nor its support, works from outside.",
        ),
    ),
    "N54": Told(
        Words(
            "Siirron perusteeksi on annettu tekninen tarve tai projektin tarve, jotka eivät"
            " ole perusteita.",
            "Som överföringsgrund anges tekniskt behov eller ett projekts behov, som inte"
            " är grunder.",
            "Technical need or the need of a project is given as the ground of a transfer,"
            " and neither is one.",
        ),
        Words(
            "Valitse vastaanottajalle peruste: riittävyyspäätös, tietosuojakehys,"
            " vakiosopimuslausekkeet tai yritystä koskevat sitovat säännöt.",
            "Välj en grund för mottagaren: beslut om adekvat skyddsnivå, ramen för"
            " dataskydd, standardavtalsklausuler eller bindande företagsbestämmelser.",
            "Choose a ground for the recipient: an adequacy decision, the framework,"
            " standard clauses or binding corporate rules.",
        ),
    ),
    "N55": Told(
        Words(
            "ETA-alueen ulkopuolisen vastaanottajan maa tai siirron peruste puuttuu tai ei"
            " sovi yhteen.",
            "Landet eller överföringsgrunden för en mottagare utanför EES saknas eller"
            " passar inte ihop.",
            "A recipient outside the EEA lacks its country, or a ground that serves that"
            " country.",
        ),
        Words(
            "Valitse vastaanottajalle maa ja siihen maahan käyvä siirron peruste.",
            "Välj land för mottagaren och en grund som gäller för det landet.",
            "Choose the recipient's country, and a ground that serves it.",
        ),
    ),
    "N57": Told(
        Words(
            "Siirtoa arvioidaan vain palvelimen sijainnin perusteella.",
            "Överföringen bedöms endast efter var servern står.",
            "Where a server stands is the only test of a transfer.",
        ),
        Words(
            "Selvitä, kuka tietoihin pääsee ja mistä maasta. Myös etäkäyttö on siirto.",
            "Ta reda på vem som kommer åt uppgifterna och från vilket land. Även"
            " fjärråtkomst är en överföring.",
            "Find out who can reach the data and from where. Remote access is a transfer too.",
        ),
    ),
    "N58": Told(
        Words(
            "Siirron peruste on päättynyt, tai sitä ei ole tarkistettu ajoissa.",
            "Överföringsgrunden har upphört, eller den har inte kontrollerats i tid.",
            "A ground of transfer has ended, or was not looked up in time.",
        ),
        Words(
            "Tarkista peruste uudelleen ja kirjoita tarkistuspäivä.",
            "Kontrollera grunden på nytt och skriv dagen.",
            "Look the ground up again, and write the day.",
        ),
    ),
    "N59": Told(
        Words(
            "Asiakasluettelo julkaistaan, ellei asiakas kiellä.",
            "En kundförteckning publiceras om kunden inte förbjuder det.",
            "A list of customers is published unless they forbid it.",
        ),
        Words(
            "Julkaise vain suostumuksella, tai älä julkaise lainkaan.",
            "Publicera endast med samtycke, eller inte alls.",
            "Publish with consent only, or not at all.",
        ),
    ),
    "N60": Told(
        Words(
            "Tiedot menevät liiketoiminnan ostajalle, mutta ehtoja ei kerrota.",
            "Uppgifterna går till den som köper verksamheten, men villkoren sägs inte.",
            "Data goes to a buyer of the business, and no conditions are told.",
        ),
        Words(
            "Kerro ehdot: tiedot ilman nimiä ennen kauppaa, ja uudesta rekisterinpitäjästä"
            " kerrotaan ihmisille.",
            "Ange villkoren: uppgifter utan namn före köpet, och människorna informeras om"
            " den nya personuppgiftsansvarige.",
            "Say the conditions: anonymised before the sale, and people are told of the new"
            " controller.",
        ),
    ),
    "N61": Told(
        Words(
            "Käyntejä analysoidaan, mutta analysoijaa ja sen maata ei ole nimetty.",
            "Besök analyseras, men den som analyserar och dess land anges inte.",
            "Visits are analysed, and nobody with a country is named for it.",
        ),
        Words(
            "Nimeä kävijämittauksen tekijä vastaanottajaksi ja kirjoita sen maa.",
            "Namnge den som mäter besöken som mottagare och skriv landet.",
            "Name who does the analysing as a recipient, with its country.",
        ),
    ),
}
