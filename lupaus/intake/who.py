"""Who a line is about: a person, an organisation, or a person who acts for one."""

from dataclasses import dataclass

from lupaus.intake.cells import Cells
from lupaus.intake.entry import Entry, Holds, Party
from lupaus.intake.field import Field
from lupaus.intake.unusable import BadValue
from lupaus.intake.values.name import Name, Order, parse_name
from lupaus.intake.values.organisation import Form, form_of
from lupaus.policy.vocabulary import SubjectKind
from lupaus.register.spelling import association_id, business_id
from lupaus.register.unfit import Unfit
from lupaus.text import fold, sort_key

_ROLES = {
    "decision-maker": "päättäjä toimitusjohtaja tj johtaja yrittäjä omistaja osakas ceo owner "
    "director founder vd delägare decision",
    "billing": "laskutus talous kirjanpito kirjanpitäjä talouspäällikkö ostoreskontra billing "
    "accounting finance invoicing ekonomi fakturering bokföring",
    "technical": "tekninen tekniikka it ylläpito ylläpitäjä webmaster atk technical admin "
    "developer teknisk",
    "administration": "hallinto toimisto sihteeri assistentti koordinaattori administration "
    "office assistant förvaltning",
    "user": "käyttäjä user användare",
}
_ROLE_OF = {word: role for role, words in _ROLES.items() for word in words.split()}
_NUMBERED = frozenset({Field.BUSINESS_ID, Field.ASSOCIATION_ID})
#: A contact person of whom the file says nothing more uses the service.
_UNSAID_ROLE = "user"


@dataclass(frozen=True, slots=True)
class _Named:
    person: Name | None = None
    organisation: str = ""


def who(cells: Cells, order: Order, alone: SubjectKind = SubjectKind.CONSUMER) -> Entry:
    """The parties of a line, named. ``alone`` is what a person without an organisation is.
    Raises BadValue when nobody can be recognised."""
    named = _named(cells, order)
    entry = Entry(cells.line)
    form = form_of(named.organisation) if named.organisation else None
    if named.organisation and form and form.is_sole_trader:
        entry.person = _sole_trader(cells, named, form)
    elif named.organisation:
        entry.organisation = Party(is_organisation=True)
        _add_organisation(entry.organisation, cells, named.organisation, form)
    if entry.person is None and _is_about_a_person(cells, named):
        entry.person = Party()
        _set_kind(entry, cells, alone)
        if named.person:
            _add_name(entry.person, named.person)
    if entry.person is None and entry.organisation is None:
        raise BadValue("nobody to recognise: no name, no organisation, no e-mail address")
    if entry.person is not None and entry.organisation is not None:
        entry.title = cells.get(Field.TITLE)
        entry.role = _role(cells)
    return entry


def _named(cells: Cells, order: Order) -> _Named:
    """Which of the names on the line is whose."""
    whole, organisation = cells.get(Field.NAME), cells.get(Field.ORGANISATION)
    given, family = cells.get(Field.GIVEN), cells.get(Field.FAMILY)
    person = Name(given, family) if given or family else None
    if contact := cells.get(Field.CONTACT):
        person = person or parse_name(contact, order)
    if not whole:
        return _Named(person, organisation)
    if person and _same(whole, person):
        return _Named(person, organisation)
    twice = organisation and fold(whole) == fold(organisation)
    if organisation and (twice or form_of(whole)):
        if not twice:
            cells.left_out(Field.NAME, "names a company, and the line names another")
        return _Named(person, organisation)
    if organisation:
        return _Named(person or parse_name(whole, order), organisation)
    if person or cells.has(_NUMBERED) or form_of(whole):
        return _Named(person, whole)
    return _Named(parse_name(whole, order))


def _same(whole: str, person: Name) -> bool:
    """``Aino Virtanen`` beside ``Aino`` and ``Virtanen``, as Google writes it."""
    words = set(whole.casefold().replace(",", " ").split())
    return words >= set(f"{person.given} {person.family}".casefold().split())


def _is_about_a_person(cells: Cells, named: _Named) -> bool:
    """An address alone is a person's: the one that protects more when it is not known."""
    return named.person is not None or (not named.organisation and Field.EMAIL in cells.many)


def _add_name(party: Party, name: Name) -> None:
    party.add(
        Holds.PERSON_NAME,
        name.given,
        name.family,
        fold(f"{name.family} {name.given} {name.family}"),
        sort_key(name.family, name.given),
    )


def _add_organisation(party: Party, cells: Cells, name: str, form: Form | None) -> None:
    party.add(
        Holds.ORGANISATION,
        name,
        _checked(cells, Field.BUSINESS_ID),
        _checked(cells, Field.ASSOCIATION_ID),
        cells.get(Field.FORM) or (form.form if form else ""),
        cells.get(Field.INDUSTRY),
        fold(name),
        sort_key(name),
    )


def _checked(cells: Cells, field: Field) -> str:
    spelt = business_id if field is Field.BUSINESS_ID else association_id
    try:
        return spelt(cells.get(field))
    except Unfit as wrong:
        cells.left_out(field, wrong.reason)
        return ""


def _sole_trader(cells: Cells, named: _Named, form: Form) -> Party:
    """A toiminimi is its person (KHO:2025:14): one party that holds both names."""
    party = Party(is_sole_trader=True)
    _add_organisation(party, cells, named.organisation, form)
    if named.person:
        _add_name(party, named.person)
    return party


def _set_kind(entry: Entry, cells: Cells, alone: SubjectKind) -> None:
    person = entry.person
    assert person is not None  # noqa: S101 - who() has just made it
    if _role(cells) == "technical":
        person.is_technical = True
    elif entry.organisation is not None or alone is SubjectKind.REPRESENTATIVE:
        person.is_representative = True
    elif alone is SubjectKind.SOLE_TRADER:
        person.is_sole_trader = True
    else:
        person.is_consumer = True


def _role(cells: Cells) -> str:
    text = cells.get(Field.ROLE) or cells.get(Field.TITLE)
    for word in text.casefold().replace("/", " ").replace(",", " ").split():
        if role := _ROLE_OF.get(word):
            return role
    return _UNSAID_ROLE
