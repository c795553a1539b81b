"""What is held, and where it comes from."""

from collections.abc import Mapping

from lupaus.policy.phrases.problems.told import Told
from lupaus.policy.phrases.words import Words

HOLDINGS: Mapping[str, Told] = {
    "N36": Told(
        Words(
            "Henkilötunnusta käsitellään, mutta tarvetta ei ole kerrottu.",
            "Personbeteckningen behandlas, men behovet anges inte.",
            "The personal identity code is held, and no need for it is stated.",
        ),
        Words(
            "Kerro, mitä palvelua varten henkilötunnus tarvitaan, esimerkiksi luoton"
            " myöntämiseen.",
            "Ange för vilken tjänst personbeteckningen behövs, till exempel för beviljande"
            " av kredit.",
            "Say for which service the code is needed, such as granting credit.",
        ),
    ),
    "N37": Told(
        Words(
            "Pyynnön lähettäjä tunnistetaan henkilötunnuksella.",
            "Den som skickar en begäran identifieras med personbeteckningen.",
            "The personal identity code is used to tell who sends a request.",
        ),
        Words(
            "Varmista henkilöllisyys vain epäiltäessä ja rekisterissä jo olevan osoitteen"
            " avulla.",
            "Kontrollera identiteten endast vid tvivel och med en adress som redan är känd.",
            "Verify identity on doubt only, by an address that is known already.",
        ),
    ),
    "N38": Told(
        Words(
            "Salasanoja säilytetään avoimina, liian laajaan käyttöön tai liian kauan.",
            "Lösenord sparas öppet, för vid användning eller för länge.",
            "Passwords are held open, for too wide a use, or too long.",
        ),
        Words(
            "Säilytä ne salattuina, vain palvelua varten ja palvelun päättymiseen asti.",
            "Spara dem krypterade, endast för tjänsten och tills tjänsten upphör.",
            "Keep them sealed, for the service only, and until the service ends.",
        ),
    ),
    "N39": Told(
        Words(
            "Laskutustietoja, kuten tilinumero, on ilman tarkoitusta.",
            "Faktureringsuppgifter, till exempel kontonummer, saknar ändamål.",
            "Billing details, such as a bank account, are held for no purpose.",
        ),
        Words(
            "Kerro, mihin tilinumeroa tarvitaan, esimerkiksi palautuksiin, tai jätä"
            " laskutustiedot pois.",
            "Ange vad kontonumret behövs till, till exempel återbetalningar, eller lämna"
            " bort uppgifterna.",
            "Say what the account number is for, such as refunds, or leave billing details"
            " out.",
        ),
    ),
    "N40": Told(
        Words(
            "Verkkosivuston käyntejä mitataan, mutta niitä ei ole tietojen luettelossa.",
            "Besök på webbplatsen mäts, men de finns inte i förteckningen över uppgifter.",
            "Visits to the web site are measured, and are not in the list of data.",
        ),
        Words(
            "Lisää tieto luetteloon tai lopeta mittaaminen.",
            "Lägg till uppgiften i förteckningen eller sluta mäta.",
            "Add it to the list, or stop measuring.",
        ),
    ),
    "N41": Told(
        Words(
            "Kuluttajia laskutetaan, mutta heiltä ei ole laskutusosoitetta.",
            "Konsumenter faktureras, men ingen faktureringsadress finns.",
            "Consumers are invoiced, and no address for an invoice is held of them.",
        ),
        Words(
            "Lisää kuluttajien postiosoite tai laskutustiedot, tai älä laskuta heitä.",
            "Lägg till konsumenternas postadress eller faktureringsuppgifter, eller"
            " fakturera dem inte.",
            "Hold a postal address or billing details of consumers, or do not invoice them.",
        ),
    ),
    "N42": Told(
        Words(
            "Rekisterissä on ihmisiä, joilla ei ole omaa asiakassuhdetta, eikä kukaan kerro"
            " siitä heille.",
            "I registret finns människor utan eget kundförhållande, och ingen berättar det"
            " för dem.",
            "Persons without a customer relation of their own are held, and nobody tells them.",
        ),
        Words(
            "Lisää lähteeksi organisaatio ja merkitse, että ihmiselle kerrotaan.",
            "Lägg till organisationen som källa och markera att personen informeras.",
            "Add the organisation as a source, and mark that the person is told.",
        ),
    ),
    "N43": Told(
        Words(
            "Seloste lupaa, ettei arkaluonteisia tietoja käsitellä. Lupaus sitoo.",
            "Beskrivningen lovar att inga känsliga uppgifter behandlas. Löftet binder.",
            "The notice promises that no special categories are held. The promise binds.",
        ),
        Words(
            "Katso muistiinpanot ja tiedostot läpi. Muuta ei tarvitse tehdä.",
            "Gå igenom anteckningar och filer. Inget annat behöver göras.",
            "Look through notes and files. Nothing else needs to be done.",
        ),
    ),
    "N45": Told(
        Words(
            "Rekisterissä on mahdollisia asiakkaita, mutta lähdettä ei ole nimetty.",
            "I registret finns potentiella kunder, men ingen källa anges.",
            "Prospects are held, and no source is named.",
        ),
        Words(
            "Luettele lähteet: mistä kukin tieto tulee ja onko lähde julkinen.",
            "Räkna upp källorna: varifrån varje uppgift kommer och om källan är offentlig.",
            "List the sources: who gives which data, and whether they are public.",
        ),
    ),
    "N46": Told(
        Words(
            "Tietoja saadaan muualta, eikä ihmiselle luvata kertoa siitä.",
            "Uppgifter fås från annat håll, och personen lovas inte information om det.",
            "Data comes from elsewhere, and the person is not promised to be told.",
        ),
        Words(
            "Merkitse lähteeseen, että ihmiselle kerrotaan ensimmäisessä yhteydenotossa,"
            " viimeistään kuukauden kuluessa.",
            "Ange för källan att personen informeras vid första kontakten, senast inom en"
            " månad.",
            "Mark the source so that people are told at first contact, within a month at"
            " the latest.",
        ),
    ),
    "N47": Told(
        Words(
            "Luottotietorekisteriä käytetään henkilöllisyyden tai osoitteen tarkistamiseen.",
            "Kreditupplysningsregistret används för att kontrollera identitet eller adress.",
            "A credit register is used to check identity or address.",
        ),
        Words(
            "Ota sieltä vain luottotieto ja tarkista osoitteet muualta.",
            "Hämta endast kredituppgiften därifrån och kontrollera adresser på annat håll.",
            "Take the credit check alone from it, and check addresses against another source.",
        ),
    ),
    "N48": Told(
        Words(
            "Luottotietoja tarkistetaan, mutta rekisteriä ei ole nimetty tai asiasta ei"
            " kerrota ihmiselle.",
            "Kredituppgifter kontrolleras, men registret anges inte eller personen"
            " informeras inte.",
            "Credit is checked, and the register is not named or the person is not told.",
        ),
        Words(
            "Lisää luottotietorekisteri lähteeksi nimellä ja merkitse, että ihmiselle"
            " kerrotaan.",
            "Lägg till kreditupplysningsregistret som källa med namn och ange att personen"
            " informeras.",
            "Name the credit register as a source, and mark that the person is told.",
        ),
    ),
    "N49": Told(
        Words(
            "Lähteenä on ihmisten seuraaminen muilla sivustoilla.",
            "Som källa används spårning av människor på andra webbplatser.",
            "What people do on other parties' sites is a source.",
        ),
        Words(
            "Poista lähde, tai nimeä kumppanit ja pyydä suostumus.",
            "Ta bort källan, eller namnge partnerna och be om samtycke.",
            "Leave the source out, or name the partners and ask for consent.",
        ),
    ),
}
