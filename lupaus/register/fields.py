"""Which fields may be entered about somebody, why, and which may not: the policy, as a form.

A form that asked for what no purpose needs would be the breach itself. So a section is here
only when a purpose of the asker covers it for such a party, names those purposes with their
clauses, and lists the sources that the notice lets such data come from. Nothing is looked up in
the register but the facts of the party, once; labels are the faces' matter.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from lupaus.guard import Adopted, Rejected, Subject
from lupaus.guard.collecting import verdicts_for
from lupaus.policy import meaning, retention
from lupaus.policy.meaning import Thing
from lupaus.policy.vocabulary import Category, Channel, SourceKind, SubjectKind
from lupaus.records.catalogue import claims
from lupaus.records.models.people import ROLES
from lupaus.register import provenance
from lupaus.register.admission import category_of
from lupaus.register.facts import Facts


class Input(StrEnum):
    """What a field takes, as a face would show it."""

    LINE = "line"
    PROSE = "prose"
    EMAIL = "email"
    PHONE = "phone"
    WEB = "web"
    DAY = "day"
    MOMENT = "moment"
    MONEY = "money"  # cents; or text such as 1 234,50
    CHOICE = "choice"
    PARTY = "party"  # the id of an organisation
    SECRET = "secret"  # noqa: S105 - the name of an input
    FILE = "file"


@dataclass(frozen=True, slots=True)
class Field:
    """One column that somebody types. ``autocomplete`` is the HTML token of what it is: for the
    person's own form; where staff type about others it is ``off``."""

    column: str
    input: Input = Input.LINE
    longest: int = 0
    required: bool = False
    choices: tuple[str, ...] = ()
    default: str = ""
    autocomplete: str = "off"


SPOKEN_BY = (*map(str, Channel), "in-person", "form")
ORDER_STATES = ("open", "delivered", "running", "ended", "cancelled")
_L, _D = Input.LINE, Input.DAY

#: By table, in the order of a form. The first fields are the ones that a short form shows.
FIELDS: Mapping[str, tuple[Field, ...]] = {
    "personname": (
        Field("given", _L, 200, autocomplete="given-name"),
        Field("family", _L, 200, autocomplete="family-name"),
    ),
    "organisation": (
        Field("name", _L, 300, required=True, autocomplete="organization"),
        Field("business_id", _L, 12),
        Field("association_id", _L, 20),
        Field("form", _L, 60),
        Field("industry", _L, 200),
    ),
    "emailaddress": (
        Field("address", Input.EMAIL, 254, required=True, autocomplete="email"),
        Field("kind", _L, 20),
    ),
    "phonenumber": (
        Field("typed", Input.PHONE, 40, required=True, autocomplete="tel"),
        Field("kind", _L, 20),
    ),
    "postaladdress": (
        Field("street", _L, 200, autocomplete="address-line1"),
        Field("extra", _L, 200, autocomplete="address-line2"),
        Field("postcode", _L, 12, autocomplete="postal-code"),
        Field("town", _L, 100, autocomplete="address-level2"),
        Field("country", _L, 2, default="FI", autocomplete="country"),
        Field("kind", _L, 20),
    ),
    "webaddress": (Field("url", Input.WEB, 500, required=True, autocomplete="url"),),
    "affiliation": (
        Field("organisation_id", Input.PARTY, required=True),
        Field("role", Input.CHOICE, required=True, choices=ROLES, default=ROLES[0]),
        Field("title", _L, 200, autocomplete="organization-title"),
        Field("started_on", _D),
        Field("ended_on", _D),
    ),
    "relationship": (
        Field("since", _D, required=True),
        Field("until", _D),
        Field("reason", _L, 300),
    ),
    "billingprofile": (
        Field("einvoice_address", _L, 40),
        Field("operator", _L, 40),
        Field("iban", _L, 34),
        Field("reference", _L, 100),
        Field("email", Input.EMAIL, 254),
    ),
    "order": (
        Field("name", _L, 300, required=True),
        Field("reference", _L, 100),
        Field("ordered_on", _D),
        Field("starts_on", _D),
        Field("ends_on", _D),
        Field("status", Input.CHOICE, required=True, choices=ORDER_STATES, default="open"),
        Field("price_cents", Input.MONEY),
    ),
    "note": (
        Field("text", Input.PROSE, 100_000, required=True),
        Field("written_on", _D),
    ),
    "followup": (
        Field("text", Input.PROSE, 2_000, required=True),
        Field("due_on", _D, required=True),
        Field("assigned_to", _L, 80),
    ),
    "message": (
        Field("at", Input.MOMENT, required=True),
        Field("direction", Input.CHOICE, required=True, choices=("in", "out"), default="out"),
        Field("channel", Input.CHOICE, required=True, choices=SPOKEN_BY, default="phone"),
        Field("subject", _L, 300),
        Field("body", Input.PROSE, 100_000),
    ),
    "identitycode": (
        Field("code", Input.SECRET, 11, required=True),
        Field("ground", _L, 300, required=True),
    ),
    "credential": (
        Field("label", _L, 200, required=True),
        Field("username", Input.SECRET, 200),
        Field("secret", Input.SECRET, 200),
    ),
    "file": (Field("file", Input.FILE, required=True),),
}

#: Entered by actions of their own (:mod:`lupaus.register.secrets`, ``files``), not in place.
APART = frozenset({"identitycode", "credential", "file"})
#: Made by beginning and ending a relation; in place only its days and reason are mended.
NOT_ADDED = frozenset({"relationship"})
#: What a party has one of; of the rest there may be many.
SINGLE = frozenset({"personname", "organisation", "billingprofile", "identitycode"})
_OF_PERSONS = frozenset({"personname", "affiliation", "identitycode"})
_OF_FIRMS = frozenset({"organisation"})


