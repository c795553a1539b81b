"""How long: the rule, its start, what holds it back, what ends it."""

from collections.abc import Iterable
from typing import Literal

from lupaus.policy.phrases.words import (
    NOTHING,
    OR,
    Words,
    capital,
    cited,
    full_stop,
    listed,
    sentences,
)
from lupaus.policy.vocabulary import Anchor, Category, Hold

#: Whence a period runs, in the elative: *kaksi vuotta asiakassuhteen päättymisestä*.
FROM: dict[Anchor, Words] = {
    Anchor.COLLECTED: Words(
        "tiedon tallentamisesta",
        "från det att uppgiften registrerades",
        "after the information was recorded",
    ),
    Anchor.RELATION_ENDED: Words(
        "asiakassuhteen päättymisestä",
        "från det att kundförhållandet upphörde",
        "after the end of the customer relationship",
    ),
    Anchor.LAST_CONTACT: Words(
        "viimeisestä yhteydenpidosta kanssasi",
        "från den senaste kontakten med dig",
        "after our last contact with you",
    ),
    Anchor.LAST_CONTACT_ANY: Words(
        "viimeisestä yhteydenpidosta kanssasi tai edustamasi yhteisön kanssa",
        "från den senaste kontakten med dig eller med organisationen som du företräder",
        "after our last contact with you or the organisation you act for",
    ),
    Anchor.LAST_INVOICE: Words(
        "viimeisestä laskusta", "från den sista fakturan", "after the last invoice"
    ),
    Anchor.LAST_INVOICED_FISCAL_YEAR: Words(
        "sen tilikauden päättymisestä, jolla sinua on viimeksi laskutettu",
        "från utgången av den räkenskapsperiod då du senast fakturerades",
        "after the end of the accounting period in which you were last invoiced",
    ),
    Anchor.FISCAL_YEAR: Words(
        "tilikauden päättymisestä",
        "från räkenskapsperiodens utgång",
        "after the end of the accounting period",
    ),
    Anchor.FISCAL_CALENDAR_YEAR: Words(
        "sen kalenterivuoden lopusta, jonka aikana tilikausi on päättynyt",
        "från utgången av det kalenderår under vilket räkenskapsperioden har gått ut",
        "after the end of the calendar year in which the accounting period ended",
    ),
    Anchor.CONSENT_WITHDRAWN: Words(
        "suostumuksen peruuttamisesta",
        "från det att samtycket återkallades",
        "after the consent was withdrawn",
    ),
    Anchor.REQUEST_CLOSED: Words(
        "siitä, kun pyyntösi on käsitelty",
        "från det att din begäran har behandlats",
        "after your request was dealt with",
    ),
    Anchor.SERVICE_ENDED: Words(
        "palvelun päättymisestä", "från det att tjänsten upphörde", "after the service ended"
    ),
    Anchor.DECISION: Words("päätöksestä", "från beslutet", "after the decision"),
}

#: A log is not collected from anybody: its entries are made.
_FROM_ENTRY = Words(
    "merkinnän tekemisestä", "från det att anteckningen gjordes", "after the entry was made"
)


def since(anchor: Anchor, categories: Iterable[Category]) -> Words:
    """Whence the period of such information runs."""
    of_logs = anchor is Anchor.COLLECTED and set(categories) == {Category.LOGS}
    return _FROM_ENTRY if of_logs else FROM[anchor]


def kept(*, least: Words, most: Words, start: Words) -> Words:
    """``Vähintään kuusi vuotta ja enintään kymmenen vuotta tilikauden päättymisestä.``"""
    if least and most:
        span = Words(
            f"vähintään {least.fi} ja enintään {most.fi}",
            f"i minst {least.sv} och högst {most.sv}",
            f"at least {least.en} and at most {most.en}",
        )
    elif least:
        span = Words(f"vähintään {least.fi}", f"i minst {least.sv}", f"at least {least.en}")
    else:
        span = Words(f"enintään {most.fi}", f"i högst {most.sv}", f"at most {most.en}")
    return Words(*(f"{time} {since}".strip() for time, since in zip(span, start, strict=True)))


def without_number(how: Literal["needed", "relation"]) -> Words:
    """As published: no period and so refused (N64)."""
    if how == "needed":
        return Words("tarpeen ajan", "så länge uppgifterna behövs", "while needed")
    return Words(
        "asiakassuhteen ajan", "under kundförhållandet", "during the customer relationship"
    )


