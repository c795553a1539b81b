"""What a fact of law is: something that holds between two days, with where that is written."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Confidence(StrEnum):
    """How the fact was established. What is less sure than this is not in the table."""

    PRIMARY = "read in the primary text"
    QUOTED = "read in a source that quotes or summarises it"
    RECALLED = "well known, not read again"
    HOUSE = "a choice of this product; no legal number exists"


@dataclass(frozen=True, slots=True)
class Span:
    """From one day to another, both within. None is an open end; an open beginning stands for
    *before anything a policy of today can speak of*, never for a date that is not known."""

    first: date | None = None
    last: date | None = None

    def __contains__(self, day: date) -> bool:
        return (self.first is None or self.first <= day) and (
            self.last is None or day <= self.last
        )


ALWAYS = Span()
