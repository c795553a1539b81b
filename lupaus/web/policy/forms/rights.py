"""How soon requests are answered, and how."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from lupaus.policy.amend import GONE
from lupaus.policy.vocabulary import Right
from lupaus.web.policy.forms.parts import Changes, PartForm, PeriodField, ordered, spelt
from lupaus.web.policy.forms.words import DELIVERIES, RIGHTS

#: Those with an answer of ours to wait for.
TIMED = tuple(right for right in Right if right is not Right.COMPLAINT)
EXCEPTIONS = (
    ("law", _("laki velvoittaa säilyttämään")),
    ("open-invoice", _("lasku on maksamatta")),
    ("collection", _("saatavaa peritään")),
    ("dispute", _("asiasta on riita")),
)


class RightsForm(PartForm):
    """Every right by itself, and the promise that holds for all of them."""

    def build(self) -> None:
        tree = self.ground.tree
        requests, rights = tree.get("requests") or {}, tree.get("rights") or {}
        self.fields["within"] = PeriodField(
            label=_("Vastaamme kaikkiin pyyntöihin"),
            unit="days",
            required=False,
            initial=requests.get("within"),
            help_text=_("Laki: kuukauden kuluessa. Tiukempi lupaus sitoo."),
        )
        for right in Right:
            had = rights.get(str(right))
            self.fields[f"told_{right}"] = forms.BooleanField(
                label=RIGHTS[right], required=False, initial=had is not None
            )
            if right in TIMED:
                self.fields[f"within_{right}"] = PeriodField(
                    label=_("Vastaamme"),
                    unit="days",
                    required=False,
                    initial=(had or {}).get("within"),
                )
                named = f"{RIGHTS[right]}: {gettext('Oma vastausaika')}"
                self.fields[f"within_{right}"].widget.attrs["aria-label"] = named
        self.fields["deliver"] = forms.ChoiceField(
            label=_("Toimitamme jäljennöksen"),
            choices=DELIVERIES,
            initial=(rights.get("access") or {}).get("deliver", ""),
            required=False,
        )
        erasure = rights.get("erasure") or {}
        self.fields["except"] = forms.MultipleChoiceField(
            label=_("Emme poista, jos"),
            choices=EXCEPTIONS,
            initial=list(erasure.get("except") or ()),
            required=False,
            widget=forms.CheckboxSelectMultiple,
        )
        self.fields["unconditional"] = forms.BooleanField(
            label=_("Poistamme pyynnöstä perusteluja kysymättä"),
            required=False,
            initial=bool(erasure.get("unconditional")),
        )

    @property
    def lines(self) -> list[dict[str, Any]]:
        """One right: whether the notice tells of it, and how soon it is served."""
        return [
            {
                "right": right,
                "told": self[f"told_{right}"],
                "within": self[f"within_{right}"] if right in TIMED else None,
            }
            for right in Right
        ]

    def changes(self) -> Changes:
        tree, typed = self.ground.tree, self.cleaned_data
        requests = tree.get("requests") or {}
        within = spelt(typed.get("within"), requests.get("within"))
        found: Changes = []
        if within is not GONE or requests:
            found.append((("requests",), {"within": within}))
        rights = tree.get("rights") or {}
        for right in Right:
            had = rights.get(str(right))
            if typed[f"told_{right}"]:
                part = self._promise(right, had or {})
                new = {key: value for key, value in part.items() if value is not GONE}
                found.append((("rights", str(right)), part if had else new))
            elif had is not None:
                found.append((("rights", str(right)), GONE))
        return found

    def _promise(self, right: Right, had: Mapping[str, Any]) -> dict[str, Any]:
        typed, part = self.cleaned_data, {}
        if right in TIMED:
            part["within"] = spelt(typed.get(f"within_{right}"), had.get("within"))
        if right is Right.ACCESS:
            part["deliver"] = typed["deliver"] or GONE
        if right is Right.ERASURE:
            part["except"] = ordered(had.get("except") or (), typed["except"]) or GONE
            part["unconditional"] = typed["unconditional"] or GONE
        return part
