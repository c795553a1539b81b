"""What is looked at for each kind of clause, and what counts as broken: one table, in words.

Pure, so that the reference page can be written without a register.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from lupaus.policy.clause import Kind


@dataclass(frozen=True, slots=True)
class Looked:
    """``at``: what is looked at. ``broken``: what counts as broken. ``breaker``: what the
    self-test breaks. All empty where the machinery is not built: such a clause is not tested.
    """

    at: str = ""
    broken: str = ""
    breaker: str = ""

    @property
    def built(self) -> bool:
        return bool(self.at)


_LATER = Looked()
_CONFIRMED = Looked(
    "the last dated confirmation (`lupaus attest`)",
    "it has gone stale; a missing one is *not tested*",
)
_VIEWS = Looked(
    "the views of the set in the engine, on PostgreSQL also the rights of its roles; a"
    " statement past the views is tried",
    "a view or a right that the policy does not give, a changed view, a statement that passes",
    "the row rule taken out of a view; a view or, on PostgreSQL, a right too many",
)

LOOKS: Mapping[Kind, Looked] = {
    Kind.STATEMENT: Looked("nothing can be", "never: declared only"),
    Kind.PURPOSE: Looked("nothing can be", "never: declared only"),
    Kind.BASIS: Looked("nothing can be", "never: declared only"),
    Kind.BALANCE: _CONFIRMED,
    Kind.PURPOSE_BOUND: _VIEWS,
    Kind.SEGMENT: Looked(
        "of a category, its rows; of a purpose, its views, which carry the row rule",
        "rows held for people outside the groups; a changed view",
        "a row for somebody outside the groups; the row rule taken out of a view",
    ),
    Kind.CHANNEL: _LATER,
    Kind.CONSENT_GATE: Looked(
        "consents on record",
        "one without the version of its text, from the future, or by somebody else after a no",
        "a consent without the version of its text",
    ),
    Kind.SOFT_OPT_IN: _LATER,
    Kind.STOP_LINK: _LATER,
    Kind.TARGETING: _LATER,
    Kind.OBJECTION: Looked(
        "objections and withdrawals on record; the ban of each, address by address and channel"
        " by channel; the objections that the ledger knows of people who are here",
        "a later yes that did not come from the person; a ban that is not on the list; an"
        " objection that the ledger knows and nobody has on record",
        "a yes from elsewhere after an objection; one ban taken off the list",
    ),
    Kind.SUPPRESSION: Looked(
        "the digest of every address of everybody whose objection stands, channel by channel;"
        " the objections and the length of the list that the ledger knows of",
        "a digest that is not on the list; an objection that the ledger knows and nobody has on"
        " record; a list shorter than what was written to it",
        "one ban taken off the list; an objection taken away with its bans; the list emptied",
    ),
    Kind.CATEGORY_CLOSED: Looked(
        "every row of the category; for the closed list, every table",
        "rows that no purpose covers and nothing holds; for the closed list also a column, a"
        " table or a trigger that this program did not make",
        "a row of somebody whom no purpose covers; a write under another purpose",
    ),
    Kind.REGISTER_CLOSED: _LATER,
    Kind.IDENTITY_CODE: Looked(
        "every identity code", "one without a ground", "a code whose ground is blank"
    ),
    Kind.SEALED: Looked(
        "the first byte and the length of every sealed value, nothing of what is in it",
        "one that is no seal of the vault",
        "a value stored as it is",
    ),
    Kind.SOURCE_KNOWN: Looked(
        "rows of the source",
        "one of a category that the source does not give",
        "a row that the source does not give",
    ),
    Kind.SOURCES_CLOSED: Looked(
        "every row", "one from a source that is not listed", "a row from nowhere"
    ),
    Kind.INFORM: _LATER,
    Kind.REFRESH: Looked("rows of the source", "one older than the interval"),
    Kind.RECIPIENT: _LATER,
    Kind.RECIPIENTS_CLOSED: _LATER,
    Kind.RECIPIENT_CONDITION: _LATER,
    Kind.AGREEMENT: _CONFIRMED,
    Kind.PUBLICATION: _LATER,
    Kind.TRANSFER: Looked(
        "the safeguard and the law of the day; disclosures come later, so never more than"
        " *not tested*",
        "a safeguard that has ended or is no ground any more",
    ),
    Kind.TRANSFERS_CLOSED: Looked(
        "recipients of the policy and the law of the day; likewise",
        "one abroad without a safeguard that stands",
    ),
    Kind.RETENTION: Looked(
        "every row of its tables, the dates that it is measured from, the cut-off of its views",
        "rows that should have gone by yesterday and nothing holds; a party of which nothing is"
        " left but its dates; a date behind its rows",
        "a row left standing past its term; a party left standing after its rows; where other"
        " purposes always outlast it, the cut-off of its views put back",
    ),
    Kind.STATUTORY_MINIMUM: Looked(
        "parties invoiced within the minimum",
        "their last invoice is gone; of other categories only the breaker tells",
        "an invoice removed too early; a due row that the plan of the purge must leave",
    ),
    Kind.DAILY_PURGE: Looked(
        "every row under a rule without a window; when the purge ran last; the triggers of the"
        " search indexes",
        "overdue rows; a last purge older than yesterday; a trigger missing or changed",
        "a row made overdue; a trigger taken away",
    ),
    Kind.HOLD: Looked(
        "rows past their time that a hold keeps, by hold",
        "only the breaker can tell",
        "a held row that the plan must leave, and must take when the hold lifts",
    ),
    Kind.LAST_PURPOSE: Looked(
        "the cut-offs on which the views rest",
        "one that is not what the policy says for its day",
        "a cut-off put back by hand",
    ),
    Kind.REVIEW: _LATER,
    Kind.BACKUP_AGE: _LATER,
    Kind.RIGHT: _LATER,
    Kind.RIGHT_DEADLINE: _LATER,
    Kind.REQUEST_CHANNEL: _LATER,
    Kind.COOKIES: _CONFIRMED,
    Kind.NEVER: Looked(
        "for special categories, the names of all columns of all tables in the database, and"
        " where there is free text, which nobody reads, never more than *not tested*; for"
        " transfers, the recipients; the other bans come with disclosures",
        "a column that no category claims, in whosever table; a recipient abroad",
        "a column added by hand; a table beside the register's",
    ),
    Kind.ROLE: _VIEWS,
    Kind.NEED_TO_KNOW: Looked(
        "a reading under a role that does not exist; the views of every set; who works here",
        "it opens; a changed view",
        "somebody let in by hand with a role that does not exist; a right or a view too many",
    ),
    Kind.PERSONAL_ACCOUNTS: Looked(
        "every account and whether somebody may sign in by it, everybody who works here or has,"
        " whoever has acted by the last entries of the ledger and looked by the last reads",
        "a name of a task, a place or a role; an account that is open to somebody who does not"
        " work here, or no longer; two accounts with one password; a deed or a look by somebody"
        " who has no account",
        "somebody let in under the name of an office; an account past the guard, left open, of"
        " an office, with another's password; an entry by somebody without an account",
    ),
    Kind.RIGHT_PERSON: _LATER,
    Kind.JOURNAL_ELSEWHERE: Looked(
        "where the journal is", "it lies in the controller's folder, or is missing",
        "the journal moved into the folder, and taken away",
    ),
    Kind.READS_RECORDED: Looked(
        "the chain of the ledger and the read records sealed in it; its triggers",
        "a changed, removed, added or cut-off entry; a trigger missing, switched off or"
        " changed",
        "one payload changed by hand; a trigger taken away",
    ),
    Kind.INCIDENT: _LATER,
    Kind.TRAINING: _LATER,
    Kind.BACKUP: _LATER,
    Kind.ATTEST: _CONFIRMED,
    Kind.NOTICE_DELIVERED: _LATER,
}  # fmt: skip
