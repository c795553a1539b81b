"""The rights of the person, and how a request is served."""

from collections.abc import Sequence
from typing import Literal

from lupaus.policy.period import Period
from lupaus.policy.phrases.words import NOTHING, OR, Words, lasting, listed, sentences, within
from lupaus.policy.vocabulary import Right

#: Periods between these lengths are at times longer, at times shorter than one month.
_SURELY_WITHIN_A_MONTH = 28
_NEVER_WITHIN_A_MONTH = 31


def access() -> Words:
    return Words(
        "Sinulla on oikeus saada tietää, käsittelemmekö tietojasi, ja saada niistä jäljennös.",
        "Du har rätt att få veta om vi behandlar dina uppgifter och att få en kopia av dem.",
        "You have the right to know whether we process information about you and to receive a "
        "copy of it.",
    )


def delivered(how: Literal["email on record", "link", "paper"]) -> Words:
    places = {
        "email on record": Words(
            "siihen sähköpostiosoitteeseen, joka meillä jo on",
            "till den e-postadress som vi redan har",
            "to the email address that we already have",
        ),
        "link": Words(
            "suojatun latauslinkin kautta", "via en skyddad länk", "through a protected link"
        ),
        "paper": Words("paperilla", "på papper", "on paper"),
    }
    place = places[how]
    return Words(
        f"Toimitamme jäljennöksen {place.fi}. Muu toimitustapa sopii, jos pyydät sitä.",
        f"Vi sänder kopian {place.sv}. Ett annat sätt går bra om du ber om det.",
        f"We send the copy {place.en}. Another way is fine if you ask for it.",
    )


def rectification() -> Words:
    return Words(
        "Sinulla on oikeus vaatia, että oikaisemme virheelliset ja täydennämme puutteelliset "
        "tiedot.",
        "Du har rätt att kräva att vi rättar felaktiga och kompletterar bristfälliga "
        "uppgifter.",
        "You have the right to have wrong information corrected and incomplete information "
        "completed.",
    )


def source_told() -> Words:
    return Words(
        "Kerromme oikaisusta myös sille, jolta virhe on peräisin.",
        "Vi meddelar rättelsen också till den som felet kommer från.",
        "We also report the correction to the party from whom the error came.",
    )


def erasure(*, unconditional: bool, consent: bool) -> Words:
    if unconditional:
        return Words(
            "Sinulla on oikeus vaatia tietojesi poistamista milloin tahansa ilman perusteluja.",
            "Du har rätt att när som helst och utan motivering kräva att dina uppgifter "
            "raderas.",
            "You have the right to have your information erased at any time without giving a "
            "reason.",
        )
    withdrawn = (
        Words(
            "kun peruutat suostumuksesi, ",
            "när du återkallar ditt samtycke, ",
            "when you withdraw your consent, ",
        )
        if consent
        else NOTHING
    )
    return Words(
        "Sinulla on oikeus vaatia tietojesi poistamista, kun niitä ei enää tarvita, "
        f"{withdrawn.fi}kun vastustat käsittelyä pätevästi tai kun käsittely on ollut "
        "lainvastaista.",
        "Du har rätt att kräva att dina uppgifter raderas när de inte längre behövs, "
        f"{withdrawn.sv}när du med framgång invänder mot behandlingen eller när behandlingen "
        "har varit olaglig.",
        "You have the right to have your information erased when it is no longer needed, "
        f"{withdrawn.en}when your objection is upheld or when the processing has been "
        "unlawful.",
    )


_KEPT_BACK: dict[str, Words] = {
    "law": Words(
        "jotka laki velvoittaa säilyttämään",
        "som lagen ålägger oss att spara",
        "that the law obliges us to keep",
    ),
    "open-invoice": Words(
        "jotka liittyvät maksamattomaan laskuun",
        "som gäller en obetald faktura",
        "that belongs to an unpaid invoice",
    ),
    "collection": Words(
        "joita tarvitaan saatavan perintään",
        "som behövs för indrivning av en fordran",
        "that is needed for collecting a debt",
    ),
    "dispute": Words(
        "joita tarvitaan oikeusvaateen vuoksi",
        "som behövs för ett rättsligt anspråk",
        "that is needed for a legal claim",
    ),
}


