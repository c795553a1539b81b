"""What is wrong with a line or a cell, in the words of the page, with the cure."""

import re
from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _

from lupaus.intake.batch import BANS_STAY
from lupaus.intake.matching import RESTRICTED
from lupaus.intake.reverting import FORGOTTEN, REMOVED
from lupaus.intake.revise import PERMITS, SEVERAL
from lupaus.intake.work import NAME_ONLY, NOBODY

Said = Callable[[Any], str]


def _plain(text: Callable[[], str]) -> Said:
    return lambda m: text() % m.groupdict()


_CODE = (
    "an identity code is added one by one, with the ground that TSL 29 § asks for",
    lambda: _(
        "Näyttää henkilötunnukselta, eikä sellaista tuoda luettelosta. Lisää se asiakkaan"
        " kortilla, kun siihen on tietosuojalain 29 §:n mukainen peruste."
    ),
)
#: English as the import says it, and the page's words for it.
_SENTENCES: tuple[tuple[str, Callable[[], str]], ...] = (
    _CODE,
    (
        (
            "holds a formula, not what the spreadsheet shows: copy the column, paste it as"
            " values, save the file again"
        ),
        lambda: _(
            "Solussa on kaava eikä sen tulos. Kopioi sarake, liitä se arvoina ja tallenna"
            " tiedosto uudelleen."
        ),
    ),
    (
        "holds signs that no text has (NUL or the like): type it again",
        lambda: _("Rivillä on merkkejä, joita tekstissä ei ole. Kirjoita solu uudelleen."),
    ),
    (
        "nobody to recognise: no name, no organisation, no e-mail address",
        lambda: _("Riviltä ei tunnista ketään: nimi, yritys ja sähköposti puuttuvat."),
    ),
    (
        "names a company, and the line names another",
        lambda: _("Sarake nimeää yrityksen, ja rivillä on jo toinen yritys."),
    ),
    (
        NOBODY,
        lambda: _(
            "Rivistä ei saa tulla mitään: seloste ei tarvitse tietoja tällaisesta asiakkaasta."
            " Lisää riville yritys tai valitse Sarakkeet-sivulla, mitä henkilöt ilman yritystä"
            " ovat."
        ),
    ),
    (
        NAME_ONLY,
        lambda: _(
            "Rivistä tulee vain nimi. Korjaa poisjäävät tiedot tai jätä rivi pois luettelosta."
        ),
    ),
    ("not a name", lambda: _("Ei ole nimi.")),
    ("too long for a name", lambda: _("On liian pitkä nimeksi.")),
    (
        "two persons in one cell: give each a line of their own",
        lambda: _("Solussa on kaksi henkilöä. Anna kummallekin oma rivi."),
    ),
    ("not an e-mail address", lambda: _("Ei ole sähköpostiosoite.")),
    ("not a phone number", lambda: _("Ei ole puhelinnumero.")),
    (
        "not a phone number: too short or too long",
        lambda: _("Ei ole puhelinnumero: liian lyhyt tai liian pitkä."),
    ),
    (
        "a spreadsheet has rounded the number: format the column as text and type it again",
        lambda: _(
            "Taulukko-ohjelma on pyöristänyt numeron. Muotoile sarake tekstiksi ja kirjoita"
            " numero uudelleen."
        ),
    ),
    ("a lost leading zero was put back", lambda: _("Alusta kadonnut nolla palautettiin.")),
    ("lost leading zeros were put back", lambda: _("Alusta kadonneet nollat palautettiin.")),
    ("not a web address", lambda: _("Ei ole verkko-osoite.")),
    (
        "not a country: write its name or its two letters",
        lambda: _("Ei ole maa. Kirjoita maan nimi tai kaksikirjaiminen tunnus."),
    ),
    ("too long for a postcode", lambda: _("On liian pitkä postinumeroksi.")),
    (
        "not a Finnish postcode: write five digits, or fill in the country",
        lambda: _(
            "Ei ole suomalainen postinumero. Kirjoita viisi numeroa tai lisää maa omaan"
            " sarakkeeseensa."
        ),
    ),
    (
        "not a Y-tunnus: seven digits, a hyphen and a check digit",
        lambda: _("Ei ole Y-tunnus: seitsemän numeroa, väliviiva ja tarkistenumero."),
    ),
    (
        "the check digit of the Y-tunnus does not match: is a digit mistyped?",
        lambda: _("Y-tunnuksen tarkistenumero ei täsmää. Tarkista numerot."),
    ),
    (
        "not a register number of an association: write it as 123.456",
        lambda: _("Ei ole yhdistyksen rekisterinumero. Kirjoita se muodossa 123.456."),
    ),
    ("a customer number has digits only", lambda: _("Asiakasnumerossa on vain numeroita.")),
    (
        "not an IBAN: its check digits do not match",
        lambda: _("Ei ole tilinumero (IBAN): tarkiste ei täsmää."),
    ),
    (
        "the last contact is in the future",
        lambda: _("Viimeisin yhteydenotto on tulevaisuudessa. Korjaa päivä."),
    ),
    (
        "the relation ended before it began",
        lambda: _("Asiakkuus on päättynyt ennen kuin se alkoi. Korjaa päivät."),
    ),
    (
        "the invoice is said to be paid, but not when: add the day",
        lambda: _("Lasku on maksettu, mutta maksupäivä puuttuu. Lisää päivä."),
    ),
    (
        "state of the invoice: write avoin, maksettu, perinnässä or hyvitetty",
        lambda: _("Laskun tila: kirjoita avoin, maksettu, perinnässä tai hyvitetty."),
    ),
    (
        "the sum is too great to be true",
        lambda: _("Summa on liian suuri ollakseen totta. Tarkista se."),
    ),
    (
        "thousands or decimals? write the sum as 1234,50",
        lambda: _("Tuhansia vai desimaaleja? Kirjoita summa muodossa 1234,50."),
    ),
    (
        "not a sum of money: write it as 1234,50",
        lambda: _("Ei ole rahasumma. Kirjoita se muodossa 1234,50."),
    ),
    (
        "there is no such day: write it as 31.12.2025",
        lambda: _("Sellaista päivää ei ole. Kirjoita päivä muodossa 31.12.2025."),
    ),
    (
        "day and month cannot be told apart: write it as 31.12.2025",
        lambda: _("Päivää ja kuukautta ei erota. Kirjoita päivä muodossa 31.12.2025."),
    ),
    (
        "not a date: write it as 31.12.2025",
        lambda: _("Ei ole päivä. Kirjoita se muodossa 31.12.2025."),
    ),
    (
        "neither yes nor no: write kyllä or ei",
        lambda: _("Ei ole kyllä eikä ei. Kirjoita kyllä tai ei."),
    ),
    (
        (
            "a permission needs its evidence and its day, each in a column of its own"
            " (permission-evidence, permission-day)"
        ),
        lambda: _(
            "Lupa tarvitsee näytön ja päivän, kummankin omassa sarakkeessaan. Ilman niitä"
            " lupaa ei tuoda."
        ),
    ),
    (
        "the permission is dated in the future",
        lambda: _("Luvan päivä on tulevaisuudessa. Korjaa päivä."),
    ),
    (
        "the address is under a ban, and a list never lifts one",
        lambda: _("Osoite on kiellossa, eikä luettelo koskaan poista kieltoa."),
    ),
    (
        PERMITS,
        lambda: _(
            "Luettelo ei koskaan salli enempää kuin ennen. Kirjaa lupa asiakkaan kortille:"
            " miten ja milloin se annettiin."
        ),
    ),
    (
        SEVERAL,
        lambda: _(
            "Rekisterissä on näitä monta, eikä arvata, mitä tarkoitetaan. Jätetty ennalleen."
        ),
    ),
    ("added beside those on file", lambda: _("Lisätään rekisterissä jo olevien rinnalle.")),
    (
        (
            "is in the register already and acts for nobody there: say on the customer card"
            " that it acts for this organisation"
        ),
        lambda: _(
            "Henkilö on jo rekisterissä eikä edusta siellä ketään. Merkitse asiakkaan kortille,"
            " että hän edustaa tätä yritystä."
        ),
    ),
    (
        "stands on an earlier line already: only what is added line by line is taken from here",
        lambda: _("On jo aiemmalla rivillä. Tältä riviltä tulee vain se, mikä lisätään."),
    ),
    (
        RESTRICTED,
        lambda: _(
            "Henkilön tietojen käsittelyä on rajoitettu (tietosuoja-asetus 18 artikla), joten"
            " mitään ei muuteta. Poista rajoitus ensin."
        ),
    ),
    (REMOVED, lambda: _("Tieto on poistettu tuonnin jälkeen.")),
    (
        "the person's data are restricted",
        lambda: _("Henkilön tietojen käsittelyä on rajoitettu."),
    ),
    (
        FORGOTTEN,
        lambda: _(
            "Aiempi arvo on jo hävitetty: sen säilytysaika on kulunut tai asiakkaan tietoja on"
            " hävitetty tuonnin jälkeen."
        ),
    ),
    (
        BANS_STAY,
        lambda: _(
            "Tuonnin kieltoon panemat osoitteet pysyvät kiellossa. Vain henkilö itse purkaa"
            " kiellon."
        ),
    ),
)
_PATTERNS: tuple[tuple[str, Said], ...] = (
    (
        r"(?P<cells>\d+) cells under (?P<headings>\d+) headings: .*",
        _plain(
            lambda: _(
                "Rivillä on %(cells)s solua ja otsikoita %(headings)s. Jos solussa on erotin,"
                " pane solu lainausmerkkeihin."
            )
        ),
    ),
    (
        r"longer than (?P<most>\d+) characters",
        _plain(lambda: _("On pidempi kuin %(most)s merkkiä. Lyhennä.")),
    ),
    (
        r"the year is not between (?P<first>\d+) and (?P<last>\d+)",
        _plain(lambda: _("Vuosi ei ole väliltä %(first)s–%(last)s. Korjaa päivä.")),
    ),
    (
        r"customer number (?P<number>\d+) is somebody else's on an earlier line",
        _plain(
            lambda: _("Asiakasnumero %(number)s on aiemmalla rivillä toisella asiakkaalla.")
        ),
    ),
    (
        r"customer number (?P<number>\d+) is in the register already, and is somebody .*",
        _plain(
            lambda: _(
                "Asiakasnumero %(number)s on rekisterissä toisella asiakkaalla: nimi,"
                " sähköposti ja Y-tunnus eivät täsmää."
            )
        ),
    ),
    (
        r"an invoice needs its number, its day and its sum; here is only (?P<found>.+?): .*",
        lambda m: (
            _(
                "Lasku tarvitsee numeron, päivän ja summan. Rivillä on vain: %(found)s. Lisää"
                " loput tai jätä sarakkeet tuomatta."
            )
            % {"found": m["found"].replace(" and ", ", ")}
        ),
    ),
)
PLAIN: dict[str, Callable[[], str]] = dict(_SENTENCES)
PATTERNS: tuple[tuple[re.Pattern[str], Said], ...] = tuple(
    (re.compile(pattern, re.DOTALL), text) for pattern, text in _PATTERNS
)
#: A cell's sentence with the heading of its column, or what of an invoice it is, before it.
HEADED = re.compile(r"(?P<heading>.+?): (?P<rest>.+)", re.DOTALL)
