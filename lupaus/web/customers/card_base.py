"""What every page about one customer begins with: is it in sight, and where does it lead back.

A party that the reading does not see is answered like one that there is not: the page says
what may be the reason, and nothing of whether there is anybody.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from lupaus.guard import Act, Refused
from lupaus.guard.collecting import verdicts_for
from lupaus.policy.meaning import SERVES_RESTRICTED
from lupaus.register.absorbed import kept_by
from lupaus.register.admission import refusal
from lupaus.register.facts import Facts, known
from lupaus.register.fields import Form, form_of
from lupaus.register.identity_code import CLAUSE
from lupaus.register.named import Named, named
from lupaus.register.unfit import Unknown
from lupaus.web.customers.card_words import CODE_HAS_PLACE, MISTAKES, purpose_label
from lupaus.web.customers.context import LIST
from lupaus.web.frame.page import View, page
from lupaus.web.frame.visit import Visit
from lupaus.web.frame.visit import known as in_order

#: The parameter that says on whose card the visitor is: the organisation's, where a role of
#: one of its people is mended.
OTHER = "k"


@dataclass(frozen=True, slots=True)
class Where:
    """The card that a page belongs to, and the list that it was opened from."""

    party: int
    word: str = ""
    other: int | None = None

    @property
    def query(self) -> str:
        """What goes along on every address of the card."""
        said = {LIST: self.word, OTHER: str(self.other or "")}
        told = urlencode({name: value for name, value in said.items() if value})
        return f"?{told}" if told else ""

    def to(self, name: str, *args: Any) -> str:
        """A page of this card."""
        return f"{reverse(name, args=(self.party, *args))}{self.query}"

    @property
    def card(self) -> str:
        """The card itself."""
        shown = Where(self.other or self.party, self.word)
        return f"{reverse('customer', args=(shown.party,))}{shown.query}"

    def back(self, spot: str = "") -> HttpResponse:
        """To the card after something was done, to the section where it was done."""
        answer: HttpResponse = redirect(f"{self.card}#{spot}" if spot else self.card)
        return answer


def where(request: HttpRequest, party: int) -> Where:
    other = request.GET.get(OTHER, "")
    is_id = other.isdecimal() and len(other) < 16
    return Where(party, request.GET.get(LIST, ""), int(other) if is_id else None)


@dataclass(frozen=True, slots=True)
class Somebody:
    """A party in sight. ``facts`` are for the rules, not for the eye."""

    named: Named
    facts: Facts
    form: Form
    where: Where

    @property
    def id(self) -> int:
        return self.named.party


def somebody(visit: Visit, at: Where) -> Somebody:
    """Raises Unknown for a party that the purposes of the moment do not see."""
    with visit.reading("customer-part") as r:
        found = named(r, [at.party]).get(at.party)
        if found is None:
            raise Unknown("there is no such party, or not for these purposes")
        r.viewed([at.party])
    facts = known(at.party)
    form = form_of(visit.adopted, facts, visit.purposes, visit.today)
    return Somebody(found, facts, form, at)


def part_page(*, methods: str = "GET") -> Callable[[Callable[..., HttpResponse]], View]:
    """The function is a page about a party in sight: called with the request, the visit and
    who it is. One that is not answers 404, whoever asks and whatever there is."""

    def framed(view: Callable[..., HttpResponse]) -> View:
        @page(methods=methods)
        @wraps(view)
        def answer(
            request: HttpRequest, visit: Visit, party: int, *args: Any, **kwargs: Any
        ) -> HttpResponse:
            at = where(request, party)
            try:
                who = somebody(visit, at)
            except Unknown:
                return unseen(request, visit)
            try:
                return view(request, visit, who, *args, **kwargs)
            except Unknown:
                return gone(request, who)

        return answer

    return framed


def unseen(request: HttpRequest, visit: Visit) -> HttpResponse:
    """There is nobody to be seen here; the same words whether there is anybody or not. The old
    address of somebody who was merged leads to the card that took them in."""
    if (into := _taken_in(request, visit)) is not None:
        return redirect("customer", into)
    policy = visit.adopted.policy
    serving = [
        (purpose, purpose_label(policy, purpose))
        for purpose in in_order(visit.actor.purposes, policy)
        if policy.purposes[purpose].class_ in SERVES_RESTRICTED
    ]
    shown = {
        "purposes": [purpose_label(policy, p) for p in in_order(visit.purposes, policy)],
        "serving": [] if {p for p, _ in serving} == visit.purposes else serving,
    }
    return render(request, "customers/card_unseen.html", shown, status=404)


def _taken_in(request: HttpRequest, visit: Visit) -> int | None:
    """Where the party of the address is by now, where the visitor sees that."""
    match = request.resolver_match
    party = match.kwargs.get("party") if match and request.method == "GET" else None
    into = kept_by(party) if party is not None else None
    if into is None:
        return None
    with visit.reading("customer-part") as r:
        return into if into in named(r, [into]) else None


def gone(request: HttpRequest, who: Somebody) -> HttpResponse:
    """The row was taken away, or is not for the purposes of the moment. A part of a page is
    told it in its place."""
    shown = {"who": who, "back": who.where.card}
    template = "customers/card_gone.html"
    if getattr(request, "htmx", False):
        template = "lupaus/refusal.html"
        shown |= {
            "title": _("Tietoa ei enää ole"),
            "sentence": _("Se on poistettu, tai se ei kuulu siihen, mitä juuri nyt teet."),
        }
    return render(request, template, shown, status=404)


def acts_on(visit: Visit, facts: Facts, table: str, *, why: str = "") -> tuple[Act, ...]:
    """An act for each purpose of the moment that needs such rows of such a party. Raises
    Refused, with the clause, when none does."""
    acts = visit.acts(why=why)
    against = {
        act: verdicts_for(visit.adopted, facts.subject, act.purpose)[table] for act in acts
    }
    found = tuple(act for act in acts if against[act] is None)
    if not found and acts:
        refused = verdicts_for(visit.adopted, facts.subject, None)[table] or against[acts[0]]
        assert refused is not None  # noqa: S101 - none of them is allowed
        raise refusal(refused)
    if not found:
        raise Refused("the role has no purpose", clause=f"role.{visit.actor.role}")
    return found


def posted(request: HttpRequest) -> QueryDict | None:
    """What a form sent, be it nothing at all; None where none was sent."""
    return request.POST if request.method == "POST" else None


def takes_code(who: Somebody) -> bool:
    """May an identity code of this party be kept, in the place that is sealed?"""
    return who.form.section("identitycode") is not None


def typed_code(no: Refused, who: Somebody) -> str:
    """That an identity code stands in a text, said beside its field: nothing that was typed is
    lost. Any other refusal is raised again."""
    if no.clause != CLAUSE or ": " not in no.reason:
        raise no
    return str(CODE_HAS_PLACE if takes_code(who) else MISTAKES["identity-code"])
