"""One rule of retention: how long, from what, and of what."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from lupaus.policy.model import Retention
from lupaus.policy.period import YearDay
from lupaus.policy.vocabulary import Anchor
from lupaus.web.policy.forms.parts import Changes, PartForm, several
from lupaus.web.policy.forms.words import (
    anchors,
    category_choices,
    group_choices,
    purpose_choices,
    windows,
)


class RuleForm(PartForm):
    """``number`` is the rule's place in the policy; None for a new one."""

    def __init__(self, *args: Any, number: int | None = None, **more: Any) -> None:
        self.number = number
        super().__init__(*args, **more)

    @property
    def rule(self) -> Retention | None:
        return None if self.number is None else self.ground.policy.retention[self.number]

    def build(self) -> None:
        policy = self.ground.policy
        if self.number is None:
            self.fields["purpose"] = forms.ChoiceField(
                label=_("Tarkoitus"), choices=purpose_choices(policy)
            )
        self.period("at_most", _("Enintään"))
        self.period("at_least", _("Vähintään"))
        had = self.given.get("after") or Anchor.LAST_CONTACT
        self.fields["after"] = forms.ChoiceField(
            label=_("Aika lasketaan"), choices=anchors(), initial=str(had)
        )
        window = YearDay.parse(str(self.given["window"])) if self.given.get("window") else None
        self.fields["window"] = forms.ChoiceField(
            label=_("Tiedot poistetaan"),
            choices=windows(window),
            initial=str(window or ""),
            required=False,
        )
        categories = category_choices(policy)
        self.fields["data"] = several(
            categories,
            _("Vain nämä tiedot"),
            self.given.get("data") or (),
            help_text=_("Jos mitään ei ole valittu, kaikki tarkoituksen tiedot."),
        )
        self.fields["subjects"] = several(
            group_choices(policy),
            _("Vain nämä ihmiset"),
            self.given.get("subjects") or (),
            help_text=_("Jos mitään ei ole valittu, kaikki."),
        )
        self.texts("because", _("Syy, jos aika on yli kolme vuotta"), long=True)

    def clean(self) -> dict[str, Any]:
        self.check_texts("because")
        found = self.cleaned_data
        unsaid = self.rule is not None and self.rule.as_long_as is not None
        timed = found.get("at_most") or found.get("at_least") or unsaid
        if not timed and not {"at_most", "at_least"} & set(self.errors):
            raise ValidationError(_("Kirjoita enimmäisaika tai vähimmäisaika."))
        return found

    def changes(self) -> Changes:
        part = {
            "at_least": self.spell("at_least"),
            "at_most": self.spell("at_most"),
            "after": self.value("after"),
            "window": self.value("window"),
            "data": self.chosen("data"),
            "subjects": self.chosen("subjects"),
            "because": self.said("because"),
        }
        if self.number is not None:
            return [(("retention", self.number), part)]
        rule = {"purpose": self.cleaned_data["purpose"], **part}
        return [(("retention", len(self.ground.policy.retention)), rule)]
