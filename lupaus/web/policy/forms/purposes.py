"""One purpose: its name, its basis, whom it is for and by which channels."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lupaus.policy.amend import GONE
from lupaus.policy.phrases.labels import CLASSES
from lupaus.policy.phrases.words import capital
from lupaus.policy.vocabulary import AS_PUBLISHED, Basis, PurposeClass
from lupaus.web.frame.wording import words
from lupaus.web.policy.forms.parts import Changes, OneLine, PartForm, several
from lupaus.web.policy.forms.recipients import free_slug
from lupaus.web.policy.forms.words import bases, channels, group_choices


class PurposeForm(PartForm):
    """``slug`` is the purpose's name in the text; None for a new one."""

    def __init__(self, *args: Any, slug: str | None = None, **more: Any) -> None:
        self.slug = slug
        super().__init__(*args, **more)

    def build(self) -> None:
        given, policy = self.given, self.ground.policy
        self.texts("name", _("Nimi"), needed=self.slug is None)
        kinds = [
            (str(c), words(capital(w))) for c, w in CLASSES.items() if c not in AS_PUBLISHED
        ]
        self.fields["class"] = forms.ChoiceField(
            label=_("Laji"),
            choices=kinds,
            initial=given.get("class", str(PurposeClass.SERVICE)),
            help_text=_("Markkinoinnin voi kieltää, palvelun viestejä ei."),
        )
        self.fields["basis"] = forms.ChoiceField(
            label=_("Oikeusperuste"),
            choices=bases(),
            initial=given.get("basis", ""),
            required=False,
        )
        self.texts("interest", _("Oikeutettu etu"))
        self.fields["law"] = OneLine(
            label=_("Laki"),
            help_text=_(
                "Jos peruste on lakisääteinen velvoite, esimerkiksi Kirjanpitolaki 2:10."
            ),
            initial=given.get("law", ""),
            max_length=200,
            required=False,
        )
        self.texts("describe", _("Kuvaus"), long=True)
        self.fields["subjects"] = several(
            group_choices(policy),
            _("Kenen tietoja"),
            given.get("subjects") or (),
            help_text=_("Jos mitään ei ole valittu, kaikkien."),
        )
        self.fields["channels"] = several(
            channels(),
            _("Viestit"),
            given.get("channels") or (),
            help_text=_("Jos mitään ei ole valittu, kaikki kanavat."),
        )
        self.fields["consent_channels"] = several(
            channels(), _("Vain suostumuksella"), given.get("consent_channels") or ()
        )

    def clean(self) -> dict[str, Any]:
        self.check_texts("name", "interest", "describe")
        found = self.cleaned_data
        basis = found.get("basis")
        if basis == Basis.LEGITIMATE_INTEREST and self.said("interest") is GONE:
            first = f"interest_{self.ground.languages[0]}"
            self.add_error(first, _("Kirjoita, mikä etu on."))
        if basis == Basis.LEGAL_OBLIGATION and not found.get("law"):
            self.add_error("law", _("Kirjoita laki ja pykälä."))
        return found

    def changes(self) -> Changes:
        part = {
            "name": self.said("name"),
            "basis": self.value("basis"),
            "interest": self.said("interest"),
            "law": self.value("law"),
            "class": self.value("class", str(PurposeClass.SERVICE)),
            "subjects": self.chosen("subjects"),
            "channels": self.chosen("channels"),
            "consent_channels": self.chosen("consent_channels"),
            "describe": self.said("describe"),
        }
        if self.slug is not None:
            return [(("purposes", self.slug), part)]
        new = {key: value for key, value in part.items() if value is not GONE}
        name = next(iter(new["name"].values()))
        return [(("purposes", free_slug(name, self.ground.policy.purposes)), new)]
