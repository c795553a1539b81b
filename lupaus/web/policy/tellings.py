"""What of a version must be told to whom, and saying that it was."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lupaus.proof import telling
from lupaus.proof.telling import Told
from lupaus.web.frame.visit import VIA, Visit
from lupaus.web.policy.turns import Turn, Turns


class Telling(forms.Form):
    """What somebody says who has told people."""

    on = forms.DateField(
        label=gettext_lazy("Kerrottu"),
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
    )
    how = forms.CharField(
        label=gettext_lazy("Miten"),
        help_text=gettext_lazy("Esimerkiksi: asiakaskirje 3/2026."),
        max_length=500,
    )

    def __init__(self, typed: Any = None, *, prefix: str, visit: Visit) -> None:
        super().__init__(typed, prefix=prefix, initial={"on": visit.today})
        self.visit = visit

    def clean_on(self) -> Any:
        if self.cleaned_data["on"] > self.visit.today:
            raise ValidationError(_("Tulevana päivänä ei ole vielä kerrottu."))
        return self.cleaned_data["on"]


@dataclass(frozen=True, slots=True)
class Group:
    """Those to be told of the same changes. ``form`` is None when all of it was told."""

    whom: str
    turns: Sequence[Turn]
    told: tuple[Told, ...]
    form: Telling | None

    @property
    def number(self) -> str:
        """By which the page's forms are told apart."""
        return self.turns[0].clause


def groups(visit: Visit, version: int, found: Turns, sent: Telling | None) -> list[Group]:
    """By whom it is told to. ``sent`` is a form that was sent with a mistake in it."""
    done = telling.told(version)
    return [_group(visit, whom, some, done, sent) for whom, some in found.by_whom]


def _group(
    visit: Visit, whom: str, some: Sequence[Turn], done: Any, sent: Telling | None
) -> Group:
    known = tuple(dict.fromkeys(done[t.clause] for t in some if t.clause in done))
    number = some[0].clause
    form = sent if sent and sent.prefix == number else Telling(prefix=number, visit=visit)
    is_told = all(turn.clause in done for turn in some)
    return Group(whom, some, known, None if is_told else form)


def confirm(visit: Visit, version: int, found: Turns, typed: Any) -> Telling | None:
    """Record what was said of the group that was sent. The form with its mistakes, when it has
    some; and of a group that there is not, nothing is recorded."""
    number = typed.get("group", "")
    some = next((each for _whom, each in found.by_whom if each[0].clause == number), None)
    if some is None:
        return None
    form = Telling(typed, prefix=number, visit=visit)
    if not form.is_valid():
        return form
    telling.confirm(
        version,
        [turn.clause for turn in some],
        on=form.cleaned_data["on"],
        how=form.cleaned_data["how"],
        by=visit.actor.name,
        at=visit.at,
        via=VIA,
    )
    return None
