"""Relations that begin or end for many at once, and roles that end.

A relation that ends starts the terms that destroy: ended by mistake and not noticed, data go.
What stands against it is the number that was agreed to, and the undo, which puts back every
relation that nobody has turned since.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from lupaus.guard import Machinery, Part, system_grant
from lupaus.ledger.entry import Event
from lupaus.policy.vocabulary import Category, State
from lupaus.records.models.people import ROLES
from lupaus.register import anchors
from lupaus.register.bulk.actions import Ground, Work, not_future, reasons
from lupaus.register.bulk.choosing import Reason, Why
from lupaus.register.bulk.traces import traces
from lupaus.register.facts import Facts
from lupaus.register.unfit import Unfit
from lupaus.register.values import line
from lupaus.sets import pieces, placeholders


@dataclass(frozen=True, slots=True)
class BeginRelation:
    """Each is a customer from the day on; a former one is one again."""

    on: date | None = None
    reason: str = ""
    verb: ClassVar[str] = "begin-relation"
    undoable: ClassVar[bool] = True
    reaches_hidden: ClassVar[bool] = False

    def left_out(self, ground: Ground, parties: Sequence[Facts]) -> Mapping[int, Reason]:
        day = not_future(self.on or ground.today, ground.today, "since")
        return reasons(parties, lambda facts: self._against(ground, facts, day))

    @staticmethod
    def _against(ground: Ground, facts: Facts, day: date) -> Reason | None:
        if facts.state is State.CUSTOMER:
            return Reason(Why.ALREADY)
        if facts.relation_ended_on and day < facts.relation_ended_on:
            return Reason(Why.TOO_EARLY)
        return _kept(ground, facts)

    def do(self, work: Work) -> None:
        day = self.on or work.ground.today
        _remember(work)
        _turn(work, "former", "customer", day, self.reason)
        facts = work.ground.facts
        fresh = [p for p in work.parties if facts[p].relation_started_on is None]
        again = [p for p in work.parties if facts[p].relation_started_on is not None]
        work.w.update("party", {"relation_started_on": day}, {"id": fresh})
        work.w.update("party", {"relation_ended_on": None}, {"id": again})
        _done(work, Event.RELATION_STARTED, "relation_started_on")


@dataclass(frozen=True, slots=True)
class EndRelation:
    """Each is a customer no more: the terms that are counted from the end begin to run."""

    on: date | None = None
    reason: str = ""
    verb: ClassVar[str] = "end-relation"
    undoable: ClassVar[bool] = True
    reaches_hidden: ClassVar[bool] = False

    def left_out(self, ground: Ground, parties: Sequence[Facts]) -> Mapping[int, Reason]:
        day = not_future(self.on or ground.today, ground.today, "until")
        return reasons(parties, lambda facts: self._against(ground, facts, day))

    @staticmethod
    def _against(ground: Ground, facts: Facts, day: date) -> Reason | None:
        if facts.state is State.FORMER:
            return Reason(Why.ALREADY)
        if facts.state is not State.CUSTOMER or facts.relation_started_on is None:
            return Reason(Why.NO_CUSTOMER)
        if day < facts.relation_started_on:
            return Reason(Why.TOO_EARLY)
        return _kept(ground, facts)

    def do(self, work: Work) -> None:
        day = self.on or work.ground.today
        _remember(work)
        _turn(work, "customer", "former", day, self.reason)
        work.w.update("party", {"relation_ended_on": day}, {"id": work.parties})
        _done(work, Event.RELATION_ENDED, "relation_ended_on")


def _kept(ground: Ground, facts: Facts) -> Reason | None:
    """Where the policy keeps no rows of it, the dates of the spine are all that is kept."""
    if Category.RELATION not in ground.policy.data:
        return None
    return ground.against(facts, "relationship", ground.source("relationship"))


def _remember(work: Work) -> None:
    """The dates as they stood, of the parties alone: those of others follow from them."""
    facts = work.ground.facts
    work.made["before"] = {
        str(party): [
            _said(facts[party].relation_started_on),
            _said(facts[party].relation_ended_on),
        ]
        for party in work.parties
    }


def _said(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _turn(work: Work, before: str, now: str, day: date, reason: str) -> None:
    """Close the rows of the state before and open the next, where the register keeps them."""
    if Category.RELATION not in work.ground.policy.data:
        return
    opened = _open_rows(work.parties, before)
    closed = [row for row, _party in opened]
    work.w.update("relationship", {"until": day}, {"id": closed})
    common = (work.ground.source("relationship"), work.ground.today)
    said = line("reason", reason, 300)
    put: list[tuple[Any, ...]] = []
    if before == "customer":
        # Entered before rows were kept: the end needs its beginning.
        having = {party for _row, party in opened}
        put += [
            (party, *common, before, work.ground.facts[party].relation_started_on, day, "")
            for party in work.parties
            if party not in having
        ]
    put += [(party, *common, now, day, None, said) for party in work.parties]
    columns = ("party_id", "source", "sourced_on", "state", "since", "until", "reason")
    work.made |= {"closed": closed, "rows": list(work.w.insert("relationship", columns, put))}


def _open_rows(parties: Sequence[int], state: str) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    with system_grant(Machinery.SPINE, why="which states stand") as part:
        for piece in pieces(parties):
            places = placeholders(piece)
            sql = (
                "SELECT id, party_id FROM records_relationship WHERE state = %s"
                f" AND until IS NULL AND party_id IN ({places})"
            )
            found += [(row[0], row[1]) for row in part.execute(sql, [state, *piece])]
    return found


def _done(work: Work, event: Event, column: str) -> None:
    anchors.recompute(work.parties)
    work.made["after"] = standing(work.parties)
    counts = {"parties": len(work.parties)}
    work.w.log(event, whose=work.parties, fields=(column,), counts=counts)


def standing(parties: Sequence[int]) -> dict[str, list[str | None]]:
    """The beginning and the end of each relation, as they stand."""
    found: dict[str, list[str | None]] = {}
    with system_grant(Machinery.SPINE, why="relations of many") as part:
        for piece in pieces(parties):
            places = placeholders(piece)
            sql = (
                "SELECT id, relation_started_on, relation_ended_on FROM records_party"
                f" WHERE id IN ({places})"
            )
            for party, *days in part.execute(sql, piece):
                found[str(party)] = [None if day is None else str(day) for day in days]
    return found


@dataclass(frozen=True, slots=True)
class EndRole:
    """Nobody of them is this any more; with an organisation, there alone."""

    role: str
    organisation: int | None = None
    on: date | None = None
    verb: ClassVar[str] = "end-role"
    undoable: ClassVar[bool] = True
    reaches_hidden: ClassVar[bool] = False

    def left_out(self, ground: Ground, parties: Sequence[Facts]) -> Mapping[int, Reason]:
        if self.role not in ROLES:
            raise Unfit("role", f"one of {', '.join(ROLES)}")
        day = not_future(self.on or ground.today, ground.today, "ended_on")
        source = ground.source("affiliation")
        holders = {party for _row, party in self._held([f.id for f in parties], day)}

        def why(facts: Facts) -> Reason | None:
            if facts.is_organisation:
                return Reason(Why.NO_PERSON)
            unneeded = ground.against(facts, "affiliation", source)
            return unneeded or (None if facts.id in holders else Reason(Why.NO_ROLE))

        return reasons(parties, why)

    def do(self, work: Work) -> None:
        day = self.on or work.ground.today
        held = self._held(work.parties, day)
        rows = [row for row, _party in held]
        work.w.update("affiliation", {"ended_on": day}, {"id": rows})
        anchors.recompute(work.parties)
        left = traces(work.w, "affiliation", rows)
        work.made["traces"] = {str(row): trace for row, trace in left.items()}
        work.made["whose"] = {str(row): party for row, party in held}
        work.w.log(
            Event.RECORD_CORRECTED,
            whose=work.parties,
            fields=("affiliation.ended_on",),
            counts={"parties": len(work.parties)},
        )

    def _held(self, parties: Sequence[int], day: date) -> list[tuple[int, int]]:
        found: list[tuple[int, int]] = []
        with system_grant(Machinery.SPINE, why="who holds a role") as part:
            for piece in pieces(parties):
                found += self._piece(part, piece, day)
        return found

    def _piece(self, part: Part, piece: Sequence[int], day: date) -> list[tuple[int, int]]:
        places = placeholders(piece)
        there = " AND organisation_id = %s" if self.organisation is not None else ""
        sql = (
            "SELECT id, party_id FROM records_affiliation WHERE role = %s AND ended_on IS NULL"
            f" AND (started_on IS NULL OR started_on <= %s){there} AND party_id IN ({places})"
        )
        where = [] if self.organisation is None else [self.organisation]
        return [(r[0], r[1]) for r in part.execute(sql, [self.role, day, *where, *piece])]
