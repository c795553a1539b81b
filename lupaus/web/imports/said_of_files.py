"""What is wrong with a whole list, in the words of the page, with the cure.

The import says it for every face; what the pages do not know how to say is shown as it is.
"""

import re
from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _

Said = Callable[[Any], str]
#: The name of the file: it may be any text.
NAME = r"(?P<name>.+)"

_FOREIGN: dict[str, Callable[[], str]] = {
    "an old .xls workbook: open it and save it as .xlsx": lambda: _(
        "vanha .xls-työkirja tai salasanalla suojattu. Avaa se taulukko-ohjelmassa, poista"
        " salasana ja tallenna muodossa .xlsx"
    ),
    "a PDF: ask for the list as .xlsx or .csv": lambda: _(
        "PDF. Pyydä luettelo Excel- tai CSV-tiedostona"
    ),
    "a gzip archive: unpack it first": lambda: _("pakattu (gzip). Pura se ensin"),
    "a 7z archive: unpack it first": lambda: _("pakattu (7z). Pura se ensin"),
    "a rar archive: unpack it first": lambda: _("pakattu (rar). Pura se ensin"),
    "a database: export its tables as CSV": lambda: _(
        "tietokanta. Vie sen taulut CSV-tiedostoksi"
    ),
    "a picture: ask for the list as .xlsx or .csv": lambda: _(
        "kuva. Pyydä luettelo Excel- tai CSV-tiedostona"
    ),
    "a vCard file: export the contacts as CSV instead": lambda: _(
        "vCard-tiedosto. Vie yhteystiedot CSV-tiedostoksi"
    ),
    "a web page: open it in a spreadsheet program and save it as .xlsx": lambda: _(
        "verkkosivu. Avaa se taulukko-ohjelmassa ja tallenna muodossa .xlsx"
    ),
    "an XML file: open it in a spreadsheet program and save it as .xlsx": lambda: _(
        "XML-tiedosto. Avaa se taulukko-ohjelmassa ja tallenna muodossa .xlsx"
    ),
    "no text: ask for the list as .xlsx or .csv": lambda: _(
        "jotain muuta kuin luettelo. Pyydä luettelo Excel- tai CSV-tiedostona"
    ),
}


def _foreign(m: re.Match[str]) -> str:
    return _("Tiedosto %(name)s on %(what)s.") % {
        "name": m["name"],
        "what": _FOREIGN[m["what"]](),
    }


def _plain(text: Callable[[], str]) -> Said:
    return lambda m: text() % m.groupdict()


def _day(text: str) -> str:
    day, month, year = text.split(".")
    return f"{int(day)}.{int(month)}.{year}"


