"""Which lines of a file are about one firm: decided once, for counting and for making."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from lupaus.intake.entry import Entry, Holds
from lupaus.intake.known import Known
from lupaus.policy.vocabulary import State


def firm_digest(known: Known, entry: Entry) -> int:
    """What tells the organisations of a file apart: the Y-tunnus, else name and number."""
    firm = entry.organisation
    rows = firm.held(Holds.ORGANISATION) if firm is not None else []
    name, business_id = rows[0][:2] if rows else ("", "")
    number = firm.number if firm is not None and firm.number else ""
    return known.digest("firm", str(business_id or f"{str(name).casefold()}\0{number}"))


@dataclass(slots=True)
class Firms:
    """The firms of the lines read so far. Those that the register has are remembered here: a
    later contact person of one of them belongs to it, too."""

    _there: dict[int, tuple[int, str, State | None]] = field(default_factory=dict)

    def settle(self, known: Known, entries: Iterable[Entry]) -> None:
        """Say of every firm of the lines whether it is one of the register, or one that an
        earlier line brings. A firm without a contact person stands for itself."""
        shared = [e for e in entries if e.person is not None and e.organisation is not None]
        for entry in shared:
            firm = entry.organisation
            if firm is not None and firm.known:
                digest = firm_digest(known, entry)
                self._there.setdefault(digest, (firm.known, firm.by, firm.state))
        for entry in shared:
            self._settle_one(known, entry)

    def _settle_one(self, known: Known, entry: Entry) -> None:
        firm = entry.organisation
        if firm is None or firm.known:
            return
        digest = firm_digest(known, entry)
        met = known.digest("met", str(digest))
        if known.party(met) is not None:
            firm.again = True
        elif digest in self._there:
            firm.known, firm.by, firm.state = self._there[digest]
        else:
            known.remember(met, entry.line)
