"""The supervisory authority to which a person may complain (GDPR Art. 77)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from lupaus.policy.law.fact import ALWAYS, Confidence, Span
from lupaus.policy.law.statutes import AUTHORITIES

Language = Literal["fi", "sv", "en"]


@dataclass(frozen=True, slots=True)
class Supervisor:
    """How to reach the authority. The postal address is that of its decisions. A telephone and
    an e-mail address it has too; those known to us are old, so they are not here."""

    name: Mapping[Language, str]
    post: str
    web: str
    citation: str
    in_force: Span = ALWAYS
    confidence: Confidence = Confidence.PRIMARY


_SUPERVISORS = (
    Supervisor(
        AUTHORITIES["tietosuojavaltuutettu"].name,
        "PL 800, 00531 Helsinki",
        "tietosuoja.fi",
        "GDPR Art. 77, tietosuojalaki 21 §",
    ),
)


def supervisor(day: date) -> Supervisor:
    return next(s for s in _SUPERVISORS if day in s.in_force)
