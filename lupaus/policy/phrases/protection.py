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
        "Endast den som behöver uppgifterna i sitt arbete ser dem, och endast i den "
        "omfattning som arbetsuppgifterna kräver.",
        "Only those who need the information in their work see it, and only as far as their "
        "duties require.",
    ),
    Measure.CONFIDENTIALITY: Words(
        "Jokainen, joka käsittelee tietoja, on allekirjoittanut salassapitositoumuksen.",
        "Alla som behandlar uppgifterna har undertecknat en sekretessförbindelse.",
        "Everyone who handles the information has signed a confidentiality agreement.",
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
        "The information is on servers to which access is limited and monitored.",
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
        "Vi säkerhetskopierar uppgifterna och testar att de går att återställa.",
        "We back up the information and test that it can be restored.",
    ),
    Measure.PROCESSORS_VETTED: Words(
        "Selvitämme palveluntarjoajan tietosuojan ja tietoturvan, ennen kuin otamme palvelun "
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
        "tietosuojavaltuutetulle 72 tunnin kuluessa havainnosta, paitsi jos siitä ei "
        "todennäköisesti aiheudu riskiä kenellekään. Jos riski sinulle on suuri, kerromme "
        "asiasta viivytyksettä myös sinulle.",
        "Om personuppgifter hamnar i orätta händer, försvinner eller ändras anmäler vi det "
        "till dataombudsmannen inom 72 timmar från upptäckten, utom om det är osannolikt att "
        "någon utsätts för en risk. Om risken för dig är hög berättar vi det utan dröjsmål "
        "också för dig.",
        "If personal data falls into the wrong hands, is lost or is altered, we report it to "
        "the Data Protection Ombudsman within 72 hours of noticing it, unless it is unlikely "
        "to put anyone at risk. If the risk to you is high, we also tell you without delay.",
    ),
    Measure.RIGHT_PERSON: Words(
        "Yhdistämme kaksi merkintää vain, kun työntekijä on todennut niiden koskevan samaa "
        "ihmistä. Yhdistäminen kirjataan, ja sen pystyy purkamaan.",
        "Vi slår ihop två poster endast när en anställd har konstaterat att de gäller samma "
        "person. Sammanslagningen antecknas och kan upphävas.",
        "We merge two records only when a member of staff has established that they concern "
        "the same person. The merge is recorded and can be undone.",
    ),
    Measure.JOURNAL_ELSEWHERE: Words(
        "Pidämme poistoista luetteloa erillään varmuuskopioista. Siksi poistettu tieto ei "
        "palaa, kun varmuuskopio otetaan käyttöön.",
        "Vi för en förteckning över raderingar åtskilt från säkerhetskopiorna. Därför kommer "
        "raderade uppgifter inte tillbaka när en säkerhetskopia tas i bruk.",
        "We keep a list of erasures apart from the backups, so that erased information does "
        "not come back when a backup is restored.",
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
        "Vi fattar inga automatiserade beslut om dig.",
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
        "We collect no information about health, beliefs, origin or other particularly "
        "sensitive matters.",
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
        f"Vi säkerhetskopierar uppgifterna {interval.sv} och testar att de går att återställa.",
        f"We back up the information {interval.en} and test that it can be restored.",
    )


def standard(name: str) -> Words:
    return Words(
        f"Noudatamme hävittämisessä standardia {name}.",
        f"Vid förstöringen följer vi standarden {name}.",
        f"The destruction follows the standard {name}.",
    )


def done(interval: Words) -> Words:
    return Words(
        f"Teemme tämän {interval.fi}.",
        f"Vi gör detta {interval.sv}.",
        f"We do this {interval.en}.",
    )


def confirmed(interval: Words) -> Words:
    return Words(
        f"Tarkistamme tämän {interval.fi}.",
        f"Vi kontrollerar detta {interval.sv}.",
        f"We check this {interval.en}.",
    )


def reads_recorded() -> Words:
    return Words(
        "Jokaisesta katselusta jää merkintä: kuka katsoi, kenen tietoja, milloin ja mihin "
        "tarkoitukseen. Pyynnöstä kerromme, milloin ja miksi sinun tietojasi on katsottu.",
        "Varje gång någon läser uppgifter antecknas vem det var, vems uppgifter det gällde, "
        "när det skedde och för vilket ändamål. På begäran berättar vi när och varför dina "
        "uppgifter har lästs.",
        "Every viewing is recorded: who viewed, whose information, when and for which purpose. "
        "On request we tell you when and why yours was viewed.",
    )


def reads_kept(time: Words) -> Words:
    return Words(
        f"Säilytämme lokia {time.fi}.",
        f"Vi sparar loggen {time.sv}.",
        f"We keep the log for {time.en}.",
    )


def all_purposes(rest: Words) -> Words:
    """``rest`` are the few that are left out."""
    said = Words(
        "kaikki tässä selosteessa mainitut tarkoitukset",
        "alla ändamål som nämns i denna beskrivning",
        "all purposes that this notice names",
    )
    if not rest:
        return said
    return Words(
        f"{said.fi} paitsi {rest.fi}",
        f"{said.sv} utom {rest.sv}",
        f"{said.en} except {rest.en}",
    )


def role(name: Words, purposes: Words) -> Words:
    return Words(
        f"{name.fi} näkee tietoja vain näissä tarkoituksissa: {purposes.fi}.",
        f"{name.sv} ser uppgifter endast för dessa ändamål: {purposes.sv}.",
        f"{name.en} sees information for these purposes only: {purposes.en}.",
    )
