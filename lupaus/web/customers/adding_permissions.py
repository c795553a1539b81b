"""What somebody says of marketing and the like while they are entered.

Nothing is a yes by itself: every question stands at *not recorded*, and a consent needs how and
when it was given and what shows it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _

from lupaus.guard import Act, Adopted, Subject
from lupaus.guard.collecting import verdicts_for
from lupaus.policy.vocabulary import Category, Channel, PurposeClass
from lupaus.register import permissions
from lupaus.register.allowed import needs_consent
from lupaus.register.bans import REACHED_BY
from lupaus.register.permissions import Given
from lupaus.web.customers.card_allowed import asked_of, hows
from lupaus.web.customers.card_state import day_field
from lupaus.web.customers.card_words import MISTAKES, purpose_label
from lupaus.web.customers.words import CHANNELS
from lupaus.web.frame.visit import Visit, first_of

_DO: Final[Mapping[str, Any]] = {
    "granted": permissions.give_consent,
    "refused": permissions.refuse,
    "objected": permissions.object_to,
}


#: What is done without sending anything: one answer, on no channel.
_UNSENT: Final = frozenset(
    {PurposeClass.PUBLICATION, PurposeClass.DEVELOPMENT, PurposeClass.STATISTICS}
)


@dataclass(frozen=True, slots=True)
class Question:
    """One purpose on one channel; on none where nothing is sent. ``consent``: nothing may be
    done without a yes."""

    purpose: str
    channel: Channel | None
    consent: bool

    @property
    def name(self) -> str:
        return f"lupa-{self.purpose}-{self.channel or 'muu'}"

    @property
    def way(self) -> Any:
        return CHANNELS[self.channel] if self.channel else _("kaikki tavat")


def questions(adopted: Adopted, subject: Subject) -> tuple[Question, ...]:
    """What somebody like this may allow or forbid, by the policy."""
    found = []
    for name, channel in asked_of(adopted.policy):
        purpose = adopted.policy.purposes[name]
        unsent = purpose.class_ in _UNSENT
        named = "organisation" if subject.is_organisation else "personname"
        table = named if unsent else REACHED_BY[channel]
        if verdicts_for(adopted, subject, name)[table] is None:
            consent = needs_consent(purpose, subject, channel)
            found.append(Question(name, None if unsent else channel, consent))
    return tuple(found)


class Permissions(forms.Form):
    """The questions, and how the answers came."""

    use_required_attribute = False

    def __init__(self, visit: Visit, typed: Any, asked: Iterable[Question]) -> None:
        super().__init__(typed, auto_id="f-%s")
        self.asked = tuple(asked)
        self._today = visit.today
        policy = visit.adopted.policy
        keeps = Category.PERMISSIONS in policy.data
        for one in self.asked:
            label = purpose_label(policy, one.purpose)
            field = forms.ChoiceField(
                label=f"{label}: {one.way}", choices=_answers(one, keeps=keeps)
            )
            field.required = False
            self.fields[one.name] = field
        ways = [("", _("Valitse")), *((k, v) for k, v in hows().items() if k != "merge")]
        self.fields["lupa_how"] = forms.ChoiceField(
            label=_("Miten vastaus tuli"), choices=ways, required=False
        )
        self.fields["lupa_on"] = day_field(_("Milloin"), visit.today)
        self.fields["lupa_on"].required = False
        self.fields["lupa_evidence"] = forms.CharField(
            label=_("Mistä sen näkee"),
            help_text=_("Suostumukseen tarvitaan näyttö: mihin tekstiin suostuttiin?"),
            required=False,
            max_length=2_000,
            widget=forms.TextInput({"autocomplete": "off"}),
        )

    @property
    def answers(self) -> list[tuple[str, Any]]:
        """The questions as fields, each with the clause of its purpose."""
        return [(f"purpose.{one.purpose}", self[one.name]) for one in self.asked]

    @property
    def said(self) -> list[tuple[Question, str]]:
        """What was answered."""
        if not self.is_bound or not hasattr(self, "cleaned_data"):
            return []
        answered = ((one, self.cleaned_data.get(one.name, "")) for one in self.asked)
        return [(one, answer) for one, answer in answered if answer]

    @property
    def has_typed(self) -> bool:
        return bool(self.said or (self.is_bound and self.errors))

    def clean(self) -> None:
        """How and when are needed once something was answered; what shows it, for a yes."""
        day = self.cleaned_data.get("lupa_on")
        if day and day > self._today:
            self.add_error("lupa_on", MISTAKES["future"])
        if not self.said:
            return
        if not self.cleaned_data.get("lupa_how"):
            self.add_error("lupa_how", _("Valitse, miten vastaus tuli."))
        if day is None and "lupa_on" not in self.errors:
            self.add_error("lupa_on", MISTAKES["day"])
        yes = any(answer == "granted" for _one, answer in self.said)
        if yes and not self.cleaned_data.get("lupa_evidence", "").strip():
            needed = _("Kerro, mihin tekstiin suostuttiin tai missä vastaus on.")
            self.add_error("lupa_evidence", needed)

    def record(self, acts: Sequence[Act], party: int) -> None:
        """Everything that was answered, each under the first of the acts that may. The day on
        which it came stands in the evidence: the decision itself is of the moment in which it
        is recorded."""
        day = self.cleaned_data["lupa_on"] or self._today
        shows = self.cleaned_data["lupa_evidence"].strip()
        evidence = f"{day.isoformat()}: {shows}" if shows or day != self._today else ""
        given = Given(self.cleaned_data["lupa_how"], evidence=evidence)
        for one, answer in self.said:
            _record(acts, party, one, answer, given)


def _record(acts: Sequence[Act], party: int, one: Question, answer: str, given: Given) -> None:
    do, said = _DO[answer], {"purpose": one.purpose, "channel": one.channel}
    first_of(acts, lambda act: do(act=act, party=party, given=given, **said))


def _answers(one: Question, *, keeps: bool) -> list[tuple[str, str]]:
    if one.consent:
        yes = [("granted", _("antoi suostumuksen"))] if keeps else []
        no = ("refused", _("ei antanut suostumusta"))
        return [("", _("ei kirjata")), *yes, no, ("objected", _("kielsi"))]
    return [("", _("ei kirjata")), ("objected", _("kielsi"))]
