"""What the forms of a policy are put together from: texts in each language, periods, lists."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from lupaus.guard import Adopted
from lupaus.policy.amend import GONE, tree_of
from lupaus.policy.amend.text import Path
from lupaus.policy.model import Language, Policy
from lupaus.policy.period import Period
from lupaus.policy.phrases.words import amount
from lupaus.web.frame.wording import words

LANGUAGES: dict[Language, Any] = {
    "fi": _("suomeksi"),
    "sv": _("ruotsiksi"),
    "en": _("englanniksi"),
}

Changes = list[tuple[Path, Any]]


@dataclass(frozen=True, slots=True)
class Ground:
    """What a form stands on: the draft as a policy and as a tree, and what is in force."""

    policy: Policy
    tree: Mapping[str, Any]
    adopted: Adopted

    @classmethod
    def of(cls, policy: Policy, text: str, adopted: Adopted) -> "Ground":
        return cls(policy, tree_of(text), adopted)

    @property
    def languages(self) -> tuple[Language, ...]:
        return self.policy.languages


class OneLine(forms.CharField):
    """Text without line breaks: what is pasted over several lines becomes one."""

    def to_python(self, value: Any) -> str:
        return " ".join(str(super().to_python(value) or "").split())


class Words(OneLine):
    """The same in a larger box."""

    def __init__(self, **more: Any) -> None:
        super().__init__(widget=forms.Textarea({"rows": 2}), **more)


class PartForm(forms.Form):
    """A part of the policy. ``given`` is the part as the tree has it."""

    def __init__(
        self,
        data: Any = None,
        *,
        ground: Ground,
        given: Mapping[str, Any] | None = None,
        **more: Any,
    ) -> None:
        super().__init__(data, **more)
        self.ground = ground
        self.given: Mapping[str, Any] = given or {}
        self._texts: list[str] = []
        self.build()

    def build(self) -> None:
        """Add the fields that depend on the policy."""

    def texts(self, name: str, label: Any, *, long: bool = False, needed: bool = False) -> None:
        """A field in each language of the policy. Nothing, or every language."""
        kind = Words if long else OneLine
        self._texts.append(name)
        had = self.given.get(name)
        for language in self.ground.languages:
            initial = had.get(language, "") if isinstance(had, Mapping) else (had or "")
            self.fields[f"{name}_{language}"] = kind(
                label=self.spoken(label, language),
                required=needed,
                initial=initial,
                max_length=2000 if long else 200,
            )

    @property
    def speaking(self) -> dict[str, list[forms.BoundField]]:
        """The fields of each text, by its name."""
        return {
            name: [self[f"{name}_{language}"] for language in self.ground.languages]
            for name in self._texts
        }

    @property
    def plain(self) -> list[forms.BoundField]:
        """The fields that are no texts in several languages."""
        spoken = {bound.name for some in self.speaking.values() for bound in some}
        return [bound for bound in self if bound.name not in spoken]

    def spoken(self, label: Any, language: Language) -> str:
        """``Nimi suomeksi``, where there is more than one language."""
        alone = len(self.ground.languages) == 1
        return str(label) if alone else f"{label} {LANGUAGES[language]}"

    def said(self, name: str) -> Any:
        """What was typed into :meth:`texts`, for the tree."""
        found = {lg: self.cleaned_data.get(f"{name}_{lg}", "") for lg in self.ground.languages}
        return found if any(found.values()) else GONE

    def check_texts(self, *names: str) -> None:
        """A text in one language is wanted in the others, too."""
        for name in names:
            fields = [f"{name}_{language}" for language in self.ground.languages]
            missing = [f for f in fields if not self.cleaned_data.get(f)]
            if missing and len(missing) < len(fields):
                for field in missing:
                    if field not in self.errors:
                        self.add_error(field, _("Kirjoita tämä myös tällä kielellä."))

    def period(self, name: str, label: Any, **more: Any) -> None:
        """A number and a unit."""
        had = self.given.get(name)
        try:
            initial = Period.parse(str(had)) if had else None
        except ValueError:
            initial = None
        self.fields[name] = PeriodField(label=label, required=False, initial=initial, **more)

    def spell(self, name: str) -> Any:
        """The period for the tree."""
        return spelt(self.cleaned_data.get(name), self.given.get(name))

    def value(self, name: str, otherwise: Any = "") -> Any:
        """A plain value for the tree. What is said by saying nothing stays unsaid."""
        now = self.cleaned_data.get(name)
        if now in (None, "", [], ()):
            return GONE
        return GONE if now == otherwise and name not in self.given else now

    def chosen(self, name: str, key: str = "") -> Any:
        """A list for the tree, in the order in which the author has it."""
        found = ordered(self.given.get(key or name) or (), self.cleaned_data.get(name) or ())
        return found or GONE


def spelt(now: Period | None, had: object) -> Any:
    """A period as the text says it: as it was written, when it is as long as it was."""
    if now is None:
        return GONE
    if had is not None and Period.parse(str(had)) == now:
        return had
    return f"{now:words}" if not (now.months and now.days) else str(now)


def ordered(had: Iterable[str], wanted: Iterable[str]) -> list[str]:
    """What stays in its order, then what is new in the order of the choices."""
    now = list(wanted)
    stays = [each for each in had if each in now]
    return [*stays, *(each for each in now if each not in stays)]


def several(
    choices: Sequence[tuple[str, Any]], label: Any, initial: Iterable[str], **more: Any
) -> forms.MultipleChoiceField:
    """Boxes to tick."""
    return forms.MultipleChoiceField(
        label=label,
        choices=choices,
        initial=list(initial),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        **more,
    )


# --- periods -------------------------------------------------------------------------------


class Unit:
    """``vuotta``, and ``vuosi`` beside a one."""

    def __init__(self, many: Any, one: Any) -> None:
        self._many, self._one = many, one

    def __str__(self) -> str:
        return str(self._many)

    @property
    def one(self) -> str:
        return str(self._one)


UNITS = (
    ("years", Unit(_("vuotta"), _("vuosi"))),
    ("months", Unit(_("kuukautta"), _("kuukausi"))),
    ("weeks", Unit(_("viikkoa"), _("viikko"))),
    ("days", Unit(_("päivää"), _("päivä"))),
)


def split(period: Period | None, unit: str = "years") -> tuple[str, str]:
    """The number and the unit by which a form shows it; this unit where there is none."""
    if period is None:
        return "", unit
    if period.months and period.days:
        return "1", str(period)
    if period.days:
        return str(period.days), "days"
    whole = period.months % 12 == 0
    return (str(period.months // 12), "years") if whole else (str(period.months), "months")


class PeriodWidget(forms.MultiWidget):
    """A short number and a unit beside it."""

    template_name = "policy/period.html"
    unit = "years"  # beside an empty number

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        number = forms.TextInput({"inputmode": "numeric", "size": "4", "autocomplete": "off"})
        super().__init__({"n": number, "unit": forms.Select(choices=UNITS)}, attrs)

    def id_for_label(self, id_: str) -> str:
        """The label names the number; the unit beside it has a name of its own."""
        return f"{id_}_0" if id_ else id_

    def decompress(self, value: Any) -> list[str]:
        if isinstance(value, str):
            value = Period.parse(value)
        return list(split(value, self.unit))

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        """A mixed period, as one may write it in the text, is a choice of its own."""
        period = value if isinstance(value, Period) else None
        unit: Any = self.widgets[1]
        unit.choices = list(UNITS)
        if period and period.months and period.days:
            unit.choices = [*UNITS, (str(period), words(amount(period)))]
        context: dict[str, Any] = super().get_context(name, value, attrs)
        return context


class PeriodField(forms.MultiValueField):
    """So many years, months, weeks or days; nothing for no period."""

    widget = PeriodWidget

    def __init__(self, *, unit: str = "years", **more: Any) -> None:
        fields = (OneLine(required=False), forms.CharField(required=False))
        super().__init__(fields=fields, require_all_fields=False, **more)
        self.widget.unit = unit

    def clean(self, value: Any) -> Period | None:
        number, unit = (str(each or "").strip() for each in (value or ("", "")))
        if not number:
            if self.required:
                raise ValidationError(self.error_messages["required"])
            return None
        if unit.startswith("P"):
            return self._parsed(unit)
        if not number.isascii() or not number.isdigit():
            raise ValidationError(_("Kirjoita kokonaisluku."))
        return self._parsed(f"{int(number[:6])} {unit}")

    def _parsed(self, text: str) -> Period:
        try:
            return Period.parse(text)
        except ValueError:
            raise ValidationError(
                _("Kirjoita aika, joka on vähintään päivä ja enintään 200 vuotta.")
            ) from None
