"""What is decided about a customer as a whole: the relation, a restriction, and a claim.

A restriction takes the person out of everybody's sight, and the end of a relation starts the
terms after which data are destroyed. So each page says beforehand what follows, and each act
can be taken back for a quarter of an hour, unless somebody has decided otherwise since. Each
form says which deed it is for: one that is sent twice, or long after it was shown, never does
the opposite of what its button says.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lupaus.guard import Act, Refused
from lupaus.policy.vocabulary import Category, State
from lupaus.register import flags, people, relations
from lupaus.register.facts import Facts, known
from lupaus.register.flags import Flagged
from lupaus.register.relations import Turned
from lupaus.register.unfit import Unfit
from lupaus.web.customers.card_base import (
    Somebody,
    acts_on,
    part_page,
    posted,
    typed_code,
)
from lupaus.web.customers.card_words import DAY_HINT, MISTAKES
from lupaus.web.frame.back import undoable
from lupaus.web.frame.visit import Visit, first_of
from lupaus.web.undo import undoes

RELATION, FLAG = "relation", "flag"
_DAYS = ["%d.%m.%Y", "%Y-%m-%d"]


class Does(StrEnum):
    """What the button of a form does."""

    BEGIN = "aloita"
    END = "paata"
    RESTRICT = "rajoita"
    LIFT = "vapauta"
    CLAIM = "riitauta"
    SETTLE = "sovi"
    PROTECT = "suojaa"
    UNPROTECT = "paljasta"
    DISCARD = "poista"


_ALREADY: Mapping[str, Any] = {
    Does.BEGIN: gettext_lazy("Asiakkuus on jo aloitettu. Nyt ei muuttunut mitään."),
    Does.END: gettext_lazy("Asiakkuus on jo päätetty. Nyt ei muuttunut mitään."),
    Does.RESTRICT: gettext_lazy("Käsittelyä on jo rajoitettu. Nyt ei muuttunut mitään."),
    Does.LIFT: gettext_lazy("Rajoitus on jo poistettu. Nyt ei muuttunut mitään."),
    Does.CLAIM: gettext_lazy("Riita on jo merkitty. Nyt ei muuttunut mitään."),
    Does.SETTLE: gettext_lazy("Riita on jo merkitty ratkenneeksi. Nyt ei muuttunut mitään."),
    Does.PROTECT: gettext_lazy("Turvakielto on jo merkitty. Nyt ei muuttunut mitään."),
    Does.UNPROTECT: gettext_lazy("Turvakielto on jo poistettu. Nyt ei muuttunut mitään."),
}


class Deed(forms.Form):
    """A form whose button does something that is decided. The fields are those of the deed."""

    use_required_attribute = False

    def __init__(self, typed: Any = None, **fields: forms.Field) -> None:
        super().__init__(typed, auto_id="toimi-%s")
        self.fields.update(fields)


def day_field(label: Any, initial: date) -> forms.DateField:
    """A day as Finns write it."""
    return forms.DateField(
        label=label,
        help_text=DAY_HINT,
        input_formats=_DAYS,
        initial=f"{initial.day}.{initial.month}.{initial.year}",
        widget=forms.TextInput({"autocomplete": "off"}),
        error_messages={"required": MISTAKES["day"], "invalid": MISTAKES["day"]},
    )


def line_field(label: Any, hint: Any = "", *, required: bool = False) -> forms.CharField:
    widget = forms.TextInput({"autocomplete": "off"})
    said = {"required": MISTAKES["empty"]}
    return forms.CharField(
        label=label, help_text=hint, required=required, widget=widget, error_messages=said
    )


@dataclass(frozen=True, slots=True)
class Doing:
    """A deed as its page shows it."""

    does: Does
    title: str
    text: str
    button: str
    icon_name: str
    danger: bool = False
    clause: str = ""


def doing_page(
    request: HttpRequest, who: Somebody, doing: Doing, form: forms.Form
) -> HttpResponse:
    """The page that says what follows, and asks."""
    shown = {"who": who, "doing": doing, "form": form, "back": who.where.card}
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "customers/card_doing.html", shown, status=status)


def is_stale(request: HttpRequest, does: Does) -> bool:
    """Was a form sent that is for another deed than the one that can be done now?"""
    return request.method == "POST" and request.POST.get("deed") != does


def stale(request: HttpRequest, who: Somebody) -> HttpResponse:
    """Nothing is done, and why."""
    wanted = request.POST.get("deed", "")
    sentence = _ALREADY.get(wanted) or _("Lomake oli vanhentunut. Mitään ei tallennettu.")
    shown = {"who": who, "sentence": sentence, "back": who.where.card}
    return render(request, "customers/card_stale.html", shown, status=409)


# --- the relation ----------------------------------------------------------------------------


def _relation_acts(visit: Visit, facts: Facts) -> tuple[Act, ...]:
    if Category.RELATION in visit.adopted.policy.data:
        return acts_on(visit, facts, "relationship")
    return visit.acts()


@part_page(methods="GET POST")
def relation(request: HttpRequest, visit: Visit, who: Somebody) -> HttpResponse:
    """Begin the relation, or end it."""
    ends = who.facts.state is State.CUSTOMER
    if is_stale(request, Does.END if ends else Does.BEGIN):
        return stale(request, who)
    form = Deed(
        posted(request),
        day=day_field(_("Viimeinen päivä") if ends else _("Ensimmäinen päivä"), visit.today),
        reason=line_field(_("Syy"), _("Esimerkiksi: irtisanoi sopimuksen.")),
    )
    acts = _relation_acts(visit, who.facts)
    if request.method == "POST" and form.is_valid():
        do = relations.end_relation if ends else relations.begin_relation
        day, reason = form.cleaned_data["day"], form.cleaned_data["reason"]
        try:
            turned = first_of(
                acts, lambda act: do(act=act, party=who.id, on=day, reason=reason)
            )
        except Unfit as unfit:
            if unfit.field == "relation":  # somebody was faster
                return stale(request, who)
            form.add_error("reason" if unfit.field == "reason" else "day", unfit_day(unfit))
        except Refused as no:
            form.add_error("reason", typed_code(no, who))
        else:
            told = _("Asiakkuus päätettiin.") if ends else _("Asiakkuus aloitettiin.")
            undoable(request, visit, told, (RELATION, turned))
            return who.where.back("suhde")
    if ends:
        doing = Doing(
            Does.END,
            _("Päätä asiakkuus"),
            _(
                "Asiakkuuden päättymisestä lasketut säilytysajat alkavat kulua. Tiedot"
                " poistuvat itsestään, kun viimeinen tarkoitus ei enää tarvitse niitä."
            ),
            _("Päätä asiakkuus"),
            "handshake",
        )
    else:
        doing = Doing(
            Does.BEGIN,
            _("Aloita asiakkuus"),
            _("Asiakkaan tiedot säilyvät niin kauan kuin asiakkuus jatkuu."),
            _("Aloita asiakkuus"),
            "handshake",
        )
    return doing_page(request, who, doing, form)


def unfit_day(unfit: Unfit) -> str:
    if "in the future" in unfit.reason:
        return str(MISTAKES["future"])
    if "before" in unfit.reason:
        return str(MISTAKES["ends-before-it-begins"])
    return str(MISTAKES["unfit"])


@undoes(RELATION)
def _relation_back(visit: Visit, turned: Turned) -> str:
    acts = _relation_acts(visit, known(turned.party))
    try:
        first_of(acts, lambda act: relations.take_back(act=act, turned=turned))
    except Unfit:
        return _("Joku on muuttanut tietoa sen jälkeen, joten sitä ei kumottu.")
    return _("Kumottu.")


# --- restriction and claims ------------------------------------------------------------------


@part_page(methods="GET POST")
def restriction(request: HttpRequest, visit: Visit, who: Somebody) -> HttpResponse:
    """Restrict the processing (Art. 18), or end the restriction."""
    restricted = who.facts.restricted
    if is_stale(request, Does.LIFT if restricted else Does.RESTRICT):
        return stale(request, who)
    form = Deed(posted(request))
    if restricted:
        form.fields["told"] = forms.BooleanField(
            label=_("Asiakkaalle on kerrottu, että rajoitus päättyy"),
            error_messages={"required": _("Kerro asiakkaalle ensin. Laki vaatii sen.")},
        )
        doing = Doing(
            Does.LIFT,
            _("Poista rajoitus"),
            _("Asiakas näkyy taas kaikissa tarkoituksissa, jotka tarvitsevat hänen tietojaan."),
            _("Poista rajoitus"),
            "lock-open",
            clause="right.restriction",
        )
    else:
        doing = Doing(
            Does.RESTRICT,
            _("Rajoita käsittelyä"),
            _(
                "Tiedot säilyvät, mutta niitä ei käytetä. Asiakas katoaa luetteloista ja"
                " kortilta. Hänet näkee vain, kun työskentelee oikeusvaateiden tai"
                " tietosuojaoikeuksien tarkoituksessa, ja samalla rajoituksen voi poistaa."
            ),
            _("Rajoita käsittelyä"),
            "lock",
            danger=True,
            clause="right.restriction",
        )
    if request.method == "POST" and form.is_valid():
        do = people.lift_restriction if restricted else people.restrict
        try:
            turned = first_of(visit.acts(), lambda act: do(act=act, party=who.id))
        except Unfit:
            return stale(request, who)
        told = _("Rajoitus poistettiin.") if restricted else _("Käsittelyä rajoitettiin.")
        undoable(request, visit, told, (FLAG, turned))
        return redirect("customers")
    return doing_page(request, who, doing, form)


@undoes(FLAG)
def _flag_back(visit: Visit, turned: Flagged) -> str:
    try:
        first_of(visit.acts(), lambda act: flags.take_back(act=act, turned=turned))
    except Unfit:
        return _("Joku on muuttanut tietoa sen jälkeen, joten sitä ei kumottu.")
    return _("Kumottu.")


@part_page(methods="GET POST")
def claim(request: HttpRequest, visit: Visit, who: Somebody) -> HttpResponse:
    """A claim is pending, or is settled."""
    disputed = who.facts.disputed
    if is_stale(request, Does.SETTLE if disputed else Does.CLAIM):
        return stale(request, who)
    form = Deed(posted(request))
    if disputed:
        doing = Doing(
            Does.SETTLE,
            _("Merkitse riita ratkenneeksi"),
            _("Tiedot, joiden aika on jo kulunut, poistuvat seuraavassa hävityksessä."),
            _("Riita on ratkennut"),
            "scale",
            danger=True,
        )
    else:
        doing = Doing(
            Does.CLAIM,
            _("Merkitse riita"),
            _(
                "Mitään asiakkaan tietoja ei poisteta, ennen kuin riita on merkitty"
                " ratkenneeksi: niitä voidaan tarvita näytöksi."
            ),
            _("Merkitse riita"),
            "scale",
        )
    if request.method == "POST":
        do = people.settle_claim if disputed else people.open_claim
        try:
            turned = first_of(visit.acts(), lambda act: do(act=act, party=who.id))
        except Unfit:
            return stale(request, who)
        told = _("Riita merkittiin ratkenneeksi.") if disputed else _("Riita merkittiin.")
        undoable(request, visit, told, (FLAG, turned))
        return who.where.back()
    return doing_page(request, who, doing, form)
