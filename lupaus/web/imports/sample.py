"""A list to begin with: a workbook of invented customers with the columns that the policy in
force lets in, and no others."""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from lupaus.guard import Adopted
from lupaus.guard.collecting import Subject, verdicts_for
from lupaus.intake.field import CATEGORY_OF, Field
from lupaus.policy.model import Language
from lupaus.policy.vocabulary import Category, State, SubjectKind
from lupaus.web.frame.visit import Visit
from lupaus.web.imports.fields import Door
from lupaus.web.imports.sources import sources_of

#: Headings that the import knows; not for the catalogue of translations, where they might be
#: mended into something that it does not.
HEADINGS: Mapping[Field, tuple[str, str, str]] = {
    Field.ORGANISATION: ("Yritys", "Företag", "Company"),
    Field.BUSINESS_ID: ("Y-tunnus", "FO-nummer", "Business ID"),
    Field.GIVEN: ("Etunimi", "Förnamn", "First name"),
    Field.FAMILY: ("Sukunimi", "Efternamn", "Last name"),
    Field.TITLE: ("Tehtävänimike", "Titel", "Job title"),
    Field.EMAIL: ("Sähköposti", "E-post", "Email"),
    Field.PHONE: ("Puhelin", "Telefon", "Phone"),
    Field.STREET: ("Katuosoite", "Gatuadress", "Street address"),
    Field.POSTCODE: ("Postinumero", "Postnummer", "Postcode"),
    Field.TOWN: ("Postitoimipaikka", "Ort", "Town"),
    Field.NUMBER: ("Asiakasnumero", "Kundnummer", "Customer number"),
    Field.STARTED: ("Asiakkuus alkanut", "Kund sedan", "Customer since"),
    Field.LAST_CONTACT: ("Viimeisin yhteydenotto", "Senaste kontakt", "Last contact"),
    Field.NOTE: ("Muistiinpano", "Anteckning", "Note"),
    Field.OBJECTED: ("Markkinointikielto", "Marknadsföringsförbud", "Do not market"),
}
_YES = ("kyllä", "ja", "yes")
_LANGUAGES: tuple[Language, ...] = ("fi", "sv", "en")
_DAY = "d.m.yyyy"
_WIDTH = 20

Cell = str | int | date | tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class _Person:
    """Somebody invented. ``kinds``: who else than the person must be let in."""

    kind: SubjectKind
    cells: Mapping[Field, Cell]


_PEOPLE = (
    _Person(
        SubjectKind.REPRESENTATIVE,
        {
            Field.ORGANISATION: "Esimerkki Oy",
            Field.BUSINESS_ID: "1234567-1",
            Field.GIVEN: "Aino",
            Field.FAMILY: "Äijälä",
            Field.TITLE: ("toimitusjohtaja", "verkställande direktör", "managing director"),
            Field.EMAIL: "aino@example.fi",
            Field.PHONE: "040 123 4567",
            Field.STREET: "Esimerkkikatu 1",
            Field.POSTCODE: "33100",
            Field.TOWN: "Tampere",
            Field.NUMBER: 1001,
            Field.STARTED: date(2024, 2, 1),
            Field.LAST_CONTACT: date(2025, 11, 14),
            Field.NOTE: (
                "toivoo soittoa aamuisin",
                "vill bli uppringd på morgonen",
                "call in the morning",
            ),
        },
    ),
    _Person(
        SubjectKind.CONSUMER,
        {
            Field.GIVEN: "Bertta",
            Field.FAMILY: "Öst",
            Field.EMAIL: "bertta@example.com",
            Field.PHONE: "09 123 456",
            Field.STREET: "Rantatie 5 A 2",
            Field.POSTCODE: "00100",
            Field.TOWN: "Helsinki",
            Field.NUMBER: 1002,
            Field.STARTED: date(2025, 6, 12),
            Field.OBJECTED: _YES,
        },
    ),
)


def sample(visit: Visit) -> bytes:
    """The workbook, in the language of the page. Raises nothing: a policy that lets nobody in
    gives the headings alone."""
    whence = next(iter(sources_of(visit.adopted)), None)
    opened = set(Door(visit, whence.slug if whence else "").opened())
    fields = [field for field in HEADINGS if field in opened]
    language = _LANGUAGES.index(visit.language)
    book = Workbook()
    sheet = book.active
    assert sheet is not None  # noqa: S101 - a new workbook has one
    sheet.title = ("Asiakkaat", "Kunder", "Customers")[language]
    sheet.append([HEADINGS[field][language] for field in fields])
    for person in _PEOPLE:
        if row := _row(person, fields, visit.adopted, language):
            sheet.append(row)
    _laid_out(book, len(fields))
    into = io.BytesIO()
    book.save(into)
    return into.getvalue()


def _row(
    person: _Person, fields: Sequence[Field], adopted: Adopted, language: int
) -> list[str | int | date | None]:
    """Empty where the policy lets nothing be collected of such people."""
    shut = _shut(adopted, frozenset({person.kind}))
    if Field.ORGANISATION in person.cells:
        shut |= _shut(adopted, frozenset())
    if Category.NAME in shut or (
        Field.ORGANISATION in person.cells and Field.ORGANISATION not in fields
    ):
        return []
    row: list[str | int | date | None] = []
    for field in fields:
        cell = person.cells.get(field) if CATEGORY_OF[field] not in shut else None
        row.append(cell[language] if isinstance(cell, tuple) else cell)
    return row


def _shut(adopted: Adopted, kinds: frozenset[SubjectKind]) -> frozenset[Category]:
    verdicts = verdicts_for(adopted, Subject(kinds, State.CUSTOMER))
    return frozenset(verdict.category for verdict in verdicts.values() if verdict)


def _laid_out(book: Workbook, width: int) -> None:
    sheet = book.active
    assert sheet is not None  # noqa: S101 - a new workbook has one
    sheet.freeze_panes = "A2"
    for place in range(1, width + 1):
        sheet.column_dimensions[get_column_letter(place)].width = _WIDTH
        sheet.cell(1, place).font = Font(bold=True)
    for row in sheet.iter_rows(min_row=2):
        for cell in row:
            if isinstance(cell.value, date):
                cell.number_format = _DAY
