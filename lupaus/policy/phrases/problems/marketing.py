"""Profiling, obligations, direct marketing and cookies."""

from collections.abc import Mapping

from lupaus.policy.phrases.problems.told import Told
from lupaus.policy.phrases.words import Words

MARKETING: Mapping[str, Told] = {
    "N99": Told(
        Words(
            "Automaattisista päätöksistä ei sanota mitään.",
            "Ingenting sägs om automatiserade beslut.",
            "Nothing is said of automated decisions.",
        ),
        Words(
            "Kerro, ettei niitä tehdä.",
            "Ange att sådana inte görs.",
            "Say that none are made.",
        ),
    ),
    "N100": Told(
        Words(
            "Seloste kieltää profiloinnin, vaikka ihmisiä valitaan sen mukaan, mitä heistä"
            " tiedetään.",
            "Beskrivningen förnekar profilering, fast människor väljs enligt vad man vet om"
            " dem.",
            "Profiling is denied, and people are chosen by what is known of them.",
        ),
        Words(
            "Luovu kohdentamisesta tai lupauksesta.",
            "Avstå från riktandet eller från löftet.",
            "Give up the targeting, or the promise.",
        ),
    ),
    "N101": Told(
        Words(
            "Seloste ei kerro, mitkä tiedot on pakko antaa.",
            "Beskrivningen anger inte vilka uppgifter som måste ges.",
            "Nothing says which data must be given.",
        ),
        Words(
            "Merkitse pakollisiksi tiedot, joita sopimus edellyttää.",
            "Markera de uppgifter som avtalet kräver som obligatoriska.",
            "Mark what a contract needs as required.",
        ),
    ),
    "N102": Told(
        Words(
            "Tietosuojavastaavasta ei sanota mitään.",
            "Ingenting sägs om ett dataskyddsombud.",
            "Nothing is said of a data protection officer.",
        ),
        Words(
            "Kerro, miten hänet tavoittaa, tai ettei tietosuojavastaavaa ole.",
            "Ange hur ombudet nås, eller att det inte finns något.",
            "Say how to reach one, or that there is none.",
        ),
    ),
    "N103": Told(
        Words(
            "Rekisteriä käytetään markkinointiin, mutta kieltoja ei ole tietojen luettelossa.",
            "Marknadsföring görs, men förbuden finns inte i förteckningen över uppgifter.",
            "Marketing is done, and kept refusals are not in the list of data.",
        ),
        Words(
            "Lisää lupatiedot luetteloon. Kielto tallennetaan, jotta sitä voi noudattaa.",
            "Lägg till samtyckesuppgifterna. Ett förbud sparas för att kunna följas.",
            "Add permissions to the list. A refusal is kept so that it can be honoured.",
        ),
    ),
    "N104": Told(
        Words(
            "Ihmisille, jotka eivät ole asiakkaita, lähetetään sähköistä markkinointia"
            " ilman suostumusta.",
            "Människor som inte är kunder får elektronisk marknadsföring utan samtycke.",
            "Natural persons who are no customers get electronic marketing without consent.",
        ),
        Words(
            "Pyydä sähköposteihin ja tekstiviesteihin suostumus, tai lähetä niitä ilman"
            " suostumusta vain omille asiakkaillesi.",
            "Be om samtycke till e-post och textmeddelanden, eller sänd dem utan samtycke"
            " endast till dina egna kunder.",
            "Ask consent to e-mail and text messages, or send them without to customers only.",
        ),
    ),
    "N105": Told(
        Words(
            "Sähköistä markkinointia lähetetään ilman suostumusta, eikä kiellon"
            " mahdollisuutta kerrota.",
            "Elektronisk marknadsföring sänds utan samtycke, och möjligheten att förbjuda"
            " nämns inte.",
            "Electronic marketing goes out without consent, and the chance to refuse is not"
            " stated.",
        ),
        Words(
            "Lupaa kieltomahdollisuus tietoja kerättäessä ja jokaisessa viestissä.",
            "Lova möjligheten att förbjuda vid insamlingen och i varje meddelande.",
            "Promise the chance to refuse at collection and in every message.",
        ),
    ),
    "N106": Told(
        Words(
            "Sähköistä markkinointia lähetetään ilman suostumusta vielä asiakassuhteen"
            " jälkeen.",
            "Elektronisk marknadsföring sänds utan samtycke ännu efter kundförhållandet.",
            "Electronic marketing goes out without consent after the customer relation.",
        ),
        Words(
            "Käytä asiakassuhteen jälkeen vain kirjettä ja puhelinta tai pyydä suostumus.",
            "Använd därefter endast brev och telefon, eller be om samtycke.",
            "After it use post and telephone only, or ask for consent.",
        ),
    ),
    "N107": Told(
        Words(
            "Markkinointi luvataan rajata tiettyihin ryhmiin. Lupaus sitoo.",
            "Marknadsföringen lovas vara begränsad till vissa grupper. Löftet binder.",
            "Marketing is promised to some groups only. The promise binds.",
        ),
        Words(
            "Mitään ei tarvitse tehdä. Rekisteri pitää rajan.",
            "Inget behöver göras. Registret håller gränsen.",
            "Nothing to do. The register keeps it.",
        ),
    ),
    "N118": Told(
        Words(
            "Kuluttajille markkinoidaan puhelimitse. Kauppa sitoo vasta kirjallisen"
            " hyväksynnän jälkeen.",
            "Konsumenter kontaktas per telefon. Köpet binder först efter skriftligt"
            " godkännande.",
            "Consumers are marketed to by telephone. A sale binds after acceptance in writing.",
        ),
        Words(
            "Lähetä puhelun jälkeen tarjous pysyvällä tavalla ja pyydä kuluttajan"
            " hyväksyntä siihen.",
            "Skicka efter samtalet ett erbjudande i varaktig form och be om konsumentens"
            " godkännande.",
            "After the call send an offer in durable form, and ask for the consumer's"
            " acceptance of it.",
        ),
    ),
    "N110": Told(
        Words(
            "Muut kuin välttämättömät evästeet nojaavat selaimen asetuksiin tai eivät"
            " mihinkään.",
            "Andra än nödvändiga kakor stöder sig på webbläsarens inställningar eller på"
            " ingenting.",
            "Cookies that are not necessary rest on browser settings, or on nothing.",
        ),
        Words(
            "Pyydä suostumus, jossa kieltäminen on yhtä helppoa kuin hyväksyminen, tai"
            " käytä vain välttämättömiä evästeitä.",
            "Be om samtycke där det är lika lätt att neka som att godkänna, eller använd"
            " endast nödvändiga kakor.",
            "Ask for consent where refusing is as easy as accepting, or set necessary"
            " cookies alone.",
        ),
    ),
    "N111": Told(
        Words(
            "Kävijöiden sanotaan olevan tunnistamattomia, vaikka käyntejä mitataan.",
            "Besökarna sägs vara oidentifierbara, fast besöken mäts.",
            "Visitors are called unidentifiable while visits are measured.",
        ),
        Words(
            "Poista väite.",
            "Ta bort påståendet.",
            "Take the claim away.",
        ),
    ),
    "N112": Told(
        Words(
            "Evästeistä kieltäytyminen toimii vain yhdessä selaimessa tai mittauspalvelun"
            " omalla tilillä.",
            "Att neka kakor fungerar endast i en webbläsare eller på leverantörens konto.",
            "Refusing cookies works in one browser, or in an account with the vendor, only.",
        ),
        Words(
            "Tarjoa suostumuksen peruuttaminen omalla sivustollasi.",
            "Erbjud återkallelse på din egen webbplats.",
            "Offer withdrawal on your own site.",
        ),
    ),
}
