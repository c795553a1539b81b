"""A list handed over, looked at, corrected and taken in, in as many requests as it takes.

Between requests the list lies sealed in the register for the term that the catalogue says, and
nowhere else; a job that takes it in carries the draft's number only.
"""

from lupaus.intake.draft.commit import INTERRUPTED, claim, commit
from lupaus.intake.draft.entitled import beyond
from lupaus.intake.draft.steps import (
    Recognised,
    Seen,
    choose,
    failed_rows,
    preview,
    progress,
    recognise,
    set_columns,
    sheets,
    start,
    taken_before,
)
from lupaus.intake.draft.store import (
    LARGEST,
    NoDraft,
    Standing,
    State,
    begun_by,
    discard,
    drafts_of,
)

__all__ = [
    "INTERRUPTED",
    "LARGEST",
    "NoDraft",
    "Recognised",
    "Seen",
    "Standing",
    "State",
    "begun_by",
    "beyond",
    "choose",
    "claim",
    "commit",
    "discard",
    "drafts_of",
    "failed_rows",
    "preview",
    "progress",
    "recognise",
    "set_columns",
    "sheets",
    "start",
    "taken_before",
]
