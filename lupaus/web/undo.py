"""Undo, whatever was done: one address, one button, a quarter of an hour.

Each room says under a kind how its own undo is carried out; the value that it needs comes back
from the seal that :func:`lupaus.web.frame.back.undoable` made.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from lupaus.accounts import undoing
from lupaus.ledger.entry import UNDO
from lupaus.register import edit
from lupaus.web.frame.back import back, offered, said, warned
from lupaus.web.frame.page import page
from lupaus.web.frame.visit import VIA, Visit

#: Carries an undo out; the sentence to say then. Raises Refused when the rule says no.
Undoing = Callable[[Visit, Any], str]
KINDS: dict[str, Undoing] = {}


def undoes(kind: str) -> Callable[[Undoing], Undoing]:
    """The function undoes what was kept under this kind."""

    def kept(undoing_: Undoing) -> Undoing:
        KINDS[kind] = undoing_
        return undoing_

    return kept


EDIT = "edit"


@undoes(EDIT)
def _edit(visit: Visit, value: Any) -> str:
    """What was entered, mended or taken away by hand goes back to what it was."""
    act, *also = visit.acts()
    try:
        edit.undo(act=act, also=also, undo=value)
    except edit.Changed:
        return _("Joku on muuttanut tietoa sen jälkeen, joten sitä ei kumottu.")
    return _("Kumottu.")


@page(methods="POST")
def undo(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Carried out under any purpose of the visitor, whichever the work has been narrowed to
    since. One that is refused, or finds the register busy, is offered again. The ledger is
    told by the way of the act that it takes another back."""
    token = request.POST.get("token", "")
    taken = undoing.take(token, visit.actor.name, at=visit.at)
    if taken is None:
        warned(request, _("Tätä ei voi enää kumota."))
        return back(request, "home")
    kind, value = taken.what
    again = replace(visit, purposes=visit.actor.purposes, via=f"{VIA}{UNDO}")
    try:
        sentence = KINDS[kind](again, value)
    except Exception:
        undoing.put_back(taken)
        offered(request, _("Mitään ei kumottu. Voit yrittää uudelleen."), token)
        raise
    said(request, sentence)
    return back(request, "home")
