"""What is decided about a customer as a whole: the relation, a restriction, a claim, and a
protected address.

A restriction takes the person out of everybody's sight, and the end of a relation starts the
terms after which data are destroyed. So each page says beforehand what follows, and each act
can be taken back for a quarter of an hour.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lupaus.guard import Act, Refused
from lupaus.policy.vocabulary import Category, State
from lupaus.register import people, protected, relations
from lupaus.register.facts import Facts, known
from lupaus.register.pages import person_page
from lupaus.register.relations import Turned
from lupaus.register.unfit import Unfit
from lupaus.web.customers.card_base import (
    Somebody,
    acts_on,
    part_page,
    posted,
    typed_code,
)
from lupaus.web.customers.card_words import DAY_HINT, MISTAKES, source_label
from lupaus.web.frame.back import undoable
from lupaus.web.frame.visit import Visit, first_of
from lupaus.web.undo import undoes

RELATION, RESTRICTION, CLAIM, PROTECTION = "relation", "restriction", "claim", "protection"
_DAYS = ["%d.%m.%Y", "%Y-%m-%d"]


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


# --- the relation ----------------------------------------------------------------------------


def _relation_acts(visit: Visit, facts: Facts) -> tuple[Act, ...]:
    if Category.RELATION in visit.adopted.policy.data:
        return acts_on(visit, facts, "relationship")
    return visit.acts()


@part_page(methods="GET POST")
def relation(request: HttpRequest, visit: Visit, who: Somebody) -> HttpResponse:
    """Begin the relation, or end it."""
    ends = who.facts.state is State.CUSTOMER
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
            form.add_error("reason" if unfit.field == "reason" else "day", _unfit(unfit))
        except Refused as no:
            form.add_error("reason", typed_code(no))
        else:
            told = _("Asiakkuus päätettiin.") if ends else _("Asiakkuus aloitettiin.")
            undoable(request, visit, told, (RELATION, turned))
            return who.where.back("suhde")
    if ends:
        doing = Doing(
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
            _("Aloita asiakkuus"),
            _("Asiakkaan tiedot säilyvät niin kauan kuin asiakkuus jatkuu."),
            _("Aloita asiakkuus"),
            "handshake",
        )
    return doing_page(request, who, doing, form)


def _unfit(unfit: Unfit) -> str:
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

Flag = Callable[..., None]


@dataclass(frozen=True, slots=True)
class Flagged:
    """A flag that was put up or taken down: the undo is the other."""

    party: int
    was: bool


@part_page(methods="GET POST")
def restriction(request: HttpRequest, visit: Visit, who: Somebody) -> HttpResponse:
    """Restrict the processing (Art. 18), or end the restriction."""
    restricted = who.facts.restricted
    form = Deed(posted(request))
    if restricted:
        form.fields["told"] = forms.BooleanField(
            label=_("Asiakkaalle on kerrottu, että rajoitus päättyy"),
            error_messages={"required": _("Kerro asiakkaalle ensin. Laki vaatii sen.")},
        )
        doing = Doing(
            _("Poista rajoitus"),
            _("Asiakas näkyy taas kaikissa tarkoituksissa, jotka tarvitsevat hänen tietojaan."),
            _("Poista rajoitus"),
            "lock-open",
            clause="right.restriction",
        )
    else:
        doing = Doing(
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
        first_of(visit.acts(), lambda act: do(act=act, party=who.id))
        told = _("Rajoitus poistettiin.") if restricted else _("Käsittelyä rajoitettiin.")
        undoable(request, visit, told, (RESTRICTION, Flagged(who.id, restricted)))
        return redirect("customers")
    return doing_page(request, who, doing, form)


@undoes(RESTRICTION)
def _restriction_back(visit: Visit, flagged: Flagged) -> str:
    do = people.restrict if flagged.was else people.lift_restriction
    first_of(visit.acts(), lambda act: do(act=act, party=flagged.party))
    return _("Kumottu.")


@part_page(methods="GET POST")
def claim(request: HttpRequest, visit: Visit, who: Somebody) -> HttpResponse:
    """A claim is pending, or is settled."""
    disputed = who.facts.disputed
    form = Deed(posted(request))
    if disputed:
        doing = Doing(
            _("Merkitse riita ratkenneeksi"),
            _("Tiedot, joiden aika on jo kulunut, poistuvat seuraavassa hävityksessä."),
            _("Riita on ratkennut"),
            "scale",
            danger=True,
        )
    else:
        doing = Doing(
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
        first_of(visit.acts(), lambda act: do(act=act, party=who.id))
        told = _("Riita merkittiin ratkenneeksi.") if disputed else _("Riita merkittiin.")
        undoable(request, visit, told, (CLAIM, Flagged(who.id, disputed)))
        return who.where.back()
    return doing_page(request, who, doing, form)


@undoes(CLAIM)
def _claim_back(visit: Visit, flagged: Flagged) -> str:
    do = people.open_claim if flagged.was else people.settle_claim
    first_of(visit.acts(), lambda act: do(act=act, party=flagged.party))
    return _("Kumottu.")


# --- a protected address ---------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Protection:
    """What stood before."""

    party: int
    since: date | None
    source: str


@part_page(methods="GET POST")
def protection(request: HttpRequest, visit: Visit, who: Somebody) -> HttpResponse:
    """Protect the address (turvakielto), or end the protection."""
    if who.facts.protected_on is not None:
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
            form.add_error("since" if unfit.field == "since" else None, _unfit(unfit))
        else:
            undo = PROTECTION, Protection(who.id, None, "")
            undoable(request, visit, _("Turvakielto merkittiin."), undo)
            return who.where.back()
    doing = Doing(
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
    return Protection(who.id, who.facts.protected_on, source)


@undoes(PROTECTION)
def _protection_back(visit: Visit, before: Protection) -> str:
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
