"""From the policy in force to grants: which tables, columns and views each may touch.

A widening here widens everything. Readings get views only; an act gets the tables of its
purpose's categories to write, and of their columns only the keys to read; the machinery gets
what its name says and no values unless its work is with values.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache

from lupaus.guard.grant import Grant, Power
from lupaus.policy import views
from lupaus.policy.holding import OLD_NUMBER, PARTY
from lupaus.policy.model import Policy
from lupaus.records.catalogue import (
    BATCH,
    BULK_UNDO,
    CLAIMS,
    DIFFERENT,
    MERGE,
    MERGED_DATE,
    MOVED,
    NEUTRAL,
    PASSING,
    SAVED_VIEW,
    SUPPRESSION,
    claims,
    guarded,
    passing,
    tables_of,
)

PERMISSION = "records_permission"

#: Columns of the tables that belong to no category. None holds a value.
NEUTRAL_COLUMNS: Mapping[str, tuple[str, ...]] = {
    PARTY: (
        "id",
        "number",
        "is_organisation",
        "is_consumer",
        "is_representative",
        "is_sole_trader",
        "is_technical",
        "restricted",
        "disputed",
        "restricted_mark",
        "disputed_mark",
        "protected_on",
        "protected_source",
        "relation_started_on",
        "relation_ended_on",
        "last_contact_on",
        "last_contact_any_on",
        "last_invoice_on",
        "created_on",
        "merged_into_id",
        "merged_on",
        "source",
        "sourced_on",
        "batch_id",
    ),
    BATCH: ("id", "state", "origin", "source", "started_at", "seen_at", "rows"),
    SUPPRESSION: ("id", "hmac", "channel", "purpose_class", "since", "origin"),
    SAVED_VIEW: ("id",),  # what was typed as a filter is for the lists alone
    BULK_UNDO: ("id", "made_at"),
    MERGE: ("id", "keep", "gone", "merged_at", "merged_on", "actor"),
    MOVED: ("id", "merge_id", "holding", "row_id", "what", "was", "now", "changed"),
    MERGED_DATE: ("id", "merge_id", "party", "name", "was", "now"),
    OLD_NUMBER: ("id", "party_id", "number"),
    DIFFERENT: ("id", "one", "other", "said_on"),
}
#: What tells of merges; of no import's, and of no act's but through their own part.
MERGING = frozenset({MERGE, MOVED, MERGED_DATE, OLD_NUMBER, DIFFERENT})


class Machinery(StrEnum):
    """The parts of the machinery that are granted by name."""

    MIGRATION = "migration"
    ADOPTION = "adoption"
    CUTOFFS = "cutoffs"
    SPINE = "spine"  # a new party, and its dates from the facts of its rows, within an act
    BANS = "bans"  # recording and honouring what people forbid; digests their addresses
    MERGING = "merging"  # makes one party of two, and two of one again; sees keys and seals
    LISTS = "lists"  # saved views, and what takes bulk acts back
    KEEPING = "keeping"  # destroys; sees keys and facts, never values
    IMPORT = "import"  # stages, flips and undoes batches; sees keys
    MATCHING = "matching"  # whom a list means, and what stands in rows that it would change
    SEED = "seed"  # fills a demo
    PROOF = "proof"  # counts; sees keys and facts
    BANS_SEEN = "bans-seen"  # digests addresses to find their bans on the list; writes nothing
    EXPORT = "export"  # everything, to be handed to the controller
    VERIFICATION = "verification"  # everything, to see that what was erased is gone
    STAFF = "staff"  # who works here, in which role
    BACKUP = "backup"
    COMPACTION = "compaction"
    LEDGER_EXPIRY = "ledger-expiry"


def reading(opening: views.Grant) -> Grant:
    """Views only. The full-text tables come with the views that search them."""
    indexes = (h.index for h in opening.holdings if h.table in opening.searches)
    return Grant(
        name=f"a reading for {', '.join(sorted(opening.purposes)) or 'no purpose'}",
        views=frozenset(opening.all_views),
        indexes=frozenset(indexes),
        role=f"r_{opening.name}",
    )


def writing(policy: Policy, purpose: str) -> Grant:
    """The tables of the categories that are for the purpose, and the spine.

    Permissions are append-only for everybody but keeping.
    """
    tables = [t for c in policy.categories_of(purpose) for t in tables_of(c)]
    changed = frozenset({*tables, PARTY} - {PERMISSION})
    reads = _keys((*tables, PARTY)) | {MOVED: frozenset({"holding", "row_id"})}
    return Grant(
        name=f"an act for {purpose}",
        reads=reads,
        inserts=frozenset({*tables, PARTY}),
        updates=changed | {MOVED},  # that a row was edited since a merge
        deletes=changed - {PARTY},
        tells_edits=True,
        role=f"w_{views.set_name(purpose)}",
    )


def _keys(tables: Iterable[str]) -> dict[str, frozenset[str]]:
    """The keys of the tables, and of those that their rows point at."""
    found: dict[str, frozenset[str]] = {BATCH: frozenset({"id"})}
    for table in tables:
        claim = claims().get(table)
        found[table] = frozenset(claim.keys) if claim else frozenset({"id", "batch_id"})
        if claim and claim.parent:
            found.setdefault(claim.parent[0], frozenset({"id"}))
    if SUPPRESSION in found:
        found[SUPPRESSION] = frozenset({"id"})
    return found


#: What the parts may do to the program itself.
_POWERS: Mapping[Machinery, frozenset[Power]] = {
    Machinery.MIGRATION: frozenset({Power.SCHEMA, Power.CUTOFFS}),
    Machinery.ADOPTION: frozenset({Power.VIEWS, Power.POLICY, Power.CUTOFFS}),
    Machinery.CUTOFFS: frozenset({Power.CUTOFFS}),
    Machinery.STAFF: frozenset({Power.STAFF}),
    Machinery.BACKUP: frozenset({Power.COPY}),
    Machinery.COMPACTION: frozenset({Power.COMPACTION}),
    Machinery.LEDGER_EXPIRY: frozenset({Power.LEDGER_EXPIRY}),
}
#: Parts that work on PostgreSQL through the owner's connection, and have no role of their own.
OWNERS = frozenset(
    {Machinery.MIGRATION, Machinery.ADOPTION, Machinery.BACKUP, Machinery.COMPACTION}
)


@dataclass(frozen=True, slots=True)
class Rows:
    """What a part may do to the rows of the register."""

    reads: Mapping[str, frozenset[str]] = field(default_factory=dict)
    inserts: frozenset[str] = frozenset()
    updates: frozenset[str] = frozenset()
    deletes: frozenset[str] = frozenset()


@cache
def machinery(name: Machinery) -> Grant:
    """What each part of the machinery may do."""
    rows = _rows(name)
    return Grant(
        str(name),
        reads=rows.reads,
        inserts=rows.inserts,
        updates=rows.updates,
        deletes=rows.deletes,
        powers=_POWERS.get(name, frozenset()),
        tells_edits=name is Machinery.IMPORT,
        role="" if name in OWNERS else f"s_{name.replace('-', '_')}",
    )


def _rows(name: Machinery) -> Rows:  # noqa: C901, PLR0911 - one line for each, as a table
    every = guarded() - _LISTED.keys()
    match name:
        case Machinery.SPINE:
            own = frozenset({PARTY})
            return Rows(_days(), inserts=own, updates=own)
        case Machinery.BANS:
            bans = frozenset({SUPPRESSION})
            said = bans | {MOVED}  # an address that was forbidden anew since a merge
            return Rows(_bans(), inserts=bans | {PERMISSION}, updates=said, deletes=bans)
        case Machinery.MERGING:
            own = MERGING | {"records_organisation"}
            return Rows(
                _merged(),
                inserts=own,
                updates=every - {BATCH, SUPPRESSION, *_of_nobody()},
                deletes=own | {PERMISSION, SUPPRESSION},
            )
        case Machinery.LISTS:
            own = frozenset(_LISTED)
            return Rows(_LISTED, inserts=own, updates=own, deletes=own)
        case Machinery.KEEPING:
            return Rows(_facts() | _dated(), updates=every, deletes=every)
        case Machinery.IMPORT:
            reads = _keys(claims()) | _neutral() | _whole(passing())
            own = every - MERGING
            return Rows(reads, inserts=own, updates=own | {MOVED}, deletes=own)
        case Machinery.MATCHING:
            return Rows(_matched())
        case Machinery.SEED:
            own = frozenset({*claims(), *NEUTRAL}) - _LISTED.keys()
            return Rows(_keys(claims()) | _neutral(), inserts=own, updates=own, deletes=own)
        case Machinery.PROOF:
            return Rows(_proven())
        case Machinery.BANS_SEEN:
            return Rows(_bans_seen())
        case Machinery.EXPORT | Machinery.VERIFICATION:
            return Rows(_everything())
        case _:
            assert name in _POWERS, name  # noqa: S101 - a part that may do nothing is a bug
            return Rows()


def _neutral() -> dict[str, frozenset[str]]:
    return {table: frozenset(columns) for table, columns in NEUTRAL_COLUMNS.items()}


def _whole(tables: Iterable[str]) -> dict[str, frozenset[str]]:
    return {table: frozenset(passing()[table].columns) for table in tables}


def _dated() -> dict[str, frozenset[str]]:
    """How old what passes through is, and whose: enough to destroy it by."""
    return {
        one.table: frozenset({"id", one.day, *([one.party] if one.party else [])})
        for one in PASSING
    }


#: What an import compares with the register. Of what it never changes, facts only.
_COMPARED = (
    "personname organisation emailaddress phonenumber postaladdress webaddress billingprofile "
    "affiliation"
).split()
_ALSO_COMPARED = {"records_order": {"folded"}, "records_invoice": {"number"}}
_COUNTED = ("note", "order", "invoice", "relationship", "permission")


def _matched() -> dict[str, frozenset[str]]:
    facts = _facts()
    whole = {
        f"records_{name}": facts[f"records_{name}"]
        | {*claims()[f"records_{name}"].values, "source", "sourced_on"}
        for name in _COMPARED
    }
    counted = {
        table: facts[table] | _ALSO_COMPARED.get(table, set())
        for table in (f"records_{name}" for name in _COUNTED)
    }
    return whole | counted | _neutral() | _whole(passing())


_LISTED = {
    SAVED_VIEW: frozenset("id owner name shared query sort columns removed_at".split()),
    BULK_UNDO: frozenset("id token actor purpose action made_at made".split()),
}

#: What tells whether a promise about a value was kept, without being a value itself: bytes
#: that must be a seal, and the version of the text that somebody agreed to.
_PROVEN = {
    "records_identitycode": {"sealed"},
    "records_credential": {"username_sealed", "secret_sealed"},
    PERMISSION: {"text_version"},
}


def _proven() -> dict[str, frozenset[str]]:
    facts = _facts()
    return facts | {table: facts[table] | columns for table, columns in _PROVEN.items()}


def _facts() -> dict[str, frozenset[str]]:
    """Every column that holds no value."""
    own = {
        claim.table: frozenset({*claim.keys, *claim.shown} - {*claim.values})
        for claim in CLAIMS
    }
    return own | {table: frozenset(columns) for table, columns in NEUTRAL_COLUMNS.items()}


#: Whose rows tell when somebody was last in contact, in a relation, or invoiced.
_TELLING = ("affiliation", "invoice", "message", "note", "order", "permission", "relationship")


def _days() -> dict[str, frozenset[str]]:
    """The days and states by which the spine is dated, and what points at it: SQLite looks for
    rows that wait for a new party. No value."""
    facts = _facts()
    pointing = {c.table: frozenset({"party_id", *c.refers}) for c in CLAIMS}
    telling = (PARTY, BATCH, OLD_NUMBER, *(f"records_{name}" for name in _TELLING))
    return pointing | {table: facts[table] for table in telling}


def _merged() -> dict[str, frozenset[str]]:
    """Keys and facts; seals, which are bound to their party; and what an organisation is
    called, because of two descriptions one may be made."""
    facts = _facts()
    seals = {table: _PROVEN[table] for table in ("records_identitycode", "records_credential")}
    whole = {"records_organisation": {*claims()["records_organisation"].values}}
    also = {"source", "sourced_on"}
    own = {table: facts[table] | columns | also for table, columns in (seals | whole).items()}
    return facts | own | _whole(passing().keys() - _of_nobody())


def _of_nobody() -> frozenset[str]:
    """What passes through and is no party's."""
    return frozenset(one.table for one in PASSING if not one.party)


