"""A name for every member of the vocabulary. Nominative, lower case, fit for a list.

Total: a test walks the enums. Members marked *as published* are named too, because a refused
notice is printed for its author to see what was refused.
"""

from collections.abc import Mapping

from lupaus.policy.phrases.words import Words
from lupaus.policy.vocabulary import (
    Basis,
    Category,
    PurposeClass,
    Section,
    State,
    SubjectKind,
)

CATEGORIES: Mapping[Category, Words] = {
    Category.NAME: Words("nimi", "namn", "name"),
    Category.ORGANISATION: Words(
        "organisaation tiedot (nimi, Y-tunnus, toimiala)",
        "uppgifter om organisationen (namn, FO-nummer, bransch)",
        "details of the organisation (name, business ID, industry)",
    ),
    Category.ROLE: Words(
        "asema tai tehtävä organisaatiossa",
        "ställning eller uppgift i organisationen",
        "position or duties in the organisation",
    ),
    Category.RELATION: Words(
        "asiakassuhteen vaiheet",
        "skeden i kundförhållandet",
        "stages of the customer relationship",
    ),
    Category.EMAIL: Words("sähköpostiosoite", "e-postadress", "email address"),
    Category.PHONE: Words("puhelinnumero", "telefonnummer", "telephone number"),
    Category.POSTAL_ADDRESS: Words("postiosoite", "postadress", "postal address"),
    Category.WEB_ADDRESS: Words("verkkosivun osoite", "webbadress", "web address"),
    Category.IDENTITY_CODE: Words(
        "henkilötunnus", "personbeteckning", "personal identity code"
    ),
    Category.BILLING: Words(
        "laskutustiedot (verkkolaskuosoite, tilinumero, viitteet)",
        "faktureringsuppgifter (e-fakturaadress, kontonummer, referenser)",
        "billing details (e-invoice address, account number, references)",
    ),
    Category.ORDERS: Words("tilaustiedot", "beställningsuppgifter", "order details"),
    Category.VOUCHERS: Words(
        "laskut (kirjanpidon tositteet)",
        "fakturor (bokföringsverifikat)",
        "invoices (accounting vouchers)",
    ),
    Category.MESSAGES: Words("viestit", "meddelanden", "messages"),
    Category.NOTES: Words("muistiinpanot", "anteckningar", "notes"),
    Category.PERMISSIONS: Words(
        "lupatiedot (suostumukset, kiellot)",
        "samtyckesuppgifter (samtycken, förbud)",
        "permissions (consents, objections)",
    ),
    Category.FILES: Words("tiedostot", "filer", "files"),
    Category.CREDENTIALS: Words(
        "palvelujen kirjautumistiedot",
        "inloggningsuppgifter till tjänster",
        "sign-in details of services",
    ),
    Category.CREDIT: Words(
        "luottotietojen tarkistuksen tulos",
        "resultatet av kreditupplysningen",
        "outcome of the credit check",
    ),
    Category.VISITS: Words(
        "tiedot verkkosivuston käytöstä",
        "uppgifter om användningen av webbplatsen",
        "information on the use of the website",
    ),
    Category.RECORDS_OF_ACCOUNT: Words(
        "kirjanpitokirjat", "bokföringsböcker", "books of account"
    ),
    Category.REQUESTS: Words(
        "tietosuojaa koskevat pyynnöt", "begäranden om dataskydd", "data protection requests"
    ),
    Category.LOGS: Words(
        "lokimerkinnät tietojen käsittelystä", "loggar över behandlingen", "logs of processing"
    ),
}

#: In lists: without what the full name adds once, where the category itself is described.
SHORT: Mapping[Category, Words] = {
    **CATEGORIES,
    Category.ORGANISATION: Words(
        "organisaation tiedot", "uppgifter om organisationen", "details of the organisation"
    ),
    Category.ROLE: Words(
        "asema organisaatiossa", "ställning i organisationen", "position in the organisation"
    ),
    Category.BILLING: Words("laskutustiedot", "faktureringsuppgifter", "billing details"),
    Category.VOUCHERS: Words("laskut", "fakturor", "invoices"),
    Category.PERMISSIONS: Words("lupatiedot", "samtyckesuppgifter", "permissions"),
    Category.LOGS: Words("lokimerkinnät", "loggar", "logs"),
}
#: Said in one word, where all that the policy holds of them come together.
CONTACT = (Category.EMAIL, Category.PHONE, Category.POSTAL_ADDRESS)
CONTACT_DETAILS = Words("yhteystiedot", "kontaktuppgifter", "contact details")

CLASSES: Mapping[PurposeClass, Words] = {
    PurposeClass.SERVICE: Words(
        "palvelujen toimittaminen", "leverans av tjänster", "providing our services"
    ),
    PurposeClass.MARKETING: Words(
        "suoramarkkinointi", "direktmarknadsföring", "direct marketing"
    ),
    PurposeClass.SURVEY: Words("asiakaskyselyt", "kundenkäter", "customer surveys"),
    PurposeClass.ACCOUNTING: Words("kirjanpito", "bokföring", "accounting"),
    PurposeClass.CLAIMS: Words(
        "vaatimusten käsittely", "hantering av anspråk", "handling of claims"
    ),
    PurposeClass.CREDIT: Words("luottopäätösten tekeminen", "kreditbeslut", "credit decisions"),
    PurposeClass.PUBLICATION: Words(
        "asiakasluettelon julkaiseminen",
        "publicering av kundförteckning",
        "publishing a list of customers",
    ),
    PurposeClass.DEVELOPMENT: Words(
        "palvelujen parantaminen", "förbättring av tjänsterna", "improving our services"
    ),
    PurposeClass.SECURITY: Words("tietoturva", "informationssäkerhet", "information security"),
    PurposeClass.RIGHTS: Words(
        "oikeuksiesi toteuttaminen",
        "tillgodoseende av dina rättigheter",
        "fulfilling your rights",
    ),
    PurposeClass.STATISTICS: Words("tilastojen laatiminen", "statistik", "statistics"),
    PurposeClass.REGISTER_UPKEEP: Words(
        "rekisterin ylläpito", "underhåll av registret", "keeping the register"
    ),
}

