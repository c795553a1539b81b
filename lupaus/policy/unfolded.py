"""What the notice tells of a promise that was kept, beside its sentence.

Only of one that was *kept*: of any other nothing is told, whatever the reason, so that the
places where nothing stands look alike.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from lupaus.policy.clause import Clause, Kind
from lupaus.policy.model import Language
from lupaus.policy.phrases.kept import (
    CONFIRMED,
    HOW,
    NO_PLACE,
    SEGMENT_OF_PURPOSE,
    How,
    nothing_amiss,
    stood,
)
from lupaus.policy.phrases.kept import tried as tried_on
from lupaus.policy.phrases.words import Words, sentences
from lupaus.policy.vocabulary import Ban, Mode

#: The short forms of a clause that say what it promises, the first that it has: the others are
#: names and remarks, of which nothing is kept.
_SAYING = ("time", "purposes", "data", "name")


@dataclass(frozen=True, slots=True)
class Told:
    """What is told of one clause. ``under`` is the text of the clause that it belongs to; a
    clause that does not stand on the page in that form tells it at the last place it has."""

    lines: tuple[Words, ...]
    under: Mapping[Language, str]


def how(clause: Clause) -> How | None:
    """What may be told of such a clause; None where there is nothing to tell."""
    if clause.mode is Mode.ATTEST:
        return CONFIRMED
    if clause.kind is Kind.SEGMENT and "purpose" in clause.params:
        return SEGMENT_OF_PURPOSE
    if clause.kind is Kind.NEVER:
        special = clause.params.get("never") == str(Ban.SPECIAL_CATEGORIES)
        return NO_PLACE if special else None
    return HOW.get(clause.kind)


def told(clause: Clause, *, checked: date, tried: date | None) -> Told | None:
    """How a clause that was found kept is kept: what keeps it, how and when it was looked at,
    and when it was last broken on purpose, if the self-test has ``tried`` it. None where there
    is nothing that may be told."""
    found = how(clause)
    if found is None or (found.only_tried and tried is None):
        return None
    lines = [found.keeps]
    if found.looks:
        result = stood if clause.mode is Mode.ATTEST else nothing_amiss
        lines.append(sentences(found.looks, result(checked)))
    if tried is not None:
        lines.append(tried_on(tried))
    return Told(tuple(lines), _saying(clause))


def _saying(clause: Clause) -> Mapping[Language, str]:
    cells = (clause.cells[name] for name in _SAYING if name in clause.cells)
    return next(cells, clause.sentences)
