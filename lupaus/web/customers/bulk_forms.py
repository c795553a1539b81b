"""What is asked before something is done to many: one form for each thing that can be done."""

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lupaus.finland import HELSINKI
from lupaus.guard.staff import members
from lupaus.policy.clauses.making import purpose_name
from lupaus.policy.vocabulary import Channel
from lupaus.register import bulk
from lupaus.register.bans import Origin
from lupaus.register.messages import Spoken
from lupaus.register.permissions import Given
from lupaus.register.search import search
from lupaus.web.customers.card_allowed import forbiddable_of, marketing_first
from lupaus.web.customers.card_words import PASSED
from lupaus.web.customers.words import CHANNELS, ROLES
from lupaus.web.frame.visit import Visit
from lupaus.web.frame.wording import words
from lupaus.web.templatetags.lupaus import day


class Day(forms.DateField):
    """A day, as the browser's calendar sends it or as people write it."""

    def __init__(self, label: Any, *, required: bool = True, help_text: Any = "") -> None:
        super().__init__(
            label=label,
            required=required,
            help_text=help_text,
            input_formats=["%Y-%m-%d", "%d.%m.%Y"],
            widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
            error_messages={
                "required": gettext_lazy("Valitse päivä."),
                "invalid": gettext_lazy("Kirjoita päivä muodossa 31.3.2026."),
            },
        )


class Text(forms.CharField):
    """Some text, on one line or several."""

    def __init__(self, label: Any, most: int, *, lines: int = 1, **more: Any) -> None:
        asked = more.pop("asked", gettext_lazy("Kirjoita tähän jotakin."))
        super().__init__(
            label=label,
            max_length=most,
            widget=forms.Textarea({"rows": lines}) if lines > 1 else forms.TextInput,
            error_messages={
                "required": asked,
                "max_length": gettext_lazy("Lyhennä: enintään %(limit_value)d merkkiä."),
            },
            **more,
        )


#: What leaves a choice open: no account and no purpose is called so.
OPEN = "-"


class Asking(forms.Form):
    """What the act needs. ``purpose`` is asked only where there is a choice, and may be left
    open: then it is a service, where one is for any of them."""

    #: Whether there is anything to ask: otherwise the preview comes at once.
    asks = True

    def __init__(self, said: Any, visit: Visit, purposes: Iterable[str]) -> None:
        self.visit, self.purposes = visit, tuple(purposes)
        if said is not None and "purpose" not in said:
            said = {**said.dict(), "purpose": OPEN}
        super().__init__(said, initial={"on": visit.today})
        if len(self.purposes) > 1:
            policy = visit.adopted.policy
            named = [(slug, words(purpose_name(policy, slug))) for slug in self.purposes]
            self.fields["purpose"] = forms.ChoiceField(
                label=_("Mihin tarkoitukseen"),
                choices=[(OPEN, _("palvelu tai asiakassuhde, joka sopii useimmille")), *named],
            )
        self.prepare()

    def prepare(self) -> None:
        """Choices that depend on who asks."""

    def offer(self, name: str, choices: list[tuple[str, Any]]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = choices

    @property
    def purpose(self) -> str:
        """Empty while it is open."""
        if len(self.purposes) == 1:
            return self.purposes[0]
        said = str(self.cleaned_data.get("purpose", OPEN))
        return "" if said == OPEN else said

    def settle(self, purpose: str) -> None:
        """It is for this purpose; the form says so from now on."""
        self.cleaned_data["purpose"] = purpose
        self.data = {**{name: self.data[name] for name in self.data}, "purpose": purpose}

    def action(self) -> bulk.Action:
        """What is to be done, of a form that is right."""
        raise NotImplementedError

    def clean_on(self) -> date | None:
        """A day that has come."""
        day: date | None = self.cleaned_data.get("on")
        if day and day > self.visit.today:
            raise ValidationError(_("Päivä on vasta tulossa. Kirjaa se silloin."))
        return day

    def told(self) -> list[tuple[str, str]]:
        """What was chosen, in words, for the preview; and for which purpose, also where there
        was no choice."""
        policy = self.visit.adopted.policy
        only = [words(purpose_name(policy, slug)) for slug in self.purposes]
        return [
            *([(_("Mihin tarkoitukseen"), only[0])] if len(only) == 1 else []),
            *self._chosen(),
        ]

    def _chosen(self) -> list[tuple[str, str]]:
        return [
            (str(field.label), said)
            for name, field in self.fields.items()
            if (said := self._told(field, self.cleaned_data.get(name)))
        ]

    def _told(self, field: forms.Field, value: Any) -> str:
        if isinstance(field, forms.ChoiceField):
            choices: Any = field.choices
            return str(dict(choices).get(value, ""))
        if isinstance(value, date):
            return day(value)
        return str(value or "")


class NoteForm(Asking):
    text = Text(
        gettext_lazy("Muistiinpano"),
        10_000,
        lines=5,
        help_text=gettext_lazy("Sama teksti jokaiselle. Asiakas saa sen nähdä, jos pyytää."),
    )

    def action(self) -> bulk.Action:
        return bulk.WriteNote(self.cleaned_data["text"])


class ContactForm(Asking):
    direction = forms.ChoiceField(
        label=gettext_lazy("Kumpi otti yhteyttä"),
        choices=[("out", gettext_lazy("me")), ("in", gettext_lazy("asiakas"))],
    )
    channel = forms.ChoiceField(
        label=gettext_lazy("Miten"),
        choices=[(name, label) for name, label in CHANNELS.items() if name],
    )
    on = Day(gettext_lazy("Päivä"))
    subject = Text(gettext_lazy("Aihe"), 300)
    body = Text(gettext_lazy("Sisältö"), 10_000, lines=4, required=False)

    def action(self) -> bulk.Action:
        said, now = self.cleaned_data, self.visit.at
        at = now if said["on"] == self.visit.today else _noon(said["on"])
        return bulk.RecordContact(
            Spoken(at, said["direction"], said["channel"], said["subject"], said["body"])
        )


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), tzinfo=HELSINKI)