def kept_back(reasons: tuple[str, ...]) -> Words:
    which = listed((_KEPT_BACK[reason] for reason in reasons), OR)
    return Words(
        f"Säilytämme kuitenkin tiedot, {which.fi}. Kerromme silloin, mitä säilytämme, miksi ja "
        "mihin asti.",
        f"Vi sparar ändå uppgifter {which.sv}. Då berättar vi vad vi sparar, varför och hur "
        "länge.",
        f"We nevertheless keep information {which.en}. We then tell you what we keep, why and "
        "until when.",
    )


def anonymised() -> Words:
    return Words(
        "Poistamisen sijasta voit vaatia, että muutamme tiedot pysyvästi sellaisiksi, ettei "
        "kukaan tunnista niistä sinua.",
        "I stället för radering kan du kräva att vi för gott ändrar uppgifterna så att ingen "
        "kan identifiera dig utifrån dem.",
        "Instead of erasure you may ask us to anonymise the information for good, so that "
        "nobody can recognise you from it.",
    )


def restriction() -> Words:
    return Words(
        "Sinulla on oikeus vaatia käsittelyn rajoittamista, kun kiistät tietojen "
        "oikeellisuuden, kun käsittely on lainvastaista, kun tarvitset tietoja "
        "oikeusvaadettasi varten tai kun vastustamisesi on vielä ratkaisematta. Rajoituksen "
        "aikana vain säilytämme tiedot.",
        "Du har rätt att kräva att behandlingen begränsas när du bestrider uppgifternas "
        "riktighet, när behandlingen är olaglig, när du behöver uppgifterna för ett rättsligt "
        "anspråk eller när din invändning ännu inte har avgjorts. Under tiden lagrar vi "
        "bara uppgifterna.",
        "You have the right to have processing restricted when you contest the accuracy of the "
        "information, when the processing is unlawful, when you need the "
        "information for a legal claim or while your objection is undecided. Meanwhile we "
        "only store it.",
    )


def objection() -> Words:
    return Words(
        "Sinulla on oikeus vastustaa käsittelyä ja kieltää suoramarkkinointi. Siitä kerrotaan "
        "tämän selosteen alussa.",
        "Du har rätt att invända mot behandlingen och att förbjuda direktmarknadsföring. Mer "
        "om det finns i början av denna beskrivning.",
        "You have the right to object to processing and to refuse direct marketing. See the "
        "beginning of this notice.",
    )


def portability(*, consent: bool, contract: bool) -> Words:
    """Only the bases that the policy has; with neither, both, as the law says it."""
    bases = {
        (True, False): Words("suostumus", "samtycke", "consent"),
        (False, True): Words("sopimus", "avtal", "a contract"),
    }
    both = Words("suostumus tai sopimus", "samtycke eller avtal", "consent or a contract")
    ground = bases.get((consent, contract), both)
    return Words(
        "Sinulla on oikeus saada antamasi tiedot koneellisesti luettavassa muodossa ja siirtää "
        f"ne toiselle rekisterinpitäjälle, kun käsittelyn perusteena on {ground.fi}.",
        "Du har rätt att få de uppgifter du har lämnat i maskinläsbar form och att överföra "
        "dem till en annan personuppgiftsansvarig när behandlingen grundar sig på "
        f"{ground.sv}.",
        "You have the right to receive the information you gave us in machine-readable form "
        "and to transmit it to another controller, when the processing is based on "
        f"{ground.en}.",
    )


