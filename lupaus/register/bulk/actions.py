"""What every action on many shares: the facts it decides by, and what it leaves for an undo."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, ClassVar, Protocol

from lupaus.finland import day_of
from lupaus.guard import Act, Adopted, Writing
from lupaus.guard.collecting import verdicts_for
from lupaus.policy.model import Policy
from lupaus.register import provenance
from lupaus.register.admission import category_of
from lupaus.register.bulk.choosing import Reason, Why
from lupaus.register.facts import Facts
from lupaus.register.unfit import Unfit

Made = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Ground:
    """What an action decides by."""

    act: Act
    adopted: Adopted
    facts: Mapping[int, Facts]

    @property
    def policy(self) -> Policy:
        return self.adopted.policy

    @property
    def today(self) -> date:
        return day_of(self.act.at)

    def against(self, facts: Facts, table: str, source: str) -> Reason | None:
        """Why a row of the table may not enter of such a party; None when it may."""
        verdicts = verdicts_for(self.adopted, facts.subject, self.act.purpose)
        found = verdicts[table] or provenance.against(
            self.policy, source, category_of(table), table
        )
        return Reason(Why.NOT_NEEDED, found.clause, found.law) if found else None

    def source(self, table: str) -> str:
        return provenance.source_for(self.policy, category_of(table))


@dataclass(slots=True)
class Work:
    """An action under way on those whom it is for."""

    w: Writing
    ground: Ground
    parties: Sequence[int]
    made: Made = field(default_factory=dict)

    @property
    def act(self) -> Act:
        return self.ground.act


class Action(Protocol):
    """``verb`` is its name in the undo and in a face. ``undoable``: whether it can be."""

    verb: ClassVar[str]
    undoable: ClassVar[bool]
    reaches_hidden: ClassVar[bool]  # restricted persons too: a right is exercised, not a use

    def left_out(self, ground: Ground, parties: Sequence[Facts]) -> Mapping[int, Reason]:
        """Those who are left out, and why. Raises Refused or Unfit for what is wrong with the
        whole act."""
        ...

    def do(self, work: Work) -> None:
        """To all at once. What an undo needs goes into ``work.made``: ids, days, digests."""
        ...


def reasons(
    parties: Sequence[Facts], why: Callable[[Facts], Reason | None]
) -> Mapping[int, Reason]:
    """The reason of each who has one."""
    found = ((one.id, why(one)) for one in parties)
    return {party: reason for party, reason in found if reason is not None}


def not_future(day: date, today: date, name: str) -> date:
    """Raises Unfit for a day that has not come."""
    if day > today:
        raise Unfit(name, "this day is in the future: enter it when it has come")
    return day
