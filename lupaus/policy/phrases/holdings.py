"""What is said of the information itself and of its sources."""

from collections.abc import Sequence

from lupaus.policy.phrases.words import NOTHING, Words, capital, full_stop, sentences


def held(category: Words, purposes: Words, sources: Words) -> Words:
    whence = (
        Words(f" Lähteet: {sources.fi}.", f" Källor: {sources.sv}.", f" Sources: {sources.en}.")
        if sources
        else NOTHING
    )
    name = capital(category)
    return Words(
        f"{name.fi}: käytämme vain näihin tarkoituksiin: {purposes.fi}.{whence.fi}",
        f"{name.sv}: används endast för dessa ändamål: {purposes.sv}.{whence.sv}",
        f"{name.en}: used for these purposes only: {purposes.en}.{whence.en}",
    )


def closed(contact: Words) -> Words:
    """``contact`` are the categories that *contact details* stand for in the tables."""
    said = Words(
        "Luettelo on täydellinen: emme tallenna rekisteriin mitään, mitä siinä ei mainita.",
        "Förteckningen är fullständig: vi lagrar inget i registret som inte nämns i den.",
        "The list is complete: we store nothing in the register that is not on it.",
    )
    meant = Words(
        f"Yhteystiedot ovat tässä selosteessa {contact.fi}.",
        f"Med kontaktuppgifter avses i denna beskrivning {contact.sv}.",
        f"In this notice, contact details means {contact.en}.",
    )
    return sentences(said, meant if contact else NOTHING)


def everything(rest: Words) -> Words:
    """``rest`` are the few that are left out."""
    said = Words(
        "kaikki tässä selosteessa mainitut tiedot",
        "alla uppgifter som nämns i denna beskrivning",
        "everything that this notice names",
    )
    if not rest:
        return said
    return Words(
        f"{said.fi} paitsi {rest.fi}",
        f"{said.sv} utom {rest.sv}",
        f"{said.en} except {rest.en}",
    )


def all_customers(*, former: bool, contacts: bool) -> Words:
    who = (
        Words("nykyiset ja entiset", "nuvarande och tidigare", "present and former")
        if former
        else Words("nykyiset", "nuvarande", "present")
    )
    more = (
        Words(" yhteyshenkilöineen", " och deras kontaktpersoner", " and their contact persons")
        if contacts
        else NOTHING
    )
    return Words(
        f"{who.fi} asiakkaat{more.fi}",
        f"{who.sv} kunder{more.sv}",
        f"{who.en} customers{more.en}",
    )


def register(name: Words, categories: Words) -> Words:
    listed_data = (
        Words(
            f" Siinä on vain nämä tiedot: {categories.fi}.",
            f" Det innehåller endast dessa uppgifter: {categories.sv}.",
            f" It holds this information only: {categories.en}.",
        )
        if categories
        else NOTHING
    )
    return Words(
        f"Rekisterin nimi on {name.fi}.{listed_data.fi}",
        f"Registrets namn är {name.sv}.{listed_data.sv}",
        f"The register is called {name.en}.{listed_data.en}",
    )


def required(always: Words, at_times: Sequence[tuple[Words, Words]] = ()) -> Words:
    """``at_times`` are purposes with what must be given for each."""
    contract = Words(
        f"Sopimuksen tekemiseen ja täyttämiseen välttämättömät tiedot: {always.fi}. Ilman "
        "niitä emme pysty tekemään sopimusta kanssasi.",
        f"Uppgifter som är nödvändiga för att ingå och fullgöra avtalet: {always.sv}. Utan "
        "dem kan vi inte ingå avtal med dig.",
        "Information that is necessary for entering into and performing the contract: "
        f"{always.en}. Without it we cannot enter into a contract with you.",
    )
    each = [
        Words(*(f"{why} ({what})" for why, what in zip(*pair, strict=True)))
        for pair in at_times
    ]
    listed_purposes = (
        Words(*("; ".join(said) for said in zip(*each, strict=True))) if each else NOTHING
    )
    purposes = Words(
        f"Vain tiettyyn tarkoitukseen välttämättömät tiedot: {listed_purposes.fi}. Ilman "
        "niitä emme pysty hoitamaan kyseistä asiaa.",
        f"Uppgifter som är nödvändiga endast för ett visst ändamål: {listed_purposes.sv}. "
        "Utan dem kan vi inte sköta det ärendet.",
        "Information that is necessary for a particular purpose only: "
        f"{listed_purposes.en}. Without it we cannot do what that purpose needs.",
    )
    rest = Words(
        "Muiden tietojen antaminen on vapaaehtoista.",
        "Övriga uppgifter lämnar du frivilligt.",
        "Giving us anything else is up to you.",
    )
    return sentences(contract if always else NOTHING, purposes if at_times else NOTHING, rest)


def identity_code(need: Words) -> Words:
    use = full_stop(need)
    return Words(
        f"Henkilötunnusta käsittelemme vain tähän: {use.fi} Pelkkä henkilötunnus ei riitä "
        "todisteeksi siitä, kuka olet.",
        f"Personbeteckningen behandlar vi endast för följande: {use.sv} Enbart "
        "personbeteckningen räcker inte som bevis på vem du är.",
        f"We process the personal identity code for this only: {use.en} The code alone is no "
        "proof of who you are.",
    )


