"""How information is protected, and what is never done. One text for every measure and ban."""

from lupaus.policy.phrases.words import Words
from lupaus.policy.vocabulary import Ban, Measure

MEASURES: dict[Measure, Words] = {
    Measure.PERSONAL_ACCOUNTS: Words(
        "Jokaisella käyttäjällä on oma henkilökohtainen tunnus. Yhteisiä tunnuksia ei ole.",
        "Varje användare har ett eget personligt konto. Det finns inga gemensamma konton.",
        "Every user has a personal account. There are no shared accounts.",
    ),
    Measure.NEED_TO_KNOW: Words(
        "Tietoja näkee vain se, joka tarvitsee niitä työssään, ja vain siltä osin kuin hänen "
        "tehtävänsä sitä edellyttää.",
        "Uppgifterna ses endast av den som behöver dem i sitt arbete och endast till den del "
        "uppgiften kräver det.",
        "Only those who need the information in their work see it, and only as far as their "
        "duties require.",
    ),
    Measure.CONFIDENTIALITY: Words(
        "Jokainen, joka käsittelee tietoja, on allekirjoittanut salassapitositoumuksen.",
        "Alla som behandlar uppgifterna har undertecknat en sekretessförbindelse.",
        "Everyone who handles the information has signed a pledge of confidentiality.",
    ),
    Measure.TRAINING: Words(
        "Koulutamme henkilöstömme käsittelemään henkilötietoja oikein ja turvallisesti.",
        "Vi utbildar vår personal i att behandla personuppgifter rätt och säkert.",
        "We train our staff to handle personal data properly and safely.",
    ),
    Measure.LOCKED_PAPER: Words(
        "Paperiaineisto on lukituissa tiloissa.",
        "Pappersmaterial förvaras i låsta utrymmen.",
        "Papers are kept in locked premises.",
    ),
    Measure.PAPER_DESTRUCTION: Words(
        "Hävitämme paperit niin, ettei niitä pysty lukemaan, ja kirjaamme hävittämisen.",
        "Vi förstör papper så att de inte kan läsas och antecknar förstöringen.",
        "We destroy papers so that they cannot be read, and record the destruction.",
    ),
    Measure.SECURE_SERVERS: Words(
        "Tiedot ovat palvelimilla, joihin pääsy on rajattu ja valvottu.",
        "Uppgifterna finns på servrar med begränsat och övervakat tillträde.",
        "The information is on servers to which access is limited and watched.",
    ),
    Measure.FIREWALL: Words(
        "Palomuuri torjuu asiattomat yhteydet järjestelmään.",
        "En brandvägg avvärjer obehöriga anslutningar till systemet.",
        "A firewall keeps unauthorised connections out of the system.",
    ),
    Measure.DEVICES: Words(
        "Tietokoneet ja puhelimet ovat vain oman henkilöstömme käytössä. Ne on suojattu "
        "salasanalla ja tietoturvaohjelmistolla.",
        "Datorer och telefoner används endast av vår egen personal. De är skyddade med "
        "lösenord och säkerhetsprogram.",
        "Computers and telephones are used by our own staff only. They are protected with "
        "passwords and security software.",
    ),
    Measure.BACKUP: Words(
        "Varmuuskopioimme tiedot ja kokeilemme niiden palauttamista.",
        "Vi säkerhetskopierar uppgifterna och prövar att återställa dem.",
        "We back up the information and try out restoring it.",
    ),
    Measure.PROCESSORS_VETTED: Words(
        "Selvitämme palveluntarjoajan tietosuojan ja tietoturvan ennen kuin otamme palvelun "
        "käyttöön.",
        "Vi utreder tjänsteleverantörens dataskydd och informationssäkerhet innan vi tar "
        "tjänsten i bruk.",
        "We look into the data protection and security of a service provider before using its "
        "service.",
    ),
    Measure.ENCRYPTION: Words(
        "Tiedot on salattu sekä siirrettäessä että tallennettuina.",
        "Uppgifterna är krypterade både under överföring och lagring.",
        "The information is encrypted both in transit and in storage.",
    ),
    Measure.INCIDENTS: Words(
        "Jos henkilötietoja joutuu vääriin käsiin, katoaa tai muuttuu, ilmoitamme siitä "
        "tietosuojavaltuutetulle 72 tunnin kuluessa havainnosta, ellei riski ole "
        "epätodennäköinen. Jos riski sinulle on suuri, kerromme asiasta viivytyksettä myös "
        "sinulle.",
        "Om personuppgifter hamnar i orätta händer, försvinner eller ändras anmäler vi det "
        "till dataombudsmannen inom 72 timmar från upptäckten, om inte en risk är osannolik. "
        "Om risken för dig är hög berättar vi det utan dröjsmål också för dig.",
        "If personal data falls into the wrong hands, is lost or is altered, we report it to "
        "the Data Protection Ombudsman within 72 hours of noticing, unless a risk is "
        "unlikely. If the risk to you is high, we tell you too without delay.",
    ),
    Measure.RIGHT_PERSON: Words(
        "Yhdistämme kaksi merkintää vain, kun työntekijä on todennut niiden koskevan samaa "
        "ihmistä. Yhdistäminen kirjataan, ja sen pystyy purkamaan.",
        "Vi slår ihop två poster endast när en anställd har konstaterat att de gäller samma "
        "person. Sammanslagningen antecknas och kan upphävas.",
        "We join two records only when a member of staff has found that they concern the same "
        "person. The joining is recorded and can be undone.",
    ),
    Measure.JOURNAL_ELSEWHERE: Words(
        "Pidämme poistoista luetteloa erillään varmuuskopioista. Siksi poistettu tieto ei "
        "palaa, kun varmuuskopio otetaan käyttöön.",
        "Vi för en förteckning över raderingar åtskilt från säkerhetskopiorna. Därför kommer "
        "raderade uppgifter inte tillbaka när en säkerhetskopia tas i bruk.",
        "We keep a list of erasures apart from the backups. So erased information does not "
        "come back when a backup is restored.",
    ),
}

