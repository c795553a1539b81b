"""The record of processing, and the place that must not be beside the register."""

import json
from datetime import date, timedelta

from lupaus.folder import Folder
from lupaus.guard import is_said
from lupaus.ledger.checkpoint import FILE
from lupaus.ledger.entry import Event
from lupaus.ledger.history import last_of
from lupaus.ledger.keys import KeyFileError
from lupaus.ledger.tables import TABLES
from lupaus.ledger.verify import verify
from lupaus.policy import retention
from lupaus.policy.clause import Clause
from lupaus.policy.retention import Rule
from lupaus.proof.look import triggers
from lupaus.proof.looking import GRACE, Look
from lupaus.proof.verdict import SHOWN, Finding

#: A ledger of up to this many entries is followed whole; a longer one from its last checkpoint,
#: which is signed and kept outside the database. ``lupaus ledger verify`` always follows all.
WHOLE = 20_000


def reads_recorded(look: Look, _clause: Clause) -> Finding:
    """The chain in which entries and read records stand, link by link."""
    return look.once("ledger", lambda: ledger(look)) + triggers.kept(look, TABLES)


def ledger(look: Look) -> Finding:
    [(entries,)] = look.rows("SELECT MAX(seq) FROM ledger_head")
    whole = (entries or 0) <= WHOLE
    try:
        journal = look.folder.journal
        file = journal / FILE if journal else None
        found = verify(since_checkpoint=not whole, journal=file)
    except KeyFileError as wrong:
        return Finding(1, 1, (), str(wrong))
    faults = tuple(f"ledger#{fault.seq}: {fault.sentence}" for fault in found.problems)
    other = _other_policy(look)
    shown = (*faults[: SHOWN - len(other)], *other)
    note = f"{found.unsealed} reads wait to be sealed" if found.unsealed else ""
    if not whole:
        note = f"followed from the last checkpoint; {note}".rstrip("; ")
    return Finding(found.checked + found.unsealed, found.count + len(other), shown, note)


def _other_policy(look: Look) -> tuple[str, ...]:
    """The policy in force is the one that the ledger saw adopted last, text and number. Where
    that entry has expired, the stamp on the policy alone vouches for it."""
    said = last_of(Event.POLICY_ADOPTED)
    if said is None or is_said(look.adopted, said[1]):
        return ()
    now = f"the policy in force, version {look.adopted.version}, is not the one adopted then"
    cure = "find out who changed it, then adopt the right one again"
    return (f"ledger#{said[0]}: {now}: {cure}",)


def logs_kept(look: Look, rule: Rule) -> Finding:
    """The oldest entry of the ledger that still says who did what. Entries are in the order of
    time, so one is enough."""
    cutoff = retention.closing_cutoff(
        rule, look.today - timedelta(days=GRACE), look.policy.fiscal_calendar
    )
    oldest = look.rows("SELECT seq, payload FROM ledger_payload ORDER BY seq LIMIT 1")
    if cutoff is None or not oldest:
        return Finding(note="nothing is recorded yet")
    [(seq, payload)] = oldest
    day = date.fromisoformat(json.loads(bytes(payload))["at"][:10])
    if day > cutoff:
        return Finding(1, note=f"the oldest entry is of {day}")
    return Finding(1, 1, (f"ledger#{seq}",), f"entries of {day} are past their time")


def journal(look: Look, _clause: Clause) -> Finding:
    """The erasure journal is not in the controller's folder, which is what backups copy."""
    return place_of(look.folder)


def place_of(folder: Folder) -> Finding:
    if folder.path is None or folder.journal is None:
        return Finding(note="a register in memory has no folder")
    inside, outside = folder.path.resolve(), folder.journal.resolve()
    if outside == inside or inside in outside.parents:
        return Finding(1, 1, ("journal",), f"{outside} lies in the controller's folder")
    if not outside.is_dir():
        return Finding(1, 1, ("journal",), f"{outside} is missing: see journal in lupaus.toml")
    return Finding(1)
