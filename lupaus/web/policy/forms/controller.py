"""Who is responsible, how to reach it, and when its fiscal year ends."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from lupaus.policy.amend import GONE
from lupaus.policy.period import YearDay
from lupaus.register.spelling import business_id
from lupaus.register.unfit import Unfit
from lupaus.web.policy.forms.parts import Changes, OneLine, PartForm
from lupaus.web.policy.forms.words import KINDS, year_days

#: How the text says that nobody has to be one.
NO_OFFICER = "none"


class ControllerForm(PartForm):
    """The controller and its contacts (GDPR Art. 13(1)(a)-(b))."""

    name = OneLine(
        label=_("Virallinen nimi"),
        help_text=_("Kuten kaupparekisterissä."),
        max_length=200,
        widget=forms.TextInput({"autocomplete": "organization"}),
    )
    kind = forms.ChoiceField(label=_("Muoto"), choices=KINDS)
    business_id = OneLine(
        label=_("Y-tunnus"),
        help_text=_("Esimerkiksi 1234567-1."),
        max_length=20,
        required=False,
    )
    address = OneLine(
        label=_("Postiosoite"),
        help_text=_("Katuosoite, postinumero ja postitoimipaikka."),
        max_length=200,
        required=False,
        widget=forms.TextInput({"autocomplete": "street-address"}),
    )
    email = forms.EmailField(
        label=_("Sähköposti tietosuoja-asioihin"),
        max_length=200,
        required=False,
        widget=forms.EmailInput({"autocomplete": "email"}),
    )
    phone = OneLine(
        label=_("Puhelin"),
        max_length=40,
        required=False,
        widget=forms.TextInput({"autocomplete": "tel", "inputmode": "tel"}),
    )
    dpo = OneLine(
        label=_("Tietosuojavastaava"),
        help_text=_("Miten hänet tavoittaa."),
        max_length=200,
        required=False,
    )
    no_dpo = forms.BooleanField(label=_("Tietosuojavastaavaa ei ole"), required=False)
    brands = OneLine(
        label=_("Tuotemerkit"),
        help_text=_("Nimet, joilla asiakkaat tuntevat yrityksen, pilkulla erotettuina."),
        max_length=600,
        required=False,
    )

    def build(self) -> None:
        for name in ("name", "business_id", "address", "email", "phone"):
            self.initial.setdefault(name, self.given.get(name, ""))
        officer = self.given.get("dpo", "")
        self.initial.setdefault("dpo", "" if officer == NO_OFFICER else officer)
        self.initial.setdefault("no_dpo", officer == NO_OFFICER)
        self.initial.setdefault("kind", self.given.get("kind", "company"))
        self.initial.setdefault("brands", ", ".join(map(str, self.given.get("brands") or ())))
        self.texts("contact", _("Yhteyshenkilön tehtävä"))
        self.texts("hours", _("Palveluajat"))
        year = self._rhythm()
        self.fields["year_ends"] = forms.ChoiceField(
            label=_("Tilikausi päättyy"),
            help_text=_("Laskujen säilytysaika lasketaan tästä."),
            choices=year_days(year),
            initial=str(year or ""),
            disabled=year is None,
            required=False,
        )

    def _rhythm(self) -> YearDay | None:
        """The yearly end, when there is but one; else the years are changed in the text."""
        years = self.ground.policy.fiscal_years
        if not years:
            return YearDay(12, 31)
        only = years[0] if len(years) == 1 else None
        return only.ends if only and only.from_ is None else None

    def clean_business_id(self) -> str:
        try:
            return business_id(str(self.cleaned_data["business_id"]))
        except Unfit:
            raise ValidationError(
                _("Tarkista Y-tunnus: seitsemän numeroa, väliviiva ja tarkistusnumero.")
            ) from None

    def clean(self) -> dict[str, Any]:
        self.check_texts("contact", "hours")
        if self.cleaned_data.get("dpo") and self.cleaned_data.get("no_dpo"):
            self.add_error("dpo", _("Kirjoita yhteystieto tai rastita, ettei häntä ole."))
        return self.cleaned_data

    def changes(self) -> Changes:
        brands = [" ".join(b.split()) for b in self.cleaned_data["brands"].split(",")]
        part = {
            "name": self.value("name"),
            "kind": self.value("kind", "company"),
            **{n: self.value(n) for n in ("business_id", "address", "email", "phone")},
            "dpo": NO_OFFICER if self.cleaned_data["no_dpo"] else self.value("dpo"),
            "brands": [brand for brand in dict.fromkeys(brands) if brand] or GONE,
            "contact": self.said("contact"),
            "hours": self.said("hours"),
        }
        found: Changes = [(("controller",), part)]
        ends, had = self.cleaned_data.get("year_ends"), self._rhythm()
        if ends and had is not None and ends != str(had):
            found.append((("fiscal_years",), [{"ends": ends}]))
        return found
