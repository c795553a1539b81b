"""Where personal data lies: the tables of the register, told to the pure policy as values.

The records room builds one :class:`Holding` for each of its tables. The names below are the
agreement between the two: the columns of the party spine, on which most periods are measured,
and of the two tables that rules look into besides (invoices and permissions).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from lupaus.policy.vocabulary import Anchor, Category, Hold, SubjectKind


@dataclass(frozen=True, slots=True)
class Holding:
    """One table that holds data of one category, a row per thing, each row somebody's.

    ``anchors`` names the columns that date a row by itself; where a row has a ``parent``, the
    columns of the parent, because such a row lives and dies with it (a line with its invoice).
    What is not dated in the row is dated on the party.
    """

    table: str  # "records_emailaddress"
    category: Category
    columns: tuple[str, ...]  # every column a view may show
    values: tuple[str, ...] = ()  # those that hold personal values: erased, never logged
    party: str = "party_id"
    anchors: Mapping[Anchor, str] = field(default_factory=dict, hash=False)
    search: str | None = None  # folded text column that is searched
    parent: tuple[str, str] | None = None  # (table, foreign key column here)
    refers: tuple[str, ...] = ()  # further columns that point at parties and keep them alive

    @property
    def suffix(self) -> str:
        """``emailaddress``: the table without the name of its room."""
        return self.table.partition("_")[2] or self.table

    @property
    def index(self) -> str:
        """The full-text table of SQLite: its rowid is the row's id."""
        return f"{self.table}_fts"


Schema = tuple[Holding, ...]

PARTY = "records_party"

#: Anchors that are facts of the whole party, and the spine's columns that know them.
SPINE: Mapping[Anchor, str] = {
    Anchor.RELATION_ENDED: "relation_ended_on",
    Anchor.LAST_CONTACT: "last_contact_on",
    Anchor.LAST_CONTACT_ANY: "last_contact_any_on",
    Anchor.LAST_INVOICE: "last_invoice_on",
    Anchor.LAST_INVOICED_FISCAL_YEAR: "last_invoice_on",
}

#: Anchors of a row, and what stands in for them on the party where the row has no such date:
#: a name has no fiscal year of its own, but its owner was last invoiced in one.
STAND_IN: Mapping[Anchor, str] = {
    Anchor.COLLECTED: "created_on",
    Anchor.FISCAL_YEAR: "last_invoice_on",
    Anchor.FISCAL_CALENDAR_YEAR: "last_invoice_on",
    Anchor.SERVICE_ENDED: "relation_ended_on",
}

KINDS: Mapping[SubjectKind, str] = {
    SubjectKind.CONSUMER: "is_consumer",
    SubjectKind.REPRESENTATIVE: "is_representative",
    SubjectKind.SOLE_TRADER: "is_sole_trader",
    SubjectKind.TECHNICAL: "is_technical",
}
ORGANISATION = "is_organisation"
RESTRICTED = "restricted"
DISPUTED = "disputed"  # a claim is pending
MERGED = "merged_on"  # another party took this one in: nobody sees it any more
#: What is left of a merged party lies ready for so long, in case it was a mistake.
UNDOABLE = timedelta(days=30)
STARTED = "relation_started_on"
ENDED = "relation_ended_on"

#: What any purpose may see of a party that it sees at all: that it exists, and what it is.
PROTECTED = "protected_on"  # turvakielto: told to us on this day, where the column below says
PROTECTED_BY = "protected_source"
PARTY_COLUMNS = ("id", "number", ORGANISATION, *KINDS.values(), PROTECTED, PROTECTED_BY)

#: The dates of the relation are data of the category relation, on the spine itself.
RELATION = Holding(
    table=PARTY,
    category=Category.RELATION,
    columns=(
        STARTED,
        ENDED,
        "last_contact_on",
        "last_contact_any_on",
        "last_invoice_on",
        "created_on",
    ),
    party="id",
    anchors={Anchor.COLLECTED: "created_on"},
)

OLD_NUMBER = "records_oldnumber"  # party_id, number: of what a party has taken in

INVOICE = "records_invoice"  # party_id, status
UNSETTLED: Mapping[Hold, str] = {
    Hold.OPEN_INVOICE: "open",
    Hold.COLLECTION: "collection",
    Hold.DISPUTE: "disputed",
}

PERMISSION = "records_permission"  # id, party_id, purpose, channel, decision, at, decided_on
EVERY_CHANNEL = ""
ENDING = ("objected", "withdrawn")  # decisions that end a consent
STANDING = ("granted", "lifted")  # decisions after which the channel is open again

BATCH = "records_batch"  # id, state
BATCH_COLUMN = "batch_id"
VISIBLE = "visible"

CUTOFF = "guard_cutoff"  # rule, day


def dated_by(holding: Holding, anchor: Anchor) -> tuple[bool, str] | None:
    """Which stored date an anchor is measured from: (in the row itself?, column).

    None when nothing that is stored tells: such a rule neither closes nor holds. A consent is
    not a stored date but a history, and is read from the permissions.
    """
    if anchor in SPINE:
        return False, SPINE[anchor]
    own = holding.anchors.get(anchor)
    if own is None and anchor is Anchor.FISCAL_CALENDAR_YEAR:
        own = holding.anchors.get(Anchor.FISCAL_YEAR)
    if own is not None:
        return True, own
    return (False, STAND_IN[anchor]) if anchor in STAND_IN else None
