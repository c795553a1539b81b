"""The policy at the door: what of a line may enter, and as coming from which source.

Two things bar a value. No purpose needs its category of this kind of person (the guard's
``collect`` says so), or the notice does not say that the category is got from this source.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from lupaus.guard import Adopted, Subject
from lupaus.guard.collecting import verdicts_for
from lupaus.intake.entry import CATEGORY, Entry, Holds, Party
from lupaus.intake.unusable import Unusable
from lupaus.policy.model import Policy, Source
from lupaus.policy.vocabulary import Category, SourceKind, State, SubjectKind

_KINDS = {
    SubjectKind.CONSUMER: "is_consumer",
    SubjectKind.REPRESENTATIVE: "is_representative",
    SubjectKind.SOLE_TRADER: "is_sole_trader",
    SubjectKind.TECHNICAL: "is_technical",
}


@dataclass(frozen=True, slots=True)
class Barred:
    """Why a category does not enter, of which kind of subject."""

    category: Category
    reason: str
    law: str
    clause: str


_Verdicts = Mapping[Holds, Barred | None]


class Gate:
    """The door for one import."""

    def __init__(self, adopted: Adopted, source: str) -> None:
        self._adopted = adopted
        self.source = source
        self._sources = sources_by_category(adopted.policy, source)
        self._known: dict[tuple[frozenset[SubjectKind], State], _Verdicts] = {}

    def source_of(self, table: Holds) -> str:
        return self._sources.get(CATEGORY[table], self.source)

    def admit(self, entry: Entry) -> tuple[Barred, ...]:
        """Take out of the entry what may not enter; a party of which nothing is left goes."""
        barred: list[Barred] = []
        for party in entry.parties:
            verdicts = self._verdicts(party)
            rows = party.rows or []
            against = [verdicts[table] for table, _ in rows]
            if any(against):
                party.rows = [r for r, a in zip(rows, against, strict=True) if a is None]
                barred += [a for a in against if a is not None]
            if verdicts[Holds.RELATIONSHIP] and not party.known:
                party.number = party.started = party.ended = party.last_contact = None
        if entry.person is not None and not (entry.person.rows or entry.person.known):
            entry.person = None
        firm = entry.organisation
        if firm is not None and not (firm.rows or firm.known):
            entry.organisation = None
        if entry.person is not None and entry.organisation is not None:
            verdict = self._verdicts(entry.person)[Holds.AFFILIATION]
            if verdict is not None:
                barred.append(verdict)
                entry.role = ""
        return tuple(barred)

    def _verdicts(self, party: Party) -> _Verdicts:
        kinds = frozenset(kind for kind, flag in _KINDS.items() if getattr(party, flag))
        key = (kinds, _state(party))
        if key not in self._known:
            self._known[key] = self._judged(Subject(*key))
        return self._known[key]

    def _judged(self, subject: Subject) -> _Verdicts:
        verdicts = verdicts_for(self._adopted, subject)
        found: dict[Holds, Barred | None] = {}
        for table, category in CATEGORY.items():
            rejected = verdicts[table.removeprefix("records_")]
            if rejected is not None:
                found[table] = Barred(category, rejected.reason, rejected.law, rejected.clause)
            elif category not in self._sources:
                found[table] = Barred(
                    category,
                    f"the notice does not say that {category} is got from {self.source}",
                    "GDPR Art. 14(2)(f)",
                    f"source.{self.source}",
                )
            else:
                found[table] = None
        return found


def _state(party: Party) -> State:
    if party.state is not None:
        return party.state
    if party.started is None:
        return State.PROSPECT
    return State.FORMER if party.ended else State.CUSTOMER


def kinds_alone(adopted: Adopted) -> tuple[SubjectKind, ...]:
    """What persons of whom no organisation is said may be under the policy: customers
    themselves, or those who act for somebody unsaid, and so are nobody's customer yet."""
    asked = (
        (SubjectKind.CONSUMER, tuple(State)),
        (SubjectKind.SOLE_TRADER, tuple(State)),
        (SubjectKind.REPRESENTATIVE, (State.PROSPECT,)),
    )
    return tuple(
        kind
        for kind, states in asked
        if any(_may_be_named(adopted, kind, state) for state in states)
    )


def _may_be_named(adopted: Adopted, kind: SubjectKind, state: State) -> bool:
    verdicts = verdicts_for(adopted, Subject(frozenset({kind}), state))
    return verdicts[Holds.PERSON_NAME.removeprefix("records_")] is None


def chosen_source(policy: Policy, wanted: str) -> str:
    """The source an import is recorded under: the one that was named, else the policy's one
    and only import. Raises Unusable with the choices."""
    if wanted in policy.sources:
        return wanted
    imports = [slug for slug, s in policy.sources.items() if s.kind is SourceKind.IMPORT]
    if not wanted and len(imports) == 1:
        return imports[0]
    names = ", ".join(policy.sources) or "none: add it to sources"
    said = f"the policy knows no source {wanted!r}" if wanted else "whence is this list"
    raise Unusable(f"{said}: say it with --source, one of the policy's sources: {names}")


def sources_by_category(policy: Policy, source: str) -> dict[Category, str]:
    """Each category's source. What the list's own source does not give, but arises in our own
    work (the relation, invoices, notes), is recorded as that."""
    own = [s for s, described in policy.sources.items() if described.kind is SourceKind.STAFF]
    found = {}
    for category in Category:
        for slug in (source, *own):
            if _gives(policy, policy.sources[slug], slug, category):
                found[category] = slug
                break
    return found


def _gives(policy: Policy, source: Source, slug: str, category: Category) -> bool:
    if source.data:
        return category in source.data
    holding = policy.data.get(category)
    return holding is None or not holding.from_ or slug in holding.from_


def tells_others(policy: Policy, source: str) -> bool:
    """Whether persons on the list must be told whence we have them (Art. 14): whenever they
    did not give their data themselves."""
    return policy.sources[source].kind not in {SourceKind.SUBJECT, SourceKind.WEB_FORM}
