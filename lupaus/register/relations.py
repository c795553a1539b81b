"""The customer relation, and who acts for which organisation."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from lupaus.guard import Act, Machinery, system_grant
from lupaus.ledger.entry import Event
from lupaus.policy.vocabulary import Category, State
from lupaus.records.models.people import ROLES
from lupaus.register import anchors
from lupaus.register.admission import EDITED, Admission, Entered, admitting
from lupaus.register.facts import known
from lupaus.register.unfit import Unfit
from lupaus.register.values import line


@dataclass(frozen=True, slots=True)
class Role:
    """What a person is in an organisation. ``role`` is one of ROLES; ``title`` the words on
    the card."""

    organisation: int
    role: str
    title: str = ""
    started_on: date | None = None


def affiliate(*, act: Act, person: int, role: Role, source: str = "") -> Entered:
    """A person acts for an organisation from now on. A representative stands in the relation
    of the organisation."""
    if role.role not in ROLES:
        raise Unfit("role", f"one of {', '.join(ROLES)}")
    with admitting(act, person) as admission:
        if admission.subject.is_organisation or not known(role.organisation).is_organisation:
            raise Unfit("organisation", "a person acts for an organisation, not otherwise")
        _refuse_future(role.started_on, admission.today, "started_on")
        row = {
            "organisation_id": role.organisation,
            "role": role.role,
            "title": line("title", role.title, 200),
            "started_on": role.started_on or admission.today,
        }
        admission.put_rows("affiliation", [row], source=source)
        if admission.ids:
            anchors.recompute([person, role.organisation])
            admission.log(Event.RECORD_CREATED, fields=("affiliation",))
    return admission.done()


def end_affiliation(*, act: Act, person: int, affiliation: int, on: date | None = None) -> None:
    """The person no longer acts for the organisation; a relation that stood on this alone ends
    with it."""
    with admitting(act, person) as admission:
        day = on or admission.today
        _refuse_future(day, admission.today, "ended_on")
        if (affiliation, person) not in admission.w.keys("affiliation", {"id": affiliation}):
            raise Unfit("affiliation", "it is not this person's")
        admission.w.update("affiliation", {"ended_on": day, **EDITED}, {"id": affiliation})
        anchors.recompute([person])
        admission.log(Event.RECORD_CORRECTED, fields=("affiliation.ended_on",))


@dataclass(frozen=True, slots=True)
class Turned:
    """A relation that was begun or ended: what takes it back. Days and ids, no value."""

    party: int
    before: tuple[date | None, date | None]  # began, ended
    after: tuple[date | None, date | None]
    closed: tuple[int, ...] = ()
    opened: tuple[int, ...] = ()


def take_back(*, act: Act, turned: Turned) -> None:
    """As if the relation had never been begun, or never ended. Raises Unfit when its days have
    been changed since."""
    with admitting(act, turned.party) as admission:
        if _days(turned.party) != turned.after:
            raise Unfit("relation", "its days have been changed since: mend them instead")
        if turned.opened:
            admission.w.delete("relationship", {"id": turned.opened})
        if turned.closed:
            admission.w.update("relationship", {"until": None}, {"id": turned.closed})
        started, ended = turned.before
        dates = {"relation_started_on": started, "relation_ended_on": ended}
        admission.w.update("party", dates, {"id": turned.party})
        anchors.recompute([turned.party])
        admission.log(Event.RECORD_CORRECTED, fields=tuple(dates))


def begin_relation(*, act: Act, party: int, on: date | None = None, reason: str = "") -> Turned:
    """The party is a customer from the day on; a former one is one again. The persons who act
    for an organisation begin with it."""
    with admitting(act, party) as admission:
        facts = known(party)
        day = on or admission.today
        _refuse_future(day, admission.today, "since")
        if facts.state is State.CUSTOMER:
            raise Unfit("relation", "the party is a customer already")
        if facts.relation_ended_on and day < facts.relation_ended_on:
            raise Unfit("since", "the new relation cannot begin before the last one ended")
        before = facts.relation_started_on, facts.relation_ended_on
        closed, opened = _turn(admission, "former", "customer", day, reason)
        if facts.relation_started_on is None:
            admission.w.update("party", {"relation_started_on": day}, {"id": party})
        else:
            admission.w.update("party", {"relation_ended_on": None}, {"id": party})
        anchors.recompute([party])
        admission.log(Event.RELATION_STARTED, fields=("relation_started_on",))
        return Turned(party, before, _days(party), closed, opened)


def record_beginning(
    *, act: Act, party: int, on: date, reason: str = "", source: str = ""
) -> tuple[int, ...]:
    """The row of somebody who was a customer when entered, in the transaction that entered
    them (:attr:`lupaus.register.people.NewPerson.days`). Returns it, where rows are kept."""
    with admitting(act, party) as admission:
        if Category.RELATION not in admission.policy.data:
            return ()  # the dates of the spine are all that is kept
        row = {
            "state": State.CUSTOMER.value,
            "since": on,
            "until": None,
            "reason": line("reason", reason, 300),
        }
        ids = admission.put_rows("relationship", [row], source=source)
        if ids:
            anchors.recompute([party])
            admission.log(Event.RELATION_STARTED, fields=("relation_started_on",))
    return ids


def end_relation(*, act: Act, party: int, on: date | None = None, reason: str = "") -> Turned:
    """The relation has ended: the terms that are counted from its end begin to run, for the
    persons who act for an organisation as well."""
    with admitting(act, party) as admission:
        facts = known(party)
        day = on or admission.today
        _refuse_future(day, admission.today, "until")
        if facts.state is not State.CUSTOMER or facts.relation_started_on is None:
            raise Unfit("relation", "the party is no customer: there is nothing to end")
        if day < facts.relation_started_on:
            raise Unfit("until", "the relation cannot end before it began")
        before = facts.relation_started_on, facts.relation_ended_on
        closed, opened = _turn(admission, "customer", "former", day, reason)
        admission.w.update("party", {"relation_ended_on": day}, {"id": party})
        anchors.recompute([party])
        admission.log(Event.RELATION_ENDED, fields=("relation_ended_on",))
        return Turned(party, before, _days(party), closed, opened)


def _days(party: int) -> tuple[date | None, date | None]:
    facts = known(party)
    return facts.relation_started_on, facts.relation_ended_on


def _turn(
    admission: Admission, before: str, now: str, day: date, reason: str
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Close the row of the state before and open the next, where the register keeps them.
    Returns the rows that were closed, and those that are new."""
    if Category.RELATION not in admission.policy.data:
        return (), ()  # the dates of the spine are all that is kept
    slug = admission.require("relationship")
    facts = known(admission.party)
    rows = [row for row in _open_rows(admission.party) if row[1] == before]
    for row, _state in rows:
        admission.w.update("relationship", {"until": day, **EDITED}, {"id": row})
    common = {"party_id": admission.party, "source": slug, "sourced_on": admission.today}
    put: list[dict[str, Any]] = [
        {**common, "state": now, "since": day, "until": None, "reason": ""}
    ]
    if before == "customer" and not rows and facts.relation_started_on:
        # Entered before rows were kept: the end needs its beginning.
        put.insert(
            0,
            {
                **common,
                "state": before,
                "since": facts.relation_started_on,
                "until": day,
                "reason": "",
            },
        )
    put[-1]["reason"] = line("reason", reason, 300)
    new = admission.w.insert(
        "relationship", tuple(put[0]), [tuple(row.values()) for row in put]
    )
    return tuple(row for row, _state in rows), tuple(new)


def _open_rows(party: int) -> list[tuple[Any, ...]]:
    with system_grant(Machinery.SPINE, why="which state stands") as part:
        sql = "SELECT id, state FROM records_relationship WHERE party_id = %s AND until IS NULL"
        return part.execute(sql, [party])


def _refuse_future(day: date | None, today: date, field: str) -> None:
    if day is not None and day > today:
        raise Unfit(field, "this day is in the future: enter it when it has come")
