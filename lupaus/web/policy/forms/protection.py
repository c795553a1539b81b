"""One measure of protection: what is said of it, and how often it is confirmed or done."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lupaus.policy.vocabulary import Measure
from lupaus.web.policy.forms.parts import Changes, OneLine, PartForm
from lupaus.web.policy.forms.words import ATTESTS, MEASURES

#: What is done at intervals, what lives for a time, and what follows a standard.
RHYTHMIC = frozenset({Measure.BACKUP, Measure.TRAINING})
LIVING = frozenset({Measure.BACKUP})
STANDARD = frozenset({Measure.PAPER_DESTRUCTION, Measure.ENCRYPTION, Measure.SECURE_SERVERS})


class MeasureForm(PartForm):
    """``number`` is the measure's place in the policy; None for a new one."""

    def __init__(self, *args: Any, number: int | None = None, **more: Any) -> None:
        self.number = number
        super().__init__(*args, **more)

    @property
    def measure(self) -> Measure | None:
        given = self.given.get("measure")
        return Measure(given) if given else None

    @property
    def title(self) -> Any:
        return MEASURES[self.measure] if self.measure else ""

    def build(self) -> None:
        if self.number is None:
            used = {promise.measure for promise in self.ground.policy.protection}
            free = [(str(m), label) for m, label in MEASURES.items() if m not in used]
            self.fields["measure"] = forms.ChoiceField(label=_("Suojakeino"), choices=free)
        self.texts("detail", _("Lisäksi"), long=True)
        self.fields["attest"] = forms.ChoiceField(
            label=_("Vahvistetaan"),
            help_text=_("Rekisteri muistuttaa, ja joku teistä vahvistaa päivätysti."),
            choices=ATTESTS,
            initial=self.given.get("attest", ""),
            required=False,
        )
        if self.measure in RHYTHMIC or self.given.get("every"):
            self.period("every", _("Tehdään joka"))
        if self.measure in LIVING or self.given.get("keep"):
            self.period("keep", _("Varmuuskopio säilyy enintään"))
        if self.measure in STANDARD or self.given.get("standard"):
            self.fields["standard"] = OneLine(
                label=_("Standardi"),
                initial=self.given.get("standard", ""),
                max_length=200,
                required=False,
            )

    def clean(self) -> dict[str, Any]:
        self.check_texts("detail")
        return self.cleaned_data

    def changes(self) -> Changes:
        part = {"attest": self.value("attest"), "detail": self.said("detail")}
        part |= {name: self.spell(name) for name in ("every", "keep") if name in self.fields}
        if "standard" in self.fields:
            part["standard"] = self.value("standard")
        if self.number is not None:
            return [(("protection", self.number), part)]
        new = {"measure": self.cleaned_data["measure"], **part}
        return [(("protection", len(self.ground.policy.protection)), new)]