def withdrawal() -> Words:
    return Words(
        "Sinulla on oikeus peruuttaa suostumuksesi milloin tahansa, yhtä helposti kuin annoit "
        "sen. Peruuttaminen ei vaikuta siihen, mitä on tehty ennen sitä.",
        "Du har rätt att återkalla ditt samtycke när som helst, lika lätt som du gav det. "
        "Återkallelsen påverkar inte det som gjorts före den.",
        "You have the right to withdraw your consent at any time, as easily as you gave it. "
        "That does not affect what was done before.",
    )


def complaint(authority: Words, post: str, web: str) -> Words:
    swedish = post.replace("PL ", "PB ").replace("Helsinki", "Helsingfors")
    english = post.replace("PL ", "P.O. Box ")
    return Words(
        "Sinulla on oikeus valittaa valvontaviranomaiselle, jos tietojesi käsittely mielestäsi "
        f"rikkoo tietosuojasäännöksiä: {authority.fi}, {post}, {web}. Voit valittaa myös sen "
        "EU- tai ETA-maan viranomaiselle, jossa asut tai työskentelet.",
        "Du har rätt att lämna in klagomål hos tillsynsmyndigheten om du anser att "
        f"behandlingen av dina uppgifter bryter mot dataskyddsreglerna: {authority.sv}, "
        f"{swedish}, {web}. Du kan också lämna in klagomål i det EU- eller EES-land där du "
        "bor eller arbetar.",
        "You have the right to lodge a complaint with the supervisory authority if you think "
        "that the processing of your information infringes data protection rules: "
        f"{authority.en}, {english}, Finland, {web}. You may also complain to the authority "
        "of the EU or EEA country where you live or work.",
    )


def deadline(promise: Period | None) -> Words:
    """The earlier of law and promise. A promise of 29 to 31 days is at times the later one."""
    arrival = Words(
        "pyynnön saapumisesta",
        "efter det att vi fick din begäran",
        "after receiving your request",
    )
    if shorter(promise) is None or promise is None:
        return Words(
            f"Vastaamme pyyntöön viivytyksettä ja viimeistään kuukauden kuluttua "
            f"{arrival.fi}. Jos pyyntö on monimutkainen tai pyyntöjä on paljon, jatkamme aikaa "
            "enintään kahdella kuukaudella; kerromme jatkosta ja sen syystä ensimmäisen "
            "kuukauden aikana.",
            f"Vi svarar utan dröjsmål och senast en månad {arrival.sv}. Om begäran är "
            "komplicerad eller antalet begäranden stort förlänger vi tiden med högst två "
            "månader; vi meddelar det och orsaken inom den första månaden.",
            f"We answer without delay and at the latest one month {arrival.en}. If a request "
            "is complex or there are many, we extend the time by at most two months; we tell "
            "you so, and why, within the first month.",
        )
    time, lasts = within(promise), lasting(promise)
    if promise.days > _SURELY_WITHIN_A_MONTH:
        month = Words(
            ", kuitenkin aina kuukauden kuluessa",
            ", men alltid inom en månad",
            ", and always within one month",
        )
    else:
        month = Words("", "", "")
    return Words(
        f"Vastaamme viivytyksettä ja viimeistään {time.fi} kuluttua {arrival.fi}{month.fi}.",
        f"Vi svarar utan dröjsmål och senast {lasts.sv} {arrival.sv}{month.sv}.",
        f"We answer without delay and at the latest {lasts.en} {arrival.en}{month.en}.",
    )


def shorter(promise: Period | None) -> Period | None:
    """The promise, if it is ever earlier than the law's one month."""
    if promise is None or promise.months or promise.days >= _NEVER_WITHIN_A_MONTH:
        return None
    return promise


