"""Periods: what statutes prescribe, and the house values where no statute does.

A house value is this product's choice with its reason. It may be printed as the controller's
own promise, never as law.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from lupaus.policy.law.fact import ALWAYS, Confidence, Span
from lupaus.policy.period import Period
from lupaus.policy.vocabulary import Anchor, Category


@dataclass(frozen=True, slots=True)
class Minimum:
    """A statute that forbids destroying earlier. Held through the last day of the period."""

    category: Category
    at_least: Period
    after: Anchor
    citation: str
    in_force: Span = ALWAYS
    confidence: Confidence = Confidence.PRIMARY
    remark: str = ""


MINIMA: tuple[Minimum, ...] = (
    Minimum(
        Category.VOUCHERS,
        Period(months=72),
        Anchor.FISCAL_CALENDAR_YEAR,
        "Kirjanpitolaki 2:10.2, arvonlisäverolaki 209 n §",
        remark="the VAT rule counts from the tax period and never ends later than this one",
    ),
    Minimum(
        Category.RECORDS_OF_ACCOUNT,
        Period(months=120),
        Anchor.FISCAL_YEAR,
        "Kirjanpitolaki 2:10.1",
    ),
)


def minimum(category: Category, day: date) -> Minimum | None:
    """The statutory minimum of a category under the law of the day."""
    found = (m for m in MINIMA if m.category is category and day in m.in_force)
    return next(found, None)


@dataclass(frozen=True, slots=True)
class Term:
    """A period of the law, or of the house."""

    period: Period
    citation: str
    house: bool = False
    in_force: Span = ALWAYS
    confidence: Confidence = Confidence.PRIMARY


def _house(period: Period, reason: str) -> Term:
    return Term(period, reason, house=True, confidence=Confidence.HOUSE)


TERMS: Mapping[str, Term] = {
    "answer": Term(Period(months=1), "GDPR Art. 12(3)"),
    "extended-answer": Term(Period(months=3), "GDPR Art. 12(3): two further months, reasoned"),
    "inform": Term(Period(months=1), "GDPR Art. 14(3)(a); at first contact if that is earlier"),
    "breach-report": Term(
        Period(days=3), "GDPR Art. 33(1): 72 hours", confidence=Confidence.QUOTED
    ),
    "review": _house(
        Period(months=12), "GDPR Art. 24(1) asks for review and names no interval"
    ),
    "dpf-check": _house(Period(days=90), "certification lapses yearly; a quarter is in time"),
    "claims": _house(
        Period(months=36), "Laki velan vanhentumisesta 4 §, as accepted in TSV/2/2018"
    ),
    "recipients-told": _house(Period(days=7), "GDPR Art. 19 names no period"),
    "soft-opt-in": _house(Period(months=12), "SVPL 200.3 § ends with the relation, undated"),
    "consent-confirmed": _house(Period(months=24), "GDPR Art. 7 names no period"),
    "requests": _house(Period(months=36), "no statutory period; facts of the case only"),
    "logs": _house(Period(months=36), "no statutory period; must outlive an access request"),
    "prospects": _house(Period(months=12), "GDPR Art. 5(1)(e) names no period"),
}


def term(key: str, day: date) -> Term:
    found = TERMS[key]
    if day not in found.in_force:
        raise KeyError(f"no term {key} in force on {day}")
    return found
