"""The box of Art. 21(4), and what is said of messages that people may refuse."""

from lupaus.policy.phrases.words import AND, OR, Words, listed
from lupaus.policy.vocabulary import PurposeClass

#: What is objected to, as the object of *voit kieltää*.
OBJECTS: dict[PurposeClass, Words] = {
    PurposeClass.SERVICE: Words(
        "tietojesi käytön palveluissamme",
        "användningen av dina uppgifter i våra tjänster",
        "the use of your information in our services",
    ),
    PurposeClass.MARKETING: Words(
        "suoramarkkinoinnin", "direktmarknadsföring", "direct marketing"
    ),
    PurposeClass.SURVEY: Words(
        "asiakaskyselyt ja mielipidetutkimukset",
        "kundenkäter och opinionsundersökningar",
        "customer surveys and opinion polls",
    ),
    PurposeClass.ACCOUNTING: Words(
        "tietojesi käytön kirjanpidossa",
        "användningen av dina uppgifter i bokföringen",
        "the use of your information in accounting",
    ),
    PurposeClass.CLAIMS: Words(
        "tietojesi käytön vaatimusten käsittelyssä",
        "användningen av dina uppgifter för anspråk",
        "the use of your information for claims",
    ),
    PurposeClass.CREDIT: Words(
        "tietojesi käytön luottopäätöksissä",
        "användningen av dina uppgifter i kreditbeslut",
        "the use of your information in credit decisions",
    ),
    PurposeClass.PUBLICATION: Words(
        "tietojesi julkaisemisen",
        "publicering av dina uppgifter",
        "the publication of your information",
    ),
    PurposeClass.DEVELOPMENT: Words(
        "tietojesi käytön palvelujen parantamiseen",
        "användningen av dina uppgifter för att förbättra tjänsterna",
        "the use of your information for improving our services",
    ),
    PurposeClass.SECURITY: Words(
        "tietojesi käytön tietoturvan ylläpitoon",
        "användningen av dina uppgifter för informationssäkerhet",
        "the use of your information for security",
    ),
    PurposeClass.RIGHTS: Words(
        "tietojesi käytön oikeuksiesi toteuttamiseen",
        "användningen av dina uppgifter för dina rättigheter",
        "the use of your information for serving your rights",
    ),
    PurposeClass.STATISTICS: Words(
        "tietojesi käytön tilastoihin",
        "användningen av dina uppgifter för statistik",
        "the use of your information for statistics",
    ),
    PurposeClass.REGISTER_UPKEEP: Words(
        "tietojesi käytön rekisterin ylläpitoon",
        "användningen av dina uppgifter för underhåll av registret",
        "the use of your information for keeping the register",
    ),
}


def marketing() -> Words:
    return Words(
        "Voit kieltää suoramarkkinoinnin milloin tahansa. Kielto on maksuton, sitä ei tarvitse "
        "perustella, ja noudatamme sitä heti.",
        "Du kan när som helst förbjuda direktmarknadsföring. Förbudet är kostnadsfritt, du "
        "behöver inte motivera det och vi följer det genast.",
        "You can refuse direct marketing at any time. It costs nothing, you need not give a "
        "reason, and we act on it at once.",
    )


def targeting_too() -> Words:
    return Words(
        "Kielto koskee myös sitä, että valitsemme markkinoinnin kohteita tietojesi avulla.",
        "Förbudet gäller också att vi väljer målgrupper för marknadsföring utifrån dina "
        "uppgifter.",
        "Your refusal also stops us from using your information to choose whom to address.",
    )


def also(kind: PurposeClass, *, first: bool = False) -> Words:
    """``first``: nothing went before that it could be like."""
    what = OBJECTS[kind]
    if first:
        return Words(
            f"Voit kieltää {what.fi} milloin tahansa ja ilman perusteluja.",
            f"Du kan när som helst och utan motivering förbjuda {what.sv}.",
            f"You can refuse {what.en} at any time and without giving a reason.",
        )
    return Words(
        f"Samalla tavalla voit kieltää {what.fi}.",
        f"På samma sätt kan du förbjuda {what.sv}.",
        f"In the same way you can refuse {what.en}.",
    )


def how(channels: tuple[Words, ...]) -> Words:
    ways = listed(channels, Words("tai", "eller", "or"))
    return Words(
        f"Kerro kiellosta tai vastustamisesta haluamallasi tavalla: {ways.fi}.",
        f"Meddela ditt förbud eller din invändning på det sätt du vill: {ways.sv}.",
        f"Tell us in whichever way you like: {ways.en}.",
    )


def channels(names: tuple[Words, ...]) -> Words:
    ways = listed(names)
    return Words(
        f"Kielto voi koskea kaikkia näitä yhteydenottotapoja tai vain osaa niistä: {ways.fi}.",
        f"Förbudet kan gälla alla dessa kontaktsätt eller bara vissa av dem: {ways.sv}.",
        f"You can refuse all of these ways of contact or only some of them: {ways.en}.",
    )