@dataclass(frozen=True, slots=True)
class Because:
    """One purpose for which the section is needed, and the clause that says so."""

    purpose: str
    clause: str


@dataclass(frozen=True, slots=True)
class Source:
    """Where such data may come from. ``kind`` tells a face how to word it: asked from the
    customer, found on the web."""

    slug: str
    kind: SourceKind
    name: str | None


@dataclass(frozen=True, slots=True)
class Section:
    """One kind of row that may be entered: its fields, and why.

    ``because`` is never empty; its first purpose is the one to act for. ``source`` is the one
    that is recorded when nobody chooses; empty where somebody must. ``needed`` says that the
    notice makes it a condition of the contract (Art. 13(2)(e)).
    """

    table: str
    category: Category
    fields: tuple[Field, ...]
    because: tuple[Because, ...]
    sources: tuple[Source, ...]
    source: str
    needed: bool = False
    many: bool = True
    apart: bool = False
    added: bool = True

    @property
    def purposes(self) -> tuple[str, ...]:
        return tuple(one.purpose for one in self.because)


@dataclass(frozen=True, slots=True)
class Form:
    """What may be entered and what may not. ``refused`` says of each table by which clause."""

    sections: tuple[Section, ...]
    refused: tuple[Rejected, ...]

    def section(self, table: str) -> Section | None:
        return next((s for s in self.sections if s.table == table), None)

    def refusal(self, table: str) -> Rejected | None:
        return next((r for r in self.refused if r.field == table), None)


def form_for(adopted: Adopted, subject: Subject, purposes: Iterable[str]) -> Form:
    """The form for somebody who is to be entered. No statement is made."""
    return _form(adopted, subject, frozenset(purposes), None, None)


def form_of(adopted: Adopted, facts: Facts, purposes: Iterable[str], today: date) -> Form:
    """The form for a party in the register: a purpose whose time has passed covers nothing."""
    return _form(adopted, facts.subject, frozenset(purposes), facts, today)


def _form(
    adopted: Adopted,
    subject: Subject,
    purposes: frozenset[str],
    facts: Facts | None,
    today: date | None,
) -> Form:
    sections: list[Section] = []
    refused: list[Rejected] = []
    ordered = [p for p in adopted.policy.purposes if p in purposes]
    for table in FIELDS:
        if not _concerns(table, subject):
            continue
        because = _because(adopted, subject, table, ordered)
        against = _against(adopted, subject, table, purposes) if not because else None
        if because and facts is not None and today is not None:
            because, against = _still(adopted, table, because, facts, today)
        if because:
            sections.append(_section(adopted, table, because))
        elif against is not None:
            refused.append(against)
    return Form(tuple(sections), tuple(refused))


def _concerns(table: str, subject: Subject) -> bool:
    """A firm has no given name, a consumer no trade name: these are no refusals."""
    if subject.is_organisation:
        return table not in _OF_PERSONS
    return table not in _OF_FIRMS or SubjectKind.SOLE_TRADER in subject.kinds


def _because(
    adopted: Adopted, subject: Subject, table: str, purposes: Iterable[str]
) -> tuple[Because, ...]:
    return tuple(
        Because(purpose, f"purpose.{purpose}")
        for purpose in purposes
        if verdicts_for(adopted, subject, purpose)[table] is None
    )


def _against(
    adopted: Adopted, subject: Subject, table: str, purposes: frozenset[str]
) -> Rejected:
    """Why none of the purposes covers it: the policy as a whole, or the asker's part of it."""
    found = verdicts_for(adopted, subject, None)[table]
    if found is not None:
        return found
    category = category_of(table)
    asked = ", ".join(sorted(purposes)) or "no purpose"
    return Rejected(table, category, f"{asked} does not need {category}", f"data.{category}")


def _still(
    adopted: Adopted,
    table: str,
    because: tuple[Because, ...],
    facts: Facts,
    today: date,
) -> tuple[tuple[Because, ...], Rejected | None]:
    """Those whose time has not passed for the party; else the clause that has closed them."""
    policy = adopted.policy
    holding = claims()[f"records_{table}"].holding()
    undated = dict.fromkeys(holding.anchors.values()) | {"sourced_on": None}
    thing = Thing(holding, undated, facts.row)
    open_ = meaning.open_purposes(thing, policy, today)
    standing = tuple(one for one in because if one.purpose in open_)
    if standing:
        return standing, None
    rules = retention.closing(retention.effective(policy), because[0].purpose, holding.category)
    clause = rules[0].id if rules else f"data.{holding.category}"
    reason = f"the time for {because[0].purpose} has passed"
    return (), Rejected(table, holding.category, reason, clause, "GDPR Art. 5(1)(e)")


def _section(adopted: Adopted, table: str, because: tuple[Because, ...]) -> Section:
    policy, category = adopted.policy, category_of(table)
    possible = [slug for slug in policy.sources if provenance.gives(policy, slug, category)]
    own = [s for s in possible if policy.sources[s].kind is SourceKind.STAFF]
    default = (own or (possible if len(possible) == 1 else [""]))[0]
    return Section(
        table=table,
        category=category,
        fields=FIELDS[table],
        because=because,
        sources=tuple(
            Source(slug, policy.sources[slug].kind, policy.sources[slug].name)
            for slug in possible
        ),
        source=default,
        needed=policy.data[category].required,
        many=table not in SINGLE,
        apart=table in APART,
        added=table not in NOT_ADDED,
    )