#: In this order: the more exact first.
WHOLE: tuple[tuple[str, Said], ...] = (
    (
        rf"{NAME} is no Excel file, although it is called one: .*",
        _plain(
            lambda: _(
                "Tiedosto %(name)s ei ole Excel-tiedosto, vaikka sen nimi sanoo niin. Avaa se"
                " taulukko-ohjelmassa ja tallenna muodossa .xlsx, tai anna CSV-tiedostolle"
                " pääte .csv."
            )
        ),
    ),
    (rf"{NAME} is (?P<what>{'|'.join(map(re.escape, _FOREIGN))})", _foreign),
    (
        rf"{NAME} is empty: nothing to take in",
        _plain(lambda: _("Tiedosto %(name)s on tyhjä. Valitse tiedosto, jossa on rivejä.")),
    ),
    (
        rf"{NAME} holds no rows: nothing to take in",
        _plain(lambda: _("Tiedostossa %(name)s ei ole rivejä. Valitse toinen tiedosto.")),
    ),
    (
        rf"{NAME} cannot be opened: .*",
        _plain(lambda: _("Tiedosto %(name)s ei auennut. Valitse se uudelleen.")),
    ),
    (
        rf"{NAME} has several sheets: choose one with --sheet \(.*\)",
        _plain(lambda: _("Työkirjassa on monta taulukkoa. Valitse, mikä niistä tuodaan.")),
    ),
    (
        rf"{NAME} has no sheet (?P<sheet>.+); it has: .*",
        _plain(lambda: _("Työkirjassa ei ole valittua taulukkoa. Valitse toinen taulukko.")),
    ),
    (
        rf"{NAME} has no sheet with rows",
        _plain(lambda: _("Työkirjassa %(name)s ei ole yhtään taulukkoa, jossa on rivejä.")),
    ),
    (
        rf"{NAME} is damaged or locked with a password: .*",
        _plain(
            lambda: _(
                "Tiedosto %(name)s on vioittunut tai salasanalla suojattu. Avaa se"
                " taulukko-ohjelmassa, poista salasana ja tallenna uudelleen muodossa .xlsx."
            )
        ),
    ),
    (
        rf"{NAME} is damaged: .*; open it and save it again",
        _plain(
            lambda: _(
                "Tiedosto %(name)s on vioittunut. Avaa se taulukko-ohjelmassa ja tallenna"
                " uudelleen muodossa .xlsx."
            )
        ),
    ),
    (
        rf"{NAME} is not a workbook that can be read \(.*",
        _plain(
            lambda: _(
                "Tiedosto %(name)s ei ole luettava työkirja. Avaa se taulukko-ohjelmassa ja"
                " tallenna uudelleen muodossa .xlsx."
            )
        ),
    ),
    (
        (
            rf"{NAME} (?:holds \d+ parts|has (?P<width>\d+) columns): this is not a list of"
            " customers"
        ),
        _plain(
            lambda: _(
                "Tiedosto %(name)s ei ole asiakasluettelo. Tallenna luettelo omaan"
                " tiedostoonsa, jossa on asiakas rivillään."
            )
        ),
    ),
    (
        rf"{NAME} (?:is made to unpack without end|would unpack to \d+ MiB \(.*\)): refused.*",
        _plain(
            lambda: _(
                "Tiedosto %(name)s purkautuisi kohtuuttoman suureksi, joten sitä ei avata. Jos"
                " luettelo on todella niin suuri, tallenna se CSV-tiedostoksi."
            )
        ),
    ),
    (
        rf"{NAME} declares a document type in .*, which no spreadsheet program does: refused",
        _plain(
            lambda: _(
                "Tiedostossa %(name)s on osa, jota mikään taulukko-ohjelma ei kirjoita, joten"
                " sitä ei avata. Avaa se taulukko-ohjelmassa ja tallenna uudelleen."
            )
        ),
    ),
    (
        r"the workbook packs more cells or styles than .*",
        _plain(
            lambda: _(
                "Työkirjassa on soluja tai muotoiluja moninkertaisesti siihen nähden, minkä"
                " kokoinen se on, joten sitä ei avata. Kopioi luettelo uuteen työkirjaan tai"
                " tallenna se CSV-tiedostoksi."
            )
        ),
    ),
    (
        r"the workbook (?:holds a part|has a row|has more than|has a cell|is damaged).*",
        _plain(
            lambda: _(
                "Työkirjan sisältö ei ole kunnossa. Avaa se taulukko-ohjelmassa ja tallenna"
                " luettelo uuteen tiedostoon."
            )
        ),
    ),
    (
        rf"{NAME}, line (?P<line>\d+) looks like a customer, not like headings\..*",
        _plain(
            lambda: _(
                "Rivi %(line)s näyttää asiakkaalta eikä otsikoilta. Lisää luetteloon"
                " otsikkorivi tai kerro, ettei otsikoita ole."
            )
        ),
    ),
    (
        rf"{NAME}, after line (?P<line>\d+): the text breaks off or is damaged; .*",
        _plain(
            lambda: _(
                "Tiedosto %(name)s katkeaa rivin %(line)s jälkeen. Tallenna se uudelleen"
                " muodossa CSV UTF-8."
            )
        ),
    ),
    (
        rf"{NAME}, line (?P<line>\d+) is longer than \d+ characters: .*",
        _plain(
            lambda: _(
                "Rivi %(line)s on liian pitkä asiakasluettelon riviksi. Tarkista, että tiedosto"
                " on luettelo, jossa on asiakas rivillään."
            )
        ),
    ),
    (
        rf"{NAME}, line (?P<line>\d+): .*(?:a quotation mark opens|mark that does not close).*",
        _plain(
            lambda: _(
                "Riviltä %(line)s alkaa lainausmerkki, joka ei sulkeudu. Poista se tai kirjoita"
                " se kahdesti."
            )
        ),
    ),
    (
        r"the file is larger than (?P<size>\d+) MiB: .*",
        _plain(
            lambda: _(
                "Tiedosto on suurempi kuin %(size)s Mt. Jaa luettelo osiin tai tuo se"
                " palvelimen komennolla lupaus import, jolla ei ole ylärajaa."
            )
        ),
    ),
    (
        r"no column says who the customers are\..*",
        _plain(
            lambda: _(
                "Mikään sarake ei kerro, keitä asiakkaat ovat. Valitse jollekin sarakkeelle"
                " nimi, yritys tai sähköposti."
            )
        ),
    ),
    (
        r"this very file was taken in on (?P<day>\d+\.\d+\.\d+) as import \d+\. .*",
        lambda m: (
            _(
                "Tämä sama tiedosto on tuotu jo %(day)s. Kumoa se tuonti ensin tai valitse,"
                " että tuot silti uudelleen."
            )
            % {"day": _day(m["day"])}
        ),
    ),
    (
        r"(?:the policy knows no source .*|whence is this list): say it with --source, .*",
        _plain(lambda: _("Valitse, mistä luettelo on saatu.")),
    ),
    (
        r"taking the list in was interrupted, and nothing was taken in: run it again",
        _plain(lambda: _("Tuonti keskeytyi, eikä mitään tullut sisään. Tuo uudelleen.")),
    ),
    (
        r"the list is being taken in.*",
        _plain(lambda: _("Luetteloa tuodaan parhaillaan. Odota, että se valmistuu.")),
    ),
    (
        r"the list was discarded or taken over meanwhile: nothing was taken in",
        _plain(
            lambda: _(
                "Luettelo hylättiin tai otettiin toisaalla käsittelyyn. Mitään ei tullut"
                " sisään."
            )
        ),
    ),
    (
        r"another import of the same file has taken the place of this one: .*",
        _plain(
            lambda: _(
                "Samaa tiedostoa tuotiin toisaalla samaan aikaan. Tästä ei tullut mitään"
                " sisään."
            )
        ),
    ),
    (
        r"there is no such list(?: here)?: it was discarded.*",
        _plain(
            lambda: _(
                "Luetteloa ei enää ole: se on hylätty tai sen viikko on kulunut. Tuo se"
                " uudelleen."
            )
        ),
    ),
    (
        r"the list has been taken in, and is kept no longer: see the import",
        _plain(lambda: _("Luettelo on jo tuotu, eikä tiedostoa enää säilytetä.")),
    ),
)
