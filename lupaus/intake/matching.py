"""Whom of the register a line means: by narrow keys only.

A match that is wrong writes one customer's data over another's. Therefore a key must say who it
is by itself (a Y-tunnus), or be borne out by a name (an e-mail address, a customer number, a
place among the contacts of one organisation); where several answer to it, or what is on file
contradicts it, nobody is meant, and the line says why. Likenesses are for people to judge
(:mod:`lupaus.intake.likeness`).

Everybody is looked for, the restricted too: who may not be processed must not come in again as
somebody new.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from lupaus.guard import Machinery, Part, system_grant
from lupaus.intake.entry import Entry, Holds, Party
from lupaus.policy.holding import MERGED, OLD_NUMBER, PARTY
from lupaus.policy.vocabulary import State
from lupaus.register.likeness import bare_name
from lupaus.sets import pieces, placeholders
from lupaus.text import fold

IN_SIGHT = (
    " AND (x.batch_id IS NULL OR x.batch_id IN"
    " (SELECT b.id FROM records_batch b WHERE b.state = 'visible'))"
)


class Key(StrEnum):
    """By what somebody was known again."""

    NUMBER = "customer number"
    BUSINESS_ID = "y-tunnus"
    EMAIL = "e-mail and name"
    CONTACT = "name and organisation"
    EMPLOYER = "name and contact person"


@dataclass(frozen=True, slots=True)
class Standing:
    """What the spine says of somebody who may be meant."""

    id: int
    number: int | None
    is_organisation: bool
    is_consumer: bool
    is_representative: bool
    is_sole_trader: bool
    is_technical: bool
    restricted: bool
    started: date | None
    ended: date | None
    last_contact: date | None

    @property
    def state(self) -> State:
        if self.ended is not None:
            return State.FORMER
        return State.PROSPECT if self.started is None else State.CUSTOMER


_SPINE = (
    "id, number, is_organisation, is_consumer, is_representative, is_sole_trader, is_technical,"
    " restricted, relation_started_on, relation_ended_on, last_contact_on"
)


@dataclass(slots=True)
class Candidates:
    """Everybody whom the keys of some lines may mean, with the names they go by."""

    by_number: dict[int, int] = field(default_factory=dict)
    by_business_id: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    by_email: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    contacts: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    employers: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    names: dict[int, set[str]] = field(default_factory=lambda: defaultdict(set))
    firms: dict[int, set[str]] = field(default_factory=lambda: defaultdict(set))
    business_ids: dict[int, set[str]] = field(default_factory=lambda: defaultdict(set))
    spine: dict[int, Standing] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Meant:
    """What came of looking. ``reason`` is why the line cannot enter."""

    party: Standing | None = None
    by: str = ""
    reason: str = ""


NOBODY = Meant()
RESTRICTED = (
    "the processing of this person's data is restricted (GDPR Art. 18(2)): nothing is changed "
    "and nobody is made anew; lift the restriction first"
)


def recognise_parties(entries: Sequence[Entry]) -> Mapping[int, str]:
    """Mark the parties of the entries that are in the register: ``known``, ``by`` and the kinds
    that they have there. Returns why lines cannot enter, by line."""
    with system_grant(Machinery.MATCHING, why="whom a list means") as part:
        found = _candidates(part, entries)
    failed = {}
    for entry in entries:
        if reason := _settle(entry, found):
            failed[entry.line] = reason
    return failed


def _settle(entry: Entry, found: Candidates) -> str:
    for party in entry.parties:
        meant = _meant(party, found, customer=party is _customer(entry))
        if meant is NOBODY and party is entry.person and entry.organisation is not None:
            meant = _contact(party, entry.organisation, found)
        if meant.reason:
            return meant.reason
        if meant.party is not None:
            if meant.party.restricted:
                return RESTRICTED
            _mark(party, meant.party, meant.by)
    return _settle_employer(entry, found)


def _settle_employer(entry: Entry, found: Candidates) -> str:
    """A firm of no key of its own is the one of that name that the person acts for already."""
    person, firm = entry.person, entry.organisation
    if person is None or firm is None or firm.known or not person.known:
        return ""
    name = name_of(firm)
    ids = [
        p
        for p in found.employers[person.known]
        if name and name in found.firms[p] and _same_kind(firm, p, found)
    ]
    if len(ids) != 1 or _contradicts(firm, ids[0], found):
        return ""
    if found.spine[ids[0]].restricted:
        return RESTRICTED
    _mark(firm, found.spine[ids[0]], Key.EMPLOYER)
    return ""


def _customer(entry: Entry) -> Party:
    return entry.organisation or entry.parties[0]


def _mark(party: Party, standing: Standing, by: str) -> None:
    party.known, party.by, party.state = standing.id, by, standing.state
    party.is_consumer = standing.is_consumer
    party.is_representative = standing.is_representative
    party.is_sole_trader = standing.is_sole_trader
    party.is_technical = standing.is_technical


def _meant(party: Party, found: Candidates, *, customer: bool) -> Meant:
    if customer and party.number in found.by_number:
        return _by_number(party, found)
    if business_id := business_id_of(party):
        ids = [p for p in found.by_business_id[business_id] if _same_kind(party, p, found)]
        if len(ids) == 1:
            return Meant(found.spine[ids[0]], Key.BUSINESS_ID)
    name = name_of(party)
    ids = [
        p
        for p in {p for email in emails_of(party) for p in found.by_email[email]}
        if name and name in _names(party, p, found) and _same_kind(party, p, found)
    ]
    if len(ids) == 1 and not _contradicts(party, ids[0], found):
        return Meant(found.spine[ids[0]], Key.EMAIL)
    return NOBODY


def _by_number(party: Party, found: Candidates) -> Meant:
    """A number alone may come from another program's numbering: something else must agree."""
    owner = found.by_number[party.number or 0]
    same_firm = business_id_of(party) in found.business_ids[owner] - {""}
    agrees = (
        name_of(party) in _names(party, owner, found)
        or same_firm
        or any(owner in found.by_email[email] for email in emails_of(party))
    )
    if agrees and _same_kind(party, owner, found) and not _contradicts(party, owner, found):
        return Meant(found.spine[owner], Key.NUMBER)
    return Meant(
        reason=f"customer number {party.number} is in the register already, and is somebody "
        "else's there: neither name, e-mail address nor Y-tunnus agrees"
    )


