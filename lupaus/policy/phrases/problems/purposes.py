"""Purposes and their legal bases."""

from collections.abc import Mapping

from lupaus.policy.phrases.problems.told import Told
from lupaus.policy.phrases.words import Words

PURPOSES: Mapping[str, Told] = {
    "N22": Told(
        Words(
            "Tarkoituksella ei ole oikeusperustetta.",
            "Ett ändamål saknar rättslig grund.",
            "A purpose has no legal basis.",
        ),
        Words(
            "Valitse jokaiselle tarkoitukselle peruste: sopimus, lakisääteinen velvoite,"
            " oikeutettu etu tai suostumus.",
            "Välj en grund för varje ändamål: avtal, rättslig förpliktelse, berättigat"
            " intresse eller samtycke.",
            "Choose a basis for every purpose: contract, legal obligation, legitimate"
            " interest or consent.",
        ),
    ),
    "N23": Told(
        Words(
            "Perusteeksi on annettu asiakassuhde, joka ei enää ole oikeusperuste.",
            "Som grund anges kundförhållandet, som inte längre är en rättslig grund.",
            "The customer relationship is given as the basis, and it is one no longer.",
        ),
        Words(
            "Käytä sopimusta sopijapuolelle, oikeutettua etua yhteyshenkilöille ja"
            " lakisääteistä velvoitetta kirjanpitoon.",
            "Använd avtal för avtalsparten, berättigat intresse för kontaktpersoner och"
            " rättslig förpliktelse för bokföringen.",
            "Use contract for the party, legitimate interest for contact persons and legal"
            " obligation for the books.",
        ),
    ),
    "N24": Told(
        Words(
            "Perusteet on lueteltu koko selosteelle, mutta osalla tarkoituksista ei ole"
            " omaa perustetta.",
            "Grunderna räknas upp för hela beskrivningen, men en del ändamål saknar en egen"
            " grund.",
            "Bases are listed for the whole notice, but some purposes have none of their own.",
        ),
        Words(
            "Kirjoita peruste jokaiseen tarkoitukseen ja poista yhteinen luettelo.",
            "Skriv grunden i varje ändamål och ta bort den gemensamma listan.",
            "Write the basis into each purpose and take the common list away.",
        ),
    ),
    "N25": Told(
        Words(
            "Perusteena on oikeutettu etu, mutta etua ei ole nimetty.",
            "Grunden är berättigat intresse, men intresset är inte angivet.",
            "Legitimate interest is claimed and the interest is not named.",
        ),
        Words(
            "Kirjoita, mikä etu on, esimerkiksi omien palvelujen markkinointi.",
            "Skriv vilket intresset är, till exempel marknadsföring av egna tjänster.",
            "Say what the interest is, such as marketing our own services.",
        ),
    ),
    "N26": Told(
        Words(
            "Perusteena on sopimus, vaikka ihminen vain edustaa organisaatiota.",
            "Grunden är avtal, fast människan endast företräder en organisation.",
            "Contract is the basis, although the person only acts for an organisation.",
        ),
        Words(
            "Käytä yhteyshenkilöille oikeutettua etua. He eivät ole sopimuksen osapuolia.",
            "Använd berättigat intresse för kontaktpersoner. De är inte parter i avtalet.",
            "Use legitimate interest for contact persons. They are no party to the contract.",
        ),
    ),
    "N27": Told(
        Words(
            "Tietoja säilytetään kirjanpitoa varten, mutta perusteena ei ole lakisääteinen"
            " velvoite.",
            "Uppgifter sparas för bokföringen, men grunden är inte en rättslig förpliktelse.",
            "Something is kept for bookkeeping, and legal obligation is not the basis.",
        ),
        Words(
            "Valitse perusteeksi lakisääteinen velvoite ja kirjoita laiksi Kirjanpitolaki"
            " 2:10.",
            "Välj rättslig förpliktelse som grund och skriv Kirjanpitolaki 2:10 som lag.",
            "Make legal obligation the basis, and write Kirjanpitolaki 2:10 as the law.",
        ),
    ),
    "N28": Told(
        Words(
            "Palvelun käyttöä tai yhteydenottoa kutsutaan suostumukseksi.",
            "Att använda tjänsten eller ta kontakt kallas samtycke.",
            "Using the services or getting in touch is called consent.",
        ),
        Words(
            "Poista kohta. Suostumus syntyy vain siitä, että ihminen antaa sen ja se"
            " kirjataan.",
            "Ta bort stället. Ett samtycke uppstår endast genom att det ges och antecknas.",
            "Take it away. Consent comes only from an act that is recorded.",
        ),
    ),
    "N29": Told(
        Words(
            "Palvelun ehtona on, että ihminen hyväksyy tietojensa käsittelyn.",
            "Tjänsten förutsätter att man godkänner behandlingen.",
            "Who does not accept the processing is not served.",
        ),
        Words(
            "Poista ehto ja merkitse pakollisiksi vain tiedot, joita sopimus edellyttää.",
            "Ta bort villkoret och markera endast de uppgifter som avtalet kräver som"
            " obligatoriska.",
            "Take the condition away, and mark only what a contract needs as required.",
        ),
    ),
    "N30": Told(
        Words(
            "Tarkoituksena on kehittäminen tai tilastot, mutta ei kerrota, mitä sillä"
            " tarkoitetaan.",
            "Ändamålet är utveckling eller statistik, men det sägs inte vad som avses.",
            "Development or statistics is a purpose, and nothing says what is meant.",
        ),
        Words(
            "Kuvaa, mitä kehitetään tai lasketaan ja millä tiedoilla, tai jätä tarkoitus pois.",
            "Beskriv vad som utvecklas eller räknas och med vilka uppgifter, eller lämna"
            " bort ändamålet.",
            "Say what is developed or counted and with which data, or leave the purpose out.",
        ),
    ),
    "N31": Told(
        Words(
            "Tekstissä on vähintään kolme väljää ilmausta, kuten voi, pääsääntöisesti tai"
            " tarvittaessa.",
            "Texten innehåller minst tre vaga uttryck, till exempel kan, i regel eller vid"
            " behov.",
            "The text holds three or more soft words, such as may, as a rule or where"
            " necessary.",
        ),
        Words(
            "Kirjoita, kuka tekee mitä ja milloin. Ehdolliselle vastaanottajalle on oma"
            " kohtansa.",
            "Skriv vem som gör vad och när. För en villkorlig mottagare finns ett eget ställe.",
            "Write who does what, and when. A conditional recipient has a place of its own.",
        ),
    ),
    "N32": Told(
        Words(
            "Tiedot, lähteet tai vastaanottajat on lueteltu vain esimerkkeinä.",
            "Uppgifter, källor eller mottagare räknas upp endast som exempel.",
            "Data, sources or recipients are listed as examples only.",
        ),
        Words(
            "Luettele kaikki.",
            "Räkna upp alla.",
            "List all of them.",
        ),
    ),
    "N33": Told(
        Words(
            "Tarkoitukseksi on annettu rekisterin ylläpito.",
            "Som ändamål anges upprätthållande av registret.",
            "Keeping the register is given as a purpose of the register.",
        ),
        Words(
            "Jätä se pois. Rekisteri ei ole tarkoitus.",
            "Lämna bort det. Ett register är inget ändamål.",
            "Leave it out. A register is no purpose.",
        ),
    ),
    "N34": Told(
        Words(
            "Yhtä tarkoitusta sanotaan ainoaksi, mutta tarkoituksia on useita.",
            "Ett ändamål sägs vara det enda, men det finns flera.",
            "One purpose is called the only one, and there are others.",
        ),
        Words(
            "Nimeä kaikki tarkoitukset tai pidä vain yksi.",
            "Nämn alla ändamål, eller behåll endast ett.",
            "Name every purpose, or keep only one.",
        ),
    ),
    "N35": Told(
        Words(
            "Tieto ei ole mihinkään tarkoitukseen, tai tarkoitus ei tarvitse mitään tietoa.",
            "En uppgift hör inte till något ändamål, eller ett ändamål behöver ingen uppgift.",
            "A category is for no purpose, or a purpose needs no category.",
        ),
        Words(
            "Merkitse taulukkoon, mihin kutakin tietoa käytetään, tai poista turha tieto"
            " tai tarkoitus.",
            "Ange i tabellen vad varje uppgift används till, eller ta bort det som är onödigt.",
            "Mark in the table what each category is for, or remove what is not needed.",
        ),
    ),
}