def sealed(category: Words) -> Words:
    name = capital(category)
    return Words(
        f"{name.fi}: säilytämme tiedot salattuina. Salaus avataan vain perustellusta syystä, "
        "ja jokaisesta avaamisesta jää merkintä.",
        f"{name.sv}: vi förvarar uppgifterna krypterade. Vi öppnar krypteringen endast av ett "
        "motiverat skäl, och varje öppning antecknas.",
        f"{name.en}: kept encrypted. Opened for a stated reason only, and every opening is "
        "recorded.",
    )


def sealed_cell() -> Words:
    return Words(
        "Säilytämme tiedot salattuina. Avaamme salauksen vain perustellusta syystä, ja "
        "jokaisesta avaamisesta jää merkintä.",
        "Vi förvarar uppgifterna krypterade. Vi öppnar krypteringen endast av ett motiverat "
        "skäl, och varje öppning antecknas.",
        "Kept encrypted. Opened for a stated reason only, and every opening is recorded.",
    )


def medium_cell(media: Words) -> Words:
    return Words(
        f"Säilytämme tiedot {media.fi}.",
        f"Vi förvarar uppgifterna {media.sv}.",
        f"Kept {media.en}.",
    )


def about_groups(category: Words, groups: Words) -> Words:
    name = capital(category)
    return Words(
        f"{name.fi}: tallennamme vain näistä ryhmistä: {groups.fi}.",
        f"{name.sv}: lagras endast om dessa grupper: {groups.sv}.",
        f"{name.en}: stored only about these groups: {groups.en}.",
    )


def groups_cell(groups: Words) -> Words:
    return Words(
        f"Koskee vain seuraavia: {groups.fi}.",
        f"Gäller endast: {groups.sv}.",
        f"Concerns only: {groups.en}.",
    )


def medium(category: Words, media: Words) -> Words:
    name = capital(category)
    return Words(
        f"{name.fi}: säilytämme {media.fi}.",
        f"{name.sv}: förvaras {media.sv}.",
        f"{name.en}: kept {media.en}.",
    )


def source(name: Words, categories: Words) -> Words:
    head = capital(name)
    return Words(
        f"{head.fi}: saamme vain nämä tiedot: {categories.fi}.",
        f"{head.sv}: vi får endast dessa uppgifter: {categories.sv}.",
        f"{head.en}: gives us this information only: {categories.en}.",
    )


def public_source() -> Words:
    return Words("Lähde on julkinen.", "Källan är offentlig.", "The source is public.")


def sources_closed() -> Words:
    return Words(
        "Muita lähteitä emme käytä. Jokaisesta tiedosta on merkitty, mistä ja milloin se on "
        "saatu.",
        "Vi använder inga andra källor. För varje uppgift har vi antecknat varifrån och när "
        "vi fick den.",
        "We use no other sources. For every piece of information we record where and when we "
        "got it.",
    )


def informed(sources: Words) -> Words:
    """``sources`` are those it concerns, where it does not concern all of them."""
    said = Words(
        "Kun saamme tietojasi muualta kuin sinulta, annamme sinulle tämän selosteen ja "
        "kerromme lähteen, kun olemme sinuun ensimmäisen kerran yhteydessä, kuitenkin "
        "viimeistään kuukauden kuluttua tietojen saamisesta.",
        "När vi får uppgifter om dig av någon annan än dig ger vi dig denna beskrivning och "
        "berättar om källan första gången vi kontaktar dig, dock senast en månad efter att vi "
        "fick uppgifterna.",
        "When we get information about you from somebody else, we give you this notice and "
        "name the source when we first contact you, and at the latest one month after getting "
        "the information.",
    )
    only = Words(
        f"Tämä koskee näitä lähteitä: {sources.fi}.",
        f"Detta gäller följande källor: {sources.sv}.",
        f"This concerns the following sources: {sources.en}.",
    )
    return sentences(said, only if sources else NOTHING)


def refreshed(interval: Words) -> Words:
    return Words(
        f"Tarkistamme tiedot {interval.fi}.",
        f"Vi kontrollerar uppgifterna {interval.sv}.",
        f"We check the information {interval.en}.",
    )


def credit_check(name: Words) -> Words:
    return Words(
        "Kerromme ennen luottotietojen tarkistamista, mitä luottotietorekisteriä käytämme: "
        f"{name.fi}. Jos kielteinen päätös perustuu luottotietoihin, kerromme siitä ja "
        "käytetystä rekisteristä heti.",
        "Innan vi kontrollerar kreditupplysningar berättar vi vilket register vi använder: "
        f"{name.sv}. Om ett avslag grundar sig på kreditupplysningar berättar vi genast om det "
        "och om vilket register som använts.",
        f"Before checking credit information we tell you which register we use: {name.en}. If "
        "a refusal rests on credit information, we say so, and name the register, at once.",
    )