def channels(ways: tuple[Words, ...]) -> Words:
    how = listed(ways, OR)
    return Words(
        f"Pyyntö on vapaamuotoinen, ja voit esittää sen haluamallasi tavalla: {how.fi}. "
        "Allekirjoitusta tai perusteluja emme vaadi.",
        f"Begäran är fri till formen och du kan framföra den på det sätt du vill: {how.sv}. Vi "
        "kräver varken underskrift eller motivering.",
        f"You may make a request in any form and in whichever way you like: {how.en}. We ask "
        "for neither a signature nor reasons.",
    )


def free() -> Words:
    return Words(
        "Oikeuksien käyttäminen on maksutonta.",
        "Det är kostnadsfritt att använda rättigheterna.",
        "Using your rights is free of charge.",
    )


def identity() -> Words:
    return Words(
        "Tarkistamme henkilöllisyytesi vain, jos meillä on perusteltu syy epäillä sitä. Teemme "
        "sen ensisijaisesti yhteystiedolla, joka meillä jo on. Jäljennöstä passista tai "
        "muusta henkilötodistuksesta emme pyydä.",
        "Vi kontrollerar din identitet endast om vi har rimliga skäl att betvivla den. Vi "
        "gör det i första hand via en kontaktuppgift som vi redan har. Vi ber inte om kopia "
        "av pass eller annan identitetshandling.",
        "We check your identity only if we have reasonable grounds to doubt it. We do so "
        "primarily through a contact detail that we already have. We do not ask for a copy "
        "of a passport or other identity document.",
    )


_CERTIFIED: dict[Right, Words] = {
    Right.ACCESS: Words("antamasta tietoja", "att lämna ut uppgifter", "to give access"),
    Right.RECTIFICATION: Words(
        "oikaisemasta tietoja", "att rätta uppgifter", "to correct information"
    ),
    Right.ERASURE: Words("poistamasta tietoja", "att radera uppgifter", "to erase information"),
    Right.RESTRICTION: Words(
        "rajoittamasta käsittelyä", "att begränsa behandlingen", "to restrict processing"
    ),
    Right.PORTABILITY: Words(
        "siirtämästä tietoja", "att överföra uppgifter", "to transmit information"
    ),
}


def refusal(certified: Sequence[Right]) -> Words:
    """``certified``: refusing these comes with a certificate."""
    said = Words(
        "Jos emme toteuta pyyntöäsi tai toteutamme sen vain osaksi, kerromme kuukauden "
        "kuluessa syyn sekä sen, miten voit valittaa valvontaviranomaiselle tai viedä asian "
        "tuomioistuimeen.",
        "Om vi inte tillgodoser din begäran eller gör det bara delvis, berättar vi inom en "
        "månad varför och hur du kan lämna in klagomål hos tillsynsmyndigheten eller föra "
        "saken till domstol.",
        "If we do not carry out your request, or do so in part only, we tell you within a "
        "month why, and how you can complain to the supervisory authority or go to court.",
    )
    named = [_CERTIFIED[right] for right in certified if right in _CERTIFIED]
    if not named:
        return said
    what = listed(named, OR)
    paper = Words(
        f"Jos kieltäydymme {what.fi}, saat päätöksestä kirjallisen todistuksen, josta "
        "perustelut ilmenevät.",
        f"Om vi vägrar {what.sv} får du ett skriftligt intyg över beslutet och skälen till "
        "det.",
        f"If we refuse {what.en}, you receive a written certificate of the decision that "
        "states the reasons.",
    )
    return sentences(said, paper)


def recipients_told() -> Words:
    return Words(
        "Ilmoitamme oikaisusta, poistamisesta ja rajoittamisesta kaikille, joille olemme "
        "antaneet tietojasi, paitsi jos se on mahdotonta tai vaatii kohtuutonta vaivaa.",
        "Vi underrättar alla som har fått dina uppgifter av oss om rättelse, radering och "
        "begränsning, utom om det är omöjligt eller kräver oproportionella ansträngningar.",
        "We notify everyone to whom we have given your information of its correction, erasure "
        "or restriction, unless that is impossible or takes disproportionate effort.",
    )
