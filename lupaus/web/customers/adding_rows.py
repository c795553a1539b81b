"""The sections of the form by which somebody is entered: their rows, their reasons, their
sources.

Every row is the form that the card mends such a row by, so that a field looks, reads and is
judged alike wherever it is typed.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from lupaus.policy.model import Policy
from lupaus.register.entering import NewRow
from lupaus.register.fields import Because, Section
from lupaus.register.wrong import Mistaken, Wrong
from lupaus.web.customers.card_forms import RowForm
from lupaus.web.customers.card_words import ICONS, ROWS, purpose_label, source_label

#: What stands open on the form; the rest unfolds.
FIRST: Final = (
    "personname",
    "organisation",
    "affiliation",
    "emailaddress",
    "phonenumber",
    "postaladdress",
)
FOLDED: Final = ("webaddress", "billingprofile", "order", "note", "followup")
#: What may be typed more than once before it is saved.
SEVERAL: Final = frozenset({"emailaddress", "phonenumber", "postaladdress", "webaddress"})
MOST: Final = 10
#: By what somebody is known: while it is typed, those who may be the same are looked for.
TELLING: Final = frozenset({"personname", "organisation", "emailaddress", "phonenumber"})
#: Reasons that stand beside a heading; the others unfold.
_SHOWN = 2


class EntryRow(RowForm):
    """One row that is to be. Whatever is wrong is said when the whole is saved."""

    def __init__(  # noqa: PLR0913 - how a row is made
        self,
        section: Section,
        policy: Policy,
        typed: Any,
        place: str,
        *,
        initial: Mapping[str, Any] | None = None,
        only: Iterable[str] = (),
    ) -> None:
        self.prefix = place  # before the form is made: Django takes it from here
        super().__init__(section, policy, typed, slot="f", initial=initial, only=only)
        self.fields.pop("source", None)  # asked once for the section
        for field in self.fields.values():
            field.required = True  # said once for the whole form, not field by field
        self.table = section.table

    @property
    def given(self) -> dict[str, Any]:
        """What was typed, by column; of a row that was not on the form that was sent, what
        the form fills in by itself."""
        if self.is_bound:
            return super().given
        return {one.column: one.default for one in self._own}

    def wrong(self, wrong: Wrong) -> bool:
        """One mistake, beside its field. False where the row was not on the form."""
        if self.is_bound:
            self.fail(Mistaken((wrong,)))
        return self.is_bound


class SourceForm(forms.Form):
    """Whence the rows of one section come, where the policy knows several sources."""

    use_required_attribute = False

    def __init__(self, typed: Any, place: str, choices: list[tuple[str, str]]) -> None:
        super().__init__(typed, auto_id="f-%s", prefix=place)
        field = forms.ChoiceField(label=_("Mistä tämä saatiin"), choices=choices)
        field.required = False
        self.fields["source"] = field
        if self.is_bound:
            self.errors  # noqa: B018 - judged while it is not required
        field.required = True

    @property
    def chosen(self) -> str:
        return str(self.cleaned_data.get("source", "")) if self.is_bound else ""


@dataclass(slots=True)
class Part:
    """One section as the form shows it."""

    section: Section
    place: str
    rows: list[EntryRow]
    source: SourceForm | None
    why: list[tuple[str, str]]
    more_why: list[tuple[str, str]]

    @property
    def table(self) -> str:
        return self.section.table

    @property
    def noun(self) -> Any:
        return ROWS[self.table]

    @property
    def title(self) -> str:
        return capfirst(str(self.noun))

    @property
    def icon(self) -> str:
        return ICONS[self.table]

    @property
    def tells(self) -> bool:
        return self.table in TELLING

    @property
    def can_grow(self) -> bool:
        return self.table in SEVERAL and len(self.rows) < MOST

    @property
    def is_filled(self) -> bool:
        """Was anything typed?"""
        return any(row.is_bound and row.has_changed() for row in self.rows)

    @property
    def is_open(self) -> bool:
        """Does it stand open: is there anything typed, or wrong?"""
        return self.is_filled or any(form.is_bound and form.errors for form in self.forms)

    @property
    def forms(self) -> list[forms.Form]:
        return [*self.rows, *([self.source] if self.source else [])]

    def source_of(self, common: str) -> str:
        """The source to record: chosen here; else where such data arise by themselves; else
        the one of the whole form, where it gives them. Empty: it must be chosen."""
        chosen = self.source.chosen if self.source else ""
        possible = {one.slug for one in self.section.sources}
        return chosen or self.section.source or (common if common in possible else "")

    def new_rows(self, common: str) -> list[NewRow]:
        return [NewRow(self.table, row.given, self.source_of(common)) for row in self.rows]


def part_of(  # noqa: PLR0913 - what a section is shown with
    section: Section,
    policy: Policy,
    typed: Any,
    *,
    more: str = "",
    place: str = "",
    initial: Mapping[str, Any] | None = None,
    only: Iterable[str] = (),
) -> Part:
    """The section with a row for each that was typed, and one more where that was asked."""
    place = place or section.table
    sent = _count(typed, place)
    most = MOST if section.table in SEVERAL else 1
    rows = [
        EntryRow(
            section,
            policy,
            typed if n < sent else None,
            f"{place}-{n}",
            initial=initial,
            only=only,
        )
        for n in range(min(max(1, sent + (more == place)), most))
    ]
    because = [_why(policy, one) for one in section.because]
    source = None
    if len(section.sources) > 1:
        source = SourceForm(typed, place, _choices(section, policy))
    return Part(section, place, rows, source, because[:_SHOWN], because[_SHOWN:])


def _why(policy: Policy, because: Because) -> tuple[str, str]:
    return purpose_label(policy, because.purpose), because.clause


def _count(typed: Any, place: str) -> int:
    """How many rows were on the form that was sent."""
    wanted = re.compile(rf"{re.escape(place)}-(\d{{1,2}})-\w+", re.ASCII)
    found = [int(m[1]) for name in typed or () if (m := wanted.fullmatch(name))]
    return max(found) + 1 if found else 0


def _choices(section: Section, policy: Policy) -> list[tuple[str, str]]:
    said = [(one.slug, source_label(policy, one.slug)) for one in section.sources]
    own = dict(said).get(section.source)
    usual = own or _("sama kuin muut tiedot")
    return [("", usual), *((slug, label) for slug, label in said if slug != section.source)]


def told(form: forms.Form) -> list[tuple[str, str, str]]:
    """Every mistake of a form for the summary, in its order: (where, which field, what)."""
    first = next(iter(form)).id_for_label
    general = [(str(first), "", str(error)) for error in form.non_field_errors()]
    return general + [
        (str(bound.id_for_label), str(bound.label), str(error))
        for bound in form
        for error in bound.errors
    ]
