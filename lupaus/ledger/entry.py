"""What an entry says: who did what to whose data, when, why, and never a value.

Everything in an entry is a name from a closed form: events are an enum, fields and counts are
column-like names, actors are account names. A string that could be a value (a space, an ``@``,
only digits, an identity code) is refused where the entry is made, so that a slip shows in the
test of the caller and not in an auditor's export.
"""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from functools import lru_cache
from types import MappingProxyType

#: What the way of an act ends with when it takes back what has just been done: ``web.undo``.
UNDO = ".undo"
LISTED = 200  # more parties than this are recorded as one digest over the stored plan


class Event(StrEnum):
    """What can happen to personal data, to the rules over them, and to the ledger."""

    POLICY_ADOPTED = "policy-adopted"
    RECORD_CREATED = "record-created"
    RECORD_CORRECTED = "record-corrected"
    RECORD_REMOVED = "record-removed"
    RECORD_REFUSED = "record-refused"  # collect: no purpose covers it
    RECORDS_MERGED = "records-merged"
    MERGE_UNDONE = "merge-undone"
    TOLD_APART = "told-apart"  # somebody looked: two parties are not the same
    TOLD_APART_UNDONE = "told-apart-undone"
    RELATION_STARTED = "relation-started"
    RELATION_ENDED = "relation-ended"
    IMPORT_STAGED = "import-staged"
    IMPORT_FLIPPED = "import-flipped"
    IMPORT_UNDONE = "import-undone"
    PERMISSION_GRANTED = "permission-granted"
    PERMISSION_REFUSED = "permission-refused"
    PERMISSION_WITHDRAWN = "permission-withdrawn"
    OBJECTION_MADE = "objection-made"
    OBJECTION_LIFTED = "objection-lifted"
    SUPPRESSION_ADDED = "suppression-added"
    SUPPRESSION_LIFTED = "suppression-lifted"
    RESTRICTED = "restricted"
    RESTRICTION_LIFTED = "restriction-lifted"
    ADDRESS_PROTECTED = "address-protected"
    ADDRESS_PROTECTION_ENDED = "address-protection-ended"
    HOLD_PLACED = "hold-placed"
    HOLD_LIFTED = "hold-lifted"
    PURGE_PLANNED = "purge-planned"
    PURGED = "purged"
    ERASURE_PLANNED = "erasure-planned"
    ERASED = "erased"
    VERIFIED_GONE = "verified-gone"
    DISCLOSED = "disclosed"
    EXPORTED = "exported"
    MESSAGE_SENT = "message-sent"
    SECRET_REVEALED = "secret-revealed"  # noqa: S105 - the name of an event
    REQUEST_RECEIVED = "request-received"
    REQUEST_ANSWERED = "request-answered"
    REQUEST_REFUSED = "request-refused"
    READING_REFUSED = "reading-refused"
    EXCEPTION_OPENED = "exception-opened"  # closed unless a reasoned decision opens it
    ATTESTED = "attested"
    TASK_DONE = "task-done"
    CHECKED = "checked"
    SELF_TESTED = "self-tested"
    GRANT_OPENED = "grant-opened"
    USER_ADDED = "user-added"
    USER_CHANGED = "user-changed"
    USER_REMOVED = "user-removed"
    USER_INVITED = "user-invited"  # a link by which somebody chooses a password
    SECOND_FACTOR_REMOVED = "second-factor-removed"
    SETTING_CHANGED = "setting-changed"
    BACKUP_MADE = "backup-made"
    RESTORED = "restored"
    INCIDENT_RECORDED = "incident-recorded"
    READS_SEALED = "ledger-reads-sealed"
    EXPIRED = "ledger-expired"
    EPOCH_OPENED = "ledger-epoch-opened"


class NotANameError(ValueError):
    """Something that is not a name was given to the ledger, perhaps a value."""


_FORMS = {
    "actor": re.compile(r"[^\W\d_][\w.:-]{0,79}"),
    "name": re.compile(r"[a-z][a-z0-9_]{0,39}(?:[.-][a-z][a-z0-9_]{0,39})*"),
    "slug": re.compile(r"[a-z][a-z0-9]*(?:[._-][a-z0-9]+)*"),
}
_LONGEST = 120