def rule(time: Words) -> Words:
    return Words(
        f"Säilytämme tietoja {time.fi}.",
        f"Vi sparar uppgifterna {time.sv}.",
        f"We keep the information {time.en}.",
    )


def then_gone() -> Words:
    return Words(
        "Sen jälkeen poistamme tiedot.",
        "Därefter raderar vi uppgifterna.",
        "After that we erase the information.",
    )


def window(day: Words, *, late: bool) -> Words:
    if late:
        return Words(
            f"Poistamme tiedot joka vuosi {day.fi} määräajan päätyttyä.",
            f"Vi raderar uppgifterna varje år {day.sv} efter att tiden har gått ut.",
            f"We erase the information every year {day.en} after the time has passed.",
        )
    return Words(
        f"Poistamme tiedot joka vuosi {day.fi}, aina ennen määräajan täyttymistä.",
        f"Vi raderar uppgifterna varje år {day.sv}, alltid innan tiden har gått ut.",
        f"We erase the information every year {day.en}, always before the time is up.",
    )


def because(reason: Words) -> Words:
    said = Words(f"Syy: {reason.fi}", f"Orsak: {reason.sv}", f"Reason: {reason.en}")
    return full_stop(said) if reason else NOTHING


def on_request_only() -> Words:
    """As published: erased only when asked (N71)."""
    return Words(
        "Poistamme tiedot vain pyynnöstäsi.",
        "Vi raderar uppgifterna endast på din begäran.",
        "We erase the information only if you ask.",
    )


def minimum(law: str) -> Words:
    source = cited(law).map(lambda text: f" ({text})") if law else NOTHING
    return Words(
        f"Vähimmäisaika perustuu lakiin{source.fi}: emme poista tietoja aiemmin edes "
        "pyynnöstä.",
        f"Minimitiden grundar sig på lag{source.sv}: vi raderar inte uppgifterna tidigare, "
        "inte ens på begäran.",
        f"The minimum time is laid down by law{source.en}: we do not erase the information "
        "earlier, not even on request.",
    )


def by_law(categories: Words, time: Words, law: str) -> Words:
    what, source = capital(categories), cited(law)
    return Words(
        f"{what.fi}: laki velvoittaa meidät säilyttämään nämä {time.fi} ({source.fi}). Tämä "
        "aika menee muiden säilytysaikojen edelle.",
        f"{what.sv}: lagen ålägger oss att spara dem {time.sv} ({source.sv}). Denna tid går "
        "före övriga lagringstider.",
        f"{what.en}: the law obliges us to keep these for {time.en} ({source.en}). This period "
        "overrides all others.",
    )


def promised_minimum() -> Words:
    return Words(
        "Emme poista näitä tietoja oma-aloitteisesti ennen vähimmäisajan päättymistä.",
        "Vi raderar inte dessa uppgifter på eget initiativ innan minimitiden har gått ut.",
        "We do not erase this information of our own accord before the minimum time is over.",
    )


def daily(*, windows: bool) -> Words:
    said = Words(
        "Poistamme vanhentuneet tiedot oma-aloitteisesti joka päivä",
        "Vi raderar på eget initiativ varje dag de uppgifter vars tid har gått ut",
        "Every day, of our own accord, we erase what has reached its term",
    )
    unless = Words(
        ", paitsi jos taulukossa on muu poistopäivä.",
        ", utom när tabellen anger en annan dag.",
        ", unless the table names another day.",
    )
    return (
        Words(*(a + b for a, b in zip(said, unless, strict=True)))
        if windows
        else full_stop(said)
    )


def last_purpose() -> Words:
    return Words(
        "Säilytysaika koskee kaikkia tietoja, joita käytämme tarkoitukseen, ellei taulukossa "
        "nimetä tiettyjä tietoja. Kun aika päättyy, emme enää käytä tietoja siihen "
        "tarkoitukseen. Tieto poistetaan kokonaan, kun mikään tarkoitus ei enää tarvitse sitä.",
        "Lagringstiden gäller alla uppgifter som vi använder för ändamålet, om tabellen inte "
        "nämner vissa uppgifter. När tiden har gått ut använder vi inte längre uppgifterna för "
        "det ändamålet. En uppgift raderas helt när inget ändamål längre behöver den.",
        "The period covers all information that we use for the purpose, unless the table names "
        "particular information. When the time is up, we no longer use the information for "
        "that purpose. It is erased altogether once no purpose needs it any more.",
    )


