"""The record of processing, and the place that must not be beside the register."""

from lupaus.ledger.keys import KeyFileError
from lupaus.ledger.verify import verify
from lupaus.policy.clause import Clause
from lupaus.proof.looking import Look
from lupaus.proof.verdict import SHOWN, Finding

#: A ledger of up to this many entries is followed whole; a longer one from its last checkpoint,
#: which is signed and kept outside the database. ``lupaus ledger verify`` always follows all.
WHOLE = 20_000


def reads_recorded(look: Look, _clause: Clause) -> Finding:
    """The chain in which entries and read records stand, link by link."""
    return look.once("ledger", lambda: ledger(look))


def ledger(look: Look) -> Finding:
    [(entries,)] = look.rows("SELECT MAX(seq) FROM ledger_head")
    whole = (entries or 0) <= WHOLE
    try:
        found = verify(since_checkpoint=not whole)
    except KeyFileError as wrong:
        return Finding(1, 1, (), str(wrong))
    shown = tuple(f"ledger#{fault.seq}: {fault.sentence}" for fault in found.problems[:SHOWN])
    note = f"{found.unsealed} reads wait to be sealed" if found.unsealed else ""
    if not whole:
        note = f"followed from the last checkpoint; {note}".rstrip("; ")
    return Finding(found.checked + found.unsealed, found.count, shown, note)


def journal(look: Look, _clause: Clause) -> Finding:
    """The erasure journal is not in the controller's folder, which is what backups copy."""
    folder = look.folder
    if folder.path is None or folder.journal is None:
        return Finding(note="a register in memory has no folder")
    inside, outside = folder.path.resolve(), folder.journal.resolve()
    if outside == inside or inside in outside.parents:
        return Finding(1, 1, ("journal",), f"{outside} lies in the controller's folder")
    if not outside.is_dir():
        return Finding(1, 1, ("journal",), f"{outside} is missing: see journal in lupaus.toml")
    return Finding(1)