BANS: dict[Ban, Words] = {
    Ban.THIRD_PARTY_MARKETING: Words(
        "Emme anna tietojasi muiden markkinointiin.",
        "Vi lämnar inte ut dina uppgifter för andras marknadsföring.",
        "We do not give your information to others for their marketing.",
    ),
    Ban.AUTOMATED_DECISIONS: Words(
        "Emme tee sinua koskevia automaattisia päätöksiä.",
        "Vi fattar inga automatiska beslut om dig.",
        "We make no automated decisions about you.",
    ),
    Ban.PROFILING: Words(
        "Emme käytä tietojasi profilointiin.",
        "Vi använder inte dina uppgifter för profilering.",
        "We do not use your information for profiling.",
    ),
    Ban.SPECIAL_CATEGORIES: Words(
        "Emme kerää terveyttä, vakaumusta, alkuperää tai muuta erityisen arkaluonteista asiaa "
        "koskevia tietoja.",
        "Vi samlar inte in uppgifter om hälsa, övertygelse, ursprung eller andra särskilt "
        "känsliga förhållanden.",
        "We collect no information about health, beliefs, origin or other especially sensitive "
        "matters.",
    ),
    Ban.TRANSFERS: Words(
        "Emme siirrä tietojasi Euroopan talousalueen ulkopuolelle.",
        "Vi överför inte dina uppgifter utanför Europeiska ekonomiska samarbetsområdet.",
        "We do not transfer your information outside the European Economic Area.",
    ),
    Ban.PUBLICATION: Words(
        "Emme julkaise tietojasi.",
        "Vi publicerar inte dina uppgifter.",
        "We do not publish your information.",
    ),
    Ban.SALE: Words(
        "Emme myy tietojasi.",
        "Vi säljer inte dina uppgifter.",
        "We do not sell your information.",
    ),
}


def backed_up(interval: Words) -> Words:
    """How often belongs to the copying and not to the trial."""
    return Words(
        f"Varmuuskopioimme tiedot {interval.fi} ja kokeilemme niiden palauttamista.",
        f"Vi säkerhetskopierar uppgifterna {interval.sv} och prövar att återställa dem.",
        f"We back up the information {interval.en} and try out restoring it.",
    )


def standard(name: str) -> Words:
    return Words(
        f"Noudatamme hävittämisessä standardia {name}.",
        f"Vid förstöringen följer vi standarden {name}.",
        f"In destroying them we follow the standard {name}.",
    )


def done(interval: Words) -> Words:
    return Words(
        f"Teemme tämän {interval.fi}.",
        f"Vi gör detta {interval.sv}.",
        f"We do this {interval.en}.",
    )


def confirmed(interval: Words) -> Words:
    return Words(
        f"Tarkistus: {interval.fi}.", f"Kontroll: {interval.sv}.", f"Checked {interval.en}."
    )


def reads_recorded() -> Words:
    return Words(
        "Jokaisesta katselusta jää merkintä: kuka katsoi, kenen tietoja, milloin ja mihin "
        "tarkoitukseen. Pyynnöstä kerromme, milloin ja miksi sinun tietojasi on katsottu.",
        "Varje gång någon läser uppgifter antecknas det: vem, vems uppgifter, när och för "
        "vilket ändamål. På begäran berättar vi när och varför dina uppgifter har lästs.",
        "Every look at the information is recorded: who looked, at whose information, when and "
        "for which purpose. On request we tell when and why yours was looked at.",
    )


def reads_kept(time: Words) -> Words:
    return Words(
        f"Säilytämme merkinnät {time.fi}.",
        f"Vi sparar anteckningarna {time.sv}.",
        f"We keep these records {time.en}.",
    )


def role(name: Words, purposes: Words) -> Words:
    return Words(
        f"{name.fi} näkee tietoja vain näissä tarkoituksissa: {purposes.fi}.",
        f"{name.sv} ser uppgifter endast för dessa ändamål: {purposes.sv}.",
        f"{name.en} sees information for these purposes only: {purposes.en}.",
    )
