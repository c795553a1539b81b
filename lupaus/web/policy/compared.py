"""Two texts of the policy, line by line: what one has and the other has not."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import unified_diff
from enum import StrEnum

#: So many lines that both have stand around a difference.
_AROUND = 2


class Whose(StrEnum):
    """In which of the texts a line stands; GAP: lines that both have are left out here."""

    BOTH = "both"
    THEIRS = "theirs"
    MINE = "mine"
    GAP = "gap"


_SIGNS = {" ": Whose.BOTH, "-": Whose.THEIRS, "+": Whose.MINE, "@": Whose.GAP}


@dataclass(frozen=True, slots=True)
class Line:
    """One line, and whose it is."""

    whose: Whose
    text: str

    @property
    def sign(self) -> str:
        """Told without colours."""
        return {"theirs": "−", "mine": "+"}.get(self.whose, "")


def compared(theirs: str, mine: str) -> tuple[Line, ...]:
    """Only where they differ, with the lines around."""
    return tuple(_lines(theirs, mine))


def _lines(theirs: str, mine: str) -> Iterator[Line]:
    found = unified_diff(theirs.splitlines(), mine.splitlines(), n=_AROUND, lineterm="")
    for number, line in enumerate(found):
        if number > 1:  # the first two name the files
            whose = _SIGNS[line[0]]
            yield Line(whose, "" if whose is Whose.GAP else line[1:])
