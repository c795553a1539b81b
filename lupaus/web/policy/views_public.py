"""Whether the reader of the notice may see how each promise is kept, and what that would be."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from lupaus import __version__
from lupaus.guard import Refused
from lupaus.guard.refused import BY_DESIGN
from lupaus.policy.notice import notice
from lupaus.policy.phrases.kept import SUMMARY
from lupaus.policy.phrases.labels import SECTIONS
from lupaus.policy.render.unfold import Kept, seats
from lupaus.proof.daily import tries_by_itself
from lupaus.proof.public import FRESH, last_tested, setting, show, sight, unfolded
from lupaus.web.frame.back import said, undoable
from lupaus.web.frame.page import Access, page
from lupaus.web.frame.visit import VIA, Visit
from lupaus.web.frame.wording import sentence_of, words
from lupaus.web.undo import undoes

PUBLIC = "public-keeping"
#: What the form sends: what is wanted, so that a form sent twice does it once.
_WANTED = {"yes": True, "no": False}


@dataclass(frozen=True, slots=True)
class Opening:
    """A sentence that unfolds, and what stands in it."""

    clause: str
    sentence: str
    lines: tuple[str, ...]


@page(Access.OWNER, methods="GET POST")
def public(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Switch it, seeing first what the reader will then see."""
    if request.method == "POST":
        wanted = _WANTED.get(request.POST.get("shown", ""))
        if wanted is not None:
            return _switched(request, visit, wanted)
    status = 422 if request.method == "POST" else 200
    return render(request, "policy/public.html", _shown(visit), status=status)


def _switched(request: HttpRequest, visit: Visit, wanted: bool) -> HttpResponse:  # noqa: FBT001 - the setting
    if not show(wanted, by=visit.actor.name, at=visit.at, via=VIA):
        said(request, _("Asetus oli jo tämä."))
    else:
        sentence = (
            _("Selosteen lukija voi nyt avata pidetyt lupaukset.")
            if wanted
            else _("Selosteen lukija näkee nyt vain lauseet.")
        )
        undoable(request, visit, sentence, (PUBLIC, (wanted, visit.at)))
    return redirect("policy-public")


@undoes(PUBLIC)
def _undo(visit: Visit, value: Any) -> str:
    """As it was before, unless somebody has switched it since."""
    if not visit.is_owner:
        raise Refused("only the main user does this", law=BY_DESIGN)
    wanted, at = value
    now = setting()
    if now.shown != wanted or now.since != at:
        return _("Joku on muuttanut asetusta sen jälkeen, joten sitä ei kumottu.")
    show(not wanted, by=visit.actor.name, at=visit.at, via=visit.via)
    return _("Kumottu.")


def _shown(visit: Visit) -> dict[str, Any]:
    seen = sight(visit.adopted, visit.today)
    kept = unfolded(visit.adopted, seen) if seen else {}
    sections = _by_section(visit, kept)
    return {
        "setting": setting(),
        "seen": seen,
        "sections": sections,
        "opening": sum(len(some) for _heading, some in sections),
        "total": len(visit.adopted.clauses),
        "summary": words(SUMMARY),
        "fresh": FRESH,
        "tried": last_tested(visit.adopted, __version__),
        "tries_by_itself": tries_by_itself(),
    }


def _by_section(visit: Visit, kept: Kept) -> list[tuple[str, list[Opening]]]:
    """What unfolds, in the order and under the headings of the notice."""
    places = seats(notice(visit.adopted.policy, visit.adopted.clauses), kept)
    found: dict[str, list[Opening]] = {}
    for clause in visit.adopted.clauses:
        if clause.id in places:
            lines = tuple(words(line) for line in kept[clause.id].lines)
            opening = Opening(clause.id, sentence_of(visit.adopted, clause.id), lines)
            found.setdefault(words(SECTIONS[clause.section]), []).append(opening)
    return list(found.items())
