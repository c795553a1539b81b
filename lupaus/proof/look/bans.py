"""The list of bans against the objections that stand, and both against the ledger.

A ban that was taken off the list is missed by its digest, which is made again from the address.
An objection that was taken away together with its bans is missed by the ledger, which knows how
many each person has made and how long the list must be; how far back it knows is a matter of
its own retention.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import connection

from lupaus.guard.vault import VaultError
from lupaus.ledger.entry import Event
from lupaus.policy import holding as names
from lupaus.policy.clause import Clause
from lupaus.policy.vocabulary import Category, PurposeClass
from lupaus.proof.looking import Look, reference
from lupaus.proof.verdict import SHOWN, Finding
from lupaus.register.bans import BANS, LIFTED
from lupaus.register.remembered import Looked, Remembered, remembered
from lupaus.sets import pieces

#: By which entries are known that say something of objections, of the list, or of what the
#: program took away itself. No value stands in an entry, so nothing else is taken for one.
_MARKS = (
    f'"counts":{{"{BANS}":'.encode(),
    f'"counts":{{"{LIFTED}":'.encode(),
    *(f'"event":"{e}"'.encode() for e in (Event.PURGED, Event.ERASED, Event.RECORDS_MERGED)),
)
_AT_ONCE = 5_000


@dataclass(slots=True)
class _Told:
    """What the ledger knows. ``made``: objections by party and class, of which nothing that the
    program did later has taken any away. ``rows``: how long the list of bans is at least."""

    made: dict[tuple[int, PurposeClass | None], int] = field(default_factory=dict)
    rows: int = 0


def suppression(look: Look, _clause: Clause) -> Finding:
    """Every ban that an objection on record asks for, of any class; every objection that the
    ledger knows of people who are here; and the length of the list."""
    return objections(look, None) + _length(look)


def objections(look: Look, classes: Iterable[PurposeClass] | None) -> Finding:
    """Objections of the classes, or of all, and their bans."""
    try:
        found = look.once("bans", lambda: _remembered(look))
    except VaultError as wrong:
        return Finding(1, 1, (), str(wrong))
    wanted = None if classes is None else frozenset(classes)
    of = [looked for own, looked in found.of.items() if wanted is None or own in wanted]
    return _listed(look, of) + _known(look, wanted)


def _remembered(look: Look) -> Remembered:
    look.statements += 3
    return remembered(look.policy)


def _listed(look: Look, of: Iterable[Looked]) -> Finding:
    people = sum(looked.people for looked in of)
    digests = sum(looked.digests for looked in of)
    missing = [party for looked in of for party in looked.missing]
    note = f"{digests} bans of {people} people looked for on the list" if digests else ""
    if missing:
        note = f"{len(missing)} of {note}, and not found"
    return Finding(digests, len(missing), _shown(look, missing), note, by_breaker=not digests)


def _known(look: Look, classes: frozenset[PurposeClass] | None) -> Finding:
    """Objections that the ledger knows and the register does not."""
    told = _ledger(look)
    here = look.once("objections here", lambda: _here(look))
    made = {
        key: count
        for key, count in told.made.items()
        if key[0] in here and (classes is None or key[1] in classes)
    }
    lost = {key: n - here[key[0]].get(key[1], 0) for key, n in made.items()}
    missing = [party for (party, _own), count in lost.items() if count > 0]
    broken = sum(count for count in lost.values() if count > 0)
    checked = sum(made.values())
    note = f"{checked} objections that the ledger knows" if checked else ""
    if broken:
        note = f"{broken} of {note} are not there"
    return Finding(checked, broken, _shown(look, missing), note, by_breaker=not checked)


def _length(look: Look) -> Finding:
    """The list is never shorter than what was written to it, less what was lifted."""
    known = _ledger(look).rows
    rows = look.number("SELECT COUNT(*) FROM records_suppression")
    if known <= 0:
        return Finding(by_breaker=True)
    if rows >= known:
        return Finding(1)
    note = f"the list of bans has {rows} rows; the ledger knows of {known}"
    return Finding(1, known - rows, ("list of bans",), note)


def _shown(look: Look, parties: Iterable[int]) -> tuple[str, ...]:
    few = list(dict.fromkeys(parties))[:SHOWN]
    if not few:
        return ()
    found = look.rows(
        f"SELECT p.id, p.id, p.number FROM {names.PARTY} p"
        f" WHERE p.id IN ({', '.join(map(str, few))}) ORDER BY p.id"
    )
    return tuple(reference(names.PARTY, *row) for row in found)


def _class(look: Look, purpose: str) -> PurposeClass | None:
    known = look.policy.purposes.get(purpose)
    return known.class_ if known else None


def _here(look: Look) -> Mapping[int, Mapping[PurposeClass | None, int]]:
    """Objections on record, by class, of everybody who is here and of whom the ledger knows
    any."""
    parties = sorted({party for party, _own in _ledger(look).made})
    found: dict[int, dict[PurposeClass | None, int]] = {}
    for piece in pieces(parties, _AT_ONCE):
        named = ", ".join(map(str, piece))
        for party, purpose, count in look.rows(
            f"SELECT p.id, e.purpose, COUNT(e.id) FROM {names.PARTY} p"
            f" LEFT JOIN {names.PERMISSION} e ON e.party_id = p.id AND e.decision = 'objected'"
            f" WHERE p.id IN ({named}) GROUP BY p.id, e.purpose"
        ):
            own = _class(look, str(purpose))
            here = found.setdefault(party, {})
            here[own] = here.get(own, 0) + count
    return found


def _ledger(look: Look) -> _Told:
    return look.once("objections told", lambda: _told(look))


def _told(look: Look) -> _Told:
    """One pass over the ledger, the oldest entry first."""
    place = "position(%({})s in l.payload)" if _postgresql() else "instr(l.payload, %({})s)"
    marks = {f"mark{number}": mark for number, mark in enumerate(_MARKS)}
    marked = " OR ".join(f"{place.format(name)} > 0" for name in marks)
    found = _Told()
    for (payload,) in look.rows(
        f"SELECT l.payload FROM ledger_payload l WHERE {marked} ORDER BY l.seq", marks
    ):
        try:
            _take(look, found, json.loads(bytes(payload)))
        except (ValueError, KeyError, TypeError):  # changed by hand: its own clause says so
            continue
    return found


def _postgresql() -> bool:
    return connection.vendor == "postgresql"


def _take(look: Look, found: _Told, said: Mapping[str, Any]) -> None:
    whose = said["whose"] if isinstance(said["whose"], list) else None
    found.rows += said["counts"].get(BANS, 0) - said["counts"].get(LIFTED, 0)
    match said["event"]:
        case Event.OBJECTION_MADE if whose and len(whose) == 1:
            key = (int(whose[0]), _class(look, said["purpose"]))
            found.made[key] = found.made.get(key, 0) + 1
        case Event.PURGED if not _of_permissions(look, said["clause"]):
            return
        case Event.PURGED | Event.ERASED | Event.RECORDS_MERGED:
            gone = {key for key in found.made if whose is None or key[0] in whose}
            for key in gone:
                del found.made[key]


def _of_permissions(look: Look, clause: str) -> bool:
    """May what was destroyed by the clause have been a permission?"""
    rule = look.rules.get(clause)
    if rule is not None:
        return Category.PERMISSIONS in rule.categories
    return not clause.startswith("data.") or clause == f"data.{Category.PERMISSIONS}"