class FollowUpForm(Asking):
    text = Text(gettext_lazy("Mitä pitää tehdä"), 1_000, lines=2)
    due_on = Day(gettext_lazy("Viimeistään"))
    assigned_to = forms.ChoiceField(label=gettext_lazy("Kenen tehtävä"))

    def prepare(self) -> None:
        here = [one.name for one in members() if one.until is None]
        self.offer(
            "assigned_to", [(OPEN, _("kuka vain ehtii")), *((name, name) for name in here)]
        )

    def clean_due_on(self) -> date:
        due: date = self.cleaned_data["due_on"]
        if due < self.visit.today:
            raise ValidationError(PASSED)
        return due

    def action(self) -> bulk.Action:
        said = self.cleaned_data
        whose = "" if said["assigned_to"] == OPEN else said["assigned_to"]
        return bulk.FollowUpEach(said["text"], said["due_on"], whose)


class BeginForm(Asking):
    on = Day(gettext_lazy("Mistä päivästä"))
    reason = Text(gettext_lazy("Syy"), 300, required=False)

    def action(self) -> bulk.Action:
        return bulk.BeginRelation(self.cleaned_data["on"], self.cleaned_data["reason"])


class EndForm(Asking):
    on = Day(
        gettext_lazy("Mistä päivästä"),
        help_text=gettext_lazy(
            "Säilytysajat, jotka alkavat asiakkuuden päättymisestä, alkavat."
        ),
    )
    reason = Text(gettext_lazy("Syy"), 300, required=False)

    def action(self) -> bulk.Action:
        return bulk.EndRelation(self.cleaned_data["on"], self.cleaned_data["reason"])


class RoleForm(Asking):
    organisation = Text(
        gettext_lazy("Missä yrityksessä"),
        200,
        help_text=gettext_lazy("Nimi, Y-tunnus tai asiakasnumero."),
    )
    role = forms.ChoiceField(label=gettext_lazy("Rooli"), choices=list(ROLES.items()))
    title = Text(gettext_lazy("Titteli"), 200, required=False)
    on = Day(gettext_lazy("Mistä päivästä"))
    _party = 0

    def clean_organisation(self) -> str:
        """The one organisation that the text finds."""
        typed = str(self.cleaned_data["organisation"])
        with self.visit.reading("search") as r:
            hits = [hit for hit in search(r, typed, limit=20).hits if hit.is_organisation]
        exact = [hit for hit in hits if hit.name.casefold() == typed.strip().casefold()]
        found = exact if len(exact) == 1 else hits
        if not found:
            raise ValidationError(_("Tällaista yritystä ei löytynyt. Lisää se ensin."))
        if len(found) > 1:
            named = ", ".join(f"{hit.name} ({hit.number})" for hit in found[:5])
            raise ValidationError(_("Tarkoitatko näistä jotakin: %(named)s") % {"named": named})
        self._party = found[0].party
        return found[0].name

    def action(self) -> bulk.Action:
        said = self.cleaned_data
        return bulk.EnterRole(self._party, said["role"], said["title"], said["on"])


class EndRoleForm(Asking):
    role = forms.ChoiceField(label=gettext_lazy("Rooli"), choices=list(ROLES.items()))
    on = Day(gettext_lazy("Mistä päivästä"))

    def action(self) -> bulk.Action:
        return bulk.EndRole(self.cleaned_data["role"], on=self.cleaned_data["on"])


class RestrictForm(Asking):
    asks = False

    def action(self) -> bulk.Action:
        return bulk.Restrict()


class ForbidForm(Asking):
    what = forms.ChoiceField(
        label=gettext_lazy("Mikä kielletään"),
        help_text=gettext_lazy(
            "Kielto koskee kaikkea samanlaista: suoramarkkinoinnin kielto estää kaiken"
            " markkinoinnin valitussa kanavassa."
        ),
        error_messages={"required": gettext_lazy("Valitse, mikä kielletään.")},
    )
    channel = forms.ChoiceField(
        label=gettext_lazy("Missä kanavassa"),
        choices=[(OPEN, CHANNELS[""]), *((name, CHANNELS[name]) for name in Channel)],
    )
    origin = forms.ChoiceField(
        label=gettext_lazy("Kuka kielsi"),
        choices=[
            (Origin.OWN.value, gettext_lazy("asiakkaat itse")),
            (Origin.STAFF.value, gettext_lazy("me heidän puolestaan")),
        ],
    )
    how = Text(
        gettext_lazy("Miten tieto tuli"),
        50,
        help_text=gettext_lazy("Esimerkiksi: puhelimessa, kieltolistalla."),
    )

    def prepare(self) -> None:
        policy = self.visit.adopted.policy
        named = [(slug, words(purpose_name(policy, slug))) for slug in forbiddable(self.visit)]
        several = [("", _("Valitse tarkoitus"))] if len(named) > 1 else []
        self.offer("what", [*several, *named])

    def action(self) -> bulk.Action:
        said = self.cleaned_data
        channel = None if said["channel"] == OPEN else Channel(said["channel"])
        given = Given(said["how"], origin=Origin(said["origin"]))
        return bulk.Forbid(said["what"], channel, given)


def forbiddable(visit: Visit) -> list[str]:
    """The purposes that somebody can forbid, those of direct marketing first."""
    policy = visit.adopted.policy
    return marketing_first(policy, forbiddable_of(policy))
