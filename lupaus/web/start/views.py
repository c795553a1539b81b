"""Before the first policy there is one thing to do, in two steps: who you are, and yes."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from lupaus.finland import day_of
from lupaus.guard import Act, NotAdopted, Refused, adopt, staff
from lupaus.guard.refused import BY_DESIGN
from lupaus.policy.clauses import clauses
from lupaus.policy.lint import lint
from lupaus.policy.notice import notice
from lupaus.policy.problem import Level
from lupaus.policy.read import read_policy
from lupaus.policy.templates import TEMPLATES
from lupaus.policy.views import OWNER
from lupaus.register.spelling import business_id
from lupaus.register.unfit import Unfit
from lupaus.web.frame.back import said
from lupaus.web.frame.page import Access, page
from lupaus.web.frame.visit import VIA, has_policy
from lupaus.web.policy import draft
from lupaus.web.policy.problems import told
from lupaus.web.start.company import Company, written

TRADES = (
    ("web-agency", _("Verkkotoimisto"), _("Kotisivuja, verkkopalveluja ja niiden ylläpitoa")),
    ("hosting-company", _("Webhotelli"), _("Palvelintilaa, verkkotunnuksia ja sähköpostia")),
    (
        "retailer",
        _("Kauppa"),
        _("Myymälä tai verkkokauppa, asiakkaina kuluttajia ja yrityksiä"),
    ),
    (
        "communications-agency",
        _("Viestintätoimisto"),
        _("Viestintää, mainontaa ja tapahtumia yrityksille"),
    ),
    ("consultancy", _("Konsultti"), _("Asiantuntijatyötä yrityksille ja yhteisöille")),
)
_YEARS = (
    ("12-31", _("kalenterivuosi")),
    ("01-31", "31.1."),
    ("02-28", "28.2."),
    ("03-31", "31.3."),
    ("04-30", "30.4."),
    ("05-31", "31.5."),
    ("06-30", "30.6."),
    ("07-31", "31.7."),
    ("08-31", "31.8."),
    ("09-30", "30.9."),
    ("10-31", "31.10."),
    ("11-30", "30.11."),
)


class About(forms.Form):
    """The company, and what it does."""

    name = forms.CharField(
        label=_("Yrityksen nimi"),
        help_text=_("Kuten kaupparekisterissä."),
        max_length=200,
        widget=forms.TextInput({"autocomplete": "organization"}),
    )
    business_id = forms.CharField(
        label=_("Y-tunnus"), help_text=_("Esimerkiksi 1234567-1."), max_length=20
    )
    address = forms.CharField(
        label=_("Postiosoite"),
        help_text=_("Katuosoite, postinumero ja postitoimipaikka."),
        max_length=200,
        widget=forms.TextInput({"autocomplete": "street-address"}),
    )
    email = forms.EmailField(
        label=_("Sähköposti tietosuoja-asioihin"),
        help_text=_("Tämä näkyy selosteessa. Siihen ihmiset kirjoittavat tiedoistaan."),
        max_length=200,
        widget=forms.EmailInput({"autocomplete": "email"}),
    )
    phone = forms.CharField(
        label=_("Puhelin"),
        required=False,
        max_length=40,
        widget=forms.TextInput({"autocomplete": "tel", "inputmode": "tel"}),
    )
    year_ends = forms.ChoiceField(
        label=_("Tilikausi päättyy"),
        help_text=_("Laskujen säilytysaika lasketaan tästä."),
        choices=_YEARS,
    )
    trade = forms.ChoiceField(label=_("Toimiala"), choices=[(t[0], t[1]) for t in TRADES])

    def clean_business_id(self) -> str:
        try:
            return business_id(self.cleaned_data["business_id"])
        except Unfit:
            raise ValidationError(
                _("Tarkista Y-tunnus: seitsemän numeroa, väliviiva ja tarkistusnumero.")
            ) from None

    @property
    def company(self) -> Company:
        said = {k: " ".join(str(v).split()) for k, v in self.cleaned_data.items()}
        said.pop("trade")
        return Company(**said)


@page(Access.ACCOUNT, methods="GET POST")
def first_policy(request: HttpRequest) -> HttpResponse:
    """Who the controller is, and which trade it is in."""
    if has_policy():
        return redirect("home")
    form = About(request.POST or None)
    if request.method == "POST" and form.is_valid():
        today = _today(request)
        text = written(form.cleaned_data["trade"], form.company, today=today)
        draft.write(text, seen=draft.read().digest)
        return redirect("first-notice")
    status = 422 if form.is_bound else 200
    assert {t[0] for t in TRADES} == set(TEMPLATES)  # noqa: S101 - every trade can be chosen
    said = {"form": form, "trades": TRADES, "chosen": form["trade"].value()}
    return render(request, "start/company.html", said, status=status)


@page(Access.ACCOUNT, methods="GET POST")
def first_notice(request: HttpRequest) -> HttpResponse:
    """The notice that would be, read before it is in force; then put in force."""
    if has_policy():
        return redirect("home")
    text = draft.read().text
    policy, problems = read_policy(text)
    if policy is None:
        return redirect("first-policy")
    if request.method == "POST":
        return _adopt(request, text)
    looked = (*problems, *lint(policy, today=_today(request)))
    found = [problem for problem in looked if problem.level is not Level.NOTE]
    shown = {"page": notice(policy, clauses(policy)), "problems": told(found, text)}
    return render(request, "start/notice.html", shown)


def _adopt(request: HttpRequest, text: str) -> HttpResponse:
    """The first policy is in force, and who adopted it is the main user."""
    name = request.user.get_username()
    at: Any = request.at  # type: ignore[attr-defined]  # the middleware's
    if staff.members():
        raise Refused("the main user adopts the first policy", law=BY_DESIGN)
    if not staff.is_personal(name):  # now: afterwards the policy would be in force for nobody
        raise Refused(f"{name} is no person's name: the main user is a person", law=BY_DESIGN)
    try:
        adopt(text, Act(name, "", at, VIA))
    except NotAdopted as no:
        found = {"page": None, "problems": told(no.problems, text), "reasons": no.reasons}
        return render(request, "start/notice.html", found, status=422)
    staff.add(name, OWNER, act=Act(name, "", at, VIA), pledged_on=_today(request))
    said(request, str(_("Seloste on voimassa. Rekisteri noudattaa sitä tästä hetkestä.")))
    return redirect("home")


def _today(request: HttpRequest) -> Any:
    return day_of(request.at)  # type: ignore[attr-defined]  # likewise
