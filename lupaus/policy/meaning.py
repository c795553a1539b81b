"""What the rules mean, said slowly and plainly for one thing at a time.

This is the reference that the SQL is compared with, and what a person's page shows: who may see
this, until when it is kept, and why. It counts forwards from the anchor, while the SQL counts
backwards from today, so that an error of arithmetic cannot hide in both.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from lupaus.policy import holding as names
from lupaus.policy import predicate, retention
from lupaus.policy.holding import Holding
from lupaus.policy.model import Policy
from lupaus.policy.remember import once_per_policy
from lupaus.policy.retention import Rule, Who
from lupaus.policy.vocabulary import Anchor, Category, Hold, PurposeClass, State

_DAY = timedelta(days=1)

Row = Mapping[str, Any]

#: A restricted person may be looked at under these and no other purposes (Art. 18(2)).
SERVES_RESTRICTED = frozenset({PurposeClass.CLAIMS, PurposeClass.RIGHTS})


@dataclass(frozen=True, slots=True)
class Thing:
    """One row of a holding, with everything of its party that a rule may look at."""

    holding: Holding
    row: Row
    party: Row
    parent: Row | None = None
    invoices: Sequence[Row] = ()
    permissions: Sequence[Row] = ()
    in_sight: bool = True  # not part of an import that has not been flipped


@dataclass(frozen=True, slots=True)
class Standing:
    """A hold that stands. ``until`` is its last day; None: until somebody lifts it."""

    hold: Hold
    clause: str = ""
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Departure:
    """When a thing goes if nothing changes. No day: something must happen first."""

    day: date | None
    because: str = ""  # the purpose or the clause that keeps it longest
    waits_for: tuple[Standing, ...] = ()  # holds without a last day


def state_of(party: Row) -> State:
    if party[names.ENDED] is not None:
        return State.FORMER
    return State.PROSPECT if party[names.STARTED] is None else State.CUSTOMER


def belongs(party: Row, who: Who) -> bool:
    return _belongs(party, state_of(party), who)


def _belongs(party: Row, state: State, who: Who) -> bool:
    if who.everyone:
        return True
    if party[names.ORGANISATION] and state in who.organisations:
        return True
    return any(party[names.KINDS[kind]] and state in states for kind, states in who.kinds)


def stored_day(thing: Thing, rule: Rule) -> date | None:
    """The day that the register has stored for the rule's anchor; None when it has none."""
    if rule.anchor is Anchor.CONSENT_WITHDRAWN:
        return _withdrawn(thing.permissions, rule.purpose)
    found = names.dated_by(thing.holding, rule.anchor)
    if found is None:
        return None
    in_row, column = found
    source = (thing.parent or thing.row) if in_row else thing.party
    day: date | None = source[column]
    return day


def _withdrawn(permissions: Sequence[Row], purpose: str) -> date | None:
    """The last day on which consent was taken back, unless some channel's last word is yes."""
    said = sorted(
        (e for e in permissions if e["purpose"] == purpose), key=lambda e: (e["at"], e["id"])
    )
    for number, event in enumerate(said):
        later = (
            e
            for e in said[number + 1 :]
            if e["channel"] in (event["channel"], names.EVERY_CHANNEL)
        )
        if event["decision"] in names.STANDING and not any(later):
            return None
    return max((e["decided_on"] for e in said if e["decision"] in names.ENDING), default=None)


# --- what is needed --------------------------------------------------------------------------


def covering(thing: Thing, policy: Policy) -> tuple[str, ...]:
    """The purposes that need things of this category of such a party, open or closed."""
    flags = tuple(bool(thing.party[mark]) for mark in predicate.MARKS)
    return _covering(policy, thing.holding.category, flags, state_of(thing.party))


@once_per_policy
def _covering(
    policy: Policy, category: Category, flags: tuple[bool, ...], state: State
) -> tuple[str, ...]:
    """There are few kinds of parties and many things of each."""
    party = dict(zip(predicate.MARKS, flags, strict=True))
    return tuple(
        purpose
        for purpose in retention.needing(policy, category)
        if all(
            _belongs(party, state, who) for who in retention.covered(policy, purpose, category)
        )
    )


def closes(thing: Thing, policy: Policy, purpose: str) -> date | None:
    """The first day on which the purpose is closed for the thing: the earliest of its rules."""
    rules = retention.closing(retention.effective(policy), purpose, thing.holding.category)
    days = (_closing_day(thing, policy, rule) for rule in rules)
    return min((day for day in days if day is not None), default=None)


def _closing_day(thing: Thing, policy: Policy, rule: Rule) -> date | None:
    if not belongs(thing.party, rule.who):
        return None
    stored = stored_day(thing, rule)
    if stored is not None:
        return retention.closes_on(rule, stored, policy.fiscal_calendar)
    dated = names.dated_by(thing.holding, rule.anchor)
    return date.min if dated and predicate.never_began(rule, dated) else None


