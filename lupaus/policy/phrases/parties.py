"""Names of channels, sources, recipients and countries; total like :mod:`.labels`."""

from collections.abc import Mapping
from functools import cache

from babel import Locale

from lupaus.policy.phrases.words import Words
from lupaus.policy.vocabulary import (
    Channel,
    Condition,
    Mechanism,
    Medium,
    RecipientRole,
    RequestChannel,
    SourceKind,
)

#: How a message travels.
CHANNELS: Mapping[Channel, Words] = {
    Channel.EMAIL: Words("sähköposti", "e-post", "email"),
    Channel.SMS: Words("tekstiviesti", "textmeddelande", "text message"),
    Channel.PHONE: Words("puhelinsoitto", "telefonsamtal", "telephone call"),
    Channel.POST: Words("kirje", "brev", "letter"),
    Channel.MESSAGING: Words("pikaviesti", "snabbmeddelande", "instant message"),
    Channel.AUTOMATED_CALL: Words(
        "automaattinen puhelu", "automatiskt samtal", "automated call"
    ),
}

#: How a request travels, as an adverbial: *sähköpostilla*.
REQUEST_CHANNELS: Mapping[RequestChannel, Words] = {
    RequestChannel.EMAIL: Words("sähköpostilla", "per e-post", "by email"),
    RequestChannel.PHONE: Words("puhelimitse", "per telefon", "by telephone"),
    RequestChannel.POST: Words("kirjeellä", "per brev", "by letter"),
    RequestChannel.FORM: Words(
        "verkkosivumme lomakkeella",
        "med formuläret på vår webbplats",
        "with the form on our website",
    ),
    RequestChannel.PORTAL: Words(
        "omien tietojesi sivulla", "på din egen sida", "on your own page"
    ),
    RequestChannel.IN_PERSON: Words("paikan päällä", "på plats", "in person"),
}

SOURCES: Mapping[SourceKind, Words] = {
    SourceKind.SUBJECT: Words("sinä itse", "du själv", "you"),
    SourceKind.EMPLOYER: Words(
        "organisaatio, jota edustat",
        "organisationen som du företräder",
        "the organisation you act for",
    ),
    SourceKind.STAFF: Words(
        "oma henkilöstömme työssään", "vår egen personal i sitt arbete", "our own staff at work"
    ),
    SourceKind.BUSINESS_REGISTER: Words(
        "Yritys- ja yhteisötietojärjestelmä (YTJ)",
        "Företags- och organisationsdatasystemet (FODS)",
        "the Finnish Business Information System (YTJ)",
    ),
    SourceKind.ASSOCIATION_REGISTER: Words(
        "yhdistysrekisteri", "föreningsregistret", "the register of associations"
    ),
    SourceKind.CREDIT_REGISTER: Words(
        "luottotietorekisteri", "kreditupplysningsregister", "a credit register"
    ),
    SourceKind.CONTACT_DIRECTORY: Words(
        "yhteystietopalvelu", "kontaktuppgiftstjänst", "a contact directory"
    ),
    SourceKind.UPDATE_SERVICE: Words(
        "osoitetietojen päivityspalvelu",
        "tjänst för uppdatering av adresser",
        "an address update service",
    ),
    SourceKind.STATISTICS_REGISTER: Words(
        "Tilastokeskuksen yritysrekisteri",
        "Statistikcentralens företagsregister",
        "the business register of Statistics Finland",
    ),
    SourceKind.WEB: Words("julkiset verkkosivut", "offentliga webbsidor", "public web pages"),
    SourceKind.RESELLER: Words("jälleenmyyjä", "återförsäljare", "a reseller"),
    SourceKind.SUBCONTRACTOR: Words("alihankkija", "underleverantör", "a subcontractor"),
    SourceKind.OTHER_COMPANY: Words("toinen yritys", "ett annat företag", "another company"),
    SourceKind.WEB_FORM: Words(
        "sinä itse verkkolomakkeella",
        "du själv via ett webbformulär",
        "you, through a web form",
    ),
    SourceKind.IMPORT: Words(
        "aiempi asiakasrekisterimme",
        "vårt tidigare kundregister",
        "our earlier customer register",
    ),
    SourceKind.TRACKING: Words(
        "seuranta muilla sivustoilla",
        "spårning på andra webbplatser",
        "tracking on other sites",
    ),
}

RECIPIENT_ROLES: Mapping[RecipientRole, Words] = {
    RecipientRole.PROCESSOR: Words(
        "käsittelee tietoja lukuumme",
        "behandlar uppgifter för vår räkning",
        "processes information on our behalf",
    ),
    RecipientRole.CONTROLLER: Words(
        "itsenäinen rekisterinpitäjä",
        "självständig personuppgiftsansvarig",
        "controller in its own right",
    ),
    RecipientRole.JOINT: Words(
        "yhteisrekisterinpitäjä", "gemensamt personuppgiftsansvarig", "joint controller"
    ),
    RecipientRole.AUTHORITY: Words("viranomainen", "myndighet", "authority"),
}

