"""What the certificate says besides the sentences of the notice."""

from collections.abc import Mapping

from lupaus.policy.phrases.words import Words
from lupaus.policy.vocabulary import Hold

TITLE = Words(
    "Todistus tietojen hävittämisestä",
    "Intyg över förstöring av uppgifter",
    "Certificate of destruction",
)
NUMBER = Words("Poistoajo", "Gallring", "Purge")
DAY = Words("Poistopäivä", "Gallringsdag", "Day of the purge")
PLANNED = Words("Suunniteltu", "Planerad", "Planned")
PURGED = Words("Hävitetty", "Förstörd", "Destroyed")
VERIFIED = Words("Tarkistettu hävinneeksi", "Kontrollerad som försvunnen", "Verified gone")
VERSION = Words("Selosteen versio", "Version av beskrivningen", "Version of the notice")
ROWS = Words("Tietueita", "Poster", "Records")
PARTIES = Words(
    "Henkilöitä ja organisaatioita", "Personer och organisationer", "Persons and organisations"
)
WHOLE = Words("Joista poistettu kokonaan", "Av dem helt borttagna", "Of them removed entirely")
SAVED = Words(
    "Säästynyt, koska tarve oli muuttunut",
    "Sparade, eftersom behovet hade ändrats",
    "Spared, because the need had changed",
)
DIGEST = Words("Tiiviste (SHA-256)", "Kontrollsumma (SHA-256)", "Digest (SHA-256)")

BY_CLAUSE = Words("Minkä lupauksen mukaan", "Enligt vilket löfte", "By which promise")
BY_CATEGORY = Words("Mitä tietoja", "Vilka uppgifter", "Which information")
HELD = Words("Mikä jäi ja miksi", "Vad som blev kvar och varför", "What stayed, and why")
PROMISE = Words("Lupaus", "Löfte", "Promise")
OLDEST = Words("Vanhin lähtöpäivä", "Äldsta utgångsdag", "Earliest starting day")
INFORMATION = Words("Tieto", "Uppgift", "Information")
REASON = Words("Syy", "Orsak", "Reason")
LIFTS = Words("Aikaisintaan", "Tidigast", "At the earliest")
UNKNOWN = Words("kun este poistuu", "när hindret försvinner", "when the obstacle is gone")
NOTHING = Words("Mikään ei ollut erääntynyt.", "Ingenting hade förfallit.", "Nothing was due.")
NOTHING_HELD = Words(
    "Mitään erääntynyttä ei jäänyt.",
    "Ingenting förfallet blev kvar.",
    "Nothing that was due stayed.",
)
UNCOVERED = Words(
    "Tietoa ei tarvita mihinkään selosteen käyttötarkoitukseen.",
    "Uppgiften behövs inte för något av beskrivningens ändamål.",
    "No purpose of the notice needs this information.",
)
CLOSING = Words(
    "Hävitetyt tietueet poistettiin rekisterin tauluista ja hakemistoista ja niiden "
    "puuttuminen tarkistettiin. Tämä todistus ei sisällä henkilötietoja. Tiiviste on laskettu "
    "niiden henkilöiden ja organisaatioiden tunnisteista, joita hävitys koski.",
    "De förstörda posterna togs bort ur registrets tabeller och index, och det kontrollerades "
    "att de inte längre finns. Detta intyg innehåller inga personuppgifter. Kontrollsumman har "
    "beräknats på beteckningarna för de personer och organisationer som förstöringen gällde.",
    "The destroyed records were removed from the tables and indexes of the register, and it "
    "was verified that they are gone. This certificate holds no personal data. The digest is "
    "computed over the identifiers of the persons and organisations concerned.",
)

HOLDS: Mapping[Hold, Words] = {
    Hold.STATUTE: Words(
        "laki velvoittaa säilyttämään", "lagen kräver att de sparas", "the law requires keeping"
    ),
    Hold.OPEN_INVOICE: Words("lasku on maksamatta", "fakturan är obetald", "open invoice"),
    Hold.COLLECTION: Words(
        "saatava on perinnässä", "fordran är under indrivning", "in collection"
    ),
    Hold.DISPUTE: Words("asia on riitainen", "saken är omtvistad", "in dispute"),
    Hold.RESTRICTION: Words(
        "käsittelyä on rajoitettu", "behandlingen är begränsad", "processing is restricted"
    ),
}