def _contact(person: Party, firm: Party, found: Candidates) -> Meant:
    """Somebody of the same name among the contacts of the organisation that is meant."""
    name = name_of(person)
    ids = [p for p in found.contacts[firm.known] if name and name in found.names[p]]
    ids = [p for p in ids if p in found.spine]
    return Meant(found.spine[ids[0]], Key.CONTACT) if len(ids) == 1 else NOBODY


def _same_kind(party: Party, other: int, found: Candidates) -> bool:
    return other in found.spine and (
        found.spine[other].is_organisation == party.is_organisation
    )


def _contradicts(party: Party, other: int, found: Candidates) -> bool:
    """Both have a Y-tunnus, and not the same."""
    own, theirs = business_id_of(party), found.business_ids[other] - {""}
    return bool(own and theirs and own not in theirs)


def _names(party: Party, other: int, found: Candidates) -> set[str]:
    return found.firms[other] if party.is_organisation else found.names[other]


def name_of(party: Party) -> str:
    """The name by which two are the same: of a person its words in any order, of an
    organisation without its form."""
    if party.is_organisation:
        return next((bare_name(str(r[0])) for r in party.held(Holds.ORGANISATION)), "")
    return next((_words(str(r[0]), str(r[1])) for r in party.held(Holds.PERSON_NAME)), "")


def _words(given: str, family: str) -> str:
    return " ".join(sorted(fold(f"{given} {family}").split()))


def business_id_of(party: Party) -> str:
    return next((str(r[1]) for r in party.held(Holds.ORGANISATION) if r[1]), "")


def emails_of(party: Party) -> tuple[str, ...]:
    return tuple(str(r[1]) for r in party.held(Holds.EMAIL))


