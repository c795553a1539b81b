"""A policy as values: what the YAML says, checked for form, frozen.

Form only. Whether the promises are lawful is the linter's business, so much here is optional
that a lawful policy must have: an unlawful notice can be written down, and is then refused with
a reason. Names of purposes, sources and so on are slugs chosen by the author; categories,
anchors and the like come from :mod:`lupaus.policy.vocabulary`.
"""

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from lupaus.policy.period import FiscalCalendar, FiscalYear, YearDay
from lupaus.policy.scalar import (
    LANGUAGES,
    Day,
    Flag,
    GivenLines,
    GivenText,
    Language,
    Line,
    Number,
    PeriodText,
    Slug,
    Text,
    YearDayText,
)
from lupaus.policy.vocabulary import (
    Anchor,
    Ban,
    Basis,
    Category,
    Channel,
    Condition,
    Measure,
    Mechanism,
    Medium,
    PurposeClass,
    RecipientRole,
    RequestChannel,
    Right,
    SourceKind,
    State,
    SubjectKind,
)

__all__ = ("LANGUAGES", "Language", "Policy", "Slug", "Text")  # others ask for them here


#: Changes of the fiscal year that one register lives to see.
MOST_FISCAL_YEARS = 50


class Part(BaseModel):
    """Base of every part of a policy: frozen, and no key that is not known."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)


class Controller(Part):
    name: Line
    kind: Literal["company", "sole-trader", "association", "person"] = "company"
    brands: tuple[Line, ...] = ()
    former_names: tuple[Line, ...] = ()
    business_id: Line | None = None
    address: Line | None = None
    email: Line | None = None
    phone: Line | None = None
    hours: Text | None = None  # customer service hours
    contact: Text | None = None  # who answers for the register: a role, never a person's name
    dpo: Line | None = None  # data protection officer: how to reach, or "none" when none is due


class FiscalRhythm(Part):
    """``{ends: 12-31}``, or ``{ends: 12-31, from: …}`` after a change, or one odd year
    ``{from: 2024-04-01, to: 2025-12-31}``."""

    ends: YearDayText | None = None
    from_: Day | None = Field(default=None, alias="from")
    to: Day | None = None


class Register(Part):
    name: Text
    data: tuple[Category, ...] = ()


class Subject(Part):
    kind: SubjectKind
    state: State | None = None  # for groups such as prospects; the state itself has dates
    states: tuple[
        State, ...
    ] = ()  # the same, for a group of several: customers and former ones
    name: Text | None = None

    @property
    def covers(self) -> frozenset[State]:
        """The states in which a person of this kind belongs to the group; all when unsaid."""
        said = frozenset(self.states) | ({self.state} if self.state else frozenset())
        return said or frozenset(State)


class SoftOptIn(Part):
    """Electronic marketing to own customers without consent (SVPL 200.3 §)."""

    refuse_at_collection: Flag = True
    refuse_in_every_message: Flag = True


class Purpose(Part):
    name: Text | None = None  # how the notice names it; a phrase of its class when left out
    basis: Basis | None = None
    interest: Text | None = None
    law: Line | None = None
    class_: PurposeClass = Field(default=PurposeClass.SERVICE, alias="class")
    subjects: tuple[Slug, ...] = ()  # keys of `subjects`; all when left out
    channels: tuple[Channel, ...] = ()
    consent_channels: tuple[Channel, ...] = ()  # only with recorded consent, whatever the basis
    soft_opt_in: SoftOptIn | None = None
    targeting: Flag = False  # choosing whom to address by what is known of them
    describe: Text | None = None  # one more sentence, where the name does not say it all
    exclusive: Flag = False  # "only for this": contradicted by any other purpose (N34)


class Holding(Part):
    """What a category is for, whence it comes, whose it is."""

    for_: tuple[Slug, ...] = Field(default=(), alias="for")
    from_: tuple[Slug, ...] = Field(default=(), alias="from")
    subjects: tuple[Slug, ...] = ()  # keys of `subjects`; all when left out
    required: Flag = False  # Art. 13(2)(e): without it no contract
    required_for: tuple[Slug, ...] = ()  # purposes for which it must be given all the same
    need: Text | None = None  # ground for the identity code (TSL 29 §), per service
    sealed: Flag = True  # credentials and identity codes: encrypted, opened with a reason
    note: Text | None = None
    medium: tuple[Medium, ...] = (Medium.ELECTRONIC,)


class Source(Part):
    kind: SourceKind
    name: Line | None = None
    public: Flag = False
    data: tuple[Category, ...] = ()
    why: Text | None = None
    informed: Flag | None = None  # Art. 14: told at first contact, within a month at the latest
    refresh: PeriodText | None = None


class Safeguard(Part):
    mechanism: Mechanism
    checked: Day | None = None  # DPF list looked up; SCC signed; decision read
    until: Day | None = None
    copy_from: Text | None = None  # where a copy is to be had; default: from us, on request


class Recipient(Part):
    name: Line | None = None
    role: RecipientRole = RecipientRole.PROCESSOR
    sector: Text | None = None  # "accountants": a category of recipients instead of a name
    service: Text | None = None  # what it does for us
    country: Annotated[str, Field(pattern=r"^[A-Z]{2}$")] | None = None
    outside_eea: Flag = False  # as published: somewhere outside, not said where (N55)
    safeguard: Safeguard | None = None
    data: tuple[Category, ...] = ()
    medium: tuple[Medium, ...] = (Medium.ELECTRONIC,)
    when: Condition = Condition.ALWAYS
    agreement: Day | None = None
    assurance: Flag = False  # as published: "they follow EU law", in place of a safeguard (N51)
    by_server: Flag = False  # as published: judged by where its server stands (N57)
    role_unstated: Flag = (
        False  # as published: processor, joint or own controller unsaid (N119)
    )


class Publication(Part):
    """A published list of customers."""

    allowed: Literal["never", "opt-in", "opt-out"]
    data: tuple[Category, ...] = ()


class Retention(Part):
    """One rule. A passed ``at_most`` closes the purpose for the record; ``at_least`` holds it.

    A rule that only has ``at_least`` and whose purpose is a legal obligation closes its purpose
    when the obligation ends. ``window`` purges on that day each year, at the last one that
    still keeps the promise; ``window_late`` is how notices are published that purge at the
    first window *after* the term and so break it (N66).
    """

    purpose: Slug
    data: tuple[Category, ...] = ()  # all categories of the purpose when left out
    subjects: tuple[Slug, ...] = ()
    at_least: PeriodText | None = None
    at_most: PeriodText | None = None
    after: Anchor | None = None
    window: YearDayText | None = None
    window_late: Flag = False
    because: Text | None = None  # reason for more than three years after the relation
    as_long_as: Literal["needed", "relation"] | None = None  # as published: no number (N64)
    on_request_only: Flag = False  # as published: erased only if the person asks (N71)

    id: GivenText = ""  # by Policy.rules(); no key of the language


class Review(Part):
    """Is it still needed? A task that comes round; unanswered means delete."""

    every: PeriodText
    unanswered: Literal["delete", "remind"] = "delete"


class RightPromise(Part):
    """How one right is served. Law sets the floor; this can only be better."""

    within: PeriodText | None = None
    by: tuple[RequestChannel, ...] = ()  # every channel when left out
    deliver: Literal["email on record", "link", "paper"] | None = None
    told: Literal["here", "by-reference", "partly"] = "here"  # as published when not "here"
    separate: Flag = True  # Art. 21(4): the right to object stands apart
    unconditional: Flag = False  # honoured without asking for grounds
    anonymise: Flag = False
    notify_source: Flag = False  # corrections are told to the source as well
    certificate: Flag = False  # a refusal comes with a written certificate
    scopes: tuple[PurposeClass, ...] = ()  # what may be objected to, beyond marketing
    except_: tuple[Literal["law", "open-invoice", "collection", "dispute"], ...] = Field(
        default=(), alias="except"
    )


class Requests(Part):
    """How requests are received. What narrows a right is here only to be refused."""

    email: Line | None = None  # differs from the controller's: N14
    within: PeriodText | None = None
    languages: tuple[Language, ...] = ()  # restricted to these, as published (N79)
    signature: Flag = False  # as published (N77)
    writing: Flag = False  # as published (N78)
    grounds: Flag = False  # as published (N80)
    identity: Literal["on doubt", "identity-code", "id-copy"] = "on doubt"
    fee: Flag = False  # as published (N95)


class Protection(Part):
    """One measure. ``attest`` makes it a dated confirmation that goes stale."""

    measure: Measure
    detail: Text | None = None
    attest: Literal["monthly", "quarterly", "yearly"] | None = None
    standard: Line | None = None  # e.g. ISO/IEC 21964 P-4
    every: PeriodText | None = None  # backups: how often; training: how often
    keep: PeriodText | None = None  # backups: how long the oldest one lives
    best_effort: Flag = False  # as published: "as well as possible" (N113)


class Cookies(Part):
    consent: Literal["banner", "none-needed", "browser-settings", "none"]
    kinds: tuple[Literal["necessary", "analytics", "targeting"], ...] = ("necessary",)
    analytics: tuple[Slug, ...] = ()  # recipients that do the analysing
    claims_anonymous: Flag = False  # as published (N111)
    joined_to_forms: Flag = False
    vendor_opt_out: Flag = False  # as published: refusal in one browser or account only (N112)
    collects: tuple[Text, ...] = ()


class StaffRole(Part):
    """A role of staff and the purposes under which its holders may look."""

    name: Text | None = None
    purposes: tuple[Slug, ...]


class Policy(Part):
    """Everything that one notice promises."""

    lupaus: Literal[1]
    languages: Annotated[tuple[Language, ...], Field(min_length=1)] = ("fi",)
    title: Literal["tietosuojaseloste", "rekisteriseloste"] = "tietosuojaseloste"
    dated: Day | None = None
    reviewed: Day | None = None
    controller: Controller
    fiscal_years: Annotated[tuple[FiscalRhythm, ...], Field(max_length=MOST_FISCAL_YEARS)] = ()
    registers: dict[Slug, Register] = Field(default_factory=dict)
    subjects: dict[Slug, Subject] = Field(default_factory=dict)
    purposes: dict[Slug, Purpose] = Field(default_factory=dict)
    bases: tuple[Basis, ...] = ()  # as published: listed, tied to no purpose (N24)
    implied_consent: Flag = False  # as published: by using the services (N28)
    consent_wall: Flag = False  # as published: accept or be gone (N29)
    open_ended: tuple[
        Literal["data", "sources", "recipients"], ...
    ] = ()  # "among others" (N32)
    never: tuple[Ban, ...] = ()
    data: dict[Category, Holding] = Field(default_factory=dict)
    sources: dict[Slug, Source] = Field(default_factory=dict)
    recipients: dict[Slug, Recipient] = Field(default_factory=dict)
    publication: Publication | None = None
    only_us: Flag = False  # as published: "only the controller has access" (N52)
    retention: tuple[Retention, ...] = ()
    review: Review | None = None
    requests: Requests = Field(default_factory=Requests)
    rights: dict[Right, RightPromise] = Field(default_factory=dict)
    protection: tuple[Protection, ...] = ()
    cookies: Cookies | None = None
    roles: dict[Slug, StaffRole] = Field(default_factory=dict)
    cites: tuple[Slug, ...] = ()  # statutes and authorities named: keys of lupaus.policy.law
    soft_words: Number = 0  # as published: how many "may", "as a rule", "where necessary" (N31)

    #: Where each part stands in the file: path of keys and indexes -> 1-based line.
    lines: GivenLines = Field(default_factory=dict, exclude=True)

    def line(self, *path: str | int) -> int:
        """The line of a part, or of the nearest enclosing part that has one; 0 if none."""
        while path:
            if path in self.lines:
                return self.lines[path]
            path = path[:-1]
        return 0

    @property
    def fiscal_calendar(self) -> FiscalCalendar:
        """The fiscal years as dated periods; calendar years when the policy is silent."""
        rhythms = [
            (r.from_ or date.min, r.ends) for r in self.fiscal_years if r.ends is not None
        ]
        odd = tuple(
            FiscalYear(r.from_, r.to)
            for r in self.fiscal_years
            if r.ends is None and r.from_ is not None and r.to is not None
        )
        if not rhythms:
            return FiscalCalendar(((date.min, YearDay(12, 31)),), odd)
        return FiscalCalendar(tuple(sorted(rhythms, key=lambda r: r[0])), odd)

    def kinds_of(self, subjects: tuple[str, ...]) -> frozenset[SubjectKind]:
        """The kinds that the named subject groups cover; every kind when none is named."""
        named = subjects or tuple(self.subjects)
        return frozenset(
            self.subjects[s].kind for s in named if s in self.subjects
        ) or frozenset(SubjectKind)

    def states_of(self, subjects: tuple[str, ...]) -> frozenset[State]:
        """The states that the named groups cover; every state when one names none."""
        return frozenset(state for _, state in self.circle_of(subjects))

    def circle_of(self, subjects: tuple[str, ...]) -> frozenset[tuple[SubjectKind, State]]:
        """Who is meant by the named groups, as pairs of kind and state: prospects among the
        representatives and customers among the consumers are not the other way round. All
        groups of the policy when none is named; everybody when the policy has no groups."""
        named = subjects or tuple(self.subjects)
        groups = [self.subjects[s] for s in named if s in self.subjects]
        pairs = frozenset((g.kind, state) for g in groups for state in g.covers)
        return pairs or frozenset((kind, state) for kind in SubjectKind for state in State)

    def categories_of(self, purpose: str) -> tuple[Category, ...]:
        """The categories that are for this purpose, in the order of the policy."""
        return tuple(c for c, holding in self.data.items() if purpose in holding.for_)

    def rules(self) -> tuple[Retention, ...]:
        """The retention rules with their ids: ``retention.PURPOSE``, numbered from the second
        rule of one purpose on, so that the id of the first never moves."""
        seen: dict[str, int] = {}
        named = []
        for rule in self.retention:
            seen[rule.purpose] = seen.get(rule.purpose, 0) + 1
            number = seen[rule.purpose]
            suffix = "" if number == 1 else f".{number}"
            named.append(rule.model_copy(update={"id": f"retention.{rule.purpose}{suffix}"}))
        return tuple(named)
