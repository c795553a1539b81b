"""What changes between two versions of a policy, and whom it must be told to.

Clause by clause. A change that lets the controller do more with people's information, or
promises them less, must be told before it takes effect (GDPR 13(3), 14(4), 5(1)(a));
where a consent no longer covers what was asked for, it must be asked again (GDPR 4(11), 7).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import assert_never

from lupaus.policy.clause import Clause, Kind
from lupaus.policy.period import Period
from lupaus.policy.phrases import diff as say
from lupaus.policy.phrases.words import Words, of
from lupaus.policy.vocabulary import Basis


class Fate(StrEnum):
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


class Duty(StrEnum):
    """What a change asks of the controller before it takes effect, mildest first."""

    NOTHING = "nothing"
    TELL = "tell"
    ASK_AGAIN = "ask-again"


@dataclass(frozen=True, slots=True)
class Change:
    """``params`` are those that differ: before and after, None where there was none."""

    clause: str
    kind: Kind
    fate: Fate
    duty: Duty
    law: tuple[str, ...]
    params: Mapping[str, tuple[object, object]]
    before: Words | None
    after: Words | None
    why: Words

    @property
    def text(self) -> Words:
        return say.change(self.fate, self.before, self.after)


_TELL_LAW = ("GDPR 13(3)", "GDPR 14(4)", "GDPR 5(1)(a)")
_ASK_LAW = ("GDPR 4(11)", "GDPR 7")

#: A new clause of these kinds widens what is done with people's information.
_WIDENS = frozenset(
    {
        Kind.PURPOSE,
        Kind.CATEGORY_CLOSED,
        Kind.SOURCE_KNOWN,
        Kind.RECIPIENT,
        Kind.TRANSFER,
        Kind.SOFT_OPT_IN,
        Kind.TARGETING,
        Kind.PUBLICATION,
        Kind.STATUTORY_MINIMUM,
        Kind.IDENTITY_CODE,
    }
)
#: Without a clause of these kinds people are promised less.
_PROTECTS = frozenset(
    {
        Kind.RIGHT,
        Kind.RIGHT_DEADLINE,
        Kind.OBJECTION,
        Kind.NEVER,
        Kind.CONSENT_GATE,
        Kind.STOP_LINK,
        Kind.RETENTION,
        Kind.SEGMENT,
        Kind.RECIPIENT_CONDITION,
        Kind.SEALED,
        Kind.CHANNEL,
        Kind.REVIEW,
        Kind.INFORM,
        Kind.BACKUP_AGE,
        Kind.COOKIES,
    }
)
#: Lists in params whose growth is more use, and those whose shrinking is less protection.
_MORE = frozenset({"data", "purposes", "sources", "recipients", "channels", "purpose"})
_LESS = frozenset({"by", "scopes", "classes", "holds"})
#: Kinds whose list of channels or categories is itself the protection.
_GATES = frozenset({Kind.CONSENT_GATE, Kind.OBJECTION, Kind.STOP_LINK})
#: Params that are a matter of trust: any other value must be told.
_TRUSTED: Mapping[Kind, tuple[str, ...]] = {
    Kind.BASIS: ("basis",),
    Kind.TRANSFER: ("country", "mechanism"),
    Kind.RECIPIENT: ("country", "role", "when"),
    Kind.RECIPIENT_CONDITION: ("when",),
    Kind.PUBLICATION: ("allowed",),
    Kind.COOKIES: ("consent",),
    Kind.RETENTION: ("anchor",),  # another start may be later for somebody
}
#: Params that are periods: a longer one is a weaker promise.
_TIMED: Mapping[Kind, tuple[str, ...]] = {
    Kind.STATUTORY_MINIMUM: ("min",),
    Kind.RIGHT_DEADLINE: ("within",),
    Kind.BACKUP_AGE: ("keep",),
    Kind.REVIEW: ("every",),
    Kind.REFRESH: ("every",),
    Kind.RETENTION: ("max",),
}


def diff(old: Sequence[Clause], new: Sequence[Clause]) -> tuple[Change, ...]:
    """In the order of the new version, what was dropped at the end."""
    before = {clause.id: clause for clause in old}
    after = {clause.id: clause for clause in new}
    changes = [_changed(before.get(name), clause) for name, clause in after.items()]
    changes += [_changed(clause, None) for name, clause in before.items() if name not in after]
    found = tuple(change for change in changes if change is not None)
    return _consents_again(found, before, after)


def must_be_told(changes: Iterable[Change]) -> tuple[Change, ...]:
    return tuple(change for change in changes if change.duty is not Duty.NOTHING)


def _changed(old: Clause | None, new: Clause | None) -> Change | None:
    either = new or old
    if either is None or (old and new and _same(old, new)):
        return None
    fate = Fate.CHANGED if old and new else Fate.ADDED if new else Fate.REMOVED
    duty, why = _duty(old, new)
    return Change(
        clause=either.id,
        kind=either.kind,
        fate=fate,
        duty=duty,
        law=_TELL_LAW if duty is Duty.TELL else (),
        params=_differing(old.params if old else {}, new.params if new else {}),
        before=of(old.sentences) if old else None,
        after=of(new.sentences) if new else None,
        why=why,
    )


def _same(old: Clause, new: Clause) -> bool:
    return old.sentences == new.sentences and old.params == new.params and old.kind == new.kind


def _differing(
    old: Mapping[str, object], new: Mapping[str, object]
) -> Mapping[str, tuple[object, object]]:
    names = dict.fromkeys((*old, *new))
    pairs = {name: (old.get(name), new.get(name)) for name in names}
    return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}


def _duty(old: Clause | None, new: Clause | None) -> tuple[Duty, Words]:
    if old and new:
        return _duty_of_change(old, new)
    if new and new.kind in _WIDENS:
        return Duty.TELL, say.NEW_USE
    if old and old.kind in _PROTECTS:
        return Duty.TELL, say.PROMISE_GONE
    return Duty.NOTHING, say.NO_LESS


def _duty_of_change(old: Clause, new: Clause) -> tuple[Duty, Words]:
    if _grew(old, new):
        return Duty.TELL, say.MORE_USE
    if _weaker(old, new):
        return Duty.TELL, say.WEAKER
    return Duty.NOTHING, say.WORDING if old.params == new.params else say.NO_LESS


def _grew(old: Clause, new: Clause) -> bool:
    """Does a list of what is used now hold something it did not?"""
    if new.kind in _GATES:
        return False
    return any(_added(old, new, name) for name in _MORE)


def _added(old: Clause, new: Clause, name: str) -> bool:
    was, now = old.params.get(name), new.params.get(name)
    return isinstance(was, list) and isinstance(now, list) and bool(set(now) - set(was))


def _weaker(old: Clause, new: Clause) -> bool:
    """Is less promised than before: longer, later, fewer ways, another ground or country?"""
    shrunk = _LESS | {"channels", "data"} if new.kind in _GATES else _LESS
    if any(_added(new, old, name) for name in shrunk):
        return True
    if any(_differ(old, new, name) for name in _TRUSTED.get(new.kind, ())):
        return True
    if any(_longer(old.params.get(n), new.params.get(n)) for n in _TIMED.get(new.kind, ())):
        return True
    if new.kind is Kind.RETENTION:
        return _end_moved(old, new)
    if new.kind is Kind.RIGHT:
        return bool(old.params.get("unconditional")) and not new.params.get("unconditional")
    return new.kind is Kind.SEGMENT and _added(old, new, "subjects")


def _differ(old: Clause, new: Clause, name: str) -> bool:
    return old.params.get(name) != new.params.get(name)


def _end_moved(old: Clause, new: Clause) -> bool:
    """A maximum given up, or a minimum grown that is the only end there is."""
    if new.params.get("max"):
        return False
    return bool(old.params.get("max")) or _longer(old.params.get("min"), new.params.get("min"))


_DAYS_OF_A_MONTH = 30.436875


def _longer(old: object, new: object) -> bool:
    if not (isinstance(old, str) and isinstance(new, str)) or "P0D" in (old, new):
        return False
    was, now = Period.parse(old), Period.parse(new)
    return now.months * _DAYS_OF_A_MONTH + now.days > was.months * _DAYS_OF_A_MONTH + was.days


def _consents_again(
    changes: tuple[Change, ...], before: Mapping[str, Clause], after: Mapping[str, Clause]
) -> tuple[Change, ...]:
    """Where a purpose stands on consent, old and new, more use of it needs a new consent."""
    consented = _on_consent(before) & _on_consent(after)
    return tuple(
        _asked_again(change) if _about(change, before, after) in consented else change
        for change in changes
    )


def _on_consent(clauses: Mapping[str, Clause]) -> frozenset[object]:
    return frozenset(
        clause.params["purpose"]
        for clause in clauses.values()
        if clause.kind is Kind.BASIS and clause.params["basis"] == Basis.CONSENT
    )


def _about(
    change: Change, before: Mapping[str, Clause], after: Mapping[str, Clause]
) -> object | None:
    clause = after.get(change.clause) or before[change.clause]
    return clause.params.get("purpose")


def _asked_again(change: Change) -> Change:
    match change.duty:
        case Duty.NOTHING:
            if change.kind is not Kind.PURPOSE or change.fate is not Fate.CHANGED:
                return change
        case Duty.TELL | Duty.ASK_AGAIN:
            pass
        case _:
            assert_never(change.duty)
    if change.kind is Kind.RETENTION:
        return change  # how long is told; it is not what was consented to
    return Change(
        clause=change.clause,
        kind=change.kind,
        fate=change.fate,
        duty=Duty.ASK_AGAIN,
        law=_ASK_LAW,
        params=change.params,
        before=change.before,
        after=change.after,
        why=say.CONSENT_AGAIN,
    )
