"""What is to be done about a party, by a day: *call on the first of December*.

A follow-up is a note that looks forward: of the same category, under the same terms, gone with
its person. Being reminded of somebody is no contact with them, so it lengthens no term. Text
and day are mended like any other row (:mod:`lupaus.register.edit`).
"""

from dataclasses import dataclass
from datetime import date

from lupaus.guard import Act
from lupaus.ledger.entry import Event
from lupaus.register.before import RowBefore, Undo, digest, entered
from lupaus.register.edit import Applied, Change, apply
from lupaus.register.hand import Hand

TABLE = "followup"


@dataclass(frozen=True, slots=True)
class FollowUp:
    """``assigned_to`` is a name of the staff; empty: whoever is there. The day may have
    passed: what is overdue is entered as what it is."""

    text: str
    due_on: date
    assigned_to: str = ""


def add(*, act: Act, party: int, followup: FollowUp, source: str = "") -> Applied:
    """Raises Mistaken for no text, for no day, and for somebody who does not work here."""
    given = {
        "text": followup.text,
        "due_on": followup.due_on,
        "assigned_to": followup.assigned_to,
    }
    change = Change.add(TABLE, given, source=source)
    return apply(act=act, party=party, change=change)


def done(*, act: Act, followup: int, on: date | None = None) -> Applied:
    """It has been done, today or on the day. Done twice is done; the undo opens it again."""
    with Hand.of_row(act, TABLE, followup) as hand:
        before = hand.now(TABLE, followup)
        if before["done_on"] is not None:
            return Applied(hand.facts.id, (followup,), None)
        hand.w.update(TABLE, {"done_on": on or hand.today, "batch_id": None}, {"id": followup})
        hand.w.log(Event.TASK_DONE, whose=[hand.facts.id], fields=(TABLE,))
    touched = RowBefore(TABLE, followup, before, digest(TABLE, before))
    return Applied(hand.facts.id, (followup,), Undo(hand.facts.id, (touched,)))


def move(*, act: Act, followup: int, to: date, assigned_to: str | None = None) -> Applied:
    """To another day, or to somebody else."""
    with Hand.of_row(act, TABLE, followup) as hand:
        seen = entered(TABLE, hand.now(TABLE, followup))
    given = {"due_on": to} | ({} if assigned_to is None else {"assigned_to": assigned_to})
    change = Change.correct(TABLE, followup, given, seen=seen)
    return apply(act=act, party=hand.facts.id, change=change)
