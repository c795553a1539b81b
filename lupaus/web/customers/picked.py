"""Who has been picked in the list: some of a page, or all that the list holds."""

from dataclasses import dataclass
from typing import Self

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from lupaus.register.bulk import Selection, select
from lupaus.web.customers.context import LIST, Asked, unpacked
from lupaus.web.customers.verbs import VERBS
from lupaus.web.frame.back import warned
from lupaus.web.frame.page import page
from lupaus.web.frame.sealed import seal, unseal
from lupaus.web.frame.visit import Visit

#: The parameter that says who has been picked.
PICKED = "x"
EXPORT = "vienti"
#: More than a page of the list holds.
_MOST = 200


@dataclass(frozen=True, slots=True)
class Picked:
    """Parties of a list; none of them named means all that the list holds."""

    asked: Asked
    parties: tuple[int, ...]

    @property
    def everybody(self) -> bool:
        return not self.parties

    @property
    def selection(self) -> Selection:
        return select(self.parties or self.asked.wanted)

    @property
    def word(self) -> str:
        return seal({LIST: self.asked.packed, "p": self.parties})

    @classmethod
    def read(cls, word: str) -> Self | None:
        """None for a word that is none of ours."""
        said = unseal(word)
        asked = unpacked(str(said.get(LIST, "")))
        parties = said.get("p", ())
        if asked is None or not isinstance(parties, list):
            return None
        return cls(asked, tuple(parties))


@page(methods="POST")
def pick(request: HttpRequest, _visit: Visit) -> HttpResponse:
    """From the list to the page of what is to be done. Nothing is done yet."""
    asked = unpacked(request.POST.get(LIST, "")) or Asked()
    named = [n for n in request.POST.getlist("party")[:_MOST] if _is_number(n)]
    everybody = bool(request.POST.get("all"))
    if not named and not everybody:
        warned(request, _("Valitse ensin rivejä luettelosta."))
        return redirect(asked.address)
    picked = Picked(asked, () if everybody else tuple(dict.fromkeys(map(int, named))))
    wanted = request.POST.get("do", "")
    if wanted == EXPORT:
        return redirect(f"{reverse('export-list')}?{PICKED}={picked.word}")
    if wanted not in VERBS:
        warned(request, _("Valitse, mitä valituille tehdään."))
        return redirect(asked.address)
    return redirect(f"{reverse('bulk', args=[wanted])}?{PICKED}={picked.word}")


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 16
