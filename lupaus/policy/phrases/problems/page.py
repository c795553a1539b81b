"""Dead law, who the controller is, and the author's own words."""

from collections.abc import Mapping

from lupaus.policy.phrases.problems.told import Told
from lupaus.policy.phrases.words import Words

PAGE: Mapping[str, Told] = {
    "N01": Told(
        Words(
            "Seloste vetoaa kumottuun lakiin, esimerkiksi henkilötietolakiin.",
            "Beskrivningen hänvisar till en upphävd lag, till exempel personuppgiftslagen.",
            "The notice cites a repealed statute, such as the Personal Data Act.",
        ),
        Words(
            "Viittaa tietosuoja-asetukseen (GDPR) ja tietosuojalakiin 1050/2018.",
            "Hänvisa till dataskyddsförordningen (GDPR) och dataskyddslagen 1050/2018.",
            "Cite the GDPR and the Data Protection Act 1050/2018.",
        ),
    ),
    "N02": Told(
        Words(
            "Seloste vetoaa sähköisen viestinnän tietosuojalakiin, joka on kumottu 1.1.2015.",
            "Beskrivningen hänvisar till lagen om dataskydd vid elektronisk kommunikation,"
            " som upphävdes 1.1.2015.",
            "The notice cites the Act on Privacy in Electronic Communications, repealed on"
            " 1 January 2015.",
        ),
        Words(
            "Viittaa lakiin sähköisen viestinnän palveluista 917/2014 ja tietosuoja-"
            " asetuksen 32 artiklaan tai jätä lause pois.",
            "Hänvisa till lagen om tjänster inom elektronisk kommunikation 917/2014 och"
            " artikel 32 i dataskyddsförordningen, eller lämna bort meningen.",
            "Cite the Act on Electronic Communications Services 917/2014 and Article 32 of"
            " the GDPR, or leave the sentence out.",
        ),
    ),
    "N03": Told(
        Words(
            "Seloste nimeää viranomaisen, jota ei enää ole.",
            "Beskrivningen nämner en myndighet som inte längre finns.",
            "The notice names an authority that no longer exists.",
        ),
        Words(
            "Kirjoita nykyisen viranomaisen nimi: tietosuojavaltuutettu tai Traficom.",
            "Skriv namnet på den nuvarande myndigheten: dataombudsmannen eller Traficom.",
            "Name the authority of today: the Data Protection Ombudsman, or Traficom.",
        ),
    ),
    "N04": Told(
        Words(
            "Siirron perusteena on Privacy Shield tai Safe Harbour, jotka EU-tuomioistuin"
            " on kumonnut.",
            "Överföringen grundar sig på Privacy Shield eller Safe Harbour, som EU-"
            " domstolen har ogiltigförklarat.",
            "A transfer rests on Privacy Shield or Safe Harbour, which the EU Court of"
            " Justice has annulled.",
        ),
        Words(
            "Valitse vastaanottajalle voimassa oleva peruste: tietosuojakehys ja sen"
            " tarkistuspäivä tai vakiosopimuslausekkeet.",
            "Välj en giltig grund för mottagaren: ramen för dataskydd med kontrolldag,"
            " eller standardavtalsklausuler.",
            "Choose a ground that stands: the Data Privacy Framework with the day of the"
            " check, or standard contractual clauses.",
        ),
    ),
    "N05": Told(
        Words(
            "Paperin tuhoamisen standardi on vanhentunut.",
            "Standarden för förstöring av papper är föråldrad.",
            "The standard for destroying paper has been replaced.",
        ),
        Words(
            "Kirjoita ISO/IEC 21964 (DIN 66399), vähintään P-4.",
            "Skriv ISO/IEC 21964 (DIN 66399), minst P-4.",
            "Write ISO/IEC 21964 (DIN 66399), at least P-4.",
        ),
    ),
    "N06": Told(
        Words(
            "Selosteen nimi tai rakenne on kumotun henkilötietolain mukainen rekisteriseloste.",
            "Beskrivningens namn eller uppbyggnad följer den upphävda personuppgiftslagens"
            " registerbeskrivning.",
            "The notice is named or built as the registry description of the repealed Act.",
        ),
        Words(
            "Anna nimeksi tietosuojaseloste. Seloste käsittelytoimista tulostuu erikseen.",
            "Kalla den dataskyddsbeskrivning. Registret över behandling skrivs ut skilt.",
            "Call it a privacy notice. The record of processing is printed apart.",
        ),
    ),
    "N07": Told(
        Words(
            "Tekstissä on oikeuksien vanhoja nimiä, kuten tarkastusoikeus.",
            "Texten innehåller gamla namn på rättigheter, till exempel granskningsrätt.",
            "The text uses old names of rights.",
        ),
        Words(
            "Käytä nykyisiä nimiä: oikeus saada pääsy tietoihin ja vastustamisoikeus.",
            "Använd dagens namn: rätt att få tillgång till uppgifterna och rätt att göra"
            " invändningar.",
            "Use the names of today: right of access and right to object.",
        ),
    ),
    "N08": Told(
        Words(
            "Seloste on vanhempi kuin tietosuoja-asetus, jota on sovellettu 25.5.2018 lähtien.",
            "Beskrivningen är äldre än dataskyddsförordningen, som har tillämpats sedan"
            " 25.5.2018.",
            "The notice is older than the GDPR, which has applied since 25 May 2018.",
        ),
        Words(
            "Käy seloste läpi ja päivää se.",
            "Gå igenom beskrivningen och datera den.",
            "Go through the notice and date it.",
        ),
    ),
    "N09": Told(
        Words(
            "Selosteella ei ole päivää, joten kukaan ei tiedä, mikä versio on annettu kenelle.",
            "Beskrivningen saknar datum, så ingen vet vilken version som har getts åt vem.",
            "The notice has no date, so nobody can tell which version was given to whom.",
        ),
        Words(
            "Päivää seloste, kun otat sen käyttöön.",
            "Datera beskrivningen när du tar den i bruk.",
            "Date the notice when you put it in force.",
        ),
    ),
    "N10": Told(
        Words(
            "Selosteen katselmuksesta on yli vuosi.",
            "Det är över ett år sedan beskrivningen gicks igenom.",
            "The notice was last reviewed more than a year ago.",
        ),
        Words(
            "Lue seloste läpi ja merkitse katselmuksen päivä.",
            "Läs igenom beskrivningen och anteckna dagen.",
            "Read the notice through and enter the day of the review.",
        ),
    ),
    "N11": Told(
        Words(
            "Rekisterinpitäjä on nimetty puutteellisesti: yhtiömuoto tai Y-tunnus puuttuu"
            " tai nimenä on ihminen.",
            "Den personuppgiftsansvarige är bristfälligt angiven: bolagsform eller FO-"
            " nummer saknas, eller namnet är en människas.",
            "The controller is named in part only: the legal form or Y-tunnus is missing,"
            " or the name is a person's.",
        ),
        Words(
            "Kirjoita virallinen nimi yhtiömuotoineen ja Y-tunnus. Toiminimen nimessä ei"
            " tarvita yhtiömuotoa, ja yhdistykseltä Y-tunnus voi puuttua.",
            "Skriv det officiella namnet med bolagsform och FO-numret. En enskild firma"
            " behöver ingen form i namnet, och en förening kan sakna FO-nummer.",
            "Write the official name with its legal form, and the Y-tunnus. A sole trader"
            " needs no form in the name, and an association may lack a Y-tunnus.",
        ),
    ),
    "N12": Told(
        Words(
            "Rekisterinpitäjän postiosoite puuttuu.",
            "Den personuppgiftsansvariges postadress saknas.",
            "The postal address of the controller is missing.",
        ),
        Words(
            "Lisää katuosoite, postinumero ja postitoimipaikka.",
            "Lägg till gatuadress, postnummer och postort.",
            "Add street, postcode and town.",
        ),
    ),
    "N13": Told(
        Words(
            "Entinen nimi on yhä käytössä nimenä tai tuotemerkkinä.",
            "Ett tidigare namn används fortfarande som namn eller varumärke.",
            "A name that was given up is still used as name or brand.",
        ),
        Words(
            "Pidä yksi virallinen nimi, käytössä olevat tuotemerkit ja entiset nimet kukin"
            " omassa kohdassaan.",
            "Håll det officiella namnet, varumärken i bruk och tidigare namn var och en på"
            " sitt ställe.",
            "Keep the legal name, the brands in use and the former names each in their own"
            " place.",
        ),
    ),
    "N14": Told(
        Words(
            "Pyynnöt ohjataan toiseen sähköpostiin kuin rekisterinpitäjän omaan.",
            "Begäranden styrs till en annan e-postadress än den personuppgiftsansvariges egen.",
            "Requests are sent to another mailbox than the controller's own.",
        ),
        Words(
            "Käytä yhtä osoitetta. Jätä pyyntöjen oma osoite pois, niin selosteessa on"
            " rekisterinpitäjän osoite.",
            "Använd en adress. Lämna bort den särskilda adressen, så visas den"
            " personuppgiftsansvariges.",
            "Use one mailbox. Leave the separate address out, and the controller's is printed.",
        ),
    ),
    "N15": Told(
        Words(
            "Tekstiin on jäänyt pohjan täytettävä kohta.",
            "Ett ställe som skulle fyllas i har blivit kvar från mallen.",
            "A placeholder of a template was left in the text.",
        ),
        Words(
            "Kirjoita tilalle se, mitä kohtaan kuuluu.",
            "Skriv det som hör dit.",
            "Write what belongs there.",
        ),
    ),
    "N16": Told(
        Words(
            "Tekstissä on toisen yrityksen sanoja, kuten asiakasomistaja tai kanta-asiakas.",
            "Texten innehåller ett annat företags ord, till exempel ägarkund eller stamkund.",
            "The text holds words of somebody else's notice.",
        ),
        Words(
            "Puhu asiakkaistasi omin sanoin.",
            "Använd dina egna ord för dina kunder.",
            "Use your own words for your customers.",
        ),
    ),
    "N17": Told(
        Words(
            "Tekstin joukkoon on jäänyt verkkosivun osia.",
            "Delar av en webbsida har blivit kvar i texten.",
            "Pieces of a web page stand among the words.",
        ),
        Words(
            "Poista ylimääräinen teksti.",
            "Ta bort det som inte hör dit.",
            "Take out what does not belong there.",
        ),
    ),
    "N18": Told(
        Words(
            "Sama pitkä lause on kahdessa paikassa.",
            "Samma långa mening finns på två ställen.",
            "The same long sentence stands in two places.",
        ),
        Words(
            "Sano asia yhdessä kohdassa, niin kohdat eivät pääse eroamaan toisistaan.",
            "Säg saken på ett ställe, så kan kopiorna inte börja skilja sig åt.",
            "Say it in one place, so that the copies cannot drift apart.",
        ),
    ),
    "N19": Told(
        Words(
            "Tekstissä on HTML-merkintöjä, jotka tulostuisivat sellaisinaan.",
            "Texten innehåller HTML-taggar som skulle skrivas ut som sådana.",
            "HTML tags stand in the text and would be printed as such.",
        ),
        Words(
            "Kirjoita pelkkää tekstiä. Seloste muotoilee sen itse.",
            "Skriv ren text. Beskrivningen formger den själv.",
            "Write plain text. The notice sets the type.",
        ),
    ),
    "N20": Told(
        Words(
            "Lause loppuu ilman pistettä, kuin se olisi katkennut.",
            "En mening slutar utan punkt, som om den hade klippts av.",
            "A sentence ends without a full stop, as if it had been cut.",
        ),
        Words(
            "Kirjoita lause loppuun.",
            "Skriv meningen till slut.",
            "Finish the sentence.",
        ),
    ),
    "N21": Told(
        Words(
            "Lauseet ovat pitkiä: keskimäärin yli 18 sanaa tai yksi yli 45 sanaa.",
            "Meningarna är långa: i genomsnitt över 18 ord, eller en över 45 ord.",
            "The sentences are long: over 18 words on average, or one over 45.",
        ),
        Words(
            "Jaa lauseet lyhyemmiksi.",
            "Dela upp meningarna.",
            "Split the sentences.",
        ),
    ),
    "N56": Told(
        Words(
            "Tekstissä puhutaan EU:sta, vaikka tarkoitetaan Euroopan talousaluetta.",
            "Texten talar om EU, fast Europeiska ekonomiska samarbetsområdet avses.",
            "The text speaks of the EU where the European Economic Area is meant.",
        ),
        Words(
            "Kirjoita EU- ja ETA-alue.",
            "Skriv EU- och EES-området.",
            "Write EU and EEA.",
        ),
    ),
}