@lru_cache(maxsize=4096)
def checked(form: str, what: str, text: str) -> str:
    """The text, when it has the form of a name; an empty slug is allowed."""
    if form == "slug" and not text:
        return text
    if len(text) > _LONGEST or not _FORMS[form].fullmatch(text):
        raise NotANameError(
            f"the ledger takes names, not values: {what} is not a name of the {form} form "
            f"({len(text)} characters); give the name of the field, purpose or account"
        )
    return text


@dataclass(frozen=True, slots=True)
class Many:
    """Parties too many to list: one digest over their ids, and how many they are."""

    digest: str
    count: int

    def __post_init__(self) -> None:
        if not re.fullmatch(r"[0-9a-f]{64}", self.digest) or self.count < 0:
            raise NotANameError("Many takes a SHA-256 in hex and a count: use whose_of(ids)")


Whose = tuple[int, ...] | Many


def takes_back(via: str) -> bool:
    """Does the way of an entry say that it takes an act back? Entries of before the mark was
    made say nothing, and are told as what they did."""
    return via.endswith(UNDO)


def whose_of(ids: Iterable[int]) -> Whose:
    """The parties as the ledger keeps them: listed when few, one digest when many.

    The digest is over the distinct ids in ascending order, one per line, so that anybody who
    has the stored plan can compute it again."""
    ordered = tuple(sorted(set(ids)))
    if len(ordered) <= LISTED:
        return ordered
    return Many(hashlib.sha256("\n".join(map(str, ordered)).encode()).hexdigest(), len(ordered))


def _whose(whose: Whose) -> str:
    if isinstance(whose, Many):
        return f'{{"count":{whose.count},"digest":"{whose.digest}"}}'
    if len(whose) > LISTED or not all(type(party) is int for party in whose):
        raise NotANameError(f"whose is party ids, at most {LISTED}: use whose_of(ids)")
    return f"[{','.join(map(str, whose))}]"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the record of processing. Holds names, ids and counts. ``whom`` is the
    account that the event is about, where it is about somebody who works here."""

    actor: str
    event: Event
    whose: Whose
    at: datetime
    purpose: str = ""
    via: str = ""
    fields: tuple[str, ...] = ()
    counts: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    clause: str = ""
    whom: str = ""

    def canonical(self) -> str:
        """The one spelling that is committed to. ``whose`` comes last: the index relies on it.
        Raises NotANameError for anything that could be a value."""
        counts = tuple(sorted(self.counts.items())) if self.counts else ()
        beginning = _beginning(
            *(self.actor, self.at, self.clause, counts, self.event),
            *(self.fields, self.purpose, self.via, self.whom),
        )
        return f'{beginning},"whose":{_whose(self.whose)}}}'

    @property
    def party(self) -> int | None:
        """The party, when the entry is about exactly one."""
        if isinstance(self.whose, Many) or len(self.whose) != 1:
            return None
        return self.whose[0]


@lru_cache(maxsize=256)
def _beginning(  # noqa: PLR0913, PLR0917 - the payload but for whose; equal all through a batch
    actor: str,
    at: datetime,
    clause: str,
    counts: tuple[tuple[str, int], ...],
    event: Event,
    fields: tuple[str, ...],
    purpose: str,
    via: str,
    whom: str,
) -> str:
    if not all(type(count) is int and count >= 0 for _name, count in counts):
        raise NotANameError("counts are whole numbers, not negative")
    payload = {
        "actor": checked("actor", "the actor", actor),
        "at": instant(at),
        "clause": checked("slug", "the clause", clause),
        "counts": {checked("name", "a count", name): count for name, count in counts},
        "event": Event(event),
        "fields": [checked("name", "a field", name) for name in fields],
        "purpose": checked("slug", "the purpose", purpose),
        "via": checked("slug", "the way", via),
    }
    if whom:  # what was committed to without the word is spelt without it
        payload["whom"] = checked("actor", "the account", whom)
    return canonical_json(payload)[:-1]


def instant(at: datetime) -> str:
    """UTC to the millisecond, so that text order is time order."""
    if at.tzinfo is None:
        raise ValueError("the ledger takes times with a zone: use timezone-aware datetimes")
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.") + f"{at.microsecond // 1000:03d}Z"


canonical_json = json.JSONEncoder(
    ensure_ascii=False, separators=(",", ":"), sort_keys=True
).encode
