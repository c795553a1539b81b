"""What an import did, or would do: counts, and examples by line. Bounded, however long the
file is."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from lupaus.intake.columns import Column
from lupaus.intake.entry import Entry, Fate, Remark
from lupaus.intake.gate import Barred

#: So many remarks and duplicates are listed; all are counted.
LISTED = 1_000


@dataclass(frozen=True, slots=True)
class Duplicate:
    """Two that may be the same. ``of_line`` is 0 when the other is in the register already."""

    line: int
    by: str  # e-mail, phone, y-tunnus, name
    of_line: int = 0
    of_party: int = 0

    def __str__(self) -> str:
        other = f"line {self.of_line}" if self.of_line else f"party {self.of_party}"
        return f"line {self.line} may be the same as {other}: same {self.by}"


@dataclass(frozen=True, slots=True)
class Matched:
    """A line that is about somebody who is in the register already, and by which key."""

    line: int
    party: int
    by: str

    def __str__(self) -> str:
        return f"line {self.line} is party {self.party}: same {self.by}"


@dataclass(slots=True)
class Report:
    """Filled while the file is read. Values of those who were there before: ``filled`` where
    nothing was, ``overwritten``, ``left`` as they were. ``changed`` are rows. ``objecting``
    lines have an address or a party under a ban, ``gone`` an address that was forbidden by
    somebody who is in the register no more."""

    columns: tuple[Column, ...]
    source: str = ""
    batch: int = 0
    name_order: str = ""
    lines: int = 0
    persons: int = 0
    organisations: int = 0
    rows: int = 0
    failed: int = 0
    new: int = 0  # parties
    known: int = 0  # parties
    bare: int = 0  # lines of which nothing but a name enters
    filled: int = 0
    overwritten: int = 0
    left: int = 0
    changed: int = 0
    objecting: int = 0
    gone: int = 0
    keys: Counter[str] = field(default_factory=Counter)
    matched: list[Matched] = field(default_factory=list)
    duplicates_found: int = 0
    to_be_told: int = 0  # persons to inform under Art. 14
    remarks: list[Remark] = field(default_factory=list)
    duplicates: list[Duplicate] = field(default_factory=list)
    fates: Counter[Fate] = field(default_factory=Counter)
    barred: Counter[Barred] = field(default_factory=Counter)
    barred_on: list[tuple[int, Barred]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def add_barred(self, line: int, barred: Iterable[Barred]) -> None:
        for one in barred:
            self.barred[one] += 1
            if len(self.barred_on) < LISTED:
                self.barred_on.append((line, one))

    def add_remarks(self, remarks: Iterable[Remark]) -> None:
        for remark in remarks:
            self.fates[remark.fate] += 1
            if len(self.remarks) < LISTED:
                self.remarks.append(remark)

    def add_duplicates(self, duplicates: Iterable[Duplicate]) -> None:
        for duplicate in duplicates:
            self.duplicates_found += 1
            if len(self.duplicates) < LISTED:
                self.duplicates.append(duplicate)

    def add_matched(self, line: int, party: int, by: str, *, is_first: bool = True) -> None:
        """A party counts once, on however many lines it stands."""
        if is_first:
            self.known += 1
            self.keys[by] += 1
        if len(self.matched) < LISTED:
            self.matched.append(Matched(line, party, by))

    def add_entry(self, entry: Entry) -> None:
        for party in entry.parties:
            self.rows += len(party.rows or ())

    @property
    def is_clean(self) -> bool:
        """Nothing was left out, refused or failed."""
        return not (self.failed or self.barred or self.fates[Fate.LEFT_OUT])
