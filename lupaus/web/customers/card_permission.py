"""Writing down what the person allowed or forbade: who said it, how, and what shows it.

A decision is never changed, only followed by another; so there is no undo here, and the form
says what each decision does before it is made.
"""

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lupaus.guard import Refused
from lupaus.policy.vocabulary import Category, Channel, PurposeClass
from lupaus.register import permissions
from lupaus.register.bans import Origin
from lupaus.register.permissions import Given
from lupaus.register.unfit import Unfit
from lupaus.web.customers.card_allowed import (
    allowed,
    forbiddable_of,
    hows,
    marketing_first,
)
from lupaus.web.customers.card_base import (
    Somebody,
    part_page,
    posted,
    typed_code,
)
from lupaus.web.customers.card_words import MISTAKES, purpose_label
from lupaus.web.customers.words import CHANNELS
from lupaus.web.frame.back import said
from lupaus.web.frame.visit import Visit, first_of

SLOT = "lupa"
ALL = "kaikki"
_DECIDE: Mapping[str, tuple[Callable[..., int], Any]] = {
    "objected": (permissions.object_to, gettext_lazy("kieltää")),
    "granted": (permissions.give_consent, gettext_lazy("suostuu")),
    "refused": (permissions.refuse, gettext_lazy("ei suostu")),
    "withdrawn": (permissions.withdraw, gettext_lazy("peruu suostumuksen")),
    "lifted": (permissions.lift, gettext_lazy("peruu kiellon")),
}


#: What is said where nothing shows what the customer has allowed.
_NEEDED = {
    "granted": gettext_lazy("Kerro, mihin tekstiin suostuttiin tai missä vastaus on."),
    "lifted": gettext_lazy(
        "Kerro, mistä näkee, että asiakas perui kiellon: esimerkiksi viestin päivä."
    ),
}
#: What anybody writes down to whom the customer says it. The rest allows more than before.
_NARROWING = ("objected", "refused", "withdrawn")


def _sees(visit: Visit) -> bool:
    """Does a purpose of the moment need permissions?"""
    policy = visit.adopted.policy
    return any(
        Category.PERMISSIONS in policy.categories_of(purpose) for purpose in visit.purposes
    )


class Decided(forms.Form):
    """What was said, by whom, and how it came to us."""

    use_required_attribute = False

    decision = forms.ChoiceField(
        label=gettext_lazy("Mitä asiakas sanoo"), widget=forms.RadioSelect
    )
    purpose = forms.ChoiceField(
        label=gettext_lazy("Mihin"),
        error_messages={"required": gettext_lazy("Valitse, mihin tarkoitukseen.")},
    )
    channel = forms.ChoiceField(label=gettext_lazy("Missä"))
    how = forms.ChoiceField(label=gettext_lazy("Miten asia kerrottiin"))
    origin = forms.ChoiceField(label=gettext_lazy("Kuka sanoi"))
    evidence = forms.CharField(
        label=gettext_lazy("Mistä sen näkee"),
        help_text=gettext_lazy(
            "Suostumukseen ja kiellon perumiseen tarvitaan näyttö: mihin tekstiin suostuttiin,"
            " tai missä asiakkaan vastaus on."
        ),
        required=False,
        widget=forms.TextInput({"autocomplete": "off"}),
    )

    def __init__(
        self, visit: Visit, party: int, typed: Any, initial: Mapping[str, Any]
    ) -> None:
        super().__init__(typed, auto_id=f"{SLOT}-%s", initial=dict(initial))
        named = _offered(visit, party, str(initial["purpose"]))
        purposes = [(name, purpose_label(visit.adopted.policy, name)) for name in named]
        if len(purposes) > 1:
            purposes.insert(0, ("", _("Valitse tarkoitus")))
        ways = {name: text for name, text in hows().items() if name != "merge"}
        said = _DECIDE if _sees(visit) else {name: _DECIDE[name] for name in _NARROWING}
        self._choose("decision", [(name, label) for name, (_do, label) in said.items()])
        self._choose("purpose", purposes)
        self._choose("channel", [(ALL, CHANNELS[""]), *((c, CHANNELS[c]) for c in Channel)])
        self._choose("how", list(ways.items()))
        who = [
            (Origin.OWN, _("asiakas itse")),
            (Origin.STAFF, _("työntekijä varmuuden vuoksi")),
        ]
        self._choose("origin", who)

    def _choose(self, name: str, choices: list[tuple[Any, Any]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared so
        field.choices = choices


def _offered(visit: Visit, party: int, asked: str) -> list[str]:
    """The purposes that concern the customer, direct marketing first; where none does, every
    one of marketing, and of all where there is no marketing: a right is never out of reach."""
    policy = visit.adopted.policy
    able = marketing_first(policy, forbiddable_of(policy))
    said = {one.purpose for one in allowed(visit, party, ()) if one.lines} | {asked}
    of_marketing = [n for n in able if policy.purposes[n].class_ is PurposeClass.MARKETING]
    return [name for name in able if name in said] or of_marketing or able


@part_page(methods="GET POST")
def permission(request: HttpRequest, visit: Visit, who: Somebody) -> HttpResponse:
    """Record a consent, a refusal, a withdrawal, an objection, or that one was taken back."""
    initial = {
        "decision": "objected",
        "purpose": request.GET.get("tarkoitus", ""),
        "channel": request.GET.get("kanava") or ALL,
        "origin": Origin.OWN,
    }
    form = Decided(visit, who.id, posted(request), initial)
    if request.method == "POST" and form.is_valid():
        try:
            _record(visit, who, form.cleaned_data)
        except Unfit as unfit:
            field = unfit.field if unfit.field in form.fields else "evidence"
            too_long = unfit.reason.startswith("give at most")
            needed = _NEEDED.get(form.cleaned_data["decision"], MISTAKES["unfit"])
            form.add_error(field, str(MISTAKES["too-long"] if too_long else needed))
        except Refused as no:
            form.add_error("evidence", typed_code(no, who))
        else:
            said(request, _("Kirjattiin. Vaikuttaa heti kaikkiin lähetyksiin."))
            return who.where.back("luvat")
    shown = {
        "who": who,
        "form": form,
        "title": _("Kirjaa lupa tai kielto"),
        "slot": SLOT,
        "icon_name": "megaphone",
        "action": request.get_full_path(),
        "note": _(
            "Kielto koskee kaikkea samanlaista käyttöä ja seuraa asiakasta ja hänen"
            " osoitteitaan myös poiston, yhdistämisen ja tuonnin yli. Kirjausta ei"
            " muuteta jälkikäteen: uusi kirjaus tulee sen perään."
        ),
        "back": who.where.card,
    }
    status = 422 if form.is_bound and form.errors else 200
    template = "customers/card_form.html" if request.htmx else "customers/card_form_page.html"  # type: ignore[attr-defined]  # the middleware's
    return render(request, template, shown, status=status)


def _record(visit: Visit, who: Somebody, told: Mapping[str, str]) -> None:
    """Under whatever purpose: a right is exercised wherever somebody answers the phone."""
    do, _label = _DECIDE[told["decision"]]
    given = Given(told["how"], evidence=told["evidence"], origin=Origin(told["origin"]))
    channel = None if told["channel"] == ALL else Channel(told["channel"])
    first_of(
        visit.acts(),
        lambda act: do(
            act=act, party=who.id, purpose=told["purpose"], channel=channel, given=given
        ),
    )
