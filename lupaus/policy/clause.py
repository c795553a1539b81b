"""The clause: one promise, with its sentences, its law and the machinery that keeps it.

Everything that is printed to people comes from here. A clause that has ``cells`` also says
itself in the short forms of a table; a notice prints either the sentence or the cells.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from lupaus.policy.model import Language
from lupaus.policy.vocabulary import Mode, Section


class Kind(StrEnum):
    """Which machinery keeps a clause; :data:`KINDS` says what enforces and proves each."""

    STATEMENT = "statement"
    PURPOSE = "purpose"
    BASIS = "basis"
    BALANCE = "balance"
    PURPOSE_BOUND = "purpose-bound"
    SEGMENT = "segment"
    CHANNEL = "channel"
    CONSENT_GATE = "consent-gate"
    SOFT_OPT_IN = "soft-opt-in"
    STOP_LINK = "stop-link"
    TARGETING = "targeting"
    OBJECTION = "objection"
    SUPPRESSION = "suppression"
    CATEGORY_CLOSED = "category-closed"
    REGISTER_CLOSED = "register-closed"
    IDENTITY_CODE = "identity-code"
    SEALED = "sealed"
    SOURCE_KNOWN = "source-known"
    SOURCES_CLOSED = "sources-closed"
    INFORM = "inform"
    REFRESH = "refresh"
    RECIPIENT = "recipient"
    RECIPIENTS_CLOSED = "recipients-closed"
    RECIPIENT_CONDITION = "recipient-condition"
    AGREEMENT = "agreement"
    PUBLICATION = "publication"
    TRANSFER = "transfer"
    TRANSFERS_CLOSED = "transfers-closed"
    RETENTION = "retention"
    STATUTORY_MINIMUM = "statutory-minimum"
    DAILY_PURGE = "daily-purge"
    HOLD = "hold"
    LAST_PURPOSE = "last-purpose"
    REVIEW = "review"
    BACKUP_AGE = "backup-age"
    RIGHT = "right"
    RIGHT_DEADLINE = "right-deadline"
    REQUEST_CHANNEL = "request-channel"
    COOKIES = "cookies"
    NEVER = "never"
    ROLE = "role"
    NEED_TO_KNOW = "need-to-know"
    PERSONAL_ACCOUNTS = "personal-accounts"
    RIGHT_PERSON = "right-person"
    JOURNAL_ELSEWHERE = "journal-elsewhere"
    READS_RECORDED = "reads-recorded"
    INCIDENT = "incident"
    TRAINING = "training"
    BACKUP = "backup"
    ATTEST = "attest"
    NOTICE_DELIVERED = "notice-delivered"


@dataclass(frozen=True, slots=True)
class Machinery:
    """One row of the table of kinds."""

    mode: Mode
    means: str
    enforces: str
    proves: str


def _block(means: str, enforces: str, proves: str) -> Machinery:
    return Machinery(Mode.BLOCK, means, enforces, proves)


def _task(means: str, enforces: str, proves: str) -> Machinery:
    return Machinery(Mode.TASK, means, enforces, proves)


def _attest(means: str, proves: str) -> Machinery:
    return Machinery(Mode.ATTEST, means, "a reminder when the evidence goes stale", proves)


def _declare(means: str) -> Machinery:
    return Machinery(Mode.DECLARE, means, "nothing", "nothing can")


#: The one table of kinds. A clause has the mode of its kind, save that a category which no
#: table of ours holds can only be attested.
KINDS: Mapping[Kind, Machinery] = {
    Kind.STATEMENT: _declare("a fact about the controller or the notice"),
    Kind.PURPOSE: _declare("what the information is used for, and about whom"),
    Kind.BASIS: _declare("the legal basis of a purpose"),
    Kind.BALANCE: _attest(
        "legitimate interests were weighed in writing", "the dated assessment of each purpose"
    ),
    Kind.PURPOSE_BOUND: _block(
        "a purpose reads its own categories and no others",
        "the purpose's views; both engine guards refuse everything else",
        "grants of the engine compared with the policy; the self-test reads past them",
    ),
    Kind.SEGMENT: _block(
        "a purpose or category concerns some groups of people only",
        "row rules of the views; collect refuses the rest",
        "rows held for people outside the groups: none",
    ),
    Kind.CHANNEL: _block(
        "messages of a purpose go out by the named channels only",
        "the gate of every campaign",
        "messages sent, by purpose and channel",
    ),
    Kind.CONSENT_GATE: _block(
        "nothing happens before a recorded consent, and nothing after its withdrawal",
        "the latest permission event of person, purpose and channel",
        "messages sent without a standing consent: none",
    ),
    Kind.SOFT_OPT_IN: _block(
        "electronic marketing to own customers without consent, within the statute",
        "the gate of every campaign",
        "messages to people who are no customers or had no chance to refuse: none",
    ),
    Kind.STOP_LINK: _block(
        "every electronic marketing message names its sender and how to refuse",
        "a campaign without both is not sent",
        "campaigns sent, with their text",
    ),
    Kind.TARGETING: _block(
        "people are chosen by the named categories only, and not after an objection",
        "selection reads the purpose's views",
        "selections, by category used",
    ),
    Kind.OBJECTION: _block(
        "an objection stops a class of messages at once, on every channel it names",
        "objections on the person and on the hashed address, asked before every message and of"
        " everybody in a list that goes out",
        "messages after an objection: none; the self-test tries one",
    ),
    Kind.SUPPRESSION: _block(
        "the objection itself is kept, without a name, so that it can be honoured",
        "the suppression list is outside purge, merge, import and restore",
        "objections on record that have their suppression entry",
    ),
    Kind.CATEGORY_CLOSED: _block(
        "only the listed categories are collected, each for its purposes",
        "collect refuses a value that no purpose covers; start-up refuses an unclaimed column",
        "values held outside the list: none",
    ),
    Kind.REGISTER_CLOSED: _block(
        "a register holds the listed categories only",
        "the views of the register's purposes",
        "categories granted to the register compared with the list",
    ),
    Kind.IDENTITY_CODE: _block(
        "a personal identity code is asked for on the stated ground only",
        "collect refuses one without ground; it identifies nobody at sign-in",
        "codes held without ground: none",
    ),
    Kind.SEALED: _block(
        "values are stored encrypted and opened with a recorded reason",
        "the vault; the key is not in the database",
        "stored values that are not sealed: none; openings without reason: none",
    ),
    Kind.SOURCE_KNOWN: _block(
        "a source gives the listed categories only",
        "every row carries its source; collect refuses a category the source does not give",
        "rows of the source in other categories: none",
    ),
    Kind.SOURCES_CLOSED: _block(
        "nothing comes from a source that is not listed",
        "a row without a listed source is refused",
        "rows without a listed source: none",
    ),
    Kind.INFORM: _task(
        "people are told when information came from elsewhere, or decided against them",
        "a task with the earliest of month and first contact",
        "people whose information came from elsewhere, and when they were told",
    ),
    Kind.REFRESH: _task(
        "what a source gave is checked again at intervals",
        "a recurring task",
        "rows of the source older than the interval: none",
    ),
    Kind.RECIPIENT: _block(
        "a recipient gets the listed categories for its task",
        "disclosures name a recipient of the policy and pass its list of categories",
        "disclosures, by recipient and category",
    ),
    Kind.RECIPIENTS_CLOSED: _block(
        "nobody else gets anything",
        "a disclosure to an unlisted recipient is refused",
        "disclosures to unlisted recipients: none; the self-test tries one",
    ),
    Kind.RECIPIENT_CONDITION: _block(
        "closed; opened by a reasoned, logged decision, counted",
        "no disclosure without an open decision",
        "decisions with their reasons; disclosures outside one: none",
    ),
    Kind.AGREEMENT: _attest(
        "a processor is bound by an agreement", "the agreement, with its date"
    ),
    Kind.PUBLICATION: _block(
        "no list of customers is published, or those only who asked to be on it",
        "no export is a publication without a standing consent",
        "people on a published list without consent: none",
    ),
    Kind.TRANSFER: _block(
        "a recipient outside the EEA stands on the stated safeguard",
        "a disclosure is refused when the safeguard is not in force or its check is stale",
        "safeguards in force on the day of each disclosure",
    ),
    Kind.TRANSFERS_CLOSED: _block(
        "nothing goes outside the EEA otherwise",
        "a recipient in such a country needs a transfer clause",
        "recipients outside the EEA without safeguard: none",
    ),
    Kind.RETENTION: Machinery(
        Mode.PURGE,
        "the purpose closes for a record when its time has passed",
        "the daily purge; views hide what has closed already before it",
        "records past their time: none; the self-test makes one overdue",
    ),
    Kind.STATUTORY_MINIMUM: _block(
        "the law's minimum is kept: nothing is destroyed before it",
        "a hold in every purge and erasure plan",
        "destructions before the minimum: none; the self-test tries one",
    ),
    Kind.DAILY_PURGE: Machinery(
        Mode.PURGE,
        "what has reached its term is destroyed every day, without being asked",
        "the worker runs the purge once a day",
        "the certificates of the last purges; nothing overdue since",
    ),
    Kind.HOLD: _block(
        "what is due stays while a named hold stands, and goes when the last one lifts",
        "holds are evaluated in every plan, daily",
        "records past their time, each with its hold",
    ),
    Kind.LAST_PURPOSE: _block(
        "a purpose that closed does not see the record, though another still keeps it",
        "row rules of the views",
        "records that a closed purpose sees: none",
    ),
    Kind.REVIEW: _task(
        "the need is reviewed at intervals, and no answer means delete",
        "a recurring task",
        "records whose review is late: none",
    ),
    Kind.BACKUP_AGE: _task(
        "no backup grows older than promised",
        "backup removes what is older",
        "age of the oldest backup",
    ),
    Kind.RIGHT: _task(
        "a right of the person is served",
        "a case at the desk with its steps",
        "cases, answered and refused with reasons",
    ),
    Kind.RIGHT_DEADLINE: _task(
        "a request is answered in time: the earlier of law and promise",
        "the due day of every case; reminders",
        "cases answered late: none",
    ),
    Kind.REQUEST_CHANNEL: _task(
        "a request starts the clock by whichever channel it comes",
        "an inbox for each channel; a test message",
        "requests, by channel; test messages that arrived",
    ),
    Kind.COOKIES: _attest(
        "the web site sets no cookie without consent but the necessary ones",
        "a dated inspection of the site",
    ),
    Kind.NEVER: _block(
        "something that is never done",
        "no function does it; what would is refused",
        "acts of that sort in the ledger: none; the self-test tries one",
    ),
    Kind.ROLE: _block(
        "a role of staff looks for its purposes only",
        "the purposes of a reading come from the reader's role",
        "readings for other purposes: none",
    ),
    Kind.NEED_TO_KNOW: _block(
        "nobody looks without a role, and a role opens its purposes only",
        "readings are refused outside the role; grants are reviewed",
        "users without role: none; the dated reviews",
    ),
    Kind.PERSONAL_ACCOUNTS: _block(
        "everybody has an account of their own",
        "accounts belong to one person and are closed with the work",
        "shared accounts: none",
    ),
    Kind.RIGHT_PERSON: _block(
        "records are not joined to the wrong person",
        "likely duplicates are shown, merged by a person, and can be parted again",
        "merges with their decisions",
    ),
    Kind.JOURNAL_ELSEWHERE: _block(
        "erasures are remembered apart from the backups, so a restore cannot undo them",
        "the journal is refused a place in the controller's folder",
        "place of the journal; erasures replayed at the last restore",
    ),
    Kind.READS_RECORDED: _block(
        "it is recorded who looked at whose information, when and why",
        "a reading that is not recorded does not open",
        "readings sealed in the ledger, without a gap",
    ),
    Kind.INCIDENT: _task(
        "a breach is handled, and reported in time where the law asks for it",
        "a case with a clock of 72 hours",
        "incidents with their reports",
    ),
    Kind.TRAINING: _task(
        "staff are trained at intervals", "a recurring task", "training dates of each user"
    ),
    Kind.BACKUP: _task(
        "backups are taken at intervals and restoring is tried",
        "the worker; a recurring task",
        "age of the newest backup; the last trial",
    ),
    Kind.ATTEST: _attest(
        "a measure outside the system, confirmed by a person", "dated confirmations"
    ),
    Kind.NOTICE_DELIVERED: _task(
        "the notice is brought to each person, and each change before it takes effect",
        "a task per person and version",
        "people without the version in force: none",
    ),
}


def kinds_page() -> str:
    """The table as Markdown: docs/reference/clause-kinds.md."""
    head = (
        "# Kinds of clauses",
        "",
        "Which machinery keeps a clause. Generated from `lupaus/policy/clause.py`.",
        "",
        "| kind | mode | means | enforced by | proved by |",
        "| --- | --- | --- | --- | --- |",
    )
    rows = (
        f"| `{kind}` | {row.mode} | {row.means} | {row.enforces} | {row.proves} |"
        for kind, row in KINDS.items()
    )
    return "\n".join((*head, *rows)) + "\n"


@dataclass(frozen=True, slots=True)
class Clause:
    """One promise. ``line`` is where the policy makes it, 0 where the law does by itself.

    ``params`` is JSON-able and free of language, save for names that the author gave;
    of a retention clause it is ``{data, anchor, min, max, window, ground}`` with ISO 8601
    periods. ``cells`` are the sentence's short forms for a table, by column.
    """

    id: str
    section: Section
    mode: Mode
    kind: Kind
    sentences: Mapping[Language, str]
    law: tuple[str, ...] = ()
    params: Mapping[str, object] = field(default_factory=dict)
    line: int = 0
    cells: Mapping[str, Mapping[Language, str]] = field(default_factory=dict)

    def says(self, text: str, language: Language) -> bool:
        """Is this text one that the clause says, as a sentence or as a cell?"""
        return text == self.sentences[language] or any(
            text == cell[language] for cell in self.cells.values()
        )
