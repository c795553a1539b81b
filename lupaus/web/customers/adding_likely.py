"""Who may be in the register already, beside the form: shown, never a wall.

The form remembers who has been shown and who was said to be somebody else. What was said is
kept once the new one is saved (:func:`lupaus.register.duplicates.are_different`).
"""

from dataclasses import dataclass, field
from typing import Any, Final, Self

from django.http import QueryDict

from lupaus.register.duplicates import Draft, Likely, likely
from lupaus.register.named import named
from lupaus.web.customers.adding_words import MATCHES
from lupaus.web.frame.visit import Visit

#: Names of the form: who was shown, who is somebody else, and that all may be one after all.
SHOWN, APART, TOGETHER = "shown", "apart", "together"
MOST: Final = 5
_KEPT: Final = 50  # ids that a form carries along
_ROWS: Final = 10


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who may be the same. ``usable``: what was typed may be added to that card."""

    who: Likely
    matches: tuple[Any, ...]
    usable: bool


@dataclass(frozen=True, slots=True)
class Hints:
    """Who may be meant. ``unseen``: somebody is shown who was not shown before."""

    candidates: tuple[Candidate, ...] = ()
    apart: tuple[int, ...] = ()
    unseen: bool = field(default=False)

    @classmethod
    def of(cls, visit: Visit, typed: QueryDict, *, is_organisation: bool) -> Self:
        """Two statements, and one more when somebody was told apart."""
        apart = () if TOGETHER in typed else _ids(typed, APART)
        shown = set(_ids(typed, SHOWN))
        draft = draft_of(typed)
        if draft == Draft():
            return cls(apart=apart)
        with visit.reading("duplicates") as r:
            real = tuple(p for p in apart if p in named(r, apart)) if apart else ()
            found = likely(r, draft, limit=MOST + len(real))
        wanted = [one for one in found if one.party not in real][:MOST]
        candidates = tuple(
            Candidate(
                one,
                tuple(MATCHES[match] for match in one.matches),
                one.is_organisation is is_organisation,
            )
            for one in wanted
        )
        return cls(candidates, real, any(one.party not in shown for one in wanted))


def draft_of(typed: QueryDict) -> Draft:
    """What has been typed so far, however unfinished: straight from what was sent, because it
    is looked at after every few letters."""

    def each(table: str, column: str) -> tuple[str, ...]:
        names = (f"{table}-{n}-{column}" for n in range(_ROWS))
        return tuple(text for name in names if (text := typed.get(name, "").strip()))

    def first(table: str, column: str) -> str:
        return typed.get(f"{table}-0-{column}", "").strip()

    return Draft(
        given=first("personname", "given"),
        family=first("personname", "family"),
        organisation=first("organisation", "name"),
        business_id=first("organisation", "business_id"),
        emails=each("emailaddress", "address"),
        phones=each("phonenumber", "typed"),
    )


def _ids(typed: QueryDict, name: str) -> tuple[int, ...]:
    said = dict.fromkeys(t for t in typed.getlist(name) if t.isdecimal() and len(t) < 16)
    return tuple(map(int, said))[:_KEPT]
