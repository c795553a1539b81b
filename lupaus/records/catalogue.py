"""Every table and column that holds something of a person, and the category that claims it.

The catalogue is how the pure policy knows the tables: :func:`holdings` hands them over as
values. It is also the complete list: :func:`unclaimed` names each column that nobody has
claimed, and start-up stops on it, because what is not claimed here is neither guarded, nor
printed in the notice, nor destroyed.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from django.apps import apps
from django.db import DEFAULT_DB_ALIAS, router

from lupaus.policy.holding import OLD_NUMBER, PARTY, RELATION, Holding
from lupaus.policy.model import Policy
from lupaus.policy.vocabulary import ELSEWHERE, Anchor, Category
from lupaus.records.search import SEARCHED

BATCH = "records_batch"
SUPPRESSION = "records_suppression"
SAVED_VIEW = "records_savedview"
BULK_UNDO = "records_bulkundo"
MERGE, MOVED, MERGED_DATE = "records_merge", "records_moved", "records_mergeddate"
DIFFERENT = "records_different"

#: Columns that every holding has and that say whose a row is and whence it came.
KEYS = ("id", "party_id")
PROVENANCE = ("source", "sourced_on")


@dataclass(frozen=True, slots=True)
class Claim:
    """One table. ``values`` are personal values: erased, sealed from keeping, never logged.
    ``facts`` are dates, statuses and references by which rules are computed."""

    table: str
    category: Category
    values: tuple[str, ...]
    facts: tuple[str, ...] = ()
    anchors: Mapping[Anchor, str] = field(default_factory=dict)
    parent: tuple[str, str] | None = None
    refers: tuple[str, ...] = ()

    @property
    def keys(self) -> tuple[str, ...]:
        """What an act may read of the rows it writes: which they are and whose."""
        fixed = (*KEYS, "batch_id", *self.refers)
        return (*fixed, self.parent[1]) if self.parent else fixed

    @property
    def shown(self) -> tuple[str, ...]:
        """Every column that a view may show; the batch is a matter of the row rule."""
        own = tuple(c for c in (*self.values, *self.facts) if c not in self.refers)
        fk = (self.parent[1],) if self.parent else ()
        return (*KEYS, *self.refers, *fk, *own, *PROVENANCE)

    def holding(self) -> Holding:
        return Holding(
            table=self.table,
            category=self.category,
            columns=self.shown,
            values=self.values,
            anchors={Anchor.COLLECTED: "sourced_on", **self.anchors},
            search=SEARCHED.get(self.table),
            parent=self.parent,
            refers=self.refers,
        )


_C = Category
CLAIMS: tuple[Claim, ...] = (
    Claim("records_personname", _C.NAME, ("given", "family", "folded", "sort_key")),
    Claim(
        "records_organisation",
        _C.ORGANISATION,
        (
            "name",
            "business_id",
            "association_id",
            "form",
            "industry",
            "folded",
            "sort_key",
        ),
    ),
    Claim(
        "records_affiliation",
        _C.ROLE,
        ("title",),
        ("role", "started_on", "ended_on"),
        refers=("organisation_id",),
    ),
    Claim("records_relationship", _C.RELATION, ("reason",), ("state", "since", "until")),
    Claim("records_emailaddress", _C.EMAIL, ("address", "folded"), ("kind",)),
    Claim("records_phonenumber", _C.PHONE, ("typed", "e164", "digits"), ("kind",)),
    Claim(
        "records_postaladdress",
        _C.POSTAL_ADDRESS,
        ("street", "extra", "postcode", "town", "country", "folded"),
        ("kind",),
    ),
    Claim("records_webaddress", _C.WEB_ADDRESS, ("url", "folded")),
    Claim("records_identitycode", _C.IDENTITY_CODE, ("sealed", "masked"), ("ground",)),
    Claim(
        "records_billingprofile",
        _C.BILLING,
        ("einvoice_address", "operator", "iban", "reference", "email"),
    ),
    Claim(
        "records_order",
        _C.ORDERS,
        ("name", "reference", "price_cents", "folded"),
        ("ordered_on", "starts_on", "ends_on", "status"),
        {Anchor.SERVICE_ENDED: "ends_on"},
    ),
    Claim(
        "records_invoice",
        _C.VOUCHERS,
        ("number", "total_cents", "reference"),
        ("issued_on", "due_on", "paid_on", "status"),
        {Anchor.FISCAL_YEAR: "issued_on"},
    ),
    Claim(
        "records_invoiceline",
        _C.VOUCHERS,
        ("text", "quantity", "price_cents"),
        anchors={Anchor.FISCAL_YEAR: "issued_on"},
        parent=("records_invoice", "invoice_id"),
    ),
    Claim("records_message", _C.MESSAGES, ("subject", "body"), ("at", "direction", "channel")),
    Claim("records_note", _C.NOTES, ("author", "text"), ("written_on",)),
    Claim(
        "records_followup",
        _C.NOTES,
        ("author", "text", "assigned_to"),
        ("due_on", "done_on"),
    ),
    Claim(
        "records_permission",
        _C.PERMISSIONS,
        ("how", "actor", "text_version", "evidence"),
        ("purpose", "channel", "decision", "at", "decided_on"),
    ),
    Claim("records_file", _C.FILES, ("name", "content", "sha256"), ("media_type", "size")),
    Claim(
        "records_credential",
        _C.CREDENTIALS,
        ("label", "username_sealed", "secret_sealed"),
        ("service_ended_on",),
        {Anchor.SERVICE_ENDED: "service_ended_on"},
    ),
    Claim(
        "records_creditcheck",
        _C.CREDIT,
        ("register", "outcome"),
        ("checked_on",),
        {Anchor.DECISION: "checked_on"},  # it is looked up for a decision, on its day
    ),
)

#: Tables whose columns belong to no category: no values, or no person to be told by them.
NEUTRAL: Mapping[str, str] = {
    PARTY: "the spine: kinds, flags and dates; its dates are of the category relation",
    BATCH: "imports: a file's name, a source, days",
    SUPPRESSION: "keyed digests without a party; kept to honour bans (category permissions)",
    SAVED_VIEW: "lists that the staff saved: no value but what they typed as a filter",
    BULK_UNDO: "ids and days of what bulk acts did; forgotten the day after",
    MERGE: "which party took which one in; forgotten after thirty days",
    MOVED: "ids of the rows that a merge moved; forgotten after thirty days",
    MERGED_DATE: "dates of the spine before a merge; forgotten after thirty days",
    OLD_NUMBER: "customer numbers from before a merge; gone with their party",
    DIFFERENT: "pairs of parties that somebody has told apart; gone with either",
}

#: Categories that are held, but by a room of their own and not as holdings of a party.
APART: Mapping[Category, str] = {
    Category.LOGS: "the ledger holds who did what and who looked, under its own retention",
    Category.REQUESTS: "requests are messages of the person until the desk has its own tables",
}


@dataclass(frozen=True, slots=True)
class Passing:
    """A table of another room whose rows pass through: shut like the register's own, in no
    view, and destroyed by daily keeping ``days`` after their ``day`` whatever the policy says
    (0: it holds no value and stays). ``sealed`` columns open with the vault only. Rows that
    have a ``party`` go as well when anything of that party is destroyed."""

    table: str
    sealed: tuple[str, ...]
    facts: tuple[str, ...]
    day: str
    days: int
    party: str = ""

    @property
    def columns(self) -> tuple[str, ...]:
        return ("id", *self.facts, *self.sealed)


PASSING: tuple[Passing, ...] = (
    Passing(  # a list that somebody is about to take in
        "intake_draft",
        ("settings", "report"),
        (
            "begun_on",
            "begun_by",
            "state",
            "claim",
            "claimed_until",
            "lines",
            "total",
            "batch_id",
            "error",
        ),
        "begun_on",
        7,
    ),
    Passing(  # the list itself, and its lines that failed
        "intake_piece",
        ("content",),
        ("draft_id", "begun_on", "part", "place"),
        "begun_on",
        7,
    ),
    Passing(  # what an import found in rows that it changed, so that it can be undone
        "intake_change",
        ("before", "after"),
        ("batch_id", "party_id", "holding", "row_id", "made_on"),
        "made_on",
        30,
        party="party_id",
    ),
    Passing("intake_taken", (), ("batch_id", "taken_on", "changed"), "taken_on", 0),
    Passing(  # what the columns of a list were taken for; a digest of its headings, no heading
        "intake_mapping", (), ("headings", "columns", "used_on"), "used_on", 730
    ),
)

#: Rooms whose tables hold no value of a person in the register.
ROOMS_WITHOUT_VALUES: Mapping[str, str] = {
    "ledger": "knows names, not values",
    "guard": "policies and cut-offs",
    "keeping": "plans by id, holds, certificates by count",
    "proof": "verdicts by clause; who confirmed what",
}


@cache
def claims() -> Mapping[str, Claim]:
    return {claim.table: claim for claim in CLAIMS}


@cache
def holdings() -> tuple[Holding, ...]:
    """The tables as the pure policy knows them, the dates of the spine among them."""
    return (RELATION, *(claim.holding() for claim in CLAIMS))


def tables_of(category: Category) -> tuple[str, ...]:
    """The tables that hold the category; the spine belongs to no act alone."""
    own = tuple(claim.table for claim in CLAIMS if claim.category is category)
    return (*own, SUPPRESSION) if category is Category.PERMISSIONS else own


@cache
def guarded() -> frozenset[str]:
    """Every table that the engines keep shut: claimed, of this room, or passing through."""
    return frozenset({*claims(), *NEUTRAL, *passing()})


@cache
def passing() -> Mapping[str, Passing]:
    return {one.table: one for one in PASSING}


def unclaimed() -> tuple[str, ...]:
    """``table.column`` of everything that no category claims, in order of the tables."""
    found = []
    for model in apps.get_models(include_auto_created=True):
        table = model._meta.db_table  # noqa: SLF001 - Django's documented interface
        room = table.partition("_")[0]
        if table in NEUTRAL or room in {*ROOMS_WITHOUT_VALUES, "django"}:
            continue
        if router.db_for_write(model) != DEFAULT_DB_ALIAS:
            continue  # the accounts of the staff, in a database of their own
        claim = claims().get(table)
        known = {*claim.shown, *claim.keys} if claim else set()
        if table in passing():
            known = {*passing()[table].columns}
        found += [
            f"{table}.{field.column}"
            for field in model._meta.local_concrete_fields  # noqa: SLF001 - likewise
            if field.column not in known
        ]
    return tuple(sorted(found))


def phantoms() -> tuple[str, ...]:
    """``table.column`` that the catalogue claims and no table has."""
    real = {
        (model._meta.db_table, field.column)  # noqa: SLF001 - Django's documented interface
        for model in apps.get_models()
        for field in model._meta.local_concrete_fields  # noqa: SLF001 - likewise
    }
    said = [(claim.table, (*claim.shown, *claim.keys)) for claim in CLAIMS]
    said += [(one.table, one.columns) for one in PASSING]
    return tuple(
        f"{table}.{column}"
        for table, columns in said
        for column in columns
        if (table, column) not in real
    )


def explain_startup(policy: Policy | None) -> tuple[str, ...]:
    """Why the register may not start: each line says what to fix and where. Empty: it may.

    Without a policy only the catalogue is looked at.
    """
    catalogue = "lupaus/records/catalogue.py"
    columns = tuple(
        f"{name}: no category claims this column; add it to its Claim in {catalogue}"
        for name in unclaimed()
    )
    ghosts = tuple(
        f"{name}: claimed in {catalogue}, but no table has it; remove it from its Claim"
        for name in phantoms()
    )
    return (*columns, *ghosts, *(_homeless(policy) if policy else ()))


def _homeless(policy: Policy) -> tuple[str, ...]:
    held = {claim.category for claim in CLAIMS} | ELSEWHERE | set(APART)
    return tuple(
        f"policy line {policy.line('data', category)}: no table holds '{category}'; "
        "remove it from data, or keep it elsewhere and say so"
        for category in policy.data
        if category not in held
    )
