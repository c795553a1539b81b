"""Facts of law that have dates: one table, with a citation and a confidence for each row.

No rate, deadline, decision or name of a statute stands anywhere else in the product. What is
doubtful is not here: the outcome of appeals that were not found, amendments that were not read,
bills that were not law when last looked at.
"""

from lupaus.policy.law.citing import cited
from lupaus.policy.law.fact import ALWAYS, Confidence, Span
from lupaus.policy.law.statutes import (
    AUTHORITIES,
    CITABLE,
    STATUTES,
    Citable,
    CitableKind,
    in_force,
)
from lupaus.policy.law.supervision import Supervisor, supervisor
from lupaus.policy.law.terms import MINIMA, TERMS, Minimum, Term, minimum, term
from lupaus.policy.law.territory import (
    ADEQUACY,
    EEA,
    GROUNDS,
    Adequacy,
    Ground,
    adequacy,
    adequate,
    ever_adequate,
    in_eea,
    mechanism_valid,
)

__all__ = [
    "ADEQUACY",
    "ALWAYS",
    "AUTHORITIES",
    "CITABLE",
    "EEA",
    "GROUNDS",
    "MINIMA",
    "STATUTES",
    "TERMS",
    "Adequacy",
    "Citable",
    "CitableKind",
    "Confidence",
    "Ground",
    "Minimum",
    "Span",
    "Supervisor",
    "Term",
    "adequacy",
    "adequate",
    "cited",
    "ever_adequate",
    "in_eea",
    "in_force",
    "mechanism_valid",
    "minimum",
    "supervisor",
    "term",
]