CONDITIONS: Mapping[Condition, Words] = {
    Condition.ALWAYS: Words("säännöllisesti", "regelbundet", "regularly"),
    Condition.CREDIT_APPLICATION: Words(
        "luottohakemuksen käsittely",
        "handläggningen av en kreditansökan",
        "the handling of a credit application",
    ),
    Condition.COLLECTION: Words(
        "erääntyneen saatavan perintä",
        "indrivningen av en förfallen fordran",
        "the collection of an overdue debt",
    ),
    Condition.INVOICING: Words("laskutus", "faktureringen", "invoicing"),
    Condition.LAW: Words(
        "laissa säädetty velvollisuus", "en skyldighet enligt lag", "a duty laid down by law"
    ),
    Condition.PROJECT: Words(
        "asiakkaan tilaaman työn toteuttaminen",
        "utförandet av ett arbete som kunden beställt",
        "carrying out work that the customer has ordered",
    ),
    Condition.PROJECT_PARTNER_ABROAD: Words(
        "asiakkaan tilaama työ, jossa on mukana ulkomainen kumppani",
        "ett beställt arbete där en utländsk partner deltar",
        "work ordered by the customer in which a partner abroad takes part",
    ),
    Condition.BUSINESS_SALE: Words(
        "liiketoiminnan myynti",
        "en försäljning av affärsverksamheten",
        "a sale of the business",
    ),
    Condition.CUSTOMER_CHOICE: Words(
        "asiakkaan oma valinta käyttää palvelua",
        "kundens eget val att använda tjänsten",
        "the customer’s own choice to use the service",
    ),
}

#: The same as the opening of a cell.
ONLY_WHEN: Mapping[Condition, Words] = {
    Condition.ALWAYS: Words("säännöllisesti", "regelbundet", "regularly"),
    Condition.CREDIT_APPLICATION: Words(
        "vain luottohakemuksen käsittelyä varten",
        "endast för handläggning av en kreditansökan",
        "only for handling a credit application",
    ),
    Condition.COLLECTION: Words(
        "vain erääntyneen saatavan perintää varten",
        "endast för indrivning av en förfallen fordran",
        "only for collecting an overdue debt",
    ),
    Condition.INVOICING: Words(
        "vain laskutusta varten", "endast för fakturering", "only for invoicing"
    ),
    Condition.LAW: Words(
        "vain, kun laki velvoittaa",
        "endast när lagen kräver det",
        "only when the law requires it",
    ),
    Condition.PROJECT: Words(
        "vain asiakkaan tilaamaa työtä varten",
        "endast för ett arbete som kunden har beställt",
        "only for work that the customer has ordered",
    ),
    Condition.PROJECT_PARTNER_ABROAD: Words(
        "vain asiakkaan tilaamaa työtä varten, kun mukana on ulkomainen kumppani",
        "endast för ett beställt arbete där en utländsk partner deltar",
        "only for work ordered by the customer in which a partner abroad takes part",
    ),
    Condition.BUSINESS_SALE: Words(
        "vain liiketoiminnan myyntiä varten",
        "endast vid försäljning av affärsverksamheten",
        "only for a sale of the business",
    ),
    Condition.CUSTOMER_CHOICE: Words(
        "vain, kun asiakas itse valitsee palvelun",
        "endast när kunden själv väljer tjänsten",
        "only when the customer chooses the service",
    ),
}

MECHANISMS: Mapping[Mechanism, Words] = {
    Mechanism.ADEQUACY: Words(
        "komission päätös tietosuojan riittävyydestä (45 artikla)",
        "kommissionens beslut om adekvat skyddsnivå (artikel 45)",
        "an adequacy decision of the Commission (Article 45)",
    ),
    Mechanism.DPF: Words(
        "EU:n ja Yhdysvaltojen tietosuojakehys (riittävyyspäätös, 45 artikla)",
        "ramen för dataskydd mellan EU och USA (beslut om adekvat skyddsnivå, artikel 45)",
        "the EU-U.S. Data Privacy Framework (adequacy decision, Article 45)",
    ),
    Mechanism.SCC: Words(
        "komission vakiosopimuslausekkeet (46 artikla)",
        "kommissionens standardavtalsklausuler (artikel 46)",
        "the Commission’s standard contractual clauses (Article 46)",
    ),
    Mechanism.BCR: Words(
        "yritystä koskevat sitovat säännöt (47 artikla)",
        "bindande företagsbestämmelser (artikel 47)",
        "binding corporate rules (Article 47)",
    ),
    Mechanism.DEROGATION: Words(
        "erityistilanteita koskeva poikkeus (49 artikla)",
        "undantag i särskilda situationer (artikel 49)",
        "a derogation for specific situations (Article 49)",
    ),
    Mechanism.PRIVACY_SHIELD: Words(
        "Privacy Shield (kumottu)",
        "Privacy Shield (ogiltigförklarat)",
        "Privacy Shield (annulled)",
    ),
    Mechanism.SAFE_HARBOUR: Words(
        "Safe Harbour (kumottu)", "Safe Harbour (ogiltigförklarat)", "Safe Harbour (annulled)"
    ),
    Mechanism.TECHNICAL_NEED: Words(
        "tekninen tarve (ei siirtoperuste)",
        "tekniskt behov (ingen överföringsgrund)",
        "technical need (no ground for a transfer)",
    ),
    Mechanism.PROJECT_NEED: Words(
        "projektin tarve (ei siirtoperuste)",
        "projektets behov (ingen överföringsgrund)",
        "need of a project (no ground for a transfer)",
    ),
}

MEDIA: Mapping[Medium, Words] = {
    Medium.ELECTRONIC: Words("sähköisesti", "elektroniskt", "electronically"),
    Medium.PAPER: Words("paperilla", "på papper", "on paper"),
}


@cache
def country(code: str) -> Words:
    """The name of a country; its code where no name is known."""
    return Words(*(Locale(lang).territories.get(code, code) for lang in ("fi", "sv", "en")))
