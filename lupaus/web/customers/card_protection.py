"""A protected address (turvakielto): marked, and ended with a reason.

A wrong end can cost a life: what somebody has marked since is not taken back.
"""

from dataclasses import dataclass
from datetime import date

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lupaus.register import protected
from lupaus.register.facts import known
from lupaus.register.pages import person_page
from lupaus.register.unfit import Unfit
from lupaus.web.customers.card_base import Somebody, part_page, posted
from lupaus.web.customers.card_state import (
    Deed,
    Does,
    Doing,
    day_field,
    doing_page,
    is_stale,
    line_field,
    stale,
    unfit_day,
)
from lupaus.web.customers.card_words import source_label
from lupaus.web.frame.back import undoable
from lupaus.web.frame.visit import Visit, first_of
from lupaus.web.undo import undoes

PROTECTION = "protection"


@dataclass(frozen=True, slots=True)
class Protection:
    """What stood before, and what was put in its place."""

    party: int
    since: date | None
    source: str
    now: date | None


@part_page(methods="GET POST")
def protection(request: HttpRequest, visit: Visit, who: Somebody) -> HttpResponse:
    """Protect the address (turvakielto), or end the protection."""
    protected_on = who.facts.protected_on
    if is_stale(request, Does.PROTECT if protected_on is None else Does.UNPROTECT):
        return stale(request, who)
    if protected_on is not None:
        return _end_protection(request, visit, who)
    policy = visit.adopted.policy
    sources = [(slug, source_label(policy, slug)) for slug in policy.sources]
    form = Deed(
        posted(request),
        since=day_field(_("Alkaen"), visit.today),
        source=forms.ChoiceField(label=_("Kuka kertoi"), choices=sources),
    )
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            first_of(
                visit.acts(),
                lambda act: protected.protect(
                    act=act, party=who.id, source=told["source"], since=told["since"]
                ),
            )
        except Unfit as unfit:
            form.add_error("since" if unfit.field == "since" else None, unfit_day(unfit))
        else:
            undo = PROTECTION, Protection(who.id, None, "", told["since"])
            undoable(request, visit, _("Turvakielto merkittiin."), undo)
            return who.where.back()
    doing = Doing(
        Does.PROTECT,
        _("Merkitse turvakielto"),
        _(
            "Osoite, puhelin ja sähköposti eivät mene vientitiedostoihin, tarroihin,"
            " kampanjoihin eivätkä muille, ennen kuin joku vapauttaa ne perustellen. Väärään"
            " paikkaan päätynyt osoite voi maksaa hengen."
        ),
        _("Merkitse turvakielto"),
        "shield-alert",
    )
    return doing_page(request, who, doing, form)


def _end_protection(request: HttpRequest, visit: Visit, who: Somebody) -> HttpResponse:
    hint = _("Esimerkiksi: asiakas kertoi, että turvakielto on päättynyt väestötiedoista.")
    form = Deed(posted(request), why=line_field(_("Miksi se poistetaan"), hint, required=True))
    if request.method == "POST" and form.is_valid():
        stood = _standing(visit, who)
        acts = visit.acts(why=form.cleaned_data["why"])
        first_of(acts, lambda act: protected.end_protection(act=act, party=who.id))
        undoable(request, visit, _("Turvakielto poistettiin."), (PROTECTION, stood))
        return who.where.back()
    doing = Doing(
        Does.UNPROTECT,
        _("Poista turvakielto"),
        _("Yhteystiedot voivat tämän jälkeen päätyä luetteloihin, tarroihin ja muille."),
        _("Poista turvakielto"),
        "shield-off",
        danger=True,
    )
    return doing_page(request, who, doing, form)


def _standing(visit: Visit, who: Somebody) -> Protection:
    with visit.reading("customer-part") as r:
        page = person_page(r, who.id, today=visit.today)
    source = page.protected.source if page and page.protected else ""
    return Protection(who.id, who.facts.protected_on, source, None)


@undoes(PROTECTION)
def _protection_back(visit: Visit, before: Protection) -> str:
    if known(before.party).protected_on != before.now:
        return _("Joku on muuttanut tietoa sen jälkeen, joten sitä ei kumottu.")
    if before.since is None:
        acts = visit.acts(why=str(gettext_lazy("kumottu heti merkitsemisen jälkeen")))
        first_of(acts, lambda act: protected.end_protection(act=act, party=before.party))
    else:
        first_of(
            visit.acts(),
            lambda act: protected.protect(
                act=act, party=before.party, source=before.source, since=before.since
            ),
        )
    return _("Kumottu.")
