"""Where personal data may go: the EEA, adequate countries, and grounds of transfer, by date.

An end-dated row changes every verdict that rests on it, from the next day and without a
release of the product's code.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import assert_never

from lupaus.policy.law.fact import ALWAYS, Confidence, Span
from lupaus.policy.law.statutes import CITABLE
from lupaus.policy.vocabulary import Mechanism

# fmt: off
_EU = (
    "AT", "BE", "BG", "HR", "CY", "CZ", "DK", "EE", "FI", "FR", "DE", "GR", "HU", "IE",
    "IT", "LV", "LT", "LU", "MT", "NL", "PL", "PT", "RO", "SK", "SI", "ES", "SE",
    "AX",  # Åland has a code of its own and is within
)
# fmt: on
_EFTA = ("IS", "LI", "NO")

#: Members of the European Economic Area by ISO 3166 code, each with the days of membership
#: that matter here. The United Kingdom left when the transition ended.
EEA: Mapping[str, Span] = {
    **dict.fromkeys((*_EU, *_EFTA), ALWAYS),
    "GB": Span(None, date(2020, 12, 31)),
}


def in_eea(country: str, day: date) -> bool:
    return country in EEA and day in EEA[country]


@dataclass(frozen=True, slots=True)
class Adequacy:
    """A decision of the Commission that a country protects enough (GDPR Art. 45)."""

    country: str
    citation: str
    in_force: Span
    scope: str = ""  # when it does not cover everybody there
    confidence: Confidence = Confidence.QUOTED


_BEFORE_GDPR = "adequacy decision under Directive 95/46/EC, kept up by the Commission 15.1.2024"
_OLD = ("AD", "AR", "CH", "FO", "GG", "IM", "IL", "JE", "NZ", "UY")

#: One row per decision; a country may come to have several. The United States has none of its
#: own: the Data Privacy Framework covers certified companies and is a mechanism.
ADEQUACY: tuple[Adequacy, ...] = (
    *(Adequacy(country, _BEFORE_GDPR, ALWAYS) for country in _OLD),
    Adequacy("CA", _BEFORE_GDPR, ALWAYS, scope="commercial organisations (PIPEDA)"),
    Adequacy("JP", "(EU) 2019/419", Span(date(2019, 1, 23)), scope="private sector"),
    Adequacy("KR", "(EU) 2022/254", Span(date(2021, 12, 17))),
    Adequacy(
        "GB", "(EU) 2021/1772, renewed 19.12.2025", Span(date(2021, 6, 28), date(2031, 12, 27))
    ),
    Adequacy("BR", "adequacy decision of 27.1.2026", Span(date(2026, 1, 27))),
)


def adequacy(country: str, day: date) -> Adequacy | None:
    """The decision that covers the country on the day."""
    found = (row for row in ADEQUACY if row.country == country and day in row.in_force)
    return next(found, None)


def adequate(country: str, day: date) -> bool:
    """Mind the scope of the decision: :func:`adequacy` tells it."""
    return adequacy(country, day) is not None


def ever_adequate(country: str) -> bool:
    return any(row.country == country for row in ADEQUACY)


@dataclass(frozen=True, slots=True)
class Ground:
    """A ground of transfer. ``country`` is the only one it serves, None for any."""

    citation: str
    in_force: Span
    country: str | None = None
    confidence: Confidence = Confidence.PRIMARY


def _framework(key: str) -> Ground:
    row = CITABLE[key]
    return Ground(row.citation, row.in_force, "US", row.confidence)


#: What Chapter V knows. A mechanism that is not here (technical need, need of a project) never
#: was a ground.
GROUNDS: Mapping[Mechanism, Ground] = {
    Mechanism.ADEQUACY: Ground("GDPR Art. 45", ALWAYS),
    Mechanism.DPF: _framework("data-privacy-framework"),
    Mechanism.SCC: Ground(
        "GDPR Art. 46(2)(c), (EU) 2021/914",
        Span(date(2021, 6, 27)),
        confidence=Confidence.RECALLED,
    ),
    Mechanism.BCR: Ground("GDPR Art. 47", ALWAYS),
    Mechanism.DEROGATION: Ground("GDPR Art. 49", ALWAYS, confidence=Confidence.RECALLED),
    Mechanism.PRIVACY_SHIELD: _framework("privacy-shield"),
    Mechanism.SAFE_HARBOUR: _framework("safe-harbour"),
}


def mechanism_valid(mechanism: Mechanism, day: date, *, country: str) -> bool:
    """May a transfer to the country rest on the mechanism on that day, as far as the law goes?

    Whether a company is certified, a clause signed or a derogation fits is not known here.
    """
    match mechanism:
        case Mechanism.TECHNICAL_NEED | Mechanism.PROJECT_NEED:
            return False
        case Mechanism.ADEQUACY:
            return adequate(country, day)
        case (
            Mechanism.DPF
            | Mechanism.SCC
            | Mechanism.BCR
            | Mechanism.DEROGATION
            | Mechanism.PRIVACY_SHIELD
            | Mechanism.SAFE_HARBOUR
        ):
            ground = GROUNDS[mechanism]
            return day in ground.in_force and ground.country in (None, country)
        case _:
            assert_never(mechanism)
