"""Rights of people, and how requests are served."""

from collections.abc import Mapping

from lupaus.policy.phrases.problems.told import Told
from lupaus.policy.phrases.words import Words

RIGHTS: Mapping[str, Told] = {
    "N77": Told(
        Words(
            "Pyyntö on allekirjoitettava käsin.",
            "En begäran ska undertecknas för hand.",
            "A request must be signed by hand.",
        ),
        Words(
            "Poista vaatimus. Allekirjoitusta ei saa edellyttää.",
            "Ta bort kravet. Underskrift får inte krävas.",
            "Take the demand away. A signature may not be required.",
        ),
    ),
    "N78": Told(
        Words(
            "Pyyntö tai kielto on tehtävä kirjallisesti.",
            "En begäran eller ett förbud ska göras skriftligt.",
            "A request or an objection must be made in writing.",
        ),
        Words(
            "Poista vaatimus. Mikä tahansa tapa pyytää kelpaa.",
            "Ta bort kravet. Vilket sätt som helst duger.",
            "Take the demand away. Any way of asking will do.",
        ),
    ),
    "N79": Told(
        Words(
            "Pyynnöt otetaan vastaan vain joillakin kielillä.",
            "Begäranden tas emot endast på vissa språk.",
            "Requests are taken in some languages only.",
        ),
        Words(
            "Poista kielirajoitus.",
            "Ta bort språkbegränsningen.",
            "Take the restriction away.",
        ),
    ),
    "N80": Told(
        Words(
            "Ihmisen on perusteltava pyyntönsä tai eriteltävä tiedot, ennen kuin mitään"
            " tehdään.",
            "Personen måste motivera sin begäran eller precisera uppgifterna innan något görs.",
            "The person must give grounds, or exact items, before anything is done.",
        ),
        Words(
            "Poista vaatimus.",
            "Ta bort kravet.",
            "Take the demand away.",
        ),
    ),
    "N81": Told(
        Words(
            "Oikeutta saada pääsy omiin tietoihin ei kerrota.",
            "Rätten att få tillgång till sina uppgifter nämns inte.",
            "The right of access is not told.",
        ),
        Words(
            "Lisää oikeus selosteeseen.",
            "Lägg till rättigheten i beskrivningen.",
            "Add the right to the notice.",
        ),
    ),
    "N82": Told(
        Words(
            "Oikeutta oikaista tietoja ei kerrota.",
            "Rätten till rättelse nämns inte.",
            "The right of rectification is not told.",
        ),
        Words(
            "Lisää oikeus selosteeseen.",
            "Lägg till rättigheten i beskrivningen.",
            "Add the right to the notice.",
        ),
    ),
    "N83": Told(
        Words(
            "Oikeutta tietojen poistamiseen ei kerrota.",
            "Rätten till radering nämns inte.",
            "The right of erasure is not told.",
        ),
        Words(
            "Lisää oikeus selosteeseen.",
            "Lägg till rättigheten i beskrivningen.",
            "Add the right to the notice.",
        ),
    ),
    "N84": Told(
        Words(
            "Oikeutta rajoittaa käsittelyä ei kerrota.",
            "Rätten till begränsning nämns inte.",
            "The right to restriction is not told.",
        ),
        Words(
            "Lisää oikeus selosteeseen.",
            "Lägg till rättigheten i beskrivningen.",
            "Add the right to the notice.",
        ),
    ),
    "N85": Told(
        Words(
            "Oikeutta vastustaa käsittelyä ei kerrota, tai siihen vain viitataan.",
            "Rätten att invända nämns inte, eller det hänvisas endast till den.",
            "The right to object is not told, or only by reference.",
        ),
        Words(
            "Lisää oikeus selosteeseen.",
            "Lägg till rättigheten i beskrivningen.",
            "Add the right to the notice.",
        ),
    ),
    "N86": Told(
        Words(
            "Oikeus vastustaa on muun tekstin seassa.",
            "Rätten att invända står bland annan text.",
            "The right to object stands among other information.",
        ),
        Words(
            "Tulosta se ensimmäisenä ja omassa kohdassaan.",
            "Skriv ut den först och för sig själv.",
            "Print it first, in a place of its own.",
        ),
    ),
    "N87": Told(
        Words(
            "Oikeutta siirtää tiedot ei kerrota, vaikka perusteena on suostumus tai sopimus.",
            "Rätten att flytta uppgifter nämns inte, fast grunden är samtycke eller avtal.",
            "Portability is not told, although consent or contract is a basis.",
        ),
        Words(
            "Lisää oikeus selosteeseen.",
            "Lägg till rättigheten i beskrivningen.",
            "Add the right to the notice.",
        ),
    ),
    "N88": Told(
        Words(
            "Suostumusta käytetään, mutta oikeutta perua se ei kerrota.",
            "Samtycke används, men rätten att återkalla det nämns inte.",
            "Consent is used, and the right to withdraw it is not told.",
        ),
        Words(
            "Lisää oikeus selosteeseen.",
            "Lägg till rättigheten i beskrivningen.",
            "Add the right to the notice.",
        ),
    ),
    "N89": Told(
        Words(
            "Oikeutta valittaa viranomaiselle ei kerrota, tai se kerrotaan vain yhdestä"
            " oikeudesta.",
            "Rätten att klaga hos myndigheten nämns inte, eller endast för en rättighet.",
            "The right to complain is not told, or told of one right only.",
        ),
        Words(
            "Lisää oikeus selosteeseen.",
            "Lägg till rättigheten i beskrivningen.",
            "Add the right to the notice.",
        ),
    ),
    "N90": Told(
        Words(
            "Valvontaviranomaista ei ole nimetty.",
            "Tillsynsmyndigheten namnges inte.",
            "The supervisory authority is left without a name.",
        ),
        Words(
            "Anna selosteen tulostaa viranomaisen nimi ja osoite.",
            "Låt beskrivningen skriva ut myndighetens namn och adress.",
            "Let the notice print the authority's name and address.",
        ),
    ),
    "N91": Told(
        Words(
            "Vastausaikaa ei ole kerrottu.",
            "Ingen svarstid anges.",
            "Nothing says when an answer comes.",
        ),
        Words(
            "Lupaa vastaus kuukauden kuluessa tai nopeammin.",
            "Lova svar inom en månad eller snabbare.",
            "Promise an answer within a month, or sooner.",
        ),
    ),
    "N92": Told(
        Words(
            "Vastaus luvataan myöhemmin kuin kuukauden kuluessa.",
            "Svar utlovas senare än inom en månad.",
            "An answer is promised later than within a month.",
        ),
        Words(
            "Anna vastausajaksi kuukausi tai vähemmän.",
            "Ange en månad eller kortare tid.",
            "Make it a month, or less.",
        ),
    ),
    "N93": Told(
        Words(
            "Lupaus menee lakia pidemmälle ja sitoo.",
            "Löftet går längre än lagen och binder.",
            "A promise goes beyond the law, and binds.",
        ),
        Words(
            "Mitään ei tarvitse tehdä. Rekisteri noudattaa tiukempaa lupausta.",
            "Inget behöver göras. Registret följer det strängare löftet.",
            "Nothing to do. The stricter promise is what the register keeps.",
        ),
    ),
    "N94": Told(
        Words(
            "Pyynnön mukana vaaditaan kopio henkilötodistuksesta.",
            "En kopia av ett identitetsbevis krävs med begäran.",
            "A copy of an identity card is demanded with a request.",
        ),
        Words(
            "Varmista henkilöllisyys vain epäiltäessä ja rekisterissä jo olevan osoitteen"
            " avulla.",
            "Kontrollera identiteten endast vid tvivel och med en adress som redan är känd.",
            "Verify identity on doubt only, by an address that is known already.",
        ),
    ),
    "N95": Told(
        Words(
            "Pyynnöstä peritään maksu, tai se on maksuton vain kerran vuodessa.",
            "En begäran kostar, eller är gratis endast en gång om året.",
            "A request costs something, or is free only once a year.",
        ),
        Words(
            "Poista maksu.",
            "Ta bort avgiften.",
            "Take the fee away.",
        ),
    ),
    "N96": Told(
        Words(
            "Kieltäytymisestä luvataan todistus, mutta kaikkia muutoksenhaun keinoja ei"
            " kerrota.",
            "Ett intyg om vägran utlovas, men inte alla sätt att överklaga nämns.",
            "A certificate of refusal is promised, and not every way to contest it.",
        ),
        Words(
            "Lisää selosteeseen oikeus valittaa viranomaiselle.",
            "Lägg till rätten att klaga hos myndigheten.",
            "Add the right to complain, so that a refusal tells every way.",
        ),
    ),
    "N97": Told(
        Words(
            "Vastaus lähetetään vain rekisterissä olevaan sähköpostiosoitteeseen.",
            "Svaret skickas endast till e-postadressen i registret.",
            "The answer goes to the e-mail address on file and no other way.",
        ),
        Words(
            "Toimita tiedot suojatulla linkillä ja pyydettäessä paperilla.",
            "Leverera uppgifterna med en skyddad länk och på papper till den som ber.",
            "Deliver by a protected link, and on paper to who asks.",
        ),
    ),
}
