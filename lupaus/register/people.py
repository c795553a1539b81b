"""Persons and organisations: entered, corrected, restricted."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from lupaus.finland import day_of
from lupaus.guard import Act, Machinery, Part, Refused, Subject, system_grant, writing
from lupaus.ledger.entry import Event
from lupaus.policy import meaning
from lupaus.policy.holding import ENDED, KINDS, STARTED
from lupaus.policy.vocabulary import Category, State, SubjectKind
from lupaus.register import anchors, bans, flags, provenance
from lupaus.register.admission import (
    EDITED,
    Admission,
    Entered,
    admitting,
    owner_of,
    refusal,
)
from lupaus.register.flags import Flag, Flagged
from lupaus.register.unfit import Unfit
from lupaus.register.values import Firm, PersonName, Value

#: Customer numbers begin above this; they follow the party's id, which is never used again.
FIRST_NUMBER = 10_000

#: When a relation began and ended, its own or that of the organisation that somebody acts for.
Days = tuple[date | None, date | None]
NO_DAYS: Days = (None, None)


@dataclass(frozen=True, slots=True)
class NewPerson:
    """A person to be entered. ``details`` are how to reach them, how they are billed, and the
    trade name of a sole trader (:mod:`lupaus.register.values`). With ``days`` it is judged as
    a customer what may be known; the rows that say so are entered in the same transaction."""

    name: PersonName
    kinds: frozenset[SubjectKind]
    details: tuple[Value, ...] = ()
    number: int | None = None
    days: Days = NO_DAYS


@dataclass(frozen=True, slots=True)
class NewOrganisation:
    """An organisation to be entered; ``days`` as of a person."""

    firm: Firm
    details: tuple[Value, ...] = ()
    number: int | None = None
    days: Days = NO_DAYS


def state_since(days: Days) -> State:
    """What somebody is whose relation has these days."""
    return meaning.state_of(dict(zip((STARTED, ENDED), days, strict=True)))


def add_person(*, act: Act, person: NewPerson, source: str = "") -> Entered:
    """Enter a person. What the purpose of the act does not need of such a person stays out and
    is named in the answer. Raises Refused when not even the name or an address may enter."""
    if not person.kinds:
        raise Unfit("kinds", "say what the person is: consumer, representative …")
    flags = {flag: kind in person.kinds for kind, flag in KINDS.items()}
    values = (person.name, *person.details)
    return _add(
        act, Subject(person.kinds, state_since(person.days)), flags, values, source, person
    )


def add_organisation(*, act: Act, organisation: NewOrganisation, source: str = "") -> Entered:
    """Enter an organisation; the persons who act for it are added and affiliated apart."""
    flags = dict.fromkeys(KINDS.values(), False)
    values = (organisation.firm, *organisation.details)
    subject = Subject(frozenset(), state_since(organisation.days))
    return _add(act, subject, flags, values, source, organisation)


def _add(  # noqa: PLR0913, PLR0917 - the parts of a party
    act: Act,
    subject: Subject,
    flags: Mapping[str, bool],
    values: Iterable[Value],
    source: str,
    new: NewPerson | NewOrganisation,
) -> Entered:
    with writing(act) as w:
        slug = provenance.source_for(w.adopted.policy, Category.NAME, source)
        party = _new_party(act, flags, subject, slug, new)
        admission = Admission(w, act, party, subject)
        admission.put(values, source=source)
        if not admission.ids:  # nobody is entered of whom nothing may be known
            raise refusal(admission.rejected[0])
        anchors.recompute([party])
        bans.inherit(party, act=act)
        admission.log(Event.RECORD_CREATED, fields=sorted(admission.written))
        admission.settle()
        return admission.done()


def _new_party(
    act: Act,
    flags: Mapping[str, bool],
    subject: Subject,
    source: str,
    new: NewPerson | NewOrganisation,
) -> int:
    today = day_of(act.at)
    row: dict[str, Any] = {
        "is_organisation": subject.is_organisation,
        **flags,
        **dict(zip((STARTED, ENDED), new.days, strict=True)),
        "restricted": False,
        "disputed": False,
        "created_on": today,
        "source": source,
        "sourced_on": today,
    }
    with system_grant(Machinery.SPINE, why="a new party") as part:
        [party] = part.insert("party", tuple(row), [tuple(row.values())])
        part.update("party", {"number": _number(part, party, new.number)}, {"id": party})
    return party


#: Those of merged parties find the party that took them in, and are nobody else's.
_NUMBERS = "SELECT number FROM records_party UNION ALL SELECT o.number FROM records_oldnumber o"


def _number(part: Part, party: int, wanted: int | None) -> int:
    """The customer number: the one given, or one that has never been anybody's."""
    if wanted is None:
        own = FIRST_NUMBER + party
        sql = f"SELECT coalesce(max(n.number), 0) FROM ({_NUMBERS}) n WHERE n.number >= %s"
        [(highest,)] = part.execute(sql, [own])
        return max(own, int(highest) + 1)
    if not 0 < wanted < 2**63:
        raise Unfit("number", "a customer number is a positive whole number")
    if part.execute(f"SELECT 1 FROM ({_NUMBERS}) n WHERE n.number = %s", [wanted]):
        raise Unfit("number", "somebody has this customer number; give another")
    return wanted