BASES: Mapping[Basis, Words] = {
    Basis.CONSENT: Words("suostumuksesi", "ditt samtycke", "your consent"),
    Basis.CONTRACT: Words("kanssasi tehty sopimus", "avtalet med dig", "the contract with you"),
    Basis.LEGAL_OBLIGATION: Words(
        "lakisääteinen velvoite", "rättslig förpliktelse", "legal obligation"
    ),
    Basis.VITAL_INTERESTS: Words(
        "elintärkeiden etujen suojaaminen",
        "skydd av grundläggande intressen",
        "protection of vital interests",
    ),
    Basis.PUBLIC_TASK: Words(
        "yleistä etua koskeva tehtävä",
        "uppgift av allmänt intresse",
        "task in the public interest",
    ),
    Basis.LEGITIMATE_INTEREST: Words(
        "oikeutettu etu", "berättigat intresse", "legitimate interest"
    ),
    Basis.CUSTOMER_RELATIONSHIP: Words(
        "asiakassuhde", "kundförhållande", "customer relationship"
    ),
}

#: Letter of Art. 6(1); none for what is no basis today.
LETTERS: Mapping[Basis, str] = {
    Basis.CONSENT: "a",
    Basis.CONTRACT: "b",
    Basis.LEGAL_OBLIGATION: "c",
    Basis.VITAL_INTERESTS: "d",
    Basis.PUBLIC_TASK: "e",
    Basis.LEGITIMATE_INTEREST: "f",
}

SUBJECTS: Mapping[SubjectKind, Words] = {
    SubjectKind.CONSUMER: Words("yksityisasiakkaat", "privatkunder", "private customers"),
    SubjectKind.REPRESENTATIVE: Words(
        "yritysten ja yhteisöjen edustajat",
        "företrädare för företag och organisationer",
        "people who act for companies and organisations",
    ),
    SubjectKind.SOLE_TRADER: Words(
        "yksityiset elinkeinonharjoittajat", "enskilda näringsidkare", "sole traders"
    ),
    SubjectKind.TECHNICAL: Words(
        "asiakkaiden palveluja ylläpitävät henkilöt",
        "personer som sköter kundernas tjänster",
        "people who look after our customers’ services",
    ),
}

STATES: Mapping[State, Words] = {
    State.PROSPECT: Words("mahdolliset asiakkaat", "potentiella kunder", "prospects"),
    State.CUSTOMER: Words("nykyiset asiakkaat", "nuvarande kunder", "present customers"),
    State.FORMER: Words("entiset asiakkaat", "tidigare kunder", "former customers"),
}

SECTIONS: Mapping[Section, Words] = {
    Section.OBJECT: Words(
        "Oikeutesi vastustaa", "Din rätt att invända", "Your right to object"
    ),
    Section.CONTROLLER: Words(
        "Rekisterinpitäjä", "Personuppgiftsansvarig", "Who is responsible"
    ),
    Section.PURPOSES: Words(
        "Mihin ja millä perusteella käytämme tietojasi",
        "Ändamål och rättslig grund",
        "Why we use your information and on what basis",
    ),
    Section.CATEGORIES: Words(
        "Mitä tietoja käsittelemme", "Vilka uppgifter vi behandlar", "What information we hold"
    ),
    Section.SOURCES: Words(
        "Mistä saamme tiedot", "Varifrån uppgifterna kommer", "Where the information comes from"
    ),
    Section.RECIPIENTS: Words(
        "Kenelle tietoja annetaan", "Vem som får uppgifterna", "Who receives the information"
    ),
    Section.TRANSFERS: Words(
        "Siirrot Euroopan talousalueen ulkopuolelle",
        "Överföringar utanför Europeiska ekonomiska samarbetsområdet",
        "Transfers outside the European Economic Area",
    ),
    Section.RETENTION: Words(
        "Kuinka kauan säilytämme tietoja",
        "Hur länge vi sparar uppgifterna",
        "How long we keep it",
    ),
    Section.RIGHTS: Words("Oikeutesi", "Dina rättigheter", "Your rights"),
    Section.COOKIES: Words(
        "Evästeet ja verkkosivusto", "Kakor och webbplatsen", "Cookies and the website"
    ),
    Section.PROTECTION: Words(
        "Miten suojaamme tietoja",
        "Hur vi skyddar uppgifterna",
        "How we protect the information",
    ),
    Section.NEVER: Words("Mitä emme tee", "Vad vi inte gör", "What we never do"),
    Section.CHANGES: Words(
        "Tämä seloste ja sen muutokset", "Om denna beskrivning", "This notice and its changes"
    ),
}
