"""Somebody who receives information: who, where, for what, and on which safeguard."""

from typing import Any

from django import forms
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from lupaus.policy.amend import GONE
from lupaus.policy.vocabulary import Condition, Medium, RecipientRole
from lupaus.web.policy.forms.parts import Changes, OneLine, PartForm, several
from lupaus.web.policy.forms.words import (
    category_choices,
    conditions,
    countries,
    mechanisms,
    media,
    roles,
)


class Day(forms.DateField):
    """A day, as browsers give it."""

    def __init__(self, **more: Any) -> None:
        widget = forms.DateInput({"type": "date"}, format="%Y-%m-%d")
        super().__init__(
            required=False, widget=widget, input_formats=["%Y-%m-%d", "%d.%m.%Y"], **more
        )


class RecipientForm(PartForm):
    """``slug`` is the recipient's name in the text; None for a new one."""

    name = OneLine(
        label=_("Nimi"),
        help_text=_("Jos samanlaisia on monta, kirjoita nimen sijasta toimiala."),
        max_length=200,
        required=False,
    )

    def __init__(self, *args: Any, slug: str | None = None, **more: Any) -> None:
        self.slug = slug
        super().__init__(*args, **more)

    def build(self) -> None:
        given, policy = self.given, self.ground.policy
        guard = given.get("safeguard") or {}
        self.initial.setdefault("name", given.get("name", ""))
        self.texts("sector", _("Toimiala"))
        self.texts("service", _("Mitä se tekee meille"))
        plain = {
            "role": (_("Asema"), roles(), given.get("role", str(RecipientRole.PROCESSOR))),
            "country": (
                _("Maa, josta tietoihin pääsee"),
                countries(policy),
                given.get("country", ""),
            ),
            "when": (_("Milloin"), conditions(), given.get("when", str(Condition.ALWAYS))),
            "mechanism": (_("Siirron peruste"), mechanisms(), guard.get("mechanism", "")),
        }
        for field, (label, choices, initial) in plain.items():
            kept = [] if initial in dict(choices) else [(initial, initial)]
            self.fields[field] = forms.ChoiceField(
                label=label, choices=[*choices, *kept], initial=initial, required=False
            )
        self.fields["mechanism"].help_text = _("Tarvitaan, jos maa on ETA-alueen ulkopuolella.")
        self.fields["checked"] = Day(
            label=_("Peruste tarkistettu"), initial=guard.get("checked")
        )
        self.fields["agreement"] = Day(
            label=_("Käsittelysopimus"),
            initial=given.get("agreement"),
            help_text=_("Päivä, jona sopimus tehtiin."),
        )
        self.fields["data"] = several(
            category_choices(policy), _("Tiedot"), given.get("data") or ()
        )
        had = given.get("medium") or [str(Medium.ELECTRONIC)]
        self.fields["medium"] = several(media(), _("Miten"), had)

    def clean(self) -> dict[str, Any]:
        self.check_texts("sector", "service")
        found = self.cleaned_data
        if not found.get("name") and self.said("sector") is GONE:
            self.add_error(None, _("Kirjoita nimi tai toimiala."))
        if not found.get("data"):
            self.add_error("data", _("Valitse tiedot, jotka se saa."))
        return found

    def changes(self) -> Changes:
        guard = {
            "mechanism": self.cleaned_data.get("mechanism") or GONE,
            "checked": self.cleaned_data.get("checked") or GONE,
        }
        has_guard = guard["mechanism"] is not GONE
        media_ = self.chosen("medium")
        default = media_ == [str(Medium.ELECTRONIC)] and "medium" not in self.given
        part = {
            "name": self.value("name"),
            "role": self.value("role", str(RecipientRole.PROCESSOR)),
            "sector": self.said("sector"),
            "service": self.said("service"),
            "country": self.value("country"),
            "safeguard": {k: v for k, v in guard.items() if v is not GONE or self.slug}
            if has_guard
            else GONE,
            "data": self.chosen("data"),
            "medium": GONE if default else media_,
            "when": self.value("when", str(Condition.ALWAYS)),
            "agreement": self.value("agreement"),
        }
        if self.slug is None:
            part = {key: value for key, value in part.items() if value is not GONE}
        return [(("recipients", self.slug or self._new_slug()), part)]

    def _new_slug(self) -> str:
        """From the name, and like no other."""
        said = self.said("sector")
        name = self.cleaned_data["name"] or (
            next(iter(said.values())) if said is not GONE else ""
        )
        return free_slug(name, self.ground.policy.recipients)


def free_slug(name: str, taken: Any) -> str:
    """A name for the text, made of what somebody has written: a letter first, none twice."""
    plain = slugify(name)[:30].strip("-_").replace("_", "-")
    stem = plain if plain[:1].isalpha() else f"x-{plain}".strip("-")
    number, slug = 1, stem
    while slug in taken:
        number += 1
        slug = f"{stem}-{number}"
    return slug
