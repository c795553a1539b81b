"""What persons are of whom the list says no company: asked where the policy leaves a choice, or
where it knows no private customers."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as lazy

from lupaus.guard import Adopted
from lupaus.intake.gate import kinds_alone
from lupaus.policy.vocabulary import SubjectKind

_KINDS: Mapping[SubjectKind, Any] = {
    SubjectKind.CONSUMER: lazy("Yksityisasiakkaita"),
    SubjectKind.SOLE_TRADER: lazy("Toiminimiä"),
    SubjectKind.REPRESENTATIVE: lazy("Yhteyshenkilöitä, joiden yritys puuttuu"),
}
_USUAL = SubjectKind.CONSUMER


def alone_choices(adopted: Adopted) -> list[tuple[SubjectKind, Any]]:
    """The answers, the usual one first; empty where there is nothing to choose."""
    kinds = kinds_alone(adopted)
    found = [(kind, _KINDS[kind]) for kind in kinds]
    if not found or kinds == (_USUAL,):
        return []
    return found if _USUAL in kinds else [(_USUAL, lazy("Ei ketään: rivejä ei tuoda")), *found]


def alone_said(adopted: Adopted, said: str) -> SubjectKind | None:
    """What was answered; None where it was not, or is no answer."""
    return next((kind for kind, _label in alone_choices(adopted) if kind == said), None)
