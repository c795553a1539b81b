"""What the first page asks: the company, and what it does."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from lupaus.policy.read import is_hidden_in
from lupaus.register.spelling import business_id
from lupaus.register.unfit import Unfit
from lupaus.web.start.company import Company


def _visible(typed: str) -> None:
    """What nobody sees would make the policy one that cannot be read."""
    if is_hidden_in(" ".join(typed.split())):
        raise ValidationError(_("Tekstissä on näkymätön merkki. Kirjoita se uudelleen käsin."))


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
        validators=[_visible],
        label=_("Yrityksen nimi"),
        help_text=_("Kuten kaupparekisterissä."),
        max_length=200,
        widget=forms.TextInput({"autocomplete": "organization"}),
    )
    business_id = forms.CharField(
        label=_("Y-tunnus"), help_text=_("Esimerkiksi 1234567-1."), max_length=20
    )
    address = forms.CharField(
        validators=[_visible],
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
        validators=[_visible],
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

    replace = forms.BooleanField(
        label=_("Korvaa kansiossa oleva seloste pohjalla"),
        error_messages={
            "required": _("Kansiossa on jo seloste. Ota se käyttöön, tai korvaa se tästä.")
        },
    )

    def __init__(self, *args: Any, is_over: bool = False, **more: Any) -> None:
        """``is_over``: it would go over what somebody has written."""
        super().__init__(*args, **more)
        if not is_over:
            del self.fields["replace"]

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
        for page_own in ("trade", "replace"):
            said.pop(page_own, None)
        return Company(**said)
