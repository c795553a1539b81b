"""One act on many parties: chosen by a filter or one by one, previewed, applied, taken back.

What could go wrong: somebody is acted upon whom nobody saw in the list, or who may not be.
Against the first, the filter is resolved anew inside the act's own transaction and the act is
refused when it would touch others than were shown; against the second, the same facts
and verdicts decide here as for a single act, and whoever is left out is counted with the
reason.
"""

from lupaus.register.bulk.actions import Action
from lupaus.register.bulk.apply import Applied, Changed, Preview, apply, preview
from lupaus.register.bulk.choosing import Left, Selection, Why, select
from lupaus.register.bulk.entering import EnterRole, FollowUpEach, RecordContact, WriteNote
from lupaus.register.bulk.forbidding import Forbid
from lupaus.register.bulk.relating import BeginRelation, EndRelation, EndRole
from lupaus.register.bulk.restricting import Restrict
from lupaus.register.bulk.undoing import undo
from lupaus.register.bulk.undone import Stayed, Stays, Undone

__all__ = [
    "Action",
    "Applied",
    "BeginRelation",
    "Changed",
    "EndRelation",
    "EndRole",
    "EnterRole",
    "FollowUpEach",
    "Forbid",
    "Left",
    "Preview",
    "RecordContact",
    "Restrict",
    "Selection",
    "Stayed",
    "Stays",
    "Undone",
    "Why",
    "WriteNote",
    "apply",
    "preview",
    "select",
    "undo",
]