def _bans() -> dict[str, frozenset[str]]:
    """Who has forbidden what, and the addresses whose digests are looked up among the bans."""
    facts = _facts()
    return {
        PARTY: facts[PARTY],
        BATCH: frozenset({"id"}),
        SUPPRESSION: facts[SUPPRESSION],
        MOVED: frozenset({"holding", "row_id"}),
        PERMISSION: facts[PERMISSION] | {"how"},
        "records_emailaddress": facts["records_emailaddress"] | {"address"},
        "records_phonenumber": facts["records_phonenumber"] | {"e164", "digits"},
        "records_postaladdress": facts["records_postaladdress"] | {"folded"},
    }


def _bans_seen() -> dict[str, frozenset[str]]:
    """Who objects, the addresses that digests are made of, and the list of digests."""
    said = {"id", "party_id", "purpose", "channel", "decision", "at", "how", "batch_id"}
    return {
        BATCH: frozenset({"id", "state"}),
        SUPPRESSION: frozenset({"hmac", "channel", "purpose_class"}),
        PERMISSION: frozenset(said),
        "records_emailaddress": frozenset({"party_id", "address"}),
        "records_phonenumber": frozenset({"party_id", "e164", "digits"}),
        "records_postaladdress": frozenset({"party_id", "folded"}),
    }


def _everything() -> dict[str, frozenset[str]]:
    own = {claim.table: frozenset({*claim.keys, *claim.shown}) for claim in CLAIMS}
    return own | {table: frozenset(columns) for table, columns in NEUTRAL_COLUMNS.items()}
