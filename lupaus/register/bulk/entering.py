"""A row to each: a note, a contact, a follow-up, a role.

An undo takes away the rows that nobody has changed since, and brings the days of contact back
to where they stood, save where somebody has been in contact again.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from lupaus.finland import day_of
from lupaus.guard import Writing
from lupaus.guard.staff import actor as member
from lupaus.ledger.entry import Event
from lupaus.policy.vocabulary import Channel
from lupaus.records.models.people import ROLES
from lupaus.register import anchors, days
from lupaus.register.bulk.actions import Ground, Work, not_future, reasons
from lupaus.register.bulk.choosing import Reason, Why
from lupaus.register.bulk.traces import traces
from lupaus.register.facts import Facts, known
from lupaus.register.messages import Spoken
from lupaus.register.unfit import Unfit
from lupaus.register.values import line, prose

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class WriteNote:
    """The same note about each. Writing it is no contact."""

    text: str
    on: date | None = None
    verb: ClassVar[str] = "note"
    undoable: ClassVar[bool] = True
    reaches_hidden: ClassVar[bool] = False

    def left_out(self, ground: Ground, parties: Sequence[Facts]) -> Mapping[int, Reason]:
        if not prose("note", self.text):
            raise Unfit("note", "say something")
        not_future(self.on or ground.today, ground.today, "on")
        return _unneeded(ground, parties, "note")

    def do(self, work: Work) -> None:
        row = {
            "written_on": self.on or work.ground.today,
            "author": line("author", work.act.actor, 100),
            "text": prose("note", self.text),
        }
        _enter(work, "note", row, contact=False)


@dataclass(frozen=True, slots=True)
class RecordContact:
    """The same contact with each: a letter that went to all, a meeting. Terms that run from
    the last contact begin anew."""

    spoken: Spoken
    verb: ClassVar[str] = "contact"
    undoable: ClassVar[bool] = True
    reaches_hidden: ClassVar[bool] = False

    def left_out(self, ground: Ground, parties: Sequence[Facts]) -> Mapping[int, Reason]:
        if self.spoken.at > ground.act.at:
            raise Unfit("at", "a contact cannot be of the future: it would lengthen the term")
        if self.spoken.direction not in {"in", "out"}:
            raise Unfit("direction", "in or out")
        if self.spoken.channel not in _CHANNELS:
            raise Unfit("channel", f"one of {', '.join(sorted(_CHANNELS))}")
        return _unneeded(ground, parties, "message")

    def do(self, work: Work) -> None:
        row = {
            "at": self.spoken.at,
            "direction": self.spoken.direction,
            "channel": str(self.spoken.channel),
            "subject": line("subject", self.spoken.subject, 300),
            "body": prose("body", self.spoken.body),
        }
        _enter(work, "message", row, on=day_of(self.spoken.at), contact=True)


_CHANNELS = frozenset({*map(str, Channel), "in-person", "form"})


@dataclass(frozen=True, slots=True)
class FollowUpEach:
    """The same thing to be done about each. Being reminded is no contact."""

    text: str
    due_on: date
    assigned_to: str = ""
    verb: ClassVar[str] = "follow-up"
    undoable: ClassVar[bool] = True
    reaches_hidden: ClassVar[bool] = False

    def left_out(self, ground: Ground, parties: Sequence[Facts]) -> Mapping[int, Reason]:
        if not prose("text", self.text):
            raise Unfit("text", "say what is to be done")
        if self.assigned_to:
            member(self.assigned_to)  # Refused for somebody who does not work here
        return _unneeded(ground, parties, "followup")

    def do(self, work: Work) -> None:
        row = {
            "due_on": self.due_on,
            "done_on": None,
            "assigned_to": self.assigned_to,
            "author": line("author", work.act.actor, 100),
            "text": prose("text", self.text),
        }
        _enter(work, "followup", row, contact=False)


@dataclass(frozen=True, slots=True)
class EnterRole:
    """Each person acts for one organisation from now on."""

    organisation: int
    role: str
    title: str = ""
    started_on: date | None = None
    verb: ClassVar[str] = "role"
    undoable: ClassVar[bool] = True
    reaches_hidden: ClassVar[bool] = False

    def left_out(self, ground: Ground, parties: Sequence[Facts]) -> Mapping[int, Reason]:
        if self.role not in ROLES:
            raise Unfit("role", f"one of {', '.join(ROLES)}")
        not_future(self.started_on or ground.today, ground.today, "started_on")
        if not known(self.organisation).is_organisation:
            raise Unfit("organisation", "a person acts for an organisation, not otherwise")
        unneeded = _unneeded(ground, parties, "affiliation")
        firms = {one.id: Reason(Why.NO_PERSON) for one in parties if one.is_organisation}
        return {**unneeded, **firms}

    def do(self, work: Work) -> None:
        row = {
            "organisation_id": self.organisation,
            "role": self.role,
            "title": line("title", self.title, 200),
            "started_on": self.started_on or work.ground.today,
            "ended_on": None,
        }
        _enter(work, "affiliation", row, contact=True)


def _unneeded(ground: Ground, parties: Sequence[Facts], table: str) -> Mapping[int, Reason]:
    source = ground.source(table)
    return reasons(parties, lambda facts: ground.against(facts, table, source))


def _enter(work: Work, table: str, row: Row, *, contact: bool, on: date | None = None) -> None:
    """One row for each, in one go. ``contact``: the days of the spine follow."""
    common = (work.ground.source(table), on or work.ground.today)
    columns = ("party_id", "source", "sourced_on", *row)
    firm = [row["organisation_id"]] if "organisation_id" in row else []
    before = days.of([*work.parties, *firm]) if contact else {}
    put = [(party, *common, *row.values()) for party in work.parties]
    ids = work.w.insert(table, columns, put)
    if contact:
        anchors.recompute(work.parties)
        work.made["days"] = days.changed(before)
    work.made |= {"table": table, "rows": _traced(work.w, table, ids)}
    work.made["whose"] = {str(row): party for row, party in zip(ids, work.parties, strict=True)}
    work.w.log(
        Event.RECORD_CREATED,
        whose=work.parties,
        fields=(table,),
        counts={"parties": len(work.parties)},
    )


def _traced(w: Writing, table: str, ids: Any) -> dict[str, str]:
    return {str(row): trace for row, trace in traces(w, table, list(ids)).items()}
