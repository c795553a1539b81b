"""What the notice tells of a promise that was kept, beside its sentence.

Only of one that was *kept*: of any other nothing is told, whatever the reason, so that the
places where nothing stands look alike.
"""

from datetime import date

from lupaus.policy.clause import Clause, Kind
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


def told(clause: Clause, *, checked: date, tried: date | None) -> tuple[Words, ...]:
    """How a clause that was found kept is kept: what keeps it, how and when it was looked at,
    and when it was last broken on purpose, if the self-test has ``tried`` it. Empty where
    there is nothing that may be told."""
    found = how(clause)
    if found is None or (found.only_tried and tried is None):
        return ()
    said = [found.keeps]
    if found.looks:
        result = stood if clause.mode is Mode.ATTEST else nothing_amiss
        said.append(sentences(found.looks, result(checked)))
    if tried is not None:
        said.append(tried_on(tried))
    return tuple(said)