def add_details(*, act: Act, party: int, details: Iterable[Value], source: str = "") -> Entered:
    """Add addresses, numbers, a billing profile or a trade name. A new address inherits what
    the person has forbidden."""
    with admitting(act, party) as admission:
        admission.put(details, source=source)
        if admission.ids:
            bans.inherit(party, act=act)
            admission.log(Event.RECORD_CREATED, fields=sorted(admission.written))
    return admission.done()


def correct(*, act: Act, row: int, to: Value, source: str = "") -> Entered:
    """Put another value in the place of what a row says (Art. 16). ``row`` is the row's id in
    the table of ``to``; its source and day become those of the correction, and the undoing of
    an import leaves it."""
    columns = to.columns()
    with writing(act) as w:
        facts = owner_of(w, act, to.table, row)
        admission = Admission(w, act, facts.id, facts.subject)
        slug = admission.require(to.table, source)
        w.update(
            to.table,
            {**columns, **EDITED, "source": slug, "sourced_on": admission.today},
            {"id": row},
        )
        bans.inherit(facts.id, act=act)
        admission.log(Event.RECORD_CORRECTED, fields=(to.table,))
    return Entered(facts.id, (row,))


#: What may be taken away by itself. Vouchers and what was decided may not.
REMOVABLE = frozenset({"emailaddress", "phonenumber", "postaladdress", "webaddress"})


def remove(*, act: Act, table: str, row: int) -> int:
    """Take away an address or a number that is wrong or no longer wanted. Returns whose it
    was. The bans on it stay."""
    if table not in REMOVABLE:
        raise Unfit(
            "table", f"only these are removed one by one: {', '.join(sorted(REMOVABLE))}"
        )
    with writing(act) as w:
        facts = owner_of(w, act, table, row)
        if facts.disputed:
            raise Refused("a claim is pending: what may prove it stays", clause="right.erasure")
        w.delete(table, {"id": row})
        w.log(Event.RECORD_REMOVED, whose=[facts.id], fields=(table,))
    return facts.id


def restrict(*, act: Act, party: int) -> Flagged:
    """From now on the data are stored and no more (Art. 18): nobody sees the person, save who
    acts for claims or rights. Raises Unfit where they are restricted already."""
    return flags.turn(act=act, party=party, flag=Flag.RESTRICTED, to=True)


def lift_restriction(*, act: Act, party: int) -> Flagged:
    """The person is told before this (Art. 18(3)); the act says why it ends."""
    return flags.turn(act=act, party=party, flag=Flag.RESTRICTED, to=False)


def open_claim(*, act: Act, party: int) -> Flagged:
    """A claim is pending: what is needed to settle it is held beyond its term."""
    return flags.turn(act=act, party=party, flag=Flag.DISPUTED, to=True)


def settle_claim(*, act: Act, party: int) -> Flagged:
    """What the claim held goes at the next purge, if its term has passed."""
    return flags.turn(act=act, party=party, flag=Flag.DISPUTED, to=False)
