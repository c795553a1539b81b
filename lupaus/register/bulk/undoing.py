"""Taking a bulk act back, within a day: what nobody has changed since, and no more.

What is remembered is which rows and which days, never a value, and it is forgotten the day
after. Whoever takes an act back does so as a new act, on the record, for the purpose of the
first.
"""

import json
import secrets
from collections.abc import Callable, Iterable, Mapping
from datetime import timedelta
from typing import Any, Final

from django.db import transaction

from lupaus.guard import Act, Machinery, Part, Refused, Writing, system_grant, writing
from lupaus.ledger.entry import Event
from lupaus.register import anchors, days
from lupaus.register.bulk.actions import Made
from lupaus.register.bulk.relating import standing
from lupaus.register.bulk.undone import Stays, Undone, sort_out, undone
from lupaus.register.facts import facts_of
from lupaus.register.flags import Flag, marks, new_mark
from lupaus.register.sections import a_day
from lupaus.register.unfit import Unknown

KEPT: Final = timedelta(days=1)
_NO: Final = "there is nothing to take back: it is done already, or longer ago than a day"


def keep(act: Act, verb: str, made: Made) -> str:
    """Remember what an act did. Returns the token by which it is taken back."""
    token = secrets.token_urlsafe(32)
    row = {
        "token": token,
        "actor": act.actor,
        "purpose": act.purpose,
        "action": verb,
        "made_at": act.at,
        "made": json.dumps(made),
    }
    with system_grant(Machinery.LISTS, why=f"what takes a bulk act back ({act.via})") as part:
        _forget(part, act)
        part.insert("bulkundo", tuple(row), [tuple(row.values())])
    return token


def clear(*, act: Act) -> int:
    """What can no longer be taken back is forgotten. Returns how many acts."""
    with system_grant(Machinery.LISTS, why=f"what takes a bulk act back ({act.via})") as part:
        return _forget(part, act)


def _forget(part: Part, act: Act) -> int:
    return part.changed("DELETE FROM records_bulkundo WHERE made_at < %s", [act.at - KEPT])


def undo(*, act: Act, token: str) -> Undone:
    """Take a bulk act back. Raises Unknown for a token that is used up or too old, and Refused
    for somebody else's or one of another purpose."""
    with transaction.atomic():
        verb, made = _taken(act, token)
        with writing(act) as w:
            done = _BACK[verb](w, made)
    return done


def _taken(act: Act, token: str) -> tuple[str, Made]:
    """What was done; the token is used up with it."""
    with system_grant(Machinery.LISTS, why=f"taking a bulk act back ({act.via})") as part:
        rows = part.execute(
            "SELECT id, actor, purpose, action, made FROM records_bulkundo"
            " WHERE token = %s AND made_at >= %s",
            [token, act.at - KEPT],
        )
        if not rows:
            raise Unknown(_NO)
        number, actor, purpose, verb, made = rows[0]
        if actor != act.actor:
            raise Refused(f"{actor} did this: whoever did it takes it back")
        if purpose != act.purpose:
            raise Refused(f"this was done for {purpose}", clause=f"purpose.{purpose}")
        if not part.changed("DELETE FROM records_bulkundo WHERE id = %s", [number]):
            raise Unknown(_NO)  # somebody else was first
    return verb, json.loads(made)


def _rows_back(w: Writing, made: Made) -> Undone:
    """Rows that are as they were left go; the days that they moved go back."""
    table, left = made["table"], {int(row): trace for row, trace in made["rows"].items()}
    found = sort_out(w, table, left, _whose(made))
    w.delete(table, {"id": found.same})
    if "days" in made:
        anchors.recompute(found.whose)
        days.back(one for one in made["days"])
    _log(w, Event.RECORD_REMOVED, list(found.whose), (table,))
    return undone(found.whose, found.stayed)


def _whose(made: Made) -> dict[int, int]:
    return {int(row): party for row, party in made.get("whose", {}).items()}


def _relation_back(w: Writing, made: Made) -> Undone:
    """Relations that nobody has turned since stand again as they stood."""
    before, after = made["before"], made["after"]
    present = facts_of(map(int, before))
    now = standing([int(party) for party in before])
    same = [
        int(party)
        for party in before
        if int(party) in present and now.get(party) == after.get(party)
    ]
    if "rows" in made:
        among = set(same)
        put = [r for r, party in w.keys("relationship", {"id": made["rows"]}) if party in among]
        closed = [
            r for r, party in w.keys("relationship", {"id": made["closed"]}) if party in among
        ]
        w.delete("relationship", {"id": put})
        w.update("relationship", {"until": None}, {"id": closed})
    by_days: dict[tuple[Any, ...], list[int]] = {}
    for party in same:
        by_days.setdefault(tuple(map(a_day, before[str(party)])), []).append(party)
    for (started, ended), parties in by_days.items():
        dates = {"relation_started_on": started, "relation_ended_on": ended}
        w.update("party", dates, {"id": parties})
    anchors.recompute(same)
    _log(w, Event.RECORD_CORRECTED, same, ("relation_started_on", "relation_ended_on"))
    return undone(same, _others(map(int, before), same))


def _others(all_: Iterable[int], same: Iterable[int]) -> dict[int, Stays]:
    return dict.fromkeys({*all_} - {*same}, Stays.CHANGED)


def _role_back(w: Writing, made: Made) -> Undone:
    """Roles that still end on that day go on."""
    left = {int(row): trace for row, trace in made["traces"].items()}
    found = sort_out(w, "affiliation", left, _whose(made))
    w.update("affiliation", {"ended_on": None}, {"id": found.same})
    anchors.recompute(found.whose)
    _log(w, Event.RECORD_CORRECTED, list(found.whose), ("affiliation.ended_on",))
    return undone(found.whose, found.stayed)


def _restriction_back(w: Writing, made: Made) -> Undone:
    """Restrictions that nobody has lifted and laid down anew since are lifted."""
    parties, mark = facts_of(made["parties"]), made.get("mark")
    now = marks(parties, Flag.RESTRICTED)
    same = [p for p, facts in parties.items() if facts.restricted and now[p] == mark]
    to = {Flag.RESTRICTED: False, Flag.RESTRICTED.mark: new_mark()}
    w.update("party", to, {"id": same})
    _log(w, Event.RESTRICTION_LIFTED, same, ())
    return undone(same, _others(made["parties"], same))


def _log(w: Writing, event: Event, whose: list[int], fields: tuple[str, ...]) -> None:
    if whose:
        w.log(event, whose=whose, fields=fields, counts={"parties": len(set(whose))})


_BACK: Final[Mapping[str, Callable[[Writing, Made], Undone]]] = {
    "note": _rows_back,
    "contact": _rows_back,
    "follow-up": _rows_back,
    "role": _rows_back,
    "begin-relation": _relation_back,
    "end-relation": _relation_back,
    "end-role": _role_back,
    "restrict": _restriction_back,
}
