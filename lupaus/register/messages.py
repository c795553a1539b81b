"""What was said, and what is worth remembering. What was said is contact, and terms begin anew;
a note is written about somebody and not to them, and lengthens nothing."""

from dataclasses import dataclass
from datetime import date, datetime

from lupaus.finland import day_of
from lupaus.guard import Act
from lupaus.ledger.entry import Event
from lupaus.policy.vocabulary import Channel
from lupaus.register import anchors
from lupaus.register.admission import Entered, admitting
from lupaus.register.unfit import Unfit
from lupaus.register.values import line, prose

_CHANNELS = frozenset({*map(str, Channel), "in-person", "form"})


@dataclass(frozen=True, slots=True)
class Spoken:
    """A message, a call, a meeting. ``direction`` is in or out."""

    at: datetime
    direction: str
    channel: str
    subject: str = ""
    body: str = ""


def record_message(*, act: Act, party: int, message: Spoken, source: str = "") -> Entered:
    """Record what was said to or by the party. Its day is that of the message."""
    if message.at > act.at:
        raise Unfit("at", "a message cannot be of the future: it would lengthen the term")
    if message.direction not in {"in", "out"}:
        raise Unfit("direction", "in or out")
    if message.channel not in _CHANNELS:
        raise Unfit("channel", f"one of {', '.join(sorted(_CHANNELS))}")
    row = {
        "at": message.at,
        "direction": message.direction,
        "channel": str(message.channel),
        "subject": line("subject", message.subject, 300),
        "body": prose("body", message.body),
    }
    with admitting(act, party) as admission:
        on = day_of(message.at)
        admission.put_rows("message", [row], source=source, on=on)
        if admission.ids:
            anchors.recompute([party])
            admission.log(Event.RECORD_CREATED, fields=("message",))
    return admission.done()


def write_note(
    *, act: Act, party: int, text: str, on: date | None = None, source: str = ""
) -> Entered:
    """Write a note of one's own. The person reads it who asks for their data."""
    body = prose("note", text)
    if not body:
        raise Unfit("note", "say something")
    with admitting(act, party) as admission:
        day = on or admission.today
        if day > admission.today:
            raise Unfit("on", "this day is in the future: enter it when it has come")
        row = {"written_on": day, "author": line("author", act.actor, 100), "text": body}
        admission.put_rows("note", [row], source=source)
        if admission.ids:
            admission.log(Event.RECORD_CREATED, fields=("note",))
    return admission.done()
