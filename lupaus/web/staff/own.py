"""What somebody who works here is told: what they see and why, and that looking is recorded."""

from dataclasses import dataclass
from functools import lru_cache

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from lupaus.guard import Adopted
from lupaus.policy.clause import Kind
from lupaus.policy.explain import explain
from lupaus.policy.phrases.labels import STATES, SUBJECTS
from lupaus.policy.phrases.words import Words
from lupaus.policy.retention import effective
from lupaus.policy.vocabulary import Category
from lupaus.web.frame.page import Access, page
from lupaus.web.frame.visit import Visit, known, visit_if_any
from lupaus.web.frame.wording import category_label, purpose_label, sentence_of, words


@dataclass(frozen=True, slots=True)
class Seen:
    """One purpose: what it shows, of whom, and the clauses that say so."""

    purpose: str
    name: str
    data: tuple[str, ...]
    whom: tuple[str, ...]
    why: str
    clause: str
    is_on: bool  # worked for just now


@dataclass(frozen=True, slots=True)
class Sight:
    """What a role sees, and what it does not."""

    seen: tuple[Seen, ...]
    hidden: tuple[tuple[str, str], ...]  # a category, and the clause that says what it is for


def sight(visit: Visit) -> Sight:
    """From the policy itself, so that it is what the database holds everybody to."""
    policy = visit.adopted.policy
    own = known(visit.actor.purposes, visit.adopted.policy)
    open_ = {c for purpose in own for c in policy.categories_of(purpose)}
    hidden = [c for c in policy.data if c not in open_]
    return Sight(
        tuple(_seen(visit, purpose) for purpose in own),
        tuple((category_label(c), f"data.{c}") for c in hidden),
    )


def _seen(visit: Visit, purpose: str) -> Seen:
    data, whom, basis = _explained(visit.adopted, purpose)
    return Seen(
        purpose,
        purpose_label(visit.adopted.policy, purpose),
        tuple(category_label(c) for c in data),
        tuple(words(said) for said in whom),
        sentence_of(visit.adopted, basis) if basis else "",
        basis or f"purpose.{purpose}",
        purpose in visit.purposes,
    )


@lru_cache(maxsize=256)
def _explained(
    adopted: Adopted, purpose: str
) -> tuple[tuple[Category, ...], tuple[Words, ...], str]:
    """Categories, whose, and the clause of its basis."""
    found = explain(adopted.policy, purpose)
    basis = next((c.id for c in found.rules if c.kind is Kind.BASIS), "")
    whom = (*(SUBJECTS[kind] for kind in found.kinds), *(STATES[s] for s in found.states))
    return found.categories, whom, basis


@page(Access.ACCOUNT)
def told(request: HttpRequest) -> HttpResponse:
    """That looking is recorded, what of it, why, and who may see it. Shown at the first sign-in
    of everybody; always to be found."""
    return render(request, "staff/told.html", {"kept": _how_long(request)})


def _how_long(request: HttpRequest) -> str:
    """The clause by which the record goes; nothing where the policy has none."""
    if (visit := visit_if_any(request)) is None:
        return ""
    rules = effective(visit.adopted.policy)
    clause = next((rule.id for rule in rules if Category.LOGS in rule.categories), "")
    return sentence_of(visit.adopted, clause) if clause else ""
