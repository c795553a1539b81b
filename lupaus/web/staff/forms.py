"""What is asked when somebody is let in, given another role, or let go."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lupaus.guard import Adopted, staff
from lupaus.guard.staff import FactorLost
from lupaus.web.frame.visit import Visit
from lupaus.web.signin.names import free, proper
from lupaus.web.staff.words import LOST, roles


def _day() -> forms.DateInput:
    return forms.DateInput({"type": "date"}, format="%Y-%m-%d")


class Roles(forms.Form):
    """Which role somebody works in."""

    role = forms.ChoiceField(label=gettext_lazy("Rooli"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, adopted: Adopted, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(one.code, one.name) for one in roles(adopted)]
        self.fields["role"].choices = choices  # type: ignore[attr-defined]  # a choice field
        self.fields["role"].error_messages["required"] = _("Valitse rooli.")


class Pledge(forms.Form):
    """When the undertaking was signed."""

    pledged_on = forms.DateField(
        label=gettext_lazy("Vaitiolositoumus allekirjoitettu"), widget=_day()
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._today = today

    def clean_pledged_on(self) -> date | None:
        day: date | None = self.cleaned_data["pledged_on"]
        if day and day > self._today:
            raise forms.ValidationError(_("Päivä on vasta tulossa."))
        return day


class Invite(Roles):
    """Somebody new."""

    name = forms.CharField(
        label=gettext_lazy("Tunnus"),
        help_text=gettext_lazy(
            "Ihmisen oma nimi pienin kirjaimin, kuten aino tai kaarlo.k. Jokainen tapahtuma"
            " kirjataan tunnukselle, joten samaa ei anneta toiselle edes myöhemmin."
        ),
        max_length=64,
        widget=forms.TextInput({"autocomplete": "off", "autocapitalize": "none"}),
    )
    pledged_on = forms.DateField(
        label=gettext_lazy("Vaitiolositoumus allekirjoitettu"),
        help_text=gettext_lazy("Seloste lupaa, että jokainen on allekirjoittanut sen."),
        widget=_day(),
    )
    field_order = ("name", "role", "pledged_on")

    def __init__(self, *args: Any, visit: Visit, **kwargs: Any) -> None:
        super().__init__(*args, adopted=visit.adopted, **kwargs)
        self._visit = visit
        if not staff.promises_pledge():
            del self.fields["pledged_on"]

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"].strip().lower()
        if not proper(name):
            raise forms.ValidationError(
                _("Käytä kirjaimia ja numeroita ilman välejä, ensin kirjain: esimerkiksi aino.")
            )
        if not staff.is_personal(name, self._visit.adopted.policy.roles):
            raise forms.ValidationError(
                _("Tunnus on yhden ihmisen: anna hänen nimensä, ei tehtävän tai osaston.")
            )
        if not free(name) or name in {member.name for member in staff.members()}:
            raise forms.ValidationError(
                _("Tunnus on jo jonkun, tai on ollut. Lisää sukunimen alku, kuten aino.k.")
            )
        return name

    def clean_pledged_on(self) -> date | None:
        day: date | None = self.cleaned_data["pledged_on"]
        if day and day > self._visit.today:
            raise forms.ValidationError(_("Päivä on vasta tulossa."))
        return day


class Lost(forms.Form):
    """Why a second factor is taken away."""

    reason = forms.ChoiceField(
        label=gettext_lazy("Syy"),
        choices=[(str(reason), label) for reason, label in LOST.items()],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Valitse syy.")},
    )

    def lost(self) -> FactorLost:
        return FactorLost(self.cleaned_data["reason"])


class Leaving(forms.Form):
    """That somebody leaves, and to whom the reminders go."""

    reminders = forms.ChoiceField(label=gettext_lazy("Avoimet muistutukset"), required=False)
    typed = forms.CharField(
        label=gettext_lazy("Kirjoita tunnus"),
        widget=forms.TextInput({"autocomplete": "off", "autocapitalize": "none"}),
    )

    def __init__(
        self, *args: Any, name: str, count: int, others: list[str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self._name = name
        self.fields["typed"].widget.attrs["data-must-be"] = name
        self.fields["typed"].label = _("Kirjoita tunnus %(name)s") % {"name": name}
        choices = [("", _("kaikkien muistutuksiksi")), *((one, one) for one in others)]
        self.fields["reminders"].choices = choices  # type: ignore[attr-defined]  # a choice field
        if not count:
            del self.fields["reminders"]

    def clean_typed(self) -> str:
        typed: str = self.cleaned_data["typed"].strip()
        if typed != self._name:
            raise forms.ValidationError(
                _("Kirjoita tunnus %(name)s, niin se päättyy.") % {"name": self._name}
            )
        return typed