# --- looking -------------------------------------------------------------------------------


def _candidates(part: Part, entries: Sequence[Entry]) -> Candidates:
    """A handful of statements for each few hundred lines. Whoever was merged into another is
    nobody's match: what the other has is theirs too."""
    found = Candidates()
    parties = [p for entry in entries for p in entry.parties]
    numbers = {p.number for p in parties if p.number is not None}
    for party, number in _rows(part, PARTY, "x.id, x.number", "x.number", numbers):
        found.by_number[number] = party
    found.by_number |= _absorbed(part, found, numbers)
    firms = {business_id_of(p) for p in parties} - {""}
    holding = "records_organisation"
    for party, text in _rows(
        part, holding, "x.party_id, x.business_id", "x.business_id", firms
    ):
        found.by_business_id[text].add(party)
    emails = {e for p in parties for e in emails_of(p)}
    holding = "records_emailaddress"
    for party, text in _rows(part, holding, "x.party_id, x.folded", "x.folded", emails):
        found.by_email[text].add(party)
    organisations = {p for ids in found.by_business_id.values() for p in ids}
    organisations |= {p for ids in found.by_email.values() for p in ids}
    organisations |= set(found.by_number.values())
    columns = "x.party_id, x.organisation_id"
    holding = "records_affiliation"
    for party, firm in _rows(part, holding, columns, "x.organisation_id", organisations):
        found.contacts[firm].add(party)
    people = organisations | {p for ids in found.contacts.values() for p in ids}
    for party, firm in _rows(part, holding, columns, "x.party_id", people):
        found.employers[party].add(firm)
    _describe(part, found, people | {p for ids in found.employers.values() for p in ids})
    return found


def _absorbed(part: Part, found: Candidates, numbers: set[int]) -> dict[int, int]:
    """Numbers of merged parties mean the party that took them in, which is known as well by
    what they were called."""
    keepers: dict[int, int] = {}
    ordered = sorted(numbers)
    for piece in pieces(ordered):
        places = placeholders(piece)
        sql = f"SELECT o.number, o.party_id FROM {OLD_NUMBER} o WHERE o.number IN ({places})"
        keepers.update(part.execute(sql, piece))
    there = [(found.by_number.get(number), keeper) for number, keeper in keepers.items()]
    taken_in = {party: keeper for party, keeper in there if party is not None}
    columns = "x.party_id, x.given, x.family"
    for party, given, family in _rows(
        part, "records_personname", columns, "x.party_id", taken_in
    ):
        found.names[taken_in[party]].add(_words(given, family))
    columns = "x.party_id, x.name"
    for party, name in _rows(part, "records_organisation", columns, "x.party_id", taken_in):
        found.firms[taken_in[party]].add(bare_name(name))
    return keepers


def _describe(part: Part, found: Candidates, ids: set[int]) -> None:
    spine = ", ".join(f"x.{column.strip()}" for column in _SPINE.split(","))
    for *row, merged_on in _rows(part, PARTY, f"{spine}, x.{MERGED}", "x.id", ids):
        standing = Standing(*row[:2], *map(bool, row[2:8]), *row[8:])
        if merged_on is None:
            found.spine[standing.id] = standing
    columns = "x.party_id, x.given, x.family"
    for party, given, family in _rows(part, "records_personname", columns, "x.party_id", ids):
        found.names[party].add(_words(given, family))
    columns = "x.party_id, x.name, x.business_id"
    holding = "records_organisation"
    for party, name, business_id in _rows(part, holding, columns, "x.party_id", ids):
        found.firms[party].add(bare_name(name))
        found.business_ids[party].add(business_id)


def _rows(
    part: Part, table: str, columns: str, key: str, wanted: Iterable[object]
) -> Iterable[tuple[Any, ...]]:
    """Rows that are in sight, by key."""
    ordered = sorted(wanted, key=str)
    for piece in pieces(ordered):
        places = placeholders(piece)
        sql = f"SELECT {columns} FROM {table} x WHERE {key} IN ({places}){IN_SIGHT}"
        yield from part.execute(sql, piece)
