"""Restriction of many (Art. 18): stored and no more."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from lupaus.ledger.entry import Event
from lupaus.register.bulk.actions import Ground, Work, reasons
from lupaus.register.bulk.choosing import Reason, Why
from lupaus.register.facts import Facts
from lupaus.register.flags import Flag, new_mark


@dataclass(frozen=True, slots=True)
class Restrict:
    """From now on nobody sees them, save who acts for claims or rights."""

    verb: ClassVar[str] = "restrict"
    undoable: ClassVar[bool] = True
    reaches_hidden: ClassVar[bool] = False  # they are restricted already

    def left_out(self, _ground: Ground, parties: Sequence[Facts]) -> Mapping[int, Reason]:
        already = Reason(Why.ALREADY)
        return reasons(parties, lambda facts: already if facts.restricted else None)

    def do(self, work: Work) -> None:
        mark = new_mark()
        to = {Flag.RESTRICTED: True, Flag.RESTRICTED.mark: mark}
        work.w.update("party", to, {"id": work.parties})
        work.made |= {"parties": list(work.parties), "mark": mark}
        counts = {"parties": len(work.parties)}
        work.w.log(Event.RESTRICTED, whose=work.parties, counts=counts)
