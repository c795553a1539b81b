"""Mistakes of form: the file is not readable, or a word or value does not fit."""

from collections.abc import Mapping

from lupaus.policy.phrases.problems.told import Told
from lupaus.policy.phrases.words import Words

FORM: Mapping[str, Told] = {
    "Y01": Told(
        Words(
            "Tekstin rakenne on rikki tällä rivillä.",
            "Textens struktur är trasig på den här raden.",
            "The structure of the text is broken on this line.",
        ),
        Words(
            "Tarkista sisennys, kaksoispisteet, lainausmerkit ja hakasulkeet.",
            "Kontrollera indrag, kolon, citattecken och hakparenteser.",
            "Check the indent, colons, quotes and brackets.",
        ),
    ),
    "Y02": Told(
        Words(
            "Tiedostossa on merkkejä, joita ei voi lukea.",
            "Filen innehåller tecken som inte kan läsas.",
            "The file holds characters that cannot be read.",
        ),
        Words(
            "Tallenna tiedosto tavallisena tekstinä (UTF-8).",
            "Spara filen som vanlig text (UTF-8).",
            "Save the file as plain text (UTF-8).",
        ),
    ),
    "Y03": Told(
        Words(
            "Teksti on tyhjä.",
            "Texten är tom.",
            "The text is empty.",
        ),
        Words(
            "Palauta aiempi versio luonnokseksi tai aloita valmiista pohjasta.",
            "Återställ en tidigare version som utkast eller börja med en färdig mall.",
            "Take an earlier version as the draft, or begin with a template.",
        ),
    ),
    "Y04": Told(
        Words(
            "Tiedosto on liian suuri.",
            "Filen är för stor.",
            "The file is too large.",
        ),
        Words(
            "Seloste on muutaman sivun mittainen. Tarkista, että tiedosto on oikea.",
            "En beskrivning är några sidor lång. Kontrollera att filen är den rätta.",
            "A notice is a few pages long. Check that this is the right file.",
        ),
    ),
    "Y05": Told(
        Words(
            "Sisäkkäisiä osia on liikaa.",
            "Det finns för många delar inuti varandra.",
            "Too many parts lie inside each other.",
        ),
        Words(
            "Tarkista, onko hakasulje tai aaltosulje jäänyt sulkematta.",
            "Kontrollera om en parentes har blivit öppen.",
            "Check whether a bracket was left open.",
        ),
    ),
    "Y06": Told(
        Words(
            "Tekstissä on YAML-kielen merkintä, jota seloste ei käytä.",
            "Texten innehåller en YAML-beteckning som beskrivningen inte använder.",
            "The text holds a YAML notation that a policy does not use.",
        ),
        Words(
            "Kirjoita asia auki joka kohtaan. Pane merkillä *, & tai ! alkava teksti"
            " lainausmerkkeihin.",
            "Skriv ut saken på varje ställe. Sätt text som börjar med *, & eller ! inom"
            " citattecken.",
            "Write it out in every place. Put text that begins with *, & or ! in quotes.",
        ),
    ),
    "Y07": Told(
        Words(
            "Sama nimi on kahteen kertaan samassa kohdassa.",
            "Samma namn finns två gånger på samma ställe.",
            "The same name stands twice in one place.",
        ),
        Words(
            "Yhdistä kohdat tai poista toinen.",
            "Slå ihop ställena eller ta bort det ena.",
            "Join the two, or remove one.",
        ),
    ),
    "Y08": Told(
        Words(
            "Tämä ei ole selosteen teksti.",
            "Detta är inte texten till en beskrivning.",
            "This is not the text of a policy.",
        ),
        Words(
            "Aloita rivillä lupaus: 1 ja kirjoita sen alle rivejä, joilla on nimi ja arvo.",
            "Börja med raden lupaus: 1 och skriv därefter rader med namn och värde.",
            "Begin with the line lupaus: 1, then lines of name and value.",
        ),
    ),
    "Y09": Told(
        Words(
            "Tiedostossa on useampi kuin yksi asiakirja.",
            "Filen innehåller mer än ett dokument.",
            "The file holds more than one document.",
        ),
        Words(
            "Poista rivi, jolla on kolme viivaa (---).",
            "Ta bort raden med tre streck (---).",
            "Remove the line of three dashes (---).",
        ),
    ),
    "P01": Told(
        Words(
            "Tässä kohdassa on nimi, jota ei tunneta.",
            "Här finns ett namn som är okänt.",
            "A name stands here that is not known.",
        ),
        Words(
            "Tarkista kirjoitusasu tai poista rivi.",
            "Kontrollera stavningen eller ta bort raden.",
            "Check the spelling, or remove the line.",
        ),
    ),
    "P02": Told(
        Words(
            "Pakollinen kohta puuttuu.",
            "Ett obligatoriskt ställe saknas.",
            "Something that must be there is missing.",
        ),
        Words(
            "Lisää puuttuva kohta.",
            "Lägg till det som saknas.",
            "Add what is missing.",
        ),
    ),
    "P03": Told(
        Words(
            "Tässä kohdassa on sana, joka ei ole sallittu.",
            "Här finns ett ord som inte är tillåtet.",
            "A word stands here that is not among those allowed.",
        ),
        Words(
            "Valitse jokin sallituista sanoista.",
            "Välj något av de tillåtna orden.",
            "Choose one of the words allowed.",
        ),
    ),
    "P04": Told(
        Words(
            "Arvo on väärää lajia.",
            "Värdet är av fel slag.",
            "The value is of the wrong kind.",
        ),
        Words(
            "Kirjoita kohtaan sitä, mitä siinä pyydetään: teksti, luettelo, luku tai kyllä/ei.",
            "Skriv det som efterfrågas: text, lista, tal eller ja/nej.",
            "Write what is asked for here: text, a list, a number, or yes or no.",
        ),
    ),
    "P05": Told(
        Words(
            "Aika tai vuoden päivä on kirjoitettu väärin.",
            "En tid eller en dag på året är felskriven.",
            "A period or a day of the year is written wrongly.",
        ),
        Words(
            "Kirjoita aika lukuna ja yksikkönä, esimerkiksi 2 years, ja päivä muodossa 12-31.",
            "Skriv tiden som tal och enhet, till exempel 2 years, och dagen i formen 12-31.",
            "Write a period as number and unit, such as 2 years, and a day as 12-31.",
        ),
    ),
    "P06": Told(
        Words(
            "Päivää ei ole kalenterissa.",
            "Dagen finns inte i kalendern.",
            "The day is not in the calendar.",
        ),
        Words(
            "Kirjoita päivä muodossa vuosi-kuukausi-päivä, esimerkiksi 2026-03-01.",
            "Skriv dagen i formen år-månad-dag, till exempel 2026-03-01.",
            "Write the day as year-month-day, such as 2026-03-01.",
        ),
    ),
    "P07": Told(
        Words(
            "Itse annettu nimi on väärää muotoa.",
            "Ett eget namn har fel form.",
            "A name of your own has the wrong form.",
        ),
        Words(
            "Käytä pieniä kirjaimia a–z, numeroita ja viivaa, enintään 40 merkkiä.",
            "Använd små bokstäver a–z, siffror och bindestreck, högst 40 tecken.",
            "Use small letters a to z, digits and hyphens, at most 40 of them.",
        ),
    ),
    "P08": Told(
        Words(
            "Teksti tai luettelo on tyhjä tai liian pitkä.",
            "En text eller lista är tom eller för lång.",
            "A text or list is empty, or too long.",
        ),
        Words(
            "Kirjoita kohtaan jotain, jätä koko kohta pois tai lyhennä tekstiä.",
            "Skriv något, lämna bort hela stället eller förkorta texten.",
            "Write something, leave the whole thing out, or say it shorter.",
        ),
    ),
    "P09": Told(
        Words(
            "Tässä viitataan johonkin, mitä ei ole määritelty.",
            "Här hänvisas till något som inte har definierats.",
            "Something is named here that is declared nowhere.",
        ),
        Words(
            "Lisää puuttuva tarkoitus, tieto, lähde tai ryhmä, tai korjaa viittaus.",
            "Lägg till ändamålet, uppgiften, källan eller gruppen, eller rätta hänvisningen.",
            "Add the purpose, category, source or group that is missing, or mend the name.",
        ),
    ),
    "P10": Told(
        Words(
            "Tilikaudet menevät päällekkäin tai niistä puuttuu päivä.",
            "Räkenskapsperioderna överlappar varandra eller saknar en dag.",
            "The fiscal years overlap, or a day of them is missing.",
        ),
        Words(
            "Anna jokaiselle tilikaudelle päättymispäivä. Yksi päivä kuuluu vain yhteen"
            " tilikauteen.",
            "Ange en slutdag för varje räkenskapsperiod. En dag hör till endast en period.",
            "Give every fiscal year its last day. No day belongs to two fiscal years.",
        ),
    ),
    "P11": Told(
        Words(
            "Y-tunnus on väärin.",
            "FO-numret är fel.",
            "The Y-tunnus is wrong.",
        ),
        Words(
            "Kopioi Y-tunnus YTJ-palvelusta: seitsemän numeroa, väliviiva ja tarkistusnumero.",
            "Kopiera FO-numret från FODS: sju siffror, bindestreck och kontrollsiffra.",
            "Copy it from the YTJ service: seven digits, a hyphen and a check digit.",
        ),
    ),
    "P12": Told(
        Words(
            "Selosteen kielen versio puuttuu tai on tuntematon.",
            "Versionen av beskrivningens språk saknas eller är okänd.",
            "The version of the policy language is missing or not known.",
        ),
        Words(
            "Aloita teksti rivillä lupaus: 1.",
            "Börja texten med raden lupaus: 1.",
            "Begin the text with the line lupaus: 1.",
        ),
    ),
    "P13": Told(
        Words(
            "Teksti puuttuu jollakin selosteen kielellä.",
            "Texten saknas på något av beskrivningens språk.",
            "A text is missing in one of the languages of the notice.",
        ),
        Words(
            "Kirjoita teksti jokaisella kielellä tai poista kieli selosteesta.",
            "Skriv texten på varje språk eller ta bort språket ur beskrivningen.",
            "Write the text in every language, or take the language out of the notice.",
        ),
    ),
    "P14": Told(
        Words(
            "Sama asia on luettelossa kahdesti.",
            "Samma sak finns två gånger i listan.",
            "The same thing stands twice in a list.",
        ),
        Words(
            "Poista toinen.",
            "Ta bort den ena.",
            "Remove one of them.",
        ),
    ),
    "P15": Told(
        Words(
            "Sähköpostiosoite tai maan tunnus on väärin.",
            "En e-postadress eller landskod är fel.",
            "An e-mail address or a country code is wrong.",
        ),
        Words(
            "Kirjoita osoite muodossa nimi@example.fi ja maa kahtena kirjaimena, kuten FI.",
            "Skriv adressen i formen namn@example.fi och landet med två bokstäver, som FI.",
            "Write name@example.fi, and a country as two letters, such as FI.",
        ),
    ),
    "P16": Told(
        Words(
            "Tekstissä on näkymätön merkki.",
            "Texten innehåller ett osynligt tecken.",
            "An invisible character stands in the text.",
        ),
        Words(
            "Kirjoita teksti uudelleen ilman erikoismerkkiä.",
            "Skriv texten på nytt utan specialtecknet.",
            "Write the text anew, without the special character.",
        ),
    ),
}