_HOLDS: dict[Hold, Words] = {
    Hold.STATUTE: Words(
        "laki velvoittaa säilyttämään tiedon",
        "lagen ålägger oss att spara uppgiften",
        "the law obliges us to keep the information",
    ),
    Hold.OPEN_INVOICE: Words(
        "siihen liittyvä lasku on maksamatta",
        "en tillhörande faktura är obetald",
        "an invoice belonging to it is unpaid",
    ),
    Hold.COLLECTION: Words(
        "siihen liittyvää saatavaa peritään",
        "en tillhörande fordran drivs in",
        "a debt belonging to it is being collected",
    ),
    Hold.DISPUTE: Words("asiasta on riita", "saken är tvistig", "the matter is disputed"),
    Hold.RESTRICTION: Words(
        "olet pyytänyt käsittelyn rajoittamista",
        "du har begärt att behandlingen begränsas",
        "you have asked us to restrict processing",
    ),
}


def holds(reasons: Iterable[Hold], vouchers: Iterable[Hold]) -> Words:
    """``vouchers`` are the reasons that hold an unsettled invoice itself and nothing else."""
    why = listed((_HOLDS[reason] for reason in reasons), OR)
    itself = list(vouchers)
    invoice = Words(
        "Lasku itse pysyy tallessa, kunnes se on maksettu tai siitä on muuten sovittu.",
        "Själva fakturan sparas tills den har betalats eller saken annars har klarats upp.",
        "The invoice itself is kept until it has been paid or otherwise settled.",
    )
    said = Words(
        f"Lykkäämme poistamista, jos {why.fi}. Tarkistamme esteet joka päivä, ja kun viimeinen "
        "este poistuu, poistamme tiedon.",
        f"Vi skjuter upp raderingen om {why.sv}. Vi kontrollerar hindren varje dag, och när "
        "det sista hindret faller bort raderar vi uppgiften.",
        f"We postpone erasure if {why.en}. We check every day, and when the last of these "
        "falls away, we erase the information.",
    )
    return sentences(said, invoice if itself else NOTHING)


def review(interval: Words, *, delete: bool) -> Words:
    said = Words(
        f"Arvioimme {interval.fi}, tarvitaanko tietoja edelleen.",
        f"Vi bedömer {interval.sv} om uppgifterna fortfarande behövs.",
        f"We review {interval.en} whether the information is still needed.",
    )
    unanswered = Words(
        "Jos tarvetta ei osoiteta, poistamme tiedot.",
        "Om behovet inte kan påvisas raderar vi uppgifterna.",
        "If no need is shown, we erase it.",
    )
    return sentences(said, unanswered if delete else NOTHING)


def backups(period: Words) -> Words:
    return Words(
        f"Varmuuskopioista tiedot häviävät viimeistään {period.fi} kuluttua siitä, kun ne on "
        "poistettu rekisteristä.",
        f"Ur säkerhetskopiorna försvinner uppgifterna senast {period.sv} efter att de har "
        "raderats ur registret.",
        f"The information disappears from backups at the latest {period.en} after it was "
        "erased from the register.",
    )


def suppression() -> Words:
    return Words(
        "Tekemäsi markkinointikielto säilyy, vaikka muut tietosi poistetaan. Siitä jää "
        "osoitteestasi laskettu tunniste, josta osoite ei näy. Käytämme sitä vain kiellon "
        "noudattamiseen.",
        "Ditt marknadsföringsförbud finns kvar också när dina övriga uppgifter raderas. Kvar "
        "blir en kod som har räknats fram ur din adress och som inte visar adressen. Vi "
        "använder den endast för att följa förbudet.",
        "Your refusal of marketing stays on record even when the rest is erased. What remains "
        "is a code computed from your address that does not show the address. We use it only "
        "to honour your refusal.",
    )


def head(name: Words, said: Words) -> Words:
    first = capital(name)
    return Words(
        *(f"{who}: {text[:1].lower()}{text[1:]}" for who, text in zip(first, said, strict=True))
    )