def interest(*, unconditional: bool, marketing_too: bool) -> Words:
    more = (
        Words("myös muuta käsittelyä", "också invända mot annan behandling", "other processing")
        if marketing_too
        else Words("käsittelyä", "invända mot behandling", "processing")
    )
    also_en = "also " if marketing_too else ""
    if unconditional:
        return Words(
            f"Voit vastustaa {more.fi}, jonka perusteena on oikeutettu etu. Perusteluja ei "
            "tarvita. Lopetamme käsittelyn, ellei laki velvoita jatkamaan sitä.",
            f"Du kan {more.sv} som grundar sig på ett berättigat intresse. Du "
            "behöver inte ge några skäl. Vi upphör med behandlingen, om inte lagen ålägger "
            "oss att fortsätta.",
            f"You can {also_en}object to {more.en} that is based on a legitimate interest. You "
            "need not give a reason. We stop, unless the law obliges us to go on.",
        )
    return Words(
        f"Voit henkilökohtaisen tilanteesi perusteella vastustaa {more.fi}, jonka perusteena "
        "on oikeutettu etu. Lopetamme silloin käsittelyn, paitsi jos osoitamme sille "
        "huomattavan tärkeän ja perustellun syyn tai jos käsittely on tarpeen oikeusvaateen "
        "vuoksi.",
        f"Du kan av skäl som hänför sig till din situation {more.sv} som grundar sig på ett "
        "berättigat intresse. Vi upphör då med behandlingen, utom om vi kan påvisa tvingande "
        "berättigade skäl för den eller om den behövs för ett rättsligt anspråk.",
        f"You can {also_en}object, on grounds relating to your particular situation, to "
        f"{more.en} that is based on a legitimate interest. We then stop, unless we show "
        "compelling legitimate grounds for continuing or need the information for a legal "
        "claim.",
    )


def only_by_cell(names: tuple[Words, ...]) -> Words:
    ways = listed(names, OR)
    return Words(f"Vain: {ways.fi}.", f"Endast: {ways.sv}.", f"Only: {ways.en}.")


def consent_for_cell(names: tuple[Words, ...]) -> Words:
    ways = listed(names)
    return Words(
        f"Näistä vain suostumuksellasi: {ways.fi}.",
        f"Av dessa endast med ditt samtycke: {ways.sv}.",
        f"Of these, only with your consent: {ways.en}.",
    )


def only_by(names: tuple[Words, ...]) -> Words:
    ways = listed(names, AND)
    how = (
        Words("tällä tavalla", "på detta sätt", "in this way")
        if len(names) == 1
        else Words("näillä tavoilla", "på dessa sätt", "in these ways")
    )
    return Words(
        f"Otamme tässä tarkoituksessa yhteyttä vain {how.fi}: {ways.fi}.",
        f"För detta ändamål kontaktar vi dig endast {how.sv}: {ways.sv}.",
        f"For this purpose we contact you {how.en} only: {ways.en}.",
    )


def consent_for(names: tuple[Words, ...]) -> Words:
    ways = listed(names)
    if len(names) == 1:
        return Words(
            f"Tähän yhteydenottotapaan tarvitsemme suostumuksesi: {ways.fi}. Ilman suostumusta "
            "emme käytä sitä.",
            f"För detta kontaktsätt behöver vi ditt samtycke: {ways.sv}. Utan samtycke "
            "använder vi det inte.",
            f"This way of contact needs your consent: {ways.en}. We do not use it without "
            "consent.",
        )
    return Words(
        f"Näihin yhteydenottotapoihin tarvitsemme suostumuksesi: {ways.fi}. Ilman suostumusta "
        "emme käytä niitä.",
        f"För dessa kontaktsätt behöver vi ditt samtycke: {ways.sv}. Utan samtycke använder vi "
        "dem inte.",
        f"These ways of contact need your consent: {ways.en}. We do not use them without it.",
    )


def consent() -> Words:
    return Words(
        "Kun perusteena on suostumus, käytämme tietojasi vain, jos olet antanut sen. "
        "Kirjaamme, milloin ja miten annoit suostumuksesi. Lopetamme heti, kun peruutat sen.",
        "När grunden är samtycke använder vi dina uppgifter endast om du har gett det. Vi "
        "antecknar när och hur du gav ditt samtycke. Vi upphör genast när du återkallar det.",
        "Where the basis is consent, we use your information only if you have given it. We "
        "record when and how you gave your consent. We stop as soon as you withdraw it.",
    )


def soft_opt_in() -> Words:
    return Words(
        "Jos olet asiakkaamme ja olemme saaneet osoitteesi oston yhteydessä, lähetämme sinulle "
        "sähköisesti markkinointia omista samankaltaisista tuotteistamme ja palveluistamme "
        "ilman erillistä suostumusta. Voit kieltää sen jo osoitetta antaessasi ja jokaisessa "
        "viestissä.",
        "Om du är kund hos oss och vi har fått din adress i samband med ett köp, sänder vi dig "
        "elektronisk marknadsföring om våra egna liknande produkter och tjänster utan separat "
        "samtycke. Du kan förbjuda det redan när du ger adressen och i varje meddelande.",
        "If you are our customer and gave us your address when buying, we send you electronic "
        "marketing about our own similar products and services without separate consent. You "
        "can refuse it when giving the address and in every message.",
    )


def stop_link() -> Words:
    return Words(
        "Jokaisesta sähköisestä markkinointiviestistä näkee, että se on markkinointia ja kuka "
        "sen lähettää. Viestissä on myös helppo ja maksuton tapa kieltää seuraavat.",
        "Av varje elektroniskt marknadsföringsmeddelande framgår att det är marknadsföring och "
        "vem som är avsändare. I meddelandet finns också ett enkelt och kostnadsfritt sätt "
        "att säga nej till fler.",
        "Every electronic marketing message shows that it is marketing and who sends it, and "
        "has an easy and free way to refuse further ones.",
    )


def targeting_cell() -> Words:
    return Words(
        "Valitsemme kohderyhmän vain tämän tarkoituksen tietojen avulla.",
        "Vi väljer målgrupp endast med hjälp av ändamålets uppgifter.",
        "We choose whom to address with this purpose’s information only.",
    )


def targeting(categories: Words) -> Words:
    return Words(
        f"Valitsemme markkinoinnin kohteet vain näiden tietojen avulla: {categories.fi}.",
        f"Vi väljer målgrupper endast med hjälp av dessa uppgifter: {categories.sv}.",
        f"We choose whom to address with this information only: {categories.en}.",
    )
