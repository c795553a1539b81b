"""To whom somebody has agreed: what a preview carries to the button that does it.

Sealed, because the digest of a few numbers can be guessed from the numbers.
"""

from dataclasses import dataclass
from typing import Final, Self

from lupaus.register.bulk import Preview
from lupaus.web.frame.sealed import seal, unseal

#: The hidden field that carries it.
AGREED: Final = "agreed"


@dataclass(frozen=True, slots=True)
class Agreed:
    """How many were shown, and a digest of who they were."""

    count: int
    whom: str

    @classmethod
    def to(cls, preview: Preview) -> Self:
        return cls(preview.count, preview.whom)

    @property
    def word(self) -> str:
        return seal({"n": self.count, "whom": self.whom})

    @classmethod
    def read(cls, word: str) -> Self:
        """What was agreed to; to nobody there is, for a word that is none of ours."""
        said = unseal(word)
        count = said.get("n")
        return cls(count if isinstance(count, int) else -1, str(said.get("whom", "")))
