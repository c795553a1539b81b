"""Headings that people and programs write, by field. Compared after :func:`plain`: lower case,
no signs, no numbers, so that ``Phone 2 - Value`` is ``phone value``.

The names of columns are those of common exports: Google Contacts (new and old), Outlook in
Finnish and English, HubSpot, Pipedrive, Procountor, Netvisor; and what people call them.
"""

import re

from lupaus.intake.field import Field

_SIGNS = re.compile(r"[^\w]+|_")
_NUMBERS = re.compile(r"(?:(?<=\s)|^)\d+(?=\s|$)|(?<=[^\W\d_])\d$")


def plain(heading: str) -> str:
    words = _SIGNS.sub(" ", heading.replace("\ufeff", "").casefold()).split()
    return " ".join(_NUMBERS.sub("", " ".join(words)).split()) or " ".join(words)


_WORDS: dict[Field, str] = {
    Field.NAME: """
        nimi | koko nimi | asiakas | asiakkaan nimi | asiakasnimi | henkilö | name |
        full name | display name | customer | customer name | person name | person | kund |
        kundnamn | namn | person name |
        näyttönimi | laskutusnimi | asiakasyritys tai henkilö | nimi sukunimi etunimi |
        etunimi sukunimi | sukunimi etunimi | file as | tallenna nimellä | visningsnamn""",
    Field.CONTACT: """
        yhteyshenkilö | yhteyshenkilön nimi | kontakti | kontaktihenkilö | contact |
        contact name | contact person | kontaktperson | person contact person |
        asiakkaan yhteyshenkilö | primary contact | teidän viitteenne | attention""",
    Field.GIVEN: """
        etunimi | etunimet | kutsumanimi | first name | given name | firstname | förnamn |
        person first name | contact first name | yhteyshenkilön etunimi | tilltalsnamn""",
    Field.FAMILY: """
        sukunimi | last name | family name | lastname | surname | efternamn | person last name |
        contact last name | yhteyshenkilön sukunimi""",
    Field.ORGANISATION: """
        yritys | yrityksen nimi | yritysnimi | organisaatio | organisaation nimi | yhtiö |
        toiminimi | firma | asiakasyritys | yhteisö | yhdistys | työpaikka | työnantaja |
        company | company name | organization | organization name | organisation |
        organisation name | associated company | associated company name | business name |
        företag | företagets namn | företagsnamn | person organization | account name |
        bolag | organisationens namn | primary associated company""",
    Field.BUSINESS_ID: """
        y tunnus | ytunnus | ly tunnus | yritystunnus | alv tunnus | alv numero | business id |
        business identity code | vat number | vat id | vat | fo nummer | fonummer |
        organization business id | company business id | asiakkaan y tunnus |
        y tunnus hetu | organisaatiotunnus | organisaatiotunniste | organization number |
        yrityksen y tunnus | company registration number | org nr""",
    Field.ASSOCIATION_ID: """
        rekisterinumero | yhdistyksen rekisterinumero | yhdistysrekisterinumero | registernummer
        """,
    Field.FORM: "yhtiömuoto | yritysmuoto | company form | bolagsform",
    Field.INDUSTRY: "toimiala | industry | bransch | päätoimiala | toimialaluokitus",
    Field.TITLE: """
        titteli | nimike | tehtävänimike | ammattinimike | asema | tehtävä | job title | title |
        organization title | position | yrsesbeteckning | yrkestitel | titel | työnimike""",
    Field.ROLE: "rooli | rooli yrityksessä | role | roll | buying role | yhteyshenkilön rooli",
    Field.EMAIL: """
        sähköposti | sähköpostiosoite | s posti | sposti | email | e mail | mail | meili |
        email address | e mail address | e mail value | email value | e post | epost |
        e postadress | yhteyshenkilön sähköposti | sähköpostiosoitteet | contact email |
        person email | person email work | person email home | person email other |
        email work | email home | email other | organisaation sähköposti | work email |
        asiakkaan sähköposti | additional email addresses | työsähköposti""",
    Field.PHONE: """
        puhelin | puhelinnumero | puhelinnro | puh | puh nro | puhnro | p | gsm | matkapuhelin |
        matkapuhelinnumero | kännykkä | mobiili | mobile | mobile phone | mobile phone number |
        mobile number | phone | phone number | phone value | telephone | tel | telefon |
        mobiltelefon | mobil | telefonnummer | business phone | home phone | primary phone |
        other phone | company main phone | työpuhelin | kotipuhelin | työnumero | työpuh |
        kotipuh | puhelin työ | puhelin koti | person phone | person phone work |
        person phone home | person phone mobile | person phone other | phone work | phone home |
        phone mobile | phone other | yhteyshenkilön puhelin | yhteyshenkilön puhelinnumero |
        arbetstelefon | hemtelefon | puhelinnumerot | lankapuhelin | car phone |
        asiakkaan puhelin |
        work phone | muu puhelin | yrityksen päänumero | ensisijainen puhelin |
        puhelinluettelo""",
    Field.STREET: """
        osoite | katuosoite | lähiosoite | postiosoite | käyntiosoite | jakeluosoite | katu |
        address | street | street address | address street | business street | home street |
        other street | postal address | mailing street | adress | gatuadress | postadress |
        address line | laskutusosoite | toimitusosoite | address formatted | osoiterivi |
        person postal address | organization address | company street address |
        työpaikan katuosoite | kotikatuosoite | kotiosoite | työosoite | jakeluosoitteen katu |
        laskutusosoitteen katuosoite | osoite katuosoite | näringsadress | utdelningsadress |
        billing address | street name""",
    Field.EXTRA: """
        lisäosoite | osoitteen lisärivi | osoitetarkenne | nimitarkenne | lisätieto osoite |
        address extended address | extended address | c o | co osoite | osasto | department |
        nimen jatke | osoitelisä | avdelning | street address line""",
    Field.POSTCODE: """
        postinumero | postinro | pnro | postino | zip | zip code | postal code | postcode |
        address postal code | business postal code | home postal code | other postal code |
        postnummer | postnr | mailing zip | laskutusosoitteen postinumero | zip postal code |
        organization address zip postal code | company postal code | postikoodi""",
    Field.TOWN: """
        postitoimipaikka | ptp | kaupunki | paikkakunta | kunta | toimipaikka | city | town |
        address city | business city | home city | other city | ort | stad | postort |
        mailing city | laskutusosoitteen postitoimipaikka | postitmp | kotikunta | postanstalt |
        organization address city town village locality | company city""",
    Field.COUNTRY: """
        maa | maakoodi | maatunnus | country | country region | address country |
        business country region | home country region | other country region | land |
        landskod | country code | business country | home country | maa alue""",
    Field.WEB: """
        www | www osoite | kotisivu | kotisivut | verkkosivu | verkkosivut | nettisivut |
        verkkosivusto | website | website value | web page | web | website url | url |
        hemsida | webbplats | webbsida | company domain name | verkko osoite | domain |
        verkkotunnus | internet osoite""",
    Field.NUMBER: """
        asiakasnumero | asiakasnro | asnro | asiakas nro | asiakastunnus | asiakaskoodi |
        customer number | customer no | customer id | customer code | kundnummer | kundnr |
        asiakkaan numero | kumppanin numero | liikekumppanikoodi""",
    Field.STARTED: """
        asiakkuus alkanut | asiakkuus alkoi | asiakkuuden alku | asiakas alkaen | alkupvm |
        asiakassuhde alkanut | asiakkuuden alkamispäivä | asiakassuhteen alku | customer since |
        kund sedan | kundförhållandet började | became a customer date | alkanut |
        asiakkuus alkaen | asiakkuuden alkupäivä | relation started | sopimus alkanut""",
    Field.ENDED: """
        asiakkuus päättynyt | asiakkuus päättyi | asiakkuuden loppu | päättymispvm |
        asiakassuhde päättynyt | asiakkuuden päättymispäivä | asiakassuhteen päättyminen |
        customer until | kundförhållandet slutade | loppupvm | päättynyt | relation ended |
        asiakkuus loppunut | sopimus päättynyt | asiakkuuden loppupäivä | churn date""",
    Field.LAST_CONTACT: """
        viimeisin yhteydenotto | viimeinen yhteydenotto | viimeksi yhteydessä | yhteydenotto |
        viimeisin kontakti | viimeinen kontakti | last contact | last contacted |
        last activity date | last activity | person last activity date | senaste kontakt |
        viimeisin yhteys | viimeisin tapaaminen | last contact date""",
    Field.NOTE: """
        muistiinpanot | muistiinpano | huomautus | huomautukset | huom | lisätiedot |
        lisätieto |
        kommentti | kommentit | notes | note | comment | comments | anteckningar | anteckning |
        anmärkning | kuvaus | viesti | muuta | selite | description""",
    Field.IDENTITY_CODE: """
        henkilötunnus | hetu | sotu | sosiaaliturvatunnus | personal identity code |
        personbeteckning | government id number | id numero | henkilötunnus hetu""",
    Field.EINVOICE_ADDRESS: """
        verkkolaskuosoite | verkkolaskutusosoite | e laskuosoite | elaskuosoite | ovt | edi |
        ovt tunnus | einvoice address | e invoice address | e fakturaadress | nätfakturaadress |
        verkkolaskuosoite ovt | edi tunnus | electronic invoice address |
        finvoice osoite""",
    Field.OPERATOR: """
        välittäjätunnus | operaattoritunnus | operaattori | välittäjä | verkkolaskuoperaattori |
        verkkolaskuvälittäjä | einvoice operator | operator id | operator | förmedlarkod |
        verkkolaskun välittäjätunnus | intermediator | finvoice välittäjä""",
    Field.IBAN: """
        iban | tilinumero | pankkitili | pankkitilinumero | bank account |
        kontonummer""",
    Field.BILLING_REFERENCE: """
        laskutusviite | asiakkaan viite | tilausviite | viitteenne | your reference |
        billing reference | er referens""",
    Field.BILLING_EMAIL: """
        laskutussähköposti | laskutus sähköposti | sähköposti laskutus |
        laskutuksen sähköposti |
        billing email | invoice email | invoicing email | laskutusosoite sähköposti |
        email laskutukseen | faktureringsadress e post""",
    Field.ORDER_NAME: """
        tilaus | tuote | palvelu | tilattu tuote | order | product | service | beställning |
        tuotteen nimi | palvelun nimi""",
    Field.ORDER_REFERENCE: "tilausnumero | tilausnro | order number | beställningsnummer",
    Field.ORDERED_ON: "tilauspäivä | tilauspvm | order date | beställningsdatum | tilattu",
    Field.INVOICE_NUMBER: """
        laskun numero | laskunumero | laskunro | laskun nro | lasku nro | invoice number |
        invoice no | fakturanummer | lasku""",
    Field.INVOICE_ISSUED: """
        laskun päivä | laskun pvm | laskupäivä | laskupvm | laskun päiväys | laskutuspäivä |
        invoice date | fakturadatum""",
    Field.INVOICE_DUE: """
        eräpäivä | eräpvm | laskun eräpäivä | due date | invoice due date | förfallodag |
        förfallodatum""",
    Field.INVOICE_PAID: """
        maksettu | maksupäivä | maksupvm | maksettu pvm | paid | paid on | payment date |
        betalningsdag | betald | suorituspäivä""",
    Field.INVOICE_TOTAL: """
        laskun summa | summa | loppusumma | laskun loppusumma | laskun määrä | yhteensä |
        invoice total | invoice amount | total | amount | fakturabelopp | belopp |
        laskun summa eur | veroll summa | verollinen summa""",
    Field.INVOICE_REFERENCE: """
        viitenumero | laskun viitenumero | viite | reference number | payment reference |
        referensnummer""",
    Field.INVOICE_STATUS: """
        laskun tila | laskun status | maksutila | invoice status | payment status |
        fakturastatus
        """,
    Field.PERMITTED: """
        markkinointilupa | suoramarkkinointilupa | lupa markkinointiin | markkinointi |
        suoramarkkinointi | marketing permission | marketing consent | opt in | lupa |
        marknadsföringstillstånd | direktmarknadsföring | marketing status |
        subscribed | marketing contact status""",
    Field.PERMITTED_EMAIL: """
        sähköpostimarkkinointi | sähköpostilupa | uutiskirje | uutiskirjelupa | newsletter |
        email marketing | email opt in | email marketing consent | nyhetsbrev |
        lupa sähköposti |
        sähköpostimarkkinointilupa | markkinointilupa sähköposti""",
    Field.PERMITTED_SMS: """
        tekstiviestimarkkinointi | tekstiviestilupa | sms lupa | sms marketing | sms opt in |
        markkinointilupa sms | markkinointilupa tekstiviesti""",
    Field.PERMITTED_PHONE: """
        puhelinmarkkinointi | puhelinmarkkinointilupa | phone marketing | phone opt in |
        markkinointilupa puhelin""",
    Field.PERMITTED_POST: """
        postimarkkinointi | postimarkkinointilupa | post marketing | markkinointilupa posti""",
    Field.OBJECTED: """
        suoramarkkinointikielto | markkinointikielto | kielto | kiellot | ei markkinointia |
        ei suoramarkkinointia | do not market | do not contact | opt out | unsubscribed |
        marketing opt out | förbud mot direktmarknadsföring | marknadsföringsförbud |
        kieltänyt markkinoinnin | markkinointi kielletty""",
    Field.OBJECTED_EMAIL: """
        sähköpostikielto | ei sähköpostia | unsubscribed from all email | email opt out |
        has opted out of email | opted out of email | sähköpostimarkkinointikielto |
        ei uutiskirjettä""",
    Field.OBJECTED_SMS: "tekstiviestikielto | ei tekstiviestejä | sms kielto | sms opt out",
    Field.OBJECTED_PHONE: """
        puhelinkielto | puhelinmarkkinointikielto | ei puhelinmarkkinointia | do not call |
        ei soittoja""",
    Field.OBJECTED_POST: """
        postikielto | ei postia | ei mainoksia | do not mail |
        postituskielto""",
    Field.PERMISSION_EVIDENCE: """
        luvan näyttö | suostumuksen näyttö | luvan lähde | suostumuksen lähde | luvan tapa |
        consent evidence | permission evidence | consent source | mistä lupa saatu |
        miten lupa saatu""",
    Field.PERMISSION_DAY: """
        luvan päivä | luvan pvm | suostumuspäivä | suostumus annettu | consent date |
        opt in date |
        permission date | lupa saatu""",
    Field.BIRTHDAY: """
        syntymäaika | syntymäpäivä | synt aika | birthday | date of birth | birth date |
        födelsedag | födelsetid | anniversary | vuosipäivä | ikä | age | hääpäivä""",
    Field.SENSITIVE: """
        sukupuoli | gender | kön | uskonto | religion | terveys | terveystiedot | allergiat |
        kansalaisuus | nationality | puoliso | spouse | lapset | children | siviilisääty |
        ammattiliitto | äidinkieli | person gender""",
    Field.IGNORED: """
        name prefix | name suffix | middle name | additional name | phonetic first name |
        phonetic middle name | phonetic last name | nickname | photo | labels |
        group membership |
        phone label | phone type | e mail label | e mail type | email type | email label |
        address label | address type | address region | address po box | website label |
        website type | organization type | e mail display name | email display name |
        categories |
        sensitivity | priority | initials | initials yomi | user | private |
        billing information |
        mileage | keywords | profession | anniversary | hobby | location | id | record id |
        contact id | contact owner | owner | create date | created | person created |
        update time | person id | organization id | deal | lead status | lifecycle stage |
        yomi name | given name yomi | family name yomi | name yomi | file name |
        custom field label |
        custom field value | relation label | relation value | event label | event value |
        last modified date | tila | status | maksuehto | payment term | payment terms | alv |
        kieli | language | language code | valuutta | currency | organization department |
        person owner | person visible to | visible to | lisäys pvm | lisätty | muokattu | rivi |
        nro | asiakasryhmä | customer group | ryhmä | web page display | business fax |
        home fax |
        fax | faksi | telefax | pager | telex | isdn | radio phone | callback | tty tdd phone |
        assistant s phone | assistant s name | manager s name | address formatted address""",
}

#: Headings that another, clearer one beats: Outlook's ``Title`` is *Ms*, beside ``Job Title``.
VAGUE = frozenset(
    {"title", "description", "lisätieto", "lisätiedot", "kuvaus", "selite", "summa", "total"}
    | {"amount", "yhteensä", "osoite", "address", "role", "viite", "display name", "file as"}
)

#: Plain heading -> field.
HEADINGS: dict[str, Field] = {
    " ".join(words.split()): field
    for field, text in _WORDS.items()
    for words in text.replace("\n", " ").split("|")
}