def open_purposes(thing: Thing, policy: Policy, today: date) -> frozenset[str]:
    """The purposes for which the thing is still needed today."""
    ends = {purpose: closes(thing, policy, purpose) for purpose in covering(thing, policy)}
    return frozenset(p for p, end in ends.items() if end is None or today < end)


def visible(thing: Thing, policy: Policy, purposes: Iterable[str], today: date) -> bool:
    """May somebody who acts for these purposes see the thing today?"""
    asked = frozenset(purposes)
    if not thing.in_sight or thing.party.get(names.MERGED) is not None:
        return False
    if thing.party[names.RESTRICTED] and not sees_restricted(policy, asked):
        return False
    return bool(asked & open_purposes(thing, policy, today))


def sees_restricted(policy: Policy, purposes: Iterable[str]) -> bool:
    """Only who acts for nothing but claims and rights sees a restricted person."""
    classes = {policy.purposes[p].class_ for p in purposes if p in policy.purposes}
    return bool(classes) and classes <= SERVES_RESTRICTED


def is_closed(thing: Thing, policy: Policy, today: date) -> bool:
    """Does no purpose need the thing? Of a party that another took in, none does once that can
    no longer be undone."""
    settled = _settled_on(thing)
    return bool(settled and settled <= today) or not open_purposes(thing, policy, today)


def _settled_on(thing: Thing) -> date | None:
    """The first day on which it can no longer be undone that another took the party in."""
    merged: date | None = thing.party.get(names.MERGED)
    return merged + names.UNDOABLE if merged else None


# --- what holds, and when it goes ------------------------------------------------------------


def standing(thing: Thing, policy: Policy, today: date) -> tuple[Standing, ...]:
    """Every hold on the thing today, and why."""
    minima = (s for s in _minima(thing, policy) if s.until is None or today <= s.until)
    return (*minima, *_facts(thing, policy))


def _minima(thing: Thing, policy: Policy) -> Iterable[Standing]:
    for rule in retention.holding(retention.effective(policy), thing.holding.category):
        stored = stored_day(thing, rule)
        merged = thing.party.get(names.MERGED) is not None
        if stored is not None and not merged and belongs(thing.party, rule.who):
            until = retention.held_until(rule, stored, policy.fiscal_calendar)
            yield Standing(Hold.STATUTE, rule.id, until)


def _facts(thing: Thing, policy: Policy) -> Iterable[Standing]:
    if thing.party[names.RESTRICTED]:
        yield Standing(Hold.RESTRICTION)
    useful = predicate.worth_holding(policy, thing.holding.category)
    disputed = useful and bool(thing.party[names.DISPUTED])
    for hold, status in names.UNSETTLED.items():
        if useful and predicate.waits(policy, hold):
            found = any(invoice["status"] == status for invoice in thing.invoices)
        elif predicate.is_voucher(thing.holding):
            found = (thing.parent or thing.row)["status"] == status
        else:
            found = False
        if found or (disputed and hold is Hold.DISPUTE):
            yield Standing(hold)


def due(thing: Thing, policy: Policy, today: date) -> bool:
    """Must the thing be destroyed today? No purpose needs it and nothing holds it."""
    return not predicate.goes_with_party(thing.holding, policy) and unneeded(
        thing, policy, today
    )


def unneeded(thing: Thing, policy: Policy, today: date) -> bool:
    """What :func:`due` asks, also of what goes only with its party: of the spine itself it
    says whether the party may go once nothing else is left of it."""
    return is_closed(thing, policy, today) and not standing(thing, policy, today)


def departure(thing: Thing, policy: Policy, today: date) -> Departure:
    """When the thing goes if nothing changes: never before today, it is still here."""
    if predicate.goes_with_party(thing.holding, policy):
        return Departure(None, because="party")
    found = _departure(thing, policy, today)
    settled = _settled_on(thing)
    if settled is None or (found.day and found.day <= settled):
        return found
    return Departure(None if found.waits_for else max(today, settled), "", found.waits_for)


def _departure(thing: Thing, policy: Policy, today: date) -> Departure:
    ends: list[tuple[date, str]] = [(today, "")]
    for purpose in covering(thing, policy):
        end = closes(thing, policy, purpose)
        if end is None:
            return Departure(None, because=purpose, waits_for=tuple(_facts(thing, policy)))
        ends.append((end, purpose))
    ends += [(s.until + _DAY, s.clause) for s in _minima(thing, policy) if s.until]
    day, because = max(ends, key=lambda end: end[0])
    waits = tuple(_facts(thing, policy))
    return Departure(None if waits else day, because, waits)
